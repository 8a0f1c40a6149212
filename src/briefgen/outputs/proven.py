"""What a proof of notes says, as values that need no reader of PDFs."""

from __future__ import annotations

from msgspec import Struct


class Stray(Struct, frozen=True):
    """A note that is not as it must be, and in which way."""

    number: int
    kind: str  # missing | unmarked | displaced | disordered | cut
    detail: str


class Proof(Struct, frozen=True):
    """What was found in a PDF."""

    pages: int
    notes: int
    strays: tuple[Stray, ...]
    pages_of_notes: tuple[int, ...] = ()
