"""`briefgen refresh`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import AsJson, app
from briefgen.cli.choosing import project_here, worst_of
from briefgen.cli.clock import today
from briefgen.terminal import Voice, counted, write_json

if TYPE_CHECKING:
    from briefgen.refreshed import RefreshResult

SHOWN = 40  # changed cells


@app.command("refresh")
def _refresh(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            show_default=False,
            help="Data files, sources, or briefs for all of theirs; else all with a provider.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the cells that would change; write nothing.")
    ] = False,
    shrink: Annotated[
        bool, typer.Option("--shrink", help="Take answers with less than half of the rows.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch data files anew from their providers, and look at sources again."""
    from briefgen.watching import provided_by, refreshes

    voice = Voice.of(False, False)
    project = project_here()
    results = []
    meant = provided_by(project, names)
    for result in refreshes(project, meant, today(), dry_run=dry_run, shrink=shrink):
        results.append(result)
        voice.problems(result.problems)
        if not as_json:
            print("\n".join(_report(result, dry_run)))
    if as_json:
        write_json([result.as_dict() for result in results])
    raise typer.Exit(worst_of(result.exit_code for result in results))


def _report(result: RefreshResult, dry_run: bool) -> list[str]:
    if result.source:
        told = "not seen" if result.problems else result.said or "as it was read"
        return [f"{result.name}: {told}"]
    if result.problems:
        return [f"{result.name}: not refreshed; the old data stay"]
    cells = counted(len(result.changes), "cell")
    told = f"{cells} {'would change' if dry_run else 'changed'}" if result.changes else "unchanged"
    lines = [f"{result.name}: {told}, {counted(result.rows, 'row')}"]
    lines += [f"  {change}" for change in result.changes[:SHOWN]]
    left = len(result.changes) - SHOWN
    return [*lines, f"  and {left} more"] if left > 0 else lines
