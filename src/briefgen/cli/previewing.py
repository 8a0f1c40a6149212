"""`briefgen preview`."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.cli.app import Quiet, app
from briefgen.cli.choosing import project_here
from briefgen.cli.clock import AsOf, day_of, today
from briefgen.cli.completing import briefs
from briefgen.errors import ExitCode, Place, Problem, UsageProblem
from briefgen.terminal import Voice


@app.command("preview")
def _preview(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            show_default=False,
            help="A brief by name, as kazakhstan; without it, choose on the page.",
            autocompletion=briefs,
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="NUMBER",
            min=0,
            max=65535,
            show_default=False,
            help="The port; else one that is free.",
        ),
    ] = 0,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Print the address and open no browser.")
    ] = False,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Show the pages of a brief in the browser, anew whenever a file is saved."""
    from briefgen.library import chosen, settings_of

    project = project_here()
    wanted = chosen(project, [name])[0] if name else ""
    settings_of(project)  # what is wrong with them is told here, before a browser opens
    voice = Voice.of(quiet, False)
    try:
        from briefgen.preview.running import serve
    except ModuleNotFoundError as error:
        hint = "pip install 'briefgen[preview]'"
        problem = Problem(Place("briefgen"), f"the preview needs {error.name}", hint)
        raise UsageProblem(problem) from None
    from briefgen.preview.values import Errand

    assert project.root is not None  # a project here is a folder
    errand = Errand(wanted, project._files, today(), day_of(as_of))

    def opened(address: str) -> None:
        print(address, flush=True)
        voice.say("the preview is open until you press Ctrl-C")
        if not no_open:
            import webbrowser

            webbrowser.open(address)

    serve(project.root, errand, port, opened)
    voice.say("the preview is closed")
    raise typer.Exit(ExitCode.DONE)
