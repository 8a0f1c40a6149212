"""The server of the preview: who may ask, what is answered, what a session tells."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytest.importorskip("watchfiles")
pytest.importorskip("httpx2")

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.testclient import TestClient

from briefgen.digests import digest_of
from briefgen.errors import InputProblems
from briefgen.incremental import Digests
from briefgen.preview import session as sessions
from briefgen.preview.looking import look, print_pages
from briefgen.preview.serving import Desk, _scale, application
from briefgen.preview.session import Session
from briefgen.preview.values import Errand, Looked, Pages, Read
from briefgen.preview.watching import Eye, changes
from briefgen.preview.worker import Worker
from briefgen.project import DiskFiles, MemoryFiles
from briefgen.settings import read_settings
from briefgen.starting import given_for, new_files
from projects import NAME, SPEC, changed, minimal_project

TOKEN, PORT = "a-token-of-a-test", 8000
HERE = f"http://127.0.0.1:{PORT}"
TODAY = date(2026, 11, 26)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project on disk."""
    for path, text in {"briefgen.toml": "", **minimal_project()}.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def client(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Somebody on this machine, and a server without a worker."""
    monkeypatch.setattr("briefgen.preview.serving.Worker", Idle)
    desk = Desk(root, errand(root))
    with TestClient(application(desk, TOKEN, PORT), base_url=HERE) as client:
        yield client


def errand(root: Path) -> Errand:
    return Errand(NAME, DiskFiles(root), TODAY)


class Idle:
    """A worker whose answers a test gives."""

    def __init__(self) -> None:
        self.looks: list[str] = []
        self.answers: list[Looked] = []
        self.printed: list[Pages] = []

    async def look(self, errand: Errand) -> Looked:
        self.looks.append(errand.name)
        if not self.answers:
            await asyncio.sleep(60)
        return self.answers.pop(0)

    async def print_pages(self, errand: Errand, checked: str) -> Pages:
        return self.printed.pop(0)

    def stop(self) -> None:
        self.looks.append("stopped")


def test_only_who_has_the_token_is_answered(client: TestClient) -> None:
    assert client.get(f"/{TOKEN}/").status_code == 200
    assert client.get(f"/{TOKEN}/b/{NAME}/").status_code == 200
    for address in ("/", "/other/", f"/{TOKEN}x/", f"/b/{NAME}/"):
        refused = client.get(address)
        assert refused.status_code == 403
        assert "Open the one that briefgen preview printed" in refused.text


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1:1", ""])
def test_a_name_that_leads_here_from_elsewhere_is_refused(client: TestClient, host: str) -> None:
    refused = client.get(f"/{TOKEN}/", headers={"host": host})
    assert refused.status_code == 421
    assert "briefgen preview" not in refused.text


def test_another_site_gets_nothing_though_it_knew_the_token(client: TestClient) -> None:
    foreign = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get(f"/{TOKEN}/briefs.json", headers=foreign).status_code == 403
    own = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}
    assert client.get(f"/{TOKEN}/briefs.json", headers=own).json() == [NAME]


def test_nothing_may_be_written(client: TestClient) -> None:
    assert client.post(f"/{TOKEN}/").status_code == 405


@pytest.mark.parametrize(
    "address", ["/", f"/{TOKEN}/", f"/{TOKEN}/own/preview.js", f"/{TOKEN}/b/x/"]
)
def test_every_answer_has_the_policy(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_the_page_has_nothing_inline_and_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get(f"/{TOKEN}/b/{NAME}/").text
    assert "<style" not in page and " style=" not in page and " on" + "click" not in page
    assert page.count("<script") == 1 and f'src="/{TOKEN}/own/preview.js"' in page
    for file in ("preview.css", "preview.js", "source-sans-3-latin-wght-normal.woff2"):
        answer = client.get(f"/{TOKEN}/own/{file}")
        assert answer.status_code == 200
        assert b"http://" not in answer.content and b"https://" not in answer.content


@pytest.mark.parametrize(
    "address",
    [
        "own/../../briefgen.toml",
        "own/page.html",
        "b/nowhere/",
        "b/..%2fbriefgen/",
        f"b/{NAME}/1/1.png",
        f"b/{NAME}/0/1.png",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(f"/{TOKEN}/{address}").status_code in (403, 404)


def test_a_scale_that_is_none_is_refused() -> None:
    for written in (b"nan", b"wide"):
        with pytest.raises(HTTPException) as refused:
            _scale(Request({"type": "http", "query_string": b"scale=" + written}))
        assert refused.value.status_code == 400


def test_a_name_is_written_into_the_page_as_text(root: Path, client: TestClient) -> None:
    odd = 'a"onload="x'
    (root / f"briefs/{odd}.yaml").write_text("kind: x\n")
    page = client.get(f"/{TOKEN}/b/{odd}/")
    assert page.status_code == 200
    assert 'onload="x' not in page.text


# What was looked at


def test_the_eye_sees_content_and_nothing_else(root: Path) -> None:
    files = DiskFiles(root)
    eye = Eye(files)
    listing = digest_of("\0".join(files.listing("sources", ".yaml")).encode())
    eye.take(
        Read(
            {SPEC: digest_of((root / SPEC).read_bytes())},
            ("templates/x.html",),
            {"sources/*.yaml": listing},
        )
    )
    assert not eye.changed()
    (root / SPEC).touch()
    assert not eye.changed()
    (root / SPEC).write_text("kind: x\n")
    assert eye.changed()
    assert not eye.changed()  # that is what is known now
    (root / "templates").mkdir()
    assert not eye.changed()
    (root / "templates/x.html").write_text("x")
    assert eye.changed()
    (root / "sources/new.yaml").write_text("sources: {}\n")
    assert eye.changed()
    (root / SPEC).unlink()
    assert eye.changed()


def test_what_was_read_before_it_changed_counts_as_changed(root: Path) -> None:
    eye = Eye(DiskFiles(root))
    eye.take(Read({SPEC: "the digest of what it was"}))
    assert eye.changed()


def test_a_theme_of_a_package_is_looked_at_also_once_it_cannot_be_read(
    root: Path, tmp_path: Path
) -> None:
    theme, record = tmp_path / "site/theme", tmp_path / "site/RECORD"
    for path in (theme / "parts/note.html", theme / "theme.toml", record):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    eye = Eye(DiskFiles(root))
    digests = Digests()
    outside = {str(path): digests.whole(str(path)) or "" for path in (theme, record)}
    eye.take(Read(elsewhere=outside))
    assert not eye.changed()
    assert {str(theme), str(theme / "parts"), str(record.parent)} <= set(eye.folders())
    (theme / "theme.toml").write_text("y")
    assert eye.changed()
    eye.take(Read())  # nothing could be said of the theme
    assert not eye.changed()
    (theme / "parts/note.html").write_text("y")
    assert eye.changed()
    record.unlink()
    assert eye.changed()
    assert str(theme) in eye.folders()


def test_a_change_is_told_within_a_moment(root: Path) -> None:
    async def told() -> float:
        eye, stop = Eye(DiskFiles(root)), asyncio.Event()
        eye.take(Read({SPEC: digest_of((root / SPEC).read_bytes())}))
        loop = asyncio.get_running_loop()
        loop.call_later(0.5, (root / SPEC).write_text, "kind: x\n")
        start = loop.time()
        async for _ in changes(eye, stop):
            stop.set()
            return loop.time() - start - 0.5
        raise AssertionError("nothing was told")

    assert asyncio.run(asyncio.wait_for(told(), 30)) < 10


def test_a_look_says_what_is_wrong_and_what_was_read(root: Path) -> None:
    looked = look(errand(root))
    assert looked.checked
    assert looked.title == "Tajikistan"
    assert SPEC in looked.read.reads and "sources/tajikistan.yaml" in looked.read.reads
    assert looked.editor.startswith("vscode://file/")
    assert sum(claims for _, claims in looked.coverage.values()) > 3
    assert {each.key for each in looked.sources} >= {"bank", "report"}
    spec = changed(
        (root / SPEC).read_text("utf-8"),
        "likelihood: likely\n    conf",
        "likelihood: likley\n    conf",
    )
    (root / SPEC).write_text(spec, "utf-8")
    looked = look(errand(root))
    assert not looked.checked and not looked.gone
    assert any(each.place.file == SPEC and each.place.line for each in looked.problems)
    (root / SPEC).unlink()
    looked = look(errand(root))
    assert looked.gone
    assert SPEC in looked.read.absent


def test_wrong_settings_are_told_and_watched(root: Path) -> None:
    (root / "briefgen.toml").write_text("[preview]\neditor = 'vscod'\n")
    looked = look(errand(root))
    assert not looked.gone
    (problem,) = looked.problems
    assert problem.place.line == 2
    assert "did you mean “vscode”" in problem.hint
    assert "briefgen.toml" in looked.read.reads


def test_a_look_says_what_a_build_says_of_the_style(root: Path) -> None:
    (root / "briefgen.toml").write_text('[style]\nink = "#F3F3F3"\n')
    assert "STY101" in {problem.code for problem in look(errand(root)).problems}


# What is told


def good() -> Looked:
    return Looked(Read(), title="Good", checked="checked")


PAGES = Pages(Read(), pdf=b"%PDF", sizes=((595.0, 842.0),))


def told(worker: Idle, root: Path, until: str, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The events of a session until it is in this phase."""

    async def still(eye: Eye, stop: asyncio.Event) -> Any:
        for _ in worker.answers[:]:
            await asyncio.sleep(0.05)
            yield
        await stop.wait()

    monkeypatch.setattr(sessions, "changes", still)

    async def run() -> list[Any]:
        session, found = Session(errand(root), root, worker), []  # type: ignore[arg-type]
        async for event in session.events():
            kind, _, data = event.partition("\ndata: ")
            found.append((kind, json.loads(data)))
            if found[-1][1].get("phase") == until and found[-1][1]["stale"] == bool(PAGES.pdf):
                break
        await session.end()
        return found

    return asyncio.run(asyncio.wait_for(run(), 30))


def test_while_the_spec_is_broken_the_last_good_pages_stay(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Idle()
    worker.answers, worker.printed = [good(), Looked(Read())], [PAGES]
    found = told(worker, root, "broken", monkeypatch)
    assert [told["build"] for kind, told in found if kind == "event: pages"][-1] == 1
    last = found[-1][1]
    assert last["stale"] and last["title"] == "Good"


def test_a_brief_that_is_gone_keeps_its_pages(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Idle()
    worker.answers, worker.printed = [good(), Looked(Read(), gone=True)], [PAGES]
    assert told(worker, root, "gone", monkeypatch)[-1][1]["stale"]


KIND = """\
name: Port note
description: A port note
accent: "#1F4E79"
judgements: false
fields:
  port: {type: words, description: Full name of the port.}
also_called: [port]
sections:
  traffic: {about: cargo and ships}
"""


def test_a_brief_of_a_declared_kind_is_shown_by_one_process_or_two(root: Path) -> None:
    (root / "kinds").mkdir()
    (root / "kinds/port-note.yaml").write_text(KIND, "utf-8")
    files = DiskFiles(root)
    for each in new_files(files, "port-note", given_for("panj", None, ("TJ",), "2026-11-26")):
        (root / each.path).parent.mkdir(exist_ok=True)
        (root / each.path).write_text(each.text, "utf-8")
    asked = Errand("panj", files, TODAY)
    assert print_pages(asked, look(asked).checked).pdf
    assert print_pages(asked, "checked by a process that has ended").pdf


def test_what_ends_without_an_answer_is_told_and_tried_again_at_the_next_save(root: Path) -> None:
    async def run() -> None:
        worker, spec = Worker(), root / SPEC
        worker._pool = Broken()  # type: ignore[assignment]
        session = Session(errand(root), root, worker)
        session.begin()
        for times in (1, 2):
            while len(Broken.asked) < times or session.shown.phase != "broken":
                await asyncio.sleep(0.02)
            (problem,) = session.shown.problems()
            assert problem.message == "a bug of ours: KeyError: 'x'"
            spec.write_text(spec.read_text("utf-8") + "# saved again\n", "utf-8")
        await session.end()

    asyncio.run(asyncio.wait_for(run(), 60))


class Broken:
    """A pool whose process answers with what nobody expected."""

    asked: ClassVar[list[str]] = []

    def schedule(self, what: Any, args: Any, timeout: float) -> Future[Any]:
        self.asked.append(what.__name__)
        future = Future[Any]()
        future.set_exception(KeyError("x"))
        return future


def test_what_is_pressed_leads_to_its_line(root: Path) -> None:
    pages = print_pages(errand(root), look(errand(root)).checked)
    lines = pages.text.split("\n")
    assert pages.file == SPEC and pages.pdf and len(pages.sizes) > 1
    found = {each.spot.words: lines[each.line - 1] for each in pages.spots}
    assert found["Succession"].strip() == "- heading: Succession"
    assert "bottom_line: The economy grew" in found["The economy grew by 8.3% in 2023.1"]
    assert "head_of_state: Emomali" in found["Head of state Emomali Rahmon"]
    notes = [each for each in pages.spots if each.spot.note]
    assert sorted({each.spot.note for each in notes})[:7] == [1, 2, 3, 4, 5, 6, 7]
    first = next(each for each in notes if each.spot.note == 1)
    assert lines[first.line - 1].startswith("bottom_line:")
    for each in pages.spots:
        left, top, width, height = each.spot.frame
        assert 0 <= left < left + width <= 1.0001 and 0 <= top < top + height <= 1.0001
        assert 1 <= each.spot.page <= len(pages.sizes)


@pytest.mark.parametrize(
    ("editor", "taken"),
    [
        ("vscode", True),
        ("copy", True),
        ("myeditor://open?file=/{file}&line={line}", True),
        ("myeditor://open", False),
        ("javascript:alert('{file}')", False),
        ("https://example.org/{file}", False),
        ("my editor://{file}", False),
    ],
)
def test_an_editor_is_one_that_is_known_or_an_address(editor: str, taken: bool) -> None:
    files = MemoryFiles.of({"briefgen.toml": f'[preview]\neditor = "{editor}"\n'})
    if taken:
        assert read_settings(files).preview.editor == editor
    else:
        with pytest.raises(InputProblems) as caught:
            read_settings(files)
        assert caught.value.problems[0].place.line == 2


def test_a_newer_change_ends_an_older_look(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []

    class Slow(Idle):
        async def look(self, errand: Errand) -> Looked:
            if self.answers:
                return self.answers.pop(0)
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                ended.append(errand.name)
                self.answers, self.printed = [good()], [PAGES]
                raise
            raise AssertionError("it was waited for")

    async def one(eye: Eye, stop: asyncio.Event) -> Any:
        await asyncio.sleep(0.2)
        yield
        await stop.wait()

    monkeypatch.setattr(sessions, "changes", one)

    async def run() -> None:
        session = Session(errand(root), root, Slow())  # type: ignore[arg-type]
        async for event in session.events():
            if event.startswith("event: pages") and '"build": 1' in event:
                break
        await session.end()

    asyncio.run(asyncio.wait_for(run(), 30))
    assert ended == [NAME]
