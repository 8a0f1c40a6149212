"""`briefgen build` where nothing is to be done: answered before the command line is read in full.

The parser of the command line takes longer to load than two hundred briefs to look at. What is not
plainly one of the options below is left to it, with all its messages.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefgen.cli.planning import planned
from briefgen.cli.reporting import report
from briefgen.terminal import Voice, write_json

FLAGS = {
    "--all": "every",
    "--strict": "strict",
    "--validate": "validate",
    "--json": "json",
    "--quiet": "quiet",
    "-q": "quiet",
    "--verbose": "verbose",
    "-v": "verbose",
    "--explain": "explain",
}
OUTPUT = ("-o", "--output")


@dataclass
class _Asked:
    names: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    output: str | None = None


def told_standing(arguments: Sequence[str]) -> bool:
    """Whether every brief that was asked for stands; if so, it was said."""
    asked = _read(arguments)
    if asked is None or "_BRIEFGEN_COMPLETE" in os.environ:
        return False
    told = {"strict": "strict" in asked.flags, "validate": "validate" in asked.flags}
    plan = planned(asked.names, "every" in asked.flags, asked.output, told, False)
    if plan is None or not plan.done:
        return False
    results = list(plan.standing())
    plan.journal.settle()
    if "json" in asked.flags:
        write_json([result.as_dict() for result in results])
        return True
    voice = Voice.of("quiet" in asked.flags, "verbose" in asked.flags)
    for result in results:
        voice.problems(result.problems)
        report(result, voice)
    return True


def _read(arguments: Sequence[str]) -> _Asked | None:
    """The arguments, where all of them are plain."""
    asked, rest = _Asked(), iter(arguments)
    for each in rest:
        if each in FLAGS:
            asked.flags.add(FLAGS[each])
        elif each in OUTPUT:
            asked.output = next(rest, "-")
        elif each.startswith("-"):
            return None
        else:
            asked.names.append(each)
    return None if asked.output == "-" else asked
