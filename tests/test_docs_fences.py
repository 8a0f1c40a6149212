"""Every example of the manual has a test that runs it.

Here is what holds for all of them: commands and extras that are named are there, and keys and
settings are those that the program takes, also where an example shows a part.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer.main
import yaml

from briefgen.cli.commands import app
from briefgen.kinds import shipped_kinds
from briefgen.project import MemoryFiles
from briefgen.settings import Settings, read_settings
from doc_examples import DOCS, FENCE, ROOT, said

# Two parts are written by tools and held by tests of their own: rules by test_rule_pages, which
# checks each example, and command-reference.md by test_manual.
PAGES = [
    path
    for path in sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *ROOT.glob("examples/*/*.md")])
    if path.parent.name != "rules" and path.name != "command-reference.md"
]
# What is read by other programs; test_init holds both to what this one offers them.
FOREIGN = {"repos", "jobs"}
POINTS = {"briefgen.kinds", "briefgen.themes"}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 2"><path d="M0 0h6v2"/></svg>'
HERE = ROOT / "tests"
FILES = {"file", "replace in", "add to", "append to"}
BLOCKS = FILES | {"block", "facts", "sources", "judgements", "top"}
# Markers that say what a test does with a fence, by page; with the module that knows them.
VERBS = {
    "tutorial.md": ("test_docs", FILES | {"run"}),
    "writing.md": ("test_docs", BLOCKS | {"wrong", "says"}),
    "data.md": ("test_docs", BLOCKS | {"wrong", "says"}),
    "charts.md": ("test_docs", BLOCKS),
    "templates.md": ("test_docs", {"override"}),
    "settings.md": ("test_docs", {"settings"}),
    "checks.md": ("test_rule_pages", {"judged", "told"}),
    "figures.md": ("test_figure_pages", {"gallery"}),
    "own-kinds.md": ("test_declared_kinds", {"file", "run", "wrong", "says"}),
    "sources.md": ("test_docs_sources", {"file", "run"}),
    "sourcing.md": ("test_docs_watching", {"file", "run"}),
    "freshness.md": ("test_docs_watching", {"file", "run"}),
    "refresh.md": ("test_docs_watching", {"provider", "source provider", "settings"}),
}
UNDONE = (
    "no test runs this example: write <!-- test: MODULE --> on the line above it, and let "
    "tests/MODULE.py do what it shows with claimed({name!r}, {module!r})"
)
SCHEMAS = {path.stem: json.loads(path.read_text("utf-8")) for path in ROOT.glob("schemas/*.json")}


def shown(*kinds: str, every: bool = False) -> list[tuple[str, str]]:
    """Examples of these kinds that a module claims, or every one, with the name of their page."""
    return [
        (path.relative_to(ROOT).as_posix(), match["text"])
        for path in PAGES
        for match in FENCE.finditer(path.read_text("utf-8"))
        if match["kind"] in kinds and (every or (match["marker"] or "").startswith("test: "))
    ]


def lines(start: str) -> list[str]:
    """The commands that begin so, without what stands beside them, each once."""
    texts = (text for _, text in shown("", "sh", "console", "text", every=True))
    found = re.findall(rf"^(?:\$ )?({start}.*?)(?:  .*| [|>] .*)?$", "\n".join(texts), re.M)
    return list(dict.fromkeys(found))


def undone() -> list[str]:
    """Fences that no test takes, each with what to do."""
    found = []
    for path in PAGES:
        name, text = Path(os.path.relpath(path, DOCS)).as_posix(), path.read_text("utf-8")
        for match in FENCE.finditer(text):
            if not _is_done(name, marker := match["marker"] or ""):
                line = text[: match.start()].count("\n") + 1
                module = marker.removeprefix("test: ") or "MODULE"
                told = UNDONE.format(name=name, module=module)
                found.append(f"{path.relative_to(ROOT)}:{line}: {marker or 'no marker'}: {told}")
    return found


def _is_done(name: str, marker: str) -> bool:
    """Whether a test module takes a fence of this page by its marker."""
    if not marker.startswith("test: "):
        return marker.split(":")[0].split(" briefs/")[0] in VERBS.get(name, ("", set()))[1]
    module = HERE / f"{marker.removeprefix('test: ')}.py"
    source = module.read_text("utf-8") if module.is_file() else ""
    pages = re.findall(r"\"([\w./*-]+\.md)\"", source)
    return "claimed(" in source and any(fnmatch(name, each) for each in pages)


def test_every_example_of_the_manual_has_a_test() -> None:
    assert undone() == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_example_is_written_in_a_way_that_is_not_seen(path: Path) -> None:
    text = path.read_text("utf-8")
    edges = re.findall(r"^\s*(?:```|~~~)", text, re.M)
    assert len(edges) == 2 * len(FENCE.findall(text)), "begin fences at the edge, with three `"


@pytest.mark.parametrize(("page", "module"), [(page, told[0]) for page, told in VERBS.items()])
def test_markers_are_known_where_their_pages_are_read(page: str, module: str) -> None:
    source = (HERE / f"{module}.py").read_text("utf-8")
    assert f'"{page}"' in source or page == "figures.md"  # which its tool writes whole


@pytest.mark.parametrize("line", lines("briefgen "))
def test_a_command_that_is_shown_is_one(line: str) -> None:
    # Parsed as it would be, and not done: a wrong name or option raises a usage error here.
    command: Any = typer.main.get_command(app)
    words, context = shlex.split(line)[1:], None
    while True:
        context = command.make_context(command.name, words, parent=context)
        words = [*getattr(context, "_protected_args", ()), *context.args]
        if not hasattr(command, "resolve_command") or not words:
            break
        _, command, words = command.resolve_command(context, words)
    assert words == [], line


@pytest.mark.parametrize(
    "line", [line for line in lines("briefgen new ") if line.split()[2] in shipped_kinds()]
)
def test_a_brief_that_is_begun_in_an_example_can_be(
    line: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = said(line, tmp_path, monkeypatch, capsys)
    assert f"next: briefgen build {line.split()[3]}" in printed


def test_extras_that_are_named_are_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"briefgen\[([\w,]+)\]", "\n".join(lines("pip install ")))
    assert len(named) > 4
    assert set(named) <= set(project["optional-dependencies"])


@pytest.mark.parametrize(("name", "text"), shown("toml"))
def test_settings_that_are_shown_can_be_read(name: str, text: str) -> None:
    told = tomllib.loads(text)
    if "project" in told:  # of a package, as pyproject.toml
        assert set(told["project"]["entry-points"]) <= POINTS
        return
    themed = "name" in told
    files = {"themes/house/theme.toml": text} if themed else {}
    files |= {f"{folder}logo.svg": LOGO for folder in ("assets/", "themes/house/")}
    files["briefgen.toml"] = 'theme = "themes/house"\n' if themed else text
    assert read_settings(MemoryFiles.of(files)) != Settings()


@pytest.mark.parametrize(("name", "text"), shown("yaml"))
def test_keys_that_are_shown_are_those_of_a_schema(name: str, text: str) -> None:
    told = yaml.load(text, Loader=yaml.BaseLoader)
    if told is None:
        named = re.findall(r"schemas/([\w-]+)\.json", text)
        assert named and set(named) <= set(SCHEMAS)
    elif not (isinstance(told, dict) and FOREIGN & set(told)):
        assert any(_fits(told, schema) for schema in SCHEMAS.values()), name


def _fits(told: Any, schema: Mapping[str, Any]) -> bool:
    """Whether it is a part of such a file: at the top, as its blocks, as a source, or deeper."""
    parts = [
        told,
        {"sources": told},
        {"key_judgements": [told]},
        {"sections": {"x": {"title": "X", "blocks": told}}},
    ]
    loose = _loose(schema)
    return any(jsonschema.Draft7Validator(loose).is_valid(part) for part in parts)


def _loose(schema: Any) -> Any:
    """The schema without what must be there, since an example shows a part."""
    if isinstance(schema, list):
        return [_loose(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _loose(value) for key, value in schema.items() if key != "required"}
