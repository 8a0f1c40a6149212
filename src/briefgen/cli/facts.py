"""`briefgen facts`: figures over all briefs of a project."""

from __future__ import annotations

import typer

from briefgen.cli.app import app
from briefgen.cli.choosing import named, project_here
from briefgen.cli.tracing import Layouts
from briefgen.errors import ExitCode

facts = typer.Typer(help="Figures over all briefs.", no_args_is_help=True)
app.add_typer(facts, name="facts")

SHOWN = (
    "why", "entity", "indicator", "period", "unit",
    "one_value", "other_value", "one_place", "other_place",
)  # fmt: skip


@facts.command("conflicts")
def _conflicts(layout: Layouts = "table") -> None:
    """List figures that are stated twice with two values, or from two releases."""
    from briefgen.checks.conflicts import Why, conflicts, stated
    from briefgen.library import readable
    from briefgen.tabular import Layout, printed

    wanted = named(layout, Layout)
    project = project_here()
    figures = (figure for read in readable(project, project.names) for figure in stated(read))
    found = conflicts(figures)
    if written := printed([each.as_dict() for each in found], wanted, SHOWN):
        print(written)
    contradicted = any(each.why is Why.VALUE for each in found)
    raise typer.Exit(ExitCode.PROBLEMS if contradicted else ExitCode.DONE)
