"""Where templates run: they reach nothing outside, and take neither all memory nor all time.

A template comes with a project or a PDF of somebody else. What multiplies is counted before it is
done: passes of loops and calls, and the length of every text that is put together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from numbers import Number
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefgen.errors import did_you_mean

MOST_STEPS = 1_000_000  # passes of loops and calls, for one page
MOST_CHARACTERS = 10_000_000  # of a page, or of a text on the way to it
MOST_AT_ALL = 20 * MOST_CHARACTERS  # of all such texts
CALLED, INCLUDED = 5, 20  # steps that a call, and a template within another, count for
LARGEST, MOST_POWER = 10**30, 7  # of a number, and of “**”
WIDEST = 10_000  # of a number that says how often or how wide

_FILTERS = frozenset(
    (
        *("abs", "attr", "batch", "capitalize", "count", "d", "default", "dictsort", "e"),
        *("escape", "first", "float", "groupby", "int", "items", "join", "last", "length"),
        *("list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse"),
        *("round", "select", "selectattr", "slice", "sort", "string", "striptags", "sum"),
        *("title", "trim", "truncate", "unique", "upper", "urlencode", "wordcount"),
    )
)
_GLOBALS = frozenset({"cycler", "dict", "joiner", "namespace", "range"})
_COUNTED = "counted passes"  # no name that a template can write
# What makes a long text out of a short one in one go; the filters of these names are counted.
_GROWING = frozenset(
    (
        *("center", "encode", "expandtabs", "join", "ljust", "replace", "rjust", "to_bytes"),
        *("translate", "zfill"),
    )
)


_FORMATTED = re.compile(r"\{[^{}]*[:!]")  # a place in a text that says how it is filled


class TooMuch(Exception):  # noqa: N818
    """A template takes more than it may."""


class Unknown(StrictUndefined):
    """A name that is not there, told in the words of whoever writes templates."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name, owner = str(self._undefined_name), self._undefined_obj
        if owner is missing:
            return f"nothing here is called “{name}”"
        known = owner if isinstance(owner, Mapping) else dir(owner)
        names = sorted(str(each) for each in known if not str(each).startswith("_"))
        meant = did_you_mean(name, names)
        if isinstance(self._undefined_name, int) and isinstance(owner, Sized):
            return f"there is no item {name}: they count from 0, and there are {len(owner)}"
        kind = "this" if isinstance(owner, Mapping) else f"{type(owner).__name__}"
        return f"{kind} has no “{name}”" + (f"; {meant}" if meant else "")


