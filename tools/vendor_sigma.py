"""Fetch the libraries that draw the map of the wiki, by hand: `python tools/vendor_sigma.py` (needs npm).

In:  the npm packages sigma and graphology at the versions pinned below.
Out: `templates/assets/sigma/`: their scripts, their licences, and `SOURCES.txt` that says what came from
     where. Only the page `-/graph.html` loads them.
"""

from __future__ import annotations

from pathlib import Path

from npm_package import npm_files

PACKAGES = {
    ("sigma", "3.0.3"): {
        "package/dist/sigma.min.js": "sigma.min.js",
        "package/LICENSE.txt": "sigma.LICENSE.txt",
    },
    ("graphology", "0.26.0"): {
        "package/dist/graphology.umd.min.js": "graphology.min.js",
        "package/LICENSE.txt": "graphology.LICENSE.txt",
    },
}
TARGET = Path(__file__).parent.parent / "templates" / "assets" / "sigma"


def main() -> None:
    """Fetch the packages and write what the theme needs of them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    sources = ""
    for (name, version), files in PACKAGES.items():
        for target, data in zip(files.values(), npm_files(f"{name}@{version}", files), strict=True):
            (TARGET / target).write_bytes(without_source_map(data))
        sources += f"{' and '.join(files.values())}: npm package {name} {version}, MIT.\n"
    (TARGET / "SOURCES.txt").write_text(sources, encoding="utf-8")


def without_source_map(script: bytes) -> bytes:
    """A script without the name of its source map, which the site does not have and developer tools would
    request."""
    lines = [line for line in script.splitlines() if not line.startswith(b"//# sourceMappingURL")]
    return b"\n".join(lines) + b"\n"


if __name__ == "__main__":
    main()
