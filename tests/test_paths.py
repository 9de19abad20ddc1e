"""The kit's folders: moved by GENREKIT_HOME, written whole or not at all."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
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


# --- disks --------------------------------------------------------------------------------------------


def broken(target, *errors):
    """What comes out of `written_whole` if these errors happen in it, each because of the one before."""
    with pytest.raises(Exception) as caught, paths.written_whole(target):  # noqa: PT011, PT012
        try:
            raise errors[0]
        except Exception:
            if len(errors) > 1:
                raise errors[1]  # noqa: B904 as libraries do
            raise
    assert list(target.parent.iterdir()) == []
    return caught.value


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is used up"),
        (errno.EFBIG, "the disk takes no file of this size"),
        (errno.EROFS, "the disk can only be read"),
    ],
)
def test_the_trouble_with_a_disk_is_told_in_one_line(tmp_path, code, words):
    for hidden_by in ([], [ValueError("Can't close the ZIP file")], [RuntimeError("two\nlines")]):
        error = broken(tmp_path / "a.txt", OSError(code, "as the system says it"), *hidden_by)
        assert isinstance(error, paths.DiskError)
        assert error.errno == code
        assert str(error).startswith(f"{tmp_path}: {words} (as the system says it). ")
        assert "GENREKIT_HOME" in str(error)
        assert "\n" not in str(error)


def test_what_was_told_inside_is_not_told_again_outside(tmp_path):
    inner = paths.disk_error("inner", OSError(errno.ENOSPC, "x"))
    assert broken(tmp_path / "a.txt", inner) is inner
    assert broken(tmp_path / "a.txt", inner, ValueError("x")) is inner


@pytest.mark.parametrize("error", [OSError("HDF5 says something"), RuntimeError("so do others")])
def test_a_full_disk_is_told_if_the_library_does_not_say_so(tmp_path, monkeypatch, error):
    assert broken(tmp_path / "a.txt", error) is error
    full = shutil.disk_usage(tmp_path)._replace(free=4096)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: full)
    assert broken(tmp_path / "a.txt", error).errno == errno.ENOSPC
    # What has nothing to do with files stays what it is, on a full disk, too.
    other = ValueError("a song is too short")
    assert broken(tmp_path / "a.txt", other) is other


def test_half_a_write_is_told_whatever_the_reason(tmp_path):
    error = broken(tmp_path / "a.txt", OSError("31200 requested and 12000 written"))
    assert str(error).startswith(f"{tmp_path}: the disk took only a part (31200 requested and 12000 written)")


def test_permissions_are_told_of_this_folder_only(tmp_path):
    denied = PermissionError(errno.EACCES, "Permission denied", str(tmp_path / ".unfinished-x" / "a.txt"))
    assert "files cannot be written here (Permission denied)" in str(broken(tmp_path / "a.txt", denied))
    elsewhere = PermissionError(errno.EACCES, "Permission denied", os.path.join("elsewhere", "song.wav"))
    assert broken(tmp_path / "a.txt", elsewhere) is elsewhere


def _raise_disk_error(folder):
    with paths.written_whole(folder / "a.txt"):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_the_trouble_arrives_whole_from_another_process(tmp_path):
    words = r"the disk is full \(No space left"
    with (
        multiprocessing.get_context("spawn").Pool(1) as pool,
        pytest.raises(paths.DiskError, match=words) as caught,
    ):
        pool.apply(_raise_disk_error, (tmp_path,))
    assert caught.value.errno == errno.ENOSPC
    assert "\n" not in str(caught.value)


def test_an_interruption_is_no_trouble_of_the_disk(tmp_path):
    def interrupt():
        with paths.written_whole(tmp_path / "a.txt"):
            try:
                raise OSError(errno.ENOSPC, "x")
            except OSError:
                raise KeyboardInterrupt from None

    with pytest.raises(KeyboardInterrupt):
        interrupt()
    assert list(tmp_path.iterdir()) == []
