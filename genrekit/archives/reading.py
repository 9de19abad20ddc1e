"""What is in a zip or tar archive, member by member, with every error in words."""

from __future__ import annotations

import contextlib
import errno
import gzip
import stat
import tarfile
import time
import zipfile

from genrekit import audio

from .base import Member, Refused, unsafe
from .disk import NoRoom, amount, need_room
from .names import is_kept, quoted

#: Bytes read at a time.
_PIECE = 1 << 20
#: A header of a tar archive, with its long names and notes, is shorter than this.
_LONGEST_HEADER = 1 << 16
#: The table of contents of a zip archive is shorter than this.
_LONGEST_TABLE = 1 << 26

_YOURSELF = "Unpack it with another program, and give the folder."
_LINK, _DEVICE, _SPARSE = "is a link", "is a device", "is a file with holes"


def members(archive, home, limits):
    """What is in an archive.

    Parameters
    ----------
    archive : pathlib.Path
        A zip or tar archive, compressed with gzip or not.
    home : pathlib.Path
        A folder on the disk it is to be unpacked on.
    limits : Limits

    Yields
    ------
    Member
        Of a tar archive each is to be read before the next is asked for.

    Raises
    ------
    Refused
        If the archive is damaged or unpacks to more than the limits allow.
    OSError
        If it cannot be read, or it is known beforehand that there is no room for it.
    """
    with _in_words(archive), archive.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        meter = _Meter(archive, limits)
        if start in {b"PK\x03\x04", b"PK\x05\x06"}:
            yield from _zip_members(archive, file, meter, home)
        else:
            yield from _tar_members(archive, file, meter, home, is_gzip=start[:2] == b"\x1f\x8b")


@contextlib.contextmanager
def _in_words(archive):
    """Errors of reading. Those of whoever takes the members do not come by here."""
    try:
        yield
    except (Refused, NoRoom):
        raise
    except OSError as error:
        # Bad numbers send readers to places before the beginning of the file.
        if isinstance(error, gzip.BadGzipFile) or error.errno == errno.EINVAL:
            raise _damaged(error) from None
        told = f"{audio.shown(archive)}: cannot be read ({error.strerror or error})"
        raise OSError(f"{told}. Check the disk.") from None
    except Exception as error:
        # What tarfile and zipfile make of bad bytes is no fixed list of errors.
        raise _damaged(error) from None


def _damaged(reason):
    shown = audio.shown(str(reason).strip() or type(reason).__name__)
    return Refused(f"is no archive, damaged or not complete ({shown[:100]}). Get it anew.")


class _Meter:
    """Counts what comes out of an archive, against bombs."""

    def __init__(self, archive, limits):
        self.limits = limits
        self._most = min(limits.total, max(limits.floor, limits.ratio * archive.stat().st_size))
        self._count = 0

    def see(self, size):
        """See that so many bytes, which are announced, may come."""
        if self._count + size > self._most:
            raise unsafe(f"unpacks to more than {amount(self._most)}")

    def add(self, size):
        """Count bytes that came."""
        self.see(size)
        self._count += size


# --- zip ---

_IS_ENCRYPTED, _IS_UTF8 = 0x1, 0x800


def _zip_members(archive, file, meter, home):
    with zipfile.ZipFile(_Short(file, meter.limits.members)) as packed:
        listed = packed.infolist()
        # What is announced may lie: it is counted again when it comes.
        announced = sum(info.file_size for info in listed if is_kept(_zip_name(info)))
        meter.see(announced)
        need_room(home, announced, f"to unpack {audio.shown(archive.name)}")
        start = 0
        for info in listed:
            yield Member(
                name=_zip_name(info),
                what=_zip_kind(info),
                size=info.file_size,
                mtime=_zip_time(info),
                start=start,
                pieces=_zip_pieces(archive, packed, info, meter),
            )
            start += info.compress_size


class _Short:
    """A file read in short pieces: zipfile reads a table of contents in one, however long it is."""

    def __init__(self, file, members):
        self.seek, self.tell, self.seekable, self.close = file.seek, file.tell, file.seekable, file.close
        self._file, self._members = file, members

    def read(self, size=-1):
        if size <= _PIECE:
            return self._file.read(size)
        if size > _LONGEST_TABLE:
            raise unsafe(f"announces a table of contents of {amount(size)}")
        data = self._file.read(size)
        if data.count(b"PK\x01\x02") > self._members:
            raise too_many(self._members)
        return data


