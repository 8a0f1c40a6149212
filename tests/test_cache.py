"""The cache of finished PDFs: found, shared, and no worse for damage, crowds and small disks."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec import structs

from briefgen import building
from briefgen.building import build
from briefgen.cache import SUFFIX, Cache, Cached, Size, cache_at, prune, size_of
from briefgen.printing import Order
from briefgen.project import MemoryFiles
from briefgen.results import BuildResult
from briefgen.settings import Settings
from projects import NAME, SPEC, changed, minimal_project

KEPT = Cached(b"%PDF", {"pages": 3})


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path, "maker")


def entry(cache: Cache) -> Path:
    (path,) = cache.folder.glob(f"??/*{SUFFIX}")
    return path


def test_what_was_kept_is_found(cache: Cache) -> None:
    assert cache.find("job") is None
    cache.keep("job", KEPT)
    assert cache.find("job") == KEPT
    assert cache.find("other") is None
    assert structs.replace(cache, maker="another version").find("job") is None


@pytest.mark.parametrize("size", [0, 10, 64, 70, 80])
def test_what_is_cut_short_is_a_miss(cache: Cache, size: int) -> None:
    cache.keep("job", KEPT)
    os.truncate(entry(cache), size)
    assert cache.find("job") is None
    cache.keep("job", KEPT)
    assert cache.find("job") == KEPT


def test_a_byte_that_was_changed_anywhere_is_a_miss(cache: Cache) -> None:
    cache.keep("job", KEPT)
    whole = entry(cache).read_bytes()
    for place in range(len(whole)):
        entry(cache).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert cache.find("job") is None, place


def test_many_may_write_at_once(cache: Cache) -> None:
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(lambda number: cache.keep(f"job {number % 5}", KEPT), range(100)):
            pass
    assert size_of(cache.folder).entries == 5
    assert all(cache.find(f"job {number}") == KEPT for number in range(5))


def test_the_longest_unused_go_first(cache: Cache) -> None:
    for number in range(4):
        cache.keep(f"job {number}", KEPT)
        os.utime(cache._path(f"job {number}"), (number, number))
    assert cache.find("job 0") == KEPT  # and is thereby the one used last
    one = size_of(cache.folder).bytes // 4
    assert prune(cache.folder, 2 * one) == Size(2, 2 * one)
    assert [bool(cache.find(f"job {number}")) for number in range(4)] == [True, False, False, True]


def test_it_keeps_to_its_size_by_itself(cache: Cache) -> None:
    cache.keep("job", KEPT)
    small = structs.replace(cache, most=3 * size_of(cache.folder).bytes)
    for number in range(9):
        small.keep(f"job {number}", KEPT)
    assert size_of(cache.folder).entries == 3


def test_a_folder_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Cache(tmp_path / "file", "maker").keep("job", KEPT)
    assert Cache(tmp_path / "file", "maker").find("job") is None


def test_none_is_used_where_none_is_wanted() -> None:
    assert cache_at(None) is None
    assert cache_at("") is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which libraries are loaded")
def test_one_build_finds_what_another_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = cache_at(str(tmp_path))
    files = minimal_project()

    def built(spec: str) -> BuildResult:
        files[SPEC] = spec
        order = Order(MemoryFiles.of(files), Settings(), None, cache=cache)
        (result,) = build([NAME], order, lambda name, stage: None)
        assert result.ok
        return result

    first = built(files[SPEC])
    with monkeypatch.context() as patched:
        patched.setattr(building, "printed", None)  # nothing may be laid out
        again = built(files[SPEC])
    assert (again.pdf, again.pages, again.notes) == (first.pdf, first.pages, first.notes)
    assert again.page_fill == pytest.approx(first.page_fill, abs=0.001)
    other = built(changed(files[SPEC], "\ntitle: Taj", "\ntitle: Tadj"))
    assert other.pdf != first.pdf
