"""One sound file, gone through once: what it is, what is wrong with it by itself, and its fingerprint."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass

import numpy as np

from genrekit import audio

from .fingerprints import Fingerprint, fingerprint

#: Flat tops are looked for in sounds whose peak, of full scale, is above this.
_LOUD = 0.1
#: Silence is looked for in pieces of so many samples.
_PIECE = 1024


@dataclass(frozen=True)
class Facts:
    """What was measured of a file.

    Attributes
    ----------
    format : str
        "WAV", "MP3" and so on, by its content.
    rate, channels : int
        Samples a second, and channels.
    seconds : float
        How long it sounds.
    peak : float
        Its largest sample, without sign; full scale is 1.
    clipped : float, 0 to 1
        Share of the samples that lie on flat tops.
    offset : float
        The mean of its samples, without sign, in the channel where it is largest: direct current.
    silent_seconds : float
        The longest silence in it.
    cut : str
        Where it breaks off, in words; empty if it does not.
    problem : str
        Why it cannot be used; empty if it can.
    digest : str
        The same for files with the same samples, in whatever format.
    """

    format: str
    rate: int
    channels: int
    seconds: float
    peak: float
    clipped: float
    offset: float
    silent_seconds: float
    cut: str
    problem: str
    digest: str


def examine(path):
    """Measure a sound file; an hour of it is not held in memory.

    Parameters
    ----------
    path : path-like
        The file.

    Returns
    -------
    facts : Facts
    print : Fingerprint

    Raises
    ------
    audio.AudioError
        If it cannot be opened as sound.
    """
    with audio.Decoder(path) as sound:
        measured, level, problem = _Measured(sound.rate, sound.channels, sound.bits), audio.Level(), ""
        pieces = audio.converted(measured.passing(sound.blocks()), sound.rate, level, path)
        try:
            found = fingerprint(pieces)
            level.scale(path)
        except audio.AudioError as error:
            problem, found = str(error), Fingerprint.empty()
        facts = Facts(
            format=sound.format,
            rate=sound.rate,
            channels=sound.channels,
            seconds=sound.decoded / sound.rate,
            cut=sound.cut(),
            problem=problem,
            **measured.facts(),
        )
    return facts, found


class _Measured:
    """Samples are measured while they go by."""

    def __init__(self, rate, channels, bits):
        self._rate, self._digest = rate, hashlib.blake2b(f"{rate} {channels} ".encode(), digest_size=16)
        self._sum, self._samples = np.zeros(channels), 0
        self._tops = []  # of each block: its peak, and how many samples lie on flat tops there
        self._silent = self._longest = 0
        # The top of a slow wave is flat, too, for a moment, or where all steps are coarse.
        self._run, self._fine = max(3, rate // 7000), bits > 8

    def passing(self, blocks):
        for block in blocks:
            self._digest.update(np.ascontiguousarray(block).data)
            self._sum += block.sum(axis=0, dtype=np.float64)
            self._samples += len(block)
            loud = np.abs(block)
            flat = _flat(loud, self._run) if self._fine and loud.max() >= _LOUD else 0
            self._tops.append((float(loud.max()), flat))
            self._count_silence(loud.max(axis=1))
            yield block

    def _count_silence(self, loud):
        for start in range(0, len(loud), _PIECE):
            piece = loud[start : start + _PIECE]
            self._silent = self._silent + len(piece) if piece.max() < audio.SILENCE else 0
            self._longest = max(self._longest, self._silent)

    def facts(self):
        peak = max((top for top, _ in self._tops), default=0.0)
        # Only what is as loud as the loudest can have hit the ceiling.
        flat = sum(count for top, count in self._tops if top >= 0.9999 * peak)
        samples = max(1, self._samples)
        numbers = np.isfinite([peak, *self._sum]).all()
        return {
            "peak": peak if numbers else 0.0,
            "clipped": flat / (samples * len(self._sum)),
            "offset": float(np.abs(self._sum / samples).max()) if numbers else 0.0,
            "silent_seconds": self._longest / self._rate,
            "digest": self._digest.hexdigest(),
        }


def _flat(loud, run):
    """How many samples lie in runs of at least so many equal ones, at the peak of a block's magnitudes."""
    same = (loud[1:] >= 0.9999 * loud.max()) & (np.abs(np.diff(loud, axis=0)) <= 1e-6 * loud.max())
    if len(same) < run - 1 or not same.any():
        return 0
    whole = np.lib.stride_tricks.sliding_window_view(same, run - 1, axis=0).all(axis=-1)
    inside = np.zeros(loud.shape, bool)
    for step in range(run):
        inside[step : len(whole) + step] |= whole
    return int(inside.sum())


def keep(file, facts, found):
    """Write what was found of a file, to be read by `kept`."""
    told = json.dumps(dataclasses.asdict(facts))
    np.savez(file, facts=np.array(told), hashes=found.hashes, frames=found.frames)


def kept(file):
    """What `keep` has written.

    Parameters
    ----------
    file : path-like

    Returns
    -------
    facts : Facts
    print : Fingerprint

    Raises
    ------
    ValueError
        If it is damaged, or not there.
    """
    try:
        with np.load(file, allow_pickle=False) as data:
            facts = Facts(**json.loads(str(data["facts"])))
            return facts, Fingerprint(data["hashes"], data["frames"])
    except Exception as error:  # zipfile, zlib and json each have errors of their own
        raise ValueError(f"{file}: is damaged ({type(error).__name__})") from None
