"""Building briefs: load, check, compose, template, close, render, prove, publish; one by one.

One brief's failure never stops the others; each result says what happened.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefgen.changes.record import read_record
from briefgen.conforming import problems_of
from briefgen.edition import Edition, NoteRecord, compose
from briefgen.edition.arranging import Arrangement
from briefgen.edition.since import BOXES, Box
from briefgen.errors import (
    BriefgenError,
    ConformanceFailed,
    ExitCode,
    InputProblems,
    Place,
    Problem,
    RenderingFailed,
    Severity,
)
from briefgen.evidence.carrying import Evidence, Kept, carrying, evidence_of, kept_of
from briefgen.evidence.frozen import frozen, number_of
from briefgen.filling import CONTENTS_OVER, filled, score
from briefgen.filling.judging import lacking
from briefgen.outputs.bars import marked
from briefgen.outputs.job import RenderJob, close_job
from briefgen.outputs.proof import Stray
from briefgen.outputs.rendering import Rendered, render
from briefgen.placing import place
from briefgen.project import Files, Remembered
from briefgen.results import BuildResult
from briefgen.settings import Settings
from briefgen.templating import render_html
from briefgen.validation import Checked, check, require

Progress = Callable[[str, str], None]  # brief, stage
AIRY = frozenset({"Letter"})  # papers on which the first page may give up some of its air


@dataclass(frozen=True)
class Order:
    """What is to be built, from where and to where."""

    files: Files
    settings: Settings
    target: Callable[[str], Path] | None  # None: nothing is written
    strict: bool = False
    validate: bool = False


@dataclass(frozen=True)
class Made:
    """A finished brief: what became of it, and all it was made from."""

    result: BuildResult
    pdf: bytes
    kept: Kept


def close(edition: Edition, order: Order, evidence: Evidence) -> RenderJob:
    """The closed job of an edition, with what it is made from."""
    files, folders = evidence.files, order.settings.templates
    html = marked(render_html(edition, files, folders), edition.changed)
    job = close_job(edition, html, files, folders)
    return carrying(job, kept_of(evidence, edition))


def gather(checked: Checked, order: Order) -> Evidence:
    """What a brief is made from; files of the order that remembers them are read once."""
    files = order.files if isinstance(order.files, Remembered) else Remembered(order.files)
    return evidence_of(checked, files, order.settings)


def prepare(checked: Checked, order: Order) -> tuple[Edition, RenderJob]:
    """The edition of a checked brief and its job, as it is before anything is moved."""
    edition = compose(checked, order.settings)
    return edition, close(edition, order, gather(checked, order))


def set_pages(
    checked: Checked, order: Order, evidence: Evidence | None = None
) -> tuple[Edition, Rendered]:
    """The pages of a brief, filled; with a table of contents where they are many."""
    gathered = evidence or gather(checked, order)

    def rendered(edition: Edition) -> Rendered:
        return render(close(edition, order, gathered))

    since = read_record(order.files, checked.name)
    composed = partial(compose, checked, order.settings, since=since)
    edition = composed()
    pages = rendered(edition)
    if edition.changes is not None and pages.flow.page:  # the first page does not hold it
        box = _fitting(composed, rendered)
        composed = partial(composed, box=box)
        edition = composed()
        pages = rendered(edition)
    if pages.proof.pages > CONTENTS_OVER and not edition.contents:
        composed = partial(composed, contents=True)
        if (fuller := composed()).contents:
            edition, pages = fuller, rendered(fuller)
    best = filled(edition, pages, composed, rendered)
    if not lacking(best[1].fills) or order.settings.page_size not in AIRY:
        return best

    def tightly(*, arrangement: Arrangement) -> Edition:
        return replace(composed(arrangement=arrangement), tight=True)

    tight = replace(edition, tight=True)
    other = filled(tight, rendered(tight), tightly, rendered)
    return min(best, other, key=lambda each: score(each[1]))


def _fitting(composed: Callable[..., Edition], rendered: Callable[[Edition], Rendered]) -> Box:
    """The box of changes that the first page holds beside all else; the usual one if none is."""
    fits = (box for box in BOXES[1:] if not rendered(composed(box=box)).flow.page)
    return next(fits, BOXES[0])


def build(names: Sequence[str], order: Order, progress: Progress) -> Iterator[BuildResult]:
    """Build each brief in turn."""
    for name in names:
        started = time.perf_counter()
        try:
            result = _one(name, order, progress)
        except BriefgenError as error:
            result = BuildResult(name, error.exit_code, error.problems)
        yield replace(result, seconds=time.perf_counter() - started)


def _one(name: str, order: Order, progress: Progress) -> BuildResult:
    checked = checked_for(name, order, progress)
    made = make(checked, order, progress)
    if order.target is None:
        return made.result
    progress(name, "publishing")
    return replace(made.result, path=place(made.pdf, order.target(checked.name)))


def checked_for(name: str, order: Order, progress: Progress) -> Checked:
    """A brief that can be printed; InputProblems with all that forbids it."""
    progress(name, "checking")
    checked = check(order.files, name, order.settings.yardstick)
    require(checked)
    if order.strict and checked.problems:
        raise InputProblems(checked.problems)
    return checked


def make(checked: Checked, order: Order, progress: Progress) -> Made:
    """A brief printed and proven, under the number that its content has or would get."""
    evidence = gather(checked, order)
    settings = _numbered(evidence)
    order, evidence = replace(order, settings=settings), replace(evidence, settings=settings)
    progress(checked.name, "setting pages")
    edition, rendered = set_pages(checked, order, evidence)
    _require_proven(rendered, edition, checked)
    if order.validate:
        progress(checked.name, "validating")
        _require_conforming(rendered, checked)
    result = BuildResult(
        checked.name,
        ExitCode.DONE,
        checked.problems + _warnings(rendered, checked.name),
        checked.files,
        pdf=rendered.pdf,
        pages=rendered.proof.pages,
        notes=len(edition.notes),
        sources=len(edition.sources),
        figures=edition.figures,
        layouts=rendered.layouts,
        page_fill=rendered.fills,
    )
    return Made(result, rendered.pdf, kept_of(evidence, edition))


def _numbered(evidence: Evidence) -> Settings:
    """The settings with the number of the edition, as the folder of editions has it."""
    settings, checked = evidence.settings, evidence.checked
    published = frozen(evidence.files, settings.editions, checked.name)
    lowest = max(require(checked).edition, settings.edition)
    number = number_of(evidence.content, lowest, published)
    return settings.model_copy(update={"edition": number})


def _warnings(rendered: Rendered, name: str) -> tuple[Problem, ...]:
    """Warnings where something was left to the engine that briefgen does better."""
    hint = "nothing is wrong with the brief, and its notes are proven all the same"
    place = Place(f"briefs/{name}.yaml")
    return tuple(Problem(place, said, hint, Severity.WARNING) for said in rendered.warnings)


def _require_proven(rendered: Rendered, edition: Edition, checked: Checked) -> None:
    """RenderingFailed with each note that strayed and the line of its claim."""
    records = {record.number: record for record in edition.notes}
    found = [_told(stray, records[stray.number], checked) for stray in rendered.unproven]
    if found or rendered.problems:
        raise RenderingFailed([*found, *rendered.problems])


def _require_conforming(rendered: Rendered, checked: Checked) -> None:
    """ConformanceFailed with each rule that the PDF breaks and the line it comes from."""
    found = problems_of(rendered.pdf, rendered.places, checked.document)
    if found:
        raise ConformanceFailed(found)


def _told(stray: Stray, record: NoteRecord, checked: Checked) -> Problem:
    return checked.document.problem(
        record.path,
        f"note {stray.number} cannot be proven on its page: {stray.detail}",
        "shorten the note or the block around it, or move the block",
    )
