"""Which system this is, and the command that installs a library on it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

RELEASE = Path("/etc/os-release")


@dataclass(frozen=True)
class System:
    """A family of systems that share a package manager, and the names of packages there."""

    command: str
    packages: Mapping[str, str]
    as_root: str = "sudo"  # what a plain user puts before the command


def _named(*packages: str) -> Mapping[str, str]:
    return dict(zip(LIBRARIES, packages, strict=True))


# What the PDF engine loads; names of packages follow in this order.
LIBRARIES = ("gobject", "pango", "pangoft2", "harfbuzz", "harfbuzz-subset", "fontconfig")
# The file of each library, by the platform.
_FILES: Mapping[str, Mapping[str, str]] = {
    "linux": {
        "gobject": "libgobject-2.0.so.0",
        "pango": "libpango-1.0.so.0",
        "pangoft2": "libpangoft2-1.0.so.0",
        "harfbuzz": "libharfbuzz.so.0",
        "harfbuzz-subset": "libharfbuzz-subset.so.0",
        "fontconfig": "libfontconfig.so.1",
    },
    "darwin": {
        "gobject": "libgobject-2.0.0.dylib",
        "pango": "libpango-1.0.dylib",
        "pangoft2": "libpangoft2-1.0.dylib",
        "harfbuzz": "libharfbuzz.0.dylib",
        "harfbuzz-subset": "libharfbuzz-subset.0.dylib",
        "fontconfig": "libfontconfig.1.dylib",
    },
    "win32": {
        "gobject": "libgobject-2.0-0.dll",
        "pango": "libpango-1.0-0.dll",
        "pangoft2": "libpangoft2-1.0-0.dll",
        "harfbuzz": "libharfbuzz-0.dll",
        "harfbuzz-subset": "libharfbuzz-subset-0.dll",
        "fontconfig": "libfontconfig-1.dll",
    },
}
SYSTEMS: Mapping[str, System] = {
    "debian": System(
        "apt-get install",
        _named(
            *("libglib2.0-0", "libpango-1.0-0", "libpangoft2-1.0-0"),
            *("libharfbuzz0b", "libharfbuzz-subset0", "libfontconfig1"),
        ),
    ),
    "fedora": System(
        "dnf install", _named("glib2", "pango", "pango", "harfbuzz", "harfbuzz", "fontconfig")
    ),
    "arch": System(
        "pacman -S", _named("glib2", "pango", "pango", "harfbuzz", "harfbuzz", "fontconfig")
    ),
    "alpine": System(
        "apk add",
        _named(
            *("so:libgobject-2.0.so.0", "so:libpango-1.0.so.0", "so:libpangoft2-1.0.so.0"),
            *("so:libharfbuzz.so.0", "so:libharfbuzz-subset.so.0", "so:libfontconfig.so.1"),
        ),
        "doas",
    ),
    "suse": System(
        "zypper install",
        _named(
            *("libgobject-2_0-0", "libpango-1_0-0", "libpango-1_0-0"),
            *("libharfbuzz0", "libharfbuzz-subset0", "libfontconfig1"),
        ),
    ),
    "macos": System(
        "brew install",
        _named("glib", "pango", "pango", "harfbuzz", "harfbuzz", "fontconfig"),
        as_root="",
    ),
}
# Systems that say what they are like, or not even that.
_LIKE = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse"}


@dataclass(frozen=True)
class Machine:
    """This machine: its system in words, the family that is in, and whether we are root."""

    name: str
    family: str = ""
    root: bool = False

    def install(self, libraries: Iterable[str] = LIBRARIES) -> str:
        """The command that installs these libraries; words where the system is not known."""
        system = SYSTEMS.get(self.family)
        wanted = tuple(libraries)
        if system is None:
            return f"install {', '.join(wanted)} with the package manager of this system"
        packages = dict.fromkeys(system.packages[name] for name in wanted)
        before = "" if self.root or not system.as_root else f"{system.as_root} "
        return f"{before}{system.command} {' '.join(packages)}"


def this_machine() -> Machine:
    """The machine that the program runs on."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if sys.platform == "darwin":
        return Machine("macOS", "macos", root)
    try:
        release = RELEASE.read_text("utf-8")
    except OSError:
        return Machine(sys.platform, "", root)
    return described(release, root)


def described(release: str, root: bool) -> Machine:
    """The machine that an os-release file describes."""
    pairs = (line.partition("=") for line in release.splitlines() if "=" in line)
    said = {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}
    kin = [said.get("ID", ""), *said.get("ID_LIKE", "").split()]
    families = (_LIKE.get(word.partition("-")[0], word.partition("-")[0]) for word in kin)
    family = next((each for each in families if each in SYSTEMS), "")
    return Machine(said.get("PRETTY_NAME") or said.get("ID") or sys.platform, family, root)


def library_files() -> Mapping[str, str]:
    """The file of each library that the engine loads, on this platform."""
    return _FILES.get(sys.platform, _FILES["linux"])


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
