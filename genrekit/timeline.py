"""What a network says of a song, second by second. Used in notebook 08 and by the web page."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
from PIL import Image

from genrekit import audio, evaluation, explain, features, novelty
from genrekit.audio import SR
from genrekit.genres import colors
from genrekit.widgets import SongPlayer

#: Seconds from one judgement to the next.
STEP_SECONDS = 0.5

#: Judgements of a song at most: of a longer one, steps are longer.
MOST_STEPS = 2000

#: Length of the stretch that the verdict hangs on most, in seconds.
DECISIVE_SECONDS = 3.0

#: Stretches that are tried for it at most: of a longer song, they begin further apart.
_STRETCHES = 300


def read_song(path, *, name="", most_seconds=1200.0):
    """Read a song of any format, unless it is too long.

    Parameters
    ----------
    path : path-like
        The file.
    name : str
        What to call it in errors; the file's name if empty.
    most_seconds : float > 0
        Longest song that is taken.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        Mono, at `audio.SR` Hz, in [-1, 1].

    Raises
    ------
    audio.AudioError
        If it cannot be read, is silent or too long; one line that names it.
    """
    name = audio.shown(name or Path(path).name)
    too_long = audio.AudioError(
        f"{name}: lasts more than {most_seconds / 60:g} minutes. Cut it, or choose a shorter one."
    )
    pieces, samples = [], 0
    try:
        # What a file says of its length is known at once; some say nothing, or not the truth.
        if audio.duration(path) > most_seconds:
            raise too_long
        for piece in audio.blocks(path):
            pieces.append(piece)
            samples += len(piece)
            if samples > most_seconds * SR:
                raise too_long
    except audio.AudioError as error:
        # Whoever has sent the file knows it by its name, not by its place on this machine.
        raise audio.AudioError(str(error).replace(str(path), name)) from None
    return np.concatenate(pieces) if pieces else np.empty(0, np.float32)


@dataclass(frozen=True)
class Timeline:
    """What a network says of a song. Made by `Listener.follow`.

    Attributes
    ----------
    name : str
        Name of the song.
    sound : np.ndarray [shape=(samples,)]
        The song, at `audio.SR` Hz.
    genres : tuple of str
        The genres.
    times : np.ndarray [shape=(steps,)]
        The middle of each crop, in seconds.
    each : np.ndarray [shape=(steps, genres)]
        What the network says of each crop.
    crop_seconds : float
        Length of a crop.
    decisive : (float, float)
        Start and end of the stretch without which the verdict would lose most, in seconds; stretches are
        tried a second apart, of long songs further.
    surprise, threshold : float
        How unlike the songs it knows it is, and from where on that is unusual, see `novelty.Reference`.
    calibrated : bool
        Whether the network knows enough songs to tell what is unusual.
    nearest : pd.DataFrame
        The most similar songs that the network has learnt from, nearest first: `clip`, `genre`.
    """

    name: str
    sound: np.ndarray = field(repr=False)
    genres: tuple[str, ...]
    times: np.ndarray = field(repr=False)
    each: np.ndarray = field(repr=False)
    crop_seconds: float
    decisive: tuple[float, float]
    surprise: float
    threshold: float
    calibrated: bool
    nearest: pd.DataFrame = field(repr=False)

    @property
    def seconds(self):
        """Length of the song, in seconds."""
        return len(self.sound) / SR

    @cached_property
    def smooth(self):
        """At each step, the mean over all crops that hold this moment: np.ndarray [shape=(steps, genres)]."""
        return averaged(self.each, self.times, self.crop_seconds)

    @cached_property
    def overall(self):
        """How probable each genre is for the song, the mean over all crops: np.ndarray [shape=(genres,)]."""
        return self.each.mean(axis=0)

    @property
    def verdict(self):
        """The most probable genre of the song."""
        return self.genres[int(self.overall.argmax())]

    @property
    def sure(self):
        """Its probability."""
        return float(self.overall.max())

    @property
    def unusual(self):
        """Whether the song is unlike all that the network knows; False if that cannot be told."""
        return bool(self.calibrated and self.surprise > self.threshold)

    def player(self):
        """The song with all this on one time axis, to play: widgets.SongPlayer."""
        start, end = self.decisive
        return SongPlayer(
            sound=audio.encode(self.sound),
            kind="mpeg",
            seconds=self.seconds,
            caption=self.name,
            waveform=outline(self.sound),
            spectrogram=mel_picture(self.sound),
            frequency_ticks=[
                (float(features.hz_to_mel(hz) / features.hz_to_mel(SR / 2)), f"{hz:,} Hz")
                for hz in (250, 1000, 3000, 8000)
            ],
            genres=list(self.genres),
            colors=colors(self.genres),
            times=self.times,
            probabilities=self.smooth,
            marks=[(start, end, f"{self.verdict} hangs on this most")],
        )


class Listener:
    """A trained network, ready to follow songs.

    Parameters
    ----------
    run : experiments.Run
        The finished run whose network listens.

    Raises
    ------
    ValueError
        If a file of the run is damaged.
    """

    def __init__(self, run):
        self.run, self.genres = run, run.genres
        self.model, self.reference = run.model(), run.reference()
        self.crop_seconds = run.config.crop_seconds
        filters = sum(block.filters for block in explain.blocks(self.model))
        if not self.reference.fits(len(self.genres), filters):
            raise ValueError(f"{run.name}: reference.npz is not of this network. Train it again.")

    def follow(self, y, *, name="a song"):
        """Say what the network hears in a song, second by second.

        Parameters
        ----------
        y : np.ndarray [shape=(samples,)]
            The song, at `audio.SR` Hz.
        name : str
            What to call it.

        Returns
        -------
        Timeline

        Raises
        ------
        audio.AudioError
            If it is shorter than a crop, or holds samples that are no numbers.

        Notes
        -----
        A song that is softer or louder than all that the network knows is brought to a level that it knows.
        The answer for the song is the mean over all crops, where `training.predict` takes a few: the two
        agree but for songs of which the network is unsure.
        """
        if not np.isfinite(y).all():
            raise audio.AudioError(f"{name}: holds samples that are no finite numbers. Leave it out.")
        # Piece by piece: all frames of a long song at once would take gigabytes.
        minutes = np.array_split(y, max(1, len(y) // (60 * SR)))
        coefs = features.mfcc_of_blocks(minutes, num_ceps=self.run.config.num_ceps)
        frames = self.model.input_shape[1]
        if len(coefs) < frames:
            needed = (frames - 1) * features.HOP_SECONDS + features.WINDOW_SECONDS
            raise audio.AudioError(
                f"{name}: lasts {len(y) / SR:.2f} s; the network needs {np.ceil(100 * needed) / 100:.2f} s"
            )
        coefs = self.reference.at_usual_level(coefs)
        starts = crop_starts(len(coefs), frames)
        crops = np.lib.stride_tricks.sliding_window_view(coefs, frames, axis=0)[starts].transpose(0, 2, 1)
        each = self.model.predict(crops, batch_size=64, verbose=0)
        signature = novelty.signature(self.model, coefs)
        return Timeline(
            name=name,
            sound=y,
            genres=self.genres,
            times=(starts + frames / 2) * features.HOP_SECONDS,
            each=each,
            crop_seconds=self.crop_seconds,
            decisive=self._decisive(coefs, int(each.mean(axis=0).argmax())),
            surprise=float(
                self.reference.surprise(signature[None], each.mean(axis=0)[None], frames=len(coefs))[0]
            ),
            threshold=self.reference.threshold(len(coefs)),
            calibrated=bool(self.reference.calibrated),
            nearest=self._nearest(signature),
        )

    def _decisive(self, coefs, label):
        """The stretch whose deletion costs the genre most, in seconds."""
        frames = min(features.frames_in(DECISIVE_SECONDS), self.model.input_shape[1])
        step = max(features.frames_in(1), -(-len(coefs) // _STRETCHES))
        lost = explain.occlusion(self.model, coefs, label, frames=frames, step=step, of="probability")
        begin = int(lost.argmax()) * step * features.HOP_SECONDS
        return begin, begin + frames * features.HOP_SECONDS

    def _nearest(self, signature):
        rows = self.reference.nearest(signature)
        names = [self.genres[label] for label in self.reference.labels[rows]]
        return pd.DataFrame({"clip": self.reference.clips[rows], "genre": names})

    def right_when_as_sure(self, sure):
        """How often the network was right about test songs of which it was about as sure.

        Parameters
        ----------
        sure : float
            Probability of its answer.

        Returns
        -------
        evaluation.Accuracy
        """
        return evaluation.when_as_sure(self.run.predictions, sure)


def crop_starts(frames, crop_frames, *, step_seconds=STEP_SECONDS):
    """Where the crops of a song begin: evenly, first to last frame, about a step apart.

    Parameters
    ----------
    frames, crop_frames : int > 0
        Frames of the song, and of a crop; a crop is no longer than the song.
    step_seconds : float > 0
        Distance in seconds; longer if there would be more than `MOST_STEPS`.

    Returns
    -------
    np.ndarray [shape=(crops,), dtype=int64]
    """
    room = frames - crop_frames
    count = 1 + min(MOST_STEPS - 1, round(room * features.HOP_SECONDS / step_seconds))
    return np.unique(np.linspace(0, room, count).round().astype(np.int64))


def averaged(each, times, crop_seconds):
    """At each step, the mean over all crops that hold this moment.

    Parameters
    ----------
    each : np.ndarray [shape=(steps, genres)]
        What a network says of each crop.
    times : np.ndarray [shape=(steps,)]
        The middle of each crop, in seconds, rising.
    crop_seconds : float > 0
        Length of a crop.

    Returns
    -------
    np.ndarray [shape=(steps, genres)]
        Rows add up to 1. No crop weighs more than another, none is left out, and but for the first and the
        last crop's length, where crops on one side are missing, nothing is shifted in time.
    """
    half = crop_seconds / 2 + 1e-6
    first, last = np.searchsorted(times, times - half), np.searchsorted(times, times + half)
    sums = np.concatenate((np.zeros((1, each.shape[1])), np.cumsum(each, axis=0, dtype=np.float64)))
    return ((sums[last] - sums[first]) / (last - first)[:, None]).astype(np.float32)


def outline(y, *, columns=1600):
    """The lowest and the highest sample of each stretch of a sound.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The sound.
    columns : int > 0
        Stretches.

    Returns
    -------
    np.ndarray [shape=(columns, 2)]
        Fewer if there are fewer samples.
    """
    edges = np.unique(np.linspace(0, len(y), min(columns, len(y)) + 1).astype(int))[:-1]
    return np.stack([np.minimum.reduceat(y, edges), np.maximum.reduceat(y, edges)], axis=1)


def mel_picture(y, *, columns=1600, bands=96):
    """A mel spectrogram as a picture without axes.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The sound, at `audio.SR` Hz.
    columns : int > 0
        Width in pixels; less for a short sound.
    bands : int > 0
        Height in pixels: mel bands.

    Returns
    -------
    bytes
        A PNG: time to the right, frequency upwards, 70 dB from black to bright.
    """
    hop = max(256, len(y) // columns)
    db = features.log_mel(y, num_filters=bands, n_fft=2048, hop=hop)
    level = ((db - db.max()) / 70 + 1).clip(0, 1)
    # As wide as the song: half a window is missing at both ends.
    missing = max(0, round(1024 / hop))
    level = np.pad(level, ((missing, missing), (0, 0)), mode="edge")
    colours = mpl.colormaps["magma"](level.T[::-1], bytes=True)[..., :3]
    buffer = io.BytesIO()
    picture = Image.fromarray(np.ascontiguousarray(colours)).quantize(64, dither=Image.Dither.NONE)
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
