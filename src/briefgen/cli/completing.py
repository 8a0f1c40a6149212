"""What the shell completes: briefs by a look into their folder, kinds of brief by their names.

It runs at each press of Tab, so it loads as little as it can and is silent where it cannot help.
"""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen.errors import UsageProblem


def briefs(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of the briefs of the project here that begin like this and are not yet named."""
    from briefgen.project import DiskFiles, brief_names, find_root

    try:
        names = brief_names(DiskFiles(find_root(Path.cwd())))
    except (UsageProblem, OSError):
        return []
    named = ctx.params.get("names") or ()
    return [name for name in names if name.startswith(incomplete) and name not in named]


def kinds(incomplete: str) -> list[str]:
    """Kinds of brief that begin like this: shipped, of the project here, of packages."""
    from briefgen.cli.choosing import files_here
    from briefgen.kinds import kind_names

    try:
        names = kind_names(files_here())
    except OSError:
        return []
    return [name for name in names if name.startswith(incomplete)]
