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

    number: int  # Its number.
    id: str  # Its anchor in the list.
    text: Markup  # The note.
    marks: tuple[str, ...]  # The anchors of its marks, for links back.


class DataCell(Struct, frozen=True):
    """One cell of the row of dates and references under the title."""

    label: str  # What it is.
    value: Markup  # The date or reference.


class PanelLine(Struct, frozen=True):
    """One row of the key facts panel."""

    label: str  # Name of the row.
    value: Markup  # Its value with marks of notes.
    note: Markup  # The small line under it.
    spark: Markup  # The course of the value, drawn; empty where none is asked for.
    spec: str = ""  # Where in the spec it stands, as for a Part.


class Panel(Struct, frozen=True):
    """The key facts panel."""

    title: str  # Its heading.
    locator: Markup  # Drawing of the globe; empty where there is no country.
    rows: tuple[PanelLine, ...]  # Rows: PanelLine.


class KeyFigureView(Struct, frozen=True):
    """One number of the strip above the bottom line."""

    value: Markup  # The number.
    label: Markup  # What it is.


class RatedLine(Struct, frozen=True):
    """One row of a rating: its name, level bar, level and, where it is set out, the reason."""

    label: str  # Name of the part.
    bar: Markup  # Drawing of the level.
    level: str  # The level in words.
    reason: Markup  # Why, with notes; empty in `rating_strip`, since `rating` sets it out.


class RatingView(Struct, frozen=True):
    """The rating: its parts, the level that follows, and the rule in words."""

    against: str  # Whom or what the threat is rated against.
    parts: tuple[RatedLine, ...]  # Intent, capability and opportunity: RatedLine.
    overall: RatedLine  # The level that follows from them: RatedLine.


class KeyJudgement(Struct, frozen=True):
    """A key judgement as the first page shows it."""

    number: int  # Its number.
    id: str  # The id of its anchor.
    statement: Markup  # The judgement with its note.
    bar: Markup  # Drawing of the likelihood.
    term: str  # The term of likelihood.
    range: str  # Its odds.
    confidence_bar: Markup  # Drawing of the confidence.
    confidence: str  # The confidence in a word.
    confident: Markup = Markup("")  # The same with its noun, as markup: “**High** confidence”.


class Part(Struct, frozen=True):
    """One block: `kind` names its template, `data` holds what that template prints."""

    kind: str  # Names the template: `parts/KIND.html`.
    data: Mapping[str, object]  # What that template prints, by name.
    id: str = ""  # Anchor that texts refer to; may be empty.
    # Name of the part on the laid-out page. Print it as `data-part`, so that figures can be moved
    # to where they fit.
    key: str = ""
    # Where in the spec the block stands, like `sections/economy/blocks/2`. Print it
    # as `data-spec`, so that `--validate` can name the line.
    spec: str = ""
    pieces: tuple[str, ...] = ()  # The blocks and paragraphs in it by name; not to be printed.


class SectionView(Struct, frozen=True):
    """A section with its parts."""

    id: str  # Its anchor.
    title: str  # Its heading.
    parts: tuple[Part, ...]  # Its blocks: Part.
    spec: str = ""  # Where in the spec the heading stands, as for a Part.


class CitedAt(Struct, frozen=True):
    """A place where a source is cited: its anchor, and the number of the note or “Figure 2”."""

    anchor: str  # The anchor of the place.
    words: str  # The number of the note there, or “Figure 2”.


class SourceRow(Struct, frozen=True):
    """One line of the list of sources; `anchors` are the places where it is cited."""

    number: str  # Number in the list, as `S4`.
    id: str  # Its anchor.
    entry: Markup  # The source as the list prints it.
    kind: str  # What it is, in a word or two.
    grade: str  # The grades given to it.
    best: bool  # Whether it has the best.
    # Places at which it is cited; the style sheet turns a link to one into its page.
    anchors: tuple[str, ...]
    cited: tuple[CitedAt, ...]  # The same places with words for a link: CitedAt.


class ChangeLine(Struct, frozen=True):
    """One line on what changed: what it is about, and what became of it."""

    label: str  # What it is about, as Judgement 2.
    text: Markup  # What became of it, as markup.


class ChangesView(Struct, frozen=True):
    """What changed since the last edition; `place` is `foot` of the main column, or `side`."""

    title: str  # The title of the box, with the number of the last edition.
    lines: tuple[ChangeLine, ...]  # Lines, the most important first: ChangeLine.
    place: str = "foot"  # `foot` of the main column, or `side`, under the panel.


