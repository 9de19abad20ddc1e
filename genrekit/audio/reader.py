"""Any sound file to float32 mono at 22,050 Hz, in blocks, whatever is wrong with it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from .base import SILENCE, SR, AudioError, shown, warn
from .containers import from_its_sound, missing_share

#: What is no music but a broken header: sampling rates in Hz, and channels.
RATES = (1000, 384_000)
MOST_CHANNELS = 16

#: A sound may last this long, in hours: a small file can unfold to days of silence.
LONGEST_HOURS = 4

#: Sounds longer than this, in seconds, are never held in memory whole by `blocks`.
LONG = 600

#: Samples of a channel decoded at once. So much is lost at most where a file is damaged.
_BLOCK = 8192

#: Of these nothing is lost where they are damaged: every sample stands for itself, unless it is packed with
#: others. Long blocks are read faster: a clip of 30 s in 1.4 ms, in short ones in 2.7 ms.
_PLAIN, _PLAIN_BLOCK = {"WAV", "WAVEX", "AU", "AIFF"}, 2**16
_UNPACKED = {"PCM_U8", "PCM_S8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "ALAW"}


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
        If there is no such file, or it is empty, no audio, silent, goes on for hours, or holds values that
        are no numbers.

    Warns
    -----
    UserWarning
        If the file breaks off: what is there is used.
    """
    level = Level()
    with Decoder(path) as sound:
        pieces = list(converted(sound.blocks(seconds), sound.rate, level, path))
        sound.warn_if_cut(seconds)
    return level.applied_to(_join(pieces), path)


def blocks(path, *, seconds=60.0):
    """Read a sound file of any length piece by piece; the pieces make up what `read` gives.

    Parameters
    ----------
    path : path-like
        As for `read`.
    seconds : float > 0
        Length of a piece of a long sound. One of up to ten minutes comes in one piece.

    Yields
    ------
    y : np.ndarray [shape=(samples,), dtype=float32]
        Mono, at `SR` Hz, in [-1, 1].

    Raises
    ------
    AudioError
        As `read`, before the first piece: a long sound is gone through once to know its peak.

    Warns
    -----
    UserWarning
        As `read`.
    """
    level, held, samples = Level(), [], 0
    with Decoder(path) as sound:
        for piece in converted(sound.blocks(), sound.rate, level, path):
            samples += len(piece)
            if samples <= LONG * SR:
                held.append(piece)
            else:
                held.clear()
        sound.warn_if_cut()
    if samples <= LONG * SR:
        yield level.applied_to(_join(held), path)
        return
    scale = np.float32(level.scale(path))
    with Decoder(path) as sound:
        held, samples = [], 0
        for piece in converted(sound.blocks(), sound.rate, Level(), path):
            held.append(piece * scale)
            samples += len(piece)
            if samples >= seconds * SR:
                yield _join(held)
                held, samples = [], 0
        if held:
            yield _join(held)


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
    level = Level()
    pieces = list(converted([y if y.ndim == 2 else y[:, None]], sr, level, name))
    return level.applied_to(_join(pieces), name)


def duration(path):
    """How long a sound lasts, as its header says: nothing is decoded.

    Parameters
    ----------
    path : path-like
        A sound file.

    Returns
    -------
    float
        Seconds. An MP3 may only estimate it.

    Raises
    ------
    AudioError
        If the file is none that `read` can open.
    """
    with Decoder(path) as sound:
        return sound.frames / sound.rate


def _join(pieces):
    return np.concatenate(pieces) if pieces else np.empty(0, np.float32)


