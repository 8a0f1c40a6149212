"""How fresh a brief is: what is stale, what goes stale next, what hangs on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from briefgen.ageing import Ageing, Daggered, FreshnessResult, Hanging
from briefgen.checks.ages import Aged, State, ages
from briefgen.checks.passages import passages
from briefgen.checks.seen import seen
from briefgen.checks.stale import StaleFigure, hanging, stale_figures
from briefgen.errors import ExitCode
from briefgen.prose import FactRef
from briefgen.settings import Settings
from briefgen.validation import Checked, require

_CODES = {
    State.FRESH: ExitCode.DONE,
    State.WARN: ExitCode.STALE,
    State.ERROR: ExitCode.TOO_STALE,
}


def freshness_of(checked: Checked, settings: Settings) -> FreshnessResult:
    """How fresh a brief is on the day of looking; InputProblems for one that has errors."""
    require(checked)
    day = checked.day or date.min
    aged = (*ages(checked, settings), *seen(checked))
    worst = max((each.state(day) for each in aged), default=State.FRESH)
    ordered = sorted(aged, key=lambda each: _worst_first(each, day))
    told = tuple(_told(checked, each, day) for each in ordered)
    figures = tuple(_figures(checked, settings))
    return FreshnessResult(checked.name, day, _CODES[worst], told, figures)


def _worst_first(each: Aged, day: date) -> tuple[int, date, str, str]:
    first = each.warn_on or each.error_on or date.max
    return -each.state(day), first, each.sort, each.name


def _told(checked: Checked, each: Aged, day: date) -> Ageing:
    state, change = each.state(day), each.next_change(day)
    on = hanging(checked, each) if state is not State.FRESH else ()
    return Ageing(
        sort=str(each.sort),
        name=each.name,
        words=each.words,
        counted=each.counted,
        since=str(each.since),
        limit=each.limit,
        state=str(state),
        place=each.place,
        warn_on=each.warn_on,
        error_on=each.error_on,
        next_on=change[0] if change else None,
        next_state=str(change[1]) if change else "",
        hanging=tuple(Hanging(str(one.what), one.text, one.place, one.alone) for one in on),
    )


def _figures(checked: Checked, settings: Settings) -> Iterator[Daggered]:
    """The figures that carry daggers; a fact that is stated and nowhere printed has none."""
    stale = stale_figures(checked, settings)
    printed = Counter(
        inline.id
        for passage in passages(require(checked))
        for inline in passage.prose.inlines()
        if isinstance(inline, FactRef)
    )
    for name, fact in stale.facts.items():
        if printed[name]:
            yield _figure(fact, printed[name])
    for block in stale.blocks.values():
        yield _figure(block, 1)


def _figure(each: StaleFigure, printed: int) -> Daggered:
    as_of, looked = str(each.as_of or ""), str(each.looked or "")
    return Daggered(each.name, each.words, str(each.state), as_of, looked, printed)
