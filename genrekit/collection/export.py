"""A collection written to disk: sound files in GTZAN's layout, who plays on them, and what they are."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path

from tqdm.auto import tqdm

from genrekit import audio, paths

from .card import data_card

#: The folder that holds the genre folders, called as in GTZAN.
GTZAN = "genres_original"
#: The list of artists that lies beside it: a row a file.
ARTISTS = "artists.csv"
FORMATS = ("wav", "flac")

_CARD = "DATA_CARD.md"
#: What was written, and from what: {file: {"key": digest, "bytes": size}}.
_NOTES = ".genrekit-export.json"


def export(collection, folder, *, fmt="wav", progress=True):
    """Write a collection as sound files; see `Collection.export`."""
    folder = Path(folder)
    if fmt not in FORMATS:
        raise ValueError(f"format is {fmt!r}; choose {' or '.join(FORMATS)}")
    if not len(collection):
        raise ValueError(f"no clip of {collection.name} is chosen: there is nothing to export")
    _keep_away_from_originals(collection, folder)
    files = {clip: _file(clip, genre, fmt) for clip, genre in collection.table["genre"].items()}
    notes = _read_notes(folder)
    present = {path.relative_to(folder / GTZAN).as_posix() for path in audio.find(folder / GTZAN)}
    if notes is None:  # damaged: what has a name of this export is written anew
        notes = {}
        ours = set(files.values())
    else:
        ours = notes.keys() & set(files.values())
    strange = sorted(present - ours)
    if strange:
        raise ValueError(
            f"{folder}: holds {len(strange)} songs that this export did not write, {strange[0]} among them. "
            "Delete them, or choose another folder."
        )
    left_out = {}
    for clip, name in tqdm(files.items(), unit="clip", desc="export", disable=not progress):
        try:
            _write_clip(collection, clip, name, folder, notes)
        except audio.AudioError as error:
            left_out[clip] = str(error)
            warnings.warn(f"{clip} is left out. {error}", stacklevel=3)
    written = collection.select([clip for clip in files if clip not in left_out])
    if not len(written):
        raise ValueError(
            f"no clip of {collection.name} can be used; the first: {next(iter(left_out.values()))}"
        )
    _write_artists(folder / ARTISTS, written, files)
    size = sum((folder / GTZAN / files[clip]).stat().st_size for clip in written.table.index)
    _write_text(folder / _CARD, data_card(written, fmt, size, [*collection.left_out, *left_out]))
    return folder


def _keep_away_from_originals(collection, folder):
    """The songs of a folder must neither be overwritten nor get mixed with their copies."""
    root = getattr(collection._source, "root", None)
    if root is None:
        return
    target = folder.expanduser().resolve()
    if target.is_relative_to(root) or root.is_relative_to(target / GTZAN):
        raise ValueError(f"{folder}: the songs themselves are there. Choose another folder to export to.")


def _file(clip, genre, fmt):
    """`blues/blues.00003.wav`; a folder of an artist within the genre stays."""
    return f"{genre}/{clip.removeprefix(f'{genre}/')}.{fmt}"


def _write_clip(collection, clip, name, folder, notes):
    """Write one file, unless it is there whole and from the same sound."""
    target = folder / GTZAN / name
    key = hashlib.sha256(collection.key(clip).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    if target.is_file() and notes.get(name) == {"key": key, "bytes": target.stat().st_size}:
        return
    y = collection.load(clip)
    # Should the power fail between the file and its note, it must pass neither for whole nor for foreign.
    notes[name] = {"key": key, "bytes": -1}
    _write_notes(folder, notes)
    with paths.written_whole(target) as unfinished:
        audio.write(unfinished, y)
    notes[name] = {"key": key, "bytes": target.stat().st_size}
    _write_notes(folder, notes)


def _read_notes(folder):
    """What is known of an earlier export; nothing if there was none, None if it cannot be read."""
    try:
        notes = json.loads((folder / _NOTES).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return None
    return notes if isinstance(notes, dict) else None


def written(root):
    """The files of an export.

    Parameters
    ----------
    root : pathlib.Path
        The folder of its genre folders.

    Returns
    -------
    list of str or None
        Such as `blues/blues.00003.wav`; None if the folder is no export.
    """
    notes = _read_notes(root.parent)
    return sorted(notes) if notes and root.name == GTZAN else None


def _write_notes(folder, notes):
    _write_text(folder / _NOTES, json.dumps(notes, indent=0, sort_keys=True, ensure_ascii=False))


def _write_artists(path, collection, files):
    table = collection.table.drop(columns="file", errors="ignore")
    first = ["genre", "artist"]
    table = table[first + [column for column in table if column not in first]]
    table.insert(0, "file", [files[clip] for clip in table.index])
    _write_text(path, table.to_csv(index=False, lineterminator="\n"))


def _write_text(path, text):
    with paths.written_whole(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
