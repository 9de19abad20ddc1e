"""Is a song unlike anything that a network has learnt from, and which songs are most like it?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from sklearn.covariance import LedoitWolf

from genrekit import explain, paths, training

#: Share of songs of known genres that raise a false alarm.
FALSE_ALARMS = 0.05

#: Songs needed to say how large a surprise is usual.
ENOUGH = 20

#: Frames of a song that are looked at together: a whole number of steps of each block.
_AT_ONCE = 72 * 100


def signature(model, song):
    """How strongly each filter of a network responds to a song on average.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    song : np.ndarray [shape=(frames, coefs)]
        Features, at least as long as a crop.

    Returns
    -------
    np.ndarray [shape=(filters,), dtype=float32]
        The mean of the map of each filter of each block, first to last.
    """
    pieces = np.array_split(song, max(1, round(len(song) / _AT_ONCE)))
    means = [
        np.concatenate([maps.mean(axis=(0, 1)) for maps in explain.activations(model, piece)])
        for piece in pieces
    ]
    return np.average(means, axis=0, weights=[len(piece) for piece in pieces]).astype(np.float32)


def reference(model, learnt, labels, clips, watched=(), *, crops=8):
    """What a network makes of songs that it knows: what others can be compared with.

    Parameters
    ----------
    model : keras.Model
        A trained network.
    learnt : sequence of np.ndarray [shape=(frames, coefs)]
        Features of the songs that it has learnt from.
    labels : np.ndarray [shape=(songs,)]
        Their genres, as integer labels.
    clips : sequence of str
        Their ids.
    watched : sequence of np.ndarray [shape=(frames, coefs)]
        Features of songs of the same genres that it has not learnt from: they show how large a surprise is
        usual. If there are fewer than `ENOUGH`, the learnt ones stand in, which are less of a surprise.
    crops : int > 0
        Crops a song, as for `training.predict`.

    Returns
    -------
    Reference
    """
    signatures = np.stack([signature(model, song) for song in learnt])
    calibrated = len(watched) >= ENOUGH
    usual = watched if calibrated else learnt
    return Reference(
        np.array(list(clips), dtype=str),
        np.asarray(labels),
        signatures,
        np.stack([signature(model, song) for song in usual]) if calibrated else signatures,
        training.predict(model, usual, crops=crops),
        np.array(calibrated),
    )


@dataclass(frozen=True)
class Reference:
    """Songs that a network knows, and what it made of them. Made by `reference`.

    Attributes
    ----------
    clips : np.ndarray [shape=(songs,)] of str
        Ids of the songs that it has learnt from.
    labels : np.ndarray [shape=(songs,)]
        Their genres, as integer labels.
    signatures : np.ndarray [shape=(songs, filters)]
        See `signature`.
    usual_signatures : np.ndarray [shape=(others, filters)]
        Of songs that show how large a surprise is usual.
    usual_probabilities : np.ndarray [shape=(others, genres)]
        What the network says of these.
    calibrated : np.ndarray [shape=(), dtype=bool]
        Whether these are songs that the network has not learnt from.
    """

    clips: np.ndarray
    labels: np.ndarray
    signatures: np.ndarray
    usual_signatures: np.ndarray
    usual_probabilities: np.ndarray
    calibrated: np.ndarray

    def save(self, path):
        """Write it as an `.npz` file, whole or not at all.

        Parameters
        ----------
        path : path-like

        Raises
        ------
        OSError
            If it cannot be written.
        """
        with paths.written_whole(path) as unfinished, unfinished.open("wb") as file:
            np.savez_compressed(
                file, **{field.name: getattr(self, field.name) for field in fields(self)}, allow_pickle=False
            )

    @classmethod
    def load(cls, path):
        """Read what `save` has written.

        Parameters
        ----------
        path : path-like

        Returns
        -------
        Reference

        Raises
        ------
        ValueError
            If there is no such file, or it is damaged; one line that names it.
        """
        names = [field.name for field in fields(cls)]
        try:
            with np.load(path, allow_pickle=False) as file:
                found = cls(**{name: file[name] for name in names})
            songs, filters = found.signatures.shape
            fitting = (
                found.clips.shape == found.labels.shape == (songs,)
                and found.usual_signatures.shape == (len(found.usual_probabilities), filters)
                and found.usual_probabilities.ndim == 2
                and found.calibrated.shape == ()
            )
            if not fitting:
                raise ValueError("its parts do not belong together")
        except Exception as error:  # a damaged file makes zip and NumPy raise whatever they can
            why = str(error).partition("\n")[0] or type(error).__name__
            raise ValueError(f"{path}: cannot be used ({why}). Train the network again.") from None
        return found

    @cached_property
    def _scale(self):
        known = self.signatures.astype(np.float64)
        return known.mean(axis=0), known.std(axis=0) + 1e-6

    def _standard(self, signatures):
        mean, deviation = self._scale
        return (np.asarray(signatures, np.float64) - mean) / deviation

    @cached_property
    def _genres(self):
        """Mean signature of each genre, and the inverse of the spread around them."""
        known, labels = self._standard(self.signatures), self.labels
        means = {label: known[labels == label].mean(axis=0) for label in np.unique(labels)}
        around = known - np.stack([means[label] for label in labels])
        return np.stack(list(means.values())), LedoitWolf(assume_centered=True).fit(around).precision_

    def distance(self, signatures):
        """How far songs are from the nearest genre, counted in what is usual within genres.

        Parameters
        ----------
        signatures : np.ndarray [shape=(songs, filters)]

        Returns
        -------
        np.ndarray [shape=(songs,)]
            Mahalanobis distance to the mean of the nearest genre.

        Notes
        -----
        Lee, Lee, Lee, Shin (2018), on the means of all blocks, with the covariance of Ledoit and Wolf (2004):
        there are hardly more songs than filters.
        """
        means, precision = self._genres
        away = self._standard(signatures)[:, None] - means
        squares = np.einsum("sgi,ij,sgj->sg", away, precision, away)
        return np.sqrt(squares.min(axis=1).clip(min=0))

    def surprise(self, signatures, probabilities):
        """How unlike the known songs others are.

        Parameters
        ----------
        signatures : np.ndarray [shape=(songs, filters)]
            See `signature`.
        probabilities : np.ndarray [shape=(songs, genres)]
            What the network says of them.

        Returns
        -------
        np.ndarray [shape=(songs,)]
            0 is usual, see `threshold`. The logarithm of the `distance`, plus how undecided the network is
            (the entropy of its answer, in nats), each in standard deviations of the usual songs.

        Notes
        -----
        The two see different things: noise is far from all music and yet often called by the name of a genre
        without hesitation; a strange genre is near all others, and the network hesitates. A decided answer
        makes up for one deviation at most: speech is called hip hop with great confidence.
        """
        (middle, spread), (usual, width) = self._usual
        away = (np.log(self.distance(signatures) + 1e-9) - middle) / spread
        return away + np.maximum((entropy(probabilities) - usual) / width, -1)

    @cached_property
    def _usual(self):
        away = np.log(self.distance(self.usual_signatures) + 1e-9)
        undecided = entropy(self.usual_probabilities)
        return [(values.mean(), values.std() + 1e-6) for values in (away, undecided)]

    @cached_property
    def threshold(self):
        """The surprise beyond which a song counts as unlike the known ones: float.

        `FALSE_ALARMS` of the usual songs lie beyond it.
        """
        usual = self.surprise(self.usual_signatures, self.usual_probabilities)
        return float(np.quantile(usual, 1 - FALSE_ALARMS))

    def nearest(self, signature, *, count=3):
        """The songs that the network has learnt from and to which its filters respond most alike.

        Parameters
        ----------
        signature : np.ndarray [shape=(filters,)]
            Of the song to compare with.
        count : int > 0
            How many.

        Returns
        -------
        np.ndarray [shape=(count,)]
            Their rows in this reference, nearest first.
        """
        away = self._standard(self.signatures) - self._standard(signature)
        return np.argsort((away**2).sum(axis=1), kind="stable")[:count]


def entropy(probabilities):
    """How undecided an answer is, in nats: -sum p ln p, 0 for one genre alone."""
    p = np.asarray(probabilities, np.float64)
    return -(p * np.log(np.maximum(p, 1e-12))).sum(axis=-1)
