r"""Mended tokens -> what the engine takes.

In:  tokens that are in order (`mend`), and the expander that they come from, for marks and faults.
Out: tokens with the engine's own environments and columns, marks for characters it refuses, and every unknown
     command shown by its name and reported.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from html import escape

from notes_wiki.math import vocabulary
from notes_wiki.math.budgets import MOST_PROBLEMS
from notes_wiki.math.cells import COLUMNS, LINES, PAIRS, RELATIONS
from notes_wiki.math.expand import Expander
from notes_wiki.math.internal_names import external
from notes_wiki.math.marks import is_mark
from notes_wiki.math.packages import columns, environments
from notes_wiki.math.packages.cell_colours import CELL_MARK
from notes_wiki.math.tokens import ENGINE, Token, is_word
from notes_wiki.problem import visible

_RULES = frozenset({"\\hline", "\\hdashline"})
_COLUMN_COLOUR = "\x02cell:column "
# Environments whose columns stand elsewhere than those of the engine's `aligned`.
_COLUMNS = {"alignat": PAIRS, "alignedat": PAIRS, "eqnarray": RELATIONS, "lgathered": LINES}
_SIGNS = frozenset({"+", "-", "−", "\\pm", "\\mp", "\\times", "\\cdot"})
_SHOVES = frozenset({"\\shoveleft", "\\shoveright"})
_WITHOUT_RULES = frozenset({"aligned", "gathered", "multline*", "cases", "dcases", "rcases", "drcases"})
_PRIMES = frozenset("′″‴⁗‵‶‷")
_BEFORE_FIRST = frozenset({"", "{", "^", "_", "&", "\\\\"})
# Characters that the engine refuses, as commands.
_REFUSED_CHARACTERS = {
    "∅": "\\emptyset",
    "∠": "\\angle",
    "∴": "\\therefore",
    "∵": "\\because",
    "⊤": "\\top",
    "⊥": "\\perp",
}


def engine_tokens(tokens: list[Token], expander: Expander, own: Collection[str]) -> list[Token]:
    """The tokens as the engine wants them: its own environments, and marks for unknown commands. `own` are
    the author's macros, which are offered first."""
    tokens = list(tokens)
    found: list[Token] = []
    open_: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        text = token[0]
        place += 1
        if len(text) == 1 and text < "\x7f" and text != '"':
            found.append(token)
        elif text == "\\\\" and open_ and open_[-1] == "multline*":
            found.append(token)
            if (after := _next_token(tokens, place)) < len(tokens) and tokens[after][0] in _SIGNS:
                # amsmath's lines begin with nothing, so that a sign after it is one between two things.
                found.append((expander.mark("<mi></mi>"), token[1]))
        elif text in {"\\begin", "\\end"}:
            place = _engine_environment(tokens, place, token, found, expander, open_)
        elif text in _RULES:
            _rule(token, found, expander, open_, last=_is_end(tokens, place))
        elif text in _SHOVES and (not open_ or open_[-1] != "multline*"):
            place = _behind_option(tokens, place)  # `multlined` is set as lines in the middle
        elif text[0] == "\\" and text[1:].isspace():  # a backslash at a line's end, which is a space too
            found.append(("\\ ", token[1]))
        elif text[0] == "\\" and not _is_known(text):
            _unknown(token, expander, found, own)
        elif text in _PRIMES and _is_first(found):  # which the engine would raise once more
            found.append((expander.mark(f"<mo>{text}</mo>"), token[1]))
        elif text == '"':  # which the engine would bend
            found.append((expander.mark("<mi>&quot;</mi>"), token[1]))
        elif text in _REFUSED_CHARACTERS:
            found.append((_REFUSED_CHARACTERS[text], token[1]))
        elif text > "\x7f" and len(text) == 1 and unicodedata.category(text) in {"Sm", "So", "Me", "Mn"}:
            found.append((expander.mark(f"<mo>{text}</mo>"), token[1]))
        else:
            found.append(token)
    return found


def _is_first(found: list[Token]) -> bool:
    """Whether nothing precedes in the group, the cell, the script."""
    before = next((text for text, _ in reversed(found) if not text.isspace()), "")
    return before in _BEFORE_FIRST or before.endswith("}\x01")


