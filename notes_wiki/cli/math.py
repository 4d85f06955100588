"""`wiki math`: formulas from the command line, without any notes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from notes_wiki.cli.options import FILE, utf8


@click.command()
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
