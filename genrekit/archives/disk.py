"""Disks that are too small: how much room is needed, and what to say when it is not there."""

from __future__ import annotations

import errno
import shutil

from genrekit import audio

#: What to do when a disk is full.
MAKE_ROOM = "Free some room, or choose a folder on another disk (GENREKIT_HOME moves those of the kit)."


class NoRoom(OSError):
    """A disk is too small; the message is whole."""


def amount(size):
    """A number of bytes, as people read it.

    Parameters
    ----------
    size : int

    Returns
    -------
    str
        Such as `1.3 GB`.
    """
    for unit, one in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= one:
            return f"{size / one:.1f} {unit}"
    return f"{size} bytes"


def need_room(folder, size, why):
    """See that a disk has room for something.

    Parameters
    ----------
    folder : pathlib.Path
        A folder on it.
    size : int
        In bytes.
    why : str
        What for, such as `to unpack songs.zip`.

    Raises
    ------
    OSError
        One line that names the folder and says how much is needed and free.
    """
    free = shutil.disk_usage(folder).free
    if size > free:
        raise NoRoom(
            f"{audio.shown(folder)}: too little room {why} ({amount(size)} needed, {amount(free)} free). "
            f"{MAKE_ROOM}"
        )


def is_full(error):
    """Whether an error says that a disk, or the user's share of it, is full.

    Parameters
    ----------
    error : OSError

    Returns
    -------
    bool
    """
    return error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_all(file, data):
    """Write to a file without a buffer, which may take a part at a time.

    Closing such a file has nothing left to write that could fail.

    Parameters
    ----------
    file : io.RawIOBase
    data : bytes

    Raises
    ------
    OSError
        If the disk does not take it.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
