"""How good a network is, and how sure we can be of that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import optimize, stats
from sklearn import metrics

#: Order of rows and columns in the published matrices.
_PUBLISHED_ORDER = [
    "jazz",
    "reggae",
    "metal",
    "hiphop",
    "pop",
    "blues",
    "disco",
    "rock",
    "country",
    "classical",
]

#: The course's second experiment (18 MFCCs), complete.
_PUBLISHED_18 = """
28  0  1  1  1  0  4  0  2  3
 0 35  2  0  0  3  0  0  0  0
 3  4 15  6  0  3  2  1  0  6
 3  1  1 20  4  0  3  3  2  3
 2  0  2  5 24  0  4  0  3  0
 2 10  5  0  0 22  0  1  0  0
 1  0  0  0  0  0 35  0  1  3
 0  1  2  1  1  0  0 34  0  1
 1  1  3  3  7  0  2  3 18  2
 5  2  6  3  1  4  5  5  1  8
"""

#: Its first experiment (26 MFCCs): of some rows only the diagonal survived in print (-1: not known).
_PUBLISHED_26 = """
30  1  3  1  1  1  1  0  2  0
 1 34  2  0  0  1  0  1  1  0
-1 -1 16 -1 -1 -1 -1 -1 -1 -1
-1 -1 -1 20 -1 -1 -1 -1 -1 -1
 1  0  1  3 21  0  8  3  3  0
 1  6  4  0  1 25  1  1  1  0
 2  0  1  0  0  0 33  0  4  0
