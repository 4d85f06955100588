"""The base of all records."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, array_like=True):
    """The base of every record: immutable, and encoded as an array (field order is the format)."""
