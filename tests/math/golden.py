"""The golden files of formulas: what goes in, and all that comes out, MathML and messages together.

A file holds cases as markdown-it's fixtures do: a title, a line with a dot, the input, a dot, the output, a
dot. `python -m tests.math.golden` writes the outputs anew; look at the difference before it is committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from notes_wiki.config import MathConfig
from notes_wiki.math.preamble import read_preamble
from notes_wiki.math.typeset import Typesetter
from notes_wiki.problem import CODES

FOLDER = Path(__file__).with_name("golden")
_CASE = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<input>.*?)\n\.\n(?P<expected>.*?)^\.$", re.S | re.M)
_READABLE = re.compile(r"(?=<(?:mtr|mtable|/mtable)\b)")


class Case(NamedTuple):
    """A case: its input may begin with a preamble, set off by a line of three hyphens."""

    file: str
    title: str
    input: str
    expected: str


def cases() -> Iterator[Case]:
    """Every case of every file."""
    for file in sorted(FOLDER.glob("*.txt")):
        for found in _CASE.finditer(file.read_text(encoding="utf-8")):
            yield Case(file.stem, found["title"], found["input"], found["expected"].rstrip("\n"))


def outcome(case: Case) -> str:
    """What comes out for a case: MathML with each row on a line, then problems, labels, references."""
    preamble, _, tex = case.input.rpartition("\n---\n")
    read = read_preamble(preamble)
    config = MathConfig(packages=read.packages)
    found = Typesetter(config, read.macros).typeset(tex, display=not case.title.startswith("inline"))
    lines = [_READABLE.sub("\n", found.mathml) if found.mathml is not None else "(source)"]
    lines += [f"preamble {one.code}: {one.message}" for one in read.problems]
    for one in found.problems:
        place = tex[one.offset : one.offset + one.length].replace("\n", " ")
        lines.append(
            f"{CODES[one.code].severity} {one.code} at {one.offset} «{place}»: {one.message} {one.hint}"
        )
    lines += [f"label {one.key or '-'} tag {one.tag or '-'}" for one in found.labels]
    lines += [f"reference {one.command} {one.key}" for one in found.references]
    if found.numbered >= 0:
        lines.append(f"numbered by label {found.numbered}")
    return "\n".join(line.replace("\x02", "{").replace("\x03", "}") for line in lines).strip()


def rewrite() -> None:
    """Write every output anew."""
    for file in sorted(FOLDER.glob("*.txt")):
        text = "".join(
            f"{case.title}\n.\n{case.input}\n.\n{outcome(case)}\n.\n\n"
            for case in cases()
            if case.file == file.stem
        )
        file.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    rewrite()
