"""Sound made from a spectrogram of any window and hop: what the picture keeps, and what it has lost."""

from __future__ import annotations

import numpy as np
import scipy.fft

from genrekit import features


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
    The fast Griffin-Lim algorithm (Perraudin, Balazs, Sondergaard 2013), as in `listen.from_mel`, which wants
    windows that overlap fourfold. Here they need not overlap at all: then no two frames have a moment in
    common, nothing tells which phases fit, and they stay what they were drawn as.
    """
    window = np.hanning(n_fft + 1)[:-1].astype(np.float32)
    levels = np.sqrt(power, dtype=np.float32) * np.float32(window.sum() / 2)
    phases = np.random.default_rng(seed).random(levels.shape, np.float32)
    spectra = levels * np.exp(np.complex64(2j * np.pi) * phases)
    before = spectra
    for _ in range(iterations if hop < n_fft and len(levels) > 1 else 0):
        frames = features.frame(_overlapped(spectra, window, hop), n_fft, hop)[: len(levels)]
        again = scipy.fft.rfft(frames * window, axis=1)
        # A step beyond what this round has found: 0.99 is what the authors recommend.
        ahead = again + np.float32(0.99) * (again - before)
        before = again
        spectra = levels * (ahead / np.maximum(np.abs(ahead), 1e-12))
    return _overlapped(spectra, window, hop)


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
