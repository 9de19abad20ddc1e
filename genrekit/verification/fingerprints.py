"""Audio fingerprints: is this the same recording, louder, shifted by seconds, or encoded again?

After Wang, "An Industrial-Strength Audio Search Algorithm" (ISMIR 2003). The loudest points of a
spectrogram survive almost anything that is done to a recording. Each makes pairs with the next ones; what
identifies a pair is both frequencies and the time between them. Two files with the same recording share
many pairs, and all of these with the same shift; two songs share a few, by chance, with any shift.
"""

from __future__ import annotations

import contextlib
import itertools
import tempfile
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


@dataclass(frozen=True)
class Match:
    """Two sounds that share a recording.

    Attributes
    ----------
    first, second : int
        Which.
    seconds : float
        By how much the second begins later in the recording than the first; negative if earlier.
    share : float, 0 to 1
        Of the pairs where both have sound, how many both have.
    """

    first: int
    second: int
    seconds: float
    share: float


def matches(prints, *, least=0.12, overlap_seconds=5.0):
    """The sounds that share a recording.

    Parameters
    ----------
    prints : sequence of Fingerprint
        Theirs.
    least : float, 0 to 1
        The share of common pairs from which two sounds count as one recording.
    overlap_seconds : float
        How much they need to have in common.

    Returns
    -------
    list of Match
        Each two of them once, with the shift at which they share most.
    """
    found = []
    for a, b, shift, count, second in _votes(prints):
        expected = _expected(prints[a], prints[b], shift, overlap_seconds)
        share = min(1.0, count / expected) if expected else 0.0
        # Two pieces over one loop agree a little, at the shifts of all its rounds; a copy agrees at one.
        if share >= max(least, 0.5 if second * _LONELY > count else 0):
            found.append(Match(a, b, shift * HOP / SR, share))
    return found


#: A pair is compared with the next so many of its kind: what all sounds have tells little, and takes long.
_COMMON = 200
#: So many pairs in common with one shift are no accident worth a closer look.
_FEWEST = 8
#: By what factor the shift of a copy stands out from all others.
_LONELY = 3
#: Sounds whose votes are counted at once, for the sake of memory.
_BLOCK = 50


#: Pairs of peaks that are sorted at once: 400 clips of 30 s. They take 70 MB then.
_AT_ONCE = 2**20


def _votes(prints):
    """(a, b, shift in frames, common pairs, those of the second best shift): the best shift of each two."""
    parts = -(-sum(len(one.hashes) for one in prints) // _AT_ONCE)
    if parts <= 1:
        yield from _votes_at_once(*_listed(list(prints)), len(prints))
        return
    for a, b in sorted(_candidates(prints, parts)):
        for _, _, *best in _votes_at_once(*_listed([prints[a], prints[b]]), 2):
            yield a, b, *best


def _candidates(prints, parts):
    """Two sounds that may hold the same: they share two pairs of peaks, with the same shift, of some part.

    All pairs of peaks are dealt into parts by their hash, on disk: each part alone fits into memory, however
    many sounds there are. Two sounds that have 5 s in common, and there the least that counts, share 48 pairs
    of 400. Dealt into 24 parts, those of 10,000 clips, two of these are always in one part; into 240 parts in
    99 of 100 cases. By chance nearly no two sounds share so much.
    """
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(parts)]
        for number, one in enumerate(prints):
            rows = np.stack(
                [one.hashes, one.frames, np.full(len(one.hashes), number)], axis=1, dtype=np.int32
            )
            for part, file in enumerate(files):
                file.write(rows[rows[:, 0] % parts == part].tobytes())
        found = set()
        for file in files:
            file.seek(0)
            hashes, frames, whose = np.frombuffer(file.read(), np.int32).reshape(-1, 3).T
            votes = _votes_at_once(
                hashes, frames.astype(np.int64), whose.astype(np.int64), len(prints), fewest=2
            )
            found.update((a, b) for a, b, *_ in votes)
    return found


def _listed(prints):
    """Hashes and frames of all sounds, and whose they are."""
    hashes = np.concatenate([p.hashes for p in prints] or [np.empty(0, np.int32)])
    frames = np.concatenate([p.frames for p in prints] or [np.empty(0, np.int32)]).astype(np.int64)
    return hashes, frames, np.repeat(np.arange(len(prints)), [len(p.hashes) for p in prints])


def _votes_at_once(hashes, frames, whose, sounds, *, fewest=_FEWEST):
    # A stable sort: of the same hash, the sound that comes first in the list comes first.
    order = np.argsort(hashes, kind="stable")
    hashes, frames, whose = hashes[order], frames[order], whose[order]
    ends = np.minimum(np.searchsorted(hashes, hashes, "right"), np.arange(len(hashes)) + 1 + _COMMON)
    places = np.argsort(whose, kind="stable")
    bounds = np.searchsorted(whose[places], np.arange(0, sounds + _BLOCK, _BLOCK))
    for low, high in itertools.pairwise(np.unique(bounds)):
        ours = places[low:high]
        counts = ends[ours] - ours - 1
        a = np.repeat(ours, counts)
        b = a + 1 + np.arange(len(a)) - np.repeat(np.cumsum(counts) - counts, counts)
        other = whose[a] != whose[b]
        a, b = a[other], b[other]
        yield from _best(whose[a] * sounds + whose[b], frames[a] - frames[b], sounds, fewest)


def _best(pairs, shifts, sounds, fewest):
    """The best shift of each pair of sounds, by the votes for it."""
    longest = int(np.abs(shifts).max(initial=0)) + 2
    keys, counts = np.unique(pairs * (2 * longest) + shifts + longest, return_counts=True)
    # Half a frame of shift spreads the votes over two neighbours.
    counts[:-1] += np.where(keys[1:] == keys[:-1] + 1, counts[1:], 0)
    keys, counts = keys[counts >= fewest], counts[counts >= fewest]
    if not len(keys):
        return
    pairs, shifts = keys // (2 * longest), keys % (2 * longest) - longest
    order = np.lexsort((-counts, pairs))
    pairs, shifts, counts = pairs[order], shifts[order], counts[order]
    starts = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1]))
    sizes = np.diff(np.append(starts, len(pairs)))
    far = np.abs(shifts - np.repeat(shifts[starts], sizes)) > 2
    seconds = np.maximum.reduceat(np.where(far, counts, 0), starts)
    for start, second in zip(starts, seconds, strict=True):
        a, b = divmod(int(pairs[start]), sounds)
        yield a, b, int(shifts[start]), int(counts[start]), int(second)


def _expected(first, second, shift, overlap_seconds):
    """How many pairs two sounds would share if they were the same where both have sound."""
    begin = max(0, shift)
    end = min(first.frames[-1], second.frames[-1] + shift) if len(first.frames) and len(second.frames) else 0
    if (end - begin) * HOP < overlap_seconds * SR:
        return 0
    return min(
        int(np.searchsorted(p.frames, end - away, "right") - np.searchsorted(p.frames, begin - away))
        for p, away in ((first, 0), (second, shift))
    )
