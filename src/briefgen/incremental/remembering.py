"""What was built, put into the journal as it happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.incremental.deciding import Decision
from briefgen.incremental.journal import Asked, Built, Journal, key_of, save
from briefgen.incremental.program import idle_packages, loaded_libraries
from briefgen.incremental.watching import Watched
from briefgen.results import BuildResult

MOST_KEPT = 2_000_000  # bytes of an input that is kept, to say later what changed in it
AT_ONCE = 16  # builds after which the journal is written; what is lost with a run is built again


@dataclass(frozen=True)
class Seen:
    """What one build looked at, as a value that a worker can return."""

    job: str
    reads: Mapping[str, str]
    absent: tuple[str, ...]
    listings: Mapping[str, str]
    content: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    uses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    libraries: tuple[str, ...] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)  # path to digest
    idle: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        files: Watched,
        job: str,
        uses: Mapping[str, tuple[str, ...]],
        elsewhere: Mapping[str, str],
    ) -> Seen:
        """What these files were asked for, and what was used besides them."""
        content = {
            files.reads[path]: content
            for path, content in files.content.items()
            if len(content) <= MOST_KEPT
        }
        absent = tuple(sorted(files.absent - files.reads.keys()))
        reads, listings = dict(files.reads), dict(files.listings)
        found = loaded_libraries(), elsewhere, idle_packages()
        return cls(job, reads, absent, listings, content, uses, *found)


@dataclass
class Memory:
    """A journal that is being written."""

    journal: Journal
    target: str  # where output was asked to go, as the journal names it
    asked: Asked
    decisions: Mapping[str, Decision]
    _new: list[str] = field(default_factory=list)
    _kept: dict[str, bytes] = field(default_factory=dict)

    def reasons(self, name: str) -> tuple[str, ...]:
        """Why a brief is being built, in words."""
        decision = self.decisions.get(name)
        return tuple(map(str, decision.reasons)) if decision else ()

    def known(self, name: str) -> str:
        """The job of a brief whose PDF stands if only inputs changed and the job is the same."""
        decision = self.decisions.get(name)
        if decision is None or decision.built is None or not decision.same_page_will_do:
            return ""
        return decision.built.job

    def recalled(self, name: str) -> BuildResult:
        """The result of the build before, whose PDF stands."""
        return self.decisions[name].recalled(self.journal.root)

    def look_around(self) -> None:
        """See now how the program is, which is asked for when something is to be remembered."""
        self.journal.program(loaded_libraries())

    def remember(self, result: BuildResult, seen: Seen) -> None:
        """A brief was built, or found to be as it should be."""
        if result.path is None:
            return
        path, root = result.path.resolve(), self.journal.root.resolve()
        digest = self.journal.digests.of(path)
        if digest is None:
            return
        key = key_of(result.name, self.target)
        program = self.journal.program(seen.libraries, seen.idle)
        self.journal.programs[program.key] = program
        self.journal.builds[key] = Built(
            name=result.name,
            asked=dict(self.asked),
            reads=seen.reads,
            absent=seen.absent,
            listings=seen.listings,
            program=program.key,
            libraries=seen.libraries,
            job=seen.job,
            outputs={str(path.relative_to(root) if path.is_relative_to(root) else path): digest},
            result=result.as_dict(),
            uses=seen.uses,
            elsewhere=seen.elsewhere,
            idle=seen.idle,
        )
        self._new.append(key)
        self._kept.update(seen.content)
        if len(self._new) >= AT_ONCE:
            self.save()

    def save(self) -> None:
        """Write the journal, if there is anything new in it."""
        if self._new:
            for path in {path for key in self._new for path in self.journal.builds[key].reads}:
                self.journal.digests.of(self.journal.root / Path(path))
            for path in {path for key in self._new for path in self.journal.builds[key].elsewhere}:
                self.journal.digests.whole(path)
            save(self.journal, self._new, self._kept)
            self._new.clear()
            self._kept.clear()
