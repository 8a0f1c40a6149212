"""How wide the columns of a table are: none so narrow that its numbers run into the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import REGULAR, SEMIBOLD
from briefgen.edition.aligning import printed_width
from briefgen.edition.table_cells import Setting
from briefgen.errors import InputProblems

MILLIMETRE = 72 / 25.4
WIDTHS: Mapping[str, float] = {"full": 173.0, "main": 116.0}  # in millimetres
HEAD_SIZE = 7.4
LEAST = 15.0  # millimetres of a column of words


def column_widths(
    setting: Setting,
    heads: Sequence[str],
    rows: Sequence[Sequence[Markup]],
    after: Mapping[int, Sequence[float]],
) -> tuple[float | None, ...]:
    """Millimetres by column; None where columns share the rest and that is room enough.

    InputProblems where the columns do not fit side by side.
    """
    columns = setting.block.columns
    widths = [None if each.width is None else float(each.width) for each in columns]
    needs = {
        place: _need(place, heads[place], rows, room, setting.shop.easel.metrics)
        for place, room in after.items()
    }
    while True:
        free = [place for place, width in enumerate(widths) if width is None]
        rest = WIDTHS[setting.block.width] - sum(width for width in widths if width is not None)
        share = rest / len(free) if free else 0.0
        tight = [place for place in free if place in needs and needs[place] > share]
        if not tight:
            break
        for place in tight:
            widths[place] = needs[place]
    words = [place for place in free if place not in needs]
    given = {p: float(each.width) for p, each in enumerate(columns) if each.width is not None}
    narrow = [place for place, width in given.items() if needs.get(place, 0.0) > width]
    if narrow:
        raise _too_narrow(setting, narrow[0], needs[narrow[0]])
    if rest < 0 or (words and share < LEAST):
        raise _too_many(setting)
    return tuple(widths)


def _need(
    place: int,
    head: str,
    rows: Sequence[Sequence[Markup]],
    after: Sequence[float],
    metrics: Metrics,
) -> float:
    """What a column of numbers needs: its widest cell, or the longest word of its head."""
    last = len(rows) - 1
    cells = (
        printed_width(row[place], metrics, SEMIBOLD if number == last else REGULAR) + room
        for number, (row, room) in enumerate(zip(rows, after, strict=True))
    )
    words = (metrics.width(word, HEAD_SIZE, SEMIBOLD) for word in head.split())
    gap = min(after, default=0.0)
    widest = max(max(cells, default=0.0), max(words, default=0.0) + gap)
    return round(widest / MILLIMETRE + 0.3, 1)  # a hair more, for what rounding takes away


def _too_narrow(setting: Setting, place: int, need: float) -> InputProblems:
    path = (*setting.path, "columns", place, "width")
    return InputProblems(
        setting.shop.document.problem(
            path,
            f"the numbers of “{setting.head_words(place)}” do not fit into this width",
            f"{need:.0f} mm hold them; or print fewer digits, with scale or decimals",
        )
    )


def _too_many(setting: Setting) -> InputProblems:
    return InputProblems(
        setting.shop.document.problem(
            (*setting.path, "columns"),
            f"the columns do not fit into {WIDTHS[setting.block.width]:.0f} mm side by side",
            "leave one out, print fewer digits, or make the table wider (width: full)",
            key=True,
        )
    )
