"""Number wording."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.numbers import format_number, with_unit

S = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "language", "written"),
    [
        (Decimal("1151"), None, "en", "1,151"),
        (Decimal("999"), None, "en", "999"),
        (Decimal("1.10"), None, "en", "1.10"),
        (Decimal("261.421121086"), 1, "en", "261.4"),
        (Decimal("0.25"), 1, "en", "0.3"),
        (0.25, 1, "en", "0.3"),
        (2.675, 2, "en", "2.68"),
        (5.0, None, "en", "5"),
        (100.0, None, "en", "100"),
        (7, None, "en", "7"),
        (1e-9, None, "en", "0.000000001"),
        (1e12, None, "en", "1,000,000,000,000"),
        (Decimal("1E+3"), None, "en", "1,000"),
        (Decimal("-3.1"), None, "en", "−3.1"),
        (-0.04, 1, "en", "0.0"),
        (Decimal("-0"), None, "en", "0"),
        (Decimal("2724900"), None, "ru", f"2{S}724{S}900"),
        (Decimal("1151.5"), None, "ru", "1151,5"),
        (Decimal("11255"), None, "kk", f"11{S}255"),
        (Decimal("1151.5"), None, "tr-TR", "1.151,5"),
        (Decimal("1151.5"), None, "fr", "1\u202f151,5"),
        (Decimal("11515"), None, "uz", f"11{S}515"),
        (Decimal("-1151.5"), None, "ar", "\u200e−1,151.5"),
        (Decimal("1151.5"), None, "xx", "1,151.5"),
    ],
)
def test_numbers_are_set_as_the_language_sets_them(
    value: Decimal | float, decimals: int | None, language: str, written: str
) -> None:
    assert format_number(value, decimals, language) == written


@pytest.mark.parametrize(
    ("value", "unit", "language", "written"),
    [
        (82, "percent", "en", "82%"),
        (Decimal("261.4"), "usd_bn", "en", f"$261.4{S}bn"),
        (5, "usd_m", "en", f"$5{S}m"),
        (11255, "usd", "en", "$11,255"),
        (53, "mt", "en", f"53{S}Mt"),
        (Decimal("20.6"), "million", "en", f"20.6{S}million"),
        (13364, "km", "en", f"13,364{S}km"),
        (2724900, "km2", "en", f"2,724,900{S}km²"),
        (54, "count", "en", "54"),
        (54, "none", "en", "54"),
        (12, "ships", "en", f"12{S}ships"),
        (12, "bn dollars", "en", f"12{S}bn{S}dollars"),
        (12, "", "en", "12"),
        (Decimal("-2.5"), "usd_bn", "en", f"−$2.5{S}bn"),
        ("50 to 60", "percent", "en", "50 to 60%"),
        (82, "percent", "ru", f"82{S}%"),
        (82, "percent", "tr", "%82"),
        (Decimal("261.4"), "usd_bn", "ru", f"$261,4{S}млрд"),
        (82, "percent", "kk", "82%"),
        (82, "percent", "fr", f"82{S}%"),
        (Decimal("261.4"), "usd_bn", "ar", f"261.4{S}مليار{S}دولار"),
        (Decimal("-2.5"), "usd_bn", "kk", f"−$2,5{S}млрд"),
        (Decimal("20.6"), "million", "fr", f"20,6{S}millions"),
    ],
)
def test_units_stand_where_they_belong(
    value: Decimal | float | str, unit: str, language: str, written: str
) -> None:
    assert with_unit(value, unit, language) == written


def test_approximate_values_say_so() -> None:
    assert with_unit(82, "percent", "en", approximate=True) == f"about{S}82%"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_refused(value: Decimal | float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        format_number(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_grouping_and_minus_lose_nothing(value: Decimal) -> None:
    written = format_number(value)
    assert "-" not in written
    assert Decimal(written.replace(",", "").replace("−", "-")) == value


@given(st.floats(-1e12, 1e12), st.integers(0, 6))
def test_the_decimals_asked_for_are_printed(value: float, decimals: int) -> None:
    written = format_number(value, decimals)
    assert re.fullmatch(r"−?[\d,]+" + (rf"\.\d{{{decimals}}}" if decimals else ""), written)
