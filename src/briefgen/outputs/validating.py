"""Another program's word on the finished PDF: does it keep what it says of itself?

The home of page-validation, which is an extra: a build asks it only under --validate.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

from msgspec import Struct

from briefgen.errors import Place, Problem, UsageProblem

STANDARDS: Mapping[str, str] = {"PDF/UA-1": "PDF_UA_1", "PDF/A-3a": "PDF_A_3A"}


class Finding(Struct, frozen=True):
    """One thing that is not as a standard wants it."""

    standard: str
    rule: str
    message: str
    number: int | None = None  # of the object of the PDF that it is about


def require_validator() -> None:
    """UsageProblem where the validator is not installed."""
    _validator()


def findings(pdf: bytes) -> tuple[Finding, ...]:
    """All that the validator finds, by both standards side by side, each thing once."""
    validator = _validator()
    with ThreadPoolExecutor(len(STANDARDS)) as pool:
        found = pool.map(lambda standard: _found(validator, standard, pdf), STANDARDS)
        return tuple(dict.fromkeys(chain.from_iterable(found)))


def _found(validator: Any, standard: str, pdf: bytes) -> tuple[Finding, ...]:
    profile = getattr(validator.ValidationProfile, STANDARDS[standard])
    try:
        report = validator.validate_pdf_bytes(pdf, profile=profile)
    except validator.PageError as error:
        return (Finding(standard, type(error).__name__, str(error)),)
    return tuple(
        Finding(
            standard,
            failure.rule_id,
            failure.message,
            failure.object_id.object_number if failure.object_id else None,
        )
        for failure in report.failures
    )


def _validator() -> Any:
    try:
        import page
    except ImportError:
        raise UsageProblem(
            Problem(
                Place("--validate"),
                "the program that checks a PDF is not installed",
                "pip install 'briefgen[validate]'",
            )
        ) from None
    return page
