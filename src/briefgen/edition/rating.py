"""A rating on the page: its levels in a row, or one below the other with the reasons."""

from __future__ import annotations

from markupsafe import Markup, escape

from briefgen.charts.drawing import level_bar
from briefgen.document import Path
from briefgen.edition.notes import Scope
from briefgen.edition.view import Part, RatedLine, RatingView
from briefgen.edition.workshop import Workshop
from briefgen.language import level_words
from briefgen.model.blocks import RatingBlock
from briefgen.model.rating import LEVELS, Rating, RatingStrip


def rating_part(block: RatingBlock, path: Path, shop: Workshop) -> Part:
    """The rating of the brief with the reason for each level."""
    rating = getattr(shop.brief, block.sets_out)
    assert isinstance(rating, Rating)  # validation has seen to it
    title = shop.typesetter.line(block.rating, Scope((*path, "rating")))
    return Part("rating", {"title": title, "rating": _lines(rating, shop, (block.sets_out,))})


def strip_part(block: RatingStrip, path: Path, shop: Workshop) -> Part:
    """The levels alone; reasons carry notes, so they are set in one place only."""
    return Part("rating_strip", {"rating": _lines(block.rating, shop, None)})


def _lines(rating: Rating, shop: Workshop, reasons: Path | None) -> RatingView:
    """The lines of a rating, with the reasons that stand below these keys of the spec."""
    parts = []
    for name, part in rating.parts():
        reason = Markup("")
        if reasons is not None:
            reason = shop.typesetter.line(part.reason, Scope((*reasons, name, "reason")))
        parts.append(_line(name, part.level, reason, shop))
    overall = _line("overall", rating.overall, escape(shop.words.overall_rule), shop)
    return RatingView(rating.against, tuple(parts), overall)


def _line(name: str, level: str, reason: Markup, shop: Workshop) -> RatedLine:
    label = str(getattr(shop.words, name))
    told = level_words(level, shop.brief.language)
    bar = level_bar(LEVELS.index(level), len(LEVELS), f"{label}: {told}", shop.easel.look)
    return RatedLine(label, shop.easel.turned(bar).svg, told, reason)
