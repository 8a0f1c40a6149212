"""The command line. Heavy parts are imported where they are used: `--version` is instant."""

import sys

from briefgen.cli.guard import guarded
from briefgen.collecting import collect_seldom

__all__ = ["main"]


def main() -> None:
    """The entry point of the `briefgen` command."""
    collect_seldom()
    with guarded():
        if sys.argv[1:2] == ["build"]:
            from briefgen.cli.standing import told_standing

            if told_standing(sys.argv[2:]):
                return
            from briefgen.cli.helping import helped

            with helped(sys.argv[2:]) as helper:
                import briefgen.cli.building  # noqa: F401  # the others have no part in it
                from briefgen.cli.app import app

                app(obj=helper)
        else:
            from briefgen.cli.commands import app

            app()
