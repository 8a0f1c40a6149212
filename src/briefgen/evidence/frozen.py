"""Editions that are published: folders that are never written to again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefgen.digests import digest_of
from briefgen.evidence.manifest import NAME, Damaged, Manifest, decoded
from briefgen.project import Files, OutsideProject

LATEST = "latest"  # the file that says so, and the word for it


class Frozen(Struct, frozen=True):
    """A folder of an edition: its manifest, or what is wrong with that."""

    number: int
    manifest: Manifest | None
    damage: str = ""


def frozen(files: Files, folder: str, name: str) -> tuple[Frozen, ...]:
    """The editions of a brief, the first first."""
    base = f"{folder}/{name}"
    numbers = sorted(int(each) for each in files.folders(base) if _is_number(each))
    return tuple(_read(files, base, number) for number in numbers)


def latest_in(files: Files, base: str) -> int | None:
    """The number of the last edition, as the folder of a brief says; None where it does not."""
    try:
        said = files.read(f"{base}/{LATEST}").decode().strip()
    except (OSError, OutsideProject, UnicodeDecodeError):
        return None
    return int(said) if _is_number(said) else None


def number_of(content: str, lowest: int, editions: Sequence[Frozen]) -> int:
    """The number that this content has, or would get: one more than the last, or what is lowest."""
    last = editions[-1] if editions else Frozen(0, None)
    if last.manifest is not None and last.manifest.content == content:
        return last.number
    return max(lowest, last.number + 1)


def place_of(folder: str, name: str, number: int) -> str:
    """Where an edition lies in its project."""
    return f"{folder}/{name}/{number}"


def faults(files: Files, folder: str, edition: Frozen) -> Iterator[str]:
    """What of an edition is not as it was published."""
    if edition.manifest is None:
        yield f"{NAME}: {edition.damage}"
        return
    parts = {**edition.manifest.files, f"{edition.manifest.name}.pdf": edition.manifest.pdf}
    base = place_of(folder, edition.manifest.name, edition.number)
    for path, expected in parts.items():
        try:
            if digest_of(files.read(f"{base}/{path}")) != expected:
                yield f"{path} was changed"
        except (OSError, OutsideProject):
            yield f"{path} is missing"


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit() and not name.startswith("0") and len(name) < 6


def _read(files: Files, base: str, number: int) -> Frozen:
    try:
        manifest = decoded(files.read(f"{base}/{number}/{NAME}"))
    except (OSError, OutsideProject):
        return Frozen(number, None, "it is missing or cannot be read")
    except Damaged as error:
        return Frozen(number, None, str(error))
    if (manifest.name, manifest.number) != (base.rpartition("/")[2], number):
        return Frozen(number, None, f"it speaks of {manifest.name}, edition {manifest.number}")
    return Frozen(number, manifest)
