"""What templates see: an edition whose every text is finished markup and every number is set.

These fields are documented and stable; a template prints them and computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from briefgen.enclosed import Attachment, NoteRecord
from briefgen.language import Words
from briefgen.model.kind import Accent


class Endnote(Struct, frozen=True):
    """A note as a list at the end prints it; `marks` are the anchors of its marks."""

    number: int
    id: str
    text: Markup
    marks: tuple[str, ...]


class DataCell(Struct, frozen=True):
    """One cell of the row of dates and references under the title."""

    label: str
    value: Markup


class PanelLine(Struct, frozen=True):
    """One row of the key facts panel."""

    label: str
    value: Markup
    note: Markup
    spark: Markup
    spec: str = ""


class Panel(Struct, frozen=True):
    """The key facts panel."""

    title: str
    locator: Markup
    rows: tuple[PanelLine, ...]


class KeyFigureView(Struct, frozen=True):
    """One number of the strip above the bottom line."""

    value: Markup
    label: Markup


class RatedLine(Struct, frozen=True):
    """One row of a rating: its name, level bar, level and, where it is set out, the reason."""

    label: str
    bar: Markup
    level: str
    reason: Markup


class RatingView(Struct, frozen=True):
    """The rating: its parts, the level that follows, and the rule in words."""

    against: str
    parts: tuple[RatedLine, ...]
    overall: RatedLine


class KeyJudgement(Struct, frozen=True):
    """A key judgement as the first page shows it."""

    number: int
    id: str
    statement: Markup
    bar: Markup
    term: str
    range: str
    confidence_bar: Markup
    confidence: str
    confident: Markup = Markup("")  # “<b>High</b> confidence”


class Part(Struct, frozen=True):
    """One block: `kind` names its template, `data` holds what that template prints."""

    kind: str
    data: Mapping[str, object]
    id: str = ""
    key: str = ""  # names the part on the laid-out page, so that it can be found and moved
    spec: str = ""  # where in the spec it comes from
    pieces: tuple[str, ...] = ()  # the blocks and paragraphs in it, by name


class SectionView(Struct, frozen=True):
    """A section with its parts."""

    id: str
    title: str
    parts: tuple[Part, ...]
    spec: str = ""


class CitedAt(Struct, frozen=True):
    """A place where a source is cited: its anchor, and the number of the note or “Figure 2”."""

    anchor: str
    words: str


class SourceRow(Struct, frozen=True):
    """One line of the list of sources; `anchors` are the places where it is cited."""

    number: str
    id: str
    entry: Markup
    kind: str
    grade: str
    best: bool
    anchors: tuple[str, ...]
    cited: tuple[CitedAt, ...]


class ChangeLine(Struct, frozen=True):
    """One line on what changed: what it is about, and what became of it."""

    label: str
    text: Markup


class ChangesView(Struct, frozen=True):
    """What changed since the last edition; `place` is `foot` of the main column, or `side`."""

    title: str
    lines: tuple[ChangeLine, ...]
    place: str = "foot"


class StyleView(Struct, frozen=True):
    """What a project adds to the furniture of the page; all empty where it adds nothing."""

    logo: str = ""  # its address on the page
    head: str = ""
    foot: str = ""


class Edition(Struct, frozen=True):
    """A brief composed for printing."""

    name: str
    language: str
    words: Words
    kind: str
    kind_name: str
    accent: Accent
    title: str
    native_title: str
    native_language: str
    also_called: tuple[str, ...]
    subtitle: str
    desk: str
    reference: str
    edition: int
    date: str
    created: str
    description: str
    keywords: str
    marking: str
    marking_colour: str
    marking_meaning: str
    page_size: str
    cells: tuple[DataCell, ...]
    key_figures: tuple[KeyFigureView, ...]
    panel: Panel | None
    bottom_line: Markup
    opening: tuple[Part, ...]
    judgements: tuple[KeyJudgement, ...]
    sections: tuple[SectionView, ...]
    grounds: tuple[Part, ...]
    gaps: tuple[Markup, ...]
    method: tuple[Part, ...]
    sources: tuple[SourceRow, ...]
    sources_note: str
    summary: str  # of all sources together
    yardstick: Markup
    yardstick_key: str
    confidence_bars: Mapping[str, Markup]
    abbreviations: tuple[tuple[str, str], ...]
    notes: tuple[NoteRecord, ...]
    endnotes: tuple[Endnote, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    attached: str = ""
    figures: int = 0
    tight: bool = False  # the first page gives up some of its air
    contents: bool = False
    changes: ChangesView | None = None
    changed: tuple[str, ...] = ()  # places in the spec that get a bar in the margin
    style: StyleView = StyleView()
