"""Stories of builds: what was made again and what was not, and the reason that is given."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.incremental import Asked, decide, read_journal
from briefgen.incremental.journal import FILE, FOLDER
from briefgen.incremental.program import Program, versions
from briefgen.incremental.stamps import SETTLED, Digests, Stamp
from projects import DATA, LIBRARY, NAME, SPEC, changed, minimal_project

ASKED: Asked = {"strict": False, "validate": False}
SHARED = "sources/shared.yaml"
OVERRIDES = "own"
MANY = ("builds", "programs")
UNUSED = """\
sources:
  unused:
    type: webpage
    title: A page that nobody cites
    url: https://example.org/a
    accessed: 2026-11-01
"""


def briefgen(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def project() -> dict[str, str]:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], f"[{LIBRARY}]", f"[{LIBRARY}, {SHARED}]")
    files[SHARED] = UNUSED
    files["briefgen.toml"] = f'templates = ["{OVERRIDES}"]\n'
    return files


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once, to be copied."""
    root = tmp_path_factory.mktemp("built")
    for path, text in project().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    done = briefgen(root, "build", NAME)
    assert done.returncode == 0, done.stderr
    assert "first build" not in done.stdout
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy in which a story happens; it was built under another name, and stands here as well."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def reasons(root: Path, **asked: bool) -> list[str]:
    decision = decide(read_journal(root), NAME, "", {**ASKED, **asked})
    return [str(reason) for reason in decision.reasons]


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        (root / path).write_text(changed(text, old, new), "utf-8")

    return act


def write(path: str, text: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")

    return act


def remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


@dataclass(frozen=True)
class Story:
    act: Callable[[Path], None]
    reasons: list[str]
    made: bool = True  # again; otherwise the page turned out to be the same


STORIES = {
    "spec": Story(edit(SPEC, "grew by {{", "rose by {{"), [f"{SPEC} changed"]),
    "comment in the spec, which travels in the PDF": Story(
        edit(SPEC, "\nfacts:", "\n# a note\nfacts:"), [f"{SPEC} changed"]
    ),
    "shared source that is used": Story(
        edit(LIBRARY, "title: A Handbook of Tajikistan", "title: The Handbook of Tajikistan"),
        [f"{LIBRARY} changed"],
    ),
    "shared source that is not used": Story(
        edit(SHARED, "nobody cites", "no brief cites"), [f"{SHARED} changed"], False
    ),
    "data cell that is used": Story(edit(DATA, "2023,8.3", "2023,8.4"), [f"{DATA} changed"]),
    "setting": Story(
        edit("briefgen.toml", "templates", 'desk = "Some Desk"\ntemplates'),
        ["briefgen.toml changed"],
    ),
    "setting that changes no page": Story(
        edit("briefgen.toml", "templates", "[check]\nmin_coverage = 1\n\n# templates"),
        ["briefgen.toml changed"],
        False,
    ),
    "override that appears": Story(
        write(f"{OVERRIDES}/brief.css", "@import url(none);"), [f"{OVERRIDES}/brief.css appeared"]
    ),
    "PDF deleted": Story(remove(f"out/{NAME}.pdf"), [f"out/{NAME}.pdf is gone"]),
    "PDF altered by hand": Story(
        write(f"out/{NAME}.pdf", "%PDF-1.7"), [f"out/{NAME}.pdf was altered"]
    ),
    "journal lost": Story(remove(f"{FOLDER}/{FILE}"), ["first build"]),
    "journal cut in half": Story(
        lambda root: os.truncate(root / FOLDER / FILE, 900),
        ["no build of it is remembered: it is damaged"],
    ),
    "journal with paths that are none": Story(
        edit(f"{FOLDER}/{FILE}", '"absent":[', '"absent":0,"listings":['),
        ["no build of it is remembered: it is damaged"],
    ),
    "journal of a later version": Story(
        edit(f"{FOLDER}/{FILE}", '{"format":1', '{"format":2'),
        ["no build of it is remembered: it is of another version of briefgen"],
    ),
}


def test_what_has_not_changed_is_not_made_again(root: Path) -> None:
    before = (root / f"out/{NAME}.pdf").stat().st_mtime_ns
    assert reasons(root) == []
    done = briefgen(root, "build", "--all")
    assert done.stdout == f"{NAME}: unchanged, out/{NAME}.pdf\n"
    assert (root / f"out/{NAME}.pdf").stat().st_mtime_ns == before


def test_a_project_that_can_remember_nothing_is_built_all_the_same(root: Path) -> None:
    shutil.rmtree(root / FOLDER)
    (root / FOLDER).touch()
    done = briefgen(root, "build", NAME)
    assert done.returncode == 0, done.stderr
    assert "everything is built anew" in done.stderr


@pytest.mark.parametrize("name", STORIES)
def test_a_change_is_seen_and_named(name: str, root: Path) -> None:
    STORIES[name].act(root)
    assert reasons(root) == STORIES[name].reasons


@pytest.mark.parametrize("name", [name for name in STORIES if "override" not in name])
def test_a_pdf_is_what_a_clean_build_makes(name: str, root: Path, tmp_path: Path) -> None:
    story = STORIES[name]
    story.act(root)
    done = briefgen(root, "build", NAME)
    assert done.returncode == 0, done.stderr
    assert ("unchanged" not in done.stdout) is story.made
    assert all(
        reason in done.stdout
        for reason in story.reasons
        if "remembered" not in reason
        if reason != "first build"
    )
    clean = tmp_path / "clean"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns(FOLDER, "out"))
    assert briefgen(clean, "build", NAME).returncode == 0
    assert (root / f"out/{NAME}.pdf").read_bytes() == (clean / f"out/{NAME}.pdf").read_bytes()
    assert briefgen(root, "build", NAME).stdout == f"{NAME}: unchanged, out/{NAME}.pdf\n"


