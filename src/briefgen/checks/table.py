"""Every rule by its code, and every check that applies rules to a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from briefgen.checks import (
    conflicts,
    coverage,
    currency,
    judgements,
    language,
    referring,
    spec,
)
from briefgen.checks.rule import Rule
from briefgen.checks.subject import Subject
from briefgen.errors import Problem

Check = Callable[[Subject], Iterator[Problem]]

_APPLIED = (coverage, conflicts, judgements, referring, currency, language)
RULES: Mapping[str, Rule] = {
    rule.code: rule for module in (spec, *_APPLIED) for rule in module.RULES
}
CHECKS: tuple[Check, ...] = tuple(check for module in _APPLIED for check in module.CHECKS)
