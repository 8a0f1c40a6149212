"""Data files fetched anew. Nothing here runs in a build; `fetching` is the home of the network."""

from briefgen.refreshing.running import Asked, refresh_file

__all__ = ["Asked", "refresh_file"]
