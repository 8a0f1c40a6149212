"""Field types of one value, shared by all models: words, numbers as written, dates, choices.

Values arrive as text (see `loading`); each type says in plain words what is wrong with one.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

import pycountry
from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator
from pydantic_core import PydanticCustomError

from briefgen.dates import PartialDate, rewritten
from briefgen.errors import nearest

MAX_SHOWN = 60  # characters of what stands on a drawing or heads a card
MAX_DIGITS = 30
_NUMBER = r"[-+\u2212]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?"


class Model(BaseModel):
    """What every part of a spec is: frozen, with unknown keys refused."""

    # A validator is built when it is first used: most models only serve inside another.
    model_config = ConfigDict(
        defer_build=True,
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        populate_by_name=True,
    )


def wrong(
    message: str, hint: str = "", at: tuple[str | int, ...] = (), *, meant: str = ""
) -> PydanticCustomError:
    """An error in the analyst's words; `explaining` carries it to the reader, `at` within.

    `meant` is the same value in the form it needs, where nothing has to be guessed.
    """
    return PydanticCustomError(
        "briefgen", "{message}", {"message": message, "hint": hint, "at": at, "meant": meant}
    )


def text_of(value: object, what: str = "text") -> str:
    """The scalar a field needs; lists, mappings and empty values are said to be such."""
    if isinstance(value, str) and value.strip():
        return value
    if value is None or isinstance(value, str):
        raise wrong("nothing is written here", f"write {what}, or leave the line out")
    shape = "a list" if isinstance(value, list | tuple) else "lines of “key: value”"
    raise wrong(
        f"{what} is needed here, found {shape}", "put quotes around a text that begins with [ or {"
    )


def _number(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    written = text_of(value, "a number")
    number = read_number(written)
    if number is None:
        raise wrong(
            f"a number is needed here, found “{written[:40]}”",
            "write digits with a point for decimals, without units or separators, as 1234.5",
        )
    return number


def read_number(written: str) -> Decimal | None:
    """The number of these digits; None where it is none, or none that could be printed."""
    if len(written) > MAX_DIGITS or not re.fullmatch(_NUMBER, written.strip(), re.ASCII):
        return None
    number = Decimal(written.strip().replace("\u2212", "-"))
    return number if abs(number.adjusted()) <= MAX_DIGITS else None


_FLAGS_MEANT = {
    **dict.fromkeys(("yes", "y", "on", "1", "true"), "write true"),
    **dict.fromkeys(("no", "n", "off", "0", "false"), "write false"),
}


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    written = text_of(value, "true or false")
    if written not in ("true", "false"):
        raise wrong(
            f"true or false is needed here, found “{written[:40]}”",
            _FLAGS_MEANT.get(written.strip().casefold(), "write true or false"),
        )
    return written == "true"


def _identifier(value: object) -> str:
    written = text_of(value, "an id")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", written):
        raise wrong(f"“{written[:40]}” cannot be an id", "use letters, digits, - and _")
    return written


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    written = text_of(value, "a date")
    try:
        return PartialDate.parse(written)
    except ValueError:
        said = rewritten(written)
        meant = "" if said is None else str(said)
        hint = f"write {meant}" if meant else _date_hint(written)
        raise wrong(f"“{written[:40]}” is no date", hint, meant=meant) from None


def _date_hint(written: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", written.strip(), re.ASCII):
        return "the calendar has no such day or month"
    return "write 2022, 2022-11 or 2022-11-20"


def _full_date(value: object) -> PartialDate:
    date = _partial_date(value)
    if date.day is None:
        raise wrong(f"the day is missing: “{value}”", "write the whole date, as 2022-11-20")
    return date


LATEST = PartialDate(9999, 12, 31)  # until it is known what the newest day is


def _cutoff(value: object) -> PartialDate:
    written = value.strip() if isinstance(value, str) else ""
    return LATEST if written == "latest" else _full_date(value)


LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def _language(value: object) -> str:
    written = text_of(value, "a language")
    if not LANGUAGE.fullmatch(written):
        raise wrong(f"“{written[:40]}” is no language code", language_hint(written))
    return written


def language_hint(written: str) -> str:
    """The code of a language that was named in words; else how codes are written."""
    found = pycountry.languages.get(name=written.strip().title())
    if found is not None and hasattr(found, "alpha_2"):
        return f"write {found.alpha_2}"
    language, *others = written.strip().replace("_", "-").split("-")
    others = [part.title() if len(part) == 4 else part.upper() for part in others]
    tidy = "-".join((language.lower(), *others))
    if LANGUAGE.fullmatch(tidy) and pycountry.languages.get(alpha_2=language.lower()):
        return f"write {tidy}"
    return "write it as in BCP 47: en, kk, tr, uz-Cyrl"


class Choice(Struct, frozen=True):
    """Reads one word out of a few, with a suggestion when it is another."""

    allowed: tuple[str, ...]

    def __call__(self, value: object) -> str:
        written = text_of(value, f"one of {', '.join(self.allowed)}")
        if written not in self.allowed:
            meant = nearest(written, self.allowed)
            choices = f"the choices are {', '.join(self.allowed)}"
            raise wrong(
                f"“{written[:40]}” is not among the choices here",
                f"did you mean “{meant}”? {choices}" if meant else choices,
            )
        return written


def choice(*allowed: str) -> Choice:
    """A validator for one of these words."""
    return Choice(allowed)


def is_choice(model: type[Model], name: str) -> bool:
    """Whether a field of a model is one of a few words."""
    metadata = model.model_fields[name].metadata
    return any(isinstance(getattr(each, "func", None), Choice) for each in metadata)


class Whole(Struct, frozen=True):
    """Reads a whole number within bounds."""

    low: int
    high: int
    what: str = "a whole number"

    def __call__(self, value: object) -> int:
        if isinstance(value, int):
            return value
        number = read_number(text_of(value, self.what))
        if number is None or number != int(number) or not self.low <= number <= self.high:
            bounds = "" if self.what == "a year" else f" from {self.low} to {self.high}"
            raise wrong(
                f"{self.what}{bounds} is needed here, found “{str(value)[:40]}”",
                "write it in digits",
            )
        return int(number)


def whole(low: int, high: int, what: str = "a whole number") -> Whole:
    """A validator for a whole number within bounds."""
    return Whole(low, high, what)


def _one_line(value: object) -> str:
    return " ".join(text_of(value).split())


class Within(Struct, frozen=True):
    """Reads words that have to fit a place on the page."""

    limit: int

    def __call__(self, value: object) -> str:
        words = _one_line(value)
        if len(words) > self.limit:
            raise wrong(f"{len(words)} characters here; {self.limit} is the most", "shorten it")
        return words


def words_within(limit: int) -> Within:
    """A validator for words of so many characters at most."""
    return Within(limit)


def as_list(value: object) -> object:
    """One entry written without a list is a list of one."""
    return [value] if isinstance(value, str) else value


Words = Annotated[str, PlainValidator(_one_line)]
ShortWords = Annotated[str, PlainValidator(words_within(MAX_SHOWN))]
Number = Annotated[Decimal, PlainValidator(_number)]
Flag = Annotated[bool, PlainValidator(_flag)]
Identifier = Annotated[str, PlainValidator(_identifier)]
AnyDate = Annotated[PartialDate, PlainValidator(_partial_date)]
Cutoff = Annotated[PartialDate, PlainValidator(_cutoff)]
FullDate = Annotated[PartialDate, PlainValidator(_full_date)]
Language = Annotated[str, PlainValidator(_language)]
Decimals = Annotated[int, PlainValidator(whole(0, 6))]
WordList = Annotated[tuple[Words, ...], BeforeValidator(as_list)]
