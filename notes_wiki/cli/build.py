"""`wiki build` and `wiki check`: make the site, or only say what is wrong in the notes."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from notes_wiki.cli.options import FOLDER, common_options

if TYPE_CHECKING:
    from notes_wiki.build import BuildOptions
    from notes_wiki.model import Report


@click.command()
@common_options
@click.option("--out", type=FOLDER, help="The folder to write the site into (default: site).")
@click.option("--strict", is_flag=True, help="Exit with code 1 if there is any error or warning.")
@click.option(
    "--drafts", is_flag=True, help="Include drafts, and write into .wiki/preview, never into the site."
)
@click.option("--clean", is_flag=True, help="Forget earlier builds and build everything from scratch.")
@click.option("--verify", is_flag=True, help="Read every file, even if its time and size are unchanged.")
@click.option(
    "--force", is_flag=True, help="Write into a folder that holds other files, which stay as they are."
)
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes to use (default: one per core).")
@click.option("--explain", is_flag=True, help="Say for each rebuilt page what differs from the last build.")
@click.option(
    "--no-text-index",
    is_flag=True,
    help="Leave out the full-text index; search then finds only titles and headings.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report and all problems as one JSON object.")
def build(
    content: Path | None,
    out: Path | None,
    dialect: str | None,
    config_file: Path | None,
    strict: bool,
    drafts: bool,
    clean: bool,
    verify: bool,
    force: bool,
    jobs: int | None,
    explain: bool,
    no_text_index: bool,
    as_json: bool,
) -> None:
    """Write the site.

    Only pages that changed are written. A note that cannot be read, or a dead link, is reported and does not
    stop the build: the exit code is 1 only if the site, or part of it, could not be written.
    """
    gc.disable()  # a build keeps nearly all it makes until it ends: collecting would find nothing to free
    from notes_wiki import build as pipeline
    from notes_wiki import report
    from notes_wiki.stages.preview import own_preview

    options = pipeline.BuildOptions(
        content=content,
        out=out,
        dialect=dialect or "",
        config=config_file,
        drafts=drafts,
        clean=clean,
        verify=verify,
        force=force,
        explain=explain,
        jobs=jobs or 0,
        text_index=not no_text_index,
    )
    kept: list[object] = []  # until the process ends: freeing takes 5 % of a build that renders one page
    with own_preview(options) as options:
        result = _build_and_index(options, kept, as_json=as_json)
    sys.exit(report.exit_code(result, strict=strict))


def _build_and_index(options: BuildOptions, kept: list[object], *, as_json: bool) -> Report:
    """Build the site, print the report, and index the texts.

    The report is printed as soon as the site is complete, because indexing takes longer than the build; as
    JSON it is printed last, since it has to hold the problems of the index too.
    """
    from notes_wiki import build as pipeline
    from notes_wiki import report
    from notes_wiki.progress import progress

    try:
        with progress(enabled=not as_json) as advance:
            result = pipeline.build(options, advance, kept)
    except KeyboardInterrupt:
        click.echo(
            "\nStopped. Every page is complete, old or new; run the command again to build the rest.",
            err=True,
        )
        sys.exit(130)
    if not as_json:
        report.print_build(result, as_json=False)
        sys.stdout.flush()
    try:
        unindexed = () if result.failed else pipeline.index_texts(options)
    except KeyboardInterrupt:
        click.echo("\nStopped. Every page is written; the next build makes the full-text index.", err=True)
        sys.exit(130)
    result = msgspec.structs.replace(result, problems=(*result.problems, *unindexed))
    if as_json:
        report.print_build(result, as_json=True)
    else:
        report.print_problems(unindexed, Path(result.content))
    return result


@click.command(short_help="List everything that is wrong in the notes.")
@common_options
@click.option("--drafts", is_flag=True, help="Include drafts.")
@click.option("--json", "as_json", is_flag=True, help="Print all problems as one JSON object.")
def check(
    content: Path | None, dialect: str | None, config_file: Path | None, drafts: bool, as_json: bool
) -> None:
    """List everything that is wrong in the notes, without writing anything.

    Prints all that a build reports and more, such as TeX outside formulas and unused labels. The exit code
    is 1 if there is an error.
    """
    gc.disable()
    from notes_wiki import build as pipeline
    from notes_wiki import report
    from notes_wiki.progress import progress

    options = pipeline.BuildOptions(content=content, dialect=dialect or "", config=config_file, drafts=drafts)
    with progress(enabled=not as_json) as advance:
        result = pipeline.check(options, advance)
    report.print_check(result, as_json=as_json)
    sys.exit(report.exit_code(result, errors=True))
