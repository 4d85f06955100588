"""Front matter as text, for the tests of this folder."""

from notes_wiki.load.front_matter import FrontMatter, split


def yaml(block: str) -> FrontMatter:
    """What is read of a note with this block between `---` lines."""
    return split(f"---\n{block}\n---\nText.\n")


def toml(block: str) -> FrontMatter:
    """What is read of a note with this block between `+++` lines."""
    return split(f"+++\n{block}\n+++\nText.\n")


def codes(found: FrontMatter) -> list[str]:
    """The codes of its problems."""
    return [problem.code for problem in found.problems]


def refusal(found: FrontMatter) -> tuple[str, int, str]:
    """The code, line and message of the one problem of a note that is withheld because of it."""
    assert not found.meta.published
    (problem,) = found.problems
    assert problem.span is not None
    return problem.code, problem.span.line, problem.message
