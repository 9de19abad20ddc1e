"""A sequence of songs' arrays, wherever they are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .store import Kept


@dataclass(frozen=True, eq=False)
class Songs(Sequence):
    """Arrays of songs, in memory or in shards: like a tuple of them, but for what follows.

    An array from a shard is read each time it is asked for, `songs[5]`; `stretch` reads a part of it. Besides
    a number, an array of numbers can stand in the brackets, and gives the `Songs` of these.

    Attributes
    ----------
    source : sequence of np.ndarray [shape=(frames, coefs), dtype=float32]
        The arrays.
    numbers : np.ndarray [shape=(songs,)]
        Which of these each song is in.
    first, lengths : np.ndarray [shape=(songs,)]
        Its first frame there, and how many it has.
    coefs : int
        How many numbers of each frame there are to see.
    """

    source: Sequence
    numbers: np.ndarray
    first: np.ndarray
    lengths: np.ndarray
    coefs: int

    @classmethod
    def of(cls, source, *, coefs=None):
        """All songs of a source.

        Parameters
        ----------
        source : sequence of np.ndarray [shape=(frames, coefs)], Kept or Songs
            Their arrays.
        coefs : int, optional
            Numbers of each frame to see, the first ones; all that there are to see if not given.

        Returns
        -------
        Songs
        """
        if isinstance(source, Songs):
            return source if coefs is None else replace(source, coefs=min(coefs, source.coefs))
        if not isinstance(source, Kept):
            source = tuple(source)
        lengths = source.lengths if isinstance(source, Kept) else [len(song) for song in source]
        if coefs is None:
            coefs = (
                source.columns if isinstance(source, Kept) else max((s.shape[1] for s in source), default=0)
            )
        count = len(source)
        return cls(source, np.arange(count), np.zeros(count, np.int64), np.array(lengths, np.int64), coefs)

    def __len__(self):
        return len(self.numbers)

    def __getitem__(self, rows):
        if isinstance(rows, (int, np.integer)):
            return self.stretch(rows, 0, int(self.lengths[rows]))
        return replace(self, numbers=self.numbers[rows], first=self.first[rows], lengths=self.lengths[rows])

    def stretch(self, row, first, frames):
        """A part of a song.

        Parameters
        ----------
        row : int
            Which song.
        first, frames : int
            The first frame, and how many; they lie within the song.

        Returns
        -------
        np.ndarray [shape=(frames, coefs)]
        """
        number, first = self.numbers[row], int(self.first[row]) + first
        if isinstance(self.source, Kept):
            found = self.source.rows(number, first, frames)
        else:
            found = self.source[number][first : first + frames]
        return found[:, : self.coefs]

    def cut(self, rows, first, lengths):
        """Stretches of songs, as songs of their own.

        Parameters
        ----------
        rows, first, lengths : np.ndarray [shape=(stretches,)]
            Which song each is from, its first frame there, and how many it has.

        Returns
        -------
        Songs
        """
        return replace(self, numbers=self.numbers[rows], first=self.first[rows] + first, lengths=lengths)

    def key(self, row):
        """A text that is another for every other song.

        Parameters
        ----------
        row : int
            Which song.

        Returns
        -------
        str
        """
        if not isinstance(self.source, Kept):
            song = np.ascontiguousarray(self[row])
            return hashlib.sha256(f"{song.dtype}{song.shape}".encode() + song.tobytes()).hexdigest()
        number, first = self.numbers[row], self.first[row]
        file, _ = self.source.files[self.source.which[number]]
        # The folder's name tells how the song's array was made, its key from what.
        folder = file.replace("\\", "/").split("/")[-2]
        return f"{folder}/{self.source.keys[number]}/{first}-{self.lengths[row]}/{self.coefs}"

    def __reduce__(self):
        # A worker gets the songs that it is to work on, and not the addresses of all others.
        used, numbers = np.unique(self.numbers, return_inverse=True)
        kept = isinstance(self.source, Kept)
        source = self.source.part(used) if kept else tuple(self.source[number] for number in used)
        return Songs, (source, numbers, self.first, self.lengths, self.coefs)
