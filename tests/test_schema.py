"""Schemas for editors: they take what the program takes, and refuse what it refuses of them."""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, Field

from briefgen.document import Tree
from briefgen.errors import ExitCode
from briefgen.kinds import KINDS, shipped_kinds
from briefgen.loading import load
from briefgen.model.blocks import BLOCK_NAMES, BLOCKS
from briefgen.model.brief import Brief, SourceLibrary
from briefgen.model.data_file import DataDescription
from briefgen.model.fields import Words
from briefgen.model.figures import FIGURES
from briefgen.outputs.document import shape
from briefgen.project import BRIEFS, DiskFiles
from briefgen.schema import mode_line, schema_names, schema_path, schema_text, toml_line
from briefgen.settings import Settings
from briefgen.shapes.fields import fields_of, parts_in
from briefgen.shapes.values import ANYTHING
from briefgen.yardstick import ICD203
from editors import faults, is_right, typed
from kind_projects import SPECS, kind_project
from mistakes_read import FOLDER, project_of
from pages import ROOT, run
from projects import DESCRIPTOR, LIBRARY, SPEC, changed, checked, minimal_project
from test_messages import with_value

FILES = DiskFiles(ROOT)
# What an editor can see for itself; the rest needs the other files, or the rules of the program.
SEEN_BY_EDITORS = re.compile(
    r"(key_typo|key_unknown|field_(as|empty|missing|too_long)|block_(empty|as|missing|unknown)"
    r"|likelihood|confidence_unknown|country_(lower|misspelt|name|three|unknown)|marking_(old|plus"
    r"|small|space|unknown)|date_(of_horizon|with_slashes|without_day)|figure_(coord|unknown_t"
    r"|without|year)|fact_(approximate|as_|credib|decimals|scale|id)|id_with_space|judgements_none"
    r"|kind_(missing|unknown)|language_(in_words|of_title)|section_(blocks|miss|without)|sections_"
    r"|source_(bad_(address|date|grade|type)|empty|key_typo|title_as|without_type)|sources_as_list"
    r"|table_(cell|one|width))"
)


def schema_of(path: str, text: str) -> str:
    """Which schema is that of a file, by its folder and what it says of itself."""
    if path.startswith(f"{BRIEFS}/"):
        return str(typed(text).get("kind"))
    return "library" if path.startswith("sources/") else "data"


# What is right -------------------------------------------------------------------------------


def shipped() -> list[str]:
    return [
        path for folder in (BRIEFS, "sources", "data") for path in FILES.listing(folder, ".yaml")
    ]


@pytest.mark.parametrize("path", shipped())
def test_shipped_files_are_right_and_name_their_schema(path: str) -> None:
    text = FILES.read(path).decode()
    name = schema_of(path, text)
    assert text.split("\n", 1)[0] == mode_line(name)
    assert (ROOT / path).parent.joinpath(text.split("$schema=")[1].split("\n")[0]).is_file()
    assert faults(name, typed(text)) == []
    assert faults(name, load(path, text.encode()).tree) == []


def test_the_settings_are_right_and_name_their_schema() -> None:
    text = FILES.read("briefgen.toml").decode()
    assert text.split("\n", 1)[0] == toml_line()
    assert faults("settings", tomllib.loads(text)) == []


@pytest.mark.parametrize("name", [None, *SPECS])
def test_small_projects_are_right(name: str | None) -> None:
    files = kind_project(name) if name else minimal_project()
    for path, text in files.items():
        if path.endswith(".yaml"):
            assert faults(schema_of(path, text), typed(text)) == [], path


# Text that YAML takes for something else.
ODD = ["2022", "1.10", "NO", "true", "off", "12:30", "2022-11-20", "1e5", "0x1F", ".5", "+3", "y"]


@pytest.mark.parametrize("word", ODD)
def test_any_scalar_is_text(word: str) -> None:
    files = minimal_project()
    spec = changed(files[SPEC], "\ntitle: Tajikistan", f"\ntitle: {word}")
    spec = changed(spec, "alternative: A bad harvest cuts growth to half.", f"alternative: {word}")
    files[SPEC] = changed(spec, "[Russia, Migrants’ wages.]", f"[{word}, {word}]")
    assert checked(files).errors == ()
    assert faults("country-profile", typed(files[SPEC])) == []


# What YAML may make of a value, as it is written in JSON.
VALUES = (
    *("0", "1", "2.5", "2022", "1e-9", "true", "false", "null", "[]", "{}", "[1, 2]"),
    *('""', '"x"', '"2022"', '"2022-11"', '"2022-11-20"', '"true"', '"full"', '"en"', '"report"'),
    *('"TLP:RED"', '"Likely"', '"KZ"', '["x"]', '["KZ", "TR"]', '{"value": 1}'),
    '"https://a.org"',
)


