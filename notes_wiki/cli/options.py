"""Options that several commands have, and the kinds of values they take.

Out: `common_options`, a decorator; `FOLDER` and `FILE`, types of click's; `utf8`, a callback of click's.
"""

from __future__ import annotations

from pathlib import Path

import click

from notes_wiki.model import DIALECT_NAMES

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DIALECTS = click.Choice(DIALECT_NAMES)


def utf8(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse text that cannot be written to a file: Python passes on arguments in other encodings too, with
    surrogates in place of their bytes."""
    try:
        (value or "").encode()
    except UnicodeEncodeError as error:
        raise click.BadParameter("it is not UTF-8 text.", ctx, param) from error
    return value


def common_options(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that say which notes are meant and in which dialect they are written."""
    for option in (
        click.option("--dialect", type=_DIALECTS, help="The Markdown dialect of notes that do not name one."),
        click.option(
            "--content", type=FOLDER, help="The folder of notes (default: what wiki.toml says, or content)."
        ),
        click.option(
            "--config", "config_file", type=FILE, help="The settings file, in place of the wiki.toml here."
        ),
    ):
        command = option(command)
    return command
