"""Could the labels of a confusion matrix stand in another order than printed?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize


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