@pytest.mark.parametrize("file", [SPEC, LIBRARY, DESCRIPTOR])
def test_what_the_program_takes_the_schema_takes(file: str) -> None:
    """Any value anywhere: a schema may see less than the program, and never more."""
    chance = random.Random(3)
    name = schema_of(file, minimal_project()[file])
    tree = load(file, minimal_project()[file].encode()).tree
    taken = 0
    places = list(paths(tree))
    for place in chance.sample(places, min(len(places), 100)):
        for value in chance.sample(VALUES, 3):
            text = json.dumps(with_value(tree, place, json.loads(value)), ensure_ascii=False)
            if not checked(minimal_project() | {file: text}).errors:
                taken += 1
                assert faults(name, typed(text)) == [], (place, value)
    assert taken > 10


@pytest.mark.parametrize(
    ("piece", "replacement"),
    [
        ("language: en\n", "native_title: ~\n"),
        ("  population: {value", "  area: ~\n  population: {value"),
        ("- [Russia, Migrants’ wages.]", "- [Russia, ~]"),
        (
            "blocks:\n      - judgement: kj-growth",
            "lead:\n    blocks:\n      - judgement: kj-growth",
        ),
    ],
)
def test_what_may_be_left_out_may_be_empty(piece: str, replacement: str) -> None:
    files = minimal_project()
    if piece == "language: en\n":
        files[SPEC] = changed(files[SPEC], "native_title: {text: Тоҷикистон, language: tg}\n", "")
    files[SPEC] = changed(files[SPEC], piece, replacement)
    assert faults("country-profile", typed(files[SPEC])) == []


@pytest.mark.parametrize("spelt", ["{}", "{} ", "_{}"])
@pytest.mark.parametrize("term", [term.words for term in ICD203.terms])
def test_terms_of_likelihood_as_the_program_reads_them(term: str, spelt: str) -> None:
    for words in (term, term.upper(), term.title(), term.replace(" ", "_"), f"  {term}"):
        written = spelt.format(words)
        files = minimal_project()
        old, new = "likelihood: likely\n    conf", f'likelihood: "{written}"\n    conf'
        files[SPEC] = changed(files[SPEC], old, new)
        assert checked(files).errors == ()
        assert faults("country-profile", typed(files[SPEC])) == []


# What is wrong -------------------------------------------------------------------------------


def mistakes() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("name", [name for name in mistakes() if SEEN_BY_EDITORS.match(name)])
def test_mistakes_that_an_editor_can_see(name: str) -> None:
    path, files = project_of((FOLDER / f"{name}.yaml").read_text("utf-8"))
    wanted = "country-profile" if path == SPEC else schema_of(path, files[path])
    assert faults(wanted, typed(files[path]))


