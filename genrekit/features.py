"""From the waveform to what a network can learn from: spectrogram, log-mel spectrogram, MFCCs.

Time comes first in every array: a row is a frame. MFCCs are those of python_speech_features 0.6.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import pandas as pd
import python_speech_features as psf
import scipy.fft
import soundfile
import soxr
from tqdm.auto import tqdm

from genrekit import audio, paths, workers
from genrekit.audio import SR

#: Window and hop of the MFCCs, in seconds. 25 ms is python_speech_features' window; its hop of 10 ms
#: would double the work of the network, for frames that overlap by more than half.
WINDOW_SECONDS = 0.025
HOP_SECONDS = 0.020

#: Mel filters under the MFCCs, and so the most coefficients there can be.
NUM_FILTERS = 26


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


@dataclass(frozen=True)
class Features:
    """The features of a collection's clips, and what is known of them.

    Attributes
    ----------
    values : tuple of np.ndarray [shape=(frames, coefs), dtype=float32]
        One array a clip; clips may differ in length.
    table : pd.DataFrame
        The collection's table, for these clips in this order.
    genres : tuple of str
        Names of the labels.
    hop_seconds : float
        Time from frame to frame.
    left_out : dict of str to str
        Clips that could not be used, and why.
    """

    values: tuple[np.ndarray, ...]
    table: pd.DataFrame
    genres: tuple[str, ...]
    hop_seconds: float = HOP_SECONDS
    left_out: dict[str, str] = field(default_factory=dict)

    def __len__(self):
        return len(self.values)

    @property
    def labels(self):
        """Index of each clip's genre in `genres`: np.ndarray [shape=(clips,), dtype=int64]."""
        return self.table["genre"].map(self.genres.index).to_numpy(np.int64)

    def at_least(self, seconds):
        """The clips that last at least this long; the others join `left_out`, with the reason."""
        frames = frames_in(seconds, self.hop_seconds)
        keep = np.array([len(x) >= frames for x in self.values], dtype=bool)
        short = {
            clip: f"{clip}: is shorter than one crop of {seconds:g} s ({len(x)} frames, not {frames}). "
            "Choose a shorter crop_seconds, or a longer clip."
            for clip, x, ok in zip(self.table.index, self.values, keep, strict=True)
            if not ok
        }
        values = tuple(x for x, ok in zip(self.values, keep, strict=True) if ok)
        return replace(self, values=values, table=self.table[keep], left_out=self.left_out | short)


def frames_in(seconds, hop_seconds=HOP_SECONDS):
    """How many hops fit into this many seconds."""
    return round_half_up(seconds / hop_seconds)


def extract(collection, *, num_ceps=NUM_FILTERS, hop_seconds=HOP_SECONDS, jobs=None, progress=True):
    """MFCCs of every clip of a collection, from the cache where they are there.

    Parameters
    ----------
    collection : Collection
        The clips.
    num_ceps : int, 1 to 26
        Coefficients per frame.
    hop_seconds : float > 0
        Time from frame to frame.
    jobs : int, optional
        Processes; as many as the machine has cores, at least 2, if not given. A file that ends the process
        that reads it costs no more than this clip then. With 1 all is read in this process.
    progress : bool
        Show a progress bar.

    Returns
    -------
    Features
        Clips that could not be used are in its `left_out`, with the reason.

    Raises
    ------
    ValueError
        If a parameter is out of range, or no clip at all can be used.
    OSError
        If the cache folder cannot be written to, or the disk is full.

    Warns
    -----
    UserWarning
        Once for each clip that is used though something is wrong with it, when its features are computed.

    Notes
    -----
    All 26 coefficients are computed and kept whatever `num_ceps` is: the first 18 of 26 *are* the 18, so
    that the second experiment finds its features ready. Clips done before an interruption stay done.
    """
    if not 1 <= num_ceps <= NUM_FILTERS:
        raise ValueError(f"num_ceps is {num_ceps}; choose 1 to {NUM_FILTERS}, the number of mel filters")
    if not 0.002 <= hop_seconds <= 1:
        raise ValueError(f"hop_seconds is {hop_seconds}; choose 0.002 to 1")
    folder = _cache_folder(hop_seconds)
    files = {clip: folder / f"{_digest(collection.key(clip))}.npy" for clip in collection.table.index}
    found = {clip: _load(file) for clip, file in files.items()}
    missing = [clip for clip, coefs in found.items() if coefs is None]
    left_out = dict(collection.left_out)
    for clip, reason, told in _compute(collection, missing, files, hop_seconds, jobs, progress):
        for text, category in told:
            warnings.warn(text, category, stacklevel=2)
        if reason:
            left_out[clip] = reason
            continue
        found[clip] = _load(files[clip])
        if found[clip] is None:
            raise OSError(f"{files[clip]}: was removed or spoilt right after it was written. Run this again.")
    good = [clip for clip in collection.table.index if clip not in left_out]
    if not good:
        raise ValueError(
            f"no clip of {collection.name} can be used; the first: {next(iter(left_out.values()))}"
        )
    values = tuple(found[clip][:, :num_ceps] for clip in good)
    return Features(values, collection.table.loc[good], collection.genres, hop_seconds, left_out)


