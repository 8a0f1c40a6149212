"""`briefgen check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.errors import ExitCode, Place, Problem, Severity, UsageProblem
from briefgen.terminal import Voice, tally, write_json

if TYPE_CHECKING:
    from briefgen.checks.running import Report
    from briefgen.checks.selecting import Selection


@app.command("check")
def _check(
    names: Names = None,
    every: All = False,
    strict: Strict = False,
    select: Annotated[
        str | None, typer.Option("--select", help="Only these rules: codes, names or groups.")
    ] = None,
    ignore: Annotated[
        str | None, typer.Option("--ignore", help="Without these rules: codes, names or groups.")
    ] = None,
    min_coverage: Annotated[
        int | None,
        typer.Option("--min-coverage", min=0, max=100, help="Percent of claims to be sourced."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check briefs without making a PDF."""
    from briefgen.checks.running import examine
    from briefgen.settings import read_settings
    from briefgen.validation import check

    voice = Voice.of(quiet, verbose)
    files, _ = project_here()
    settings = read_settings(files)
    only = _selection(select, ignore)
    least = min_coverage if min_coverage is not None else settings.check.min_coverage
    codes: list[ExitCode] = []
    found: list[dict[str, object]] = []
    for name in chosen_briefs(files, names, every):
        voice.progress(name, "checking")
        report = examine(check(files, name), settings, only)
        voice.problems(report.problems)
        bad = _is_bad(report, strict, least)
        codes.append(ExitCode.PROBLEMS if bad else ExitCode.DONE)
        found.append(_as_dict(report, not bad))
        if not as_json and not quiet:
            voice.clear()
            print(_summary(report, least))
    voice.clear()
    if as_json:
        write_json(found)
    raise typer.Exit(worst_of(codes))


def _selection(select: str | None, ignore: str | None) -> Selection | None:
    from briefgen.checks.running import ALL_RULES
    from briefgen.checks.selecting import ALL, Selection, unknown

    if select is None and ignore is None:
        return None
    chosen, left_out = _words(select) or [ALL], _words(ignore)
    problems = [
        Problem(
            Place("briefgen"), f"there is no rule “{word[:40]}”", "“briefgen explain” lists them"
        )
        for word in unknown([*chosen, *left_out], ALL_RULES)
    ]
    if problems:
        raise UsageProblem(problems)
    return Selection.of(ALL_RULES, chosen, left_out)


def _words(listed: str | None) -> list[str]:
    return [word.strip() for word in (listed or "").split(",") if word.strip()]


def _is_bad(report: Report, strict: bool, least: int | None) -> bool:
    errors = any(problem.severity is Severity.ERROR for problem in report.problems)
    thin = least is not None and report.coverage is not None and report.coverage.percent < least
    return errors or thin or (strict and bool(report.problems))


def _summary(report: Report, least: int | None) -> str:
    parts: Sequence[str] = [tally(report.problems) or "no problems"]
    if report.coverage is not None:
        wanted = least is not None and report.coverage.percent < least
        parts = [*parts, f"{report.coverage}{f', {least}% are needed' if wanted else ''}"]
    return f"{report.name}: {'; '.join(parts)}"


def _as_dict(report: Report, good: bool) -> dict[str, object]:
    return {
        "name": report.name,
        "ok": good,
        "claims": report.coverage.total if report.coverage else None,
        "sourced": report.coverage.sourced if report.coverage else None,
        "sections": {
            name: {"claims": part.total, "sourced": part.sourced} for name, part in report.sections
        },
        "problems": [problem.as_dict() for problem in report.problems],
    }
