"""The command line: commands, options, exit codes; nothing else.

In:  the arguments of the process.
Out: `wiki`, the group of all commands, and `main`, which runs it.

Modules that do the work are imported inside the commands, so that `wiki --help`, and a build that has
nothing to do, start at once.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from notes_wiki import __version__, process
from notes_wiki.cli.build import build, check
from notes_wiki.cli.math import math
from notes_wiki.cli.notes import fix, init, new
from notes_wiki.cli.serve import serve


class _Commands(click.Group):
    """The commands. One that Ctrl-C stops says so and exits with 130, as shells have it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            sys.exit(130)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="wiki")
def wiki() -> None:
    """Publish a folder of Markdown notes full of LaTeX as a linked static site.

    Every equation becomes MathML, every link is resolved, and every note lists the paragraphs that link
    to it.

    \b
    Start with:
      wiki init notes             make a new wiki in the folder notes
      wiki new "Fourier series"   add a note
      wiki serve                  preview the site while you write
      wiki build                  write the site into site/
      wiki check                  list every problem, write nothing
    """


for command in (build, check, fix, init, math, new, serve):
    wiki.add_command(command)


def main() -> None:
    """Run the `wiki` command."""
    process.open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        process.accept_any_character(stream)
    process.watch_streams()
    if not process.has_folder():
        print(
            "The current folder does not exist any more: go to the folder of your wiki (cd).", file=sys.stderr
        )
        sys.exit(1)
    try:
        wiki(prog_name="wiki")
    except SystemExit as ending:
        process.leave(ending)
    except process.Unwritten as error:
        process.give_up(error)
