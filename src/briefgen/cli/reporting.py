"""What became of a brief, in one line."""

from __future__ import annotations

from briefgen.cli.forms import documents
from briefgen.errors import listing
from briefgen.incremental.deciding import FIRST
from briefgen.results import BuildResult
from briefgen.terminal import Voice, counted, tally

COUNTED = frozenset({"composing", "laying out pages", "writing the PDF"})  # each time costs
MOST = 1  # reason on the line; --explain has all


def report(result: BuildResult, voice: Voice) -> None:
    """Say it: unchanged, built and why, or not built."""
    voice.clear()
    if not result.ok:
        voice.say(
            f"{result.name}: {voice.paint('not built', 'red')} "
            f"({tally(result.problems) or 'failed'})"
        )
        return
    if voice.quiet:
        return
    where = ", ".join(documents(result))
    if result.unchanged:
        why = f"; {listing(result.reasons, MOST)}, to no effect" if result.reasons else ""
        print(f"{result.name}: unchanged, {where}{why}")
        return
    known = tuple(reason for reason in result.reasons if reason != FIRST)
    why = f"; {listing(known, MOST)}" if known else ""
    pages = f"{counted(result.pages, 'page')}, " if result.pages else ""
    print(
        f"{result.name}: {pages}{counted(result.notes, 'note')}, "
        f"{counted(result.sources, 'source')}, {counted(result.figures, 'figure')}, "
        f"{result.seconds:.1f} s, {where}{why}"
    )


def say_times(result: BuildResult, voice: Voice) -> None:
    """Where the time of a brief went, the longest first, beside the results and not among them."""
    if not result.spent:
        return
    whole = sum(spent.seconds for spent in result.spent.values()) or 1.0
    voice.say(f"{result.name}: {whole:.2f} s, of which")
    longest = sorted(result.spent.items(), key=lambda item: -item[1].seconds)
    for name, spent in longest:
        often = f", {spent.times} times" if spent.times > 1 and name in COUNTED else ""
        voice.say(f"  {spent.seconds:6.2f} s {spent.seconds / whole:5.0%}  {name}{often}")


def times_of(result: BuildResult) -> dict[str, dict[str, float]]:
    """The same for machines, as --json prints it."""
    return {
        name: {"seconds": round(spent.seconds, 4), "times": spent.times}
        for name, spent in result.spent.items()
    }
