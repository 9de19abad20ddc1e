"""The embedded collection: a clip is composed and recorded when it is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import scipy

from genrekit import corpus
from genrekit.corpus import soundfont
from genrekit.genres import GENRES

from .base import Collection, in_range


def embedded(*, clips_per_genre=100, seed=0, seconds=30.0, difficulty=0.5, extra=()):
    """The embedded collection: ten genres, composed and recorded by the kit when a clip is asked for.

    Parameters
    ----------
    clips_per_genre : int, 1 to 100
        How many clips of each genre. They are spread over its artists as evenly as can be.
    seed : int >= 0
        Another seed gives other songs by the same artists.
    seconds : float >= 5
        Length of each clip.
    difficulty : float, 0 to 1
        How far the artists of a genre differ in their sound. 0: all are recorded alike, textbook examples;
        1: each is twice as far from the genre's usual sound as by default. Known artists are recognised at
        any difficulty, new artists the less the higher it is.
    extra : corpus.Recipe or sequence of corpus.Recipe
        Genres of your own, which join the ten.

    Returns
    -------
    Collection

    Raises
    ------
    ValueError
        If a parameter is out of range, a genre of this name exists already, or a recipe has something that
        cannot be played; the message names the artist.

    Examples
    --------
    >>> from genrekit.corpus import Artist, Bass, Drums, Recipe
    >>> band = (Drums(groove="BD x...\\nSD ..x."), Bass(line="1.5."))
    >>> anna = Artist("Anna Elm", "village polka", (110, 126), "C, G", "verse:8", {"*": "I | V7"}, (band,))
    >>> embedded(clips_per_genre=2, extra=Recipe("polka", [anna])).genres[6:9]
    ('metal', 'polka', 'pop')
    """
    clips_per_genre = in_range("clips_per_genre", clips_per_genre, 1, corpus.SONGS, whole=True)
    seed = in_range("seed", seed, 0, 2**31 - 1, whole=True)
    seconds = in_range("seconds", seconds, 5, 3600)
    difficulty = in_range("difficulty", difficulty, 0, 1)
    extra = _joining(extra)
    recipes = sorted([*map(corpus.recipe, GENRES), *extra], key=lambda recipe: recipe.genre)
    rows = {
        f"{recipe.genre}.{number:05d}": (recipe.genre, artist.name, artist.style, seconds)
        for recipe in recipes
        for number in recipe.first_songs(clips_per_genre)
        for artist in [recipe.artists[recipe.whose(number)[0]]]
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["genre", "artist", "style", "seconds"])
    names = [f"embedded{seed or ''}"]
    if difficulty != 0.5:
        names.append(f"difficulty{difficulty:g}")
    names += [recipe.genre.replace(" ", "_") for recipe in extra]
    return Collection(
        name="-".join(names),
        genres=tuple(recipe.genre for recipe in recipes),
        table=table.rename_axis("clip"),
        _source=Composed(seed, seconds, difficulty, extra),
    )


def _joining(extra):
    """The recipes that join the ten, played through once."""
    extra = tuple(extra) if isinstance(extra, Iterable) else (extra,)
    # Folders of an export must not fall together where capitals do not count.
    names = {genre.lower() for genre in GENRES}
    for recipe in extra:
        if not isinstance(recipe, corpus.Recipe):
            raise ValueError(
                f"extra holds {recipe!r:.60}; give recipes: corpus.Recipe('polka', [artist, ...])"
            )
        if recipe.genre.lower() in names:
            raise ValueError(f"extra: there is a genre {recipe.genre!r} already; choose another name")
        names.add(recipe.genre.lower())
        corpus.rehearse(recipe)
    return extra


@dataclass(frozen=True)
class Composed:
    """Where the clips of an embedded collection come from.

    Attributes
    ----------
    seed : int
        Seed of all songs.
    seconds : float
        Length of each clip.
    difficulty : float
        How far the artists of a genre differ in their sound.
    extra : tuple of corpus.Recipe
        Genres beside the ten.
    """

    seed: int
    seconds: float
    difficulty: float = 0.5
    extra: tuple[corpus.Recipe, ...] = ()

    def only(self, clip):
        """The same: it is no larger for many clips."""
        return self

    def blocks(self, clip):
        """The sound of a clip, in one piece."""
        yield self.load(clip)

    def load(self, clip):
        """The sound of a clip: np.ndarray [shape=(samples,), dtype=float32]."""
        how = {"seed": self.seed, "seconds": self.seconds, "difficulty": self.difficulty}
        return corpus.clip(*self._song(clip), **how)

    def score(self, clip):
        """What is played in it: corpus.Score."""
        return corpus.compose(*self._song(clip), seed=self.seed, seconds=self.seconds)

    def recording(self, clip):
        """How it is recorded: corpus.Recording."""
        return corpus.recording(*self._song(clip), difficulty=self.difficulty)

    def key(self, clip):
        """A text that changes whenever its sound may have changed."""
        recipe, _ = self._song(clip)
        own = f"-{recipe.digest}" if recipe in self.extra else ""
        return f"{clip}-{self.seed}-{self.seconds}-{self.difficulty}-{corpus_version()}{own}"

    def _song(self, clip):
        genre, number = clip.split(".")
        own = {recipe.genre: recipe for recipe in self.extra}
        return own.get(genre) or corpus.recipe(genre), int(number)


@cache
def corpus_version():
    """Digest of all that composes and records: a changed recipe must not be served from an old cache."""
    digest = hashlib.sha256(f"{np.__version__} {scipy.__version__}".encode())
    digest.update(soundfont.find_file().read_bytes())
    for file in sorted(Path(corpus.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
