"""Splits that others have published, as lists of songs. Names in them are compared, and never opened."""

from __future__ import annotations

import itertools
import os
import unicodedata
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from genrekit import audio
from genrekit.genres import GENRES

from .drawn import Split

#: The parts of a split, and what they are for.
_PARTS = {"train": "training", "valid": "validation", "test": "test"}
_LONGEST_LIST = 1_000_000


@dataclass(frozen=True)
class Lists:
    """Names of songs in three parts: a split that does not depend on what a computer draws.

    Make one with `from_lists` or `find_lists`.

    Attributes
    ----------
    train, valid, test : tuple of str
        Ids of clips such as `blues.00029`, or names of files. They are compared with those of a collection,
        and never opened.
    """

    train: tuple[str, ...]
    valid: tuple[str, ...]
    test: tuple[str, ...]

    def split(self, table):
        """The rows of a collection that the lists name.

        Parameters
        ----------
        table : pd.DataFrame
            A collection's table, with `genre`.

        Returns
        -------
        Split
            It need not cover the table: a clip that stands in no list is in no part.

        Raises
        ------
        ValueError
            If a part ends empty, a clip stands in two parts, or a genre of the table has nothing to learn
            from, or nothing to test.

        Warns
        -----
        UserWarning
            Once with all names that fit no clip, once with all clips that a list has twice; these count once.

        Notes
        -----
        A name fits a clip by its id, by `genre/file`, or by the file's name alone if no other clip has it;
        with or without the ending of a sound file, and with any folders in front. A folder that is called as
        another genre is none of these.
        """
        find = _finder(table)
        found = {part: [find(name) for name in names] for part, names in vars(self).items()}
        rows = {part: np.array(sorted(set(some) - {None}), np.int64) for part, some in found.items()}
        for part, names in vars(self).items():
            if not len(rows[part]):
                first = f", the first: {audio.shown(names[0])}" if names else ""
                raise ValueError(
                    f"the {_PARTS[part]} list names no song of the collection ({len(names)} names{first}). "
                    "Check that the lists are of this collection."
                )
        _check_parts(table, rows)
        lacking = [(part, name) for part, some in self.not_found(table).items() for name in some]
        _warn("listed, but in the collection there is no such song, or several", lacking)
        times = {part: Counter(some) for part, some in found.items()}
        twice = [(part, table.index[row]) for part in rows for row in rows[part] if times[part][row] > 1]
        _warn("listed more than once, and counted once", twice)
        return Split(**rows)

    def not_found(self, table):
        """Names that fit no clip of a collection, or several.

        Parameters
        ----------
        table : pd.DataFrame
            A collection's table, with `genre`.

        Returns
        -------
        dict of str to tuple of str
            By part: `train`, `valid`, `test`; each name once.
        """
        find = _finder(table)
        return {
            part: tuple(name for name in dict.fromkeys(names) if find(name) is None)
            for part, names in vars(self).items()
        }


def _warn(what, songs):
    if songs:
        names = ", ".join(f"{audio.shown(name)} ({_PARTS[part]})" for part, name in songs)
        # The third frame up is whose lists they are.
        warnings.warn(f"{what}: {names}", stacklevel=3)


def _check_parts(table, rows):
    """A clip stands in one part only, and every genre in those that it needs."""
    for one, other in itertools.combinations(rows, 2):
        both = np.intersect1d(rows[one], rows[other])
        if len(both):
            more = f", and so do {len(both) - 1} more" if len(both) > 1 else ""
            raise ValueError(
                f"{audio.shown(table.index[both[0]])} stands in the {_PARTS[one]} list and in the "
                f"{_PARTS[other]} list{more}. Take it out of one of them."
            )
    genre = table["genre"].to_numpy()
    for part in ("train", "test"):
        lacking = sorted(set(genre) - set(genre[rows[part]]))
        if lacking:
            raise ValueError(
                f"genre {audio.shown(lacking[0])} has no song in the {_PARTS[part]} list; it needs one to "
                "learn from, one to test. Add some to the lists, or take the genre out of the collection."
            )


def _finder(table):
    """A function that gives the row of a table that a name means; None if there is none, or several."""
    genres = [_plain(genre) for genre in table["genre"]]
    exact, by_path, by_file, stems = {}, {}, {}, {}
    for row, (clip, genre) in enumerate(zip(map(_plain, table.index), genres, strict=True)):
        file = clip.rpartition("/")[2]
        exact.setdefault(clip, set()).add(row)
        by_file.setdefault(file, set()).add(row)
        for path in (f"{genre}/{clip}", f"{genre}/{file}"):
            by_path.setdefault(path, set()).add(row)
    for keys in (exact, by_path, by_file):
        for key, rows in keys.items():
            stems.setdefault(audio.without_ending(key), set()).update(rows)
    # What says more of a clip comes last and stays: another's file name does not hide an id.
    rows_of = stems | by_file | by_path | exact
    depth = 1 + max((key.count("/") for key in rows_of), default=0)
    known = set(genres)

    def find(name):
        parts = _plain(name).split("/")
        folders = known.intersection(parts[:-1])
        for start in range(max(0, len(parts) - depth), len(parts)):
            path = "/".join(parts[start:])
            for key in (path, audio.without_ending(path)):
                rows = rows_of.get(key, ())
                # A song in the folder of another genre is another song.
                if len(rows) == 1 and (not folders or genres[min(rows)] in folders):
                    return min(rows)
        return None

    return find


