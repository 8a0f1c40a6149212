"""What is asked of a check and of a build, as values that the commands and the library pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from briefgen.cache import Cache
    from briefgen.incremental import Memory
    from briefgen.outputs.rendering import Typesetter


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a check; see `check`."""

    strict: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_coverage: int | None = None
    as_of: date | None = None
    figures: bool = True  # whether they are drawn, to see if they can be; most of a check's time


@dataclass(frozen=True, slots=True)
class Ordered:
    """What is asked of a build; see `build`."""

    strict: bool = False
    validate: bool = False
    as_of: date | None = None
    memory: Memory | None = None  # of what was built before; None: all is made anew
    change_bars: bool = False  # of a publication
    formats: tuple[str, ...] = ("pdf",)
    scale: float = 2.0  # pixels to a point, in pictures of pages
    cache: Cache | None = None  # of finished PDFs
    jobs: int | None = 1  # at a time; None: as many as there is room for
    patience: float = 600.0  # seconds for one brief, where there are several at a time
    typesetter: Typesetter | None = None  # of one brief at a time; None: this process
    executor: str = ""  # the address of a cluster; none: this machine
