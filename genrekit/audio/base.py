"""What every room that handles sound shares: the sampling rate, the files that count as sound, the error."""

from __future__ import annotations

import contextlib
import contextvars
import os
import posixpath
import threading
import warnings

#: Sampling rate of everything in the kit, in Hz. Half of a CD's; GTZAN is recorded with it.
SR = 22050

#: Endings of the files that `read` understands.
SUFFIXES = frozenset(
    {".wav", ".au", ".snd", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aiff", ".aif", ".aifc"}
)

#: Endings of songs that people have and the kit cannot read: reported, not passed over.
FOREIGN = frozenset({".m4a", ".m4b", ".aac", ".mp4", ".wma", ".ape", ".wv"})

#: Endings of all that counts as a song.
SONGS = SUFFIXES | FOREIGN

#: Below this peak a clip counts as silent (-80 dB full scale).
SILENCE = 1e-4


class AudioError(ValueError):
    """A sound that cannot be used; the message names the file, what is wrong and what to do."""


def shown(name):
    """A file's name as it can be printed, in one line.

    Parameters
    ----------
    name : path-like or object
        On Linux a name may hold any bytes: line breaks, signs that turn the writing round, no text at all.

    Returns
    -------
    str
        The same where it can be shown; other signs as their numbers.
    """
    text = os.fspath(name) if isinstance(name, os.PathLike) else str(name)
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape", "surrogatepass").decode("ascii")
        for sign in text
    )


def without_ending(name):
    """A song's name without its ending.

    Parameters
    ----------
    name : str
        With `/` between folders, if any.

    Returns
    -------
    str
        GTZAN's `blues.00000` has none and stays.
    """
    stem, ending = posixpath.splitext(name)
    return stem if ending.lower() in SONGS else name


@contextlib.contextmanager
def quiet_decoders():
    """Keep what libmpg123 complains of from standard error; for worker processes.

    It writes a line for every odd frame of an MP3, past Python. What matters of it arrives as a warning or
    an error of `read`. Several threads may ask for it: the last one to leave gives standard error back.
    """
    with _Quiet.lock:
        if not _Quiet.threads:
            _Quiet.kept = os.dup(2)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
        _Quiet.threads += 1
    try:
        yield
    finally:
        with _Quiet.lock:
            _Quiet.threads -= 1
            if not _Quiet.threads:
                os.dup2(_Quiet.kept, 2)
                os.close(_Quiet.kept)


class _Quiet:
    """How many threads want it quiet, and the standard error that they took away."""

    lock, threads, kept = threading.Lock(), 0, -1


#: Who listens for warnings in this thread; None for Python's own way.
_LISTENER = contextvars.ContextVar("listener", default=None)


@contextlib.contextmanager
def warnings_kept():
    """Keep what `warn` says in this thread: Python's own way of catching warnings is of all threads at once.

    Yields
    ------
    list of str
        What was said so far.
    """
    told = []
    token = _LISTENER.set(told)
    try:
        yield told
    finally:
        _LISTENER.reset(token)


def warn(text, *, stacklevel=2):
    """Warn of a file that is used though something is wrong with it.

    Parameters
    ----------
    text : str
        One line that names it.
    stacklevel : int
        As for `warnings.warn`: 2 is the caller of whoever calls this.
    """
    told = _LISTENER.get()
    if told is None:
        warnings.warn(text, stacklevel=stacklevel + 1)
    else:
        told.append(text)


def find(folder, suffixes=SUFFIXES):
    """The sound files below a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Where to look; it need not exist.
    suffixes : set of str
        Their endings, in small letters.

    Returns
    -------
    list of pathlib.Path
        Sorted. What lies hidden is left out: file managers leave "._song.wav" beside the real ones, a Mac
        packs a folder "__MACOSX", a killed export leaves ".unfinished-.../song.wav".
    """
    return sorted(
        path
        for path in (folder.rglob("*") if folder.is_dir() else ())
        if path.suffix.lower() in suffixes
        and not any(part.startswith(".") or part == "__MACOSX" for part in path.relative_to(folder).parts)
        and _is_file(path)
    )


def _is_file(path):
    """Whether it is a file, or should be one: a link to a song that is gone, a song in a closed folder."""
    try:
        return path.is_file() or (path.is_symlink() and not path.exists())
    except OSError:
        return True
