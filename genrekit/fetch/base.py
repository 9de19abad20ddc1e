"""From an address to a folder of songs."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import re
from pathlib import Path

import pooch
from tqdm.auto import tqdm

from genrekit import archives, paths

from .downloading import Terms, persist
from .part import FetchError, Part, Source

#: Checksum of `genres.tar.gz`, GTZAN as its author published it.
GTZAN_MD5 = "5b3d6dddb579ab49814ab86dba69e7c7"

#: What can be fetched, and what its archive is called if the address does not say.
KNOWN = {"gtzan": "genres.tar.gz"}

#: Bytes of the largest archive that is fetched. GTZAN has 1.2 GB.
LARGEST = 5_000_000_000


def fetch(
    name,
    url,
    *,
    folder=None,
    md5=GTZAN_MD5,
    progress=True,
    timeout=30,
    attempts=5,
    wait=1,
    largest=LARGEST,
):
    """Download a collection, check it and unpack it.

    What is there already is not fetched again; a download that was interrupted goes on where it stopped.

    Parameters
    ----------
    name : str
        `gtzan`.
    url : str
        Where its archive lies: an http or https address. Proxies are taken from the environment.
    folder : path-like, optional
        Where the archive and the unpacked folder go, `paths.data_dir() / name` if not given.
    md5 : str
        Checksum of the archive, 32 hexadecimal digits; that of the original if not given.
    progress : bool
        Show bars.
    timeout : float
        Seconds after which a server that sends nothing counts as gone.
    attempts : int
        How often to ask, at most.
    wait : float
        Seconds before the second attempt; each further wait is twice as long, up to ten seconds.
    largest : int
        Bytes of the largest archive that is taken.

    Returns
    -------
    pathlib.Path
        The unpacked folder, named like the archive: `genres` for `genres.tar.gz`.

    Raises
    ------
    ValueError
        If a parameter cannot be used, or the archive is not safe to unpack.
    OSError
        If the download fails or is not the archive that was meant, or the disk is full. One line that says
        what to do.
    """
    if name not in KNOWN:
        raise ValueError(f"name {name!r}: is not known. Use {' or '.join(KNOWN)}.")
    source = Source.of(url, KNOWN[name])
    md5 = _checked_md5(md5)
    if attempts < 1:
        raise ValueError(f"attempts {attempts}: needs to be at least 1")
    folder = paths.writable(Path(folder).expanduser() if folder else paths.data_dir() / name)
    archive = folder / source.file
    target = folder / archives.stem(archive)
    if archive.exists():
        _check(archive, md5)
    elif not target.is_dir():
        part = Part(archive.with_name(f"{archive.name}.part"), source)
        _download(part, archive, md5, Terms(timeout, attempts, wait, largest), progress)
    if not target.is_dir():
        archives.unpack(archive, target, progress=progress)
    return target


def _checked_md5(md5):
    text = str(md5 or "").strip().lower()
    if not re.fullmatch(r"[0-9a-f]{32}", text):
        raise ValueError(f"md5 {str(md5)[:40]!r}: needs to be 32 hexadecimal digits, such as {GTZAN_MD5}.")
    return text


def _md5_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _check(archive, md5):
    """An archive that lies there may be the user's: it is never deleted."""
    if (found := _md5_of(archive)) != md5:
        raise FetchError(
            f"{archive}: has the md5 {found}, not {md5}. If you trust it, say --md5 {found}; "
            "if not, remove it and run the command again."
        )


def _download(part, archive, md5, terms, progress):
    """Have the archive sent, and have pooch check it and put it in its place."""
    look = {"desc": archive.name, "unit": "B", "unit_scale": True, "disable": not progress}
    with tqdm(initial=part.size() if part.notes else 0, total=part.notes.get("total"), **look) as bar:
        persist(part, terms, bar)
    if (found := _md5_of(part.path)) != md5:
        part.remove()
        raise FetchError(
            f"{part.source.host}: sent an archive with the md5 {found}, not {md5}; it was deleted. "
            f"If you trust it, say --md5 {found}; if not, fetch it from another place."
        )
    # In a room of its own: pooch's own name for a download would stay if the process were killed.
    with paths.written_whole(archive) as unfinished, _quiet(pooch.get_logger()):
        pooch.retrieve(
            part.source.shown,
            known_hash=f"md5:{md5}",
            fname=unfinished.name,
            path=unfinished.parent,
            downloader=lambda _, output, __: part.become(Path(output)),
        )


@contextlib.contextmanager
def _quiet(logger):
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
