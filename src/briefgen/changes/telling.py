"""Changes as lines of text for a reader: grouped, wrapped, with the words that went and came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct, structs

from briefgen.changes.change import About, Change, Changes, What
from briefgen.changes.marking import IN, KEPT, OUT, Mark, marked

Paint = Callable[..., str]
HEADS: tuple[tuple[str, tuple[About, ...]], ...] = (
    ("Judgements", (About.JUDGEMENT, About.RATING)),
    ("Outlook", (About.SCENARIO, About.INDICATOR)),
    ("Numbers", (About.NUMBER, About.DATA)),
    ("Sources", (About.SOURCE,)),
    ("Sections and texts", (About.SECTION, About.TEXT)),
    ("Figures and tables", (About.FIGURE, About.TABLE)),
    ("The brief itself", (About.BRIEF,)),
)
COLUMN = 18  # where the words begin, after what became of a thing
AROUND = 6  # words kept before and after those that changed
SHORT = 70  # characters of a value that is told as “old → new”
_UP = frozenset({What.RAISED, What.MORE_CONFIDENT, What.ADDED})
_DOWN = frozenset({What.LOWERED, What.LESS_CONFIDENT, What.DROPPED, What.WITHDRAWN})
_MOVES = frozenset({What.RAISED, What.LOWERED, What.MORE_CONFIDENT, What.LESS_CONFIDENT})


class _Word(Struct, frozen=True):
    """A word with its sign; where colour says what it is, the brackets are left out."""

    text: str
    style: str = ""


def told(changes: Changes, width: int, paint: Paint | None = None) -> Iterator[str]:
    """The changes line by line; `paint` colours a text, where colour is wanted."""
    for head, abouts in HEADS:
        if found := changes.about(*abouts):
            yield ""
            yield paint(head, "bold") if paint else head
            for section, group in groupby(_by_section(found), key=lambda each: each.section):
                inset = 4 if section else 2
                if section:
                    yield f"  {section}"
                for change in group:
                    yield from _lines(change, inset, width, paint)


def _by_section(changes: Sequence[Change]) -> list[Change]:
    """Those of one section together, in the order of the sections."""
    order = {section: n for n, section in enumerate(dict.fromkeys(c.section for c in changes))}
    return sorted(changes, key=lambda change: order[change.section])


def _lines(change: Change, inset: int, width: int, paint: Paint | None) -> Iterator[str]:
    style = "green" if change.what in _UP else "red" if change.what in _DOWN else "yellow"
    what = f"{change.what:<{COLUMN - 2}}"
    head = " " * inset + (paint(what, style) if paint else what)
    words = list(_words(change, bracketed=paint is None))
    lead = inset + len(what)
    for number, line in enumerate(_wrapped(words, max(30, width - lead))):
        shown = " ".join(paint(w.text, w.style) if paint and w.style else w.text for w in line)
        yield (head if number == 0 else " " * lead) + shown


def _words(change: Change, *, bracketed: bool) -> Iterator[_Word]:
    """What is said of one change."""
    said = list(_said(change, bracketed=bracketed))
    named = _named(change)
    if named:
        yield from map(_Word, f"{named}{':' if said else ''}".split())
    if change.what in _MOVES and change.about is About.JUDGEMENT:
        *said, last = said
        yield from (*said, structs.replace(last, text=f"{last.text},"))
        yield from map(_Word, why(change).split())
    else:
        yield from said
    if change.used_by:
        yield from map(_Word, f"(in {', '.join(change.used_by)})".split())


def _named(change: Change) -> str:
    """The thing that changed; nothing where its own words, which follow, say it."""
    where = change.part.replace("_", " ").removeprefix("rows, ")
    if change.about is About.TEXT and change.old and change.new and change.what is What.REWRITTEN:
        return ""
    if change.what in (What.RENAMED, What.REPLACED) or where in ("statement", "title"):
        return ""
    if change.what in _MOVES or where in ("value", change.name):
        where = ""
    name = change.name.rstrip(".")
    dated = f"{name} ({change.as_of})" if change.as_of else name
    return ", ".join(part for part in (dated, where) if part)


def why(change: Change) -> str:
    """Why a judgement moved, as far as the author says."""
    if change.reason:
        return f"because {change.reason}"
    if change.grounds:
        return f"now also rests on {', '.join(change.grounds)}; no reason given"
    return "no reason given"


def _said(change: Change, *, bracketed: bool) -> Iterator[_Word]:
    old, new = change.old, change.new
    if change.what is What.MOVED and old and new:
        yield from map(_Word, f"from {old} to {new}".split())
    elif old and new and max(len(old), len(new)) <= SHORT and "\n" not in old + new:
        yield from _signed(Mark(OUT, old), False)
        yield _Word("→")
        yield from _signed(Mark(IN, new), False)
    elif old and new:
        for mark in cut(change.marks or marked(old, new), AROUND):
            yield from _signed(mark, bracketed)
    elif (old or new) and (old or new) != change.name:
        yield from map(_Word, (old or new).split())


def _signed(mark: Mark, bracketed: bool) -> Iterator[_Word]:
    words = mark.words.split()
    if mark.sign == KEPT or not words:
        yield from map(_Word, words)
        return
    if bracketed:
        begin, end = ("[-", "-]") if mark.sign == OUT else ("{+", "+}")
        words[0] = begin + words[0]
        words[-1] += end
    style = "red" if mark.sign == OUT else "green"
    yield from (_Word(word, style) for word in words)


def cut(marks: Sequence[Mark], around: int) -> Iterator[Mark]:
    """The same with long runs that stayed cut to the words around what changed."""
    for number, mark in enumerate(marks):
        words = mark.words.split()
        first, last = number == 0, number == len(marks) - 1
        most = around if first or last else 2 * around
        if mark.sign != KEPT or len(words) <= most + 1:
            yield mark
            continue
        before = "" if first else " ".join(words[:around])
        after = "" if last else " ".join(words[-around:])
        yield Mark(KEPT, f"{before} … {after}".strip())


def _wrapped(words: Sequence[_Word], width: int) -> Iterator[list[_Word]]:
    """Words in lines that are no longer than this."""
    line: list[_Word] = []
    used = 0
    for word in words:
        if line and used + 1 + len(word.text) > width:
            yield line
            line, used = [], 0
        used += len(word.text) + (1 if line else 0)
        line.append(word)
    if line:
        yield line


def counts(changes: Changes) -> str:
    """How many changes there are of each sort, as “judgements 2, numbers 1”."""
    found = [(about, len(changes.about(about))) for about in About]
    return ", ".join(f"{_PLACES[about]} {number}" for about, number in found if number)


_PLACES = {
    About.JUDGEMENT: "judgements",
    About.RATING: "rating",
    About.SCENARIO: "scenarios",
    About.INDICATOR: "indicators",
    About.NUMBER: "numbers",
    About.DATA: "data",
    About.SOURCE: "sources",
    About.SECTION: "sections",
    About.TEXT: "texts",
    About.FIGURE: "figures",
    About.TABLE: "tables",
    About.BRIEF: "the brief itself",
}
