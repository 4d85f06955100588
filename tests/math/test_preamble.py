r"""Preambles as people have them: what is understood, what is passed over, what is told."""

from __future__ import annotations

import time

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.batch import filled
from notes_wiki.math.preamble import read_preamble
from notes_wiki.math.symbol_fonts import ACCENTS, FONTS
from notes_wiki.math.typeset import Typesetter
from notes_wiki.model import Problem, Span


def place(told: Problem) -> tuple[int, int]:
    assert told.span is not None
    return told.span.line, told.span.column


def shown(preamble: str, tex: str) -> str:
    """What a formula is set as with a preamble, without a problem in either."""
    read = read_preamble(preamble, "preamble.tex")
    assert read.problems == ()
    found = Typesetter(MathConfig(packages=read.packages), read.macros).typeset(tex, display=False)
    assert found.problems == ()
    return filled(found) or ""


@pytest.mark.parametrize(
    ("preamble", "tex", "plain"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"\R", r"\mathbb{R}"),
        (r"\newcommand\R{\mathbb R}", r"\R^n", r"\mathbb{R}^n"),
        (r"\newcommand*{\half}{\frac12}", r"\half", r"\frac12"),
        (r"\newcommand{\inner}[2]{\langle #1,#2\rangle}", r"\inner{a}{b}", r"\langle a,b\rangle"),
        (r"\newcommand{\pow}[2][2]{#2^{#1}}", r"\pow{x}+\pow[3]{x}", r"x^{2}+x^{3}"),
        (r"\newcommand{\E}[1][]{\mathbb{E}_{#1}}", r"\E[p]", r"\mathbb{E}_{p}"),
        (r"\newcommand{\dual}[2][*]{#2^{#1}}", r"\dual{V}+\dual[+]{V}", r"V^{*}+V^{+}"),
        (r"\renewcommand{\phi}{\varphi}", r"\phi", r"\varphi"),
        (
            r"\renewcommand{\c}[1]{\mathcal{#1}}\renewcommand{\v}{\mathbf{v}}",
            r"\c{A}+\v",
            r"\mathcal{A}+\mathbf{v}",
        ),
        (r"\renewcommand{\mid}{\,|\,}", r"a\mid b", r"a\,|\,b"),
        (r"\let\oldphi\phi \renewcommand{\phi}{\varphi}", r"\oldphi\phi", r"\phi\varphi"),
        (r"\let\eps=\varepsilon", r"\eps", r"\varepsilon"),
        (r"\let\old\\ \let\\=\old", r"\begin{matrix}a\\b\end{matrix}", r"\begin{matrix}a\\b\end{matrix}"),
        (r"\let\back\! \renewcommand{\!}{\back\back}", r"a\!b\back c", r"a\!\!b\!c"),
        (r"\let\thin\, \let\,\; \let\;\thin", r"a\,b\;c", r"a\;b\,c"),
        (r"\providecommand{\R}{r}\newcommand{\S}{s}\providecommand{\S}{t}", r"\R\S", "rs"),
        (r"\DeclareRobustCommand{\R}{r}", r"\R", "r"),
        (r"\def\R{r}\def\pair#1#2{(#1,#2)}", r"\R\pair{a}{b}", "r(a,b)"),
        (r"\def\to[#1]#2;{#1\rightarrow #2}", r"\to[a]b;", r"a\rightarrow b"),
        (r"\gdef\a{x}\edef\b{y}", r"\a\b", "xy"),
        (r"\expandafter\newcommand\csname ab\endcsname{x}", r"\ab", "x"),
        (r"\expandafter\def\csname a1\endcsname#1{x#1}", r"\csname a1\endcsname y", "xy"),
        (r"\expandafter\let\csname ab\endcsname\alpha", r"\ab", r"\alpha"),
        (r"\makeatletter\@namedef{ab}{x}\makeatother", r"\ab", "x"),
        (r"\newif\iflong\longtrue\newcommand{\a}{\iflong x\else y\fi}", r"\a", "x"),
        (r"\newif\iflong\newcommand{\a}{\iflong x\else y\fi}", r"\a\longtrue\a", "yx"),
        (
            r"\newcommand{\st}{\ifnum\currentgrouptype=16 \middle\fi|}",
            r"x\st y\left(x\st y\right)",
            r"x|y\left(x\middle|y\right)",
        ),
        (
            r"\def\make#1{\expandafter\def\csname bb#1\endcsname{\mathbb{#1}}}\make A\make{B}",
            r"\bbA\bbB",
            r"\mathbb{A}\mathbb{B}",
        ),
        (
            r"\newcommand{\op}[2]{\newcommand{#1}{\operatorname{#2}}}\op{\rk}{rk}",
            r"\rk",
            r"\operatorname{rk}",
        ),
        (
            r"\def\loop#1{\ifx\loop#1\else\one{#1}\expandafter\loop\fi}"
            r"\def\one#1{\expandafter\def\csname c#1\endcsname{\mathcal{#1}}}\loop ABC\loop",
            r"\cA\cC",
            r"\mathcal{A}\mathcal{C}",
        ),
        (
            r"\foreach \x in {A,...,Z} {\expandafter\xdef\csname c\x\endcsname{\noexpand\mathcal{\x}}}",
            r"\cA\cQ",
            r"\mathcal{A}\mathcal{Q}",
        ),
        (
            r"\makeatletter\@for\x:={ab,c}\do{\expandafter\def\csname v\x\endcsname{\mathbf{\x}}}",
            r"\vab\vc",
            r"\mathbf{ab}\mathbf{c}",
        ),
        (
            r"\def\make#1{\expandafter\def\csname b#1\endcsname{\mathbf{#1}}}\forcsvlist{\make}{x,y}",
            r"\bx\by",
            r"\mathbf{x}\mathbf{y}",
        ),
        (r"\DeclareMathOperator{\Var}{Var}", r"\Var X", r"\operatorname{Var} X"),
        (r"\DeclareMathOperator*{\argmin}{arg\,min}", r"\argmin", r"\operatorname*{arg\,min}"),
        (r"\DeclarePairedDelimiter\norm{\lVert}{\rVert}", r"\norm{x}", r"\lVert x\rVert"),
        (
            r"\DeclarePairedDelimiter{\ceil}{\lceil}{\rceil}",
            r"\ceil*{\frac12}",
            r"\left\lceil\frac12\right\rceil",
        ),
        (
            r"\DeclarePairedDelimiterX{\set}[2]{\{}{\}}{#1\;\delimsize\vert\;#2}".replace(r"\delimsize", ""),
            r"\set{x}{y}",
            r"\{x\;\vert\;y\}",
        ),
        (r"\DeclarePairedDelimiterXPP\P[1]{P}{(}{)}{}{#1}", r"\P{x}", "P(x)"),
        (
            r"\newenvironment{mat}{\begin{pmatrix}}{\end{pmatrix}}",
            r"\begin{mat}a\end{mat}",
            r"\begin{pmatrix}a\end{pmatrix}",
        ),
        (r"\NewDocumentCommand{\dd}{O{x} m}{#1_{#2}}", r"\dd{1}\dd[y]{2}", "x_{1}y_{2}"),
        ("\\newcommand{\\R}{r} % the reals\n%\\newcommand{\\R}{s}\n", r"\R", "r"),
        ("\\newcommand{\\vt}{\\vec }\n", r"\vt x", r"\vec x"),
        ("\\newcommand{\n  \\long % why not\n}[1]{\n  {#1}\n}", r"\long{x}", "{x}"),
        (r"\newcommand{\a}{\b}\newcommand{\b}{x}", r"\a", "x"),
        (r"\newcommand{\nc}{\newcommand}\nc{\R}{r}\let\df=\def\df\S{s}", r"\R\S", "rs"),
    ],
)
def test_a_definition_means_what_it_does_in_latex(preamble: str, tex: str, plain: str) -> None:
    assert shown(preamble, tex) == shown("", plain)


