"""Sections and their blocks: which came, went or moved, and what was rewritten in them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from briefgen.changes.aligning import (
    ALIKE,
    Alignment,
    aligned,
    by_name,
    by_words,
    out_of_order,
)
from briefgen.changes.change import About, Change, What
from briefgen.changes.reading import Called, Form, form, words
from briefgen.changes.spot import Spot, Subject, first_words
from briefgen.changes.walking import named, walk
from briefgen.document import Path
from briefgen.model.blocks import block_fields
from briefgen.model.brief import Brief, Section
from briefgen.model.fields import Model
from briefgen.prose import Prose

ELSEWHERE = 0.75  # of the words, from which on a block of another section is the same, moved


class Block(Struct, frozen=True):
    """A block with its home, the list that holds it, and its place there."""

    home: Path
    number: int
    value: object

    @property
    def path(self) -> Path:
        """Where it stands in the spec."""
        return (*self.home, self.number)


def blocks_of(brief: Brief) -> list[Block]:
    """Every block of a brief, in the order of the spec."""
    homes: list[tuple[Path, Sequence[object]]] = []
    for name in block_fields(type(brief)):
        field = next(
            key for key, info in type(brief).model_fields.items() if (info.alias or key) == name
        )
        homes.append(((name,), getattr(brief, field)))
    for key, section in brief.sections.items():
        homes.append((("sections", key, "blocks"), section.blocks))
    return [Block(home, n, each) for home, blocks in homes for n, each in enumerate(blocks)]


def section_changes(old: Brief, new: Brief, spot: Spot) -> Iterator[Change]:
    """What became of the sections, and of every block of the brief."""
    before, after = list(old.sections), list(new.sections)
    found = _sections(old, new)
    homes: dict[Path, Path] = {
        ("sections", before[i], "blocks"): ("sections", after[j], "blocks") for i, j in found.pairs
    }
    at = spot.down("sections")
    for i, j in found.pairs:
        here = _section(at.down(after[j], was=before[i]), after[j], new.sections[after[j]])
        yield from _heading(old.sections[before[i]], new.sections[after[j]], here)
        if before[i] != after[j]:
            yield here.change(What.CHANGED, before[i], after[j], part="key")
        if j in found.moved:
            yield here.change(What.MOVED, str(i + 1), str(j + 1))
    for j in found.added:
        here = _section(at.down(after[j]).only("new"), after[j], new.sections[after[j]])
        yield here.change(What.ADDED, "", new.sections[after[j]].title)
    for i in found.dropped:
        here = _section(at.down(before[i]).only("old"), before[i], old.sections[before[i]])
        yield here.change(What.DROPPED, old.sections[before[i]].title, "")
    yield from _blocks(old, new, homes, spot)


def _section(spot: Spot, key: str, section: Section) -> Spot:
    at = spot.into(section, key)
    return structs.replace(at, section=section.title)


def _heading(old: Section, new: Section, spot: Spot) -> Iterator[Change]:
    yield from walk(old.title, new.title, spot.down("title"))
    lead = spot.down("lead")
    yield from walk(old.lead, new.lead, _text(lead, new.lead or old.lead))


def _sections(old: Brief, new: Brief) -> Alignment:
    """Sections by key, else by title, else by their words."""
    before, after = list(old.sections.items()), list(new.sections.items())
    return aligned(before, after, lambda each: each[0], lambda each: each[1].title, alike=0.6)


def _blocks(old: Brief, new: Brief, homes: Mapping[Path, Path], spot: Spot) -> Iterator[Change]:
    before, after = blocks_of(old), blocks_of(new)
    pairs = _matched(before, after, homes, spot.sides.called)
    titles = _titles(old), _titles(new)
    moved = _moved(before, after, pairs, homes)
    for j, i in sorted(pairs.items()):
        at = _at(spot, before[i], after[j], titles[1])
        yield from walk(before[i].value, after[j].value, at)
        if j in moved:
            where = (_home(block, titles[n]) for n, block in enumerate((before[i], after[j])))
            yield at.into(after[j].value).change(What.MOVED, *where)
    kept = {homes.get(block.home, block.home) for block in before}
    for j, block in enumerate(after):
        if j not in pairs and (block.home in kept or block.home[0] != "sections"):
            yield from walk(None, block.value, _at(spot, None, block, titles[1]))
    stays = {*homes, *(block.home for block in before if block.home[0] != "sections")}
    taken = set(pairs.values())
    for i, block in enumerate(before):
        if i not in taken and block.home in stays:
            yield from walk(block.value, None, _at(spot, block, None, titles[0]))


def _titles(brief: Brief) -> dict[str, str]:
    return {key: section.title for key, section in brief.sections.items()}


def _home(block: Block, titles: Mapping[str, str]) -> str:
    section = titles.get(str(block.home[1]), "") if len(block.home) > 1 else ""
    return f"{section or block.home[0]}, {block.number + 1}"


def _at(spot: Spot, old: Block | None, new: Block | None, titles: Mapping[str, str]) -> Spot:
    block = new or old
    assert block is not None
    section = titles.get(str(block.home[1]), "") if len(block.home) > 1 else ""
    at = structs.replace(
        spot, old=old.path if old else None, new=new.path if new else None, section=section
    )
    return _text(at, block.value) if isinstance(block.value, Prose) else at


def _text(spot: Spot, value: object) -> Spot:
    """The place of a text that has no name: it is known by how it begins."""
    path = spot.new if spot.new is not None else spot.old
    if not isinstance(value, Prose) or path is None:
        return spot
    facts = spot.sides.new_facts if spot.new is not None else spot.sides.old_facts
    name = first_words(words(value, facts))
    key = "/".join(str(step) for step in path)
    return structs.replace(spot, subject=Subject(About.TEXT, key, name), part=())


class _Slot(Struct, frozen=True):
    """A block as it is matched: its home as it is now called, and its content."""

    home: Path
    form: Form
    value: object

    @property
    def id(self) -> Hashable | None:
        """The id of the block, if it has one."""
        known = getattr(self.value, "id", None)
        return (type(self.value).__name__, known) if known else None

    @property
    def sole(self) -> Hashable | None:
        """The sort of a block that nothing else names; a section has few of one sort."""
        nameless = isinstance(self.value, Model) and named(self.value) is None
        return (type(self.value).__name__, self.home) if nameless else None


def _matched(
    old: Sequence[Block], new: Sequence[Block], homes: Mapping[Path, Path], called: Called
) -> dict[int, int]:
    """The place before of each block after, wherever in the brief it was."""
    before = [_Slot(homes.get(b.home, b.home), form(b.value), b.value) for b in old]
    after = [_Slot(b.home, form(b.value, called), b.value) for b in new]
    found: dict[int, int] = {}
    names: tuple[Callable[[_Slot], Hashable | None], ...] = (
        lambda slot: slot.id,
        lambda slot: (slot.home, slot.form),
        lambda slot: slot.form,
    )
    for name in names:
        found |= by_name(before, after, found, name)
    found |= by_words(before, after, found, ALIKE, lambda slot: slot.value, lambda slot: slot.home)
    found |= by_name(before, after, found, lambda slot: slot.sole)
    return found | by_words(before, after, found, ELSEWHERE, lambda slot: slot.value)


def _moved(
    old: Sequence[Block],
    new: Sequence[Block],
    pairs: Mapping[int, int],
    homes: Mapping[Path, Path],
) -> frozenset[int]:
    """Blocks that stand in another section, or in another order than before."""
    far = {j for j, i in pairs.items() if homes.get(old[i].home, old[i].home) != new[j].home}
    moved = set(far)
    for home in dict.fromkeys(block.home for block in new):
        here = [j for j in sorted(pairs) if new[j].home == home and j not in far]
        moved |= {here[n] for n in out_of_order([old[pairs[j]].number for j in here])}
    return frozenset(moved)
