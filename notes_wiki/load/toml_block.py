"""TOML front matter.

In:  the text between the fences, and the line of the file it begins at.
Out: a `Block`.
"""

from __future__ import annotations

import re
import tomllib

from notes_wiki.config.toml_mistakes import in_words
from notes_wiki.load.block import MOST_LEVELS, Block, FrontMatterError, TooDeepError, as_value


def read_toml(block: str, line: int) -> Block:
    """The table in a block: lower-case key to value and line.

    Raises FrontMatterError if the block does not parse, has a key twice in upper and lower case, or is nested
    more than 20 levels deep.
    """
    try:
        data = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        place = re.search(r"at line (\d+)", str(error))
        where = line + int(place[1]) - 1 if place else line
        reason = in_words(error) if not isinstance(error, RecursionError) else "it is nested too deeply"
        raise FrontMatterError(f"The front matter is not TOML ({reason})", where) from error
    found: Block = {}
    for key, value in data.items():
        written = re.search(rf"^[ \t]*[\[\"']?{re.escape(key)}\b", block, re.M)
        at = line + block.count("\n", 0, written.start()) if written else line
        if key.lower() in found:
            raise FrontMatterError(f'The front matter has the key "{key}" twice', at)
        try:
            found[key.lower()] = (as_value(value), at)
        except TooDeepError as error:
            message = f"The front matter is nested more than {MOST_LEVELS} levels deep"
            raise FrontMatterError(message, at) from error
    return found
