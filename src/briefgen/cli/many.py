"""Many briefs checked on every core; the results come in their order, as from one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from briefgen.machine import cores
from briefgen.progress import Progress

if TYPE_CHECKING:
    from briefgen.asked import Asked
    from briefgen.library import Project
    from briefgen.results import CheckResult

MANY = 16  # from so many on, what the processes cost at their start is saved
AT_ONCE = 4  # briefs handed to a process


def checked(
    project: Project, names: Sequence[str], asked: Asked, progress: Progress
) -> Iterator[CheckResult]:
    """Each brief checked. Only for a command: a process that is started reads its main module."""
    from briefgen.library import checks, settings_of

    workers = min(cores(), len(names) // AT_ONCE)
    if len(names) < MANY or workers < 2:
        yield from checks(project, names, asked, progress)
        return
    settings_of(project)  # what is wrong with them is told here, and once
    # A process that was forked while threads run may hang, so each is begun anew.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        results = pool.map(partial(_one, project, asked), names, chunksize=AT_ONCE)
        for name, result in zip(names, results, strict=True):
            progress(name, "checking")
            yield result


def _one(project: Project, asked: Asked, name: str) -> CheckResult:
    from briefgen.library import checks

    (result,) = checks(project, [name], asked)
    return result
