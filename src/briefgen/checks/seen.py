"""Rules on sources that were looked at again: changed, gone, or told otherwise since."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.ages import Aged, Sort
from briefgen.checks.cited import Entry, entries
from briefgen.checks.rule import Group, Rule
from briefgen.checks.subject import Subject
from briefgen.dates import PartialDate
from briefgen.errors import Problem, Severity
from briefgen.folding import folded
from briefgen.model.source import Source
from briefgen.sightings import Sighting, news_of
from briefgen.validation import Checked

_ABOUT = (
    "`briefgen refresh` looks at sources that name a provider and notes in `sources.lock` what it "
    "sees. It never touches what you wrote."
)
CHANGED = Rule(
    "FRS108",
    "changed-since-read",
    Group.FRESHNESS,
    Severity.WARNING,
    "A source that says something else since it was read.",
    "The sentence that cites it may no longer be found there, and a reader who opens it sees "
    f"other words than you did. {_ABOUT}",
    "Read it again, correct what has changed, and set `accessed` to the day on which you did. "
    "Where a page changes all the time, name the words that count: "
    "`provider: {page: url, says: …}`.",
    "factbook: {accessed: 2026-11-02, provider: {page: url}, …}  # and it changed on 2026-12-01",
    "factbook: {accessed: 2026-12-02, provider: {page: url}, …}",
)
GONE = Rule(
    "FRS109",
    "source-gone",
    Group.FRESHNESS,
    Severity.WARNING,
    "A source that is no longer there, or has not answered for a week.",
    f"Nobody can look up what it says. {_ABOUT}",
    "Look where it has gone and correct `url`; or name a kept copy as `archived`, and take the "
    "provider away.",
    "report: {url: https://bank.example/old, provider: {page: url}, …}  # answers 404",
    "report: {url: https://bank.example/new, provider: {page: url}, …}",
)
OTHERWISE = Rule(
    "FRS110",
    "told-otherwise",
    Group.FRESHNESS,
    Severity.WARNING,
    "A source of which its provider tells another date of issue, title or number.",
    f"There may be a newer issue than the one that was read. {_ABOUT}",
    "Look at the newer one; then correct the entry and what was taken from it.",
    "wb-gdp: {issued: 2025-07, provider: {world-bank: NY.GDP.MKTP.CD}, …}  # there 2026-10-01",
    "wb-gdp: {issued: 2026-10-01, provider: {world-bank: NY.GDP.MKTP.CD}, …}",
)
RULES = (CHANGED, GONE, OTHERWISE)


def seen(checked: Checked) -> tuple[Aged, ...]:
    """What was seen of the cited sources of a brief since they were read, as things that aged."""
    return tuple(
        each
        for entry in entries(checked)
        if entry.cited and (sighting := checked.sightings.get(entry.key)) is not None
        for each in _seen(checked, entry, sighting)
    )


def _seen(checked: Checked, entry: Entry, sighting: Sighting) -> Iterator[Aged]:
    news = news_of(entry.source, sighting, checked.as_of)
    if news.changed is not None:
        yield _aged(entry, PartialDate.of(news.changed), "changed", "not read since")
    if news.gone is not None:
        yield _aged(entry, PartialDate.of(news.gone), "gone", news.reason or "no answer")
    looked = sighting.looked
    if looked is not None and (checked.as_of is None or looked.earliest() <= checked.as_of):
        for name, told in otherwise(entry.source, sighting):
            yield _aged(entry, looked, "told otherwise", f"{name} is “{told}” there")


def _aged(entry: Entry, since: PartialDate, counted: str, limit: str) -> Aged:
    words = entry.source.short or entry.source.title or entry.key
    place = entry.document.place(entry.path, key=True)
    day = since.earliest()
    return Aged(Sort.SOURCE, entry.key, words, since, counted, day, None, limit, place)


def otherwise(source: Source, sighting: Sighting) -> Iterator[tuple[str, str]]:
    """The fields that are told otherwise than they are entered; of dates only newer ones."""
    for name, told in sighting.told.items():
        written = getattr(source, name, None)
        if name == "issued":
            there = PartialDate.parse(told)
            if source.issued is None or there.earliest() > source.issued.latest():
                yield name, told
        elif folded(str(written or "")) != folded(told):
            yield name, told


def _told(subject: Subject) -> Iterator[Problem]:
    """Sources with news since they were read."""
    for each in seen(subject.checked):
        rule, hint = _RULES[each.counted]
        files = (subject.document, *subject.checked.libraries)
        document = next(file for file in files if file.file == each.place.file)
        message = f"“{each.name}” {_SAID[each.counted].format(day=each.since, why=each.limit)}"
        yield rule.found(document, each.place, message, hint)


_RULES = {
    "changed": (CHANGED, "read it again, then set “accessed” to the day on which you did"),
    "gone": (GONE, "correct its address, or name a kept copy as “archived”"),
    "told otherwise": (OTHERWISE, "look whether there is a newer issue, then correct the entry"),
}
_SAID = {
    "changed": "was seen on {day} to say something else than when it was read",
    "gone": "is not there since {day}: {why}",
    "told otherwise": "was looked at on {day}: {why}",
}
CHECKS = (_told,)
