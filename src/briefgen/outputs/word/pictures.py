"""Drawings as pictures at the resolution of print, all of them set in one go."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from io import BytesIO

import pypdfium2

from briefgen.assets import asset_bytes
from briefgen.edition.view import Edition
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.job import FONTS, SCHEME, RenderJob
from briefgen.outputs.rendering import render
from briefgen.outputs.word.blocks import Picture

INCH, DOTS = 72.0, 300
_ROOM = 0.5  # points below a drawing, so that rounding never asks for a second page


def printed(pictures: Iterable[Picture], name: str) -> Mapping[str, bytes]:
    """A PNG for each drawing, by the drawing."""
    wanted = {each.svg: each for each in pictures}
    if not wanted:
        return {}
    document = pypdfium2.PdfDocument(render(_job(tuple(wanted.values()), name)).pdf)
    try:
        pages = zip(wanted.values(), document, strict=True)
        return {each.svg: _png(each, page) for each, page in pages}
    finally:
        document.close()


def _job(pictures: tuple[Picture, ...], name: str) -> RenderJob:
    """A document with a page for each drawing, as large as that."""
    pages = "".join(
        f"@page d{n}{{size:{each.width}pt {each.height + _ROOM}pt;margin:0}}.d{n}{{page:d{n}}}"
        for n, each in enumerate(pictures)
    )
    drawn = "".join(f'<div class="d{n}">{each.svg}</div>' for n, each in enumerate(pictures))
    used = [face for face in FACES if face.needed_for(drawn)]
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f'<link rel="stylesheet" href="{FONTS}"><style>{pages}body{{margin:0}}'
        f"svg{{display:block}}</style></head><body>{drawn}</body></html>"
    )
    resources = {FONTS: face_rules(used, SCHEME).encode()}
    resources |= {f"{SCHEME}{face.file}": asset_bytes(f"fonts/{face.file}") for face in used}
    return RenderJob(name, html, resources)


def _png(picture: Picture, page: pypdfium2.PdfPage) -> bytes:
    """A page as a picture on no ground; the room below the drawing is cut off."""
    scale = DOTS / INCH * picture.scale
    drawn = page.render(scale=scale, fill_color=(255, 255, 255, 0), crop=(0, _ROOM, 0, 0)).to_pil()
    written = BytesIO()
    drawn.save(written, "PNG", compress_level=9, dpi=(DOTS, DOTS))
    return written.getvalue()


LOGO = (198.0, 22.0)  # points: the most a logo takes in the masthead


def logo_picture(content: bytes, path: str, edition: Edition) -> Picture:
    """A logo as a drawing of its own, as large as the masthead lets it be."""
    kind = "svg+xml" if path.lower().endswith(".svg") else "png"
    held = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    width, height = LOGO
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" role="img"><image href="{held}" width="{width}" '
        f'height="{height}" preserveAspectRatio="xMinYMid meet"/></svg>'
    )
    return Picture(svg, edition.desk or edition.kind_name, width, height)
