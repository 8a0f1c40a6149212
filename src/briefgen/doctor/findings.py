"""What an examination finds: one line each, with the command that mends it."""

from __future__ import annotations

import enum

from msgspec import Struct


class State(enum.StrEnum):
    """Whether something is as it has to be; a note is for knowing only."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


class Finding(Struct, frozen=True):
    """One thing that was looked at."""

    what: str
    state: State
    said: str
    mend: str = ""  # the command that sets it right, or words where there is none

    def as_dict(self) -> dict[str, str]:
        """The same for machines (--json)."""
        return {"what": self.what, "state": str(self.state), "said": self.said, "mend": self.mend}
