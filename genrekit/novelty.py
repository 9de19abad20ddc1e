"""Is a song unlike anything that a network has learnt from, and which songs are most like it?"""

from __future__ import annotations

import itertools
import zipfile
from dataclasses import dataclass, fields
from functools import cached_property, partial

import numpy as np
from sklearn.covariance import LedoitWolf

from genrekit import paths, training
from genrekit.explain.blocks import layers_on
from genrekit.models import keras, layers
from genrekit.shards import Songs

#: Share of the usual songs that lie beyond the threshold: what is aimed at for false alarms.
FALSE_ALARMS = 0.05

#: Songs needed to say how large a surprise is usual.
ENOUGH = 20

#: Frames of a song that are looked at together: a whole number of steps of each block.
_AT_ONCE = 72 * 100

#: Lengths for which it is measured how large a surprise is usual, in crops. In a short excerpt chance is
#: larger than in a long song.
_LENGTHS = (1, 2, 4)

#: The largest reference that is read, unfolded: 100,000 songs take about 100 MB.
_MOST_BYTES = 2**29

#: Songs softer or louder than this share of the known ones are brought to the softest or loudest of the rest.
_OUTSIDE = 0.02


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
    return _signature(partial(_means, model), song)


def signatures(model, songs):
    """The signature of each of many songs, by a network that is compiled for it: in a third of the time.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    songs : sequence of np.ndarray [shape=(frames, coefs)]
        Features, each at least as long as a crop; they are read one after the other.

    Returns
    -------
    np.ndarray [shape=(songs, filters), dtype=float32]
        See `signature`; the same but for rounding.
    """
    means = _compiled(model)
    return np.stack([_signature(means, song) for song in songs])


def _compiled(model):
    """`_means` of this network, for songs of any length. To compile it takes as long as some dozen songs."""
    # Keras comes first: it sets how TensorFlow starts.
    import tensorflow as tf

    any_length = tf.TensorSpec((None, None, model.input_shape[2]))
    return tf.function(partial(_means, model), input_signature=[any_length])


def _means(model, x):
    """Means of all maps after ReLU [shape=(songs, filters)]."""
    maps = (maps for layer, maps in layers_on(model, x) if isinstance(layer, layers.ReLU))
    return keras.ops.concatenate([keras.ops.mean(each, axis=(1, 2)) for each in maps], axis=1)