def test_a_cell_is_told_with_its_users(root: Path) -> None:
    edit(DATA, "2023,8.3", "2023,8.4")(root)
    said = briefgen(root, "build", NAME, "--explain").stderr
    assert "Tajikistan 2023: value from 8.3 to 8.4" in said
    assert "used in fact growth_2023" in said


def test_a_field_is_told_with_its_line(root: Path) -> None:
    edit(SPEC, "title: Tajikistan\n", "title: Tadjikistan\n")(root)
    said = briefgen(root, "build", NAME, "--explain").stderr
    assert "line 3: title: Tadjikistan" in said
    assert "was: title: Tajikistan" in said


def test_an_override_that_goes_again_is_noticed(root: Path) -> None:
    sheet = f"{OVERRIDES}/brief.css"
    shipped = (Path(__file__).parents[1] / "templates/brief.css").read_text("utf-8")
    write(sheet, shipped + "h1{color:#333}\n")(root)
    assert "appeared" in briefgen(root, "build", NAME).stdout
    remove(sheet)(root)
    assert reasons(root) == [f"{sheet} is gone"]


def test_other_wishes_make_it_anew(root: Path) -> None:
    assert reasons(root, strict=True) == ["now with --strict"]


def test_another_place_is_another_build(root: Path) -> None:
    assert briefgen(root, "build", NAME, "-o", "other").returncode == 0
    assert briefgen(root, "build", NAME, "-o", "other").stdout.endswith(
        "unchanged, other/tajikistan.pdf\n"
    )
    assert reasons(root) == []


def test_what_went_to_a_folder_that_is_gone_is_forgotten(root: Path, tmp_path: Path) -> None:
    trial = tmp_path / "trial"
    assert briefgen(root, "build", NAME, "-o", str(trial)).returncode == 0
    (trial / f"{NAME}.pdf").unlink()
    briefgen(root, "build", NAME, "--force")
    assert len(read_journal(root).builds) == 2  # its folder is there, so it may be wanted
    trial.rmdir()
    briefgen(root, "build", NAME, "--force")
    ((_, built),) = read_journal(root).builds.items()
    assert [*built.outputs] == [f"out/{NAME}.pdf"]


def test_force_makes_everything(root: Path) -> None:
    assert "unchanged" not in briefgen(root, "build", NAME, "--force").stdout


def test_a_brief_that_fails_keeps_its_pdf_and_is_tried_again(root: Path) -> None:
    before = (root / f"out/{NAME}.pdf").read_bytes()
    edit(SPEC, "likelihood: likely\n    conf", "likelihood: likley\n    conf")(root)
    for _ in range(2):
        assert briefgen(root, "build", NAME).returncode == 1
    assert (root / f"out/{NAME}.pdf").read_bytes() == before
    edit(SPEC, "likelihood: likley\n    conf", "likelihood: likely\n    conf")(root)
    assert reasons(root) == []


def test_a_run_that_was_killed_is_made_up_for(root: Path) -> None:
    edit(SPEC, "title: Tajikistan\n", "title: Tadjikistan\n")(root)
    run = subprocess.Popen([sys.executable, "-m", "briefgen", "build", NAME], cwd=root)
    time.sleep(0.8)
    run.kill()
    run.wait()
    assert reasons(root) == [f"{SPEC} changed"]
    assert briefgen(root, "build", NAME).returncode == 0
    assert reasons(root) == []


# The program itself ---------------------------------------------------------------------------


def earlier(root: Path, change: Callable[[dict[str, dict[str, str]]], None]) -> None:
    """The journal as an earlier state of the program would have left it."""
    told = json.loads((root / FOLDER / FILE).read_text("utf-8"))
    ((key, program),) = told["programs"].items()
    change(program)
    new = Program(**program).key
    told["programs"] = {new: program}
    for each in told["builds"].values():
        each["program"] = new
    (root / FOLDER / FILE).write_text(json.dumps(told, separators=(",", ":")), "utf-8")
    assert new != key


