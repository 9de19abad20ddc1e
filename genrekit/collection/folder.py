"""Collections of recordings: a folder with one folder of songs for each genre, in the shapes people have."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from genrekit import audio

from .base import Collection
from .layouts import as_id, find_layout


def from_folder(data_dir, *, artists=""):
    """A collection of recordings, in any of the shapes that people have.

    - One folder per genre: `genres/blues/blues.00000.au`, `genres_original/blues/...`. It may hold folders
      of artists, and these albums: `blues/Delta Moss/First Light/song.mp3`.
    - A list of the songs: a CSV file with the columns `file`, `genre` and, if you know it, `artist`.
    - A zip or tar.gz archive of either, as it was downloaded.

    The songs may lie deeper than the folder that is given. Clips may be of any length, sampling rate and
    number of channels.

    Parameters
    ----------
    data_dir : path-like
        The folder or archive.
    artists : path-like, optional
        A CSV file that says who plays: its column `file` has `blues/song.mp3` or just `song.mp3`, its column
        `artist` the name. Without it, `artists.csv` is read if it lies beside the genre folders, or beside
        `genres_original` if they lie in that.

    Returns
    -------
    Collection
        Files that cannot be opened are not in its table but in `left_out`, with the reason.

    Raises
    ------
    ValueError
        If there is no such folder, or it does not hold at least two genres with songs, or several
        collections, or a list cannot be read, or an archive is not safe to unpack.
    OSError
        If there is no room to unpack an archive.
    """
    return collect(find_layout(data_dir, artists), data_dir)


def collect(layout, data_dir):
    """The collection of the songs that were found.

    Parameters
    ----------
    layout : Layout
        Where they are.
    data_dir : path-like
        What the user called it.

    Returns
    -------
    Collection

    Raises
    ------
    ValueError
        If fewer than two genres have songs that can be opened.
    """
    rows, files, left_out = {}, {}, dict(layout.left_out)
    for song in layout.songs:
        clip = _clip_id(song, files)
        files[clip] = song.path
        if song.path.suffix.lower() in audio.FOREIGN:
            left_out[clip] = (
                f"{audio.shown(song.path)}: {song.path.suffix} files cannot be read. "
                "Convert it to WAV, FLAC, OGG or MP3."
            )
            continue
        try:
            seconds = audio.duration(song.path)
        except audio.AudioError as error:
            left_out[clip] = str(error)
            continue
        rows[clip] = (audio.shown(song.genre), audio.shown(song.artist), seconds)
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["genre", "artist", "seconds"])
    genres = tuple(sorted(table["genre"].unique()))
    if len(genres) < 2:
        raise ValueError(
            f"data_dir {audio.shown(data_dir)}: fewer than two genres have songs that can be opened; "
            f"{len(left_out)} files cannot, the first: {next(iter(left_out.values()))}"
        )
    return Collection(
        name=audio.shown(layout.root.name),
        genres=genres,
        table=table.rename_axis("clip"),
        left_out=left_out,
        _source=Recorded(layout.root, files),
    )


def _clip_id(song, taken):
    """The id of a song's clip; no other has it."""
    clip = as_id(song.inside.with_suffix(""), song.genre)
    if clip in taken:
        # The same name with another ending ("song.wav" beside "song.mp3") is another clip.
        clip = f"{clip}{song.inside.suffix}"
    while clip in taken:
        clip = f"{clip}'"
    return clip


@dataclass(frozen=True)
class Recorded:
    """Where the clips of a collection of recordings come from.

    Attributes
    ----------
    root : pathlib.Path
        The folder they were found in.
    files : dict of str to pathlib.Path
        The file of each clip, of those that cannot be opened, too.
    """

    root: Path
    files: dict[str, Path]

    def only(self, clip):
        """The same for one clip."""
        return Recorded(self.root, {clip: self.files[clip]})

    def blocks(self, clip):
        """The sound of a clip, piece by piece."""
        yield from audio.blocks(self.files[clip])

    def load(self, clip):
        """The sound of a clip: np.ndarray [shape=(samples,), dtype=float32]."""
        return audio.read(self.files[clip])

    def score(self, clip):
        """None: nobody wrote down what is played."""

    def recording(self, clip):
        """None: nobody wrote down how it was recorded."""

    def key(self, clip):
        """A text that changes whenever its sound may have changed."""
        path = self.files[clip]
        try:
            stat = path.stat()
        except OSError:
            # Reading it will say what is wrong, in words.
            return f"{path}-gone"
        return f"{path}-{stat.st_size}-{stat.st_mtime_ns}"
