"""What fences show: commands with the words beside them, outputs, extras to be installed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import version

from packaging.requirements import Requirement

from doc_examples import ROOT


def commands(text: str) -> list[str]:
    """The commands of a fence, without the words that stand beside them."""
    return [re.split(r" {2,}", line.strip())[0] for line in text.splitlines() if line.strip()]


def aside(text: str) -> dict[str, str]:
    """Each command of a fence with the words beside it."""
    return dict(re.split(r" {2,}", line.strip(), maxsplit=1) for line in text.splitlines())


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Commands behind a prompt, each with what is printed below it."""
    shown = re.split(r"^\$ (.+)\n", text, flags=re.M)
    assert shown[0] == "", shown[0]
    return zip(shown[1::2], shown[2::2], strict=True)


def entry_points(text: str) -> str:
    """Entry points of a pyproject.toml, as an installed package has them."""
    groups = tomllib.loads(text)["project"]["entry-points"]
    lines = [
        line
        for group, entries in groups.items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in entries.items()))
    ]
    return "\n".join(lines) + "\n"


def installed(line: str) -> None:
    """A line `pip install 'briefgen[EXTRA]'` names an extra, and what it stands for is here."""
    match = re.fullmatch(r"(?:\$ )?pip install 'briefgen\[(\w+)\]'\n?", line)
    assert match, line
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for each in extras["optional-dependencies"][match[1]]:
        needed = Requirement(each)
        assert version(needed.name) in needed.specifier, f"{match[1]}: {each}"
