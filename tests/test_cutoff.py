"""A cut-off that moves with the data: the newest day of what a brief draws on, from files alone."""

from __future__ import annotations

import json
from datetime import date

import briefgen
from briefgen.changes.comparing import compare
from briefgen.digests import digest_of
from briefgen.evidence.bundle import bundle
from briefgen.evidence.content import content_of
from briefgen.printing import Order, prepare
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import Checked, check
from doc_examples import claimed
from projects import DATA, DESCRIPTOR, LIBRARY, NAME, SPEC, changed, minimal_project

(LATEST,) = claimed("refresh.md", "test_cutoff")
DATES = "date: 2026-11-23\ninformation_cutoff: 2026-11-23\n"


def moving(date_too: str = "") -> dict[str, str]:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], DATES, date_too + LATEST)
    return files


def fetched(files: dict[str, str], day: str) -> dict[str, str]:
    """The same, with its data fetched on a day."""
    entry = {"retrieved": day, "sha256": digest_of(files[DATA].encode()), "request": "x"}
    return {**files, "data.lock": json.dumps({"growth": entry})}


def read(files: dict[str, str], as_of: date | None = None) -> Checked:
    return check(MemoryFiles.of(files), NAME, as_of=as_of)


def cutoff(files: dict[str, str], as_of: date | None = None) -> str:
    checked = read(files, as_of)
    assert checked.brief is not None, checked.problems
    return str(checked.brief.information_cutoff)


def test_it_is_the_newest_day_of_data_and_sources() -> None:
    files = moving()
    assert cutoff(files) == "2026-11-20"
    assert cutoff(fetched(files, "2026-12-07")) == "2026-12-07"
    handbook = changed(
        files[LIBRARY], "    issued: 2024\n", "    issued: 2024\n    accessed: 2027-01-02\n"
    )
    assert cutoff({**fetched(files, "2026-12-07"), LIBRARY: handbook}) == "2027-01-02"


def test_a_source_that_is_not_cited_moves_nothing() -> None:
    files = moving()
    more = "  other:\n    type: webpage\n    title: Other\n    accessed: 2028-01-01\n"
    assert cutoff({**files, LIBRARY: files[LIBRARY] + more}) == "2026-11-20"


def test_the_page_prints_the_day_and_what_is_carried_gives_it_again() -> None:
    files = fetched(moving(), "2026-12-07")
    held = MemoryFiles.of(files)
    settings = read_settings(held)
    checked = check(held, NAME)
    edition, job = prepare(checked, Order(held, settings, None))
    assert job.html.count("7 December 2026") >= 2 and edition.created == "2026-12-07"
    carried = MemoryFiles(dict(bundle(checked, held, settings)))
    assert str(check(carried, NAME).brief.information_cutoff) == "2026-12-07"  # type: ignore[union-attr]


def test_a_day_that_moves_alone_says_nothing_new() -> None:
    contents = set()
    for day in ("2026-12-07", "2026-12-14"):
        held = MemoryFiles.of(fetched(moving(), day))
        contents.add(content_of(check(held, NAME), held, read_settings(held)))
    assert len(contents) == 1


def test_it_never_lies_after_the_day_of_looking() -> None:
    files = moving()
    files[DESCRIPTOR] = changed(files[DESCRIPTOR], "retrieved: 2026-11-20", "retrieved: 2026-12-02")
    head, *rows = files[DATA].strip().split("\n")
    files[DATA] = "\n".join([f"{head},released", *(f"{row},2026-01-01" for row in rows), ""])
    files[DESCRIPTOR] += "  released: {type: date}\nvintage: released\n"
    assert cutoff(files) == "2026-12-02"
    assert cutoff(files, date(2026, 11, 25)) == "2026-11-25"


def test_a_date_before_it_and_a_brief_without_any_day_are_told() -> None:
    checked = read(fetched(moving("date: 2026-11-23\n"), "2026-12-07"))
    assert [(each.code, each.place.line) for each in checked.errors] == [("SPC111", 7)]
    assert "which is 2026-12-07" in checked.errors[0].message
    files = moving()
    files[DESCRIPTOR] = changed(files[DESCRIPTOR], "retrieved: 2026-11-20\n", "")
    files[LIBRARY] = files[LIBRARY].replace("    accessed: 2026-11-20\n", "")
    files[LIBRARY] = "\n".join(x for x in files[LIBRARY].split("\n") if "accessed:" not in x)
    told = [each.message for each in read(files).errors if each.code == "SPC111"]
    assert told == [
        "nothing says when data were retrieved or sources read, so there is no latest day"
    ]


def test_data_that_are_fetched_are_never_after_it() -> None:
    (result,) = briefgen.check(fetched(moving(), "2026-12-07"), names=NAME)
    assert "FRS106" not in {each.code for each in result.problems}


def test_a_day_that_moves_alone_and_what_is_not_printed_are_no_changes() -> None:
    old, new = fetched(moving(), "2026-12-07"), fetched(moving(), "2026-12-14")
    new[SPEC] += 'every: week\nignore: {SRC204: "none"}\n'
    new[DESCRIPTOR] += "provider: {csv: https://data.int/x.csv}\n"
    assert compare(read(old), read(new)).listed == ()
