"""`briefgen ledger` and `briefgen impact`: from claims to sources, and from a source to claims."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.cli.app import All, Names, app
from briefgen.cli.choosing import chosen_briefs, named, project_here

Layouts = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="One of table, csv, json.")
]
SHOWN = ("claim", "section", "kind", "text", "basis", "source", "locator", "grade", "line")
FELT = ("brief", "what", "text", "source", "alone", "line")


@app.command("ledger")
def _ledger(
    names: Names = None,
    every: All = False,
    unsourced: Annotated[
        bool, typer.Option("--unsourced", help="Only claims that nothing stands behind.")
    ] = False,
    layout: Layouts = "table",
) -> None:
    """List every claim with its sources."""
    from briefgen.checks.claims import Basis
    from briefgen.checks.ledger import ledger
    from briefgen.library import readable
    from briefgen.tabular import Layout, printed

    wanted = named(layout, Layout)
    project = project_here()
    briefs = chosen_briefs(project, names, every)
    entries = [entry for checked in readable(project, briefs) for entry in ledger(checked)]
    rows = [e.as_dict() for e in entries if not unsourced or e.basis == Basis.NONE]
    shown = SHOWN if len(briefs) == 1 else ("brief", *SHOWN)
    if written := printed(rows, wanted, shown):
        print(written)


@app.command("impact")
def _impact(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The key of a source.")],
    layout: Layouts = "table",
) -> None:
    """List what hangs on a source, in every brief."""
    from briefgen.checks.impact import impact, require_source
    from briefgen.library import readable
    from briefgen.tabular import Layout, printed

    wanted = named(layout, Layout)
    project = project_here()
    briefs = list(readable(project, project.names))
    require_source(source, (key for checked in briefs for key in checked.sources))
    rows = [each.as_dict() for checked in briefs for each in impact(checked, source)]
    if written := printed(rows, wanted, FELT):
        print(written)
