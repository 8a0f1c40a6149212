"""Talking to a person or a pipe: problems with their place, progress, colour when it is wanted."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from briefgen.errors import Problem, Severity

NO_COLOR = "NO_COLOR"  # No colours, if it is set to anything.
# Colours even where the output is no terminal. `NO_COLOR` goes before it.
FORCE_COLOR = "FORCE_COLOR"
_CODES = {"red": "31", "yellow": "33", "green": "32", "blue": "34", "bold": "1", "dim": "2"}


def colour_wanted(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """NO_COLOR says no, FORCE_COLOR yes, otherwise a terminal decides."""
    if environment.get(NO_COLOR):
        return False
    if environment.get(FORCE_COLOR):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def columns(stream: TextIO) -> int:
    """How many characters a line of this stream holds; 100 where nobody reads it on a terminal."""
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 100


@dataclass(frozen=True)
class Voice:
    """How loudly and in which colours the program speaks; talk goes to stderr."""

    quiet: bool = False
    verbose: bool = False
    colour: bool = False
    live: bool = False
    manual: str = ""  # its address, where the terminal can lead there

    @classmethod
    def of(cls, quiet: bool, verbose: bool) -> Voice:
        """The voice that fits this terminal."""
        colour = colour_wanted(sys.stderr, os.environ)
        terminal = sys.stderr.isatty()
        manual = _manual() if terminal and os.environ.get("TERM") != "dumb" else ""
        return cls(quiet, verbose, colour, terminal and not quiet, manual)

    def paint(self, text: str, *styles: str) -> str:
        """The text in these styles, where colour is wanted."""
        if not self.colour:
            return text
        return f"\033[{';'.join(_CODES[style] for style in styles)}m{text}\033[0m"

    def link(self, text: str, page: str) -> str:
        """The text as a link to a page of the manual (OSC 8), where its address is known."""
        if not self.manual or not page:
            return text
        return f"\033]8;;{self.manual}/{page}\033\\{text}\033]8;;\033\\"

    def problem(self, problem: Problem) -> str:
        """A problem as a reader wants it: place, what is wrong, the line, what to do."""
        error = problem.severity is Severity.ERROR
        code = self.link(problem.code, problem.page)
        kind = f"{problem.severity}[{code}]" if code else str(problem.severity)
        head = (
            f"{self.paint(str(problem.place), 'bold')}: "
            f"{self.paint(kind, 'red' if error else 'yellow')}: {problem.message}"
        )
        lines = [head]
        if problem.excerpt:
            lines.append(self.paint(problem.excerpt, "dim"))
        if problem.hint:
            lines.append(f"{'':>6} {self.paint('=', 'blue')} {problem.hint}")
        return "\n".join(lines)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print problems to stderr."""
        for problem in problems:
            if self.quiet and problem.severity is Severity.WARNING:
                continue
            self.say(self.problem(problem) + "\n")

    def say(self, text: str) -> None:
        """Print talk to stderr, over any progress line."""
        self.clear()
        print(text, file=sys.stderr)

    def progress(self, name: str, stage: str) -> None:
        """Show what is being done, on a terminal only."""
        if self.live:
            print(
                f"\r\033[K{self.paint(name, 'bold')}  {stage} …",
                end="",
                file=sys.stderr,
                flush=True,
            )
        elif self.verbose:
            print(f"{name}: {stage}", file=sys.stderr)

    def clear(self) -> None:
        """Take the progress line away."""
        if self.live:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def shown(path: Path) -> Path:
    """A path as seen from here, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def counted(number: int, noun: str) -> str:
    """“1 note”, “2 notes”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def tally(problems: Iterable[Problem]) -> str:
    """“2 errors, 1 warning”, or an empty text."""
    counts = Counter(problem.severity for problem in problems)
    parts = [
        counted(counts[severity], severity)
        for severity in (Severity.ERROR, Severity.WARNING)
        if counts[severity]
    ]
    return ", ".join(parts)


def write_json(value: object) -> None:
    """Print a value to stdout as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _manual() -> str:
    """The address of the manual, if one is given."""
    from briefgen.manual import manual_at  # not where nothing is to be done

    return manual_at(os.environ)
