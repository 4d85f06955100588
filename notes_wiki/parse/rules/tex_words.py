r"""TeX commands in running text, in notes that are also printed: `\emph{words}`, `\cite{key}`, `\noindent`.

In:  running text.
Out: the tokens of the equivalent Markdown (emphasis, links, footnotes, citations); only the words of commands
     for their appearance; nothing for commands for the layout of pages.

Pandoc leaves all of these out of HTML, including their words. An unknown command stays as typed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import in_paper
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.tex_arguments import OPTION, argument
from notes_wiki.parse.rules.tex_citations import citation
from notes_wiki.parse.rules.tex_names import CHARACTERS, FRONT, LAYOUT, LAYOUT_OF_PAPERS, LETTERS
from notes_wiki.parse.rules.tex_works import work
from notes_wiki.pattern import pattern

_COMMAND = pattern(r"\\([A-Za-z]+)\*?")
_BETWEEN = pattern(
    r"(?P<sign>[!-)+-/:-@\[\]^_|~])(?P<code>(?:(?!(?P=sign))[^\n])+)(?P=sign)|\{(?P<braced>[^{}\n]+)\}"
)
"""Code between two equal signs, or in braces."""
_ESCAPE = pattern(r"\\([_#%&{}$~^])")
_LENGTH = pattern(
    r"[ ]?-?(?:[\d.]+[ ]?(?:pt|em|ex|cm|mm|in)|[\d.]*\\[a-z]*skip)"
    r"(?:[ ](?:plus|minus)[ ]?[\d.]+[ ]?[a-z]{2,4})*"
)
_KEY = pattern(r"[^\s{}\\]+")
_LETTER_AHEAD = pattern(r" (?=[A-Za-z])")
_LONGEST_PATH = 200
"""Characters before a command in which the beginning of a path is looked for."""

Reader = Callable[[StateInline, bool, int], int]
"""Reads what stands behind a command's name, at `end`, and pushes its tokens unless `silent`: the place
behind it, or -1 where that is not what the command takes."""


def tex_words(state: StateInline, silent: bool) -> bool:
    """A command of a known name, with its arguments."""
    found = _COMMAND.match(state.src, state.pos, state.posMax)
    reader = _READERS.get(found[1]) if found else None
    if found is None or reader is None:
        return False
    end = reader(state, silent, found.end())
    if end < 0:
        return False
    state.pos = end
    return True


def _element(kind: str, tag: str, info: str, state: StateInline, silent: bool, end: int) -> int:
    """Words in an element: `kind` begins its tokens' names."""
    words = argument(state, end)
    if words is None:
        return -1
    if not silent:
        state.push(f"{kind}_open", tag, 1).info = info
        inner_inlines(state, words.span(1))
        state.push(f"{kind}_close", tag, -1).info = info
    return words.end()


def _words(before: str, behind: str, state: StateInline, silent: bool, end: int) -> int:
    """Words as they are, between two signs."""
    words = argument(state, end)
    if words is None:
        return -1
    if not silent:
        state.append_pending(before)
        inner_inlines(state, words.span(1))
        state.append_pending(behind)
    return words.end()


def _coloured(state: StateInline, silent: bool, end: int) -> int:
    """`\\textcolor{red}{words}`: the words."""
    colour = argument(state, end)
    return _words("", "", state, silent, colour.end()) if colour else -1


def _code(state: StateInline, silent: bool, end: int) -> int:
    """`\\texttt{words}`."""
    words = argument(state, end)
    if words is None:
        return -1
    if not silent:
        token = state.push("code_inline", "code", 0)
        token.content = _ESCAPE.sub(r"\1", words[1])
    return words.end()


def _verbatim(state: StateInline, silent: bool, end: int) -> int:
    r"""`\verb|code|`, `\lstinline[language=C]{code}`."""
    option = OPTION.match(state.src, end, state.posMax)
    found = _BETWEEN.match(state.src, option.end() if option else end, state.posMax)
    if found is None:
        return -1
    if not silent:
        token = state.push("code_inline", "code", 0)
        token.content = found["code"] or found["braced"]
        token.meta = {"start": state.pos, "end": found.end()}
    return found.end()


def _link(state: StateInline, silent: bool, end: int) -> int:
    """`\\href{address}{words}`."""
    address = argument(state, end)
    words = argument(state, address.end()) if address else None
    if address is None or words is None:
        return -1
    if not silent:
        _push_link(state, address[1], words.end())
        state.linkLevel += 1
        inner_inlines(state, words.span(1))
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
    return words.end()


def _address(state: StateInline, silent: bool, end: int) -> int:
    """`\\url{address}`; one without a scheme (`www.example.com`) is text, because it could be a file's."""
    address = argument(state, end)
    if address is None:
        return -1
    if not silent and ":" in address[1]:
        _push_link(state, address[1], address.end())
        state.push("text", "", 0).content = _ESCAPE.sub(r"\1", address[1])
        state.push("link_close", "a", -1)
    elif not silent:
        state.append_pending(_ESCAPE.sub(r"\1", address[1]))
    return address.end()


def _push_link(state: StateInline, address: str, end: int) -> None:
    token = state.push("link_open", "a", 1)
    token.attrs, token.meta = {"href": _ESCAPE.sub(r"\1", address)}, {"start": state.pos, "end": end}


def _character(character: str, state: StateInline, silent: bool, end: int) -> int:
    """A command for a character, and the `{}` that parts it from what follows."""
    if _in_path(state):
        return -1
    blank = " " if state.src.startswith("\\ ", end) else ""
    if not silent:
        state.append_pending(character + blank)
    return end + 2 if blank or state.src.startswith("{}", end) else end


