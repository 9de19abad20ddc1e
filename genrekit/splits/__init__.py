"""Which songs a network learns from, and which it is tested on.

`drawn` holds the splits at random, by song or by artist; `published` those that come as lists of songs.
"""

from __future__ import annotations

from .drawn import Split, by_artist, by_song, without_artist
from .published import Lists, by_lists, find_lists, from_lists

__all__ = [
    "SPLITS",
    "Lists",
    "Split",
    "by_artist",
    "by_lists",
    "by_song",
    "draw",
    "find_lists",
    "from_lists",
    "without_artist",
]

#: The ways to split, by the name that an experiment's configuration gives them.
SPLITS = {"song": by_song, "artist": by_artist, "lists": by_lists}


def draw(table, split, *, train=0.6, valid=0.1, seed=0, lists="", folds=0, fold=0):
    """Split a collection in the way that is called so.

    Parameters
    ----------
    table : pd.DataFrame
        A collection's table, with `genre` and `artist`.
    split : {"song", "artist", "lists"}
        Which of `SPLITS`.
    train, valid, seed, folds, fold
        As in `by_song`; lists need none of them.
    lists : Lists or path-like
        For "lists", as in `by_lists`.

    Returns
    -------
    Split

    Raises
    ------
    ValueError
        If there is no such way, or the collection cannot be split so.
    """
    if split not in tuple(SPLITS):
        raise ValueError(f"split is {split!r}; choose {' or '.join(map(repr, SPLITS))}")
    if split == "lists":
        return by_lists(table, lists)
    return SPLITS[split](table, train=train, valid=valid, seed=seed, folds=folds, fold=fold)
