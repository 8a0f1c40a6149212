"""Two values of the model held against each other, down to the last field."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel

from briefgen.changes.aligning import aligned
from briefgen.changes.change import About, Change, What
from briefgen.changes.reading import cited, form
from briefgen.changes.spot import Spot, first_words
from briefgen.changes.tables import table_changes
from briefgen.model.rating import LEVELS
from briefgen.model.tables import Table
from briefgen.prose import Citation, Cite, Prose, paragraphs
from briefgen.yardstick import Term, yardstick_of

# What a member of a list is known by, the first that it has.
_NAMES = (
    *("id", "name", "label", "audience", "indicator", "item", "group", "row", "title", "column"),
    *("key", "code", "text"),
)


def walk(old: object, new: object, spot: Spot, label: str = "") -> Iterator[Change]:
    """Every change from one value to another."""
    if same(old, new, spot):
        return
    if old is None or new is None:
        yield from _one_sided(old, new, spot, label)
    elif isinstance(old, BaseModel) and type(old) is type(new):
        yield from fields(old, new, spot.into(new, label))
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from walk(old.get(key), new.get(key), spot.down(str(key)), str(key))
    elif _listed(old, new):
        yield from members(old, new, spot)  # type: ignore[arg-type]
    else:
        yield leaf(old, new, spot)


def same(old: object, new: object, spot: Spot) -> bool:
    """Whether two values say the same, whatever the things in them are called."""
    return form(old) == form(new, spot.sides.called)


def fields(old: BaseModel, new: object, spot: Spot, *skipped: str) -> Iterator[Change]:
    """Every change in the fields of two models of one sort."""
    if isinstance(old, Table) and isinstance(new, Table):
        yield from table_changes(old, new, spot)
        skipped = (*skipped, "rows")
    for name, info in type(old).model_fields.items():
        if name not in skipped:
            key = info.alias or name
            label = info.title or key.replace("_", " ")
            yield from walk(getattr(old, name), getattr(new, name), spot.down(key), label)


def _listed(old: object, new: object) -> bool:
    """Whether both are lists whose members can be told apart."""
    if not (isinstance(old, tuple) and isinstance(new, tuple)):
        return False
    every = (*old, *new)
    return (
        bool(every)
        and all(isinstance(each, Prose | BaseModel) for each in every)
        and not any(
            hasattr(each, "citation")
            for each in every  # grounds are read as one
        )
    )


def members(old: Sequence[object], new: Sequence[object], spot: Spot) -> Iterator[Change]:
    """Every change in a list: members that changed, moved, went or came."""
    called = spot.sides.called
    ids = {id(each): form(each) for each in old} | {id(each): form(each, called) for each in new}
    found = aligned(old, new, lambda each: ids[id(each)], named)
    for before, after in found.pairs:
        at = spot.down(after, was=before, named=_called(new[after], after))
        yield from walk(old[before], new[after], at)
        if after in found.moved:
            yield at.into(new[after]).change(What.MOVED, str(before + 1), str(after + 1))
    for before in found.dropped:
        yield from _one_sided(old[before], None, spot.down(before).only("old"))
    for after in found.added:
        yield from _one_sided(None, new[after], spot.down(after).only("new"))


def named(value: object) -> Hashable | None:
    """What a member of a list is known by; None where only its words can tell."""
    if isinstance(value, Prose):
        return None
    for name in _NAMES:
        if (known := getattr(value, name, None)) is not None:
            return type(value).__name__, name, form(known)
    return None


def _called(value: object, place: int) -> str:
    """A member of a list in a few words."""
    for name in _NAMES if isinstance(value, BaseModel) else ():
        if isinstance(known := getattr(value, name, None), str | Prose):
            return first_words(known if isinstance(known, str) else known.plain())
    return str(place + 1)


def _one_sided(old: object, new: object, spot: Spot, label: str = "") -> Iterator[Change]:
    """A value that only one edition has: told as such where it is a thing of its own."""
    value = old if new is None else new
    if isinstance(value, Mapping | tuple) and not value:
        return
    spot = spot.only("old" if new is None else "new")
    at = spot.into(value, label)
    own = at.subject is not spot.subject
    before, after = spot.sides.words(_told(old), _told(new))
    gone, came = (What.DROPPED, What.ADDED) if own or _is_text(spot) else (What.CHANGED,) * 2
    yield at.change(gone if new is None else came, before, after)


def _told(value: object) -> object:
    """What is said of a thing that went or came: its value or its words, not all its fields."""
    for name in ("value", "text", "likelihood", "level", "now", "quotation", "list"):
        if isinstance(value, BaseModel) and (known := getattr(value, name, None)) is not None:
            return known
    return value


def _is_text(spot: Spot) -> bool:
    return spot.subject.about is About.TEXT and len(spot.part) <= 2


def leaf(old: object, new: object, spot: Spot) -> Change:
    """The change of a field that has no further parts."""
    if (cites := _citations(old, new)) is not None:
        return spot.change(What.RESOURCED, *cites)
    before, after = spot.sides.words(old, new)
    if before == after:
        before, after = str(form(old)), str(form(new))
    return spot.change(_what(old, new, spot), before, after)


def _citations(old: object, new: object) -> tuple[str, str] | None:
    """What both cite, where nothing but that differs."""
    lists = [each for each in (old, new) if isinstance(each, tuple)]
    if len(lists) == 2 and all(isinstance(each, Citation) for one in lists for each in one):
        return "; ".join(map(cited, lists[0])), "; ".join(map(cited, lists[1]))
    if isinstance(old, Prose) and isinstance(new, Prose) and bare(old) == bare(new):
        return _cited_in(old.citations()), _cited_in(new.citations())
    return None


def _cited_in(citations: Iterable[Citation]) -> str:
    return "; ".join(dict.fromkeys(map(cited, citations)))


def bare(text: Prose) -> object:
    """A text without its citations."""
    return tuple(
        form(tuple(child for child in paragraph.children if not isinstance(child, Cite)))
        for paragraph in paragraphs(text.blocks)
    )


def _what(old: object, new: object, spot: Spot) -> What:
    about, (*_, part) = spot.subject.about, ("", *spot.part)
    if isinstance(old, Term) and isinstance(new, Term):
        return moved_by(rank(old), rank(new), What.RAISED, What.LOWERED)
    if about is About.RATING and part in ("overall", "level"):
        return moved_by(LEVELS.index(str(old)), LEVELS.index(str(new)), What.RAISED, What.LOWERED)
    if about is About.NUMBER:
        return What.REVISED if part == "value" else What.CHANGED
    if about is About.SECTION and part == "title":
        return What.RENAMED
    if about is About.SOURCE and part == "reliability":
        return What.REGRADED
    if about is About.TEXT or (about is About.SECTION and part == "lead"):
        return What.REWRITTEN
    if part in ("statement", "text", "needs", "reason", "name", "indicator", "bottom_line"):
        return What.REWORDED
    return What.CHANGED


def rank(term: Term) -> float:
    """Where a term stands between nothing and a hundred per cent."""
    bands = [band.key for band in yardstick_of(term.scale).bands]
    return bands.index(term.key)


def moved_by(old: float, new: float, up: What, down: What) -> What:
    """Up, down, or the same by another word."""
    return What.REWORDED if old == new else up if new > old else down
