"""Numbering equations, statements, figures and tables.

In:  the labels of a note.
Out: a number for each.

Within a note, equations share one counter and statements another (or each kind of statement has its own);
figures, tables and each kind of callout have theirs. A label with the author's own tag takes no number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from notes_wiki.model import OF_GROUP, Label
from notes_wiki.parse.statements import counted_callout

_OWN = frozenset(("equation", "figure", "table", "listing"))
"""Kinds that are counted for themselves."""


def numbers(labels: Sequence[Label], *, shared: bool = True) -> tuple[str, ...]:
    """The number of each label, in order; "" for one that takes none. `shared`: all kinds of statements share
    one counter."""
    counts: Counter[str] = Counter()
    found = []
    for label in labels:
        if label.tag or not label.numbered:
            found.append(label.tag.replace(OF_GROUP, str(counts[label.kind])))
            continue
        own = label.kind in _OWN or label.kind == counted_callout(label.key)
        counter = label.kind if own or not shared else "statement"
        counts[counter] += 1
        found.append(str(counts[counter]))
    return tuple(found)
