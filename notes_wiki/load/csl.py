"""Bibliographies in CSL's JSON or YAML, as pandoc and Zotero write them -> BibTeX entries.

In:  the text of a `.json`, `.yaml` or `.yml` file.
Out: key, entry and line of each work, written as in a `.bib` file, so that everything after this knows one
     format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from notes_wiki.pattern import pattern

SUFFIXES = (".json", ".yaml", ".yml")
_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "article": "misc",
    "book": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
    "manuscript": "unpublished",
    "webpage": "misc",
    "post": "misc",
    "post-weblog": "misc",
    "software": "misc",
    "dataset": "misc",
}
"""CSL's types and BibTeX's; any other becomes a work without a type."""
_FIELDS = {
    "title": "title",
    "publisher-place": "address",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "edition": "edition",
    "collection-title": "series",
    "genre": "type",
    "note": "note",
    "ISBN": "isbn",
    "DOI": "doi",
    "URL": "url",
}
_CONTAINER_FIELDS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHER_FIELDS = {"phdthesis": "school", "techreport": "institution"}
_VERBATIM_FIELDS = frozenset(("doi", "url"))
_NOT_IN_NAMES = pattern(r"[,{}\\]")
_NAME_FIELDS = frozenset(("author", "editor"))
_BEGINNING = 4096
"""Bytes of a file that are searched for a type of CSL's."""
_CSL_TYPE = pattern(
    r"[\"']?\btype\b[\"']?\s*:\s*[\"']?(?:" + "|".join(sorted(_TYPES, key=len, reverse=True)) + r")\b"
)
"""A type of CSL's, as JSON or YAML has it: `"type": "book"`, `type: article-journal`."""
_TAGS = pattern(r"</?(?:i|b|sub|sup|sc|span)\b[^<>]*>")
_YEAR = pattern(r"-?\d{1,4}")
_SPECIAL = pattern(r"([%&#_$])")
_BRACES = pattern(r"[{}\\]")
_FORMULA = pattern(r"(\$[^$]+\$)")
_NOT_TEXT = pattern("[\x00-\x08\ue000-\uf8ff\ud800-\udfff]")
_NOT_IN_KEYS = pattern(r"[\s,{}()=#\"%~\\]")


def is_csl(path: Path) -> bool:
    """Whether a file begins like a CSL bibliography; most JSON and YAML files are something else."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING).decode("utf-8", "replace")
    except OSError:
        return False
    return _CSL_TYPE.search(beginning) is not None


def entries(text: str, suffix: str) -> Iterator[tuple[str, str, int]]:
    """The key of each work, its entry, and the line (from 1) of its key. Yields nothing if the text cannot be
    parsed."""
    try:
        data = json.loads(text) if suffix == ".json" else _yaml(text)
    except (ValueError, RecursionError):
        return
    if isinstance(data, Mapping):
        data = data.get("references")
    place, line = 0, 1
    for item in data if isinstance(data, list) else ():
        key = _words(item.get("id")) if isinstance(item, Mapping) else ""
        if not key or _NOT_IN_KEYS.search(key):
            continue
        if (found := _find(text, key, place)) >= 0:
            line += text.count("\n", place, found)
            place = found
        yield key, _entry(key, item), line


def _find(text: str, key: str, start: int) -> int:
    """Where the key stands next as a word of its own, or -1."""
    found = text.find(key, start)
    while found >= 0:
        end = found + len(key)
        if not (text[found - 1 : found].isalnum() or text[end : end + 1].isalnum()):
            break
        found = text.find(key, found + 1)
    return found


def _yaml(text: str) -> object:
    import yaml  # here, because it takes ten milliseconds and few wikis need it

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError from error


def _entry(key: str, item: Mapping[str, object]) -> str:
    kind = _TYPES.get(str(item.get("type", "")), "misc")
    fields = {name: _words(item[theirs]) for theirs, name in _FIELDS.items() if item.get(theirs)}
    fields[_CONTAINER_FIELDS.get(kind, "howpublished")] = _words(item.get("container-title"))
    fields[_PUBLISHER_FIELDS.get(kind, "publisher")] = _words(item.get("publisher"))
    fields["year"] = _year(item.get("issued"))
    fields["author"] = _names(item.get("author"))
    fields["editor"] = _names(item.get("editor"))
    if "pages" in fields:
        fields["pages"] = re.sub(r"\s*[-\u2013]+\s*", "--", fields["pages"])
    lines = [f"  {name} = {{{_tex(name, value)}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _words(value: object) -> str:
    """A value as text, without CSL's few HTML tags."""
    if isinstance(value, list):
        value = value[0] if value else ""
    text = str(value if value is not None else "")
    # An escape in JSON or YAML can produce characters that were removed from the file.
    return _TAGS.sub("", _NOT_TEXT.sub("\ufffd", text)).strip()


def _tex(name: str, value: str) -> str:
    """A text as the value of a BibTeX field: formulas and addresses stay, the rest is escaped."""
    if name in _VERBATIM_FIELDS:
        return _BRACES.sub("", value)
    parts = _FORMULA.split(value)
    for number, part in enumerate(parts):
        is_formula = number % 2 and part.count("{") == part.count("}")
        parts[number] = (
            part if is_formula or name in _NAME_FIELDS else _SPECIAL.sub(r"\\\1", _BRACES.sub("", part))
        )
    return "".join(parts)


def _year(issued: object) -> str:
    """The year of `{"date-parts": [[2018, 5]]}`, `{"raw": "2018-05"}`, `2018-05`, `[{year: 2018}]`."""
    if isinstance(issued, list):
        issued = issued[0] if issued else ""
    if isinstance(issued, Mapping):
        parts = issued.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            issued = parts[0][0]
        else:
            issued = issued.get("raw") or issued.get("literal") or issued.get("year") or ""
    found = re.search(r"\d{4}", str(issued)) or _YEAR.search(str(issued))
    return found[0] if found else ""


def _names(people: object) -> str:
    """`{family: Beethoven, given: Ludwig, non-dropping-particle: van}` and the like as BibTeX names."""
    if not isinstance(people, list):
        return ""
    return " and ".join(filter(None, (_name(one) for one in people if isinstance(one, Mapping))))


def _name(person: Mapping[str, object]) -> str:
    get = {
        str(key): _SPECIAL.sub(r"\\\1", _NOT_IN_NAMES.sub("", _words(value))) for key, value in person.items()
    }
    if get.get("literal"):
        return f"{{{get['literal']}}}"
    particle = get.get("non-dropping-particle") or get.get("dropping-particle", "")
    last = f"{particle} {get.get('family', '')}".strip()
    return ", ".join(filter(None, (last, get.get("suffix", ""), get.get("given", ""))))
