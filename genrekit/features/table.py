"""The features of many clips, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from genrekit.shards import Songs

from .cepstra import HOP_SECONDS, round_half_up


@dataclass(frozen=True)
class Features:
    """The features of a collection's clips, and what is known of them.

    Attributes
    ----------
    values : shards.Songs, or sequence of np.ndarray [shape=(frames, coefs), dtype=float32]
        One array a clip; clips may differ in length. `values[5]` is an array, `values[rows]` are the `Songs`
        of an array of numbers; what was extracted is read when it is asked for.
    table : pd.DataFrame
        The collection's table, for these clips in this order.
    genres : tuple of str
        Names of the labels.
    hop_seconds : float
        Time from frame to frame.
    left_out : dict of str to str
        Clips that could not be used, and why.
    """

    values: Songs
    table: pd.DataFrame
    genres: tuple[str, ...]
    hop_seconds: float = HOP_SECONDS
    left_out: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        object.__setattr__(self, "values", Songs.of(self.values))

    def __len__(self):
        return len(self.values)

    @property
    def labels(self):
        """Index of each clip's genre in `genres`: np.ndarray [shape=(clips,), dtype=int64]."""
        return self.table["genre"].map(self.genres.index).to_numpy(np.int64)

    def at_least(
        self, seconds, *, what="one crop", advice="Choose a shorter crop_seconds, or a longer clip."
    ):
        """The clips that last at least this long; the others join `left_out`, with reason and advice."""
        frames = frames_in(seconds, self.hop_seconds)
        lengths = self.values.lengths
        keep = lengths >= frames
        short = {
            clip: f"{clip}: is shorter than {what} of {seconds:g} s ({length} frames, not {frames}). {advice}"
            for clip, length in zip(self.table.index[~keep], lengths[~keep], strict=True)
        }
        values = self.values[np.flatnonzero(keep)]
        return replace(self, values=values, table=self.table[keep], left_out=self.left_out | short)

    def averaged(self, count):
        """The same clips with fewer frames: each is the mean of `count` frames in a row; the rest is dropped.

        Parameters
        ----------
        count : int > 0
            How many frames become one.

        Returns
        -------
        Features
            Clips of fewer frames join `left_out`, with the reason. Their arrays are in memory, all of them.
        """
        if not isinstance(count, (int, np.integer)) or count < 1:
            raise ValueError(f"count is {count}; choose a whole number, 1 or more")
        advice = "Average fewer frames, or leave it out."
        long = self.at_least(count * self.hop_seconds, what="the frames that are averaged", advice=advice)
        values = tuple(averaged(x, count) for x in long.values)
        return replace(long, values=values, hop_seconds=self.hop_seconds * count)

    def pieces(self, seconds):
        """Every clip cut into pieces of the same length, as if they were songs; what is left over is dropped.

        Parameters
        ----------
        seconds : float > 0
            Length of a piece.

        Returns
        -------
        Features
            A row a piece, `blues.00003#1` for the second of a clip; the column `song` of its table says of
            which clip it is. Shorter clips join `left_out`, with the reason.

        Notes
        -----
        Used in notebook 09.
        """
        if not self.hop_seconds <= seconds < np.inf:
            raise ValueError(f"seconds is {seconds}; choose at least one frame of {self.hop_seconds:g} s")
        frames = frames_in(seconds, self.hop_seconds)
        long = self.at_least(seconds, what="one piece", advice="Cut shorter pieces, or leave it out.")
        counts = long.values.lengths // frames
        rows = np.repeat(np.arange(len(long)), counts)
        table = long.table.iloc[rows].assign(song=long.table.index[rows], seconds=frames * self.hop_seconds)
        place = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        table.index = [f"{clip}#{number}" for clip, number in zip(table["song"], place, strict=True)]
        values = long.values.cut(rows, place * frames, np.full(len(rows), frames))
        return replace(long, values=values, table=table)


def averaged(song, count):
    """A song with fewer frames: each is the mean of some in a row.

    Parameters
    ----------
    song : np.ndarray [shape=(frames, coefs)]
        Features.
    count : int > 0
        How many frames become one; what is left at the end is dropped.

    Returns
    -------
    np.ndarray [shape=(frames // count, coefs), dtype=float32]
    """
    whole = song[: len(song) // count * count].reshape(-1, count, song.shape[1])
    return whole.mean(axis=1, dtype=np.float32)


def frames_in(seconds, hop_seconds=HOP_SECONDS):
    """How many hops fit into this many seconds."""
    return round_half_up(seconds / hop_seconds)
