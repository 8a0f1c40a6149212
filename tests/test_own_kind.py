"""Adding a kind: one file and one line of the table, and everything that walks kinds knows it."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import page
import pytest

import port_note
from briefgen.building import build
from briefgen.cli.completing import kinds
from briefgen.edition.compose import compose
from briefgen.errors import ExitCode
from briefgen.kinds import KINDS, shipped_kinds
from briefgen.model.blocks import Blocks, block_fields
from briefgen.model.brief import Brief
from briefgen.model.kind import Accent
from briefgen.printing import Order, prepare, set_pages
from briefgen.project import MemoryFiles
from briefgen.schema import schema_names, schema_text
from briefgen.settings import Settings, read_settings
from briefgen.starting import given_for, new_files
from briefgen.validation import check
from doc_examples import claimed
from projects import DATA, DESCRIPTOR, LIBRARY, changed, found, minimal_project

ROOT = Path(__file__).resolve().parents[1]
NAME = "panj"
SPEC = f"briefs/{NAME}.yaml"


@pytest.fixture(autouse=True)
def _in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one line that a kind adds to a file of the others."""
    monkeypatch.setitem(cast(dict[str, type[Brief]], KINDS), "port-note", port_note.PortNote)


def project(piece: str = "", replacement: str = "", **templates: str) -> dict[str, str]:
    """A project with a brief of the kind, one piece of it replaced."""
    files = minimal_project()
    kept = {path: files[path] for path in ("briefgen.toml", LIBRARY, DATA, DESCRIPTOR)}
    spec = changed(port_note.SPEC, piece, replacement) if piece else port_note.SPEC
    return {**kept, SPEC: spec, **templates}


def order(files: dict[str, str], folder: Path = Path("out")) -> Order:
    memory = MemoryFiles.of(files)
    return Order(memory, read_settings(memory), lambda name: folder / f"{name}.pdf")


def html_of(files: dict[str, str]) -> str:
    ordered = order(files)
    return prepare(check(ordered.files, NAME), ordered)[1].html


def said(piece: str, replacement: str) -> list[str]:
    return found(project(piece, replacement), NAME)


def test_its_brief_is_right() -> None:
    assert found(project(), NAME) == []


@pytest.mark.parametrize(
    ("piece", "replacement", "words"),
    [
        (
            "kind: port-note",
            "kind: port-not",
            "there is no kind of brief “port-not” = did you mean “port-note”?",
        ),
        ("  traffic:\n", "  trafic:\n", "a port note needs a section “traffic”"),
        ("figure: map", "figure: timeline", "the section “traffic” needs a figure “map”"),
        ("- indicators: What", "- heading: What", "needs a block “indicators”"),
        ("locode: TJPPY", "locode: tj", "“tj” is no code of UN/LOCODE"),
        ("berths: Two", "berth: Two", "did you mean “berths”?"),
        ("port: River Port of Panji Poyon\n", "", "“port” is missing"),
        ("handbook, p. 9", "handbok", "no source has the key “handbok”"),
        ("data: growth", "data: grwth", "there is no data file data/grwth.csv"),
        ("id: fig-growth", "id: kj-one", "the id “kj-one” is used twice"),
        ("category: year", "category: yeer", "has no column “yeer”"),
        ("#fig-growth", "#fig-growht", "did you mean “fig-growth”?"),
        ("[May, ", "[", "this row has 1 cell, the table has 2 columns"),
    ],
)
def test_mistakes_in_it_are_told(piece: str, replacement: str, words: str) -> None:
    assert any(words in each for each in said(piece, replacement))


def test_a_rating_that_may_be_left_out_is_missed_where_it_is_set_out() -> None:
    rating = port_note.SPEC[port_note.SPEC.index("rating:\n") : port_note.SPEC.index("key_judg")]
    assert any("there is no rating to set out" in each for each in said(rating, ""))


