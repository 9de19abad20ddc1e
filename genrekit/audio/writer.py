"""Sound out: short excerpts for a page, and files."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import soundfile

from .base import SR


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
