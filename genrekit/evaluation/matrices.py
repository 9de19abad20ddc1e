"""Confusion matrices: who was taken for whom, and the published ones."""

from __future__ import annotations

import numpy as np
import pandas as pd
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
