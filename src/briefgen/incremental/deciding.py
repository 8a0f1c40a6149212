"""Whether a brief must be built again, and why: each reason is a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.incremental.journal import Asked, Built, Journal, key_of
from briefgen.incremental.watching import listing_now
from briefgen.project import DiskFiles
from briefgen.results import BuildResult

FIRST = "first build"
_ASKED = {True: "now with --{}", False: "now without --{}"}


@dataclass(frozen=True)
class Reason:
    """Why a brief is built, in words; and the file that is behind it, if one is."""

    words: str
    path: str = ""  # in the project
    before: str = ""  # its digest as it was
    maker: bool = False  # what finished PDFs are made with is another, whatever the page shows

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Decision:
    """What is known of a brief before anything heavy is loaded."""

    name: str
    built: Built | None = None  # the last build, where it is remembered
    reasons: tuple[Reason, ...] = ()  # none: it is as it should be

    @property
    def unchanged(self) -> bool:
        """Whether there is nothing to do."""
        return self.built is not None and not self.reasons

    @property
    def same_page_will_do(self) -> bool:
        """Whether its PDF stands if its page turns out to be the same."""
        return self.built is not None and not any(reason.maker for reason in self.reasons)

    def recalled(self, root: Path) -> BuildResult:
        """The result of the last build, which must be remembered and whose PDF stands."""
        assert self.built is not None
        (path,) = self.built.outputs
        return BuildResult.recalled(self.built.result, root / path, tuple(map(str, self.reasons)))


def decide(journal: Journal, name: str, target: str, asked: Asked) -> Decision:
    """What is to be done with a brief, by content alone: no clock, no order of runs."""
    built = journal.builds.get(key_of(name, target))
    if built is None:
        words = f"no build of it is remembered: {journal.lost}" if journal.lost else FIRST
        return Decision(name, None, (Reason(words, maker=True),))
    reasons = (
        *_asked_otherwise(built, asked),
        *_inputs(journal, built),
        *_program(journal, built),
        *_outputs(journal, built),
    )
    return Decision(name, built, reasons)


def _asked_otherwise(built: Built, asked: Asked) -> Iterator[Reason]:
    for option in sorted({*asked, *built.asked}):
        wanted = asked.get(option, False)
        if built.asked.get(option, False) != wanted:
            value = f" {wanted}" if isinstance(wanted, str) and wanted else ""
            yield Reason(f"{_ASKED[bool(wanted)].format(option)}{value}", maker=True)


def _inputs(journal: Journal, built: Built) -> Iterator[Reason]:
    root, files = str(journal.root), DiskFiles(journal.root)
    for path, before in built.reads.items():
        now = journal.digests.of(f"{root}/{path}")
        if now is None:
            yield Reason(f"{path} is gone", path, before)
        elif now != before:
            yield Reason(f"{path} changed", path, before)
    yield from (Reason(f"{path} appeared", path) for path in built.absent if files.exists(path))
    for listing, before in built.listings.items():
        if listing_now(files, listing) != before:
            yield Reason(f"{listing.partition('/*')[0]}/ has other files in it")
    yield from _elsewhere(journal, built)


def _elsewhere(journal: Journal, built: Built) -> Iterator[Reason]:
    """What became of themes and kinds that packages bring, file by file and not by version."""
    for path, before in built.elsewhere.items():
        now = journal.digests.whole(path)
        if now != before:
            yield Reason(f"{path} is gone" if now is None else f"{path} changed")


def _program(journal: Journal, built: Built) -> Iterator[Reason]:
    now = journal.program(built.libraries, built.idle)
    if now.key == built.program:
        return
    before = journal.programs.get(built.program)
    if before is None:
        yield Reason("the program that built it is not remembered", maker=True)
        return
    other = before.maker != now.maker
    yield from (Reason(words, maker=other) for words in before.changes(now))


def _outputs(journal: Journal, built: Built) -> Iterator[Reason]:
    for path, before in built.outputs.items():
        now = journal.digests.of(journal.root / path)
        if now is None:
            yield Reason(f"{path} is gone", maker=True)
        elif now != before:
            yield Reason(f"{path} was altered", maker=True)
