"""People told of a regeneration: by a command, by mail, by a webhook. What fails undoes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from briefgen.errors import Place, Problem, Severity
from briefgen.model.telling import HookSettings, TellSettings
from briefgen.project import SETTINGS_FILE
from briefgen.regenerated import Outcome, RunReport
from briefgen.telling.failing import Untold
from briefgen.telling.message import Message

For = Callable[[str | None], Message]

__all__ = ["Message", "is_told", "tell"]


def is_told(report: RunReport, settings: TellSettings) -> bool:
    """Whether anything happened that is to be told."""
    happened = {str(each.outcome) for each in report.briefs}
    happened |= {"stale"} if any(each.is_stale for each in report.briefs) else set()
    happened |= {str(Outcome.FAILED)} if report.misread else set()
    return bool(happened & set(settings.when))


def tell(
    message: For, settings: TellSettings, root: Path, environment: Mapping[str, str]
) -> Iterator[Problem]:
    """Tell everybody; whoever could not be told is a problem, and the others are told.

    `message` gives the message for those who may see what is marked up to a label; without one,
    for this machine itself.
    """
    for name, way in _ways(message, settings, root, environment).items():
        try:
            way()
        except Untold as error:
            said = f"nobody was told by {name}: {error.message}"
            yield Problem(Place(SETTINGS_FILE), said, error.hint, Severity.WARNING)


def _ways(
    message: For, settings: TellSettings, root: Path, environment: Mapping[str, str]
) -> dict[str, Callable[[], None]]:
    ways: dict[str, Callable[[], None]] = {}
    if settings.command:
        from briefgen.telling.command import run

        ways["command"] = lambda: run(message(None), settings, root)
    if (mail := settings.mail) is not None:
        from briefgen.telling.mail import send

        ways["mail"] = lambda: send(message(mail.up_to.label), mail, settings.timeout, environment)
    if (hook := settings.webhook) is not None:
        ways["webhook"] = lambda: _post(
            message(hook.up_to.label), hook, settings.timeout, environment
        )
    return ways


def _post(
    message: Message, hook: HookSettings, timeout: int, environment: Mapping[str, str]
) -> None:
    try:
        from briefgen.telling.webhook import post
    except ModuleNotFoundError as error:
        hint = "pip install 'briefgen[refresh]'"
        raise Untold(f"a webhook needs {error.name}", hint) from None
    post(message, hook, timeout, environment)
