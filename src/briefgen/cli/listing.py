"""`briefgen list`."""

from __future__ import annotations

from dataclasses import asdict

from briefgen.cli.app import AsJson, app
from briefgen.cli.choosing import project_here
from briefgen.terminal import write_json


@app.command("list")
def _list(as_json: AsJson = False) -> None:
    """List the briefs of the project."""
    briefs = project_here().briefs()
    if as_json:
        write_json([asdict(brief) for brief in briefs])
        return
    width = max((len(brief.name) for brief in briefs), default=0)
    for brief in briefs:
        print(
            f"{brief.name:<{width}}  {brief.kind:<18} {brief.information_cutoff:<11} {brief.title}"
        )
