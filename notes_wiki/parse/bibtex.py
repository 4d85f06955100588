"""One BibTeX entry -> how it is cited, and its text in the bibliography.

In:  a raw `BibEntry`, with the `@string`s of its file and the entry that it cross-references.
Out: a `Work`: authors and year for the text; HTML for the bibliography, with placeholders for formulas.

pybtex reads and formats the entry (its "unsrt" style). This module adds what real files need besides:
biblatex's names of fields and types, formulas that must not be read as text, titles as typed, and entries
that lack a field which their type requires.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pybtex.backends import BaseBackend
from pybtex.database import Entry as Read
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.style.formatting.unsrt import Style
from pybtex.style.template import field, sentence

from notes_wiki.load.bibliography import BibEntry, BibFile
from notes_wiki.model import Record
from notes_wiki.parse.addresses import Outside, classify
from notes_wiki.parse.html import attribute, escape
from notes_wiki.pattern import pattern

_MATH = pattern(r"(?<!\\)\$\$?((?:[^$\\]|\\.)+?)\$\$?|\\\((.+?)\\\)|\\ensuremath\{([^{}]*)\}", re.S)
r"""A formula in a field: `$x$`, `$$x$$`, `\(x\)`, `\ensuremath{x}`."""
PLACE = pattern("\ue000([0-9]+)\ue001")
"""Where formula number n of `Work.formulas` stands in its HTML: no bibliography holds these characters."""
_FONTS = pattern(
    r"\\(?:emph|text(?:it|bf|sc|rm|tt|sf|sl|up|normal)?|mathrm|mkbibemph|uppercase)\s*(?=\{)"
    r"|\\(?:it|bf|sc|em|rm|tt|itshape|bfseries|scshape|noop)\b(?:\{[^{}]*\})?\s*"
)
r"""Commands for fonts, which are left out: `\emph` before braces, `\it`, `\noop{1}`."""
_URL = pattern(r"\\url\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*(?=\{)")
r"""`\url{address}`, and `\href{address}` before its words."""
_ACCENTS = dict(zip("`'^\"~=.", "\u0300\u0301\u0302\u0308\u0303\u0304\u0307", strict=True))
_SECOND = pattern(r"\\([`'^\"~=.])([^\W\d_])")
_ESCAPED = pattern(r"\\([$%&#_])")
_TILDE = "\ue002"
_CONTROL = pattern(r"\\[ ,;:!/]|\\(?:newblock|par)\b")
_YEAR = pattern(r"\d{4}")

_FIELDS = {
    "journaltitle": "journal", "location": "address", "maintitle": "booktitle", "subtitle": "",
    "annotation": "", "eprinttype": "archiveprefix", "eprintclass": "primaryclass",
}  # fmt: skip
"""biblatex's names of fields, and BibTeX's."""
_TYPES = {
    "thesis": "phdthesis", "report": "techreport", "conference": "inproceedings", "collection": "book",
    "mvbook": "book", "bookinbook": "inbook", "suppbook": "inbook", "inreference": "incollection",
    "reference": "book", "mvcollection": "book", "mvproceedings": "proceedings", "electronic": "online",
    "www": "online", "periodical": "misc", "monograph": "book",
}  # fmt: skip
_NAMES_OF_HOMES = (
    "journal",
    "booktitle",
    "publisher",
    "school",
    "institution",
    "organization",
    "howpublished",
)


class Work(Record, frozen=True):
    """How an entry is cited: `author` "Sutton and Barto", `year` "2018" or "n.d.". `order`: the sort key in
    the bibliography. `html`: its text, with a `PLACE` for each of the `formulas`. `fault`: what is wrong with
    the entry, or ""."""

    author: str
    year: str
    order: str
    html: str
    formulas: tuple[str, ...] = ()
    fault: str = ""


@lru_cache(maxsize=4096)
def _work(text: str, strings: str, parent: str, key: str) -> Work:
    """The work of one entry. Formulas are kept aside, because pybtex would change what is in them; an entry
    that cannot be read becomes a work that shows its key, with the reason in `fault`."""
    formulas: list[str] = []

    def keep(found: re.Match[str]) -> str:
        formulas.append(next(group for group in found.groups() if group is not None).strip())
        return f"\ue000{len(formulas) - 1}\ue001"

    prepared = _FONTS.sub("", _URL.sub(_address, _MATH.sub(keep, text + parent)))
    fault = ""
    try:
        database = Parser().parse_string(_CONTROL.sub(" ", strings + prepared))
        read = database.entries[key]
        above = read.fields.get("crossref", "")
        read = _normal(read, database.entries[above].fields if above in database.entries else {})
        author, order = _authors(read)
        html = _html(read, key)
    except (PybtexError, KeyError, ValueError, IndexError, RecursionError) as error:
        fault = " ".join(str(error).split()) or type(error).__name__
        author, order, html, read = key, key, escape(key), Read("misc")
    year = _YEAR.search(read.fields.get("year", ""))
    shown = year[0] if year else read.fields.get("year", "").strip("{} ") or "n.d."
    return Work(author, shown, f"{order.casefold()} {shown} {key}", html, tuple(formulas), fault)


def _address(found: re.Match[str]) -> str:
    """What `\\url` and `\\href` hold, a tilde kept from being a blank."""
    return (found[1] or "").replace("~", _TILDE)


def work(entry: BibEntry, file: BibFile) -> Work:
    """The work of an entry. Never raises: an entry that cannot be read is shown by its key, with the
    fault."""
    named = re.search(r"\bcrossref\s*=\s*[{\"]\s*([^\s{}\",]+)", entry.text, re.I)
    parent = file.entries.get(named[1]) if named else None
    # An entry is read together with the one it cross-references, and never depends on the rest of the file.
    return _work(entry.text, file.strings, parent.text if parent else "", entry.key)


def _normal(read: Any, above: Mapping[str, str]) -> Any:
    """The entry with BibTeX's own names for its type and fields, and with inherited fields."""
    fields = {name.lower(): value for name, value in read.fields.items()}
    for name, value in above.items():
        fields.setdefault("booktitle" if name.lower() == "title" else name.lower(), value)
    for theirs, ours in _FIELDS.items():
        value = fields.pop(theirs, "")
        if theirs == "subtitle" and value:
            fields["title"] = f"{fields.get('title', '')}: {value}"
        elif value and ours:
            fields.setdefault(ours, value)
    if "year" not in fields and (year := _YEAR.search(fields.get("date", ""))):
        fields["year"] = year[0]
    if fields.get("howpublished", "").startswith(("http://", "https://")):
        fields.setdefault("url", fields.pop("howpublished").replace(_TILDE, "~"))
    if "doi" in fields:
        fields["doi"] = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", fields["doi"])
        if "doi.org/" in fields.get("url", ""):
            del fields["url"]  # otherwise it would be shown twice
    kind = read.type.lower()
    return Read(_TYPES.get(kind, kind), fields, persons=read.persons)