def too_many(members):
    """The refusal of an archive with too many files.

    Parameters
    ----------
    members : int
        How many it may hold.

    Returns
    -------
    Refused
    """
    return Refused(f"holds more than {members} files. {_YOURSELF}")


def _zip_name(info):
    """The name as it stands in the archive: `filename` is cut at a NUL, and changed on Windows."""
    name = info.orig_filename
    if not info.flag_bits & _IS_UTF8:
        # A Mac writes UTF-8 and does not say so.
        with contextlib.suppress(UnicodeError):
            return name.encode("cp437").decode("utf-8")
    return name


def _zip_kind(info):
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return _LINK if stat.S_ISLNK(mode) else _DEVICE
    if _zip_name(info).endswith("/"):
        return "folder"
    if info.flag_bits & _IS_ENCRYPTED:
        raise Refused(f"{quoted(_zip_name(info))} is encrypted. {_YOURSELF}")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        method = f"is compressed in a way that cannot be read (method {info.compress_type})"
        raise Refused(f"{quoted(_zip_name(info))} {method}. {_YOURSELF}")
    return "file"


def _zip_time(info):
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0.0


def _zip_pieces(archive, packed, info, meter):
    size = 0
    with _in_words(archive), packed.open(info) as source:
        while piece := source.read(_PIECE):
            size += len(piece)
            meter.add(len(piece))
            yield piece
        if size != info.file_size:
            raise EOFError(f"{info.filename} is shorter than announced")


# --- tar ---


def _tar_members(archive, file, meter, home, is_gzip):
    # Sound takes no less room unpacked; how much more is known at the end of the archive only.
    need_room(home, archive.stat().st_size, f"to unpack {audio.shown(archive.name)}")
    stream = _Counted(gzip.GzipFile(fileobj=file) if is_gzip else file, meter)
    header, last_block = _header_class()
    with tarfile.open(
        fileobj=stream, mode="r|", tarinfo=header, encoding="utf-8", errors="surrogateescape"
    ) as packed:
        while (info := packed.next()) is not None:
            # tarfile would keep them all, with their notes.
            packed.members.clear()
            if info.size < 0:
                raise tarfile.ReadError("a size is less than nothing")
            stream.ahead = None
            pieces = _tar_pieces(archive, packed, info)
            yield Member(_tar_name(info), _tar_kind(info), info.size, info.mtime, file.tell(), pieces)
            for _ in pieces:
                pass  # passed over: so nothing but a header lies between here and the next
            stream.ahead = _LONGEST_HEADER
    if last_block[0] != bytes(tarfile.BLOCKSIZE):
        raise tarfile.ReadError("it ends too early")
    stream.ahead = None
    while stream.read(_PIECE):
        pass  # the checksum of gzip stands behind the rest


class _Counted:
    """The bytes of a tar archive, counted: all of them, and those of a header, which tarfile keeps."""

    def __init__(self, source, meter):
        self._source, self._meter = source, meter
        self.ahead = _LONGEST_HEADER

    def read(self, size):
        data = self._source.read(size)
        self._meter.add(len(data))
        if self.ahead is not None:
            self.ahead -= len(data)
            if self.ahead < 0:
                raise unsafe("holds a file with too long a header")
        return data


def _header_class():
    """A TarInfo, and the last block that one was made of: at a bad block, tarfile ends as at the end."""
    last_block = [b""]

    class Header(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf, encoding, errors):
            last_block[0] = buf
            return super().frombuf(buf, encoding, errors)

    return Header, last_block


def _tar_name(info):
    """The name; bytes that are no UTF-8 are taken for what Windows writes in the West."""
    try:
        info.name.encode()
    except UnicodeEncodeError:
        with contextlib.suppress(UnicodeEncodeError):
            return info.name.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return info.name


def _tar_kind(info):
    if info.issparse():
        return _SPARSE
    if info.issym() or info.islnk():
        return _LINK
    if info.isdir():
        return "folder"
    return "file" if info.isreg() else _DEVICE


def _tar_pieces(archive, packed, info):
    if info.isreg():
        with _in_words(archive), packed.extractfile(info) as source:
            while piece := source.read(_PIECE):
                yield piece
