"""Names of the places in a Word file that links and fields lead to, and the order of its notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from briefgen.outputs.word.blocks import Block, Paragraph, Run, Table
from briefgen.outputs.word.elements import Element, element

LONGEST = 40  # characters of a name, as Word has it
_NOT_NAMED = re.compile(r"[^A-Za-z0-9_]")


class Places(Struct):
    """What can be led to. Bookmarks are numbered as they are set."""

    names: dict[str, str]
    captions: frozenset[str]  # anchors of figures and tables, whose words are their numbers
    order: dict[int, int]  # of notes: number in the edition to number in the file
    _set: int = field(default=0)

    def name(self, anchor: str) -> str:
        """The name of a place; empty where there is none."""
        return self.names.get(anchor, "")

    def number(self, note: int) -> int:
        """The number of a note in the file, where Word counts them as they come."""
        return self.order[note]

    def note(self, note: int) -> str:
        """The name of the mark of a note; hidden, as those that Word itself makes."""
        return f"_RefNote{note}"

    def marked(self, anchor: str, inner: Iterable[Element]) -> list[Element]:
        """What stands at a place, between the signs that name it."""
        name = self.name(anchor)
        return self.named(name, inner) if name else [*inner]

    def named(self, name: str, inner: Iterable[Element]) -> list[Element]:
        """The same, for a name that is known."""
        self._set += 1
        begin = element("bookmarkStart", id=self._set, name=name)
        return [begin, *inner, element("bookmarkEnd", id=self._set)]


def places_of(blocks: Iterable[Block]) -> Places:
    """The places of a file and the order of the first marks of its notes."""
    names: dict[str, str] = {}
    captions: set[str] = set()
    order: dict[int, int] = {}
    for anchor, run in _walk(blocks):
        if run is not None and run.note:
            order.setdefault(run.note, len(order) + 1)
        if run is not None and run.field == "SEQ" and anchor:
            captions.add(anchor)
        if anchor and anchor not in names:
            names[anchor] = _named(anchor, len(names) + 1)
    return Places(names, frozenset(captions), order)


def _named(anchor: str, number: int) -> str:
    """A name that is its own: letters of the anchor, and a number that no other has."""
    end = f"_{number}"
    start = _NOT_NAMED.sub("_", anchor).strip("_")[: LONGEST - len(end) - 1]
    return f"b{end}" if not start[:1].isalpha() else f"{start}{end}"


def _walk(blocks: Iterable[Block]) -> Iterator[tuple[str, Run | None]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.anchor, None
            yield from ((run.anchor, run) for run in block.runs)
            continue
        yield from ((anchor, None) for anchor in block.anchors)
        for row in block.rows:
            for cell in row:
                yield from _walk(cell.content)


def runs_in(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run of some blocks, in the order of the text."""
    return (run for _, run in _walk(blocks) if run is not None)


def lists_in(blocks: Iterable[Block]) -> int:
    """How many ordered lists there may be at most."""
    count = 0
    for block in blocks:
        if isinstance(block, Table):
            count += sum(lists_in(cell.content) for row in block.rows for cell in row)
        else:
            count += bool(block.listed)
    return count
