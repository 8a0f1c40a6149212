"""What builds cost, counted: modules and files. Seconds depend on the machine; these do not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefgen.incremental.journal import FILE, FOLDER
from briefgen.project import write_whole
from projects import NAME, SPEC, minimal_project

BRIEFS = 200
MOST_MODULES = 25  # of briefgen, where nothing is to be done; 24 were seen
MOST_OF_THE_PROGRAM = 104  # templates, themes, fonts and maps, all hashed; 100 were seen
LAUNCH = {"__main__", "__mp_main__", "_distutils_hack", "sitecustomize", "usercustomize"}
AT_REST = 3_000_000_000  # nanoseconds
COUNT = """
import sys
opened = []
sys.addaudithook(lambda event, told: event == "open" and opened.append(str(told[0])))
sys.argv = ["briefgen", *sys.argv[1:]]
import json
from briefgen.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps({"opened": opened, "modules": [*sys.modules]}))
"""
HEAVY = {"weasyprint", "pydantic", "jinja2", "yaml", "typer", "pebble", "briefgen.model"}


@dataclass(frozen=True)
class Counts:
    """What one run of the command did."""

    said: list[str]
    opened: Counter[str]
    modules: set[str]

    def of(self, root: Path) -> dict[str, int]:
        """How often each file of a project was opened; what briefgen keeps for itself aside."""
        inside = {path: n for path, n in self.opened.items() if Path(path).is_relative_to(root)}
        named = {str(Path(path).relative_to(root)): n for path, n in inside.items()}
        return {path: n for path, n in named.items() if not path.startswith((FOLDER, "out/."))}


def counted(root: Path, *words: str) -> Counts:
    done = subprocess.run(
        [sys.executable, "-c", COUNT, *words], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    *said, told = done.stdout.splitlines()
    found = json.loads(told)
    return Counts(said, Counter(found["opened"]), set(found["modules"]))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counts]:
    """A project and what its first build did."""
    root = tmp_path_factory.mktemp("counted").resolve()
    for path, text in minimal_project().items():
        write_whole(root / path, text.encode())
    return root, counted(root, "build", NAME)


def test_a_build_opens_each_file_of_the_project_once_to_make_and_once_to_remember(
    first: tuple[Path, Counts],
) -> None:
    root, counts = first
    opened = counts.of(root)
    assert opened.pop("briefgen.toml") <= 6  # settings are asked for by several parts of a command
    assert opened.keys() == {path for path in minimal_project() if path != "briefgen.toml"} | {
        f"out/{NAME}.pdf"
    }
    assert {path: n for path, n in opened.items() if n > 2} == {}


def test_a_build_opens_no_more_of_the_program_than_it_did(first: tuple[Path, Counts]) -> None:
    _, counts = first
    own = {path for path in counts.opened if "/assets/" in path or "/templates/" in path}
    assert len(own) <= MOST_OF_THE_PROGRAM


def multiplied(root: Path) -> None:
    """The journal and the files as they are after a build of many briefs, long ago."""
    told: dict[str, Any] = json.loads((root / FOLDER / FILE).read_bytes())
    ((_, built),) = told["builds"].items()
    spec, pdf = (root / SPEC).read_bytes(), (root / f"out/{NAME}.pdf").read_bytes()
    for number in range(BRIEFS):
        name = f"{NAME}-{number:03}"
        as_text = json.dumps(built).replace(SPEC, f"briefs/{name}.yaml")
        told["builds"][f"{name}\n"] = json.loads(
            as_text.replace(f"out/{NAME}.pdf", f"out/{name}.pdf")
        ) | {"name": name, "result": built["result"] | {"name": name}}
        write_whole(root / f"briefs/{name}.yaml", spec)
        write_whole(root / f"out/{name}.pdf", pdf)
    reads = {
        path for each in told["builds"].values() for path in (*each["reads"], *each["outputs"])
    }
    told["files"] |= {str(root / path): stamp(root / path) for path in reads}
    for path, kept in told["files"].items():
        told["files"][path] = [*kept[:-1], Path(path).stat().st_ctime_ns + AT_REST]
    (root / FOLDER / FILE).write_text(json.dumps(told), "utf-8")


def stamp(path: Path) -> list[Any]:
    import hashlib

    now, digest = path.stat(), hashlib.sha256(path.read_bytes()).hexdigest()
    times = now.st_mtime_ns, now.st_ctime_ns
    return [digest, now.st_size, *times, now.st_ino, now.st_dev, now.st_ctime_ns + AT_REST]


def _is_foreign(module: str) -> bool:
    """Whether it comes neither with Python nor with the test."""
    top = module.partition(".")[0]
    return top not in sys.stdlib_module_names and top not in LAUNCH


@pytest.mark.skipif(os.name != "posix", reason="there every file is read, each time")
def test_two_hundred_briefs_that_stand_cost_one_file_and_few_modules(
    first: tuple[Path, Counts],
) -> None:
    root, _ = first
    multiplied(root)
    counts = counted(root, "build", "--all")
    assert len(counts.said) == BRIEFS + 1
    assert {line.split(": ")[1].split(",")[0] for line in counts.said} == {"unchanged"}
    assert HEAVY.isdisjoint(counts.modules)
    ours = {module for module in counts.modules if module.startswith("briefgen")}
    assert len(ours) <= MOST_MODULES
    assert {module for module in counts.modules - ours if _is_foreign(module)} == set()
    code = (".py", ".pyc", ".so")
    beside = {path for path in counts.opened if not path.endswith(code) and path != "<string>"}
    assert {path for path in beside if Path(path).is_relative_to(root)} == {
        str(root / FOLDER / FILE)
    }
