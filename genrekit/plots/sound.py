"""Figures of sound: waveforms, spectra, spectrograms, notes. Used in notebooks 01 to 03."""

from __future__ import annotations

import numpy as np
from matplotlib.patheffects import withStroke

from genrekit import features
from genrekit.audio import SR
from genrekit.genres import color, colors
from genrekit.plots.base import CMAP, draw_image, literal, new_axes


def plot_waveform(y, sr=SR, *, start=0.0, ax=None, **kwargs):
    """The waveform: amplitude against time.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The signal.
    sr : float > 0
        Sampling rate, in Hz.
    start : float
        Time of the first sample, in seconds.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax, height=2.2)
    t = start + np.arange(len(y)) / sr
    if len(y) > 20_000:
        # More samples than a screen has pixels: lowest and highest of each stretch draw the same picture.
        step = len(y) // 4000
        whole = len(y) // step * step
        stretches = np.asarray(y[:whole]).reshape(-1, step)
        style = {"linewidth": 0, "color": "#332288"} | kwargs
        ax.fill_between(t[:whole:step], stretches.min(axis=1), stretches.max(axis=1), **style)
    else:
        ax.plot(t, y, **{"color": "#332288", "linewidth": 0.9} | kwargs)
    ax.set(xlabel="time (s)", ylabel="amplitude", xlim=(t[0], t[-1]))
    return ax


def plot_samples(y, sr=SR, *, start=0.0, ax=None, **kwargs):
    """Single samples as dots on stems, over time in milliseconds.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        A few samples.
    sr : float > 0
        Sampling rate, in Hz.
    start : float
        Time of the first, in seconds.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.stem`.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax, height=2.2)
    t = 1000 * (start + np.arange(len(y)) / sr)
    ax.stem(t, y, **{"linefmt": "#88CCEE", "markerfmt": ".", "basefmt": "k-"} | kwargs)
    # Whole times, not what is left of them after an offset in a corner.
    ax.ticklabel_format(axis="x", useOffset=False)
    ax.set(xlabel="time (ms)", ylabel="amplitude")
    return ax


def plot_spectrum(power, hz, *, ax=None, **kwargs):
    """One spectrum: decibels against frequency.

    Parameters
    ----------
    power : np.ndarray [shape=(bins,)]
        Power of each frequency.
    hz : np.ndarray [shape=(bins,)]
        The frequencies.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax)
    ax.plot(hz, features.to_db(power, floor_db=-100), **{"linewidth": 1} | kwargs)
    ax.set(xlabel="frequency (Hz)", ylabel="level (dB)")
    return ax


def plot_spectrogram(
    db, *, hop_seconds, sr=SR, max_hz=None, label="level (dB)", start=0.0, ax=None, **kwargs
):
    """A spectrogram: time to the right, frequency upwards, level as brightness.

    Parameters
    ----------
    db : np.ndarray [shape=(frames, bins)]
        Level in decibels, of evenly spaced frequencies from 0 to half of `sr`.
    hop_seconds : float > 0
        Time from frame to frame.
    sr : float > 0
        Sampling rate, in Hz.
    max_hz : float, optional
        Show frequencies up to here.
    label : str
        What the brightness means.
    start : float
        Where the first column begins, in seconds: half a window less half a hop puts each column where the
        middle of its window is.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.imshow`, `vmin` and `vmax` for example.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax)
    style = {"vmin": db.max() - 70, "vmax": db.max()} | kwargs
    draw_image(ax, db, (start, start + len(db) * hop_seconds, 0, sr / 2), label, **style)
    ax.set(xlabel="time (s)", ylabel="frequency (Hz)", ylim=(0, max_hz or sr / 2))
    return ax


