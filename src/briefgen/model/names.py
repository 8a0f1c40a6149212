"""Names of people and organisations, as an author writes them and as notes and lists print them."""

from __future__ import annotations

import re

from msgspec import Struct

_HANDLE = re.compile(r"\s*\((@[^()\s]+)\)\s*$")
_SUFFIXES = frozenset({"Jr.", "Sr.", "II", "III", "IV"})


class Name(Struct, frozen=True):
    """A person, or an organisation, which has no given name."""

    family: str
    given: str = ""
    suffix: str = ""
    handle: str = ""
    family_first: bool = False

    @classmethod
    def parse(cls, text: str) -> Name:
        """``Family, Given``, or an organisation where there is no comma; ValueError says why."""
        found = _HANDLE.search(text)
        handle = found[1] if found else ""
        parts = [part.strip() for part in _HANDLE.sub("", text).split(",")]
        if len(parts) == 1:
            return cls(parts[0], handle=handle)
        suffix = parts[2] if len(parts) == 3 and parts[2] in _SUFFIXES else ""
        if len(parts) > (3 if suffix else 2) or re.search(r"[;&]|\band\b", " ".join(parts)):
            raise ValueError("several names, or an organisation with a comma")
        if not parts[0] or not parts[1]:
            raise ValueError("half a name")
        return cls(parts[0], parts[1], suffix, handle)

    @property
    def natural(self) -> str:
        """As in running text: ``Togzhan Kassenova``."""
        order = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(part for part in (*order, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """As in a list in order of the alphabet: ``Kassenova, Togzhan``."""
        if self.family_first:
            return self.natural
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)