def paths(tree: Tree, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(tree, dict):
        for key, child in tree.items():
            yield (*path, key)
            yield from paths(child, (*path, key))
    elif isinstance(tree, list):
        for index, child in enumerate(tree):
            yield from paths(child, (*path, index))


def with_key(tree: Any, path: tuple[str | int, ...], renamed: str) -> Any:
    """The tree with the last key of a path renamed."""
    if isinstance(tree, list):
        assert isinstance(path[0], int)
        return [with_key(v, path[1:], renamed) if i == path[0] else v for i, v in enumerate(tree)]
    if len(path) == 1:
        return {renamed if key == path[0] else key: value for key, value in tree.items()}
    return {k: with_key(v, path[1:], renamed) if k == path[0] else v for k, v in tree.items()}


FREE = re.compile(
    r"(facts|abbreviations|sources|where|relabel|legend|columns)/[^/]+$|^sections/[^/]+$"
)


@pytest.mark.parametrize("name", [None, *SPECS])
def test_a_misspelt_key_is_seen_wherever_it_stands(name: str | None) -> None:
    files = kind_project(name) if name else minimal_project()
    (path,) = (path for path in files if path.startswith(BRIEFS))
    tree = load(path, files[path].encode()).tree
    kind = schema_of(path, files[path])
    places = [each for each in paths(tree) if isinstance(each[-1], str)]
    for place in places:
        if not FREE.search("/".join(map(str, place))):
            assert not is_right(kind, with_key(tree, place, f"{place[-1]}x")), place
    assert len(places) > 40


# What it says --------------------------------------------------------------------------------


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model not in seen:
        seen.add(model)
        yield model
        for field in fields_of(model):
            for part in parts_in(field.shape):
                yield from models(part.model, seen)


def every_model() -> list[type[BaseModel]]:
    tops: list[type[BaseModel]] = [*shipped_kinds().values(), *BLOCKS.values(), *FIGURES.values()]
    tops += [SourceLibrary, DataDescription, Settings]
    seen: set[type[BaseModel]] = set()
    return [each for top in tops for each in models(top, seen)]


@pytest.mark.parametrize("model", every_model(), ids=lambda model: model.__name__)
def test_every_field_is_explained_and_its_type_known(model: type[BaseModel]) -> None:
    for field in fields_of(model):
        assert field.description, field.key
        # A type that is read in a new way needs a line in shapes/values.py.
        assert ANYTHING.words not in repr(field.shape), field.key


def test_blocks_and_figures_are_all_there() -> None:
    schema = json.loads(schema_text("country-profile"))
    offered = [each.get("$ref", "") for each in schema["definitions"]["block"]["anyOf"]]
    wanted = [f"block-{name}" for name in BLOCK_NAMES if name != "figure"]
    wanted += [f"figure-{name}" for name in FIGURES]
    assert [each.rpartition("/")[2] for each in offered if each] == wanted


@pytest.mark.parametrize("name", shipped_kinds())
def test_sections_and_blocks_that_a_kind_needs_are_asked_for(name: str) -> None:
    kind = shipped_kinds()[name]
    told = faults(name, {"kind": name, "sections": {}})
    for section in kind.required_sections:
        assert f"sections: '{section}' is a required property" in told
    for section, blocks in kind.required_blocks.items():
        content = {"kind": name, "sections": {section: {"title": "x", "blocks": ["x"]}}}
        missed = [each for each in faults(name, content) if each.startswith(f"sections/{section}/")]
        assert len(missed) == len(blocks)


def test_no_schema_leads_out_of_its_file() -> None:
    for name in schema_names():
        for pointer in re.findall(r'"\$ref": "([^"]+)"', schema_text(name)):
            assert re.fullmatch(r"#/definitions/[\w-]+", pointer)


# The command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", schema_names())
def test_the_files_of_the_repository_are_what_the_command_makes(name: str) -> None:
    made = (ROOT / schema_path(name)).read_text("utf-8")
    assert made == schema_text(name), "run: briefgen schema --all"


def test_a_schema_is_printed() -> None:
    done = run(Path("/"), "schema", "country-profile")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == schema_text("country-profile")
    assert run(Path("/"), "schema", "--library").stdout == schema_text("library")
    assert run(Path("/"), "schema", "--data").stdout == schema_text("data")
    assert run(Path("/"), "schema", "--settings").stdout == schema_text("settings")
    assert run(Path("/"), "schema", "--edition").stdout == shape.schema_text()


def test_all_schemas_go_into_the_project(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").touch()
    (tmp_path / "briefs").mkdir()
    done = run(tmp_path / "briefs", "schema", "--all")
    assert done.returncode == 0, done.stderr
    names = [*schema_names(), "edition"]
    assert done.stdout.split() == [f"../{schema_path(name)}" for name in names]
    assert sorted(path.name for path in (tmp_path / "schemas").iterdir()) == sorted(
        f"{name}.json" for name in names
    )


def test_a_schema_goes_where_it_is_sent(tmp_path: Path) -> None:
    done = run(tmp_path, "schema", "summit-brief", "--data", "-o", "made")
    assert done.stdout == "made/summit-brief.json\nmade/data.json\n"
    assert (tmp_path / "made/data.json").read_text("utf-8") == schema_text("data")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("country-profil",), "did you mean “country-profile”?"),
        (("novel",), "the kinds are country-profile, event-note"),
        ((), "name a kind"),
        (("country-profile", "--data"), "one schema"),
        (("--all",), "briefgen.toml"),
        (("--all", "country-profile"), "--all"),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = run(tmp_path, "schema", *arguments)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert said in done.stderr


def test_a_kind_that_comes_later_has_a_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    class Memo(Brief):
        """A memo: what is asked and what is answered."""

        kind_name = "Memo"
        required_sections = {"answer": "the answer"}  # noqa: RUF012
        question: Words = Field(description="What is asked.")

    monkeypatch.setitem(KINDS, "memorandum", Memo)
    assert "memorandum" in schema_names()
    schema = json.loads(schema_text("memorandum"))
    assert schema["properties"]["question"]["description"] == "What is asked."
    # A translation has the key page alone, so only other briefs need all sections.
    assert schema["if"] == {"required": ["translation_of"]}
    assert schema["else"]["properties"]["sections"]["required"] == ["answer"]
