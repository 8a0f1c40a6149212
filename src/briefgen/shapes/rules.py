"""What each type of value looks like to an editor, as JSON Schema.

An editor gives a scalar its type as YAML does: 2022 is a number there, and true a truth. briefgen
reads all of them as text, so the rules allow what it accepts, whatever YAML takes it for.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any, TypeAlias

from msgspec import Struct

from briefgen import yardstick
from briefgen.model.calculation import YEARLY
from briefgen.model.country import KOSOVO, all_countries, country_name
from briefgen.model.data_file import SYNONYMS, TYPES
from briefgen.model.fields import LANGUAGE
from briefgen.model.marking import MAX_LENGTH, TLP
from briefgen.model.source import SourceType
from briefgen.periods import MOST, UNITS
from briefgen.territories import UNDRAWN

Json: TypeAlias = dict[str, Any]

# Written with “not”, so that editors accept it and do not offer it: a type would be offered.
_TRUTH: Json = {
    "title": "true or false, as words",
    "not": {"type": ["string", "number", "null", "object", "array"]},
}
NOTHING: Json = {
    "title": "nothing",
    "not": {"type": ["string", "number", "boolean", "object", "array"]},
}
_EMPTY = "nothing is written here"
_NUMBER = r"^\s*[-+\u2212]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?\s*$"
_DATE = r"^\s*\d{4}(-\d{2}(-\d{2})?)?\s*$"
_DAY = r"^\s*\d{4}-\d{2}-\d{2}\s*$"


class Rule(Struct, frozen=True):
    """A named schema, which stands once in a file however often it is used."""

    name: str
    json: Json


def written(**more: Any) -> Json:
    """A schema of any one text, as a plain scalar of YAML gives it."""
    plain = {"type": ["string", "number"], "pattern": r"\S", "patternErrorMessage": _EMPTY} | more
    return {"anyOf": [plain, _TRUTH]}


def matching(pattern: str, wrong: str, **more: Any) -> Json:
    """A schema of a text of this pattern, with what to say of any other."""
    return {"type": "string", "pattern": pattern, "patternErrorMessage": wrong} | more


def either(*alternatives: Json) -> Json:
    """A schema of one of these; alternatives within alternatives are laid side by side."""
    flat: list[Json] = []
    for each in alternatives:
        flat += each["anyOf"] if set(each) == {"anyOf"} else [each]
    return {"anyOf": flat}


def listed(item: Json, **more: Any) -> Json:
    """A schema of a list."""
    return {"type": "array", "items": item} | more


def _terms() -> Json:
    """Terms of likelihood with their odds; other spellings are accepted and not offered."""
    odds = _odds()
    terms = [*odds]
    spelt = "|".join("".join(_any_case(letter) for letter in term) for term in terms)
    others = {
        "title": "a term, spelt otherwise",
        "type": "string",
        "pattern": rf"^[\s_-]*({spelt})[\s_-]*$",
        "not": {"enum": terms},
    }
    return {
        "anyOf": [
            {"type": "string", "enum": terms, "markdownEnumDescriptions": [*odds.values()]},
            others,
        ]
    }


def _odds() -> dict[str, str]:
    """What each term stands for, on the yardsticks that have it."""
    told: dict[str, str] = {}
    for scale in yardstick.YARDSTICKS.values():
        for term in scale.terms:
            before = f"{told[term.words]}; " if term.words in told else ""
            told[term.words] = f"{before}{term.range_words} on {scale.name}"
    return told


def _any_case(letter: str) -> str:
    return r"[\s_-]+" if letter == " " else f"[{letter}{letter.upper()}]"


def _markings() -> Json:
    own = {
        "title": "a classification of your own",
        "type": ["string", "number"],
        "pattern": r"^\s*(?![Tt][Ll][Pp])\S",
        "patternErrorMessage": f"no label of TLP 2.0: write {', '.join(TLP)}",
        "maxLength": MAX_LENGTH,
    }
    meanings = [meaning for _, meaning in TLP.values()]
    return {
        "anyOf": [{"type": "string", "enum": [*TLP], "markdownEnumDescriptions": meanings}, own]
    }


def _countries(*more: str, without: Container[str] = ()) -> Json:
    """Codes of countries; their names are offered with them, and not all listed on hover."""
    known = (each for each in all_countries() if each[0] not in without)
    names = [*known, *((code, country_name(code)) for code in more)]
    return matching(
        rf"^\s*({'|'.join(code for code, _ in names)})\s*$",
        "no country code of ISO 3166-1 alpha-2: write the two capital letters, as KZ, TR or AF",
        defaultSnippets=[
            {"label": code, "description": name, "body": code} for code, name in names
        ],
    )


def _name() -> Json:
    family = {key: written() for key in ("family", "given", "suffix")}
    return either(
        written(),
        {
            "title": "a name in its parts",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "organisation": written(),
                **family,
                "family_first": FLAG.json,
            },
        },
    )


TEXT = Rule("text", written())
NUMBER = Rule(
    "number",
    {
        "type": ["number", "string"],
        "pattern": _NUMBER,
        "patternErrorMessage": "a number is needed here: digits with a point for decimals",
    },
)
FLAG = Rule(
    "flag",
    {
        "type": ["boolean", "string"],
        "pattern": "^(true|false)$",
        "patternErrorMessage": "true or false is needed here",
    },
)
IDENTIFIER = Rule(
    "identifier",
    written(
        pattern="^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$",
        patternErrorMessage="an id has letters, digits, - and _",
    ),
)
DATE = Rule(
    "date",
    {
        "type": ["string", "integer"],
        "pattern": _DATE,
        "patternErrorMessage": "write 2022, 2022-11 or 2022-11-20",
        "minimum": 0,
        "maximum": 9999,
    },
)
DAY = Rule("day", matching(_DAY, "write the whole date, as 2022-11-20"))
CUTOFF = Rule(
    "cutoff",
    either(
        matching(_DAY, "write the whole date, as 2022-11-20, or latest"),
        matching(r"^\s*latest\s*$", "write latest"),
    ),
)
_SPAN = r"(\d{1,4} +)?([Dd]ay|[Ww]eek|[Mm]onth|[Qq]uarter|[Yy]ear)s?"
SPAN = Rule(
    "span",
    either(
        matching(rf"^\s*({_SPAN}|[Nn]ever)\s*$", "write 90 days, 6 months or 1 year; or never"),
        {
            "type": "object",
            "properties": {
                "count": {"type": ["integer", "string"], "minimum": 1, "maximum": MOST},
                "period": {"type": "string", "enum": [*UNITS]},
            },
            "required": ["count", "period"],
            "additionalProperties": False,
        },
    ),
)
REVIEW = Rule(
    "review",
    either(
        matching(_DAY, "write a whole date, as 2027-03-01, or every 6 months"),
        matching(rf"^\s*[Ee]very\s+({_SPAN}|never)\s*$", "write every 6 months"),
    ),
)
LANGUAGE_CODE = Rule(
    "language",
    matching(f"^{LANGUAGE.pattern}$", "write it as in BCP 47: en, kk, tr, uz-Cyrl"),
)
SOURCE_LANGUAGE = Rule(
    "source-language",
    matching(
        r"^\s*[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?\s*$",
        "write the code of the language: en, ru, kk, tr, pt-BR",
    ),
)
LIKELIHOOD = Rule("likelihood", _terms())
MARKING = Rule("marking", _markings())
COUNTRY = Rule("country", _countries())
MAP_COUNTRY = Rule("map-country", _countries(KOSOVO, without=UNDRAWN))
CITATIONS = Rule("citations", either(written(), listed(written())))
SOME_CITATIONS = Rule("some-citations", either(written(), listed(written(), minItems=1)))
BORDER = Rule(
    "border", matching(r"^\s*[A-Z]{2}\s*-\s*[A-Z]{2}\s*$", "a border is two codes, as IN-PK")
)
PLACE = Rule("place", {"type": "array", "items": NUMBER.json, "minItems": 2, "maxItems": 2})
EXTENT = Rule("extent", {"type": "array", "items": NUMBER.json, "minItems": 4, "maxItems": 4})
ADDRESS = Rule(
    "address",
    matching(
        r"^\s*[Hh][Tt][Tt][Pp][Ss]?://\S+\s*$",
        "an address begins with https:// or http:// and has no spaces",
    ),
)
DOI = Rule(
    "doi", matching(r"10\.\d{4,9}/\S", "a DOI begins with 10. and has a slash, as 10.1080/…")
)
GRADE = Rule(
    "grade",
    {
        "type": "string",
        "enum": list("ABCDEF"),
        "markdownEnumDescriptions": [
            "completely reliable",
            "usually reliable",
            "fairly reliable",
            "not usually reliable",
            "unreliable",
            "cannot be judged",
        ],
    },
)
SOURCE_TYPE = Rule("source-type", {"type": "string", "enum": [each.value for each in SourceType]})
SOURCE_KEYS = Rule(
    "source-keys",
    either(
        matching(r"^[a-z0-9]+(-[a-z0-9]+)*$", "the key of a source: small letters and hyphens"),
        listed(
            {"type": ["string", "number"], "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}, title="a list"
        ),
        NOTHING,
    ),
)
_YEAR = NUMBER.json | {"type": ["integer", "string"], "minimum": 1, "maximum": 9999}
GROWTH = Rule(
    "growth",
    either({"type": "string", "enum": [YEARLY]}, {**_YEAR, "title": "the year since which"}),
)
COLUMN_TYPE = Rule(
    "column-type",
    either(
        {"type": "string", "enum": [*TYPES]},
        {
            "title": "a type of Table Schema",
            "type": "string",
            "pattern": f"^({'|'.join(SYNONYMS)})$",
        },
    ),
)
_HEX = r"^\s*#[0-9A-Fa-f]{6}\s*$"
COLOUR = Rule("colour", matching(_HEX, "write # and six hexadecimal digits, as #1F4E79"))
SIGN = Rule("sign", matching("^[^0-9+-]$", "one sign is needed here"))
NOT_KNOWN = Rule("not-known", {"anyOf": [{"type": ["string", "number"]}, _TRUTH]})
NAMES = Rule("names", either(_name(), listed(_name()), NOTHING))