class StyleView(Struct, frozen=True):
    """What a project adds to the furniture of the page; all empty where it adds nothing."""

    # The address of the logo, for an `<img>` with words in `alt`; empty where there is none.
    logo: str = ""
    head: str = ""  # Words for the running head of each page; empty where there are none.
    foot: str = ""  # Words for the foot of each page; empty where there are none.


class Edition(Struct, frozen=True):
    """A brief composed for printing."""

    name: str  # Name of the brief, as in `out/NAME.pdf`.
    language: str  # Language of the brief, BCP 47.
    words: Words  # The words the page itself says, in that language: `edition.words.bottom_line`, …
    kind: str  # The kind for the program, as a spec names it.
    kind_name: str  # The kind for readers, as `Port note`.
    # The colours of the kind: Accent. The style sheet has them as `--accent`, `--accent-mid` and
    # `--tint`.
    accent: Accent
    title: str  # The title.
    native_title: str  # The title in another language; empty if there is none.
    native_language: str  # Which language that is; empty if there is none.
    also_called: tuple[str, ...]  # Other names of the subject, printed under the title.
    subtitle: str  # The sentence under the title.
    desk: str  # Desk of the brief or of the settings.
    reference: str  # Its reference.
    edition: int  # Number of the edition.
    date: str  # Its date in words.
    created: str  # For the properties of the PDF: the date as written.
    description: str  # For the properties of the PDF: the subtitle.
    keywords: str  # For the properties of the PDF: the keywords in a row.
    marking: str  # Handling marking.
    marking_colour: str  # The colour of its text.
    marking_meaning: str  # What it lets a reader do.
    page_size: str  # `A4` or `Letter`.
    cells: tuple[DataCell, ...]  # The row of dates and references under the title: DataCell.
    key_figures: tuple[KeyFigureView, ...]  # Numbers above the bottom line: KeyFigureView.
    panel: Panel | None  # The key facts: Panel, or nothing where the kind has none.
    bottom_line: Markup  # The bottom line with its notes.
    # Blocks under the bottom line: Part. A kind says which, as the levels of a rating.
    opening: tuple[Part, ...]
    # Key judgements of the first page: KeyJudgement. Their notes follow those of the panel.
    judgements: tuple[KeyJudgement, ...]
    sections: tuple[SectionView, ...]  # Sections: SectionView.
    grounds: tuple[Part, ...]  # Grounds of judgements that no section sets out: Part.
    gaps: tuple[Markup, ...]  # What is not known, a text each.
    method: tuple[Part, ...]  # The text on method: Part, none or one.
    sources: tuple[SourceRow, ...]  # The list of sources: SourceRow.
    sources_note: str  # The day on which most of them were opened, as a sentence.
    summary: str  # The statement that sums all sources up.
    yardstick: Markup  # Drawing for the key to likelihood; empty where a brief uses no term of it.
    yardstick_key: str  # The sentence under the yardstick: whose terms they are.
    # Drawings for the key to confidence, by level: `low`, `moderate`, `high`.
    confidence_bars: Mapping[str, Markup]
    abbreviations: tuple[tuple[str, str], ...]  # Pairs of short and long, in order of the alphabet.
    # All notes as the proof expects them: NoteRecord. Nothing to print.
    notes: tuple[NoteRecord, ...]
    # All notes as a list at the end prints them: Endnote. On paper they stand at the foot of their
    # pages.
    endnotes: tuple[Endnote, ...] = ()
    attachments: tuple[Attachment, ...] = ()  # Files inside the PDF: Attachment.
    attached: str = ""  # The sentence that tells of them; empty where there are none.
    figures: int = 0  # How many figures there are.
    # Whether the first page is to give up some of its air, where pages on US Letter cannot be
    # filled otherwise.
    tight: bool = False
    contents: bool = False  # Whether a table of contents is wanted.
    # What changed since the last edition, where that is to be told: ChangesView, or nothing; see
    # [changes.md](changes.md#on-the-page).
    changes: ChangesView | None = None
    # Places in the spec that get a bar: an element whose `data-spec` is one of them is given
    # `data-changed`.
    changed: tuple[str, ...] = ()
    # The furniture that the project adds: StyleView. Its colours and fonts are in the style
    # sheets.
    style: StyleView = StyleView()
