"""Write docs/rules: a page for each rule of `briefgen check`, as `briefgen explain` prints it.

Run it after a rule changes: PYTHONPATH=src python tools/rules.py
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefgen.checks.pages import page_of
from briefgen.checks.rule import Group, Rule
from briefgen.checks.running import ALL_RULES

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rules"
INDEX = "README.md"
GROUPS: Mapping[Group, str] = {
    Group.SPEC: "Whether the spec can be printed, and what silences rules",
    Group.SOURCES: "Sources and libraries",
    Group.CLAIMS: "What a brief states, and what stands behind it",
    Group.JUDGEMENTS: "Likelihood, confidence, grounds and alternatives",
    Group.FIGURES: "Figures and data",
    Group.FRESHNESS: "How old things are",
    Group.LANGUAGE: "Languages",
    Group.MARKINGS: "Handling markings",
    Group.STYLE: "The look of the project",
}


def main() -> None:
    """Write the pages, and take away those of rules that are gone."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(made)} pages written to {FOLDER}")


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    rules = sorted(ALL_RULES.values(), key=lambda rule: rule.code)
    return {INDEX: _index(rules), **{f"{rule.code}.md": page_of(rule) + "\n" for rule in rules}}


def _index(rules: list[Rule]) -> str:
    parts = [
        "# Rules",
        "Every rule of `briefgen check`, with the page that `briefgen explain CODE` prints. These "
        "pages are made by `tools/rules.py`; how to choose and silence rules is told in "
        "[checks.md](../checks.md).",
    ]
    for group, about in GROUPS.items():
        rows = [
            f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | {rule.summary} |"
            for rule in rules
            if rule.group is group
        ]
        if rows:
            table = "\n".join(["| Code | Name | Weight | What is reported |", "|---|---|---|---|"])
            parts += [f"## {group.value.capitalize()}", f"{about}.", "\n".join([table, *rows])]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
