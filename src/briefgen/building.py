"""Building briefs one after the other: each is printed unless its PDF stands, and remembered.

One brief's failure never stops the others; each result says what happened.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import Struct, structs

from briefgen.admission import admitted
from briefgen.cache import Cached
from briefgen.data_use import users_of
from briefgen.digests import digest_of
from briefgen.errors import BriefgenError
from briefgen.incremental import Seen, Watched
from briefgen.placing import place
from briefgen.printing import Order, Ready, make_ready
from briefgen.printing import make as printed
from briefgen.progress import Progress
from briefgen.project import Remembered
from briefgen.results import BuildResult
from briefgen.spending import timed
from briefgen.validation import require


class Made(Struct, frozen=True):
    """What came of one brief; no result where it is what it was. Picklable."""

    name: str
    result: BuildResult | None
    seen: Seen


def build(names: Sequence[str], order: Order, progress: Progress) -> Iterator[BuildResult]:
    """Build each brief in turn; publish it, and remember what it was built from."""
    try:
        for name in names:
            started = time.perf_counter()
            try:
                made = make(name, order, progress, order.known(name))
                if name == names[-1]:
                    order.typesetter.end()
                result = settled(made, order, progress)
            except BriefgenError as error:
                result = BuildResult(name, error.exit_code, error.problems)
            yield replace(result, seconds=time.perf_counter() - started)
    finally:
        if order.memory is not None:
            order.memory.save()


def settled(made: Made, order: Order, progress: Progress) -> BuildResult:
    """What was made, published and remembered; or the PDF that stands, if the page is the same."""
    memory = order.memory
    if made.result is None:
        assert memory is not None  # else nothing was known that could be the same
        result = memory.recalled(made.name)
    else:
        result = _published(made.result, order, progress)
        result = replace(result, reasons=memory.reasons(made.name) if memory else ())
    if memory is not None:
        memory.remember(result, made.seen)
    return result


def make(name: str, order: Order, progress: Progress, known: str = "") -> Made:
    """A brief as a finished PDF, which is not yet written anywhere, and all that was looked at.

    `known` is the job of a PDF that stands: where this brief comes to the same, nothing is made.
    """
    with timed() as clock:
        made = _made(name, order, progress, known)
    if made.result is None:
        return made
    return structs.replace(made, result=replace(made.result, spent=clock.spent()))


def _made(name: str, order: Order, progress: Progress, known: str) -> Made:
    files = Watched(order.files)
    seen = structs.replace(order, files=Remembered(files))
    checked = admitted(name, seen, progress)
    ready = make_ready(checked, seen)
    for path in order.settings.read_from:
        if files.exists(path):
            files.read(path)
    brief = require(checked)
    key = digest_of(f"{ready.job.digest()}\0{brief!r}".encode())
    result = None if key == known else _found(ready, key)
    is_due = result is None and key != known
    if is_due:
        order.typesetter.begin(ready.job)
    # All that is looked at besides is found out while another process may be setting the pages.
    users = users_of(checked.document, type(brief))
    if order.memory is not None:
        order.memory.look_around()
    if is_due:
        result = printed(ready, progress).result
        _kept(result, key, ready)
    return Made(checked.name, result, Seen.of(files, key, users))


def _found(ready: Ready, key: str) -> BuildResult | None:
    """The PDF of the same job from the cache, with what was found out about it then."""
    cache = ready.order.cache
    cached = cache.find(_cache_key(key, ready)) if cache is not None else None
    if cached is None:
        return None
    found = BuildResult.recalled(cached.told)
    problems = ready.checked.problems + found.problems
    files = ready.checked.files
    return replace(found, problems=problems, files=files, pdf=cached.pdf, unchanged=False)


def _kept(result: BuildResult, key: str, ready: Ready) -> None:
    """Put a finished PDF into the cache; what its spec is warned of is found anew each time."""
    if ready.order.cache is not None and result.pdf is not None:
        own = result.problems[len(ready.checked.problems) :]
        told = replace(result, problems=own).as_dict()
        ready.order.cache.keep(_cache_key(key, ready), Cached(result.pdf, told))


def _cache_key(key: str, ready: Ready) -> str:
    return f"{key} {ready.order.validate}"


def _published(result: BuildResult, order: Order, progress: Progress) -> BuildResult:
    if order.target is None or result.pdf is None:
        return result
    progress(result.name, "publishing")
    return replace(result, path=place(result.pdf, order.target(result.name)))
