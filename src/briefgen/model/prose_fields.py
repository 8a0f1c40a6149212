"""Fields of prose: a text of several paragraphs, or one line; every name in it must exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo

from briefgen import prose
from briefgen.errors import did_you_mean
from briefgen.model.fields import LANGUAGE, language_hint, text_of, wrong
from briefgen.model.references import UNKNOWN, Names, names_of, unknown_source, wrong_in_parts
from briefgen.prose import MAX_FINDINGS, Finding, Prose

MAX_PROSE = 20_000


def _prose(value: object, info: ValidationInfo) -> Prose:
    if isinstance(value, Prose):
        return value
    source = text_of(value)
    if len(source) > MAX_PROSE:
        raise wrong(
            f"a text of {len(source):,} characters; {MAX_PROSE:,} is the most",
            "split it into several blocks",
        )
    parsed = prose.parse(source)
    findings = [*parsed.findings, *islice(_unknown_names(parsed, names_of(info)), MAX_FINDINGS)]
    if findings:
        raise wrong_in_parts(findings)
    return parsed


def _line(value: object, info: ValidationInfo) -> Prose:
    parsed = _prose(value, info)
    if len(parsed.blocks) > 1 or not all(isinstance(b, prose.Paragraph) for b in parsed.blocks):
        raise wrong(
            "one paragraph is needed here, found several or a list",
            "join them, or move the rest to a block of prose",
        )
    return parsed


def _unknown_names(parsed: Prose, names: Names | None) -> Iterable[Finding]:
    if names is None:
        return
    for citation in parsed.citations():
        yield from unknown_source(citation.key, names, f"@{citation.key}")
    for inline in parsed.inlines():
        if isinstance(inline, prose.FactRef):
            if names.may_state(inline.id):
                continue
            yield Finding(
                inline.id,
                f"no fact is called “{inline.id}”",
                did_you_mean(inline.id, names.facts, "state it under “facts:”"),
                rf"(?:(?<=\{{\{{)|(?<=\{{\{{\s)){re.escape(inline.id)}(?=\s*\}}\}})",
                UNKNOWN,
            )
        elif isinstance(inline, prose.CrossRef) and inline.id not in names.targets:
            yield Finding(
                f"#{inline.id}",
                f"no figure, table or section has the id “{inline.id}”",
                did_you_mean(inline.id, names.targets, "give the block that id"),
                rf"#{re.escape(inline.id)}(?=\])",
                UNKNOWN,
            )
        elif (
            isinstance(inline, prose.Styled) and inline.lang and not LANGUAGE.fullmatch(inline.lang)
        ):
            yield Finding(
                f"lang={inline.lang}",
                f"“{inline.lang}” is no language code",
                language_hint(inline.lang),
            )
    for key in prose.bare_mentions(parsed.source):
        if key in names.sources:
            yield Finding(
                f"@{key}",
                f"“@{key}” stands outside brackets, so it would be printed as text",
                f"write [@{key}]",
            )


Line = Annotated[Prose, PlainValidator(_line)]
Text = Annotated[Prose, PlainValidator(_prose)]
