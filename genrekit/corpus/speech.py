"""Somebody talks, in words of no language: sound that is no music. Used in notebook 08."""

from __future__ import annotations

import numpy as np

from .score import NOTE
from .voice import VOICES, render

#: Kinds of voices that can talk, and the usual pitch of their speech (MIDI note number).
_TALKERS = {"rapper": 46, "deep rapper": 42, "woman rapper": 55}


def speech(seed=0, *, seconds=30.0, sr=22050):
    """Somebody talks without music.

    Parameters
    ----------
    seed : int >= 0
        Another seed, another person and other words.
    seconds : float > 0
        How long.
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        Mono, in [-1, 1], with the faint hiss of a microphone.

    Notes
    -----
    Phrases of 5 to 16 syllables, about five a second, no two of the same length; the pitch falls by some four
    semitones over a phrase, and is raised on stressed syllables (declination and accents, as in Ladd,
    *Intonational Phonology*, 2008); pauses of 0.25 to 0.9 s to breathe.
    """
    rng = np.random.default_rng([seed, 77])
    name = list(_TALKERS)[int(rng.integers(len(_TALKERS)))]
    base, pace = _TALKERS[name] + rng.uniform(-2, 2), rng.uniform(4.2, 6.0)
    rows, now = [], 0.2
    while now < seconds:
        syllables = int(rng.integers(5, 17))
        for i in range(syllables):
            stressed = rng.random() < 0.35
            length = (1.35 if stressed else 0.9) * rng.lognormal(0, 0.2) / pace
            length *= 1.4 if i == syllables - 1 else 1.0
            pitch = base + 2.5 - 4 * i / syllables + (2 if stressed else 0) + rng.normal(0, 0.7)
            force = (0.95 if stressed else 0.7) * (1 - 0.25 * i / syllables)
            rows.append((now, 0.95 * length, pitch, force, rng.uniform(-0.5, 0.5), 0.0))
            now += length
        now += rng.uniform(0.25, 0.9)
    y = render(np.array(rows, NOTE), VOICES[name], seconds, sr, seed)
    y = y + 0.0005 * rng.standard_normal(len(y)).astype(np.float32)
    return (rng.uniform(0.3, 0.8) * y / np.abs(y).max()).astype(np.float32)
