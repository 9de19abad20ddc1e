"""Players for a page, and sound made from features."""

from __future__ import annotations

import base64
import html

import numpy as np
import scipy.fft

from genrekit import features
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
    fade = min(len(excerpt) // 2, int(0.01 * sr))
    if fade:
        ramp = np.linspace(0, 1, fade, dtype=np.float32)
        excerpt[:fade] *= ramp
        excerpt[-fade:] *= ramp[::-1]
    # MP3 is what every browser plays; it knows rates from 8,000 Hz only, WAV knows all.
    kind = "MP3" if sr in (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000) else "WAV"
    return Player(encode(excerpt, sr, kind=kind), "mpeg" if kind == "MP3" else "wav", caption)


def tone(hz, seconds=1.0, *, sr=SR, level=0.3):
    """A sine tone with soft ends.

    Parameters
    ----------
    hz : float > 0
        Frequency.
    seconds : float > 0
        Length.
    sr : int
        Sampling rate, in Hz.
    level : float, 0 to 1
        Amplitude.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
    """
    t = np.arange(int(seconds * sr)) / sr
    edge = np.minimum(1, np.minimum(t, seconds - t) / 0.01)
    return (level * edge * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def vowel(hz, seconds=1.0, *, sr=SR):
    """A sung "ah": the overtones of one pitch (the source) through the resonances of a throat (the filter).

    Parameters
    ----------
    hz : float > 0
        Pitch. The resonances stay where they are.
    seconds : float > 0
        Length.
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        Every pitch is equally strong: its root mean square is 0.12.

    Notes
    -----
    Resonances at 730, 1,090 and 2,440 Hz, those of a man's "ah" in Peterson and Barney (1952). Used in
    notebook 03.
    """
    t = np.arange(int(seconds * sr)) / sr
    overtones = hz * np.arange(1, int(sr / 2 / hz) + 1)[:, None]
    throat = sum(
        height / (1 + ((overtones - centre) / width) ** 2)
        for centre, width, height in ((730, 120, 1.0), (1090, 130, 0.7), (2440, 220, 0.25))
    )
    # All overtones in step would make a click of each swing; phases that grow with the square spread them.
    phases = np.pi * np.arange(1, len(overtones) + 1)[:, None] ** 2 / len(overtones)
    y = (throat * np.sin(2 * np.pi * overtones * t + phases)).sum(axis=0)
    y *= 0.12 / np.sqrt((y**2).mean())
    return (y * np.minimum(1, np.minimum(t, seconds - t) / 0.02)).astype(np.float32)


def from_mfcc(coefs, *, hop_seconds=features.HOP_SECONDS, seed=0):
    """What is left of a sound in its MFCCs: noise, shaped by the envelope that they describe.

    Parameters
    ----------
    coefs : np.ndarray [shape=(frames, num_ceps)]
        As `features.mfcc` gives them.
    hop_seconds : float > 0
        Their time from frame to frame.
    seed : int
        Of the noise.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        At `audio.SR` Hz; its peak is 0.9.

    Notes
    -----
    Undoes `features.mfcc` backwards as far as it can be undone: lifter, cosine transform (missing
    coefficients count as zero), logarithm, mel filters, pre-emphasis. Pitch is lost in the filters and phase
    in the power: noise stands in for both, one band of it per mel filter, each as loud at every moment as
    the coefficients say (a channel vocoder; Dudley 1939). Used in notebook 03.
    """
    hop = features.round_half_up(hop_seconds * SR)
    frame = features.round_half_up(features.WINDOW_SECONDS * SR)
    samples = (len(coefs) - 1) * hop + frame
    bins = features.fft_size(frame) // 2 + 1
    width = features.mel_filterbank(features.NUM_FILTERS, 2 * (bins - 1)).sum(axis=1)
    loudness = np.sqrt(np.exp(_undo_cosine_transform(coefs)) / width).astype(np.float32)
    n_fft = scipy.fft.next_fast_len(samples, real=True)
    noise = scipy.fft.rfft(np.random.default_rng(seed).standard_normal(n_fft).astype(np.float32))
    hz = np.arange(len(noise)) * SR / n_fft
    noise /= np.abs(1 - 0.97 * np.exp(-2j * np.pi * hz / SR)).astype(np.float32)
    edges = np.linspace(0, features.hz_to_mel(SR / 2), features.NUM_FILTERS + 2)
    # Triangles that add up to one between their centres; the outermost reach to the ends.
    places = np.interp(features.hz_to_mel(hz), edges[1:-1], np.arange(features.NUM_FILTERS))
    centres = np.arange(len(coefs)) * hop + frame / 2
    y = np.zeros(samples, np.float32)
    for number in range(features.NUM_FILTERS):
        triangle = np.maximum(0, 1 - np.abs(places - number)).astype(np.float32)
        triangle[hz < 30] = 0  # lower than music goes, and pre-emphasis undone would make it boom
        band = scipy.fft.irfft(noise * triangle, n_fft)[:samples]
        y += band * np.interp(np.arange(samples), centres, loudness[:, number]).astype(np.float32)
    return 0.9 * y / max(np.abs(y).max(), 1e-9)


def _undo_cosine_transform(coefs):
    """Log energy in each mel filter, from liftered coefficients, the first being the frame's log energy."""
    frames, num_ceps = coefs.shape
    ceps = np.zeros((frames, features.NUM_FILTERS))
    lifter = 1 + 11 * np.sin(np.pi * np.arange(num_ceps) / 22)
    ceps[:, :num_ceps] = coefs / lifter
    energy = ceps[:, 0].copy()
    ceps[:, 0] = 0
    log_mel = scipy.fft.idct(ceps, type=2, axis=1, norm="ortho")
    # The first coefficient was replaced by the energy of the frame: set the level by it.
    return log_mel + (energy - np.log(np.exp(log_mel).sum(axis=1)))[:, None]
