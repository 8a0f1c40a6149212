"""What a brief is made from that lies outside of its project: the packages of theme and kind."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen import themes
from briefgen.incremental import Digests
from briefgen.kinds import find_kind
from briefgen.project import Files
from briefgen.settings import Settings


def lying_elsewhere(kind: str, settings: Settings, files: Files) -> Mapping[str, str]:
    """The digest of each such folder, by its path; of what is shipped the program knows."""
    found = find_kind(kind, files)
    paths = {*(found.stands_on if found else ()), *themes.stands_on(settings.theme_folder)}
    digests = Digests()
    return {path: digests.whole(path) or "" for path in sorted(paths)}
