"""What keeps somebody from being told, in words for the report."""

from __future__ import annotations

from collections.abc import Mapping


class Untold(Exception):  # noqa: N818  # what became of a message
    """Somebody could not be told."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def secret(name: str | None, environment: Mapping[str, str]) -> str:
    """What a variable holds, nothing without a name; Untold where it is not set."""
    if name is None:
        return ""
    found = environment.get(name, "")
    if not found or not found.isprintable():
        raise Untold(f"the variable {name} is not set", "set it where the scheduler starts the run")
    return found
