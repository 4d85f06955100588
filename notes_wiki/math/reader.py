"""Reading arguments the way TeX does, from a stream of tokens that expansions are put back into.

In:  tokens.
Out: arguments, optional arguments, stars, delimited arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from notes_wiki.math.tokens import GROUP_CLOSERS, GROUP_OPENERS, Token

CLOSER_OF = {"(": ")", "[": "]", "{": "}", "|": "|", "\\{": "\\}", "\\|": "\\|", "<": ">"}

_MATRICES = frozenset({"\\mqty", "\\smqty", "\\matrixquantity", "\\smallmatrixquantity"})
_ENDS = GROUP_CLOSERS | {"&", "\\\\", "\\cr", "\\crcr", "\\newline", "\\tabularnewline"}


class Reader:
    """A stream of tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._stack = list(reversed(tokens))
        # Openers that are never closed, by how many tokens are left there and what would close them: were
        # each looked for to the end, many would take quadratic time.
        self._unclosed: dict[tuple[int, str], Token] = {}

    def __bool__(self) -> bool:
        return bool(self._stack)

    def left(self) -> int:
        """How many tokens are still to be read."""
        return len(self._stack)

    def pop(self) -> Token:
        """The next token. Raises IndexError at the end."""
        return self._stack.pop()

    def push(self, tokens: Iterable[Token]) -> None:
        """Put tokens back, to be read next."""
        self._stack.extend(reversed(list(tokens)))

    def peek(self) -> str:
        """The text of the next token that is not a space, "" at the end; nothing is read."""
        for place in range(len(self._stack) - 1, -1, -1):
            if not self._stack[place][0].isspace():
                return self._stack[place][0]
        return ""

    def peek_now(self) -> str:
        """The text of the very next token, a space counting, "" at the end."""
        return self._stack[-1][0] if self._stack else ""

    def next_is(self, text: str) -> bool:
        """Whether the very next token, a space counting, is this one."""
        return bool(self._stack) and self._stack[-1][0] == text

    def skip_spaces(self) -> None:
        """Read the white space that comes next."""
        while self._stack and self._stack[-1][0].isspace():
            self._stack.pop()

    def star(self) -> bool:
        """Read a star, if one comes next."""
        if self.peek() == "*":
            self.skip_spaces()
            self.pop()
            return True
        return False

    def argument(self) -> list[Token] | None:
        """A braced group without its braces, or a single token; None at the end or before a `}`."""
        self.skip_spaces()
        if not self._stack or self._stack[-1][0] in {"}", "&", "\\\\", "\\end", "\\right"}:
            return None
        if self._stack[-1][0] != "{":
            return [self.pop()]
        self.pop()
        return self._until("}", "{")

    def group(self) -> list[Token] | None:
        """A braced group, if one comes next."""
        return self.argument() if self.peek() == "{" else None

    def optional(self) -> list[Token] | None:
        """An argument in brackets, if one comes next."""
        return self.delimited("[") if self.peek() == "[" else None

    def delimited(self, opener: str, closer: str = "") -> list[Token] | None:
        """What stands between `opener`, which comes next, and its closer: nested pairs and groups are
        read whole. None, and nothing read, where it is never closed."""
        self.skip_spaces()
        closer = closer or CLOSER_OF[opener]
        if self._unclosed.get((len(self._stack), closer)) is self._stack[-1]:
            return None
        opening = self.pop()
        opened = [(len(self._stack) + 1, opening)]
        found: list[Token] = []
        braces = 0
        while self._stack:
            token = self.pop()
            text = token[0]
            found.append(token)
            if braces == 0 and text == closer:
                opened.pop()
                if not opened:
                    found.pop()
                    return found
            elif text == "{":
                braces += 1
            elif text == "}":
                braces -= 1
                if braces < 0:
                    break
            elif braces == 0 and text == opener:
                opened.append((len(self._stack) + 1, token))
        self._unclosed.update(((left, closer), token) for left, token in opened)
        self.push([opening, *found])
        return None

    def _until(self, closer: str, opener: str) -> list[Token]:
        """Everything to the closer of a group that is open, or to the end."""
        found: list[Token] = []
        depth = 0
        while self._stack:
            token = self.pop()
            if token[0] == opener:
                depth += 1
            elif token[0] == closer:
                if depth == 0:
                    break
                depth -= 1
            found.append(token)
        return found

    def until(self, end: str) -> list[Token]:
        """Everything up to this token, which is read too, or to the end."""
        found: list[Token] = []
        while self._stack and not self.next_is(end):
            found.append(self.pop())
        if self._stack:
            self.pop()
        return found

    def rest_of_group(self, end: str = "") -> list[Token]:
        """Everything to the end of the group, cell or formula that this stands in, or to `end`: what a switch
        such as `\\color{red}` holds for."""
        found: list[Token] = []
        depth = 0
        while self._stack:
            text = self._stack[-1][0]
            if depth == 0 and (text in _ENDS or text == end):
                break
            depth += (text in GROUP_OPENERS) - (text in GROUP_CLOSERS)
            found.append(self.pop())
            if text in _MATRICES:
                found += self._matrix()
        return found

    def _matrix(self) -> list[Token]:
        r"""The star and the brackets of a `\mqty(a & b)`, whose rows end no group."""
        found = [self.pop()] if self.next_is("*") else []
        opener = self.peek()
        if opener not in {"(", "[", "|"}:
            return found
        offset = self._stack[-1][1]
        inside = self.delimited(opener)
        return found if inside is None else [*found, (opener, offset), *inside, (CLOSER_OF[opener], offset)]

    def rest(self) -> list[Token]:
        """Everything that is left, in order."""
        found = list(reversed(self._stack))
        self._stack.clear()
        return found


def text_of(tokens: Iterable[Token]) -> str:
    """The bare text of tokens: for names of environments, counts, keys of labels."""
    return "".join(text for text, _ in tokens).strip()
