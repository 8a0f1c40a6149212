"""What changed since the last edition: the lines on the first page, and where bars stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape
from msgspec import Struct

from briefgen.addresses import address
from briefgen.changes import About, Change, Changes, What
from briefgen.checks.passages import passages
from briefgen.edition.notes import Scope
from briefgen.edition.view import ChangeLine, ChangesView
from briefgen.edition.workshop import Workshop
from briefgen.language import Words
from briefgen.model.brief import Brief
from briefgen.model.contents import models_in
from briefgen.model.figure import Figure
from briefgen.model.tables import Table
from briefgen.prose import FactRef
from briefgen.tellings import ChangeWords, change_words


class Box(Struct, frozen=True):
    """Where on the first page changes are told, and in how many lines."""

    place: str  # foot of the main column, or side: under the panel
    lines: int
    terse: bool = False  # counts in place of names, and no reasons
    run_in: bool = False  # all of it one paragraph


# Tried in this order, until the first page holds all that it opens with.
BOXES = (
    Box("foot", 6),
    Box("side", 6),
    Box("side", 6, True),
    Box("foot", 4, True),
    Box("foot", 4, True, True),
)
SCREEN = Box("foot", 12)  # which has no first page to fill
MOST_NUMBERS = 3  # of one line
MOST_NAMES = 4
BOTTOM_LINE = "bottom_line"
_MOVES = (What.RAISED, What.LOWERED, What.MORE_CONFIDENT, What.LESS_CONFIDENT)


def changes_view(changes: Changes, shop: Workshop, box: Box) -> ChangesView | None:
    """The box of changes, the most important first; none where nothing of the content changed."""
    words = change_words(shop.brief.language)
    last = [*_one(_numbers(changes, words, box.terse, shop.words))]
    last += _one(_sources(changes, words, shop.words))
    last += _one(_texts(changes, words, box.terse, shop.words))
    first = list(_judgements(changes, shop, words, box.terse))
    if not box.terse or not (first or last):
        first += _outlook(changes, words)
    last = _under(_bottom_line(changes, words, shop.words), last, box.lines - len(first))
    if box.terse and box.place == "foot" and last:
        last = [_joined(last)]
    room = box.lines - len(last)
    if len(first) > room:
        left = len(first) - room + 1
        first = [
            *first[: room - 1],
            ChangeLine(words.judgements, escape(words.more.of(left))),
        ]
    if not first and not last:
        return None
    if box.run_in:
        first, last = [_joined([*first, *last])], []
    title = words.title.format(number=changes.since) if changes.since else words.title_bare
    return ChangesView(title, (*first, *last), box.place)


def _under(line: ChangeLine | None, lines: list[ChangeLine], room: int) -> list[ChangeLine]:
    """A line above others; in one with the first of them, where it would take another’s place."""
    if line is None:
        return lines
    if lines and len(lines) >= room:
        return [_joined([line, lines[0]]), *lines[1:]]
    return [line, *lines]


def _joined(lines: list[ChangeLine]) -> ChangeLine:
    """Several short lines as one, where it is wide and room is scarce."""
    first, *others = lines
    more = (Markup(" <b>{}</b> {}").format(line.label, line.text) for line in others)
    return ChangeLine(first.label, first.text + Markup("").join(more))


def _one(line: ChangeLine | None) -> Iterator[ChangeLine]:
    if line is not None:
        yield line


def _judgements(
    changes: Changes, shop: Workshop, words: ChangeWords, terse: bool
) -> Iterator[ChangeLine]:
    numbers = {each.id: number for number, each in enumerate(shop.brief.key_judgements, 1)}
    for change in changes.about(About.JUDGEMENT):
        if change.what is What.WITHDRAWN:
            yield ChangeLine(words.withdrawn, escape(change.name))
        elif change.key in numbers and (change.what in _MOVES or change.what is What.ADDED):
            number = numbers[change.key]
            moves = words.short_moves if terse else words.moves
            said = moves[str(change.what)].format(old=change.old, new=change.new)
            why = Markup(".") if terse else _reason(change, number, shop, words)
            yield ChangeLine(words.judgement.format(number=number), escape(said) + why)
        elif change.what is What.REWORDED and change.part == "statement" and change.key in numbers:
            label = words.judgement.format(number=numbers[change.key])
            yield ChangeLine(label, escape(words.reworded))


def _reason(change: Change, number: int, shop: Workshop, words: ChangeWords) -> Markup:
    """The reason in the author’s words, with the notes that they carry."""
    if change.what is What.ADDED:
        return Markup(".")
    said = shop.brief.key_judgements[number - 1].change_reason
    if not change.reason or said is None:
        return escape(words.no_reason)
    scope = Scope(("key_judgements", number - 1, "change_reason"))
    return escape(words.because) + shop.typesetter.line(said, scope)


def _outlook(changes: Changes, words: ChangeWords) -> Iterator[ChangeLine]:
    for change in changes.about(About.RATING, About.SCENARIO):
        if change.what in _MOVES:
            label = words.rating if change.about is About.RATING else words.scenario
            said = words.moves[str(change.what)].format(old=change.old, new=change.new)
            yield ChangeLine(label, escape(f"{change.name}: {said}."))


def _bottom_line(changes: Changes, words: ChangeWords, page: Words) -> ChangeLine | None:
    """That it has other words; which facts or sources stand in it is told by their own lines."""
    told = ((change.key, change.what) for change in changes.about(About.TEXT))
    rewritten = (BOTTOM_LINE, What.REWRITTEN) in told
    return ChangeLine(page.bottom_line, escape(words.rewritten)) if rewritten else None


def _numbers(changes: Changes, words: ChangeWords, terse: bool, page: Words) -> ChangeLine | None:
    found = [c for c in changes.about(About.NUMBER) if c.what is What.REVISED]
    most = 0 if terse else MOST_NUMBERS
    told = [
        words.revised.format(
            name=f"{c.name} ({c.as_of})" if c.as_of else c.name, old=c.old, new=c.new
        )
        for c in found[:most]
    ]
    left, cells = len(found) - len(told), len(changes.about(About.DATA))
    if left:
        told.append((words.more if told else words.revised_count).of(left))
    if cells:
        told.append(words.cells.of(cells))
    return ChangeLine(words.numbers, escape(page.semicolon.join(told) + ".")) if told else None


def _sources(changes: Changes, words: ChangeWords, page: Words) -> ChangeLine | None:
    counts = Counter(str(change.what) for change in changes.about(About.SOURCE))
    told = [said.of(counts[what]) for what, said in words.of_sources.items() if counts[what]]
    return ChangeLine(words.sources, escape(f"{page.comma.join(told)}.")) if told else None


def _texts(changes: Changes, words: ChangeWords, terse: bool, page: Words) -> ChangeLine | None:
    """The sections that have other words, figures or tables than before, by their titles."""
    kinds = (About.SECTION, About.TEXT, About.FIGURE, About.TABLE, About.INDICATOR)
    found = [change for change in changes.about(*kinds) if change.section]
    new = [c.section for c in found if c.about is About.SECTION and c.what is What.ADDED]
    names = list(dict.fromkeys(c.section for c in found if c.section not in new))
    told = [
        said.format(names=len(titles) if terse else _in_a_row(titles, words, page.comma))
        for said, titles in ((words.new_sections, new), (words.changed_sections, names))
        if titles
    ]
    return ChangeLine(words.sections, escape(f"{page.semicolon.join(told)}.")) if told else None


def _in_a_row(titles: list[str], words: ChangeWords, comma: str) -> str:
    shown, more = comma.join(titles[:MOST_NAMES]), len(titles) - MOST_NAMES
    return f"{shown} {words.and_more.of(more)}" if more > 0 else shown


def bars(changes: Changes, brief: Brief) -> tuple[str, ...]:
    """Addresses of what is printed otherwise: by its own words, its facts, or its data."""
    facts = {
        c.key for c in changes.about(About.NUMBER) if c.after and c.after[0].startswith("facts/")
    }
    drawn = {user for change in changes.about(About.DATA) for user in change.used_by}
    found = [*changes.addresses(), *_with_facts(brief, facts), *_with_data(brief, drawn)]
    return tuple(sorted(set(found)))


def _with_facts(brief: Brief, facts: Iterable[str]) -> Iterator[str]:
    wanted = set(facts)
    for passage in passages(brief):
        used = {each.id for each in passage.prose.inlines() if isinstance(each, FactRef)}
        if used & wanted:
            yield address(passage.path)


def _with_data(brief: Brief, drawn: set[str]) -> Iterator[str]:
    for path, model in models_in(brief):
        if isinstance(model, Figure | Table):
            title = model.title if isinstance(model, Figure) else model.table
            if {model.id or "", title.plain()} & drawn:
                yield address(path)
