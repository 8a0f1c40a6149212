"""What no field can tell of itself: values that have to fit each other, model by model."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from briefgen.model.blocks import JudgementBlock, KeyFigure
from briefgen.model.brief import Brief, Judgement
from briefgen.model.course_figures import MultiplesFigure, SlopeFigure
from briefgen.model.data_file import ColumnDescription, DataDescription
from briefgen.model.diagrams import MatrixFigure, NetworkFigure
from briefgen.model.drawn_data import DrawnData
from briefgen.model.facts import Fact
from briefgen.model.map_figures import ChoroplethFigure, MapFigure
from briefgen.model.provider import Provider
from briefgen.model.size_figures import BarFigure, DotFigure, RangeFigure
from briefgen.model.source import Source
from briefgen.model.tables import Sort, Table
from briefgen.starting.writing import Entry, Node

MARK = "Replace this"
SOURCE = "replace-this-source"
SECOND = "replace-this-second-source"  # a judgement rests on more than one
DATA = "replace-this-data"
DATA_ROWS = "year,code,value\n2021,AQ,1\n2022,HM,2\n2023,GS,3\n2024,TF,4\n"  # nobody lives there


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
    Judgement: {"rests_on": [f"@{SOURCE}", f"@{SECOND}"]},
    Brief: {"abbreviations": _keys(Replace="the words that it stands for")},
    Fact: {"value": "12", "unit": "percent"},
    KeyFigure: {"value": f"12[@{SOURCE}]", "label": MARK},
    Table: {"columns": ["First", "Second"], "rows": [[MARK, MARK]]},
    Sort: {"by": "First"},
    JudgementBlock: {"judgement": "judgement-1"},
    DrawnData: {"data": DATA},
    BarFigure: {"category": "year"},
    DotFigure: {"category": "year"},
    RangeFigure: {"category": "year", "low": "value", "high": "value"},
    SlopeFigure: {"series": "code", "from": "2021", "to": "2022"},
    MultiplesFigure: {"by": "code"},
    ChoroplethFigure: {"country": "code"},
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
            year=_keys(type="year", title="Year"),
            code=_keys(type="text", title="Country"),
            value=_keys(type="number", title=MARK),
        ),
    },
    ColumnDescription: {"type": "number"},
    Provider: {
        "csv": "https://example.org/replace-this.csv",
        "columns": _keys(value=f"{MARK} head of the column there"),
    },
}

# Fields that may be left out, and without which the rest would not hold.
ALSO: Mapping[type[BaseModel], tuple[str, ...]] = {
    MapFigure: ("country",),
    Source: ("accessed",),
}

# Fields that do not go with those that are filled, so a draft does not offer them.
INSTEAD: Mapping[type[BaseModel], tuple[str, ...]] = {
    Table: ("data", "top", "others", "notes"),
    DataDescription: ("vintage",),
    Provider: ("world-bank", "json", "command", "countries", "from", "to", "rows", "form"),
}


def known_of(model: type[BaseModel]) -> dict[str, Node]:
    """What is known of a model, and of those it is a special case of."""
    found: dict[str, Node] = {}
    for each in reversed(model.__mro__):
        found |= KNOWN.get(each, {})
    return found


def also_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields to fill besides those that are needed."""
    return tuple(key for each in model.__mro__ for key in ALSO.get(each, ()))


def instead_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that would stand instead of what is filled."""
    return tuple(key for each in model.__mro__ for key in INSTEAD.get(each, ()))
