"""Figures drawn as SVG at their final size in points; `drawing` is the way in.

Nothing is imported here: a check measures words and must not load what draws them.
"""
