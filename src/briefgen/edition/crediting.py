"""Which source stands behind which part of a figure: letters in a drawing cannot carry notes.

The line under a figure names each source once and, where its parts rest on different ones, the
parts that each stands for: “Sources: S4 (26 Aug 2021, Jan 2024), S9 (8 Oct 2021)”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from briefgen.edition.diagrams import when
from briefgen.edition.workshop import Workshop
from briefgen.model.course_figures import LineFigure
from briefgen.model.data_figure import DataFigure
from briefgen.model.diagrams import MatrixFigure, NetworkFigure
from briefgen.model.figure import Figure
from briefgen.model.map_figures import MapGround
from briefgen.model.outlook_figures import ScenarioStripFigure
from briefgen.model.timelines import TimelineFigure
from briefgen.prose import Citation

Credit = tuple[str, tuple[Citation, ...]]
"""The name of a part of a figure, and its sources."""


def credits_of(figure: Figure, language: str) -> list[Credit]:
    """The parts of a figure that have sources, as the reader finds them on it."""
    return [(name, sources) for name, sources in _parts(figure, language) if sources]


def _parts(figure: Figure, language: str) -> Iterator[Credit]:
    if isinstance(figure, TimelineFigure):
        yield from ((when(event, language), event.source) for event in figure.events)
    elif isinstance(figure, MapGround):
        numbers = {id(event): str(number) for number, event in figure.events()}
        for point in figure.points:
            yield numbers.get(id(point), point.name), point.source
        yield from ((route.name, route.source) for route in figure.routes)
    elif isinstance(figure, NetworkFigure):
        names = {actor.id: actor.name for actor in figure.actors}
        yield from ((actor.name, actor.source) for actor in figure.actors)
        for link in figure.links:
            yield f"{names[link.start]} – {names[link.end]}", link.source
    elif isinstance(figure, LineFigure):
        yield from ((str(event.at), event.source) for event in figure.events)
    elif isinstance(figure, ScenarioStripFigure):
        yield from ((scenario.name, scenario.source) for scenario in figure.scenarios)
    elif isinstance(figure, MatrixFigure):
        yield from (("", row.source) for row in figure.rows)


def credited(figure: Figure, whole: Sequence[Citation], shop: Workshop) -> Markup:
    """The sources of a figure and of its parts; ``whole`` are those of all of it."""
    parts = credits_of(figure, shop.brief.language)
    cited = list(dict.fromkeys((*whole, *(source for _, each in parts for source in each))))
    # Beside the sources of its data, even the only other one must say what it stands for.
    apart = isinstance(figure, DataFigure)
    pieces = [
        reference(each, shop) + _stands_for(each, parts, whole, apart, shop.words.comma)
        for each in cited
    ]
    return Markup(shop.words.comma).join(pieces)


def reference(source: Citation, shop: Workshop) -> Markup:
    """The number of a source with the place in it."""
    return shop.short_reference(source.key) + (
        f"{shop.words.comma}{source.locator}" if source.locator else ""
    )


def _stands_for(
    source: Citation, parts: Sequence[Credit], whole: Sequence[Citation], apart: bool, comma: str
) -> str:
    """The parts that rest on a source, in brackets, unless it stands behind all of them."""
    if source in whole:
        return ""
    named = list(dict.fromkeys(name for name, sources in parts if source in sources and name))
    every = {name for name, _ in parts if name}
    return f" ({comma.join(named)})" if named and (apart or set(named) != every) else ""


def row_references(figure: MatrixFigure, shop: Workshop) -> list[Markup]:
    """The sources of each row of a matrix, where not all rest on the same."""
    if len({row.source for row in figure.rows if row.item is not None}) < 2:
        return [Markup("") for _ in figure.rows]
    comma = Markup(shop.words.comma)
    return [comma.join(reference(each, shop) for each in row.source) for row in figure.rows]
