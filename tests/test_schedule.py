"""Schedules listed, and given to the schedulers of a machine, each held against its own reader."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from briefgen.schedulers import crontab_with, crontab_without, unit_name, units, workflow
from pages import on_disk, run

COMMAND = ("/opt/my tools/bin/python", "-m", "briefgen")
FOLDERS = ["briefs", "My Briefs", "50% off $HOME", "quo\"te's", "Сводки"]
CLOCK = {"BRIEFGEN_TODAY": "2026-11-26T12:00"}
OTHERS = "# mine\nMAILTO=desk@example.org\n5 4 * * * /bin/true\n"


def test_the_next_runs_are_listed_by_their_own_clocks(tmp_path: Path) -> None:
    files = {
        "briefgen.toml": '[regenerate]\nevery = "quarter"\n',
        "briefs/a.yaml": 'schedule: "0 6 * * MON"\ntimezone: Asia/Almaty\n',
        "briefs/b.yaml": "title: B\n",
        "briefs/c.yaml": "every: never\n",
    }
    told = run(on_disk(files, tmp_path), "schedule", "--next", "1", "--json", env=CLOCK)
    assert told.returncode == 0, told.stderr
    assert [(row["brief"], row["next"], row["at"]) for row in json.loads(told.stdout)] == [
        ("a", "Mon 2026-11-30 06:00", "2026-11-30T01:00:00+00:00"),
        ("b", "Fri 2027-01-01 06:00", "2027-01-01T06:00:00+00:00"),
    ]


def test_a_schedule_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    files = {"briefgen.toml": "", "briefs/a.yaml": "title: A\nevery: fortnight\n"}
    told = run(on_disk(files, tmp_path), "schedule", env=CLOCK)
    assert told.returncode == 1 and "briefs/a.yaml:2:" in told.stderr


@pytest.mark.parametrize("name", FOLDERS)
def test_systemd_accepts_the_units(name: str, tmp_path: Path) -> None:
    if (verify := shutil.which("systemd-analyze")) is None:
        pytest.skip("there is no systemd-analyze here")
    root = tmp_path / name
    root.mkdir()
    program = tmp_path / "my tools" / "python"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    written = units(root, (str(program), "-m", "briefgen"))
    paths = [tmp_path / each for each in written]
    for path, text in zip(paths, written.values(), strict=True):
        path.write_text(text, "utf-8")
    done = subprocess.run(
        [verify, "verify", "--man=no", *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if unit_name(root) in line]
    assert (done.returncode, ours) == (0, []), done.stderr


def accepted(text: str, file: Path) -> bool:
    """Whether the crontab of this machine takes a file; nothing of it is installed."""
    if (crontab := shutil.which("crontab")) is None:
        pytest.skip("there is no crontab here")
    file.write_text(text, "utf-8")
    for check in ("-T", "-n"):  # as cronie has it, and as Debian
        done = subprocess.run(
            [crontab, check, str(file)], capture_output=True, text=True, timeout=60, check=False
        )
        if "invalid option" not in done.stderr and "usage" not in done.stderr.casefold():
            return done.returncode == 0
    pytest.skip("this crontab cannot test")


@pytest.mark.parametrize("name", FOLDERS)
def test_cron_accepts_the_line(name: str, tmp_path: Path) -> None:
    text = crontab_with(OTHERS, tmp_path / name, COMMAND)
    assert accepted(text, tmp_path / "tab")
    assert not accepted(text.replace("5 4 * * *", "99 4 * * *"), tmp_path / "tab")


@pytest.mark.parametrize("name", FOLDERS)
def test_the_line_means_to_a_shell_what_it_says(name: str, tmp_path: Path) -> None:
    root = tmp_path / name
    root.mkdir()
    program = tmp_path / "my tools.sh"
    program.write_text('#!/bin/sh\npwd\nprintf "%s\\n" "$@"\n', "utf-8")
    program.chmod(0o755)
    line = crontab_with("", root, (str(program),)).splitlines()[1]
    command = line.split(" ", 5)[5].replace("\\%", "%")  # as cron reads it
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(root), "regenerate", "--due", "--quiet"]


def test_other_lines_of_a_crontab_stay(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    both = crontab_with(crontab_with(OTHERS, one, COMMAND), other, COMMAND)
    assert both.startswith(OTHERS)
    assert crontab_with(both, other, COMMAND) == both
    assert crontab_without(both, other) == crontab_with(OTHERS, one, COMMAND)
    assert crontab_without(crontab_without(both, one), other) == OTHERS
    assert crontab_with("5 4 * * * x", one, COMMAND).startswith("5 4 * * * x\n# begin ")
    torn = both.replace(f"# end {unit_name(other)}\n", "")
    assert crontab_without(torn, other) == torn


FAKE = """\
#!/bin/sh
if [ "$1" = "-l" ]; then
  [ -f "$HOME/tab" ] && exec cat "$HOME/tab"
  echo "no crontab for me" >&2; exit 1
