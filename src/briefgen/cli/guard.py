"""The last line of defence: no traceback for a user, and an exit code for every end."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from briefgen.errors import DEBUG, BriefgenError, ExitCode, Place, Problem, our_bug
from briefgen.terminal import Voice

_OF_THE_MACHINE = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO),
    *(errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM),
}
_MACHINE = "see who may read and write there, and how much room is left; then run it again"
INTERRUPTED = "interrupted; every PDF is as it was"


@contextmanager
def guarded() -> Iterator[None]:
    """No traceback for a user: problems are told, bugs are one line with where to report them."""
    voice = Voice.of(False, False)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # a reader that is gone shows here, and not after the last word
    except BriefgenError as error:
        voice.problems(error.problems)
        raise SystemExit(int(error.exit_code)) from None
    except SystemExit as ended:
        # The parser of the command line turns these two into exit codes of its own.
        if isinstance(ended.__context__, BrokenPipeError):
            raise SystemExit(_unheard()) from None
        if ended.code == ExitCode.INTERRUPTED:
            voice.say(INTERRUPTED)
        raise
    except KeyboardInterrupt:
        voice.say(INTERRUPTED)
        raise SystemExit(int(ExitCode.INTERRUPTED)) from None
    except BrokenPipeError:
        raise SystemExit(_unheard()) from None
    except Exception as error:  # the last line of defence, by design
        if os.environ.get(DEBUG):
            raise
        problem, code = _told(error)
        voice.problems([problem])
        raise SystemExit(int(code)) from None


def _told(error: Exception) -> tuple[Problem, ExitCode]:
    """What nobody expected, in words: the machine has no room or no right for it, or a bug."""
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        place = Place(str(error.filename or "briefgen"))
        return Problem(place, f"the machine says: {error.strerror}", _MACHINE), ExitCode.RENDERING
    return our_bug(error), ExitCode.OUR_BUG


def _unheard() -> int:
    """Whoever read our results has had enough: no error, and nothing more to say."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return int(ExitCode.DONE)
