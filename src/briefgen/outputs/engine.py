"""The home of WeasyPrint: a job in, laid-out pages and PDF bytes out, silence demanded.

The engine sees the job's resources and the shipped fonts, nothing else: its fetcher answers from
the mapping, and a private fontconfig hides the fonts of the machine.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from datetime import datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct, structs

from briefgen.assets import asset_path
from briefgen.errors import RenderingFailed
from briefgen.outputs import syllables
from briefgen.outputs.associating import associate
from briefgen.outputs.conformance import end_streams_visibly, finish, identifier
from briefgen.outputs.failing import gave_up, refused, unloaded, without_room
from briefgen.outputs.job import FONTS, SCHEME, RenderJob
from briefgen.outputs.tuning.starting import quickly
from briefgen.spending import stage

if TYPE_CHECKING:
    from weasyprint import Document

    from briefgen.outputs.footnotes.notes import Fault

_TYPES = {"css": "text/css", "svg": "image/svg+xml", "png": "image/png"}
PAGE = f"{SCHEME}page"  # where the page itself lies, so that all it asks for has an address
Faces: TypeAlias = Any  # the engine's own object for loaded fonts


class Layout(Struct, frozen=True):
    """Pages laid out and what the engine said while doing so."""

    document: Document
    said: tuple[str, ...]
    note_errors: tuple[Fault, ...] = ()  # notes that could not be placed as they must
    uncorrected: str = ""  # why the engine's own way with notes was taken, if it was


@contextmanager
def loaded_faces(job: RenderJob) -> Iterator[Faces]:
    """The job's fonts for as long as they are needed; of what the engine keeps nothing is left."""
    faces = load_faces(job)
    try:
        yield faces
    finally:
        # Else its copies are taken away when it is collected, which may be never.
        faces.__del__()
        faces._folder = None


@stage("loading fonts")
def load_faces(job: RenderJob) -> Faces:
    """The job's fonts, unpacked once for all its layouts.

    They are there whatever a template links: without any font at all the engine would crash.
    """
    weasyprint = _engine()
    from weasyprint.text.fonts import FontConfiguration

    with _private_fonts():
        faces = FontConfiguration()
    rules = job.resources[FONTS].decode()
    fetcher = _fetcher(job.resources)
    with _listening([]), _guarded(job, fetcher):
        weasyprint.CSS(string=rules, font_config=faces, url_fetcher=fetcher)
    return faces


@stage("laying out pages")
def lay_out(job: RenderJob, faces: Faces = None, *, plain: bool = False) -> Layout:
    """Lay the job's pages out; RenderingFailed where the engine cannot.

    `plain` leaves the notes to the engine, without the correction of where they go.
    """
    weasyprint = _engine()
    faces = faces or load_faces(job)
    said: list[str] = []
    fetcher = _fetcher({**job.resources, FONTS: b""})
    with _listening(said), _guarded(job, fetcher):
        html = weasyprint.HTML(string=job.html, base_url=PAGE, url_fetcher=fetcher)
        layout = _render(html, faces, job.pdf_variant, plain)
    return structs.replace(layout, said=tuple(said))


def _render(html: Any, faces: Faces, pdf_variant: str, plain: bool) -> Layout:
    from briefgen.outputs.footnotes import installing  # brings the engine with it

    uncorrected = "" if plain else installing.refusal()
    if not plain and not uncorrected:
        try:
            document, errors = installing.render(html, faces, pdf_variant=pdf_variant)
            return Layout(document, (), errors)
        except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError) as error:
            # It may be the engine's own fault; if so, it will say so again.
            uncorrected = installing.failure(error)
    document = html.render(font_config=faces, pdf_variant=pdf_variant)
    return Layout(document, (), (), uncorrected)


def refusal() -> str:
    """Why the placing of notes is left to this engine; RenderingFailed where there is none."""
    _engine()
    from briefgen.outputs.footnotes import installing

    return installing.refusal()


def pango_version() -> int:
    """Of the library of the system that breaks lines; RenderingFailed where there is no engine."""
    _engine()
    from weasyprint.text.ffi import pango

    return int(pango.pango_version())


class Written(Struct, frozen=True):
    """A PDF, what the engine said while writing it, and where its objects come from."""

    pdf: bytes
    said: tuple[str, ...]
    places: Mapping[int, str]  # object number to place in the spec
    untagged: str = ""  # why the engine's own tags were taken, if they were


