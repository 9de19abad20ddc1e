"""How strongly each filter responds where, and the excerpts that excite it most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from genrekit.audio import SR
from genrekit.explain.blocks import Block, activations, blocks
from genrekit.features import HOP_SECONDS

#: Frames of a window: a whole number of steps of each block of `models.cnn`.
WINDOW = 72


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
    window : int
        Frames of a window.
    """

    block: Block
    values: np.ndarray
    song: np.ndarray
    frame: np.ndarray
    window: int = WINDOW


def responses(model, songs, *, window=WINDOW):
    """How strongly each filter responds in each window of some songs.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    songs : sequence of np.ndarray [shape=(frames, coefs)]
        Features; what is left of a song after its last whole window is not looked at.
    window : int > 0
        Frames of a window, best a multiple of every block's step.

    Returns
    -------
    list of Responses
        One a block.

    Raises
    ------
    ValueError
        If no song is as long as a window.
    """
    found = blocks(model)
    if window < max(block.step[0] for block in found):
        raise ValueError(
            f"window is {window} frames; choose {max(b.step[0] for b in found)} or more: "
            "the last block takes that many together"
        )
    parts, song, frame = [[] for _ in found], [], []
    for number, values in enumerate(songs):
        windows = len(values) // window
        if not windows:
            continue
        song += [number] * windows
        frame += [window * i for i in range(windows)]
        for part, block, maps in zip(parts, found, activations(model, values), strict=True):
            part.append(_window_means(maps.mean(axis=1), block, window, windows))
    if not song:
        raise ValueError(f"no song has {window} frames, the length of a window; give longer ones")
    song, frame = np.array(song), np.array(frame)
    return [
        Responses(block, np.concatenate(part), song, frame, window)
        for block, part in zip(found, parts, strict=True)
    ]


def _window_means(values, block, window, windows):
    """Mean in each window of numbers that stand `block.step` frames apart."""
    at = (block.frames(len(values)) // window).astype(int).clip(max=windows)
    sums = np.zeros((windows + 1, values.shape[1]))
    np.add.at(sums, at, values)
    counts = np.bincount(at, minlength=windows + 1)[:, None]
    # The last window may lose its last step to a pooling that did not fill: the one before stands in.
    means = sums / np.maximum(counts, 1)
    for empty in np.flatnonzero(counts[:windows, 0] == 0):
        means[empty] = means[empty - 1]
    return means[:windows].astype(np.float32)


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


def cut_out(music, best, *, window=WINDOW):
    """The sound of some windows.

    Parameters
    ----------
    music : Collection
        Whose clips they are.
    best : pd.DataFrame
        As `strongest` gives it.
    window : int > 0
        Frames of a window.

    Returns
    -------
    list of np.ndarray [shape=(samples,)]
        At `audio.SR` Hz.
    """
    samples = round(window * HOP_SECONDS * SR)
    pieces = []
    for row in best.itertuples():
        begin = round(row.start * HOP_SECONDS * SR)
        pieces.append(music.load(row.clip)[begin : begin + samples])
    return pieces