fi
cat > "$HOME/tab"
"""


def test_a_line_is_installed_and_taken_away(tmp_path: Path) -> None:
    """Against a crontab of the test’s own: that of the machine is nobody’s business."""
    folder = on_disk({"briefgen.toml": ""}, tmp_path / "my project")
    (tmp_path / "crontab").write_text(FAKE, "utf-8")
    (tmp_path / "crontab").chmod(0o755)
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path)}
    assert run(folder, "schedule", "install", "--cron", env=env).returncode == 0
    first = (tmp_path / "tab").read_text("utf-8")
    assert f"cd '{folder}' && " in first
    (tmp_path / "tab").write_text(OTHERS + first, "utf-8")
    assert run(folder, "schedule", "uninstall", "--cron", env=env).stdout == "removed: crontab\n"
    assert (tmp_path / "tab").read_text("utf-8") == OTHERS
    again = run(folder, "schedule", "uninstall", "--cron", env=env)
    assert again.stdout == "nothing of ours is there\n"


def test_units_are_installed_and_taken_away(tmp_path: Path) -> None:
    folder = on_disk({"briefgen.toml": ""}, tmp_path / "project")
    (tmp_path / "systemctl").write_text('#!/bin/sh\necho "$@" >> "$HOME/asked"\n', "utf-8")
    (tmp_path / "systemctl").chmod(0o755)
    units_at = tmp_path / "config/systemd/user"
    units_at.mkdir(parents=True)
    (units_at / "other.service").touch()
    env = {
        "PATH": f"{tmp_path}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    name = unit_name(folder)
    assert run(folder, "schedule", "install", "--systemd", env=env).returncode == 0
    assert {path.name for path in units_at.iterdir()} == {
        *("other.service", f"{name}.service", f"{name}.timer")
    }
    assert run(folder, "schedule", "uninstall", "--systemd", env=env).returncode == 0
    assert [path.name for path in units_at.iterdir()] == ["other.service"]
    assert (tmp_path / "asked").read_text("utf-8").splitlines() == [
        "--user daemon-reload",
        f"--user enable --now {name}.timer",
        f"--user disable --now {name}.timer",
        "--user daemon-reload",
    ]


def test_a_workflow_is_yaml_and_a_changed_one_stays(tmp_path: Path) -> None:
    read = yaml.safe_load(workflow())
    steps = read["jobs"]["regenerate"]["steps"]
    assert any("briefgen regenerate --due" in step.get("run", "") for step in steps)
    folder = on_disk({"briefgen.toml": ""}, tmp_path)
    path = folder / ".github/workflows/briefgen-regenerate.yml"
    assert run(folder, "schedule", "install", "--github").returncode == 0
    assert path.read_text("utf-8") == workflow()
    path.write_text("mine", "utf-8")
    assert run(folder, "schedule", "install", "--github").returncode == 2
    assert "nothing of ours" in run(folder, "schedule", "uninstall", "--github").stdout
    path.write_text(workflow(), "utf-8")
    assert run(folder, "schedule", "uninstall", "--github").returncode == 0
    assert not path.exists()


def test_what_would_be_installed_is_printed(tmp_path: Path) -> None:
    folder = on_disk({"briefgen.toml": ""}, tmp_path)
    for option in ("--systemd", "--cron", "--github"):
        told = run(folder, "schedule", "install", option, "--dry-run")
        assert "regenerate" in told.stdout, told.stderr
    assert [path.name for path in folder.iterdir()] == ["briefgen.toml"]
    assert run(folder, "schedule", "install").returncode == 2
