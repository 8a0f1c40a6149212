"""A kind of brief as it was found: its class, or why there is none."""

from __future__ import annotations

from msgspec import Struct

from briefgen.document import Document
from briefgen.errors import Problem
from briefgen.model.brief import Brief

SHIPPED = "briefgen"
BROKEN = "SPC113"  # the code of a kind that cannot be used


class Found(Struct, frozen=True):
    """A kind of this name; without a model it cannot be used, and the rest says why."""

    name: str
    model: type[Brief] | None
    problems: tuple[Problem, ...] = ()  # in the file that declares it
    fault: tuple[str, str] | None = None  # of the kind as a whole, with what to do
    document: Document | None = None  # the file that declares it, if one does
    raw: bytes = b""
    by: str = ""  # who brings it: a file of the project, a package, briefgen
    path: str = ""  # that file, where it lies in the project
    stands_on: tuple[str, ...] = ()  # what must be as it was outside of the project, by its path

    @property
    def travels(self) -> bool:
        """Whether its declaration goes with a brief: what is shipped stays with the program."""
        return bool(self.raw) and self.by != SHIPPED

    def told(self, named: Problem) -> tuple[Problem, ...]:
        """All that is wrong; `named` is the problem where it is named, for want of another."""
        return (*self.problems, *((named,) if self.fault else ()))
