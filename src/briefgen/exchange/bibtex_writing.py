"""Sources as biblatex, which programs for BibTeX read as well; needs no parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.exchange import bibtex_types as types
from briefgen.model.names import Name
from briefgen.model.source import Source

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
        "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_WOULD_PART = re.compile(r",|\band\b", re.IGNORECASE)
_DRAWN_TOGETHER = re.compile(r"([-`'](?=[-`'])|[?!<>](?=[`<>]))")


def written(sources: Mapping[str, Source]) -> str:
    """Sources as a file of biblatex, in their order."""
    return "\n".join(_entry(key, source) for key, source in sources.items())


def _entry(key: str, source: Source) -> str:
    kind = types.WRITTEN.get(source.type, types.OTHERS)
    fields = "".join(f",\n  {name} = {{{text}}}" for name, text in _fields(source, kind))
    return f"@{kind}{{{key}{fields}\n}}\n"


def _fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    if types.READ.get(kind) != source.type or kind == types.OTHERS:
        names = {ours: theirs for theirs, ours in types.SUBTYPES.items()}
        yield "entrysubtype", names.get(str(source.type), str(source.type))
    for field in types.NAMES:
        if names_of := getattr(source, field):
            yield field, " and ".join(map(_name, names_of))
    if first := [name.family for name in source.author if name.family_first]:
        yield types.FAMILY_FIRST, tex("; ".join(first))
    for field, (name, *_) in types.FIELDS.items():
        if value := getattr(source, field):
            # Braces keep capitals, which styles would make small.
            shielded = field in {"title", "short", "container", "publisher"}
            yield _named(field, name, kind), f"{{{tex(value)}}}" if shielded else tex(value)
    yield from _numbers(source)
    for name, date in (("date", source.issued), ("urldate", source.accessed)):
        if date:
            yield name, str(date)
    for field in ("url", "doi"):
        if value := getattr(source, field):
            yield field, value
    yield from _ours(source)


def _named(field: str, name: str, kind: str) -> str:
    return "booktitle" if field == "container" and kind != "article" else name


def _numbers(source: Source) -> Iterator[tuple[str, str]]:
    paper = source.type.startswith("article-")
    if source.issue:
        yield ("number" if paper else "issue"), tex(source.issue)
    if source.number:
        yield (f"{types.PREFIX}number" if paper else "number"), tex(source.number)


def _ours(source: Source) -> Iterator[tuple[str, str]]:
    for field in types.OURS:
        if value := getattr(source, field):
            text = ", ".join(value) if isinstance(value, tuple) else str(value)
            name = types.PREFIX + field.replace("_", "-")
            yield name, text if field == "archived" else tex(text)


def _name(name: Name) -> str:
    handle = f" ({name.handle})" if name.handle else ""
    if not name.given:
        return f"{{{tex(name.family + handle)}}}"
    # Braces hold a family name of several words together.
    family = f"{{{tex(name.family)}}}" if " " in name.family else tex(name.family)
    given = tex(name.given + handle)
    given = f"{{{given}}}" if _WOULD_PART.search(given) else given
    parts = (family, tex(name.suffix), given)
    return ", ".join(part for part in parts if part)


def tex(text: str) -> str:
    """A text with the signs of TeX escaped, and those apart that TeX would draw together."""
    return _DRAWN_TOGETHER.sub(r"\1{}", text.translate(_TEX))
