"""Filling pages: render, look which page is left half empty, arrange anew, render again.

A page is half empty when what begins the next one did not fit. Figures and tables are then set
some texts earlier or later, and a table of several rows is broken. What will fill better is
foreseen from the heights of what was laid out; what does fill better is kept. Type size and
leading are never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from briefgen.edition.arranging import Arrangement
from briefgen.edition.view import Edition
from briefgen.filling.judging import lacking, wanting
from briefgen.filling.searching import State, search
from briefgen.outputs.rendering import Rendered

MOST_LAYOUTS = 8  # so that a brief that cannot be filled does not hold up the others
CONTENTS_OVER = 6  # pages


class Compose(Protocol):
    """How the brief is composed for an arrangement."""

    def __call__(self, *, arrangement: Arrangement) -> Edition:
        """Its edition."""


Render = Callable[[Edition], Rendered]


@dataclass(frozen=True, slots=True)
class _Try:
    edition: Edition
    rendered: Rendered
    state: State

    @property
    def is_full(self) -> bool:
        """Whether no page but the last is under the mark."""
        return not lacking(self.rendered.fills)

    @property
    def score(self) -> tuple[tuple[int, int], float]:
        """Less is better."""
        return score(self.rendered)


def score(rendered: Rendered) -> tuple[tuple[int, int], float]:
    """What is wrong with pages, less is better: strays and cuts, then what they want."""
    return rendered.rank, round(wanting(rendered.fills), 3)


def filled(
    written: Edition, pages: Rendered, compose: Compose, render: Render
) -> tuple[Edition, Rendered]:
    """The arrangement of a brief that fills its pages best, and its rendering.

    A note that strays comes first: nothing is moved before every note is proven.
    """
    found = None if not lacking(pages.fills) else search(written, written, pages.flow)
    if found is None:
        return written, pages
    best = _Try(written, pages, found.written)
    layouts, known = best.rendered.layouts, [best.state]
    while not best.is_full and not best.rendered.unproven and layouts < MOST_LAYOUTS:
        found = search(written, best.edition, best.rendered.flow)
        state = found.best(frozenset(known), best.state) if found is not None else None
        if found is None or state is None:
            break
        edition = compose(arrangement=found.arrangement(state))
        attempt = _Try(edition, render(edition), state)
        known.append(state)
        layouts += attempt.rendered.layouts
        best = min(best, attempt, key=lambda each: each.score)
    return best.edition, best.rendered
