"""A webhook: the report sent once, to a listed host; no redirection is followed."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.telling import HookSettings
from briefgen.refreshing.failing import Unfetched
from briefgen.refreshing.fetching import Web
from briefgen.settings import RefreshSettings
from briefgen.telling.failing import Untold, secret
from briefgen.telling.message import Message


def post(
    message: Message, settings: HookSettings, timeout: int, environment: Mapping[str, str]
) -> None:
    """Send it as JSON."""
    address = settings.url or secret(settings.url_from, environment)
    token = secret(settings.token_from, environment)
    heads = {"Authorization": f"Bearer {token}"} if token else {}
    bounds = RefreshSettings(hosts=settings.hosts, private=settings.private, timeout=timeout)
    try:
        Web(bounds).post(address, message.report, {"Content-Type": "application/json", **heads})
    except Unfetched as error:
        said = error.message.replace(address, "the address")  # which may be a secret
        raise Untold(said, error.hint.replace("[refresh]", "[tell.webhook]")) from None
