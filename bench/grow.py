"""Make a corpus of any size from one: fewer of its notes, or many copies that link among themselves.

    python bench/grow.py NOTES OUT --notes 10000

In:  a folder of Markdown notes.
Out: OUT/cNNN/…, each copy with its notes renamed (`c003_name.md`) and every link to one of them with it, a
     link to the next copy in every tenth note, and the copy's number in every formula, so that nothing
     computed for one copy can be reused for another. Other files are copied along with each copy.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

_FORMULA_END = re.compile(r"(?<!\\)(?=\\{1,2}\))|(?=\n\\end\{(?:equation|align)\})")
"""Once before the end of a formula, `\\)` or ox-hugo's `\\\\)`, and before an environment's."""


def grow(notes: Path, out: Path, count: int) -> None:
    """Write `count` notes under `out`."""
    files = sorted(path for path in notes.rglob("*") if path.is_file() and "/." not in str(path))
    texts = [path for path in files if path.suffix == ".md"]
    stems = "|".join(sorted((re.escape(path.stem) for path in texts), key=len, reverse=True))
    link = re.compile(rf'(relref "|\]\(|\[\[|[/"(\[])({stems})(?=\.md|\]\]|\||#|")')
    copies = -(-count // len(texts))
    for copy in range(copies):
        prefix, left = f"c{copy:03}", count - copy * len(texts)
        for number, path in enumerate(texts[:left]):
            text = link.sub(rf"\g<1>{prefix}_\g<2>", path.read_text(encoding="utf-8"))
            text = re.sub(r'(?m)^(title\s*+=\s*+"|title:\s*+"?+)(?!")', rf"\g<1>{copy} ", text, count=1)
            text = _FORMULA_END.sub(f"{{}}^{{({copy})}}", text)
            if number % 10 == 0 and copy + 1 < copies:
                text += f"\n\nSee [the next copy](../c{copy + 1:03}/c{copy + 1:03}_{texts[0].stem}.md).\n"
            target = out / prefix / path.relative_to(notes).with_name(f"{prefix}_{path.name}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        for path in files:
            if path.suffix not in {".md", ".toml"}:
                target = out / prefix / path.relative_to(notes)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, target)


def main() -> None:
    """Read the arguments and write the notes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("notes", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--notes", dest="count", type=int, default=10_000)
    options = parser.parse_args()
    grow(options.notes, options.out, options.count)


if __name__ == "__main__":
    main()
