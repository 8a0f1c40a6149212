"""Why a data file or a source was not fetched, in words; what is there then stays as it is."""

from __future__ import annotations


class Unfetched(Exception):  # noqa: N818  # what became of it
    """Nothing usable came; `again` says whether another try may help, and after how long.

    `silent` says that nobody answered well, and `gone` that it was said to be there no longer;
    neither is set where we did not ask.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        again: bool = False,
        after: float | None = None,
        silent: bool = False,
        gone: bool = False,
    ) -> None:
        super().__init__(message)
        self.message, self.hint, self.again, self.after = message, hint, again, after
        self.silent, self.gone = silent or gone, gone
