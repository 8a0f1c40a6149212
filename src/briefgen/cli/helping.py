"""Whether a second process is begun for a build, judged by the words of the command line alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.outputs.beside import Beside

MOST = 2  # briefs; for more there are workers
# Where there are workers, or nothing is printed, or the times of this very process are asked for.
WITHOUT = ("--all", "--executor", "--help", "-h", "--jobs", "-j", "--profile", "--to")


@contextmanager
def helped(arguments: Sequence[str]) -> Iterator[Beside | None]:
    """A process that sets pages while the command runs; to guess wrong costs a little work."""
    helper = _begun(arguments)
    try:
        yield helper
    finally:
        if helper is not None:
            helper.wait()


def _begun(arguments: Sequence[str]) -> Beside | None:
    names = [each for each in arguments if not each.startswith("-")]
    if not 0 < len(names) <= MOST or any(each.startswith(WITHOUT) for each in arguments):
        return None
    from briefgen.outputs.beside import begun

    return begun()
