"""Collections of clips: a table of what there is, and the sound of each, composed or read from a folder."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from numbers import Real
from pathlib import Path

import numpy as np
import pandas as pd
import scipy
import soundfile
from tqdm.auto import tqdm

from genrekit import audio, corpus, paths
from genrekit.corpus import soundfont
from genrekit.genres import GENRES


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
    _reader: Callable[[str], np.ndarray] = field(default=None, repr=False)
    _key: Callable[[str], str] = field(default=None, repr=False)

    def __len__(self):
        return len(self.table)

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
        return self._reader(clip)

    def key(self, clip):
        """A text that changes whenever the sound of this clip may have changed: the key of caches."""
        self._check(clip)
        return self._key(clip)

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
        reader = self._reader
        if isinstance(reader, partial) and reader.func is _compose_and_record:
            return corpus.compose(*_genre_and_number(clip), **reader.keywords)
        return None

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
        chosen = self.table.loc[list(clips)]
        return Collection(self.name, self.genres, chosen, self.left_out, self._reader, self._key)

    def export(self, folder):
        """Write every clip as a WAV file in GTZAN's layout: `folder/blues/blues.00003.wav`.

        Parameters
        ----------
        folder : path-like
            Where to; made if need be.

        Returns
        -------
        pathlib.Path
            The folder.
        """
        folder = Path(folder)
        for clip, genre in tqdm(self.table["genre"].items(), total=len(self), unit="clip", desc="export"):
            target = folder / genre / f"{clip.removeprefix(f'{genre}/')}.wav"
            target.parent.mkdir(parents=True, exist_ok=True)
            with paths.written_whole(target) as unfinished:
                audio.write(unfinished, self.load(clip))
        return folder


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


def open_collection(data_dir="", *, clips_per_genre=100, seed=0):
    """The collection that a notebook's parameters ask for.

    Parameters
    ----------
    data_dir : path-like
        A folder with one folder of songs per genre; empty for the embedded collection.
    clips_per_genre : int, 1 to 100
        Size of the embedded collection; in a folder all songs are taken.
    seed : int >= 0
        Seed of the embedded collection: another seed, other songs.

    Returns
    -------
    Collection

    Raises
    ------
    ValueError
        If a parameter is out of range, or the folder holds no collection.
    """
    if data_dir is not None and str(data_dir):
        return from_folder(data_dir)
    return embedded(clips_per_genre=clips_per_genre, seed=seed)


def embedded(*, clips_per_genre=100, seed=0, seconds=30.0):
    """The embedded collection: ten genres, composed and recorded by the kit when a clip is asked for.

    Parameters
    ----------
    clips_per_genre : int, 1 to 100
        How many clips of each genre. They are spread over the ten artists as evenly as can be.
    seed : int >= 0
        Another seed gives other songs by the same artists.
    seconds : float >= 5
        Length of each clip.

    Returns
    -------
    Collection

    Raises
    ------
    ValueError
        If a parameter is out of range.
    """
    most = corpus.ARTISTS_PER_GENRE * corpus.CLIPS_PER_ARTIST
    clips_per_genre = in_range("clips_per_genre", clips_per_genre, 1, most, whole=True)
    seed = in_range("seed", seed, 0, 2**31 - 1, whole=True)
    seconds = in_range("seconds", seconds, 5, 3600)
    # The first clip of every artist, then the second of every artist ...: few clips, yet all artists.
    turn = np.arange(most).reshape(corpus.ARTISTS_PER_GENRE, corpus.CLIPS_PER_ARTIST).T.ravel()
    numbers = sorted(turn[:clips_per_genre].tolist())
    rows = {
        f"{genre}.{number:05d}": (genre, artist.name, artist.style, seconds)
        for genre in GENRES
        for number in numbers
        for artist in [corpus.artist(genre, number // corpus.CLIPS_PER_ARTIST)]
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["genre", "artist", "style", "seconds"])
    settings = {"seed": int(seed), "seconds": float(seconds)}
    return Collection(
        name="embedded" if seed == 0 else f"embedded{seed}",
        genres=GENRES,
        table=table.rename_axis("clip"),
        _reader=partial(_compose_and_record, **settings),
        _key=partial(_embedded_key, **settings),
    )


def _genre_and_number(clip):
    genre, number = clip.split(".")
    return genre, int(number)


def _compose_and_record(clip, *, seed, seconds):
    return corpus.clip(*_genre_and_number(clip), seed=seed, seconds=seconds)


def _embedded_key(clip, *, seed, seconds):
    return f"{clip}-{seed}-{seconds}-{_corpus_version()}"


@cache
def _corpus_version():
    """Digest of all that composes and records: a changed recipe must not be served from an old cache."""
    digest = hashlib.sha256(f"{np.__version__} {scipy.__version__}".encode())
    digest.update(soundfont.find_file().read_bytes())
    for file in sorted(Path(corpus.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def from_folder(data_dir):
    """A collection of recordings: one folder per genre.

    The genre folders may lie deeper (`genres_original/blues/...`), and each may hold folders of artists
    (`blues/Delta Moss/song.mp3`). Clips may be of any length, sampling rate and number of channels.

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
        If there is no such folder, or it does not hold at least two folders with songs.
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
            rows[clip] = (genre, inside.parts[0] if len(inside.parts) > 1 else "", seconds)
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
        _reader=partial(_read_file, files),
        _key=partial(_file_key, files),
    )


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
                if (paths := _sound_files(folder))
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


def _sound_files(folder):
    # File managers leave "._song.wav" beside the real ones.
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in audio.SUFFIXES | _FOREIGN
        and not path.name.startswith(".")
        and path.is_file()
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


def _read_file(files, clip):
    return audio.read(files[clip])


def _file_key(files, clip):
    path = files[clip]
    try:
        stat = path.stat()
    except OSError:
        # Reading it will say what is wrong, in words.
        return f"{path}-gone"
    return f"{path}-{stat.st_size}-{stat.st_mtime_ns}"
