"""Why a data file was not fetched, in words; the old one then stays as it is."""

from __future__ import annotations


class Unfetched(Exception):  # noqa: N818  # what became of it
    """Nothing usable came; `again` says whether another try may help, and after how long."""

    def __init__(
        self, message: str, hint: str = "", *, again: bool = False, after: float | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.hint, self.again, self.after = message, hint, again, after
