"""`briefgen schedule`: the next runs, and entries in the schedulers of the machine."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import AsJson, app
from briefgen.cli.choosing import project_here
from briefgen.cli.clock import now
from briefgen.errors import ExitCode, Place, Problem, UsageProblem
from briefgen.terminal import Voice, write_json

if TYPE_CHECKING:
    from briefgen.timetable import Entry

NEXT = 3
SHOWN = ("brief", "next", "schedule", "timezone")

schedule = typer.Typer(help="When briefs are due, and who looks.", no_args_is_help=False)
app.add_typer(schedule, name="schedule")

Systemd = Annotated[bool, typer.Option("--systemd", help="A timer of systemd, for this user.")]
Cron = Annotated[bool, typer.Option("--cron", help="A line in the crontab of this user.")]
Github = Annotated[bool, typer.Option("--github", help="A workflow in .github/workflows.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print it; install nothing.")]


@schedule.callback(invoke_without_command=True)
def _schedule(
    context: typer.Context,
    coming: Annotated[
        int, typer.Option("--next", metavar="NUMBER", min=1, max=100, help="Runs of each brief.")
    ] = NEXT,
    as_json: AsJson = False,
) -> None:
    """List the next runs of each brief; or install what makes them."""
    if context.invoked_subcommand is not None:
        return
    from briefgen.tabular import Layout, printed
    from briefgen.timetable import entries

    project, voice = project_here(), Voice.of(False, False)
    listed = list(entries(project, project.names))
    voice.problems(problem for each in listed for problem in each.problems)
    rows = [row for each in listed for row in _rows(each, coming)]
    if as_json:
        write_json(rows)
    elif rows:
        print(printed(sorted(rows, key=lambda row: str(row["at"])), Layout.TABLE, SHOWN))
    wrong = any(each.problems for each in listed)
    raise typer.Exit(int(ExitCode.PROBLEMS if wrong else ExitCode.DONE))


def _rows(entry: Entry, coming: int) -> list[dict[str, str]]:
    from datetime import UTC

    if entry.schedule is None:
        return []
    return [
        {
            "brief": entry.name,
            "next": f"{run:%a %Y-%m-%d %H:%M}",
            "at": run.astimezone(UTC).isoformat(),
            "schedule": entry.schedule.cron,
            "timezone": entry.schedule.timezone,
        }
        for run in islice(entry.schedule.coming(now()), coming)
    ]


@schedule.command("install")
def _install(
    systemd: Systemd = False, cron: Cron = False, github: Github = False, dry_run: DryRun = False
) -> None:
    """Let a scheduler call `briefgen regenerate --due`."""
    from briefgen import installing

    _require_one(systemd, cron, github)
    root = _root()
    if dry_run:
        print(_shown(root, systemd, cron), end="")
        return
    if systemd:
        done = installing.install_units(root, _command())
    elif cron:
        done = installing.install_line(root, _command())
    else:
        done = installing.install_workflow(root)
    print("\n".join(f"installed: {each}" for each in done))


@schedule.command("uninstall")
def _uninstall(systemd: Systemd = False, cron: Cron = False, github: Github = False) -> None:
    """Take away exactly what `install` has put there."""
    from briefgen import installing

    _require_one(systemd, cron, github)
    root = _root()
    if systemd:
        gone = installing.remove_units(root)
    else:
        gone = installing.remove_line(root) if cron else installing.remove_workflow(root)
    print("\n".join(f"removed: {each}" for each in gone) or "nothing of ours is there")


@schedule.command("run")
def _run() -> None:
    """Stay, and regenerate what is due when it is due; for containers."""
    from briefgen.resident import Runner
    from briefgen.timetable import coming

    project, voice = project_here(), Voice.of(False, False)
    command = (*_command(), "regenerate", "--due", "--quiet")
    Runner(_root(), command, lambda: coming(project, now()), now, voice.say).run()


def _shown(root: Path, systemd: bool, cron: bool) -> str:
    from briefgen.schedulers import WORKFLOW, crontab_with, units, workflow

    if cron:
        return crontab_with("", root, _command())
    files = units(root, _command()) if systemd else {WORKFLOW: workflow()}
    return "\n".join(f"# {name}\n{text}" for name, text in files.items())


def _require_one(systemd: bool, cron: bool, github: bool) -> None:
    if [systemd, cron, github].count(True) != 1:
        message = "say one of --systemd, --cron and --github"
        raise UsageProblem(Problem(Place("schedule"), message, "add --dry-run to see it first"))


def _root() -> Path:
    root = project_here().root
    if root is None or any(not each.isprintable() for each in str(root)):
        message = "a folder with such a name cannot be written into a schedule"
        raise UsageProblem(Problem(Place("schedule"), message, "give it another name"))
    return root.absolute()


def _command() -> tuple[str, ...]:
    """This very program, by its path: schedulers know no others."""
    return (sys.executable, "-m", "briefgen")
