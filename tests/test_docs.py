"""The documentation: every example in it runs, and nothing it should name is left out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest
from msgspec import Struct
from typer.testing import CliRunner

from briefgen.building import build
from briefgen.cli import commands
from briefgen.doctor import Finding, State
from briefgen.edition import view
from briefgen.edition.compose import compose
from briefgen.editors import EDITORS
from briefgen.errors import ExitCode, Place, Problem
from briefgen.language import Words
from briefgen.model.blocks import BLOCKS
from briefgen.model.figures import FIGURES
from briefgen.model.freshness import Freshness
from briefgen.model.style import Style
from briefgen.model.telling import HookSettings, MailSettings, TellSettings
from briefgen.printing import Order
from briefgen.project import MemoryFiles
from briefgen.results import BuildResult, Published, PublishedEdition, Verification
from briefgen.settings import (
    CheckSettings,
    PreviewSettings,
    RefreshSettings,
    RegenerateSettings,
    Settings,
    read_settings,
)
from briefgen.templating import render_html
from briefgen.validation import check
from doc_examples import (
    DOCS,
    FENCE,
    ROOT,
    claimed,
    edited,
    examples,
    followed,
    page,
    said,
    tutorial,
    unchanging,
    written,
)

SPEC = "briefs/kazakhstan.yaml"
# Read for what they say of the system; nobody sets them for briefgen.
SYSTEM_VARIABLES = {"XDG_CONFIG_HOME", "TERM"}
OF_KINDS = "test_docs_kinds"  # which takes what writing.md shows of them
GUIDES = ("writing.md", "charts.md", "data.md")
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *ROOT.glob("benchmarks/*.md")])

_LINK = re.compile(r"\[[^\]]+\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def with_blocks(spec: str, blocks: str) -> str:
    """A spec with these blocks at the end of the section on the economy."""
    return edited(spec, "append to", ["sections", "economy"], textwrap.indent(blocks, " " * 6))


def guide() -> dict[str, str]:
    """The project of the tutorial with every example of the guide in it."""
    files = tutorial()
    for example in (each for name in GUIDES for each in examples(name)):
        spec = files[SPEC]
        if example.marker == "block":
            files[SPEC] = with_blocks(spec, example.text)
        elif example.marker in ("facts", "sources"):
            files[SPEC] = edited(spec, "append to", [example.marker], example.text)
        elif example.marker == "judgements":
            files[SPEC] = edited(spec, "append to", ["key_judgements"], example.text)
        elif example.marker == "top":
            files[SPEC] = spec + example.text
        elif example.marker not in ("wrong", "says", "") and not example.marker.startswith(
            "test: "
        ):
            followed(files, example)
    return files


def test_the_tutorial_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str] = {}
    for example in examples("tutorial.md"):
        if example.marker != "run":
            followed(files, example)
            continue
        written(files, tmp_path)
        shown = re.split(r"^\$ (.+)\n", example.text, flags=re.M)[1:]
        for command, output in zip(shown[::2], shown[1::2], strict=True):
            printed = said(command, tmp_path, monkeypatch, capsys)
            assert printed.strip() == unchanging(output.strip()), command
    assert (tmp_path / "out" / "kazakhstan.pdf").read_bytes().startswith(b"%PDF-")


def test_every_example_of_the_guide_can_be_built(tmp_path: Path) -> None:
    files = MemoryFiles.of(guide())
    order = Order(files, read_settings(files), lambda name: tmp_path / f"{name}.pdf", strict=True)
    (result,) = build(["kazakhstan"], order, lambda name, stage: None)
    assert result.problems == ()
    assert result.exit_code is ExitCode.DONE


def mistakes() -> list[tuple[str, str]]:
    """Wrong blocks of the guide, each with what it says of them."""
    every = (example for name in ("writing.md", "data.md") for example in examples(name))
    told = [example for example in every if example.marker in ("wrong", "says")]
    assert [example.marker for example in told] == ["wrong", "says"] * (len(told) // 2)
    return [(wrong.text, says.text) for wrong, says in zip(told[::2], told[1::2], strict=True)]


def message(problem: Problem) -> str:
    return f"{problem.message}\n= {problem.hint}\n"


@pytest.mark.parametrize(("wrong", "says"), mistakes())
def test_messages_read_as_the_guide_has_them(wrong: str, says: str) -> None:
    files = guide()
    files[SPEC] = with_blocks(files[SPEC], wrong)
    problems = check(MemoryFiles.of(files), "kazakhstan").problems
    assert "".join(message(problem) for problem in problems) == says


def test_the_example_of_the_readme_is_right() -> None:
    shown, _ = claimed("../README.md", "test_docs")
    facts, bottom_line = re.split(r"^(?=bottom_line)", shown, flags=re.M)
    files = tutorial()
    fact = facts.removeprefix("facts:\n")
    spec = edited(files[SPEC], "replace in", ["facts", "cpc_share_2025"], fact)
    files[SPEC] = edited(spec, "replace in", ["bottom_line"], bottom_line)
    assert check(MemoryFiles.of(files), "kazakhstan").problems == ()


@pytest.mark.parametrize("name", ["../README.md", "commands.md"])
def test_the_message_shown_is_that_of_the_tutorial(name: str) -> None:
    shown = claimed(name, "test_docs")[-1]
    assert any(shown in each.text for each in examples("tutorial.md") if each.marker == "run")


def test_every_block_has_an_example() -> None:
    written = "".join(map(page, (*GUIDES, "tutorial.md")))
    for name in (*BLOCKS, *(f"figure: {kind}" for kind in FIGURES)):
        assert re.search(rf"^ *- {name}(: |:?$)", written, re.M), name


def test_the_reference_is_up_to_date() -> None:
    made = subprocess.run(
        [sys.executable, "-c", "import reference; print(reference.page(), end='')"],
        cwd=ROOT / "tools",
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tools'}"},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    assert page("reference.md") == made, "run: python tools/reference.py"


def options(help_text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", help_text))


@pytest.mark.parametrize(
    "command",
    [
        *([], ["build"], ["check"], ["doctor"], ["list"], ["new"], ["schema"]),
        *(["freshness"], ["refresh"]),
        *(["publish"], ["editions"], ["unpack"], ["verify"]),
        *(["freshness"], ["refresh"], ["regenerate"]),
    ],
)
def test_the_page_on_commands_has_every_option(command: list[str]) -> None:
    help_text = CliRunner().invoke(commands.app, [*command, "--help"]).output
    rows = re.findall(r"^\| (`-[^|]*) \|([^|]*)\|", page("commands.md"), re.M)
    listed = {
        option
        for names, users in rows
        if any(word in users for word in (command or ["briefgen"])) or "all" in users
        for option in re.findall(r"`(-[^`]*)`", names)
    }
    assert options(help_text) == listed


def test_the_page_on_commands_has_every_command() -> None:
    help_text = CliRunner().invoke(commands.app, ["--help"]).output
    for name in re.findall(r"^  ([a-z]+) ", help_text.split("Commands:")[1], re.M):
        assert f"briefgen {name} " in page("commands.md")


def test_the_page_on_commands_has_every_exit_code() -> None:
    rows = re.findall(r"^\| (\d+) \| ([a-z ]+) \|", page("commands.md"), re.M)
    assert {int(code): name for code, name in rows} == {
        int(code): code.name.lower().replace("_", " ") for code in ExitCode
    }


def test_variables_of_the_environment_are_read_by_names_that_the_page_is_made_from() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r"environ(?:ment)?\.get\(\"(\w+)\"", source)) == SYSTEM_VARIABLES


def test_results_as_json_are_described() -> None:
    described = set(re.findall(r"`([a-z_]+)`", page("commands.md")))
    assert set(BuildResult("x", ExitCode.DONE).as_dict()) <= described
    assert set(Problem(Place("x"), "y").as_dict()) <= described
    assert set(Finding("x", State.OK, "y").as_dict()) <= described
    assert set(Published("x", ExitCode.DONE).as_dict()) <= described
    assert set(PublishedEdition("x", 1, "", "", "", "").as_dict()) <= described
    assert set(Verification("x", 1).as_dict()) <= described


def test_the_page_on_settings_has_every_key_and_its_default() -> None:
    main = page("settings.md").split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", main, re.M)
    told = {key: default.strip("`") for key, default in rows}
    settings = Settings()
    printed = {"desk": "none", "templates": "[]", "check": "see below"}
    printed |= {"edition": "1", "evidence": "true"}
    parts = ("freshness", "preview", "refresh", "regenerate", "style", "tell")
    printed |= dict.fromkeys(parts, "see below")
    printed["theme"] = "none"
    printed["marking"] = f'"{settings.marking.label}"'
    assert told == {
        key: printed.get(key, f'"{getattr(settings, key)}"') for key in Settings.model_fields
    }


def test_the_page_on_settings_has_every_key_of_check() -> None:
    part = page("settings.md").split("\n## Check\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.M) == [*CheckSettings.model_fields]


def test_the_page_on_settings_has_every_key_of_freshness() -> None:
    part = page("settings.md").split("\n## Freshness\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.M) == [*Freshness.model_fields]


def test_the_page_on_settings_has_every_key_of_refresh_and_its_default() -> None:
    part = page("settings.md").split("\n## Refresh\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", part, re.M)
    told = {key: default.strip("`") for key, default in rows}
    settings = RefreshSettings()
    printed = dict.fromkeys(("hosts", "private", "commands"), "none")
    printed["world_bank"] = f'"{settings.world_bank}"'
    assert told == {
        key: printed.get(key, str(getattr(settings, key))) for key in RefreshSettings.model_fields
    }


def test_the_page_on_settings_has_every_key_of_regenerate_and_of_who_is_told() -> None:
    part = page("settings.md").split("\n## Regenerate\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", part, re.M)) == {*RegenerateSettings.model_fields}
    part = page("settings.md").split("\n## Tell\n")[1]
    for keys in (TellSettings, MailSettings, HookSettings):
        named = {info.alias or name for name, info in keys.model_fields.items()}
        assert named <= set(re.findall(r"`(\w+)`", part))


def test_the_page_on_settings_has_every_key_of_preview_and_every_editor() -> None:
    part = page("settings.md").split("\n## Preview\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.M) == [*PreviewSettings.model_fields]
    assert set(re.findall(r'`"(\w+)"`', part)) == {*EDITORS}


def test_the_settings_shown_can_be_read() -> None:
    (shown,) = (example.text for example in examples("settings.md"))
    read_settings(MemoryFiles.of({"briefgen.toml": shown}))
    assert set(tomllib.loads(shown)) == set(Settings.model_fields)


VIEWS = [
    cls
    for cls in vars(view).values()
    if isinstance(cls, type) and issubclass(cls, Struct) and cls not in (Struct, Words)
]


@pytest.mark.parametrize("cls", VIEWS, ids=lambda cls: cls.__name__)
def test_the_page_on_templates_has_every_field(cls: type[Struct]) -> None:
    heading = "## The edition" if cls is view.Edition else f"### {cls.__name__}"
    section = re.split(r"^##+ ", page("templates.md").split(f"{heading}\n", 1)[1], flags=re.M)[0]
    cells = re.findall(r"^\| (`[^|]+) \|", section, re.M)
    named = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(cls.__struct_fields__)


def test_the_page_on_templates_has_every_block() -> None:
    frame = (ROOT / "templates" / "brief.html").read_text("utf-8")
    told = re.search(
        r"blocks of `brief.html` that can be replaced: ([^.]+)\.", page("templates.md")
    )
    assert told
    assert re.findall(r"`(\w+)`", told[1]) == re.findall(r"{%-? block (\w+)", frame)


def test_the_override_shown_works() -> None:
    (override,) = (e for e in examples("templates.md") if e.marker.startswith("override: "))
    (settings_shown,) = claimed("templates.md", "test_docs")
    told = tutorial() | {override.marker.removeprefix("override: "): override.text}
    files = MemoryFiles.of({**told, "briefgen.toml": told["briefgen.toml"] + settings_shown})
    settings = read_settings(files)
    html = render_html(compose(check(files, "kazakhstan"), settings), files, settings.templates)
    assert '<p class="native">Country profile of the Central Asia Desk</p>' in html
    assert '<h1 data-spec="title">Kazakhstan</h1>' in html


def anchors(text: str) -> set[str]:
    """Anchors of a page as GitHub makes them of headings."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = FENCE.sub("", path.read_text("utf-8"))
    for file, anchor in _LINK.findall(text):
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), file
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), f"{file}#{anchor}"


def test_the_page_on_settings_has_every_key_of_style() -> None:
    part = page("settings.md").split("\n## Style\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.M) == [*Style.model_fields]
