"""Filling pages: render, look which page is left half empty, move what caused it, render again.

A page is half empty when what begins the next one did not fit. If that is a figure or a table, it
is set later by one text, then two, and so on; what fills better is kept. Type size and leading
are never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefgen.edition.arranging import moved_later
from briefgen.edition.view import Edition
from briefgen.outputs.rendering import Rendered

ENOUGH = 0.85  # of a page's height, for every page but the last
FURTHEST = 3  # texts that a figure may be set later
MOST_LAYOUTS = 8  # so that a brief that cannot be filled does not hold up the others
CONTENTS_OVER = 6  # pages

Render = Callable[[Edition], Rendered]


@dataclass(frozen=True, slots=True)
class _Try:
    edition: Edition
    rendered: Rendered

    @property
    def lacking(self) -> list[int]:
        """The pages, counted from 0, that are under the mark; the last one may be."""
        return [n for n, share in enumerate(self.rendered.fills[:-1]) if share < ENOUGH]

    @property
    def score(self) -> tuple[tuple[int, int], int, int, float]:
        """Less is better: strays and cuts, pages, pages in want, and by how much."""
        wants = sum(ENOUGH - self.rendered.fills[n] for n in self.lacking)
        pages = len(self.rendered.fills)
        return self.rendered.rank, pages, len(self.lacking), round(wants, 3)


def filled(edition: Edition, render: Render) -> tuple[Edition, Rendered]:
    """The arrangement of an edition that fills its pages best, and its rendering.

    A note that strays comes first: nothing is moved before every note is proven.
    """
    best = _Try(edition, render(edition))
    layouts = best.rendered.layouts
    settled: set[str] = set()
    while best.lacking and not best.rendered.unproven and layouts < MOST_LAYOUTS:
        key = next(
            (k for n in best.lacking if (k := best.rendered.openers[n + 1]) not in settled), ""
        )
        if not key:
            break
        better, used = _moved(best, key, render, MOST_LAYOUTS - layouts)
        layouts += used
        settled.add(key)
        best = better or best
    return best.edition, best.rendered


def _moved(best: _Try, key: str, render: Render, left: int) -> tuple[_Try | None, int]:
    """The first move of a part that fills better, and how many layouts it took to find."""
    used = 0
    for steps in range(1, FURTHEST + 1):
        edition = moved_later(best.edition, key, steps)
        if edition is None or used >= left:
            break
        attempt = _Try(edition, render(edition))
        used += attempt.rendered.layouts
        if attempt.score < best.score:
            return attempt, used
    return None, used
