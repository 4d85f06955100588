"""Work on many notes that looks up now and then, so that it can be given up for something newer.

In:  what is gone through, and whom to ask.
Out: the same, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Look = Callable[[], None]
"""Asked again and again; it raises whatever ends the work."""
EVERY = 100
"""Notes between two looks: some five milliseconds of work."""

T = TypeVar("T")


def go_on() -> None:
    """A `Look` that never gives up."""


def looking(items: Iterable[T], look: Look) -> Iterator[T]:
    """The items, with a look before the first and before every hundredth after it."""
    for number, item in enumerate(items):
        if number % EVERY == 0:
            look()
        yield item
