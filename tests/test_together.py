"""Files that belong together are replaced together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import RenderingFailed
from briefgen.placing import place_together


def contents(folder: Path) -> dict[str, str]:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def files(folder: Path, text: bytes) -> dict[Path, bytes]:
    return {folder / "a.html": text, folder / "a.data/1.csv": text, folder / "a.data/2.csv": text}


def test_all_take_their_places(tmp_path: Path) -> None:
    place_together(files(tmp_path / "out", b"one"), tmp_path / "out")
    written = place_together(files(tmp_path / "out", b"two"), tmp_path / "out")
    assert written == tuple(files(tmp_path / "out", b""))
    assert contents(tmp_path) == dict.fromkeys(
        ["out/a.data/1.csv", "out/a.data/2.csv", "out/a.html"], "two"
    )


def test_a_place_that_is_taken_leaves_all_as_it_was(tmp_path: Path) -> None:
    place_together(files(tmp_path, b"one"), tmp_path)
    (tmp_path / "a.data/2.csv").unlink()
    (tmp_path / "a.data/2.csv").mkdir()
    before = contents(tmp_path)
    with pytest.raises(RenderingFailed, match="cannot be written") as raised:
        place_together(files(tmp_path, b"two"), tmp_path)
    assert raised.value.problems[0].place.file.endswith("2.csv")
    assert contents(tmp_path) == before


def test_a_failure_half_way_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_together({tmp_path / "a.html": b"one"}, tmp_path)
    real, moved = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        moved.append(target)
        if len(moved) == 3:
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(RenderingFailed, match="No space left"):
        place_together(files(tmp_path, b"two"), tmp_path)
    assert moved[-1] == tmp_path / "a.html"  # the document is the last to be moved
    assert contents(tmp_path) == {"a.html": "one"}


def test_what_is_left_of_before_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    place_together(files(tmp_path, b"one"), tmp_path)
    (tmp_path / "a.data/mine.txt").write_text("mine")
    (tmp_path / "b.data").mkdir()
    (tmp_path / "b.data/2.csv").write_text("b")
    new = {path: text for path, text in files(tmp_path, b"two").items() if path.name != "2.csv"}
    place_together(new, tmp_path, [r"a\.data/\d\.csv"])
    assert set(contents(tmp_path)) == {"a.html", "a.data/1.csv", "a.data/mine.txt", "b.data/2.csv"}


def test_the_rights_of_a_file_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_bytes(b"one")
    target.chmod(0o640)
    place_together({target: b"two"}, tmp_path)
    assert target.stat().st_mode & 0o777 == 0o640