class Decoder:
    """A sound file, opened: what it is, and its samples block by block.

    Parameters
    ----------
    path : path-like
        The file.

    Attributes
    ----------
    rate : int
        Samples a second.
    channels : int
        Channels.
    format : str
        "WAV", "MP3" and so on, as the content has it, whatever the name says.
    bits : int
        8 if its samples have coarse steps, as those of a telephone; 16 if fine ones.
    frames : int
        Samples of a channel, as the header says.
    decoded : int
        Samples of a channel that came out so far.

    Raises
    ------
    AudioError
        If there is no such file, or it is empty, no sound, or of a kind that no music has.
    """

    def __init__(self, path):
        self.path, self.decoded, self._sound = Path(path), 0, None
        if not os.path.isfile(self.path):  # which raises nothing where a folder is closed
            raise AudioError(f"{shown(path)}: there is no such file. Check the path.")
        try:
            self._file = self.path.open("rb")
        except OSError as error:
            raise AudioError(
                f"{shown(path)}: cannot be opened ({error.strerror}). Check its permissions."
            ) from None
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def close(self):
        """Close the file."""
        if self._sound is not None:
            self._sound.close()
        self._file.close()

    def _open(self):
        name = shown(self.path)
        if not self.path.stat().st_size:
            raise AudioError(f"{name}: the file is empty. Get it again, or delete it.")
        try:
            inside = from_its_sound(self._file)
            self._missing = missing_share(inside)
            inside.seek(0)
            self._sound = _Forward(inside)
        except _TROUBLE:
            raise AudioError(
                f"{name}: this is no sound that can be read. Get it again, or delete it."
            ) from None
        self.rate, self.channels = self._sound.samplerate, self._sound.channels
        self.bits = 8 if self._sound.subtype in _COARSE else 16
        self.format, self.frames = self._sound.format, max(0, self._sound.frames)
        low, high = RATES
        if not low <= self.rate <= high:
            raise AudioError(
                f"{name}: claims {self.rate} samples a second; music has {low} to {high}. Export it again."
            )
        if self.channels > MOST_CHANNELS:
            raise AudioError(f"{name}: claims {self.channels} channels. Mix it down to one or two.")
        if self.format != "FLAC" and self.frames > LONGEST_HOURS * 3600 * self.rate:
            raise self._too_long()

    def _too_long(self):
        return AudioError(
            f"{shown(self.path)}: goes on for more than {LONGEST_HOURS} hours. Cut it into songs."
        )

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def blocks(self, seconds=None):
        """The samples, a block at a time.

        Parameters
        ----------
        seconds : float > 0, optional
            No more than this from the beginning.

        Yields
        ------
        np.ndarray [shape=(samples, channels), dtype=float32]
            What cannot be decoded ends the sound, as its end would.
        """
        most = LONGEST_HOURS * 3600 * self.rate
        wanted = most + 1 if seconds is None else int(np.ceil(seconds * self.rate))
        plain = self.format in _PLAIN and self._sound.subtype in _UNPACKED
        size = _PLAIN_BLOCK if plain else _BLOCK
        while self.decoded < wanted:
            try:
                block = self._sound.read(min(size, wanted - self.decoded), dtype="float32", always_2d=True)
            except _TROUBLE:
                return
            if not len(block):
                return
            self.decoded += len(block)
            if self.decoded > most:
                raise self._too_long()
            yield block

    def cut(self, seconds=None):
        """Whether the file breaks off.

        Parameters
        ----------
        seconds : float > 0, optional
            As it was given to `blocks`, which is to be gone through before.

        Returns
        -------
        str
            Where, in words; empty if it does not.
        """
        if seconds is not None and self.decoded >= int(seconds * self.rate):
            return ""
        got = self.decoded / self.rate
        if self._missing is None:
            return f"breaks off after {got:.1f} s"
        promised = self.decoded / (1 - self._missing) if 0 < self._missing < 1 else self.frames
        # MP3 headers only estimate the length.
        near = 0.05 * promised if self.format == "MP3" else 0.05 * self.rate
        if promised - self.decoded <= near:
            return ""
        return f"breaks off after {got:.1f} of {promised / self.rate:.1f} s"

    def warn_if_cut(self, seconds=None):
        """Warn if the file breaks off; see `cut`."""
        told = self.cut(seconds)
        if told and self.decoded:
            warn(f"{shown(self.path)}: {told}; that much is used. Get it again.", stacklevel=3)


#: How libsndfile and its wrapper say that a file is none: besides errors of their own, those of the
#: conversions on the way, and of disks that fail.
_TROUBLE = (soundfile.SoundFileError, RuntimeError, TypeError, ValueError, OSError, OverflowError)


_COARSE = frozenset({"PCM_U8", "PCM_S8", "ULAW", "ALAW"})


class _Forward(soundfile.SoundFile):
    """A file that is only read from front to back.

    soundfile seeks to where it is after each block. An MP3 decoder that seeks forgets what earlier frames
    had in store, and the blocks would differ from the whole.
    """

    def seekable(self):
        return False


@dataclass
class Level:
    """How loud a sound is, learnt while it goes by."""

    #: Of the kit's mono sound.
    peak: float = 0.0
    #: Of any channel of the file.
    loudest: float = 0.0

    def scale(self, name):
        """What to multiply with to stay within [-1, 1]; AudioError if there is nothing to hear."""
        if self.peak < SILENCE <= self.loudest:
            raise AudioError(f"{shown(name)}: its channels cancel each other out. Turn one of them round.")
        if self.peak < SILENCE:
            raise AudioError(f"{shown(name)}: is silent. Leave it out, or record it again.")
        # Resampling overshoots a little at full scale, and float files may be louder than 1.
        return 1 / max(1.0, self.peak)

    def applied_to(self, y, name):
        """The whole sound, within [-1, 1]; AudioError if there is none."""
        if not y.size:
            raise AudioError(f"{shown(name)}: there is no sound in it. Get it again, or delete it.")
        scale = self.scale(name)
        return y if scale == 1 else y / np.float32(self.peak)


def converted(sound, rate, level, name):
    """Blocks of a file to the kit's mono sound at `SR` Hz, not yet scaled.

    Parameters
    ----------
    sound : iterable of np.ndarray [shape=(samples, channels), dtype=float32]
        The blocks.
    rate : float > 0
        Their sampling rate, in Hz.
    level : Level
        Is told how loud they are.
    name : str or path-like
        What to call them in an error.

    Yields
    ------
    np.ndarray [shape=(samples,), dtype=float32]

    Raises
    ------
    AudioError
        If values are no numbers.
    """
    stream = None if rate == SR else soxr.ResampleStream(rate, SR, 1, dtype="float32")
    for block in sound:
        if not block.size:
            continue
        level.loudest = max(level.loudest, _peak(block))
        mono = block[:, 0] if block.shape[1] == 1 else block.mean(axis=1, dtype=np.float64)
        yield from _measured(_resampled(stream, mono.astype(np.float32, copy=False)), level, name)
    yield from _measured(_resampled(stream, np.empty(0, np.float32), last=True), level, name)


def _resampled(stream, y, last=False):
    return y if stream is None else stream.resample_chunk(y, last=last)


def _peak(y):
    # As abs(y).max(), without a second array; of what holds NaN it is NaN.
    return float(np.maximum(y.max(), -y.min()))


def _measured(piece, level, name):
    if len(piece):
        peak = _peak(piece)
        if not np.isfinite(peak):
            raise AudioError(
                f"{shown(name)}: holds values that are no numbers (NaN or infinite). Export it again."
            )
        level.peak = max(level.peak, peak)
        yield piece