def from_lists(train, valid, test):
    """Read a split from lists of songs, such as those published for GTZAN.

    Parameters
    ----------
    train, valid, test : path-like or iterable of str
        Text files, or names. In a file, a song a line: a path (`blues/blues.00029.wav`, with any ending, any
        folders in front, and whatever follows after a tab), or a number from 1 to 1000, which counts the
        songs of GTZAN in the order of the alphabet: 1 is blues.00000, 1000 is rock.00099. Empty lines, and
        those that begin with "# ", say nothing.

    Returns
    -------
    Lists

    Raises
    ------
    ValueError
        One line that names the list, if it cannot be read, is no text, is longer than a megabyte, or names
        nothing; or if a number is no song's.

    Notes
    -----
    The two forms are those in which Kereliuk, Sturm and Larsen ("Deep learning and music adversaries", IEEE
    Transactions on Multimedia 17, 2015) published their partition of GTZAN without its faulty songs: 443 to
    train, 197 to validate, 290 to test. Both give the same lists here.
    """
    given = {"train": train, "valid": valid, "test": test}
    return Lists(**{part: _read_names(part, source) for part, source in given.items()})


def find_lists(folder):
    """Read the three lists of a folder.

    Parameters
    ----------
    folder : path-like
        Holds three `.txt` files: "train" is in the name of one, "valid" and "test" in those of the others.

    Returns
    -------
    Lists
        See `from_lists`.

    Raises
    ------
    ValueError
        One line that names the folder or the file, if there is not exactly one list of each, or it cannot be
        read.
    """
    place, where = os.path.expanduser(folder), f"lists {audio.shown(folder) or repr('')}"
    # Of a name that no system takes, pathlib raises; it takes none at all for the folder one is in.
    if not os.path.isdir(place):
        raise ValueError(f"{where}: there is no such folder. Give the one that holds the three lists.")
    try:
        texts = [path for path in sorted(Path(place).iterdir()) if path.suffix.lower() == ".txt"]
    except OSError as error:
        raise ValueError(f"{where}: cannot be read ({error.strerror}). Check whose it is.") from None
    chosen = {}
    for part, meaning in _PARTS.items():
        # A Mac leaves "._train.txt" beside the real one.
        fitting = [path for path in texts if part in path.name.lower() and not path.name.startswith(".")]
        if not fitting:
            raise ValueError(
                f'{where}: holds no {meaning} list, a .txt file with "{part}" in its name. Add it.'
            )
        if len(fitting) > 1:
            names = ", ".join(audio.shown(path.name) for path in fitting)
            raise ValueError(f"{where}: holds several {meaning} lists ({names}). Keep one in this folder.")
        chosen[part] = fitting[0]
    return from_lists(**chosen)


def _read_names(part, source):
    """The names of a list, each as an id of GTZAN if it is one."""
    if isinstance(source, (str, os.PathLike)):
        where, lines = audio.shown(source), _text(os.path.expanduser(source)).splitlines()
    else:
        where, lines = f"the {_PARTS[part]} list", map(str, source)
    names = [line.strip().partition("\t")[0].strip() for line in lines]
    names = [name for name in names if name and name != "#" and not name.startswith("# ")]
    if not names:
        raise ValueError(f"{where}: names no songs. Write one a line.")
    if all(name.isascii() and name.isdigit() for name in names):
        return tuple(_numbered(name, where) for name in names)
    return tuple(map(_gtzan_id, names))


def _text(path):
    where = audio.shown(path)
    # A pipe would be read for ever.
    if not os.path.isfile(path):
        raise ValueError(f"{where}: there is no such file. Check the path.")
    try:
        with open(path, "rb") as file:
            data = file.read(_LONGEST_LIST + 1)
    except OSError as error:
        raise ValueError(f"{where}: cannot be read ({error.strerror}). Check whose it is.") from None
    if len(data) > _LONGEST_LIST:
        raise ValueError(f"{where}: is longer than a megabyte. Give a list of songs, one a line.")
    try:
        # Windows marks its texts; its older shells write two bytes a letter.
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ValueError(f"{where}: is no text. Save it as plain text, in UTF-8.")
    return text


def _numbered(number, where):
    """GTZAN's songs, counted from 1: its genres have a hundred each."""
    digits = number.lstrip("0")
    if not digits or len(digits) > 4 or int(digits) > 1000:
        raise ValueError(
            f"{where}: {number[:20]} is no song of GTZAN, whose numbers go from 1 to 1000. "
            "Write names of files with their endings."
        )
    genre, song = divmod(int(digits) - 1, 100)
    return f"{GENRES[genre]}.{song:05d}"


def _gtzan_id(name):
    """`blues.00029` for a song of GTZAN, wherever it lies; other names as they are."""
    *folders, file = _plain(name).split("/")
    genre, _, number = audio.without_ending(file).partition(".")
    is_gtzan = genre in GENRES and len(number) == 5 and number.isascii() and number.isdigit()
    elsewhere = bool(folders) and folders[-1] in GENRES and folders[-1] != genre
    return audio.without_ending(file) if is_gtzan and not elsewhere else audio.shown(name.replace("\\", "/"))


def _plain(name):
    """A name as names are compared: Macs write an accent apart from its letter, Windows a path with `\\`."""
    return unicodedata.normalize("NFC", audio.shown(str(name)).replace("\\", "/"))


def by_lists(table, lists):
    """The split that lists give.

    Parameters
    ----------
    table : pd.DataFrame
        A collection's table, with `genre`.
    lists : Lists or path-like
        The lists, or the folder that holds them, as in `find_lists`.

    Returns
    -------
    Split
        See `Lists.split`, also for errors and warnings.
    """
    return (lists if isinstance(lists, Lists) else find_lists(lists)).split(table)
