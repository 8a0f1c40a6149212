"""What a program asks of a project regularly: briefs looked at again, and when they are due."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.errors import Place, Problem, UsageProblem
from briefgen.library import Names, Project, Source, loaded
from briefgen.progress import Progress, unheard

if TYPE_CHECKING:
    from briefgen.regenerated import RunReport


def regenerate(
    project: Project | Source,
    *,
    now: datetime,
    names: Names = None,
    due: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Fetch, check and build the briefs of these names, or all, and publish what is new.

    With `due` only those whose schedule has come since they were last looked at, and each once.
    `now` is the moment of looking, with its offset; its date is that on which data are retrieved.
    One brief's failure stops no other and leaves its editions as they were. AlreadyRunning where
    another run is at work; UsageProblem for a project in memory, a name that is none, a `now`
    without an offset.
    """
    from briefgen.regenerating import Wanted, run

    if now.tzinfo is None:
        message, hint = "“now” has no time zone", "give it an offset, as that of UTC"
        raise UsageProblem(Problem(Place("regenerate"), message, hint))
    listed = None if names is None else (names,) if isinstance(names, str) else tuple(names)
    return run(loaded(project), Wanted(listed, due), now, progress or unheard)
