"""Fetch the library that draws Mermaid diagrams, by hand: `python tools/vendor_mermaid.py` (needs npm).

In:  the npm package mermaid at the version pinned below.
Out: `templates/assets/mermaid/`: its one script, its licence, and `SOURCES.txt` that says what came from
     where. A site gets them only if one of its notes holds a diagram.
"""

from __future__ import annotations

from pathlib import Path

from npm_package import npm_files

VERSION = "11.17.2"
FILES = {"package/dist/mermaid.min.js": "mermaid.min.js", "package/LICENSE": "LICENSE.txt"}
TARGET = Path(__file__).parent.parent / "templates" / "assets" / "mermaid"


def main() -> None:
    """Fetch the package and write what the theme needs of it."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in zip(FILES.values(), npm_files(f"mermaid@{VERSION}", FILES), strict=True):
        (TARGET / name).write_bytes(data)
    source = f"mermaid.min.js and LICENSE.txt: npm package mermaid {VERSION}, MIT.\n"
    (TARGET / "SOURCES.txt").write_text(source, encoding="utf-8")


if __name__ == "__main__":
    main()
