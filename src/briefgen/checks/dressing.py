"""Rules on the look of a project: colours that can be read, copies that are not out of date."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from briefgen.charts.colours import contrast
from briefgen.checks.rule import Group, Rule
from briefgen.errors import Place, Problem, Severity
from briefgen.overrides import behind
from briefgen.project import SETTINGS_FILE, Files
from briefgen.settings import Settings
from briefgen.settings.toml import toml_document
from briefgen.validation import Checked

PAPER = "#FFFFFF"
LEAST = 4.5  # of contrast for text of this size, after WCAG 2.2 (1.4.3)
_LETTERS = ("accent", "ink", "ink2", "ink3")

PALE = Rule(
    "STY101",
    "pale-colour",
    Group.STYLE,
    Severity.WARNING,
    "A colour of the style is too pale, on its paper, for the text that is set in it.",
    "Text of this size needs a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3); many readers of a paler "
    "one give up, and a photocopy loses it.",
    "Take a darker colour under `[style]`, or a lighter paper.",
    '[style]\naccent = "#8FB3B8"',
    '[style]\naccent = "#1F4E79"',
)
BEHIND = Rule(
    "STY102",
    "ejected-behind",
    Group.STYLE,
    Severity.WARNING,
    "A template was copied with `briefgen templates eject`, and its original has changed since.",
    "What was mended in the original is not mended in the copy.",
    "Compare the copy with `briefgen templates show NAME --shipped`, then eject it anew, or write "
    "the digest of the new original, which the message has, into its first line.",
)
RULES = (PALE, BEHIND)
CHECKS: tuple[()] = ()  # they look at a project, not at a brief


def dressed(checked: Checked, files: Files, settings: Settings) -> Checked:
    """A brief that can be printed, with what is to be said of the look of its project."""
    if checked.brief is None:
        return checked
    found = (*_pale(files, settings), *_behind(files, settings))
    return structs.replace(checked, problems=(*checked.problems, *found)) if found else checked


def _pale(files: Files, settings: Settings) -> Iterator[Problem]:
    style = settings.style
    paper = style.paper or PAPER
    for key in _LETTERS:
        colour = getattr(style, key)
        if colour and (reached := contrast(colour, paper)) < LEAST:
            message = f"{key} {colour} has a contrast of {reached:.1f} to 1 on {paper}"
            hint = f"text needs {LEAST} to 1: take a darker colour"
            yield _at(key, message, hint, files)


def _at(key: str, message: str, hint: str, files: Files) -> Problem:
    if not files.exists(SETTINGS_FILE):
        return Problem(Place(SETTINGS_FILE), message, hint, PALE.severity, code=PALE.code)
    document = toml_document(SETTINGS_FILE, files.read(SETTINGS_FILE))
    return PALE.at(document, ("style", key), message, hint)


def _behind(files: Files, settings: Settings) -> Iterator[Problem]:
    for path, digest in behind(files, settings):
        message = "this copy has fallen behind: its original has changed since it was ejected"
        hint = (
            "compare it with the original (briefgen templates show NAME --shipped), then eject it "
        )
        hint += f"anew, or write {digest} into its first line"
        yield Problem(Place(path, 1, 1), message, hint, BEHIND.severity, code=BEHIND.code)
