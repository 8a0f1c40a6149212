"""One source looked at again: what is seen is noted in sources.lock, and what was written stays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, timedelta
from email.utils import parsedate_to_datetime

from msgspec import Struct, field, structs
from pydantic import ValidationError

from briefgen.dates import PartialDate
from briefgen.digests import digest_of
from briefgen.document import Document
from briefgen.errors import BriefgenError
from briefgen.explaining import explain
from briefgen.loading import load
from briefgen.model.brief import SourceLibrary
from briefgen.model.source import Source
from briefgen.model.source_provider import SourceProvider
from briefgen.project import Files, OutsideProject, unreadable
from briefgen.refreshed import Fate, RefreshResult
from briefgen.refreshing.failing import Unfetched
from briefgen.refreshing.fetching import Answer
from briefgen.refreshing.page_text import compared, words_of
from briefgen.refreshing.running import Asked
from briefgen.refreshing.telling import told_by
from briefgen.sightings import LOCK, News, Sighting, news_of, read_sightings, sightings_text
from briefgen.structure import mapping_of


class _Looked(Struct, frozen=True):
    """A source that is being looked at, with what was seen before."""

    file: str
    key: str
    document: Document
    source: Source
    provider: SourceProvider
    before: Sighting = field(default_factory=Sighting)

    @property
    def request(self) -> str:
        """The hash of what is asked for; what was seen of another request says nothing."""
        asked = self.provider.model_dump(mode="json", by_alias=True)
        told = {"provider": asked, "url": self.provider.address(self.source.url or "")}
        return digest_of(json.dumps(told, sort_keys=True).encode())

    @property
    def known(self) -> Sighting:
        """What was seen before, of the same request."""
        return self.before if self.before.request == self.request else Sighting()


def look(files: Files, file: str, key: str, asked: Asked) -> RefreshResult:
    """Look at one source; what fails is part of the result."""
    document = load(file, files.read(file))
    entry = mapping_of(mapping_of(document.tree).get("sources")).get(key)
    try:
        source = SourceLibrary.model_validate({"sources": {key: entry}}).sources[key]
    except ValidationError as error:
        problems = tuple(explain(error, SourceLibrary, document))
        return RefreshResult(key, Fate.FAILED, asked.day, problems=problems, source=file)
    if source.provider is None:
        problem = document.problem(("sources", key), "the source names no provider", key=True)
        return RefreshResult(key, Fate.FAILED, asked.day, problems=(problem,), source=file)
    held = _Looked(file, key, document, source, source.provider)
    try:
        before = read_sightings(files).get(file, {}).get(key, Sighting())
        return _seen(files, structs.replace(held, before=before), asked)
    except (OSError, OutsideProject) as error:
        return _failed(held, asked, *unreadable(error))
    except BriefgenError as error:
        return RefreshResult(key, Fate.FAILED, asked.day, problems=error.problems, source=file)


def _seen(files: Files, held: _Looked, asked: Asked) -> RefreshResult:
    try:
        seen = _answered(held, asked)
    except Unfetched as error:
        if error.silent and not asked.dry_run:
            _note(files, held, _unanswered(held, error, asked.day), asked)
        hint = error.hint or "what you wrote of it stays; look for it elsewhere, or for a copy"
        return _failed(held, asked, error.message, hint)
    news = news_of(held.source, seen)
    fate = Fate.CHANGED if seen.changed == PartialDate.of(asked.day) else Fate.UNCHANGED
    if not asked.dry_run:
        _note(files, held, seen, asked)
    return RefreshResult(
        held.key, fate, asked.day, not asked.dry_run, source=held.file, said=_said(news)
    )


def _said(news: News) -> str:
    return f"says something else since {news.changed}" if news.changed is not None else ""


def _failed(held: _Looked, asked: Asked, message: str, hint: str) -> RefreshResult:
    path = ("sources", held.key, "provider")
    problem = held.document.problem(path, f"“{held.key}” is not seen: {message}", hint, key=True)
    return RefreshResult(held.key, Fate.FAILED, asked.day, problems=(problem,), source=held.file)


def _unanswered(held: _Looked, error: Unfetched, day: date) -> Sighting:
    """What is noted of a source that does not answer: since when, and what was said."""
    known, today = held.known, PartialDate.of(day)
    noted = {
        "request": held.request,
        "silent": known.silent or today,
        "tried": today,
        "gone": error.gone or known.gone,
        "reason": "".join(each for each in error.message[:200] if each.isprintable()),
    }
    return known.model_copy(update=noted)


def _answered(held: _Looked, asked: Asked) -> Sighting:
    """What a source says today, against what it said before."""
    known, provider, today = held.known, held.provider, PartialDate.of(asked.day)
    if provider.kind != "page":
        fields = told_by(provider, asked)
        said = digest_of(json.dumps(fields, sort_keys=True).encode())
        moved = bool(known.sha256) and known.sha256 != said
        return Sighting(
            looked=today,
            sha256=said,
            request=held.request,
            changed=today if moved else known.changed,
            told=fields,
        )
    answer = asked.reach.get(provider.address(held.source.url or ""), _tags(known))
    if answer.content is None:
        left = {"silent": None, "tried": None, "gone": False, "reason": ""}
        return known.model_copy(update={"looked": today, **left})
    said, changed = _compared(held, answer, asked.day)
    return Sighting(
        looked=today,
        sha256=said,
        request=held.request,
        etag=answer.etag,
        last_modified=answer.last_modified,
        changed=PartialDate.of(changed) if changed is not None else None,
    )


def _tags(known: Sighting) -> Mapping[str, str]:
    tags = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in tags.items() if value and known.sha256}


def _compared(held: _Looked, answer: Answer, day: date) -> tuple[str, date | None]:
    """The hash of what a page says, and the day on which it last said something else."""
    known, content = held.known, answer.content or b""
    before = known.changed.earliest() if known.changed is not None else None
    if held.provider.says is not None:
        there = _has(held.provider.says, words_of(content, answer.kind, answer.charset))
        said = digest_of((held.provider.says if there else "").encode())
        return said, None if there else _lacking_since(before, held.source.accessed, day)
    said = digest_of(compared(content, answer.kind, answer.charset))
    if known.sha256:
        return said, day if said != known.sha256 else before
    return said, _since_reading(held.source.accessed, answer.last_modified, day)


def _lacking_since(before: date | None, read: date | None, day: date) -> date:
    """Since when words are missing; somebody who has read the page since may have seen others."""
    return day if before is None or (read is not None and before <= read) else before


def _has(wanted: str, text: str) -> bool:
    return " ".join(wanted.split()).casefold() in text.casefold()


def _since_reading(read: date | None, last_modified: str, day: date) -> date | None:
    """The day of a change since the reading, as the page itself has it.

    Pages that are made when they are asked for bear the day of asking, which says nothing.
    """
    try:
        modified = parsedate_to_datetime(last_modified).astimezone(UTC).date()
    except (TypeError, ValueError, OverflowError):
        return None
    made_anew = modified >= day - timedelta(days=1)
    return modified if read is not None and modified > read and not made_anew else None


def _note(files: Files, held: _Looked, seen: Sighting, asked: Asked) -> None:
    with asked.alone():
        known = read_sightings(files)
        of_file = {**known.get(held.file, {}), held.key: seen}
        files.write(LOCK, sightings_text({**known, held.file: of_file}))
