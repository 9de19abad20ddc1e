"""Collections of recordings: a folder with one folder of songs for each genre, in the shapes people have."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import soundfile

from genrekit import audio

from .base import Collection
from .export import ARTISTS, GTZAN


def from_folder(data_dir):
    """A collection of recordings: one folder per genre.

    The genre folders may lie deeper (`genres_original/blues/...`), and each may hold folders of artists
    (`blues/Delta Moss/song.mp3`). Clips may be of any length, sampling rate and number of channels.

    Artists are also read from a file `artists.csv` beside the genre folders, or beside `genres_original` if
    they lie in that: its column `file` has `blues/song.mp3` or just `song.mp3`, its column `artist` the name.

    Parameters
    ----------
    data_dir : path-like
        The folder.

    Returns
    -------
    Collection
        Files that cannot be opened are not in its table but in `left_out`, with the reason.

    Raises
    ------
    ValueError
        If there is no such folder, or it does not hold at least two folders with songs, or the list of
        artists cannot be read.
    """
    root = Path(str(data_dir)).expanduser().resolve()
    if not root.is_dir():
        raise ValueError(f"data_dir {data_dir}: there is no such folder. Check the path.")
    genre_files = _genre_folders(root)
    if len(genre_files) < 2:
        found = f"only {', '.join(genre_files)}" if genre_files else "none"
        raise ValueError(
            f"data_dir {data_dir}: needs at least two folders with songs, one per genre; found {found}. "
            f"Songs end in {', '.join(sorted(audio.SUFFIXES))}."
        )
    artists = _artists(next(iter(genre_files.values()))[0].parent)
    rows, files, left_out = {}, {}, {}
    for genre, (folder, songs) in sorted(genre_files.items()):
        for path in songs:
            inside = path.relative_to(folder)
            clip = _clip_id(genre, inside, files.keys() | left_out.keys())
            if path.suffix.lower() in _FOREIGN:
                left_out[clip] = (
                    f"{path}: {path.suffix} files cannot be read. Convert it to WAV, FLAC, OGG or MP3."
                )
                continue
            try:
                seconds = _seconds(path)
            except audio.AudioError as error:
                left_out[clip] = str(error)
                continue
            files[clip] = path
            listed = artists.get(f"{genre}/{inside.as_posix()}") or artists.get(path.name)
            rows[clip] = (genre, listed or (inside.parts[0] if len(inside.parts) > 1 else ""), seconds)
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["genre", "artist", "seconds"])
    genres = tuple(sorted(table["genre"].unique()))
    if len(genres) < 2:
        raise ValueError(
            f"data_dir {data_dir}: fewer than two genres have songs that can be opened; "
            f"{len(left_out)} files cannot, the first: {next(iter(left_out.values()))}"
        )
    return Collection(
        name=root.name,
        genres=genres,
        table=table.rename_axis("clip"),
        left_out=left_out,
        _source=Recorded(root, files),
    )


def _artists(folder):
    """Who plays, by file: `artists.csv` lies beside the genre folders or, as in GTZAN, a level up."""
    path = folder / ARTISTS
    if not path.is_file() and folder.name == GTZAN:
        path = folder.parent / ARTISTS
    if not path.is_file():
        return {}
    try:
        # A spreadsheet marks its text files as UTF-8; a name may be "NA".
        listed = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        columns = listed["file"], listed["artist"]
    except (ValueError, KeyError):
        raise ValueError(f"{path}: needs to be a CSV file with the columns file and artist") from None
    return {file.replace("\\", "/"): artist for file, artist in zip(*columns, strict=True)}


#: Songs that people have and the kit cannot read: reported, not passed over.
_FOREIGN = frozenset({".m4a", ".aac", ".mp4", ".wma", ".opus"})
_SONGS = audio.SUFFIXES | _FOREIGN


def _genre_folders(root):
    """The genre folders nearest below `root`, as {genre: (folder, sound files)}."""
    level, fewer = [root], {}
    while level:
        for parent in level:
            found = {
                folder.name: (folder, paths)
                for folder in _subfolders(parent)
                if (paths := audio.find(folder, _SONGS))
            }
            if len(found) >= 2:
                return found
            fewer = fewer or found
        level = [folder for parent in level for folder in _subfolders(parent)]
    return fewer


def _subfolders(folder):
    # A link may lead back to where it stands.
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_dir() and not path.is_symlink() and not path.name.startswith(".")
    )


def _clip_id(genre, inside, taken):
    """`blues.00003` for GTZAN's `blues.00003.wav`; `blues/Artist/song` for other names."""
    name = inside.with_suffix("").as_posix()
    clip = name if name.startswith(f"{genre}.") else f"{genre}/{name}"
    # The same name with another ending ("song.wav" beside "song.mp3") is another clip.
    return clip if clip not in taken else f"{clip}{inside.suffix}"


def _seconds(path):
    if path.stat().st_size == 0:
        raise audio.AudioError(f"{path}: the file is empty. Get it again, or delete it.")
    try:
        info = soundfile.info(path)
    except (soundfile.SoundFileError, RuntimeError):
        raise audio.AudioError(
            f"{path}: this is no sound that can be read. Get it again, or delete it."
        ) from None
    return info.frames / info.samplerate


@dataclass(frozen=True)
class Recorded:
    """Where the clips of a collection of recordings come from.

    Attributes
    ----------
    root : pathlib.Path
        The folder they were found in.
    files : dict of str to pathlib.Path
        The file of each clip.
    """

    root: Path
    files: dict[str, Path]

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