def test_another_version_of_a_tool_is_named(root: Path) -> None:
    earlier(root, lambda program: program["tools"].update(weasyprint="69.0"))
    (reason,) = reasons(root)
    assert reason.startswith("weasyprint 69.0 became ")
    assert "unchanged" not in briefgen(root, "build", NAME).stdout


def test_a_package_that_had_no_part_in_a_brief_is_left_out(root: Path) -> None:
    (built,), (program,) = (vars(read_journal(root))[name].values() for name in MANY)
    assert built.idle == ["babel"]
    assert "babel" not in program.tools
    assert "weasyprint" in program.tools


@pytest.mark.parametrize(
    ("idle", "counts"), [(["babel"], False), ([], True), (None, True), (["jinja2"], True)]
)
def test_what_is_not_known_to_be_idle_counts(
    root: Path, idle: list[str] | None, counts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, now = read_journal(root), versions()
    monkeypatch.setattr("briefgen.incremental.program.versions", lambda: now | {"babel": "0.9"})
    ((key, built),) = journal.builds.items()
    told = vars(built) | {"idle": idle or []}
    before = journal.program(built.libraries, told["idle"])
    written = {"format": 1, "files": {}, "programs": {before.key: vars(before)}}
    if idle is None:  # as an earlier version of briefgen wrote it
        del told["idle"]
    written["builds"] = {key: told | {"program": before.key}}
    (root / FOLDER / FILE).write_text(json.dumps(written), "utf-8")
    monkeypatch.setattr("briefgen.incremental.program.versions", lambda: now | {"babel": "2.0"})
    assert reasons(root) == (["babel 0.9 became 2.0"] if counts else [])


def test_a_brief_in_another_language_counts_it(tmp_path: Path) -> None:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], "language: en", "language: tr")
    for path, text in files.items():
        write(path, text)(tmp_path)
    assert briefgen(tmp_path, "build", NAME).returncode == 0
    (built,), (program,) = (vars(read_journal(tmp_path))[name].values() for name in MANY)
    assert built.idle == []
    assert "babel" in program.tools


def test_a_partial_that_changes_no_page_makes_no_pdf(root: Path) -> None:
    earlier(root, lambda program: program["files"].update({"templates/brief.html": "other"}))
    assert reasons(root) == ["briefgen itself changed: templates/brief.html"]
    assert "unchanged" in briefgen(root, "build", NAME).stdout


def test_a_change_of_the_code_makes_every_pdf_anew(root: Path) -> None:
    earlier(root, lambda program: program["files"].update({"briefgen/outputs/engine.py": "other"}))
    assert "unchanged" not in briefgen(root, "build", NAME).stdout


def test_a_font_of_the_program_is_among_its_files(root: Path) -> None:
    (program,) = read_journal(root).programs.values()
    assert any(name.startswith("assets/fonts/") for name in program.files)
    assert any("pango" in tool for tool in program.tools) or sys.platform != "linux"


# What it costs --------------------------------------------------------------------------------

COUNT = """
import builtins, sys
opened = []
real = builtins.open
def counting(file, *rest, **named):
    opened.append(str(file))
    return real(file, *rest, **named)
builtins.open = counting
sys.argv = ["briefgen", "build", "--all"]
from briefgen.cli import main
main()
heavy = {"weasyprint", "pydantic", "jinja2", "yaml", "typer", "briefgen.model"} & set(sys.modules)
quiet = (".py",)
print(sorted(heavy), [path for path in opened if not path.endswith(quiet)])
"""


def test_nothing_heavy_is_loaded_and_nothing_read_where_all_stands(root: Path) -> None:
    briefgen(root, "build", NAME)
    time.sleep(SETTLED / 1e9 + 0.1)
    briefgen(root, "build", NAME)  # the files of the copy have come to rest: digests are kept
    said = subprocess.run(
        [sys.executable, "-c", COUNT], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert said.splitlines()[-1] == "[] []"


def test_a_digest_is_believed_only_of_a_file_at_rest(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    digests = Digests()
    first = digests.of(path)
    stamp = digests.known[str(path)]
    assert not stamp.holds(path.stat())  # it was written a moment ago, and might be once more
    rested = Stamp(*stamp[:-1], taken=stamp.changed + SETTLED + 1)
    assert rested.holds(path.stat())
    path.write_bytes(b"2")
    os.utime(path, ns=(rested.modified, rested.modified))  # what a program can set back, is
    digests.known[str(path)] = rested
    assert not rested.holds(path.stat())
    assert digests.of(path) != first
