"""Templates: the only home of jinja2. They see an edition and print it; they reach nothing else.

The first folder of the settings that has a template wins; `default:NAME` names the shipped one,
so that an override can extend it instead of copying it. Templates run in a sandbox, since an
override may come from somebody else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.edition.view import Edition
from briefgen.errors import InputProblems, Place, Problem
from briefgen.project import Files, OutsideProject

DEFAULT = "default:"
BASE = "brief.html"
_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "_templates", _PACKAGE.parents[1] / "templates")


@cache
def shipped_folder() -> Path:
    """Where the shipped templates lie: inside a wheel, or at the root of a checkout."""
    return next(place for place in _PLACES if (place / BASE).is_file())


class _Loader(BaseLoader):
    """Finds a template in the project's folders, then among the shipped ones."""

    def __init__(self, files: Files, folders: tuple[str, ...]) -> None:
        self.files, self.folders = files, folders

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        for folder in () if template.startswith(DEFAULT) else self.folders:
            path = f"{folder}/{template}"
            if self.files.exists(path):
                return self.files.read(path).decode("utf-8"), path, lambda: True
        name = template.removeprefix(DEFAULT)
        shipped = shipped_folder() / name
        if ".." in Path(name).parts or not shipped.is_file():
            raise TemplateNotFound(template)
        return shipped.read_text("utf-8"), f"templates/{name}", lambda: True


def render_html(edition: Edition, files: Files, folders: tuple[str, ...]) -> str:
    """The HTML of an edition; InputProblems where a template cannot be used."""
    environment = ImmutableSandboxedEnvironment(
        loader=_Loader(files, folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        template = environment.select_template([f"kinds/{edition.kind}.html", BASE])
        return template.render(edition=edition)
    except TemplateNotFound as error:
        raise InputProblems(
            Problem(
                Place(str(error.name)),
                "there is no such template",
                "check the name after include or extends",
            )
        ) from None
    except TemplateError as error:
        file = getattr(error, "filename", None) or getattr(error, "name", None) or "a template"
        line = getattr(error, "lineno", 0) or 0
        raise InputProblems(
            Problem(
                Place(str(file), line, 1 if line else 0),
                f"the template cannot be used: {error.message}",
                "correct it, or remove the override",
            )
        ) from None


def stylesheet(name: str, files: Files, folders: tuple[str, ...]) -> bytes:
    """A style sheet, with the same precedence as templates."""
    for folder in folders:
        try:
            if files.exists(f"{folder}/{name}"):
                return files.read(f"{folder}/{name}")
        except OutsideProject:
            continue
    return (shipped_folder() / name).read_bytes()
