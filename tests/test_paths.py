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


def test_written_whole_replaces_files_and_folders(tmp_path):
    for text in ("first", "second"):
        with paths.written_whole(tmp_path / "a.txt") as unfinished:
            unfinished.write_text(text)
        with paths.written_whole(tmp_path / "run") as unfinished:
            unfinished.mkdir()
            (unfinished / "a.txt").write_text(text)
        assert (tmp_path / "a.txt").read_text() == text
        assert (tmp_path / "run" / "a.txt").read_text() == text
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