@pytest.mark.parametrize(
    "line",
    [
        r"\documentclass[11pt]{article}",
        r"\usepackage[utf8]{inputenc}",
        r"\usepackage{amsmath, amssymb,tikz-cd}",
        r"\usetikzlibrary{arrows.meta}",
        r"\newcolumntype{L}{>{$}l<{$}}",
        r"\newtheorem{thm}{Theorem}[section]",
        r"\theoremstyle{definition}",
        r"\newtagform{brackets}[\textbf]{[}{]}",
        r"\setlength{\parindent}{0pt}",
        r"\newcounter{a}\newlength{\b}\newif\ifc",
        r"\hypersetup{colorlinks=true}",
        r"\makeatletter\makeatother",
        r"\begin{document} Some $text$. \end{document}",
        r"\title{A note} \author{Me}",
        "% a comment",
    ],
)
def test_what_defines_no_macro_is_passed_over_and_what_follows_counts(line: str) -> None:
    assert shown(f"{line}\n\\newcommand{{\\R}}{{r}}", r"\R") == shown("", "r")


@pytest.mark.parametrize(
    ("preamble", "tex", "plain"),
    [
        (r"\makeatletter\def\phi@x#1{#1}\newcommand{\mu@l}[1]{y}\makeatother", r"\phi\mu", r"\phi\mu"),
        (r"\makeatletter\let\phi@old\phi\def\phi{[\phi@old]}\makeatother", r"\phi", r"[\phi]"),
        (
            r"\makeatletter\newcommand\dd{\@ifstar\dd@star\dd@plain}\def\dd@star#1{d#1}"
            r"\def\dd@plain#1{\mathrm{d}#1}\makeatother",
            r"\dd x\dd*{y}",
            r"\mathrm{d}x dy",
        ),
        (
            r"\makeatletter\def\eqq{\@ifnextchar[{\eqq@one}{\eqq@one[x]}}\def\eqq@one[#1]#2{#1#2}\makeatother",
            r"\eqq[a]{b}\eqq{c}",
            "abxc",
        ),
        (
            r"\makeatletter\newcommand{\mu@}[2]{\scalebox{1}[-1]{$\m@th#1#2$}}"
            "% \\a@b{\n"
            r"\def\unmu{\mathpalette\mu@\mu}\makeatother",
            r"\unmu",
            r"\scalebox{1}[-1]{$\mu$}",
        ),
        (r"\makeatletter\def\a{x\\@y\kern\z@ z}\makeatother\def\b@{c}", r"\a\b@", r"x\\@y\kern0pt zc"),
        (r"\newcommand{\R}{\ensuremath{\mathbb{R}}\xspace}", r"\R x", r"{\mathbb{R}}x"),
    ],
)
def test_a_name_with_an_at_sign_is_one_name_where_latex_takes_it_so(
    preamble: str, tex: str, plain: str
) -> None:
    assert shown(preamble, tex) == shown("", plain)


