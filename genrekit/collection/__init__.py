"""Collections of clips: a table of what there is, and the sound of each, composed or read from a folder.

`base` holds `Collection`, `composed` the embedded one, `folder` those of recordings, whose songs `layouts`
finds, `simulated` ones as large as one likes; `export` writes any of them to disk, and `card` writes the
page that tells what was written.
"""

from __future__ import annotations

from genrekit import audio

from .base import Collection, in_range
from .composed import embedded
from .folder import collect, from_folder
from .layouts import as_id, find_layout, promised_files
from .simulated import simulated

__all__ = [
    "Collection",
    "as_id",
    "collect",
    "embedded",
    "find_layout",
    "from_folder",
    "in_range",
    "open_collection",
    "promised_files",
    "simulated",
]


def open_collection(data_dir="", *, artists="", clips_per_genre=100, seed=0, difficulty=0.5):
    """The collection that a notebook's parameters ask for.

    Parameters
    ----------
    data_dir : path-like
        A folder with one folder of songs per genre; empty for the embedded collection.
    artists : path-like, optional
        A CSV file that says who plays in that folder, see `from_folder`.
    clips_per_genre : int, 1 to 100
        Size of the embedded collection; in a folder all songs are taken.
    seed : int >= 0
        Seed of the embedded collection: another seed, other songs.
    difficulty : float, 0 to 1
        Of the embedded collection, see `embedded`.

    Returns
    -------
    Collection

    Raises
    ------
    ValueError
        If a parameter is out of range, or the folder holds no collection, or the list of artists cannot be
        read.
    """
    if data_dir is not None and str(data_dir):
        return from_folder(data_dir, artists=artists)
    if artists:
        place = audio.shown(artists)
        raise ValueError(f"artists is {place}; choose the folder of the songs as data_dir, too")
    return embedded(clips_per_genre=clips_per_genre, seed=seed, difficulty=difficulty)
