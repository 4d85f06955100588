r"""Labels and tags, which are taken out of a formula before the engine runs: engines never number.

In:  a formula's tokens.
Out: `Taken`: tokens without `\label`, `\tag`, `\notag`, with a mark at the end of each row that has a
     number; the labels. `numbered_rows.py` puts the numbers in.

A display that consists of one of amsmath's multi-row environments is numbered row by
row; so is one of cases or empheq, whose rows stand beside something else. Any other display, and one with a
label outside the TeX and none in its rows, is numbered as a whole, with the number beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander
from notes_wiki.math.faults import Fault
from notes_wiki.math.key_values import key_values
from notes_wiki.math.packages import environment_names
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.result import MathLabel
from notes_wiki.math.several_displays import as_one_display
from notes_wiki.math.tokens import Token, join, tokenize, trim
from notes_wiki.model import OF_GROUP

_BY_ROW = frozenset(
    {"align", "alignat", "flalign", "gather", "eqnarray", "IEEEeqnarray", "xalignat", "DispWithArrows"}
)
_CASES = frozenset({"numcases", "subnumcases"})
NUMBERING = frozenset({"\\label", "\\tag", "\\notag", "\\nonumber", "\\IEEEnonumber"})
"""Commands about the number of a row."""
_OWN = frozenset({"\\label", "\\tag"})
ROW_MARK = "\x02row:{}\x03"
"""What stands at the end of a row that has a label, with the label's index."""


class Taken:
    """A formula without its labels: the remaining tokens, the labels, and which of them belong to rows."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.labels: list[MathLabel] = []
        self.numbered = -1
        self.by_row = False
        self.beside = False  # whether the rows stand beside something else: a brace
        self.group: int | None = None  # the label whose number the rows share, each with a letter
        self.faults: list[Fault] = []


def take_labels(tokens: Sequence[Token], expander: Expander, key: str, *, number: str) -> Taken:
    """Take labels and tags out of a formula. `key`: a label for the whole display, given outside the TeX.
    `number`: which displays without a label are numbered, "all", "referenced" or "none"."""
    taken = Taken()
    tokens = as_one_display(tokens, texts=False)
    words = {text for text, _ in tokens}
    name = _outer_environment(tokens)
    if name == "subequations":
        return _take_group(tokens, expander, key, number=number)
    if name == "empheq":
        name, taken.beside = _in_empheq(tokens)
    taken.by_row = name.rstrip("*") in _BY_ROW and not (key and not words & _OWN)
    numbering = number == "all" and (not name or name in environment_names.NUMBERED | _CASES)
    if name in _CASES:
        return _take_cases(tokens, taken, expander, key, numbering=numbering)
    if not (words & NUMBERING or key or numbering):
        taken.tokens = list(tokens)
        return taken
    if taken.by_row:
        if key and "\\label" in words:  # rows of their own names share the number that the key has
            taken.group = _label(_keyed(key), taken, numbering=True)
        _take_rows(tokens, taken, expander, numbering=numbering)
    else:
        _take_whole(tokens, taken, key, numbering=numbering)
    return taken


def _take_group(tokens: Sequence[Token], expander: Expander, key: str, *, number: str) -> Taken:
    """amsmath's `subequations`: what is labelled outside of its displays is the number that their rows share.
    Rows without labels have it as a whole."""
    reader = Reader(tokens)
    reader.pop()
    reader.group()
    inside = reader.rest()
    end = max(place for place, (text, _) in enumerate(inside) if text == "\\end")
    reader, group = Reader(inside[:end]), _Row()
    others: list[Token] = []
    depth = 0
    while reader:
        token = reader.pop()
        depth += (token[0] == "\\begin") - (token[0] == "\\end")
        if depth or token[0] != "\\label":
            others.append(token)
        else:
            _read(token, reader, group)
    rows = as_one_display(trim(others), texts=True)
    group.keys = group.keys or ([(key, 0)] if key else [])
    if _OWN.isdisjoint(text for text, _ in rows):
        return take_labels(rows, expander, group.keys[0][0] if group.keys else "", number=number)
    if _outer_environment(rows).rstrip("*") not in _BY_ROW:
        return take_labels(rows, expander, "", number=number)
    taken = Taken()
    taken.by_row = True
    taken.group = _label(group, taken, numbering=True)
    _take_rows(rows, taken, expander, numbering=number == "all")
    return taken


def _in_empheq(tokens: Sequence[Token]) -> tuple[str, bool]:
    """The environment that an `empheq` has the rows of, and whether they stand beside something else."""
    reader = Reader(tokens[1:])
    reader.group()
    beside = not {"left", "right"}.isdisjoint(key_values(reader.optional() or ()))
    return text_of(reader.group() or ()), beside


def _take_cases(
    tokens: Sequence[Token], taken: Taken, expander: Expander, key: str, *, numbering: bool
) -> Taken:
    """The rows of cases' `numcases` and of `subnumcases`, in which they share the number of what is labelled
    beside them; without labels, they have one as a whole."""
    reader = Reader(tokens[1:])
    name = text_of(reader.group() or ())
    before, group = _without_labels(reader.group() or ())
    rows = reader.rest()
    group.keys += [(key, 0)] if key else []
    if (key or not numbering) and _OWN.isdisjoint(text for text, _ in rows):
        _take_whole(tokens, taken, key, numbering=False)
        return taken
    taken.by_row = taken.beside = True
    if name == "subnumcases" or key:
        taken.group = _label(group, taken, numbering=True)
    elif group.keys:
        own, offset = group.keys[0]
        rows = [("\\label", offset), *build("{#1}", offset, tokenize(own, offset)), *rows]
    head = build(f"\\begin{{{name}}}{{#1}}", tokens[0][1], before)
    _take_rows([*head, *rows], taken, expander, numbering=numbering)
    if taken.group is not None and len(taken.labels) == 1:  # no row has a number
        taken.numbered, taken.group, taken.by_row = taken.group, None, False
    return taken


def _without_labels(tokens: Sequence[Token]) -> tuple[list[Token], _Row]:
    """The tokens without labels and tags, and what these say."""
    reader, row = Reader(tokens), _Row()
    kept: list[Token] = []
    while reader:
        token = reader.pop()
        if not _read(token, reader, row):
            kept.append(token)
    return kept, row


def _keyed(key: str) -> _Row:
    """What is said of rows by a key behind their display."""
    row = _Row()
    row.keys = [(key, 0)]
    return row


def _outer_environment(tokens: Sequence[Token]) -> str:
    """The environment that the whole formula is, or ""."""
    if not tokens or tokens[0][0] != "\\begin":
        return ""
    texts = [text for text, _ in tokens]
    close = texts.index("}") if "}" in texts else 0
    name = "".join(texts[2:close]).strip()
    depth = 0
    for place, text in enumerate(texts):
        depth += (text == "\\begin") - (text == "\\end")
        if depth == 0 and place > close:
            return name if "}" in texts[place:] and not texts[place + texts[place:].index("}") + 1 :] else ""
    return ""


class _Row:
    """What one row, or the whole formula, says about its number."""

    def __init__(self) -> None:
        self.keys: list[tuple[str, int]] = []
        self.tag: str | None = None
        self.bare = False
        self.none = False
        self.offset = 0
        self.extra: Token | None = None  # a second tag


def _read(token: Token, reader: Reader, row: _Row) -> bool:
    """Read a command about numbers; returns whether it was one."""
    text = token[0]
    if text in {"\\notag", "\\nonumber", "\\IEEEnonumber"}:
        row.none = True
    elif text == "\\label":
        row.keys.append((text_of(reader.argument() or []), token[1]))
    elif text == "\\tag":
        row.bare = reader.star()
        if row.tag is not None:
            row.extra = token
        words = join(reader.argument() or []).strip()
        row.tag = "" if words == "\\theequation" else words  # the number that the row has anyway
        row.offset = token[1]
    else:
        return False
    return True


def _label(row: _Row, taken: Taken, *, numbering: bool) -> int | None:
    """The index of this row's label, which is made if the row has a label or a tag, or gets a number."""
    if not row.keys and row.tag is None and (row.none or not numbering):
        return None
    key, offset = row.keys[0] if row.keys else ("", row.offset)
    for extra, place in row.keys[1:]:
        message = f"A row can have only one label, so {extra} is left out."
        taken.faults.append(Fault("duplicate-label", message, place, 6, "Remove one of them."))
    if row.extra:
        message = "A row can have only one tag, so this last one counts."
        taken.faults.append(Fault("duplicate-label", message, row.extra[1], 4, "Remove one of them."))
    tag = row.tag or ""
    if taken.group is not None and not tag:
        letters = sum(label.tag.startswith(OF_GROUP) for label in taken.labels)
        tag = OF_GROUP + ascii_lowercase[letters % 26]
    taken.labels.append(MathLabel(key, tag, offset, max(6, len(key)), row.bare))
    return len(taken.labels) - 1


