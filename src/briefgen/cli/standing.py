"""`briefgen build` in plain words: answered before the parser of the command line is loaded.

That takes longer than two hundred briefs to look at, where nothing is to be done, and a fiftieth of
a build. What is not plainly one of the options below is left to it, with all its messages.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.cli.planning import Plan, planned
from briefgen.cli.reporting import report
from briefgen.incremental import Asked
from briefgen.terminal import Voice, write_json

if TYPE_CHECKING:
    from briefgen.cli.making import Wish
    from briefgen.outputs.rendering import Typesetter

FLAGS = {
    "--all": "every",
    "--strict": "strict",
    "--validate": "validate",
    "--force": "force",
    "--timings": "timings",
    "--json": "json",
    "--quiet": "quiet",
    "-q": "quiet",
    "--verbose": "verbose",
    "-v": "verbose",
    "--explain": "explain",
}
OUTPUT = ("-o", "--output")


@dataclass
class Plain:
    """A command line of plain words, and what is to be done for it."""

    names: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    output: str | None = None
    plan: Plan | None = None  # None where a name is none, which is told with all others

    @property
    def stands(self) -> bool:
        """Whether there is nothing to do."""
        return self.plan is not None and self.plan.done

    @property
    def voice(self) -> Voice:
        """How much is said."""
        return Voice.of("quiet" in self.flags, "verbose" in self.flags)

    def tell(self) -> None:
        """Say that every brief stands that was asked for."""
        assert self.plan is not None
        results = list(self.plan.standing())
        self.plan.journal.settle()
        if "json" in self.flags:
            write_json([result.as_dict() for result in results])
            return
        voice = self.voice
        for result in results:
            voice.problems(result.problems)
            report(result, voice)

    def wish(self, typesetter: Typesetter | None) -> Wish | None:
        """The same for whoever makes briefs; None where the output is no PDF."""
        from briefgen.asked import Ordered
        from briefgen.cli.forms import asked_formats
        from briefgen.cli.making import Wish

        if asked_formats([], self.output) != ("pdf",):
            return None
        strict, validate, every, explain, timings, as_json = (
            name in self.flags
            for name in ("strict", "validate", "every", "explain", "timings", "json")
        )
        # As many at a time as there is room for, as the parser has it where nothing is said.
        ordered = Ordered(strict, validate, typesetter=typesetter, jobs=None)
        more = (explain, timings, as_json)
        return Wish(self.names or None, every, self.output, ordered, self.voice, *more)


def plainly(arguments: Sequence[str]) -> Plain | None:
    """The words after `build`, where all of them are plain, with the plan for them."""
    asked = _read(arguments)
    if asked is None or "_BRIEFGEN_COMPLETE" in os.environ:
        return None
    told: Asked = {"strict": "strict" in asked.flags, "validate": "validate" in asked.flags}
    every, force = "every" in asked.flags, "force" in asked.flags
    asked.plan = planned(asked.names, every, asked.output, told, force)
    return asked


def _read(arguments: Sequence[str]) -> Plain | None:
    asked, rest = Plain(), iter(arguments)
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
