"""MFCCs, those of python_speech_features 0.6."""

from __future__ import annotations

import numpy as np
import python_speech_features as psf

from genrekit.audio import SR

#: Window and hop of the MFCCs, in seconds. 25 ms is python_speech_features' window; its hop of 10 ms
#: would double the work of the network, for frames that overlap by more than half.
WINDOW_SECONDS = 0.025
HOP_SECONDS = 0.020

#: Mel filters under the MFCCs, and so the most coefficients there can be.
NUM_FILTERS = 26


def mfcc(y, *, num_ceps=13, window_seconds=WINDOW_SECONDS, hop_seconds=HOP_SECONDS, num_filters=NUM_FILTERS):
    """Mel-frequency cepstral coefficients, by python_speech_features.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The signal, at `audio.SR` Hz.
    num_ceps : int, 1 to num_filters
        Coefficients per frame. The first is the log energy of the frame.
    window_seconds, hop_seconds : float > 0
        Window, and step from frame to frame.
    num_filters : int > 0
        Mel filters.

    Returns
    -------
    coefs : np.ndarray [shape=(frames, num_ceps), dtype=float32]

    Raises
    ------
    ValueError
        If `num_ceps` is out of range.

    Notes
    -----
    `python_speech_features.mfcc` with three of its defaults changed. Its FFT of 512 points would cut off
    the end of each 25 ms frame (551 samples at 22,050 Hz), so one that holds the frame is passed; and its
    rectangular window leaks loud frequencies into quiet ones, so a Hamming window is passed. A last frame
    padded with zeros is dropped. Used in notebook 03; Davis and Mermelstein (1980).
    """
    if not 1 <= num_ceps <= num_filters:
        raise ValueError(f"num_ceps is {num_ceps}; choose 1 to {num_filters}, the number of mel filters")
    settings = (num_ceps, window_seconds, hop_seconds, num_filters)
    return _mfcc(np.append(y[:1], emphasised(y)), *settings)


#: How much of the sample before is taken off each sample: python_speech_features' default.
_PREEMPHASIS = 0.97


def emphasised(y):
    """High frequencies raised: each sample but the first, less 0.97 of the one before."""
    return y[1:] - _PREEMPHASIS * y[:-1]


def _mfcc(emphasised, num_ceps, window_seconds, hop_seconds, num_filters):
    length, hop = round_half_up(window_seconds * SR), round_half_up(hop_seconds * SR)
    coefs = psf.mfcc(
        emphasised,
        SR,
        winlen=window_seconds,
        winstep=hop_seconds,
        numcep=num_ceps,
        nfilt=num_filters,
        nfft=fft_size(length),
        preemph=0,
        winfunc=np.hamming,
    )
    whole = max(1, 1 + (len(emphasised) - length) // hop)
    return coefs[:whole].astype(np.float32)


def mfcc_of_blocks(
    blocks, *, num_ceps=13, window_seconds=WINDOW_SECONDS, hop_seconds=HOP_SECONDS, num_filters=NUM_FILTERS
):
    """MFCCs of a sound that comes piece by piece: the same as `mfcc` of the whole.

    Parameters
    ----------
    blocks : iterable of np.ndarray [shape=(samples,)]
        The pieces, at `audio.SR` Hz, such as `audio.blocks` gives. An hour need not fit into memory.
    num_ceps, window_seconds, hop_seconds, num_filters
        As for `mfcc`.

    Returns
    -------
    coefs : np.ndarray [shape=(frames, num_ceps), dtype=float32]
        A sound shorter than a window has no frame.
    """
    settings = (num_ceps, window_seconds, hop_seconds, num_filters)
    length, hop = round_half_up(window_seconds * SR), round_half_up(hop_seconds * SR)
    parts, rest, before, skip = [], np.empty(0, np.float32), None, 0
    for y in filter(len, blocks):
        # Emphasis looks back by a sample, and frames overlap: both reach into the piece before.
        new = np.append(y[:1], emphasised(y)) if before is None else emphasised(np.append(before, y))
        before = y[-1:]
        rest, skip = np.append(rest, new[skip:]), max(0, skip - len(new))
        if len(rest) >= length:
            frames = 1 + (len(rest) - length) // hop
            parts.append(_mfcc(rest[: (frames - 1) * hop + length], *settings))
            # With a hop longer than the window, the next frame may begin in a later piece.
            rest, skip = rest[frames * hop :], max(0, frames * hop - len(rest))
    return np.concatenate(parts) if parts else np.empty((0, num_ceps), np.float32)


def round_half_up(x):
    """The nearest whole number, 0.5 upwards: how python_speech_features turns seconds into samples."""
    return int(np.floor(x + 0.5))


def fft_size(length):
    """The smallest power of two that holds a frame of `length` samples."""
    return 1 << (length - 1).bit_length()
