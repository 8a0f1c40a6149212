"""Exact arithmetic for derived values, and the words for where it has no answer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal

from briefgen.data.query import Underivable

# More digits than any data have, so that nothing is lost on the way; a result keeps twelve.
EXACT = Context(prec=50)
KEPT = Context(prec=12)
HUNDRED = Decimal(100)

Key = tuple[str, ...]


def written(value: Decimal | None) -> str:
    """A result as the cell of a data file: plain digits, twelve of them at most."""
    if value is None:
        return ""
    text = f"{KEPT.plus(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def added(values: Iterable[Decimal]) -> Decimal:
    """The sum."""
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


def mean(values: list[Decimal]) -> Decimal:
    """The mean, each value of the same weight."""
    return EXACT.divide(added(values), Decimal(len(values)))


def ratio(value: Decimal | None, by: Decimal | None, column: str, key: Key) -> Decimal | None:
    """A value for each unit of another."""
    if value is None or by is None:
        return None
    if not by:
        raise Underivable(
            f"“{column}” is 0{f' for {named(key)}' if key else ''}, and nothing can be divided "
            "by nought",
            "leave that row out, or correct it in the data",
            ("calculate", "per"),
        )
    return EXACT.divide(value, by)


def change(value: Decimal | None, base: Decimal | None, key: Key, step: str) -> Decimal | None:
    """A value in per cent of its base (`index`), or what it differs by (`growth`)."""
    if base is None and step == "index":
        raise Underivable(
            f"the value of the base year is not known ({named(key)})",
            "choose another base year",
            ("calculate", step),
        )
    if value is None or base is None:
        return None
    if base <= 0:
        raise Underivable(
            f"the value to measure from is {base:f} ({named(key)}): a change from "
            f"{'nought' if not base else 'a negative value'} has no percentage",
            "choose other years, or show the values as they are",
            ("calculate", step),
        )
    percentage = EXACT.divide(EXACT.multiply(value, HUNDRED), base)
    return percentage if step == "index" else EXACT.subtract(percentage, HUNDRED)


def part(value: Decimal | None, key: Key) -> Decimal:
    """A value that can be part of a total."""
    at = ("calculate", "share_of")
    if value is None:
        hint = "leave such rows out by “where”; the shares are then of what is known"
        raise Underivable(f"a value is not known ({named(key)}), so there is no total", hint, at)
    if value < 0:
        hint = "show the values as they are"
        raise Underivable(f"{value:f} is negative ({named(key)}), so there are no shares", hint, at)
    return value


def share(value: Decimal, total: Decimal) -> Decimal:
    """A part in per cent of its total."""
    if not total:
        raise Underivable(
            "the total is 0, and nothing can be divided by nought",
            "leave the share out, or select other rows",
            ("calculate", "share_of"),
        )
    return EXACT.divide(EXACT.multiply(value, HUNDRED), total)


def named(key: Key) -> str:
    """A group in words."""
    return ", ".join(each for each in key if each)
