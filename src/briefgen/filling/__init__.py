"""Filling pages: render, look which page is left half empty, arrange anew, render again.

A page is half empty when what begins the next one did not fit. Figures and tables are then set
some texts earlier or later, and a table of several rows is broken; where that does not help, the
heights of figures give way as well. What will fill better is foreseen from the heights of what was
laid out; what does fill better is kept. Type size and leading are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct, structs

from briefgen.edition.arranging import Compose
from briefgen.edition.view import Edition
from briefgen.filling.giving import Give, gives
from briefgen.filling.judging import ends_well, lacking, wanting
from briefgen.filling.searching import State, search
from briefgen.outputs.rendering import Rendered, Worth

MOST_TRIALS = 7  # so that a brief that cannot be filled does not hold up the others
PAGES_TRIED = 150  # in all trials: a long brief has fewer, for each takes longer
CONTENTS_OVER = 6  # pages

Attempt: TypeAlias = Callable[[Edition, Worth], Rendered | None]


class Filled(Struct, frozen=True):
    """An arrangement of a brief and its rendering; without a state it is not to be arranged."""

    edition: Edition
    rendered: Rendered
    state: State | None = None
    known: frozenset[State] = frozenset()  # what was laid out on the way to it

    @property
    def is_done(self) -> bool:
        """Whether its pages are well filled, or else nothing may be moved.

        A note that strays comes first: nothing is moved before every note is proven. The last
        page may be short where the others are well filled without that anything was moved.
        """
        fills = self.rendered.fills
        if self.rendered.unproven:
            return True
        return not lacking(fills) and (self.state is None or ends_well(fills))

    @property
    def score(self) -> tuple[tuple[int, int], float]:
        """What is wrong with its pages, less is better: strays and cuts, then what they want."""
        return self.rendered.rank, round(wanting(self.rendered.fills), 3)

    def is_worse(self, fills: Sequence[float]) -> bool:
        """Whether pages so full, with nothing cut, are better."""
        return ((0, 0), round(wanting(fills), 3)) < self.score


class Filling(Struct, frozen=True):
    """One brief whose pages are to be filled: as it was written, and how it is arranged anew."""

    written: Edition
    pages: Rendered
    compose: Compose
    attempt: Attempt

    def moved(self) -> Filled:
        """The best with figures and tables moved or broken, where a page is half empty."""
        found = None
        if lacking(self.pages.fills):
            found = search(self.written, self.written, self.pages.flow)
        state = found.written if found is not None else None
        return self._bettered(Filled(self.written, self.pages, state), {})

    def stretched(self, best: Filled) -> Filled:
        """The best if heights of figures may give way as well."""
        if best.is_done or best.state is None:
            return best
        return self._bettered(best, gives(self.written, self.compose))

    def _trials(self) -> int:
        return min(MOST_TRIALS, PAGES_TRIED // max(1, self.pages.proof.pages))

    def _bettered(self, best: Filled, giving: Mapping[str, Give]) -> Filled:
        """The best of some layouts, each the most promising by what is known by then."""
        known = best.known
        for _ in range(self._trials()):
            if best.state is None or best.is_done:
                break
            known |= {best.state}
            laid = best.edition, best.rendered.flow
            found = search(self.written, *laid, giving, best.state)
            state = found.best(known, best.state) if found is not None else None
            if found is None or state is None:
                break
            known |= {state}
            edition = self.compose(arrangement=found.arrangement(state))
            rendered = self.attempt(edition, best.is_worse)
            if rendered is not None:
                best = min(best, Filled(edition, rendered, state), key=lambda each: each.score)
        return structs.replace(best, known=known)