def _take_whole(tokens: Sequence[Token], taken: Taken, key: str, *, numbering: bool) -> None:
    """Take the labels of a display that is numbered as a whole, its own `key` first."""
    taken.tokens, row = _without_labels(tokens)
    if key:
        row.keys.insert(0, (key, 0))
    label = _label(row, taken, numbering=numbering)
    taken.numbered = -1 if label is None else label


def _take_rows(tokens: Sequence[Token], taken: Taken, expander: Expander, *, numbering: bool) -> None:
    """Take the labels of each row; a mark at its end says which label it has."""
    reader = Reader(tokens)
    row = _Row()
    depth = braces = 0
    pending: list[Token] = []

    def end_row() -> None:
        nonlocal row, pending
        is_empty = all(text.isspace() for text, _ in pending)
        label = _label(row, taken, numbering=numbering and not is_empty)
        taken.tokens += pending
        if label is not None:
            taken.tokens += expander.end_mark(ROW_MARK.format(label), row.offset)
        row, pending = _Row(), []

    while reader:
        token = reader.pop()
        text = token[0]
        braces += (text == "{") - (text == "}")
        if text == "\\end":
            depth -= 1
            if depth == 0:
                end_row()
        if depth == 1 and braces == 0 and text == "\\\\":
            end_row()
            taken.tokens.append(token)
        elif not _read(token, reader, row):
            pending.append(token)
        if text == "\\begin":
            depth += 1
            if depth == 1:
                _copy_name(reader, taken, pending)
                pending = []
    taken.tokens += pending


def _copy_name(reader: Reader, taken: Taken, pending: list[Token]) -> None:
    """Copy the environment's name and arguments, which are not part of its first row."""
    taken.tokens += pending
    name = reader.group() or []
    taken.tokens += build("{#1}", 0, name)
    if text_of(name) == "empheq":
        if (options := reader.optional()) is not None:
            taken.tokens += [("[", 0), *options, ("]", 0)]
        name = reader.group() or []
        taken.tokens += build("{#1}", 0, name)
    if text_of(name).rstrip("*") in _CASES | {"alignat", "xalignat"} and reader.peek() == "{":
        taken.tokens += build("{#1}", 0, reader.group() or [])
