"""What became of each data file and source that was to be fetched anew, as values."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass
from datetime import date

from briefgen.errors import ExitCode, Problem


class Fate(enum.StrEnum):
    """What became of a data file or a source."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"  # the old data stay


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that is another: its row by the values that tell it apart, and its column."""

    row: tuple[str, ...]
    column: str
    old: str | None  # None where there was no such row
    new: str | None  # None where there is none any more

    def __str__(self) -> str:
        told = ("none" if each is None else each or "empty" for each in (self.old, self.new))
        return f"{', '.join(self.row)}: {self.column} {' → '.join(told)}"


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """What became of one data file, or of one source."""

    name: str
    fate: Fate
    day: date
    written: bool = False  # whether data or lock file were written
    rows: int = 0
    changes: tuple[CellChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    source: str = ""  # of a source, the file in which it is entered
    said: str = ""  # of a source, what is new since it was read

    @property
    def sort(self) -> str:
        """What it is: data or source."""
        return "source" if self.source else "data"

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of the command for this one."""
        return ExitCode.PROBLEMS if self.fate is Fate.FAILED else ExitCode.DONE

    def as_dict(self) -> dict[str, object]:
        """The same for machines, as --json prints it."""
        return {
            "sort": self.sort,
            "name": self.name,
            "fate": str(self.fate),
            "day": self.day.isoformat(),
            "written": self.written,
            "rows": self.rows,
            "changes": [asdict(change) for change in self.changes],
            "source": self.source,
            "said": self.said,
            "problems": [problem.as_dict() for problem in self.problems],
        }
