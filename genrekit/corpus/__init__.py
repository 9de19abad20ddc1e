"""The embedded collection: ten genres, two hundred invented artists, a thousand songs that need no files.

`compose` writes the score of a clip, `perform` plays and records it, `clip` does both. What is played stands
in `recipes` (a genre a file, for musicians), how in `players`, how it is recorded in `studio`. A `Recipe` of
your own goes wherever the name of a genre does.
"""

from __future__ import annotations

import math
from functools import cache
from importlib import import_module

import numpy as np

from ..genres import GENRES
from .artists import SONGS, Artist, Recipe, naming, write_song
from .chart import Dice
from .media import Recording, on, with_difficulty
from .players import Bass, Comp, Drums, Melody, Player, Riff, singer
from .score import NOTE, ROLES, Part, Score

__all__ = [
    "NOTE",
    "ROLES",
    "SONGS",
    "Artist",
    "Bass",
    "Comp",
    "Drums",
    "Melody",
    "Part",
    "Player",
    "Recipe",
    "Recording",
    "Riff",
    "Score",
    "artist",
    "clip",
    "compose",
    "on",
    "perform",
    "recipe",
    "recording",
    "rehearse",
    "singer",
    "stems",
]


def recipe(genre: str | Recipe) -> Recipe:
    """The recipe of a genre.

    Parameters
    ----------
    genre : str or Recipe
        One of `genrekit.genres.GENRES`; a recipe is given back as it is.

    Returns
    -------
    Recipe

    Raises
    ------
    ValueError
        If the kit has no such genre.

    Examples
    --------
    >>> len(recipe("reggae").artists)
    20
    """
    if isinstance(genre, Recipe):
        return genre
    if genre not in GENRES:
        raise ValueError(f"genre is {genre!r}: use one of {', '.join(GENRES)}")
    return _read(genre)


@cache
def _read(genre: str) -> Recipe:
    module = import_module(f"{__name__}.recipes.{genre}")
    return Recipe(genre, module.ARTISTS, module.TITLES)


def artist(genre: str | Recipe, number: int) -> Artist:
    """An artist of the collection.

    Parameters
    ----------
    genre : str or Recipe
        One of `genrekit.genres.GENRES`, or a recipe of your own.
    number : int
        From 0; `recipe(genre).artists` has them all.

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
    artists = recipe(genre).artists
    _check(number, len(artists))
    return artists[number]


def compose(genre: str | Recipe, number: int, *, seed: int = 0, seconds: float = 30.0) -> Score:
    """Write the score of a clip.

    Parameters
    ----------
    genre : str or Recipe
        One of `genrekit.genres.GENRES`, or a recipe of your own.
    number : int
        0 to 99; `Recipe.whose` tells by which artist.
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
        If an argument is out of range, or the recipe has something that cannot be played; the message
        names the argument, or the genre and the artist.
    """
    book = recipe(genre)
    _check(number, SONGS)
    if not _is_integer(seed) or seed < 0:
        raise ValueError(f"seed is {seed!r}: use an integer of 0 or more")
    if not 0.0 < seconds < math.inf:
        raise ValueError(f"seconds is {seconds!r}: use a length above 0")
    who, song = book.whose(int(number))
    player = book.artists[who]
    dice = Dice(int(seed), book.number, who, int(number))
    with naming(book.genre, player.name):
        return write_song(book.genre, player, book.titles, song, float(seconds), dice)


def rehearse(genre: str | Recipe) -> None:
    """Let every artist of a recipe compose three songs, so that what cannot be played shows early.

    Keys, forms, chords and recordings are read when they are written down (`Artist`, `Recording`); here the
    players read theirs.

    Parameters
    ----------
    genre : str or Recipe
        See `compose`.

    Raises
    ------
    ValueError
        As `compose` does, and if nobody plays in a song.
    """
    book = recipe(genre)
    for number in book.first_songs(min(3 * len(book.artists), SONGS)):
        score = compose(book, number)
        if not score.parts:
            raise ValueError(
                f"{book.genre}, {score.artist}: nobody plays in song {number}; look at `where` and `forms`"
            )


def stems(score: Score) -> dict[str, np.ndarray]:
    """What the drums play, the bass, the harmony and the melody, each for itself, before it is recorded.

    Parameters
    ----------
    score : Score
        What is played.

    Returns
    -------
    dict of str to np.ndarray [shape=(samples,), dtype=float32]
        At 22,050 Hz, by role in the order of `ROLES`; roles without a part are left out. Their sum is the
        mix that the studio gets. Not limited: it may go beyond 1.
    """
    from .sampler import render_roles

    return render_roles(score)


def perform(score: Score, sound: Recording, *, seed: int = 0) -> np.ndarray:
    """Play a score and record it.

    Parameters
    ----------
    score : Score
        What is played.
    sound : Recording
        How it is recorded (`recording(genre, number)`).
    seed : int >= 0
        Seed of the noises of the recording.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        Mono audio at 22,050 Hz in [-1, 1]. Where nobody plays, the noise of the medium is heard.
    """
    from .studio import record

    played = stems(score) or {"melody": np.zeros(round(score.seconds * 22050), np.float32)}
    return record(played, sound, seed=seed)


def recording(genre: str | Recipe, number: int, *, difficulty: float = 0.5) -> Recording:
    """How a clip is recorded.

    Parameters
    ----------
    genre, number
        See `compose`.
    difficulty : float, 0 to 1
        How far the artists of a genre differ in their sound, see `genrekit.corpus.media.with_difficulty`.

    Returns
    -------
    Recording
    """
    book = recipe(genre)
    _check(number, SONGS)
    own = book.artists[book.whose(int(number))[0]].recording
    return with_difficulty(own, [artist.recording for artist in book.artists], difficulty)


def clip(
    genre: str | Recipe, number: int, *, seed: int = 0, seconds: float = 30.0, difficulty: float = 0.5
) -> np.ndarray:
    """Compose, play and record a clip of the collection.

    Parameters
    ----------
    genre, number, seed, seconds
        See `compose`.
    difficulty
        See `recording`.

    Returns
    -------
    y : np.ndarray [shape=(round(seconds * 22050),), dtype=float32]
        Mono audio at 22,050 Hz in [-1, 1].

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it.
    """
    book = recipe(genre)
    score = compose(book, number, seed=seed, seconds=seconds)
    sound = recording(book, number, difficulty=difficulty)
    noise = np.random.SeedSequence((seed, book.number, int(number))).generate_state(1)[0]
    with naming(book.genre, score.artist):
        return perform(score, sound, seed=int(noise))


def _is_integer(value) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _check(number: int, count: int) -> None:
    if not _is_integer(number) or not 0 <= number < count:
        raise ValueError(f"number is {number!r}: use an integer from 0 to {count - 1}")
