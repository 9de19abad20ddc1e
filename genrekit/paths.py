"""Where the kit keeps things: a cache that may be deleted at any time, and results worth keeping.

Both are the same wherever a notebook is started from. `GENREKIT_HOME` moves them; without it the cache
lies in the user's cache folder and the results in `results/` of the checkout.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import hashlib
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _home():
    home = os.environ.get("GENREKIT_HOME")
    return Path(home).expanduser().resolve() if home else None


def cache_dir():
    """Folder of the features already computed, made when first asked for.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    OSError
        If it cannot be made or written to.
    """
    home = _home()
    return writable(home / "cache" if home else platformdirs.user_cache_path("genrekit", appauthor=False))


def results_dir():
    """Folder of runs, pages and confusion matrices, made when first asked for.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    OSError
        If it cannot be made or written to.
    """
    home = _home()
    if home:
        return writable(home / "results")
    if (_CHECKOUT / "pyproject.toml").is_file():
        return writable(_CHECKOUT / "results")
    return writable(platformdirs.user_data_path("genrekit", appauthor=False) / "results")


def data_dir():
    """Folder of collections that were fetched, made when first asked for.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    OSError
        If it cannot be made or written to.
    """
    home = _home()
    return writable((home or platformdirs.user_data_path("genrekit", appauthor=False)) / "data")


def code(*names):
    """What tells whether code of the kit is another: what is kept is named by the code that made it.

    Parameters
    ----------
    *names : str
        Files in the kit's folder, such as `models/*.py`.

    Returns
    -------
    list of str
        A digest of each file.
    """
    files = (file for name in names for file in sorted(_PACKAGE.glob(name)))
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


def writable(folder):
    """Make a folder if need be, and see that files can be written to it.

    Parameters
    ----------
    folder : path-like

    Returns
    -------
    pathlib.Path
        The same folder.

    Raises
    ------
    OSError
        One line that names the folder and says what to do.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        if error.errno in _SURE:
            raise disk_error(folder, error) from None
        raise OSError(
            f"{folder}: cannot write here ({error.strerror or error}). "
            "Free it, or set GENREKIT_HOME to a folder of yours."
        ) from None
    return folder


@contextlib.contextmanager
def written_whole(target):
    """A new file or folder that appears under its name only when it is complete.

    A file replaces what stands there. A folder does not: whoever finishes first stays, since folders are
    named by their content (a run by its configuration).

    Parameters
    ----------
    target : path-like
        Where it shall stand in the end.

    Yields
    ------
    pathlib.Path
        A name of the same suffix on the same disk, to write to: as a file, or as a folder after `mkdir`.
        If the block raises, or the process is killed, nothing appears under `target`.

    Raises
    ------
    OSError
        If it cannot be put in its place; the message names it and says what to do.
    DiskError
        If the disk is full, or takes nothing for another reason; whatever error of the block that caused.
    """
    target = Path(target)
    folder = _sweep(writable(target.parent))
    try:
        room = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
    except OSError as error:
        raise disk_error(folder, error) or error from None
    try:
        work = room / target.name
        yield work
        _put(work, target)
    except Exception as error:
        # Asked before the room is cleared: that may free the very space that was missing.
        told = disk_error(folder, error)
        if told is None or told is error:
            raise
        raise told from error
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _put(work, target):
    """Give finished work its name."""
    try:
        os.replace(work, target)
    except OSError as error:
        if error.errno in _SURE:
            raise
        if not (work.is_dir() and target.is_dir()):
            told = f"{target}: cannot be written ({error.strerror or error})"
            raise OSError(f"{told}. Close the program that has it open.") from None


class DiskError(OSError):
    """A disk that takes no more. `errno` says why; the message is one line, from other processes, too."""

    def __str__(self):
        return self.strerror


_NO_ROOM = {
    errno.ENOSPC: ("the disk is full", "Free some space"),
    errno.EDQUOT: ("your share of the disk is used up", "Free some space"),
    errno.EFBIG: ("the disk takes no file of this size", "Ask for less"),
    errno.EROFS: ("the disk can only be read", "Make it writable"),
    errno.EACCES: ("files cannot be written here", "Check whose it is"),
    errno.EIO: ("the disk took only a part", "Free some space"),
}
#: Of these, those that an error tells wherever it comes from; the others need a closer look.
_SURE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}

#: With less than this free, in bytes, a disk counts as full if something could not be written.
_FULL = 2**20


def disk_error(folder, error):
    """The trouble with a disk that is behind an error, in one line.

    Parameters
    ----------
    folder : path-like
        What could not be written to.
    error : BaseException
        What was raised. Libraries hide the reason: HDF5 and sound files have errors of their own, a zip
        archive complains that it cannot be closed, and NumPy tells how much was written, but not why no more.

    Returns
    -------
    DiskError or None
        None if the disk has no part in it.
    """
    chain = [error]
    while (before := chain[-1].__cause__ or chain[-1].__context__) and before not in chain:
        chain.append(before)
    for link in chain:
        if isinstance(link, DiskError):
            return link
        if isinstance(link, OSError) and link.errno in _SURE:
            return _told(folder, link.errno, link.strerror)
    if isinstance(error, PermissionError) and str(error.filename).startswith(str(folder)):
        return _told(folder, errno.EACCES, error.strerror)
    if isinstance(error, (OSError, RuntimeError)) and _is_full(folder):
        return _told(folder, errno.ENOSPC)
    if isinstance(error, OSError) and re.fullmatch(r"\d+ requested and \d+ written", str(error)):
        return _told(folder, errno.EIO, error)
    return None


def _told(folder, code, details=None):
    what, act = _NO_ROOM[code]
    details = f" ({details})" if details else ""
    advice = f"{act}, or choose another disk (GENREKIT_HOME moves the cache and the results)."
    return DiskError(code, f"{folder}: {what}{details}. {advice}")


def _is_full(folder):
    try:
        return shutil.disk_usage(folder).free < _FULL
    except OSError:
        return False


_UNFINISHED = ".unfinished-"
_DAY = 24 * 3600


@functools.cache
def _sweep(folder):
    """The folder, without what a killed process left behind: removed once in a process.

    Younger work may still be going on.
    """
    for left in folder.glob(f"{_UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _DAY:
                shutil.rmtree(left, ignore_errors=True)
    return folder
