"""Outputs: the closed job, its rendering, and the proof that the page holds what it must."""
