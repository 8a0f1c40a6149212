"""BibTeX and biblatex, read; the home of bibtexparser."""

from __future__ import annotations

import logging
import re
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from briefgen.document import Tree
from briefgen.errors import Place, Problem
from briefgen.exchange import bibtex_types as types
from briefgen.exchange.extra import missing
from briefgen.exchange.incoming import Fields, Incoming, day_of, organisation, person, without_empty
from briefgen.model.source import SourceType

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Languages as babel names them, with which exports fill “langid”.
_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
        "ukenglish": "en-GB", "russian": "ru", "kazakh": "kk", "turkish": "tr", "french": "fr",
        "german": "de", "ngerman": "de", "spanish": "es", "italian": "it", "portuguese": "pt",
        "chinese": "zh", "japanese": "ja", "arabic": "ar", "ukrainian": "uk", "polish": "pl",
    }
)  # fmt: skip
MAX_BRACES, MAX_TEX, MAX_NAME = 200, 20_000, 1_000
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_BARE_DOLLAR = re.compile(r"(?<!\\)\$")
# The accents that stand alone are what TeX calls the signs of ASCII.
_ASCII = str.maketrans({"ˆ": "^", "˜": "~"})


def read(file: str, text: str) -> tuple[list[Incoming], list[Problem]]:
    """The entries of a file, and what of it is no BibTeX."""
    library = _parsed(file, text)
    found = [_incoming(entry) for entry in library.entries]
    lines = text.split("\n")
    return found, [_failed(file, block, lines) for block in library.failed_blocks]


def _parsed(file: str, text: str) -> Any:
    try:
        from bibtexparser.entrypoint import parse_string
    except ImportError:
        raise missing("bibtexparser", file) from None
    # It tells its log of each block that it cannot read; we tell the reader, with the line.
    with _in_silence():
        return parse_string(text)


@contextmanager
def _in_silence() -> Iterator[None]:
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _failed(file: str, block: Any, lines: list[str]) -> Problem:
    line = (block.start_line or 0) + 1
    excerpt = f"{line:>6} | {lines[line - 1][:200]}" if line <= len(lines) else ""
    kind = type(block).__name__
    if "Duplicate" in kind:
        key = getattr(block, "key", "") or getattr(block.ignore_error_block, "key", "")
        message, hint = f"the key “{key}” stands twice in this file", "give one another key"
    else:
        message = "this entry cannot be read as BibTeX: a brace or a comma is missing in it"
        hint = "look for “{” without “}” from here on"
    return Problem(Place(file, line, 1), message, hint, excerpt=excerpt)


def _incoming(entry: Any) -> Incoming:
    raw = {key.lower(): field for key, field in entry.fields_dict.items()}
    texts = {key: str(field.value) for key, field in raw.items()}
    fields = without_empty(_fields(entry.entry_type.lower(), texts))
    lines: dict[str, int] = {}
    for key in fields:
        named = (*types.FIELDS.get(key, ()), key, *_ALSO.get(key, ()))
        at = next((raw[name].start_line for name in named if name in raw), None)
        lines[key] = entry.start_line if at is None else at
    return Incoming(entry.key, fields, entry.start_line, lines)


_ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"issued": ("date", "year"), "accessed": ("urldate",), "number": ("number",)}
)


def _fields(entry_type: str, texts: Mapping[str, str]) -> Fields:
    kind = _kind(entry_type, texts)
    fields: Fields = {"type": kind}
    for key, names in types.FIELDS.items():
        fields[key] = plain(next((texts[name] for name in names if texts.get(name)), ""))
    if subtitle := plain(texts.get("subtitle", "")):
        fields["title"] = f"{fields['title']}: {subtitle}"
    first = frozenset(plain(texts.get(types.FAMILY_FIRST, "")).split("; "))
    fields |= {key: _names(texts.get(key, ""), first) for key in types.NAMES}
    fields |= {key: texts.get(key, "").strip() for key in types.VERBATIM}
    fields["page"] = re.sub(r"[-–—]+", "-", str(fields["page"]))
    fields["genre"] = fields["genre"] or types.THESES.get(entry_type, "")
    language = str(fields["language"]).casefold()
    fields["language"] = _LANGUAGES.get(language, fields["language"])
    fields |= _numbers(kind, texts)
    fields |= {"issued": _issued(texts), "accessed": _whole(texts.get("urldate", ""))}
    return fields | _ours(texts)


