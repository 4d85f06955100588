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
