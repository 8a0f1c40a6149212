"""Safe corrections: only what is meant changes, whatever the layout, and it is shown first."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from briefgen.asked import Asked
from briefgen.errors import Edit, ExitCode, UsageProblem
from briefgen.fixing import corrected, fixes
from briefgen.library import Project, corrections
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from pages import on_disk, project, run, spec
from projects import LIBRARY, checked, minimal_project

IDLE = "# briefgen: ignore CLM101 - nothing to see"
BRIEF = "briefs/small.yaml"


def edits_of(text: str) -> list[Edit]:
    from briefgen.checks.running import examine

    files = MemoryFiles.of({**project(), BRIEF: text})
    found = examine(check(files, "small"), read_settings(files)).problems
    return [edit for problem in found for edit in problem.edits]


def fixed(text: str) -> str:
    return corrected(text.encode(), edits_of(text)).decode()


def test_a_slip_in_a_key_is_put_right() -> None:
    assert fixed(spec().replace("information_cutoff:", "information_cutof:", 1)) == spec()


def test_a_quoted_key_and_a_comment_keep_their_layout() -> None:
    text = spec().replace("title: ", "'titel' :   ", 1)
    assert fixed(text) == spec().replace("title: ", "title :   ", 1)


@pytest.mark.parametrize(
    ("key", "why"),
    [("xyzzy", "nothing is near"), ("tit", "too short to be sure")],
)
def test_what_is_not_sure_is_left(key: str, why: str) -> None:
    assert edits_of(spec().replace("title: ", f"{key}: ", 1)) == [], why


def test_two_slips_of_one_key_are_left_to_the_author() -> None:
    text = spec().replace("title: ", "titel: ", 1)
    line = next(line for line in text.splitlines() if line.startswith("titel: "))
    assert edits_of(text.replace(line, f"{line}\n{line.replace('titel', 'tittle')}", 1)) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026/11/03", "2026-11-03"),
        ("2026.11.3", "2026-11-03"),
        ("2026-1-3", "2026-01-03"),
        ("23/11/2026", "2026-11-23"),
        ("11/23/2026", "2026-11-23"),
        ("3 November 2026", "2026-11-03"),
        ("3rd november 2026", "2026-11-03"),
        ("November 3, 2026", "2026-11-03"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "'{}'", '  "{}"   # checked', "{}  # by the desk"])
def test_a_date_that_can_only_mean_one_day_is_put_right(
    written: str, meant: str, around: str
) -> None:
    line = next(line for line in spec().splitlines() if line.startswith("information_cutoff:"))
    before, after = (
        spec().replace(line, f"information_cutoff: {around.format(day)}", 1)
        for day in (written, meant)
    )
    assert fixed(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("accessed: 2026-11-20", "accessed: 20.11.2026  # in the evening"),
        ("accessed: 2026-11-20", "accessed: 'November 20, 2026'"),
        ("url: https://trade-desk.int/partners", "url: http://https://trade-desk.int/p"),
    ],
)
def test_a_source_is_put_right_in_its_library(before: str, after: str) -> None:
    files = minimal_project()
    assert before in files[LIBRARY]
    files[LIBRARY] = files[LIBRARY].replace(before, after, 1)
    (fix,) = fixes(MemoryFiles.of(files), checked(files).problems)
    meant = after.replace("20.11.2026", "2026-11-20").replace("November 20, 2026", "2026-11-20")
    expected = files[LIBRARY].replace(after, meant.replace("http://https", "https"))
    assert (fix.path, fix.after.decode()) == (LIBRARY, expected)


@pytest.mark.parametrize(
    "written", ["5/6/2026", "2026/13/01", "31 February 2026", "2026/27", "Spring 2026", "11.2026"]
)
def test_a_date_that_might_mean_another_is_left(written: str) -> None:
    line = next(line for line in spec().splitlines() if line.startswith("information_cutoff:"))
    assert edits_of(spec().replace(line, f"information_cutoff: {written}", 1)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A\n{c}\nkind: b", "title: A\nkind: b"),
        ("title: A  {c}\nkind: b", "title: A\nkind: b"),
        ("title: A\n  {c}\n", "title: A\n"),
    ],
)
def test_a_comment_that_silences_nothing_is_taken_away(before: str, after: str) -> None:
    from briefgen.checks.ignoring import ignores
    from briefgen.loading import load

    text = before.replace("{c}", IDLE)
    document = load("x.yaml", text.encode())
    (comment,) = ignores(document)
    assert corrected(text.encode(), document.without(comment.place)).decode() == after


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_ends_of_lines_and_the_mark_of_order_stay(end: str, mark: bytes) -> None:
    """Against the same edits on the plain text, at random."""
    pick = random.Random(5)
    for _ in range(50):
        lines = ["".join(pick.choice("aé€ 𝄞:") for _ in range(pick.randint(0, 9))) for _ in "1234"]
        text = "\n".join(lines)
        spots = sorted(pick.sample(range(len(text) + 1), 2)) if len(text) > 1 else [0, 0]
        if "\n" in text[spots[0] : spots[1]]:
            continue
        edit = Edit("x", spots[0], spots[1], "new")
        plain = text[: spots[0]] + "new" + text[spots[1] :]
        found = corrected(mark + text.replace("\n", end).encode(), [edit])
        assert found == mark + plain.replace("\n", end).encode()


def test_edits_that_overlap_wait() -> None:
    from briefgen.errors import Place, Problem

    files = MemoryFiles.of({"x.yaml": "abcdef"})
    problems = [
        Problem(Place("x.yaml", 1, n + 1), "m", edits=(Edit("x.yaml", n, n + 3, "Z"),))
        for n in (0, 1, 3)
    ]
    (fix,) = fixes(files, problems)
    assert (fix.after, fix.edits) == (b"ZZ", 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    slip = spec().replace("title: ", "titel: ", 1)
    return on_disk({**project(), BRIEF: f"{slip.rstrip()}\n{IDLE}\n"}, tmp_path)


def test_a_diff_alone_changes_nothing(folder: Path) -> None:
    before = (folder / BRIEF).read_bytes()
    done = run(folder, "check", "small", "--diff")
    assert done.returncode == ExitCode.PROBLEMS
    assert "-titel: " in done.stdout and "+title: " in done.stdout
    assert "1 problem can be corrected" in done.stderr
    assert (folder / BRIEF).read_bytes() == before


def test_fixing_goes_on_until_nothing_is_left(folder: Path) -> None:
    """The comment is found idle only when the key is right and the brief can be read."""
    done = run(folder, "check", "small", "--fix", "--diff")
    assert (done.returncode, "2 problems corrected" in done.stderr) == (0, True), done.stderr
    assert f"-{IDLE}" in done.stdout
    assert (folder / BRIEF).read_text() == f"{spec().rstrip()}\n"
    again = run(folder, "check", "small", "--diff")
    assert (again.returncode, again.stdout) == (0, "")


class Locked(MemoryFiles):
    """Files that nobody may write."""

    def write(self, path: str, content: bytes) -> None:
        raise PermissionError(13, "Permission denied")


def test_a_file_that_cannot_be_written_is_told() -> None:
    slip = spec().replace("title: ", "titel: ", 1)
    files = Locked.of({**project(), BRIEF: slip})
    with pytest.raises(UsageProblem, match="Permission denied"):
        list(corrections(Project(None, files), ["small"], Asked(), write=True))
    assert files.read(BRIEF).decode() == slip
