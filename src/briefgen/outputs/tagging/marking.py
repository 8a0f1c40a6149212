"""Marked content as it is drawn: on which stream of a page, and what of it is no content."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pydyf


class Streams:
    """What the pages of a document are drawn by: each by its own stream, and those of groups.

    A style sheet makes a group of what is drawn as one, as with `opacity`; the engine goes on with
    the numbers of the page in it.
    """

    def __init__(self, pages: Sequence[Any], objects: Sequence[Any]) -> None:
        self._pages = [[page] for page in pages]
        # A group shares the list of marks with its page.
        sharing = {id(streams[0]._tags): streams for streams in self._pages}
        for each in objects:
            streams = sharing.get(id(getattr(each, "_tags", None)))
            if streams is not None and each is not streams[0]:
                streams.append(each)
        self._groups = {
            (number, mark): group
            for number, (_, *groups) in enumerate(self._pages)
            for group in groups
            for _, mark in _marked(group.stream)
        }

    def of(self, page: int) -> Sequence[Any]:
        """All streams of a page, its own first."""
        return self._pages[page]

    def group(self, page: int, number: int) -> Any:
        """The group that marked content is drawn in; None where it is on the page itself."""
        return self._groups.get((page, number))

    def set_apart(
        self,
        owned: Collection[tuple[int, int]],
        furniture: Mapping[tuple[int, int], str],
    ) -> None:
        """Say of content that no element owns that it is none: furniture of the page, or space."""
        for page, streams in enumerate(self._pages):
            for stream in streams:
                for spot, number in list(_marked(stream.stream)):
                    if (page, number) not in owned:
                        stream.stream[spot - 2] = b"/Artifact"
                        stream.stream[spot - 1] = _artifact(furniture.get((page, number)))


def _marked(operations: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Where marked content begins in a stream of operations, and its number."""
    for spot, operation in enumerate(operations):
        if operation == b"BDC" and isinstance(operations[spot - 1], pydyf.Dictionary):
            number = operations[spot - 1].get("MCID")
            if number is not None:
                yield spot, number


def _artifact(place: str | None) -> Any:
    if place is None:
        return pydyf.Dictionary({"Type": "/Layout"})
    kind = {"Type": "/Pagination"}
    return pydyf.Dictionary({**kind, "Subtype": f"/{place}"} if place else kind)
