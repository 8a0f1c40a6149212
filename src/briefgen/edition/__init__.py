"""Composing: a checked brief into an edition, which is all that a template ever sees."""
