"""A job into a proven PDF: lay out, write, prove, and lay out again with a remedy where a note strayed.

`render` is a pure function of the job, so any executor can run it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefgen.errors import Place, Problem
from briefgen.outputs.boxes import (
    cut_asides,
    name_pages_once,
    note_areas,
    page_fills,
    page_openers,
)
from briefgen.outputs.engine import complaints, lay_out, write
from briefgen.outputs.job import RenderJob
from briefgen.outputs.proof import Proof, Stray, prove

BLOCKS = ("p", "li", "tr", "figure", ".grounds", "blockquote")


@dataclass(frozen=True)
class Rendered:
    """A finished PDF with what was found out about it."""

    pdf: bytes
    proof: Proof
    fills: tuple[float, ...]
    openers: tuple[str, ...] = ()  # for each page the part that begins it
    layouts: int = 1
    unproven: tuple[Stray, ...] = ()
    problems: tuple[Problem, ...] = ()


def _cure(strays: Iterable[Stray]) -> str:
    """The rule that nearly cures the engine: no block that carries notes is broken."""
    return "p,li,tr,.grounds{break-inside:avoid}"


def _keep_together(strays: Iterable[Stray]) -> str:
    return _for_blocks(strays, "break-inside:avoid") + _for_blocks(
        strays, "break-after:avoid", ("h2", "h3")
    )


def _loosen(strays: Iterable[Stray]) -> str:
    """Orphans and widows let the engine push notes off; without them it has no cause to."""
    return _for_blocks(strays, "orphans:1;widows:1")


def _break_before(strays: Iterable[Stray]) -> str:
    return _for_blocks(strays, "break-before:page")


def _for_blocks(strays: Iterable[Stray], rule: str, blocks: tuple[str, ...] = BLOCKS) -> str:
    return "".join(
        f"{','.join(f'{block}:has(#ref-{stray.number})' for block in blocks)}{{{rule}}}\n"
        for stray in strays
    )


REMEDIES: tuple[Callable[[Iterable[Stray]], str], ...] = (
    _cure,
    _keep_together,
    _loosen,
    _break_before,
)


def render(job: RenderJob) -> Rendered:
    """The PDF of a job, proven; `unproven` and `problems` are not empty where no remedy helped."""
    rendered = _once(job, 1)
    css = ""
    for number, remedy in enumerate(REMEDIES, start=2):
        if not rendered.unproven:
            break
        css += remedy(rendered.unproven) + "\n"
        again = _once(job.with_remedies(css), number)
        rendered = again if len(again.unproven) <= len(rendered.unproven) else rendered
    return rendered


def _once(job: RenderJob, number: int) -> Rendered:
    layout = lay_out(job)
    fills, openers = page_fills(layout.document), page_openers(layout.document)
    cut = cut_asides(layout.document)
    areas = note_areas(layout.document)
    name_pages_once(layout.document)
    pdf, said = write(layout, job)
    proof = prove(pdf, job.notes, areas)
    strays = proof.strays + _collisions(proof, [fill.overlap for fill in fills])
    return Rendered(
        pdf,
        proof,
        tuple(fill.share for fill in fills),
        openers,
        number,
        strays,
        tuple(complaints(job, layout.said + said)) + tuple(_cut(job, *each) for each in cut),
    )


def _collisions(proof: Proof, overlaps: list[float]) -> tuple[Stray, ...]:
    """Pages on which text runs into the notes, told by the last note of the page."""
    last = {page: number for number, page in enumerate(proof.pages_of_notes, start=1)}
    return tuple(
        Stray(last[page], "collides", f"text runs into the notes of page {page}")
        for page, overlap in enumerate(overlaps, start=1)
        if overlap and page in last
    )


def _cut(job: RenderJob, name: str, page: int) -> Problem:
    what = "the key facts panel" if name == "panel" else "a side note"
    return Problem(
        Place(f"briefs/{job.name}.yaml"),
        f"{what} does not fit on page {page} and would be cut in two",
        "shorten it, or move it",
    )
