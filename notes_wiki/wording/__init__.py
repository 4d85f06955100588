"""The words of the interface, in the wiki's language.

In:  a language tag; what `[words]` in wiki.toml puts in their place.
Out: `Wording`: all words on pages that are not the author's.

The defaults of `Wording` are English; a file `<language>.toml` next to this module holds those of another
language, and what it leaves out stays English. A text that counts something contains `{count}`, and has a
singular and a plural form with ` | ` between them.
"""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from pathlib import Path

import msgspec

LANGUAGES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.toml")))
"""Languages there are words in, besides English."""


_ENGLISH = {
    "seealso": "See also",
    "tldr": "TL;DR",
    "faq": "FAQ",
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "versionremoved": "Removed in version",
    "deprecated": "Deprecated since version",
}
"""English names that are not the kind with a capital."""


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """All words of the interface."""

    # The header, and what is the same on every page.
    skip: str = "Skip to the text"
    moved: str = "This page is now at {page}."
    doors: str = "Wiki"  # what screen readers call the links to the lists
    search: str = "Search notes"
    index: str = "Index"
    tags: str = "Tags"
    recent: str = "Recent"
    graph: str = "Graph"
    random: str = "Random note"
    theme: str = "Theme"
    theme_system: str = "system"
    theme_light: str = "light"
    theme_dark: str = "dark"

    # A note's page.
    breadcrumbs: str = "Breadcrumbs"
    edited: str = "Edited"
    formulas: str = "{count} formula | {count} formulas"
    linked_from_notes: str = "linked from {count} note | linked from {count} notes"
    contents: str = "On this page"
    nearby: str = "Nearby"
    linked_from: str = "Linked from"
    linked_all: str = "Every paragraph that links here | All {count} notes that link here"
    linked_to: str = "Notes that link to {title}"
    paragraphs_left: str = "and {count} more paragraph | and {count} more paragraphs"
    in_this_folder: str = "In this folder"
    previous: str = "Previous"
    next: str = "Next"

    # In a note's text.
    references: str = "References"
    back_to_text: str = "Back to the text"
    proves: str = "What this proves"
    task_open: str = "to do"
    task_done: str = "done"
    code: str = "Code"
    equation: str = "equation"
    proof_of: str = "{proof} of {statement}"
    of_note: str = "{statement} of {title}"
    statements: dict[str, str] = {}
    """The names of kinds of statements and callouts; those without an entry have their English names."""

    # Lists of notes.
    letters: str = "Letters"
    other_letters: str = "Other"
    folders: str = "Folders"
    notes: str = "{count} note | {count} notes"
    most_linked: str = "Most linked"
    hubs: str = "Hubs"
    recently_changed: str = "Recently changed"
    pages: str = "Pages"
    no_tags: str = (
        "No note has a tag yet. A line “tags: [algebra, proofs]” in a note’s front matter gives it some."
    )

    # Search, previews, the map.
    find_titles: str = "Titles and headings"
    find_texts: str = "In the text"
    find_hint: str = "Titles, headings, words"
    find_results: str = "{count} result | {count} results"
    find_nothing: str = "Nothing found"
    find_failed: str = "The search index cannot be loaded. Check your connection."
    find_within: str = "in {title}"
    close: str = "Close"
    preview: str = "Preview of {title}"
    map_find: str = "Find a note"
    map_colours: str = "Colours by"
    map_cluster: str = "cluster"
    map_folder: str = "folder"
    map_tag: str = "tag"
    map_show: str = "Show {title} on the map"
    map_linked: str = "{count} note linked with it | {count} notes linked with it"
    map_back: str = "Back"
    map_empty: str = "Notes appear here once one links to another."
    all_notes: str = "All notes"

    # What `wiki serve` says in a page.
    live_failure: str = "This page shows an earlier version because of an error"
    live_hide: str = "Hide until it changes"
    live_problems: str = "{count} problem | {count} problems"
    live_building: str = "This wiki is being built for the first time"
    live_read: str = "{done} of {total} notes are read."
    live_written: str = "{done} of {total} pages are written."
    live_lost: str = "wiki serve has stopped; this page is no longer updated."

    # What is missing.
    not_found: str = "Nothing here"
    not_found_text: str = (
        "There is no page at this address. It may have been renamed, or it was never written. "
        "The index lists every note by its title, the tags by their subject."
    )
    no_note: str = "There is no note of this name yet."
    no_place: str = "Nothing in the note has this name; this link leads to its top."
    no_label: str = "No equation or statement has this label."
    no_file: str = "There is no such file."

    # Dates, as in "3 March 2025". `{day}`, `{month}`, `{year}`.
    thousands: str = ","
    """The separator of thousands."""
    date: str = "{day} {month} {year}"
    months: tuple[str, ...] = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    )  # fmt: skip

    def statement(self, kind: str) -> str:
        """The name of a kind of statement or callout: "Theorem", "Warning"."""
        return self.statements.get(kind) or _ENGLISH.get(kind) or kind.replace("-", " ").capitalize()

    def put(self, text: str, **values: str) -> str:
        """One of the texts with its placeholders replaced by values: "Proof of Theorem 2"."""
        return _replaced(text, {f"{{{name}}}": value for name, value in values.items()})

    def counted(self, text: str, count: int) -> str:
        """One of the texts that count something, for this count: "3 notes"."""
        one, _, more = text.partition(" | ")
        return (one if count == 1 or not more else more).replace("{count}", self.number(count))

    def number(self, count: int) -> str:
        """A number with thousands separators: "10,000"."""
        return f"{count:,}".replace(",", self.thousands)

    def picked(self, *names: str) -> dict[str, str]:
        """Some of the texts by name, for a script."""
        return {name: getattr(self, name) for name in names}

    def day(self, date: str) -> str:
        """An ISO date as a reader expects it, "3 March 2025"; "" for ""."""
        if not date:
            return ""
        day = datetime.date.fromisoformat(date[:10])
        shown = {"{day}": str(day.day), "{month}": self.months[day.month - 1], "{year}": str(day.year)}
        return _replaced(self.date, shown)


@cache
def wording(language: str) -> Wording:
    """The words in a language ("de", "de-CH"); English if there are none in it."""
    name = _primary(language)
    if name not in LANGUAGES:
        return Wording()
    texts = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(texts, Wording)


def note_words(language: str, words: Wording, wiki_language: str = "") -> Wording:
    """The words that are added to a note's text ("Theorem", "Proof"): in the note's own language, else in the
    wiki's. Kinds of statements that only the wiki names keep that name."""
    if not language or _primary(language) == _primary(wiki_language):
        return words
    own = wording(language)
    usual = wording(wiki_language).statements
    named = {kind: called for kind, called in words.statements.items() if kind not in usual}
    return msgspec.structs.replace(own, statements={**named, **own.statements})


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _replaced(text: str, values: dict[str, str]) -> str:
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
