"""What lies on the disk: the program's own fonts, and where it has to write."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.assets import asset_folder
from briefgen.digests import digest_of
from briefgen.doctor.findings import Finding, State
from briefgen.errors import BriefgenError, UsageProblem
from briefgen.outputs.faces import FACES
from briefgen.project import SETTINGS_FILE, DiskFiles, find_root

SUMS = "SHA256SUMS"
_AGAIN = f"{sys.executable} -m pip install --force-reinstall briefgen"


def fonts() -> Finding:
    """The fonts that pages are set in: there, and byte for byte what was shipped."""
    try:
        folder = asset_folder() / "fonts"
        sums = _sums((folder / SUMS).read_text("utf-8"))
    except OSError as error:
        return Finding("fonts", State.WRONG, str(error), _AGAIN)
    needed = {face.file for face in FACES}
    spoiled = [name for name in sorted(needed | sums.keys()) if _spoiled(folder, name, sums)]
    if spoiled:
        said = f"not as they were shipped: {', '.join(spoiled)}"
        return Finding("fonts", State.WRONG, said, _AGAIN)
    return Finding("fonts", State.OK, f"{len(sums)} files, as they were shipped")


def _sums(text: str) -> Mapping[str, str]:
    """Digests by file, from the lines of sha256sum."""
    pairs = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return {name.lstrip("*"): digest for digest, name in pairs}


def _spoiled(folder: Path, name: str, sums: Mapping[str, str]) -> bool:
    try:
        content = (folder / name).read_bytes()
    except OSError:
        return True
    return digest_of(content) != sums.get(name)


def temporary() -> Finding:
    """The folder for temporary files, into which the engine unpacks fonts."""
    what = "temporary files"
    try:
        with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
            place = Path(folder).parent
    except OSError as error:
        mend = "free space there, or name another folder: export TMPDIR=/path/to/folder"
        return Finding(what, State.WRONG, f"cannot be written ({error.strerror or error})", mend)
    return Finding(what, State.OK, f"can be written, in {place}")


def project(start: Path) -> Iterator[Finding]:
    """The project here, its settings, and whether PDFs can be written where they go."""
    try:
        root = find_root(start)
    except UsageProblem:
        said = "none here or above"
        yield Finding("project", State.NOTE, said, "to begin one: briefgen new KIND NAME")
        return
    yield Finding("project", State.OK, str(root))
    try:
        from briefgen.settings import read_settings

        settings = read_settings(DiskFiles(root))
    except ImportError as error:
        yield Finding(
            SETTINGS_FILE, State.WRONG, f"cannot be read: {error}", "see the packages above"
        )
        return
    except BriefgenError as error:
        for problem in error.problems:
            said = f"{problem.place}: {problem.message}"
            yield Finding(SETTINGS_FILE, State.WRONG, said, problem.hint)
        return
    yield Finding(SETTINGS_FILE, State.OK, "can be read")
    yield _output(root / settings.output)


def _output(folder: Path) -> Finding:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if there.is_dir() and os.access(there, os.W_OK):
        return Finding("output", State.OK, f"{folder} can be written")
    what = "written" if there.is_dir() else "made, as a file stands in its place"
    mend = f'chmod u+w "{there}", or another “output” in {SETTINGS_FILE}'
    return Finding("output", State.WRONG, f"{folder} cannot be {what}", mend)
