"""Rules on translations: nothing is stale, and numbers, dates, terms and sources agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.alternatives import numbers_in
from briefgen.catalogues import is_english
from briefgen.checks.rule import Group, Rule
from briefgen.checks.subject import Subject
from briefgen.checks.translated import KEY_PAGE, MORE, Unit, units_of
from briefgen.dates import PartialDate, words
from briefgen.document import Document, Path, Tree
from briefgen.errors import Problem, Severity
from briefgen.folding import folded
from briefgen.model.brief import Brief
from briefgen.model.facts_panel import HELD
from briefgen.structure import mapping_of

NO_ORIGINAL = Rule(
    "LNG211",
    "no-original",
    Group.LANGUAGE,
    Severity.WARNING,
    "A translation of a brief that is not there.",
    "Nobody can then tell whether it still says what its original says.",
    "Name a brief of the same project.",
    "translation_of: ots-sumit-2022",
    "translation_of: ots-summit-2022",
)
STALE = Rule(
    "LNG212",
    "stale-translation",
    Group.LANGUAGE,
    Severity.WARNING,
    "A part of the original that has changed since it was translated, or that is not translated.",
    "Readers of the translation would rely on what the desk no longer says.",
    "Translate the part anew, then write the fingerprint that the message gives under "
    "`translated_from:`.",
    "translated_from: {bottom_line: 3f9a61c02b7d}  # and the bottom line moved since",
    "translated_from: {bottom_line: 81c0d5e7a9f4}",
)
DISAGREES = Rule(
    "LNG213",
    "translation-disagrees",
    Group.LANGUAGE,
    Severity.ERROR,
    "A number, a date, a fact or a source that the original has and the translation has not.",
    "Of two versions of a number, one is wrong, and each reader sees only one.",
    "Make the two agree. Numbers are compared by value, months by name, sources by key.",
    "bottom_line: Kurulun ilk toplantısı Haziran 2024’te yapıldı.  # the original says May",
    "bottom_line: Kurulun ilk toplantısı Mayıs 2024’te yapıldı.",
)
OTHER_TERM = Rule(
    "LNG214",
    "translation-other-term",
    Group.LANGUAGE,
    Severity.ERROR,
    "A judgement whose likelihood, confidence or horizon is another than in the original.",
    "The odds are the judgement; a translation that moves them is another judgement.",
    "Write the official term of the original in the field; the page prints it in the language.",
    "likelihood: likely  # the original says very likely",
    "likelihood: very likely",
)
RULES = (NO_ORIGINAL, STALE, DISAGREES, OTHER_TERM)
_FIELDS = ("likelihood", "confidence", "horizon")
_SAME = ("information_cutoff", "reference")
_WORD = re.compile(r"[^\W\d_]+")


def locked(subject: Subject) -> Iterator[Problem]:
    """What became of a translation since its original moved."""
    brief, document, original = subject.brief, subject.document, subject.checked.original
    if brief.translation_of is None:
        return
    if original is None:
        message = f"there is no brief “{brief.translation_of}” that this could translate"
        yield NO_ORIGINAL.at(document, ("translation_of",), message, "name one of this project")
        return
    panel = _declared(brief) | _rows(original, document)
    ours, theirs = units_of(document, panel), units_of(original, panel)
    for name, unit in theirs.items():
        if name in MORE and name not in ours:
            continue
        yield from _stale(document, original, unit, ours.get(name), brief.translated_from)
        if name in ours:
            yield from _apart(document, unit, ours[name], brief.language)
            yield from _judged(document, unit, ours[name])
    yield from _heads(document, original)


def compared_keys(brief: Brief, document: Document) -> frozenset[str]:
    """The keys of the original that decide whether this translation of it still holds."""
    tree = mapping_of(document.tree)
    more = (name for name in MORE if name in tree)
    return _declared(brief).union(KEY_PAGE, _SAME, more)


def _declared(brief: Brief) -> frozenset[str]:
    """The names of the rows that the kind has besides, as the chair of a summit."""
    panel = brief.panel()
    rows = panel.rows if panel is not None else ()
    return frozenset(str(row.path[-1]) for row in rows if row.label != HELD)


def _rows(*documents: Document) -> frozenset[str]:
    """The names of the rows of key facts that specs have."""
    return frozenset(
        str(key)
        for document in documents
        for key in mapping_of(mapping_of(document.tree).get("key_facts"))
    )


def _stale(
    document: Document,
    original: Document,
    unit: Unit,
    ours: Unit | None,
    written: dict[str, str],
) -> Iterator[Problem]:
    place = original.place(unit.path, key=True)
    hint = f"under “translated_from:”, write {unit.name}: {unit.fingerprint}"
    if ours is None:
        message = f"“{unit.name}” of the original ({place}) is not translated"
        yield STALE.at(document, ("translation_of",), message, f"translate it; {hint}")
    elif unit.name not in written:
        message = f"nothing says which words of the original ({place}) this translates"
        yield STALE.at(document, ours.path, message, f"compare the two; {hint}", key=True)
    elif written[unit.name] != unit.fingerprint:
        message = f"the original ({place}) has changed since this was translated"
        yield STALE.at(document, ours.path, message, f"translate it anew; {hint}", key=True)


def _apart(document: Document, unit: Unit, ours: Unit, language: str) -> Iterator[Problem]:
    """Numbers, months, facts and sources of the original that a translation does not have."""
    for what, before, after in (
        ("number", _numbers(unit.plain(), "en"), _numbers(ours.plain(), language)),
        ("month", _months(unit.plain(), "en"), _months(ours.plain(), language)),
        ("fact", unit.facts(), ours.facts()),
        ("source", unit.cited(), ours.cited()),
    ):
        for lost in sorted(before - after):
            message = f"the original has the {what} {lost} here, the translation does not"
            yield DISAGREES.at(document, ours.path, message, "make the two agree", key=True)
        for more in sorted(after - before):
            message = f"the translation has the {what} {more} here, the original does not"
            yield DISAGREES.at(document, ours.path, message, "make the two agree", key=True)


def _numbers(text: str, language: str) -> set[str]:
    return {f"{told.value.normalize():f}" for told in numbers_in(text, language)}


def _months(text: str, language: str) -> set[str]:
    """The months that a text names, as 05; in other languages than English with their endings."""
    said = _WORD.findall(text)
    found = set()
    for month in range(1, 13):
        day = PartialDate(2000, month, 2)
        names = [words(day, language), words(PartialDate(2000, month), language)]
        bare = {name for each in names for name in _WORD.findall(each) if len(name) > 2}
        if is_english(language):
            hits = [word for word in said if word in bare]
        else:
            folded = tuple(name.casefold() for name in bare - _around(language))
            hits = [word for word in said if word.casefold().startswith(folded)]
        if hits:
            found.add(f"{month:02}")
    return found


def _around(language: str) -> set[str]:
    """Words that stand beside months in all dates, as “жылғы”."""
    dates = [set(_WORD.findall(words(PartialDate(2000, month, 2), language))) for month in (1, 2)]
    return dates[0] & dates[1]


def _judged(document: Document, unit: Unit, ours: Unit) -> Iterator[Problem]:
    theirs, here = mapping_of(unit.tree), mapping_of(ours.tree)
    for field in _FIELDS:
        if field in theirs and _plain(theirs[field]) != _plain(here.get(field)):
            message = f"the original says {field}: {theirs[field]}"
            path: Path = (*ours.path, field) if field in here else ours.path
            yield OTHER_TERM.at(document, path, message, "write the same here")


def _heads(document: Document, original: Document) -> Iterator[Problem]:
    """What stands at the head of a page and is no text."""
    theirs, here = mapping_of(original.tree), mapping_of(document.tree)
    for field in _SAME:
        if field in theirs and _plain(theirs[field]) != _plain(here.get(field)):
            message = f"the original says {field}: {theirs[field]}"
            yield DISAGREES.at(document, (field,), message, "write the same here")


def _plain(value: Tree) -> str:
    return folded(str(value or "").replace("-", " "))


CHECKS = (locked,)
