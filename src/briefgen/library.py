"""The library: projects loaded, briefs checked and built. The commands go the same way.

Nothing is kept between calls: each reads the files anew, and every result is a value.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from briefgen.asked import Asked, Ordered
from briefgen.errors import (
    BriefgenError,
    ExitCode,
    InputProblems,
    Place,
    Problem,
    Severity,
    UsageProblem,
)
from briefgen.loading import load as read_document
from briefgen.progress import Progress, unheard
from briefgen.project import (
    BRIEFS,
    SETTINGS_FILE,
    SUFFIX,
    DiskFiles,
    Files,
    MemoryFiles,
    OutsideProject,
    brief_names,
    inside,
    root_at,
    spec_path,
    unreadable,
)
from briefgen.results import BriefInfo, BuildResult, CheckResult

if TYPE_CHECKING:
    from briefgen.checks.running import Report
    from briefgen.fixing import Fix
    from briefgen.settings import Settings
    from briefgen.validation import Checked

Source: TypeAlias = "str | os.PathLike[str] | Mapping[str, str | bytes]"
Names: TypeAlias = "str | Iterable[str] | None"
Target: TypeAlias = Callable[[str], Path]

UNDRAWN = "FIG103"  # the rule on figures and tables that cannot be made


@dataclass(frozen=True, eq=False)
class Project:
    """A project: where its files are. They are read anew whenever something is asked of it."""

    root: Path | None  # None where the files are in memory
    _files: Files = field(repr=False)
    _changes: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its briefs, in order of the alphabet."""
        return brief_names(self._files)

    def briefs(self) -> tuple[BriefInfo, ...]:
        """Its briefs with kind, title and cut-off, whether or not they can be printed."""
        return tuple(_info(self._files, name) for name in self.names)


def load(source: Source, *, settings: Mapping[str, object] | None = None) -> Project:
    """The project in a folder that holds briefgen.toml, or in texts and bytes by path.

    `settings` go before those of briefgen.toml, which a project in memory may leave out.
    UsageProblem where there is no such project; InputProblems where a setting is wrong.
    """
    root, files = _in_memory(source) if isinstance(source, Mapping) else _on_disk(source)
    project = Project(root, files, dict(settings or {}))
    settings_of(project)
    return project


def check(
    project: Project | Source,
    *,
    names: Names = None,
    strict: bool = False,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    min_coverage: int | None = None,
    as_of: date | None = None,
) -> tuple[CheckResult, ...]:
    """What is wrong with the briefs of these names, or with all of them, in their order.

    Mistakes in a brief are part of its result. With `strict` a warning stops it as an error does;
    with `min_coverage` so does a smaller share of sourced claims, in percent. `select` and
    `ignore` narrow the rules that the project has chosen, by code, name or group. With `as_of`
    the day of looking is that, and not the date of each brief; what became known later is an error.
    UsageProblem for a brief or a rule that there is not; InputProblems where a setting is wrong.
    """
    known = loaded(project)
    asked = Asked(strict, tuple(select), tuple(ignore), min_coverage, as_of)
    return tuple(checks(known, chosen(known, names), asked))


