"""A song in a few numbers: what its features are on average, how far they stray, and how fast."""

from __future__ import annotations

import numpy as np


def statistics(songs):
    """Mean, deviation and liveliness of every coefficient of every song.

    Parameters
    ----------
    songs : sequence of np.ndarray [shape=(frames, coefs)], or np.ndarray [shape=(songs, frames, coefs)]
        Features; at least two frames each. Songs may differ in length.

    Returns
    -------
    np.ndarray [shape=(songs, 3 * coefs), dtype=float32]
        First the means over time, then the standard deviations, then the standard deviations of the steps
        from frame to frame.

    Raises
    ------
    ValueError
        If there are no songs, or one has fewer than two frames.

    Notes
    -----
    Time is gone: a song played backwards has the same numbers. Tzanetakis and Cook (2002) described songs so.
    Used in notebooks 09 and 10.
    """
    if not len(songs):
        raise ValueError("songs is empty; there is nothing to describe")
    if any(len(song) < 2 for song in songs):
        raise ValueError("a song has fewer than two frames; leave it out")
    rows = [
        np.concatenate((song.mean(axis=0), song.std(axis=0), np.diff(song, axis=0).std(axis=0)))
        for song in (np.asarray(song, np.float32) for song in songs)
    ]
    return np.asarray(rows, np.float32)
