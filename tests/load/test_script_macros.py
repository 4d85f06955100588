"""Macros that a site's own scripts and templates define."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from notes_wiki.load.site_macros import site_macros
from tests.site.vault import Vault, codes

MATHJAX = r"""
window.MathJax = {
  tex: {
    inlineMath: [["\\(", "\\)"]],
    macros: {
      R: "\\mathbb{R}",  // the line
      'norm': ["\\left\\lVert #1 \\right\\rVert", 1],
      /* more */ "\\set": ['\\{#1\\}', 1, "x"],
      raw: String.raw`\mathbf{x}`,
      tick: `\\mathbf{y}`,
      computed: make("x"),
      after: "z"
    }
  }
};
"""


def made(home: Path, name: str, text: str) -> dict[str, str]:
    content = home / "docs"
    path = content / name
    path.resolve().parent.mkdir(parents=True, exist_ok=True)
    content.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return site_macros(content)


@pytest.mark.parametrize(
    "name", ["javascripts/mathjax.js", "../quartz.config.ts", "../.vitepress/config.mts"]
)
def test_macros_in_scripts(tmp_path: Path, name: str) -> None:
    (found,) = made(tmp_path, name, MATHJAX).values()
    assert found.splitlines() == [
        r"\newcommand{\R}{\mathbb{R}}",
        r"\newcommand{\norm}[1]{\left\lVert #1 \right\rVert}",
        r"\newcommand{\set}[1]{\{#1\}}",
        r"\newcommand{\raw}{\mathbf{x}}",
        r"\newcommand{\tick}{\mathbf{y}}",
    ]


def test_definitions_in_templates(tmp_path: Path) -> None:
    text = (
        "<div hidden>$$\\newcommand{\\R}{\\mathbb{R}} \\def\\abs#1{|#1|}\n"
        "\\DeclareMathOperator*{\\argmin}{arg\\,min}$$</div>"
    )
    (found,) = made(tmp_path, "_includes/mathjax.html", text).values()
    assert found.splitlines() == [
        r"\newcommand{\R}{\mathbb{R}}",
        r"\def\abs#1{|#1|}",
        r"\DeclareMathOperator*{\argmin}{arg\,min}",
    ]


def test_other_scripts_define_nothing(tmp_path: Path) -> None:
    assert made(tmp_path, "js/a.js", "const macros = {R: 1}; x = {macros: [1], y: {macros: {a}}}") == {}


def test_notes_follow_such_a_script(tmp_path: Path) -> None:
    vault = Vault(tmp_path, {"a.md": "$\\R$\n", "_includes/m.html": "$\\newcommand{\\R}{A}$"})
    assert codes(vault.build()) == []
    assert "<mi>A</mi>" in vault.body("a.html")
    vault.write({"_includes/m.html": "$\\newcommand{\\R}{B}$"})
    vault.build()
    assert "<mi>B</mi>" in vault.body("a.html")
    vault.write({"_includes/n.html": "$\\renewcommand{\\R}{C}$"})
    vault.build()
    assert "<mi>C</mi>" in vault.body("a.html")


@pytest.mark.parametrize(
    ("before", "unit", "after"),
    [
        ("", "macros:{/*", ""),
        ("", "//macros:{\na:'x',", ""),
        ("\\newcommand\\a", " ", "x"),
        ("\\DeclareMathOperator\\a", " ", "x"),
        ("macros:{a:['x'", " ", ""),
        ("macros:{", "/**/", "x"),
        ("", "\\newcommand\\a{", ""),
        ("", "macros:{a:`", ""),
    ],
)
def test_scripts_take_no_longer_than_they_are_long(
    tmp_path: Path, before: str, unit: str, after: str
) -> None:
    started = time.process_time()
    made(tmp_path, "_includes/a.html", before + unit * (190_000 // len(unit)) + after)
    assert time.process_time() - started < 3
