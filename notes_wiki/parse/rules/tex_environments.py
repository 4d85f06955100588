r"""LaTeX's environments around text that Markdown has as well: lists, quotes, centred text, code, pictures.

In:  the name of an environment, the lines from its `\begin` to its `\end`.
Out: as many lines of Markdown, as far as possible, so that what stands in them keeps its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from notes_wiki.parse.rules.tex_numbering import PLAIN, Numbering, numbering
from notes_wiki.parse.rules.tex_tables import table
from notes_wiki.parse.rules.tex_works import as_list
from notes_wiki.pattern import pattern

_LISTS = frozenset(("itemize", "enumerate", "description"))
_QUOTES = frozenset(("quote", "quotation", "verse"))
_ARRANGED = frozenset("center flushleft flushright framed mdframed small footnotesize multicols".split())
"""Environments that show only what they hold."""
_CODE = frozenset(("verbatim", "lstlisting", "minted"))
_FIGURES = frozenset(("figure", "wrapfigure"))
_TABLES = frozenset(("tabular", "tabularx", "table", "longtable"))
NAMES = _LISTS | _QUOTES | _ARRANGED | _CODE | _FIGURES | _TABLES | {"abstract", "thebibliography"}
_WORDS = pattern(r"\\item(?![A-Za-z])|(?<!\\)\$|\\[\[(]|\\begin\{(?:itemize|enumerate|equation|align)\*?\}")
"""What is only in environments of text."""
_DRAWN = pattern(
    r"\\begin\{(?:\w*picture|algorithm\w*|forest|asy|axis|\w*code\w*|\w*listing\w*|\w*[Vv]erbatim\w*|tikz\w*|"
    r"\w*tikz|filecontents|comment|document|tabbing|tabu\w*|long\w*|subfigure|mini\w*|frame)\*?\}"
    r"|\\(?:State|draw|node|addplot)(?![A-Za-z])"
)
"""What is in drawings and programs, and in environments that arrange words on paper."""
_HEAD = pattern(r"\s*\\begin\{\w+\*?\}(?:\[[^\[\]]*\])?(?:\{[^{}]*\})*[ \t]*")
_FORMULA = pattern(r"\$\$|\\\[|\\begin")
"""What begins a displayed formula, whose labels are its own."""
_BRACKETS = pattern(r"\s*\\begin\{\w+\*?\}\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
"""The options of a list: `\\begin{enumerate}[(a)]`."""
_TAIL = pattern(r"\\end\{\w+\*?\}[ \t]*(?:%.*)?$")
_COMMENT = pattern(r"(?<![\d\s\\])[ \t]+%.*$")
"""A comment behind words; what begins a line with a `%` is read with the rest."""
_ITEM = pattern(r"\s*\\item(?![A-Za-z])[ \t]*(?:\[(?P<label>[^\[\]]*)\])?[ \t]*")
_EDGE = pattern(r"\\(begin|end)\{(?:itemize|enumerate|description)\}")
_PICTURE = pattern(r"\\includegraphics(?:\[[^\[\]]*\])?\{([^{}\n]+)\}")
_CAPTION = pattern(r"\\caption(?:\[[^\[\]]*\])?\{((?:[^{}]|\{[^{}]*\})*)\}")
_LABEL = pattern(r"\\label\{([^{}\s]+)\}")
_SIGN_ALONE = pattern(r"[ .\-1]*")
"""An item that goes on in the next line."""
_WIDE = pattern(r"(?<=\S)[ \t]*(?=\\item(?![A-Za-z]))")


def numbering_of(first: str, level: int) -> Numbering:
    """How the items of a list are numbered that begins with this line; `level` lists of the kind are around
    it."""
    head = _BRACKETS.match(first)
    return numbering(head[1] if head else "", level)


def markdown_of(
    name: str, lines: Sequence[str], *, titled: bool, numbers: Numbering = PLAIN, abstract: str = "Abstract"
) -> str | None:
    """The Markdown that says the same, or None if there is none. `titled`: the caption of a picture is its
    title, not its words. `numbers`: those of a list. `abstract`: what an abstract is called."""
    if name in _FIGURES:
        return _figure("\n".join(lines), titled=titled)
    if name in _TABLES:
        return table("\n".join(lines), *_caption("\n".join(lines)))
    inside = [_HEAD.sub("", lines[0], count=1), *lines[1:]]
    inside[-1] = _TAIL.sub("", inside[-1])
    if name in _CODE:
        return "\n".join(["~~~~~~", *inside[1:-1], "~~~~~~"])
    inside = [_COMMENT.sub("", line) for line in inside]
    if name in _QUOTES:
        return "\n".join(f"> {line.strip()}" for line in inside)
    if name == "abstract":
        return "\n".join([f"**{abstract}.** {inside[0].strip()}", *(line.strip() for line in inside[1:])])
    if name == "thebibliography":
        return as_list("\n".join(inside))
    if name in _LISTS:
        return _list(name, inside, numbers)
    return "\n".join(line.strip() for line in inside)


def is_arranged(text: str) -> bool:
    """Whether an environment that nobody knows is one of text, with lists or formulas."""
    return _WORDS.search(text) is not None and _DRAWN.search(text) is None


def _list(name: str, lines: Sequence[str], numbers: Numbering = PLAIN) -> str:
    """Items with the signs of Markdown's lists, and what goes on in them indented; labels with what
    references to them show."""
    found: list[str] = []
    depth, begun = 0, False
    place, words = -1, ""
    for line in (part for whole in lines for part in _WIDE.split(whole)):
        item = _ITEM.match(line) if not depth else None
        if item:
            place += item["label"] is None
            words = numbers.words(place) if name == "enumerate" else ""
            words = words if item["label"] is None else _words_of(item["label"])
            label = words if name == "enumerate" and not numbers.is_plain else None
            found.append(_sign(name, item["label"] or label) + _labelled(line[item.end() :], words))
            begun = True
        elif words and line.lstrip().startswith("\\label{") and _SIGN_ALONE.fullmatch(found[-1]):
            found.append("    " + _labelled(line.strip(), words))
        elif begun or not line.lstrip().startswith("\\"):
            found.append(f"    {line.strip()}" if begun and line.strip() else line.strip())
        else:
            found.append("")  # lengths, before the first item
        depth += sum(1 if edge == "begin" else -1 for edge in _EDGE.findall(line))
    return "\n".join(found)


def _labelled(text: str, words: str) -> str:
    """The line that an item begins with, where its label has what references show; not one of a formula."""
    if not words or _FORMULA.search(text):
        return text
    return _LABEL.sub(rf"\\label[{words}]{{\1}}", text, count=1)


def _words_of(label: str) -> str:
    """The words of an item's own label, if a reference can show them as they are."""
    return "" if any(sign in label for sign in "$\\{}") else label.strip()


def _sign(name: str, label: str | None) -> str:
    if label is None:
        return "1.  " if name == "enumerate" else "-   "
    if name == "description":
        return f"-   **{label}** "
    return f"-   &#{ord(label[0])};{label[1:]} " if label else "-   "  # "(c)" would begin a list


def _figure(text: str, *, titled: bool) -> str | None:
    """A picture with its caption."""
    pictures = _PICTURE.findall(text)
    if len(pictures) != 1 or "(" in pictures[0] or " " in pictures[0]:
        return None
    words, label = _caption(text)
    key = f"{{#{label}}}" if label else ""
    before = "\n" * text[: text.index("\\includegraphics")].count("\n")
    if titled and words:
        quoted = words.replace("\\", "\\\\").replace('"', '\\"')
        return f'{before}![]({pictures[0]} "{quoted}"){key}'
    return f"{before}![{words}]({pictures[0]}){key}"


def _caption(text: str) -> tuple[str, str]:
    """The words of the caption and the key of the label, "" for none."""
    caption, label = _CAPTION.search(text), _LABEL.search(text)
    words = re.sub(r"\s+", " ", _LABEL.sub("", caption[1])).strip() if caption else ""
    return words, label[1] if label else ""
