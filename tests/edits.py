"""Typed edits of a spec, each with the changes that must be told of it, and of nothing else.

`Desk` holds a project whose spec is a tree of texts; an edit picks something that no edit before
has touched, changes it, and returns what is expected: (about, what, key, part, old, new), where a
None stands for anything. An edit that finds nothing to do returns no expectation.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import yaml

from briefgen.changes import Change
from briefgen.project import MemoryFiles
from briefgen.validation import Checked, check

Expected = tuple[str, str, str | None, str | None, str | None, str | None]
TERMS = (
    *("almost no chance", "very unlikely", "unlikely", "roughly even chance"),
    *("likely", "very likely", "almost certain"),
)
LEVELS = ("low", "moderate", "high")
PLAIN = {
    "annex-1": "Herds of grey foxes crossed seven frozen rivers before any ranger counted them",
    "annex-2": "Bakers in mountain towns sell round loaves with poppy seed at dawn every Friday",
    "annex-3": "Lighthouse keepers polish brass lamps while gulls quarrel over silver herring",
    "annex-4": "Old clocks in empty halls strike thirteen when nobody remembers to wind springs",
}


class Desk:
    """A project on which edits are made."""

    def __init__(self, files: dict[str, bytes], name: str, seed: int) -> None:
        self.files, self.name, self.random = dict(files), name, random.Random(seed)
        self.path = f"briefs/{name}.yaml"
        self.spec: dict[str, Any] = yaml.load(self.files[self.path], yaml.BaseLoader)
        self.touched: set[object] = set()
        self._furnish()
        self.before = deepcopy(self.spec)
        self.old = self.checked()

    def _furnish(self) -> None:
        """A section of texts that nothing refers to, and a figure and a judgement likewise."""
        self.spec["sections"]["annex"] = {
            "title": "Annex of beasts",
            "blocks": [*PLAIN.values(), {"figure": "yardstick", "title": "A ruler of odds"}],
        }
        self.spec["sections"]["tail"] = {
            "title": "Tail", "blocks": ["Quartz and topaz glitter beneath the violet stairs."]
        }  # fmt: skip
        if not self.spec.get("key_judgements"):
            self.spec["key_judgements"] = []  # a gallery judges nothing
            return
        spare = deepcopy(self.spec["key_judgements"][-1])
        spare |= {"id": "kj-spare", "statement": "A comet will pass over nine quiet harbours."}
        if len(self.spec["key_judgements"]) < 6:
            self.spec["key_judgements"].append(spare)

    def checked(self) -> Checked:
        """The brief as it now stands."""
        written = yaml.safe_dump(self.spec, allow_unicode=True, sort_keys=False, width=60)
        return check(MemoryFiles({**self.files, self.path: written.encode()}), self.name)

    def pick(self, things: list[Any], kind: str) -> Any:
        """One that was not touched before; None where all were."""
        left = [each for each in things if (kind, str(each)) not in self.touched]
        if not left:
            return None
        found = self.random.choice(left)
        self.touched.add((kind, str(found)))
        return found

    def blocks(self) -> Iterator[tuple[str, int, Any]]:
        """Every block of the sections."""
        for key, section in self.spec["sections"].items():
            for number, block in enumerate(section["blocks"]):
                yield key, number, block

    def library(self) -> tuple[str, dict[str, Any]]:
        """The library of the brief, with its path."""
        path = self.spec["source_files"][0]
        return path, yaml.load(self.files[path], yaml.BaseLoader)

    def keep(self, path: str, tree: object) -> None:
        """Write a file of YAML."""
        self.files[path] = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()


Edit = Callable[[Desk], list[Expected]]


def _judgement(desk: Desk) -> dict[str, Any] | None:
    ids = [each["id"] for each in desk.spec["key_judgements"] if each["id"] != "kj-spare"]
    chosen = desk.pick(ids, "judgement")
    return next((each for each in desk.spec["key_judgements"] if each["id"] == chosen), None)


def likelihood(desk: Desk) -> list[Expected]:
    if (judgement := _judgement(desk)) is None:
        return []
    old = judgement["likelihood"]
    if old not in TERMS:
        return []
    new = desk.random.choice([term for term in TERMS if term != old])
    judgement["likelihood"] = new
    what = "raised" if TERMS.index(new) > TERMS.index(old) else "lowered"
    return [("judgement", what, judgement["id"], "likelihood", old, new)]


def confidence(desk: Desk) -> list[Expected]:
    if (judgement := _judgement(desk)) is None:
        return []
    old = judgement["confidence"]
    new = desk.random.choice([level for level in LEVELS if level != old])
    judgement["confidence"] = new
    what = "more" if LEVELS.index(new) > LEVELS.index(old) else "less"
    return [("judgement", f"{what} confident", judgement["id"], "confidence", old, new)]


def statement(desk: Desk) -> list[Expected]:
    if (judgement := _judgement(desk)) is None:
        return []
    judgement["statement"] = f"Indeed {judgement['statement']}"
    return [("judgement", "reworded", judgement["id"], "statement", None, None)]


def judgement_added(desk: Desk) -> list[Expected]:
    if len(desk.spec["key_judgements"]) not in range(1, 7) or desk.pick(["one"], "added") is None:
        return []
    new = deepcopy(desk.before["key_judgements"][0])
    new |= {"id": "kj-brand-new", "statement": "Purple ferries dock twice on moonless Mondays."}
    new["would_change"] = ["A ferry that stays at sea"]
    desk.spec["key_judgements"].append(new)
    return [("judgement", "added", "kj-brand-new", "", "", new["likelihood"])]


def judgement_withdrawn(desk: Desk) -> list[Expected]:
    listed = desk.spec["key_judgements"]
    spare = next((each for each in listed if each["id"] == "kj-spare"), None)
    if spare is None:
        return []
    listed.remove(spare)
    return [("judgement", "withdrawn", "kj-spare", "", spare["likelihood"], "")]


def judgement_moved(desk: Desk) -> list[Expected]:
    listed = desk.spec["key_judgements"]
    if len(listed) < 3 or desk.pick(["one"], "order") is None:
        return []
    last = next((each for each in reversed(listed) if each["id"].startswith("kj-") and
                 each["id"] not in ("kj-spare", "kj-brand-new")), listed[-1])  # fmt: skip
    place = listed.index(last)
    if place < 2:
        return []
    listed.remove(last)
    listed.insert(0, last)
    return [("judgement", "moved", last["id"], "", None, None)]


def _facts(desk: Desk) -> list[str]:
    return [key for key, fact in desk.spec.get("facts", {}).items() if "value" in fact]


def fact_value(desk: Desk) -> list[Expected]:
    numbers = [k for k in _facts(desk) if desk.spec["facts"][k]["value"].replace(".", "").isdigit()]
    if (key := desk.pick(numbers, "fact")) is None:
        return []
    desk.spec["facts"][key]["value"] = "737"
    return [("number", "revised", key, "", None, "737")]


def fact_date(desk: Desk) -> list[Expected]:
    dated = [key for key in _facts(desk) if "as_of" in desk.spec["facts"][key]]
    if (key := desk.pick(dated, "fact")) is None:
        return []
    old, desk.spec["facts"][key]["as_of"] = desk.spec["facts"][key]["as_of"], "1999"
    return [("number", "changed", key, "as_of", old, "1999")]


def fact_added(desk: Desk) -> list[Expected]:
    if desk.pick(["one"], "fact added") is None:
        return []
    source = next(iter(desk.library()[1]["sources"]))
    fact = {"value": "41", "unit": "percent", "about": "Share of foxes", "source": source}
    desk.spec.setdefault("facts", {})["foxes"] = fact | {"as_of": "2025"}
    added = not _cited(desk, source)
    more: list[Expected] = [("source", "added", source, "", None, None)] if added else []
    return [("number", "added", "foxes", "", "", "41%"), *more]


def regraded(desk: Desk) -> list[Expected]:
    path, library = desk.library()
    used = [k for k, s in library["sources"].items() if f"{k}" in desk.old.document.text]
    graded = [k for k in used if "reliability" in library["sources"][k]]
    if (key := desk.pick([k for k in graded if _cited(desk, k)], "source")) is None:
        return []
    old = library["sources"][key]["reliability"]
    new = "E" if old != "E" else "D"
    library["sources"][key]["reliability"] = new
    desk.keep(path, library)
    return [("source", "regraded", key, "reliability", old, new)]


def _cited(desk: Desk, key: str) -> bool:
    from briefgen.changes.sources import used

    return key in used(desk.old)


def source_replaced(desk: Desk) -> list[Expected]:
    path, library = desk.library()
    data = {key for table in desk.old.tables.values() for c in table.description.source
            for key in [c.key]}  # fmt: skip
    derived = {k for s in library["sources"].values() for k in _list(s.get("derived_from", []))}
    free = [k for k in library["sources"] if k not in data | derived and _cited(desk, k)]
    if (key := desk.pick(free, "source")) is None:
        return []
    library["sources"]["brand-new-source"] = {
        "type": "report", "title": "Quarterly Digest of Whatever Replaced It",
        "short": "Quarterly Digest", "publisher": "Bureau of Second Looks", "issued": "2025",
        "reliability": "B", "reliability_reason": "a bureau",
    }  # fmt: skip
    del library["sources"][key]
    desk.keep(path, library)
    desk.spec = _renamed(desk.spec, key, "brand-new-source")
    return [("source", "replaced", "brand-new-source", "", None, None)]


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _renamed(tree: Any, old: str, new: str) -> Any:
    """The tree with the key of a source exchanged wherever it stands whole."""
    import re

    if isinstance(tree, str):
        return re.sub(rf"(?<![\w/.:-]){re.escape(old)}(?![\w:./+-])", new, tree)
    if isinstance(tree, list):
        return [_renamed(each, old, new) for each in tree]
    if isinstance(tree, dict):
        return {key: _renamed(each, old, new) for key, each in tree.items()}
    return tree


def section_renamed(desk: Desk) -> list[Expected]:
    if (key := desk.pick(list(desk.before["sections"]), "section")) is None:
        return []
    old = desk.spec["sections"][key]["title"]
    desk.spec["sections"][key]["title"] = "A better name"
    return [("section", "renamed", key, "title", old, "A better name")]


def section_added(desk: Desk) -> list[Expected]:
    if desk.pick(["one"], "section added") is None:
        return []
    desk.spec["sections"]["extra"] = {"title": "Extra", "blocks": ["Snow fell on the old mill."]}
    return [("section", "added", "extra", "", "", "Extra")]


def section_dropped(desk: Desk) -> list[Expected]:
    if desk.pick(["tail"], "section") is None:
        return []
    del desk.spec["sections"]["tail"]
    return [("section", "dropped", "tail", "", "Tail", "")]


def section_moved(desk: Desk) -> list[Expected]:
    sections = desk.spec["sections"]
    if desk.pick(["annex"], "order of sections") is None:
        return []
    annex = sections.pop("annex")
    desk.spec["sections"] = {"annex": annex, **sections}
    return [("section", "moved", "annex", "", None, None)]


def text_rewritten(desk: Desk) -> list[Expected]:
    texts = [block for _, _, block in desk.blocks() if isinstance(block, str)]
    long = [block for block in texts if len(block.split()) > 12 and block not in PLAIN.values()]
    if (text := desk.pick(long, "text")) is None:
        return []
    words = text.split(" ")
    place = next(n for n in range(3, len(words)) if words[n].isalpha() and words[n - 1].isalpha())
    changed = " ".join([*words[:place], "notably", *words[place:]])
    for key, number, block in desk.blocks():
        if block == text:
            desk.spec["sections"][key]["blocks"][number] = changed
            desk.touched.add(("text", changed))
    return [("text", "rewritten", None, "", None, "notably")]


def text_added(desk: Desk) -> list[Expected]:
    key = desk.random.choice(list(desk.before["sections"]))
    if key not in desk.spec["sections"] or desk.pick(["one"], "text added") is None:
        return []
    words = "Nine drummers woke the sleeping valley with copper bells."
    desk.spec["sections"][key]["blocks"].append(words)
    desk.touched.add(("section", "tail"))
    return [("text", "added", None, "", "", words)]


def _plain(desk: Desk) -> str | None:
    chosen = desk.pick(list(PLAIN.values()), "plain")
    assert chosen is None or isinstance(chosen, str)
    return chosen


def text_dropped(desk: Desk) -> list[Expected]:
    if (text := _plain(desk)) is None:
        return []
    desk.spec["sections"]["annex"]["blocks"].remove(text)
    return [("text", "dropped", None, "", text, "")]


def text_moved(desk: Desk) -> list[Expected]:
    if (text := _plain(desk)) is None:
        return []
    desk.spec["sections"]["annex"]["blocks"].remove(text)
    others = [key for key in desk.before["sections"] if key not in ("annex", "tail")]
    desk.spec["sections"][others[0]]["blocks"].append(text)
    return [("text", "moved", None, "", None, None)]


def figure_title(desk: Desk) -> list[Expected]:
    figures = [b for _, _, b in desk.blocks() if isinstance(b, dict) and "figure" in b]
    figures = [each for each in figures if each["title"] != "A ruler of odds"]
    chosen = desk.pick([each["title"] for each in figures], "figure")
    if chosen is None:
        return []
    figure = next(each for each in figures if each["title"] == chosen)
    figure["title"] = f"Truly {chosen}"
    desk.touched.add(("figure", figure["title"]))
    return [("figure", "changed", figure.get("id"), "title", None, None)]


def figure_dropped(desk: Desk) -> list[Expected]:
    if desk.pick(["one"], "figure dropped") is None:
        return []
    desk.spec["sections"]["annex"]["blocks"].pop()
    return [("figure", "dropped", None, "", None, "")]


def cell(desk: Desk) -> list[Expected]:
    tables = [
        b for _, _, b in desk.blocks() if isinstance(b, dict) and "table" in b and "rows" in b
    ]
    if (chosen := desk.pick([each["table"] for each in tables], "table")) is None:
        return []
    table = next(each for each in tables if each["table"] == chosen)
    table["rows"][0][1] = "77"
    return [("table", "revised", table.get("id"), None, None, "77")]


def scenario(desk: Desk) -> list[Expected]:
    cards = [card for _, _, b in desk.blocks() if isinstance(b, dict) and "scenarios" in b
             and "figure" not in b for card in b["scenarios"]]  # fmt: skip
    if (name := desk.pick([card["name"] for card in cards], "scenario")) is None:
        return []
    card = next(each for each in cards if each["name"] == name)
    old = card["likelihood"]
    if old not in TERMS:
        return []
    new = TERMS[(TERMS.index(old) + 1) % len(TERMS)]
    card["likelihood"] = new
    what = "raised" if TERMS.index(new) > TERMS.index(old) else "lowered"
    return [("scenario", what, name, "likelihood", old, new)]


def _indicators(desk: Desk) -> list[dict[str, Any]]:
    return [b for _, _, b in desk.blocks() if isinstance(b, dict) and "indicators" in b]


def indicator(desk: Desk) -> list[Expected]:
    rows = [row for block in _indicators(desk) for row in block["rows"] if "now" in row]
    if (words := desk.pick([row["indicator"] for row in rows], "indicator")) is None:
        return []
    row = next(each for each in rows if each["indicator"] == words)
    row["now"] = "Crossed yesterday"
    return [("indicator", "changed", row.get("id"), "now", None, "Crossed yesterday")]


def indicator_added(desk: Desk) -> list[Expected]:
    found = _indicators(desk)
    if not found or desk.pick(["one"], "indicator added") is None:
        return []
    found[0]["rows"].append({"id": "ind-owl", "indicator": "Owls", "threshold": "Nine owls"})
    return [("indicator", "added", "ind-owl", "", "", None)]


def rating(desk: Desk) -> list[Expected]:
    part = desk.pick(["intent", "capability", "opportunity"], "rating")
    if "rating" not in desk.spec or part is None:
        return []
    reason = desk.spec["rating"][part]["reason"]
    desk.spec["rating"][part]["reason"] = f"Plainly {reason}"
    return [("rating", "reworded", part, "reason", None, None)]


def title(desk: Desk) -> list[Expected]:
    if desk.pick(["title"], "brief") is None:
        return []
    old, desk.spec["title"] = desk.spec["title"], "Another name"
    return [("brief", "changed", "", "title", old, "Another name")]


def marking(desk: Desk) -> list[Expected]:
    if desk.pick(["marking"], "brief") is None:
        return []
    old, desk.spec["marking"] = desk.spec.get("marking", ""), "TLP:RED"
    return [("brief", "changed", "", "marking", old, "TLP:RED")]


def panel(desk: Desk) -> list[Expected]:
    rows = [k for k, row in desk.spec.get("key_facts", {}).items() if "note" in row
            and isinstance(row, dict)]  # fmt: skip
    if (key := desk.pick(rows, "panel")) is None:
        return []
    desk.spec["key_facts"][key]["note"] = "of late"
    return [("number", "changed", f"key_facts/{key}", "note", None, "of late")]


def gap(desk: Desk) -> list[Expected]:
    if desk.pick(["one"], "gap") is None or not isinstance(desk.spec.get("gaps"), list):
        return []
    desk.spec["gaps"].append("Whether foxes vote is not known.")
    return [("text", "added", "gaps", None, "", "Whether foxes vote is not known.")]


def abbreviation(desk: Desk) -> list[Expected]:
    if desk.pick(["one"], "abbreviation") is None:
        return []
    desk.spec.setdefault("abbreviations", {})["ZZQ"] = "zebra quorum"
    return [("brief", "changed", "", "abbreviations, ZZQ", "", "zebra quorum")]


EDITS: tuple[Edit, ...] = (
    *(likelihood, confidence, statement, judgement_added, judgement_withdrawn, judgement_moved),
    *(fact_value, fact_date, fact_added, regraded, source_replaced),
    *(section_renamed, section_added, section_dropped, section_moved),
    *(text_rewritten, text_added, text_dropped, text_moved, figure_title, figure_dropped),
    *(cell, scenario, indicator, indicator_added, rating, title, marking, panel, gap),
    abbreviation,
)


def differs(change: Change, expected: Expected) -> bool:
    """Whether a change is not the one that was expected; a text need only contain the words."""
    about, what, key, part, old, new = expected
    return (
        (str(change.about), str(change.what)) != (about, what)
        or (key is not None and change.key != key)
        or (part is not None and change.part != part)
        or (old is not None and old != "" and " ".join(old.split()) not in change.old)
        or (old == "" and change.old != "")
        or (new is not None and new != "" and new not in change.new)
        or (new == "" and change.new != "")
    )
