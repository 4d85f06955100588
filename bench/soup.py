"""Typeset soup: formulas of random commands, environments and characters, for as long as one likes.

    python bench/soup.py [--seconds 600] [--seed 1]

In:  a number of seconds, and a seed.
Out: each formula that raised, took longer than 4 s, or gave MathML that is not well-formed or lacks children
     of an element; then the number of formulas. The tests typeset some hundreds; mistakes that one formula in
     fifty thousand shows are found here.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import time
from types import FrameType
from xml.etree import ElementTree

from notes_wiki.config import MathConfig
from notes_wiki.math import vocabulary
from notes_wiki.math.mathml_core import ATTRIBUTES, CHILDREN, ELEMENTS
from notes_wiki.math.typeset import Typesetter

LIMIT = 4
"""Seconds that a formula may take."""
FRESH = 20_000
"""Formulas after which a typesetter is replaced: what it remembers would fill the memory."""
SIGNS = (
    r"{ } } [ ] ( ) ^ _ & \\ ' | $ #1 % ~ \left( \right) \middle| \limits \newcommand{\x}[1]{#1#1} \x "
    r"\def\y#1;{#1} \y \text{ \ce{ \qty( \substack{ \alpha[ 1em {a} [b] x 12 <b> é √ 中"
).split()
CONFIGS = (
    MathConfig(engine="math-core"),
    MathConfig(engine="latex2mathml"),
    MathConfig(number="all", packages=("physics", "siunitx")),
)
_HOLE = re.compile("\x02[a-z]+:\\d+\x03")


def fault(mathml: str) -> str:
    """What is wrong with MathML, or ""."""
    try:
        root = ElementTree.fromstring(_HOLE.sub("", mathml))
    except ElementTree.ParseError as error:
        return f"not well-formed: {error}"
    for element in root.iter():
        if element.tag not in ELEMENTS or not set(element.attrib) <= ATTRIBUTES:
            return f"<{element.tag} {' '.join(element.attrib)}> is not allowed"
        if len(element) != CHILDREN.get(element.tag, len(element)):
            return f"<{element.tag}> has {len(element)} children"
    return ""


def late(number: int, frame: FrameType | None) -> None:
    """End a formula that takes too long."""
    raise TimeoutError


def main() -> None:
    """Typeset soup and print what goes wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    commands = sorted(vocabulary.all_commands())
    ends = [
        f"\\{end}{{{name}}}" for name in sorted(vocabulary.all_environments()) for end in ("begin", "end")
    ]
    signal.signal(signal.SIGALRM, late)
    end, count = time.monotonic() + options.seconds, 0
    while time.monotonic() < end:
        kinds = chance.choices((commands, ends, SIGNS), (35, 10, 55), k=chance.randint(2, 25))
        tex = "".join(chance.choice(kind) for kind in kinds)
        if count % FRESH == 0:
            typesetters = [Typesetter(config) for config in CONFIGS]
        typesetter = typesetters[count % len(CONFIGS)]
        signal.alarm(LIMIT)
        try:
            mathml = typesetter.typeset(tex, display=chance.random() < 0.5).mathml
            found = fault(mathml) if mathml else ""
        except Exception as error:  # exceptions of any kind are what this looks for
            found = f"{type(error).__name__}: {error}"
        signal.alarm(0)
        if found:
            print(f"{tex!r} ({CONFIGS[count % len(CONFIGS)].engine}): {found}", flush=True)
        count += 1
    print(f"{count:,} formulas")


if __name__ == "__main__":
    main()
