"""How fresh each brief is, as values: what the library returns and `briefgen freshness` prints."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from briefgen.errors import ExitCode, Place


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a stale thing: a claim, a judgement, a figure or a table."""

    what: str
    text: str
    place: Place
    alone: bool  # whether it has nothing else to stand on


@dataclass(frozen=True, slots=True)
class Ageing:
    """One thing that has a limit: since when its age counts, and when it is over it."""

    sort: str  # source, data, fact, figure, table or review
    name: str
    words: str
    counted: str  # what `since` is: as of, retrieved, read, published, written
    since: str
    limit: str
    state: str  # fresh, warn or error
    place: Place
    warn_on: date | None = None  # the first day on which it is stale
    error_on: date | None = None
    next_on: date | None = None  # the next day on which it is worse
    next_state: str = ""
    hanging: tuple[Hanging, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The same for machines."""
        days = ("warn_on", "error_on", "next_on")
        dated = {key: _iso(getattr(self, key)) for key in days}
        return {**asdict(self), **dated}


@dataclass(frozen=True, slots=True)
class Daggered:
    """A figure that carries a dagger on the page, and how often it is printed."""

    name: str
    words: str
    state: str
    as_of: str
    looked: str  # when somebody last looked, where that is why it is stale
    printed: int


@dataclass(frozen=True, slots=True)
class FreshnessResult:
    """How fresh a brief is on a day."""

    name: str
    day: date
    exit_code: ExitCode
    ageing: tuple[Ageing, ...] = ()  # all that has a limit, the worst first
    figures: tuple[Daggered, ...] = ()

    @property
    def stale(self) -> tuple[Ageing, ...]:
        """What is stale, the worst first."""
        return tuple(each for each in self.ageing if each.state != "fresh")

    @property
    def upcoming(self) -> tuple[Ageing, ...]:
        """What goes stale, or from bad to worse, the next first."""
        changing = [each for each in self.ageing if each.next_on is not None]
        return tuple(sorted(changing, key=lambda each: each.next_on or date.max))

    def as_dict(self) -> dict[str, object]:
        """The same for machines, as --json prints it."""
        return {
            "name": self.name,
            "day": self.day.isoformat(),
            "exit_code": int(self.exit_code),
            "stale": [each.as_dict() for each in self.stale],
            "upcoming": [each.as_dict() for each in self.upcoming],
            "figures": [asdict(each) for each in self.figures],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
