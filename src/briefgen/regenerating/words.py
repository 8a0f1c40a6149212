"""The report of a run in words, short enough to be read in a mail."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.changes.telling import told
from briefgen.errors import Problem
from briefgen.refreshed import Fate, RefreshResult
from briefgen.regenerated import BriefRun, Outcome, RunReport

WIDTH = 90
MOST_CELLS = 8  # of a data file
MOST_LINES = 40  # of the changes of a brief
MOST_PROBLEMS = 10


def text_of(report: RunReport) -> str:
    """What was done with each brief, and why."""
    lines = [f"{report.moment}: {report.counted()}"]
    for brief in report.briefs:
        lines += ["", *_brief(brief)]
    if report.withheld:
        briefs = "1 brief is" if report.withheld == 1 else f"{report.withheld} briefs are"
        lines += ["", f"{briefs} marked above what may be told here: see {report.path}"]
    lines += [line for problem in report.misread for line in ("", *_problem(problem))]
    lines += [line for problem in report.untold for line in ("", *_problem(problem))]
    return "\n".join(lines) + "\n"


def line_of(brief: BriefRun) -> str:
    """What became of a brief, in a line."""
    edition = f"edition {brief.edition}"
    if brief.outcome is Outcome.PUBLISHED:
        return f"{brief.name}: {edition} published"
    if brief.outcome is Outcome.UNCHANGED:
        return f"{brief.name}: nothing new since {edition}"
    stays = f"{edition} stays" if brief.edition else "there is no edition yet"
    return f"{brief.name}: failed; {stays}"


def _brief(brief: BriefRun) -> Iterator[str]:
    yield f"{line_of(brief)} ({brief.why})"
    for each in brief.data:
        yield from _data(each)
    yield from (f"  stale: {each}" for each in brief.stale)
    if brief.changes is not None and brief.changes.listed:
        yield from _cut([f"  {line}" if line else "" for line in told(brief.changes, WIDTH)])
    for problem in brief.problems[:MOST_PROBLEMS]:
        yield from (f"  {line}" for line in _problem(problem))
    if (left := len(brief.problems) - MOST_PROBLEMS) > 0:
        yield f"  and {left} more"


def _data(each: RefreshResult) -> Iterator[str]:
    if each.source:
        yield f"  source {each.name}: {_of_source(each)}"
        return
    if each.fate is Fate.FAILED:
        yield f"  data {each.name}: not fetched; the old data stay"
        return
    cells = len(each.changes)
    changed = f"{cells} cell{'' if cells == 1 else 's'} changed" if cells else "unchanged"
    yield f"  data {each.name}: {changed if each.fate is Fate.CHANGED else 'unchanged'}"
    yield from (f"    {change}" for change in each.changes[:MOST_CELLS])
    if cells > MOST_CELLS:
        yield f"    and {cells - MOST_CELLS} more"


def _of_source(each: RefreshResult) -> str:
    if each.fate is Fate.FAILED:
        return "not seen; what was written of it stays"
    return each.said or "as it was read"


def _cut(lines: list[str]) -> list[str]:
    left = len(lines) - MOST_LINES
    return lines if left <= 0 else [*lines[:MOST_LINES], f"  and {left} lines more"]


def _problem(problem: Problem) -> Iterator[str]:
    yield f"{problem.place}: {problem.severity}: {problem.message}"
    if problem.hint:
        yield f"  = {problem.hint}"
