"""The table of commands, taken from the program: what docs and the man page are made from."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import typer.main

from briefgen.cli.commands import app


@dataclass(frozen=True)
class Parameter:
    """An argument, with no names, or an option."""

    names: tuple[str, ...]
    metavar: str
    help: str
    default: str


@dataclass(frozen=True)
class Command:
    """A command by all its words, as `briefgen sources list`."""

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    commands: tuple[Command, ...]
    alone: bool  # whether it does something without a command after it

    @property
    def arguments(self) -> tuple[Parameter, ...]:
        """What is given by its place."""
        return tuple(each for each in self.parameters if not each.names)

    @property
    def options(self) -> tuple[Parameter, ...]:
        """What is given by its name, in the order of `--help`."""
        return tuple(each for each in self.parameters if each.names)

    @property
    def usage(self) -> str:
        """How it is called."""
        words = [self.name, "[OPTION]..." if self.options else ""]
        words += [each.metavar for each in self.arguments]
        words += [("[COMMAND]" if self.alone else "COMMAND") if self.commands else ""]
        return " ".join(word for word in words if word)

    def each(self) -> Iterator[Command]:
        """This command and all under it."""
        yield self
        for command in self.commands:
            yield from command.each()


def root() -> Command:
    """`briefgen` itself, with every command."""
    return _command(typer.main.get_command(app), "briefgen")


# Typer carries a Click of its own in some versions and needs that of others: two types, one shape.
def _command(made: Any, name: str) -> Command:
    below = getattr(made, "commands", {}).items()
    return Command(
        name,
        made.help,
        tuple(_parameter(each) for each in made.params),
        tuple(_command(each, f"{name} {word}") for word, each in below if not each.hidden),
        getattr(made, "invoke_without_command", False),
    )


def _parameter(made: Any) -> Parameter:
    option = made.param_type_name == "option"
    flag = option and made.is_flag
    return Parameter(
        (*made.opts, *made.secondary_opts) if option else (),
        "" if flag else made.metavar,
        made.help,
        "" if flag or made.show_default is False else _shown(made.default),
    )


def _shown(default: Any) -> str:
    if isinstance(default, enum.Enum):
        return str(default.value)
    return f"{default:g}" if isinstance(default, (int, float)) else str(default or "")
