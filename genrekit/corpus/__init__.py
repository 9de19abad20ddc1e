"""The embedded collection: ten genres, a hundred invented artists, a thousand songs that need no files.

`compose` writes the score of a clip, `perform` plays and records it, `clip` does both. What is played stands
in `recipes` (a genre a file, for musicians), how in `players`, how it is recorded in `studio`.
"""

from __future__ import annotations

import math
from importlib import import_module

import numpy as np

from ..genres import GENRES
from .artists import Artist, write_song
from .chart import Dice
from .score import NOTE, ROLES, Part, Score

CLIPS_PER_ARTIST = 10
ARTISTS_PER_GENRE = 10

__all__ = [
    "ARTISTS_PER_GENRE",
    "CLIPS_PER_ARTIST",
    "NOTE",
    "ROLES",
    "Artist",
    "Part",
    "Score",
    "artist",
    "clip",
    "compose",
    "perform",
]


def artist(genre: str, number: int) -> Artist:
    """An artist of the collection.

    Parameters
    ----------
    genre : str
        One of `genrekit.genres.GENRES`.
    number : int
        0 to 9.

    Returns
    -------
    Artist
        Name, sub-style, instrumentations, recording and all that the recipe says.

    Raises
    ------
    ValueError
        If there is no such genre or number.

    Examples
    --------
    >>> artist("reggae", 0).style
    'roots one-drop'
    """
    _check(genre, number, ARTISTS_PER_GENRE)
    return _recipe(genre).ARTISTS[number]


def compose(genre: str, number: int, *, seed: int = 0, seconds: float = 30.0) -> Score:
    """Write the score of a clip.

    Parameters
    ----------
    genre : str
        One of `genrekit.genres.GENRES`.
    number : int
        0 to 99; `number // 10` is the artist.
    seed : int >= 0
        Another seed is another collection by the same artists.
    seconds : float > 0
        Length of the clip.

    Returns
    -------
    Score
        The same for the same arguments, in every process and in every order.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it.
    """
    _check(genre, number, ARTISTS_PER_GENRE * CLIPS_PER_ARTIST)
    if not _is_integer(seed) or seed < 0:
        raise ValueError(f"seed is {seed!r}: use an integer of 0 or more")
    if not 0.0 < seconds < math.inf:
        raise ValueError(f"seconds is {seconds!r}: use a length above 0")
    recipe = _recipe(genre)
    who, song = divmod(int(number), CLIPS_PER_ARTIST)
    dice = Dice(int(seed), GENRES.index(genre), who, int(number))
    return write_song(genre, recipe.ARTISTS[who], recipe.TITLES, song, float(seconds), dice)


def perform(score: Score, recording, *, seed: int = 0) -> np.ndarray:
    """Play a score and record it.

    Parameters
    ----------
    score : Score
        What is played.
    recording : Recording
        How it is recorded (`artist(genre, number).recording`).
    seed : int >= 0
        Seed of the noises of the recording.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        Mono audio at 22,050 Hz in [-1, 1].
    """
    from .sampler import render_stems
    from .studio import record

    return record(list(render_stems(score).values()), recording, seed=seed)


def clip(genre: str, number: int, *, seed: int = 0, seconds: float = 30.0) -> np.ndarray:
    """Compose, play and record a clip of the collection.

    Parameters
    ----------
    genre, number, seed, seconds
        See `compose`.

    Returns
    -------
    y : np.ndarray [shape=(round(seconds * 22050),), dtype=float32]
        Mono audio at 22,050 Hz in [-1, 1].

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it.
    """
    score = compose(genre, number, seed=seed, seconds=seconds)
    recording = artist(genre, number // CLIPS_PER_ARTIST).recording
    noise = np.random.SeedSequence((seed, GENRES.index(genre), int(number))).generate_state(1)[0]
    return perform(score, recording, seed=int(noise))


def _recipe(genre: str):
    return import_module(f"{__name__}.recipes.{genre}")


def _is_integer(value) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _check(genre: str, number: int, count: int) -> None:
    if genre not in GENRES:
        raise ValueError(f"genre is {genre!r}: use one of {', '.join(GENRES)}")
    if not _is_integer(number) or not 0 <= number < count:
        raise ValueError(f"number is {number!r}: use an integer from 0 to {count - 1}")
