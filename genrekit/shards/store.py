"""A folder of shards: what is in them, and new ones."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from genrekit import paths

#: A mark that is as old as this, in seconds, was left behind by a start that was killed.
_OLD = 24 * 3600


@dataclass(frozen=True)
class Store:
    """A folder of arrays by key, many to a file.

    A shard is a file `.npy` with the rows of all its arrays, one below the other, and beside it one of the
    same name, `.json`, that says whose they are. That one is written last: without it nothing counts. Names
    are made from the keys, so that whoever does the same work again writes the same file.

    Attributes
    ----------
    folder : pathlib.Path
        Where they lie. Several processes, and machines, may write to it at once.
    columns : int
        Numbers in a row of each array.
    """

    folder: Path
    columns: int

    def write(self, arrays):
        """Keep arrays in a new shard.

        Parameters
        ----------
        arrays : dict of str to np.ndarray [shape=(rows, columns), dtype=float32]
            At least one, by key.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        name = hashlib.sha256("\n".join(arrays).encode()).hexdigest()[:24]
        index = {"keys": list(arrays), "rows": [len(array) for array in arrays.values()]}
        there = _opened(self.folder / f"{name}.json", self.columns)
        if there and there["keys"] == index["keys"]:
            return  # somebody else may be reading it, and Windows replaces no file that is open
        with paths.written_whole(self.folder / f"{name}.npy") as unfinished:
            np.save(unfinished, np.concatenate(list(arrays.values()), dtype=np.float32), allow_pickle=False)
        with paths.written_whole(self.folder / f"{name}.json") as unfinished:
            unfinished.write_text(json.dumps(index), encoding="utf-8")

    def read(self, keys):
        """What there is of some arrays.

        Parameters
        ----------
        keys : iterable of str
            Theirs.

        Returns
        -------
        places : dict of str to int
            Where in `kept` the array of a key is, for those that are there.
        kept : Kept
            The arrays. Shards that a power cut has spoilt are passed over.
        """
        wanted, places = set(keys), {}
        files, which, first, lengths, names = [], [], [], [], []
        for index in sorted(self.folder.glob("*.json")):
            found = _opened(index, self.columns)
            if found is None or wanted.isdisjoint(found["keys"]):
                continue
            begin = 0
            for key, rows in zip(found["keys"], found["rows"], strict=True):
                if key in wanted and key not in places:
                    places[key] = len(names)
                    names.append(key)
                    which.append(len(files))
                    first.append(begin)
                    lengths.append(rows)
                begin += rows
            files.append((str(index.with_suffix(".npy")), found["offset"]))
        return places, Kept(
            tuple(files),
            np.array(which, np.int64),
            np.array(first, np.int64),
            np.array(lengths, np.int64),
            tuple(names),
            self.columns,
        )

    @contextlib.contextmanager
    def marked(self):
        """A mark in the folder, for a while: who sees it, on whatever machine, has the same folder.

        Yields
        ------
        str
            Its name.
        """
        for left in paths.writable(self.folder).glob(".here-*"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _OLD:
                    left.unlink()
        mark = self.folder / f".here-{uuid.uuid4().hex}"
        mark.touch()
        try:
            yield mark.name
        finally:
            mark.unlink(missing_ok=True)


def _opened(index, columns):
    """Keys and rows of a shard, and where in its file they begin; None if it is not whole."""
    try:
        told = json.loads(index.read_text(encoding="utf-8"))
        keys, rows = told["keys"], told["rows"]
        with index.with_suffix(".npy").open("rb") as file:
            version = np.lib.format.read_magic(file)
            shape, transposed, dtype = np.lib.format.read_array_header_1_0(file)
            offset, size = file.tell(), os.fstat(file.fileno()).st_size
        whole = (
            version == (1, 0)
            and not transposed
            and dtype == np.float32
            and len(keys) == len(rows)
            and shape == (sum(rows), columns)
            and size == offset + 4 * columns * sum(rows)
            and min(rows) > 0
        )
    except Exception:  # whatever a file may hold: what is missing is computed and written anew
        return None
    return {"keys": keys, "rows": rows, "offset": offset} if whole else None


@dataclass(frozen=True)
class Kept(Sequence):
    """Arrays in shards. What is asked for is read, and nothing else.

    It is read and not mapped into memory: a process dies if a mapped file is cut short, or its disk fails.

    Attributes
    ----------
    files : tuple of (str, int)
        The shards, and the byte where the rows begin.
    which, first, lengths : np.ndarray [shape=(arrays,)]
        Which of them an array is in, its first row there, and how many rows it has.
    keys : tuple of str
        The arrays' keys.
    columns : int
        Numbers in a row.
    """

    files: tuple[tuple[str, int], ...]
    which: np.ndarray
    first: np.ndarray
    lengths: np.ndarray
    keys: tuple[str, ...]
    columns: int

    def __len__(self):
        return len(self.keys)

    def __getitem__(self, number):
        return self.rows(number, 0, int(self.lengths[number]))

    def rows(self, number, first, count):
        """Some rows of an array.

        Parameters
        ----------
        number : int
            Which array.
        first, count : int
            The first row, and how many.

        Returns
        -------
        np.ndarray [shape=(count, columns), dtype=float32]

        Raises
        ------
        OSError
            If the shard is no longer there.
        """
        file, begin = self.files[self.which[number]]
        offset = begin + 4 * self.columns * (int(self.first[number]) + first)
        try:
            found = np.fromfile(file, np.float32, count * self.columns, offset=offset)
            return found.reshape(count, self.columns)
        except (OSError, ValueError) as error:  # a file that has become shorter is a ValueError
            raise OSError(
                f"{file}: was removed or changed while it was in use ({error}). Run this again."
            ) from None

    def part(self, numbers):
        """Some of the arrays, with nothing but what they need: to be sent to other processes.

        Parameters
        ----------
        numbers : np.ndarray of int
            Which.

        Returns
        -------
        Kept
        """
        used, which = np.unique(self.which[numbers], return_inverse=True)
        return Kept(
            tuple(self.files[file] for file in used),
            which,
            self.first[numbers],
            self.lengths[numbers],
            tuple(self.keys[number] for number in numbers),
            self.columns,
        )
