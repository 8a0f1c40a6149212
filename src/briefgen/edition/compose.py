"""A checked brief into an edition: notes numbered, facts printed, figures drawn, sources listed.

Texts are set in the order of the page, since that order numbers the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from markupsafe import Markup

from briefgen.catalogues import said
from briefgen.catalogues.sorting import sort_key
from briefgen.changes.record import Record
from briefgen.charts.drawing import confidence_bars, yardstick
from briefgen.charts.metrics import shipped_metrics
from briefgen.charts.sentences import sentences_of
from briefgen.checks.stale import stale_figures
from briefgen.citations import STYLES
from briefgen.dates import words as date_words
from briefgen.edition.arranging import AS_WRITTEN, Arrangement
from briefgen.edition.attachments import attached_words, attachments
from briefgen.edition.daggers import legend
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
from briefgen.edition.listing import source_rows, sources_note
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
from briefgen.edition.statement import statement
from briefgen.edition.strip import overlong
from briefgen.edition.styled import accent_of, look_of, style_view
from briefgen.edition.typesetting import Typesetter
from briefgen.edition.view import Edition, Part
from briefgen.edition.workshop import Workshop
from briefgen.errors import InputProblems, Problem, coded
from briefgen.labels import kind_words
from briefgen.language import Words, confidence_words, words_of
from briefgen.model.brief import Brief
from briefgen.model.figure import Figure
from briefgen.settings import Settings
from briefgen.sightings import News, news_of
from briefgen.spending import stage
from briefgen.validation import Checked, require
from briefgen.yardstick import yardstick_in, yardstick_of

YARDSTICK = 234.0


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
    language = brief.language
    # From here to the list of sources, texts are set in the order in which they stand.
    figures = key_figures(shop)
    bottom_line = shop.typesetter.line(brief.bottom_line, Scope(("bottom_line",)))
    faults = [*overlong(brief.key_figures, ("key_figures",), shop)]
    opened: tuple[Part, ...] = tried(lambda: opening_parts(opening, shop), (), faults)
    panel = tried(lambda: panel_of(shop), None, faults)
    judgements = tuple(key_judgements(shop))
    changes = changes_view(since.changes, shop, box) if since is not None else None
    sections = sections_of(shop, arrangement, faults)
    if faults:
        raise InputProblems(coded("FIG103", faults))
    grounds = tuple(missing_grounds(blocks, shop))
    gaps = tuple(_gaps(shop))
    method = tuple(make_parts(brief.method, ("method",), shop)) if brief.method else ()
    parts = (*opened, *(part for section in sections for part in section.parts))
    attached = attachments(blocks, parts, shop)
    targets = shop.typesetter.targets
    style, news = settings.citation_style, _news(checked)
    sources = tuple(source_rows(shop.notes, style, language, targets, news))
    marking = settings.marking_of(brief.marking)
    date, number = brief.date or brief.information_cutoff, max(brief.edition, settings.edition)
    kind = kind_words(brief.kind_name, language, brief.translations)
    return Edition(
        name=checked.name,
        language=language,
        words=shop.words,
        kind=brief.kind,
        kind_name=kind,
        accent=accent_of(brief.accent, settings.style),
        title=brief.title,
        native_title=brief.native_title.text if brief.native_title else "",
        native_language=brief.native_title.language if brief.native_title else "",
        also_called=brief.also_called(),
        subtitle=brief.subtitle,
        desk=brief.desk or settings.desk,
        reference=brief.reference,
        edition=number,
        date=date_words(date, language),
        created=str(date),
        description=brief.subtitle,
        keywords=", ".join(brief.keywords or (brief.title, kind)),
        marking=marking.label,
        marking_colour=marking.colour,
        marking_meaning=said("marking", marking.meaning, language),
        page_size=settings.page_size,
        cells=data_cells(shop, len(sources), number),
        key_figures=figures,
        panel=panel,
        bottom_line=bottom_line,
        opening=opened,
        judgements=judgements,
        sections=sections,
        grounds=grounds,
        gaps=gaps,
        method=method,
        sources=sources,
        sources_note=sources_note(shop.notes, language),
        yardstick=_yardstick(shop.easel),
        yardstick_key=_yardstick_key(shop),
        summary=_summary(checked, shop),
        confidence_bars=_confidence_bars(shop.easel),
        abbreviations=_abbreviations(brief),
        notes=shop.notes.records,
        endnotes=shop.notes.endnotes,
        attachments=attached,
        attached=attached_words(attached, shop),
        contents=contents if brief.contents is None else brief.contents,
        figures=sum(isinstance(block, Figure) for block in blocks),
        changes=changes,
        changed=bars(since.changes, brief) if since is not None and since.bars else (),
        style=style_view(settings.style),
    )


def unmade(checked: Checked, settings: Settings) -> tuple[Problem, ...]:
    """What is wrong with the figures and tables of a brief that is right in all else."""
    brief = require(checked)
    opening = opening_blocks(brief)
    shop = _workshop(checked, all_blocks(opening, brief), settings, AS_WRITTEN)
    faults = [*overlong(brief.key_figures, ("key_figures",), shop)]
    none: tuple[Part, ...] = ()
    tried(lambda: opening_parts(opening, shop), none, faults)
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


def _summary(checked: Checked, shop: Workshop) -> str:
    """What all sources are worth together, and which figures are stale."""
    language, printed = shop.easel.language, tuple(shop.notes.stale)
    told = (
        statement(checked, shop.notes.cited, language),
        legend(printed, shop.stale, language),
    )
    return " ".join(each for each in told if each)


def _news(checked: Checked) -> Mapping[str, News]:
    """What was seen of sources since they were read."""
    return {
        key: news_of(checked.sources[key], seen, checked.as_of)
        for key, seen in checked.sightings.items()
    }


def _abbreviations(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Abbreviations in the order of the language."""
    key = sort_key(brief.language)
    return tuple(sorted(brief.abbreviations.items(), key=lambda each: (key(each[0]), each[1])))


def _gaps(shop: Workshop) -> Iterator[Markup]:
    for index, gap in enumerate(shop.brief.gaps):
        yield shop.typesetter.line(gap, Scope(("gaps", index)))


def _yardstick(easel: Easel) -> Markup:
    """The scale with the terms in use lit; nothing where the brief uses none."""
    if not easel.terms:
        return Markup("")
    said = sentences_of(easel.language)
    drawn = yardstick(easel.look, easel.metrics, YARDSTICK, easel.terms, easel.yardstick, said=said)
    return easel.turned(drawn).svg


def _yardstick_key(shop: Workshop) -> str:
    """What the yardstick is; in other languages with the official words for the terms in use."""
    words, easel = shop.words, shop.easel
    key = str(getattr(words, f"{easel.yardstick.key}_key"))
    official = yardstick_of(easel.yardstick.key)
    told = [
        f"{local.words} ({term.words})"
        for term, local in zip(official.terms, easel.yardstick.terms, strict=True)
        if local in easel.terms and local.words != term.words
    ]
    if not told:
        return key
    name = said("yardstick", official.name, easel.language)
    return f"{key} {words.official_terms.format(yardstick=name, terms=words.comma.join(told))}"


def _confidence_bars(easel: Easel) -> Mapping[str, Markup]:
    said = sentences_of(easel.language)
    return {
        level: easel.turned(
            confidence_bars(level, easel.look, confidence_words(level, easel.language), said)
        ).svg
        for level in ("high", "moderate", "low")
    }
