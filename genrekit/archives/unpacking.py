"""From an archive to a folder, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from tqdm.auto import tqdm

from genrekit import audio, paths

from .base import LIMITS, ArchiveError, Limits, Refused, stem, unsafe
from .disk import amount, is_full, write_all
from .names import Places, is_kept, is_sound, quoted, safe
from .reading import members, too_many

#: Times that every disk can keep: 1980-01-01 to 2037-12-31, in seconds since 1970.
_EARLIEST, _LATEST = 315_532_800, 2_145_830_400
#: Count it up when archives are unpacked in another way: what is in the cache is then unpacked anew.
_FORMAT = 1


def unpacked(archive, *, progress=True):
    """The content of an archive, unpacked in the cache once and found again from then on.

    Parameters
    ----------
    archive : path-like
        A zip or tar archive, compressed with gzip or not.
    progress : bool
        Show a bar while unpacking.

    Returns
    -------
    pathlib.Path
        A folder in the cache, another one whenever the archive's place, size or time changes.

    Raises
    ------
    ArchiveError
        If it is damaged, or not safe to unpack.
    OSError
        If it cannot be read, or there is no room for it.
    """
    archive = Path(archive).resolve()
    about = _about(archive)
    told = f"{about.st_size}|{about.st_mtime_ns}|{_FORMAT}|".encode() + os.fsencode(archive)
    name = re.sub(r"[^\w.-]", "_", stem(archive), flags=re.ASCII)[:60]
    target = paths.cache_dir() / "unpacked" / f"{name}-{hashlib.sha256(told).hexdigest()[:16]}"
    if not target.is_dir():
        _unpack(archive, target, LIMITS, progress)
    return target


def unpack(archive, target, *, limits=LIMITS, progress=True):
    """Unpack an archive into a new folder, whole or not at all.

    Sound files, lists (CSV) and texts are written, with their times and without their permissions. Pictures,
    programs and hidden files are passed over.

    Parameters
    ----------
    archive : path-like
        A zip or tar archive, compressed with gzip or not.
    target : path-like
        The folder to make; those above it are made, too.
    limits : Limits
        What the archive may take.
    progress : bool
        Show a bar.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    ArchiveError
        If the archive is damaged, encrypted or without sound; holds links or devices; has names that lead
        out of the folder or that some system cannot have or tell apart; or is larger than the limits. One
        line that names the archive and what in it is wrong. Nothing is left behind.
    OSError
        If the archive cannot be read, the folder exists, or there is no room. Nothing is left behind.
    """
    archive, target = Path(archive), Path(target)
    _about(archive)
    if os.path.lexists(target):
        raise FileExistsError(f"{audio.shown(target)}: exists already. Remove it, or name another folder.")
    _unpack(archive, target, limits, progress)
    return target


def _about(archive):
    if not archive.is_file():
        raise ArchiveError(f"{audio.shown(archive)}: there is no such file. Check the path.")
    return archive.stat()


def _unpack(archive, target, limits, progress):
    try:
        with paths.written_whole(target) as room:
            room.mkdir()
            _write(_Job(archive, room, target.parent, limits), progress)
    except Refused as error:
        raise ArchiveError(f"{audio.shown(archive)}: {error}") from None


@dataclass(frozen=True)
class _Job:
    """An archive, the folder it goes to until it is whole, and the one that stays: errors name that."""

    archive: Path
    room: Path
    home: Path
    limits: Limits

    @contextlib.contextmanager
    def writing(self, name):
        """Errors of the disk, in one line; `paths.written_whole` has one for a full disk."""
        try:
            yield
        except OSError as error:
            if is_full(error):
                raise
            raise OSError(
                f"{audio.shown(self.home)}: {audio.shown(self.archive.name)} cannot be unpacked here: "
                f"{quoted(name)} cannot be written ({error.strerror or error}). "
                "Choose another folder, or one with a shorter path."
            ) from None


def _write(job, progress):
    """Check every member, and write those that are kept."""
    places, songs = Places(), 0
    with (
        contextlib.closing(members(job.archive, job.home, job.limits)) as found,
        tqdm(
            total=job.archive.stat().st_size,
            desc=f"unpacking {audio.shown(job.archive.name)}",
            unit="B",
            unit_scale=True,
            disable=not progress,
        ) as bar,
    ):
        for count, member in enumerate(found, start=1):
            if count > job.limits.members:
                raise too_many(job.limits.members)
            bar.update(member.start - bar.n)
            name = safe(member.name, job.limits)
            if member.what not in {"file", "folder"}:
                raise unsafe(f"{quoted(name)} {member.what}")
            if member.what == "file" and is_kept(name):
                places.take(name)
                _write_file(job, member, name)
                songs += is_sound(name)
        bar.update(bar.total - bar.n)
    if not songs:
        raise Refused("holds no sound files. Check that it is the archive you mean.")


def _write_file(job, member, name):
    path, written = job.room.joinpath(*name.split("/")), 0
    too_large = unsafe(f"{quoted(name)} is larger than {amount(job.limits.file)}")
    if member.size > job.limits.file:
        raise too_large
    with job.writing(name):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("xb", buffering=0)
    with file:
        for piece in member.pieces:
            written += len(piece)
            if written > job.limits.file:
                raise too_large
            with job.writing(name):
                write_all(file, piece)
    with job.writing(name):
        # A time that is no number fails every comparison.
        mtime = min(member.mtime, _LATEST) if member.mtime > _EARLIEST else _EARLIEST
        os.utime(path, (mtime, mtime))
