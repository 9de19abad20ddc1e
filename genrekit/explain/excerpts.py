"""How strongly each filter responds where, and the excerpts that excite it most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from genrekit.audio import SR
from genrekit.explain.blocks import Block, activations, blocks
from genrekit.features import HOP_SECONDS

#: Frames of a window: a whole number of steps of each block of `models.cnn`, and more than half of what a
#: number of its last block has seen.
WINDOW = 72


def window_starts(length, window=WINDOW):
    """The first frame of each window of a song: all whole windows but the first and the last.

    At the ends of a song a convolution sees zeros that no listener hears, and filters respond to these.
    """
    return range(window, length - 2 * window + 1, window)


@dataclass(frozen=True)
class Responses:
    """How strongly the filters of one block respond, window by window.

    Attributes
    ----------
    block : Block
        The block.
    values : np.ndarray [shape=(windows, filters), dtype=float32]
        The mean of each filter's map over each window.
    song : np.ndarray [shape=(windows,)]
        The number of the song that the window is of.
    frame : np.ndarray [shape=(windows,)]
        The window's first frame.
    """

    block: Block
    values: np.ndarray
    song: np.ndarray
    frame: np.ndarray


def responses(model, songs, *, window=WINDOW):
    """How strongly each filter responds in each window of some songs.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    songs : sequence of np.ndarray [shape=(frames, coefs)]
        Features. The first and the last whole window of a song are left out: filters see beyond its ends.
    window : int > 0
        Frames of a window, best a multiple of every block's step.

    Returns
    -------
    list of Responses
        One a block.

    Raises
    ------
    ValueError
        If no song is as long as three windows.
    """
    found = blocks(model)
    if window < max(block.step[0] for block in found):
        raise ValueError(
            f"window is {window} frames; choose {max(b.step[0] for b in found)} or more: "
            "the last block takes that many together"
        )
    parts, song, frame = [[] for _ in found], [], []
    for number, values in enumerate(songs):
        starts = window_starts(len(values), window)
        if not len(starts):
            continue
        song += [number] * len(starts)
        frame += list(starts)
        for part, block, maps in zip(parts, found, activations(model, values), strict=True):
            part.append(_window_means(maps.mean(axis=1), block, window)[1 : len(starts) + 1])
    if not song:
        raise ValueError(f"no song has {3 * window} frames, three windows; give longer ones")
    song, frame = np.array(song), np.array(frame)
    return [
        Responses(block, np.concatenate(part), song, frame) for block, part in zip(found, parts, strict=True)
    ]


def _window_means(values, block, window):
    """Mean in each window, from the first, of numbers that stand `block.step` frames apart."""
    at = (block.frames(len(values)) // window).astype(int)
    sums = np.zeros((at.max(initial=0) + 1, values.shape[1]))
    np.add.at(sums, at, values)
    return (sums / np.maximum(np.bincount(at, minlength=len(sums)), 1)[:, None]).astype(np.float32)


def strongest(found, number, table, *, count=5):
    """The windows that excite a filter most, no two by the same artist.

    Parameters
    ----------
    found : Responses
        Of the filter's block.
    number : int
        Which filter of the block.
    table : pd.DataFrame
        A row a song, as `Features.table`: indexed by clip, with `genre` and `artist`.
    count : int > 0
        How many; there are fewer if there are fewer artists.

    Returns
    -------
    pd.DataFrame
        Strongest first: `clip`, `genre`, `artist`, `start` (frames), `response`. Songs whose artist is not
        known count as one artist each.
    """
    order = np.argsort(-found.values[:, number], kind="stable")
    taken, rows = set(), []
    for row in order:
        song = table.iloc[found.song[row]]
        who = (song["genre"], song["artist"]) if song["artist"] else found.song[row]
        if who in taken:
            continue
        taken.add(who)
        rows.append((song.name, song["genre"], song["artist"], found.frame[row], found.values[row, number]))
        if len(rows) == count:
            break
    return pd.DataFrame(rows, columns=["clip", "genre", "artist", "start", "response"])


def cut_out(music, best, block, *, window=WINDOW):
    """The sound of some windows, with all that a filter has seen of their surroundings.

    Parameters
    ----------
    music : Collection
        Whose clips they are.
    best : pd.DataFrame
        As `strongest` gives it.
    block : Block
        Of the filter: half of its view is added on both sides.
    window : int > 0
        Frames of a window.

    Returns
    -------
    list of np.ndarray [shape=(samples,)]
        At `audio.SR` Hz.
    """
    around = block.view[0] // 2
    pieces = []
    for row in best.itertuples():
        begin, end = (
            round(frame * HOP_SECONDS * SR) for frame in (row.start - around, row.start + window + around)
        )
        pieces.append(music.load(row.clip)[max(begin, 0) : end])
    return pieces
