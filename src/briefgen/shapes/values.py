"""The values of the models, type by type: what they hold in words, their rule, an example."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from briefgen.model import (
    calculation,
    country,
    data_file,
    declaration,
    facts,
    fields,
    freshness,
    likelihood,
    map_figures,
    marking,
    prose_fields,
    provider,
    schedule,
    source_fields,
    source_provider,
    style,
    telling,
)
from briefgen.model.brief import Ground
from briefgen.model.citation_fields import Citations, SomeCitations
from briefgen.model.fields import Choice, Whole, Within
from briefgen.shapes import declaring, rules
from briefgen.shapes.rules import Rule, written


class Value(Struct, frozen=True):
    """What an author writes as one text (or, for some, as a short list of them)."""

    words: str  # what it holds, for people
    rule: Rule
    example: str | tuple[str, ...] = (
        ""  # one that is always right; empty where words of the author are needed
    )
    most: int | None = None  # characters


WORDS = Value("words", rules.TEXT)
ANYTHING = Value("anything", Rule("", {}))

# By the type as the models have it.
_VALUES: tuple[tuple[Any, Value], ...] = (
    (prose_fields.Line, Value("a paragraph of prose", rules.TEXT)),
    (prose_fields.Text, Value("prose", rules.TEXT)),
    (fields.Words, WORDS),
    (Citations, Value("the key of a source, with or without a place in it, or a list of "
     "them: `key, p. 4`", rules.CITATIONS)),
    (SomeCitations, Value("the key of a source, with or without a place in it, or a list "
     "of them: `key, p. 4`", rules.SOME_CITATIONS)),
    (fields.Number, Value("a number", rules.NUMBER, "1")),
    (fields.Flag, Value("true or false", rules.FLAG, "true")),
    (fields.Identifier, Value("an id: letters, digits, `-` and `_`", rules.IDENTIFIER)),
    (facts.OtherFact, Value("the id of a fact, or brief/id", rules.TEXT)),
    (fields.AnyDate, Value("a date: 2022, 2022-11 or 2022-11-20", rules.DATE)),
    (fields.FullDate, Value("a whole date: 2022-11-20", rules.DAY)),
    (fields.Cutoff, Value("a whole date: 2022-11-20; or latest", rules.CUTOFF, "latest")),
    (fields.Language, Value("the code of a language: en, kk, pt-BR", rules.LANGUAGE_CODE, "en")),
    (likelihood.Likelihood, Value("a term of likelihood", rules.LIKELIHOOD)),
    (marking.HandlingMarking, Value("a label of TLP 2.0, or a marking of your own",
     rules.MARKING, "TLP:CLEAR")),
    (country.Country, Value("the code of a country", rules.COUNTRY)),
    (country.MapCountry, Value("the code of a country", rules.MAP_COUNTRY)),
    (map_figures.Border, Value("two codes of countries", rules.BORDER, "IN-PK")),
    (map_figures.Coordinates, Value("`[longitude, latitude]`", rules.PLACE, ("0", "0"))),
    (map_figures.Extent, Value("`[west, south, east, north]`", rules.EXTENT,
     ("0", "0", "20", "20"))),
    (Ground, Value("the id of a fact, or `@key` of a source, with or without a place in it",
     rules.TEXT)),
    (calculation.Growth, Value("`yearly`, or the year since which", rules.GROWTH, "yearly")),
    (data_file.ColumnType, Value("year, number, integer, text or date", rules.COLUMN_TYPE, "text")),
    (data_file.Sign, Value("one sign", rules.SIGN, ",")),
    (data_file.NotKnown, Value("what stands in a cell", rules.NOT_KNOWN, "n/a")),
    (freshness.Span, Value("a span of time: 90 days, 6 months, 1 year; or never", rules.SPAN,
     "1 year")),
    (freshness.Review, Value("a whole date, or every 6 months", rules.REVIEW, "every 6 months")),
    (schedule.Cron, Value("five fields as cron has them", rules.TEXT, "0 6 * * MON")),
    (schedule.Zone, Value("a time zone: Europe/Berlin", rules.TEXT, "UTC")),
    (telling.Variable, Value("the name of a variable of the environment", rules.TEXT,
     "BRIEFGEN_SECRET")),
    (provider.Url, Value("an address, with https:// or http://", rules.ADDRESS,
     "https://example.org/replace-this.csv")),
    (source_provider.Page, Value("`url` for the address of the source, or another address",
     rules.TEXT, "https://example.org/replace-this")),
    (provider.WorldBankCode, Value("a code of the World Bank", rules.TEXT, "NY.GDP.MKTP.CD")),
    (provider.WorldBankCountry, Value("a code of a country, or all", rules.TEXT, "KZ")),
    (source_fields.Text, WORDS),
    (source_fields.Written, WORDS),
    (source_fields.Names, Value("`Family, Given`, an organisation, or a list of them",
     rules.NAMES)),
    (source_fields.Issued, Value("a date: 2022, 2022-11 or 2022-11-20", rules.DATE)),
    (source_fields.Day, Value("a whole date: 2022-11-20", rules.DAY)),
    (source_fields.Address, Value("an address, with https:// or http://", rules.ADDRESS,
     "https://example.org/replace-this")),
    (source_fields.Grade, Value("A, B, C, D, E or F", rules.GRADE, "F")),
    (source_fields.Kind, Value("a type of source, after CSL 1.0.2", rules.SOURCE_TYPE,
     "document")),
    (source_fields.Doi, Value("a DOI", rules.DOI, "10.1234/replace-this")),
    (source_fields.Language, Value("the code of a language: en, ru, pt-BR",
     rules.SOURCE_LANGUAGE, "en")),
    (source_fields.Keys, Value("the key of a source, or a list of them", rules.SOURCE_KEYS)),
    (style.Colour, Value("a colour, as `#1F4E79`", rules.COLOUR, "#1F4E79")),
    (style.FontFile, Value("a font of the project: WOFF2, TrueType or OTF", rules.TEXT,
     "assets/replace-this.woff2")),
    (style.PictureFile, Value("a picture of the project: SVG or PNG", rules.TEXT,
     "assets/replace-this.svg")),
    (declaration.FieldKey, Value("the name of a field", declaring.FIELD_KEY)),
    (declaration.RowKey, Value("the name of a field", declaring.FIELD_KEY)),
    (declaration.Needed, Value("the name of a block, or `figure: NAME`", declaring.NEEDED, "text")),
    (str, WORDS),
    (int, Value("a whole number", rules.NUMBER, "1")),
    (bool, Value("true or false", rules.FLAG, "true")),
)  # fmt: skip


def value_of(hint: Any) -> Value | None:
    """What is known of a type; None where it is not one value."""
    return next((value for known, value in _VALUES if known == hint), None)


def bounded(reader: Choice | Whole | Within) -> Value:
    """The value of a field that is one of a few words, a number or words within bounds."""
    if isinstance(reader, Choice):
        words = " or ".join(f"`{word}`" for word in reader.allowed)
        return Value(
            words, Rule("", {"type": "string", "enum": [*reader.allowed]}), reader.allowed[0]
        )
    if isinstance(reader, Within):
        return words_of(reader.limit)
    number = {
        **rules.NUMBER.json,
        "type": ["integer", "string"],
        "minimum": reader.low,
        "maximum": reader.high,
    }
    return Value(
        f"a whole number, {reader.low} to {reader.high}", Rule("", number), str(reader.low)
    )


def words_of(most: int) -> Value:
    """Words of so many characters at most."""
    rule = Rule("", written(maxLength=most))
    return Value(f"words, {most} characters at most", rule, most=most)
