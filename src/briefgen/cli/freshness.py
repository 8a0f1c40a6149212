"""`briefgen freshness`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import All, AsJson, Names, app
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.cli.clock import AsOf, day_of, today
from briefgen.terminal import Voice, counted, write_json

if TYPE_CHECKING:
    from briefgen.ageing import Ageing, FreshnessResult

NEXT = 5  # told of what goes stale next
MOST_WORDS = 76  # characters of a claim


@app.command("freshness")
def _freshness(
    names: Names = None,
    every: All = False,
    as_of: AsOf = None,
    coming: Annotated[
        int, typer.Option("--next", metavar="NUMBER", min=0, help="How many to list that go next.")
    ] = NEXT,
    as_json: AsJson = False,
) -> None:
    """Say what is stale, what goes stale next, and what hangs on it."""
    from briefgen.watching import freshnesses

    project = project_here()
    briefs = chosen_briefs(project, names, every)
    voice = Voice.of(False, False)
    results = list(freshnesses(project, briefs, day_of(as_of) or today()))
    if as_json:
        write_json([result.as_dict() for result in results])
    else:
        for result in results:
            print("\n".join(_report(result, coming, voice)))
    raise typer.Exit(worst_of(result.exit_code for result in results))


def _report(result: FreshnessResult, coming: int, voice: Voice) -> list[str]:
    stale = result.stale
    verdict = f"{len(stale)} stale" if stale else "nothing stale"
    daggers = f", {counted(len(result.figures), 'figure')} with a dagger" if result.figures else ""
    lines = [f"{result.name} on {result.day}: {verdict}{daggers}"]
    for each in stale:
        lines += _told(each, voice)
    to_come = result.upcoming[:coming]
    lines += ["  next"] if to_come else []
    lines += [f"    {e.next_on}  {e.next_state:<5}  {e.sort} {e.name}" for e in to_come]
    return lines


def _told(each: Ageing, voice: Voice) -> list[str]:
    """One stale thing, with what hangs on it."""
    state = voice.paint(f"{each.state:<5}", "red" if each.state == "error" else "yellow")
    since = f"{each.counted} {each.since}, {each.limit}"
    lines = [f"  {state}  {each.sort} {each.name}: {since}  ({each.place})"]
    for one in each.hanging:
        alone = ", alone" if one.alone else ""
        short = one.text if len(one.text) <= MOST_WORDS else f"{one.text[: MOST_WORDS - 1]}…"
        lines.append(f"           {one.what}{alone}: {short}  (line {one.place.line})")
    return lines
