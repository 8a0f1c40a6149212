"""Every rule by its code, and every check that applies rules to a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from briefgen.checks import conflicts, coverage, judgements, spec
from briefgen.checks.rule import Rule
from briefgen.checks.subject import Subject
from briefgen.errors import Problem

Check = Callable[[Subject], Iterator[Problem]]

_MODULES = (spec, coverage, conflicts, judgements)
RULES: Mapping[str, Rule] = {rule.code: rule for module in _MODULES for rule in module.RULES}
CHECKS: tuple[Check, ...] = (*coverage.CHECKS, *conflicts.CHECKS, *judgements.CHECKS)
