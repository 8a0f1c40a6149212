"""Sources looked at again, against a real server: what is noted, what is told, what stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import briefgen
from briefgen.errors import ExitCode
from briefgen.printing import Order, prepare
from briefgen.project import DiskFiles
from briefgen.refreshed import Fate, RefreshResult
from briefgen.refreshing.page_text import words_of
from briefgen.settings import read_settings
from briefgen.validation import check
from effort import calls, ending
from pages import SRC, on_disk
from projects import LIBRARY, NAME, SPEC, changed, minimal_project
from provider_server import Provider, Reply, moved, sent, serving

READ, LATER, LATEST = date(2026, 11, 20), date(2026, 12, 1), date(2026, 12, 8)
PAGE = "<html><head><title>{t}</title></head><body><nav>{t}</nav><p>Growth was 8.3%.{more}</p>"
LOCK = "sources.lock"


def page(more: str = "", t: str = "a", tag: str = "", modified: str = "") -> Reply:
    body = PAGE.format(t=t, more=more)
    return sent(body, "text/html; charset=utf-8", ETag=tag, Last_Modified=modified)


def project(folder: Path, provider: Provider, looked: str) -> Path:
    """The small project, whose report names a provider."""
    files = minimal_project()
    before = "    url: https://trade-desk.int/partners\n    accessed: 2026-11-20\n"
    lines = (
        f"    accessed: {READ}\n    url: http://127.0.0.1:{provider.port}/report\n"
        f"    provider: {looked}\n"
        "    freshness: {warn_after: 1 month}\n"
    )
    files[LIBRARY] = changed(files[LIBRARY], before, lines)
    files["briefgen.toml"] = (
        '[refresh]\nhosts = ["localhost", "127.0.0.1"]\nprivate = ["127.0.0.0/8", "::1"]\n'
        f'timeout = 2\nretries = 0\nworld_bank = "{provider.base}/v2"\n'
        f'[refresh.commands]\nmeta = [{json.dumps(sys.executable)}, "-c", '
        '"print(\'{\\"meta\\": {\\"updated\\": \\"2026-12-01T10:00:00Z\\"}}\')"]\n'
    )
    return on_disk(files, folder)


def looked(folder: Path, day: date, *, dry_run: bool = False) -> RefreshResult:
    library = (folder / LIBRARY).read_bytes()
    (result,) = briefgen.refresh(folder, day=day, names="report", dry_run=dry_run)
    assert (folder / LIBRARY).read_bytes() == library  # what was written stays
    return result


def codes(folder: Path, as_of: date | None = None) -> list[str]:
    (result,) = briefgen.check(folder, names=NAME, as_of=as_of)
    return [each.code for each in result.problems if each.code in ("FRS108", "FRS109", "FRS110")]


def html(folder: Path, as_of: date | None = None) -> str:
    files = DiskFiles(folder)
    order = Order(files, read_settings(files), None)
    return prepare(check(files, NAME, as_of=as_of), order)[1].html


def test_a_page_that_changed_since_it_was_read_is_told(tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url}")
        provider.at("/report", page(), page(t="another menu"), page(more=" Revised."))
        assert (looked(folder, READ).fate, codes(folder)) == (Fate.UNCHANGED, [])
        assert (looked(folder, LATER).fate, codes(folder)) == (Fate.UNCHANGED, [])
        same = html(folder)
        result = looked(folder, LATEST)
    assert (result.fate, result.said) == (Fate.CHANGED, "says something else since 2026-12-08")
    assert codes(folder) == ["FRS108"]
    assert codes(folder, LATER) == [] and html(folder, LATER) != html(folder, LATEST)
    told = "Says something else since it was read, as seen on 8 December 2026."
    assert told not in same and told in html(folder)
    (fresh,) = briefgen.freshness(folder, names=NAME, as_of=LATEST)
    assert [(each.name, each.counted, each.since) for each in fresh.stale] == [
        ("report", "changed", "2026-12-08")
    ]
    assert fresh.exit_code is ExitCode.STALE
    text = (folder / LIBRARY).read_text("utf-8")
    (folder / LIBRARY).write_text(text.replace(f"accessed: {READ}", f"accessed: {LATEST}"), "utf-8")
    assert codes(folder) == []  # somebody has read it since


def test_a_page_that_is_as_it_was_keeps_its_source_fresh(tmp_path: Path) -> None:
    late = date(2027, 3, 1)
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url}")
        provider.at("/report", page(tag='"1"'), sent(b"", status=304))
        looked(folder, READ)
        (before,) = briefgen.freshness(folder, names=NAME, as_of=late)
        looked(folder, late)
        (after,) = briefgen.freshness(folder, names=NAME, as_of=late)
        assert provider.asked[1][1]["if-none-match"] == '"1"'
    assert "report" in {each.name for each in before.stale}
    (ageing,) = [each for each in after.ageing if each.name == "report"]
    assert (ageing.counted, ageing.since, ageing.state) == (
        "found unchanged",
        "2027-03-01",
        "fresh",
    )


def test_words_that_count_may_be_named(tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url, says: growth  was 8.3%}")
        provider.at("/report", page(), page(more=" All else is new."), page())
        assert [looked(folder, day).said for day in (READ, LATER)] == ["", ""]
        provider.at("/report", sent("<p>Growth was 8.5%.</p>", "text/html"))
        assert looked(folder, LATEST).said == "says something else since 2026-12-08"
        provider.at("/report", sent(b"%PDF-", "application/pdf"))
        assert "no text to look for words in" in looked(folder, LATEST).problems[0].message
        provider.at("/report", page())
        assert looked(folder, LATEST).said == "" and codes(folder) == []


@pytest.mark.parametrize(("status", "told"), [(404, True), (410, True), (503, False)])
def test_a_source_that_is_gone_is_told_and_one_that_may_answer_tomorrow_is_waited_for(
    status: int, told: bool, tmp_path: Path
) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url}")
        provider.at("/report", page(), sent(b"", status=status))
        looked(folder, READ)
        result = looked(folder, LATER)
        assert result.fate is Fate.FAILED and f"answered {status}" in result.problems[0].message
        assert result.problems[0].place.file == LIBRARY
        assert codes(folder) == (["FRS109"] if told else [])
        assert ("Not there any more, as seen on 1 December 2026." in html(folder)) is told
        looked(folder, LATEST)
        assert codes(folder) == ["FRS109"]  # a week without an answer
        provider.at("/report", page())
        assert (looked(folder, LATEST).fate, codes(folder)) == (Fate.UNCHANGED, [])


@pytest.mark.parametrize(
    ("looks", "answer", "said"),
    [
        ("{json: BASE/x, fields: {issued: meta.0.at}}", '{"meta": [{"at": "2026-12"}]}', "2026-12"),
        ("{csv: BASE/x, fields: {issued: Day}}", "No,Day\n3,2026-12-01\n", "2026-12-01"),
        ("{command: meta, fields: {issued: meta.updated}}", "", "2026-12-01"),
        (
            "{world-bank: NY.GDP.MKTP.CD}",
            '[{"page": 1, "lastupdated": "2026-12-01"}, []]',
            "2026-12-01",
        ),
    ],
)
def test_a_newer_issue_is_told(looks: str, answer: str, said: str, tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, looks.replace("BASE", provider.base))
        provider.at("/x", sent(answer))
        provider.at("/v2/country/all/indicator/NY.GDP.MKTP.CD", sent(answer))
        assert looked(folder, LATER).problems == ()
    assert codes(folder) == ["FRS110"]
    (result,) = briefgen.check(folder, names=NAME)
    assert f"issued is “{said}” there" in "".join(each.message for each in result.problems)


def test_where_nobody_was_asked_nothing_is_noted(tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url}")
        provider.at("/report", page(), page(), moved("http://elsewhere.example/"))
        looked(folder, READ, dry_run=True)
        assert not (folder / LOCK).exists()
        looked(folder, READ)
        before = (folder / LOCK).read_bytes()
        assert "is not listed" in looked(folder, LATER).problems[0].message
    assert (folder / LOCK).read_bytes() == before


def test_what_was_seen_travels_and_makes_no_edition(tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url}")
        provider.at("/report", page(), page(more=" Revised."))
        looked(folder, READ)
        checked = check(DiskFiles(folder), NAME)
        settings = read_settings(DiskFiles(folder))
        first = prepare(checked, Order(DiskFiles(folder), settings, None))[1]
        looked(folder, LATER)
    second = prepare(check(DiskFiles(folder), NAME), Order(DiskFiles(folder), settings, None))[1]
    manifests = [
        json.loads(next(a.content for a in job.attachments if a.name == "edition.json"))
        for job in (first, second)
    ]
    assert manifests[0]["content"] == manifests[1]["content"]
    (carried,) = [a.content for a in second.attachments if a.name == f"evidence_{LOCK}"]
    assert json.loads(carried) == {
        LIBRARY: {"report": {"looked": "2026-12-01", "changed": "2026-12-01"}}
    }


def test_the_page_itself_may_say_that_it_changed_since_it_was_read(tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url}")
        provider.at("/report", page(modified="Wed, 25 Nov 2026 08:00:00 GMT"))
        assert looked(folder, LATEST).said == "says something else since 2026-11-25"


def test_letters_of_other_alphabets_are_read_and_what_is_around_is_not() -> None:
    russian = '<meta charset="windows-1251"><p>Рост</p><script>x</script>'.encode("cp1251")
    assert words_of(russian, "text/html", "") == "Рост"
    assert words_of("<p>Рост</p>".encode("cp1251"), "text/html", "windows-1251") == "Рост"
    whole = b"<!-- a > b --><P>5 < 6 &amp; 7</p><SCRIPT>if (a<b) x</Script><footer>f</footer>!"
    assert words_of(whole, "text/html", "") == "5 < 6 & 7 !"
    assert words_of(b"<nav>only a menu", "text/html", "no such set") == "only a menu"


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        ("{", "cannot be read as JSON"),
        ('{"a": {"b": {"looked": "soon"}}}', "the entry a.b.looked"),
        ('{"a": {"b": {"told": {"issued": "soon"}}}}', "the entry a.b.told"),
    ],
)
def test_a_lock_file_that_is_none_is_told(lock: str, said: str, tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url}")
    (folder / LOCK).write_text(lock, "utf-8")
    with pytest.raises(briefgen.InputProblems) as caught:
        check(DiskFiles(folder), NAME)
    assert said in caught.value.problems[0].message


def test_of_two_that_look_at_once_none_loses_what_the_other_saw(tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url}")
        text = (folder / LIBRARY).read_text("utf-8")
        entry = text.partition("  report:\n")[2].partition("  speech:\n")[0]
        names = [f"page-{number}" for number in range(8)]
        more = "".join(f"  {name}:\n{entry}" for name in names)
        (folder / LIBRARY).write_text(text + more, "utf-8")
        provider.at("/report", page())
        program = (
            "import sys, datetime, briefgen; briefgen.refresh("
            "sys.argv[1], names=sys.argv[2:], day=datetime.date(2026, 12, 1))"
        )
        halves = (names[:4], names[4:])
        command = [sys.executable, "-c", program, str(folder)]
        env = {"PYTHONPATH": str(SRC), **os.environ}
        started = [subprocess.Popen([*command, *half], env=env) for half in halves]
        assert [each.wait(60) for each in started] == [0, 0]
    assert set(json.loads((folder / LOCK).read_text("utf-8"))[LIBRARY]) == set(names)


@pytest.mark.parametrize("piece", ["<", "<!--", "<a ", "&", "<nav>", "<script></", "<?"])
def test_a_page_that_is_made_to_harm_takes_no_more_than_its_length(piece: str) -> None:
    def taken(times: int) -> int:
        page = (piece * (times * 20_000 // len(piece))).encode()
        return calls(lambda: words_of(page, "text/html", ""))

    with ending():
        assert taken(16) < 20 * taken(1)  # the square would be 256 times as much


def test_a_source_of_the_brief_itself_is_looked_at_as_well(tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider, "{page: url}")
        own = (
            "sources:\n  own:\n    type: webpage\n    title: Own\n    accessed: 2026-11-20\n"
            f"    url: http://127.0.0.1:{provider.port}/own\n    provider: {{page: url}}\n"
        )
        spec = (folder / SPEC).read_text("utf-8")
        (folder / SPEC).write_text(spec + own, "utf-8")
        provider.at("/report", page())
        provider.at("/own", sent(b"", status=410))
        results = briefgen.refresh(folder, day=LATER)
    assert {(each.name, each.source, each.fate) for each in results} == {
        ("report", LIBRARY, Fate.UNCHANGED),
        ("own", SPEC, Fate.FAILED),
    }
    assert json.loads((folder / LOCK).read_text("utf-8"))[SPEC]["own"]["gone"] == "true"
