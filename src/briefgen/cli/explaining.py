"""`briefgen explain`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from briefgen.cli.app import app
from briefgen.errors import Place, Problem, UsageProblem, did_you_mean
from briefgen.manual import manual_at, page_of_rule


@app.command("explain")
def _explain(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="A rule by its code or name.")
    ] = None,
) -> None:
    """Explain a rule of check; without one, list them all."""
    from briefgen.checks.pages import listed, page_of
    from briefgen.checks.running import ALL_RULES

    if code is None:
        print(listed(ALL_RULES.values()))
        return
    wanted = code.strip()
    for rule in ALL_RULES.values():
        if wanted.upper() == rule.code or wanted.casefold() == rule.name:
            print(page_of(rule))
            if manual := manual_at(os.environ):
                print(f"\n{manual}/{page_of_rule(rule.code)}")
            return
    known = [*ALL_RULES, *(rule.name for rule in ALL_RULES.values())]
    hint = did_you_mean(wanted, known, "“briefgen explain” lists the rules")
    raise UsageProblem(Problem(Place("briefgen"), f"there is no rule “{wanted[:40]}”", hint))