class _Counting(CodeGenerator):
    """Texts that are put together by “~” are counted; filters that are not there are told."""

    def visit_Filter(self, node: nodes.Filter, frame: Any) -> None:  # noqa: N802
        self._known("filter", node, self.environment.filters)
        super().visit_Filter(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Any) -> None:  # noqa: N802
        self._known("test", node, self.environment.tests)
        super().visit_Test(node, frame)

    def _known(self, what: str, node: nodes.Filter | nodes.Test, known: Iterable[str]) -> None:
        names = {*known} - {_COUNTED}
        if node.name in known:
            return
        if what == "filter" and node.name in FILTERS:
            self.fail(f"the filter “{node.name}” may not be used here", node.lineno)
        meant = did_you_mean(node.name, names, "docs/templates.md names those there are")
        self.fail(f"there is no {what} “{node.name}”; {meant}", node.lineno)

    def visit_Concat(self, node: nodes.Concat, frame: Any) -> None:  # noqa: N802
        self.write("environment.joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of the templates of one page."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    code_generator_class = _Counting

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=Unknown, finalize=_printable, autoescape=True, **options)
        self.steps = self.weight = 0
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        self.filters = {name: self._bounded(self.filters[name]) for name in _FILTERS}
        self.filters |= {"join": self.between, "replace": self.exchanged, "sum": _sum}
        self.filters[_COUNTED] = self.counted

    def step(self, count: int = 1) -> None:
        """Count a pass or a call."""
        self.steps += count
        if self.steps > MOST_STEPS:
            raise TooMuch(f"it takes more than {MOST_STEPS:,} passes of loops and calls")

    def weigh(self, length: int) -> None:
        """Count the characters of a text that is made."""
        self.weight += length
        if length > MOST_CHARACTERS or self.weight > MOST_AT_ALL:
            raise TooMuch(f"it makes texts of more than {MOST_CHARACTERS:,} characters")

    def counted(self, items: Iterable[object]) -> Iterator[object]:
        """The same items, each a pass."""
        for each in items:
            self.step()
            yield each

    def concat(self, parts: Iterable[str]) -> str:
        """What a template, a block or a macro prints."""
        found, length = [], 0
        for each in parts:
            length += len(each)
            if length > MOST_CHARACTERS:
                self.weigh(length)
            found.append(each)
        self.weigh(length)
        return "".join(found)

    def joined(self, parts: Iterable[object]) -> str:
        """What “~” makes of some values."""
        found = tuple(parts)
        self.weigh(sum(len(str(_printable(each))) for each in found))
        return markup_join(found)

    def between(self, items: Iterable[object], d: str = "") -> str:
        """The items of a list with something between them."""
        return self.joined([part for each in items for part in (d, each)][1:])

    def exchanged(self, text: str, old: str, new: str) -> str:
        """A text with words exchanged; what is markup stays so."""
        self.weigh(len(text) + text.count(old) * len(new))
        return text.replace(old, new)

    def get_template(self, name: Any, *rest: Any, **named: Any) -> Template:
        self.step(INCLUDED)
        return super().get_template(name, *rest, **named)

    def call(self, context: Any, obj: Any, *args: Any, **named: Any) -> Any:
        self.step(CALLED)
        return super().call(context, obj, *args, **named)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, Number) and isinstance(right, Number)
        unknown = isinstance(left, Undefined) or isinstance(right, Undefined)
        if operator != "+" and not numbers and not unknown:
            raise TooMuch(f"“{operator}” is for numbers")
        if operator == "**" and numbers and (abs(left) > WIDEST or abs(right) > MOST_POWER):
            raise TooMuch("a number grows too large")
        if operator == "+" and hasattr(left, "__len__") and hasattr(right, "__len__"):
            self.weigh(len(left) + len(right))
        made = super().call_binop(context, operator, left, right)
        if numbers and abs(made) > LARGEST:
            raise TooMuch("a number grows too large")
        return made

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        plain = isinstance(obj, str | bytes | int)
        return not (plain and attr in _GROWING) and super().is_safe_attribute(obj, attr, value)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        said = f"“{attribute}” reaches into the program, and may not be used here"
        return self.undefined(said, name=attribute, obj=obj, exc=SecurityError)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        made = super().wrap_str_format(value)
        return None if made is None else self._filled(str(value.__self__), made)

    def _generate(self, source: nodes.Template, *rest: Any, **named: Any) -> str:
        for loop in source.find_all(nodes.For):
            told = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
            loop.iter = told.set_environment(self)
        return super()._generate(source, *rest, **named)

    def _bounded(self, made: Any) -> Any:
        """A filter that takes no large numbers; it is called with what it asks for besides."""
        own = int(hasattr(made, "jinja_pass_arg"))

        def bounded(*args: Any, **named: Any) -> Any:
            told = (*args[own + 1 :], *named.values())
            if any(isinstance(each, int) and abs(each) > WIDEST for each in told):
                raise TooMuch(f"a number is larger than {WIDEST:,}")
            if isinstance(args[own], str):
                self.weigh(len(args[own]))
            return made(*args, **named)

        if own:
            bounded.jinja_pass_arg = made.jinja_pass_arg  # type: ignore[attr-defined]
        return bounded

    def _filled(self, pattern: str, made: Callable[..., str]) -> Callable[..., str]:
        """A text that others are filled into, by their names and as they are."""

        def filled(*args: Any, **named: Any) -> str:
            if _FORMATTED.search(pattern):
                raise TooMuch("a text is filled in by names alone, without “:” or “!”")
            values = (*args, *named.values())
            longest = max((len(str(_printable(each))) for each in values), default=0)
            self.weigh(len(pattern) + pattern.count("{") * longest)
            return made(*args, **named)

        return filled


def _printable(value: Any) -> Any:
    """A text or a number; a list is printed by a loop."""
    if isinstance(value, str | int | float | Undefined) or hasattr(value, "__html__"):
        return value
    raise TypeError(f"only texts and numbers are printed, and this is of the type {_type(value)}")


def _type(value: Any) -> str:
    """What templates know it as: the page on them has these names."""
    return "list" if isinstance(value, tuple) else type(value).__name__


def _sum(items: Iterable[Any]) -> Any:
    """The sum of numbers."""
    found = tuple(items)
    if not all(isinstance(each, Number) for each in found):
        raise TypeError("only numbers have a sum")
    return sum(found)
