"""Data files and their descriptors: what is read, and what is told of each thing that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.data import MAX_ROWS, Table, read_table
from briefgen.model.references import Names
from briefgen.project import MAX_READ, DiskFiles, MemoryFiles
from briefgen.validation import check
from effort import ending
from projects import DATA, DESCRIPTOR, SPEC, found, minimal_project, with_change

HEAD = "title: Growth\nsource: bank\n"
PLAIN = HEAD + "columns:\n  year: {type: year}\n  value: {type: number}\n"


def read(descriptor: str, data: str | bytes) -> tuple[Table | None, list[str]]:
    files = MemoryFiles.of({"data/x.csv": data, "data/x.yaml": descriptor})
    table, problems = read_table(files, "x", Names(sources=frozenset({"bank"})))
    return table, [f"{p.place}: {p.message} = {p.hint}" for p in problems]


def cells(descriptor: str, data: str | bytes) -> list[list[str]]:
    table, problems = read(descriptor, data)
    assert problems == []
    assert table is not None
    return [list(row.cells.values()) for row in table.rows]


def column(constraints: str, kind: str = "number") -> str:
    return HEAD + f"columns:\n  a: {{type: {kind}, {constraints}}}\n  b: {{type: text}}\n"


WRONG = [
    ("2020,1_000\n", "data/x.csv:2:6: a number is needed in the column “value”, found “1_000”"),
    ('2020,"1,234"\n', "groupChar"),
    ('2020,"1,234.5"\n', "without signs between thousands"),
    ("2020,1.234.567\n", "without signs between thousands"),
    ('2020,"0,5"\n', "a point for decimals, or name the comma in the descriptor (decimalChar)"),
    ("2020,nan\n", "leave the cell empty where the value is not known, or name “nan” under"),
    ("2020,-inf\n", "or name “-inf” under missingValues"),
    ("2020,n/a\n", "or name “n/a” under missingValues"),
    ("2020,12%\n", "write the digits alone; the unit stands in the descriptor"),
    ("2020,1e99999\n", "a number is needed"),
    (f"2020,{'9' * 60}\n", "a number is needed"),
    (",1\n", "data/x.csv:2:1: the year is missing in the column “year”"),
    ("2020 to 2021,1\n", "data/x.csv:2:1: a year is needed"),
    ("2020,1\n2020,2\n", "data/x.csv:3:1: 2020 stands twice: also on line 2"),
    ("2020\n", "data/x.csv:2:1: this row has 1 cell, the head has 2"),
    ("2020,1,2\n", "data/x.csv:2:1: this row has 3 cells, the head has 2"),
    ('2020,"1\n', "cannot be read as CSV"),
]


@pytest.mark.parametrize(("row", "words"), WRONG)
def test_a_wrong_cell_is_told_with_file_row_and_column(row: str, words: str) -> None:
    table, told = read(PLAIN, f"year,value\n{row}")
    assert table is None
    assert any(words in line for line in told), told
    assert all(line.startswith("data/x.csv:") for line in told)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            "year;value\n2020;1\n",
            "data/x.csv:1:5: the cells of this file are divided by semi",
        ),
        ("year\tvalue\n2020\t1\n", "divided by tabs"),
        ("year,amount\n", "data/x.yaml:5:3: data/x.csv has no column “value”"),
        ("year,value,more\n", "data/x.csv:1:12: the column “more” is not described"),
        ("year,value,value\n", "data/x.csv:1:12: the column “value” stands twice"),
        ("", "data/x.csv:1:1: the first line is empty"),
        (b"year,value\n2020,\xe9\n", "data/x.csv:2:6: the file is not UTF-8: the byte 0xe9"),
        ("year,value\n".encode("utf-16"), "data/x.csv:1:1: the file is not UTF-8"),
    ],
)
def test_a_wrong_file_is_told_with_its_place(data: str | bytes, words: str) -> None:
    _, told = read(PLAIN, data)
    assert any(words in line for line in told), told


def test_byte_order_mark_line_ends_and_spaces_do_no_harm() -> None:
    data = "\ufeffyear, value\r\n2020, 1.5 \r\n\r\n2021,\r\n".encode()
    assert cells(PLAIN, data) == [["2020", "1.5"], ["2021", ""]]


def test_missing_values_are_named_in_the_descriptor() -> None:
    descriptor = PLAIN + 'missingValues: ["", "..", n/a]\n'
    assert cells(descriptor, "year,value\n2020,..\n2021,n/a\n2022,3\n") == [
        ["2020", ""],
        ["2021", ""],
        ["2022", "3"],
    ]


def test_signs_of_numbers_are_named_in_the_descriptor() -> None:
    descriptor = column('decimalChar: ",", groupChar: "."')
    data = 'a,b\n"1.234.567,5",x\n"12",y\n"-0,25",z\n'
    assert [row[0] for row in cells(descriptor, data)] == ["1234567.5", "12", "-0.25"]
    _, told = read(descriptor, 'a,b\n"1.2,5",x\n')
    assert told[0].startswith("data/x.csv:2:2: a number is needed in the column “a”, found “1.2,5”")
    _, told = read(column('groupChar: "."'), "a,b\n")
    assert told[0].startswith("data/x.yaml:4:")
    assert "one sign cannot stand between thousands and before decimals" in told[0]


def test_a_schema_of_a_data_package_is_read_as_it_comes() -> None:
    descriptor = """\
{"title": "Growth", "source": "bank", "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}],
 "schema": {
  "fields": [
   {"name": "country", "type": "string", "description": "Name in English"},
   {"name": "year", "type": "year", "format": "any"},
   {"name": "value", "type": "integer", "constraints": {"minimum": 0}}],
  "primaryKey": ["country", "year"], "missingValues": ["", "NA"]}}
