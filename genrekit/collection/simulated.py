"""A collection as large as one likes: its clips are short and cost next to nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from genrekit import paths
from genrekit.audio import SR
from genrekit.genres import GENRES

from .base import Collection, in_range

#: Which clips these are: changed ones must not be served the features of the old.
_CODE = "-".join(digest[:12] for digest in paths.code("collection/simulated.py", "genres.py"))

#: What clips are cut from: a second of noise, the same for all.
_NOISE = np.random.default_rng(0).standard_normal(SR).astype(np.float32)


def simulated(songs, *, seconds=0.5, seed=0):
    """A collection of clips that sound like nothing, to try out how a job grows.

    Parameters
    ----------
    songs : int, 10 to 10,000,000
        How many clips.
    seconds : float, 0.1 to 60
        Length of each clip.
    seed : int >= 0
        Another seed gives other clips.

    Returns
    -------
    Collection
        The ten genres in turn, clips of each a tone in noise, the tone higher from genre to genre.

    Raises
    ------
    ValueError
        If a parameter is out of range.

    Notes
    -----
    A clip takes microseconds to make: what a job on such a collection takes is the job's own. Used in
    notebook 11.
    """
    songs = in_range("songs", songs, len(GENRES), 10_000_000, whole=True)
    seconds = in_range("seconds", seconds, 0.1, 60)
    seed = in_range("seed", seed, 0, 2**31 - 1, whole=True)
    genres = [GENRES[number % len(GENRES)] for number in range(songs)]
    table = pd.DataFrame({"genre": genres, "artist": "", "seconds": seconds})
    table.index = [f"{genre}.{number // len(GENRES):07d}" for number, genre in enumerate(genres)]
    return Collection("simulated", GENRES, table.rename_axis("clip"), _source=Simulated(seed, seconds))


@dataclass(frozen=True)
class Simulated:
    """Where the clips of a simulated collection come from.

    Attributes
    ----------
    seed : int
        Seed of all clips.
    seconds : float
        Length of each.
    """

    seed: int
    seconds: float

    def only(self, clip):
        """The same: it is no larger for many clips."""
        return self

    def blocks(self, clip):
        """The sound of a clip, in one piece."""
        yield self.load(clip)

    def load(self, clip):
        """The sound of a clip: np.ndarray [shape=(samples,), dtype=float32]."""
        genre, number = clip.split(".")
        samples = round(self.seconds * SR)
        start = (int(number) * 7919 + self.seed * 104_729) % SR
        noise = np.resize(np.roll(_NOISE, -start), samples)
        hertz = 200 * 1.4 ** GENRES.index(genre)
        tone = np.sin(np.float32(2 * np.pi * hertz / SR) * np.arange(samples, dtype=np.float32))
        return np.float32(0.3) * tone + np.float32(0.05) * noise

    def score(self, clip):
        """None: nobody wrote down what is played."""

    def recording(self, clip):
        """None: nobody wrote down how it was recorded."""

    def key(self, clip):
        """A text that changes whenever its sound may have changed."""
        return f"simulated-{clip}-{self.seed}-{self.seconds}-{_CODE}"
