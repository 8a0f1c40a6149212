"""The ground of a map: water, land, fills and hatching, coasts and borders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from briefgen.charts import svg
from briefgen.charts.svg import Look
from briefgen.maps.colours import mixed
from briefgen.maps.framed import Framed
from briefgen.maps.geometry import Shape, path_data
from briefgen.maps.hatching import hatched
from briefgen.maps.scene import Scene
from briefgen.maps.shades import Shade, codes_of

LAND, WATER, COAST, BORDER = "#E9E8E3", "#EEF2F4", "#B4C4CD", "#A3A8AD"
RIM = "#C9D3D9"
SUBJECT_SHARE, HIGHLIGHT_SHARE = 0.37, 0.16
"""How far the fills of the subject and of highlighted countries lie from tint to mid."""

TINY = 40.0
"""A subject of fewer square points than this is filled in the accent itself."""

DISPUTED_DASH = "2.2 1.6"
DISPUTED = "#6B7178"


def ground(framed: Framed, look: Look) -> Iterator[Markup]:
    """Everything under routes and words."""
    scene = framed.scene
    tinted = {country.alpha3 for country in framed.highlighted}
    subject = framed.subject.alpha3 if framed.subject else ""
    shaded = codes_of(framed.shades)
    plain = [code for code in scene.shapes if code not in {subject, *tinted, *shaded}]
    yield _water(scene)
    yield svg.path(_areas(scene, plain), fill=LAND)
    for code in sorted(tinted - {subject, *shaded}):
        fill = mixed(look.tint, look.mid, HIGHLIGHT_SHARE)
        yield svg.path(_areas(scene, [code]), fill=fill)
    if subject and subject not in shaded:
        yield svg.path(_areas(scene, [subject]), fill=_subject_fill(scene, subject, look))
    for shade in framed.shades:
        yield from _shaded(scene, shade, look)
    yield from _edges(framed, tinted, look)


def _water(scene: Scene) -> Markup:
    if scene.ground is None:
        return svg.rect(0, 0, scene.frame.width, scene.frame.height, fill=WATER)
    outline = path_data([scene.ground], closed=True)
    return svg.path(outline, fill=WATER, stroke=RIM, width=0.5)


def _shaded(scene: Scene, shade: Shade, look: Look) -> Iterator[Markup]:
    shapes = [shape for code in shade.codes() for shape in scene.shapes.get(code, [])]
    yield svg.path(path_data(shapes, closed=True), fill=shade.fill)
    if shade.hatched:
        strokes = path_data(hatched(shapes), closed=False)
        yield svg.path(strokes, stroke=look.grey, width=0.5)


def _edges(framed: Framed, tinted: set[str], look: Look) -> Iterator[Markup]:
    scene = framed.scene
    yield _lines(scene.coasts, COAST, 0.4)
    borders = path_data(scene.borders, closed=False)
    yield svg.path(borders, stroke=look.paper, width=0.9)
    yield svg.path(borders, stroke=BORDER, width=0.35)
    yield from (_lines(scene.outlines[code], look.accent, 0.6) for code in sorted(tinted))
    for shade in framed.shades:
        for code in shade.codes():
            # White round a small island would leave nothing of it.
            edges = scene.borders_of if shade.outline == look.paper else scene.outlines
            yield _lines(edges[code], shade.outline, 0.4 if framed.crowded else 0.8)
    if scene.disputed:
        yield _lines(scene.disputed, look.paper, 1.1)
        yield _lines(scene.disputed, DISPUTED, 0.6, DISPUTED_DASH)


def _subject_fill(scene: Scene, subject: str, look: Look) -> str:
    if scene.visible_area(subject) < TINY:
        return look.accent
    return mixed(look.tint, look.mid, SUBJECT_SHARE)


def _areas(scene: Scene, codes: Sequence[str]) -> str:
    return path_data((shape for code in codes for shape in scene.shapes.get(code, [])), closed=True)


def _lines(lines: Sequence[Shape], stroke: str, width: float, dash: str | None = None) -> Markup:
    return svg.path(path_data(lines, closed=False), stroke=stroke, width=width, dash=dash)
