"""A brief in every form that is asked for: checked once, made, and published together.

Pages are set by `printing`, which is loaded only where something needs them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct, structs

from briefgen.admission import admitted
from briefgen.errors import BriefgenError, ExitCode
from briefgen.evidence.carrying import evidence_of
from briefgen.evidence.numbering import numbered
from briefgen.outputs.bench import Bench, Made
from briefgen.outputs.formats import FORMATS, PDF, formats_of
from briefgen.placing import STDOUT, place_together, to_stdout
from briefgen.progress import Progress
from briefgen.project import Files, Remembered
from briefgen.results import BuildResult, Output
from briefgen.settings import Settings
from briefgen.spending import timed
from briefgen.validation import Checked


class Wanted(Protocol):
    """What is asked of a build; see `build` of the library."""

    @property
    def strict(self) -> bool: ...
    @property
    def validate(self) -> bool: ...
    @property
    def formats(self) -> tuple[str, ...]: ...
    @property
    def as_of(self) -> date | None: ...
    @property
    def scale(self) -> float: ...


class Commission(Struct, frozen=True):
    """What is to be made, from where, and to where."""

    files: Files
    settings: Settings
    target: Callable[[str], Path] | None  # of the document, its suffix apart; None: not written
    wanted: Wanted

    @property
    def strict(self) -> bool:
        """Whether a warning forbids it."""
        return self.wanted.strict

    @property
    def as_of(self) -> date | None:
        """The day it is made for."""
        return self.wanted.as_of


@dataclass
class _Pages:
    """The pages of one brief, set when first asked for."""

    checked: Checked
    commission: Commission
    progress: Progress
    result: BuildResult | None = field(default=None, repr=False)

    def pdf(self) -> bytes:
        """The PDF; RenderingFailed or ConformanceFailed where there is none."""
        if self.result is None:
            from briefgen.printing import Order, make_checked

            asked = self.commission
            order = Order(asked.files, asked.settings, None, validate=asked.wanted.validate)
            self.result = make_checked(self.checked, order, self.progress).result
        return self.result.pdf or b""


def produce(
    names: Sequence[str], commission: Commission, progress: Progress
) -> Iterator[BuildResult]:
    """Each brief in every form, in turn; one brief's failure stops no other."""
    formats = formats_of(commission.wanted.formats)
    for name in names:
        started = time.perf_counter()
        try:
            with timed() as clock:
                result = _one(name, formats, commission, progress)
            result = replace(result, spent=clock.spent())
        except BriefgenError as error:
            result = BuildResult(name, error.exit_code, error.problems)
        yield replace(result, seconds=time.perf_counter() - started)


def _one(
    name: str, formats: Sequence[str], commission: Commission, progress: Progress
) -> BuildResult:
    files = Remembered(commission.files)
    commission = structs.replace(commission, files=files)
    checked = admitted(name, commission, progress)
    pages = _Pages(checked, commission, progress)
    target = None if commission.target is None else commission.target(checked.name)
    bench = _bench(checked, commission, files, pages, target)
    made: dict[str, tuple[Made, ...]] = {}
    for key in formats:
        if key != PDF:
            progress(name, f"making {FORMATS[key].words}")
        made[key] = FORMATS[key].make(bench)
    if target is not None:
        progress(name, "publishing")
        _publish(made, bench, target)
    return _told(bench, pages, made, target)


def _bench(
    checked: Checked, asked: Commission, files: Remembered, pages: _Pages, target: Path | None
) -> Bench:
    alone = target == STDOUT
    stem = checked.name if target is None or alone else target.stem
    settings = numbered(evidence_of(checked, files, asked.settings))
    return Bench(checked, files, settings, stem, pages.pdf, alone, asked.wanted.scale)


def _publish(made: Mapping[str, tuple[Made, ...]], bench: Bench, target: Path) -> None:
    if target == STDOUT:
        ((document,),) = made.values()
        to_stdout(document.content)
        return
    folder, stem = target.parent, re.escape(bench.stem)
    files = {folder / each.name: each.content for each in _every(made)}
    own = [f"{stem}{FORMATS[key].beside}" for key in made if FORMATS[key].beside]
    place_together(files, folder, own)


def _every(made: Mapping[str, tuple[Made, ...]]) -> Iterator[Made]:
    for files in made.values():
        yield from files


def _told(
    bench: Bench, pages: _Pages, made: Mapping[str, tuple[Made, ...]], target: Path | None
) -> BuildResult:
    outputs = tuple(
        Output(key, each.name, each.content, _placed(target, each))
        for key in made
        for each in made[key]
    )
    path = outputs[0].path
    if pages.result is not None:
        pdf = pages.result.pdf if PDF in made else None
        return replace(pages.result, pdf=pdf, outputs=outputs, path=path)
    return BuildResult(
        bench.checked.name,
        ExitCode.DONE,
        bench.checked.problems,
        bench.checked.files,
        path=path,
        notes=len(bench.edition.notes),
        sources=len(bench.edition.sources),
        figures=bench.edition.figures,
        outputs=outputs,
    )


def _placed(target: Path | None, made: Made) -> Path | None:
    if target is None or target == STDOUT:
        return target
    return target.parent / made.name