def build(
    project: Project | Source,
    *,
    names: Names = None,
    output: str | os.PathLike[str] | None = None,
    to: Iterable[str] | str = "pdf",
    strict: bool = False,
    validate: bool = False,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> tuple[BuildResult, ...]:
    """The briefs of these names, or all of them, in their order, as PDFs or in other forms.

    With `output`, a folder, each is written there as NAME.pdf as well, whole or not at all.
    `to` names the forms: pdf, html, docx, json, png, or several; they are written together.
    With `validate` another program checks each PDF for PDF/A-3a and PDF/UA-1 before it is
    written; UsageProblem where that program is not installed.
    `progress` is called with the name of a brief and what begins. One brief's failure stops no
    other; mistakes, `strict`, `as_of` and what is raised are as in `check`.
    """
    known, folder = loaded(project), None if output is None else Path(output)
    target = None if folder is None else lambda name: folder / f"{name}.pdf"
    asked = Ordered(strict, validate, as_of, formats=(to,) if isinstance(to, str) else tuple(to))
    return tuple(builds(known, chosen(known, names), target, asked, progress or unheard))


def checks(
    project: Project, names: Sequence[str], asked: Asked, progress: Progress = unheard
) -> Iterator[CheckResult]:
    """Each brief checked, one after the other."""
    from briefgen.checks.dressing import dressed
    from briefgen.checks.running import examine, selection
    from briefgen.edition.compose import unmade
    from briefgen.validation import check as validate

    settings = settings_of(project)
    only = selection(asked.select, asked.ignore)
    asked = replace(asked, min_coverage=asked.min_coverage or settings.check.min_coverage)
    for name in names:
        progress(name, "checking")
        try:
            checked = validate(project._files, name, settings.yardstick, asked.as_of)
        except BriefgenError as error:
            yield CheckResult(name, error.exit_code, error.problems)
            continue
        checked = dressed(checked, project._files, settings)
        report = examine(checked, settings, only)
        if asked.figures and UNDRAWN in report.codes and not _fails(report, Asked()):
            report = report.also(unmade(checked, settings))
        code = ExitCode.PROBLEMS if _fails(report, asked) else ExitCode.DONE
        yield report.result(code, checked.files)


def readable(project: Project, names: Sequence[str]) -> Iterator[Checked]:
    """Each brief as it was read, with all it draws on.

    InputProblems with everything that forbids printing one of them, after all were read.
    """
    from briefgen.validation import check as validate

    yardstick = settings_of(project).yardstick
    read = [validate(project._files, name, yardstick) for name in names]
    if problems := [problem for checked in read for problem in checked.errors]:
        raise InputProblems(dict.fromkeys(problems))
    yield from read


def corrections(
    project: Project, names: Sequence[str], asked: Asked, *, write: bool
) -> Iterator[Fix]:
    """Every file of which a part can safely be corrected; with `write` it is, in one step each.

    UsageProblem where a file cannot be written.
    """
    from briefgen.fixing import fixes

    asked = replace(asked, figures=False)  # none of their problems can be corrected
    found = [problem for result in checks(project, names, asked) for problem in result.problems]
    for fix in fixes(project._files, found):
        if write:
            _overwrite(project._files, fix)
        yield fix


def _overwrite(files: Files, fix: Fix) -> None:
    try:
        files.write(fix.path, fix.after)
    except (OSError, OutsideProject) as error:
        why = getattr(error, "strerror", None) or "it lies outside the project"
        hint = "check who may write there; nothing was changed"
        problem = Problem(Place(fix.path), f"cannot be written ({why})", hint)
        raise UsageProblem(problem) from None


def _fails(report: Report, asked: Asked) -> bool:
    errors = any(problem.severity is Severity.ERROR for problem in report.problems)
    least, coverage = asked.min_coverage, report.coverage
    thin = least is not None and coverage is not None and coverage.percent < least
    return errors or thin or (asked.strict and bool(report.problems))


def builds(
    project: Project,
    names: Sequence[str],
    target: Target | None,
    asked: Ordered,
    progress: Progress,
) -> Iterator[BuildResult]:
    """Each brief built, one after the other, and written where `target` says."""
    if asked.validate:
        from briefgen.outputs.validating import require_validator

        require_validator()
    settings = settings_of(project)
    if asked.formats != ("pdf",):
        from briefgen.producing import Commission, produce

        return produce(names, Commission(project._files, settings, target, asked), progress)
    from briefgen.building import build
    from briefgen.fleet import build_many, crew_for
    from briefgen.fleet.cluster import cluster_at
    from briefgen.outputs.rendering import HERE
    from briefgen.printing import Order

    how = asked.strict, asked.validate, asked.as_of, asked.memory, asked.cache
    order = Order(project._files, settings, target, *how, asked.typesetter or HERE)
    if asked.executor:
        return build_many(names, order, cluster_at(asked.executor, asked.patience), progress)
    crew = crew_for(len(names), asked.jobs, asked.patience)
    many = crew.workers > 1
    return build_many(names, order, crew, progress) if many else build(names, order, progress)


def chosen(project: Project, names: Names) -> tuple[str, ...]:
    """The briefs of these names, or all; UsageProblem with every name that is none."""
    if names is None:
        return project.names
    unknown: list[Problem] = []
    found: list[str] = []
    for name in [names] if isinstance(names, str) else names:
        try:
            found.append(Path(spec_path(project._files, name)).stem)
        except UsageProblem as error:
            unknown.extend(error.problems)
    if unknown:
        raise UsageProblem(dict.fromkeys(unknown))
    return tuple(dict.fromkeys(found))


def settings_of(project: Project) -> Settings:
    """The settings of a project as they are now, with the caller's before its own."""
    from briefgen.settings import read_settings

    return read_settings(project._files, project._changes)


def root_of(project: Project, command: str) -> Path:
    """The folder of a project; UsageProblem for one in memory, which cannot keep editions."""
    if project.root is None:
        hint = f"write its files into a folder, and {command} that"
        message = "a project in memory cannot keep editions"
        raise UsageProblem(Problem(Place(command), message, hint))
    return project.root


def loaded(project: Project | Source) -> Project:
    """The project, or the one that is named."""
    return project if isinstance(project, Project) else load(project)


def _on_disk(folder: str | os.PathLike[str]) -> tuple[Path, Files]:
    root = root_at(Path(folder))
    return root, DiskFiles(root)


def _in_memory(files: Mapping[str, str | bytes]) -> tuple[None, Files]:
    try:
        held = {str(inside(path)): content for path, content in files.items()}
    except OutsideProject as error:
        raise UsageProblem(Problem(Place(str(error)), *unreadable(error))) from None
    return None, MemoryFiles.of({SETTINGS_FILE: "", **held})


def _info(files: Files, name: str) -> BriefInfo:
    try:
        tree = read_document(name, files.read(f"{BRIEFS}/{name}{SUFFIX}")).tree
    except (OSError, OutsideProject):
        tree = None  # a check says why
    spec = tree if isinstance(tree, dict) else {}
    said = {key: str(spec.get(key) or "") for key in ("kind", "title", "information_cutoff")}
    return BriefInfo(name, **said)
