"""What an editor makes of a file: scalars with the types of YAML 1.2, and faults by a schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft7Validator, ValidationError

from briefgen.schema import schema_text


class _Core(yaml.SafeLoader):
    """The safe loader with the types of YAML 1.2: no dates, and no yes that is true."""


_Core.yaml_implicit_resolvers = {}


for _tag, _pattern, _first in (
    ("null", r"(?:~|null|Null|NULL|)$", "~nN\0"),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))
_Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("$"), [""])
_Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
_Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def typed(text: str) -> Any:
    """The content of a file as an editor sees it."""
    return yaml.load(text, _Core)


@cache
def _validator(name: str) -> Draft7Validator:
    schema = json.loads(schema_text(name))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def faults(name: str, content: Any) -> list[str]:
    """What a schema says of the content of a file, each with its place."""
    found: Iterator[ValidationError] = _validator(name).iter_errors(content)
    return [f"{'/'.join(map(str, each.path))}: {each.message[:200]}" for each in found]


def is_right(name: str, content: Any) -> bool:
    """Whether a schema has nothing against the content of a file; quicker than all its faults."""
    return bool(_validator(name).is_valid(content))
