"""Python and the packages that briefgen was installed with."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata

from briefgen import __version__
from briefgen.doctor.findings import Finding, State

OLDEST = (3, 11)
FOR_DEVELOPERS = {"dev"}
_REQUIRED = re.compile(r"(?P<name>[\w.-]+)(?:\[[^\]]*\])?(?P<range>[^;]*)(?:;(?P<marker>.*))?")
_BOUND = re.compile(r"(>=|<=|==|!=|~=|<|>)\s*([\d.]+)")
_PLATFORM = re.compile(r"""sys_platform\s*==\s*["'](\w+)["']""")
_EXTRA = re.compile(r"""extra\s*==\s*["']([\w-]+)["']""")


def python() -> Finding:
    """The Python that runs, which must be new enough."""
    words = f"{'.'.join(map(str, sys.version_info[:3]))} ({sys.executable})"
    if sys.version_info[:2] >= OLDEST:
        return Finding("Python", State.OK, words)
    needed = ".".join(map(str, OLDEST))
    return Finding("Python", State.WRONG, words, f"install Python {needed} or newer")


def packages() -> Iterator[Finding]:
    """What briefgen needs of Python's packages, and what its extras would bring."""
    try:
        required = metadata.requires("briefgen") or []
    except metadata.PackageNotFoundError:
        said = f"{__version__}, run from its source without being installed"
        yield Finding("briefgen", State.NOTE, said)
        return
    yield Finding("briefgen", State.OK, __version__)
    always = [each for each in required if not _EXTRA.search(each) and _is_for_here(each)]
    yield from needed(always)
    extras = {found[1] for each in required if (found := _EXTRA.search(each))}
    for extra in sorted(extras - FOR_DEVELOPERS):
        yield of_extra(extra, [each for each in required if f"'{extra}'" in each.replace('"', "'")])


def _is_for_here(requirement: str) -> bool:
    """Whether a package is asked for on this platform."""
    platform = _PLATFORM.search(requirement)
    return platform is None or platform[1] == sys.platform


def needed(requirements: Iterable[str]) -> Iterator[Finding]:
    """Packages without which it does not run: those that are there in one line."""
    there: list[str] = []
    for requirement in requirements:
        name, version, fits = installed(requirement)
        if fits:
            there.append(f"{name} {version}")
            continue
        said = f"{name} {version} does not fit" if version else f"{name} is not installed"
        wanted = requirement.partition(";")[0].strip()
        yield Finding("package", State.WRONG, said, f'{sys.executable} -m pip install "{wanted}"')
    if there:
        yield Finding("packages", State.OK, ", ".join(there))


def of_extra(extra: str, requirements: Iterable[str]) -> Finding:
    """What an extra would bring, if it is not there."""
    lacking = [name for name, _, fits in map(installed, requirements) if not fits]
    if not lacking:
        return Finding(f"extra {extra}", State.OK, "installed")
    command = f'{sys.executable} -m pip install "briefgen[{extra}]"'
    return Finding(f"extra {extra}", State.NOTE, f"without {', '.join(lacking)}", command)


def installed(requirement: str) -> tuple[str, str, bool]:
    """A required package, its version here (empty where it is missing), whether that fits."""
    found = _REQUIRED.match(requirement)
    assert found, requirement
    try:
        version = metadata.version(found["name"])
    except metadata.PackageNotFoundError:
        return found["name"], "", False
    return found["name"], version, fits(version, found["range"])


def fits(version: str, bounds: str) -> bool:
    """Whether a version lies within bounds as >=2.9,<3."""
    here = _numbers(version)
    tests = {
        ">=": lambda bound: here >= bound,
        "<=": lambda bound: here <= bound,
        ">": lambda bound: here > bound,
        "<": lambda bound: here < bound,
        "==": lambda bound: here == bound,
        "!=": lambda bound: here != bound,
        "~=": lambda bound: here >= bound,
    }
    return all(tests[sign](_numbers(bound)) for sign, bound in _BOUND.findall(bounds))


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", re.split(r"[a-z+]", version)[0])]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
