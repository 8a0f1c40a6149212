"""Pages set by a second process, which loads the engine while the brief is still being checked.

Loading the engine takes less long than checking and composing, and neither needs the other. So a
process is forked before anything is loaded and while no thread runs. What time is left to it, it
spends on a page for practice and on the templates. Jobs are closed: one goes there, and what came
of it comes back. If that process ends before its time, pages are set here.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import select
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, NoReturn

from briefgen.collecting import collect_now
from briefgen.errors import BriefgenError
from briefgen.machine import cores
from briefgen.spending import credit, timed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.outputs.job import RenderJob
    from briefgen.outputs.rendering import Rendered, Worth
    from briefgen.spending import Spent
    from briefgen.templating import CompiledTemplate

GONE = (OSError, ValueError, EOFError, pickle.UnpicklingError)  # what its absence looks like
ROOM = 1 << 20  # bytes that a pipe is to hold; what is lent takes a fifth of it


class Outcome(NamedTuple):
    """What came of a job, or what is wrong with it, and where its time went."""

    result: Rendered | BriefgenError | None
    spent: Mapping[str, Spent]


class Lent(NamedTuple):
    """Templates that it compiled while it had nothing to do."""

    templates: tuple[CompiledTemplate, ...]


class Beside:
    """The process, at the other end of two pipes."""

    def __init__(self, process: int, questions: IO[bytes], answers: IO[bytes], folder: str) -> None:
        self._process = process
        self._folder = folder
        self._is_there = True
        self._questions = questions
        self._answers = answers
        self._begun: RenderJob | None = None
        self._lends = True  # it does so once, before it answers

    def lent(self) -> Sequence[CompiledTemplate]:
        """What it has compiled, if it is there by now; else it is passed over later."""
        if self._is_there and self._lends and select.select([self._answers], [], [], 0)[0]:
            with suppress(*GONE):
                told = pickle.load(self._answers)
                self._lends = False
                return told.templates if isinstance(told, Lent) else ()
        return ()

    def begin(self, job: RenderJob) -> None:
        """Have it set the pages of a job that is asked for soon."""
        with suppress(OSError, ValueError):  # which is noticed when it is asked for
            _say(self._questions, (job, False))
            self._begun = job

    def render(self, job: RenderJob) -> Rendered:
        """As `rendering.render`."""
        found = self._set(job, None)
        assert found is not None  # it is only where pages are asked whether they are worth it
        return found

    def attempt(self, job: RenderJob, worth: Worth) -> Rendered | None:
        """As `rendering.attempt`."""
        return self._set(job, worth)

    def end(self) -> None:
        """It is not needed any more; whatever it does is of no use to anybody."""
        if self._is_there:
            self._is_there = False
            with suppress(OSError):
                os.kill(self._process, signal.SIGKILL)
            for pipe in (self._questions, self._answers):
                with suppress(OSError):
                    pipe.close()

    def wait(self) -> None:
        """Until it has ended, so that its work is counted with ours."""
        self.end()
        with suppress(OSError):
            os.waitpid(self._process, 0)
        _forget(self._folder)

    def _set(self, job: RenderJob, worth: Worth | None) -> Rendered | None:
        try:
            told = self._told(job, worth)
        except GONE:
            self.end()
            from briefgen.outputs.rendering import HERE

            return HERE.render(job) if worth is None else HERE.attempt(job, worth)
        credit(told.spent)
        if isinstance(told.result, BriefgenError):
            raise told.result
        return told.result

    def _told(self, job: RenderJob, worth: Worth | None) -> Outcome:
        """What it answers in the end; in between it may ask whether pages are worth a PDF."""
        begun, self._begun = self._begun, None
        if begun is not None and (worth is not None or begun is not job):
            self._heard()  # and nobody wants to know any more
            begun = None
        if begun is None:
            _say(self._questions, (job, worth is not None))
        while not isinstance(told := self._heard(), Outcome):
            assert worth is not None
            _say(self._questions, worth(told))
        return told

    def _heard(self) -> Any:
        while isinstance(told := pickle.load(self._answers), Lent):
            self._lends = False
        return told


def begun() -> Beside | None:
    """Such a process; None where it would not help, or cannot be forked."""
    if sys.platform != "linux" or cores() < 2 or threading.active_count() > 1:
        return None
    (asked, asks), (answered, answers) = os.pipe(), os.pipe()
    folder = f"briefgen-{os.urandom(8).hex()}"
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    try:
        process = os.fork()
    except OSError:
        for end in (asked, asks, answered, answers):
            os.close(end)
        return None
    if not process:
        os.close(asks)
        os.close(answered)
        _serve(asked, answers, folder)
    os.close(asked)
    os.close(answers)
    return Beside(process, os.fdopen(asks, "wb"), os.fdopen(answered, "rb"), folder)


def _temporary(folder: str) -> Path:
    import tempfile  # which who asks has loaded by then for other reasons

    return Path(tempfile.gettempdir(), folder)


def _keep_to(folder: str) -> None:
    """Temporary files of this process, which may be ended at any time, go where they are found."""
    import tempfile

    with suppress(OSError):
        (own := _temporary(folder)).mkdir(0o700)
        tempfile.tempdir = str(own)


def _forget(folder: str) -> None:
    import shutil

    shutil.rmtree(_temporary(folder), ignore_errors=True)


def _serve(asked: int, answers: int, folder: str) -> NoReturn:
    """The life of the process: load the engine, set pages until nobody asks any more."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began it ends it
        from briefgen.outputs.practice import practise

        with os.fdopen(asked, "rb") as questions, os.fdopen(answers, "wb") as told:
            _keep_to(folder)
            practise()
            _lend(told)
            while True:
                job, is_trial = pickle.load(questions)
                _say(told, _outcome(job, is_trial, questions, told))
                collect_now()
    finally:  # nothing of what the process that forked it had begun is to be finished here
        os._exit(0)


def _lend(told: IO[bytes]) -> None:
    """Compile templates for who asks, and have them lie in the pipe until they are wanted.

    It must hold all of them: who does not read is perhaps writing, and both would wait for ever.
    """
    from briefgen.templating import compiled_templates

    with suppress(OSError):
        room = fcntl.fcntl(told, fcntl.F_SETPIPE_SZ, ROOM)
        message = pickle.dumps(Lent(compiled_templates()), pickle.HIGHEST_PROTOCOL)
        if len(message) <= room:
            told.write(message)
            told.flush()
    collect_now()


def _outcome(job: RenderJob, is_trial: bool, questions: IO[bytes], told: IO[bytes]) -> Outcome:
    from briefgen.outputs.rendering import HERE

    def worth(shares: Sequence[float]) -> bool:
        _say(told, tuple(shares))
        answer: bool = pickle.load(questions)
        return answer

    result: Rendered | BriefgenError | None
    with timed() as clock:
        try:
            result = HERE.attempt(job, worth) if is_trial else HERE.render(job)
        except BriefgenError as error:
            result = error
    return Outcome(result, clock.spent())


def _say(pipe: IO[bytes], value: Any) -> None:
    pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()
