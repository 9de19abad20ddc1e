"""What the excerpts that excite a filter have in common, measured as information."""

from __future__ import annotations

import numpy as np
import pandas as pd

from genrekit.explain.excerpts import WINDOW, window_starts
from genrekit.features import HOP_SECONDS

#: General MIDI drum keys.
_DRUMS = {"bass drum": (35, 36), "snare": (37, 38, 39, 40), "hi-hat": (42, 44, 46)}


def facts(songs, table, scores=(), *, window=WINDOW):
    """What is known of each window of some songs.

    Parameters
    ----------
    songs : sequence of np.ndarray [shape=(frames, coefs)]
        Features, as given to `responses`.
    table : pd.DataFrame
        A row a song, with `genre`.
    scores : sequence of corpus.Score, optional
        What is played in each song, where it is known.
    window : int > 0
        Frames of a window.

    Returns
    -------
    pd.DataFrame
        A row a window, as in `responses`; whole numbers, each the number of a class. Of every song: `genre`,
        `loudness` and, with two coefficients or more, `brightness` (four classes of equal size, from the
        first two coefficients). With scores also: `tempo` (four classes of equal size), `bass drum`,
        `snare`, `hi-hat` (hits in the window: none, 1, 2, 3 or more), `bass` and `singing` (sounding for
        less than a fifth of the window, up to half, more), `distortion` (an overdriven part sounds, or not).

    Raises
    ------
    ValueError
        If no song is as long as three windows.
    """
    rows = []
    for number, values in enumerate(songs):
        for start in window_starts(len(values), window):
            means = values[start : start + window].mean(axis=0)
            row = {"genre": table["genre"].iloc[number], "loudness": means[0]}
            if len(means) > 1:
                row["brightness"] = -means[1]
            if len(scores):
                begin = start * HOP_SECONDS
                row |= _played(scores[number], begin, begin + window * HOP_SECONDS)
            rows.append(row)
    if not rows:
        raise ValueError(f"no song has {3 * window} frames, three windows; give longer ones")
    found = pd.DataFrame(rows)
    found["genre"] = pd.factorize(found["genre"], sort=True)[0]
    for name in found.columns.intersection(["loudness", "brightness", "tempo"]):
        found[name] = classes(found[name], 4)
    return found.astype(int)


def _played(score, start, stop):
    """What a score holds between two times, in seconds."""
    row = {"tempo": score.tempo} | dict.fromkeys([*_DRUMS, "bass", "singing", "distortion"], 0)
    sounding = {"bass": 0.0, "singing": 0.0}
    for part in score.parts:
        notes = part.notes
        if part.role == "drums":
            struck = notes["pitch"][(notes["start"] >= start) & (notes["start"] < stop)].round()
            for name, keys in _DRUMS.items():
                row[name] += int(np.isin(struck, keys).sum())
            continue
        ends = np.minimum(notes["start"] + notes["seconds"], stop)
        share = (ends - np.maximum(notes["start"], start)).clip(min=0).sum() / (stop - start)
        if part.role == "bass":
            sounding["bass"] += share
        elif part.voice:
            sounding["singing"] += share
        row["distortion"] |= int(part.drive > 0.3 and share > 0)
    row |= {name: min(row[name], 3) for name in _DRUMS}
    row |= {name: int(np.digitize(share, (0.2, 0.5))) for name, share in sounding.items()}
    return row


def classes(values, count):
    """Numbers sorted into classes of equal size: np.ndarray [shape=(values,), dtype=int64].

    Equal numbers stay together, so that classes may be fewer.
    """
    edges = np.unique(np.quantile(values, np.linspace(0, 1, count + 1)[1:-1]))
    return np.digitize(values, edges)


def information(found, known, *, groups=None, levels=8, shuffles=20, seed=0):
    """How much the response of each filter tells of each fact, in bits.

    Parameters
    ----------
    found : Responses
        Of one block.
    known : pd.DataFrame
        A row a window, as `facts` gives it.
    groups : np.ndarray [shape=(songs,)], optional
        Which songs belong together, such as those of one artist; each stands for itself if not given.
    levels : int >= 2
        Classes of equal size that responses are sorted into.
    shuffles : int > 0
        How many times responses are dealt to other groups.
    seed : int >= 0
        Of the shuffles.

    Returns
    -------
    bits : pd.DataFrame
        A row a filter, a column a fact: mutual information, less what is reached by chance; not below 0.
    sure : pd.DataFrame
        The same shape: whether it is more than in every shuffle.

    Notes
    -----
    I(R; F) = sum p(r, f) log2 p(r, f) / (p(r) p(f)) (Shannon 1948), from counts. Counting alone finds some
    information between things that have nothing to do with each other, the more the fewer the counts. So the
    mean over shuffles is taken off. Whole groups are shuffled, not windows: windows of one song, and songs of
    one artist, are alike, and are no independent witnesses.
    """
    rng = np.random.default_rng(seed)
    group = found.song if groups is None else np.asarray(groups)[found.song]
    rows = [np.flatnonzero(group == name) for name in np.unique(group)]
    orders = [_dealt(rows, rng) for _ in range(shuffles)]
    bits = np.zeros((found.values.shape[1], known.shape[1]))
    sure = np.zeros(bits.shape, bool)
    for row, values in enumerate(found.values.T):
        level = classes(values, levels)
        for column, name in enumerate(known):
            fact = known[name].to_numpy()
            chance = [shared_bits(level[order], fact) for order in orders]
            true = shared_bits(level, fact)
            bits[row, column] = max(0, true - np.mean(chance))
            sure[row, column] = true > max(chance)
    return pd.DataFrame(bits, columns=known.columns), pd.DataFrame(sure, columns=known.columns)


def shared_bits(level, fact):
    """How much two columns tell of each other, in bits, by counting.

    Parameters
    ----------
    level, fact : np.ndarray [shape=(windows,)] of int >= 0
        Numbers of classes.

    Returns
    -------
    float
        Mutual information; what chance gives is not taken off.
    """
    # sklearn's mutual_info_score gives the same; it checks so much each time that it takes 20 times as long.
    width = fact.max() + 1
    counts = np.bincount(level * width + fact, minlength=(level.max() + 1) * width).reshape(-1, width)
    joint = counts / len(level)
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0)
    there = joint > 0
    return float((joint[there] * np.log2(joint[there] / apart[there])).sum())


def _dealt(groups, rng):
    """An order of all windows in which each group has the windows of another one, from the first."""
    order = np.empty(sum(map(len, groups)), int)
    for rows, other in zip(groups, rng.permutation(len(groups)), strict=True):
        order[rows] = np.resize(groups[other], len(rows))
    return order
