"""Where the time of a build went, for viewers of Python's own profiles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefgen.errors import Place, Problem, UsageProblem


@contextmanager
def profiled(file: str | None) -> Iterator[None]:
    """Write down what is called within, and how long it takes, if a file is named."""
    if file is None:
        yield
        return
    from cProfile import Profile

    profile = Profile()
    try:
        with profile:
            yield
    finally:
        try:
            profile.dump_stats(file)
        except OSError as error:
            told = f"{file} cannot be written: {error.strerror}"
            raise UsageProblem(
                Problem(Place("--profile"), told, "name a file in a folder that exists")
            ) from None
