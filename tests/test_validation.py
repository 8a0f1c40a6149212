"""Mistakes in specs, libraries and data: each is found, at its place, with words that help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from annotated_types import MaxLen, MinLen
from pydantic import PlainValidator

from briefgen.errors import InputProblems, Severity, UsageProblem
from briefgen.model.fields import Model
from briefgen.project import DiskFiles, MemoryFiles, brief_names, spec_path
from briefgen.validation import check, require
from effort import calls
from mistakes_read import FOLDER, expected, project_of, told
from projects import (
    DATA,
    DESCRIPTOR,
    LIBRARY,
    SPEC,
    changed,
    checked,
    found,
    minimal_project,
    with_change,
)

MISTAKES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_the_mistake_is_told_as_expected(path: Path) -> None:
    text = path.read_text("utf-8")
    assert expected(text), "a mistake needs its # expect: lines"
    assert told(text) == expected(text)


def test_the_small_project_is_right() -> None:
    result = checked(minimal_project())
    assert result.problems == ()
    assert result.brief is not None
    assert require(result) is result.brief
    assert set(result.sources) == {"census", "bank", "handbook", "report", "speech"}
    assert set(result.tables) == {"growth"}
    assert result.files == (SPEC, LIBRARY, DATA, DESCRIPTOR)


def test_all_mistakes_of_a_spec_are_found_in_one_run() -> None:
    text = (FOLDER / "twelve_at_once.yaml").read_text("utf-8")
    assert len(told(text)) == 12


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_an_error_forbids_printing_and_quotes_its_line(path: Path) -> None:
    file, files = project_of(path.read_text("utf-8"))
    result = checked(files)
    lines = files[file].replace("\u2028", " ").split("\n")
    assert (result.brief is None) == bool(result.errors)
    for problem in result.problems:
        assert problem.hint
        if problem.place.file == file:
            assert lines[problem.place.line - 1].rstrip() in problem.excerpt


def test_a_warning_alone_leaves_the_brief_printable() -> None:
    result = checked(with_change("    title: Economy", "    title: " + "Economy " * 8))
    assert [p.severity for p in result.problems] == [Severity.WARNING]
    assert result.brief is not None


def test_a_long_side_note_is_a_warning() -> None:
    files = with_change("text: Few sources are independent.", "text: " + "word " * 46)
    assert [p.severity for p in checked(files).problems] == [Severity.WARNING]


def test_an_empty_spec_is_told() -> None:
    for text in ("", "# nothing\n", "---\n"):
        assert found(minimal_project() | {SPEC: text}) == [
            f"{SPEC}:1:1: error: the spec is empty = begin it with “kind:”"
        ]


@pytest.mark.parametrize("text", ["just words\n", "- a\n- list\n", '"quoted"\n'])
def test_a_spec_that_is_no_mapping_is_told(text: str) -> None:
    (line,) = found(minimal_project() | {SPEC: text})
    assert "error: the spec is no “key: value” lines" in line


def test_an_unknown_brief_is_told_with_the_nearest_name() -> None:
    files = MemoryFiles.of(minimal_project())
    with pytest.raises(UsageProblem) as caught:
        spec_path(files, "tajikstan")
    assert caught.value.problems[0].hint == "did you mean “tajikistan”?"
    assert brief_names(files) == ("tajikistan",)
    for name in ("tajikistan", "tajikistan.yaml", "briefs/tajikistan.yaml"):
        assert spec_path(files, name) == SPEC


@pytest.mark.parametrize("name", ["../x", "a/b", "..", "", "a\\b", "a\0b"])
def test_a_name_that_is_a_path_is_no_brief(name: str) -> None:
    with pytest.raises(UsageProblem):
        spec_path(MemoryFiles.of(minimal_project()), name)


def test_a_brief_with_errors_is_not_required_in_vain() -> None:
    result = checked(with_change("country: TJ\ntitle", "country: XX\ntitle"))
    with pytest.raises(InputProblems) as caught:
        require(result)
    assert caught.value.problems == result.problems


def test_problems_stand_in_the_order_of_the_file() -> None:
    text = (FOLDER / "twelve_at_once.yaml").read_text("utf-8")
    problems = checked(project_of(text)[1]).problems
    assert [p.place for p in problems] == sorted(p.place for p in problems)


CELLS = [
    ("Tajikistan,2022,8.0", "Tajikistan,2022,high", "data/growth.csv:3:17", "a number is needed"),
    ("Tajikistan,2022,8.0", "Tajikistan,2022,1_000", "data/growth.csv:3:17", "a number is needed"),
    ("Tajikistan,2022,8.0", "Tajikistan,2022,nan", "data/growth.csv:3:17", "a number is needed"),
    ("Tajikistan,2022,8.0", "Tajikistan,20x2,8.0", "data/growth.csv:3:12", "a year is needed"),
    ("Tajikistan,2022,8.0", "Tajikistan,2022", "data/growth.csv:3:1", "2 cells, the head has 3"),
    ("Tajikistan,2022,8.0", "Tajikistan,2021,8.0", "data/growth.csv:3:1", "also on line 2"),
    ("Tajikistan,2022,8.0", '"Taji"x,2022,8.0', "data/growth.csv:3:1", "cannot be read as CSV"),
    ("Tajikistan,2022,8.0", "ვაზი,2022,8.0", "data/growth.csv:3:1", "no letters for “ვაზი”"),
    ("Tajikistan,2022,8.0", "Taji\x1bkistan,2022,8.0", "data/growth.csv:3:5", "(U+001B)"),
    ("country,year,value", "country,year,growth", "data/growth.csv:1:14", "is not described"),
    ("country,year,value", "country,year,year", "data/growth.csv:1:14", "stands twice"),
    ("country,year,value", "country,year,growth", f"{DESCRIPTOR}:8:3", "no column “value”"),
]


@pytest.mark.parametrize(("piece", "replacement", "place", "words"), CELLS)
def test_mistakes_in_data_point_at_the_cell(
    piece: str, replacement: str, place: str, words: str
) -> None:
    lines = found(with_change(piece, replacement, DATA))
    assert any(line.startswith(f"{place}: error:") and words in line for line in lines), lines


def test_a_line_break_inside_quotes_does_not_shift_the_lines_after_it() -> None:
    data = minimal_project()[DATA]
    data = data.replace("Tajikistan,2021,9.2", '"Taji\nkistan",2021,9.2').replace("8.3", "high")
    lines = found(minimal_project() | {DATA: data})
    assert any(line.startswith("data/growth.csv:5:17: error: a number") for line in lines)


def test_an_empty_cell_is_not_known_and_no_fact() -> None:
    (line,) = found(with_change("Tajikistan,2023,8.3", "Tajikistan,2023,", DATA))
    assert line.startswith(f"{SPEC}:22:5: error: the cell is empty in data/growth.csv")


def test_a_data_file_needs_its_descriptor() -> None:
    files = minimal_project()
    del files[DESCRIPTOR]
    (line,) = found(files)
    assert "data/growth.csv has no descriptor" in line
    assert "add data/growth.yaml" in line


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"country,year,value\nTaj\xe9,2021,1\n", b""])
def test_data_that_are_no_table_are_told(raw: bytes) -> None:
    assert found({**minimal_project(), DATA: raw})


def test_a_broken_library_is_told_alone() -> None:
    lines = found(minimal_project() | {LIBRARY: "sources: [\n"})
    assert [line.split(":", 1)[0] for line in lines] == [LIBRARY]


def test_one_wrong_source_does_not_hide_the_others() -> None:
    files = with_change("    type: book\n", "    type: bok\n", LIBRARY)
    files[SPEC] = changed(files[SPEC], "[@handbook, ch. 2; @report]", "[@handbook; @reprot]")
    assert [line.split(" error: ")[1].split(" = ")[0] for line in found(files)] == [
        "no source has the key “reprot”",
        "“bok” is not a type of source",
    ]


def test_a_library_of_another_brief_is_read_only_for_hints() -> None:
    files = minimal_project() | {"sources/other.yaml": "sources: [\x00"}
    assert found(files) == []


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    for path, text in minimal_project().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert check(DiskFiles(tmp_path), "tajikistan").problems == ()
    (tmp_path / LIBRARY).unlink()
    (tmp_path / LIBRARY).mkdir()
    (tmp_path / DATA).unlink()
    (tmp_path / DATA).symlink_to("/etc/hostname")
    told_of = [p.message for p in check(DiskFiles(tmp_path), "tajikistan").problems]
    assert f"there is no file {LIBRARY}" in told_of
    assert "there is no data file data/growth.csv" in told_of


def test_many_keys_that_are_none_take_no_more_than_their_number() -> None:
    def with_odd(count: int) -> dict[str, str]:
        files = minimal_project()
        odd = "".join(f"kez{number}: 1\n" for number in range(count))
        return {**files, SPEC: changed(files[SPEC], "\ngaps:\n", f"\n{odd}gaps:\n")}

    many, few = with_odd(600), with_odd(150)
    assert len(checked(many).problems) == 501  # with how many there are besides
    assert calls(lambda: checked(many)) < 5 * calls(lambda: checked(few))


def test_no_bound_of_a_model_is_dropped() -> None:
    """A plain validator after a bound takes its place, so the bound belongs into the validator."""
    dropped = [
        f"{model.__name__}.{name}"
        for model in _models(Model)
        for name, field in model.model_fields.items()
        if any(isinstance(each, PlainValidator) for each in field.metadata)
        and any(isinstance(each, (MinLen, MaxLen)) for each in field.metadata)
    ]
    assert dropped == []


def _models(base: type[Model]) -> Iterator[type[Model]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)
