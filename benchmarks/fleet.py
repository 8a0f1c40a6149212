"""Many briefs: `python benchmarks/fleet.py --briefs 200 --rounds 7`.

A fleet is made of the shipped briefs: each takes its turn, under another title and reference and
without a few of its paragraphs, so that no two are alike. Then, in one run:

* **All anew**: `briefgen build --all --force` against `xargs -P CORES -n 1 weasyprint` on the
  same pages.
* **Nothing changed**: `briefgen build --all`, `briefgen build NAME` and a Typer program of two
  commands that do nothing, in turn (A B C A B C), after a round that does not count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from briefgen.printing import Order, prepare
from briefgen.project import DiskFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from one_brief import ROOT, Cost, compare, rounds, run, spread, surroundings, write_page

COMPILED = ROOT / "build" / "compiled"
SHIPPED = ("kazakhstan", "kazakhstan-africa", "isk-threat", "ots-summit-2022")
TWO_COMMANDS = """\
import typer
app = typer.Typer()
@app.command()
def build(name: str = "all") -> None:
    pass
@app.command()
def check(name: str = "all") -> None:
    pass
app()
"""
PLAIN = """\
import sys
from weasyprint.__main__ import main
main(["-q", "--pdf-variant", "pdf/ua-1", sys.argv[1], sys.argv[1] + ".pdf"])
"""
# A paragraph of prose in a list of blocks; what is cited elsewhere in the brief stays cited there.
_PARAGRAPH = re.compile(r"^      - (?:[A-Z“][^\n{}#]*)\n(?:        [^\n{}#-][^\n{}#]*\n)*", re.M)


def fleet_at(folder: Path, count: int, seed: int = 7) -> list[str]:
    """A project of so many briefs; their names."""
    for part in ("sources", "data", "assets", "schemas", "briefgen.toml"):
        whole = ROOT / part
        if whole.is_dir():
            shutil.copytree(whole, folder / part)
        elif whole.exists():
            shutil.copy(whole, folder / part)
    (folder / "briefs").mkdir()
    chance = random.Random(seed)
    names = [f"{SHIPPED[number % len(SHIPPED)]}-{number:04}" for number in range(count)]
    for number, name in enumerate(names):
        text = (ROOT / f"briefs/{SHIPPED[number % len(SHIPPED)]}.yaml").read_text("utf-8")
        (folder / f"briefs/{name}.yaml").write_text(varied(text, number, chance), "utf-8")
    return names


def varied(text: str, number: int, chance: random.Random) -> str:
    """A brief of its own: another title and reference, a few paragraphs less."""
    text = re.sub(r"^(title: .*)$", rf"\1 {number}", text, count=1, flags=re.M)
    text = re.sub(r"^(reference: .*)$", rf"\1-{number}", text, count=1, flags=re.M)
    found = list(_PARAGRAPH.finditer(text))
    for match in sorted(chance.sample(found, min(3, len(found))), key=lambda m: -m.start()):
        text = text[: match.start()] + text[match.end() :]
    return text


def pages_of(folder: Path, names: Sequence[str], into: Path) -> list[Path]:
    """The same pages for the plain engine; briefs that cannot be checked are an error."""
    files = DiskFiles(folder)
    order = Order(files, read_settings(files), None)
    pages = []
    for name in names:
        checked = check(files, name)
        if checked.brief is None:
            raise SystemExit(f"{name}: {checked.errors[0]}")
        (into / name).mkdir()
        pages.append(write_page(prepare(checked, order)[1], into / name))
    return pages


def shell(command: str) -> Cost:
    """A command line, with the fonts of the machine and bytecode as after an installation."""
    return run(["sh", "-c", command], surroundings(COMPILED, fonts=True))


def anew(folder: Path, names: Sequence[str], cores: int) -> dict[str, object]:
    """Both ways to make all PDFs."""
    with tempfile.TemporaryDirectory() as made:
        pages = pages_of(folder, names, Path(made))
        script = Path(made) / "plain.py"
        script.write_text(PLAIN, "utf-8")
        listed = Path(made) / "pages"
        listed.write_text("\n".join(map(str, pages)), "utf-8")
        command = f"xargs -P {cores} -n 1 {sys.executable} {script} < {listed}"
        theirs = shell(command)
        ours = shell(f"cd {folder} && {sys.executable} -m briefgen build --all --force")
    return {
        "briefs": len(names),
        "throughput of briefgen / plain engine": round(theirs.wall / ours.wall, 2),
        "seconds": {"briefgen": round(ours.wall, 1), "plain engine": round(theirs.wall, 1)},
    }


def unchanged(folder: Path, name: str, count: int) -> dict[str, object]:
    """What it costs to see that nothing is to be done."""
    ours = f"cd {folder} && exec {sys.executable} -m briefgen build"
    every, one, nothing = rounds(
        count,
        partial(shell, f"{ours} --all -q"),
        partial(shell, f"{ours} {name}"),
        partial(shell, f"exec {sys.executable} -c '{TWO_COMMANDS}' build"),
    )
    return {
        "all, unchanged / two commands": compare(every, nothing),
        "one, unchanged / two commands": compare(one, nothing),
        "milliseconds of two commands": spread([1000 * cost.wall for cost in nothing]),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only-make", type=Path, help="a folder for the project of the fleet")
    chosen = parser.parse_args()
    if chosen.only_make:
        chosen.only_make.mkdir()
        fleet_at(chosen.only_make, chosen.briefs)
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "fleet"
        folder.mkdir()
        names = fleet_at(folder, chosen.briefs)
        print(json.dumps(anew(folder, names, chosen.cores), indent=2))
        shell(f"cd {folder} && {sys.executable} -m briefgen build --all -q")
        print(json.dumps(unchanged(folder, names[0], chosen.rounds), indent=2))


if __name__ == "__main__":
    main()
