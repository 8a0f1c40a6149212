"""What became of a brief, in one line."""

from __future__ import annotations

from briefgen.cli.forms import documents
from briefgen.errors import listing
from briefgen.incremental.deciding import FIRST
from briefgen.results import BuildResult
from briefgen.terminal import Voice, counted, tally

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
