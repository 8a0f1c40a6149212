"""`briefgen regenerate`."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated, NoReturn

import typer

from briefgen.cli.app import All, AsJson, Names, Quiet, Verbose, app
from briefgen.cli.choosing import project_here
from briefgen.cli.clock import now
from briefgen.errors import ExitCode, Place, Problem, UsageProblem
from briefgen.terminal import Voice, write_json


@app.command("regenerate")
def _regenerate(
    names: Names = None,
    due: Annotated[
        bool, typer.Option("--due", help="Every brief whose schedule has come since it was run.")
    ] = False,
    every: All = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Fetch data, build, and publish what is new: the one command for schedulers."""
    from briefgen.regular import regenerate

    if [bool(names), due, every].count(True) != 1:
        hint = "as a scheduler does: briefgen regenerate --due"
        message = "say --due, or --all, or name one brief or more"
        raise UsageProblem(Problem(Place("briefgen"), message, hint))
    voice = Voice.of(quiet, verbose)
    with _stopped_by_the_system():
        report = regenerate(
            project_here(), now=now(), names=names or None, due=due, progress=voice.progress
        )
    voice.clear()
    if as_json:
        write_json(report.as_dict())
    elif not quiet or report.exit_code not in (ExitCode.DONE, ExitCode.NOTHING_DUE):
        from briefgen.regenerating import text_of

        print(text_of(report), end="")
    raise typer.Exit(int(report.exit_code))


@contextmanager
def _stopped_by_the_system() -> Iterator[None]:
    """SIGTERM ends a run as Ctrl-C does: what is half done is taken away, and nothing is lost."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
