"""Indicators of the World Bank: its second interface, page by page, as JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from briefgen.model.data_file import DataDescription
from briefgen.model.provider import Provider
from briefgen.refreshing.failing import Unfetched
from briefgen.refreshing.fetching import Web
from briefgen.refreshing.mapping import MAX_ROWS, Rows, at, decoded, parsed

PER_PAGE = 1000
MAX_PAGES = MAX_ROWS // PER_PAGE
# What a row of an answer has, by the names under which columns may ask for it.
FIELDS = {
    "country": "country.value",
    "iso2": "country.id",
    "iso3": "countryiso3code",
    "year": "date",
    "value": "value",
    "indicator": "indicator.value",
}


def address(provider: Provider, base: str, page: int) -> str:
    """The address of one page of an indicator."""
    countries = quote(";".join(provider.countries), safe=";")
    asked = {"format": "json", "per_page": str(PER_PAGE), "page": str(page)}
    if provider.start is not None or provider.end is not None:
        asked["date"] = f"{provider.start or 1960}:{provider.end or 2100}"
    indicator = quote(provider.world_bank or "")
    return (
        f"{base.rstrip('/')}/country/{countries}/indicator/{indicator}?{urlencode(asked, safe=':')}"
    )


def fetched(about: DataDescription, base: str, web: Web) -> Rows:
    """All rows that have a value, by country as they came and then by year; Unfetched otherwise."""
    provider = about.provider
    if provider is None:
        raise Unfetched("the data file names no provider")
    named = {column: provider.columns.get(column, column) for column in about.columns}
    strange = [name for name in named.values() if name not in FIELDS]
    if strange:
        message = f"the World Bank has no field “{strange[0][:40]}”"
        raise Unfetched(message, f"say under “columns:” which it is: {', '.join(FIELDS)}")
    rows: list[Any] = []
    page, pages, total = 1, 1, 0
    while page <= pages:
        pages, total, more = _page(web, address(provider, base, page), page)
        rows += more
        page += 1
    if len(rows) != total:
        raise Unfetched(f"{len(rows)} rows came, of {total} that were announced", again=True)
    known = [row for row in rows if at(row, "value") is not None]
    order = {name: place for place, name in enumerate(dict.fromkeys(map(_country, known)))}
    known.sort(key=lambda row: (order[_country(row)], str(at(row, "date"))))
    return [{column: _text(row, FIELDS[name]) for column, name in named.items()} for row in known]


def _page(web: Web, url: str, page: int) -> tuple[int, int, list[Any]]:
    """How many pages there are, how many rows in all, and the rows of this page."""
    answer = web.get(url)
    tree = parsed(decoded(answer.content or b""))
    head = tree[0] if isinstance(tree, list) and tree else None
    if not isinstance(head, dict):
        raise Unfetched("what came is no answer of the World Bank")
    if said := at(head, "message.0.value"):
        raise Unfetched(f"the World Bank says: {str(said)[:160]}", "check indicator and countries")
    pages, total, here = (_count(head.get(key)) for key in ("pages", "total", "page"))
    rows = tree[1] if len(tree) > 1 else []
    if here not in (page, 0) or not isinstance(rows, list | type(None)):
        raise Unfetched(f"another page came than page {page}, which was asked for")
    if pages > MAX_PAGES or total > MAX_ROWS:
        raise Unfetched(f"{total:,} rows are announced", "ask for fewer countries or years")
    return pages, total, rows or []


def _count(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    raise Unfetched("what came is no answer of the World Bank: its head counts no pages")


def _country(row: Any) -> str:
    return str(at(row, "countryiso3code") or at(row, "country.id"))


def _text(row: Any, path: str) -> str:
    value = at(row, path)
    if value is None or isinstance(value, dict | list | bool):
        raise Unfetched(f"a row of the World Bank has nothing at “{path}”")
    return str(value).strip()
