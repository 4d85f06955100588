r"""Options as keyval packages write them: `left=\{, box={\fbox}`.

In:  the tokens of an option.
Out: the tokens of each value, by its key. What has no value is left out, or is said to be what it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.tokens import Token, trim, ungrouped


def key_values(tokens: Sequence[Token], *, bare: str = "") -> dict[str, list[Token]]:
    """The values by their keys. `bare`: the value of a key that is given none, if it is to be there."""
    found: dict[str, list[Token]] = {}
    key, value, depth = "", list[Token](), 0
    seen = False
    for token in (*tokens, (",", 0)):
        text = token[0]
        depth += (text == "{") - (text == "}")
        if text == "," and depth == 0:
            if seen:
                found[key.strip()] = ungrouped(trim(value))
            elif bare and key.strip():
                found[key.strip()] = [(bare, token[1])]
            key, value, seen = "", [], False
        elif text == "=" and depth == 0 and not seen:
            seen = True
        elif seen:
            value.append(token)
        else:
            key += text
    return found
