"""Splits that are drawn: songs or artists at random, the same for the same seed."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from genrekit import audio


@dataclass(frozen=True)
class Split:
    """Row numbers of a collection's table, in three parts that share no row.

    Rows may be in no part: songs that no list names, or whose artist is not known.

    Attributes
    ----------
    train : np.ndarray [dtype=int64]
        To learn from.
    valid : np.ndarray [dtype=int64]
        Taken from the training part, to watch the training with.
    test : np.ndarray [dtype=int64]
        Opened once, at the end.
    """

    train: np.ndarray
    valid: np.ndarray
    test: np.ndarray


def by_song(table, *, train=0.6, valid=0.1, seed=0, folds=0, fold=0):
    """Songs at random, the same share of every genre: the split of the course.

    Parameters
    ----------
    table : pd.DataFrame
        A collection's table, with `genre`.
    train : float, between 0 and 1
        Share of each genre's songs for training and validation together.
    valid : float, 0 or more and below 1
        Share of the training part that is set aside for validation.
    seed : int >= 0
        Another seed draws other songs.
    folds : int, 0 or 2 and more
        Deal each genre's songs into so many parts instead (cross-validation). `train` plays no part then.
    fold : int, 0 to folds - 1
        Which of these parts is the test. With the same seed, every song is tested in one fold.

    Returns
    -------
    Split

    Raises
    ------
    ValueError
        If a share or fold is out of range, or a genre has fewer than two songs, or fewer than folds.
    """
    songs = [np.array([row]) for row in range(len(table))]
    return _draw(table, songs, train, valid, seed, folds, fold, "song")


def by_artist(table, *, train=0.6, valid=0.1, seed=0, folds=0, fold=0):
    """Artists at random: no artist of the test part is in the training part.

    Parameters
    ----------
    table : pd.DataFrame
        A collection's table, with `genre` and `artist`.
    train, valid, seed, folds, fold
        As in `by_song`, of each genre's artists. With few artists the shares are met only roughly.

    Returns
    -------
    Split

    Raises
    ------
    ValueError
        If a share or fold is out of range, or a genre has fewer than two artists that are known, or fewer
        than folds.

    Warns
    -----
    UserWarning
        Once, with the names of all clips whose artist is not known. They could be by anybody, on either side,
        and are in no part.
    """
    known = ~without_artist(table)
    if len(table) and not known.any():
        raise ValueError(
            f"the artist of none of the {len(table)} clips is known; give a list of them as artists, "
            "sort the songs into folders genre/artist, or split by song"
        )
    row = np.arange(len(table))
    artists = [row[known & (table["artist"] == name)] for name in sorted(set(table["artist"][known]))]
    split = _draw(table, artists, train, valid, seed, folds, fold, "artist")
    if not known.all():
        names = ", ".join(map(audio.shown, table.index[~known]))
        warnings.warn(
            f"in no part, since the artist is not known: {names} ({(~known).sum()} of {len(table)} clips). "
            "Add them to the list of artists, or split by song.",
            stacklevel=2,
        )
    return split


def without_artist(table):
    """Which clips nobody knows the artist of.

    Parameters
    ----------
    table : pd.DataFrame
        A collection's table, with `artist`.

    Returns
    -------
    np.ndarray [shape=(clips,), dtype=bool]
    """
    return (table["artist"].isna() | table["artist"].eq("")).to_numpy(bool)


def _draw(table, groups, train, valid, seed, folds, fold, unit):
    """Draw whole groups of rows for each part, genre by genre."""
    if not 0 < train < 1:
        raise ValueError(f"train is {train}; choose a share between 0 and 1, such as 0.6")
    if not 0 <= valid < 1:
        raise ValueError(f"valid is {valid}; choose a share from 0 to below 1, such as 0.1")
    if seed < 0:
        raise ValueError(f"seed is {seed}; choose 0 or more")
    if folds and folds < 2:
        raise ValueError(f"folds is {folds}; choose 2 or more, or 0 for a single split")
    if not 0 <= fold < max(folds, 1):
        raise ValueError(f"fold is {fold}; choose 0 to {max(folds, 1) - 1}")
    rng = np.random.default_rng(seed)
    genre = table["genre"].to_numpy()
    parts = {"train": [], "valid": [], "test": []}
    # An artist of several genres belongs to the one of his first song, and goes to one part as a whole.
    home = np.array([genre[rows[0]] for rows in groups], dtype=object)
    for name in sorted(set(genre)):
        mine = [groups[i] for i in rng.permutation(np.flatnonzero(home == name))]
        if len(mine) < max(2, folds):
            lost = int(without_artist(table)[genre == name].sum()) if unit == "artist" else 0
            unknown = (
                f"; of {lost} of its {(genre == name).sum()} clips the artist is not known" if lost else ""
            )
            raise ValueError(
                f"genre {audio.shown(name)} has fewer than {folds or 'two'} {unit}s; it needs "
                f"{'one for each fold' if folds else 'one to learn from, one to test'}{unknown}"
            )
        if folds:
            test = mine[fold::folds]
            mine = [rows for place, rows in enumerate(mine) if place % folds != fold] + test
            learn = len(mine) - len(test)
        else:
            learn = int(np.clip(round(train * len(mine)), 1, len(mine) - 1))
        # One song or artist to learn from is more than none: validation takes only from the rest.
        watch = min(round(valid * learn), learn - 1)
        parts["valid"] += mine[:watch]
        parts["train"] += mine[watch:learn]
        parts["test"] += mine[learn:]
    rows = {part: np.sort(np.concatenate(chosen or [[]])).astype(np.int64) for part, chosen in parts.items()}
    return Split(**rows)
