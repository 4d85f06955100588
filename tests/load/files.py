"""Files for the tests of this folder."""

from pathlib import Path


def put(folder: Path, *names: str, text: str = "Text.\n") -> None:
    """Write files of these names, all with the same text."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
