"""What changed between two editions of a brief: judgements, numbers, sources, texts."""

from briefgen.changes.change import About, Change, Changes, What
from briefgen.changes.marking import Mark, marked

__all__ = ["About", "Change", "Changes", "Mark", "What", "marked"]
