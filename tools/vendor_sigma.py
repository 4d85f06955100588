"""Fetch the libraries that draw the map of the wiki, by hand: `python tools/vendor_sigma.py` (needs npm).

In:  the npm packages sigma and graphology at the versions pinned below.
Out: `templates/assets/sigma/`: their scripts, their licences, and `SOURCES.txt` that says what came from
     where. Only the page `-/graph.html` loads them.
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from pathlib import Path

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
    """Fetch the packages and put down what the theme needs of them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    sources = ""
    for (name, version), files in PACKAGES.items():
        fetch(f"{name}@{version}", files)
        sources += f"{' and '.join(files.values())}: npm package {name} {version}, MIT.\n"
    (TARGET / "SOURCES.txt").write_text(sources, encoding="utf-8")


def fetch(package: str, files: dict[str, str]) -> None:
    """Take these files, by their names in the package, out of it."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", package, "--silent"], cwd=folder, check=True, capture_output=True, text=True
        ).stdout.strip()
        with tarfile.open(Path(folder) / packed) as archive:
            for inside, name in files.items():
                member = archive.extractfile(inside)
                assert member is not None, f"{packed} has no {inside}"
                data = member.read()
                # Their maps are not there, and a browser's tools would ask for them.
                lines = [line for line in data.splitlines() if not line.startswith(b"//# sourceMappingURL")]
                (TARGET / name).write_bytes(b"\n".join(lines) + b"\n")


if __name__ == "__main__":
    main()
