"""A runner for containers: it waits for the next run, and starts it as a process of its own.

A loop over the next moment is all that is needed: what was missed, what overlaps and whose clock
counts is decided by `briefgen regenerate --due`. A run in its own process gives back all memory,
and can be stopped at any time.
"""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType

from msgspec import Struct, field

from briefgen.errors import BriefgenError

LONGEST = 300.0  # seconds until specs are read again: a schedule may have changed, or the clock
GRACE = 20.0  # seconds that a run has to tidy up when it is to stop


class Runner(Struct, frozen=True):
    """What it needs to know: the folder, the command of a run, and when the next one is."""

    root: Path
    command: Sequence[str]
    coming: Callable[[], datetime | None]
    now: Callable[[], datetime]
    say: Callable[[str], None]
    stopping: threading.Event = field(default_factory=threading.Event)

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Take nothing more on; a run that is at work is stopped."""
        self.stopping.set()

    def run(self) -> None:
        """Until somebody says stop."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self.stop)
        self.say("looking for what is due")
        while not self.stopping.is_set():
            self._work()
            self.stopping.wait(self._pause())
        self.say("stopped")

    def _pause(self) -> float:
        try:
            coming = self.coming()
        except BriefgenError as error:  # settings that are being edited; the run has told it
            self.say(str(error))
            coming = None
        if coming is None:
            return LONGEST
        return min(max((coming - self.now()).total_seconds(), 1.0), LONGEST)

    def _work(self) -> None:
        """One run, to its end or until it is to stop."""
        # A session of its own: Ctrl-C reaches the runner, and the run through it.
        started = subprocess.Popen([*self.command], cwd=self.root, start_new_session=True)
        while started.poll() is None:
            if self.stopping.wait(0.2):
                self._end(started)

    def _end(self, started: subprocess.Popen[bytes]) -> None:
        started.terminate()
        try:
            started.wait(GRACE)
        except subprocess.TimeoutExpired:
            started.kill()  # whoever publishes can be killed at any moment
            started.wait()
