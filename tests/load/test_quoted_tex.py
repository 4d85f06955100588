from __future__ import annotations

import pytest

from notes_wiki.load.front_matter import split
from notes_wiki.load.quoted_tex import with_backslashes


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('title: "On $\\theta$ and $\\frac12$"', "On $\\theta$ and $\\frac12$"),
        ('title: "$\\sigma$-algebras"', "$\\sigma$-algebras"),
        ('title: "All of \\(\\nu, \\beta\\)"', "All of \\(\\nu, \\beta\\)"),
        ('title: "$\\{x\\}$, $a\\ b$, $\\,$"', "$\\{x\\}$, $a\\ b$, $\\,$"),
        ('title: "A \\"ring\\" $\\rho$"', 'A "ring" $\\rho$'),
    ],
)
def test_tex_between_double_quotes_keeps_its_backslashes_and_is_reported(line: str, title: str) -> None:
    read = split(f"---\n{line}\n---\nText.\n")
    assert (read.meta.title, read.meta.published) == (title, True)
    assert [(one.code, one.span and one.span.line) for one in read.problems] == [("escaped-tex", 2)]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('title: "On $\\\\theta$"', "On $\\theta$"),
        ("title: 'On $\\theta$'", "On $\\theta$"),
        ("title: On $\\theta$", "On $\\theta$"),
        ('title: "One\\ttwo"', "One\ttwo"),
        ('title: "Costs $5, \\u00e9t\\u00e9, $6"', "Costs $5, été, $6"),
    ],
)
def test_what_is_written_as_yaml_wants_it_is_read_as_yaml_reads_it(line: str, title: str) -> None:
    read = split(f"---\n{line}\n---\nText.\n")
    assert (read.meta.title, read.problems) == (title, ())


def test_toml_is_read_likewise() -> None:
    read = split('+++\ntitle = "On $\\theta$"\n+++\nText.\n')
    assert (read.meta.title, [one.code for one in read.problems]) == ("On $\\theta$", ["escaped-tex"])


def test_macros_keep_their_names_and_what_they_stand_for() -> None:
    read = split('---\nmacros:\n  "\\foo": "\\bar{x}"\n  "\\RR": "\\mathbb{R}"\n---\n')
    assert dict(read.meta.macros) == {"\\foo": "\\bar{x}", "\\RR": "\\mathbb{R}"}
    assert [one.span and one.span.line for one in read.problems] == [3, 4]


def test_lists_and_other_lines_are_left_as_they_are() -> None:
    block = 'tags: ["$\\alpha$", b]\n- "$\\beta$"\nnote: "no TeX: \\n"\n'
    assert with_backslashes(block) == (
        'tags: ["$\\\\alpha$", b]\n- "$\\\\beta$"\nnote: "no TeX: \\n"\n',
        [0, 1],
    )
