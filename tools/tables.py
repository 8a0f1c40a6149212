"""Write the tables of exit codes, variables and what templates may use into their pages.

Their words are the comments beside the code: at the members of ExitCode, at the constants that name
a variable, at the fields of what briefgen/edition/view.py has. The rest of these pages is by hand.
Run it after one of them changes: PYTHONPATH=src python tools/tables.py
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from remarks import of_class, of_constants

from briefgen.edition import view
from briefgen.errors import ExitCode
from briefgen.language import Words

ROOT = Path(__file__).resolve().parents[1]
COMMANDS, TEMPLATES = ROOT / "docs" / "commands.md", ROOT / "docs" / "templates.md"
CODES, VARIABLES, FIELDS = (
    "| Code | Name | When |",
    "| Variable | Effect |",
    "| Field | Meaning |",
)
_VARIABLE = re.compile(r"BRIEFGEN_[A-Z_]+|(NO|FORCE)_COLOR")


def main() -> None:
    """Write the tables."""
    for path, text in made().items():
        path.write_text(text, "utf-8")
        print(f"{path} written")


def made() -> dict[Path, str]:
    """The pages with their tables as they are today."""
    commands = with_table(COMMANDS.read_text("utf-8"), CODES, exit_codes())
    templates = TEMPLATES.read_text("utf-8")
    for cls in views():
        heading = "## The edition" if cls is view.Edition else f"### {cls.__name__}"
        before, found, rest = templates.partition(f"\n{heading}\n")
        if not found:
            raise SystemExit(f"{TEMPLATES}: there is no heading “{heading}”")
        templates = before + found + with_table(rest, FIELDS, fields(cls))
    return {
        COMMANDS: with_table(commands, VARIABLES, variables()),
        TEMPLATES: templates,
    }


def with_table(text: str, head: str, rows: Iterable[str]) -> str:
    """The text with these rows in the first table that has this head."""
    before, found, after = text.partition(f"\n{head}\n")
    if not found:
        raise SystemExit(f"there is no table “{head}”")
    rest = after.partition("\n\n")[2]
    ruled = "|".join(["", *("---" for _ in head.strip("|").split("|")), ""])
    return f"{before}\n" + "\n".join([head, ruled, *rows]) + (f"\n\n{rest}" if rest else "\n")


def exit_codes() -> Iterator[str]:
    """A row for each exit code."""
    for name, words in of_class(ExitCode).items():
        yield f"| {ExitCode[name].value} | {name.lower().replace('_', ' ')} | {_sentence(words)} |"


def variables() -> Iterator[str]:
    """A row for each variable of the environment that a module names."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "src").rglob("*.py")):
        text = path.read_text("utf-8")
        if _VARIABLE.search(text):
            named = of_constants(text)
            found |= {name: words for name, words in named if _VARIABLE.fullmatch(name)}
    for name in sorted(found):
        yield f"| `{name}` | {_sentence(found[name])} |"


def views() -> Iterator[type[Struct]]:
    """What a template can meet: every class of an edition but the words, which are a table."""
    for cls in vars(view).values():
        if isinstance(cls, type) and issubclass(cls, Struct) and cls not in (Struct, Words):
            yield cls


def fields(cls: type[Struct]) -> Iterator[str]:
    """A row for each field of a class that templates see."""
    said = of_class(cls)
    for name in cls.__struct_fields__:
        yield f"| `{name}` | {_sentence(said[name])} |"


def _sentence(words: str) -> str:
    if not words:
        raise SystemExit("something has no comment beside it that says what it is")
    end = "" if words.endswith((".", "…", "”")) else "."
    return words[0].upper() + words[1:] + end


if __name__ == "__main__":
    main()
