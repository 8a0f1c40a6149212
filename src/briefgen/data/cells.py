"""What the cells of a column must be: their type, their signs, their constraints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from briefgen.data.table import number
from briefgen.dates import PartialDate
from briefgen.errors import did_you_mean
from briefgen.model.data_file import ColumnDescription

_SEPARATED = re.compile(
    r"[-+\u2212]?\d{1,3}(?P<sign>[,.' \u00a0\u202f’])\d{3}(?:(?P=sign)\d{3})*(?:[.,]\d*)?"
)
_NOT_KNOWN = re.compile(
    r"[-+]?(?:nan|inf|infinity|null|none|na|n/a|n\.a\.?|-+|–|—|\.{1,3}|…)", re.IGNORECASE
)


def plain(cell: str, column: ColumnDescription) -> str:
    """A cell in the program's own form: a number with a point and without signs between."""
    if not column.is_number:
        return cell
    if column.group_char is not None:
        cell = _ungrouped(cell, column.group_char, column.decimal_char)
    if column.decimal_char == ".":
        return cell
    return cell.replace(".", "\0").replace(column.decimal_char, ".")  # a point is no sign here


def _ungrouped(cell: str, sign: str, decimal: str) -> str:
    """The cell without the signs between thousands; as it is where they stand anywhere else."""
    whole, point, fraction = cell.partition(decimal)
    first, *groups = whole.split(sign)
    lengths = [len(group) for group in groups]
    if groups and (lengths[-1] != 3 or not {*lengths} <= {2, 3} or len(first.lstrip("-+")) > 3):
        return cell
    return first + "".join(groups) + point + fraction


def misfit(cell: str, column: ColumnDescription) -> tuple[str, str] | None:
    """What is wrong with a cell for the type of its column, and what to do; None if it fits."""
    if _fits(cell, column.type):
        return None
    if column.is_number:
        return "number" if column.type == "number" else "whole number", _number_hint(cell)
    if column.type == "year":
        return "year", "write it as 2022"
    return "date", "write it as 2022, 2022-11 or 2022-11-20"


def _fits(cell: str, needed: str) -> bool:
    if needed == "year":
        return cell.isascii() and cell.isdigit() and 1 <= len(cell) <= 4
    try:
        if needed in ("number", "integer"):
            value = number(cell)
            return value is None or needed == "number" or value == value.to_integral_value()
        if needed == "date" and cell:
            PartialDate.parse(cell)
    except (InvalidOperation, ValueError):
        return False
    return True


def _number_hint(cell: str) -> str:
    if _NOT_KNOWN.fullmatch(cell):
        return (
            "leave the cell empty where the value is not known, "
            f"or name “{cell}” under missingValues in the descriptor"
        )
    if _SEPARATED.fullmatch(cell):
        return (
            "write it without signs between thousands and with a point for decimals, "
            "or name the signs in the descriptor (groupChar, decimalChar)"
        )
    if re.fullmatch(r"[-+]?\d+,\d+", cell):
        return "write a point for decimals, or name the comma in the descriptor (decimalChar)"
    if cell.rstrip().endswith("%"):
        return "write the digits alone; the unit stands in the descriptor"
    return "write digits with a point for decimals; leave the cell empty where it is not known"


def breaches(cell: str, name: str, column: ColumnDescription) -> Iterator[tuple[str, str]]:
    """The constraints of its column that a cell does not keep to."""
    limits = column.constraints
    if not cell:
        if limits.required:
            yield f"the column “{name}” may have no empty cell", "write the value"
        return
    if limits.enum and cell not in limits.enum:
        message = f"“{cell[:30]}” is not among the values that the column “{name}” may have"
        yield message, did_you_mean(cell, limits.enum)
    if column.is_number or column.type == "year":
        value = Decimal(cell.replace("\u2212", "-"))
        hint = "correct the cell, or the constraint in the descriptor"
        if limits.minimum is not None and value < limits.minimum:
            yield f"{cell} is below the minimum of the column “{name}”, {limits.minimum}", hint
        if limits.maximum is not None and value > limits.maximum:
            yield f"{cell} is above the maximum of the column “{name}”, {limits.maximum}", hint
