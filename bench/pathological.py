"""Traps for a parser: `python bench/pathological.py [--only NAME]`.

In:  texts of 25, 50 and 100 KB, each made of one construct that makes some parser slow or its output huge.
     They are parsed in every dialect, and searched for TeX outside formulas as `wiki check` does.
Out: a line for each trap that takes more than 2.6 times as long for twice the text, more than 5 s for 100 KB,
     or whose body is larger than max(2 MB, 16 times the text); exit code 1 if there is one.

Seconds are processor time, so that other work on the machine counts little. The ratio is taken only if the
times are long enough to compare, and measured again (the best of several runs) before it is reported.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

from traps import TRAPS

from notes_wiki.check.tex_outside import tex_outside
from notes_wiki.math.vocabulary import all_commands
from notes_wiki.model import Source
from notes_wiki.parse.dialects import DIALECTS
from notes_wiki.parse.note import Parser
from notes_wiki.parse.settings import ParseSettings

SIZES = (25_000, 50_000, 100_000)
MOST_RATIO = 2.6
MOST_SECONDS = 5.0
SHORTEST = 0.05
"""Seconds below which a ratio means nothing."""


def main() -> int:
    """Run the traps and print those that the parser falls into."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--only", help="a part of the names of the traps to run")
    arguments.add_argument("--dialect", action="append", choices=list(DIALECTS))
    chosen = arguments.parse_args()
    failed = 0
    for dialect in chosen.dialect or DIALECTS:
        parser = Parser(ParseSettings(dialect))
        parser.parse(Source("warm.md", "a $b$\n", ""))
        for name, trap in TRAPS.items():
            if chosen.only and chosen.only not in name:
                continue
            for what, fault in (("", _judge(parser, trap)), (" checked", _judge_check(dialect, trap))):
                if fault:
                    failed += 1
                    print(f"{dialect:9} {name + what:34} {fault}", flush=True)
    print(
        f"{failed} of {2 * len(TRAPS) * len(chosen.dialect or DIALECTS)} traps caught the parser"
        if not chosen.only
        else "done"
    )
    return 1 if failed else 0


def _judge(parser: Parser, trap: Callable[[int], str]) -> str:
    """What is wrong with how the parser takes a trap, or ""."""

    def weigh(text: str) -> int:
        parsed = parser.parse(Source("trap.md", text, ""))
        links = sum(len(link.target) + len(link.words) for link in parsed.linking.links)
        return links + sum(len(text) for piece in parsed.body.pieces for text in piece.texts)

    return _fault(weigh, trap)


def _judge_check(dialect: str, trap: Callable[[int], str]) -> str:
    """What is wrong with how `wiki check` takes a trap, or ""."""
    commands = all_commands()
    return _fault(lambda text: len(tex_outside(Source("trap.md", text, ""), dialect, commands)), trap)


def _fault(weigh: Callable[[str], int], trap: Callable[[int], str]) -> str:
    """What is wrong with work on a trap, or "". `weigh` does the work and returns the size of its output."""
    seconds: list[float] = []
    for size in SIZES:
        text = trap(size)
        spent, weight = _timed(weigh, text)
        seconds.append(spent)
        if weight > max(2_000_000, 16 * len(text)):
            return f"{len(text):,} characters become {weight:,}"
        if spent > MOST_SECONDS * size / SIZES[-1] * 2:
            return f"{spent:.1f} s for {size:,} characters"
    if seconds[-1] > MOST_SECONDS:
        return f"{seconds[-1]:.1f} s for {SIZES[-1]:,} characters"
    if seconds[-1] > SHORTEST and seconds[-1] > MOST_RATIO * seconds[-2]:
        small, large = (min(_timed(weigh, trap(size))[0] for _ in range(5)) for size in SIZES[-2:])
        if large > MOST_RATIO * small:
            return f"{large / small:.1f} times as long for twice the text ({large:.2f} s)"
    return ""


def _timed(weigh: Callable[[str], int], text: str) -> tuple[float, int]:
    started = time.process_time()
    weight = weigh(text)
    return time.process_time() - started, weight


if __name__ == "__main__":
    sys.exit(main())