def plot_mel(db, *, hop_seconds, sr=SR, ax=None, **kwargs):
    """A mel spectrogram; the frequencies at the centres of the bands are marked in Hz.

    Parameters
    ----------
    db : np.ndarray [shape=(frames, bands)]
        Level in decibels.
    hop_seconds : float > 0
        Time from frame to frame.
    sr : float > 0
        Sampling rate, in Hz.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.imshow`.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax)
    style = {"vmin": db.max() - 70, "vmax": db.max()} | kwargs
    top = features.hz_to_mel(sr / 2)
    draw_image(ax, db, (0, len(db) * hop_seconds, 0, top), "level (dB)", **style)
    ticks = [0, 250, 500, 1000, 2000, 4000, 8000]
    ax.set_yticks(features.hz_to_mel(ticks), [f"{hz:,}" for hz in ticks])
    ax.set(xlabel="time (s)", ylabel="frequency (Hz, mel scale)")
    return ax


def plot_filterbank(bank, *, sr=SR, ax=None, **kwargs):
    """The triangles of a mel filter bank.

    Parameters
    ----------
    bank : np.ndarray [shape=(num_filters, bins)]
        Weights, as `features.mel_filterbank` gives them.
    sr : float > 0
        Sampling rate, in Hz.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax, height=2.4)
    hz = np.linspace(0, sr / 2, bank.shape[1])
    for number, weights in enumerate(bank):
        ax.plot(hz, weights, **{"color": color(0 if number % 2 else 5), "linewidth": 1.2} | kwargs)
    ax.set(xlabel="frequency (Hz)", ylabel="weight", xlim=(0, sr / 2), ylim=(0, None))
    return ax


#: Colour of each part's role in `plot_notes`.
ROLE_COLORS = {"melody": "#CC6677", "harmony": "#88CCEE", "bass": "#DDCC77", "drums": "#44AA99"}


