"""Write docs/math.md: every command and environment that formulas may use, from the tables the code uses.

In:  the tables of `notes_wiki/math`.
Out: a page of the user guide, each command beside what it gives; a test holds it to the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from notes_wiki.config import MathConfig
from notes_wiki.math import vocabulary
from notes_wiki.math.expand import REFERRING
from notes_wiki.math.packages import (
    aliases,
    always,
    boxes,
    cell_colours,
    colours,
    commath,
    derivative,
    diagrams,
    diffcoeff,
    environments,
    esdiff,
    nicematrix,
    proofs,
    symbols,
    systems,
    text,
    text_boxes,
    young,
)
from notes_wiki.math.packages.mhchem import commands as mhchem
from notes_wiki.math.packages.physics import commands as physics
from notes_wiki.math.packages.siunitx import commands as siunitx
from notes_wiki.math.typeset import Typesetter

PAGE = Path(__file__).parent.parent / "docs" / "math.md"
_SHAPES = (
    "{}",
    "{}{{x}}",
    "{}{{x}}{{y}}",
    "{}{{x}}{{y}}{{z}}",
    "\\sum{}_a^b",
    "{}{{2}}",
    "{}{{2}}{{2}}",
    "{}(",
)
DIAGRAMS = r"""A `tikzcd` (in the older syntax too, and as quiver exports it) or an `\xymatrix` is a table
if its arrows are not bent, and lead to neighbours, also diagonally, or along a row over nothing; two arrows
may be side by side. amscd's `CD` always is. A diagram may also stand in a `tikz` fence.

```latex
\begin{tikzcd}
X \arrow[d, hook, "i"'] \arrow[r, "f"] & Y \arrow[d, two heads, "p"] \\
Z \arrow[r, "g"'] \arrow[ur, dashed, "h"] & W
\end{tikzcd}
```

