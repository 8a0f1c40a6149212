"""A real YAML language server reads the schemas: it completes, explains and underlines.

It comes by tools/language-server, which needs npm; without it these tests are skipped.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

from briefgen.kinds import shipped_kinds
from briefgen.project import DiskFiles, MemoryFiles, brief_names
from briefgen.schema import mode_line
from briefgen.starting import given_for, new_files
from briefgen.yardstick import ICD203, PHIA
from editors import faults, typed
from language_server import CURSOR, Server, running
from pages import ROOT

FETCHED = ROOT / "build/language-server/node_modules/.bin/yaml-language-server"
FOUND = str(FETCHED) if FETCHED.exists() else shutil.which("yaml-language-server")
with_server = pytest.mark.skipif(
    FOUND is None or shutil.which("node") is None,
    reason="there is no yaml-language-server here; with npm, sh tools/language-server fetches it",
)
pytestmark = with_server

KIND = "country-profile"
HEAD = f"{mode_line(KIND)}\nkind: {KIND}\n"
JUDGEMENT = "key_judgements:\n  - id: kj-one\n    "
BLOCK = "sections:\n  politics:\n    title: Politics\n    blocks:\n      - "
FILE = "briefs/draft.yaml"


@pytest.fixture(scope="module")
def editor() -> Iterator[Server]:
    assert FOUND
    with running([FOUND, "--stdio"], ROOT) as server:
        yield server


def documentation(item: dict[str, object]) -> str:
    said = item["documentation"]
    return str(said["value"]) if isinstance(said, dict) else str(said)


# Completing ----------------------------------------------------------------------------------


def test_keys_are_offered_with_what_they_are_for(editor: Server) -> None:
    offered = editor.completions(FILE, f"{HEAD}{CURSOR}")
    assert "The bottom line up front: 35 to 55 words." in documentation(offered["bottom_line"])
    assert {"country", "key_facts", "sections", "facts", "gaps"} <= offered.keys()
    assert "kind" not in offered  # it is there already


def test_a_whole_judgement_is_offered(editor: Server) -> None:
    offered = editor.completions(FILE, f"{HEAD}{JUDGEMENT}{CURSOR}")
    skeleton = offered["judgement"]["insertText"]
    assert re.findall(r"^(\w+):", skeleton, re.M)[:3] == ["statement", "likelihood", "confidence"]


def test_terms_of_likelihood_come_with_their_odds(editor: Server) -> None:
    offered = editor.completions(FILE, f"{HEAD}{JUDGEMENT}likelihood: {CURSOR}")
    assert documentation(offered["very likely"]) == "80–95% on ICD 203"
    assert documentation(offered["highly likely"]) == "80–90% on the PHIA yardstick"
    assert offered.keys() == {term.words for scale in (ICD203, PHIA) for term in scale.terms}


def test_blocks_are_offered_whole(editor: Server) -> None:
    offered = editor.completions(FILE, f"{HEAD}{BLOCK}{CURSOR}")
    assert offered["figure line"]["insertText"].startswith("figure: line\n")
    assert "A comparison in rows and columns." in documentation(offered["block table"])


def test_keys_of_a_figure_are_those_of_its_kind(editor: Server) -> None:
    offered = editor.completions(FILE, f"{HEAD}{BLOCK}figure: line\n        {CURSOR}")
    assert {"series", "label", "data"} <= offered.keys()
    assert offered.keys().isdisjoint({"category", "actors", "rows", "table"})


def test_kinds_of_figure_are_told_apart(editor: Server) -> None:
    offered = editor.completions(FILE, f"{HEAD}{BLOCK}figure: {CURSOR}")
    assert "over time" in documentation(offered["line"])


def test_countries_are_offered_by_code_and_name(editor: Server) -> None:
    offered = editor.completions(FILE, f"{HEAD}country: {CURSOR}")
    assert documentation(offered["KZ"]) == "Kazakhstan"


def test_text_is_not_met_with_true_false_and_null(editor: Server) -> None:
    for key in ("title", "method", "desk"):
        assert editor.completions(FILE, f"{HEAD}{key}: {CURSOR}") == {}, key


def test_sections_are_those_of_the_kind(editor: Server) -> None:
    offered = editor.completions(FILE, f"{HEAD}sections:\n  {CURSOR}")
    assert "On politics and leadership." in documentation(offered["politics"])


# Explaining ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"ti{CURSOR}tle: Kazakhstan", "60 characters at most"),
        (f"{JUDGEMENT}likeli{CURSOR}hood: likely", "* `likely`: 55–80%"),
        (f"{JUDGEMENT}rests{CURSOR}_on: [a]", "`@key` of a source"),
        (f"mark{CURSOR}ing: TLP:RED", "no further disclosure"),
        (f"mark{CURSOR}ing: Secret", "a marking of your own"),
        (f"coun{CURSOR}try: KZ", "ISO 3166-1 alpha-2"),
        (f"key_facts:\n  capi{CURSOR}tal: Astana", "The capital."),
        (f"key_facts:\n  capi{CURSOR}tal: {{value: Astana}}", "The capital."),
        (
            f"sections:\n  poli{CURSOR}tics: {{title: x, blocks: [x]}}",
            "On politics and leadership.",
        ),
        (f"{BLOCK}fig{CURSOR}ure: line", "A line chart"),
        (f"{BLOCK}tab{CURSOR}le: x", "what the table shows, as a claim"),
        (f"native{CURSOR}_title: {{text: x, language: kk}}", "The title in another language."),
    ],
)
def test_hovering_explains(editor: Server, text: str, words: str) -> None:
    said = editor.hover(FILE, f"{HEAD}{text}\n")
    assert words in said
    assert "||" not in said  # alternatives run together


# Underlining ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", brief_names(DiskFiles(ROOT)))
def test_nothing_is_underlined_in_shipped_briefs(editor: Server, name: str) -> None:
    for path in (f"briefs/{name}.yaml", f"sources/{name}.yaml"):
        if (ROOT / path).exists():
            assert editor.problems(path, (ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize("kind", shipped_kinds())
def test_nothing_is_underlined_in_a_new_brief(editor: Server, kind: str) -> None:
    for made in new_files(MemoryFiles(), kind, given_for("draft", None, [], "2026-11-25")):
        if made.path.endswith(".yaml"):
            assert editor.problems(made.path, made.text) == [], made.path


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("titel: x", "3: Property titel is not allowed."),
        (f"{JUDGEMENT}likelihood: perhaps", "5: Value is not accepted. Valid values: "),
        (f"{BLOCK}figure: lin", '7: Value must be "line" | "bar" | '),
        (f"{BLOCK}figure: line\n        datta: x", "8: Property datta is not allowed."),
        (f"{BLOCK}table: x\n        colums: [a]", "8: Property colums is not allowed."),
        (f"{BLOCK}tabel: x", "7: a block is text, or begins with one of: heading, list, "),
        ("country: ZQ", "3: no country code of ISO 3166-1"),
        ("marking: TLP:BLUE", "3: Value is not accepted. Valid values: "),
        ("information_cutoff: 2026-11", "3: write the whole date, as 2022-11-20"),
        ("contents: yes", "3: true or false is needed here"),
        ("country: KZ", '2: Missing property "bottom_line".'),
        ("sections:\n  outlook: {title: x, blocks: [x]}", "4: the section “outlook” needs a block"),
    ],
)
def test_mistakes_are_underlined_where_they_are(editor: Server, text: str, problem: str) -> None:
    assert any(told.startswith(problem) for told in editor.problems(FILE, f"{HEAD}{text}\n"))


@pytest.mark.parametrize("word", ["2022", "1.10", "true", "NO", "~", "1e5", "2022-11-20", "off"])
def test_the_server_takes_values_as_the_tests_of_schemas_do(editor: Server, word: str) -> None:
    for key in ("edition", "contents", "title", "information_cutoff", "desk"):
        text = f"{HEAD}{key}: {word}\n"
        told = [each for each in editor.problems(FILE, text) if each.startswith("3: ")]
        wanted = [each for each in faults(KIND, typed(text)) if each.startswith(f"{key}: ")]
        assert bool(told) == bool(wanted), (key, told, wanted)
