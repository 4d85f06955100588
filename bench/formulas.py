"""Time the typesetting of formulas by wiki, KaTeX, Temml, MathJax and latex2mathml, pass by pass in one run.

    npm install --prefix FOLDER katex temml mathjax-full@3
    python bench/formulas.py FORMULAS.jsonl --node FOLDER [--passes 7] [--formulas 2000]

In:  JSON lines {"latex", "display"}; a folder in which the three npm packages are installed.
Out: a table: how many formulas each accepts, the median of seconds a pass after two to warm up, and the ratio
     to wiki's. Then how wiki's time grows with a formula's length, to 10,000 characters.

Every pass typesets all formulas from scratch, in wiki by the whole front end and the engine, with nothing
remembered; so the file should hold each formula only once. MathJax gives MathML, as the others do; nothing is
drawn.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Self

from notes_wiki.config import MathConfig
from notes_wiki.math.typeset import Typesetter

WARM_UP = 2
# Reads formulas once, then a tool's name a line; answers each with {"accepted", "seconds"}.
NODE = r"""
const path = require('path');
const base = process.argv[1];
const need = name => require(path.join(base, 'node_modules', name));
const katex = need('katex'), temml = need('temml/dist/temml.cjs');
const {mathjax} = need('mathjax-full/js/mathjax.js');
const {TeX} = need('mathjax-full/js/input/tex.js');
const {liteAdaptor} = need('mathjax-full/js/adaptors/liteAdaptor.js');
const {RegisterHTMLHandler} = need('mathjax-full/js/handlers/html.js');
const {AllPackages} = need('mathjax-full/js/input/tex/AllPackages.js');
const {SerializedMmlVisitor} = need('mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js');
const {STATE} = need('mathjax-full/js/core/MathItem.js');
RegisterHTMLHandler(liteAdaptor());
const left = ['noerrors', 'noundefined', 'bussproofs'];
const packages = AllPackages.filter(p => !left.includes(p)).concat('physics');
const visitor = new SerializedMmlVisitor();
const input = () => new TeX({packages, formatError: (_, e) => { throw e; }});
const document_ = () => mathjax.document('', {InputJax: input()});
let doc = document_();
const tools = {
  KaTeX: (tex, displayMode) => katex.renderToString(tex, {displayMode, output: 'mathml', strict: 'ignore'}),
  Temml: (tex, display) => temml.renderToString(tex, {displayMode: display, throwOnError: true}),
  MathJax: (tex, display) => visitor.visitTree(doc.convert(tex, {display, end: STATE.CONVERT})),
};
const lines = require('readline').createInterface({input: process.stdin});
let formulas = null;
lines.on('line', line => {
  if (formulas === null) { formulas = JSON.parse(line); return; }
  if (line === 'MathJax') doc = document_();
  const set = tools[line];
  let accepted = 0;
  const start = process.hrtime.bigint();
  for (const [tex, display] of formulas) { try { set(tex, display); accepted++; } catch (e) { } }
  console.log(JSON.stringify({accepted, seconds: Number(process.hrtime.bigint() - start) / 1e9}));
});
"""


class Pass(NamedTuple):
    """One pass over all formulas."""

    accepted: int
    seconds: float


Formulas = list[tuple[str, bool]]


class Node:
    """A node process that typesets the formulas with one of its tools, as often as it is asked to."""

    def __init__(self, folder: Path, formulas: Formulas) -> None:
        self._process = subprocess.Popen(
            ["node", "-e", NODE, str(folder.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say(json.dumps(formulas))

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def run(self, tool: str) -> Pass:
        self._say(tool)
        assert self._process.stdout is not None
        return Pass(**json.loads(self._process.stdout.readline()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def wiki_pass(formulas: Formulas) -> Pass:
    typesetter = Typesetter(MathConfig())
    start = time.perf_counter()
    accepted = sum(typesetter.typeset(tex, display=display).mathml is not None for tex, display in formulas)
    return Pass(accepted, time.perf_counter() - start)


def latex2mathml_pass(formulas: Formulas) -> Pass:
    from latex2mathml.converter import convert

    accepted = 0
    start = time.perf_counter()
    for tex, display in formulas:
        try:
            convert(tex, display="block" if display else "inline")
            accepted += 1
        except Exception:  # its exceptions have no common base class
            continue
    return Pass(accepted, time.perf_counter() - start)


def growth() -> list[tuple[int, float]]:
    """Characters of a formula, and microseconds a character."""
    typesetter = Typesetter(MathConfig())
    found = []
    for length in (100, 300, 1_000, 3_000, 10_000):
        piece = r"\text{if $x$} \qty(\frac{a_{1}}{b}) + "
        tex = (piece * (length // len(piece) + 1))[: length // len(piece) * len(piece)].rstrip(" +")
        times = []
        for turn in range(5):
            start = time.perf_counter()
            typesetter.typeset(tex + " " * turn, display=True)
            times.append(time.perf_counter() - start)
        found.append((len(tex), min(times) / len(tex) * 1e6))
    return found


def main() -> None:
    """Read, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("formulas", type=Path)
    parser.add_argument("--node", type=Path, required=True, help="folder with node_modules")
    parser.add_argument("--passes", type=int, default=7)
    parser.add_argument("--formulas", dest="most", type=int, default=0, help="only so many of them")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.formulas.read_text(encoding="utf-8").splitlines()]
    formulas: Formulas = [(row["latex"], bool(row["display"])) for row in rows][: options.most or None]
    with Node(options.node, formulas) as node:
        tools: dict[str, Callable[[], Pass]] = {
            "wiki": lambda: wiki_pass(formulas),
            "KaTeX": lambda: node.run("KaTeX"),
            "Temml": lambda: node.run("Temml"),
            "MathJax": lambda: node.run("MathJax"),
            "latex2mathml": lambda: latex2mathml_pass(formulas),
        }
        passes: dict[str, list[Pass]] = {name: [] for name in tools}
        for _ in range(options.passes + WARM_UP):
            for name, run in tools.items():
                passes[name].append(run())
    medians = {
        name: statistics.median(one.seconds for one in done[WARM_UP:]) for name, done in passes.items()
    }
    print(f"{len(formulas)} formulas, median of {options.passes} passes")
    for name, done in passes.items():
        ratio = medians[name] / medians["wiki"]
        print(f"{name:14} {done[-1].accepted:6} accepted  {medians[name]:7.3f} s  {ratio:6.1f} × wiki")
    print(
        "growth of wiki's time: "
        + ", ".join(f"{size} characters {each:.1f} µs each" for size, each in growth())
    )
    if options.json:
        options.json.write_text(json.dumps({"medians": medians, "growth": growth()}), encoding="utf-8")


if __name__ == "__main__":
    main()
