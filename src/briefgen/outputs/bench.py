"""What an output is made from, and what it is: a brief that was checked, and files with names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from briefgen.changes.record import Record, read_record
from briefgen.edition.compose import compose
from briefgen.edition.medium import Medium, Screen
from briefgen.edition.since import SCREEN
from briefgen.edition.view import Edition
from briefgen.language import Words
from briefgen.project import Files
from briefgen.settings import Settings
from briefgen.validation import Checked


@dataclass(frozen=True)
class Bench:
    """All that making an output may draw on."""

    checked: Checked
    files: Files
    settings: Settings
    stem: str  # of the files: NAME in NAME.html
    pdf: Callable[[], bytes] = field(repr=False)  # set when first asked for
    alone: bool = False  # the output is one file, and nothing can stand beside it
    scale: float = 2.0  # pixels to a point, where an output is a picture

    @cached_property
    def since(self) -> Record | None:
        """What changed since the last edition, where that is to be told."""
        return read_record(self.files, self.checked.name)

    @cached_property
    def edition(self) -> Edition:
        """The brief composed for a screen, in the order in which it is written."""
        return self.composed(Screen)

    def composed(self, medium: Callable[[Words], Medium]) -> Edition:
        """The brief composed for what has no pages of ours to fill."""
        return compose(self.checked, self.settings, since=self.since, box=SCREEN, medium=medium)


@dataclass(frozen=True, slots=True)
class Made:
    """One file of an output; the first is the document itself, the others go with it."""

    name: str  # with slashes, beside which the output is published
    content: bytes = field(repr=False)
