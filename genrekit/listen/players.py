"""Players for a page: a sound with a caption, and excerpts in a row."""

from __future__ import annotations

import base64
import html

import numpy as np

from genrekit.audio import SR, encode


class Player:
    """A sound in a page: a caption and a player that needs no file.

    Shown by Jupyter when it is the last value of a cell, or by `display`. Make one with `play`.
    """

    def __init__(self, sound, kind, caption):
        self._sound, self._kind, self.caption = sound, kind, caption

    def _repr_html_(self):
        payload = base64.b64encode(self._sound).decode()
        caption = html.escape(self.caption)
        return (
            f'<figure style="margin: 0.5em 0"><figcaption>{caption}</figcaption>'
            f'<audio controls preload="none" aria-label="{caption}" '
            f'src="data:audio/{self._kind};base64,{payload}"></audio></figure>'
        )

    def __repr__(self):
        return f"[sound: {self.caption}]"


def play(y, sr=SR, *, caption, seconds=10.0, start=0.0):
    """A player for an excerpt, with a caption that says what to listen for.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The sound.
    sr : int
        Its sampling rate, in Hz.
    caption : str
        What to listen for.
    seconds : float > 0
        Length of the excerpt.
    start : float >= 0
        Where it begins, in seconds.

    Returns
    -------
    Player

    Raises
    ------
    ValueError
        If the excerpt lies beyond the end.
    """
    first = int(start * sr)
    excerpt = np.array(y[first : first + int(seconds * sr)], dtype=np.float32)
    if not len(excerpt):
        raise ValueError(
            f"start is {start} s, but the sound ends at {len(y) / sr:.1f} s; choose an earlier one"
        )
    # Cutting a sound in the middle of a wave clicks.
    excerpt *= _fades(len(excerpt), int(0.01 * sr))
    # MP3 is what every browser plays; it knows rates from 8,000 Hz only, WAV knows all.
    kind = "MP3" if sr in (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000) else "WAV"
    return Player(encode(excerpt, sr, kind=kind), "mpeg" if kind == "MP3" else "wav", caption)


def _fades(samples, fade):
    """A gain that rises at the start and falls at the end."""
    gain, fade = np.ones(samples, np.float32), min(samples // 2, fade)
    if fade:
        gain[:fade] = np.linspace(0, 1, fade)
        gain[-fade:] = gain[:fade][::-1]
    return gain


def in_a_row(pieces, sr=SR, *, fade_seconds=0.15, level=0.1):
    """Excerpts one after the other, equally loud, each faded into the next.

    Parameters
    ----------
    pieces : sequence of np.ndarray [shape=(samples,)]
        The excerpts.
    sr : int
        Their sampling rate, in Hz.
    fade_seconds : float >= 0
        How long an excerpt and the next sound together.
    level : float > 0
        Root mean square of each excerpt; a quiet one is raised tenfold at most.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        In [-1, 1].
    starts : list of float
        Where each excerpt begins, in seconds.

    Raises
    ------
    ValueError
        If there is no excerpt, or an empty one.

    Notes
    -----
    Used in notebooks 07 and 08.
    """
    if not len(pieces) or not all(map(len, pieces)):
        raise ValueError("pieces is empty, or one of them is; give excerpts that hold a sound")
    fade = min(int(fade_seconds * sr), min(map(len, pieces)) // 2)
    places = np.concatenate(([0], np.cumsum([len(piece) - fade for piece in pieces])))
    y = np.zeros(places[-1] + fade, np.float32)
    for piece, place in zip(pieces, places, strict=False):
        loudness = np.sqrt(np.mean(np.square(piece, dtype=np.float64)))
        gain = min(level / max(loudness, 1e-9), 10)
        y[place : place + len(piece)] += np.float32(gain) * piece * _fades(len(piece), max(fade, 1))
    return y / max(1, np.abs(y).max()), [float(place) / sr for place in places[:-1]]
