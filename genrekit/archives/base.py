"""What counts as an archive, what one may take, and the errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Endings of the archives that can be unpacked. What is inside is told from the content.
SUFFIXES = (".tar.gz", ".tgz", ".tar", ".zip")


class ArchiveError(ValueError):
    """An archive that is not unpacked; the message names it, what is wrong and what to do."""


class Refused(Exception):
    """Why an archive is not unpacked, without its name: on its way to become an `ArchiveError`."""


def unsafe(what):
    """The refusal of an archive that may do harm.

    Parameters
    ----------
    what : str
        What is wrong with it.

    Returns
    -------
    Refused
    """
    return Refused(f"{what}: it is not safe to unpack. Get the archive from another place.")


@dataclass(frozen=True)
class Limits:
    """What an archive may take, at most.

    Attributes
    ----------
    total : int
        Bytes unpacked in all; in a tar archive those of files that are passed over, too.
    file : int
        Bytes of one file.
    members : int
        Files and folders, those that are passed over among them.
    ratio, floor : int
        Beyond `floor` bytes, what is unpacked may be `ratio` times as large as the archive. Music shrinks to
        a half at best; silence shrinks to a thousandth, so small archives are not held to it.
    depth : int
        Folders within each other.
    part, name : int
        Bytes of a file's name, and of a name with its folders, in UTF-8.
    """

    total: int = 200_000_000_000
    file: int = 4_000_000_000
    members: int = 200_000
    ratio: int = 100
    floor: int = 200_000_000
    depth: int = 20
    part: int = 255
    name: int = 700


LIMITS = Limits()


@dataclass(frozen=True)
class Member:
    """What an archive says of one of its files.

    Attributes
    ----------
    name : str
        With its folders.
    what : str
        "file", "folder", or what else it is, in words.
    size : int
        In bytes. It may lie.
    mtime : float
        Seconds since 1970.
    start : int
        Where it begins in the archive, in bytes, roughly.
    pieces : iterator of bytes
        Its content; nothing is read before it is asked for.
    """

    name: str
    what: str
    size: int
    mtime: float
    start: int
    pieces: Iterator[bytes]


def is_archive(path):
    """Whether this is a file that ends like an archive.

    Parameters
    ----------
    path : path-like

    Returns
    -------
    bool
    """
    path = Path(path)
    return path.name.lower().endswith(SUFFIXES) and path.is_file()


def stem(path):
    """The name of an archive without its ending.

    Parameters
    ----------
    path : path-like
        Such as `genres.tar.gz`.

    Returns
    -------
    str
        Such as `genres`.
    """
    name = Path(path).name
    ending = next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), "")
    return name[: len(name) - len(ending)]
