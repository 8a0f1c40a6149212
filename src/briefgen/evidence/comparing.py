"""A PDF against what its own evidence gives when it is built anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from briefgen.errors import BriefgenError, Place
from briefgen.evidence.locating import differences
from briefgen.evidence.manifest import Manifest
from briefgen.evidence.scanning import Found, evidence_in
from briefgen.outputs.page_words import page_words
from briefgen.outputs.versions import made_with
from briefgen.results import Verification

Rebuild = Callable[[Manifest, Mapping[str, bytes]], bytes]


def compared(pdf: bytes, place: Place, rebuild: Rebuild) -> Verification:
    """What of a PDF is as its evidence says; InputProblems where it carries none, or is none."""
    found = evidence_in(pdf, place)
    about = found.manifest
    said = Verification(about.name, about.number, withheld=about.withheld)
    if about.withheld:
        return said
    if found.lost:
        # What it was made from is not what it was: from that nothing can be built.
        return replace(said, differs=tuple(f"the attachment {name}" for name in found.lost))
    moved = moved_since(about.made_with)
    try:
        rebuilt = rebuild(about, found.files)
    except BriefgenError as error:
        return replace(said, moved=moved, problems=error.problems)
    if rebuilt == pdf:
        return said
    if moved:
        return replace(said, moved=moved, differs=tuple(_seen(pdf, found, rebuilt)))
    return replace(said, differs=differences(pdf, rebuilt))


def moved_since(made: Mapping[str, str]) -> tuple[str, ...]:
    """Tools that are here in another version, which alone may change any byte."""
    here = made_with()
    pairs = ((name, made.get(name, "none"), here.get(name, "none")) for name in {*made, *here})
    return tuple(sorted(f"{name} {then}, here {now}" for name, then, now in pairs if then != now))


def _seen(pdf: bytes, found: Found, rebuilt: bytes) -> Iterator[str]:
    """What differs for readers, where bytes cannot be equal: words of pages, data of figures."""
    given, ours = page_words(pdf), page_words(rebuilt)
    if len(given) != len(ours):
        yield f"the number of pages: {len(given)}, and {len(ours)} when it is built here"
    for number, (one, other) in enumerate(zip(given, ours, strict=False), start=1):
        if one != other:
            yield f"the words of page {number}"
    figures = evidence_in(rebuilt, Place(found.manifest.name)).figures
    for name in sorted({*figures, *found.figures}):
        if figures.get(name) != found.figures.get(name):
            yield f"the attachment {name}"
