"""A folder of songs, verified: every file is gone through once, and the result is kept."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd
from tqdm.auto import tqdm

from genrekit import audio, collection, paths, workers

from . import examine, findings
from .findings import Finding

_ROOM = Path(__file__).parent

#: Findings of a kind that are printed.
_MOST = 50


@dataclass(frozen=True)
class Report:
    """What `verify` found.

    Attributes
    ----------
    name : str
        The collection's name.
    counts : pd.DataFrame
        A row a genre: `files`, `usable` ones, `minutes` of these, known `artists`, and `findings`.
    findings : pd.DataFrame
        A row for each thing that is wrong: its `kind` (see `KINDS`), the `clip` (or the line of a list) and
        the `detail`.
    file : pathlib.Path
        Where the report is kept, as JSON.
    """

    name: str
    counts: pd.DataFrame
    findings: pd.DataFrame
    file: Path

    def summary(self):
        """The report as text, to be printed."""
        lines = [f"{self.name}: {self.counts['files'].sum():,} files", "", self.counts.to_string()]
        for kind, rows in self.findings.groupby("kind", sort=False):
            lines += ["", f"{kind} ({len(rows)}): {findings.KINDS[kind]}"]
            lines += [f"  {row.clip}: {row.detail}" for row in rows.head(_MOST).itertuples()]
            if len(rows) > _MOST:
                lines.append(f"  and {len(rows) - _MOST} more; all are in the report")
        total = len(self.findings)
        lines += ["", f"{total} finding{'s' * (total != 1)}" if total else "Nothing is wrong with it."]
        return "\n".join(lines)


def verify(data_dir, *, artists="", jobs=None, progress=True):
    """Go through all files of a folder of songs and say what is wrong with them.

    Parameters
    ----------
    data_dir : path-like
        A folder or an archive, in any shape that `collection.from_folder` takes.
    artists : path-like, optional
        A list of artists, as there.
    jobs : int, optional
        Processes; as many as the machine has cores if not given.
    progress : bool
        Show a progress bar.

    Returns
    -------
    Report

    Raises
    ------
    ValueError
        If it is no collection of songs.
    OSError
        If the cache folder cannot be written to.

    Notes
    -----
    What was measured of a file is kept in the cache: a second look at a collection takes seconds, and one
    that was interrupted goes on.
    """
    layout = collection.find_layout(data_dir, artists)
    songs = collection.collect(layout, data_dir)
    files = songs.files
    genre_of_file = {song.path: audio.shown(song.genre) for song in layout.songs}
    genres = {clip: genre_of_file[path] for clip, path in files.items()}
    clips = [clip for clip in files if clip not in songs.left_out]
    facts, prints, broken = _examined(songs, clips, jobs, progress)
    found = [Finding("unused", where, detail) for where, detail in layout.left_out.items()]
    found += [Finding("unreadable", clip, reason) for clip, reason in songs.left_out.items() if clip in files]
    found += [Finding("unreadable", clip, reason) for clip, reason in broken.items()]
    promised, all_told = collection.promised_files(layout.root, artists)
    found += findings.of_promises(promised, _names(layout))
    if not all_told:
        found += findings.of_numbers(files)
    found += findings.of_each(facts, {clip: files[clip].suffix for clip in facts})
    found += findings.of_pairs(facts, prints, genres)
    order = {kind: place for place, kind in enumerate(findings.KINDS)}
    # Both a list and a numbering may miss the same file.
    found = {(finding.kind, finding.clip, finding.kind == "missing" or finding): finding for finding in found}
    found = sorted(found.values(), key=lambda finding: (order[finding.kind], finding.clip))
    table = pd.DataFrame([asdict(finding) for finding in found], columns=["kind", "clip", "detail"])
    counts = _counts(songs, genres, facts, found)
    return _kept(songs, facts, counts, table)


def _names(layout):
    """What a list may call the files: by their place below the root, or below their genre, or by name."""
    names = set()
    for song in layout.songs:
        bare = song.path.with_suffix("")
        names |= {
            bare.name,
            bare.relative_to(layout.root).as_posix(),
            f"{song.genre}/{song.inside.with_suffix('').as_posix()}",
        }
    return names


def _examined(songs, clips, jobs, progress):
    """Facts and fingerprint of each clip, and why there are none of some; from the cache where they are."""
    folder = paths.writable(paths.cache_dir() / "verified" / _code())
    kept = {clip: folder / f"{_digest(songs.key(clip))}.npz" for clip in clips}
    facts, missing = {}, []
    for clip in clips:
        try:
            facts[clip] = examine.kept(kept[clip])[0]
        except ValueError:
            missing.append((clip, songs.files[clip], kept[clip]))
    broken = {}
    results = workers.each(_examine, missing, died=_died, jobs=jobs)
    with tqdm(
        total=len(missing), desc="files verified", unit="file", disable=not progress or not missing
    ) as bar:
        for clip, result in results:
            bar.update()
            if isinstance(result, str):
                broken[clip] = result
            else:
                facts[clip] = result
    good = [clip for clip in clips if clip in facts]
    return {clip: facts[clip] for clip in good}, _Prints({clip: kept[clip] for clip in good}), broken


@dataclass(frozen=True)
class _Prints(Mapping):
    """The fingerprint of each clip, read when it is asked for: those of all would need gigabytes."""

    files: dict[str, Path]

    def __getitem__(self, clip):
        return examine.kept(self.files[clip])[1]

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)


def _examine(chunk):
    return [(clip, _examine_one(path, target)) for clip, path, target in chunk]


def _examine_one(path, target):
    try:
        facts, found = examine.examine(path)
    except audio.AudioError as error:
        return str(error)
    except Exception as error:  # whatever is wrong with one file, the others go on
        return f"{audio.shown(path)}: {type(error).__name__}: {audio.shown(error)}"
    with paths.written_whole(target) as unfinished:
        examine.keep(unfinished, facts, found)
    return facts


def _died(item):
    clip, path, _ = item
    return clip, f"{audio.shown(path)}: {workers.DIED}"


def _counts(songs, genres, facts, found):
    usable = {clip for clip, fact in facts.items() if not fact.problem}
    artists = songs.table["artist"]
    rows = {}
    for genre in sorted(set(genres.values())):
        ours = [clip for clip in genres if genres[clip] == genre]
        good = [clip for clip in ours if clip in usable]
        rows[genre] = {
            "files": len(ours),
            "usable": len(good),
            "minutes": round(sum(facts[clip].seconds for clip in good) / 60, 1),
            "artists": artists[[clip for clip in good if artists[clip]]].nunique(),
            "findings": sum(
                genres.get(finding.clip, re.split(r"[./]", finding.clip)[0]) == genre for finding in found
            ),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("genre")


def _kept(songs, facts, counts, table):
    """Write the report beside the cache: its name tells the collection and its state."""
    told = {
        "collection": songs.name,
        "kinds": findings.KINDS,
        "counts": counts.reset_index().to_dict("records"),
        "findings": table.to_dict("records"),
        "files": {clip: asdict(fact) for clip, fact in facts.items()},
    }
    text = json.dumps(told, indent=1, ensure_ascii=False)
    target = paths.cache_dir() / "verified" / f"{_file_name(songs.name)}-{_digest(text)[:10]}.json"
    with paths.written_whole(target) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
    return Report(songs.name, counts, table, target)


def _file_name(name):
    """A collection's name, as far as every system takes it for a file's."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)[:60]


@functools.cache
def _code():
    """What is kept was measured by this code: another measures again."""
    files = (*sorted(_ROOM.glob("*.py")), *sorted(Path(audio.__file__).parent.glob("*.py")))
    return _digest("".join(path.read_text(encoding="utf-8") for path in files))


def _digest(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