def _signature(means, song):
    pieces = np.array_split(np.asarray(song, np.float32), max(1, round(len(song) / _AT_ONCE)))
    found = [np.asarray(means(piece[None]))[0] for piece in pieces]
    return np.average(found, axis=0, weights=[len(piece) for piece in pieces]).astype(np.float32)


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
        usual. If there are fewer than `ENOUGH`, the learnt ones stand in; these are so much less of a
        surprise that by their measure nearly every song would be strange, and no alarm should be raised.
    crops : int > 0
        Crops a song, as for `training.predict`.

    Returns
    -------
    Reference
    """
    calibrated = len(watched) >= ENOUGH
    usual = Songs.of(watched if calibrated else learnt)
    crop = model.input_shape[1]
    shortest = int(usual.lengths.min())
    lengths = [crop * count for count in _LENGTHS if crop * count < 0.9 * shortest] + [shortest]
    means = _compiled(model)
    usual_signatures, probabilities = [], []
    for length in lengths:
        # From the middle: songs begin and end in many ways. Read when they are asked for: not all at once.
        parts = usual.cut(
            np.arange(len(usual)), (usual.lengths - length) // 2, np.full(len(usual), length, np.int64)
        )
        usual_signatures.append([_signature(means, part) for part in parts])
        probabilities.append(training.predict(model, parts, crops=crops))
    levels = [song[:, 0].mean() for song in itertools.chain(learnt, watched)]
    return Reference(
        clips=np.array(list(clips), dtype=str),
        labels=np.asarray(labels),
        signatures=np.stack([_signature(means, song) for song in learnt]),
        usual_frames=np.array(lengths),
        usual_signatures=np.array(usual_signatures),
        usual_probabilities=np.array(probabilities),
        levels=np.quantile(levels, (_OUTSIDE, 1 - _OUTSIDE)).astype(np.float32),
        calibrated=np.array(calibrated),
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
    usual_frames : np.ndarray [shape=(lengths,)]
        Lengths for which it is known how large a surprise is usual, rising.
    usual_signatures : np.ndarray [shape=(lengths, others, filters)]
        Of excerpts of these lengths, of songs that show it.
    usual_probabilities : np.ndarray [shape=(lengths, others, genres)]
        What the network says of these.
    levels : np.ndarray [shape=(2,)]
        The softest and the loudest of the known songs, but for a few: mean log energy of their frames.
    calibrated : np.ndarray [shape=(), dtype=bool]
        Whether these are songs that the network has not learnt from.
    """

    clips: np.ndarray
    labels: np.ndarray
    signatures: np.ndarray
    usual_frames: np.ndarray
    usual_signatures: np.ndarray
    usual_probabilities: np.ndarray
    levels: np.ndarray
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
            with zipfile.ZipFile(path) as archive:
                # A small file may unfold to more than memory holds.
                if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
                    raise ValueError("it unfolds to more than a reference is")
            with np.load(path, allow_pickle=False) as file:
                found = cls(**{name: file[name] for name in names})
            if not found._whole():
                raise ValueError("its parts do not belong together")
        except Exception as error:  # a damaged file makes zip and NumPy raise whatever they can
            why = str(error).partition("\n")[0] or type(error).__name__
            raise ValueError(f"{path}: cannot be used ({why}). Train the network again.") from None
        return found

    def _whole(self):
        """Whether shapes, kinds and values are such as `reference` makes them."""
        kinds = {"clips": "U", "labels": "iu", "usual_frames": "iu", "calibrated": "b"}
        arrays = {field.name: getattr(self, field.name) for field in fields(self)}
        if any(array.dtype.kind not in kinds.get(name, "f") for name, array in arrays.items()):
            return False
        numbers = (array for array in arrays.values() if array.dtype.kind == "f")
        return bool(
            self.signatures.ndim == 2
            and self.usual_probabilities.ndim == 3
            and self.clips.shape == self.labels.shape == self.signatures.shape[:1]
            and self.usual_signatures.shape == (*self.usual_probabilities.shape[:2], self.signatures.shape[1])
            and self.usual_frames.shape == self.usual_signatures.shape[:1]
            and self.levels.shape == (2,)
            and self.calibrated.shape == ()
            and min(self.signatures.size, self.usual_probabilities.size) > 0
            and all(np.isfinite(array).all() for array in numbers)
            and 0 <= self.labels.min() <= self.labels.max() < self.usual_probabilities.shape[2]
            and (np.diff(self.usual_frames) > 0).all()
        )

    def fits(self, genres, filters):
        """Whether it is of a network with so many genres and filters: True or False."""
        return self.usual_probabilities.shape[2] == genres and self.signatures.shape[1] == filters

    def at_usual_level(self, song):
        """A song as loud as known songs are: one that is softer or louder than them is turned up or down.

        How loud a file is says little about the music, and a network that has never met so soft a song is
        lost.

        Parameters
        ----------
        song : np.ndarray [shape=(frames, coefs)]
            MFCCs, the first of them the log energy of the frame.

        Returns
        -------
        np.ndarray [shape=(frames, coefs)]
        """
        level = song[:, 0].mean()
        turned = song.copy()
        turned[:, 0] += np.clip(level, *self.levels) - level
        return turned

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
            Mahalanobis distance to the mean of the nearest genre, with one spread for all genres.

        Notes
        -----
        Lee, Lee, Lee, Shin (2018), on the means of all blocks, with the covariance of Ledoit and Wolf (2004):
        there are hardly more songs than filters.
        """
        means, precision = self._genres
        away = self._standard(signatures)[:, None] - means
        squares = np.einsum("sgi,ij,sgj->sg", away, precision, away)
        return np.sqrt(squares.min(axis=1).clip(min=0))

    def surprise(self, signatures, probabilities, *, frames=None):
        """How unlike the known songs others are.

        Parameters
        ----------
        signatures : np.ndarray [shape=(songs, filters)]
            See `signature`.
        probabilities : np.ndarray [shape=(songs, genres)]
            What the network says of them.
        frames : int, optional
            Their length; as long as whole known songs if not given.

        Returns
        -------
        np.ndarray [shape=(songs,)]
            About 0 is usual, see `threshold`. The logarithm of the `distance`, plus how undecided the network
            is (the entropy of its answer, in nats), each in standard deviations of usual songs, cut to the
            longest measured length that is no longer than these.

        Notes
        -----
        The two see different things. Noise is far from all music, and is yet called by the name of a genre
        without hesitation. Some strange genres lie amid the others, and the network hesitates; others do not,
        and then indecision is no help. A decided answer makes up for one deviation at most. This sum and
        its limit were chosen among some twenty scores for what they do on the ten genres of the embedded
        collection, each left out in turn: on other music they may do worse.
        """
        scale, _ = self._usual[self._length(frames)]
        return _added(self._both(signatures, probabilities), scale)

    def _both(self, signatures, probabilities):
        return np.log(self.distance(signatures) + 1e-9), entropy(probabilities)

    def _length(self, frames):
        """Which of the measured lengths is the longest one that is no longer."""
        if frames is None:
            return len(self.usual_frames) - 1
        return max(0, int(np.searchsorted(self.usual_frames, frames, side="right")) - 1)

    @cached_property
    def _usual(self):
        """Of each length: mean and deviation of both measurements, and the threshold of their sum."""
        found = []
        for usual in zip(self.usual_signatures, self.usual_probabilities, strict=True):
            both = self._both(*usual)
            scale = [(values.mean(), values.std() + 1e-6) for values in both]
            found.append((scale, float(np.quantile(_added(both, scale), 1 - FALSE_ALARMS))))
        return found

    def threshold(self, frames=None):
        """The surprise beyond which a song counts as unlike the known ones.

        Parameters
        ----------
        frames : int, optional
            Length of the song; as long as whole known songs if not given.

        Returns
        -------
        float
            `FALSE_ALARMS` of the usual songs lie beyond it. With 60 of them, as a run of the kit's defaults
            has, that is three: the true rate of false alarms may as well be 2 % or 9 %.
        """
        return self._usual[self._length(frames)][1]

    def nearest(self, signature, *, count=3):
        """The songs that the network has learnt from and to which its filters respond most alike on average.

        All filters count the same here: what is alike to the network's ears, not what is unusual.

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


def _added(both, scale):
    """The surprise: both measurements in standard deviations; indecision takes off one at most."""
    away, undecided = (
        (values - mean) / deviation for values, (mean, deviation) in zip(both, scale, strict=True)
    )
    return away + np.maximum(undecided, -1)


def surprises(model, known, songs):
    """How unlike all that a network knows some songs are, heard as `timeline.Listener` hears them.

    Parameters
    ----------
    model : keras.Model
        The network.
    known : Reference
        What it knows.
    songs : sequence of np.ndarray [shape=(frames, coefs)]
        Features of songs about as long as those that it knows.

    Returns
    -------
    np.ndarray [shape=(songs,)]
        See `Reference.surprise`.

    Notes
    -----
    Used in notebook 08.
    """
    songs = [known.at_usual_level(song) for song in songs]
    return known.surprise(signatures(model, songs), training.predict(model, songs))


def entropy(probabilities):
    """How undecided an answer is, in nats: -sum p ln p, 0 for one genre alone."""
    p = np.asarray(probabilities, np.float64)
    return -(p * np.log(np.maximum(p, 1e-12))).sum(axis=-1)
