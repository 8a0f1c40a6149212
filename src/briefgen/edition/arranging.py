"""Moving figures and tables so that pages fill: text calls them by number, so they may move.

There are no page floats in the engine. A figure that does not fit leaves white space; set a
paragraph or two later or earlier, text fills the page. The order among figures never changes.
Notes are numbered in the order in which parts are printed, so an edition is composed anew for
an arrangement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from msgspec import Struct, field, structs

from briefgen.edition.view import Edition, Part, SectionView

MOVABLE = frozenset({"figure", "pair", "shown", "table", "matrix"})
# What may not stand directly before a figure: a heading without its text, a side note without
# the paragraph it belongs to.
NOT_LAST = frozenset({"", "heading", "note", "judgement"})


class Arrangement(Struct, frozen=True):
    """Where parts stand that do not stand where they were written, and what else was done.

    A place is told by how many headings and texts are before it. `order` names the pieces of all
    sections in the order of the page; it is empty where that is the order of the spec.
    """

    places: Mapping[str, int] = field(default_factory=dict)  # by the key of the part
    broken: frozenset[str] = frozenset()  # tables that may break, by their places in the spec
    order: tuple[str, ...] = ()
    stretch: Mapping[str, int] = field(default_factory=dict)  # per cent, by place in the spec


AS_WRITTEN = Arrangement()


class Compose(Protocol):
    """How a brief is composed for an arrangement."""

    def __call__(self, *, arrangement: Arrangement) -> Edition:
        """Its edition."""


class Standing(Struct, frozen=True):
    """A heading of a section, for which `part` is None, or a part, with the section it is in."""

    section: int
    part: Part | None = None

    @property
    def movable(self) -> bool:
        """Whether it may stand elsewhere."""
        return self.part is not None and self.part.kind in MOVABLE

    @property
    def may_be_followed(self) -> bool:
        """Whether a figure may be moved to directly after it."""
        return self.part is not None and self.part.kind not in NOT_LAST


def standing(sections: Iterable[SectionView]) -> Iterator[Standing]:
    """All headings and parts of sections, in the order of the page."""
    for number, section in enumerate(sections):
        yield Standing(number)
        yield from (Standing(number, part) for part in section.parts)


def arranged(
    sections: tuple[SectionView, ...], places: Mapping[str, int]
) -> tuple[SectionView, ...]:
    """Sections with some parts moved."""
    if not places:
        return sections
    row = list(standing(sections))
    fixed = [each for each in row if not each.movable]
    waiting: dict[int, list[Part]] = {}
    passed = 0
    for each in row:
        if each.part is not None and each.movable:
            waiting.setdefault(places.get(each.part.key, passed), []).append(each.part)
        else:
            passed += 1
    parts: list[list[Part]] = [[] for _ in sections]
    for number, each in enumerate(fixed, start=1):
        parts[each.section] += [each.part] if each.part is not None else []
        parts[each.section] += waiting.get(number, [])
    return tuple(
        structs.replace(section, parts=tuple(inner))
        for section, inner in zip(sections, parts, strict=True)
    )


def order_of(sections: Iterable[SectionView]) -> tuple[str, ...]:
    """The names of all pieces in the order of the page."""
    return tuple(piece for section in sections for part in section.parts for piece in part.pieces)
