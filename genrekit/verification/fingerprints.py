"""Audio fingerprints: is this the same recording, louder, shifted by seconds, or encoded again?

After Wang, "An Industrial-Strength Audio Search Algorithm" (ISMIR 2003). The loudest points of a
spectrogram survive almost anything that is done to a recording. Each makes pairs with the next ones; what
identifies a pair is both frequencies and the time between them. Two files with the same recording share
many pairs, and all of these with the same shift; two songs share a few, by chance, with any shift.
"""

from __future__ import annotations

import itertools
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
        Each two of them once, with the shift at which they share most, in the order of the sounds.

    Notes
    -----
    How much memory it takes does not depend on how many sounds there are; each is asked for several times if
    there are thousands. The time per sound grows until each pair of peaks meets the most that it is compared
    with, at some 20,000 clips of 30 s. From then on copies that lie far apart in the list may be missed.
    """
    found = []
    for a, b, shift, count, second in _votes(prints):
        expected = _expected(prints[a], prints[b], shift, overlap_seconds)
        share = min(1.0, count / expected) if expected else 0.0
        # Two pieces over one loop agree a little, at the shifts of all its rounds; a copy agrees at one.
        if share >= max(least, 0.5 if second * _LONELY > count else 0):
            found.append(Match(a, b, shift * HOP / SR, share))
    return sorted(found, key=lambda match: (match.first, match.second))


#: A pair is compared with the next so many of its kind: what all sounds have tells little, and takes long.
_COMMON = 200
#: So many pairs in common with one shift are no accident worth a closer look.
_FEWEST = 8
#: By what factor the shift of a copy stands out from all others.
_LONELY = 3
#: Pairs of peaks that are sorted at once: 900 clips of 30 s, 25 MB.
_AT_ONCE = 2**21
#: Votes that are counted at once; each takes some 50 bytes then.
_VOTES_AT_ONCE = 2**21


def _votes(prints):
    """(a, b, shift in frames, common pairs, those of the second best shift): the best shift of each two.

    The sounds are compared group by group, each with itself and with those after it: what two sounds have in
    common is known as soon as their groups have met, and two groups fit into memory, however many there are.
    """
    if not len(prints):
        return
    sizes, lasts = zip(*((len(one.frames), one.frames.max(initial=0)) for one in prints), strict=True)
    groups, longest = _groups(sizes), int(max(lasts)) + 2
    for place, group in enumerate(groups):
        first = _Sorted.of(prints, group)
        # What follows itself at once, and then, in each group, the first of its kind.
        begins, left = np.arange(len(first.hashes)) + 1, np.full(len(first.hashes), _COMMON)
        for other in groups[place:]:
            second = first if other is group else _Sorted.of(prints, other)
            if second is not first:
                begins = np.searchsorted(second.hashes, first.hashes)
            counts = np.minimum(np.searchsorted(second.hashes, first.hashes, "right") - begins, left)
            left -= counts
            yield from _votes_of(first, second, begins, counts, len(prints), longest)


def _groups(sizes):
    """Neighbouring sounds: a list of ranges, each of `_AT_ONCE` pairs of peaks at most, or a single sound."""
    bounds, held = [0], 0
    for number, size in enumerate(sizes):
        if held and held + size > _AT_ONCE:
            bounds.append(number)
            held = 0
        held += size
    return list(itertools.starmap(range, itertools.pairwise([*bounds, len(sizes)])))


@dataclass(frozen=True)
class _Sorted:
    """The pairs of peaks of some sounds, and whose they are: by hash, and of one hash by sound."""

    hashes: np.ndarray
    frames: np.ndarray
    whose: np.ndarray

    @classmethod
    def of(cls, prints, numbers):
        some = [prints[number] for number in numbers]
        hashes = np.concatenate([one.hashes for one in some])
        frames = np.concatenate([one.frames for one in some])
        whose = np.repeat(np.array(numbers, np.int32), [len(one.hashes) for one in some])
        order = np.argsort(hashes, kind="stable")
        return cls(hashes[order], frames[order], whose[order])


def _votes_of(first, second, begins, counts, sounds, longest):
    """`_votes` of two groups: each pair of peaks of the first meets so many of the second, from there on."""
    places = np.argsort(first.whose, kind="stable")
    so_far = np.cumsum(counts[places])
    # All votes of a sound are counted together.
    ends = np.flatnonzero(np.diff(first.whose[places], append=-1)) + 1
    last_of_turn = np.flatnonzero(np.diff(so_far[ends - 1] // _VOTES_AT_ONCE, append=-1))
    for low, high in itertools.pairwise([0, *ends[last_of_turn]]):
        ours = places[low:high]
        a = np.repeat(ours, counts[ours])
        b = np.arange(len(a)) + np.repeat(begins[ours] - np.cumsum(counts[ours]) + counts[ours], counts[ours])
        other = first.whose[a] != second.whose[b]
        a, b = a[other], b[other]
        pairs = first.whose[a].astype(np.int64) * sounds + second.whose[b]
        yield from _best(
            pairs * (2 * longest) + (first.frames[a] - second.frames[b] + longest), sounds, longest
        )


def _best(votes, sounds, longest):
    """The best shift of each pair of sounds, by the votes for it."""
    keys, counts = np.unique(votes, return_counts=True)
    # Half a frame of shift spreads the votes over two neighbours.
    counts[:-1] += np.where(keys[1:] == keys[:-1] + 1, counts[1:], 0)
    keys, counts = keys[counts >= _FEWEST], counts[counts >= _FEWEST]
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
