"""The words of references, in their own note and in others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.vault import Vault, codes

_A = """# A

::: theorem {#thm:x}
Words.
:::

::: theorem Spectral {#thm:y}
Words.
:::

$$x \\tag{7}$$ {#eq:e}

## Part {#sec-p}

"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The last paragraph of two notes, by typed reference, each between bars."""
    typed = " | ".join(["HERE", *dict.fromkeys([*HERE, *THERE])])
    vault = Vault(tmp_path_factory.mktemp("wiki"), {"a.md": _A + typed, "b.md": f"# B\n\n{typed}\n"})
    vault.build()
    return {name: vault.body(f"{name}.html").partition("HERE")[2].partition("</p>")[0] for name in "ab"}


def shown(paragraph: str, typed: str) -> str:
    """What a reference shows."""
    place = list(dict.fromkeys([*HERE, *THERE])).index(typed) + 1
    return paragraph.split(" | ")[place].partition(">")[2].removesuffix("</a>")


HERE = {
    "\\ref{thm:x}": "1",
    "\\eqref{thm:x}": "(1)",
    "\\cref{thm:x}": "Theorem 1",
    "@thm:x": "Theorem 1",
    "\\ref{thm:y}": "2",
    "\\cref{thm:y}": "Theorem 2 (Spectral)",
    "\\ref{eq:e}": "7",
    "\\eqref{eq:e}": "(7)",
    "\\cref{eq:e}": "equation (7)",
    "\\Cref{eq:e}": "Equation (7)",
    "\\autoref{eq:e}": "Equation (7)",
    "@sec-p": "Part",
    "\\nameref{thm:x}": "Theorem 1",
    "\\nameref{thm:y}": "Spectral",
    "\\nameref{eq:e}": "(7)",
    "\\nameref{sec-p}": "Part",
    "\\pageref{thm:x}": "A",
    "\\namecref{thm:x}": "Theorem",
    "\\lcnamecref{thm:x}": "theorem",
    "\\namecref{eq:e}": "equation",
    "\\nameCref{eq:e}": "Equation",
    "\\hyperref[thm:x]{the *first*}": "the <em>first</em>",
    "\\hyperref[thm:x]{the *first*, \\ref*{thm:x}}": "the <em>first</em>, 1",
    "\\hyperref[thm:x]{Theorem \\ref{thm:x}}": "Theorem 1",
}
THERE = {
    "\\ref{thm:x}": "1 of A",
    "\\cref{thm:x}": "Theorem 1 of A",
    "\\cref{thm:y}": "Theorem 2 (Spectral)",
    "\\ref{eq:e}": "A (7)",
    "\\cref{eq:e}": "A (7)",
    "@sec-p": "A: Part",
    "\\nameref{thm:x}": "Theorem 1 of A",
    "\\nameref{thm:y}": "Spectral",
    "\\pageref{eq:e}": "A",
    "\\lcnamecref{thm:y}": "theorem",
    "\\hyperref[thm:x]{the *first*}": "the <em>first</em>",
    "[[a#thm:x]]": "Theorem 1 of A",
    "[[a#eq:e]]": "A (7)",
    "[[a#Part]]": "A: Part",
}


@pytest.mark.parametrize(("typed", "words"), HERE.items())
def test_a_reference_in_its_own_note_says_the_number_or_the_name(
    made: dict[str, str], typed: str, words: str
) -> None:
    assert shown(made["a"], typed) == words


@pytest.mark.parametrize(("typed", "words"), THERE.items())
def test_a_reference_from_another_note_says_which_note(made: dict[str, str], typed: str, words: str) -> None:
    assert shown(made["b"], typed) == words


def test_a_reference_with_a_star_is_no_link(tmp_path: Path) -> None:
    vault = Vault(tmp_path, {"a.md": _A + "HERE \\ref*{thm:x}, \\autoref*{eq:e}, $\\text{\\ref*{eq:e}}$.\n"})
    vault.build()
    shown = vault.body("a.html").partition("HERE")[2].partition("</p>")[0]
    assert shown.startswith(" 1, Equation (7), ")
    assert "<a" not in shown


def test_a_formula_refers_as_text_does(tmp_path: Path) -> None:
    text = r"""HERE $x \text{ by \hyperref[thm:x]{the <first>} and \nameref{thm:y}, $y \eqref{eq:e}$},
    \hyperref[thm:x]{No.~\ref{thm:x}}$"""
    vault = Vault(tmp_path, {"a.md": _A + text})
    assert not codes(vault.build())
    shown = vault.body("a.html").partition("HERE")[2].partition("</p>")[0]
    links = re.findall(r'<a class="reference" href="#([^"]+)">(.*?)</a>', shown)
    assert links == [("thm:x", "the &lt;first&gt;"), ("thm:y", "Spectral"), ("eq:e", "(7)"), ("thm:x", "1")]


def test_words_that_lead_to_no_label_are_shown_as_such_and_told(tmp_path: Path) -> None:
    text = "# A\n\nSee \\hyperref[thm:z]{the *last*} and $\\text{\\nameref{thm:q}}$.\n"
    vault = Vault(tmp_path, {"a.md": text})
    assert codes(vault.build()) == ["missing-label", "missing-label"]
    assert ">the <em>last</em></a>" in vault.body("a.html").partition('<a class="missing"')[2]


def test_a_statement_whose_title_says_its_kind_and_has_no_number_is_called_by_it(tmp_path: Path) -> None:
    text = "# A\n\n> [!theorem|*] Theorem of Pythagoras\n> Words. ^p\n\nHERE [[#^p]] and \\cref{p}\n"
    vault = Vault(tmp_path, {"a.md": text, "b.md": "[[a#Nowhere]]"}, 'dialect = "obsidian"\n')
    vault.build()
    assert ">Theorem of Pythagoras</a>" in vault.body("a.html").partition("HERE")[2]


def test_a_link_to_a_place_that_is_not_there_leads_to_the_top_and_says_so(tmp_path: Path) -> None:
    vault = Vault(tmp_path, {"a.md": "# A\n", "b.md": "See [[a#Nowhere]] and [it](a.md#Nowhere).\n"})
    vault.build()
    body = vault.body("b.html")
    assert body.count('<a class="broken-fragment" title="') == 2
    assert body.count('href="a.html">') == 2
