"""Composing: a checked brief into an edition, which is all that a template ever sees."""

from briefgen.edition.compose import compose, unmade
from briefgen.edition.view import Edition, NoteRecord

__all__ = ["Edition", "NoteRecord", "compose", "unmade"]
