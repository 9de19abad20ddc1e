"""Where the kit keeps things: a cache that may be deleted at any time, and results worth keeping.

Both are the same wherever a notebook is started from. `GENREKIT_HOME` moves them; without it the cache
lies in the user's cache folder and the results in `results/` of the checkout.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
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

    Parameters
    ----------
    target : path-like
        Where it shall stand in the end. What stands there already is replaced.

    Yields
    ------
    pathlib.Path
        A name of the same suffix in the same folder, to write to: as a file, or as a folder after `mkdir`.
        If the block raises, or the process is killed, nothing appears under `target`.
    """
    target = Path(target)
    room = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=writable(target.parent)))
    try:
        work = room / target.name
        yield work
        if work.is_dir() and target.is_dir():
            # A folder cannot be renamed onto a full one; move the old one away first.
            target.rename(room / "old")
        try:
            os.replace(work, target)
        except OSError:
            # Another process was faster with the same content: theirs is as good as ours.
            if not target.exists():
                raise
    finally:
        shutil.rmtree(room, ignore_errors=True)
