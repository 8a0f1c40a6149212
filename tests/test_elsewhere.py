"""Themes and kinds that packages bring: what changes in them has a brief built again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.incremental import decide, read_journal
from briefgen.incremental.journal import Journal
from briefgen.incremental.program import dressing
from briefgen.packaged import brought, places_of, stands_on
from doc_examples import claimed
from pages import on_disk
from projects import NAME, SPEC, changed, minimal_project
from shown import entry_points

(SHOWN,) = claimed("themes.md", "test_elsewhere")
ENTRIES = f"""\
{entry_points(SHOWN)}\
other = other_style

[briefgen.kinds]
house-profile = house_kinds:Profile
"""
KIND = """\
from typing import ClassVar
from briefgen.kinds.country_profile import CountryProfile

class Profile(CountryProfile):
    "A profile of the house."
    kind_name: ClassVar[str] = "House profile"
"""
PACKAGES = {
    "house-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: house\nVersion: 1.0\n",
    "house-1.0.dist-info/entry_points.txt": ENTRIES,
    "house-1.0.dist-info/RECORD": "house-1.0.dist-info/RECORD,,\nhouse_kinds.py,,\n",
    "house_style/__init__.py": "",
    "house_style/theme/theme.toml": 'name = "House"\n[style]\naccent = "#123456"\n',
    "house_style/theme/theme.css": "h1{color:red}",
    "other_style/theme.toml": 'name = "Other"\n',
    "house_kinds.py": KIND,
}


def briefgen(root: Path, site: Path) -> str:
    """What a build says, where these packages are installed."""
    paths = os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "build", NAME],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1", "PYTHONPATH": paths},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with packages, and a project that was built with them."""
    place = tmp_path_factory.mktemp("elsewhere")
    site, root = on_disk(PACKAGES, place / "site"), place / "project"
    files = {**minimal_project(), "briefgen.toml": 'theme = "house"\n'}
    files[SPEC] = changed(files[SPEC], "kind: country-profile", "kind: house-profile")
    briefgen(on_disk(files, root), site)
    return place


@pytest.fixture
def site(built: Path) -> Path:
    """The packages, put back as they were: builds know where they lie."""
    shutil.rmtree(built / "site")
    return on_disk(PACKAGES, built / "site")


def journal(site: Path) -> Journal:
    return read_journal(site.parent / "project")


def reasons(site: Path) -> list[str]:
    decision = decide(journal(site), NAME, "", {"strict": False, "validate": False})
    return [str(reason).replace(str(site), "") for reason in decision.reasons]


def write(path: str, text: str) -> Callable[[Path], object]:
    return lambda site: (site / path).write_text(text, "utf-8")


STORIES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "nothing": (lambda site: None, []),
    "touched": (lambda site: (site / "house_style/theme/theme.css").touch(), []),
    "style": (write("house_style/theme/theme.css", "h1{}"), ["/house_style/theme changed"]),
    "a template more": (
        write("house_style/theme/brief.html", "x"),
        ["/house_style/theme changed"],
    ),
    "code of the kind": (write("house_kinds.py", f"{KIND}\n"), ["/house_kinds.py changed"]),
    "a theme that is not used": (write("other_style/theme.toml", ""), []),
    "what the interpreter writes": (
        lambda site: on_disk({"house_style/theme/__pycache__/a.pyc": "x"}, site),
        [],
    ),
    "installed in another way": (
        write("house-1.0.dist-info/RECORD", "house-1.0.dist-info/RECORD,,\n"),
        ["/house-1.0.dist-info/RECORD changed"],
    ),
    "another version": (
        lambda site: (site / "house-1.0.dist-info").rename(site / "house-1.1.dist-info"),
        ["/house-1.0.dist-info/RECORD is gone"],
    ),
    "taken away": (
        lambda site: shutil.rmtree(site / "house_style"),
        ["/house_style/theme is gone"],
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_only_what_a_brief_uses_has_it_built_again(story: str, site: Path) -> None:
    act, expected = STORIES[story]
    act(site)
    assert reasons(site) == expected


def test_a_theme_that_changed_is_on_the_page_and_in_what_is_said(
    site: Path, tmp_path: Path
) -> None:
    (site / "house_style/theme/theme.css").write_text("h1{color:blue}", "utf-8")
    root = Path(shutil.copytree(site.parent / "project", tmp_path / "project"))
    said = briefgen(root, site)
    assert "unchanged" not in said
    assert "house_style/theme changed" in said


def test_digests_of_what_lies_elsewhere_are_kept(site: Path) -> None:
    (built,) = journal(site).builds.values()
    assert {path.replace(str(site), "") for path in built.elsewhere} == {
        "/house_style/theme",
        "/house_kinds.py",
        "/house-1.0.dist-info/RECORD",
    }
    assert str(site / "house_style/theme/theme.css") in journal(site).digests.known


def test_workers_elsewhere_must_have_the_same_versions(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(site))
    assert dressing()["house"] == "1.0"
    (entry,) = (each for each in brought("briefgen.themes") if each.name == "other")
    assert str(site / "other_style") in stands_on(entry, entry.value)
    assert places_of("") == places_of("nothing_there") == ()