def test_its_pages_are_proven_and_accessible() -> None:
    ordered = order(project())
    _, rendered = set_pages(check(ordered.files, NAME), ordered)
    assert (rendered.unproven, rendered.problems) == ((), ())
    assert page.validate_pdf_bytes(
        rendered.pdf, profile=page.ValidationProfile.PDF_UA_1
    ).is_compliant


def test_it_is_built(tmp_path: Path) -> None:
    (result,) = build([NAME], order(project(), tmp_path), lambda name, stage: None)
    assert (result.exit_code, result.problems) == (ExitCode.DONE, ())
    assert result.figures == 2


def test_its_colours_are_on_the_page_and_in_its_drawings() -> None:
    ordered = order(project())
    job = prepare(check(ordered.files, NAME), ordered)[1]
    accent = port_note.PortNote.accent
    assert f"--accent:{accent.strong}".encode() in job.resources["brief:accent.css"]
    assert 'class="kind-port-note ' in job.html
    assert {f'fill="{accent.strong}"', f'fill="{accent.mid}"'} <= set(
        re.findall(r'fill="#\w{6}"', job.html)
    )


def test_its_first_page_has_what_it_declares() -> None:
    html = html_of(project())
    assert "River Port of Panji Poyon, TJPPY, Old Ferry" in html
    places = [
        html.index(words)
        for words in ('class="bottom-line', "Traffic follows", "Figure\u00a01", "rating-strip")
    ]
    assert places == sorted(places)
    assert places[-1] < html.index('class="panel facts"') < html.index(">State Railways")


def test_texts_of_the_opening_are_noted_in_the_order_of_the_page() -> None:
    files = MemoryFiles.of(project())
    edition = compose(check(files, NAME), Settings())
    assert [record.path[0] for record in edition.notes][:5] == [
        "bottom_line", "snapshot", "snapshot", "snapshot", "key_facts",
    ]  # fmt: skip
    assert [record.number for record in edition.notes] == list(range(1, len(edition.notes) + 1))


def test_nothing_of_the_opening_is_wider_than_its_column() -> None:
    html = html_of(project())
    opening = html.split('class="opening-main"', 1)[1].split('class="panel', 1)[0]
    assert "width-full" not in opening
    assert "width-main" in opening


def test_a_heading_of_the_opening_skips_no_level() -> None:
    html = html_of(project("  - note: A limit", "  - heading: A limit\n  - note: A limit"))
    before, _, after = html.partition('<h2 class="minor" data-spec="snapshot/')
    assert after
    assert "<h3" not in before
    assert '<h2 class="minor"' not in after


def test_it_needs_no_template_and_may_have_one() -> None:
    own = '{% extends "brief.html" %}{% block masthead %}Port{% endblock %}'
    files = {
        **project(),
        "house/kinds/port-note.html": own,
        "briefgen.toml": 'templates = ["house"]\n',
    }
    assert ">A port on the Panj</h1>" in html_of(project())
    assert "<h1>" not in html_of(files)


def test_the_reference_tells_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    text: str = importlib.import_module("reference").page()
    section = text.split("### Kind `port-note`", 1)[1].split("\n### Kind", 1)[0]
    for name in port_note.PortNote.model_fields.keys() - Brief.model_fields.keys():
        assert f"| `{name}` |" in section
    assert "`traffic` (cargo and ships, with a map)" in section
    assert "### Port facts" in text


def test_editors_are_told_of_it() -> None:
    assert "port-note" in schema_names()
    schema = json.loads(schema_text("port-note"))
    assert port_note.PortNote.model_fields.keys() <= schema["properties"].keys()
    assert schema["properties"]["locode"]["examples"] == ["TJDYU"]
    assert schema["else"]["properties"]["sections"]["required"] == ["traffic", "outlook"]


def test_a_new_brief_of_it_is_right_at_once() -> None:
    made = new_files(MemoryFiles(), "port-note", given_for("panj", None, ["TJ"], "2026-11-23"))
    files = {each.path: each.text for each in made}
    assert "locode: TJDYU" in files[SPEC]
    assert check(MemoryFiles.of(files), NAME).problems == ()
    assert '<table class="data">' in html_of(files)


