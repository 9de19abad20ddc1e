"""What a sound file says of itself before it is decoded: where the sound begins, and how much is missing.

libsndfile is strict at the beginning of a file and silent about its end. Real MP3s begin with pictures and
padding; and a download that stopped half-way looks to it like a shorter song.
"""

from __future__ import annotations

import io
import os

_MAGIC = (b"RIFF", b"RIFX", b"RF64", b"FORM", b".snd", b"dns.", b"fLaC", b"OggS")

#: How far into a file, behind its tags, the first frame of an MP3 is looked for.
_SEARCH = 1 << 20

# Kilobits a second by (MPEG 1 or not, layer), and samples a second of MPEG 1: ISO 11172-3, 2.4.2.3.
_BITRATES = {
    (True, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = (44100, 48000, 32000)


def from_its_sound(file):
    """The same file, from where its sound begins.

    Parameters
    ----------
    file : binary file
        Open for reading, at its beginning.

    Returns
    -------
    binary file
        Without the tags in front, and without what stands between them and the first frame of an MP3. The
        file itself where nothing has to be skipped, or nothing is known.
    """
    start = _skip_tags(file)
    file.seek(start)
    head = file.read(_SEARCH)
    if not head.startswith(_MAGIC):
        start += max(0, _first_frame(head))
    file.seek(0)
    return _From(file, start) if start else file


def _skip_tags(file):
    """Where the ID3 tags end. Each tells its length; one that goes beyond the file lies."""
    size, start = file.seek(0, os.SEEK_END), 0
    while True:
        file.seek(start)
        head = file.read(10)
        if len(head) < 10 or head[:3] != b"ID3" or max(head[6:]) > 127:
            return start
        length = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
        end = start + 10 + length + (10 if head[5] & 0x10 else 0)
        if end >= size:
            return start
        start = end


def _first_frame(head):
    """Where three frames of an MP3 follow each other, which chance does not arrange; -1 if nowhere."""
    at = head.find(b"\xff")
    while at >= 0:
        place, first = at, None
        for _ in range(3):
            length, kind = _frame(head[place : place + 4])
            if not length or (first is not None and kind != first):
                break
            place, first = place + length, kind
        else:
            return at
        at = head.find(b"\xff", at + 1)
    return -1


def _frame(head):
    """Length of an MPEG audio frame in bytes, and what it shares with its neighbours; 0 if it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0, None
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    bitrate, rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer == 4 or rate == 3 or bitrate in (0, 15):
        return 0, None
    first = version == 3
    hz = _RATES[rate] // (1 if first else 2 if version == 2 else 4)
    bits = 1000 * _BITRATES[first, layer][bitrate - 1]
    if layer == 1:
        return 4 * (12 * bits // hz + padding), (version, layer, rate)
    return (144 if first or layer == 2 else 72) * bits // hz + padding, (version, layer, rate)


def missing_share(file):
    """How much of a file is missing, by what its header says of its length.

    Parameters
    ----------
    file : binary file
        A WAV, AU, AIFF or OGG file from where its sound begins; its position does not matter.

    Returns
    -------
    float or None
        0 if it is whole or says nothing of its length; 0.5 if half of its samples are there; None if its end
        is missing, and how much is not known.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(32)
    if head[:4] in (b"RIFF", b"RIFX") and head[8:12] == b"WAVE":
        return _missing_chunk(file, size, b"data", "little" if head[:4] == b"RIFF" else "big", 1)
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return _missing_chunk(file, size, b"SSND", "big", 1)
    if head[:4] == b".snd" and len(head) >= 12:
        start, promised = (int.from_bytes(head[at : at + 4], "big") for at in (4, 8))
        return _missing(promised, size - start)
    if head[:4] == b"OggS":
        return 0.0 if _ogg_ends(file, size) else None
    return 0.0


def _missing_chunk(file, size, wanted, order, most):
    """What is missing of the chunk that holds the samples."""
    at = 12
    for _ in range(1000):  # a hostile file may be all chunks
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return 0.0
        length = int.from_bytes(head[4:], order)
        if head[:4] == wanted:
            return _missing(length, size - at - 8)
        at += 8 + length + length % 2
    return 0.0


def _missing(promised, there):
    # Programs that write to a pipe do not know the length: they write none, or the largest number.
    if not promised or promised >= 0x7FFFFF00 or there >= promised:
        return 0.0
    return 1 - max(0, there) / promised


def _ogg_ends(file, size):
    """The last page of a stream says that it is the last; a page has at most 65,307 bytes (RFC 3533)."""
    file.seek(max(0, size - 2 * 65_307))
    tail = file.read()
    last = tail.rfind(b"OggS")
    return last >= 0 and len(tail) > last + 5 and bool(tail[last + 5] & 4)


class _From(io.RawIOBase):
    """A file seen from a place on."""

    def __init__(self, file, start):
        super().__init__()
        self._file, self._start = file, start
        file.seek(start)

    def readable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, buffer):
        return self._file.readinto(buffer)

    def tell(self):
        return self._file.tell() - self._start

    def seek(self, offset, whence=os.SEEK_SET):
        if whence == os.SEEK_SET:
            offset += self._start
        return max(0, self._file.seek(offset, whence) - self._start)
