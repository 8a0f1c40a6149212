"""How far apart the lanes of a network stand: by the ties that run there, or by a given height."""

from __future__ import annotations

from briefgen.charts.network_labels import LEADING
from briefgen.charts.network_order import Weave
from briefgen.charts.network_plan import Plan
from briefgen.charts.network_routes import TRACK_FIRST, TRACK_STEP, brackets

IDLE_GAP = 9.0


def gaps_of(weave: Weave, plan: Plan, gap: float) -> list[float]:
    """Room between lanes where ties run, and above or below where brackets do."""
    tracks = list(brackets(weave, plan).values())
    gaps = []
    for number in range(len(plan.order) + 1):
        inner = 0 < number < len(plan.order)
        bracketed = TRACK_FIRST + TRACK_STEP * tracks.count(number) + LEADING
        if inner:
            used = _tied(weave, plan, number)
            gaps.append(max(gap if used else IDLE_GAP, bracketed if number in tracks else 0.0))
        else:
            gaps.append(bracketed if number in tracks else 0.0)
    return gaps


def share_of(height: float, weave: Weave, plan: Plan) -> float:
    """What a gap with ties gets of a height that is over, or wanting."""
    run = sum(_tied(weave, plan, number) for number in range(1, len(plan.order)))
    return height / run if run else 0.0


def _tied(weave: Weave, plan: Plan, number: int) -> bool:
    """Whether ties run down through the gap above a layer."""
    return any(
        upper in plan.order[number - 1] for strand in weave.strands for upper in strand.items[:-1]
    )