"""
    table, told = read(descriptor, "country,year,value\nA,2020,1\nA,2021,NA\n")
    assert told == []
    assert table is not None
    assert table.labels() == ("country", "year")
    assert table.description.licence_words() == "CC BY 4.0"
    _, told = read(descriptor, "country,year,value\nA,2020,1.5\nA,2020,-2\n,2021,3\n")
    assert [line.split(" = ")[0] for line in told] == [
        "data/x.csv:2:8: a whole number is needed in the column “value”, found “1.5”",
        "data/x.csv:3:8: -2 is below the minimum of the column “value”, 0",
        "data/x.csv:3:1: A, 2020 stands twice: also on line 2",
        "data/x.csv:4:1: the cell of “country” is empty, which is part of the primary key",
    ]


CONSTRAINTS = [
    ("constraints: {required: true}", ",x", "the column “a” may have no empty cell"),
    ("constraints: {minimum: 5}", "4,x", "4 is below the minimum of the column “a”, 5"),
    ("constraints: {maximum: 5}", "5.1,x", "5.1 is above the maximum of the column “a”, 5"),
    ("constraints: {unique: true}", "1,x\n1,y", "1 stands twice: also on line 2"),
    ("constraints: {enum: [1, 2]}", "3,x", "“3” is not among the values that the column “a”"),
]


@pytest.mark.parametrize(("constraint", "rows", "words"), CONSTRAINTS)
def test_constraints_are_kept_to(constraint: str, rows: str, words: str) -> None:
    _, told = read(column(constraint), f"a,b\n{rows}\n")
    assert len(told) == 1
    assert words in told[0]


def test_rows_may_repeat_what_is_not_in_the_primary_key() -> None:
    descriptor = PLAIN.replace("value:", "note: {type: text}\n  value:") + "primaryKey: year\n"
    assert len(cells(descriptor, "year,note,value\n2020,a,1\n2021,a,1\n")) == 2


DESCRIPTORS = [
    (HEAD, "data/x.yaml:1:1", "the columns of the file are not described"),
    (PLAIN + "schema: {fields: [{name: a, type: year}]}\n", "data/x.yaml:6:1", "described twice"),
    (PLAIN + "primaryKey: yaer\n", "data/x.yaml:6:13", "the primary key names a column “yaer”"),
    (
        HEAD + "primaryKey: a\nschema: {fields: [{name: a, type: year}]}\n",
        "data/x.yaml:3:13",
        "“primaryKey” belongs to the schema",
    ),
    (
        HEAD + "schema: {fields: [{name: a, type: year}, {name: a, type: text}]}\n",
        "data/x.yaml:3:",
        "the column “a” is described twice",
    ),
    (
        HEAD + "columns: {a: {type: geojson}}\n",
        "data/x.yaml:3:21",
        "“geojson” is not among the choices here",
    ),
    (
        HEAD + "columns: {a: {type: number, decimalChar: ab}}\n",
        "data/x.yaml:3:42",
        "one sign is needed here, found “ab”",
    ),
]


@pytest.mark.parametrize(("descriptor", "place", "words"), DESCRIPTORS)
def test_mistakes_in_descriptors_are_told(descriptor: str, place: str, words: str) -> None:
    _, told = read(descriptor, "a\n2020\n")
    assert told[0].startswith(place), told
    assert words in told[0]


def test_reading_stops_where_most_of_a_file_is_wrong() -> None:
    _, told = read(PLAIN, "year,value\n" + "x,y\n" * 5_000)
    assert 100 <= len(told) <= 110
    assert any("reading stops here" in line for line in told)


def test_a_long_file_is_read_and_a_longer_one_refused() -> None:
    descriptor = HEAD + "columns:\n  n: {type: integer}\n  t: {type: text}\n"
    rows = "".join(f"{n},t{n}\n" for n in range(MAX_ROWS))
    with ending():
        assert len(cells(descriptor, "n,t\n" + rows)) == MAX_ROWS
    _, told = read(descriptor, "n,t\n" + rows + "1,x\n")
    assert told == [
        f"data/x.csv:{MAX_ROWS + 2}:1: more than 100,000 rows = cut the file down to what is shown"
    ]


def test_a_file_too_large_to_read_is_told_where_it_is_named(tmp_path: Path) -> None:
    for path, text in minimal_project().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    with (tmp_path / DATA).open("r+b") as stream:
        stream.truncate(MAX_READ + 1)
    (problem,) = check(DiskFiles(tmp_path), "tajikistan").problems
    assert problem.place.file == SPEC
    assert problem.message == "data/growth: data/growth.csv is larger than 50,000,000 bytes"


def test_several_values_of_a_column_can_be_selected() -> None:
    where = "        where: {country: [Tajikistan, Tajik], year: 2023}\n"
    (line,) = found(with_change("        where: {year: 2023}\n", where))
    assert "no row of data/growth.csv has “Tajik” in the column “country”" in line


def test_the_descriptor_of_the_small_project_can_be_a_schema() -> None:
    files = minimal_project()
    files[DESCRIPTOR] = """\
title: Real growth
source: bank
schema:
  fields:
    - {name: country, type: string}
    - {name: year, type: year}
    - {name: value, type: number, unit: percent}
  primaryKey: [country, year]
"""
    assert found(files) == []
