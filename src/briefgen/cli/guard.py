"""The last line of defence: no traceback for a user, and an exit code for every end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from briefgen.errors import BriefgenError, ExitCode, Place, Problem, Severity
from briefgen.terminal import Voice

INTERRUPTED = "interrupted; every PDF is as it was"
DEBUG = "BRIEFGEN_DEBUG"  # With exit code 70, show the whole traceback.
ISSUES = f"please report it with the spec that caused it, and set {DEBUG}=1 to see more"


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
        problem = Problem(
            Place("briefgen"),
            f"a bug of ours: {type(error).__name__}: {error}",
            ISSUES,
            Severity.ERROR,
        )
        voice.problems([problem])
        raise SystemExit(int(ExitCode.OUR_BUG)) from None


def _unheard() -> int:
    """Whoever read our results has had enough: no error, and nothing more to say."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return int(ExitCode.DONE)
