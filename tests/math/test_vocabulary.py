r"""The known command that was meant where another was written."""

import pytest

from notes_wiki.math.vocabulary import EVERYDAY, all_commands, nearest, nearest_command, of_siunitx


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\\infy", "\\infty"),  # not \inf: what was typed was meant
        ("\\subsetq", "\\subseteq"),
        ("\\trangle", "\\triangle"),
        ("\\vdost", "\\vdots"),
        ("\\lgo", "\\log"),
        ("\\bata", "\\beta"),  # one wrong letter in a short word, for what nearly everybody writes
        ("\\iif", "\\iff"),
        ("\\inn", "\\in"),  # a letter typed twice
        ("\\coss", "\\cos"),
        ("\\textt", "\\text"),
        ("\\Rigtharrow", "\\Rightarrow"),
        ("\\operatornme", "\\operatorname"),
        ("\\xyzzy", ""),
        ("\\coker", ""),
    ],
)
def test_the_command_that_was_meant_is_offered(written: str, meant: str) -> None:
    assert nearest_command(written) == meant


def test_an_author_s_own_macro_is_offered_before_others_as_like() -> None:
    assert nearest_command("\\infy") == "\\infty"
    assert nearest_command("\\infy", ["\\infyx"]) == "\\infyx"


def test_an_environment_is_not_offered_with_a_star_for_a_letter() -> None:
    assert nearest("alignx", ["align", "align*"]) == "align"
    assert nearest("aling*", ["align", "align*"]) == "align*"


def test_every_everyday_command_is_known() -> None:
    assert all_commands() >= EVERYDAY


def test_a_single_letter_is_not_taken_for_a_unit_of_siunitx() -> None:
    assert {"\\SI", "\\kg", "\\metre"} <= of_siunitx()
    assert of_siunitx().isdisjoint({"\\N", "\\A", "\\m"})
