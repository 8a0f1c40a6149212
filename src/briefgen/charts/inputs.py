"""What a chart is drawn from: plain values, already filtered, scaled and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec import Struct

from briefgen.charts.sentences import ENGLISH, Sentences
from briefgen.charts.svg import Point

HALF_WIDTH = 234.0
MAIN_WIDTH = 328.0
FULL_WIDTH = 490.0


class Series(Struct, frozen=True):
    """One line: a name and its points in order of x; None is a gap.

    ``projected_from`` is the x of the first point that is a projection.
    """

    name: str
    points: tuple[tuple[float, float | None], ...]
    projected_from: float | None = None

    @property
    def known(self) -> list[Point]:
        """The points that have a value."""
        return [(x, y) for x, y in self.points if y is not None]

    @property
    def missing(self) -> int:
        """How many values are gaps."""
        return len(self.points) - len(self.known)

    @property
    def first_projected(self) -> float | None:
        """The x of the first projection that is drawn."""
        if self.projected_from is None:
            return None
        return next((x for x, _ in self.known if x >= self.projected_from), None)

    def runs(self) -> list[list[Point]]:
        """The stretches without a gap."""
        found: list[list[Point]] = [[]]
        for x, y in self.points:
            if y is None:
                found.append([])
            else:
                found[-1].append((x, y))
        return [run for run in found if run]

    def strokes(self) -> list[tuple[list[Point], bool]]:
        """The stretches to be drawn, each with whether it is projected."""
        start = float("inf") if self.projected_from is None else self.projected_from
        found = []
        for run in self.runs():
            known = [point for point in run if point[0] < start]
            ahead = [point for point in run if point[0] >= start]
            if known:
                found.append((known, False))
            if ahead:
                found.append(([*known[-1:], *ahead], True))
        return found


def with_gaps(
    points: Sequence[tuple[float, float | None]],
) -> tuple[tuple[float, float | None], ...]:
    """The points of a course by years; where most steps are of one year, a longer one is a gap."""
    steps = [later[0] - earlier[0] for earlier, later in pairwise(points)]
    if sum(step == 1.0 for step in steps) * 2 <= len(steps):
        return tuple(points)
    known = dict(points)
    first, last = int(points[0][0]), int(points[-1][0])
    return tuple((float(year), known.get(float(year))) for year in range(first, last + 1))


class LineEvent(Struct, frozen=True):
    """Something that happened, marked across all lines of a chart."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A note on a line chart, at the point of the leading line that it is about."""

    x: float
    text: str


class Measured(Struct, frozen=True, kw_only=True):
    """What charts of values share: ``measure`` says what is measured, for the alternative text."""

    measure: str = ""
    unit: str = "none"
    decimals: int | None = None
    width: float = HALF_WIDTH
    height: float | None = None
    language: str = "en"
    alt: str | None = None


class LineChart(Measured, frozen=True):
    """Values over time.

    ``labels`` are the x whose values are printed besides the last, ``tick_names`` replace the
    years on the axis. Of ``tick_sets``, from fine to coarse, the first that has room stands on
    the axis instead.
    """

    series: tuple[Series, ...]
    highlight: str | None = None
    labels: tuple[float, ...] = ()
    marks: tuple[Mark, ...] = ()
    events: tuple[LineEvent, ...] = ()
    tick_names: tuple[tuple[float, str], ...] = ()
    tick_sets: tuple[tuple[tuple[float, str], ...], ...] = ()

    @property
    def leading(self) -> Series | None:
        """The line in the accent: the one highlighted, or the only one."""
        if len(self.series) == 1:
            return self.series[0]
        return next((line for line in self.series if line.name == self.highlight), None)


class Bar(Struct, frozen=True):
    """One bar; a value of None is missing and says so."""

    name: str
    value: float | None
    highlighted: bool = False


class BarChart(Measured, frozen=True):
    """Sizes side by side, in the order given. ``direction`` is horizontal or vertical."""

    bars: tuple[Bar, ...]
    direction: str = "horizontal"

    def stands_out(self, bar: Bar) -> bool:
        """Whether the bar takes the accent: it is singled out, or none of them is."""
        return bar.highlighted or not any(other.highlighted for other in self.bars)


class Event(Struct, frozen=True):
    """One date on a timeline; ``mark`` is dot, band (of a month or year) or bar (of a span)."""

    date_text: str
    text: str
    turning_point: bool = False
    mark: str = "dot"


class Timeline(Struct, frozen=True):
    """Dates in order, evenly spaced. ``scale_words`` stand at the end of the line."""

    events: tuple[Event, ...]
    width: float = FULL_WIDTH
    scale_words: str = "Not to scale"
    alt: str | None = None
    said: Sentences = ENGLISH


class GroupedBars(Measured, frozen=True):
    """Sizes in two to four series: ``values`` has a row for each name, a cell for each series."""

    names: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    stacked: bool = False
    direction: str = "horizontal"


class Node(Struct, frozen=True):
    """An actor of a network: its name, a second line, and the number of its layer from the top."""

    key: str
    name: str
    text: str = ""
    layer: int = 0
    subject: bool = False


class Tie(Struct, frozen=True):
    """A relation of two actors, named by their keys; ``kind`` says how it is drawn."""

    start: str
    end: str
    kind: str
    text: str
    both: bool = False


class Network(Struct, frozen=True):
    """Actors in layers and the ties between them; ``kinds`` are the words of the legend."""

    layers: tuple[str, ...]
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    kinds: tuple[tuple[str, str], ...] = ()
    width: float = FULL_WIDTH
    height: float | None = None
    alt: str | None = None
    said: Sentences = ENGLISH
    language: str = "en"
