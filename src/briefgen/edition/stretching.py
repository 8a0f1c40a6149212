"""Figures drawn a little higher or lower than they would be, so that pages can be filled."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.charts.svg import Drawing, FigureError
from briefgen.edition.drawing import draw_figure
from briefgen.edition.easel import Easel
from briefgen.model.figure import Figure

MOST = 15  # per cent
NEAR = 1.0  # points


def draw_stretched(figure: Figure, easel: Easel, per_cent: int) -> Drawing:
    """The drawing of a figure, higher by that much, or as near to it as it can be drawn.

    What it says stays the same: a map on which names would become numbers is left as it was.
    """
    drawing = draw_figure(figure, easel)
    if not per_cent or not figure.may_stretch:
        return drawing
    wanted = drawing.height * (1 + per_cent / 100)
    most = drawing.height * MOST / 100 + NEAR
    tried = [
        each
        for each in _tried(
            figure, easel, wanted, (figure.height or drawing.height) / drawing.height
        )
        if each.key == drawing.key
        and each.remarks == drawing.remarks
        and abs(each.height - drawing.height) <= most
    ]
    return min([*tried, drawing], key=lambda each: abs(each.height - wanted))


def _tried(figure: Figure, easel: Easel, wanted: float, share: float) -> Iterator[Drawing]:
    """Drawings with a height of their own; it may not take in all that is drawn, as a legend."""
    asked = wanted * share
    for _ in range(2):
        try:
            drawn = draw_figure(figure.model_copy(update={"height": round(asked)}), easel)
        except FigureError:
            return
        yield drawn
        if abs(drawn.height - wanted) <= NEAR:
            return
        asked += wanted - drawn.height