@stage("writing the PDF")
def write(layout: Layout, job: RenderJob) -> Written:
    """The PDF of a layout, tagged."""
    said: list[str] = []
    fetcher = layout.document.url_fetcher
    with _guarded(job, fetcher), _still_clock(), warnings.catch_warnings():
        # The engine leaves the file of its colour profile to be closed when it is forgotten.
        warnings.filterwarnings("ignore", "unclosed file", ResourceWarning)
        written = _write(layout.document, said, _options(job))
    return structs.replace(written, said=tuple(said))


def _options(job: RenderJob) -> dict[str, Any]:
    end_streams_visibly()

    def finisher(document: Document, pdf: Any) -> None:
        associate(job.attachments, pdf)
        finish(pdf)

    return {
        "pdf_variant": job.pdf_variant,
        "pdf_identifier": identifier(job.identity()),
        "attachments": engine_attachments(job),
        "finisher": finisher,
    }


def _write(document: Document, said: list[str], options: Mapping[str, Any]) -> Written:
    from briefgen.outputs.tagging import installing  # brings the engine with it

    untagged = installing.refusal()
    if not untagged:
        heard: list[str] = []
        try:
            with _listening(heard):
                pdf, places = installing.write(document, **options)
            said += heard
            return Written(pdf, (), places)
        except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError) as error:
            # It may be the engine's own fault; if so, it will say so again.
            untagged = installing.failure(error)
    with _listening(said):
        return Written(installing.write_plain(document, **options), (), {}, untagged)


def engine_attachments(job: RenderJob) -> list[Any]:
    """The files to put into the PDF, as the engine takes them; their day is that of the edition."""
    weasyprint = _engine()
    fetcher = _fetcher({})
    return [
        weasyprint.Attachment(
            file_obj=BytesIO(each.content),
            base_url="",
            url_fetcher=fetcher,
            name=each.name,
            description=each.description,
            created=datetime.fromisoformat(job.day),
            modified=datetime.fromisoformat(job.day),
            relationship="Data",
        )
        for each in job.attachments
    ]


@contextmanager
def _guarded(job: RenderJob, fetcher: Any) -> Iterator[None]:
    """Whatever the engine fails with, as problems of this brief: first what it was refused."""
    try:
        yield
    except (RecursionError, AssertionError, IndexError, ValueError, TypeError) as error:
        raise RenderingFailed(refused(job, fetcher.refused) or gave_up(job, error)) from error
    except OSError as error:
        raise RenderingFailed(without_room(job, error)) from error
    if fetcher.refused:
        raise RenderingFailed(refused(job, fetcher.refused))


def _still_clock() -> AbstractContextManager[None]:
    """The engine's font tools write the time into each font; here it is always the same."""
    return _environment("SOURCE_DATE_EPOCH", "0")


def _private_fonts() -> AbstractContextManager[None]:
    """A font configuration that hides the fonts of the machine, while the engine reads it."""
    return _environment("FONTCONFIG_FILE", str(asset_path("fonts/fontconfig.xml")))


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """A variable of the process for as long as the engine looks at it."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@stage("loading the engine")
def _engine() -> Any:
    try:
        # Where a library is missing the engine prints words of its own, among our results.
        with warnings.catch_warnings(), _private_fonts(), redirect_stdout(StringIO()), quickly():
            # An empty font configuration is what we want: the page brings its own fonts.
            warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
            import weasyprint

            from briefgen.outputs.tuning import installing
    except (OSError, ImportError) as error:
        raise RenderingFailed(unloaded(error)) from None
    installing.install()
    syllables.install()
    return weasyprint


def _fetcher(resources: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):  # type: ignore[misc]  # the engine is untyped
        """Answers from the job; everything else is refused, and the render once all is known."""

        def __init__(self, resources: Mapping[str, bytes]) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)
            self.resources = resources
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url not in self.resources:
                self.refused.append(url)
                raise ValueError(url)
            kind = _TYPES.get(url.rpartition(".")[2], "application/octet-stream")
            return URLFetcherResponse(url, self.resources[url], {"Content-Type": kind})

    return Closed(resources)


@contextmanager
def _listening(said: list[str]) -> Iterator[None]:
    """Collect what the engine and its font tools log at warning level or above."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    ear = Ear(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    kept = [(logger, logger.handlers[:], logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [ear], False
    try:
        yield
    finally:
        for logger, handlers, propagate in kept:
            logger.handlers, logger.propagate = handlers, propagate
