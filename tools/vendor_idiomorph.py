"""Fetch idiomorph for the live pages of `wiki serve`, by hand:
`python tools/vendor_idiomorph.py` (needs npm).

In:  the npm package idiomorph at the version pinned below.
Out: `templates/assets/live/vendor/idiomorph/`: the script as it is published, its licence, and `SOURCE.txt`.
"""

from __future__ import annotations

from pathlib import Path

from npm_package import npm_files

PACKAGE, VERSION = "idiomorph", "0.8.0"
FILES = {"package/dist/idiomorph.min.js": "idiomorph.min.js", "package/LICENSE": "LICENSE.txt"}
TARGET = Path(__file__).parent.parent / "templates" / "assets" / "live" / "vendor" / "idiomorph"


def main() -> None:
    """Fetch and write."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in zip(FILES.values(), npm_files(f"{PACKAGE}@{VERSION}", FILES), strict=True):
        (TARGET / name).write_bytes(data)
    (TARGET / "SOURCE.txt").write_text(
        f"idiomorph.min.js: {PACKAGE} {VERSION} from npm, Zero-Clause BSD (LICENSE.txt), unchanged.\n"
        "Fetched by tools/vendor_idiomorph.py.\n"
    )


if __name__ == "__main__":
    main()
