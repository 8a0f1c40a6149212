"""What a provider tells of a source: its date of issue and other fields, by a declared mapping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from briefgen.dates import PartialDate
from briefgen.model.source_provider import SourceProvider
from briefgen.refreshing.commands import output_of
from briefgen.refreshing.failing import Unfetched
from briefgen.refreshing.mapping import at, decoded, first_row, parsed
from briefgen.refreshing.running import Asked

MOST = 500  # characters of a field


def told_by(provider: SourceProvider, asked: Asked) -> Mapping[str, str]:
    """The fields of a source as its provider has them today; Unfetched where it has none."""
    if provider.kind == "world-bank":
        return _fields(_of_the_bank(provider, asked), {"issued": "0.lastupdated"})
    if provider.kind == "csv":
        text = decoded(asked.reach.get(provider.address("")).content or b"")
        return _fields(first_row(text, provider.delimiter), provider.told)
    return _fields(parsed(decoded(_json(provider, asked))), provider.told)


def _json(provider: SourceProvider, asked: Asked) -> bytes:
    if provider.kind == "json":
        return asked.reach.get(provider.address("")).content or b""
    bounds = asked.settings
    most = bounds.max_megabytes * 1_000_000
    return output_of(provider.command or "", bounds.commands, asked.root, bounds.timeout, most)


def _of_the_bank(provider: SourceProvider, asked: Asked) -> Any:
    indicator = quote(provider.world_bank or "")
    query = urlencode({"format": "json", "per_page": "1"})
    base = asked.settings.world_bank.rstrip("/")
    answer = asked.reach.get(f"{base}/country/all/indicator/{indicator}?{query}")
    tree = parsed(decoded(answer.content or b""))
    if said := at(tree, "0.message.0.value"):
        raise Unfetched(f"the World Bank says: {str(said)[:160]}", "check the indicator")
    return tree


def _fields(tree: Any, places: Mapping[str, str]) -> dict[str, str]:
    return {name: _field(tree, name, path) for name, path in sorted(places.items())}


def _field(tree: Any, name: str, path: str) -> str:
    found = at(tree, path)
    if found is None or isinstance(found, dict | list | bool) or not str(found).strip():
        hint = "name its place under “fields:” of the provider"
        raise Unfetched(f"there is nothing at “{path}” for “{name}”", hint)
    written = " ".join(str(found).split())
    if len(written) > MOST or not written.isprintable():
        raise Unfetched(f"what stands at “{path}” is no text of a source")
    return _day(written, path) if name == "issued" else written


def _day(written: str, path: str) -> str:
    """A date; of a moment, the day."""
    try:
        return str(PartialDate.parse(written.partition("T")[0].partition(" ")[0]))
    except ValueError:
        raise Unfetched(f"“{written[:40]}” at “{path}” is no date", "as 2026-11-23") from None
