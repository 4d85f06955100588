"""Fetch idiomorph for the live pages of `wiki serve`, by hand:
`python tools/vendor_idiomorph.py` (needs npm).

In:  the npm package idiomorph at the version pinned below.
Out: `templates/assets/live/vendor/idiomorph/`: the script as it is published, its licence, and `SOURCE.txt`.
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE, VERSION = "idiomorph", "0.8.0"
FILES = {"package/dist/idiomorph.min.js": "idiomorph.min.js", "package/LICENSE": "LICENSE.txt"}
TARGET = Path(__file__).parent.parent / "templates" / "assets" / "live" / "vendor" / "idiomorph"


def main() -> None:
    """Fetch and write."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent"]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        with tarfile.open(Path(folder) / done.stdout.strip().splitlines()[-1]) as archive:
            for member, name in FILES.items():
                stream = archive.extractfile(member)
                if stream is None:
                    raise SystemExit(f"{member} is not in {PACKAGE} {VERSION}.")
                (TARGET / name).write_bytes(stream.read())
    (TARGET / "SOURCE.txt").write_text(
        f"idiomorph.min.js: {PACKAGE} {VERSION} from npm, Zero-Clause BSD (LICENSE.txt), unchanged.\n"
        "Fetched by tools/vendor_idiomorph.py.\n"
    )


if __name__ == "__main__":
    main()
