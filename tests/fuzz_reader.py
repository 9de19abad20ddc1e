"""Damaged sound files by the thousand, read in a child process: nothing may crash it, hang it or surprise.

    python tests/fuzz_reader.py --seed 1 --count 100000

Small files of every format, rate and number of channels are spoilt, most often in the first bytes, where
headers are. Whatever comes out must be sound or a one-line `AudioError`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import multiprocessing
import random
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import soundfile

from genrekit import audio

FORMATS = {
    "WAV": ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "IMA_ADPCM", "MS_ADPCM"),
    "AU": ("PCM_16", "FLOAT", "ULAW"),
    "FLAC": ("PCM_16", "PCM_24"),
    "OGG": ("VORBIS", "OPUS"),
    "MP3": ("MPEG_LAYER_III",),
    "AIFF": ("PCM_16", "PCM_24", "FLOAT"),
}
ENDINGS = ("wav", "mp3", "au", "ogg", "flac", "aiff")
#: Lengths and counts that headers break readers with.
NUMBERS = (0, 1, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
#: Seconds that no file of this size may take.
HANGS = 30


def whole_files():
    """{format: files as bytes}: 0.3 s at four rates, of one, two and eight channels."""
    rng, files = np.random.default_rng(0), {fmt: [] for fmt in FORMATS}
    for sr in (8000, 22050, 44100, 192000):
        for channels in (1, 2, 8):
            t = np.arange(int(0.3 * sr)) / sr
            y = 0.4 * np.sin(2 * np.pi * 300 * t)[:, None] + 0.02 * rng.standard_normal((len(t), channels))
            for fmt, subtypes in FORMATS.items():
                for subtype in subtypes:
                    file = io.BytesIO()
                    try:
                        soundfile.write(file, y, sr, format=fmt, subtype=subtype)
                    except soundfile.SoundFileError:
                        continue  # MP3 has no eight channels, Opus no 22,050 Hz
                    files[fmt].append(file.getvalue())
    return files


def spoilt(rng, data):
    """A file with one to six faults."""
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        if len(data) < 2:
            break
        most = min(len(data), rng.choice((48, 128, 512))) if rng.random() < 0.75 else len(data)
        _spoil(rng, data, rng.randrange(most))
    return _with_checksums(data) if data[:4] == b"OggS" and rng.random() < 0.8 else bytes(data)


def _spoil(rng, data, at):
    match rng.randrange(8):
        case 0 | 1:
            data[at] = rng.randrange(256)
        case 2:
            data[at] ^= 1 << rng.randrange(8)
        case 3 | 4:
            number = rng.choice((*NUMBERS, rng.getrandbits(32), len(data), len(data) // 2))
            data[at : at + 4] = number.to_bytes(4, rng.choice(("little", "big")))
        case 5:
            del data[at : at + rng.choice((1, 2, 3, 4, 8, 100, len(data)))]
        case 6:
            junk = bytes(rng.choice((1, 2, 4, 100, 4096)))
            data[at:at] = rng.randbytes(len(junk)) if rng.random() < 0.5 else junk
        case 7:
            other = rng.randrange(len(data))
            data[at:at] = data[other : other + rng.choice((4, 8, 64, 1000))]


def _with_checksums(data):
    """An OGG file whose pages have the right checksums: else a reader passes over all that was spoilt."""
    at = data.find(b"OggS")
    while at >= 0 and at + 27 <= len(data):
        segments = data[at + 26]
        end = at + 27 + segments + sum(data[at + 27 : at + 27 + segments])
        if end > len(data):
            break
        data[at + 22 : at + 26] = bytes(4)
        checksum = 0
        for byte in data[at:end]:
            checksum = (checksum << 8 & 0xFFFFFFFF) ^ _CRC[(checksum >> 24) ^ byte]
        data[at + 22 : at + 26] = checksum.to_bytes(4, "little")
        at = data.find(b"OggS", end)
    return bytes(data)


def _crc(value):
    for _ in range(8):
        value = (value << 1 & 0xFFFFFFFF) ^ (0x04C11DB7 if value & 0x80000000 else 0)
    return value


_CRC = [_crc(byte << 24) for byte in range(256)]


def outcome(path):
    """What reading a file gives: "read", "refused", or what is wrong with either."""
    try:
        y = audio.read(path)
    except audio.AudioError as error:
        return "refused" if str(error).isprintable() else f"an error of several lines: {error!r}"
    except BaseException as error:
        return f"an error of another kind: {error!r:.100}"
    fine = y.dtype == np.float32 and y.ndim == 1 and np.isfinite(y).all() and 0 < np.abs(y).max() <= 1
    return "read" if fine else "no sound of the kit's form"


def _work(seed, count, folder, begun, told):
    warnings.simplefilter("ignore")
    files, found = whole_files(), Counter()
    with audio.quiet_decoders():
        for number in range(begun.value, count):
            begun.value = number
            rng = random.Random(f"{seed} {number}")
            fmt = rng.choice(tuple(FORMATS))
            path = folder / f"song.{rng.choice(ENDINGS)}"
            path.write_bytes(spoilt(rng, rng.choice(files[fmt])))
            found[f"{fmt} {outcome(path)}"] += 1
            path.unlink()
    begun.value = count
    told.send(found)


def fuzz(seed, count):
    """Read this many spoilt files.

    Returns
    -------
    dict of str to int
        How many files of each format were read or refused, or did what no file may do.
    """
    context = multiprocessing.get_context("spawn")
    begun, found = context.Value("q", 0), Counter()
    with tempfile.TemporaryDirectory() as folder:
        while begun.value < count:
            told, end = context.Pipe(duplex=False)
            child = context.Process(target=_work, args=(seed, count, Path(folder), begun, end))
            child.start()
            end.close()
            before = -1
            while not told.poll(HANGS) and child.is_alive() and begun.value != before:
                before = begun.value
            hung = not told.poll()
            with contextlib.suppress(EOFError):
                found += {} if hung else told.recv()
            if begun.value < count:
                what = "a hang" if hung else "the end of the process"
                found[f"{what} at number {begun.value}"] += 1
                child.kill()
                begun.value += 1
            child.join()
    return dict(sorted(found.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    arguments = parser.parse_args()
    start = time.perf_counter()
    counts = fuzz(arguments.seed, arguments.count)
    print(json.dumps(counts, indent=1))
    print(f"{sum(counts.values()):,} files in {time.perf_counter() - start:.0f} s")
    sys.exit(any(not name.endswith((" read", " refused")) for name in counts))