$$
\begin{tikzcd}
X \arrow[d, hook, "i"'] \arrow[r, "f"] & Y \arrow[d, two heads, "p"] \\
Z \arrow[r, "g"'] \arrow[ur, dashed, "h"] & W
\end{tikzcd}
$$
"""
# How a command is shown that none of the shapes suits.
_EXAMPLES = {
    "\\csname": "\\csname alpha\\endcsname",
    "\\if": "\\if aa x\\else y\\fi",
    "\\iffalse": "\\iffalse x\\else y\\fi",
    "\\ifmmode": "\\ifmmode x\\else y\\fi",
    "\\ifnum": "\\ifnum 1<2 x\\else y\\fi",
    "\\iftrue": "\\iftrue x\\else y\\fi",
    "\\ifx": "\\ifx aa x\\else y\\fi",
    "\\ifthenelse": "\\ifthenelse{\\equal{a}{a}}{x}{y}",
    "\\mathchar": '\\mathchar"41',
    "\\romannumeral": "\\romannumeral 14",
    "\\resizebox": "\\resizebox{1em}{!}{A}",
    "\\rotatebox": "\\rotatebox{90}{A}",
    "\\scalebox": "\\scalebox{0.5}{A}",
    "\\scaleobj": "\\scaleobj{0.5}{\\bullet}",
    "\\color": "\\color{teal}x",
    "\\textcolor": "\\textcolor{teal}{x}",
    "\\mathcolor": "\\mathcolor{teal}{x}",
    "\\colorlet": "\\colorlet{sea}{teal!60}\\textcolor{sea}{x}",
    "\\definecolor": "\\definecolor{sea}{HTML}{227799}\\textcolor{sea}{x}",
    "\\providecolor": "\\providecolor{sea}{gray}{0.5}\\textcolor{sea}{x}",
    "\\bordermatrix": "\\bordermatrix{ & 1 & 2 \\cr a & b & c }",
    "\\systeme": "\\systeme{2x - y = 1, x + 3y = 4}",
    "\\yng": "\\yng(2,1)",
    "\\young": "\\young(12,3)",
    "\\ydiagram": "\\ydiagram{1+2,2}",
    "\\ytableaushort": "\\ytableaushort{12,3}",
    "\\ytableausetup": "\\ytableausetup{smalltableaux}",
    "\\Block": "\\begin{bNiceMatrix}[first-row] 1 & 2 \\\\ \\Block{1-2}{A} & a \\end{bNiceMatrix}",
    "\\colorbox": "\\colorbox{yellow}{x}",
    "\\fcolorbox": "\\fcolorbox{red}{yellow}{x}",
    "\\left": "\\left(\\frac{a}{b}\\right)",
    "\\genfrac": "\\genfrac{[}{]}{0pt}{}{n}{k}",
    "\\enclose": "\\enclose{circle}{x}",
    "\\hspace": "a\\hspace{1em}b",
    "\\mspace": "a\\mspace{9mu}b",
    "\\kern": "a\\kern1em b",
    "\\rule": "\\rule{1em}{1pt}",
    "\\unicode": "\\unicode{x263a}",
    "\\mqty": "\\mqty(a & b \\\\ c & d)",
    "\\qty": "\\qty(\\frac{a}{b})",
    "\\substack": "\\sum_{\\substack{i<n \\\\ j<m}}",
    "\\sideset": "\\sideset{_a^b}{_c^d}\\sum",
    "\\xrightarrow": "\\xrightarrow[a]{b}",
    "\\prescript": "\\prescript{14}{6}{C}",
    "\\cfrac": "\\cfrac{1}{1+\\cfrac{1}{x}}",
    **{
        f"\\{name}": f"\\{name}{{A}} \\AxiomC{{B}} \\RightLabel{{R}} \\BinaryInfC{{C}} \\DisplayProof"
        for name in ("AxiomC", "AXC")
    },
    **{f"\\{name}": f"\\{name}$A$ \\UnaryInf$B \\fCenter C$ \\DisplayProof" for name in ("Axiom", "AX")},
    "\\hline": "\\begin{array}{c} x \\\\ \\hline y \\end{array}",
    "\\hdashline": "\\begin{array}{c} x \\\\ \\hdashline y \\end{array}",
    "\\cellcolor": "\\begin{array}{cc} a & \\cellcolor{pink} b \\\\ c & d \\end{array}",
    "\\rowcolor": "\\begin{array}{cc} \\rowcolor{pink} a & b \\\\ c & d \\end{array}",
    "\\columncolor": "\\begin{array}{>{\\columncolor{pink}}cc} a & b \\\\ c & d \\end{array}",
    "\\MoveEqLeft": "\\begin{aligned} \\MoveEqLeft a + b \\\\ &= c \\end{aligned}",
    "\\adjustlimits": "\\adjustlimits\\lim_{n}\\max_{p^2}",
    "\\ArrowBetweenLines": "\\begin{aligned} a &= b \\\\ \\ArrowBetweenLines c &= d \\end{aligned}",
    "\\Braket": "\\Braket{a|b}",
    "\\toggle": "\\toggle{x}{y}\\endtoggle",
    "\\mathchoice": "\\mathchoice{D}{T}{S}{SS}^{\\mathchoice{D}{T}{S}{SS}}",
    "\\shoveleft": "\\begin{multline*} a \\\\ \\shoveleft b \\\\ c \\end{multline*}",
    "\\shoveright": "\\begin{multline*} a \\\\ \\shoveright b \\\\ c \\end{multline*}",
    "\\begingroup": "a^\\begingroup b+c \\endgroup",
    "\\bgroup": "a^\\bgroup b+c \\egroup",
    "\\delimsize": "\\DeclarePairedDelimiterX\\given[2]{(}{)}{#1 \\delimsize\\vert #2}\\given*{\\frac ab}{c}",
    "\\newtagform": "\\newtagform{square}{[}{]}x",
    "\\renewtagform": "\\renewtagform{square}{[}{]}x",
    "\\ce": "\\ce{2H2O <=>[A] H3O+ + OH-}",
    "\\pu": "\\pu{1.2e3 kJ//mol}",
    "\\not": "\\not\\subset",
    **{f"\\{name}": f"{{\\{name} x}}" for name in ("rm", "bf", "it", "sf", "tt")},
    "\\above": "{a \\above1pt b}",
}
# These packages are not loaded where this page is built, so their commands are shown as they are written.
_WRITTEN = {
    "\\ang": "\\ang{12;30;5}",
    "\\num": "\\num{6.022e23}",
    "\\qty": "\\qty{9.81}{\\metre\\per\\second\\squared}",
    "\\SI": "\\SI{3}{\\kilo\\gram}",
    "\\si": "\\si{\\newton\\metre}",
    "\\complexnum": "\\complexnum{1+2i}",
    "\\complexqty": "\\complexqty{1+2i}{\\ohm}",
    "\\numlist": "\\numlist{10;20;30}",
    "\\numrange": "\\numrange{10}{20}",
    "\\qtyproduct": "\\qtyproduct[per-mode=symbol]{2 x 3}{\\metre\\per\\second}",
    "\\unit": "\\unit{\\joule\\per\\mole}",
    "\\diff": "\\diff[2]{y}{x}",
    "\\diffp": "\\diffp{f}{x}",
    "\\dl": "\\dl{x}",
    "\\jacob": "\\jacob{u,v}{x,y}",
    "\\jdv": "\\jdv{u,v}{x,y}",
    "\\odif": "\\odif{x,y}",
    "\\odv": "\\odv[order=2]{y}{x}",
    "\\pdv": "\\pdv[order={2,1}]{f}{x,y}",
    "\\od": "\\od[2]{y}{x}",
    "\\pd": "\\pd{u}{t}",
    "\\md": "\\md{u}{2}{x}{}{t}{}",
    "\\del": "\\del[1]{x}",
    "\\fullfunction": "\\fullfunction{f}{X}{Y}{x}{x^2}",
}
_HEAD = """\
---
title: What formulas may hold
tags: [guide]
---

Every command and environment that formulas may use, each next to what it looks like. You can define others
in `preamble.tex`, in `wiki.toml`, in a note's front matter or in a formula; your own definitions take
precedence. (This page is written by `tools/build_math_page.py` from the tables that typeset the formulas.)

You need not load packages: amsmath, amssymb, mathtools, physics, braket, bm, cancel, xcolor, mhchem and
others are always available. Only definitions that would change the meaning of an existing command must be
asked for, with `\\usepackage{physics}` in the preamble (or `siunitx`, `commath`, `units`,
`derivative`, `diffcoeff`, `esdiff`), or with `packages` in `wiki.toml`.
"""

_DIFFERENCES = """
## Where formulas differ from MathJax's

The formulas in the available test suites of MathJax, KaTeX, Temml, math-core, texmath, matplotlib and SymPy
were compared with MathJax 3: of 4,079 that it accepts, 96 % have the same structure here. Of 18,234 formulas
from the documentation of 375 Python, R and LaTeX packages, which had not been used to correct anything, 99 %
have, and of 65,000 of the English Wikipedia 99.9 %. Nearly all the others differ in one of these ways.

| TeX | here | MathJax 3 | why |
|---|---|---|---|
| `a \\\\ b` in no environment | two lines | one line | `\\\\` is meant to end a line |
| `r@{=}l`, `>{\\displaystyle}c` | in the cells | left out | nothing you write vanishes |
| rules at the edges of an array | edges of its cells | a frame around it | so they meet the rules inside |
| `\\nleqslant`, `\\backepsilon`, `\\diagup` | amssymb's sign | a similar one | as in TeX |
| `′`, `″` as typed | raised, as `'` is | on the line | a prime is a superscript |
| `\\coloneq`, `\\eqcolon`, `\\Coloneq` | `:=`, `=:`, `::=` | with a dash | as in mathtools since 2022 |
| `\\mathbb{\\Omega}` | Ω | a double-struck Ω | Unicode has no such letter |
| `\\left\\lgroup` | a round bracket | a rounder one | the font has that one in one size only |
| physics' `\\sin[a+b]` | in brackets | a power | only numbers and `\\sin[n](x)` are powers |
| physics' `\\pdv{f}{x}{y}(z)` | with `(z)` | without | nothing you write vanishes |
| physics' `\\bra{a}\\ket b` | one bracket | two | as `\\bra{a}\\ket{b}` |
| physics' `\\mqty*(a)` | round brackets | rounder ones | the font has those in one size only |
| physics' `\\dmat{1,2}` | cells of one matrix | a matrix in each cell | single entries need no matrix |
| `\\ce{A <=> B}`, `\\ce{<-->}` | one arrow | two, one above the other | the font has this arrow |
| `\\ce{^{14}_6C}` | scripts before C | phantoms beside C | MathML's own way; they look alike |
| `\\overbracket{x}`, `\\pmb{x}` | once | twice | errors in MathJax's MathML |
"""


def _example(command: str, typesetter: Typesetter) -> str | None:
    """A formula with this command that is set without a problem."""
    if command in REFERRING:
        return None  # it would refer to a label that this page does not have
    if command in _EXAMPLES:
        return _EXAMPLES[command]
    for shape in _SHAPES:
        tex = shape.format(command)
        found = typesetter.typeset(tex, display=False)
        if found.mathml is not None and not found.problems:
            return tex
    return None


def _table(commands: Iterable[str], typesetter: Typesetter) -> str:
    lines = ["| TeX | shown |", "|---|---|"]
    for command in sorted(commands, key=lambda name: (name.lower(), name)):
        tex = _example(command, typesetter)
        if tex is None:
            ticks = "``" if "`" in command else "`"
            lines.append(f"| {ticks}{command}{ticks} | |")
        else:
            # Dollars inside a formula: then other signs stand around it.
            left, right = ("\\(", "\\)") if "$" in tex else ("$", "$")
            lines.append(f"| `{_cell(tex)}` | {left}{_cell(tex)}{right} |")
    return "\n".join(lines) + "\n"


def _written(commands: Iterable[str]) -> str:
    shown = (_WRITTEN.get(command, command) for command in sorted(commands, key=str.lower))
    return "".join(f"- `{tex}`\n" for tex in shown)


def _cell(tex: str) -> str:
    return tex.replace("|", "\\|")


def page() -> str:
    """The whole page."""
    plain = Typesetter(MathConfig())
    loaded = Typesetter(MathConfig(packages=("physics",)))
    ours = {*cell_colours.HANDLERS, *diagrams.HANDLERS, *proofs.HANDLERS, *nicematrix.HANDLERS}
    ours |= {
        *always.OF_TEX,
        *aliases.ALIASES,
        *text.HANDLERS,
        *boxes.HANDLERS,
        *colours.HANDLERS,
        *environments.HANDLERS,
    }
    kernel_commands = (aliases.ALIASES.keys() - symbols.SYMBOLS.keys()) | always.OF_TEX.keys()
    sections: list[tuple[str, Iterable[str], Typesetter]] = [
        ("Symbols, letters, operators", vocabulary.engine_commands() - ours - physics.HANDLERS.keys(), plain),
        ("Other names for them", symbols.SYMBOLS, plain),
        ("Fractions, spaces, fonts, arrows, characters", kernel_commands & vocabulary.all_commands(), plain),
        ("Text", text.HANDLERS | text_boxes.HANDLERS, plain),
        (
            "Colours, boxes, strokes",
            boxes.HANDLERS.keys() | colours.HANDLERS.keys() | cell_colours.HANDLERS.keys(),
            plain,
        ),
        ("Stacks and plain TeX's matrices", environments.HANDLERS, plain),
        ("nicematrix", nicematrix.HANDLERS, plain),
        ("Systems and Young diagrams", systems.HANDLERS | young.HANDLERS, plain),
        ("Trees of inferences: bussproofs", proofs.HANDLERS, plain),
        ("Chemistry: mhchem", mhchem.HANDLERS.keys() - {"\\bond", mhchem.signs.DRAWING}, plain),
        ("physics and braket", physics.HANDLERS, plain),
        ("physics, if you load it", physics.REDEFINED, loaded),
    ]
    parts = [_HEAD]
    for title, commands, typesetter in sections:
        parts.append(f"\n## {title}\n\n{_table(commands, typesetter)}")
    parts.append(f"\n## siunitx, if you load it\n\n{_written(siunitx.HANDLERS)}")
    parts.append(f"\n## commath, if you load it\n\n{_written(commath.HANDLERS)}")
    parts.append("\n## units, if you load it\n\n- `\\unit[3]{m}`\n- `\\unitfrac[5]{m}{s}`\n")
    for package, commands in (("derivative", derivative), ("diffcoeff", diffcoeff), ("esdiff", esdiff)):
        parts.append(f"\n## {package}, if you load it\n\n{_written(commands.HANDLERS)}")
    names = {*diagrams.BEGINNINGS, *diagrams.HANDLERS} - {"CD", "tikzcd", "\\xymatrix"}
    drawings = ", ".join(f"`{name}`" for name in sorted(names))
    parts.append(f"\n## Diagrams\n\n{DIAGRAMS}")
    parts.append(f"\n## Drawings, of which the source is shown\n\n{drawings}\n")
    names = ", ".join(f"`{name}`" for name in sorted(vocabulary.all_environments()))
    parts.append(f"\n## Environments\n\n{names}\n")
    parts.append(_DIFFERENCES)
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
