"""Fields of citations: keys of sources with their pages, each of a source that is there."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, ValidationInfo

from briefgen import prose
from briefgen.model.fields import text_of, wrong
from briefgen.model.references import names_of, unknown_source, wrong_in_parts
from briefgen.prose import Citation, Finding


def _citations(value: object, info: ValidationInfo) -> tuple[Citation, ...]:
    entries = value if isinstance(value, list | tuple) else [value]
    cited: list[Citation] = []
    findings: list[Finding] = []
    for entry in entries:
        if isinstance(entry, Citation):
            cited.append(entry)
            continue
        for part in text_of(entry, "the key of a source").split(";"):
            citation = prose.parse_citation(part)
            if citation is None:
                findings.append(
                    Finding(
                        part.strip(),
                        f"“{part.strip()}” is no source key",
                        "write the key, or “key, p. 4”",
                    )
                )
                continue
            cited.append(citation)
            names = names_of(info)
            if names is not None:
                findings.extend(unknown_source(citation.key, names, citation.key))
    if findings:
        raise wrong_in_parts(findings)
    return tuple(cited)


def _some_citations(value: object, info: ValidationInfo) -> tuple[Citation, ...]:
    cited = _citations(value, info)
    if not cited:
        raise wrong("at least 1 source is needed here, found none", "write the key of a source")
    return cited


Citations = Annotated[tuple[Citation, ...], PlainValidator(_citations)]
SomeCitations = Annotated[tuple[Citation, ...], PlainValidator(_some_citations)]
