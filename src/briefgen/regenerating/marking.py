"""Every label that a brief, its sources or its data bear: whoever is told of it must bear them."""

from __future__ import annotations

import re

from briefgen.errors import BriefgenError
from briefgen.evidence.bounds import labels, labels_in
from briefgen.evidence.bundle import written_by_the_author
from briefgen.library import Project, settings_of
from briefgen.project import spec_path
from briefgen.validation import check

_OWN = re.compile(rb"""^marking:[ \t]*["']?([^"'#\n]+)""", re.MULTILINE)
STRICTEST = "TLP:RED"


def markings_of(project: Project, name: str) -> tuple[str, ...]:
    """The labels, each once; of a brief that cannot be read those that are written in it."""
    files, settings = project._files, settings_of(project)
    try:
        raw = files.read(spec_path(files, name))
    except (OSError, BriefgenError):
        return (STRICTEST,)
    written = _OWN.search(raw)
    own = written[1].decode("utf-8", "replace").strip() if written else settings.marking.label
    found = {own, *labels_in(raw)}
    try:
        checked = check(files, name, settings.yardstick)
        if checked.brief is not None:
            found.update(labels(checked, written_by_the_author(checked, files)))
    except (OSError, BriefgenError):
        return tuple(sorted({*found, STRICTEST}))
    return tuple(sorted(found))
