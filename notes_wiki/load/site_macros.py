"""What another program's configuration defines for all notes: macros, and the texts that names between braces
stand for.

In:  the content folder.
Out: TeX definitions by the name of the file they are from; texts by name. A file that cannot be read defines
     nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from notes_wiki import there
from notes_wiki.load.script_macros import script_macros

_PLACES = {
    "myst.yml": (("project", "math"), ("site", "math")),
    "_config.yml": (("sphinx", "config", "mathjax3_config", "tex", "macros"),),
}


_SUBSTITUTIONS = {
    "myst.yml": (("project", "substitutions"), ("site", "substitutions")),
    "_config.yml": (("sphinx", "config", "myst_substitutions"), ("parse", "myst_substitutions")),
}
_DEEPEST = 3
_VARIABLES: dict[str, tuple[tuple[str, ...], ...]] = {"_variables.yml": ((),)}


def site_macros(content: Path) -> dict[str, str]:
    """TeX definitions, by the name of the file they are from."""
    found: dict[str, str] = {}
    for name, named, typed in script_macros(content):
        found[name] = "\n".join((*typed, *_definitions(named)))
    for name, values in _read(content, _PLACES):
        if lines := [line for value in values for line in _definitions(value)]:
            found[name] = "\n".join(lines)
    return found


def site_substitutions(content: Path) -> dict[str, str]:
    """MyST's substitutions: the text that each name stands for; and Quarto's variables, as `var name`."""
    found: dict[str, str] = {}
    for _, values in _read(content, _SUBSTITUTIONS):
        for value in values:
            if isinstance(value, Mapping):
                found |= {str(name): str(text) for name, text in value.items() if text is not None}
    for _, (value,) in _read(content, _VARIABLES):
        found |= _variables("", value)
    return found


def _variables(above: str, value: object) -> dict[str, str]:
    """The texts in a mapping by their names, behind those of the mappings that they are in: `var mail.info`.
    YAML's aliases might let a mapping be in itself."""
    if isinstance(value, Mapping):
        if above.count(".") > _DEEPEST:
            return {}
        inner = (_variables(f"{above}.{name}" if above else str(name), one) for name, one in value.items())
        return {name: text for found in inner for name, text in found.items()}
    if not above or value is None or isinstance(value, list):
        return {}
    return {f"var {above}": str(value).lower() if isinstance(value, bool) else str(value)}


def _read(
    content: Path, places: Mapping[str, tuple[tuple[str, ...], ...]]
) -> Iterator[tuple[str, list[object]]]:
    """What the configuration has at these places, by the name of its file."""
    for folder in (content.resolve().parent, content):
        for name, wanted in places.items():
            path = folder / name
            if not there.is_file(path):
                continue
            import yaml  # here, because it takes ten milliseconds and few wikis need it

            try:
                data = yaml.safe_load(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
                continue
            yield name, [_at(data, place) for place in wanted]


def _at(data: object, place: tuple[str, ...]) -> object:
    for name in place:
        data = data.get(name) if isinstance(data, Mapping) else None
    return data


def _definitions(macros: object) -> Iterator[str]:
    """`{RR: "\\mathbb R", norm: ["\\|#1\\|", 1]}` as lines of TeX."""
    if not isinstance(macros, Mapping):
        return
    for name, value in macros.items():
        body, count = value, 0
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], int):
            body, count = value
        elif isinstance(value, Mapping):
            body = value.get("macro")
        if not isinstance(body, str):
            continue
        given = [number for number in range(1, 10) if f"#{number}" in body]
        arguments = f"[{count or max(given, default=0)}]" if count or given else ""
        yield f"\\newcommand{{\\{str(name).lstrip(chr(92))}}}{arguments}{{{body}}}"
