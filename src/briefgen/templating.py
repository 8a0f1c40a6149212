"""Templates: they see an edition and print it; they reach nothing else.

The first folder of the settings that has a template wins; `default:NAME` names the shipped one,
so that an override can extend it instead of copying it. Templates run in a sandbox, since an
override may come from somebody else.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import PurePosixPath
from traceback import walk_tb
from types import CodeType

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from msgspec import Struct

from briefgen import themes
from briefgen.assets import template_folder
from briefgen.edition.view import Edition
from briefgen.errors import InputProblems, Place, Problem, did_you_mean
from briefgen.project import Files, MemoryFiles, OutsideProject, inside
from briefgen.sandbox import Sandbox, TooMuch

DEFAULT = "default:"
BASE = "brief.html"
ON_SCREEN = ("web/", "preview/")
_UNKNOWN = "check the name after include or extends"
MOST_COMPILED = 500  # templates; a few are shipped, and an override may change at each save
MOST_BYTES = 300_000  # of one template or style sheet; the longest that is shipped has 26,000


@cache
def shipped_digest() -> str:
    """What tells the shipped templates and style sheets of paper from those of another version."""
    digest = hashlib.sha256()
    for path in sorted(template_folder().rglob("*")):
        name = path.relative_to(template_folder()).as_posix()
        if path.is_file() and not name.startswith(ON_SCREEN):
            digest.update(f"\0{name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class _Loader(BaseLoader):
    """Finds a template in the project's folders, then among the shipped ones.

    `home` is where those of another medium than paper lie; each goes before that of its name.
    """

    def __init__(self, files: Files, folders: tuple[str, ...], home: str = "") -> None:
        self.files, self.folders, self.home = files, folders, home
        self.taken: dict[str, str] = {}  # from the project or theme, by path

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if self.home:
            prefix, name = _parted(template)
            try:
                return self._found(f"{prefix}{self.home}/{name}")
            except TemplateNotFound:
                pass  # it is the same on paper
        return self._found(template)

    def _found(self, template: str) -> tuple[str, str, Callable[[], bool]]:
        for folder in () if template.startswith(DEFAULT) else self.folders:
            path = f"{folder}/{template}"
            if themes.exists(self.files, path):
                self.taken[path] = _text(_own(self.files, path), template, path)
                return self.taken[path], path, lambda: True
        name = template.removeprefix(DEFAULT)
        shipped = template_folder() / _inside(name)
        if not shipped.is_file():
            raise TemplateNotFound(template)
        return shipped.read_text("utf-8"), f"templates/{name}", lambda: True


class CompiledTemplate(Struct, frozen=True):
    """A template as this very Python runs it, named by its place and the digest of its text."""

    key: str
    checksum: str
    code: bytes


class _Compiled(BytecodeCache):
    """Templates that this process has compiled, by the digest of their text; never on a disk."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], CodeType] = {}
        self._lent: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        key = bucket.key, bucket.checksum
        if key not in self._held and (lent := self._lent.pop(key, None)) is not None:
            self._held[key] = marshal.loads(lent)
        bucket.code = self._held.get(key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if len(self._held) < MOST_COMPILED and bucket.code is not None:
            self._held[bucket.key, bucket.checksum] = bucket.code

    def borrow(self, compiled: Iterable[CompiledTemplate]) -> None:
        """Take what another process of ours has compiled."""
        self._lent.update({(each.key, each.checksum): each.code for each in compiled})

    def lend(self) -> tuple[CompiledTemplate, ...]:
        """All that is held, for another process."""
        held = self._held.items()
        return tuple(CompiledTemplate(*key, marshal.dumps(code)) for key, code in held)


@lru_cache(1)
def _compiled() -> _Compiled:
    return _Compiled()


def compile_templates() -> None:
    """Have this process hold the shipped templates of paper, compiled."""
    environment = _environment(_Loader(MemoryFiles(), ()))
    for name in _shipped_templates():
        environment.get_template(name)


def compiled_templates() -> tuple[CompiledTemplate, ...]:
    """The same for `borrow_templates` in another process."""
    compile_templates()
    return _compiled().lend()


def borrow_templates(compiled: Iterable[CompiledTemplate]) -> None:
    """Spare this process the work; what is another here is compiled here."""
    _compiled().borrow(compiled)


def _shipped_templates() -> Iterator[str]:
    for path in sorted(template_folder().rglob("*.html")):
        name = path.relative_to(template_folder()).as_posix()
        if not name.startswith((*ON_SCREEN, "themes/")):
            yield name


def _environment(loader: _Loader) -> Sandbox:
    return Sandbox(
        bytecode_cache=_compiled(),
        loader=loader,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


def _parted(template: str) -> tuple[str, str]:
    """“default:” or nothing, and the name after it."""
    name = template.removeprefix(DEFAULT)
    return template[: len(template) - len(name)], name


def _inside(name: str) -> PurePosixPath:
    try:
        return inside(name)
    except OutsideProject:
        raise TemplateNotFound(name) from None


class Filled(Struct, frozen=True):
    """A page, and the templates of the project or theme that took part in it, by path."""

    html: str
    templates: Mapping[str, str]


def render_html(edition: Edition, files: Files, folders: tuple[str, ...]) -> str:
    """The HTML of an edition on paper; InputProblems where a template cannot be used."""
    return filled(edition, files, folders).html


def filled(
    edition: Edition,
    files: Files,
    folders: tuple[str, ...],
    home: str = "",
    **more: Mapping[str, str],
) -> Filled:
    """The page of an edition; InputProblems where a template cannot be used.

    `home` is the folder of a medium other than paper, and `more` what its templates see besides.
    """
    loader = _Loader(files, folders, home)
    environment = _environment(loader)
    try:
        template = environment.select_template([f"kinds/{edition.kind}.html", BASE])
        return Filled(template.render(edition=edition, **more), loader.taken)
    except TemplateNotFound as error:
        message = f"there is no template “{str(error.name)[:80]}”"
        hint = did_you_mean(str(error.name), _shipped_templates(), _UNKNOWN)
        raise InputProblems(Problem(_place(error), message, hint)) from None
    except InputProblems:
        raise
    except Exception as error:  # whatever an override does is a mistake in it, and has a line
        raise InputProblems(
            Problem(
                _place(error),
                f"the template cannot be used: {_reason(error)}",
                "correct it, or remove the override",
            )
        ) from error


def _own(files: Files, path: str) -> bytes:
    """A template or style sheet of a project or theme, of a length that can be worked through."""
    raw = themes.read(files, path)
    if len(raw) > MOST_BYTES:
        message = f"the file has more than {MOST_BYTES // 1000} KB"
        hint = "take out what no page needs; fonts and logos are named under [style]"
        raise InputProblems(Problem(Place(path, 1, 1), message, hint))
    return raw


def _text(raw: bytes, template: str, path: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateSyntaxError("it is not UTF-8", 1, template, path) from None


def _place(error: Exception) -> Place:
    """Where in a template it happened: the engine puts its lines among the frames."""
    if isinstance(error, TemplateSyntaxError):
        return Place(error.filename or error.name or "a template", error.lineno, 1)
    lines = [
        Place(frame.f_code.co_filename, line, 1)
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename.endswith(".html")
    ]
    return lines[-1] if lines else Place("a template")


def _reason(error: Exception) -> str:
    if isinstance(error, TooMuch):
        return str(error)
    if isinstance(error, RecursionError):
        return "it includes or calls itself without end"
    if isinstance(error, TemplateError):
        return str(error.message)
    if isinstance(error, ArithmeticError | TypeError | ValueError):
        return str(error)  # it says by itself what is wrong with the values
    return f"{type(error).__name__}: {error}"


class Sheet(Struct, frozen=True):
    """A style sheet, and the file of the project or theme that it is; empty for a shipped one."""

    content: bytes
    origin: str = ""


def stylesheet(name: str, files: Files, folders: tuple[str, ...]) -> Sheet:
    """A style sheet, with the same precedence as templates."""
    for folder in folders:
        path = f"{folder}/{name}"
        if themes.exists(files, path):
            return Sheet(_own(files, path), path)
    return Sheet((template_folder() / name).read_bytes())


def added_sheets(name: str, files: Files, folders: tuple[str, ...]) -> tuple[Sheet, ...]:
    """The sheets that are set after the main one, so that what comes first in the settings wins."""
    paths = [f"{folder}/{name}" for folder in reversed(folders)]
    return tuple(Sheet(_own(files, path), path) for path in paths if themes.exists(files, path))
