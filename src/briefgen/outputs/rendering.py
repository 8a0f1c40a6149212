"""A job into a proven PDF: lay out, write, prove, and again with a remedy where a note strayed.

`render` is a pure function of the job, so any executor can run it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct, field, structs

from briefgen.collecting import seldom
from briefgen.errors import Place, Problem
from briefgen.outputs.boxes import (
    CutAside,
    PageFill,
    cut_asides,
    name_pages_once,
    note_areas,
    page_fills,
    page_openers,
)
from briefgen.outputs.engine import Faces, Layout, lay_out, loaded_faces, write
from briefgen.outputs.failing import complaints
from briefgen.outputs.flow import NO_FLOW, Flow
from briefgen.outputs.footnotes.notes import Fault
from briefgen.outputs.job import RenderJob
from briefgen.outputs.measuring import measure
from briefgen.outputs.proven import Proof, Stray
from briefgen.outputs.rests import NoteArea
from briefgen.outputs.spots import Spot, spots
from briefgen.outputs.tuning.guard import refusal as untuned

if TYPE_CHECKING:
    from briefgen.templating import CompiledTemplate

_ONE_AT_A_TIME = Lock()
BLOCKS = ("p", "li", "tr", "figure", ".lead", "blockquote")

Worth: TypeAlias = Callable[[Sequence[float]], bool]  # whether pages so full are worth a PDF


class Rendered(Struct, frozen=True):
    """A finished PDF with what was found out about it."""

    pdf: bytes
    proof: Proof
    fills: tuple[float, ...]
    openers: tuple[str, ...] = ()  # for each page the part that begins it
    layouts: int = 1
    unproven: tuple[Stray, ...] = ()
    problems: tuple[Problem, ...] = ()
    cut: tuple[CutAside, ...] = ()
    note_errors: tuple[Fault, ...] = ()  # what the layout itself could not place
    warnings: tuple[str, ...] = ()  # where the engine's own way with notes or tags was taken
    places: Mapping[int, str] = field(default_factory=dict)  # objects of the PDF, in the spec
    flow: Flow = NO_FLOW
    spots: tuple[Spot, ...] = ()  # where each part of the spec is on its page

    @property
    def rank(self) -> tuple[int, int]:
        """Less is better: notes that stray, margin notes that are cut."""
        return len(self.unproven), len(self.cut)

    def can_be_kept(self, css: str) -> bool:
        """Whether a margin note is cut that no rule was yet given for."""
        return any(aside.part and _lead_rule(aside) not in css for aside in self.cut)


def _cure(strays: Iterable[Stray]) -> str:
    """The rule that nearly cures the engine: no block that carries notes is broken."""
    return "p,li,tr{break-inside:avoid}"


def _keep_together(strays: Iterable[Stray]) -> str:
    return _for_blocks(strays, "break-inside:avoid") + _for_blocks(
        strays, "break-after:avoid", ("h2", "h3")
    )


def _loosen(strays: Iterable[Stray]) -> str:
    """Orphans and widows let the engine push notes off; without them it has no cause to."""
    return _for_blocks(strays, "orphans:1;widows:1")


def _break_after(strays: Iterable[Stray]) -> str:
    """A block that does not fit any more pushes off the notes before it; so it begins a page."""
    return _for_blocks(strays, "break-after:page")


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
    _break_after,
    _break_before,
)


def render(job: RenderJob, *, plain: bool = False) -> Rendered:
    """The PDF of a job, proven; `unproven` and `problems` are not empty where no remedy helped.

    `plain` leaves where notes go to the engine and to the remedies. Threads wait for each other
    here: neither the engine nor the reader of the proof can serve two of them at a time.
    """
    with _ONE_AT_A_TIME, seldom(), loaded_faces(job) as faces:
        return _repaired(job, faces, _written(_laid_out(job, faces, plain), job, 1), plain)


def attempt(job: RenderJob, worth: Worth) -> Rendered | None:
    """As `render`; None where its pages are not worth it, and then nothing is written or proven."""
    with _ONE_AT_A_TIME, seldom(), loaded_faces(job) as faces:
        laid = _laid_out(job, faces)
        if not laid.cut and not worth(laid.shares):
            return None
        return _repaired(job, faces, _written(laid, job, 1))


class Typesetter(Protocol):
    """Whoever sets pages; see `render` and `attempt`.

    A job that is soon asked for can be begun, and once it is ended nothing may be asked any more.
    What it had the time to compile for others is lent.
    """

    def lent(self) -> Sequence[CompiledTemplate]: ...
    def begin(self, job: RenderJob) -> None: ...
    def render(self, job: RenderJob) -> Rendered: ...
    def attempt(self, job: RenderJob, worth: Worth) -> Rendered | None: ...
    def end(self) -> None: ...


class Here(Struct, frozen=True):
    """Pages set in this process."""

    def lent(self) -> Sequence[CompiledTemplate]:
        return ()

    def begin(self, job: RenderJob) -> None:
        pass  # it would only have to be waited for

    def render(self, job: RenderJob) -> Rendered:
        return render(job)

    def attempt(self, job: RenderJob, worth: Worth) -> Rendered | None:
        return attempt(job, worth)

    def end(self) -> None:
        pass


HERE = Here()


def _repaired(job: RenderJob, faces: Faces, rendered: Rendered, plain: bool = False) -> Rendered:
    remedies = list(REMEDIES)
    css = ""
    while remedies and (rendered.unproven or rendered.can_be_kept(css)):
        css += _keep_whole(rendered.cut)
        if rendered.unproven:
            css += remedies.pop(0)(rendered.unproven) + "\n"
        cured = job.with_remedies(css)
        again = _written(_laid_out(cured, faces, plain), cured, rendered.layouts + 1)
        if again.rank <= rendered.rank:
            rendered = again
        else:
            rendered = structs.replace(rendered, layouts=again.layouts)
    return rendered


def _keep_whole(cut: Iterable[CutAside]) -> str:
    """A margin note that was cut, kept with its paragraphs: the engine heeds that on blocks.

    The block must be as high as the note, so it holds its floats.
    """
    return "".join(_lead_rule(aside) for aside in cut if aside.part)


def _lead_rule(aside: CutAside) -> str:
    return f'.lead[data-part="{aside.part}"]{{break-inside:avoid;display:flow-root}}\n'


class _Laid(Struct, frozen=True):
    """Pages laid out and looked at, but not written yet."""

    layout: Layout
    fills: tuple[PageFill, ...]
    cut: tuple[CutAside, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """How full each page is."""
        return tuple(fill.share for fill in self.fills)


def _laid_out(job: RenderJob, faces: Faces, plain: bool = False) -> _Laid:
    layout = lay_out(job, faces, plain=plain)
    return _Laid(layout, page_fills(layout.document), cut_asides(layout.document))


def _written(laid: _Laid, job: RenderJob, number: int) -> Rendered:
    from briefgen.outputs.proof import prove  # brings the reader with it

    layout, document = laid.layout, laid.layout.document
    openers, areas, flow = page_openers(document), note_areas(document), measure(document)
    name_pages_once(document)
    written = write(layout, job)
    proof = prove(written.pdf, job.notes, areas, spelt=not written.untagged)
    return Rendered(
        written.pdf,
        proof,
        laid.shares,
        openers,
        number,
        proof.strays + _collisions(proof, laid.fills, areas),
        tuple(complaints(job, layout.said + written.said))
        + tuple(_told(job, aside) for aside in laid.cut),
        laid.cut,
        layout.note_errors,
        tuple(filter(None, (layout.uncorrected, written.untagged, untuned()))),
        written.places,
        flow,
        spots(document),
    )


def _collisions(
    proof: Proof, fills: Sequence[PageFill], areas: Sequence[NoteArea | None]
) -> tuple[Stray, ...]:
    """Pages on which text runs into the notes, told by the last note that began by then."""
    return tuple(
        Stray(number, "collides", f"text runs into the notes of page {page}")
        for page, (fill, area) in enumerate(zip(fills, areas, strict=True), start=1)
        if fill.overlap and area is not None
        for number in _last_by(proof, page)
    )


def _last_by(proof: Proof, page: int) -> list[int]:
    begun = enumerate(proof.pages_of_notes, start=1)
    return [number for number, its_page in begun if its_page <= page][-1:]


def _told(job: RenderJob, aside: CutAside) -> Problem:
    what = "the key facts panel" if aside.kind == "panel" else "a side note"
    return Problem(
        Place(f"briefs/{job.name}.yaml"),
        f"{what} does not fit on page {aside.page} and would be cut in two",
        "shorten it, or move it",
    )
