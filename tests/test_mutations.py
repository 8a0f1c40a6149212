"""Three hundred small accidents in the shipped brief: none crashes, nearly all are pinned down."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import Problem
from briefgen.loading import load
from briefgen.project import DiskFiles, MemoryFiles
from briefgen.validation import check

ROOT = Path(__file__).parents[1]
SPEC = "briefs/kazakhstan.yaml"
HOW_MANY = 300
SEED = 20261123


@dataclass(frozen=True)
class Accident:
    """A change to a spec: the line it is on, what should be suggested, where else it may show."""

    kind: str
    raw: bytes
    line: int
    suggestion: str = ""
    also: frozenset[int] = frozenset()


Spoil = Callable[[random.Random, list[str]], "Accident | None"]


def spoiled(kind: str, lines: list[str], line: int, text: str, **more: object) -> Accident:
    changed = [*lines[:line], text, *lines[line + 1 :]]
    return Accident(kind, "\n".join(changed).encode(), line + 1, **more)  # type: ignore[arg-type]


def misspelt(random: random.Random, word: str) -> str:
    """The word with two letters swapped, one left out, one doubled or one changed."""
    at = random.randrange(len(word) - 1)
    return random.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + random.choice("aeiou") + word[at + 1 :],
        ]
    )


def a_line(
    random: random.Random, lines: list[str], pattern: str
) -> tuple[int, re.Match[str]] | None:
    found = [(n, m) for n, line in enumerate(lines) if (m := re.search(pattern, line))]
    return random.choice(found) if found else None


def free_keys(lines: list[str]) -> set[tuple[int, str]]:
    """Line and name of the keys that authors choose, which no typo makes wrong in itself."""
    document = load(SPEC, "\n".join(lines).encode())
    free = set()
    for path, span in document.keys.items():
        chosen = len(path) == 2 and path[0] in ("facts", "sections", "abbreviations", "sources")
        if chosen or "where" in path[:-1] or "relabel" in path[:-1]:
            free.add((span.line, str(path[-1])))
    return free


def typo_in_key(random: random.Random, lines: list[str]) -> Accident | None:
    free = free_keys(lines)
    for _ in range(50):
        found = a_line(random, lines, r"^(?: *- | *)([a-z_]{3,}):(?: |$)")
        if found is None or (found[0], found[1][1]) in free:
            continue
        number, match = found
        word = misspelt(random, match[1])
        if word == match[1]:
            continue
        text = lines[number][: match.start(1)] + word + lines[number][match.end(1) :]
        return spoiled("typo in a key", lines, number, text, suggestion=match[1])
    return None


def typo_in_source(random: random.Random, lines: list[str]) -> Accident | None:
    found = a_line(random, lines, r"(?:@|source: )([a-z0-9-]{5,})")
    if found is None:
        return None
    number, match = found
    word = misspelt(random, match[1])
    text = lines[number][: match.start(1)] + word + lines[number][match.end(1) :]
    return spoiled("typo in a source", lines, number, text) if word != match[1] else None


def typo_in_fact(random: random.Random, lines: list[str]) -> Accident | None:
    found = a_line(random, lines, r"\{\{ ([a-z0-9_]{3,}) \}\}")
    if found is None:
        return None
    number, match = found
    word = misspelt(random, match[1])
    text = lines[number][: match.start(1)] + word + lines[number][match.end(1) :]
    return spoiled("typo in a fact", lines, number, text) if word != match[1] else None


TYPED = (
    "credibility|decimals|scale|as_of|likelihood|confidence|horizon|width|date|approximate|"
    "turning_point|unit|title|id|data|figure"
)


def wrong_type(random: random.Random, lines: list[str]) -> Accident | None:
    found = a_line(random, lines, rf"^( *(?:- )?(?:{TYPED})): \S")
    if found is None:
        return None
    number, match = found
    value = random.choice(["[a, b]", "{a: b}"])
    return spoiled("wrong type", lines, number, f"{match[1]}: {value}")


def doubled_key(random: random.Random, lines: list[str]) -> Accident | None:
    found = a_line(random, lines, r"^ *[a-z_]+: [^|>\[{\"]+[^|>,-]$")
    if found is None:
        return None
    number = found[0]
    following = lines[number + 1] if number + 1 < len(lines) else ""
    indent = len(lines[number]) - len(lines[number].lstrip())
    if len(following) - len(following.lstrip()) > indent:
        return None  # the value goes on over lines
    changed = [*lines[: number + 1], lines[number], *lines[number + 1 :]]
    return Accident("doubled key", "\n".join(changed).encode(), number + 2)


def broken_indentation(random: random.Random, lines: list[str]) -> Accident | None:
    found = a_line(random, lines, r"^ +(?:- )?[a-z_]+:(?: |$)")
    if found is None:
        return None
    number = found[0]
    text = random.choice([" " + lines[number], lines[number][1:], "\t" + lines[number].lstrip()])
    return spoiled("broken indentation", lines, number, text)


REQUIRED = (
    "kind|country|title|subtitle|information_cutoff|reference|bottom_line|statement|likelihood|"
    "confidence|confidence_reason|alternative|value|about|capital|head_of_state|population|"
    "threshold|indicator|text|data|unit"
)


def removed_line(random: random.Random, lines: list[str]) -> Accident | None:
    found = a_line(random, lines, rf"^ *(?:{REQUIRED}): [^|>]*$")
    if found is None:
        return None
    number = found[0]
    indent = len(lines[number]) - len(lines[number].lstrip())
    after = lines[number + 1] if number + 1 < len(lines) else ""
    if len(after) - len(after.lstrip()) > indent:
        return None
    changed = [*lines[:number], *lines[number + 1 :]]
    parents = {1, number + 1}  # of the file; of the line that follows in the same block
    for above in range(number - 1, -1, -1):
        before = len(lines[above]) - len(lines[above].lstrip(" -"))
        parents.add(above + 1)
        if before < indent and lines[above].strip():
            break
    return Accident(
        "removed line", "\n".join(changed).encode(), number + 1, also=frozenset(parents)
    )


def bad_byte(random: random.Random, lines: list[str]) -> Accident | None:
    number = random.randrange(len(lines))
    raw = [line.encode() for line in lines]
    at = random.randrange(len(raw[number]) + 1)
    while at < len(raw[number]) and raw[number][at] & 0xC0 == 0x80:
        at += 1
    raw[number] = raw[number][:at] + random.choice([b"\xff", b"\xe9 ", b"\x00"]) + raw[number][at:]
    return Accident("bad byte", b"\n".join(raw), number + 1)


SPOILERS: tuple[Spoil, ...] = (
    typo_in_key, typo_in_source, typo_in_fact, wrong_type, doubled_key, broken_indentation,
    removed_line, bad_byte,
)  # fmt: skip


def project() -> dict[str, bytes]:
    files = DiskFiles(ROOT)
    paths = [
        *files.listing("sources", ".yaml"),
        *files.listing("data", ".csv"),
        *files.listing("data", ".yaml"),
        SPEC,
    ]
    return {path: files.read(path) for path in paths}


def accidents(text: str) -> list[Accident]:
    chance = random.Random(SEED)
    lines = text.split("\n")
    found: list[Accident] = []
    while len(found) < HOW_MANY:
        accident = SPOILERS[len(found) % len(SPOILERS)](chance, lines)
        if accident is not None:
            found.append(accident)
    return found


def test_errors_are_pinned_down_and_misspelt_keys_suggested() -> None:
    files = project()
    assert check(MemoryFiles(files), "kazakhstan").errors == ()
    counts: Counter[str] = Counter()
    missed: list[str] = []
    for accident in accidents(files[SPEC].decode()):
        problems = check(MemoryFiles({**files, SPEC: accident.raw}), "kazakhstan").problems
        if problems:
            missed += judged(accident, problems, counts)
    found = share(counts["pinned down"], counts["errors"])
    suggested = share(counts["suggested"], counts["key typos"])
    summary = f"{found:.1f}% pinned down, {suggested:.1f}% suggested:\n" + "\n".join(missed)
    assert counts["errors"] > HOW_MANY * 0.7, summary
    assert counts["key typos"] > 20, summary
    assert found >= 95, summary
    assert suggested >= 90, summary


def judged(accident: Accident, problems: Sequence[Problem], counts: Counter[str]) -> Iterator[str]:
    """Count what was found of an accident; what was not, in words."""
    counts["errors"] += 1
    lines = {p.place.line for p in problems if p.place.file == SPEC}
    if lines & ({accident.line} | accident.also):
        counts["pinned down"] += 1
    else:
        yield shown(accident, problems)
    if accident.suggestion:
        counts["key typos"] += 1
        hints = " ".join(p.hint for p in problems if p.place.line == accident.line)
        if f"“{accident.suggestion}”" in hints:
            counts["suggested"] += 1
        else:
            yield shown(accident, problems)


def shown(accident: Accident, problems: Sequence[Problem]) -> str:
    line = accident.raw.split(b"\n")[accident.line - 1].decode("utf-8", "replace")
    told = [f"{p.place}: {p.message} = {p.hint}" for p in problems[:3]]
    return f"{accident.kind}, line {accident.line}: {line.strip()!r} → {told}"


def share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0
