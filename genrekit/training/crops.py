"""Crops: stretches of songs, all of one length."""

from __future__ import annotations

import math

import numpy as np

from genrekit.models import keras
from genrekit.shards import Songs


class RandomCrops(keras.utils.PyDataset):
    """Batches of crops, each song once an epoch and each time from another place.

    Parameters
    ----------
    songs : shards.Songs, or sequence of np.ndarray [shape=(frames, coefs)]
        Features; songs may differ in length.
    labels : np.ndarray [shape=(songs,)]
        Integer labels.
    frames : int > 0
        Length of a crop. No song may be shorter.
    batch_size : int > 0
        Crops in a batch.
    seed : int >= 0
        The same seed gives the same crops in the same order.
    change : callable, optional
        Takes crops and labels of a batch and a random generator, returns what is learnt from instead.
    """

    def __init__(self, songs, labels, frames, *, batch_size=32, seed=0, change=None):
        super().__init__(workers=1)
        self.songs, self.labels, self.frames = Songs.of(songs), np.asarray(labels), frames
        self.batch_size, self.seed, self.change = batch_size, seed, change
        self._epoch = -1
        self.on_epoch_begin()

    def __len__(self):
        return math.ceil(len(self.songs) / self.batch_size)

    def on_epoch_begin(self):
        self._epoch += 1
        rng = np.random.default_rng([self.seed, self._epoch])
        self._order = rng.permutation(len(self.songs))
        self._place = rng.random(len(self.songs))

    def __getitem__(self, index):
        rows = self._order[index * self.batch_size : (index + 1) * self.batch_size]
        batch = crops_of(self.songs, rows, self.frames, self._place[rows]), self.labels[rows]
        if self.change is None:
            return batch
        # From 1 on: a seed that ends with 0 is the one without it, which has shuffled the songs.
        return self.change(*batch, np.random.default_rng([self.seed, self._epoch, index + 1]))


class MiddleCrops(keras.utils.PyDataset):
    """Batches of the middles of songs, always the same, so that epochs can be compared.

    Parameters
    ----------
    songs : shards.Songs, or sequence of np.ndarray [shape=(frames, coefs)]
        Features.
    labels : np.ndarray [shape=(songs, ...)]
        Their targets.
    frames : int > 0
        Length of a crop. No song may be shorter.
    batch_size : int > 0
        Crops in a batch.
    """

    def __init__(self, songs, labels, frames, batch_size):
        super().__init__(workers=1)
        self.songs, self.labels = Songs.of(songs), np.asarray(labels)
        self.frames, self.batch_size = frames, batch_size

    def __len__(self):
        return math.ceil(len(self.songs) / self.batch_size)

    def __getitem__(self, index):
        rows = np.arange(len(self.songs))[index * self.batch_size :][: self.batch_size]
        return crops_of(self.songs, rows, self.frames, np.full(len(rows), 0.5)), self.labels[rows]


def crops_of(songs, rows, frames, places):
    """Crops of songs as one array; of a song in a shard no more is read than its crop.

    Parameters
    ----------
    songs : shards.Songs
        Features.
    rows : sequence of int
        Which songs; one may be there several times.
    frames : int > 0
        Length of a crop.
    places : sequence of float, 0 to 1
        Where each crop is, see `crop`.

    Returns
    -------
    np.ndarray [shape=(crops, frames, coefs)]
    """
    crops = [
        songs.stretch(row, _start(songs.lengths[row], frames, place), frames)
        for row, place in zip(rows, places, strict=True)
    ]
    return np.stack(crops)


def _start(length, frames, place):
    """The first frame of a crop in a song of some length."""
    room = int(length) - frames
    if room < 0:
        raise ValueError(f"a song has {length} frames, a crop {frames}; choose shorter crops or leave it out")
    return round(place * room)


def crop(song, frames, place):
    """A stretch of a song.

    Parameters
    ----------
    song : np.ndarray [shape=(frames, coefs)]
        Features of a song.
    frames : int > 0
        Length of the crop.
    place : float, 0 to 1
        Where: 0 is the beginning, 1 the end.

    Returns
    -------
    np.ndarray [shape=(frames, coefs)]

    Raises
    ------
    ValueError
        If the song is shorter than the crop.
    """
    start = _start(len(song), frames, place)
    return song[start : start + frames]
