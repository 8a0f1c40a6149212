"""Whether the engine is, file by file, the one that the tuning was made for and tested with."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

TESTED = "WeasyPrint 70.0 with pydyf 0.13.0"
PLAIN = "BRIEFGEN_PLAIN_ENGINE"  # any value but 0: the engine as it comes, to compare with
# What is replaced, and what the replacements take for granted: whole files, by package.
KNOWN: Mapping[str, str] = {
    "tinyhtml5/inputstream.py": "1c89c26bad474550",
    "weasyprint/__init__.py": "7cd0f4ae8569eac9",
    "weasyprint/svg/__init__.py": "eb1ee636d1f85e53",
    "weasyprint/svg/path.py": "5139ec67a99ab9fb",
    "weasyprint/svg/utils.py": "6e1d2c4c959b4953",
    "weasyprint/css/__init__.py": "77ad7287f90d7cfa",
    "weasyprint/css/computed_values.py": "0dec45caf60428b1",
    "weasyprint/css/functions.py": "38bdeaa9559a347b",
    "weasyprint/css/properties.py": "872a2e5602b5f52d",
    "weasyprint/css/tokens.py": "c7d40bdb50e7961a",
    "weasyprint/css/units.py": "7f2c5900d751be49",
    "weasyprint/formatting_structure/boxes.py": "8ffd28ab74a149f0",
    "weasyprint/layout/percent.py": "bac190e240dce17b",
    "weasyprint/text/constants.py": "82d0bdd876f3722d",
    "weasyprint/text/ffi.py": "530e83118f7841d2",
    "weasyprint/text/fonts.py": "59d74d0c161349b8",
    "weasyprint/text/line_break.py": "1f5a855ad992e0be",
    "weasyprint/layout/inline.py": "0e7c1569330f5473",
    "weasyprint/layout/preferred.py": "a7973703cd8ac5fa",
    "weasyprint/pdf/fonts.py": "9ad9a202a416b845",
    "weasyprint/svg/text.py": "743266ead497a963",
    "pydyf/__init__.py": "0b10add9e640961d",
}


def is_plain() -> bool:
    """Whether the engine is wanted as it comes."""
    return os.environ.get(PLAIN, "0") not in ("", "0")


@cache
def refusal() -> str:
    """Why this engine is used as it comes; empty where the tuning fits it. Loads nothing."""
    return objection(digests_of(KNOWN))


def is_tuned() -> bool:
    """Whether the tuning may be used in this process."""
    return not is_plain() and not refusal()


def objection(digests: Mapping[str, str], known: Mapping[str, str] = KNOWN) -> str:
    """Why the tuning may not be used, in one line; empty where it may."""
    changed = sorted(name for name, digest in known.items() if digests.get(name) != digest)
    if not changed:
        return ""
    return (
        f"pages are set without what makes it faster, which is made for {TESTED}: "
        f"{', '.join(changed)} is another here"
    )


def digests_of(names: Iterable[str]) -> dict[str, str]:
    """A digest of each file of a package; empty where it cannot be read."""
    return {name: _digest(name) for name in names}


def _digest(name: str) -> str:
    package, _, rest = name.partition("/")
    try:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            return ""
        content = (Path(spec.origin).parent / rest).read_bytes()
    except (OSError, ValueError):
        return ""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:16]
