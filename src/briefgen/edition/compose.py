"""A checked brief into an edition: notes numbered, facts printed, figures drawn, sources listed.

Texts are set in the order of the page, since that order numbers the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup
from msgspec import Struct, structs

from briefgen.catalogues import said
from briefgen.changes.record import Record
from briefgen.charts.metrics import shipped_metrics
from briefgen.checks.stale import stale_figures
from briefgen.citations import STYLES
from briefgen.dates import words as date_words
from briefgen.edition.arranging import AS_WRITTEN, Arrangement
from briefgen.edition.back_matter import back_matter
from briefgen.edition.easel import Easel
from briefgen.edition.facts import print_facts
from briefgen.edition.first_page import (
    data_cells,
    key_figures,
    key_judgements,
    opening_blocks,
    opening_parts,
    panel_of,
    panel_sparks,
)
from briefgen.edition.grounds import missing_grounds
from briefgen.edition.medium import Medium, Paper
from briefgen.edition.notes import NoteBook, Scope
from briefgen.edition.numbering import (
    all_blocks,
    indicators_by_id,
    numbering,
    scenarios_of,
    terms_used,
)
from briefgen.edition.parts import make_parts
from briefgen.edition.sectioning import sections_of, tried
from briefgen.edition.since import BOXES, Box, bars, changes_view
from briefgen.edition.strip import overlong
from briefgen.edition.styled import accent_of, look_of, style_view
from briefgen.edition.typesetting import Typesetter
from briefgen.edition.view import (
    ChangesView,
    Edition,
    KeyFigureView,
    KeyJudgement,
    Panel,
    Part,
    SectionView,
)
from briefgen.edition.workshop import Workshop
from briefgen.errors import InputProblems, Problem, coded
from briefgen.labels import kind_words
from briefgen.language import Words, words_of
from briefgen.model.brief import Brief
from briefgen.model.figure import Figure
from briefgen.model.kind import Placed
from briefgen.settings import Settings
from briefgen.spending import stage
from briefgen.validation import Checked, require
from briefgen.yardstick import yardstick_in, yardstick_of


@stage("composing")
def compose(
    checked: Checked,
    settings: Settings,
    *,
    contents: bool = False,
    arrangement: Arrangement = AS_WRITTEN,
    since: Record | None = None,
    box: Box = BOXES[0],
    medium: Callable[[Words], Medium] = Paper,
) -> Edition:
    """The edition of a brief; InputProblems with every figure and table that cannot be made.

    `contents` asks for a table of contents, unless the spec itself says yes or no. An
    `arrangement` has parts moved and notes numbered as they then stand. `since` has the changes
    that are told on the first page, and `box` where there they stand. `medium` is what the
    edition is for.
    """
    brief = require(checked)
    opening = opening_blocks(brief)
    blocks = all_blocks(opening, brief)
    shop = _workshop(checked, blocks, settings, arrangement, medium)
    text = _set(shop, opening, arrangement, since, box)
    grounds = tuple(missing_grounds(blocks, shop))
    gaps = tuple(_gaps(shop))
    method = tuple(make_parts(brief.method, ("method",), shop)) if brief.method else ()
    back = back_matter(checked, settings.citation_style, blocks, text.parts(), shop)
    number = max(brief.edition, settings.edition)
    return Edition(
        **_about(brief, settings),
        **structs.asdict(text),
        **back,
        name=checked.name,
        words=shop.words,
        edition=number,
        cells=data_cells(shop, len(back["sources"]), number),
        grounds=grounds,
        gaps=gaps,
        method=method,
        contents=contents if brief.contents is None else brief.contents,
        figures=sum(isinstance(block, Figure) for block in blocks),
        changed=bars(since.changes, brief) if since is not None and since.bars else (),
    )


class _Text(Struct, frozen=True):
    """The text of an edition up to its last section, under the names that it has there."""

    key_figures: tuple[KeyFigureView, ...]
    bottom_line: Markup
    opening: tuple[Part, ...]
    panel: Panel | None
    judgements: tuple[KeyJudgement, ...]
    changes: ChangesView | None
    sections: tuple[SectionView, ...]

    def parts(self) -> Iterator[Part]:
        """Those of the first page, then those of the sections."""
        yield from self.opening
        for section in self.sections:
            yield from section.parts


def _set(
    shop: Workshop,
    opening: tuple[Placed, ...],
    arrangement: Arrangement,
    since: Record | None,
    box: Box,
) -> _Text:
    """Texts set in the order in which they stand; InputProblems where a part cannot be made."""
    brief, faults = shop.brief, list[Problem]()
    text = _Text(
        key_figures=key_figures(shop),
        bottom_line=shop.typesetter.line(brief.bottom_line, Scope(("bottom_line",))),
        opening=_opened(shop, opening, faults),
        panel=tried(lambda: panel_of(shop), None, faults),
        judgements=tuple(key_judgements(shop)),
        changes=changes_view(since.changes, shop, box) if since is not None else None,
        sections=sections_of(shop, arrangement, faults),
    )
    if faults:
        raise InputProblems(coded("FIG103", faults))
    return text


def _opened(shop: Workshop, opening: tuple[Placed, ...], faults: list[Problem]) -> tuple[Part, ...]:
    """What stands under the bottom line, once the numbers above it have been measured."""
    faults += overlong(shop.brief.key_figures, ("key_figures",), shop)
    none: tuple[Part, ...] = ()
    return tried(lambda: opening_parts(opening, shop), none, faults)


def _about(brief: Brief, settings: Settings) -> Mapping[str, Any]:
    """What is said of a brief around its text."""
    language, native = brief.language, brief.native_title
    date = brief.date or brief.information_cutoff
    kind = kind_words(brief.kind_name, language, brief.translations)
    marking = settings.marking_of(brief.marking)
    return {
        "language": language,
        "kind": brief.kind,
        "kind_name": kind,
        "accent": accent_of(brief.accent, settings.style),
        "title": brief.title,
        "native_title": native.text if native else "",
        "native_language": native.language if native else "",
        "also_called": brief.also_called(),
        "subtitle": brief.subtitle,
        "desk": brief.desk or settings.desk,
        "reference": brief.reference,
        "date": date_words(date, language),
        "created": str(date),
        "description": brief.subtitle,
        "keywords": ", ".join(brief.keywords or (brief.title, kind)),
        "marking": marking.label,
        "marking_colour": marking.colour,
        "marking_meaning": said("marking", marking.meaning, language),
        "page_size": settings.page_size,
        "style": style_view(settings.style),
    }


def unmade(checked: Checked, settings: Settings) -> tuple[Problem, ...]:
    """What is wrong with the figures and tables of a brief that is right in all else."""
    brief = require(checked)
    opening = opening_blocks(brief)
    shop = _workshop(checked, all_blocks(opening, brief), settings, AS_WRITTEN)
    faults: list[Problem] = []
    _opened(shop, opening, faults)
    for draw in panel_sparks(shop):
        tried(draw, Markup(""), faults)
    sections_of(shop, AS_WRITTEN, faults)
    return tuple(coded("FIG103", faults))


def _workshop(
    checked: Checked,
    blocks: Iterable[object],
    settings: Settings,
    arrangement: Arrangement,
    medium: Callable[[Words], Medium] = Paper,
) -> Workshop:
    brief = require(checked)
    language, words = brief.language, words_of(brief.language)
    numbers = numbering(blocks, brief, words)
    style = STYLES[settings.citation_style]
    notes = NoteBook(checked.sources, style, language, medium(words))
    stale = stale_figures(checked, settings)
    facts = print_facts(brief.facts, checked.tables, language, stale.facts)
    return Workshop(
        brief=brief,
        typesetter=Typesetter(notes, facts, numbers.targets),
        notes=notes,
        easel=Easel(
            look_of(accent_of(brief.accent, settings.style), settings.style),
            shipped_metrics(),
            language,
            checked.tables,
            scenarios_of(blocks, language),
            terms_used(blocks, brief),
            yardstick_in(yardstick_of(brief.yardstick or settings.yardstick), language),
        ),
        words=words,
        document=checked.document,
        labels=numbers.labels,
        indicators=indicators_by_id(blocks),
        stale=stale,
        broken=arrangement.broken,
        marking=settings.marking_of(brief.marking).label,
        stretch=arrangement.stretch,
    )


def _gaps(shop: Workshop) -> Iterator[Markup]:
    for index, gap in enumerate(shop.brief.gaps):
        yield shop.typesetter.line(gap, Scope(("gaps", index)))
