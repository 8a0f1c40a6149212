"""Maps of the spec into drawings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec import structs

from briefgen.catalogues import base_of
from briefgen.charts.metrics import Metrics
from briefgen.charts.sentences import map_sentences_of, sentences_of
from briefgen.charts.svg import Drawing, Look
from briefgen.data import number
from briefgen.edition.easel import WIDTHS, Easel
from briefgen.language import words_of
from briefgen.maps.classes import Printing, bands, breaks_of, told
from briefgen.maps.locator import draw_locator
from briefgen.maps.projection import Extent
from briefgen.maps.spec import (
    Choropleth,
    Incident,
    LocatorMap,
    MapWords,
    Route,
    Spot,
    Water,
)
from briefgen.maps.topology import World, load_world
from briefgen.model.country import two_letters
from briefgen.model.figure import Figure
from briefgen.model.map_figures import ChoroplethFigure, MapFigure, MapGround
from briefgen.territories import UNDRAWN

KEPT = 64
"""Maps that are remembered: more than the figures of any brief."""


def draw_map_figure(figure: Figure, easel: Easel) -> Drawing:
    """A map of a country or an organisation."""
    assert isinstance(figure, MapFigure)
    ground = _ground(figure, easel)
    said = {side.removesuffix("s"): words for side, words in figure.legend.items()}
    ground["words"] = structs.replace(ground["words"], **said, own=tuple(said.values()))
    spec = LocatorMap(
        country=figure.country or "",
        highlight=figure.highlight,
        members=figure.members,
        observers=figure.observers,
        **ground,
    )
    return _once(spec, easel)


def draw_choropleth_figure(figure: Figure, easel: Easel) -> Drawing:
    """A map of countries in the tints of their classes."""
    assert isinstance(figure, ChoroplethFigure)
    world = load_world(language=base_of(easel.language))
    values, missing = _values(figure, easel, world)
    words = words_of(easel.language)
    printing = Printing(
        figure.unit,
        figure.decimals,
        easel.language,
        words.class_below,
        words.class_between,
        words.class_above,
        map_sentences_of(easel.language),
        sentences_of(easel.language),
    )
    breaks = figure.breaks or breaks_of(tuple(values.values()), figure.classes, figure.method)
    named = [(world.country(code).name, value) for code, value in values.items()]
    absent = [world.country(code).name for code in missing]
    measure = (figure.subtitle or figure.title).plain()
    choropleth = Choropleth(
        bands(values, breaks, printing),
        missing,
        tuple((code, printing.bare(v)) for code, v in values.items() if figure.print_values),
        told(measure, named, absent, len(breaks) + 1, printing),
    )
    spec = LocatorMap(values=choropleth, **_ground(figure, easel))
    return _once(spec, easel)


def _once(spec: LocatorMap, easel: Easel) -> Drawing:
    """A map; two projects with other words for one language have two of them."""
    return _drawn(spec, easel.look, easel.metrics, getattr(easel.language, "own", b""))


@lru_cache(maxsize=KEPT)
def _drawn(spec: LocatorMap, look: Look, metrics: Metrics, _own: bytes) -> Drawing:
    """A map, drawn once for all layouts of a page and for all briefs that have the same."""
    return draw_locator(spec, look, metrics)


def _values(
    figure: ChoroplethFigure, easel: Easel, world: World
) -> tuple[Mapping[str, Decimal], tuple[str, ...]]:
    """Values by the codes of the map, and the codes of countries that have none."""
    scale = figure.scale if figure.scale is not None else Decimal(1)
    asked = [world.country(code).alpha3 for code in figure.countries]
    values: dict[str, Decimal] = {}
    missing = []
    for row in easel.rows(figure):
        if two_letters(row.cells[figure.country]) in UNDRAWN:
            continue  # not asked for, or the check would have said so
        code = world.country(row.cells[figure.country]).alpha3
        value = number(row.cells[figure.value])
        if asked and code not in asked:
            continue
        if value is None:
            missing.append(code)
        else:
            values[code] = value * scale
    missing += [code for code in asked if code not in values and code not in missing]
    return values, tuple(missing)


def _ground(figure: MapGround, easel: Easel) -> dict[str, Any]:
    """What all maps have, as `LocatorMap` takes it."""
    words = words_of(easel.language)
    return {
        "extent": Extent(*figure.extent) if figure.extent else None,
        "projection": figure.projection or "",
        "points": tuple(
            Spot(p.name, *p.at, capital=p.type == "capital")
            for p in figure.points
            if p.type != "event"
        ),
        "incidents": tuple(
            Incident(number, event.name, *event.at) for number, event in figure.events()
        ),
        "routes": tuple(
            Route(
                route.name,
                route.via,
                route.text or "",
                dashed=route.style == "dashed",
                heads="" if route.arrow == "none" else route.arrow,
            )
            for route in figure.routes
        ),
        "waters": tuple(Water(w.name, *w.at) for w in figure.waters),
        "disputed": figure.disputed,
        "words": MapWords(
            words.member,
            words.observer,
            words.no_data,
            words.disputed_borders,
            figure.lines.get("solid", ""),
            figure.lines.get("dashed", ""),
        ),
        "width": WIDTHS[figure.width],
        "height": float(figure.height) if figure.height else None,
        "alt": figure.alt,
        "language": easel.language,
        "said": map_sentences_of(easel.language),
        "marks": sentences_of(easel.language),
    }
