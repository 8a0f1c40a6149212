"""`briefgen doctor`."""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen.cli.app import AsJson, app
from briefgen.errors import ExitCode
from briefgen.terminal import write_json


@app.command("doctor")
def _doctor(as_json: AsJson = False) -> None:
    """Say what is missing on this machine, and how to get it."""
    from briefgen.doctor import State, examine

    found = []
    for finding in examine(Path.cwd()):
        found.append(finding)
        if not as_json:
            print(f"{finding.state:<6} {finding.what}: {finding.said}", flush=True)
            if finding.mend:
                print(f"{'':<6} = {finding.mend}", flush=True)
    if as_json:
        write_json([finding.as_dict() for finding in found])
    wrong = any(finding.state is State.WRONG for finding in found)
    raise typer.Exit(int(ExitCode.PROBLEMS if wrong else ExitCode.DONE))
