"""Where the songs lie: in folders of genres, in albums, flat with a list, or in an archive of any of these.

Nothing is opened but lists. Names in them are hostile input: they are compared with what is there, and never
lead out of the folder.
"""

from __future__ import annotations

import codecs
import csv
import errno
import io
import os
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from genrekit import archives, audio
from genrekit.genres import GENRES

from .export import ARTISTS, GTZAN, written

#: A list of a hundred thousand songs is shorter than this, in bytes.
_LONGEST_LIST = 20_000_000


@dataclass(frozen=True)
class Song:
    """A file that shall become a clip.

    Attributes
    ----------
    path : pathlib.Path
        The file.
    genre, artist : str
        What the layout says of it; the artist may be empty.
    inside : pathlib.PurePath
        Its place below its genre's folder, or below the list's.
    """

    path: Path
    genre: str
    artist: str
    inside: PurePath


@dataclass(frozen=True)
class Layout:
    """The songs of a folder.

    Attributes
    ----------
    root : pathlib.Path
        The folder that holds the genre folders or the list.
    songs : list of Song
        Sorted by genre and name.
    left_out : dict of str to str
        What a list names and the folder lacks, and the other way round: where, and what to do.
    """

    root: Path
    songs: list[Song]
    left_out: dict[str, str] = field(default_factory=dict)


def find_layout(data_dir, artists=""):
    """Find the songs in what a user gave.

    Parameters
    ----------
    data_dir : path-like
        A folder or an archive; the songs may lie deeper.
    artists : path-like, optional
        A list `file,artist` instead of the `artists.csv` beside the genre folders.

    Returns
    -------
    Layout

    Raises
    ------
    ValueError
        One line that names the folder or the list, and says what is wrong with it.
    """
    given = _place("data_dir", data_dir)
    if archives.is_archive(given):
        given = archives.unpacked(given)
    if not given.is_dir():
        what = "this is a file" if given.is_file() else "there is no such folder"
        endings = ", ".join(archives.SUFFIXES)
        raise ValueError(
            f"data_dir {audio.shown(data_dir)}: {what}. Give a folder, or an archive ({endings})."
        )
    folders = _genre_folders(given, data_dir)
    found = _by_list(_list_places(given, folders)) or _by_folders(folders, given)
    if not found.songs and not found.left_out and (packed := _only_archive(given)):
        return find_layout(packed, artists)
    names = sorted({song.genre for song in found.songs})
    if len(names) < 2:
        told = f"only {', '.join(map(audio.shown, names))}" if names else "none"
        reason = f" {next(iter(found.left_out.values()))}" if found.left_out else ""
        raise ValueError(
            f"data_dir {audio.shown(data_dir)}: needs at least two folders with songs, one per genre, or a "
            f"CSV file with the columns file and genre; found {told}.{reason} "
            f"Songs end in {', '.join(sorted(audio.SUFFIXES))}."
        )
    for folder in (folder for level in _levels(given) for folder in level if _is_closed(folder)):
        name = f"{audio.shown(folder.relative_to(given))}/"
        found.left_out[name] = f"{audio.shown(folder)}: this folder cannot be opened. Check its permissions."
    who = _artists(found.root, artists)
    songs = [replace(song, artist=_artist(song, who)) for song in found.songs]
    return replace(found, songs=songs)


def _place(name, given):
    try:
        return Path(str(given)).expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:  # no such user, links in a circle, a NUL
        told = f"{name} {audio.shown(given)}: cannot be found ({audio.shown(error)}). Check the path."
        raise ValueError(told) from None


def _only_archive(folder):
    """The one archive in a folder without songs: a download that nobody has unpacked."""
    packed = [path for path in folder.iterdir() if path.is_file() and archives.is_archive(path)]
    return packed[0] if len(packed) == 1 else None


# --- folders of genres ---


def _by_folders(folders, given):
    songs = [
        # A folder within the genre's is an artist; what lies deeper are albums.
        Song(path, folder.name, inside.parts[0] if len(inside.parts) > 1 else "", inside)
        for folder, paths in folders.items()
        for path in paths
        for inside in [path.relative_to(folder)]
    ]
    root = next(iter(folders)).parent if folders else given
    loose = sorted(set(audio.find(given, audio.SONGS)) - {song.path for song in songs})
    left_out = {}
    if loose and songs:
        name = audio.shown(loose[0].relative_to(given))
        left_out["no genre"] = (
            f"{audio.shown(given)}: {_count(loose)} in no genre's folder, {name} "
            f"{'among them' if len(loose) > 1 else 'by name'}. Move what belongs to a genre."
        )
    return Layout(root, songs, left_out)


def _count(files):
    return "1 sound file lies" if len(files) == 1 else f"{len(files)} sound files lie"