def _load(file):
    """A clip's features from the cache; None if they are not there, or a power cut has spoilt them."""
    try:
        with file.open("rb") as content:
            coefs = np.lib.format.read_array(content, allow_pickle=False)
    except Exception:  # whatever a file may hold: it is computed and written anew
        return None
    whole = coefs.dtype == np.float32 and coefs.ndim == 2 and coefs.shape[1] == NUM_FILTERS and len(coefs)
    return coefs if whole else None


def _compute(collection, clips, files, hop_seconds, jobs, progress):
    """Compute and keep the MFCCs of these clips in parallel; yields what `_compute_chunk` gives a clip."""
    items = [(clip, files[clip]) for clip in clips]
    function = partial(_compute_chunk, collection, hop_seconds)
    with tqdm(total=len(clips), desc="clips to MFCCs", unit="clip", disable=not progress or not clips) as bar:
        for told in workers.each(function, items, died=_died, jobs=jobs):
            bar.update()
            yield told


def _died(item):
    clip, _ = item
    return clip, f"{clip}: {workers.DIED}", ()


def _compute_chunk(collection, hop_seconds, chunk):
    """(clip, reason or "", (text, category) of each warning) of these clips; reason says what is wrong."""
    told = []
    for clip, file in chunk:
        # The warnings of a worker process would be lost: they are told by the process that started it.
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", UserWarning)
            reason = _compute_one(collection, clip, file, hop_seconds)
        told.append((clip, reason, tuple(dict.fromkeys((str(w.message), w.category) for w in caught))))
    return told


def _compute_one(collection, clip, file, hop_seconds):
    try:
        coefs = mfcc_of_blocks(collection.blocks(clip), num_ceps=NUM_FILTERS, hop_seconds=hop_seconds)
        if not len(coefs):
            return f"{clip}: is shorter than one frame of {WINDOW_SECONDS * 1000:g} ms. Leave it out."
    except audio.AudioError as error:
        return str(error)
    except Exception as error:  # whatever is wrong with one clip, the others go on
        return f"{clip}: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no details'}"
    with paths.written_whole(file) as unfinished:
        np.save(unfinished, coefs, allow_pickle=False)
    return ""


def _cache_folder(hop_seconds):
    settings = {
        "window": WINDOW_SECONDS,
        "hop": hop_seconds,
        "filters": NUM_FILTERS,
        "sr": SR,
        "psf": "0.6, hamming",
        # A changed way to read or to compute must not be served the old numbers.
        "code": [
            _digest(path.read_text(encoding="utf-8"))
            for path in (*sorted(Path(audio.__file__).parent.glob("*.py")), Path(__file__))
        ],
        # What decodes and resamples a file shapes its samples.
        "libraries": [module.__version__ for module in (np, scipy, soxr)]
        + [soundfile.__libsndfile_version__],
    }
    return paths.writable(paths.cache_dir() / "mfcc" / _digest(json.dumps(settings, sort_keys=True)))


def _digest(text):
    # A file's name need not be text.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
