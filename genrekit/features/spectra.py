"""Spectrograms, and the mel scale."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import scipy.fft

from genrekit.audio import SR


def frame(y, length, hop):
    """Cut a signal into overlapping frames.

    Only whole frames are returned: what is left at the end is not padded.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The signal.
    length, hop : int > 0
        Samples in a frame, and from the start of one to the start of the next.

    Returns
    -------
    frames : np.ndarray [shape=(frames, length)]
        A read-only view of `y`.

    Raises
    ------
    ValueError
        If the signal is shorter than one frame, or `length` or `hop` is no positive number.

    Notes
    -----
    Used in notebook 02.
    """
    if length < 1 or hop < 1:
        raise ValueError(f"length is {length} and hop is {hop}; both must be 1 or more")
    if len(y) < length:
        raise ValueError(f"y has {len(y)} samples, a frame {length}; give a longer signal or a shorter frame")
    return np.lib.stride_tricks.sliding_window_view(y, length)[::hop]


def spectrogram(y, *, n_fft=2048, hop=512):
    """Power of each frequency in each frame.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The signal.
    n_fft : int > 0
        Window length in samples; a Hann window.
    hop : int > 0
        Samples from frame to frame.

    Returns
    -------
    power : np.ndarray [shape=(frames, n_fft // 2 + 1), dtype=float32]
        Squared magnitude. A full-scale sine has 1 (0 dB) at its frequency.

    Notes
    -----
    Short-time Fourier transform; Mueller, *Fundamentals of Music Processing*, section 2.5.
    Used in notebooks 02 and 03.
    """
    window = np.hanning(n_fft + 1)[:-1].astype(np.float32)
    spectrum = scipy.fft.rfft(frame(y, n_fft, hop) * window, axis=1)
    return (np.abs(spectrum) * (2 / window.sum())) ** 2


def to_db(power, *, floor_db=-80.0):
    """Decibels of a power, relative to 1.

    Parameters
    ----------
    power : np.ndarray
        Power, 0 or more.
    floor_db : float
        What is weaker is set to this.

    Returns
    -------
    db : np.ndarray
        10 log10(power), not below `floor_db`.
    """
    # The floor comes last: whether log10 rounds to it from above or below differs between processors.
    with np.errstate(divide="ignore"):
        return np.maximum(10 * np.log10(power), floor_db)


def hz_to_mel(hz):
    """Pitch in mel of a frequency in Hz: 2595 log10(1 + Hz / 700) (O'Shaughnessy 1987)."""
    return 2595 * np.log10(1 + np.asarray(hz) / 700)


def mel_to_hz(mel):
    """Frequency in Hz of a pitch in mel: the inverse of `hz_to_mel`."""
    return 700 * (10 ** (np.asarray(mel) / 2595) - 1)


@lru_cache(maxsize=16)
def mel_filterbank(num_filters, n_fft, sr=SR, *, low_hz=0.0, high_hz=None):
    """Triangular filters spaced evenly on the mel scale.

    Each filter rises from its left neighbour's centre to its own and falls to its right neighbour's, so
    that neighbouring filters add up to one between centres.

    Parameters
    ----------
    num_filters : int > 0
        Number of filters.
    n_fft : int > 0
        Length of the Fourier transform, in samples.
    sr : float > 0
        Sampling rate, in Hz.
    low_hz, high_hz : float
        Band edges in Hz; `high_hz` is half of `sr` if not given.

    Returns
    -------
    weights : np.ndarray [shape=(num_filters, n_fft // 2 + 1), dtype=float32]
        Weight of each Fourier bin in each filter, 0 to 1. Shared between callers: read-only.

    Raises
    ------
    ValueError
        If the filters are so many that one of them holds no Fourier bin.

    Notes
    -----
    Mel scale as in python_speech_features. Unlike there, edges are not rounded to bins.
    Used in notebooks 02 and 03.
    """
    high_hz = sr / 2 if high_hz is None else high_hz
    edges = mel_to_hz(np.linspace(hz_to_mel(low_hz), hz_to_mel(high_hz), num_filters + 2))
    bins = np.arange(n_fft // 2 + 1) * sr / n_fft
    rise = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    weights = np.maximum(0, np.minimum(rise, fall)).astype(np.float32)
    if not weights.any(axis=1).all():
        fit = int(weights.any(axis=1).sum())
        raise ValueError(
            f"num_filters is {num_filters}: with n_fft={n_fft} some filters hold no frequency "
            f"(only {fit} do). Take fewer filters or a longer n_fft."
        )
    weights.setflags(write=False)
    return weights


def log_mel(y, *, num_filters=128, n_fft=2048, hop=512):
    """Spectrogram on the mel scale, in decibels.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The signal, at `audio.SR` Hz.
    num_filters : int > 0
        Mel bands.
    n_fft, hop : int > 0
        Window and hop in samples.

    Returns
    -------
    db : np.ndarray [shape=(frames, num_filters), dtype=float32]
        Decibels of each band's summed power, where one bin of a full-scale sine is 0; not below -80.
    """
    return to_db(spectrogram(y, n_fft=n_fft, hop=hop) @ mel_filterbank(num_filters, n_fft).T)
