"""What another program says of the PDF: nothing, as it is; the rule and the line, where it errs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import page as validator
import pydyf
import pytest
from msgspec import structs

from briefgen.building import build
from briefgen.conforming import problems_of
from briefgen.document import Document
from briefgen.errors import ExitCode
from briefgen.outputs import conformance, engine
from briefgen.outputs.engine import Layout, lay_out, write
from briefgen.outputs.job import RenderJob
from briefgen.outputs.validating import STANDARDS, findings
from briefgen.printing import Order
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from pages import built, job_of, on_disk, project, run, small, spec
from surgery import opened

LINES = spec().split("\n")


@cache
def document() -> Document:
    """The spec of the small brief."""
    return check(MemoryFiles.of(project()), "small").document


@cache
def laid_out() -> tuple[RenderJob, Layout]:
    """The small brief, laid out once a process."""
    job = job_of(project())
    return job, lay_out(job)


def line_of(text: str) -> int:
    """The line of the spec that has this text, and only this one."""
    (number,) = (n for n, line in enumerate(LINES, start=1) if text in line)
    return number


def told(pdf: bytes, places: Any) -> list[tuple[str, int, str]]:
    """Rule, line and message of each problem."""
    return [
        (match[1], problem.place.line, problem.message)
        for problem in problems_of(pdf, places, document())
        if (match := re.search(r"\(rule ([^)]+)\)$", problem.message))
    ]


# As it is -------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", STANDARDS.values())
def test_the_small_brief_keeps_both_standards(profile: str) -> None:
    report = validator.validate_pdf_bytes(
        small().pdf, profile=getattr(validator.ValidationProfile, profile)
    )
    assert [failure.rule_id for failure in report.failures] == []
    assert report.rules.total > 80


def test_a_brief_with_every_block_keeps_both_standards() -> None:
    from projects import NAME, minimal_project

    files = MemoryFiles.of(minimal_project())
    order = Order(files, read_settings(files), None, validate=True)
    (result,) = build([NAME], order, lambda name, stage: None)
    assert (result.exit_code, result.problems) == (ExitCode.DONE, ())


def test_the_file_says_what_it_is_without_being_unpacked() -> None:
    raw = small().pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in raw
    assert b'pdfaid:part="3"' in raw and b'pdfaid:conformance="A"' in raw
    first, _ = (bytes(each) for each in opened(raw).trailer.ID)
    assert first.decode() == job_of(project()).identity()[:32]


@pytest.mark.parametrize("content", [b"q Q\r", b"q Q\n", b"q Q", b"\r"])
def test_a_stream_ends_where_it_says(content: bytes) -> None:
    """A carriage return at its end was read as part of the end of the line."""
    conformance.end_streams_visibly()
    written = pydyf.Stream([content]).data
    said, body = written.removesuffix(b"endstream").split(b"stream\n", 1)
    assert re.sub(rb"(\r\n|\n)\Z", b"", body) == content
    assert f"/Length {len(content)}".encode() in said


# Twenty and more planted defects --------------------------------------------------------------

Objects = list[Any]


def roles(pdf: Any, role: str) -> list[Any]:
    """Elements of the tag tree of a role, as the engine is about to write them."""
    return [o for o in pdf.objects if isinstance(o, dict) and o.get("S") == f"/{role}"]


def of_type(pdf: Any, kind: str) -> list[Any]:
    """Dictionaries of a type."""
    return [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") == f"/{kind}"]


def changed(role: str, change: Callable[[Any], object], at: int = 0) -> Callable[[Any], object]:
    """Change one element of a role."""
    return lambda pdf: change(roles(pdf, role)[at])


def dropped(key: str) -> Callable[[Any], object]:
    return lambda each: each.pop(key)


def named(role: str) -> Callable[[Any], object]:
    return lambda each: each.update(S=f"/{role}")


def twins(pdf: Any) -> None:
    first, second, *_ = roles(pdf, "Note")
    second["ID"] = first["ID"]


def speechless(pdf: Any) -> None:
    # The link of a note on a fact of the panel, which stands in the spec at its own line.
    link = next(a for a in of_type(pdf, "Annot") if a["Contents"].string == "2")
    del link["Contents"]


def unmarked(pdf: Any) -> None:
    stream = pdf.objects[int(of_type(pdf, "Page")[0]["Contents"].split()[0])]
    at = next(i for i, each in enumerate(stream.stream) if each == b"BDC")
    stream.stream[at - 2 : at + 1] = []
    end = next(i for i in range(at - 2, len(stream.stream)) if stream.stream[i] == b"EMC")
    del stream.stream[end]


def metadata(before: bytes, after: bytes) -> Callable[[Any], None]:
    def change(pdf: Any) -> None:
        stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        stream.stream = [b"\n".join(stream.stream).replace(before, after)]

    return change


def packed(pdf: Any) -> None:
    pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = True


def in_catalogue(key: str, value: Any = None) -> Callable[[Any], None]:
    def change(pdf: Any) -> None:
        if value is None:
            del pdf.catalog[key]
        else:
            pdf.catalog[key] = value

    return change


def fontless(pdf: Any) -> None:
    of_type(pdf, "FontDescriptor")[0].pop("FontFile2")


@dataclass(frozen=True)
class Defect:
    """Something planted in the PDF, and what is to be said: a rule, and a text of the line."""

    plant: Callable[[Any], object]
    rule: str
    line: str = ""  # of the spec; empty where the brief as a whole is named
    says: str = ""
    above: int = 0  # lines from there up


FILE_DEFECTS = {
    "a drawing without words": Defect(
        changed("Figure", dropped("Alt"), 3), "FIGURE-ALTERNATIVE-TEXT", "figure: line", "an image"
    ),
    "a globe without words": Defect(
        changed("Figure", dropped("Alt"), 0), "FIGURE-ALTERNATIVE-TEXT", "key_facts:"
    ),
    "a bar without words": Defect(
        changed("Figure", dropped("Alt"), 1), "FIGURE-ALTERNATIVE-TEXT", "- id: kj-line"
    ),
    "a heading that skips a level": Defect(
        changed("H3", named("H4")), "HEADING-NESTING", "- scenarios:", "skips a level"
    ),
    "a heading of a section that skips one": Defect(
        changed("H2", named("H3"), 0), "HEADING-NESTING", "key_judgements:"
    ),
    "a note without a name": Defect(
        changed("Note", dropped("ID"), 0), "NOTE-ID", "bottom_line:", "name of its own"
    ),
    "two notes of one name": Defect(twins, "NOTE-ID-UNIQUE", "", "name of its own"),
    "a language that is none": Defect(
        changed("P", lambda p: p.update(Lang=pydyf.String("x y")), -1),
        "LANGUAGE-TAG",
        "",
        "no language tag",
    ),
    "a language of a paragraph that is none": Defect(
        lambda pdf: next(p for p in roles(pdf, "P") if len(p["K"]) == 4).update(
            Lang=pydyf.String("12-")
        ),
        "LANGUAGE-TAG",
        "The office holds",
        above=1,
    ),
    "a link that says nothing": Defect(speechless, "LINK", "capital:", "a link"),
    "a link that is tagged as text": Defect(
        changed("Link", named("Span"), 1), "LINK", "bottom_line:", "a link"
    ),
    "a row outside a table": Defect(changed("TBody", named("Div"), 0), "T", "key_facts:", "heads"),
    "a cell outside a row": Defect(changed("TR", named("Div"), 1), "T", "population:"),
    "an entry outside a list": Defect(
        changed("L", named("Div"), 0), "LI-PARENT", "- id: kj-line", "a list"
    ),
    "an entry with a text in it": Defect(
        changed("LBody", named("P"), 0), "LI-KIDS", "- id: kj-line", "a list"
    ),
    "the document in no language": Defect(
        in_catalogue("Lang"), "LANGUAGE", "", "does not say its language"
    ),
    "the document in a language that is none": Defect(
        in_catalogue("Lang", pydyf.String("eng lish")), "LANGUAGE-TAG", "", "no language tag"
    ),
    "a document without a title": Defect(
        metadata(b"dc:title", b"dc:titel"), "METADATA-TITLE", "title: Testland", "no title"
    ),
    "a title that is not shown": Defect(
        in_catalogue("ViewerPreferences"), "VIEWER-PREFERENCES", "title: Testland"
    ),
    "content that is not marked": Defect(unmarked, "CONTENT-TAGGING", "", "neither text nor"),
    "a font that is not in the file": Defect(fontless, "FONT", "", "a font is not whole"),
    "metadata that do not say PDF/UA": Defect(metadata(b"pdfuaid:part>", b"pdfuaid:x>"), "ID-"),
    "metadata that do not say PDF/A": Defect(metadata(b"pdfaid:part", b"pdfaid:x"), "PDFA3A"),
    "metadata that are packed": Defect(packed, "METADATA"),
    "a file without tags": Defect(in_catalogue("StructTreeRoot"), "STRUCT-TREE-ROOT"),
    "a file that does not say it has tags": Defect(in_catalogue("MarkInfo"), "TAGGED|MARK"),
    "colours without a profile": Defect(in_catalogue("OutputIntents"), "OUTPUT-INTENT|COLO|RGB"),
}


@pytest.mark.parametrize("name", FILE_DEFECTS)
def test_a_defect_of_the_file_is_told_with_its_rule_and_line(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    defect = FILE_DEFECTS[name]
    finish = conformance.finish

    def planted(pdf: Any) -> None:
        finish(pdf)
        defect.plant(pdf)

    monkeypatch.setattr(engine, "finish", planted)
    job, layout = laid_out()
    written = write(layout, job)
    found = told(written.pdf, written.places)
    line = line_of(defect.line) - defect.above if defect.line else 0
    assert any(
        re.search(defect.rule, rule) and defect.says in message and place == line
        for rule, place, message in found
    ), found


HTML_DEFECTS: dict[str, tuple[str, str, str, str]] = {
    "an inline drawing without a title": (
        "The office holds",
        "<svg width='5' height='5'><path d='M0 0h5v5z'/></svg>The office holds",
        "FIGURE-ALTERNATIVE-TEXT",
        "politics:",
    ),
    "a heading in a part, two levels down": (
        "<h3>As now",
        "<h5>As now",
        "HEADING-NESTING",
        "- scenarios:",
    ),
    "a language in prose that is none": (
        "The harbour has",
        "<span lang='english!'>The harbour</span> has",
        "LANGUAGE-TAG",
        "security:",
    ),
    "a head without a title": (
        "<title>Testland:",
        "<!--",
        "METADATA-TITLE",
        "title: Testland",
    ),
}


@pytest.mark.parametrize("name", HTML_DEFECTS)
def test_a_defect_of_a_template_is_told_with_its_rule_and_line(name: str) -> None:
    piece, replacement, rule, line = HTML_DEFECTS[name]
    job = job_of(project())
    assert job.html.count(piece) == 1
    html = job.html.replace(piece, replacement)
    html = html.replace("</title>", "-->", 1) if "<!--" in replacement else html
    written = write(lay_out(structs.replace(job, html=html)), job)
    found = told(written.pdf, written.places)
    block = line_of(line)
    assert any(re.search(rule, said) and block <= place <= block + 3 for said, place, _ in found), (
        found
    )


def test_a_finding_without_a_place_names_the_brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "finish", lambda pdf: None)
    job, layout = laid_out()
    written = write(layout, job)
    problems = problems_of(written.pdf, written.places, document())
    assert {str(problem.place) for problem in problems} == {"briefs/small.yaml"}
    assert all(problem.hint for problem in problems)


def test_what_is_no_pdf_is_a_finding() -> None:
    assert {finding.standard for finding in findings(b"%PDF-1.7 nothing")} == set(STANDARDS)


# The command ----------------------------------------------------------------------------------


SKIPPING = {
    "own/parts/scenarios.html": (
        "<div data-spec='{{ spec }}'>{% for card in data.cards %}<h5>{{ card.name }}</h5>"
        "<p>{{ card.text }}</p>{% endfor %}</div>"
    )
}


def test_a_build_that_passes_the_check_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path)
    done = run(folder, "build", "small", "--validate", "--json")
    assert done.returncode == 0, done.stderr
    (result,) = json.loads(done.stdout)
    assert (result["ok"], result["problems"]) == (True, [])
    assert (folder / "out/small.pdf").read_bytes() == built()


def test_without_the_validator_the_command_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefgen import cli

    monkeypatch.setitem(sys.modules, "page", None)
    monkeypatch.chdir(on_disk(project(), tmp_path))
    monkeypatch.setattr(sys, "argv", ["briefgen", "build", "small", "--validate"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == ExitCode.USAGE
    said = capsys.readouterr().err
    assert "--validate: error: the program that checks a PDF is not installed" in said
    assert "pip install 'briefgen[validate]'" in said
    assert not (tmp_path / "out").exists()


def test_the_library_validates_too(monkeypatch: pytest.MonkeyPatch) -> None:
    import briefgen

    files = project(settings='desk = "Test Desk"\ntemplates = ["own"]\n') | SKIPPING
    (result,) = briefgen.build(files, names="small", validate=True)
    assert result.exit_code is ExitCode.CONFORMANCE and result.pdf is None
    with pytest.raises(briefgen.ConformanceFailed, match="skips a level"):
        result.require()
    monkeypatch.setitem(sys.modules, "page", None)
    with pytest.raises(briefgen.UsageProblem):
        briefgen.build(files, validate=True)


def test_one_cause_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a language, the outline, each alternative and each text break a rule of their own."""
    finish = conformance.finish

    def planted(pdf: Any) -> None:
        finish(pdf)
        del pdf.catalog["Lang"]

    monkeypatch.setattr(engine, "finish", planted)
    job, layout = laid_out()
    pdf = write(layout, job).pdf
    assert len({finding.rule for finding in findings(pdf)}) > 2
    assert [problem.message.partition(" (")[0] for problem in problems_of(pdf, {}, document())] == [
        "PDF/UA-1: the document does not say its language"
    ]
