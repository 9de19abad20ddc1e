"""Which of many sounds share a recording: what they may have in common is looked for in all at once.

Two sounds share some pairs of peaks by chance: to count those of each two takes a time that grows with the
square of the collection. Triples of peaks are shared a hundred times more rarely. So triples say which two
sounds are worth a look, and pairs say whether they share a recording.
"""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from genrekit import paths
from genrekit.audio import SR

from .fingerprints import HOP


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
        Theirs. Each is asked for once, and once more for each sound that may be the same.
    least : float, 0 to 1
        The share of common pairs from which two sounds count as one recording.
    overlap_seconds : float
        How much they need to have in common.

    Returns
    -------
    list of Match
        Each two of them once, with the shift at which they share most, in the order of the sounds. Of a
        recording that is there more than twenty times, each with others of its kind, not all with all.

    Notes
    -----
    Time grows with the number of sounds, memory does not: what is too much for it waits in a folder for
    temporary files, 60 kB a clip of 30 s.
    """
    found, number, first = [], None, None
    for a, b, near in _worth_a_look(prints):
        if a != number:
            number, first = a, prints[a]
        second = prints[b]
        shift, count, rival = _agreement(first, second, near)
        expected = _expected(first, second, shift, overlap_seconds)
        share = min(1.0, count / expected) if expected else 0.0
        # Two pieces over one loop agree a little, at the shifts of all its rounds; a copy agrees at one.
        if share >= max(least, 0.5 if rival * _LONELY > count else 0):
            found.append(Match(a, b, shift * HOP / SR, share))
    return found


#: By what factor the shift of a copy stands out from all others.
_LONELY = 3

# --- which two are worth a look -------------------------------------------------------------------------

#: A pair of peaks makes triples with the next so many; one in `_ONE_IN` of them is looked at.
_NEXT, _ONE_IN = 3, 2
#: A triple is compared with the next so many of its kind: what many sounds have tells little.
_COMMON = 20
#: So many places with triples in common, at one shift, are worth a look.
_FEWEST = 3
#: What is held in memory of triples, or of votes for a shift: each takes up to 50 bytes when it is sorted.
_AT_ONCE = 2**21

_TRIPLE = np.dtype([("kind", np.uint64), ("sound", np.int32), ("frame", np.int32)])
#: For which two and what shift, as one number; and where in the first.
_VOTE = np.dtype([("what", np.int64), ("frame", np.int32)])


def _worth_a_look(prints):
    """Sorted (a, b, shift in frames): two sounds with triples in common, and where most of them are."""
    with tempfile.TemporaryDirectory(prefix="genrekit-") as folder:
        triples, longest = _Dealt(Path(folder) / "triples", lambda some: some["kind"] >> np.uint64(56)), 0
        for number, one in enumerate(prints):
            triples.add(_triples(one, number))
            longest = max(longest, int(one.frames.max(initial=0)) + 2)
        votes = _Dealt(Path(folder) / "votes", lambda some: some["what"] // (2 * longest) % 256)
        for part in triples:
            for a, b in _of_one_kind(part):
                two = a["sound"].astype(np.int64) * len(prints) + b["sound"]
                some = np.empty(len(two), _VOTE)
                some["what"] = two * (2 * longest) + (a["frame"] - b["frame"] + longest)
                some["frame"] = a["frame"]
                votes.add(some)
        agreed = np.concatenate([np.empty((0, 2), np.int64), *(_agreed(part, longest) for part in votes)])
    for two, shift in agreed[np.argsort(agreed[:, 0])].tolist():
        yield *divmod(two, len(prints)), shift


def _triples(one, number):
    """Two pairs of peaks that follow each other, mostly from one peak to two others, as a number."""
    # Pairs that begin with the same peak stand together.
    order = np.lexsort((one.hashes >> 14, one.frames))
    hashes, frames = one.hashes[order].astype(np.uint64), one.frames[order]
    found = []
    for step in range(1, min(_NEXT + 1, len(frames))):
        away = (frames[step:] - frames[:-step]).astype(np.uint64)
        # The golden ratio spreads whatever they have in common over all bits.
        kinds = ((hashes[:-step] << 23 | hashes[step:]) << 18 | away) * np.uint64(0x9E3779B97F4A7C15)
        kept = kinds >> np.uint64(32) & np.uint64(0xFFFF) < 0x10000 // _ONE_IN
        triples = np.empty(kept.sum(), _TRIPLE)
        triples["kind"], triples["sound"], triples["frame"] = kinds[kept], number, frames[:-step][kept]
        found.append(triples)
    return np.concatenate([np.empty(0, _TRIPLE), *found])


class _Dealt:
    """Rows of numbers, those that belong together in one part: in memory, or in files if they are many."""

    def __init__(self, folder, part_of):
        self._folder, self._part_of, self._held, self._count = folder, part_of, [], 0

    def add(self, rows):
        """Rows are added in the order in which a part will have them."""
        self._held.append(rows)
        self._count += len(rows)
        if self._count >= _AT_ONCE:
            self._put_away()

    def _put_away(self):
        rows = np.concatenate(self._held)
        self._held, self._count, self._dtype = [], 0, rows.dtype
        parts = self._part_of(rows).astype(np.uint8)
        rows, bounds = rows[np.argsort(parts, kind="stable")], np.cumsum(np.bincount(parts, minlength=256))
        try:
            self._folder.mkdir(exist_ok=True)
            for part, (low, high) in enumerate(itertools.pairwise([0, *bounds])):
                with (self._folder / f"{part}").open("ab") as file:
                    file.write(rows[low:high].tobytes())
        except OSError as error:
            raise (paths.disk_error(self._folder, error) or error) from None

    def __iter__(self):
        if not self._folder.exists():
            if self._held:
                yield np.concatenate(self._held)
            return
        if self._held:
            self._put_away()
        for part in range(256):
            yield np.fromfile(self._folder / f"{part}", self._dtype)


def _of_one_kind(triples):
    """Rows of triples, and rows of others of the same kind in other, later sounds."""
    triples = triples[np.argsort(triples["kind"], kind="stable")]
    for step in range(1, min(_COMMON + 1, len(triples))):
        same = np.flatnonzero(triples["kind"][step:] == triples["kind"][:-step])
        if not len(same):
            return
        a, b = triples[same], triples[same + step]
        other = a["sound"] != b["sound"]
        yield a[other], b[other]


def _agreed(votes, longest):
    """Each two sounds with enough votes for one shift, and the shift [shape=(twos, 2)]."""
    # Nearly all are by chance: the only one or two of their sounds.
    two = votes["what"] // (2 * longest)
    ordered = np.sort(two)
    several = np.unique(ordered[_FEWEST - 1 :][ordered[_FEWEST - 1 :] == ordered[: 1 - _FEWEST]])
    votes = votes[np.isin(two, several)]
    votes = votes[np.lexsort((votes["frame"], votes["what"]))]
    # One peak is in several triples: they speak with one voice.
    voices = votes[np.append(True, votes[1:] != votes[:-1])[: len(votes)]]
    keys, counts = np.unique(voices["what"], return_counts=True)
    # Half a frame of shift spreads the votes over two neighbours.
    counts[:-1] += np.where(keys[1:] == keys[:-1] + 1, counts[1:], 0)
    keys, counts = keys[counts >= _FEWEST], counts[counts >= _FEWEST]
    two, shifts = keys // (2 * longest), keys % (2 * longest) - longest
    order = np.lexsort((-counts, two))
    two, shifts = two[order], shifts[order]
    best = np.append(True, two[1:] != two[:-1])[: len(two)]
    return np.stack([two[best], shifts[best]], axis=1)


# --- two sounds -----------------------------------------------------------------------------------------

#: A pair of peaks is compared with so many of its kind, those around the shift that triples agree upon: what
#: sounds all the time has millions of pairs of a kind.
_OF_A_KIND = 200


def _agreement(first, second, near):
    """(shift in frames, common pairs, those of the second best shift), by all pairs of peaks."""
    span = np.int64(max(first.frames.max(), second.frames.max()) + 2)
    order = np.lexsort((second.frames, second.hashes))
    hashes, frames = second.hashes[order], second.frames[order]
    begins, ends = (np.searchsorted(hashes, first.hashes, side) for side in ("left", "right"))
    around = np.searchsorted(hashes * span + frames, first.hashes * span + (first.frames - near))
    begins = np.clip(around - _OF_A_KIND // 2, begins, np.maximum(begins, ends - _OF_A_KIND))
    counts = np.minimum(ends - begins, _OF_A_KIND)
    a = np.repeat(np.arange(len(counts)), counts)
    b = np.arange(len(a)) + np.repeat(begins - np.cumsum(counts) + counts, counts)
    votes = np.bincount(first.frames[a] - frames[b] + span, minlength=2 * span + 1)
    # Half a frame of shift spreads the votes over two neighbours.
    votes[:-1] += np.where(votes[:-1] > 0, votes[1:], 0)
    best = int(np.argmax(votes))
    count = int(votes[best])
    votes[best - 2 : best + 3] = 0
    return best - int(span), count, int(votes.max())


def _expected(first, second, shift, overlap_seconds):
    """How many pairs two sounds would share if they were the same where both have sound."""
    begin = max(0, shift)
    end = min(first.frames[-1], second.frames[-1] + shift)
    if (end - begin) * HOP < overlap_seconds * SR:
        return 0
    return min(
        int(np.searchsorted(p.frames, end - away, "right") - np.searchsorted(p.frames, begin - away))
        for p, away in ((first, 0), (second, shift))
    )
