"""Links that only the program knows whose documentation they lead to: Documenter's `[name](@ref)`,
quartodoc's `` [words](`package.name`) ``, mkdocstrings' `[words][package.name]`.

In:  the token of such a link's beginning.
Out: the link where a note is meant; its words, and a problem, where something in a program is.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.model import Link, LinkHole
from notes_wiki.parse.emit.emitter import Emitter
from notes_wiki.parse.emit.inlines import plain
from notes_wiki.parse.html import escape
from notes_wiki.parse.rules.documenter import referred
from notes_wiki.pattern import pattern

INTERLINK = pattern(r"`(?P<short>~{0,2})(?P<dot>\.?)(?P<name>[^`]+)`$")
"""An address that is a name in a program: `~` before the name shows its last part alone."""


def begin(emitter: Emitter, closer: str) -> None:
    """What is written from now on is the words of a link."""
    emitter.closers.append((closer, len(emitter.out)))
    emitter.naming += 1


def close(tokens: list[Token], index: int) -> int:
    """The index of the token that closes the link opened at `index`."""
    closing = tokens[index].type.replace("_open", "_close")
    end = index + 1
    while end < len(tokens) and tokens[end].type != closing:
        end += 1
    return end


def of_documenter(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """`[Heading](@ref)` is a link; where `` [`name`](@ref) `` and `[#42](@ref)` lead, only Julia knows."""
    token, address = tokens[index], str(tokens[index].attrs["href"])
    inside = tokens[index + 1 : close(tokens, index)]
    words = plain(emitter, inside)
    if [one.type for one in inside] == ["code_inline"] or words.startswith("#") or address[:4] != "@ref":
        emitter.collector.tell_once(
            "unknown-construct",
            "@ref",
            f"Only Documenter knows where {address.partition(' ')[0]} leads from here, so it is not a link.",
            emitter.place(token),
            hint="Link to the page itself, with https.",
        )
        emitter.out.append("<span>")
        begin(emitter, "</span>")
    else:
        target, fragment = referred(address, words, emitter.env)
        number = emitter.collector.link(Link(target, fragment, "wiki", words), emitter.place(token))
        emitter.out.append(LinkHole(number))
        begin(emitter, "</a>")
    return index + 1


def into_program(
    emitter: Emitter, tokens: list[Token], index: int, named: re.Match[str], program: str
) -> int:
    """`` [words](`package.name`) `` leads to where that is documented, which is in no note. Without words it
    shows the name, or its last part (`~`)."""
    emitter.collector.tell_once(
        "unknown-construct",
        "interlinks",
        f"Only {program} knows where {named[0]} leads, so it is not a link.",
        emitter.place(tokens[index]),
        hint="Link to the page itself, with https.",
    )
    emitter.out.append("<span>")
    if tokens[index + 1].type == "link_close":
        name = named["name"].rpartition(".")[2] if named["short"] else named["name"]
        emitter.out.append(f"<code>{escape(named['dot'] + name)}</code>")
    begin(emitter, "</span>")
    return index + 1