def test_the_shell_completes_it() -> None:
    assert kinds("port") == ["port-note"]


def test_fields_that_hold_blocks_are_found() -> None:
    class Both(Brief):
        one: Blocks = ()
        other: Blocks | None = None
        third: str = ""

    assert block_fields(Both) == ("one", "other")
    assert block_fields(Brief) == ()


@pytest.mark.parametrize("colour", ["red", "#FFF", "#0B5A66;}", "#0B5A6G", ""])
def test_an_accent_is_three_colours_and_nothing_else(colour: str) -> None:
    with pytest.raises(ValueError, match="is no colour"):
        Accent(colour, "#7FA9AF", "#E2EDEE")


def test_the_example_of_the_documentation_is_such_a_kind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, line = claimed("architecture.md", "test_own_kind")
    (tmp_path / "documented_kind.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    documented = importlib.import_module("documented_kind")
    ((name, kind),) = eval("{" + line + "}", vars(documented)).items()
    monkeypatch.setitem(cast(dict[str, type[Brief]], KINDS), name, kind)
    files = project("locode: TJPPY\n", "")
    for key in ("other_names", "rating"):
        files[SPEC] = re.sub(rf"^{key}:.*\n(?: .*\n)*", "", files[SPEC], flags=re.M)
    files[SPEC] = changed(files[SPEC], "      - rating: What threatens it\n", "")
    assert found(files, NAME) == []
    assert "Traffic follows the harvest" in html_of(files)


def test_the_documentation_names_all_that_a_kind_declares() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8").split("## Adding a kind", 1)[1]
    told = set(re.findall(r"^\| `(\w+)(?:\(\))?` \|", text.split("\n## ", 1)[0], re.M))
    own = {name for name in vars(Brief) if not name.startswith(("_", "model_"))}
    assert told == own - Brief.model_fields.keys()


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(w * s for w, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", [*shipped_kinds(), "port-note"])
def test_accents_can_be_read_and_are_close_in_lightness(name: str) -> None:
    accent = shipped_kinds()[name].accent
    assert contrast(accent.strong, "#FFFFFF") >= 7
    assert contrast(accent.strong, accent.tint) >= 4.5
    assert contrast(accent.mid, accent.strong) >= 2.5  # side by side in a drawing
    assert contrast(accent.mid, "#FFFFFF") >= 2.2
    greys = [contrast(kind.accent.strong, "#FFFFFF") for kind in shipped_kinds().values()]
    assert max(greys) / min(greys) < 1.5


# No file outside briefgen/kinds knows one kind from another -----------------------------


def strangers() -> Iterator[tuple[Path, str]]:
    """Every file that makes briefs and is no kind's own."""
    folders = ("src/briefgen", "templates", "tools")
    for path in (each for folder in folders for each in sorted((ROOT / folder).rglob("*"))):
        own = path.is_relative_to(ROOT / "src/briefgen/kinds")
        if path.suffix in (".py", ".html", ".css") and not own:
            yield path, path.read_text("utf-8").casefold()


def words_for(name: str, kind: type[Brief]) -> set[str]:
    """The words that stand for a kind or its colours."""
    accent, module = kind.accent, kind.__module__.rpartition(".")[2]
    words = (name, module, kind.__name__, kind.kind_name, accent.strong, accent.mid, accent.tint)
    return {word.casefold() for word in words}


@pytest.mark.parametrize("name", sorted(shipped_kinds()))
def test_no_file_but_its_own_names_a_kind_or_its_colours(name: str) -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), word)
        for path, text in strangers()
        for word in words_for(name, shipped_kinds()[name])
        if word in text
    }
    assert found == set()


def test_a_kind_is_named_once_in_the_table() -> None:
    table = (ROOT / "src/briefgen/kinds/table.py").read_text("utf-8")
    for name, kind in KINDS.items():
        if kind.__module__.startswith("briefgen."):
            assert table.count(f'"{name}": {kind.__name__},') == 1
