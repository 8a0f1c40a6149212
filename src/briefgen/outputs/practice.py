"""A page set to no purpose but that the next is set sooner, by a process that has to wait anyway.

What the engine reads once is read for it: the shipped style sheet, the shipped faces, and what is
loaded when the first letter is laid out, drawn and proven.
"""

from __future__ import annotations

from briefgen.assets import asset_bytes
from briefgen.errors import BriefgenError
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.job import FONTS, SCHEME, RenderJob
from briefgen.outputs.rendering import render
from briefgen.project import MemoryFiles
from briefgen.templating import stylesheet

SHEET = f"{SCHEME}brief.css"
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Practice</title>
<link rel="stylesheet" href="{FONTS}"><link rel="stylesheet" href="{SHEET}">
<body><h2>Practice</h2><p>Extraordinarily <i>unremarkable</i> <b>considerations</b>.</p></body>"""


def practise() -> None:
    """Set such a page; whatever is wrong will be told of a page that is wanted."""
    faces = [face for face in FACES if face.letters is None]
    resources = {
        FONTS: face_rules(faces, SCHEME).encode(),
        SHEET: stylesheet("brief.css", MemoryFiles(), ()).content,
        **{f"{SCHEME}{face.file}": asset_bytes(f"fonts/{face.file}") for face in faces},
    }
    try:
        render(RenderJob("practice", PAGE, resources, day="2026-01-01"))
    except (BriefgenError, OSError):
        return
