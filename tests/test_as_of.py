"""Briefs as of a day: what was known later is refused, each use of it at its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import briefgen
from briefgen.errors import ExitCode
from briefgen.printing import Order, prepare
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from pages import on_disk, run
from projects import DATA, DESCRIPTOR, LIBRARY, NAME, SPEC, changed, minimal_project

WRITTEN = date(2026, 11, 23)


def refused(files: Mapping[str, str], day: date) -> set[tuple[str, int, str]]:
    """What is not known on a day: the file, the line and the first words of each problem."""
    (result,) = briefgen.check(files, names=NAME, as_of=day)
    return {
        (each.place.file, each.place.line, each.message)
        for each in result.problems
        if each.code == "FRS301"
    }


def test_on_its_own_day_all_is_known() -> None:
    assert refused(minimal_project(), WRITTEN) == set()


def test_every_use_of_what_came_later_is_told_at_its_line() -> None:
    files = minimal_project()
    files[SPEC] = changed(
        files[SPEC], "information_cutoff: 2026-11-23", "information_cutoff: 2026-11-10"
    )
    found = refused(files, date(2026, 11, 15))
    lines = files[SPEC].split("\n")
    assert {message for _, _, message in found} == {
        "“report” is known only from 2026-11-20, after 2026-11-15",
        "data/growth.csv is known only from 2026-11-20, after 2026-11-15",
    }
    for file, line, message in found:
        assert file == SPEC
        assert ("report" if "report" in message else "data: growth") in lines[line - 1]
    uses = sum("report" in line for line in lines)
    assert len([each for each in found if "report" in each[2]]) == uses
    assert len([each for each in found if "growth.csv" in each[2]]) == files[SPEC].count(
        "data: growth"
    )


def test_a_brief_does_not_take_in_what_comes_after_the_day() -> None:
    ((file, line, message),) = [
        each for each in refused(minimal_project(), date(2026, 11, 22)) if "takes in" in each[2]
    ]
    assert (file, minimal_project()[SPEC].split("\n")[line - 1][:18]) == (
        SPEC,
        "information_cutoff",
    )
    assert message == "the brief takes in what was known to 2026-11-23, after 2026-11-22"


def test_a_source_counts_from_the_day_it_was_read_and_else_from_its_publication() -> None:
    files = minimal_project()
    read = changed(
        files[LIBRARY], "    issued: 2024\n", "    issued: 2024\n    accessed: 2026-12-01\n"
    )
    assert any("handbook" in each[2] for each in refused({**files, LIBRARY: read}, WRITTEN))
    month = changed(files[LIBRARY], "issued: 2024\n", "issued: 2026-11\n")
    assert refused({**files, LIBRARY: month}, WRITTEN) == set()
    later = changed(files[LIBRARY], "issued: 2024\n", "issued: 2026-12\n")
    assert any("2026-12-01" in each[2] for each in refused({**files, LIBRARY: later}, WRITTEN))


def test_a_forecast_speaks_of_later_and_is_known_before() -> None:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], "    as_of: 2024\n", "    as_of: 2030\n")
    assert refused(files, WRITTEN) == set()
    released = changed(files[SPEC], "    as_of: 2030\n", "    as_of: 2030\n    vintage: 2027-01\n")
    ((_, _, message),) = refused({**files, SPEC: released}, WRITTEN)
    assert message == "“population” is of a release of 2027-01, after 2026-11-23"


def with_vintages() -> dict[str, str]:
    files = minimal_project()
    head, *rows = files[DATA].strip().split("\n")
    dated = [f"{row},{'2026-12-01' if '2023' in row else '2024-05-01'}" for row in rows]
    files[DATA] = "\n".join([f"{head},released", *dated, ""])
    files[DESCRIPTOR] = changed(files[DESCRIPTOR], "retrieved: 2026-11-20", "retrieved: 2026-12-02")
    files[DESCRIPTOR] = f"{files[DESCRIPTOR]}  released: {{type: date}}\nvintage: released\n"
    return files


def test_rows_that_became_known_later_are_not_there() -> None:
    files = with_vintages()
    (whole,) = briefgen.check(files, names=NAME)
    assert whole.ok, whole.problems
    assert refused(files, WRITTEN) == set()  # each row has its own day
    (result,) = briefgen.check(files, names=NAME, as_of=WRITTEN)
    told = {each.message for each in result.errors}
    assert "no row of data/growth.csv has “2023” in the column “year”" in told


def test_a_chart_ends_with_what_was_known() -> None:
    files = with_vintages()
    files[SPEC] = (
        files[SPEC].replace("year: 2023}", "year: 2022}").replace("as_of: 2023", "as_of: 2022")
    )
    held = MemoryFiles.of(files)
    order = Order(held, read_settings(held), None)
    page = prepare(check(held, NAME, as_of=WRITTEN), order)[1].html
    assert "2021–2022" in page
    assert "2021–2023" in prepare(check(held, NAME), order)[1].html


def test_a_vintage_must_be_a_column_of_dates() -> None:
    files = minimal_project()
    files[DESCRIPTOR] += "vintage: year\n"
    (result,) = briefgen.check(files, names=NAME)
    (problem,) = result.errors
    assert problem.message == "“vintage” needs a column of dates, and “year” is none"
    assert problem.place.file == DESCRIPTOR


def test_the_command_refuses_and_leaves_the_old_pdf(tmp_path: Path) -> None:
    folder = on_disk(minimal_project(), tmp_path)
    (folder / "briefgen.toml").touch()
    (folder / "out").mkdir()
    (folder / "out" / f"{NAME}.pdf").write_bytes(b"old")
    told = run(folder, "build", NAME, "--as-of", "2026-11-15")
    assert told.returncode == ExitCode.PROBLEMS
    assert "error[FRS301]" in told.stderr
    assert (folder / "out" / f"{NAME}.pdf").read_bytes() == b"old"
