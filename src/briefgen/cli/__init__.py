"""The command line. Heavy parts are imported where they are used: `--version` is instant."""

import atexit
import os
import sys
from collections.abc import Sequence

from briefgen.cli.guard import guarded
from briefgen.collecting import collect_seldom

__all__ = ["command", "main"]


def command() -> None:
    """The entry point of the `briefgen` command: `main`, and then the process is gone.

    To take apart all that a build has made, object by object, would take a hundredth of it.
    """
    try:
        main()
    except SystemExit as ended:
        if isinstance(ended.code, int):
            _go(ended.code)
        raise
    _go(0)


def _go(code: int) -> None:
    threads = sys.modules.get("threading")
    if threads is not None and threads.active_count() > 1:
        return
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (OSError, ValueError):
        return  # the interpreter has its own way to say so
    os._exit(code)


def main() -> None:
    """All that the command does; it ends by SystemExit, as a parser of commands does."""
    collect_seldom()
    with guarded():
        if sys.argv[1:2] == ["build"]:
            _build(sys.argv[2:])
        else:
            from briefgen.cli.commands import app

            app()


def _build(words: Sequence[str]) -> None:
    from briefgen.cli.standing import plainly

    plain = plainly(words)
    if plain is not None and plain.stands:
        plain.tell()
        return
    from briefgen.cli.helping import helped

    with helped(words) as helper:
        if plain is not None and (wish := plain.wish(helper)) is not None:
            from briefgen.cli.making import make

            raise SystemExit(make(wish, plain.plan))
        import briefgen.cli.building  # noqa: F401  # the others have no part in it
        from briefgen.cli.app import app

        app(obj=helper)
