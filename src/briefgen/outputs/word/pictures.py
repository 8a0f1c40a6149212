"""Drawings as pictures at the resolution of print and as outlines, all set in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import escape
from msgspec import Struct

from briefgen.assets import asset_bytes
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.job import FONTS, SCHEME, RenderJob
from briefgen.outputs.outlines import outlines
from briefgen.outputs.pictures import drawn_pages
from briefgen.outputs.rendering import render
from briefgen.outputs.word.blocks import Picture

DOTS = 300  # to an inch
_ROOM = 0.5  # points below a drawing, so that rounding never asks for a second page


class Printed(Struct, frozen=True):
    """A drawing as a picture, and as outlines where it can be drawn so."""

    png: bytes
    svg: str


def printed(
    pictures: Iterable[Picture], name: str, held: Mapping[str, bytes]
) -> Mapping[str, Printed]:
    """Each drawing, by its markup; `held` is what drawings ask for by an address."""
    wanted = {each.svg: each for each in pictures}
    if not wanted:
        return {}
    pdf = render(_job(tuple(wanted.values()), name, held)).pdf
    dots = [DOTS * each.scale for each in wanted.values()]
    made = zip(drawn_pages(pdf, dots, _ROOM), outlines(pdf, _ROOM), strict=True)
    return {markup: Printed(*each) for markup, each in zip(wanted, made, strict=True)}


def _job(pictures: tuple[Picture, ...], name: str, held: Mapping[str, bytes]) -> RenderJob:
    """A document with a page for each drawing, as large as that."""
    pages = "".join(
        f"@page d{n}{{size:{each.width}pt {each.height + _ROOM}pt;margin:0}}.d{n}{{page:d{n}}}"
        for n, each in enumerate(pictures)
    )
    drawn = "".join(f'<div class="d{n}">{each.svg}</div>' for n, each in enumerate(pictures))
    used = [face for face in FACES if face.needed_for(drawn)]
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(name)}</title>'
        f'<link rel="stylesheet" href="{FONTS}"><style>{pages}body{{margin:0}}'
        f"svg{{display:block}}</style></head><body>{drawn}</body></html>"
    )
    resources = {**held, FONTS: face_rules(used, SCHEME).encode()}
    resources |= {f"{SCHEME}{face.file}": asset_bytes(f"fonts/{face.file}") for face in used}
    return RenderJob(name, html, resources)
