"""`wiki serve`: a live preview."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from notes_wiki.cli.options import common_options


@click.command()
@common_options
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 picks a free one.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the front page in the browser.")
@click.option("--drafts", is_flag=True, help="Include drafts.")
@click.option(
    "--editor",
    metavar="NAME",
    help="The editor to open problems in: vscode, emacs, vim, … or a link of your own.",
)
def serve(
    content: Path | None,
    dialect: str | None,
    config_file: Path | None,
    port: int,
    host: str,
    open_browser: bool,
    drafts: bool,
    editor: str | None,
) -> None:
    """Preview the site while you write.

    Builds into .wiki/preview, shows that site to browsers on this computer and watches the notes: open pages
    follow every change. Stop it with Ctrl-C.
    """
    from notes_wiki import build as pipeline
    from notes_wiki.serve import run

    options = pipeline.BuildOptions(
        content=content, dialect=dialect or "", config=config_file, drafts=drafts, live=True
    )
    sys.exit(run.serve(options, host=host, port=port, open_browser=open_browser, editor=editor))
