"""Filling pages: render, look which page is left half empty, arrange anew, render again.

A page is half empty when what begins the next one did not fit. Figures and tables are then set
some texts earlier or later, and a table of several rows is broken; where that does not help, the
heights of figures give way as well. What will fill better is foreseen from the heights of what was
laid out; what does fill better is kept. Type size and leading are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from briefgen.edition.arranging import Compose
from briefgen.edition.view import Edition
from briefgen.filling.giving import Give, gives
from briefgen.filling.judging import lacking, score
from briefgen.filling.searching import Search, State, search
from briefgen.outputs.rendering import Rendered, Worth

MOST_TRIALS = 7  # so that a brief that cannot be filled does not hold up the others
CONTENTS_OVER = 6  # pages

Attempt: TypeAlias = Callable[[Edition, Worth], Rendered | None]


@dataclass(frozen=True, slots=True)
class _Try:
    edition: Edition
    rendered: Rendered
    state: State

    @property
    def is_done(self) -> bool:
        """Whether no page but the last is under the mark, or else nothing may be moved.

        A note that strays comes first: nothing is moved before every note is proven.
        """
        return bool(self.rendered.unproven) or not lacking(self.rendered.fills)

    @property
    def score(self) -> tuple[tuple[int, int], float]:
        """Less is better."""
        return score(self.rendered.rank, self.rendered.fills)

    def is_worse(self, fills: Sequence[float]) -> bool:
        """Whether pages so full, with nothing cut, are better."""
        return score((0, 0), fills) < self.score


def filled(
    written: Edition, pages: Rendered, compose: Compose, attempt: Attempt
) -> tuple[Edition, Rendered]:
    """The arrangement of a brief that fills its pages best, and its rendering."""
    found = None if not lacking(pages.fills) else search(written, written, pages.flow)
    if found is None:
        return written, pages
    best, known = _Try(written, pages, found.written), {found.written}
    moved = _Trials(written, compose, attempt, {})
    best = moved.bettered(best, known)
    if not best.is_done:
        best = replace(moved, gives=gives(written, compose)).bettered(best, known)
    return best.edition, best.rendered


@dataclass(frozen=True)
class _Trials:
    """Arrangements laid out one after the other, with what may be stretched in them."""

    written: Edition
    compose: Compose
    attempt: Attempt
    gives: Mapping[str, Give]

    def bettered(self, best: _Try, known: set[State]) -> _Try:
        """The best of some layouts, each the most promising by what is known by then."""
        most = len(known) + MOST_TRIALS
        while not best.is_done and len(known) < most:
            found = self._search(best)
            state = found.best(frozenset(known), best.state) if found is not None else None
            if found is None or state is None:
                break
            known.add(state)
            edition = self.compose(arrangement=found.arrangement(state))
            rendered = self.attempt(edition, best.is_worse)
            if rendered is not None:
                best = min(best, _Try(edition, rendered, state), key=lambda each: each.score)
        return best

    def _search(self, best: _Try) -> Search | None:
        return search(self.written, best.edition, best.rendered.flow, self.gives, best.state)
