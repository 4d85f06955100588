r"""Commands around words within a text, which stay text: `\text{a \underline{b c}}`, `\textcolor{red}{b c}`.

In:  such a command, and the reader after it.
Out: the command as it is in math, around the words as a text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token

# Lines that MathML has no words for are drawn as others that mean the same.
_TEMPLATES = {
    **{
        f"\\{name}": "\\underline{#1}"
        for name in ("underline", "underbar", "uline", "uwave", "dashuline", "dotuline", "ul")
    },
    **{f"\\{name}": "\\sout{#1}" for name in ("sout", "xout", "st")},
    "\\uuline": "\\underline{\\underline{#1}}",
    **{f"\\{name}": f"\\{name}{{#1}}" for name in ("phantom", "hphantom", "vphantom")},
}
_SECOND = frozenset({"\\textcolor", "\\href"})
_SWITCH, _MARKER = "\\color", "\\hl"
AROUND = frozenset({*_TEMPLATES, *_SECOND, _SWITCH, _MARKER})
"""These commands."""


def around(token: Token, reader: Reader, words: Callable[[list[Token]], Sequence[Token]]) -> list[Token]:
    """What stands for the command and its arguments. `words` sets a text."""
    name, offset = token
    if name == _MARKER:  # whose words are a text by themselves
        return build("\\colorbox{yellow}{#1}", offset, reader.argument() or [])
    if template := _TEMPLATES.get(name):
        return build(template, offset, words(reader.argument() or []))
    option = reader.optional()
    first = reader.argument() or []
    if name == _SWITCH:
        reader.skip_spaces()
    held = reader.rest() if name == _SWITCH else reader.argument() or []
    model = [("[", offset), *option, ("]", offset)] if option is not None else []
    command = "\\textcolor" if name == _SWITCH else name
    return [(command, offset), *model, *build("{#1}{#2}", offset, first, words(held))]
