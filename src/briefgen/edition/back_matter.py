"""What stands at the end of an edition: sources, keys, abbreviations, and files inside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from briefgen.catalogues import said
from briefgen.catalogues.sorting import sort_key
from briefgen.charts.drawing import confidence_bars, yardstick
from briefgen.charts.sentences import sentences_of
from briefgen.edition.attachments import attached_words, attachments
from briefgen.edition.daggers import legend
from briefgen.edition.easel import Easel
from briefgen.edition.listing import source_rows, sources_note
from briefgen.edition.statement import statement
from briefgen.edition.view import Part
from briefgen.edition.workshop import Workshop
from briefgen.language import confidence_words
from briefgen.model.brief import Brief
from briefgen.sightings import News, news_of
from briefgen.validation import Checked
from briefgen.yardstick import yardstick_of

YARDSTICK = 234.0


def back_matter(
    checked: Checked,
    style: str,
    blocks: Iterable[object],
    parts: Iterable[Part],
    shop: Workshop,
) -> Mapping[str, Any]:
    """The fields of an edition that follow from its text, once all of that is set."""
    attached = attachments(blocks, parts, shop)
    language, targets = shop.easel.language, shop.typesetter.targets
    return {
        "attachments": attached,
        "attached": attached_words(attached, shop),
        "sources": tuple(source_rows(shop.notes, style, language, targets, _news(checked))),
        "sources_note": sources_note(shop.notes, language),
        "yardstick": _yardstick(shop.easel),
        "yardstick_key": _yardstick_key(shop),
        "summary": _summary(checked, shop),
        "confidence_bars": _confidence_bars(shop.easel),
        "abbreviations": _abbreviations(shop.brief),
        "notes": shop.notes.records,
        "endnotes": shop.notes.endnotes,
    }


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
