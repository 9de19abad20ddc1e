"""Songs described by statistics, without any network, and a support vector machine that sorts them."""

from __future__ import annotations

import itertools

import numpy as np
from scipy.special import softmax
from sklearn.calibration import CalibratedClassifierCV
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from genrekit import models, training

#: Steps in frames over which change is measured, and the most bands of its speed.
_LAGS, _SPEEDS = (1, 2, 4, 8, 16), 6

#: Portraits to learn from at most, as long as each song has one: time grows with the square of their number.
_MOST = 12_000


def portrait(crops, *, mel=True):
    """What crops are like, without when it happened.

    Parameters
    ----------
    crops : np.ndarray [shape=(crops, frames, coefs)]
        MFCCs, or other features; more than 16 frames.
    mel : bool
        Describe the mel bands of the MFCCs as well, see `models.mel_bands`.

    Returns
    -------
    np.ndarray [shape=(crops, numbers), dtype=float32]
        For every coefficient (and band): mean, deviation, five percentiles, how much it changes over 1, 2, 4,
        8 and 16 frames, how much of its change is slow or fast (five or six bands); for every two their
        correlation.

    Raises
    ------
    ValueError
        If the crops are too short.

    Notes
    -----
    With 124 frames of 26 coefficients these are 1,534 numbers. Used in notebook 10.
    """
    crops = np.asarray(crops, np.float32)
    if crops.ndim != 3 or crops.shape[1] <= max(_LAGS):
        raise ValueError(
            f"crops has the shape {crops.shape}; give crops of more than {max(_LAGS)} frames each"
        )
    views = [crops, crops @ models.mel_bands(crops.shape[2])] if mel else [crops]
    return np.concatenate([part for view in views for part in _numbers(view)], axis=1).astype(np.float32)


def _numbers(crops):
    count, frames, coefs = crops.shape
    centred = crops - crops.mean(axis=1, keepdims=True)
    deviation = centred.std(axis=1)
    yield crops.mean(axis=1)
    yield deviation
    yield np.percentile(crops, (5, 25, 50, 75, 95), axis=1).transpose(1, 0, 2).reshape(count, -1)
    for lag in _LAGS:
        yield (crops[:, lag:] - crops[:, :-lag]).std(axis=1)
    power = np.abs(np.fft.rfft(centred, axis=1)) ** 2
    edges = np.unique(np.geomspace(1, power.shape[1], _SPEEDS + 1).astype(int))
    for low, high in itertools.pairwise(edges):
        yield np.log(power[:, low:high].mean(axis=1) + 1e-6)
    together = np.matmul(centred.transpose(0, 2, 1), centred) / frames
    together /= np.maximum(deviation[:, :, None] * deviation[:, None, :], 1e-9)
    one, other = np.triu_indices(coefs, 1)
    yield together[:, one, other]


class Sorter:
    """A support vector machine on portraits of several crops of each song.

    Parameters
    ----------
    frames : int > 16
        Length of a crop.
    crops : int > 0
        Crops a song, spread evenly: to learn from, and averaged to judge it.
    mel : bool
        Describe the mel bands of the MFCCs as well.
    c : float > 0
        How dear mistakes in training are.
    width : float > 0
        How far a song's example reaches: the kernel is exp(-d² / (2 width² n)) for a distance d between
        portraits of n numbers of deviation 1.
    """

    def __init__(self, *, frames=124, crops=6, mel=True, c=5.0, width=1.22):
        if frames <= max(_LAGS):
            raise ValueError(f"frames is {frames}; choose more than {max(_LAGS)}")
        self.frames, self.crops, self.mel, self.c, self.width = frames, crops, mel, c, width

    def fit(self, songs, labels, *, num_classes):
        """Learn from songs.

        Parameters
        ----------
        songs : sequence of np.ndarray [shape=(frames, coefs)]
            Features.
        labels : np.ndarray [shape=(songs,)]
            Integer labels, 0 to `num_classes` - 1.
        num_classes : int >= 2
            Genres.

        Returns
        -------
        Sorter
            Itself.

        Raises
        ------
        ValueError
            If a song is shorter than a crop, the labels do not fit, or only one genre is there.

        Notes
        -----
        How sure to be is learnt on songs that were left out (Platt's scaling, three folds), all crops of a
        song together. With fewer than two songs of a genre that cannot be done; probabilities are rough then.
        """
        labels = training.checked(songs, labels, num_classes, frames=self.frames)
        self.num_classes = num_classes
        crops = max(1, min(self.crops, _MOST // len(songs)))
        portraits = np.concatenate(list(self._portraits(songs, crops)))
        song = np.tile(np.arange(len(songs)), crops)
        gamma = 1 / (2 * self.width**2 * portraits.shape[1])
        machine = make_pipeline(StandardScaler(), SVC(C=self.c, gamma=gamma))
        fewest = np.bincount(labels)[np.unique(labels)].min()
        if fewest >= 2:
            folds = StratifiedGroupKFold(min(3, fewest)).split(portraits, labels[song], song)
            machine = CalibratedClassifierCV(machine, ensemble=False, cv=list(folds))
        self._machine = machine.fit(portraits, labels[song])
        return self

    def predict(self, songs):
        """How probable each genre is for each song.

        Parameters
        ----------
        songs : sequence of np.ndarray [shape=(frames, coefs)]
            Features.

        Returns
        -------
        np.ndarray [shape=(songs, genres), dtype=float32]
            Rows add up to 1.
        """
        probabilities = np.zeros((len(songs), self.num_classes), np.float32)
        # A few songs at a time: the crops of a large collection need not fit into memory.
        for start in range(0, len(songs), 256):
            some = self._portraits(songs[start : start + 256], self.crops)
            each = np.mean([self._judged(portraits) for portraits in some], axis=0)
            probabilities[start : start + 256, self._machine.classes_] = each
        return probabilities

    def _portraits(self, songs, crops):
        """The portraits of the first crop of all songs, of the second one, and so on."""
        for place in np.linspace(0, 1, crops) if crops > 1 else (0.5,):
            stretches = np.stack([training.crop(song, self.frames, place) for song in songs])
            yield portrait(stretches, mel=self.mel)

    def _judged(self, portraits):
        if hasattr(self._machine, "predict_proba"):
            return self._machine.predict_proba(portraits)
        scores = self._machine.decision_function(portraits)
        return softmax(scores if scores.ndim == 2 else np.stack((-scores, scores), axis=1), axis=1)