def _genre_folders(root, data_dir):
    """The genre folders, as {folder: sound files}: the nearest below `root`.

    If nearer folders only keep GTZAN apart from other things (`genres` and `my songs`), they are no genres.
    """
    nearest, known = {}, []
    for level in _levels(root):
        for parent in level:
            found = {
                folder: paths for folder in _subfolders(parent) if (paths := audio.find(folder, audio.SONGS))
            }
            if not nearest or len(nearest) < 2 <= len(found):
                nearest = found
            if sum(folder.name.lower() in GENRES for folder in found) >= 2:
                known.append(found)
        if known:
            break
    # An album may be called "Blues", too: what is no genre's folder holds a few songs only.
    if nearest in known or 2 * sum(map(_songs_in, known)) < _songs_in(nearest):
        return nearest
    if len(known) > 1:
        places = ", ".join(audio.shown(next(iter(found)).parent.relative_to(root)) for found in known)
        raise ValueError(
            f"data_dir {audio.shown(data_dir)}: holds several collections ({places}). Give one of them."
        )
    return known[0] if known else nearest


def _songs_in(folders):
    return sum(map(len, folders.values()))


def _levels(root):
    """The folder, then the folders in it, then those in these; links are followed, but not in circles."""
    level, seen = [root], {root.resolve()}
    while level:
        yield level
        level = [folder for parent in level for folder in _subfolders(parent) if folder.resolve() not in seen]
        seen.update(folder.resolve() for folder in level)


def _is_closed(folder):
    return not os.access(folder, os.R_OK | os.X_OK)


def _subfolders(folder):
    # What a Mac packs beside the files is not theirs; a link may lead back to where it stands.
    return sorted(
        path
        for path in (() if _is_closed(folder) else folder.iterdir())
        if os.path.isdir(path)  # which raises nothing where a folder is closed
        and not folder.resolve().is_relative_to(path.resolve())
        and not path.name.startswith(".")
        and path.name != "__MACOSX"
    )


# --- a list ---


def _list_places(given, folders):
    """Where a list of the songs may lie: on the way to the genre folders, or anywhere if there are none."""
    if len(folders) < 2:
        return [(place, True) for level in _levels(given) for place in level]
    home = next(iter(folders)).parent
    on_the_way = [home, *home.parents][: len(home.relative_to(given).parts) + 1]
    # Beside genre folders, a list called artists.csv tells no more than who plays.
    return [(place, False) for place in reversed(on_the_way)]


def _by_list(places):
    for folder, any_name in places:
        lists = {
            path: rows
            for path in (() if _is_closed(folder) else sorted(folder.iterdir()))
            if path.suffix.lower() == ".csv" and path.is_file() and not path.name.startswith(".")
            if any_name or path.name != ARTISTS
            if (rows := read_list(path, {"file", "genre"}, optional={"artist"}, strict=False)) is not None
        }
        if len(lists) > 1:
            raise ValueError(
                f"{audio.shown(folder)}: {' and '.join(audio.shown(path.name) for path in lists)} both list "
                "files and genres. Keep one."
            )
        for path, rows in lists.items():
            return _listed(path, rows)
    return None


def _listed(path, rows):
    """The songs that a list names."""
    folder = path.parent
    there = {file.relative_to(folder).as_posix(): file for file in audio.find(folder, audio.SONGS)}
    by_name = Counter(file.name for file in there.values())
    unique = {file.name: file for file in there.values() if by_name[file.name] == 1}
    songs, seen, left_out = [], {}, {}
    for row in rows:
        where, name = f"{audio.shown(path.name)}, line {row['line']}", _posix(row["file"])
        file = there.get(name) or (unique.get(name) if "/" not in name else None)
        if not _is_genre(row["genre"]):
            wrong = f"{audio.shown(row['genre'])!r} cannot be a genre's name"
        elif _leads_out(row["file"]):
            wrong = f"{audio.shown(row['file'])} leads out of the folder"
        elif file is None:
            wrong = f"there is no sound file {audio.shown(row['file'])}"
        elif file in seen:
            wrong = f"{audio.shown(row['file'])} is listed already, in line {seen[file]}"
        else:
            seen[file] = row["line"]
            songs.append(Song(file, row["genre"], row.get("artist", ""), file.relative_to(folder)))
            continue
        left_out[where] = f"{audio.shown(path)}: line {row['line']}: {wrong}. Correct the list."
    unnamed = sorted(there.keys() - {song.inside.as_posix() for song in songs})
    if unnamed and songs:
        left_out[audio.shown(path.name)] = (
            f"{audio.shown(path)}: {len(unnamed)} sound files are not listed, {audio.shown(unnamed[0])} "
            "among them. Add them, or leave them out."
        )
    return Layout(folder, sorted(songs, key=lambda song: (song.genre, song.inside)), left_out)


def _is_genre(name):
    """A genre's name becomes a folder's when clips are exported."""
    one = "/" not in name and name.strip(". ") != ""
    return one and name.isprintable() and not archives.what_is_wrong(name)