def plot_notes(score, *, start=0.0, seconds=None, ax=None, overlay=False):
    """The notes of a score as a piano roll, or laid over a spectrogram.

    Parameters
    ----------
    score : corpus.Score
        What is played.
    start, seconds : float
        Which stretch of it, in seconds.
    ax : Axes, optional
        Where to draw. Give the axes of a spectrogram together with `overlay`.
    overlay : bool
        Draw each note at its fundamental frequency in Hz instead of its pitch; drums, which have no
        pitch, as ticks at the bottom.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax)
    shown = ax.get_xlim()
    stop = score.seconds if seconds is None else start + seconds
    notes = score.table()
    notes = notes[(notes["start"] + notes["seconds"] > start) & (notes["start"] < stop)]
    for role, group in notes.groupby("role", sort=True):
        left = group["start"] - start
        if role == "drums":
            if overlay:
                low, high = ax.get_ylim()
                ax.vlines(
                    left, low, low + 0.04 * (high - low), color=ROLE_COLORS[role], linewidth=1.5, label=role
                )
            continue
        height = 440 * 2 ** ((group["pitch"] - 69) / 12) if overlay else group["pitch"]
        lines = ax.hlines(
            height, left, left + group["seconds"], color=ROLE_COLORS[role], linewidth=2, label=role
        )
        if overlay:
            # A white rim, or the lines would drown in the colours below them.
            lines.set_path_effects([withStroke(linewidth=3.5, foreground="white")])
    if overlay:
        ax.set_xlim(shown)
    else:
        ax.set(xlabel="time (s)", ylabel="pitch (MIDI number)", xlim=(0, stop - start))
    ax.legend(loc="upper right", fontsize=8, framealpha=0.9)
    return ax


def plot_by_genre(values, genres, *, ylabel="", ax=None, **kwargs):
    """One number of every clip, as dots in a column for each genre, in the genres' colours.

    Parameters
    ----------
    values : sequence of float
        A number a clip.
    genres : sequence of str
        The genre of each clip.
    ylabel : str
        What the number is, with its unit.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 01.
    """
    ax = new_axes(ax)
    values, genres = np.asarray(values), np.asarray(genres)
    names = sorted(set(genres.tolist()))
    for index, (name, shade) in enumerate(zip(names, colors(names), strict=True)):
        group = values[genres == name]
        style = {"marker": "o", "linestyle": "", "color": shade, "markersize": 8} | kwargs
        ax.plot(np.full(len(group), index), group, **style)
    ax.set_xticks(range(len(names)), map(literal, names), rotation=30 if len(names) > 6 else 0)
    ax.margins(y=0.12)
    ax.set(ylabel=ylabel, xlim=(-0.5, len(names) - 0.5))
    ax.grid(axis="y", linewidth=0.4)
    return ax


def plot_similarity(matrix, genres, *, label="", ax=None, **kwargs):
    """How alike every two clips are: a square map, with the clips ordered by genre.

    Parameters
    ----------
    matrix : np.ndarray [shape=(clips, clips)]
        0 (not alike) to 1.
    genres : sequence of str
        The genre of each clip; clips of one genre stand together.
    label : str
        What the colours mean.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.imshow`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 01.
    """
    ax = new_axes(ax, 5.6, 4.8)
    genres = np.asarray(genres)
    image = ax.imshow(matrix, **{"cmap": CMAP, "vmin": 0, "vmax": 1, "interpolation": "nearest"} | kwargs)
    ax.figure.colorbar(image, ax=ax, label=label, pad=0.02)
    edges = np.flatnonzero(genres[1:] != genres[:-1]) + 0.5
    for edge in edges:
        ax.axhline(edge, color="white", linewidth=0.4)
        ax.axvline(edge, color="white", linewidth=0.4)
    bounds = np.concatenate(([-0.5], edges, [len(genres) - 0.5]))
    middles = (bounds[1:] + bounds[:-1]) / 2
    names = [literal(genres[int(np.ceil(low))]) for low in bounds[:-1]]
    ax.set_yticks(middles, names)
    ax.set_xticks(middles, names, rotation=60, ha="right", rotation_mode="anchor")
    ax.tick_params(length=0)
    return ax


def plot_counts(counts, *, ax=None, **kwargs):
    """How many there are of things of very different number: bars on a logarithmic axis.

    Parameters
    ----------
    counts : dict of str to int
        What is counted, and how many there are.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.barh`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebooks 01 and 02.
    """
    ax = new_axes(ax, 7, 0.7 + 0.4 * len(counts))
    numbers = list(counts.values())
    bars = ax.barh(list(counts), numbers, **{"color": color(0), "height": 0.6} | kwargs)
    ax.bar_label(bars, [f"{number:,}" for number in numbers], padding=4)
    ax.invert_yaxis()
    ax.set_xscale("log")
    # Room for the label of the longest bar.
    ax.set_xlim(10 ** np.floor(np.log10(min(numbers)) - 0.5), 30 * max(numbers))
    ax.set_xlabel("how many (each mark is ten times the one before)")
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def plot_frames(frames, hop, *, sr=SR, ax=None, **kwargs):
    """Neighbouring frames below each other, each at its own time.

    A dashed line marks the highest peak that all of them hold.

    Parameters
    ----------
    frames : np.ndarray [shape=(frames, length)]
        A few rows of what `features.frame` gives.
    hop : int > 0
        Samples from the start of one frame to the start of the next.
    sr : float > 0
        Sampling rate, in Hz.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 02.
    """
    ax = new_axes(ax, height=1.2 + 0.8 * len(frames))
    height = 2.2 * max(np.abs(frames).max(), 1e-9)
    for number, samples in enumerate(frames):
        t = 1000 * (number * hop + np.arange(len(samples))) / sr
        ax.plot(t, samples - number * height, **{"color": color(0), "linewidth": 0.9} | kwargs)
        box = {"facecolor": color(1), "alpha": 0.25, "linewidth": 0}
        ax.fill_between(t[[0, -1]], (-number - 0.47) * height, (-number + 0.47) * height, **box)
    last = (len(frames) - 1) * hop
    if last < frames.shape[1]:
        peak = last + int(np.argmax(frames[0, last:]))
        ax.axvline(1000 * peak / sr, color=color(3), linestyle="--", linewidth=1.2)
    rows = range(len(frames))
    ax.set_yticks([-row * height for row in rows], [f"frame {row}" for row in rows])
    ax.set_xlabel("time from the start of the first frame (ms)")
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return ax
