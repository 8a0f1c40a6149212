"""What no field can tell of itself: values that have to fit each other, model by model."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from briefgen.model.blocks import JudgementBlock, KeyFigure
from briefgen.model.course_figures import LineFigure, MultiplesFigure, SlopeFigure
from briefgen.model.data_figure import DataFigure
from briefgen.model.data_file import ColumnDescription, DataDescription
from briefgen.model.diagrams import MatrixFigure, NetworkFigure
from briefgen.model.facts import Fact
from briefgen.model.map_figures import ChoroplethFigure, MapFigure
from briefgen.model.size_figures import BarFigure, DotFigure, RangeFigure
from briefgen.model.source import Source
from briefgen.model.tables import Table
from briefgen.starting.writing import Entry, Node

MARK = "Replace this"
SOURCE = "replace-this-source"
DATA = "replace-this-data"
DATA_ROWS = """\
name,country,year,value,low,high
First,AQ,2021,1,1,2
First,AQ,2022,2,1,3
Second,HM,2021,3,2,4
Second,HM,2022,4,3,5
Third,GS,2021,5,4,6
Third,GS,2022,6,5,7
Fourth,TF,2021,7,6,8
Fourth,TF,2022,8,7,9
"""


def _keys(**values: Node) -> tuple[Entry, ...]:
    return tuple(Entry(key, value) for key, value in values.items())


KNOWN: Mapping[type[BaseModel], Mapping[str, Node]] = {
    Source: {
        "type": "document",
        "title": f"{MARK} source: it stands for none that there is",
        "short": f"{MARK} source",
        "reliability": "F",
        "reliability_reason": "a placeholder, which cannot be judged",
    },
    Fact: {"value": "12", "unit": "percent"},
    KeyFigure: {"value": f"12[@{SOURCE}]", "label": MARK},
    Table: {"columns": ["First", "Second"], "rows": [[MARK, MARK]]},
    JudgementBlock: {"judgement": "judgement-1"},
    DataFigure: {"data": DATA},
    LineFigure: {"series": "name"},
    SlopeFigure: {"series": "name"},
    MultiplesFigure: {"by": "name"},
    BarFigure: {"category": "name", "series": "year"},
    DotFigure: {"category": "name", "series": "year"},
    RangeFigure: {"category": "name", "where": _keys(year="2022")},
    ChoroplethFigure: {"where": _keys(year="2022")},
    MatrixFigure: {
        "columns": ["First party", "Second party"],
        "rows": [_keys(item=MARK, cells=["proposed", "endorsed"], source=SOURCE)],
    },
    NetworkFigure: {
        "layers": ["Groups"],
        "actors": [
            _keys(id="actor-1", name=MARK, layer="Groups"),
            _keys(id="actor-2", name=f"{MARK} too", layer="Groups"),
        ],
        "links": [
            _keys(**{"from": "actor-1", "to": "actor-2", "type": "rivalry", "text": MARK}),
        ],
    },
    DataDescription: {
        "title": f"{MARK} data: they stand for none that there are",
        "columns": _keys(
            name=_keys(type="text"),
            country=_keys(type="text"),
            year=_keys(type="year"),
            value=_keys(type="number", title=MARK),
            low=_keys(type="number"),
            high=_keys(type="number"),
        ),
    },
    ColumnDescription: {"type": "number"},
}

# Fields that may be left out, and without which the rest would not hold.
ALSO: Mapping[type[BaseModel], tuple[str, ...]] = {MapFigure: ("country",)}


def known_of(model: type[BaseModel]) -> dict[str, Node]:
    """What is known of a model, and of those it is a special case of."""
    found: dict[str, Node] = {}
    for each in reversed(model.__mro__):
        found |= KNOWN.get(each, {})
    return found


def also_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields to fill besides those that are needed."""
    return tuple(key for each in model.__mro__ for key in ALSO.get(each, ()))
