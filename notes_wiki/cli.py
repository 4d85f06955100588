"""The command line: commands, options, exit codes; nothing else.

Modules that do the work are imported inside the commands, so that `wiki --help`, and a build that has
nothing to do, start at once.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from notes_wiki import __version__, process
from notes_wiki.model import DIALECT_NAMES

if TYPE_CHECKING:
    from notes_wiki.build import BuildOptions
    from notes_wiki.model import Report

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DIALECTS = click.Choice(DIALECT_NAMES)


def utf8(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse text that cannot be written to a file: Python passes on arguments in other encodings too, with
    surrogates in place of their bytes."""
    try:
        (value or "").encode()
    except UnicodeEncodeError as error:
        raise click.BadParameter("it is not UTF-8 text.", ctx, param) from error
    return value


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


def common_options(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that say which notes are meant and in which dialect they are written."""
    for option in (
        click.option("--dialect", type=DIALECTS, help="The Markdown dialect of notes that do not name one."),
        click.option(
            "--content", type=FOLDER, help="The folder of notes (default: what wiki.toml says, or content)."
        ),
        click.option(
            "--config", "config_file", type=FILE, help="The settings file, in place of the wiki.toml here."
        ),
    ):
        command = option(command)
    return command


@wiki.command()
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
    unindexed = () if result.failed else pipeline.index_texts(options)
    result = msgspec.structs.replace(result, problems=(*result.problems, *unindexed))
    if as_json:
        report.print_build(result, as_json=True)
    else:
        report.print_problems(unindexed, Path(result.content))
    return result


@wiki.command(short_help="List everything that is wrong in the notes.")
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


@wiki.command()
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


@wiki.command(short_help="Add a note and print its path.")
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


@wiki.command(short_help="Make a new wiki in FOLDER (default: here), ready to build.")
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


@wiki.command(short_help="Fix the notes themselves, after showing what would change.")
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


@wiki.command()
@click.argument("tex", callback=utf8, required=False)
@click.option("--display", is_flag=True, help="Typeset it as a displayed formula.")
@click.option("--explain", is_flag=True, help="Also show the tokens, the expansion and the engine.")
@click.option("--batch", is_flag=True, help="Read formulas as JSON lines, write MathML as JSON lines.")
@click.option("--preamble", type=FILE, help="A file of macro definitions to use.")
def math(tex: str | None, display: bool, explain: bool, batch: bool, preamble: Path | None) -> None:
    """Typeset one formula and print its MathML.

    With --batch, each line of standard input is {"latex": …, "display": …} and each line of output, in the
    same order, {"mathml": …, "problems": […]}; mathml is null if the formula could not be typeset.
    """
    from notes_wiki.math import batch as formulas

    try:
        text = preamble.read_text(encoding="utf-8") if preamble else ""
    except UnicodeDecodeError as error:
        raise click.BadParameter(
            f"{preamble} is not UTF-8 text; save it as UTF-8.", param_hint="--preamble"
        ) from error
    if batch:
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]  # a real stream, not a test's
        for line in formulas.run(sys.stdin, text):
            sys.stdout.write(line)
        return
    if tex is None:
        raise click.UsageError("Give a formula, e.g. wiki math 'x^2', or --batch.")
    sys.exit(formulas.show(tex, display=display, explain=explain, preamble=text))


def main() -> None:
    """Run the `wiki` command."""
    for stream in (sys.stdout, sys.stderr):
        process.accept_any_character(stream)
    try:
        wiki(prog_name="wiki")
    except SystemExit as ending:
        process.leave(ending)
