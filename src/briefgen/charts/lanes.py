"""Names of lanes at the left of a drawing, in spaced capitals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from briefgen.catalogues import in_capitals
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import SEMIBOLD, Look, text

LANE_NAME, LANE_LEADING = 6.8, 8.6
_SPACING = 0.35
_WITH_SPACING = LANE_NAME * 1.06  # the tracking takes room as well
_WIDTH, _NARROW, _WIDE_DRAWING = 64.0, 50.0, 400.0
_LEFT = 5.0


def lane_width(width: float) -> float:
    """How wide the names of the lanes may be in a drawing of that width."""
    return _WIDTH if width > _WIDE_DRAWING else _NARROW


def lane_lines(name: str, room: float, metrics: Metrics, language: str) -> list[str]:
    """The name of a lane in capitals, in as many lines as it takes."""
    return metrics.wrap(in_capitals(name, language), _WITH_SPACING, room, SEMIBOLD)


def lane_name(lines: Sequence[str], first: float, look: Look) -> Iterator[Markup]:
    """The lines of a name from the first baseline down."""
    for number, words in enumerate(lines):
        yield text(
            _LEFT,
            first + number * LANE_LEADING,
            words,
            size=LANE_NAME,
            weight=SEMIBOLD,
            fill=look.ink2,
            spacing=_SPACING,
        )
