"""Data files fetched anew, sources looked at again. Nothing here runs in a build.

`fetching` is the home of the network.
"""

from briefgen.refreshing.looking import look
from briefgen.refreshing.running import Asked, refresh_file

__all__ = ["Asked", "look", "refresh_file"]
