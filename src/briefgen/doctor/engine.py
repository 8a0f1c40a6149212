"""The PDF engine: the libraries of the system that it loads, and whether it sets a page."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from importlib import metadata

from briefgen.assets import asset_bytes
from briefgen.doctor.findings import Finding, State
from briefgen.enclosed import NoteRecord
from briefgen.errors import RenderingFailed
from briefgen.machine import LIBRARIES, Machine, library_files
from briefgen.outputs.engine import refusal
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.footnotes.guard import TESTED, without
from briefgen.outputs.job import FONTS, SCHEME, RenderJob

Load = Callable[[str], object]
_FOUND = 'if it is there already: export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib"'


def libraries(machine: Machine, load: Load = ctypes.CDLL) -> Iterator[Finding]:
    """The libraries that the engine loads: those that are missing, each with its command."""
    files = library_files()
    there: list[str] = []
    for name in LIBRARIES:
        try:
            library = load(files[name])
        except OSError:
            mend = machine.install([name])
            mend = f"{mend}; {_FOUND}" if machine.family == "macos" else mend
            said = f"{files[name]} cannot be loaded"
            yield Finding(f"library {name}", State.WRONG, said, mend)
        else:
            there.append(f"{name} {_version(library)}".strip() if name == "pango" else name)
    if there:
        yield Finding("libraries", State.OK, ", ".join(there))


def _version(pango: object) -> str:
    """The version that Pango says it has."""
    if not isinstance(pango, ctypes.CDLL):
        return ""
    say = pango.pango_version_string
    say.restype = ctypes.c_char_p
    said = say()
    return said.decode() if isinstance(said, bytes) else ""


def correction() -> Finding:
    """Whether the engine is the one for which the placing of notes is corrected."""
    what = "footnotes"
    try:
        version = metadata.version("weasyprint")
    except metadata.PackageNotFoundError:
        return Finding(what, State.NOTE, "WeasyPrint is not installed, so nothing can be said")
    if version != TESTED:
        said = without(f"it is made for WeasyPrint {TESTED} and this is {version}")
        return Finding(
            what, State.NOTE, said, f'{sys.executable} -m pip install "weasyprint=={TESTED}"'
        )
    try:
        objection = refusal()
    except RenderingFailed:
        said = f"WeasyPrint {version} is the one they are corrected for, but cannot be loaded"
        return Finding(what, State.NOTE, said)
    if objection:
        return Finding(what, State.NOTE, objection)
    return Finding(what, State.OK, f"their placing is corrected, as made for WeasyPrint {version}")


def page() -> Finding:
    """Whether a page with a footnote can be set and proven."""
    try:
        import briefgen.outputs.closing  # noqa: F401  # with it comes what fills templates
        from briefgen.outputs.rendering import render

        rendered = render(_job())
    except RenderingFailed as error:
        told = error.problems[0]
        return Finding("a page", State.WRONG, told.message, told.hint.partition(";")[0])
    except ImportError as error:
        return Finding("a page", State.WRONG, f"cannot be set: {error}", "see the packages above")
    if rendered.unproven or rendered.problems:
        said = "a page was set, and its footnote not found on it"
        return Finding("a page", State.WRONG, said, "report it to us with this output")
    return Finding("a page", State.OK, "set, with its footnote proven")


def _job() -> RenderJob:
    face = FACES[0]
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Doctor</title>'
        f'<link rel="stylesheet" href="{FONTS}"><style>body{{font-family:"{face.family}"}}'
        ".fn{float:footnote}::footnote-call,::footnote-marker{content:none}"
        "a{color:inherit;text-decoration:none}</style></head><body><p>A claim."
        '<a class="ref" id="ref-1" href="#fn-1">1</a><span class="fn" id="fn-1">'
        '<a class="num" href="#ref-1">1</a> Its source.</span></p></body></html>'
    )
    resources = {
        FONTS: face_rules([face], SCHEME).encode(),
        f"{SCHEME}{face.file}": asset_bytes(f"fonts/{face.file}"),
    }
    return RenderJob("doctor", html, resources, (NoteRecord(1, "1Its source.", 1, ()),))