def _leads_out(name):
    windows = PureWindowsPath(name)
    return bool(windows.root or windows.drive) or ".." in PurePosixPath(_posix(name)).parts or "\0" in name


def _posix(name):
    """A path of a list as one writes it here: `blues\\a.mp3` and `./blues/a.mp3` are `blues/a.mp3`."""
    return PurePosixPath(name.strip().replace("\\", "/")).as_posix()


def read_list(path, columns, *, optional=frozenset(), strict=True):
    """The rows of a CSV file.

    Parameters
    ----------
    path : pathlib.Path
        The file; commas, semicolons or tabs between the columns, as spreadsheets of all countries write them.
    columns, optional : set of str
        The columns that it needs to have, and those that it may have; small and capital letters are the same.
    strict : bool
        Raise an error if it has other columns; if not, return None.

    Returns
    -------
    list of dict of str to str, or None
        A row each, without blanks around its texts, and the `line` that it stands in.

    Raises
    ------
    ValueError
        One line that names the file.
    """
    wanted = " and ".join(sorted(columns))
    try:
        if not path.is_file():  # a pipe would never end
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if path.stat().st_size > _LONGEST_LIST:
            raise ValueError("too long")
        text = _decoded(path.read_bytes())
        note, _, rest = text.partition("\n")
        noted = note.startswith("sep=")  # what a spreadsheet says to itself
        header = rest.partition("\n")[0] if noted else note
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count), strict=True
        )
        if noted:
            next(reader)
        names = [name.strip().lower() for name in next(reader, [])]
        if not columns <= set(names) or len(set(names)) < len(names):
            raise ValueError("other columns")
        strict = True
        kept = [(place, name) for place, name in enumerate(names) if name in columns | optional]
        return [
            {"line": str(reader.line_num)}
            | {name: row[place].strip() if place < len(row) else "" for place, name in kept}
            for row in reader
            if any(map(str.strip, row))
        ]
    except OSError as error:
        told = f"{audio.shown(path)}: cannot be read ({error.strerror or error}). Check the path."
        raise ValueError(told) from None
    except (ValueError, csv.Error):
        if strict:
            raise ValueError(
                f"{audio.shown(path)}: needs to be a CSV file with the columns {wanted}"
            ) from None
        return None


def _decoded(data):
    """Text of a spreadsheet: UTF-8, with or without a mark, UTF-16, or what Windows writes in the West."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


# --- who plays ---


def listed_artists(root, given=""):
    """The rows of a list of artists: one that was given, or `artists.csv` beside the genre folders.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the genre folders; the list may lie a level up if it is called as in GTZAN.
    given : path-like, optional
        The list.

    Returns
    -------
    list of dict of str to str
        `file`, `artist` and `line` of each row; none if there is no list.

    Raises
    ------
    ValueError
        If the list cannot be read.
    """
    path = _place("artists", given) if str(given or "") else root / ARTISTS
    if not given and not path.is_file() and root.name == GTZAN:
        path = root.parent / ARTISTS
    if not given and not path.is_file():
        return []
    return read_list(path, {"file", "artist"})


def promised_files(root, artists=""):
    """The files that should be there, by the notes of an export or else by a list of artists.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the genre folders.
    artists : path-like, optional
        A list of artists instead of `artists.csv`.

    Returns
    -------
    names : dict of str to str
        By their place below `root`, or just their names, without endings.
    all_told : bool
        Whether these are certainly all: an export has notes of what it wrote.
    """
    names = written(root)
    all_told = names is not None
    names = names or [row["file"] for row in listed_artists(root, artists) if row["file"]]
    return {audio.without_ending(_posix(name)): audio.shown(name) for name in names}, all_told


def as_id(inside, genre=None):
    """The id of a clip: `blues.00003` for `blues/blues.00003`, `blues/Artist/song` for other names.

    Parameters
    ----------
    inside : pathlib.PurePath
        Its place below its genre's folder, without the ending; with the genre in front if that is None.
    genre : str, optional
        Its genre.

    Returns
    -------
    str
    """
    if genre is None and len(inside.parts) > 1:
        genre, inside = inside.parts[0], PurePosixPath(*inside.parts[1:])
    name = audio.shown(inside.as_posix())
    return name if genre is None or name.startswith(f"{genre}.") else f"{audio.shown(genre)}/{name}"


def _artists(root, given):
    """Who plays, by file."""
    who = {}
    for row in listed_artists(root, given):
        # GTZAN's songs have other endings in each copy: their names without them will do.
        for name in {_posix(row["file"]), audio.without_ending(_posix(row["file"]))} if row["artist"] else ():
            who.setdefault(name, row["artist"])
    return who


def _artist(song, who):
    path, name = f"{song.genre}/{song.inside.as_posix()}", song.path.name
    keys = (path, name, audio.without_ending(path), audio.without_ending(name))
    return next((who[key] for key in keys if key in who), song.artist)
