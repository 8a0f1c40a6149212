"""What stands at the head and the foot of each page: desk, kind, title, marking, page."""

from __future__ import annotations

from briefgen.edition.view import Edition
from briefgen.outputs.word.blocks import Paragraph, Run, text


def heads(edition: Edition, logo: Run | None) -> tuple[Paragraph, Paragraph]:
    """The masthead of the first page, and the running head of the others."""
    kind = Run(edition.kind_name, "KindName")
    desk = logo or (Run(edition.desk, "Desk") if edition.desk else None)
    first = text("Masthead", *((desk, "\u2003") if desk else ()), kind, "\t", _marking(edition))
    own = f"{edition.style.head} · " if edition.style.head else ""
    later = text("Header", kind, f"\u2002{own}{edition.title}\t", _marking(edition))
    return first, later


def feet(edition: Edition) -> Paragraph:
    """The page by its number, what this is, and the marking."""
    before, between, after = _parted(edition.words.page_of)
    desk = edition.style.foot or edition.desk
    named = (edition.reference, f"{edition.words.edition} {edition.edition}", edition.date)
    said = " · ".join(each for each in (desk, *named) if each)
    page = (Run(before), Run("1", field="PAGE"), Run(between), Run("1", field="NUMPAGES"))
    return text("Footer", page, f"{after}\u2002·\u2002{said}\t", _marking(edition))


def _parted(words: str) -> tuple[str, str, str]:
    """What stands before, between and after the two numbers."""
    before, _, rest = words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _marking(edition: Edition) -> Run:
    return Run(f"\u00a0{edition.marking}\u00a0", "Marking")