def _kind(entry_type: str, texts: Mapping[str, str]) -> str:
    subtype = texts.get("entrysubtype", "").strip()
    if subtype in {str(kind) for kind in SourceType}:
        return subtype
    if entry_type == "article" and subtype in types.SUBTYPES:
        return types.SUBTYPES[subtype]
    kind = types.READ.get(entry_type, "document")
    return "webpage" if entry_type == "misc" and "url" in texts else kind


def _numbers(kind: str, texts: Mapping[str, str]) -> Fields:
    """In an article the number is that of the issue; anywhere else that of the thing itself."""
    number, issue = plain(texts.get("number", "")), plain(texts.get("issue", ""))
    own = plain(texts.get(f"{types.PREFIX}number", ""))
    if kind.startswith("article-"):
        return {"issue": issue or number, "number": own}
    return {"issue": issue, "number": number or own}


def _ours(texts: Mapping[str, str]) -> Fields:
    found: Fields = {}
    for key in types.OURS:
        value = texts.get(types.PREFIX + key.replace("_", "-"), "").strip()
        found[key] = value if key == "archived" else plain(value)
    origins = [key.strip() for key in str(found["derived_from"]).split(",")]
    return found | {"derived_from": [key for key in origins if key]}


def _issued(texts: Mapping[str, str]) -> str:
    if date := texts.get("date", ""):
        return day_of(*date.partition("/")[0].strip().split("-")[:3])
    month = texts.get("month", "").strip().casefold()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else month
    return day_of(texts.get("year", "").strip("{} "), number or None, texts.get("day"))


def _whole(written: str) -> str:
    day = day_of(*written.strip().split("-")[:3]) if written else ""
    return day if day.count("-") == 2 else ""


def _names(written: str, first: Container[str]) -> Tree:
    return [name for name in _people(" ".join(written.split()), first) if name]


def _people(written: str, first: Container[str]) -> Iterator[Tree]:
    from bibtexparser.middlewares.names import (
        InvalidNameError,
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    for text in split_multiple_persons_names(written) if written else ():
        if _in_braces(text):
            yield organisation(plain(text))
            continue
        if text.casefold() == "others":
            continue
        if re.match(r"(?:family|given)\s*=", text):
            yield _extended(text)
            continue
        try:
            parts = parse_single_name_into_parts(text, strict=False)
        except InvalidNameError:
            yield organisation(plain(text))
            continue
        family, given = (plain(" ".join(p)) for p in ((*parts.von, *parts.last), parts.first))
        if family in first and given:
            yield {"family": family, "given": given, "family_first": "true"}
        else:
            yield person(family, given, plain(" ".join(parts.jr)))


def _extended(text: str) -> Tree:
    """A name of biblatex that names its parts: family=Berg, given=Nils, prefix=van der."""
    if len(text) > MAX_NAME:
        return organisation(plain(text))
    parts: dict[str, str] = {}
    for part in re.split(r",(?![^{]*\})", text):
        name, _, value = part.partition("=")
        parts[name.strip()] = plain(value)
    family = f"{parts.get('prefix', '')} {parts.get('family', '')}"
    return person(family, parts.get("given", ""), parts.get("suffix", ""))


def _in_braces(text: str) -> bool:
    """Whether one pair of braces holds all of a name, which makes it an organisation’s."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if not depth:
            return text[0] == "{" and place == len(text) - 1
    return False


def plain(written: str) -> str:
    """TeX as a text: accents set, braces gone, and signs that TeX would swallow kept."""
    if not re.search(r"[\\{}~$%]|--|``|''", written):
        return " ".join(written.split())
    text = None
    if written.count("{") <= MAX_BRACES and len(written) <= MAX_TEX:
        text = _without_tex(written)
    if text is None:  # nothing that anybody wrote by hand
        text = re.sub(r"[{}]", "", written)
    return " ".join(text.split())


def _without_tex(written: str) -> str | None:
    """What TeX would print; None where it is nested too deeply, or a command lacks its words."""
    from pylatexenc.latex2text import LatexNodes2Text

    kept = _BARE_PERCENT.sub(r"\\%", written)
    kept = _BARE_DOLLAR.sub(r"\\$", kept)
    reader = LatexNodes2Text(math_mode="text", keep_comments=True)
    try:
        with _in_silence():
            text = reader.latex_to_text(kept, tolerant_parsing=True)
    except (LookupError, RecursionError):
        return None
    return str(text).translate(_ASCII)
