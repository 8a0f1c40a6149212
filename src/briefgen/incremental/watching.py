"""Files that remember what was asked of them: read, looked for in vain, listed."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.digests import digest_of
from briefgen.project import Files, OutsideProject


@dataclass
class Watched:
    """Files of a project for one build; what a later build must find again stands in the fields.

    A look-up that finds nothing counts as much as a reading: an override that is added later
    would be used.
    """

    under: Files
    reads: dict[str, str] = field(default_factory=dict)  # path to digest of what was read
    absent: set[str] = field(default_factory=set)
    listings: dict[str, str] = field(default_factory=dict)  # folder and suffix to their names
    content: dict[str, bytes] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        try:
            content = self.under.read(path)
        except (FileNotFoundError, OutsideProject):
            self.absent.add(path)
            raise
        self.reads[path] = digest_of(content)
        self.content[path] = content
        return content

    def exists(self, path: str) -> bool:
        there = self.under.exists(path)
        if not there:
            self.absent.add(path)
        return there

    def listing(self, folder: str, suffix: str) -> tuple[str, ...]:
        names = self.under.listing(folder, suffix)
        self.listings[f"{folder}/*{suffix}"] = _digest(names)
        return names

    def folders(self, folder: str) -> tuple[str, ...]:
        names = self.under.folders(folder)
        self.listings[f"{folder}/*/"] = _digest(names)
        return names

    def write(self, path: str, content: bytes) -> None:
        self.under.write(path, content)


def listing_now(files: Files, listing: str) -> str:
    """The digest of a listing that `Watched` remembers by this name, as it is now."""
    folder, _, suffix = listing.partition("/*")
    return _digest(files.folders(folder) if suffix == "/" else files.listing(folder, suffix))


def _digest(names: tuple[str, ...]) -> str:
    return digest_of("\0".join(names).encode())
