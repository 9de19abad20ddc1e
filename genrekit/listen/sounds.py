"""Sounds: tones for examples, and what is left of a sound in its features."""

from __future__ import annotations

import numpy as np
import scipy.fft

from genrekit import features
from genrekit.audio import SR


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


def from_mel(db, *, n_fft=2048, hop=512, iterations=24, seed=0):
    """What is left of a sound in the levels of its mel bands.

    Parameters
    ----------
    db : np.ndarray [shape=(frames, bands)]
        As `features.log_mel` gives them.
    n_fft, hop : int > 0
        Their window and hop, in samples; the hop a whole part of the window, a quarter at most.
    iterations : int >= 0
        Rounds in search of phases that fit together.
    seed : int >= 0
        Of the phases it starts from.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        At `audio.SR` Hz; its peak is 0.9.

    Raises
    ------
    ValueError
        If the hop does not fit into the window four times or more.

    Notes
    -----
    The levels of single frequencies are the pseudo-inverse of the mel filter bank times those of the bands;
    where that gives less than nothing: nothing. The phases are found by the fast Griffin-Lim algorithm
    (Perraudin, Balazs, Sondergaard 2013): turn spectra into sound and back, keep the phases, put the levels
    right again.
    Used in notebooks 03 and 07.
    """
    if n_fft % hop or n_fft < 4 * hop:
        raise ValueError(f"hop is {hop}; choose a whole part of n_fft={n_fft}, {n_fft // 4} or less")
    bank = features.mel_filterbank(db.shape[1], n_fft)
    power = (10 ** (np.asarray(db, np.float32) / 10)) @ np.linalg.pinv(bank).T.astype(np.float32)
    y = _griffin_lim(np.sqrt(power.clip(min=0)), n_fft, hop, iterations, seed)
    return 0.9 * y / max(np.abs(y).max(), 1e-9)


def from_spectrogram(power, *, n_fft, hop, iterations=32, seed=0):
    """A sound whose spectrogram comes close to this one.

    Parameters
    ----------
    power : np.ndarray [shape=(frames, n_fft // 2 + 1)]
        As `features.spectrogram` gives it.
    n_fft, hop : int > 0
        Its window and hop, in samples; any two, also a hop longer than the window.
    iterations : int >= 0
        Rounds in search of phases that fit together.
    seed : int >= 0
        Of the phases it starts from.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        As loud as what the spectrogram was made of. It ends with the last window, or one hop after the last
        window began if that is later.

    Notes
    -----
    The phases are found as in `from_mel`. Where no windows overlap, no two frames have a moment in common:
    nothing tells which phases fit, and they stay what they were drawn as. Used in notebook 02.
    """
    levels = np.sqrt(power, dtype=np.float32) * np.float32(_window(n_fft).sum() / 2)
    return _griffin_lim(levels, n_fft, hop, iterations if hop < n_fft else 0, seed)


def _griffin_lim(levels, n_fft, hop, iterations, seed):
    """A sound of these levels at each frequency, with phases that fit together."""
    window = _window(n_fft)
    phases = np.random.default_rng(seed).random(levels.shape, np.float32)
    spectra = levels * np.exp(np.complex64(2j * np.pi) * phases)
    before = spectra
    for _ in range(iterations):
        frames = features.frame(_overlapped(spectra, window, hop), n_fft, hop)[: len(levels)]
        again = scipy.fft.rfft(frames * window, axis=1)
        # A step beyond what this round has found: 0.99 is what the authors recommend.
        ahead = again + np.float32(0.99) * (again - before)
        before = again
        spectra = levels * (ahead / np.maximum(np.abs(ahead), 1e-12))
    return _overlapped(spectra, window, hop)


def _window(n_fft):
    return np.hanning(n_fft + 1)[:-1].astype(np.float32)


def _overlapped(spectra, window, hop):
    """The sound whose windowed frames are nearest to these spectra (Griffin, Lim 1984, equation 6)."""
    n_fft, count = len(window), len(spectra)
    parts = -(-n_fft // hop)
    frames = np.zeros((count, parts * hop), np.float32)
    frames[:, :n_fft] = scipy.fft.irfft(spectra, n_fft, axis=1) * window
    squares = np.zeros(parts * hop, np.float32)
    squares[:n_fft] = window**2
    sums = np.zeros((count + parts - 1, hop), np.float32)
    weights = np.zeros_like(sums)
    for part in range(parts):
        columns = slice(part * hop, (part + 1) * hop)
        sums[part : part + count] += frames[:, columns]
        weights[part : part + count] += squares[columns]
    # Where a single window fades, dividing by next to nothing would boom; between windows there is silence.
    y = (sums / np.maximum(weights, 0.1)).ravel()
    return y[: (count - 1) * hop + max(n_fft, hop)]
