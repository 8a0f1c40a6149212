"""Write man/briefgen.1 from the commands of the program and the tables of docs/commands.md.

Run it after either changes: PYTHONPATH=src python tools/man_page.py
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from command_table import Command, Parameter, root

from briefgen import __version__
from briefgen.kinds import KINDS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "man" / "briefgen.1"
TOLD = ROOT / "docs" / "commands.md"
SUMMARY = "briefings from YAML to PDF, every claim with its source on its page"
DESCRIPTION = (
    "briefgen turns a briefing written in YAML into a PDF in which every claim has its source at "
    "the foot of its own page. It finds the project by itself: the nearest folder upwards that has "
    "a briefgen.toml. Briefs go by the name of their file, without briefs/ and .yaml.",
    "Results go to standard output; problems, progress and all other talk go to standard error. "
    "-h and --help explain each command.",
)
FILES = {
    "briefgen.toml": "The settings of the project; its folder is the project.",
    "briefs/NAME.yaml": "A brief.",
    "sources/*.yaml": "Libraries of sources.",
    "data/*.csv": "Data files, each with its descriptor, data/*.yaml.",
    "kinds/*.yaml": "Kinds of brief that the project declares.",
    "out/NAME.pdf": "What is built.",
    "editions/": "What was published.",
}
EXAMPLES = {
    f"briefgen new {next(iter(KINDS))} uzbekistan": "Begin a brief that builds at once.",
    "briefgen check --all --strict": "Look at every brief, and fail on warnings.",
    "briefgen build kazakhstan --to html": "Make the web page of a brief.",
    "briefgen explain CLM101": "Say why a rule is there and what to do about it.",
}
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="ascii")
    print(f"{PAGE} written")


def page() -> str:
    """The whole page, in the man macros."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    command = root()
    yield '.\\" Made by tools/man_page.py'
    yield f'.TH BRIEFGEN 1 "" "briefgen {_text(__version__)}" "User Commands"'
    yield from (".SH NAME", f"briefgen \\- {_text(SUMMARY)}", ".SH SYNOPSIS")
    yield from _usage(command)
    yield ".SH DESCRIPTION"
    yield from _filled(DESCRIPTION[0])
    for words in DESCRIPTION[1:]:
        yield from (".PP", *_filled(words))
    yield ".SH OPTIONS"
    yield from _parameters(command)
    yield ".SH COMMANDS"
    for each in list(command.each())[1:]:
        yield from (f".SS {_text(each.name)}", *_filled(each.help))
        yield from (".PP", *_usage(each), *_parameters(each))
    yield from _section("EXIT STATUS", ((code, when) for code, _, when in _table("Code", 3)))
    yield from _section("ENVIRONMENT", ((name, effect) for name, effect in _table("Variable", 2)))
    yield from _section("FILES", FILES.items())
    yield from _section("EXAMPLES", EXAMPLES.items())
    yield from (".SH SEE ALSO", "The manual, in the folder docs of briefgen.")


def _usage(command: Command) -> Iterator[str]:
    yield f".B {_text(command.name)}"
    if rest := command.usage.removeprefix(command.name).strip():
        yield _text(rest)


def _parameters(command: Command) -> Iterator[str]:
    for each in (*command.arguments, *command.options):
        default = f" Without it: {each.default}." if each.default else ""
        yield from (".TP", _named(each), *_filled(each.help + default))


def _named(each: Parameter) -> str:
    names = ", ".join(f"\\fB{_text(name)}\\fR" for name in each.names)
    metavar = f"\\fI{_text(each.metavar)}\\fR" if each.metavar else ""
    return f"{names} {metavar}".strip()


def _section(heading: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f".SH {heading}" if " " not in heading else f'.SH "{heading}"'
    for name, words in rows:
        yield from (".TP", f"\\fB{_text(name)}\\fR", *_filled(words))


def _table(heading: str, columns: int) -> Iterator[tuple[str, ...]]:
    """Rows of the table of docs/commands.md that begins with this heading, without Markdown."""
    rows = TOLD.read_text("utf-8").split(f"\n| {heading} |", 1)[1].split("\n\n", 1)[0]
    for row in rows.splitlines()[2:]:
        cells = tuple(_plain(cell.strip()) for cell in row.strip("|").split("|"))
        if len(cells) != columns:
            raise ValueError(f"{TOLD}: {row}")
        yield cells


def _plain(markdown: str) -> str:
    return _LINK.sub(r"\1", markdown).replace("`", "").replace("**", "")


def _filled(words: str) -> Iterator[str]:
    """A paragraph in lines that those who look into the file can read."""
    for line in textwrap.wrap(words, 72, break_long_words=False, break_on_hyphens=False):
        yield _text(line)


def _text(words: str) -> str:
    """Words as roff prints them: no sign of theirs is a command."""
    safe = words.replace("\\", "\\e").replace("-", "\\-")
    safe = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in safe)
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe


if __name__ == "__main__":
    main()
