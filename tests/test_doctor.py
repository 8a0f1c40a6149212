"""`briefgen doctor`, and what a build says where the engine cannot be loaded."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet

from briefgen.assets import asset_folder
from briefgen.cli.commands import app
from briefgen.doctor import engine, folders, packages
from briefgen.doctor.findings import Finding, State
from briefgen.errors import ExitCode
from briefgen.machine import LIBRARIES, SYSTEMS, Machine, described, library_files, this_machine
from briefgen.outputs.footnotes.guard import TESTED
from doc_examples import claimed
from pages import ROOT, on_disk, project, run
from stand_ins import without_library, without_package

DEBIAN = Machine("Debian", "debian")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return on_disk(project(), tmp_path_factory.mktemp("project"))


def lines_of(stdout: str) -> dict[str, tuple[str, str]]:
    """State and words by what was looked at."""
    heads = [line for line in stdout.splitlines() if not line.startswith(" ")]
    parts = [(line[:6].strip(), *line[7:].split(": ", 1)) for line in heads]
    return {what: (state, said) for state, what, said in parts}


# A machine that has all ------------------------------------------------------------------------


def test_here_nothing_is_wrong(folder: Path) -> None:
    done = run(folder, "doctor")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    told = lines_of(done.stdout)
    assert told["a page"] == ("ok", "set, with its footnote proven")
    assert told["libraries"][1].startswith("gobject, pango 1.")
    assert told["footnotes"][1].endswith(f"WeasyPrint {TESTED}")
    assert told["project"] == ("ok", str(folder))
    assert "wrong" not in {state for state, _ in told.values()}


def test_the_same_as_json(folder: Path) -> None:
    done = run(folder, "doctor", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert {frozenset(each) for each in found} == {frozenset(("what", "state", "said", "mend"))}
    assert {each["state"] for each in found} <= {"ok", "note"}


def test_without_a_project_it_says_how_to_begin_one(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor")
    assert done.returncode == 0
    assert lines_of(done.stdout)["project"] == ("note", "none here or above")
    assert "briefgen new KIND NAME" in done.stdout


# A machine without Pango -----------------------------------------------------------------------


def test_missing_libraries_are_named_with_their_command(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "doctor", env=without_library("pango", tmp_path))
    (shown,) = claimed("commands.md", "test_doctor")  # as it is said on Debian
    ours = this_machine()
    assert shown.replace(DEBIAN.install(["pango"]), ours.install(["pango"])) in done.stdout
    assert (done.returncode, done.stderr) == (ExitCode.PROBLEMS, "")
    told = lines_of(done.stdout)
    assert told["library pango"][0] == told["library pangoft2"][0] == "wrong"
    assert this_machine().install(["pangoft2"]) in done.stdout
    assert told["a page"][0] == "wrong"
    assert told["footnotes"][0] == "note"
    assert told["fonts"][0] == told["output"][0] == "ok"  # the rest is looked at all the same


def test_a_build_without_pango_points_the_way(folder: Path, tmp_path: Path) -> None:
    environment = without_library("pango", tmp_path)
    done = run(folder, "build", "small", "--json", env=environment)
    assert done.returncode == ExitCode.RENDERING
    (problem,) = json.loads(done.stdout)[0]["problems"]  # nothing else is on standard output
    assert "cannot load a system library" in problem["message"]
    assert problem["hint"].startswith(this_machine().install(["pango"]))
    assert "briefgen doctor" in problem["hint"]
    done = run(folder, "build", "small", "-o", "-", env=environment)
    assert (done.returncode, done.stdout) == (ExitCode.RENDERING, "")
    assert "Traceback" not in done.stderr


def test_a_missing_engine_is_told_too(folder: Path, tmp_path: Path) -> None:
    environment = without_package("weasyprint", tmp_path)
    done = run(folder, "build", "small", env=environment)
    assert done.returncode == ExitCode.RENDERING
    assert "cannot load a package of Python" in done.stderr
    assert "briefgen doctor" in done.stderr
    done = run(folder, "doctor", env=environment)
    assert done.returncode == ExitCode.PROBLEMS
    assert lines_of(done.stdout)["a page"][0] == "wrong"


@pytest.mark.parametrize("package", ["jinja2", "pycountry", "pypdfium2"])
def test_it_examines_what_cannot_be_loaded_whole(
    folder: Path, tmp_path: Path, package: str
) -> None:
    done = run(folder, "doctor", env=without_package(package, tmp_path))
    assert (done.returncode, done.stderr) == (ExitCode.PROBLEMS, "")
    assert package in next(line for line in done.stdout.splitlines() if line.startswith("wrong"))


def test_each_missing_library_has_a_command_of_its_own() -> None:
    def load(name: str) -> object:
        if "harfbuzz" in name:
            raise OSError
        return object()

    found = list(engine.libraries(DEBIAN, load))
    assert [(each.what, each.state, each.mend) for each in found] == [
        ("library harfbuzz", State.WRONG, "sudo apt-get install libharfbuzz0b"),
        ("library harfbuzz-subset", State.WRONG, "sudo apt-get install libharfbuzz-subset0"),
        ("libraries", State.OK, ""),
    ]
    assert found[-1].said == "gobject, pango, pangoft2, fontconfig"


def test_the_documentation_shows_it_as_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> object:
        if name == "libpango-1.0.so.0":
            raise OSError
        return object()

    found = next(engine.libraries(DEBIAN, load))
    monkeypatch.setattr("briefgen.doctor.examine", lambda start: [found])
    with pytest.raises(SystemExit):
        app(["doctor"])
    assert capsys.readouterr().out in (ROOT / "docs/commands.md").read_text("utf-8")


def test_on_a_mac_a_library_may_be_there_and_not_be_found() -> None:
    def load(name: str) -> object:
        raise OSError

    first = next(engine.libraries(Machine("macOS", "macos"), load))
    assert first.mend.startswith("brew install glib; if it is there already: export DYLD_")


# Systems ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ('ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"', "sudo apt-get install libp"),
        ("ID=linuxmint\nID_LIKE='ubuntu debian'", "sudo apt-get install libpango-1.0-0"),
        ("ID=ubuntu\nID_LIKE=debian", "sudo apt-get install libpango-1.0-0"),
        ("ID=fedora", "sudo dnf install pango"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"', "sudo dnf install pango"),
        ("ID=arch", "sudo pacman -S pango"),
        ("ID=manjaro\nID_LIKE=arch", "sudo pacman -S pango"),
        ("ID=alpine", "doas apk add so:libpango-1.0.so.0"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"', "sudo zypper install libpango-1_0"),
        ("ID=void", "install pango with the package manager of this system"),
        ("", "install pango with the package manager of this system"),
        ("garbage\n===", "install pango with the package manager of this system"),
    ],
)
def test_the_command_is_that_of_the_system(release: str, command: str) -> None:
    assert described(release, root=False).install(["pango"]).startswith(command)


def test_root_needs_no_sudo_and_a_package_is_named_once() -> None:
    machine = described("ID=fedora", root=True)
    assert machine.install(["pango", "pangoft2"]) == "dnf install pango"
    assert Machine("macOS", "macos").install() == "brew install glib pango harfbuzz fontconfig"


def test_every_system_has_every_library() -> None:
    for system in SYSTEMS.values():
        assert tuple(system.packages) == LIBRARIES


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="this is no Debian")
@pytest.mark.parametrize("name", LIBRARIES)
def test_packages_of_debian_have_the_libraries(name: str) -> None:
    file = library_files()[name]
    listed = subprocess.run(
        ["dpkg-query", "-S", f"*/{file}"], capture_output=True, text=True, check=False
    ).stdout
    # From 13 on a package that was built for 64-bit times has t64 after its name.
    owners = {line.split(":")[0].removesuffix("t64") for line in listed.splitlines()}
    assert SYSTEMS["debian"].packages[name] in owners


# Packages --------------------------------------------------------------------------------------


def test_a_missing_package_has_its_command() -> None:
    first, rest = packages.needed(["no-such-package>=2,<3", "pytest>=1"])
    assert (first.state, first.said) == (State.WRONG, "no-such-package is not installed")
    assert first.mend == f'{sys.executable} -m pip install "no-such-package>=2,<3"'
    assert rest.said == f"pytest {metadata.version('pytest')}"


def test_a_package_that_is_too_old_or_too_new() -> None:
    (found,) = packages.needed(["pytest<2"])
    assert found.state is State.WRONG
    assert found.said.endswith("does not fit")


def test_an_extra_that_is_not_there_is_only_a_note() -> None:
    found = packages.of_extra("more", ["no-such-package>=2; extra == 'more'", "pytest"])
    assert (found.state, found.said) == (State.NOTE, "without no-such-package")
    assert found.mend.endswith('-m pip install "briefgen[more]"')
    assert packages.of_extra("more", ["pytest"]).state is State.OK


NUMBERS = st.lists(st.integers(0, 20), min_size=1, max_size=3).map(lambda n: ".".join(map(str, n)))


@given(NUMBERS, NUMBERS, st.sampled_from([">=", "<", "<=", ">", "=="]))
def test_versions_fit_as_pip_says(version: str, bound: str, sign: str) -> None:
    wanted = SpecifierSet(f"{sign}{bound}").contains(version)
    assert packages.fits(version, f"{sign}{bound}") == wanted


def test_run_from_its_source_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", missing)
    (found,) = packages.packages()
    assert found.state is State.NOTE


def test_another_engine_leaves_footnotes_uncorrected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "version", lambda name: "70.9")
    found = engine.correction()
    assert (found.state, "this is 70.9" in found.said) == (State.NOTE, True)
    assert found.mend.endswith(f'"weasyprint=={TESTED}"')


# Folders ---------------------------------------------------------------------------------------


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the program's own files, to spoil."""
    copied = shutil.copytree(asset_folder() / "fonts", tmp_path / "assets/fonts")
    monkeypatch.setattr(folders, "asset_folder", lambda: tmp_path / "assets")
    yield copied


