"""Custom properties of style sheets, whose values the engine reads anew for each element.

The words of a value are the same objects for all elements that come to them, so what was read from
them is found by the objects themselves, which are kept so that no other takes their place.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from weasyprint.css.functions import check_var

Resolve = Callable[[Any, Any, Any], Any]
Solve = Callable[[Any, Any, str, Any], Any]
MOST = 64  # values of one declaration that are kept


def naming(plain: Resolve) -> Resolve:
    """The engine's way to put values for `var()`; most are that and nothing else."""

    @functools.wraps(plain)
    def resolve(computed: Any, token: Any, parent_style: Any) -> Any:
        known = computed.cache.get("known_variables")
        if known is None:
            known = computed.cache["known_variables"] = {}
        kept = known.get(id(token))
        if kept is None:
            kept = known[id(token)] = token, _variable(token)
        name = kept[1]
        if name is None:
            return None
        if name and (value := computed[name]):
            return value
        return plain(computed, token, parent_style)

    return resolve


def _variable(token: Any) -> str | None:
    """The property that is asked for; nothing where more is to be done, None where none is."""
    if not check_var(token):
        return None
    if token.type != "function" or token.lower_name != "var":
        return ""
    words = [each for each in token.arguments if each.type not in ("whitespace", "comment")]
    if len(words) != 1:  # a value for the case that there is none
        return ""
    name: str = words[0].value.replace("-", "_")
    return name


def solving(plain: Solve) -> Solve:
    """The engine's way to read a value once all variables in it are known."""

    @functools.wraps(plain)
    def solve(pending: Any, tokens: Any, wanted_key: str, base_url: Any) -> Any:
        known = pending.__dict__.get("known_values")
        if known is None:
            known = pending.__dict__["known_values"] = {}
        key = (wanted_key, base_url, *map(id, tokens))
        kept = known.get(key)
        if kept is not None:
            return kept[1]
        value = plain(pending, tokens, wanted_key, base_url)
        if len(known) >= MOST:
            known.clear()  # sheets are kept from brief to brief, and values of another are many
        known[key] = tuple(tokens), value
        return value

    return solve
