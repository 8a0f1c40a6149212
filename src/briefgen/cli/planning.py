"""What is to be done, decided before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefgen.errors import UsageProblem
from briefgen.incremental import Asked, Decision, Journal, Memory, decide, read_journal
from briefgen.project import DiskFiles, brief_names, find_root, spec_path
from briefgen.results import BuildResult


@dataclass(frozen=True)
class Plan:
    """For each brief, whether it stands or why it is built."""

    journal: Journal
    target: str
    asked: Asked
    decisions: Mapping[str, Decision]

    @property
    def done(self) -> bool:
        """Whether there is nothing to do at all."""
        return all(decision.unchanged for decision in self.decisions.values())

    @property
    def lost(self) -> str:
        """One line on a journal that cannot be used, or nothing."""
        why = self.journal.lost
        return f"{self.journal.path}: {why}; everything is built anew" if why else ""

    @cached_property
    def memory(self) -> Memory:
        """What builds put their findings into."""
        return Memory(self.journal, self.target, self.asked, self.decisions)

    def standing(self) -> Iterator[BuildResult]:
        """The results of briefs that need nothing."""
        for decision in self.decisions.values():
            if decision.unchanged:
                yield decision.recalled(self.journal.root)

    def explained(self, name: str) -> Iterator[str]:
        """What changed, line by line."""
        from briefgen.incremental.explaining import explained

        yield from explained(self.journal, self.decisions[name])


def planned(
    names: Sequence[str] | None,
    every: bool,
    output: str | None,
    asked: Asked,
    force: bool,
) -> Plan | None:
    """The plan for these briefs; None where a name is none, which is told with all others."""
    if bool(names) == every:
        return None
    root = find_root(Path.cwd())
    files = DiskFiles(root)
    try:
        paths = [spec_path(files, name) for name in names or brief_names(files)]
    except UsageProblem:
        return None
    target = "" if output is None else str(Path(output).resolve())
    journal = read_journal(root)
    found = dict.fromkeys(Path(path).stem for path in paths)
    if force:
        decisions = {name: Decision(name) for name in found}
    else:
        decisions = {name: decide(journal, name, target, asked) for name in found}
    return Plan(journal, target, asked, decisions)
