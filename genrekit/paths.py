"""Where the kit keeps things: a cache that may be deleted at any time, and results worth keeping.

Both are the same wherever a notebook is started from. `GENREKIT_HOME` moves them; without it the cache
lies in the user's cache folder and the results in `results/` of the checkout.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import tempfile
import time
from pathlib import Path

import platformdirs

_CHECKOUT = Path(__file__).resolve().parent.parent


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
    """
    target = Path(target)
    _sweep(writable(target.parent))
    room = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=target.parent))
    try:
        work = room / target.name
        yield work
        try:
            os.replace(work, target)
        except OSError as error:
            if not (work.is_dir() and target.is_dir()):
                told = f"{target}: cannot be written ({error.strerror or error})"
                raise OSError(f"{told}. Close the program that has it open.") from None
    finally:
        shutil.rmtree(room, ignore_errors=True)


_UNFINISHED = ".unfinished-"
_DAY = 24 * 3600


@functools.cache
def _sweep(folder):
    """Remove what a killed process left behind, once in a process; younger work may still be going on."""
    for left in folder.glob(f"{_UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _DAY:
                shutil.rmtree(left, ignore_errors=True)
