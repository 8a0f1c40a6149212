"""What came, as rows of the data file: CSV by heads, JSON by paths."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.errors import did_you_mean
from briefgen.model.data_file import DataDescription
from briefgen.model.provider import Provider
from briefgen.refreshing.failing import Unfetched

Rows = list[dict[str, str]]
MAX_ROWS = 100_000
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_SIGNS = {"tab": "\t"}


def rows_of(content: bytes, kind: str, form: str, about: DataDescription) -> Rows:
    """The rows of an answer; Unfetched where it holds none that are meant."""
    provider = about.provider
    if provider is None:
        raise Unfetched("the data file names no provider")
    if kind in _PAGES:
        raise Unfetched(f"a web page came ({kind}) where {form.upper()} is expected")
    text = decoded(content)
    named = {column: provider.columns.get(column, column) for column in about.columns}
    return (
        from_json(parsed(text), provider, named) if form == "json" else _csv(text, provider, named)
    )


def decoded(content: bytes) -> str:
    """The text that came; Unfetched where it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfetched("what came is no text in UTF-8") from None
    if "\0" in text:
        raise Unfetched("what came is no text: it has zero bytes")
    return text


def parsed(text: str) -> Any:
    """JSON with numbers as they are written; Unfetched where it is none."""
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=_constant)
    except (ValueError, RecursionError):
        begin = " ".join(text[:40].split())
        raise Unfetched(f"what came is no JSON; it begins “{begin}”") from None


def _constant(written: str) -> str:
    raise ValueError(written)


def _csv(text: str, provider: Provider, named: Mapping[str, str]) -> Rows:
    sign = _SIGNS.get(provider.delimiter, provider.delimiter)
    found: Rows = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        heads = [head.strip() for head in next(reader, [])]
        places = {column: _place(heads, name) for column, name in named.items()}
        for row in reader:
            if row:
                _bounded(found)
                found.append(_cells(row, heads, places, reader.line_num))
    except csv.Error as error:
        raise Unfetched(f"what came cannot be read as CSV ({error})") from None
    return found


def first_row(text: str, delimiter: str) -> dict[str, str]:
    """The first row below the heads of CSV, by its heads; Unfetched where there is none."""
    sign = _SIGNS.get(delimiter, delimiter)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        heads, row = next(reader, []), next(reader, [])
    except csv.Error as error:
        raise Unfetched(f"what came cannot be read as CSV ({error})") from None
    if not row or len(row) != len(heads):
        raise Unfetched("what came has no first row that goes with its heads")
    return {head.strip(): cell for head, cell in zip(heads, row, strict=True)}


def _place(heads: Sequence[str], name: str) -> int:
    if heads.count(name) == 1:
        return heads.index(name)
    if name in heads:
        raise Unfetched(f"the column “{name[:40]}” stands twice in what came")
    hint = did_you_mean(name, heads, "name it under “columns:” of the provider")
    raise Unfetched(f"what came has no column “{name[:40]}”", hint)


def _cells(
    row: Sequence[str], heads: Sequence[str], places: Mapping[str, int], line: int
) -> dict[str, str]:
    if len(row) != len(heads):
        raise Unfetched(f"line {line} of what came has {len(row)} cells, its head {len(heads)}")
    return {column: row[place].strip() for column, place in places.items()}


def from_json(tree: Any, provider: Provider, named: Mapping[str, str]) -> Rows:
    """The rows of a JSON document, column by column."""
    listed = at(tree, provider.rows) if provider.rows else tree
    if not isinstance(listed, list):
        where = f"at “{provider.rows}” of" if provider.rows else "in"
        raise Unfetched(
            f"there is no list of rows {where} what came", "name it as rows: data.items"
        )
    found: Rows = []
    for number, each in enumerate(listed, start=1):
        _bounded(found)
        cells = {column: at(each, path) for column, path in named.items()}
        found.append({column: _cell(cells[column], named[column], number) for column in cells})
    missing = [column for column in named if found and not any(row[column] for row in found)]
    if missing:
        message = f"no row of what came has anything at “{named[missing[0]]}”"
        raise Unfetched(message, "name the path under “columns:” of the provider")
    return found


def at(tree: Any, path: str) -> Any:
    """What stands at a path of names and numbers with points between; None where nothing does."""
    if isinstance(tree, dict) and path in tree:
        return tree[path]
    here = tree
    for step in path.split("."):
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list) and step.isascii() and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            return None
    return here


def _cell(value: Any, path: str, number: int) -> str:
    if isinstance(value, dict | list):
        raise Unfetched(f"row {number} has no single value at “{path}”", "go on with its path")
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).strip()


def _bounded(found: Rows) -> None:
    if len(found) >= MAX_ROWS:
        raise Unfetched(f"more than {MAX_ROWS:,} rows came", "ask for less")
