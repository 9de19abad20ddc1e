"""Is one network better than another, or was it luck?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats


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
