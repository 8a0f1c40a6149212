"""The command line. Heavy parts are imported where they are used: `--version` is instant."""

import sys
from collections.abc import Sequence

from briefgen.cli.guard import guarded
from briefgen.collecting import collect_seldom

__all__ = ["main"]


def main() -> None:
    """The entry point of the `briefgen` command."""
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
