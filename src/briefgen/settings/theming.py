"""The theme of a project: its tokens under those of the project, and the files they name."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, ValidationError

from briefgen import themes
from briefgen.document import Document
from briefgen.errors import InputProblems, Place, Problem, did_you_mean
from briefgen.explaining import explain
from briefgen.model.fields import Model, Words
from briefgen.model.style import INSTALLED, Style
from briefgen.pictures import font_faults, logo_faults
from briefgen.project import Files, OutsideProject, unreadable
from briefgen.settings.declared import Settings
from briefgen.settings.toml import toml_document


class Theme(Model):
    """What a theme says of itself in theme.toml."""

    name: Words = Field("", description="Its name for readers of lists.")
    description: Words = Field("", description="What it looks like, in a sentence.")
    style: Style = Field(Style(), description="Its tokens; files are named from its folder.")


def themed(settings: Settings, files: Files, document: Document) -> Settings:
    """The settings with the tokens of their theme; InputProblems where it cannot be used."""
    style = settings.style
    if settings.theme:
        about = read_theme(settings.theme_folder, files, document)
        style = style.over(_from_its_folder(about.style, settings.theme_folder))
    if problems := list(_faults(style, files, document)):
        raise InputProblems(problems)
    return settings.model_copy(update={"style": style}) if settings.theme else settings


def read_theme(folder: str, files: Files, asking: Document) -> Theme:
    """What a theme says of itself; InputProblems where there is none."""
    path = f"{folder}/{themes.ABOUT}"
    try:
        document = toml_document(path, themes.read(files, path))
    except (FileNotFoundError, OutsideProject):
        raise InputProblems(_no_theme(folder, asking)) from None
    except OSError as error:
        raise InputProblems(Problem(Place(path), *unreadable(error))) from None
    if document.problems:
        raise InputProblems(document.problems)
    try:
        return Theme.model_validate(document.tree)
    except ValidationError as error:
        raise InputProblems(explain(error, Theme, document)) from None


def _no_theme(folder: str, asking: Document) -> Problem:
    if not themes.is_installed(folder):
        message = f"there is no {themes.ABOUT} in “{folder[:60]}”"
        return asking.problem(("theme",), message, "a theme is a folder that holds one")
    name = folder.removeprefix(INSTALLED)
    known = (*themes.shipped_themes(), *themes.installed_themes())
    hint = did_you_mean(name, known, "a folder of the project is written as themes/NAME")
    return asking.problem(("theme",), f"there is no theme called “{name[:60]}”", hint)


def _from_its_folder(style: Style, folder: str) -> Style:
    """The tokens of a theme with the files they name called from the project."""
    named = {**dict(style.faces), "logo": style.logo}
    return style.model_copy(update={key: f"{folder}/{path}" for key, path in named.items() if path})


def _faults(style: Style, files: Files, document: Document) -> Iterator[Problem]:
    """What is wrong with the files that tokens name."""
    for key, path in (*style.faces, *((("logo", style.logo),) if style.logo else ())):
        faults = logo_faults if key == "logo" else font_faults
        try:
            for message, hint in faults(path, themes.read(files, path)):
                yield document.problem(("style", key), f"{path}: {message}", hint)
        except FileNotFoundError:
            message = f"there is no file “{path[:80]}”"
            hint = "name it from the root of the project, as assets/logo.svg"
            yield document.problem(("style", key), message, hint)
        except (OSError, OutsideProject) as error:
            why, hint = unreadable(error)
            yield document.problem(("style", key), f"{path}: {why}", hint)
