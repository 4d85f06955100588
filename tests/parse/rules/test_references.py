r"""`\eqref{key}`, `\cref{a,b}`, `@thm:key` in running text."""

import pytest

from notes_wiki.parse.dialects import DIALECTS, grammar
from notes_wiki.parse.environment import Environment


def references(text: str, dialect: str = "wiki") -> list[tuple[str, str]]:
    """Command and key of each reference in an inline text."""
    env: Environment = {"displays": {}, "problems": []}
    return [
        (token.info, token.content)
        for token in grammar(dialect).inlines_of(text, env)
        if token.type == "reference"
    ]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("command", ["ref", "eqref", "cref", "Cref", "autoref"])
def test_a_command_refers_in_every_dialect(command: str, dialect: str) -> None:
    assert references(f"see \\{command}{{eq:a_b}}.", dialect) == [(command, "eq:a_b")]


def test_one_command_may_name_several_keys() -> None:
    assert references(r"\cref{eq:a, thm:b}") == [("cref", "eq:a"), ("cref", "thm:b")]


def test_the_other_commands_of_cleveref_and_varioref_are_the_nearest_of_the_common_ones() -> None:
    assert references(r"\cref{a}, \labelcref{b,c}, \vref{d}, \Vref*{e}, \Nameref{f}, \titleref{g}") == [
        ("cref", "a"),
        ("eqref", "b"),
        ("eqref", "c"),
        ("cref", "d"),
        ("Cref", "e"),
        ("nameref", "f"),
        ("nameref", "g"),
    ]


@pytest.mark.parametrize("command", ["nameref", "pageref", "namecref", "nameCref", "lcnamecref"])
def test_a_command_may_ask_for_the_name_of_what_is_labelled(command: str) -> None:
    assert references(f"see \\{command}{{thm:a}}") == [(command, "thm:a")]


@pytest.mark.parametrize("command", ["ref", "cref", "autoref", "nameref"])
def test_a_star_says_that_a_reference_is_no_link(command: str) -> None:
    assert references(f"see \\{command}*{{thm:a}}") == [(f"{command}*", "thm:a")]


def test_words_of_ones_own_may_lead_to_a_label() -> None:
    env: Environment = {"displays": {}, "problems": []}
    tokens = grammar("wiki").inlines_of(r"see \hyperref[thm:a]{the *first* \ref*{thm:a}}.", env)
    assert [(token.type, token.content) for token in tokens if token.type != "text"] == [
        ("reference_open", "thm:a"),
        ("em_open", ""),
        ("em_close", ""),
        ("reference", "thm:a"),
        ("link_close", ""),
    ]


def test_a_range_is_its_ends_with_a_dash_between() -> None:
    text = r"\crefrange{eq:a}{eq:c} and \Crefrange{thm:a}{thm:b}"
    assert references(text) == [("cref", "eq:a"), ("eqref", "eq:c"), ("Cref", "thm:a"), ("ref", "thm:b")]
    env: Environment = {"displays": {}, "problems": []}
    assert [token.content for token in grammar("wiki").inlines_of(text, env)][1] == "\u2013"


def test_an_at_sign_refers_to_equations_and_statements_and_ends_before_punctuation() -> None:
    assert references("By @thm:main, and (@eq:x-1).") == [("@", "thm:main"), ("@", "eq:x-1")]


@pytest.mark.parametrize(
    "text",
    [
        "me@thm:x.org",
        "@someone",
        "@user:host.org",
        r"`\ref{a}`",
        r"\reference{a}",
        r"\ref{}",
        r"\hyperref[a]",
    ],
)
def test_what_only_looks_like_a_reference_stays_text(text: str) -> None:
    assert references(text) == []