def test_the_packages_that_a_preamble_loads_are_known() -> None:
    read = read_preamble(r"\usepackage[a=b]{physics} \RequirePackage{siunitx, amsmath}")
    assert read.packages == ("physics", "siunitx", "amsmath")
    assert "kg" in shown(r"\usepackage{siunitx}", r"\SI{3}{\kilo\gram}")


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (r"\newcommand{R+}{r}", 1),
        (r"  \newcommand{\R}[two]{r}", 3),
        (r"\newcommand{\R}", 1),
        (r"\NewDocumentCommand{\R}{q}{r}", 1),
    ],
)
def test_a_definition_that_cannot_be_understood_is_told_with_its_place_and_the_rest_counts(
    line: str, column: int
) -> None:
    read = read_preamble(f"\\newcommand{{\\a}}{{x}}\n{line}\n\n\\newcommand{{\\b}}{{y}}", "sty/one.sty")
    assert [(one.code, *place(one), one.path) for one in read.problems] == [
        ("bad-definition", 2, column, "sty/one.sty")
    ]
    assert "\\a" in read.macros
    assert "\\b" in read.macros


def test_a_colour_that_is_none_is_told_with_its_place_and_the_rest_counts() -> None:
    read = read_preamble("\\definecolor{a}{rgb}{1,2}\n\\definecolor{b}{HTML}{ff8800}", "p.tex")
    (told,) = read.problems
    assert (told.code, told.span, told.path) == ("bad-definition", Span(1, 1), "p.tex")
    assert told.message.startswith("The colour 1,2 of the model rgb is not known")
    assert "\\definecolor" in told.hint
    assert len(read.macros) == 1


def test_the_block_of_a_note_is_read_as_a_preamble() -> None:
    text = "---\ntitle: Macros\n---\n\nAll:\n$$\n\\newcommand{\\R}{\\mathbb{R}}\n\\def\\E{\\mathbb{E}}\n$$\n"
    assert shown(text, r"\R\E") == shown("", r"\mathbb{R}\mathbb{E}")


