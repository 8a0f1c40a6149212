"""Publishers in processes of their own, which are killed at any moment; run by a test.

    python publishers.py FOLDER SEED

All is real but the setting of pages, which takes seconds and writes nothing: processes, locks,
files and kills. It prints one line of JSON with what was found wrong, and how much was tried.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from briefgen import publishing
from briefgen.errors import ExitCode
from briefgen.evidence.bundle import bundle
from briefgen.evidence.carrying import Kept
from briefgen.evidence.frozen import faults, frozen, latest_in
from briefgen.evidence.manifest import Manifest
from briefgen.evidence.numbering import numbered
from briefgen.evidence.shelf import UNFINISHED
from briefgen.printing import Order, Printed, gather
from briefgen.progress import Progress
from briefgen.project import DiskFiles, Overlaid
from briefgen.results import BuildResult, Published
from briefgen.settings import Settings
from briefgen.validation import Checked
from projects import NAME, SPEC, changed, minimal_project

KILLS = 40
CROWD, EACH = 5, 4  # publishers at once, and how much each has to say
LONGEST = 0.03  # seconds between the last word of the page and the kill


class Workshop:
    """A project in a folder, with publishers for it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.files = root, DiskFiles(root)
        self.chance = random.Random(seed)
        self.wrong: list[str] = []
        self.unfinished = 0
        self.ready = 1  # where a publisher says that it is about to write
        for path, text in minimal_project().items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")

    def make(self, checked: Checked, order: Order, progress: Progress) -> Printed:
        """What a build gives, without the seconds that pages take."""
        evidence = gather(checked, order)
        settings = numbered(evidence)
        files = bundle(checked, evidence.files, settings)
        dates = ("2026-11-23", "2026-11-23")
        about = Manifest(NAME, settings.edition, "T", *dates, "TLP:CLEAR", evidence.content)
        os.write(self.ready, b".")
        result = BuildResult(NAME, ExitCode.DONE)
        return Printed(
            result, evidence.content.encode() * 500, Kept(about.with_files(files), files)
        )

    def publish(self, title: str, more: str = "", settings: Settings | None = None) -> Published:
        """Publish what differs from all else by its title, and by lines at the end of the spec."""
        spec = changed(minimal_project()[SPEC], "title: Tajikistan\n", f"title: {title}\n")
        over = Overlaid(self.files, {SPEC: f"{spec}{more}".encode()})
        order = Order(over, settings or Settings(), None)
        (result,) = publishing.publish([NAME], order, self.root, lambda name, stage: None)
        return result

    def look(self, when: str) -> int:
        """Hold every edition against its hashes; the number of editions there are."""
        found = frozen(self.files, "editions", NAME)
        for edition in found:
            self.wrong += [f"{when}: {said}" for said in faults(self.files, "editions", edition)]
        folder = self.root / "editions" / NAME
        last = latest_in(self.files, f"editions/{NAME}")
        if last is not None and last not in [edition.number for edition in found]:
            self.wrong.append(f"{when}: the latest is said to be {last}, which is not there")
        if not found and last is not None:
            self.wrong.append(f"{when}: something was lost")
        self.unfinished += len(list(folder.glob(f"{UNFINISHED}*")))
        return len(found)

    def settled(self, when: str, number: int) -> None:
        """After a run that ended by itself nothing is left over and the last is the latest."""
        folder = self.root / "editions" / NAME
        if latest_in(self.files, f"editions/{NAME}") != number:
            self.wrong.append(f"{when}: the latest is not {number}")
        if left := [path.name for path in folder.iterdir() if path.name.startswith(".")]:
            self.wrong.append(f"{when}: left over: {left}")


def apart(work: Callable[[], object]) -> int:
    """Do something in a process of its own, which nothing but a kill ends early."""
    if child := os.fork():
        return child
    try:
        work()
    finally:
        os._exit(0)


def killed(shop: Workshop) -> None:
    """One after the other is killed while it writes; the next has to find all in order."""
    before = 0
    for number in range(KILLS):
        reading, shop.ready = os.pipe()
        child = apart(partial(shop.publish, f"Killed {number}"))
        os.read(reading, 1)
        time.sleep(shop.chance.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(shop.ready)
        there = shop.look(f"after kill {number}")
        if there < before:
            shop.wrong.append(f"after kill {number}: an edition is lost")
        before = there
        if number % 4 == 0:
            shop.ready = os.open(os.devnull, os.O_WRONLY)
            result = shop.publish(f"Killed {number}")
            if not result.ok:
                shop.wrong.append(f"after kill {number}: {result.problems}")
            shop.settled(f"after run {number}", result.edition)
            before = shop.look(f"after run {number}")
            os.close(shop.ready)


def crowded(shop: Workshop) -> int:
    """Several publish at once, some are killed; what was said to be published is there, once."""
    shop.ready = os.open(os.devnull, os.O_WRONLY)
    reading, writing = os.pipe()
    children = [apart(partial(_says, shop, writing, child)) for child in range(CROWD)]
    time.sleep(shop.chance.uniform(0.1, 0.4))
    os.kill(children[0], signal.SIGKILL)
    for child in children:
        os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = dict(line.split() for line in stream)
    manifests = {str(each.number): each.manifest for each in frozen(shop.files, "editions", NAME)}
    for number, content in said.items():
        about = manifests.get(number)
        if about is None or about.content != content:
            shop.wrong.append(f"edition {number} was published and is not there")
    if len(said) < (CROWD - 1) * EACH:
        shop.wrong.append(f"only {len(said)} editions were published")
    shop.look("after the crowd")
    shop.settled("after the crowd", max(map(int, manifests)))
    return len(said)


def _says(shop: Workshop, writing: int, child: int) -> None:
    for number in range(EACH):
        result = shop.publish(f"Publisher {child} says {number}")
        content = next(
            each.manifest.content
            for each in frozen(shop.files, "editions", NAME)
            if each.number == result.edition and each.manifest
        )
        os.write(writing, f"{result.edition} {content}\n".encode())


def main(root: Path, seed: int) -> None:
    """Try all of it, and print what was wrong."""
    shop = Workshop(root, seed)
    vars(publishing).update(make_checked=shop.make, moved_since=lambda made: ())
    killed(shop)
    published = crowded(shop)
    done = {"wrong": shop.wrong, "unfinished": shop.unfinished, "published": published}
    sys.stdout.write(json.dumps(done))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
