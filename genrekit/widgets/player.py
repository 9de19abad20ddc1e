"""The timeline of a song: sound, spectrogram and genres on one time axis, with a player."""

from __future__ import annotations

import math
from pathlib import Path

import anywidget
import numpy as np
import traitlets

from .page import framed, whole

#: What the script reads: as buffers, and as JSON.
_BINARY = ("sound", "spectrogram", "waveform", "times", "probabilities")
_PLAIN = ("kind", "seconds", "caption", "genres", "colors", "frequency_ticks", "marks", "position")


class SongPlayer(anywidget.AnyWidget):
    """The timeline of a song: waveform, mel spectrogram and genres on one time axis, with a player.

    Parameters
    ----------
    sound : bytes
        The song as an MP3 or WAV file, which the browser plays.
    kind : {"mpeg", "wav"}
        Which of the two.
    seconds : float > 0
        Length of the song, and of the time axis.
    caption : str
        Name of the song. Any text: it is never read as markup.
    waveform : np.ndarray [shape=(columns, 2)]
        Lowest and highest sample of each stretch of equal length, in [-1, 1].
    spectrogram : bytes
        A PNG of the whole song: time to the right, mel frequency upwards, no axes.
    frequency_ticks : list of (float, str)
        Heights in the spectrogram, from 0 (bottom) to 1 (top), and what to write there.
    genres : list of str
        Their names.
    colors : list of str
        Hexadecimal RGB for each genre, as `genres.colors` gives them.
    times : np.ndarray [shape=(steps,)]
        Centre of each step, in s, rising.
    probabilities : np.ndarray [shape=(steps, genres)]
        Of each genre at each step; rows add up to 1.
    marks : list of (float, float, str)
        Stretches to point out: start and end in s, and a short text.

    Raises
    ------
    ValueError
        If shapes do not fit; the message names the parameter.

    Notes
    -----
    `position` is where the playhead stands, in s. The browser reports it at most four times a second;
    setting it moves the playhead. The arrays travel as float32 bytes, under the same names.

    Beside the widget, a page of its own goes into the notebook, for exports and for readers without a
    kernel. It holds the sound once more, as text of 4/3 the length. Exporters that store the state of
    widgets prefer the widget, which then asks the network for its scripts: export without that state.
    """

    _esm = Path(__file__).with_name("player.js")
    _css = Path(__file__).with_name("player.css")

    sound = traitlets.Bytes().tag(sync=True)
    kind = traitlets.Unicode().tag(sync=True)
    seconds = traitlets.Float().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    waveform = traitlets.Bytes().tag(sync=True)
    spectrogram = traitlets.Bytes().tag(sync=True)
    frequency_ticks = traitlets.List().tag(sync=True)
    genres = traitlets.List(traitlets.Unicode()).tag(sync=True)
    colors = traitlets.List(traitlets.Unicode()).tag(sync=True)
    times = traitlets.Bytes().tag(sync=True)
    probabilities = traitlets.Bytes().tag(sync=True)
    marks = traitlets.List().tag(sync=True)
    # Without echo: what one browser reports must not move the playhead of another.
    position = traitlets.Float(0.0).tag(sync=True, echo_update=False)

    def __init__(
        self,
        *,
        sound,
        kind,
        seconds,
        caption,
        waveform,
        spectrogram,
        frequency_ticks,
        genres,
        colors,
        times,
        probabilities,
        marks=(),
    ):
        waveform, times, probabilities = (
            np.asarray(values, dtype="<f4") for values in (waveform, times, probabilities)
        )
        _check(kind, seconds, waveform, frequency_ticks, genres, colors, times, probabilities, marks)
        super().__init__(
            sound=bytes(sound),
            kind=kind,
            seconds=float(seconds),
            caption=str(caption),
            waveform=waveform.tobytes(),
            spectrogram=bytes(spectrogram),
            frequency_ticks=[[float(height), str(text)] for height, text in frequency_ticks],
            genres=[str(genre) for genre in genres],
            colors=list(colors),
            times=times.tobytes(),
            probabilities=probabilities.tobytes(),
            marks=[[float(start), float(end), str(text)] for start, end, text in marks],
        )

    def page(self):
        """The same timeline as a page of its own, which needs neither kernel nor network.

        Returns
        -------
        str
            HTML. It may load nothing but what it holds.
        """
        binary = {name: getattr(self, name) for name in _BINARY}
        plain = {name: getattr(self, name) for name in _PLAIN}
        return whole(self.caption, str(self._esm), str(self._css), binary, plain)

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        common = 452 + 25 * min(3, len(self.marks))
        # Four genres of the legend in a line, or two; a long name of the song takes a second one.
        wide = common + 27 * math.ceil(len(self.genres) / 4) + 20 * (len(self.caption) > 80)
        narrow = common + 27 * math.ceil(len(self.genres) / 2) + 20 * (len(self.caption) > 35) + 30
        page = framed(self.page(), self.caption, wide, narrow)
        return {**data, "text/plain": repr(self), "text/html": page}, metadata

    def __repr__(self):
        return f"[sound timeline: {self.caption}]"


def _check(kind, seconds, waveform, frequency_ticks, genres, colors, times, probabilities, marks):
    """Raise a ValueError of one line for the first parameter that does not fit."""
    shape = (len(times) if times.ndim else 0, len(genres))
    rules = (
        (kind in ("mpeg", "wav"), f'kind is {kind!r}; give "mpeg" or "wav"'),
        (
            math.isfinite(seconds) and seconds > 0,
            f"seconds is {seconds}; give the length of the song, above 0",
        ),
        (
            waveform.ndim == 2 and waveform.shape[1] == 2 and len(waveform) > 0,
            f"waveform has the shape {waveform.shape}; give (columns, 2), lowest and highest sample",
        ),
        (len(genres) > 0, "genres is empty; give at least one name"),
        (
            len(colors) == len(genres),
            f"colors has {len(colors)} entries for {len(genres)} genres; give one for each",
        ),
        (
            times.ndim == 1 and len(times) > 0 and bool((np.diff(times) > 0).all()),
            "times must be one row of rising seconds, at least one",
        ),
        (
            probabilities.shape == shape,
            f"probabilities has the shape {probabilities.shape}; give {shape}, steps by genres",
        ),
        (
            bool(np.allclose(probabilities.sum(axis=-1), 1, atol=0.01)),
            "probabilities has rows that do not add up to 1; give one distribution for each step",
        ),
        (
            all(0 <= height <= 1 for height, _ in frequency_ticks),
            "frequency_ticks has a height outside of 0 to 1; give fractions of the spectrogram's height",
        ),
        (
            all(0 <= start <= end for start, end, _ in marks),
            "marks has a stretch that ends before it starts; give (start, end, text) in seconds",
        ),
    )
    for kept, message in rules:
        if not kept:
            raise ValueError(message)
