"""Rules on claims, and how many of them can be traced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefgen.checks.claims import Claim
from briefgen.checks.rule import Group, Rule
from briefgen.checks.subject import Subject
from briefgen.errors import Problem, Severity
from briefgen.results import Coverage

UNSOURCED = Rule(
    "CLM101",
    "unsourced-claim",
    Group.CLAIMS,
    Severity.ERROR,
    "A number, date or quotation without a source in its sentence.",
    "ICD 206 asks for a reference for each source on which a part of the analysis depends. A "
    "reader who cannot trace a figure cannot use it.",
    "Cite the source after the sentence, print the figure as a fact, or say why there is nothing "
    "to cite: `[desk: …]` for your own work, `[known: …]` for what everybody knows.",
    "GDP rose by 4.8% in 2024.",
    "GDP rose by 4.8% in 2024.[@world-bank-2026]",
)
RULES = (UNSOURCED,)


def coverage_of(claims: Iterable[Claim]) -> Coverage:
    """The coverage of these claims."""
    listed = list(claims)
    return Coverage(sum(claim.sourced for claim in listed), len(listed))


def coverage_by_section(claims: Iterable[Claim]) -> dict[str, Coverage]:
    """The coverage of each part of a brief, in the order of the spec."""
    total: Counter[str] = Counter()
    sourced: Counter[str] = Counter()
    for claim in claims:
        total[claim.section] += 1
        sourced[claim.section] += claim.sourced
    return {section: Coverage(sourced[section], total[section]) for section in total}


def unsourced(subject: Subject) -> Iterator[Problem]:
    """Claims that nothing stands behind."""
    for claim in subject.claims:
        if not claim.sourced:
            yield UNSOURCED.found(
                subject.document,
                claim.place,
                f"a {claim.kind} without a source in its sentence",
                "cite it with [@key], print it as a fact, or say why not: [desk: …], [known: …]",
            )


CHECKS = (unsourced,)