def test_a_definition_that_is_never_closed_is_told_where_it_begins() -> None:
    read = read_preamble(
        "\\newcommand{\\R}{r}\n \\newcommand{\\A}{\\mathbb{C}\n\\newcommand{\\B}{b}\n", "p.tex"
    )
    (told,) = read.problems
    assert (told.code, told.path, told.span) == ("bad-definition", "p.tex", Span(2, 2))
    assert told.message == (
        "A { in the definition of \\A is never closed, so everything after it is taken as a part of it."
    )
    assert "\\R" in read.macros


def test_in_a_package_an_at_sign_is_a_letter_and_in_macros_for_mathjax_an_arrow_of_cd() -> None:
    package = r"\def\phi@x{a}\newcommand{\b}{\phi@x}"
    assert read_preamble(package, "my.sty").macros.keys() == {"\\phiATSIGNx", "\\b"}
    assert read_preamble(r"\newcommand{\d}{\Gamma@AAA}", "preamble.sty").macros["\\d"].body[0] == "\\Gamma"


@pytest.mark.parametrize("tex", [r"\foo + 1", r"\frac{\foo}{2}", r"\text{so $\foo$}", r"a^\foo"])
def test_a_name_given_a_meaning_that_comes_only_later_is_told_and_the_formula_typeset(tex: str) -> None:
    read = read_preamble(r"\let\foo\later \newcommand{\later}{x}")
    found = Typesetter(MathConfig(), read.macros).typeset(tex, display=False)

    assert '<mtext class="math-error">\\later</mtext>' in (found.mathml or "")
    assert [(one.code, one.offset) for one in found.problems] == [("unknown-command", tex.index("\\foo"))]
    assert found.problems[0].message == "The command \\later is defined only after \\let has read it."
    assert found.problems[0].hint == "Move the \\let below the definition of \\later."


def test_every_character_of_the_known_fonts_is_a_command_that_can_be_set() -> None:
    typesetter = Typesetter(MathConfig())
    commands = {command for table in FONTS.values() for _, command in table.values()}
    commands |= {f"{command}{{x}}" for table in ACCENTS.values() for command in table.values()}
    wrong = {tex for tex in commands if typesetter.typeset(f"a {tex} b", display=True).problems}
    assert wrong == set()


def test_a_symbol_of_a_font_that_is_not_known_is_told_with_what_to_write_instead() -> None:
    read = read_preamble(
        '\\newcommand{\\a}{x}\n\\DeclareMathSymbol{\\odd}{\\mathrel}{mathb}{"71}\n\\newcommand{\\b}{y}'
    )
    [told] = read.problems
    assert (told.code, *place(told)) == ("bad-definition", 2, 1)
    assert 'The character "71 of the font mathb' in told.message
    assert told.hint.startswith("Write \\newcommand{\\odd}{\\mathrel{…}}")
    assert {"\\a", "\\b"} <= read.macros.keys()


@pytest.mark.parametrize(
    "endless",
    [
        r"\def\a{\def\b{x}\a\a}\a",
        r"\def\a#1{\def\b{#1}\a{#1#1}}\a{xx}",
        r"\foreach \x [count=\i] in {a}{b}",
        r"\foreach \x",
        r"\makeatletter\@for\x:=a,b",
        "".join(
            f"\\expandafter\\def\\csname a{i}\\endcsname{{\\csname a{i + 1}\\endcsname}}" for i in range(2000)
        ),
    ],
)
def test_code_without_an_end_takes_no_definition_after_it(endless: str) -> None:
    assert "\\late" in read_preamble(endless + r"\newcommand{\late}{x}").macros


@pytest.mark.parametrize(
    "product",
    [
        r"\foreach \x in {" + "a," * 20_000 + "}{" + "x" * 40_000 + "}",
        r"\foreach \x in {" + "!,...,\U0010ffff," * 200 + r"}{\def\q{\x}}",
        r"\forcsvlist{" + "x" * 40_000 + "}{" + "a," * 20_000 + "}",
        r"\def\m#1{\def\q{}" + "#1" * 20_000 + r"}\m{" + "a" * 40_000 + "}",
        r"\def\m#1{\def\q{}\m{#1#1}}\m{a}",
    ],
    ids=["loop", "range", "list", "macro", "recursion"],
)
def test_code_that_would_define_too_much_is_cut_short_and_said_to_be(product: str) -> None:
    started = time.process_time()
    read = read_preamble(product + r"\newcommand{\late}{x}")
    assert "\\late" in read.macros
    assert [problem.code for problem in read.problems] == ["bad-definition"]
    assert "too much" in read.problems[0].message
    assert time.process_time() - started < 2