def test_fonts_that_are_whole(shipped: Path) -> None:
    assert folders.fonts() == Finding("fonts", State.OK, "34 files, as they were shipped")


def test_fonts_that_are_spoiled_or_gone(shipped: Path) -> None:
    first, second, *_ = sorted(shipped.glob("*.woff2"))
    first.write_bytes(first.read_bytes()[:-1])
    second.unlink()
    found = folders.fonts()
    assert found.state is State.WRONG
    assert found.said == f"not as they were shipped: {first.name}, {second.name}"
    (shipped / "SHA256SUMS").unlink()
    assert folders.fonts().state is State.WRONG


def test_temporary_files_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/no/such/folder")
    found = folders.temporary()
    assert found.state is State.WRONG
    assert "TMPDIR" in found.mend


def test_settings_that_are_wrong_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('page_size = "A5"\n', "utf-8")
    _, found = folders.project(tmp_path)
    assert (found.what, found.state) == ("briefgen.toml", State.WRONG)
    assert found.said.startswith("briefgen.toml:1:13: “A5”")
    assert found.mend


def test_an_output_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "briefgen.toml").touch()
    (tmp_path / "out").touch()
    assert "a file stands in its place" in list(folders.project(tmp_path))[-1].said
    (tmp_path / "out").unlink()
    assert list(folders.project(tmp_path))[-1].state is State.OK
    assert not (tmp_path / "out").exists()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    found = list(folders.project(tmp_path))[-1]
    assert (found.state, "chmod" in found.mend) == (State.WRONG, True)


def test_a_package_for_another_platform_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    other = "linux" if sys.platform == "win32" else "win32"
    asked = [f"nowhere>=1; sys_platform == '{other}'", f'nothing; sys_platform == "{sys.platform}"']
    monkeypatch.setattr(metadata, "requires", lambda name: asked)
    wrong = [found.said for found in packages.packages() if found.state is State.WRONG]
    assert wrong == ["nothing is not installed"]