def _engine_environment(
    tokens: list[Token],
    place: int,
    token: Token,
    found: list[Token],
    expander: Expander,
    open_: list[str],
) -> int:
    """Write one end of an environment by the engine's name for it; returns the position after it."""
    end = place
    while end < len(tokens) and tokens[end][0] != "}":
        end += 1
    name = "".join(text for text, _ in tokens[place + 1 : end]).strip()
    ours = environments.ENVIRONMENTS.get(name, name)
    end += 1
    if token[0] == "\\begin":
        end = _skip_options(tokens, end, name)
        ours = _with_columns(tokens, end, token, ours, expander)
        if columns_of := _COLUMNS.get(name.rstrip("*")):
            first = _end_of_cell(tokens, end)
            tokens[first:first] = expander.end_mark(CELL_MARK.format(COLUMNS, columns_of), token[1])
        open_.append(ours)
    elif open_:
        ours = open_.pop()
    if ours:
        found += [(f"{token[0]}{{{ours}}}\x01", token[1])]
        if name in environments.WITH_COLUMNS and token[0] == "\\begin":
            return _copy_columns(tokens, end, found, expander)
        if ours == "subarray" and token[0] == "\\begin":
            found.append(("{" + "c" * environments.MOST_COLUMNS + "}\x01", token[1]))
    return end


def _end_of_cell(tokens: list[Token], place: int) -> int:
    """The position after the first cell that begins here."""
    depth = 0
    while place < len(tokens):
        text = tokens[place][0]
        if depth == 0 and text in {"&", "\\\\", "\\end"}:
            break
        depth += (text in {"{", "\\begin"}) - (text in {"}", "\\end"})
        place += 1
    return place


def _with_columns(tokens: list[Token], place: int, token: Token, ours: str, expander: Expander) -> str:
    """What to set in place of `gathered`, which has one column, where there are more."""
    if ours != "gathered":
        return ours
    depth = 0
    for text, _ in tokens[place:]:
        depth += (text in {"{", "\\begin"}) - (text in {"}", "\\end"})
        if depth < 0 or (depth == 0 and text == "\\end"):
            break
        if depth == 0 and text == "&":
            message = "This environment has one column, and an & in it."
            expander.fault("misplaced-column", message, token, "Write an align or an aligned in its place.")
            return "aligned"
    return ours


def _rule(token: Token, found: list[Token], expander: Expander, open_: list[str], *, last: bool) -> None:
    r"""A `\hline`. Of one behind another, and where the engine takes none, a mark says so of its row."""
    before = next((text for text, _ in reversed(found) if not text.isspace()), "")
    if before in _RULES:
        if token[0] == before == "\\hline":
            _double_rule(token, found, expander, last=last)
        return
    if not open_:
        expander.fault(
            "misplaced-rule",
            f"{token[0]} is in no table.",
            token,
            "Write it in an array, or leave it out.",
        )
        return
    begins = before in {"\\\\", "\\cr"} or before.endswith("}\x01") or (len(before) == 1 and is_mark(before))
    if not begins:
        expander.fault(
            "misplaced-rule", f"{token[0]} is in the middle of a row.", token, "End the row before it."
        )
    if begins and open_[-1] not in _WITHOUT_RULES and len(before) > 1:
        found.append(token)
    else:
        found.append((expander.mark(CELL_MARK.format("rule", "-")), token[1]))


def _double_rule(token: Token, found: list[Token], expander: Expander, *, last: bool) -> None:
    """Say of a row that the rule above it is double; of the row before where the rule is the last."""
    place = len(found)
    if last:
        ends = (at for at in range(place - 1, -1, -1) if found[at][0] in {"\\\\", "\\cr"})
        place = next(ends, place)
    found[place:place] = expander.end_mark(CELL_MARK.format("double", "bottom" if last else "top"), token[1])


def _unknown(token: Token, expander: Expander, found: list[Token], own: Collection[str]) -> None:
    told = len(expander.faults)
    late = token[0].endswith(ENGINE)  # what `\let` read, and what has got a meaning since
    of_package = token[0] in vocabulary.of_siunitx() and not expander.has("\\num")
    is_sought = told < MOST_PROBLEMS and not late and not of_package
    near = vocabulary.nearest_command(token[0], own) if is_sought else ""
    name = external(visible(token[0].rstrip(ENGINE)))  # no page may hold a control character
    message = f"The command {name} is not known."
    hint = f"Did you mean {near}?" if near else "Define it in preamble.tex, or correct its name."
    if of_package:
        hint = "It is one of siunitx's: write \\usepackage{siunitx} in preamble.tex."
    if late:
        message = f"The command {name} is defined only after \\let has read it."
        hint = f"Write the \\let behind the definition of {name}."
    expander.fault("unknown-command", message, token, hint, name)
    found.append((expander.mark(f'<mtext class="math-error">{escape(name)}</mtext>'), token[1]))


