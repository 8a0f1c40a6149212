"""Rules for pages in other languages than English: words in margins, hyphens, lines to the left."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from briefgen.catalogues import base_of, is_english
from briefgen.edition.view import Edition
from briefgen.outputs.syllables import SPELLINGS

# Languages of which the engine has patterns of hyphenation, or we have rules; English is set
# without. Narrow columns are as well, where the engine ends lines too early for a word that it
# then does not part.
HYPHENATED = frozenset({"fr", "ru", *SPELLINGS})
# Faces of other letters have no axis for sizes, and the engine is strict about it.
WITHOUT_SIZES = "h1,.key-figures .n{font-variation-settings:normal}\n"
# A key page has no sections that its grounds could stand beside.
KEY_PAGE = """\
.grounds-alone{columns:2;column-gap:7mm}
.grounds-alone .side{float:none;width:auto;margin:0 0 9pt}
"""
HYPHENS = """\
html{hyphenate-character:"-"}
main>p,main>.plain>li{hyphens:auto;hyphenate-limit-chars:7 3 3}
.fn,.url{hyphens:manual}
"""
# The engine sets cells of a grid from the left, whatever the direction; here each has its column.
# Numbers keep their decimal signs below each other, which are read from the left in all languages.
FROM_THE_RIGHT = """\
html{direction:rtl;text-align:right;line-height:14.4pt}
@page{@footnote{margin-left:57mm}}
.data-row{grid-template-columns:1fr 30mm 36mm 36mm 27mm}
.data-row>div{grid-row:1}
.data-row>div:nth-child(1){grid-column:5}
.data-row>div:nth-child(2){grid-column:4}
.data-row>div:nth-child(3){grid-column:3}
.data-row>div:nth-child(4){grid-column:2}
.data-row>div:nth-child(5){grid-column:1}
.method>div{grid-row:1}
.method>div:nth-child(1){grid-column:3}
.method>div:nth-child(2){grid-column:2}
.method>div:nth-child(3){grid-column:1}
.rating-strip .rated>div{grid-row:1}
.rating-strip .rated>div:nth-child(1){grid-column:4}
.rating-strip .rated>div:nth-child(2){grid-column:3}
.rating-strip .rated>div:nth-child(3){grid-column:2}
.rating-strip .rated>div:nth-child(4){grid-column:1}
.implications{display:block}
.implications>div{display:inline-block;vertical-align:top;width:54.5mm;margin-left:7mm}
.implications>div:nth-child(even){margin-left:0}
table.data .number{text-align:right;padding-right:9pt;padding-left:0}
.imprint span,.label,.figure-number{font-size:8pt}
.panel .locator{margin:1pt 0 6pt;width:auto;text-align:center}
.panel .locator svg{display:inline-block}
"""


def language_rules(edition: Edition) -> str:
    """The rules of a language; none for English, whose sheet the main one is."""
    return "".join(_rules(edition)) if not is_english(edition.language) else ""


def _rules(edition: Edition) -> Iterator[str]:
    from_the_right = edition.words.direction == "rtl"
    box = "@bottom-right" if from_the_right else "@bottom-left"
    yield f"@page{{{box}{{content:{_page_words(edition.words.page_of)}}}}}\n"
    if not _latin(edition.title + "".join(figure.value for figure in edition.key_figures)):
        yield WITHOUT_SIZES
    if not edition.sections:
        yield KEY_PAGE
    if base_of(edition.language) in HYPHENATED:
        yield HYPHENS
    if from_the_right:
        yield FROM_THE_RIGHT


def _latin(words: str) -> bool:
    return all("LATIN" in unicodedata.name(sign, "") for sign in words if sign.isalpha())


def _page_words(pattern: str) -> str:
    """“Page 2 of 6” as CSS counts it, with the reference after it."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    counted = (
        _quoted(before),
        "counter(page)",
        _quoted(between),
        "counter(pages)",
        _quoted(f"{after}\u2002·\u2002"),
        "string(reference)",
    )
    return " ".join(part for part in counted if part)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"' if words else ""
