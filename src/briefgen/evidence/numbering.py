"""The number that a draft prints: the one its content has, or would get."""

from __future__ import annotations

from briefgen.evidence.carrying import Evidence
from briefgen.evidence.frozen import frozen, number_of
from briefgen.settings import Settings
from briefgen.validation import require


def numbered(evidence: Evidence) -> Settings:
    """The settings with the number of the edition, as the folder of editions has it."""
    settings, checked = evidence.settings, evidence.checked
    published = frozen(evidence.files, settings.editions, checked.name)
    lowest = max(require(checked).edition, settings.edition)
    number = number_of(evidence.content, lowest, published)
    return settings.model_copy(update={"edition": number})
