"""A page laid out to no purpose but that the next is sooner there, by a process that has to wait.

What the engine reads once is read for it: the shipped style sheet, the shipped faces, and what is
loaded with the first letter. To write it as well would cost more than it saves.
"""

from __future__ import annotations

from contextlib import suppress

from briefgen.assets import asset_bytes
from briefgen.errors import BriefgenError
from briefgen.outputs.engine import lay_out, loaded_faces
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.job import FONTS, SCHEME, RenderJob
from briefgen.project import MemoryFiles
from briefgen.templating import stylesheet

SHEET = f"{SCHEME}brief.css"
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Practice</title>
<link rel="stylesheet" href="{FONTS}"><link rel="stylesheet" href="{SHEET}">
<body><h2>Practice</h2><p>Extraordinarily <i>unremarkable</i> <b>considerations</b>.</p></body>"""


def practise() -> None:
    """Lay such a page out; whatever is wrong will be told of a page that is wanted."""
    shipped = [face for face in FACES if face.letters is None]
    resources = {
        FONTS: face_rules(shipped, SCHEME).encode(),
        SHEET: stylesheet("brief.css", MemoryFiles(), ()).content,
        **{f"{SCHEME}{face.file}": asset_bytes(f"fonts/{face.file}") for face in shipped},
    }
    job = RenderJob("practice", PAGE, resources)
    with suppress(BriefgenError, OSError), loaded_faces(job) as faces:
        lay_out(job, faces)
        # What is needed next; it takes for granted that the engine is loaded, as only above it is.
        import briefgen.outputs.proof
        import briefgen.outputs.rendering
        import briefgen.outputs.tagging.installing  # noqa: F401
