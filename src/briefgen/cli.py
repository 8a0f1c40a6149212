"""The command line. Heavy parts are imported where they are used: `--version` is instant."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen import __version__
from briefgen.errors import BriefgenError, ExitCode, Place, Problem, Severity, UsageProblem
from briefgen.terminal import Voice, counted, tally, write_json

if TYPE_CHECKING:
    from briefgen.build import Result
    from briefgen.project import DiskFiles

ISSUES = "please report it with the spec that caused it, and set BRIEFGEN_DEBUG=1 to see more"

app = typer.Typer(
    name="briefgen",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Structured briefings from YAML to PDF, every claim with its source on its page.",
)

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", show_default=False, help="Briefs by name, as kazakhstan."),
]
All = Annotated[bool, typer.Option("--all", help="Every brief of the project.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings stop a brief as errors do.")]
AsJson = Annotated[bool, typer.Option("--json", help="Results as JSON on stdout.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Only errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say each stage.")]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Structured briefings from YAML to PDF."""


@app.command("build")
def _build(
    names: Names = None,
    every: All = False,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", help="A folder, a file ending in .pdf, or - for stdout."),
    ] = None,
    strict: Strict = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build briefs into PDFs."""
    from briefgen.build import Order, build
    from briefgen.settings import read_settings

    voice = Voice.of(quiet, verbose)
    files, root = _project()
    settings = read_settings(files)
    chosen = _chosen(files, names, every)
    target = _target(root, settings.output, output, chosen)
    if output == "-" and as_json:
        raise UsageProblem(
            Problem(Place("-o"), "the PDF and --json cannot both go to stdout", "name a file")
        )
    results: list[Result] = []
    for result in build(chosen, Order(files, settings, target, strict), voice.progress):
        results.append(result)
        voice.problems(result.problems)
        if not as_json and output != "-":
            _report(result, voice, root)
    voice.clear()
    if as_json:
        write_json([result.as_dict() for result in results])
    raise typer.Exit(_worst([result.exit_code for result in results]))


@app.command("check")
def _check(
    names: Names = None,
    every: All = False,
    strict: Strict = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check briefs without making a PDF."""
    from briefgen.settings import read_settings
    from briefgen.validation import check

    voice = Voice.of(quiet, verbose)
    files, _ = _project()
    read_settings(files)
    chosen = _chosen(files, names, every)
    codes: list[ExitCode] = []
    found: list[dict[str, object]] = []
    for name in chosen:
        voice.progress(name, "checking")
        checked = check(files, name)
        voice.problems(checked.problems)
        bad = bool(checked.errors) or (strict and bool(checked.problems))
        codes.append(ExitCode.PROBLEMS if bad else ExitCode.DONE)
        found.append(
            {"name": name, "ok": not bad, "problems": [p.as_dict() for p in checked.problems]}
        )
        if not as_json and not quiet:
            voice.clear()
            print(f"{name}: {tally(checked.problems) or 'no problems'}")
    voice.clear()
    if as_json:
        write_json(found)
    raise typer.Exit(_worst(codes))


@app.command("list")
def _list(as_json: AsJson = False) -> None:
    """List the briefs of the project."""
    from briefgen.loading import load
    from briefgen.validation import BRIEFS, SUFFIX, brief_names

    files, _ = _project()
    rows = []
    for name in brief_names(files):
        tree = load(name, files.read(f"{BRIEFS}/{name}{SUFFIX}")).tree
        spec = tree if isinstance(tree, dict) else {}
        rows.append(
            {key: str(spec.get(key) or "") for key in ("kind", "title", "information_cutoff")}
            | {"name": name}
        )
    if as_json:
        write_json(rows)
        return
    width = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        print(
            f"{row['name']:<{width}}  {row['kind']:<18} {row['information_cutoff']:<11} "
            f"{row['title']}"
        )


def _project() -> tuple[DiskFiles, Path]:
    from briefgen.project import DiskFiles, find_root

    root = find_root(Path.cwd())
    return DiskFiles(root), root


def _chosen(files: DiskFiles, names: Sequence[str] | None, every: bool) -> list[str]:
    from briefgen.validation import brief_names, spec_path

    if bool(names) == every:
        raise UsageProblem(
            Problem(
                Place("briefgen"),
                "name one brief or more, or say --all",
                f"briefs here: {', '.join(brief_names(files)) or 'none'}",
            )
        )
    if every:
        return list(brief_names(files))
    unknown: list[Problem] = []
    chosen: list[str] = []
    for name in dict.fromkeys(names or ()):
        try:
            chosen.append(Path(spec_path(files, name)).stem)
        except UsageProblem as error:
            unknown.extend(error.problems)
    if unknown:
        raise UsageProblem(unknown)
    return list(dict.fromkeys(chosen))


def _target(
    root: Path, folder: str, output: str | None, names: Sequence[str]
) -> Callable[[str], Path]:
    """Where each brief is written: a function from name to path."""
    single = output is not None and (output == "-" or output.endswith(".pdf"))
    if single and len(names) != 1:
        raise UsageProblem(
            Problem(
                Place("-o"),
                f"{output} is one file, but there are {len(names)} briefs",
                "name a folder",
            )
        )
    if single:
        return lambda name: Path(str(output))
    base = Path(output) if output is not None else root / folder
    return lambda name: base / f"{name}.pdf"


def _report(result: Result, voice: Voice, root: Path) -> None:
    voice.clear()
    if result.exit_code is not ExitCode.DONE:
        voice.say(
            f"{result.name}: {voice.paint('not built', 'red')} "
            f"({tally(result.problems) or 'failed'})"
        )
        return
    if voice.quiet:
        return
    path = Path(result.path)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    print(
        f"{result.name}: {counted(result.pages, 'page')}, {counted(result.notes, 'note')}, "
        f"{counted(result.sources, 'source')}, {counted(result.figures, 'figure')}, "
        f"{result.seconds:.1f} s, {shown}"
    )


def _worst(codes: Sequence[ExitCode]) -> int:
    return int(max(codes, default=ExitCode.DONE))


@contextmanager
def _guarded() -> Iterator[None]:
    """No traceback for a user: problems are told, bugs are one line with where to report them."""
    voice = Voice.of(False, False)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # a reader that is gone shows here, and not after the last word
    except BriefgenError as error:
        voice.problems(error.problems)
        raise SystemExit(int(error.exit_code)) from None
    except SystemExit as ended:
        # The parser of the command line turns these two into exit codes of its own.
        if isinstance(ended.__context__, BrokenPipeError):
            raise SystemExit(_unheard()) from None
        if ended.code == ExitCode.INTERRUPTED:
            voice.say("interrupted; every PDF is as it was")
        raise
    except BrokenPipeError:
        raise SystemExit(_unheard()) from None
    except Exception as error:  # the last line of defence, by design
        if os.environ.get("BRIEFGEN_DEBUG"):
            raise
        problem = Problem(
            Place("briefgen"),
            f"a bug of ours: {type(error).__name__}: {error}",
            ISSUES,
            Severity.ERROR,
        )
        voice.problems([problem])
        raise SystemExit(int(ExitCode.OUR_BUG)) from None


def _unheard() -> int:
    """Whoever read our results has had enough: no error, and nothing more to say."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return int(ExitCode.DONE)


def main() -> None:
    """The entry point of the `briefgen` command."""
    with _guarded():
        app()