-1 -1 -1 -1 -1 -1 -1 29 -1 -1
-1 -1 -1 -1 -1 -1 -1 -1 23 -1
-1 -1 -1 -1 -1 -1 -1 -1 -1 12
"""


def published(num_ceps):
    """The confusion matrix that the course published.

    Parameters
    ----------
    num_ceps : {26, 18}
        Experiment 1 (26 MFCCs a frame) or 2 (18).

    Returns
    -------
    pd.DataFrame
        Songs of each true genre (rows) by predicted genre (columns), in alphabetical order; NaN where the
        print lost the number.

    Raises
    ------
    ValueError
        For another number of coefficients.
    """
    printed = {26: _PUBLISHED_26, 18: _PUBLISHED_18}
    if num_ceps not in printed:
        raise ValueError(f"num_ceps is {num_ceps}; matrices were published for 26 and 18")
    counts = np.array(printed[num_ceps].split(), dtype=float).reshape(10, 10)
    matrix = pd.DataFrame(np.where(counts < 0, np.nan, counts), _PUBLISHED_ORDER, _PUBLISHED_ORDER)
    return matrix.sort_index(axis=0).sort_index(axis=1).rename_axis(index="true", columns="predicted")


def confusion_matrix(true, predicted, genres):
    """Who was taken for whom.

    Parameters
    ----------
    true, predicted : np.ndarray [shape=(songs,)]
        Labels, indices into `genres`.
    genres : sequence of str
        Names of the labels.

    Returns
    -------
    pd.DataFrame
        Songs of each true genre (rows) by predicted genre (columns).
    """
    counts = metrics.confusion_matrix(true, predicted, labels=range(len(genres)))
    return pd.DataFrame(counts, list(genres), list(genres)).rename_axis(index="true", columns="predicted")


def per_genre(matrix):
    """Precision and recall of each genre.

    Parameters
    ----------
    matrix : pd.DataFrame
        A confusion matrix as `confusion_matrix` gives it.

    Returns
    -------
    pd.DataFrame
        A row a genre: `songs` (true songs of it), `recall` (share of them that was found), `precision`
        (share of what was called so that is so; NaN if nothing was called so).
    """
    right = np.diag(matrix)
    songs, called = matrix.sum(axis=1), matrix.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return pd.DataFrame(
            {"songs": songs, "recall": right / songs.to_numpy(), "precision": right / called.to_numpy()}
        ).rename_axis("genre")


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


@dataclass(frozen=True)
class Comparison:
    """Two networks on the same songs.

    Attributes
    ----------
    only_first, only_second : int
        Songs that one has right and the other wrong.
    both, neither : int
        The other songs.
    p_value : float
        How often chance alone would favour one of two equal networks at least so clearly.
    """

    only_first: int
    only_second: int
    both: int
    neither: int
    p_value: float


def compare(first_right, second_right):
    """Is one network better than another, or was it luck? McNemar's exact test.

    Parameters
    ----------
    first_right, second_right : np.ndarray [shape=(songs,), dtype=bool]
        Whether each network has each song right; the same songs in the same order.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        If the two differ in length.

    Notes
    -----
    McNemar (1947), in its exact binomial form: songs that both have right or wrong tell nothing about the
    difference; the others would fall on either side like a coin if the networks were equal. One network of
    each kind is compared: another seed may turn the result. Used in notebook 06.
    """
    first, second = np.asarray(first_right, bool), np.asarray(second_right, bool)
    if first.shape != second.shape:
        raise ValueError(
            f"first_right has {first.size} songs, second_right {second.size}; compare the same songs"
        )
    ahead, behind = int((first & ~second).sum()), int((~first & second).sum())
    p_value = stats.binomtest(ahead, ahead + behind, 0.5).pvalue if ahead + behind else 1.0
    return Comparison(
        ahead, behind, int((first & second).sum()), int((~first & ~second).sum()), float(p_value)
    )


def confusions(matrix, most=5):
    """The commonest mistakes.

    Parameters
    ----------
    matrix : pd.DataFrame
        A confusion matrix.
    most : int > 0
        How many.

    Returns
    -------
    pd.DataFrame
        Columns `true`, `predicted`, `songs`; the commonest first.
    """
    off = matrix.where(~np.eye(len(matrix), dtype=bool), 0)
    pairs = off.rename_axis(index="true", columns="predicted").stack().rename("songs").reset_index()
    pairs = pairs[pairs["songs"] > 0].sort_values("songs", ascending=False, kind="stable")
    return pairs.head(most).astype({"songs": int}).reset_index(drop=True)


def mistakes(predictions, most=3):
    """The mistakes that a network is surest of, each with a song of the genre it was taken for.

    Parameters
    ----------
    predictions : pd.DataFrame
        As `experiments.Run.predictions` gives it.
    most : int > 0
        How many; every pair of genres comes once, as long as there are pairs enough.

    Returns
    -------
    pd.DataFrame
        Indexed by clip, the surest first: `true`, `predicted`, `confidence` (probability of the predicted
        genre), and `model`, the clip of the predicted genre that was recognised most surely (empty if
        none was). Fewer rows than `most` if there are fewer mistakes.

    Notes
    -----
    Used in notebook 06.
    """
    sure = predictions[["true", "predicted"]].copy()
    sure["confidence"] = predictions.drop(columns=["true", "predicted"]).max(axis=1)
    sure = sure.sort_values("confidence", ascending=False, kind="stable")
    found = sure[sure["true"] == sure["predicted"]]
    missed = sure[sure["true"] != sure["predicted"]]
    again = missed.duplicated(["true", "predicted"])
    chosen = pd.concat([missed[~again], missed[again]]).head(most)
    best = found.drop_duplicates("predicted").reset_index().set_index("predicted")["clip"]
    return chosen.assign(model=chosen["predicted"].map(best).fillna(""))


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
    right = np.asarray(right, float)
    if not len(right):
        raise ValueError("right is empty; there is nothing to draw from")
    if groups is not None and len(groups) != len(right):
        raise ValueError(f"groups has {len(groups)} entries for {len(right)} songs; give one for each")
    group = np.arange(len(right)) if groups is None else pd.factorize(np.asarray(groups))[0]
    sums, counts = np.bincount(group, right), np.bincount(group)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=resamples)
    shares = (drawn @ sums) / (drawn @ counts)
    low, high = np.quantile(shares, ((1 - confidence) / 2, (1 + confidence) / 2))
    return float(low), float(high)


@dataclass(frozen=True)
class Order:
    """In which order the labels of a matrix make it most like another one.

    Attributes
    ----------
    names : tuple of str
        For each row of the matrix, in its printed order, the label of the other that fits it best.
    score, printed : float
        Likeness in this order, and in the printed one: correlation over all cells.
    chance_of_best : float
        How often matrices that have nothing in common reach this score in *their* best order.
    chance_of_printed : float
        How often an order drawn at random reaches the score of the printed one.
    """

    names: tuple[str, ...]
    score: float
    printed: float
    chance_of_best: float
    chance_of_printed: float


def best_order(matrix, other, *, starts=30, shuffles=200, seed=0):
    """Could the labels of a confusion matrix stand in another order than printed?

    Parameters
    ----------
    matrix : pd.DataFrame
        The matrix in question: songs of each true genre (rows) by predicted genre (columns), no blank cells.
    other : pd.DataFrame
        A matrix of the same genres whose labels are beyond doubt.
    starts : int > 0
        Random orders from which a best one is searched.
    shuffles : int > 0
        Matrices without anything in common with `other` that are put into their best order, too.
    seed : int >= 0
        Of all of this.

    Returns
    -------
    Order

    Raises
    ------
    ValueError
        If the matrices differ in genres, or cells are blank.

    Notes
    -----
    Rows become shares. Rows and columns move together, so this is a quadratic assignment; it is solved by
    exchanging pairs from many starts (2-opt; SciPy), which may miss the very best. Whoever looks for the best
    of 3,628,800 orders finds a good one among any matrices. So the best score is compared with the best
    scores of matrices with the same recalls whose mistakes are dealt at random within each row, and not with
    the score of one random order.
    """
    if sorted(matrix.index) != sorted(other.index) or matrix.isna().any(axis=None):
        raise ValueError("matrix and other must hold the same genres, and no blank cells")
    names = list(matrix.index)
    mine, theirs = (
        table.loc[names, names].div(table.loc[names, names].sum(axis=1), axis=0).to_numpy()
        for table in (matrix, other)
    )
    rng = np.random.default_rng(seed)
    order, score = _fitted(mine, theirs, starts, rng)
    identity = np.arange(len(names))
    printed = _likeness(mine, theirs, identity)
    best = [_fitted(_dealt_anew(mine, rng), theirs, starts, rng)[1] for _ in range(shuffles)]
    one = [_likeness(mine, theirs, rng.permutation(identity)) for _ in range(50 * shuffles)]
    return Order(
        tuple(names[label] for label in order),
        score,
        printed,
        (1 + sum(likeness >= score for likeness in best)) / (1 + shuffles),
        (1 + sum(likeness >= printed for likeness in one)) / (1 + len(one)),
    )


def _likeness(mine, theirs, order):
    return float(np.corrcoef(mine.ravel(), theirs[np.ix_(order, order)].ravel())[0, 1])


def _fitted(mine, theirs, starts, rng):
    """The order of `theirs` that makes it most like `mine`, and its likeness."""
    options = {"maximize": True, "rng": rng}
    found = [
        optimize.quadratic_assignment(mine, theirs, method="2opt", options=options) for _ in range(starts)
    ]
    best = max(found, key=lambda one: one.fun).col_ind
    return best, _likeness(mine, theirs, best)


def _dealt_anew(matrix, rng):
    """As many mistakes in each row, made with others: the cells beside the diagonal change places."""
    new, size = matrix.copy(), len(matrix)
    for row in range(size):
        others = np.arange(size) != row
        new[row, others] = rng.permutation(matrix[row, others])
    return new
