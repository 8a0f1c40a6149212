"""Rules on how sources hang together: who repeats whom, who speaks most, how grades are given."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from briefgen.checks import source_rules as rules
from briefgen.checks.cited import publisher_of
from briefgen.checks.claims import Claim, Kind, fact_sources
from briefgen.checks.origins import independent
from briefgen.checks.passages import Voice
from briefgen.checks.quotations import quotations
from briefgen.checks.subject import Subject
from briefgen.document import Path
from briefgen.errors import Problem
from briefgen.model.source import Source

_DIAGONAL = dict(zip("ABCDEF", range(1, 7), strict=True))
_LEAST_SHARE = 0.75
_BEYOND_CHANCE = 1.96  # standard deviations


def circular(subject: Subject) -> Iterator[Problem]:
    """Circles of sources that repeat one another, each told once."""
    sources = subject.checked.sources
    homes = {entry.key: entry for entry in subject.entries}
    for circle in circles({key: source.derived_from for key, source in sources.items()}):
        home = homes[circle[0]]
        way = " from ".join(f"“{key}”" for key in (*circle, circle[0]))
        path = (*home.path, "derived_from")
        hint = "leave derived_from out at the one that had it first"
        message = f"derived in a circle: {way}" if len(circle) > 1 else f"{way}: from itself"
        yield rules.CIRCULAR.at(home.document, path, message, hint, key=True)


def circles(before: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The circles of keys that lead to one another; walked without recursion."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in before:
        way: dict[str, None] = {}
        open_ends = [iter((start,))]
        while open_ends:
            key = next(open_ends[-1], None)
            if key is None:
                open_ends.pop()
                if way:
                    done.add(way.popitem()[0])
            elif key in way:
                walked = list(way)
                found.append(tuple(walked[walked.index(key) :]))
            elif key in before and key not in done:
                way[key] = None
                open_ends.append(iter(before[key]))
    return found


def one_origin(subject: Subject) -> Iterator[Problem]:
    """Claims with several sources that go back to one; judgements have a rule of their own."""
    sources = subject.checked.sources
    for claim in subject.claims:
        keys = _keys(claim)
        if claim.kind is Kind.JUDGEMENT or len(keys) < 2:
            continue
        ends = independent(keys, sources)
        if len(ends) == 1:
            message = f"{_row(keys)} all go back to “{next(iter(ends))}”: that is one source"
            hint = "cite the one it began with, or add a source that does not repeat it"
            yield rules.ONE_ORIGIN.found(subject.document, claim.place, message, hint)


def one_publisher(subject: Subject) -> Iterator[Problem]:
    """A publisher on whom alone most claims rest."""
    sources = subject.checked.sources
    sourced = [claim for claim in subject.claims if claim.citations]
    alone: Counter[str] = Counter()
    for claim in sourced:
        voices = {publisher_of(sources[key]) for key in _keys(claim) if key in sources}
        if len(voices) == 1:
            alone.update(voices)
    for publisher, count in alone.most_common(1):
        share = 100 * count / len(sourced)
        if len(sourced) >= rules.FEWEST_CLAIMS and share > rules.MOST_OF_ONE_PUBLISHER:
            message = f"{count} of {len(sourced)} sourced claims rest on {publisher} alone"
            path = ("source_files",) if subject.document.has(("source_files",)) else ("sources",)
            hint = "look for a second voice on the claims that matter most"
            yield rules.ONE_PUBLISHER.at(subject.document, path, message, hint, key=True)


def too_long(subject: Subject) -> Iterator[Problem]:
    """Quotations that are long for themselves."""
    for passage in subject.passages:
        if passage.voice is not Voice.CLAIM:
            continue
        for words in _quoted(passage.prose.plain(), passage.path):
            if (count := len(words.split())) > rules.MOST_WORDS:
                start = " ".join(words.split()[:4])
                place = subject.document.place_within(passage.path, start)
                message = f"a quotation of {count} words; {rules.MOST_WORDS} are the most"
                hint = "keep the words that matter and tell the rest in your own"
                yield rules.TOO_LONG.found(subject.document, place, message, hint)


def too_much(subject: Subject) -> Iterator[Problem]:
    """Sources of which more is quoted in all than is fair, told at their last quotation."""
    total: Counter[str] = Counter()
    last: dict[str, Claim] = {}
    for claim in subject.claims:
        for key in _keys(claim) if claim.kind is Kind.QUOTATION else ():
            total[key] += sum(len(words.split()) for words in _quoted(claim.text, claim.path))
            last[key] = claim
    for key, count in total.items():
        if count > rules.MOST_WORDS_IN_ALL:
            message = f"{count} words of “{key}” are quoted in this brief"
            hint = f"{rules.MOST_WORDS_IN_ALL} are the most; tell more in your own words"
            yield rules.TOO_LONG.found(subject.document, last[key].place, message, hint)


def habit(subject: Subject) -> Iterator[Problem]:
    """Grades of which one seems to be copied from the other."""
    pairs = list(graded(subject))
    if is_habit(pairs):
        on = sum(_DIAGONAL[letter] == figure for letter, figure in pairs)
        message = f"{on} of {len(pairs)} graded facts pair A with 1, B with 2, C with 3 and so on"
        hint = "judge the source and the single fact apart"
        yield rules.HABIT.at(subject.document, ("facts",), message, hint, key=True)


def graded(subject: Subject) -> Iterator[tuple[str, int]]:
    """Reliability and credibility of each fact that has both, by its first source."""
    sources: Mapping[str, Source] = subject.checked.sources
    for key, fact in subject.brief.facts.items():
        for citation in fact_sources(subject.checked, key)[:1]:
            letter = sources[citation.key].reliability if citation.key in sources else None
            if letter and fact.credibility:
                yield letter, fact.credibility


def is_habit(pairs: Iterable[tuple[str, int]]) -> bool:
    """Whether more pairs lie on the diagonal than judging apart would put there.

    The measure is what would come of it if the same letters met the same figures by chance: mean
    and variance of the number of matches over all ways to deal them out are known exactly.
    """
    listed = list(pairs)
    size = len(listed)
    if size < rules.FEWEST_GRADES:
        return False
    on = sum(_DIAGONAL[letter] == figure for letter, figure in listed)
    letters = Counter(_DIAGONAL[letter] for letter, _ in listed)
    figures = Counter(figure for _, figure in listed)
    mean = sum(letters[n] * figures[n] for n in letters) / size
    squares = sum(letters[n] * figures[n] * (letters[n] + figures[n]) for n in letters) / size
    scatter = sum(letters[n] * figures[n] for n in letters) - squares + mean * mean
    deviation = math.sqrt(max(0.0, scatter / (size - 1)))
    return on / size >= _LEAST_SHARE and on > mean + _BEYOND_CHANCE * deviation


def _keys(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.key for citation in claim.citations))


def _quoted(text: str, path: Path) -> Iterable[str]:
    """What a text quotes; that of a block of this name is a quotation as a whole."""
    return [text] if path[-1] == "quotation" else quotations(text)


def _row(keys: tuple[str, ...]) -> str:
    return " and ".join(f"“{key}”" for key in keys)


CHECKS = (circular, one_origin, one_publisher, too_long, too_much, habit)
