"""Rules on each source for itself: dated, graded, within the cut-off, entered once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from briefgen.checks import source_rules as rules
from briefgen.checks.cited import Entry
from briefgen.checks.rule import Rule
from briefgen.checks.subject import Subject
from briefgen.errors import Problem
from briefgen.model.identity import doi_of, page_of, same, title_of

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# Names that the standards keep for examples, and what only the own machine or network answers to.
_NOWHERE = re.compile(
    r"(?:^|\.)example(?:\.(?:com|org|net))?$|\.(?:invalid|test|localhost|local|internal|lan)$"
)
_CUT = re.compile(r"…|\.\.\.|%E2%80%A6", re.IGNORECASE)
_LOOSE_END = re.compile(r"[.,;:!”’\"'>\]}]$")


def undated(subject: Subject) -> Iterator[Problem]:
    """Cited sources of which no date at all is known."""
    for entry in _cited(subject):
        if entry.source.issued is None and entry.source.accessed is None:
            message = f"“{entry.key}” has neither “issued” nor “accessed”"
            hint = "add when it was published, or else the day you read it"
            yield _told(rules.UNDATED, entry, message, hint)


def unread(subject: Subject) -> Iterator[Problem]:
    """Cited sources online without the day of reading; without any date they are told above."""
    for entry in _cited(subject):
        source = entry.source
        if source.issued and source.url and not source.accessed and not doi_of(source):
            message = f"“{entry.key}” is online, and nothing says when it was read"
            yield _told(rules.UNREAD, entry, message, "add “accessed”, the day you opened it")


def ungraded(subject: Subject) -> Iterator[Problem]:
    """Cited sources without a grade of reliability."""
    for entry in _cited(subject):
        if entry.source.reliability is None:
            message = f"“{entry.key}” is cited and has no grade of reliability"
            hint = "add “reliability”, A to F, and “reliability_reason”"
            yield _told(rules.UNGRADED, entry, message, hint)


def unused(subject: Subject) -> Iterator[Problem]:
    """Sources of the brief's own list that nothing cites and none repeats."""
    repeated = {origin for each in subject.entries for origin in each.source.derived_from}
    for entry in subject.entries:
        if entry.own and not entry.cited and entry.key not in repeated:
            message = f"nothing in this brief cites “{entry.key}”"
            yield _told(rules.UNUSED, entry, message, "cite it, or move it to a library")


def too_new(subject: Subject) -> Iterator[Problem]:
    """Cited sources that were published after the cut-off."""
    cutoff = subject.brief.information_cutoff
    for entry in _cited(subject):
        issued = entry.source.issued
        if issued and issued.earliest() > cutoff.latest():
            message = f"“{entry.key}” is of {issued}, after the information cut-off of {cutoff}"
            yield _told(rules.TOO_NEW, entry, message, "move the cut-off, or do not cite it")


def unplaced(subject: Subject) -> Iterator[Problem]:
    """Cited sources without a date that may have changed since the cut-off."""
    cutoff = subject.brief.information_cutoff
    for entry in _cited(subject):
        source = entry.source
        if source.issued or source.archived or _YEAR.search(source.note or ""):
            continue
        if source.accessed and source.accessed > cutoff.latest():
            read = source.accessed.isoformat()
            message = f"“{entry.key}” has no date and was read on {read}, after the cut-off"
            hint = f"the cut-off is {cutoff}: say in “note” of which year it is, or add “issued”"
            yield _told(rules.UNPLACED, entry, message, hint)


def doubtful(subject: Subject) -> Iterator[Problem]:
    """Cited sources with an address that can hardly be meant."""
    for entry in _cited(subject):
        addresses = (("url", entry.source.url), ("archived", entry.source.archived))
        for field, address in addresses:
            if address and (doubt := doubt_about(address, kept=field == "archived")):
                hint = "open the page again and copy its address whole"
                path = (*entry.path, field)
                yield rules.DOUBTFUL.at(entry.document, path, f"the address {doubt}", hint)


def doubt_about(address: str, *, kept: bool = False) -> str:
    """Why an address can hardly be meant; nothing where it may be. A kept copy names its page."""
    parts = urlsplit(address)
    host = (parts.hostname or "").casefold()
    if _CUT.search(address):
        return "was cut short"
    if _LOOSE_END.search(address) or address.count(")") > address.count("("):
        return f"ends in a mark of the text it stood in, “{address[-1]}”"
    if not kept and re.search(r"^https?:/+https?", address[:20]):
        return "begins twice"
    if _NOWHERE.search(host) or _is_private(host):
        return f"leads nowhere: no reader can reach “{host}”"
    return ""


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def twice(subject: Subject) -> Iterator[Problem]:
    """Pairs of entries that are one source, where at least one of the two is cited."""
    known = subject.entries
    for first, second in _pairs(known):
        by = same(first.source, second.source)
        if by and (first.cited or second.cited):
            message = f"“{second.key}” is the source that is entered as “{first.key}”: same {by}"
            yield _told(rules.TWICE, second, message, f"keep one, and cite it as @{first.key}")


def _pairs(known: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs that have something in common, each once, the one that is entered first before."""
    alike: Iterable[Callable[[Entry], str]] = (
        lambda entry: doi_of(entry.source),
        lambda entry: page_of(entry.source.url),
        lambda entry: title_of(entry.source),
    )
    met: set[tuple[str, str]] = set()
    for sign in alike:
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in known:
            if found := sign(entry):
                for other in groups[found][:1]:
                    if (other.key, entry.key) not in met:
                        met.add((other.key, entry.key))
                        yield other, entry
                groups[found].append(entry)


def _cited(subject: Subject) -> Iterator[Entry]:
    return (entry for entry in subject.entries if entry.cited)


def _told(rule: Rule, entry: Entry, message: str, hint: str) -> Problem:
    return rule.at(entry.document, entry.path, message, hint, key=True)


CHECKS = (undated, unread, ungraded, unused, too_new, unplaced, doubtful, twice)
