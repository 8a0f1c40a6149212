"""The look of a Word file as a table of styles: type, space and rules after the printed page.

Sizes are points. A colour is the name of a field of the look of the edition.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct

from briefgen.outputs.word.blocks import COLUMN, FULL

SERIF, SANS, DISPLAY = "Source Serif 4", "Source Sans 3", "Source Serif 4 Display"
MARGIN = (FULL - COLUMN) * 72 / 25.4  # beside the text, as far as tables and figures go


class Edge(Struct, frozen=True):
    """A rule at a side of a paragraph or table."""

    side: str
    width: float
    colour: str
    space: float = 0.0


@dataclass(frozen=True, slots=True)
class Look:
    """A style of paragraphs; what is not said is that of the style it is based on."""

    id: str
    name: str
    based: str = "Normal"
    font: str = ""
    size: float = 0.0
    line: float = 0.0
    before: float | None = None
    after: float | None = None
    colour: str = ""
    bold: bool | None = None
    caps: bool | None = None
    tracking: float = 0.0
    left: float | None = None
    hanging: float | None = None
    right: float | None = None
    align: str = ""
    edges: tuple[Edge, ...] = ()
    ground: str = ""
    tabs: tuple[tuple[str, float], ...] = ()
    level: int | None = None  # in the outline
    numbered: int = 0  # the numbering it has
    deep: int = 0
    kept: bool | None = None  # to the next paragraph
    whole: bool = False  # on one page
    next: str = ""
    quick: bool = True  # among the styles that are offered


class Letters(Struct, frozen=True):
    """A style of letters."""

    id: str
    name: str
    font: str = ""
    size: float = 0.0
    colour: str = ""
    bold: bool | None = None
    italic: bool | None = None
    caps: bool = False
    tracking: float = 0.0
    raised: bool = False
    framed: str = ""
    ground: str = ""


_BESIDE = Edge("left", 2.25, "accent", 9.0)
# An aside is a frame: one rule, and a ground that sides of its own colour carry past the words.
_INSET = 8.0
_FRAME = tuple(
    Edge(side, 0.5, "panel", space)
    for side, space in (("top", 4.0), ("bottom", 4.0), ("right", _INSET))
)
_CALLOUT = (Edge("left", 0.75, "accent", 11.0), *_FRAME)
_GROUNDS = (Edge("left", 1.5, "ink", 10.5), *_FRAME)

PARAGRAPHS: tuple[Look, ...] = (
    Look("Normal", "Normal", "", after=0.0, colour="ink"),
    Look("BodyText", "Body Text", size=10.5, line=14.6, after=7.0, right=MARGIN),
    Look("Label", "Label", font=SANS, size=8.0, line=10.0, bold=True, caps=True, tracking=0.55,
         colour="accent", kept=True),
    Look("Title", "Title", font=DISPLAY, size=36.0, line=38.0, before=14.0, after=2.0,
         tracking=-0.4, kept=True, next="Subtitle"),
    Look("NativeTitle", "Native Title", size=11.5, line=15.5, after=4.0, colour="ink3", kept=True),
    Look("Subtitle", "Subtitle", font=SANS, size=13.0, line=17.5, before=2.0, after=11.0,
         colour="ink2", right=MARGIN / 2, next="BodyText"),
    Look("Heading1", "heading 1", size=16.0, line=19.0, before=22.0, after=6.0, bold=True,
         edges=(Edge("top", 2.25, "accent", 6.0),), level=0, kept=True, whole=True,
         next="BodyText", right=MARGIN),
    Look("Heading2", "heading 2", font=SANS, size=10.5, line=14.0, before=11.0, after=2.0,
         bold=True, level=1, kept=True, whole=True, next="BodyText", right=MARGIN),
    Look("Heading3", "heading 3", font=SANS, size=9.8, line=13.0, before=8.0, after=1.5,
         bold=True, colour="ink2", level=2, kept=True, whole=True, next="BodyText", right=MARGIN),
    Look("SectionLabel", "Section Label", "Label", before=12.0, after=4.0, level=0,
         next="BodyText"),
    Look("BottomLine", "Bottom Line", "BodyText", size=12.8, line=17.6, after=8.0),
    Look("KeyJudgement", "Key Judgement", "BodyText", before=6.0, after=3.0, left=17.0,
         hanging=17.0, edges=(Edge("top", 0.5, "hair", 5.0),), numbered=3, kept=True, whole=True,
         next="Gauge"),
    Look("Gauge", "Judgement Gauge", font=SANS, size=8.4, line=11.0, after=5.0, colour="ink2",
         left=17.0, tabs=(("left", 128.0), ("left", 232.0)), next="KeyJudgement", right=MARGIN),
    Look("ListBullet", "List Bullet", "BodyText", after=3.6, left=12.0, hanging=12.0, numbered=1),
    Look("ListBullet2", "List Bullet 2", "ListBullet", left=24.0, hanging=12.0, numbered=1,
         deep=1),
    Look("ListNumber", "List Number", "BodyText", after=3.6, left=16.0, hanging=16.0, numbered=2),
    Look("ListNumber2", "List Number 2", "ListNumber", left=32.0, hanging=16.0, numbered=2,
         deep=1),
    Look("Quote", "Quote", "BodyText", size=12.0, line=16.4, before=9.0, after=0.0, left=14.0,
         edges=(_BESIDE,), whole=True, next="QuoteSource"),
    Look("QuoteSource", "Quote Source", font=SANS, size=8.6, line=12.0, after=11.0,
         colour="ink2", left=14.0, edges=(_BESIDE,), next="BodyText", right=MARGIN),
    Look("Callout", "Callout", before=0.0, after=4.0, left=14.0, edges=_CALLOUT, ground="panel",
         font=SANS, size=9.0, line=12.2, colour="ink2", right=MARGIN + _INSET, whole=True),
    Look("CalloutLabel", "Callout Label", "Label", before=10.0, after=2.0, left=14.0,
         edges=_CALLOUT, ground="panel", next="Callout", right=MARGIN + _INSET),
    Look("CalloutEnd", "Callout End", "Callout", after=14.0, next="BodyText"),
    Look("Grounds", "Grounds", "Callout", edges=_GROUNDS),
    Look("GroundsEnd", "Grounds End", "Grounds", after=14.0, next="BodyText"),
    Look("GroundsLabel", "Grounds Label", "CalloutLabel", next="Grounds", edges=_GROUNDS),
    Look("Caption", "caption", font=SANS, size=10.0, line=13.0, before=14.0, after=1.0,
         bold=True, edges=(Edge("top", 1.0, "ink", 4.0),), kept=True, whole=True,
         next="CaptionSubtitle", right=MARGIN),
    Look("CaptionWide", "Caption Wide", "Caption", right=0.0, next="CaptionSubtitle"),
    Look("CaptionSubtitle", "Caption Subtitle", font=SANS, size=8.6, line=11.2, after=5.0,
         colour="ink2", kept=True, next="Figure"),
    Look("Figure", "Figure", before=3.0, after=3.0, next="SourceLine"),
    Look("SourceLine", "Source Line", font=SANS, size=7.8, line=10.2, before=3.5, after=14.0,
         colour="ink3", next="BodyText", right=MARGIN),
    Look("SourceLineWide", "Source Line Wide", "SourceLine", right=0.0),
    Look("MapKey", "Map Key", font=SANS, size=8.2, line=10.8, after=2.5, colour="ink2", kept=True,
         right=MARGIN),
    Look("Legend", "Legend", font=SANS, size=7.8, line=10.2, before=4.0, after=2.0,
         colour="ink2"),
    Look("TableText", "Table Text", font=SANS, size=8.6, line=11.2),
    Look("TableLead", "Table Lead", "TableText", bold=True),
    Look("TableNumber", "Table Number", "TableText", align="end"),
    Look("TableCentred", "Table Centred", "TableText", align="center"),
    Look("TableHead", "Table Head", "TableText", size=7.8, line=10.0, bold=True, colour="ink2",
         kept=True),
    Look("TableHeadNumber", "Table Head Number", "TableHead", align="end"),
    Look("TableHeadCentred", "Table Head Centred", "TableHead", align="center"),
    Look("TableGroup", "Table Group", "Label", before=4.0, after=0.0),
    Look("AfterTable", "After Table", size=4.0, line=5.0, after=5.0, quick=False),
    Look("RowHead", "Row Head", font=SANS, size=8.4, line=11.0, before=10.0, after=2.0,
         colour="ink2", kept=True, edges=(Edge("top", 1.0, "ink", 4.0),), right=MARGIN),
    Look("DataLabel", "Data Label", font=SANS, size=7.6, line=10.0, colour="ink3"),
    Look("DataValue", "Data Value", font=SANS, size=8.6, line=11.5, bold=True),
    Look("PanelPicture", "Panel Picture"),
    Look("PanelLabel", "Panel Label", font=SANS, size=8.4, line=11.0, colour="ink2"),
    Look("PanelValue", "Panel Value", font=SANS, size=8.6, line=11.2, bold=True),
    Look("PanelNote", "Panel Note", font=SANS, size=7.6, line=9.8, colour="ink2"),
    Look("KeyFigure", "Key Figure", font=DISPLAY, size=23.0, line=33.0, colour="accent",
         edges=(Edge("top", 1.0, "ink", 4.0),), tracking=-0.2),
    Look("KeyFigureLabel", "Key Figure Label", font=SANS, size=8.4, line=11.0, colour="ink2"),
    Look("CardTitle", "Card Title", font=SANS, size=10.4, line=13.4, after=3.0, bold=True,
         next="CardText"),
    Look("CardTitleBase", "Card Title Base", "CardTitle", colour="accent"),
    Look("CardText", "Card Text", font=SANS, size=8.8, line=11.8, after=4.0),
    Look("SourcesNote", "Sources Note", font=SANS, size=8.4, line=11.0, after=6.0,
         colour="ink2"),
    Look("SourceNumber", "Source Number", "TableText", size=8.0, line=10.4, bold=True,
         colour="accent"),
    Look("SourceEntry", "Source Entry", "TableText", size=8.0, line=10.4),
    Look("KeyLabel", "Key Label", "Label", before=8.0, after=3.0, kept=False),
    Look("KeyText", "Key Text", font=SANS, size=8.2, line=10.8, after=4.0, colour="ink2"),
    Look("KeyStep", "Key Step", "KeyText", left=24.0, hanging=24.0),
    Look("Colophon", "Colophon", font=SANS, size=7.6, line=10.0, before=8.0, colour="ink3",
         edges=(Edge("top", 0.5, "rule", 5.0),)),
    Look("Code", "Code", font=SANS, size=8.0, line=10.6, after=0.0, colour="ink2", left=14.0,
         edges=_CALLOUT, ground="panel", right=MARGIN + _INSET),
    Look("CodeEnd", "Code End", "Code", after=12.0, next="BodyText"),
    Look("ContentsLabel", "Contents Label", "Label", before=12.0, after=3.0),
    Look("TOC1", "toc 1", font=SANS, size=9.0, line=12.0, after=1.5, quick=False, right=MARGIN),
    Look("FootnoteText", "footnote text", font=SANS, size=8.4, line=10.8, after=2.0,
         colour="ink2", left=15.0, hanging=15.0, quick=False, right=MARGIN),
    Look("Header", "header", font=SANS, size=8.0, line=11.0, colour="ink2", quick=False,
         tabs=(("right", FULL * 72 / 25.4),), edges=(Edge("bottom", 0.5, "rule", 4.5),)),
    Look("Masthead", "Masthead", font=SANS, size=9.8, line=16.0, quick=False,
         tabs=(("right", FULL * 72 / 25.4),),
         edges=(Edge("top", 2.25, "accent", 6.0),)),
    Look("Footer", "footer", font=SANS, size=8.0, line=11.0, colour="ink2", quick=False,
         tabs=(("right", FULL * 72 / 25.4),), edges=(Edge("top", 0.5, "rule", 5.0),)),
)  # fmt: skip

LETTERS: tuple[Letters, ...] = (
    Letters("Strong", "Strong", bold=True),
    Letters("Emphasis", "Emphasis", italic=True),
    Letters("Hyperlink", "Hyperlink", colour="accent"),
    Letters("FootnoteReference", "footnote reference", SANS, colour="accent", bold=True,
            raised=True),
    Letters("NoteNumber", "Note Number", colour="accent", bold=True),
    Letters("SourceReference", "Source Reference", bold=True),
    Letters("Lesser", "Lesser", colour="ink3", bold=False),
    Letters("Stale", "Stale Figure", SANS, colour="ink2", raised=True),
    Letters("CellNote", "Cell Note", SANS, bold=True, raised=True),
    Letters("CaptionLabel", "Caption Label", SANS, 8.0, "accent", True, caps=True, tracking=0.55),
    Letters("KindName", "Kind Name", SANS, 8.0, "accent", True, caps=True, tracking=0.55),
    Letters("Desk", "Desk", SANS, bold=True),
    Letters("Marking", "Marking", SANS, 11.5, "marking", True, ground="black"),
    Letters("Grade", "Source Grade", SANS, 7.6, bold=True, framed="ink"),
    Letters("GradeBest", "Source Grade Best", SANS, 7.6, "paper", True, ground="ink"),
)  # fmt: skip
