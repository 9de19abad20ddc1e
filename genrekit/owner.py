"""Files that say which process something belongs to, so that what a dead one has left can be told."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from pathlib import Path

import psutil

#: Clocks are set while processes run: start times this near to each other, in seconds, are the same.
_NEAR = 60.0

#: A file without content is about to be written, unless it is older, in seconds.
_WRITING = 10.0

#: Of a process on another machine nothing is known; after so many seconds it counts as dead.
_LONG = 3600.0

#: Two that take over the same file at once see after so many seconds who was the last.
_SETTLED = 0.3


def mine():
    """What is written into a file of this process."""
    pid = os.getpid()
    return json.dumps(
        {"pid": pid, "started": psutil.Process(pid).create_time(), "host": socket.gethostname()}
    )


def is_dead(path):
    """Whether the process that a file names is known to have ended.

    Parameters
    ----------
    path : path-like
        The file; it holds what `mine` gives.

    Returns
    -------
    bool
        False, too, if the file is not there, makes no sense, or is of another machine.
    """
    return _lives(path) is False


def _lives(path):
    """Whether a process lives: True, False, or None if nobody knows."""
    try:
        owner = json.loads(Path(path).read_text(encoding="utf-8"))
        pid, started, host = int(owner["pid"]), float(owner["started"]), owner["host"]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if host != socket.gethostname():
        return None
    try:
        process = psutil.Process(pid)
        same = process.create_time() < started + _NEAR
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.AccessDenied:
        return None
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        return False


class Taken(Exception):
    """Another process has it."""


class Lock:
    """A file that one living process at a time has; a context manager.

    Parameters
    ----------
    path : path-like
        The file. It is removed at the end.

    Raises
    ------
    Taken
        If another process has it.
    OSError
        If it cannot be written.
    """

    def __init__(self, path):
        self._path = Path(path)

    def __enter__(self):
        content = mine()
        try:
            with self._path.open("x", encoding="utf-8") as file:
                file.write(content)
        except FileExistsError:
            if is_held(self._path):
                raise Taken from None
            own = self._path.with_name(f"{self._path.name}-{os.getpid()}")
            own.write_text(content, encoding="utf-8")
            os.replace(own, self._path)
            time.sleep(_SETTLED)
            if self._read() != content:
                raise Taken from None
        return self

    def renew(self):
        """Say that the process still lives, to other machines that share the disk; once an hour is enough."""
        with contextlib.suppress(OSError):
            os.utime(self._path)

    def __exit__(self, *_):
        if self._read() == mine():
            self._path.unlink(missing_ok=True)

    def _read(self):
        try:
            return self._path.read_text(encoding="utf-8")
        except OSError:
            return ""


def is_held(path):
    """Whether a living process has the file of a `Lock`.

    Parameters
    ----------
    path : path-like
        The file.

    Returns
    -------
    bool
    """
    lives = _lives(path)
    if lives is not None:
        return lives
    try:
        written = Path(path).stat()
    except OSError:
        return False
    return time.time() - written.st_mtime < (_LONG if written.st_size else _WRITING)
