"""What the worker does: check a brief, then print it, by the same code as `check` and `build`.

Two steps, so that problems are shown before the pages are set. What is wrong is a value. What was
checked stays in the process for the second step: the classes of a declared kind cannot be sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from secrets import token_hex

from msgspec import structs

from briefgen.addresses import path_at
from briefgen.checks.dressing import dressed
from briefgen.checks.freshness import freshness_of
from briefgen.checks.ledger import ledger
from briefgen.checks.running import examine
from briefgen.document import Document
from briefgen.editors import address_of
from briefgen.elsewhere import lying_elsewhere
from briefgen.errors import BriefgenError
from briefgen.incremental import Watched
from briefgen.outputs.pictures import page_sizes
from briefgen.preview.values import Ages, Errand, Looked, Pages, PlacedSpot, Read, SourceSeen
from briefgen.printing import Order, make_checked
from briefgen.progress import unheard
from briefgen.project import BRIEFS, SUFFIX, Files, Remembered
from briefgen.settings import Settings, read_settings
from briefgen.validation import Checked, check


def look(errand: Errand) -> Looked:
    """Check a brief: all that is wrong with it, and what stands behind its claims."""
    watched = Watched(errand.files)
    try:
        settings, checked = checked_by(errand, watched)
    except BriefgenError as error:
        gone = f"{BRIEFS}/{errand.name}{SUFFIX}" in watched.absent
        return Looked(_read(watched), error.problems, gone=gone)
    report = examine(checked, settings)
    looked = Looked(
        _read(watched, _elsewhere(checked, settings, watched)),
        tuple(dict.fromkeys((*checked.errors, *report.problems))),
        _title(checked.document),
        address_of(settings.preview.editor),
        {name: (part.sourced, part.claims) for name, part in report.sections.items()},
    )
    if checked.brief is None:
        return looked
    name = token_hex(8)
    _kept(name).append((settings, checked))
    return replace(
        looked,
        ages=tuple(_ages(checked, settings, errand)),
        sources=tuple(_sources(checked)),
        checked=name,
    )


def checked_by(errand: Errand, files: Files) -> tuple[Settings, Checked]:
    """The settings that hold, and what a check makes of the spec by them."""
    settings = read_settings(files, errand.changes)
    checked = check(files, errand.name, settings.yardstick, errand.as_of)
    return settings, dressed(checked, files, settings)


@lru_cache(1)
def _kept(name: str) -> list[tuple[Settings, Checked]]:
    """What this process checked by this name; the next check takes its place."""
    return []


def print_pages(errand: Errand, name: str) -> Pages:
    """Print a brief that was checked; what forbids it is part of what is returned."""
    watched = Watched(errand.files)
    try:
        # Another process has come into the place of the one that checked: then once more.
        settings, checked = next(iter(_kept(name)), None) or checked_by(errand, watched)
        if checked.brief is None:
            return Pages(_read(watched), checked.problems)
        order = Order(Remembered(watched), settings, None, as_of=errand.as_of)
        printed = make_checked(checked, order, unheard)
    except BriefgenError as error:
        return Pages(_read(watched), error.problems)
    document = checked.document
    placed = (document.place(path_at(spot.address, document.tree)) for spot in printed.spots)
    return Pages(
        _read(watched),
        printed.result.problems[len(checked.problems) :],
        printed.pdf,
        page_sizes(printed.pdf),
        tuple(
            PlacedSpot(spot, place.line, place.column)
            for spot, place in zip(printed.spots, placed, strict=True)
        ),
        document.file,
        document.text,
    )


def _read(watched: Watched, elsewhere: Mapping[str, str] | None = None) -> Read:
    absent = sorted(watched.absent - watched.reads.keys())
    return Read(dict(watched.reads), tuple(absent), dict(watched.listings), elsewhere or {})


def _elsewhere(checked: Checked, settings: Settings, files: Watched) -> Mapping[str, str]:
    kind = checked.brief.kind if checked.brief is not None else ""
    return lying_elsewhere(kind, settings, files)


def _title(document: Document) -> str:
    tree = document.tree
    return str(tree.get("title") or "") if isinstance(tree, dict) else ""


def _ages(checked: Checked, settings: Settings, errand: Errand) -> Iterator[Ages]:
    """What has a limit, the worst first, on the day of today unless another is asked for."""
    day = errand.as_of or errand.today
    for each in freshness_of(structs.replace(checked, as_of=day), settings).ageing:
        place, following = each.place, each.next_on
        yield Ages(
            each.sort,
            each.name,
            each.words,
            each.state,
            f"{each.counted} {each.since}",
            following.isoformat() if following else "",
            place.file,
            place.line,
        )


def _sources(checked: Checked) -> Iterator[SourceSeen]:
    """The sources that claims rest on, the most used first."""
    claims: dict[str, set[int]] = {}
    for entry in ledger(checked):
        if entry.source:
            claims.setdefault(entry.source, set()).add(entry.claim)
    places = _places(checked)
    for key in sorted(claims, key=lambda key: (-len(claims[key]), key)):
        source = checked.sources[key]
        file, line = places.get(key, (checked.document.file, 0))
        grade = str(source.reliability or "")
        yield SourceSeen(key, source.called, grade, len(claims[key]), file, line)


def _places(checked: Checked) -> Mapping[str, tuple[str, int]]:
    """Where each source is described."""
    found: dict[str, tuple[str, int]] = {}
    for document in (*checked.libraries, checked.document):
        for key in checked.sources:
            if document.has(("sources", key)):
                place = document.place(("sources", key), key=True)
                found[key] = place.file, place.line
    return found
