"""How sure we can be of a share of right answers, and of what a network says of its own sureness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

from .inputs import between, grouped


@dataclass(frozen=True)
class Accuracy:
    """A share of right answers and the interval that it leaves for the true share.

    Attributes
    ----------
    right, songs : int
        Right answers out of how many.
    low, high : float
        Ends of the interval.
    confidence : float
        How often such an interval holds the true share, in the long run.
    """

    right: int
    songs: int
    low: float
    high: float
    confidence: float = 0.95

    @property
    def value(self):
        """The share of right answers."""
        return self.right / self.songs

    def __str__(self):
        return (
            f"{self.value:.1%} ({self.right} of {self.songs} songs; "
            f"{self.confidence:.0%} interval {self.low:.1%} to {self.high:.1%})"
        )


def accuracy(right, songs, *, confidence=0.95):
    """Accuracy with Wilson's interval.

    Parameters
    ----------
    right, songs : int
        Right answers out of how many.
    confidence : float, between 0 and 1
        How often the interval shall hold the true share, in the long run.

    Returns
    -------
    Accuracy

    Raises
    ------
    ValueError
        If there are no songs, or more right answers than songs.

    Notes
    -----
    Wilson (1927). It counts songs as drawn one by one from all songs like these; that the network itself
    could have been trained with another seed is not in it.
    """
    if not 0 <= right <= songs or songs == 0:
        raise ValueError(
            f"right is {right} and songs is {songs}; right answers lie between 0 and the songs, above 0"
        )
    interval = stats.binomtest(int(right), int(songs)).proportion_ci(confidence, method="wilson")
    return Accuracy(int(right), int(songs), float(interval.low), float(interval.high), confidence)


def when_as_sure(predictions, sure, *, count=100):
    """How often a network was right about the songs of which it was about as sure.

    Parameters
    ----------
    predictions : pd.DataFrame
        A row a test song, as `experiments.Run.predictions`: `true`, `predicted`, and a probability per genre.
    sure : float
        The probability of its answer for another song.
    count : int > 0
        How many songs to look at: those whose own probability is nearest. Fewer if there are fewer, and at
        most a quarter of them, or the nearest would be far.

    Returns
    -------
    Accuracy

    Notes
    -----
    Used in notebook 08 and by the web page.
    """
    probability = predictions.drop(columns=["true", "predicted"]).max(axis=1).to_numpy()
    count = min(count, -(-len(predictions) // 4))
    nearest = np.argsort(np.abs(probability - sure), kind="stable")[:count]
    right = (predictions["true"] == predictions["predicted"]).to_numpy()[nearest]
    return accuracy(int(right.sum()), len(right))


def bootstrap(right, groups=None, *, resamples=4000, confidence=0.95, seed=0):
    """An interval for a share of right answers, by drawing the songs anew.

    Parameters
    ----------
    right : np.ndarray [shape=(songs,)]
        Whether each song is right: 0 or 1, or a share over several networks.
    groups : sequence, optional
        Who each song is by: then whole groups are drawn, for songs of one artist are no independent
        witnesses. Each song stands for itself if not given.
    resamples : int > 0
        How many times.
    confidence : float, between 0 and 1
        How often the interval shall hold the true share, in the long run.
    seed : int >= 0
        Of the draws.

    Returns
    -------
    low, high : float

    Raises
    ------
    ValueError
        If there are no songs, or `groups` has another length.

    Notes
    -----
    Percentiles of the resampled shares (Efron and Tibshirani 1993). With few groups it is too narrow: twenty
    are few.
    """
    between("confidence", confidence)
    shares = resampled(right, groups, resamples=resamples, seed=seed)
    low, high = np.quantile(shares, ((1 - confidence) / 2, (1 + confidence) / 2))
    return float(low), float(high)


def resampled(right, groups=None, *, resamples=4000, seed=0):
    """Shares of right answers that might have come out: the draws of which `bootstrap` takes the ends.

    Parameters
    ----------
    right, groups, resamples, seed
        As in `bootstrap`.

    Returns
    -------
    np.ndarray [shape=(resamples,)]

    Raises
    ------
    ValueError
        If there are no songs, or `groups` has another length.

    Notes
    -----
    Used in notebook 09.
    """
    right = np.asarray(right, float)
    if not len(right):
        raise ValueError("right is empty; there is nothing to draw from")
    if np.isnan(right).any():
        raise ValueError(f"right has {np.isnan(right).sum()} songs that were not tested; leave them out")
    group = grouped(groups, len(right))
    sums, counts = np.bincount(group, right), np.bincount(group)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=resamples)
    return (drawn @ sums) / (drawn @ counts)


def calibration_error(predictions, *, groups=10):
    """How far a network's sureness lies from how often it is right: the expected calibration error.

    Parameters
    ----------
    predictions : pd.DataFrame
        A row a test song, as `experiments.Run.predictions`: `true`, `predicted`, and a probability per genre.
    groups : int > 0
        Groups of songs by the probability of the answer, equally wide.

    Returns
    -------
    float
        The distance in each group, averaged over the songs; 0 is best.

    Notes
    -----
    Naeini, Cooper and Hauskrecht (2015); Guo, Pleiss, Sun and Weinberger (2017). With few songs, chance alone
    makes it larger than 0, whatever the network. Used in notebook 09.
    """
    probability = predictions.drop(columns=["true", "predicted"]).max(axis=1).to_numpy(float)
    right = (predictions["true"] == predictions["predicted"]).to_numpy(float)
    group = np.clip(np.ceil(probability * groups).astype(int) - 1, 0, groups - 1)
    return float(np.abs(np.bincount(group, probability - right, groups)).sum() / len(right))


def tempered(probabilities, temperature):
    """Probabilities made more modest, or bolder, without a change in their order.

    Parameters
    ----------
    probabilities : np.ndarray [shape=(songs, genres)] or pd.DataFrame
        Rows add up to 1.
    temperature : float > 0
        Above 1 the probabilities move together, below 1 apart; 1 leaves them as they are.

    Returns
    -------
    np.ndarray or pd.DataFrame
        Like `probabilities`.
    """
    between("temperature", temperature, high=np.inf)
    # A probability that was rounded to 0 has no logarithm.
    logits = np.log(np.maximum(probabilities, 1e-7)) / temperature
    powers = np.exp(logits - np.max(np.asarray(logits), axis=1, keepdims=True))
    return powers / np.sum(np.asarray(powers), axis=1, keepdims=True)


def fit_temperature(probabilities, labels):
    """The temperature at which the truth is most probable on average: of songs to watch, never to test with.

    Parameters
    ----------
    probabilities : np.ndarray [shape=(songs, genres)]
        Of songs that nothing was learnt from.
    labels : np.ndarray [shape=(songs,)]
        Their true genres, indices of the columns.

    Returns
    -------
    float
        From 0.05 to 20.

    Raises
    ------
    ValueError
        If there are no songs, or the labels do not fit.

    Notes
    -----
    Temperature scaling of Guo, Pleiss, Sun and Weinberger, *On calibration of modern neural networks* (2017):
    one number, fitted by cross-entropy. Used in notebook 09.
    """
    probabilities, labels = np.asarray(probabilities, float), np.asarray(labels)
    if not len(labels):
        raise ValueError("probabilities is empty; there is no song to fit a temperature to")
    fits = labels.shape == (len(probabilities),) and np.issubdtype(labels.dtype, np.integer)
    if not (fits and labels.min() >= 0 and labels.max() < probabilities.shape[1]):
        raise ValueError(f"labels must be one whole number a row, from 0 to {probabilities.shape[1] - 1}")

    def loss(log_temperature):
        given = tempered(probabilities, np.exp(log_temperature))[np.arange(len(labels)), labels]
        return -np.log(np.maximum(given, 1e-12)).mean()

    return float(np.exp(optimize.minimize_scalar(loss, bounds=np.log([0.05, 20]), method="bounded").x))
