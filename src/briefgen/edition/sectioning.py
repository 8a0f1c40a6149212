"""The sections of a brief, their texts set in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from msgspec import Struct, structs

from briefgen.addresses import address
from briefgen.document import Path
from briefgen.edition.arranging import Arrangement, arranged
from briefgen.edition.grouping import grouped
from briefgen.edition.parts import make_parts
from briefgen.edition.view import Part, SectionView
from briefgen.edition.workshop import Workshop
from briefgen.errors import InputProblems, Problem
from briefgen.model.brief import Brief
from briefgen.prose import Prose

Made = TypeVar("Made")


class _Piece(Struct, frozen=True):
    """A block, or one paragraph of it; the least that can stand elsewhere."""

    name: str
    section: str
    block: object
    path: Path


def sections_of(
    shop: Workshop, arrangement: Arrangement, faults: list[Problem]
) -> tuple[SectionView, ...]:
    """The sections; what cannot be made is left out, and its problems are kept in `faults`.

    What is grouped does not depend on what is moved, so parts keep their keys.
    """
    pieces = list(_pieces(shop.brief))
    rank = {name: number for number, name in enumerate(arrangement.order)}
    made: dict[str, list[Part]] = {}
    none: list[Part] = []
    for piece in sorted(pieces, key=lambda each: rank.get(each.name, len(rank))):
        parts = tried(partial(make_parts, piece.block, piece.path, shop), none, faults)
        made[piece.name] = [structs.replace(part, pieces=(piece.name,)) for part in parts]
    sections = tuple(
        SectionView(
            f"sec-{key}",
            section.title,
            grouped((p for each in pieces if each.section == key for p in made[each.name]), key),
            address(("sections", key, "title")),
        )
        for key, section in shop.brief.sections.items()
    )
    return arranged(sections, arrangement.places)


def tried(make: Callable[[], Made], without: Made, faults: list[Problem]) -> Made:
    """What is made; where it cannot be, its problems are kept and the next is tried."""
    try:
        return make()
    except InputProblems as error:
        faults.extend(error.problems)
        return without


def _pieces(brief: Brief) -> Iterator[_Piece]:
    for key, section in brief.sections.items():
        path: Path = ("sections", key)
        if section.lead is not None:
            yield from _cut(key, section.lead, (*path, "lead"))
        for index, block in enumerate(section.blocks):
            yield from _cut(key, block, (*path, "blocks", index))


def _cut(section: str, block: object, path: Path) -> Iterator[_Piece]:
    name = address(path)
    if not isinstance(block, Prose):
        yield _Piece(name, section, block, path)
        return
    for number, each in enumerate(block.blocks):
        yield _Piece(f"{name}#{number}", section, structs.replace(block, blocks=(each,)), path)
