"""The words of a reference to an equation or a statement.

In:  the label, its number ("" for none), the command ("ref", "eqref", "cref", "nameref" or the like, or "@"),
     the title of the label's note if that is another one (`abroad`), else "", and the words of the note that
     refers.
Out: plain text.
"""

from __future__ import annotations

from collections.abc import Callable

from notes_wiki.model import Label
from notes_wiki.parse.titles import says_kind
from notes_wiki.wording import Wording

_KINDS: dict[str, Callable[[str], str]] = {"namecref": str, "nameCref": str.upper, "lcnamecref": str.lower}
"""Commands for the name of a label's kind: what becomes of its first letter."""


def reference_words(label: Label, number: str, command: str, abroad: str, words: Wording) -> str:
    """The text that a reference shows."""
    if command in _KINDS:
        kind = words.equation if label.kind == "equation" else words.statement(label.kind)
        return _KINDS[command](kind[:1]) + kind[1:]
    shown = _equation if label.kind == "equation" else _statement
    return shown(label, number, command, abroad, words)


def _equation(label: Label, number: str, command: str, abroad: str, words: Wording) -> str:
    """ "(3)" or "equation (3)" in its own note, "Policy gradient (3)" in others; its key if it has no
    number."""
    shown = number or label.key
    if abroad:
        return f"{abroad} ({shown})"
    if command == "ref":
        return shown
    if command not in ("cref", "Cref", "autoref", "@"):
        return f"({shown})"
    name = words.equation
    return f"{name if command in ('cref', '@') else name[:1].upper() + name[1:]} ({shown})"


def _statement(label: Label, number: str, command: str, abroad: str, words: Wording) -> str:
    """ "2", "Theorem 2", "Theorem 2 (Spectral)"; in other notes, one without a title is followed by its
    note's."""
    kind = words.statement(label.kind)
    if command == "nameref" and label.title:
        return label.title
    if label.kind == "section":
        return f"{abroad}: {label.title}" if abroad else label.title
    if command in {"ref", "eqref"}:
        shown = number or label.title or kind
        shown = f"({shown})" if command == "eqref" else shown
    else:
        shown = f"{kind} {number}".rstrip()
        if label.title and not number and says_kind(label.title, label.kind, kind):
            return label.title
        if label.title:
            return f"{shown} ({label.title})"
    return words.put(words.of_note, statement=shown, title=abroad) if abroad else shown
