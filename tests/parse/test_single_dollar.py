"""Whether `$…$` is a formula, where the settings say so."""

import pytest

from notes_wiki.config.records import MathConfig
from notes_wiki.model import Source
from notes_wiki.parse.note import Parser
from notes_wiki.parse.settings import ParseSettings


def formulas(text: str, dialect: str, single: bool) -> list[str]:
    settings = ParseSettings(dialect, math=MathConfig(single_dollar=single))
    found = Parser(settings).parse(Source("note.md", text, "digest"))
    return [formula.tex for formula in found.body.formulas]


@pytest.mark.parametrize("dialect", ["wiki", "obsidian", "hugo", "pandoc", "jekyll"])
def test_without_single_dollars_only_pairs_of_two_are_formulas(dialect: str) -> None:
    text = "Costs $5 and $6, $$a$$ and a $$b."
    assert formulas(text, dialect, single=False) == ["a"]


@pytest.mark.parametrize("dialect", ["wiki", "hugo", "jekyll"])
def test_with_single_dollars_both_are(dialect: str) -> None:
    assert formulas("So $x$ and $$a$$.", dialect, single=True) == ["x", "a"]
