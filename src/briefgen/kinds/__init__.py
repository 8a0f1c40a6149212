"""The kinds of brief: written in Python, one file each, or declared as data."""

from briefgen.kinds.finding import (
    faults,
    file_of,
    find_kind,
    kind_names,
    known_kind,
    nearest_kind,
    shipped_kinds,
    usable_kinds,
)
from briefgen.kinds.found import BROKEN, Found
from briefgen.kinds.table import KINDS

__all__ = [
    "BROKEN",
    "KINDS",
    "Found",
    "faults",
    "file_of",
    "find_kind",
    "kind_names",
    "known_kind",
    "nearest_kind",
    "shipped_kinds",
    "usable_kinds",
]
