"""A year of weekly runs by a hand-set clock: editions, changes and reports come out as told."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from briefgen.errors import ExitCode
from projects import DATA, NAME, SPEC, changed, minimal_project
from provider_server import sent, serving
from regenerations import due, numbers, only, project, set_no_pages

FIRST = date(2027, 1, 4)  # a Monday
OLD = minimal_project()[DATA]
NEW = changed(OLD, "Tajikistan,2023,8.3", "Tajikistan,2023,8.4")
NEWER = changed(OLD, "Tajikistan,2023,8.3", "Tajikistan,2023,8.5")
CHANGES = {8: NEW, 20: NEWER}  # week, data
NONSENSE, ASLEEP, EDITED, DEAD = 12, range(26, 31), 35, range(40, 44)


def test_a_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_no_pages(monkeypatch)
    told: dict[int, tuple[str, int, int]] = {}
    with serving() as provider:
        folder, data = project(tmp_path, provider), OLD
        for week in range(52):
            data = CHANGES.get(week, data)
            answer = sent("<html>sign in</html>", "text/html") if week == NONSENSE else sent(data)
            provider.at("/growth.csv", sent(b"", status=503) if week in DEAD else answer)
            if week == EDITED:
                spec = (folder / SPEC).read_text("utf-8")
                text = changed(spec, "subtitle: A small project", "subtitle: A brief")
                (folder / SPEC).write_text(text, "utf-8")
            if week in ASLEEP:
                continue
            report = due(folder, f"{FIRST + timedelta(weeks=week)}T06:00")
            brief = only(report)
            told[week] = (str(brief.outcome), brief.edition, int(report.exit_code))
            if week in CHANGES:
                assert brief.changes is not None and len(brief.changes) > 0
            if week == ASLEEP.stop:
                assert brief.why == f"due since {FIRST + timedelta(weeks=26)} 06:00 UTC"
    published = {week: said[1] for week, said in told.items() if said[0] == "published"}
    assert published == {0: 1, 8: 2, 20: 3, EDITED: 4}
    stale = {week for week, said in told.items() if said[2] == ExitCode.STALE}
    assert stale == {NONSENSE, *DEAD}
    assert {said[0] for said in told.values()} == {"published", "unchanged"}
    assert numbers(folder, NAME) == [1, 2, 3, 4]
    assert len(list((folder / "runs").glob("2*.json"))) == 52 - len(ASLEEP)
