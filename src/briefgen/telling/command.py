"""A command of the settings, which reads the report from its standard input."""

from __future__ import annotations

import subprocess
from pathlib import Path

from briefgen.model.telling import TellSettings
from briefgen.telling.failing import Untold
from briefgen.telling.message import Message

_QUOTED = 200  # characters of what it complains of


def run(message: Message, settings: TellSettings, root: Path) -> None:
    """Run it in the root of the project, without a shell."""
    try:
        done = subprocess.run(
            [*settings.command],
            cwd=root,
            input=message.report,
            capture_output=True,
            timeout=settings.timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        said = f"the command took more than {settings.timeout} seconds"
        raise Untold(said, "raise [tell] timeout") from None
    except OSError as error:
        said = f"the command cannot be started ({error.strerror or error})"
        raise Untold(said, "check the first word of [tell] command") from None
    if done.returncode:
        words = " ".join(done.stderr.decode("utf-8", "replace").split())[:_QUOTED]
        raise Untold(f"the command ended with {done.returncode}: {words}", "run it by hand")
