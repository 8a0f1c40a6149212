"""One brief from its spec to a finished PDF: check, compose, template, close, render, prove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct, structs

from briefgen.addresses import address
from briefgen.cache import Cache
from briefgen.changes.record import Record, read_record
from briefgen.edition.arranging import Arrangement, Compose
from briefgen.edition.compose import compose
from briefgen.edition.since import BOXES, Box
from briefgen.edition.view import Edition
from briefgen.enclosed import NoteRecord
from briefgen.errors import (
    ConformanceFailed,
    ExitCode,
    Place,
    Problem,
    RenderingFailed,
    Severity,
)
from briefgen.evidence.carrying import Evidence, Kept, carrying, evidence_of, kept_of
from briefgen.evidence.numbering import numbered
from briefgen.filling import CONTENTS_OVER, Filling
from briefgen.incremental import Memory
from briefgen.outputs.bars import marked
from briefgen.outputs.closing import close_job
from briefgen.outputs.job import RenderJob
from briefgen.outputs.proven import Stray
from briefgen.outputs.rendering import HERE, Rendered, Typesetter, Worth
from briefgen.outputs.spots import Spot
from briefgen.progress import Progress
from briefgen.project import Files, Remembered
from briefgen.results import BuildResult
from briefgen.settings import Settings
from briefgen.spending import stage
from briefgen.templating import borrow_templates, filled
from briefgen.validation import Checked, require

AIRY = frozenset({"Letter"})  # papers on which the first page may give up some of its air


class Order(Struct, frozen=True):
    """What is to be built, from where and to where."""

    files: Files
    settings: Settings
    target: Callable[[str], Path] | None  # None: nothing is written
    strict: bool = False
    validate: bool = False
    as_of: date | None = None
    memory: Memory | None = None  # None: nothing is remembered, all is made anew
    cache: Cache | None = None  # of finished PDFs, which others may share
    typesetter: Typesetter = HERE

    def known(self, name: str) -> str:
        """The job of a brief whose PDF stands if it is the same; else nothing."""
        return self.memory.known(name) if self.memory is not None else ""


class Ready(Struct, frozen=True):
    """A brief before its pages are set: its edition, its job, and what both are made from."""

    checked: Checked
    order: Order
    evidence: Evidence
    edition: Edition
    kept: Kept
    job: RenderJob


class Printed(Struct, frozen=True):
    """A finished brief: what became of it, and all it was made from."""

    result: BuildResult
    pdf: bytes
    kept: Kept
    spots: tuple[Spot, ...] = ()


def close(edition: Edition, order: Order, evidence: Evidence) -> RenderJob:
    """The closed job of an edition, with what it is made from."""
    return _closed(edition, order, evidence)[1]


@stage("filling templates")
def _closed(edition: Edition, order: Order, evidence: Evidence) -> tuple[Kept, RenderJob]:
    files, settings = evidence.files, order.settings
    borrow_templates(order.typesetter.lent())
    page = filled(edition, files, settings.folders)
    html = marked(page.html, edition.changed)
    kept = kept_of(evidence, edition)
    return kept, carrying(close_job(edition, html, files, settings, page.templates), kept)


def gather(checked: Checked, order: Order) -> Evidence:
    """What a brief is made from; files of the order that remembers them are read once."""
    files = order.files if isinstance(order.files, Remembered) else Remembered(order.files)
    return evidence_of(checked, files, order.settings)


def prepare(checked: Checked, order: Order) -> tuple[Edition, RenderJob]:
    """The edition of a checked brief and its job, as it is before anything is moved."""
    edition = compose(checked, order.settings)
    return edition, close(edition, order, gather(checked, order))


def set_pages(
    checked: Checked, order: Order, ready: Ready | None = None
) -> tuple[Edition, Rendered]:
    """The pages of a brief, filled; with a table of contents where they are many."""
    evidence = ready.evidence if ready is not None else gather(checked, order)

    def rendered(edition: Edition) -> Rendered:
        return order.typesetter.render(close(edition, order, evidence))

    def tried(edition: Edition, worth: Worth) -> Rendered | None:
        return order.typesetter.attempt(close(edition, order, evidence), worth)

    composed = partial(compose, checked, order.settings, since=_since(checked, order))
    edition = ready.edition if ready is not None else composed()
    pages = order.typesetter.render(ready.job) if ready is not None else rendered(edition)
    if edition.changes is not None and pages.flow.page:  # the first page does not hold it
        composed = partial(composed, box=_fitting(composed, rendered))
        edition = composed()
        pages = rendered(edition)
    if pages.proof.pages > CONTENTS_OVER and require(checked).contents is None:
        composed = partial(composed, contents=True)
        edition = composed()
        pages = rendered(edition)
    filling = Filling(edition, pages, composed, tried)
    best = filling.moved()
    if not best.is_done and order.settings.page_size in AIRY:
        tight = structs.replace(edition, tight=True)
        other = Filling(tight, rendered(tight), partial(_tightly, composed), tried)
        if (moved := other.moved()).score < best.score:
            filling, best = other, moved
    best = filling.stretched(best)
    return best.edition, best.rendered


def _fitting(composed: Callable[..., Edition], rendered: Callable[[Edition], Rendered]) -> Box:
    """The box of changes that the first page holds beside all else, or else the smallest."""
    fits = (box for box in BOXES[1:] if not rendered(composed(box=box)).flow.page)
    return next(fits, BOXES[-1])


def _tightly(composed: Compose, *, arrangement: Arrangement) -> Edition:
    return structs.replace(composed(arrangement=arrangement), tight=True)


def _since(checked: Checked, order: Order) -> Record | None:
    """What changed since the last edition, where that is to be printed."""
    return read_record(order.files, checked.name)


def make_ready(checked: Checked, order: Order) -> Ready:
    """A checked brief composed and closed, under the number that its content has or would get."""
    evidence = gather(checked, order)
    settings = numbered(evidence)
    order, evidence = (
        structs.replace(order, settings=settings),
        structs.replace(evidence, settings=settings),
    )
    edition = compose(checked, settings, since=_since(checked, order))
    return Ready(checked, order, evidence, edition, *_closed(edition, order, evidence))


def make_checked(checked: Checked, order: Order, progress: Progress) -> Printed:
    """A checked brief printed and proven."""
    return make(make_ready(checked, order), progress)


def make(ready: Ready, progress: Progress) -> Printed:
    """A brief printed and proven."""
    checked, order = ready.checked, ready.order
    progress(checked.name, "setting pages")
    edition, rendered = set_pages(checked, order, ready)
    _require_proven(rendered, edition, checked, dressed=bool(order.settings.folders))
    if order.validate:
        progress(checked.name, "validating")
        _require_conforming(rendered, checked)
    result = BuildResult(
        checked.name,
        ExitCode.DONE,
        checked.problems + _warnings(rendered, checked.name) + _too_long(rendered, checked),
        checked.files,
        pdf=rendered.pdf,
        pages=rendered.proof.pages,
        notes=len(edition.notes),
        sources=len(edition.sources),
        figures=edition.figures,
        layouts=rendered.layouts,
        page_fill=rendered.fills,
    )
    kept = ready.kept if edition is ready.edition else kept_of(ready.evidence, edition)
    return Printed(result, rendered.pdf, kept, _spots(rendered, edition))


def _spots(rendered: Rendered, edition: Edition) -> tuple[Spot, ...]:
    """Where all is on its page, each note with the place of its claim."""
    claims = {note.number: address(note.path) for note in edition.notes}
    return tuple(
        structs.replace(spot, address=claims.get(spot.note, "")) if spot.note else spot
        for spot in rendered.spots
    )


def _warnings(rendered: Rendered, name: str) -> tuple[Problem, ...]:
    """Warnings where something was left to the engine that briefgen does better."""
    hint = "nothing is wrong with the brief, and its notes are proven all the same"
    place = Place(f"briefs/{name}.yaml")
    return tuple(Problem(place, said, hint, Severity.WARNING) for said in rendered.warnings)


def _too_long(rendered: Rendered, checked: Checked) -> tuple[Problem, ...]:
    """A warning where there are more pages than the kind wants."""
    kind, pages = type(require(checked)), rendered.proof.pages
    if kind.most_pages is None or pages <= kind.most_pages:
        return ()
    most = "1 page" if kind.most_pages == 1 else f"{kind.most_pages} pages"
    message = f"{pages} pages; a brief of the kind “{kind.kind_name}” has {most} at most"
    hint = "leave out what its readers can do without, or take another kind"
    problem = checked.document.problem(("kind",), message, hint)
    return (replace(problem, severity=Severity.WARNING),)


def _require_proven(
    rendered: Rendered, edition: Edition, checked: Checked, *, dressed: bool
) -> None:
    """RenderingFailed with each note that strayed and the line of its claim."""
    records = {record.number: record for record in edition.notes}
    found = [_told(each, records[each.number], checked, dressed) for each in rendered.unproven]
    if found or rendered.problems:
        raise RenderingFailed([*found, *rendered.problems])


@stage("validating")
def _require_conforming(rendered: Rendered, checked: Checked) -> None:
    """ConformanceFailed with each rule that the PDF breaks and the line it comes from."""
    from briefgen.conforming import problems_of  # brings what runs another program with it

    found = problems_of(rendered.pdf, rendered.places, checked.document)
    if found:
        raise ConformanceFailed(found)


def _told(stray: Stray, record: NoteRecord, checked: Checked, dressed: bool) -> Problem:
    hint = "shorten the note or the block around it, or move the block"
    if dressed:  # what hides notes is rather there than in the brief
        hint = (
            f"see whether a template or style sheet of yours leaves it out or hides it; else {hint}"
        )
    message = f"note {stray.number} cannot be proven on its page: {stray.detail}"
    return checked.document.problem(record.path, message, hint)
