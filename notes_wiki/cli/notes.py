"""`wiki new`, `wiki init` and `wiki fix`: the commands that write files of the author's."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from notes_wiki.cli.options import FILE, FOLDER, common_options, utf8


@click.command(short_help="Add a note and print its path.")
@click.argument("title", callback=utf8)
@click.option(
    "--content", type=FOLDER, help="The folder of notes (default: what wiki.toml says, or content)."
)
@click.option("--config", "config_file", type=FILE, help="The settings file, in place of the wiki.toml here.")
def new(title: str, content: Path | None, config_file: Path | None) -> None:
    """Add a note with this TITLE and print its path. Nothing is ever overwritten.

    A TITLE that ends in .md is a path in the folder of notes: wiki new algebra/rings.md
    """
    from notes_wiki import build as pipeline
    from notes_wiki import report
    from notes_wiki.edit.new import new_note

    if not title.strip():
        raise click.UsageError('Give the note a title, e.g. wiki new "Fourier series".')
    folder = pipeline.content_folder(pipeline.BuildOptions(content=content, config=config_file))
    made = new_note(folder, title)
    if isinstance(made, Path):
        click.echo(made)
    else:
        report.print_problems((made,), folder)
        sys.exit(1)


@click.command(short_help="Make a new wiki in FOLDER (default: here), ready to build.")
@click.argument("folder", type=FOLDER, default=Path())
@click.option("--title", callback=utf8, default="Notes", show_default=True, help="The title of the wiki.")
@click.option("--github-pages", is_flag=True, help="Add a workflow that publishes it on GitHub Pages.")
@click.option(
    "--wiki-from",
    callback=utf8,
    metavar="ADDRESS",
    help="Where the workflow installs wiki from: whatever pip accepts (default: where this copy came from).",
)
def init(folder: Path, title: str, github_pages: bool, wiki_from: str | None) -> None:
    """Make a new wiki in FOLDER (default: here), ready to build. Nothing is ever overwritten.

    If FOLDER is a wiki already, --github-pages adds the workflow and nothing else.
    """
    from notes_wiki.edit import init_dialogue

    if github_pages and "'" in (wiki_from or ""):
        raise click.UsageError("The address after --wiki-from must not contain a quotation mark (').")
    sys.exit(init_dialogue.make_wiki(folder, title, github_pages=github_pages, wiki_from=wiki_from))


@click.command(short_help="Fix the notes themselves, after showing what would change.")
@click.argument("notes", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common_options
@click.option("--bare-math", is_flag=True, help="Put delimiters around TeX that is outside formulas.")
@click.option("--yes", is_flag=True, help="Change the notes without asking.")
def fix(
    notes: tuple[Path, ...],
    content: Path | None,
    dialect: str | None,
    config_file: Path | None,
    bare_math: bool,
    yes: bool,
) -> None:
    """Fix the notes themselves, all of them or only these NOTES, after showing what would change.

    This is the only command that changes your notes. It asks first; without a terminal to ask on, it changes
    nothing unless you give --yes.
    """
    from notes_wiki import build as pipeline
    from notes_wiki.edit import fix_dialogue

    if not bare_math:
        raise click.UsageError("Say what to fix, e.g. wiki fix --bare-math.")
    options = pipeline.BuildOptions(content=content, dialect=dialect or "", config=config_file)
    sys.exit(fix_dialogue.bare_math(options, notes, ask=None if yes else _ask))


def _ask(question: str) -> bool:
    """Ask on a terminal. Without one nobody can answer, which counts as no."""
    return sys.stdin.isatty() and click.confirm(question, default=False, err=True)
