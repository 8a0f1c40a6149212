"""Every rule by its code, and every check that applies rules to a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from briefgen.checks import (
    conflicts,
    coverage,
    currency,
    dressing,
    judgements,
    language,
    providers,
    referring,
    seen,
    source_rules,
    sources,
    sourcing,
    spec,
    translations,
)
from briefgen.checks.rule import Rule
from briefgen.checks.subject import Subject
from briefgen.errors import Problem

Check = Callable[[Subject], Iterator[Problem]]

_OWN = (
    coverage,
    conflicts,
    judgements,
    referring,
    currency,
    language,
    seen,
    providers,
    translations,
    dressing,
)  # rules beside checks
LISTED: tuple[Rule, ...] = tuple(
    rule for module in (spec, source_rules, *_OWN) for rule in module.RULES
)
RULES: Mapping[str, Rule] = {rule.code: rule for rule in LISTED}
CHECKS: tuple[Check, ...] = tuple(
    check for module in (sources, sourcing, *_OWN) for check in module.CHECKS
)
