"""The edition as JSON: by its schema, with the notes of the page and the words of the brief."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markupsafe import Markup

from briefgen import build
from briefgen.changes.record import Record, encoded, record_path
from briefgen.errors import ExitCode
from briefgen.outputs.document.filling import MAKERS, document_json
from briefgen.outputs.document.shape import schema_text
from briefgen.outputs.document.texts import line, paragraphs
from briefgen.project import DiskFiles, MemoryFiles
from pages import ROOT, edition_of, on_disk, project, run
from projects import NAME
from test_changes_page import SECOND, changes
from test_diff import edited
from webs import bench, shipped_names

SCHEMA = ROOT / "schemas/edition.json"


def calls(value: Any) -> list[int]:
    """The numbers of all notes called in a document."""
    if isinstance(value, list):
        return [number for each in value for number in calls(each)]
    if not isinstance(value, dict):
        return []
    own = [each["note"] for each in value["notes"]] if set(value) == {"text", "notes"} else []
    return own + [number for each in value.values() for number in calls(each)]


def small() -> Any:
    """The document of the small project."""
    (made,) = document_json(bench(MemoryFiles.of(project())))
    return json.loads(made.content)


def test_the_schema_is_that_of_the_models() -> None:
    assert SCHEMA.read_text("utf-8") == schema_text(), "run: briefgen schema --all"
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_briefs_keep_to_the_schema_and_lose_no_note(name: str) -> None:
    ready = bench(DiskFiles(ROOT), name)
    (made,) = document_json(ready)
    document = json.loads(made.content)
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    marks = {note["number"]: note["marks"] for note in document["notes"]}
    assert marks == {note.number: note.marks for note in ready.edition.notes}
    found = calls({key: value for key, value in document.items() if key != "notes"})
    assert sorted(found) == sorted(n for n, times in marks.items() for _ in range(times))


def test_every_block_of_a_page_has_a_place() -> None:
    parts = {path.stem for path in (ROOT / "templates/parts").glob("*.html")}
    grouping = {"lead", "pair", "shown", "flow"}
    of_the_frame = {
        "about",
        "caption",
        "changes",
        "colophon",
        "contents",
        "key_judgements",
        "panel",
        "range",
        "sources",
        "title",
    }
    assert parts - grouping - of_the_frame == set(MAKERS)


def since(*edits: tuple[str, str]) -> Any:
    """The document of a brief that is printed with what changed since edition 1."""
    files = edited(*edits)
    record = encoded(Record(changes(files))).decode()
    told = {"briefgen.toml": "", **files, record_path(NAME): record}
    (made,) = document_json(bench(MemoryFiles.of(told), NAME))
    document = json.loads(made.content)
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    return document


def test_changes_since_the_last_edition_are_told_as_the_page_and_the_list_tell_them() -> None:
    told = since(*SECOND)["changes"]
    assert (told["title"], told["since"]) == ("What changed since edition 1", 1)
    labels = [line["label"]["text"] for line in told["lines"]]
    assert labels == ["Judgement 1", "Numbers", "Sections"]
    listed = {(each["about"], each["what"]): each for each in told["changes"]}
    raised = listed["judgement", "raised"]
    assert (raised["old"], raised["new"]) == ("likely", "very likely")
    assert raised["reason"].startswith("rains came.")
    assert ["+", "still"] in [[sign, w.strip()] for sign, w in listed["text", "rewritten"]["marks"]]


def test_a_reason_of_a_change_calls_a_note_of_the_document() -> None:
    document = since(*SECOND)
    (call,) = document["changes"]["lines"][0]["value"]["notes"]
    notes = {note["number"]: note["marks"] for note in document["notes"]}
    found = calls({key: value for key, value in document.items() if key != "notes"})
    assert found.count(call["note"]) == notes[call["note"]]


def test_an_edition_of_which_no_words_changed_has_a_list_and_no_lines() -> None:
    told = since(("date: 2026-11-23\ninf", "date: 2026-11-24\ninf"))["changes"]
    assert (told["title"], told["lines"]) == ("", [])
    assert [each["about"] for each in told["changes"]] == ["brief"]
    assert small()["changes"] is None


def test_data_are_the_bytes_attached_to_the_pdf() -> None:
    (attached,) = edition_of(project()).attachments
    (data,) = small()["data"]
    assert data["csv"].encode() == attached.content
    assert data["of"] == "Figure\u00a01"
    figures = [b for s in small()["sections"] for b in s["blocks"] if b["block"] == "figure"]
    assert [figure["data"] for figure in figures] == [[attached.name]]


def test_texts_are_plain_and_say_where_notes_are_called() -> None:
    marked = Markup(
        'A <b>bold</b> word.<i data-call="3"></i> And &amp; so on.<i data-call="4"></i>'
    )
    text = line(marked)
    assert text.text == "A bold word. And & so on."
    assert [(call.at, call.note) for call in text.notes] == [(12, 3), (25, 4)]
    assert [each.text for each in paragraphs(Markup("<p>One</p><ul><li>two</li></ul>"))] == [
        "One",
        "two",
    ]
    assert line("<b>as written</b>").text == "<b>as written</b>"


def test_a_drawing_in_a_text_stands_for_its_words() -> None:
    assert line(Markup("<svg><title>Proposed</title><text>x</text></svg>")).text == "Proposed"


def test_the_command_writes_it(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path)
    done = run(folder, "build", "small", "--to", "json")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert json.loads((folder / "out/small.json").read_text("utf-8")) == small()


def test_pages_become_pictures(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path)
    (folder / "out").mkdir()
    (folder / "out/small-9.png").write_bytes(b"old")
    done = run(folder, "build", "small", "--to", "png", "--scale", "0.5")
    assert done.returncode == ExitCode.DONE, done.stderr
    names = sorted(path.name for path in (folder / "out").iterdir())
    assert names == ["small-1.png", "small-2.png", "small-3.png"]
    head = (folder / "out/small-1.png").read_bytes()[:24]
    width, height = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    assert (width, height) == (298, 421)


def test_outputs_may_be_named_in_a_row(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path)
    done = run(folder, "build", "small", "--to", "json, html", "--to", "json")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "small.data",
        "small.html",
        "small.json",
    ]


def test_pictures_of_several_pages_do_not_go_to_standard_output(tmp_path: Path) -> None:
    done = run(on_disk(project(), tmp_path), "build", "small", "--to", "png", "-o", "-")
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert "several files" in done.stderr


def test_a_brief_in_two_forms_is_checked_once() -> None:
    said: list[str] = []
    (result,) = build(project(), to=["pdf", "json"], progress=lambda _, stage: said.append(stage))
    assert result.pdf and len(result.outputs) == 2
    assert said == ["checking", "setting pages", "making the edition as JSON"]
