"""Evidence taken out of a PDF, which may come from anybody and may be damaged anywhere.

Files are known by the hashes of the manifest and by nothing else: no table of the PDF is trusted,
so what is damaged hides nothing but itself. All that is unpacked is bounded.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen.digests import digest_of
from briefgen.errors import InputProblems, Place, Problem
from briefgen.evidence.manifest import MARK, Damaged, Manifest, decoded
from briefgen.evidence.paths import in_each_others_way, may_be_written

MAX_PART = 20_000_000  # bytes of one file, unpacked
MAX_WHOLE = 100_000_000  # of all that is unpacked of one PDF
MAX_STREAMS = 20_000
MAX_MANIFEST = 1_000_000
_STEP = 4096  # bytes unpacked at a time, which become a thousand times as many at most
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_KIND = b"application#2fjson"  # how a PDF says of a file that it is JSON


class Found(Struct, frozen=True):
    """The evidence of a PDF; `lost` are files of the manifest that are not there as it says."""

    manifest: Manifest
    files: Mapping[str, bytes]
    figures: Mapping[str, bytes]
    lost: tuple[str, ...] = ()


class Lost(InputProblems):
    """A PDF whose manifest cannot be found or read; it is the part that differs."""


def evidence_in(pdf: bytes, place: Place) -> Found:
    """The evidence inside a PDF; InputProblems where there is none, or none to be trusted."""
    if b"%PDF-" not in pdf[:1024]:
        hint = "name a PDF that briefgen has made"
        raise Lost(Problem(place, "this does not begin as a PDF does", hint))
    by_hash: dict[str, bytes] = {}
    manifest: Manifest | None = None
    for content in unpacked(pdf):
        if manifest is None and _seems_manifest(content):
            manifest = _manifest(content, place)
        by_hash[digest_of(content)] = content
    if manifest is None:
        raise _without(pdf, place)
    names = (manifest.name, *manifest.files)
    written = all(map(may_be_written, names)) and "/" not in manifest.name
    if not written or in_each_others_way(manifest.files):
        message = "a file inside this PDF has a name that may not be written"
        hint = "it was not made by briefgen, or was changed; do not unpack it by other means"
        raise InputProblems(Problem(place, message, hint))
    return _found(manifest, by_hash)


def _found(manifest: Manifest, by_hash: Mapping[str, bytes]) -> Found:
    files, figures = (
        {name: by_hash[digest] for name, digest in listed.items() if digest in by_hash}
        for listed in (manifest.files, manifest.figures)
    )
    lost = (*(p for p in manifest.files if p not in files),)
    lost += (*(name for name in manifest.figures if name not in figures),)
    return Found(manifest, files, figures, lost)


def unpacked(pdf: bytes) -> Iterator[bytes]:
    """What is in the streams of a PDF that are packed as all of ours are, within bounds."""
    view, left = memoryview(pdf), MAX_WHOLE
    for number, match in enumerate(_STREAM.finditer(pdf)):
        if number >= MAX_STREAMS or left <= 0:
            return
        content, spent = _inflated(view[match.end() :], min(MAX_PART, left))
        left -= spent
        if content is not None:
            yield content


def _inflated(packed: memoryview, most: int) -> tuple[bytes | None, int]:
    """The content of a stream, and what it took; none where it is damaged or too large.

    It says itself where it ends: its length in the PDF may be damaged, or a lie.
    """
    reader, pieces, spent = zlib.decompressobj(), list[bytes](), 0
    for at in range(0, len(packed), _STEP):
        try:
            pieces.append(reader.decompress(packed[at : at + _STEP]))
        except zlib.error:
            return None, spent
        spent += len(pieces[-1])
        if spent > most:
            return None, spent
        if reader.eof:
            return b"".join(pieces), spent
    return None, spent


def _seems_manifest(content: bytes) -> bool:
    return len(content) <= MAX_MANIFEST and f'"{MARK}": "edition"'.encode() in content[:200]


def _manifest(content: bytes, place: Place) -> Manifest:
    try:
        return decoded(content)
    except Damaged as error:
        hint = "take the PDF from where it was published"
        problem = Problem(place, f"the manifest inside this PDF cannot be used: {error}", hint)
        raise Lost(problem) from None


def _without(pdf: bytes, place: Place) -> InputProblems:
    if _KIND in pdf:
        message = "the manifest inside this PDF is damaged"
        return Lost(Problem(place, message, "take the PDF from where it was published"))
    message = "this PDF carries no evidence, or its manifest is damaged"
    hint = "only a PDF as briefgen wrote it has what it was made from; other programs drop it"
    return Lost(Problem(place, message, hint))
