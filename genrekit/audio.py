"""Sound in and out: any file to float32 mono at 22,050 Hz, and short excerpts to compressed bytes."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import numpy as np
import soundfile
import soxr

#: Sampling rate of everything in the kit, in Hz. Half of a CD's; GTZAN is recorded with it.
SR = 22050

#: Endings of the files that `read` understands.
SUFFIXES = frozenset({".wav", ".au", ".flac", ".ogg", ".mp3", ".aiff", ".aif"})

#: Below this peak a clip counts as silent (-80 dB full scale).
SILENCE = 1e-4

#: Sampling rates below this, in Hz, come from broken headers only.
LOWEST_RATE = 1000


def find(folder, suffixes=SUFFIXES):
    """The sound files below a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Where to look; it need not exist.
    suffixes : set of str
        Their endings, in small letters.

    Returns
    -------
    list of pathlib.Path
        Sorted. What lies hidden is left out: file managers leave "._song.wav" beside the real ones, a killed
        export leaves ".unfinished-.../song.wav".
    """
    return sorted(
        path
        for path in (folder.rglob("*") if folder.is_dir() else ())
        if path.suffix.lower() in suffixes
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


class AudioError(ValueError):
    """A sound that cannot be used; the message names the file, what is wrong and what to do."""


def read(path, *, seconds=None):
    """Read a sound file as the kit wants it.

    Channels are averaged, other sampling rates converted (soxr, high quality).

    Parameters
    ----------
    path : path-like
        A WAV, AU, FLAC, OGG, MP3 or AIFF file. The format is found from its content, not its name.
    seconds : float > 0, optional
        Read no more than this from the beginning.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        Mono, at `SR` Hz, in [-1, 1].

    Raises
    ------
    AudioError
        If there is no such file, or it is empty, no audio, silent, or holds values that are no numbers.
    """
    path = Path(path)
    if not path.is_file():
        raise AudioError(f"{path}: there is no such file. Check the path.")
    if path.stat().st_size == 0:
        raise AudioError(f"{path}: the file is empty. Get it again, or delete it.")
    try:
        with soundfile.SoundFile(path) as file:
            count = -1 if seconds is None else int(np.ceil(seconds * file.samplerate))
            y, sr = file.read(count, dtype="float32", always_2d=True), file.samplerate
            promised = file.frames if seconds is None else min(count, file.frames)
    except (soundfile.SoundFileError, RuntimeError, TypeError, ValueError):
        raise AudioError(f"{path}: this is no sound that can be read. Get it again, or delete it.") from None
    if sr < LOWEST_RATE:
        raise AudioError(f"{path}: claims {sr} samples a second, too few for music. Export it again.")
    # MP3 headers only estimate the length.
    if len(y) < 0.95 * promised:
        told = f"breaks off after {len(y) / sr:.1f} of {promised / sr:.1f} s; that much is used"
        warnings.warn(f"{path}: {told}. Get it again.", stacklevel=2)
    return prepare(y, sr, path)


def prepare(y, sr, name="y"):
    """Bring samples to the kit's form: float32, mono, `SR` Hz, within [-1, 1].

    Parameters
    ----------
    y : np.ndarray [shape=(samples,) or (samples, channels)]
        Samples of any rate.
    sr : float > 0
        Their sampling rate, in Hz.
    name : str or path-like
        What to call them in an error.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]

    Raises
    ------
    AudioError
        If there are no samples, or some are no numbers, or all are silent.
    """
    y = np.asarray(y, dtype=np.float32)
    if y.ndim == 2:
        loud = np.abs(y).max(initial=0) >= SILENCE
        y = y.mean(axis=1)
        if loud and np.abs(y).max(initial=0) < SILENCE:
            raise AudioError(f"{name}: its channels cancel each other out. Turn one of them round.")
    if y.size == 0:
        raise AudioError(f"{name}: there is no sound in it. Get it again, or delete it.")
    if not np.isfinite(y).all():
        raise AudioError(f"{name}: holds values that are no numbers (NaN or infinite). Export it again.")
    if sr != SR:
        y = soxr.resample(y, sr, SR).astype(np.float32, copy=False)
    peak = np.abs(y).max(initial=0)
    if peak < SILENCE:
        raise AudioError(f"{name}: is silent. Leave it out, or record it again.")
    # Resampling overshoots a little at full scale, and float files may be louder than 1.
    return y / peak if peak > 1 else y


def encode(y, sr=SR, *, kind="MP3"):
    """Compress a short excerpt for a player in a page.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The sound, in [-1, 1]; what is beyond is clipped.
    sr : int
        Its sampling rate, in Hz.
    kind : {"MP3", "OGG", "FLAC", "WAV"}
        The format, by its name in libsndfile.

    Returns
    -------
    bytes
        The file's content.
    """
    y = np.clip(np.asarray(y, dtype=np.float32), -1, 1)
    buffer = io.BytesIO()
    if kind == "MP3":
        soundfile.write(buffer, y, sr, format="MP3", compression_level=0.7, bitrate_mode="VARIABLE")
    else:
        soundfile.write(buffer, y, sr, format=kind)
    return buffer.getvalue()


def write(path, y, sr=SR):
    """Write a sound as a 16-bit file of the format that the name's ending tells.

    Parameters
    ----------
    path : path-like
        Where to; the folder must exist.
    y : np.ndarray [shape=(samples,)]
        The sound, in [-1, 1].
    sr : int
        Its sampling rate, in Hz.

    Raises
    ------
    OSError
        If it cannot be written; the message names the file.
    """
    try:
        soundfile.write(Path(path), np.clip(y, -1, 1), sr)
    except (soundfile.SoundFileError, TypeError) as error:
        raise OSError(f"{path}: cannot be written ({error}). Check the folder and the ending.") from None
