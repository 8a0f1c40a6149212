"""The evidence of a brief as files inside its PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from msgspec import Struct, field, structs

from briefgen.digests import digest_of
from briefgen.edition.view import Edition
from briefgen.enclosed import Attachment
from briefgen.evidence.bounds import withheld
from briefgen.evidence.bundle import overrides_among, project_of, written_by_the_author
from briefgen.evidence.content import content_of
from briefgen.evidence.manifest import NAME, Manifest
from briefgen.language import Words
from briefgen.outputs.job import ABOUT_IT, RenderJob
from briefgen.outputs.versions import made_with
from briefgen.project import Remembered
from briefgen.settings import Settings
from briefgen.validation import Checked, require

_TYPES = {
    ".csv": "text/csv",
    ".css": "text/css",
    ".html": "text/html",
    ".json": "application/json",
    ".toml": "application/toml",
    ".yaml": "application/yaml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}


class Evidence(Struct, frozen=True):
    """What a brief is made from, before it is known which templates its page takes."""

    checked: Checked
    files: Remembered
    settings: Settings
    written: Mapping[str, bytes]
    content: str


class Kept(Struct, frozen=True):
    """An edition and all it was made from, as it is to be kept."""

    manifest: Manifest
    files: Mapping[str, bytes]
    words: Words = field(default_factory=Words)


def evidence_of(checked: Checked, files: Remembered, settings: Settings) -> Evidence:
    """The evidence of a brief that can be printed."""
    written = written_by_the_author(checked, files)
    return Evidence(checked, files, settings, written, content_of(checked, files, settings))


def kept_of(evidence: Evidence, edition: Edition) -> Kept:
    """The evidence of an edition whose page has been made, with the templates that it took."""
    settings, files = evidence.settings, evidence.files
    whole = project_of(evidence.written, files, settings, overrides_among(files, settings))
    manifest = Manifest(
        name=edition.name,
        number=edition.edition,
        title=edition.title,
        date=edition.created,
        information_cutoff=str(require(evidence.checked).information_cutoff),
        marking=edition.marking,
        content=evidence.content,
        withheld=withheld(evidence.checked, settings, whole),
        made_with=made_with(),
        as_of=str(evidence.checked.as_of or ""),
        figures={each.name: digest_of(each.content) for each in edition.attachments},
    )
    return Kept(manifest.with_files(whole), whole, edition.words)


def carrying(job: RenderJob, kept: Kept) -> RenderJob:
    """The job with what its PDF is to carry."""
    carried = kept.manifest
    if carried.withheld:
        # A hash proves what somebody guesses, so those of what is withheld stay behind as well.
        carried = replace(carried, files={}, content="")
    files = kept.files if not carried.withheld else {}
    said = Attachment(
        NAME,
        kept.words.manifest,
        "application/json",
        carried.encoded(),
        relationship=ABOUT_IT,
    )
    every = (*job.attachments, said, *_attached(files, kept.words))
    return structs.replace(job, attachments=tuple(sorted(every, key=lambda each: each.name)))


def _attached(files: Mapping[str, bytes], words: Words) -> Iterator[Attachment]:
    names = _flat(files)
    for path, content in files.items():
        ending = f".{path.rpartition('.')[2]}"
        yield Attachment(
            names[path],
            words.made_from.format(path=path),
            _TYPES.get(ending, "application/octet-stream"),
            content,
            relationship="Data" if path.startswith("data/") else "Source",
        )


def _flat(paths: Iterable[str]) -> Mapping[str, str]:
    """A name for each path that a reader can save as it is: without folders, each once."""
    found: dict[str, str] = {}
    for path in paths:
        name = f"evidence_{path.replace('/', '_')}"
        while name in found.values():
            name = f"evidence_{name}"
        found[path] = name
    return found
