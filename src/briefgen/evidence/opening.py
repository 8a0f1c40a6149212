"""PDFs of ours that somebody names: read, and the project in them taken out whole."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

from briefgen.errors import InputProblems, Place, Problem, UsageProblem
from briefgen.evidence.scanning import Found, evidence_in
from briefgen.project import read_whole, unreadable

Pdf: TypeAlias = "str | os.PathLike[str] | bytes"


def read_pdf(pdf: Pdf) -> tuple[bytes, Place]:
    """The bytes of a PDF, and what it is called; UsageProblem where there is no such file."""
    if isinstance(pdf, bytes):
        return pdf, Place("the PDF")
    place = Place(str(pdf))
    try:
        return read_whole(Path(pdf), str(pdf)), place
    except FileNotFoundError:
        problem = Problem(place, "there is no such file", "name a PDF that briefgen has made")
        raise UsageProblem(problem) from None
    except OSError as error:
        raise InputProblems(Problem(place, *unreadable(error))) from None


def taken_out(pdf: Pdf) -> Found:
    """The project that a PDF was made from; InputProblems where it does not carry it whole."""
    raw, place = read_pdf(pdf)
    found = evidence_in(raw, place)
    if found.manifest.withheld:
        message = f"this PDF does not carry what it was made from: {found.manifest.withheld}"
        raise InputProblems(Problem(place, message, "ask those who published it"))
    lost = [name for name in found.lost if name in found.manifest.files]
    hint = "take the PDF from where it was published; nothing was written"
    if lost:
        raise InputProblems(
            Problem(place, f"{name} inside this PDF is damaged or missing", hint) for name in lost
        )
    return found
