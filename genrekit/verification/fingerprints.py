"""Audio fingerprints: is this the same recording, louder, shifted by seconds, or encoded again?

After Wang, "An Industrial-Strength Audio Search Algorithm" (ISMIR 2003). The loudest points of a
spectrogram survive almost anything that is done to a recording. Each makes pairs with the next ones; what
identifies a pair is both frequencies and the time between them. Two files with the same recording share
many pairs, and all of these with the same shift; two songs share a few, by chance, with any shift.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.fft
import scipy.ndimage

from genrekit.audio import SR

#: Frames of the spectrogram, in samples: 93 ms, every 23 ms.
WINDOW, HOP = 2048, 512
#: Frequency bins that are looked at: 11 Hz each, from 108 Hz to 3.9 kHz, which every encoder keeps.
_BINS = slice(10, 364)
#: A peak is the loudest point within so many frames and bins to each side.
_NEAR = (7, 10)
#: Peaks kept of a second, the loudest.
_PEAKS_PER_SECOND = 20
#: Each peak makes pairs with so many peaks after it, at most so many frames and bins away.
_PAIRS, _FRAMES_AWAY, _BINS_AWAY = 4, 63, 127


@dataclass(frozen=True)
class Fingerprint:
    """The pairs of peaks of a sound.

    Attributes
    ----------
    hashes : np.ndarray [shape=(pairs,), dtype=int32]
        Both frequencies and the time between them, as one number.
    frames : np.ndarray [shape=(pairs,), dtype=int32]
        When the first of the two peaks is, in frames of `HOP` samples; rising.
    """

    hashes: np.ndarray
    frames: np.ndarray

    @classmethod
    def empty(cls):
        """That of no sound at all."""
        return cls(np.empty(0, np.int32), np.empty(0, np.int32))


def fingerprint(blocks):
    """The fingerprint of a sound.

    Parameters
    ----------
    blocks : iterable of np.ndarray [shape=(samples,), dtype=float32]
        The sound at `audio.SR` Hz, in pieces of any length.

    Returns
    -------
    Fingerprint
    """
    times, bins, first = [], [], 0
    for spectrogram in _spectrograms(blocks):
        when, which = _peaks(spectrogram)
        times.append(when + first)
        bins.append(which)
        first += len(spectrogram)
    if not times:
        return Fingerprint.empty()
    return _pairs(np.concatenate(times), np.concatenate(bins))


def _spectrograms(blocks, most=60 * SR // HOP):
    """Magnitudes [shape=(frames, bins)], at most a minute at once: an hour need not fit into memory."""
    rest = np.empty(0, np.float32)
    window = np.hanning(WINDOW).astype(np.float32)
    for y in blocks:
        rest = np.append(rest, y)
        while len(rest) >= WINDOW + (most - 1) * HOP:
            yield _magnitudes(rest[: WINDOW + (most - 1) * HOP], window)
            rest = rest[most * HOP :]
    if len(rest) >= WINDOW:
        yield _magnitudes(rest, window)


def _magnitudes(y, window):
    frames = np.lib.stride_tricks.sliding_window_view(y, WINDOW)[::HOP]
    return np.abs(scipy.fft.rfft(frames * window, axis=1)[:, _BINS])


def _peaks(magnitudes):
    """Frame and bin of the loudest points, sorted by time."""
    near = scipy.ndimage.maximum_filter(magnitudes, size=[2 * n + 1 for n in _NEAR])
    # Digital silence is as loud everywhere.
    frames, bins = np.nonzero((magnitudes == near) & (magnitudes > 1e-3))
    loud = magnitudes[frames, bins]
    most = max(1, round(len(magnitudes) * HOP / SR * _PEAKS_PER_SECOND))
    if len(loud) > most:
        kept = np.sort(np.argpartition(loud, -most)[-most:])
        frames, bins = frames[kept], bins[kept]
    return frames, bins


def _pairs(frames, bins):
    hashes, firsts = [], []
    left = np.full(len(frames), _PAIRS)
    for step in range(1, 6 * _PAIRS):
        if step >= len(frames):
            break
        away, up = frames[step:] - frames[:-step], bins[step:] - bins[:-step]
        good = (away > 0) & (away <= _FRAMES_AWAY) & (np.abs(up) <= _BINS_AWAY) & (left[:-step] > 0)
        left[:-step] -= good
        hashes.append(((bins[:-step][good] << 8 | up[good] + _BINS_AWAY) << 6) | away[good])
        firsts.append(frames[:-step][good])
    if not hashes:
        return Fingerprint.empty()
    hashes, firsts = np.concatenate(hashes), np.concatenate(firsts)
    order = np.argsort(firsts, kind="stable")
    return Fingerprint(hashes[order].astype(np.int32), firsts[order].astype(np.int32))
