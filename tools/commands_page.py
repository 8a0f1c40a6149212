"""Write docs/command-reference.md: every command with its arguments and options.

Run it after a command changes: PYTHONPATH=src python tools/commands_page.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from command_table import Command, Parameter, root

PAGE = Path(__file__).resolve().parents[1] / "docs" / "command-reference.md"
HEAD = """\
# Every command

The commands with their arguments and options, as the program has them and `--help` says them. This
page is made by `tools/commands_page.py`; `man briefgen` is made from the same table. What the
commands are for, and what their [exit codes](commands.md#exit-codes) and the
[variables](commands.md#environment) of the environment mean, is told in [commands.md](commands.md).
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} written")


def page() -> str:
    """The whole page."""
    parts = [HEAD, *(_section(command) for command in root().each())]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _section(command: Command) -> str:
    return "\n\n".join(part for part in _parts(command) if part)


def _parts(command: Command) -> Iterator[str]:
    yield f"## {command.name}"
    yield command.help
    yield f"```\n{command.usage}\n```"
    if command.parameters:
        rows = map(_row, (*command.arguments, *command.options))
        yield "\n".join(["| Argument or option | Meaning |", "|---|---|", *rows])
    listed = (f"[{each.name}](#{each.name.replace(' ', '-')})" for each in command.commands)
    yield f"Commands: {', '.join(listed)}." if command.commands else ""


def _row(each: Parameter) -> str:
    names = ", ".join(f"`{name}`" for name in each.names)
    said = f"{names} `{each.metavar}`" if names and each.metavar else names or f"`{each.metavar}`"
    default = f" Without it: `{each.default}`." if each.default else ""
    return f"| {said} | {each.help}{default} |"


if __name__ == "__main__":
    main()
