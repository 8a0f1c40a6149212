"""A folder of a project as a project of its own, such as an edition."""

from __future__ import annotations

from msgspec import Struct

from briefgen.project import Files, OutsideProject, inside


class Below(Struct, frozen=True):
    """The files of a folder as a project of their own; nothing above it can be named."""

    files: Files
    folder: str

    def _path(self, path: str) -> str:
        return f"{self.folder}/{inside(path)}"

    def read(self, path: str) -> bytes:
        return self.files.read(self._path(path))

    def exists(self, path: str) -> bool:
        try:
            return self.files.exists(self._path(path))
        except OutsideProject:
            return False

    def listing(self, folder: str, suffix: str) -> tuple[str, ...]:
        found = self.files.listing(self._path(folder), suffix)
        return tuple(path.removeprefix(f"{self.folder}/") for path in found)

    def write(self, path: str, content: bytes) -> None:
        self.files.write(self._path(path), content)

    def folders(self, folder: str) -> tuple[str, ...]:
        return self.files.folders(self._path(folder))
