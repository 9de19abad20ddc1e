"""A collection: a table of clips, and access to the sound of each."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from functools import partial
from numbers import Real

import numpy as np
import pandas as pd

from genrekit import audio, corpus
from genrekit.genres import GENRES

from .export import export


@dataclass(frozen=True)
class Collection:
    """A table of clips and access to their sound.

    Make one with `embedded`, `from_folder` or `open_collection`.

    Attributes
    ----------
    name : str
        Short name, used in the names of results.
    genres : tuple of str
        The genres, in alphabetical order; a label is an index into it.
    table : pd.DataFrame
        A row a clip, indexed by a readable id (`blues.00003`), with at least `genre`, `artist` (empty where
        it is not known) and `seconds`.
    left_out : dict of str to str
        Files that are not in the table, and why.
    """

    name: str
    genres: tuple[str, ...]
    table: pd.DataFrame
    left_out: dict[str, str] = field(default_factory=dict)
    _source: object = field(default=None, repr=False)

    def __len__(self):
        return len(self.table)

    @property
    def files(self):
        """The file of each clip, left out or not: dict of str to pathlib.Path; composed ones have none."""
        return dict(getattr(self._source, "files", {}))

    @property
    def labels(self):
        """Index of each clip's genre in `genres`: np.ndarray [shape=(clips,), dtype=int64]."""
        return self.table["genre"].map(self.genres.index).to_numpy(np.int64)

    def example(self, genre, number=0):
        """A clip of this genre, to show or play.

        Parameters
        ----------
        genre : str
            The genre. A collection that lacks it gives a clip of another, so that a page written for the
            ten genres runs on any collection.
        number : int >= 0
            Which of the genre's clips; counts round if there are fewer.

        Returns
        -------
        str
            Its id.
        """
        if genre not in self.genres:
            genre = self.genres[(GENRES.index(genre) if genre in GENRES else 0) % len(self.genres)]
        clips = list(self.table.index[self.table["genre"] == genre])
        first = number % len(clips)
        for clip in clips[first:] + clips[:first]:
            # In a folder, a song may turn out to be silent or broken only when it is read.
            with contextlib.suppress(audio.AudioError):
                self.load(clip)
                return clip
        raise audio.AudioError(
            f"no song of {genre} in {self.name} can be used; see features.extract for the reasons"
        )

    def load(self, clip):
        """The sound of a clip.

        Parameters
        ----------
        clip : str
            Its id, `"blues.00003"`.

        Returns
        -------
        y : np.ndarray [shape=(samples,), dtype=float32]
            Mono, at `audio.SR` Hz, in [-1, 1].

        Raises
        ------
        KeyError
            If there is no clip of this id.
        audio.AudioError
            If its file cannot be used.
        """
        self._check(clip)
        return self._source.load(clip)

    def blocks(self, clip):
        """The sound of a clip, piece by piece: a recording of an hour need not fit into memory.

        Parameters
        ----------
        clip : str
            Its id.

        Yields
        ------
        y : np.ndarray [shape=(samples,), dtype=float32]
            As `load`; a sound of up to ten minutes comes in one piece.

        Raises
        ------
        KeyError, audio.AudioError
            As `load`.
        """
        self._check(clip)
        yield from self._source.blocks(clip)

    def opener(self, clip):
        """What gives the sound of a clip piece by piece: to be sent to another process, and called there.

        Parameters
        ----------
        clip : str
            Its id.

        Returns
        -------
        callable
            Takes nothing, yields what `blocks` does. It knows no other clip.
        """
        self._check(clip)
        return partial(self._source.only(clip).blocks, clip)

    def key(self, clip):
        """A text that changes whenever the sound of this clip may have changed: the key of caches."""
        self._check(clip)
        return self._source.key(clip)

    def score(self, clip):
        """What is played in a composed clip.

        Parameters
        ----------
        clip : str
            Its id.

        Returns
        -------
        corpus.Score or None
            The score; None in a collection of recordings, which come without one.
        """
        self._check(clip)
        return self._source.score(clip)

    def stems(self, clip):
        """What the drums play in a composed clip, the bass, the harmony and the melody, each for itself.

        Parameters
        ----------
        clip : str
            Its id.

        Returns
        -------
        dict of str to np.ndarray [shape=(samples,), dtype=float32], or None
            By role, in the order of `corpus.ROLES`, at `audio.SR` Hz; roles without a part are left out.
            As before the recording: first reflections, but no room; their sum may go beyond 1.
            None in a collection of recordings, which are mixed already.
        """
        score = self.score(clip)
        return None if score is None else corpus.stems(score)

    def recording(self, clip):
        """How a composed clip is recorded: level, spectrum, room, noise and the rest.

        Parameters
        ----------
        clip : str
            Its id.

        Returns
        -------
        corpus.Recording or None
            None in a collection of recordings, of which nothing of the kind is known.
        """
        self._check(clip)
        return self._source.recording(clip)

    def _check(self, clip):
        if clip not in self.table.index:
            raise KeyError(
                f"clip {clip!r} is not in the collection {self.name}; see collection.table for the ids"
            )

    def select(self, clips):
        """The same collection with these clips only.

        Parameters
        ----------
        clips : sequence of str
            Their ids.

        Returns
        -------
        Collection
        """
        return replace(self, table=self.table.loc[list(clips)])

    def of(self, genres):
        """The clips of these genres only.

        Parameters
        ----------
        genres : str or iterable of str
            Their names.

        Returns
        -------
        Collection
            With these genres as its `genres`: labels count them alone.

        Raises
        ------
        ValueError
            If the collection has no such genre.
        """
        chosen = (genres,) if isinstance(genres, str) else tuple(sorted(set(genres)))
        for genre in chosen:
            if genre not in self.genres:
                raise ValueError(
                    f"genre {genre!r} is not in {self.name}; choose from {', '.join(self.genres)}"
                )
        return replace(self, genres=chosen, table=self.table[self.table["genre"].isin(chosen)])

    def export(self, folder, *, fmt="wav", progress=True):
        """Write the clips as sound files in GTZAN's layout, with a list of artists and a data card.

        A clip becomes `folder/genres_original/blues/blues.00003.wav`; `folder/artists.csv` says who plays,
        `folder/DATA_CARD.md` what all this is. `from_folder(folder)` reads it back, artists included.

        Parameters
        ----------
        folder : path-like
            Where to; made if need be.
        fmt : {"wav", "flac"}
            Format of the files; both have 16 bits and lose nothing else. FLAC takes about a third less room.
        progress : bool
            Show a progress bar.

        Returns
        -------
        pathlib.Path
            The folder.

        Raises
        ------
        ValueError
            If there is no such format, or nothing to write, or the folder holds the songs themselves or
            clips of another export.
        OSError
            If it cannot be written to.

        Warns
        -----
        UserWarning
            For each song of a folder that cannot be used; the others are written.

        Notes
        -----
        An export that was interrupted goes on where it stopped: what is there whole is not written again,
        unless its sound has changed since.
        """
        return export(self, folder, fmt=fmt, progress=progress)


def in_range(name, value, low, high, *, whole=False):
    """A number that a user gave, if it is of the right kind and size.

    Parameters
    ----------
    name : str
        The parameter's name.
    value : object
        What was given.
    low, high : number
        The least and the most that make sense.
    whole : bool
        Take whole numbers only.

    Returns
    -------
    int or float
        An int if `whole`: 26.0 from a command line is 26.

    Raises
    ------
    ValueError
        One line that names the parameter and says what to choose.
    """
    right_type = isinstance(value, Real) and not isinstance(value, bool)
    if not right_type or not low <= value <= high or (whole and value != int(value)):
        raise ValueError(
            f"{name} is {value!r}; choose a {'whole ' if whole else ''}number from {low} to {high}"
        )
    return int(value) if whole else float(value)
