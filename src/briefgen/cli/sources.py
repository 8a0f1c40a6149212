"""`briefgen sources`: what is in the libraries, and sources from and for other programs."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import AsJson, app
from briefgen.cli.choosing import project_here
from briefgen.cli.completing import briefs
from briefgen.errors import ExitCode, Place, Problem, Severity, UsageProblem
from briefgen.terminal import Voice, counted, write_json

if TYPE_CHECKING:
    from briefgen.exchange.importing import Imported
    from briefgen.exchange.listing import Listed
    from briefgen.library import Project

sources = typer.Typer(
    help="List and search sources; bring them in from other programs, and out.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(sources, name="sources")

Brief = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Only what this brief cites.", autocompletion=briefs),
]


class Format(enum.StrEnum):
    """What `briefgen sources export` writes."""

    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"


@sources.callback(invoke_without_command=True)
def _sources(context: typer.Context) -> None:
    """List and search sources; bring them in from other programs, and out."""
    if context.invoked_subcommand is None:
        _show([], False, None, False)


@sources.command("list")
def _list(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORD]...",
            show_default=False,
            help="In key, title, names, publisher or address.",
        ),
    ] = None,
    unused: Annotated[
        bool, typer.Option("--unused", help="Only those that no brief cites.")
    ] = False,
    brief: Brief = None,
    as_json: AsJson = False,
) -> None:
    """List the sources of the project, or search them."""
    _show(words or [], unused, brief, as_json)


def _show(words: list[str], unused: bool, brief: str | None, as_json: bool) -> None:
    from briefgen.exchange.listing import table

    chosen = [each for each in _chosen(brief, unused, as_json) if each.says(words)]
    if as_json:
        write_json([each.as_dict() for each in chosen])
    elif chosen:
        print(table(chosen))
    if not chosen:
        Voice.of(False, False).say("no source is like that")


def _chosen(brief: str | None, unused: bool = False, full: bool = False) -> list[Listed]:
    from briefgen.exchange.listing import listed
    from briefgen.library import chosen

    project = project_here()
    name = chosen(project, brief)[0] if brief else None
    found, problems = listed(project._files, with_briefs=bool(brief) or unused or full)
    Voice.of(False, False).problems(problems)
    if problems and (brief or unused):
        raise typer.Exit(ExitCode.PROBLEMS)
    if name:
        found = tuple(each for each in found if name in each.briefs)
    return [each for each in found if not (unused and each.briefs)]


@sources.command("import")
def _import(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSL-JSON (.json), BibTeX (.bib) or RIS (.ris).")
    ],
    into: Annotated[
        str | None,
        typer.Option(metavar="LIBRARY", help="As sources/kazakhstan.yaml; else the only one."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come of it; write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring sources of another program into a library, each once."""
    from briefgen.exchange.importing import import_sources, library_path

    project = project_here()
    library = library_path(project._files, into)
    done = import_sources(project._files, str(file), _bytes(file), library)
    Voice.of(False, False).problems(done.problems)
    if done.text is not None and not dry_run:
        _write(project, library, done.text)
    if as_json:
        write_json([outcome.as_dict() for outcome in done.outcomes])
    else:
        print(_told(done, dry_run))
    wrong = any(problem.severity is Severity.ERROR for problem in done.problems)
    raise typer.Exit(ExitCode.PROBLEMS if wrong else ExitCode.DONE)


def _told(done: Imported, dry_run: bool) -> str:
    from briefgen.exchange.merging import Fate

    lines = [f"{o.fate:<6}  {o.key}: {o.why}" for o in done.outcomes]
    counts = ", ".join(f"{done.count(fate)} {fate}" for fate in Fate)
    end = "; nothing was written" if dry_run or done.text is None else ""
    lines.append(f"{done.library}: {counts}{end}")
    return "\n".join(lines)


def _write(project: Project, library: str, text: str) -> None:
    """Write a library with the line ends that it had."""
    files = project._files
    ends = files.exists(library) and b"\r\n" in files.read(library)
    try:
        files.write(library, (text.replace("\n", "\r\n") if ends else text).encode())
    except OSError as error:
        message = f"cannot be written ({error.strerror})"
        raise UsageProblem(Problem(Place(library), message, "nothing was changed")) from None


def _bytes(file: Path) -> bytes:
    from briefgen.project import DiskFiles, OutsideProject, unreadable

    try:
        return DiskFiles(file.parent).read(file.name)
    except FileNotFoundError:
        hint = "name a file that another program has exported"
        raise UsageProblem(Problem(Place(str(file)), "there is no such file", hint)) from None
    except (OSError, OutsideProject) as error:
        raise UsageProblem(Problem(Place(str(file)), *unreadable(error))) from None


@sources.command("export")
def _export(
    form: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help="csl-json or bibtex.")
    ] = Format.CSL_JSON,
    brief: Brief = None,
) -> None:
    """Print sources for other programs."""
    from briefgen.exchange import bibtex_writing, csl
    from briefgen.exchange.listing import by_key

    ordered = by_key(_chosen(brief))
    writer = csl.written if form is Format.CSL_JSON else bibtex_writing.written
    print(writer(ordered), end="")
    Voice.of(False, False).say(counted(len(ordered), "source"))
