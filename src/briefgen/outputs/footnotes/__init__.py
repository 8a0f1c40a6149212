"""Footnotes on the page of their marks: a correction of the PDF engine, for one version of it.

A line goes to the page that takes its notes; a note that fits on no page is split. The engine's
own way stays in place beside it and is taken by documents without notes and by other versions.
"""
