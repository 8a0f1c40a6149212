"""What became of each brief, as values: what the library returns and the commands print."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from briefgen.errors import (
    BriefgenError,
    ConformanceFailed,
    ExitCode,
    InputProblems,
    Problem,
    RenderingFailed,
    Severity,
    UsageProblem,
)
from briefgen.spending import Spent

_ERRORS: tuple[type[BriefgenError], ...] = (
    InputProblems,
    UsageProblem,
    RenderingFailed,
    ConformanceFailed,
)


class Format(enum.StrEnum):
    """How `briefgen check` tells what it found."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


@dataclass(frozen=True, slots=True)
class BriefInfo:
    """A brief as a list of briefs has it; what its spec does not say is empty."""

    name: str
    kind: str
    title: str
    information_cutoff: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many claims there are, and how many of them are sourced or declared."""

    sourced: int
    claims: int

    @property
    def percent(self) -> float:
        """The share in percent; a brief without claims has them all sourced."""
        return 100.0 * self.sourced / self.claims if self.claims else 100.0

    def as_dict(self) -> dict[str, int]:
        """The same for machines."""
        return {"claims": self.claims, "sourced": self.sourced}

    def __str__(self) -> str:
        return f"{self.sourced} of {self.claims} claims sourced"


@dataclass(frozen=True)
class CheckResult:
    """What a check found out about one brief."""

    name: str
    exit_code: ExitCode
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = field(default=(), repr=False)  # all that was read, by path
    coverage: Coverage | None = None  # of its claims; None where it could not be read
    sections: Mapping[str, Coverage] = field(default_factory=dict, repr=False)
    unasked: str = ""  # what was not looked at, and why, in a line

    @property
    def ok(self) -> bool:
        """Whether all that was asked for is done."""
        return self.exit_code is ExitCode.DONE

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the brief."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that stop it only where `strict` says so."""
        return tuple(each for each in self.problems if each.severity is Severity.WARNING)

    def require(self) -> Self:
        """This result if it is ok; else the exception that carries its problems."""
        if self.ok:
            return self
        raise next(error for error in _ERRORS if error.exit_code is self.exit_code)(self.problems)

    def as_dict(self) -> dict[str, object]:
        """The same for machines, as --json prints it."""
        return {
            "name": self.name,
            "ok": self.ok,
            "coverage": self.coverage.as_dict() if self.coverage else None,
            "sections": {name: part.as_dict() for name, part in self.sections.items()},
            "unasked": self.unasked,
            "problems": [problem.as_dict() for problem in self.problems],
        }


@dataclass(frozen=True, slots=True)
class Output:
    """One file that was made: of which format, its name, its bytes, where it was written."""

    format: str
    name: str
    content: bytes = field(repr=False)
    path: Path | None = None


@dataclass(frozen=True)
class BuildResult(CheckResult):
    """What became of one brief: what it was made into, or why there is nothing."""

    pdf: bytes | None = field(default=None, repr=False)
    path: Path | None = None  # where the document was written, if it was
    pages: int = 0
    notes: int = 0
    sources: int = 0
    figures: int = 0
    seconds: float = 0.0
    layouts: int = 0  # how often the pages were laid out
    page_fill: tuple[float, ...] = field(default=(), repr=False)  # of each page, 0 to 1
    unchanged: bool = False  # the PDF that is there stands, and was not made anew
    reasons: tuple[str, ...] = ()  # why it was made, or what changed and made no difference
    outputs: tuple[Output, ...] = field(default=(), repr=False)  # where more than a PDF was made
    spent: Mapping[str, Spent] = field(default_factory=dict, repr=False, compare=False)  # by stage

    @property
    def written(self) -> tuple[Path, ...]:
        """Every file that was written."""
        if self.outputs:
            return tuple(each.path for each in self.outputs if each.path is not None)
        return () if self.path is None else (self.path,)

    def as_dict(self) -> dict[str, object]:
        """The same for machines, as --json prints it; without the PDF."""
        return {
            "name": self.name,
            "ok": self.ok,
            "exit_code": int(self.exit_code),
            "path": str(self.path or ""),
            "files": [str(path) for path in self.written],
            "pages": self.pages,
            "notes": self.notes,
            "sources": self.sources,
            "figures": self.figures,
            "seconds": round(self.seconds, 3),
            "layouts": self.layouts,
            "page_fill": [round(fill, 3) for fill in self.page_fill],
            "unchanged": self.unchanged,
            "reasons": list(self.reasons),
            "problems": [problem.as_dict() for problem in self.problems],
        }

    @classmethod
    def recalled(
        cls, told: Mapping[str, Any], path: Path | None = None, reasons: tuple[str, ...] = ()
    ) -> Self:
        """The result of an earlier build whose PDF stands; `told` is that of `as_dict`."""
        return cls(
            name=told["name"],
            exit_code=ExitCode.DONE,
            problems=tuple(map(Problem.of_dict, told["problems"])),
            path=path,
            page_fill=tuple(told["page_fill"]),
            unchanged=True,
            reasons=reasons,
            **{key: told[key] for key in ("pages", "notes", "sources", "figures", "layouts")},
        )


@dataclass(frozen=True)
class Published(BuildResult):
    """What became of one brief that was to be published."""

    edition: int = 0  # its number; 0 where there is none
    new: bool = False  # false where the last edition says the same
    folder: Path | None = None  # where the edition lies
    moved: tuple[str, ...] = ()  # tools of other versions than an edition was made with that stays

    def as_dict(self) -> dict[str, object]:
        """The same for machines, as --json prints it; without the PDF."""
        return {
            "name": self.name,
            "ok": self.ok,
            "exit_code": int(self.exit_code),
            "edition": self.edition,
            "new": self.new,
            "folder": str(self.folder or ""),
            "moved": [*self.moved],
            "path": str(self.path or ""),
            "pages": self.pages,
            "seconds": round(self.seconds, 3),
            "problems": [problem.as_dict() for problem in self.problems],
        }


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition that was published; what its manifest does not say is empty."""

    name: str
    number: int
    date: str
    information_cutoff: str
    marking: str
    content: str  # the hash of what it says
    faults: tuple[str, ...] = ()  # what is no longer as it was published

    def as_dict(self) -> dict[str, object]:
        """The same for machines, as --json prints it."""
        return {key: getattr(self, key) for key in self.__slots__} | {"faults": [*self.faults]}


@dataclass(frozen=True)
class Verification:
    """What a PDF is against what its own evidence gives when it is built anew."""

    name: str
    edition: int
    differs: tuple[str, ...] = ()  # the parts that are not the same
    moved: tuple[str, ...] = ()  # tools of other versions, with which equal bytes are not to be had
    withheld: str = ""  # why it carries nothing that could be compared, if so
    problems: tuple[Problem, ...] = ()  # why it cannot be built here

    @property
    def ok(self) -> bool:
        """Whether it is the same, byte for byte."""
        return not (self.differs or self.moved or self.withheld or self.problems)

    @property
    def exit_code(self) -> ExitCode:
        """What the command ends with."""
        return ExitCode.DONE if self.ok else ExitCode.PROBLEMS

    def as_dict(self) -> dict[str, object]:
        """The same for machines, as --json prints it."""
        return {
            "name": self.name,
            "edition": self.edition,
            "ok": self.ok,
            "differs": [*self.differs],
            "moved": [*self.moved],
            "withheld": self.withheld,
            "problems": [problem.as_dict() for problem in self.problems],
        }
