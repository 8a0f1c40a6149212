"""`briefgen check`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.choosing import chosen_briefs, named, project_here, worst_of
from briefgen.cli.clock import AsOf, day_of
from briefgen.errors import ExitCode
from briefgen.manual import manual_at
from briefgen.results import Format
from briefgen.terminal import Voice, counted, tally, write_json

if TYPE_CHECKING:
    from briefgen.asked import Asked
    from briefgen.library import Project
    from briefgen.results import CheckResult

ROUNDS = 5  # a correction may show what it hid

Rules = Annotated[
    str | None, typer.Option(metavar="RULES", help="Codes, names or groups of rules, with commas.")
]


@app.command("check")
def _check(
    names: Names = None,
    every: All = False,
    strict: Strict = False,
    select: Rules = None,
    ignore: Rules = None,
    min_coverage: Annotated[
        int | None,
        typer.Option(metavar="PERCENT", min=0, max=100, help="Claims that must be sourced."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Correct what is safe to correct.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix changes; alone, change nothing.")
    ] = False,
    as_of: AsOf = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(Format)}.")
    ] = "text",
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check briefs without making a PDF."""
    from briefgen.asked import Asked

    wanted = Format.JSON if as_json else named(form, Format)
    voice = Voice.of(quiet, verbose)
    project = project_here()
    asked = Asked(strict, _listed(select), _listed(ignore), min_coverage, day_of(as_of))
    briefs = chosen_briefs(project, names, every)
    if fix or diff:
        corrected = _correct(project, briefs, asked, voice, write=fix, show=diff)
        if not fix:
            raise typer.Exit(ExitCode.PROBLEMS if corrected else ExitCode.DONE)
    results = list(_told(project, briefs, asked, voice, wanted))
    _write(wanted, results, project, voice)
    raise typer.Exit(worst_of(result.exit_code for result in results))


def _told(
    project: Project, briefs: Sequence[str], asked: Asked, voice: Voice, form: Format
) -> Iterator[CheckResult]:
    """Each result as it comes, told to a reader where text is wanted."""
    from briefgen.cli.many import checked

    for result in checked(project, briefs, asked, voice.progress):
        if form in (Format.TEXT, Format.JSON):
            voice.problems(result.problems)
        if form is Format.TEXT and not voice.quiet:
            voice.clear()
            print(_verdict(result))
        yield result
    voice.clear()


def _write(form: Format, results: Sequence[CheckResult], project: Project, voice: Voice) -> None:
    """What is printed when all is checked: a count of the rules broken, or a report."""
    if form is Format.JSON:
        write_json([result.as_dict() for result in results])
    elif form is Format.TEXT:
        if not voice.quiet:
            _count(results, voice)
    else:
        from briefgen.reports import report
        from briefgen.reports.finding import Places

        places = Places(_in_repository(project.root), manual_at(os.environ))
        if written := report(form, results, places):
            print(written)


def _in_repository(root: Path | None) -> str:
    """Where a project lies in its repository, by which programs name files; "" at its top."""
    above = [] if root is None else [root, *root.parents]
    top = next((folder for folder in above if (folder / ".git").exists()), None)
    return "" if root is None or top is None else root.relative_to(top).as_posix()


def _count(results: Sequence[CheckResult], voice: Voice) -> None:
    """Where several problems were found, how many of each rule; where a person reads, what next."""
    codes = [problem.code for result in results for problem in result.problems if problem.code]
    if codes and voice.live:
        voice.say(f"briefgen explain {codes[0]} says why\n")
    if sum(len(result.problems) for result in results) < 2:
        return
    from briefgen.checks.running import ALL_RULES
    from briefgen.reports.finding import by_code

    for code, count in by_code(results):
        rule = ALL_RULES.get(code)
        fix = "  (--fix may correct it)" if rule and rule.fixable else ""
        voice.say(f"{count:>5}  {code}  {rule.name if rule else ''}{fix}")


def _correct(
    project: Project, briefs: Sequence[str], asked: Asked, voice: Voice, *, write: bool, show: bool
) -> int:
    """Correct what is safe, until nothing more is; how many problems that were."""
    from briefgen.library import corrections

    done = 0
    for _ in range(ROUNDS):
        fixes = list(corrections(project, briefs, asked, write=write))
        if show:
            print("".join(fix.diff() for fix in fixes), end="")
        done += sum(fix.edits for fix in fixes)
        if not fixes or not write:
            break
    what = "corrected" if write else "can be corrected"
    if not voice.quiet:
        voice.say(f"{counted(done, 'problem')} {what}\n")
    return done


def _listed(words: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (words or "").split(",") if word.strip())


def _verdict(result: CheckResult) -> str:
    found = tally(result.problems) or "no problems"
    told = (found, str(result.coverage or ""), result.unasked)
    return f"{result.name}: {'; '.join(part for part in told if part)}"
