"""What made a PDF besides its inputs: the program's own files, the tools under it, the machine.

No tool is imported to be asked for its version. Packages are known by the names of their
dist-info folders, libraries of the system by the files that were mapped into the process.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefgen.assets import asset_folder, source_folder, template_folder
from briefgen.digests import digest_of
from briefgen.incremental.stamps import Digests, walk
from briefgen.machine import library_files

PACKAGES = frozenset(
    (
        *("babel", "brotli", "cffi", "cssselect2", "fonttools", "jinja2", "markdown-it-py"),
        *("markupsafe", "mdurl", "pillow", "pycountry", "pydantic", "pydantic-core", "pydyf"),
        *("pypdfium2", "pyphen", "pyyaml", "tinycss2", "tinyhtml5", "weasyprint", "webencodings"),
        *("msgspec", "zopfli"),
    )
)
AT_TIMES = frozenset({"babel"})  # which a brief in English does without
_LIBRARIES = re.compile(r"/lib(?:pango|harfbuzz|fontconfig|freetype|fribidi|gobject|thai|expat)")
_MAPS = "/proc/self/maps"
# Outside of the job, and therefore of its digest: code, and what the engine reads by itself.
_CODE = (".py", "fontconfig.xml")
_TRAVELS = (".py", ".po")  # of the package: code and catalogues


@dataclass(frozen=True)
class Program:
    """Digests of the program's files and versions of what it stands on."""

    files: Mapping[str, str]
    tools: Mapping[str, str]

    @property
    def key(self) -> str:
        """The name of this state of the program."""
        return _key({**self.files, **self.tools})

    @property
    def maker(self) -> str:
        """The name of what makes a job into a PDF: code and tools, without what jobs hold."""
        code = {name: digest for name, digest in self.files.items() if name.endswith(_CODE)}
        return _key({**code, **self.tools})

    def without(self, idle: Iterable[str]) -> Program:
        """The same but for packages that had no part in a brief, where such can be left out."""
        left = AT_TIMES.intersection(idle)
        if not left:
            return self
        return Program(self.files, {k: v for k, v in self.tools.items() if k not in left})

    def changes(self, now: Program) -> Iterator[str]:
        """What is other now, as reasons."""
        for name in sorted({*self.tools, *now.tools}):
            before, after = self.tools.get(name, "none"), now.tools.get(name, "none")
            if before != after:
                short = len(before) < 24 > len(after)
                yield f"{name} {before} became {after}" if short else f"{name} is another"
        moved = sorted(
            name
            for name in {*self.files, *now.files}
            if self.files.get(name) != now.files.get(name)
        )
        if moved:
            more = f" and {len(moved) - 1} more of its files" if len(moved) > 1 else ""
            yield f"briefgen itself changed: {moved[0]}{more}"


def program_now(digests: Digests, libraries: Iterable[str]) -> Program:
    """The program as it is; `libraries` are those that an earlier process had mapped, by path."""
    found = {path: digests.of(path) or "gone" for path in libraries}
    return Program(_files(digests), {**versions(), **found})


def mapped_libraries() -> tuple[str, ...]:
    """Libraries of the system that set the page, where they are loaded and the system tells."""
    try:
        with open(_MAPS, encoding="utf-8") as stream:  # noqa: PTH123
            paths = {line.split(None, 5)[-1].strip() for line in stream if "/" in line}
    except OSError:
        return ()
    return tuple(sorted(path for path in paths if _LIBRARIES.search(path)))


def idle_packages() -> tuple[str, ...]:
    """Packages that may be left out and that nothing in this process has asked for yet."""
    return tuple(sorted(AT_TIMES - sys.modules.keys()))


def loaded_libraries() -> tuple[str, ...]:
    """The same in any process: they are loaded first."""
    import ctypes  # not where nothing is to be done

    for name in library_files().values():
        with suppress(OSError):
            ctypes.CDLL(name)
    return mapped_libraries()


def program_folders() -> tuple[Path, ...]:
    """Folders whose files travel with the program."""
    return source_folder(), template_folder(), asset_folder()


def _files(digests: Digests) -> dict[str, str]:
    """Every file that travels with the program, by a name that no place on disk changes."""
    found: dict[str, str] = {}
    for prefix, folder in zip(("briefgen", "templates", "assets"), program_folders(), strict=True):
        for path in walk(str(folder)):
            if prefix != "briefgen" or path.endswith(_TRAVELS):
                name = prefix + path[len(str(folder)) :].replace(os.sep, "/")
                found[name] = digests.of(path) or "gone"
    return found


def versions() -> dict[str, str]:
    """Versions of the interpreter and of the packages that take part, read off folder names."""
    found = {"Python": platform.python_version(), "machine": f"{sys.platform} {os.uname().machine}"}
    found |= {name: version for name, version, _ in _installed() if name in PACKAGES}
    return found


def dressing() -> dict[str, str]:
    """Versions of the packages that bring themes or kinds, for other machines to have the same."""
    return {name: version for name, version, path in _installed() if _brings_looks(path)}


def _installed() -> Iterator[tuple[str, str, str]]:
    """Name, version and folder of what is installed; what comes later is what is imported."""
    for folder in reversed([entry or "." for entry in sys.path]):
        if not Path(folder).is_dir():
            continue
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".dist-info"):
                    name, _, version = entry.name.removesuffix(".dist-info").partition("-")
                    yield name.replace("_", "-").lower(), version, entry.path


def _brings_looks(folder: str) -> bool:
    """Whether an installed package has themes or kinds, whose files are no part of any project."""
    try:
        with open(f"{folder}/entry_points.txt", "rb") as stream:  # noqa: PTH123
            said = stream.read()
            return b"[briefgen.themes]" in said or b"[briefgen.kinds]" in said
    except OSError:
        return False


def _key(parts: Mapping[str, str]) -> str:
    return digest_of("\0".join(f"{name}={parts[name]}" for name in sorted(parts)).encode())
