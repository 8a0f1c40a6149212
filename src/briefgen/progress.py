"""Saying what begins: to whoever asked for something, or to nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, str], None]  # the name of a brief, and what begins


def unheard(name: str, stage: str) -> None:
    """Progress that nobody asked for."""