def _authors(read: Any) -> tuple[str, str]:
    """The authors as named in the text, and the sort key of the entry."""
    persons = read.persons.get("author") or read.persons.get("editor") or []
    names = [
        _plain(" ".join([*person.prelast_names, *person.last_names]) or str(person)) for person in persons
    ]
    names = [name for name in names if name != "others"]
    if not names:
        other = _plain(read.fields.get("organization") or read.fields.get("title") or read.key or "Anonymous")
        return PLACE.sub("…", other), PLACE.sub("", other)
    sort = " ".join(_plain(" ".join([*person.last_names, *person.first_names])) for person in persons)
    if len(names) > 2 or len(names) < len(persons):
        return f"{names[0]} et al.", sort
    return " and ".join(names), sort


def _plain(latex: str) -> str:
    return _accented(str(Text.from_latex(latex))).replace("\u00a0", " ").strip()


def _accented(text: str) -> str:
    """The text without the TeX that pybtex leaves in it: escaped characters, second accents (Vietnamese)."""
    if "\\" not in text:
        return text
    text = _ESCAPED.sub(r"\1", text)
    return _SECOND.sub(lambda found: unicodedata.normalize("NFC", found[2] + _ACCENTS[found[1]]), text)


class _Style(Style):  # type: ignore[misc]  # pybtex has no types
    """BibTeX's "unsrt" with titles as typed, because few files protect all capitals in braces."""

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Any:  # noqa: ARG002  # as upstream
        title = field(which_field)
        return sentence[title] if as_sentence else title


class _Html(BaseBackend):  # type: ignore[misc]  # untyped
    """pybtex's text as safe HTML."""

    symbols = {"ndash": "–", "newblock": " ", "nbsp": "\u00a0"}
    tags = {
        "em": "em",
        "i": "em",
        "b": "strong",
        "strong": "strong",
        "sup": "sup",
        "sub": "sub",
        "tt": "code",
    }

    def format_str(self, text: str) -> str:
        return escape(_accented(text).replace(_TILDE, "~"))

    def format_protected(self, text: str) -> str:
        return text

    def format_tag(self, tag: str, text: str) -> str:
        name = self.tags.get(tag)
        return f"<{name}>{text}</{name}>" if name and text else text

    def format_href(self, url: str, text: str, external: bool = False) -> str:  # noqa: ARG002  # as upstream
        meant = classify(url)
        if not isinstance(meant, Outside):
            return text
        return f'<a class="external" href="{attribute(meant.url)}" rel="noopener">{text}</a>'


def _html(read: Any, key: str) -> str:
    """The text of an entry in the bibliography. One that lacks a required field is formatted as `misc`."""
    known = hasattr(Style, f"get_{read.type}_template")
    for attempt in (read, _untyped(read)) if known else (_untyped(read),):
        attempt.key = key
        try:
            text = _style().format_entry(key, attempt).text
        except PybtexError:
            continue
        return str(text.render(_Html())).strip()
    return escape(key)


def _untyped(read: Any) -> Any:
    """The entry as `misc`, with the name of its journal or book in the field that `misc` has for it."""
    fields = dict(read.fields)
    home = ", ".join(fields[name] for name in _NAMES_OF_HOMES if fields.get(name))
    if home:
        fields["howpublished"] = home
    persons = {"author": read.persons.get("author") or read.persons.get("editor") or []}
    return Read("misc", fields, persons={role: who for role, who in persons.items() if who})


@lru_cache(maxsize=1)
def _style() -> _Style:
    return _Style(label_style="number", sorting_style="none")
