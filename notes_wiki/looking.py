"""Checkpoints in long work, so that it can be abandoned for something newer.

In:  the items to go through, and a function that raises to stop.
Out: the same items, one after another.
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
    """A `Look` that never stops the work."""


def looking(items: Iterable[T], look: Look) -> Iterator[T]:
    """The items; `look` is called before the first, and again before every hundredth after it."""
    for number, item in enumerate(items):
        if number % EVERY == 0:
            look()
        yield item