def _skip_options(tokens: list[Token], place: int, name: str) -> int:
    """Drop what only tells an environment where to stand: `[t]`, and the count of `alignat`. Any other
    bracket begins the first row."""
    start = _next_token(tokens, place)
    option = [text for text, _ in tokens[start : start + 3]]
    if name in environments.WITH_POSITION and option in (["[", "t", "]"], ["[", "c", "]"], ["[", "b", "]"]):
        place = start + 3
        start = _next_token(tokens, place)
    elif name in environments.WITH_COLUMNS and option[2:] == ["]"]:  # another letter, which tells nothing
        columns_follow = [text for text, _ in tokens[_next_token(tokens, start + 3) :][:1]] == ["{"]
        place = start + 3 if option[0] == "[" and columns_follow else place
    if name == "multlined":
        place = _behind_option(tokens, _behind_option(tokens, place))
        start = _next_token(tokens, place)
    if name in environments.WITH_COUNT and start < len(tokens) and tokens[start][0] == "{":
        while start < len(tokens) and tokens[start][0] != "}":
            start += 1
        place = start + 1
    return place


def _behind_option(tokens: list[Token], place: int) -> int:
    """The position after an option in brackets, if one comes next."""
    start = _next_token(tokens, place)
    if start >= len(tokens) or tokens[start][0] != "[":
        return place
    while start < len(tokens) and tokens[start][0] not in {"]", "\\\\", "\\end"}:
        start += 1
    return start + 1 if start < len(tokens) and tokens[start][0] == "]" else place


def _is_end(tokens: list[Token], place: int) -> bool:
    """Whether the environment ends next."""
    place = _next_token(tokens, place)
    return place < len(tokens) and tokens[place][0] == "\\end"


def _next_token(tokens: list[Token], place: int) -> int:
    """The place of the next token that is no space."""
    while place < len(tokens) and tokens[place][0].isspace():
        place += 1
    return place


def _is_known(command: str) -> bool:
    """Whether the engine takes a command, or it is one that stands for the engine's own."""
    if command.endswith(ENGINE):
        return "{" in command or command.rstrip(ENGINE) in vocabulary.engine_commands()
    if is_word(command):
        return command in vocabulary.engine_commands()
    return len(command) != 2 or command[1].isalpha() or command in vocabulary.SYMBOLS


def _copy_columns(tokens: list[Token], place: int, found: list[Token], expander: Expander) -> int:
    """Copy an array's columns as the engine takes them: l, c, r and rules. What columns put into their cells
    is put into the rows, and their colours stand in the first."""
    start = _next_token(tokens, place)
    if start >= len(tokens) or tokens[start][0] != "{":
        found.append(("{c}", tokens[place - 1][1]))
        return place
    end = _closing(tokens, start, "{", "}")
    inside = tokens[start + 1 : end]
    plain = [token for token in inside if not expander.marks.meaning(token[0]).startswith(_COLUMN_COLOUR)]
    read = columns.read(plain, expander.own_macro)
    letters = read.letters or "c"
    if letters.endswith("||") and read.columns:  # of which the engine draws one
        letters = letters[:-1]
        read.columns[-1].after += expander.end_mark(CELL_MARK.format("double", "right"), tokens[start][1])
    found.append((f"{{{letters}}}\x01", tokens[start][1]))
    end += 1
    for column in read.columns:
        for side in dict.fromkeys(column.snug):
            column.after += expander.end_mark(CELL_MARK.format("snug", side), tokens[start][1])
    if read.has_templates():
        close = _closing(tokens, end, "\\begin", "\\end", depth=1)
        tokens[end:close] = columns.filled(read, tokens[end:close])
    colours = _column_colours(inside, expander)
    if not colours:
        return end
    while end < len(tokens) and (tokens[end][0].isspace() or tokens[end][0] in _RULES):
        found.append(tokens[end])
        end += 1
    found += colours
    return end


def _closing(tokens: list[Token], place: int, opener: str, closer: str, depth: int = 0) -> int:
    """The place of the closer of what begins at `place`, or, with a depth of 1, is open there; the end, where
    there is none."""
    for at in range(place, len(tokens)):
        depth += (tokens[at][0] == opener) - (tokens[at][0] == closer)
        if depth < 0 or (depth == 0 and tokens[at][0] == closer):
            return at
    return len(tokens)


def _column_colours(inside: list[Token], expander: Expander) -> list[Token]:
    """The colours of columns, as marks that say which column each is of."""
    colours: list[Token] = []
    number = depth = 0
    for text, offset in inside:
        depth += (text == "{") - (text == "}")
        number += depth == 0 and len(text) == 1 and text.isascii() and text.isalpha()
        if (mark := expander.marks.meaning(text)).startswith(_COLUMN_COLOUR):
            colours.append((expander.mark(mark.replace("column ", f"column{number} ")), offset))
    return colours
