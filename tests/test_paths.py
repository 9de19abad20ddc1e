"""The kit's folders: moved by GENREKIT_HOME, written whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest

from genrekit import paths


def test_home_moves_cache_and_results(home):
    assert paths.cache_dir().is_relative_to(home.resolve())
    assert paths.results_dir().is_relative_to(home.resolve())
    assert paths.cache_dir() != paths.results_dir()


def test_without_home_results_lie_in_the_checkout(monkeypatch):
    monkeypatch.delenv("GENREKIT_HOME")
    assert paths.results_dir().parent.joinpath("pyproject.toml").is_file()


def test_a_folder_that_cannot_be_written_says_so_in_one_line(tmp_path, monkeypatch):
    # A file where the folder should be stops every user, the administrator too.
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("GENREKIT_HOME", str(tmp_path / "taken"))
    with pytest.raises(OSError, match=r"taken.*cannot write here.*GENREKIT_HOME") as caught:
        paths.results_dir()
    assert "\n" not in str(caught.value)


def test_a_file_is_replaced_and_a_folder_stays(tmp_path):
    for text in ("first", "second"):
        with paths.written_whole(tmp_path / "a.txt") as unfinished:
            unfinished.write_text(text)
        with paths.written_whole(tmp_path / "run") as unfinished:
            unfinished.mkdir()
            (unfinished / "a.txt").write_text(text)
        assert (tmp_path / "a.txt").read_text() == text
        assert (tmp_path / "run" / "a.txt").read_text() == "first"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "run"]


def test_an_error_leaves_nothing(tmp_path):
    def write_half():
        with paths.written_whole(tmp_path / "run") as unfinished:
            unfinished.mkdir()
            (unfinished / "a.txt").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert list(tmp_path.iterdir()) == []


def _write_slowly(target, ready):
    with paths.written_whole(target) as unfinished:
        unfinished.mkdir()
        (unfinished / "a.txt").write_text("half")
        ready.set()
        time.sleep(60)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill signal")
def test_a_killed_process_leaves_nothing_under_the_name(tmp_path):
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=_write_slowly, args=(tmp_path / "run", ready))
    process.start()
    assert ready.wait(60)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert not (tmp_path / "run").exists()
    # and the next one succeeds
    with paths.written_whole(tmp_path / "run") as unfinished:
        unfinished.mkdir()
    assert (tmp_path / "run").is_dir()


def test_a_file_that_cannot_be_replaced_is_an_error(tmp_path, monkeypatch):
    def refuse(source, target):
        raise PermissionError(13, "is open elsewhere")

    (tmp_path / "a.txt").write_text("old")
    monkeypatch.setattr(os, "replace", refuse)

    def write():
        with paths.written_whole(tmp_path / "a.txt") as unfinished:
            unfinished.write_text("new")

    with pytest.raises(OSError, match=r"a\.txt: cannot be written .*open elsewhere"):
        write()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_two_writers_of_one_folder_leave_it_whole(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    def write(number):
        with paths.written_whole(tmp_path / "run") as unfinished:
            unfinished.mkdir()
            for name in "abc":
                (unfinished / name).write_text(str(number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(100)))
    assert len({(tmp_path / "run" / name).read_text() for name in "abc"}) == 1


def test_old_leftovers_are_swept_and_young_ones_kept(tmp_path):
    old, young = tmp_path / ".unfinished-old", tmp_path / ".unfinished-young"
    old.mkdir()
    young.mkdir()
    os.utime(old, (0, 0))
    with paths.written_whole(tmp_path / "a.txt") as unfinished:
        unfinished.write_text("")
    assert not old.exists()
    assert young.exists()
