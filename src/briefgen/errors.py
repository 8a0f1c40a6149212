"""What can go wrong, as values: problems with a place, and the exit codes they lead to.

BriefgenError            a run cannot go on; carries the problems to show
├── InputProblems        mistakes in a spec, a library, a data file or the settings (exit 1)
├── UsageProblem         the command was called wrongly (exit 2)
├── RenderingFailed      the page could not be made or proven (exit 5)
├── ConformanceFailed    the PDF is not what it says of itself (exit 6)
└── AlreadyRunning       another run is at work, and this one does nothing (exit 12)
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

DEBUG = "BRIEFGEN_DEBUG"  # With exit code 70, show the whole traceback.
MAX_WORDS = 400  # characters of a message or a hint
_LONG_QUOTE = re.compile("“([^”]{60})[^”]{10,}”")


class ExitCode(enum.IntEnum):
    """Exit codes that scripts can rely on; tools/tables.py puts them into docs/commands.md."""

    DONE = 0  # All that was asked for is done.
    # Something is wrong in a spec, a library, a data file, a template or the settings; or a PDF is
    # not verified, or an edition is not as it was published, or `refresh` could not fetch a data
    # file or see a source.
    PROBLEMS = 1
    # The command was called wrongly: no such brief, no project here, an option that does not
    # exist.
    USAGE = 2
    # `freshness`, `regenerate`: something is older than its `warn_after`, or a review is due; of
    # `regenerate` also: data could not be fetched.
    STALE = 3
    TOO_STALE = 4  # `freshness`, `regenerate`: something is older than its `error_after`.
    # The input is right, but the page could not be made, proven or written, or the machine has no
    # room or no right for what was asked.
    RENDERING = 5
    # The pages are proven, but under `--validate` the PDF was found not to be PDF/A-3a and
    # PDF/UA-1.
    CONFORMANCE = 6
    CHANGED = 10  # Of `diff`: something changed. Of `regenerate`: an edition was published.
    NOTHING_DUE = 11  # Of `regenerate --due`: no brief was due.
    BUSY = 12  # Of `regenerate`: another regeneration is at work, and this one did nothing.
    OUR_BUG = 70  # Something of ours broke. Please report it with the spec.
    INTERRUPTED = 130  # You pressed Ctrl-C.


class Severity(enum.StrEnum):
    """How much a problem weighs: an error stops the brief, a warning only under --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; line and column count from 1, and are 0 where the file has none."""

    file: str
    line: int = 0
    column: int = 0
    length: int = 1

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """A safe correction: characters of a file, counted from 0, and what is to stand there."""

    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where, and what to do about it.

    The code names the rule, for `briefgen explain`; edits correct it without asking anybody.
    """

    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    excerpt: str = field(default="", compare=False)
    code: str = field(default="", compare=False)
    edits: tuple[Edit, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        # Both may quote what an author wrote, so they are kept to one line of signs that are seen.
        object.__setattr__(self, "message", _on_one_line(self.message))
        object.__setattr__(self, "hint", _on_one_line(self.hint))

    @property
    def page(self) -> str:
        """The page of its rule, seen from the top of the manual; empty where there is no rule."""
        from briefgen.manual import page_of_rule  # not where nothing is to be told

        return page_of_rule(self.code) if self.code else ""

    def as_dict(self) -> dict[str, object]:
        """The same content for machines (--json)."""
        return {
            "code": self.code,
            "page": self.page,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
        }

    @classmethod
    def of_dict(cls, told: Mapping[str, Any]) -> Problem:
        """The problem that was told so; without excerpt and edits, which machines are not told."""
        place = Place(told["file"], told["line"], told["column"])
        severity = Severity(told["severity"])
        return cls(place, told["message"], told["hint"], severity, code=told["code"])


def coded(code: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems with this code, where they have none of their own."""
    for problem in problems:
        yield problem if problem.code else replace(problem, code=code)


def _on_one_line(words: str) -> str:
    seen = "".join(letter if letter.isprintable() else " " for letter in words)
    tidy = _LONG_QUOTE.sub("“\\1…”", " ".join(seen.split()))
    return tidy if len(tidy) <= MAX_WORDS else tidy[: MAX_WORDS - 1] + "…"


class BriefgenError(Exception):
    """A run cannot go on; the problems say why."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        listed = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(listed)
        super().__init__("; ".join(f"{p.place}: {p.message}" for p in self.problems))

    def __reduce__(self) -> tuple[type[BriefgenError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class InputProblems(BriefgenError):  # noqa: N818  # it carries several
    """Mistakes in what the author wrote."""


class UsageProblem(BriefgenError):  # noqa: N818
    """The command was called with something it cannot use."""

    exit_code = ExitCode.USAGE


class RenderingFailed(BriefgenError):  # noqa: N818
    """The input is right, yet the page could not be made or proven."""

    exit_code = ExitCode.RENDERING


class ConformanceFailed(BriefgenError):  # noqa: N818
    """The page is proven, yet its PDF does not keep the standards that it names."""

    exit_code = ExitCode.CONFORMANCE


class AlreadyRunning(BriefgenError):  # noqa: N818
    """Another run is at work on the project."""

    exit_code = ExitCode.BUSY


def our_bug(error: Exception) -> Problem:
    """What nobody expected, as a line of its own instead of a traceback."""
    message = f"a bug of ours: {type(error).__name__}: {error}"
    hint = f"please report it with the spec that caused it, and set {DEBUG}=1 to see more"
    return Problem(Place("briefgen"), message, hint)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was most probably meant to be, if any is near."""
    names = sorted(set(known))
    folded = {name.casefold().replace("-", "_"): name for name in reversed(names)}
    found = get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The one known word that `word` is surely a slip of: a letter or two, and none other near."""
    folded = word.casefold().replace("-", "_")
    near = get_close_matches(folded, sorted(set(known)), n=2, cutoff=0.8)
    return near[0] if len(near) == 1 and len(folded) > 3 else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known word, or lists what there is."""
    names = sorted(set(known))
    near = nearest(word, names)
    if near is not None:
        return f"did you mean “{near}”?"
    return otherwise or (f"there is only: {listing(names)}" if names else "")


def listing(names: Sequence[str], limit: int = 12) -> str:
    """Names in a row, cut off where a reader stops reading."""
    shown = ", ".join(names[:limit])
    return shown if len(names) <= limit else f"{shown} and {len(names) - limit} more"
