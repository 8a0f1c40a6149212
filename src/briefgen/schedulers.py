"""What the schedulers of a machine are given: texts that call `briefgen regenerate --due`.

Each calls it often and lets it decide: it knows the time zones and what was missed, and nothing
has to be installed anew where a schedule is changed.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from briefgen.digests import digest_of

MINUTES = 15
FINE = (0, 3, 4, 10, 11, 12)  # exit codes that are no failure of the run
WORKFLOW = ".github/workflows/briefgen-regenerate.yml"


def unit_name(root: Path) -> str:
    """The name of our units; that of the project may be that of another, its path is not."""
    digest = digest_of(str(root).encode())[:8]
    word = "".join(each if each.isascii() and each.isalnum() else "-" for each in root.name)
    return f"briefgen-{word.strip('-')[:40] or 'project'}-{digest}"


def units(root: Path, command: Sequence[str]) -> dict[str, str]:
    """A service and its timer for systemd, by file name."""
    name = unit_name(root)
    called = " ".join(map(_for_systemd, (*command, "regenerate", "--due", "--quiet")))
    service = f"""\
# Written by briefgen schedule install; taken away by briefgen schedule uninstall.
[Unit]
Description=Briefs that are due in {_plain(root.name)}

[Service]
Type=oneshot
WorkingDirectory={_path_for_systemd(root)}
ExecStart={called}
SuccessExitStatus={" ".join(map(str, FINE[1:]))}
"""
    timer = f"""\
# Written by briefgen schedule install; taken away by briefgen schedule uninstall.
[Unit]
Description=Looks every {MINUTES} minutes for briefs that are due in {_plain(root.name)}

[Timer]
OnCalendar=*:0/{MINUTES}
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {f"{name}.service": service, f"{name}.timer": timer}


def _plain(words: str) -> str:
    """Words of a description, without signs that systemd would read."""
    kept = "".join(each if each.isprintable() else " " for each in words)
    return kept.replace("%", "%%").replace("\\", "/")


def _for_systemd(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped.replace("$", "$$")}"'


def _path_for_systemd(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace("%", "%%")


def crontab_with(before: str, root: Path, command: Sequence[str]) -> str:
    """A crontab with our line for this project, between marks of our own; all else is kept."""
    kept = crontab_without(before, root)
    kept += "" if not kept or kept.endswith("\n") else "\n"
    called = shlex.join((*command, "regenerate", "--due", "--quiet"))
    # Cron reads % as the end of a line, even in quotes.
    line = f"*/{MINUTES} * * * * cd {shlex.quote(str(root))} && {called}".replace("%", "\\%")
    begin, end = _marks(root)
    return f"{kept}{begin}\n{line}\n{end}\n"


def crontab_without(before: str, root: Path) -> str:
    """A crontab without what is between our marks for this project; all else is as it was."""
    begin, end = _marks(root)
    kept: list[str] = []
    ours = False
    for line in before.splitlines(keepends=True):
        ours = ours or line.rstrip("\n") == begin
        if not ours:
            kept.append(line)
        ours = ours and line.rstrip("\n") != end
    return before if ours else "".join(kept)  # a mark without its end is somebody else's


def _marks(root: Path) -> tuple[str, str]:
    name = unit_name(root)
    return f"# begin {name}", f"# end {name}"


def workflow() -> str:
    """A workflow for GitHub, which puts what is new into the repository."""
    fine = "|".join(map(str, FINE))
    return f"""\
# Written by briefgen schedule install --github; taken away by briefgen schedule uninstall.
name: briefgen regenerate
on:
  schedule:
    - cron: "7 * * * *"
  workflow_dispatch:
permissions:
  contents: write
concurrency: briefgen-regenerate
jobs:
  regenerate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install 'briefgen[refresh]'
      - id: run
        run: |
          code=0
          briefgen regenerate --due || code=$?
          echo "code=$code" >> "$GITHUB_OUTPUT"
      - run: |
          git config user.name briefgen
          git config user.email briefgen@users.noreply.github.com
          git add --all
          git diff --cached --quiet || git commit -m "Briefs regenerated"
          git push
      - run: |
          case "${{{{ steps.run.outputs.code }}}}" in {fine}) ;; *) exit 1 ;; esac
"""