def _letter(letter: str, state: StateInline, silent: bool, end: int) -> int:
    r"""A command for a letter: the blank that parts it from the next one is not shown (`S\o ren`)."""
    after = _character(letter, state, silent, end)
    if after == end and _LETTER_AHEAD.match(state.src, end, state.posMax):
        return end + 1
    return after


def _in_path(state: StateInline) -> bool:
    r"""Whether the command is part of a path of Windows': `C:\small\S`."""
    before = state.src[max(state.pos - _LONGEST_PATH, 0) : state.pos].rpartition(" ")[2]
    return before.endswith(":") or ":\\" in before or before.startswith("\\\\")


def _line_break(state: StateInline, silent: bool, end: int) -> int:
    if not silent:
        state.push("hardbreak", "br", 0)
    return _behind_blanks(state, end)


def _layout(state: StateInline, silent: bool, end: int) -> int:
    """A command that shows nothing."""
    return -1 if _in_path(state) else _behind_blanks(state, end)


def _layout_of_papers(state: StateInline, silent: bool, end: int) -> int:
    """One that is read so only in LaTeX's text; not behind a brace, which would have been closed."""
    opened = state.src[state.pos - 1 : state.pos] == "{"
    return _layout(state, silent, end) if in_paper(state) and not opened else -1


def _length(state: StateInline, silent: bool, end: int) -> int:
    r"""`\vskip 2pt plus 1fil`, in LaTeX's text."""
    length = _LENGTH.match(state.src, end, state.posMax)
    return _behind_blanks(state, length.end()) if length and in_paper(state) else -1


def _paragraph(state: StateInline, silent: bool, end: int) -> int:
    r"""`\par` within lines, in LaTeX's text."""
    return _line_break(state, silent, end) if in_paper(state) else -1


def _front(state: StateInline, silent: bool, end: int) -> int:
    r"""`\address[short]{words}`: the words."""
    option = OPTION.match(state.src, end, state.posMax)
    return _words("", "", state, silent, option.end() if option else end)


def _and(state: StateInline, silent: bool, end: int) -> int:
    r"""`\and` between authors, in LaTeX's text."""
    if not silent and in_paper(state):
        state.pending = state.pending.rstrip() + ","
    return end if in_paper(state) else -1


def _label(state: StateInline, silent: bool, end: int) -> int:
    r"""`\label{key}` in LaTeX's text: a place. References to it show the words of an option, as the
    environment of a list gives it one, or else the heading that it is below."""
    words = OPTION.match(state.src, end, state.posMax)
    key = argument(state, words.end() if words else end)
    if key is None or not _KEY.fullmatch(key[1]) or not in_paper(state):
        return -1
    if not silent:
        token = state.push("anchor", "span", 0)
        token.content, token.info = key[1], "label"
        token.meta = {"start": state.pos, "end": key.end(), "words": words[1] if words else ""}
    return _behind_blanks(state, key.end())


def _layout_of(state: StateInline, silent: bool, end: int) -> int:
    """One with an argument."""
    given = argument(state, end)
    return _behind_blanks(state, given.end()) if given else -1


def _behind_blanks(state: StateInline, end: int) -> int:
    """The position after blanks that would stand beside others, or at the beginning, once a command is
    gone."""
    if state.pos == 0 or state.src[state.pos - 1].isspace():
        while end < state.posMax and state.src[end] in " \t":
            end += 1
    return end


def _each(names: str, reader: Reader) -> dict[str, Reader]:
    return dict.fromkeys(names.split(), reader)


_READERS: dict[str, Reader] = {
    **_each("emph textit textsl", partial(_element, "em", "em", "")),
    **_each("textbf", partial(_element, "strong", "strong", "")),
    **_each("textsuperscript", partial(_element, "sup", "sup", "")),
    **_each("textsubscript", partial(_element, "sub", "sub", "")),
    **_each("sout", partial(_element, "s", "s", "")),
    **_each("underline uline", partial(_element, "span", "span", "underline")),
    **_each("footnote thanks", partial(_element, "footnote", "", "")),
    **_each("textsc textrm textsf textnormal textup textmd mbox date", partial(_words, "", "")),
    **_each("paragraph subparagraph", partial(_element, "strong", "strong", "")),
    **_each("enquote", partial(_words, "\u201c", "\u201d")),
    **_each("textcolor colorbox", _coloured),
    **_each("texttt", _code),
    **_each("href", _link),
    **_each("url", _address),
    **_each("newline linebreak", _line_break),
    **_each("cite citep parencite autocite footcite citealp", partial(citation, "")),
    **_each("citet textcite citealt", partial(citation, "bare")),
    **_each(LAYOUT, _layout),
    **_each(LAYOUT_OF_PAPERS, _layout_of_papers),
    **_each("vskip hskip kern", _length),
    **_each("par", _paragraph),
    **_each(FRONT, _front),
    **_each("and", _and),
    **_each("label", _label),
    **_each("bibitem", work),
    **_each("verb lstinline", _verbatim),
    **_each("vspace hspace pagestyle thispagestyle pagenumbering nocite enlargethispage", _layout_of),
    **{name: partial(_character, sign) for name, sign in CHARACTERS.items()},
    **{name: partial(_letter, sign) for name, sign in LETTERS.items()},
}
"""What a command takes and stands for, by its name."""
