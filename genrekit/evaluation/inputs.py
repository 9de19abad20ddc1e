"""What several measures ask of what they are given."""

from __future__ import annotations

import numpy as np
import pandas as pd


def grouped(groups, songs):
    """A number for the group of each song.

    Parameters
    ----------
    groups : sequence or None
        Names of groups, such as artists. A song without one (None, NaN or an empty text) stands for itself,
        and so does every song if there are no groups.
    songs : int
        How many songs there are.

    Returns
    -------
    np.ndarray [shape=(songs,), dtype=int]

    Raises
    ------
    ValueError
        If `groups` has another length.
    """
    if groups is None:
        return np.arange(songs)
    if len(groups) != songs:
        raise ValueError(f"groups has {len(groups)} entries for {songs} songs; give one for each")
    names = pd.Series(np.asarray(groups, dtype=object))
    number, _ = pd.factorize(names.mask(names.eq("")))
    alone = number < 0
    return np.where(alone, number.max(initial=-1) + np.cumsum(alone), number)


def between(name, value, *, low=0.0, high=1.0):
    """Refuse a number that does not lie between two others.

    Parameters
    ----------
    name : str
        What it is called.
    value : float
        The number.
    low, high : float
        The others; neither is allowed itself.

    Raises
    ------
    ValueError
        One line that names it.
    """
    if not low < value < high:
        raise ValueError(f"{name} is {value}; choose a number between {low:g} and {high:g}")
