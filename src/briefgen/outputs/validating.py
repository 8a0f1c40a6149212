"""Another program's word on the finished PDF: does it keep what it says of itself?

The home of page-validation, which is an extra: a build asks it only under --validate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.errors import Place, Problem, UsageProblem

STANDARDS: Mapping[str, str] = {"PDF/UA-1": "PDF_UA_1", "PDF/A-3a": "PDF_A_3A"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as a standard wants it."""

    standard: str
    rule: str
    message: str
    number: int | None = None  # of the object of the PDF that it is about


def require_validator() -> None:
    """UsageProblem where the validator is not installed."""
    _validator()


def findings(pdf: bytes) -> tuple[Finding, ...]:
    """All that the validator finds, by both standards, each thing once."""
    return tuple(dict.fromkeys(_found(_validator(), pdf)))


def _found(validator: Any, pdf: bytes) -> Iterator[Finding]:
    for standard, profile in STANDARDS.items():
        try:
            report = validator.validate_pdf_bytes(
                pdf, profile=getattr(validator.ValidationProfile, profile)
            )
        except validator.PageError as error:
            yield Finding(standard, type(error).__name__, str(error))
            continue
        for failure in report.failures:
            about = failure.object_id
            number = None if about is None else about.object_number
            yield Finding(standard, failure.rule_id, failure.message, number)


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
