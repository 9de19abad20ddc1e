"""Every figure of the kit. Functions draw on the axes they are given, or make their own, and return them."""

from __future__ import annotations

import io

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

from genrekit import features
from genrekit.audio import SR
from genrekit.genres import GENRES, color

#: Sequential, perceptually uniform, readable in grey and by colour-blind readers.
CMAP = "magma"


class Figure:
    """A figure in a page, with a text that tells the same to those who cannot see it. Made by `show`."""

    def __init__(self, png, alt):
        self._png, self.alt = png, alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/png": self._png, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}

    def __repr__(self):
        return self.alt


def show(ax, *, alt):
    """Show a figure, with its alternative text, as the last value of a cell.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, or array of them
        What was drawn on.
    alt : str
        What the figure shows, for readers who cannot see it.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If the alternative text is missing.
    """
    if not alt.strip():
        raise ValueError("alt is empty; say in a sentence what the figure shows")
    figure = np.ravel(ax)[0].figure
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=80, bbox_inches="tight", metadata={"Software": None})
    # Otherwise Jupyter shows it a second time, without the text.
    plt.close(figure)
    return Figure(buffer.getvalue(), " ".join(alt.split()))


def _axes(ax, width=8.0, height=3.0):
    if ax is None:
        _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def panels(rows=1, columns=1, *, width=8.0, height=3.0, **kwargs):
    """Axes side by side or below each other, in one figure.

    Parameters
    ----------
    rows, columns : int > 0
        How many.
    width, height : float
        Of the whole figure, in inches.
    **kwargs
        For `matplotlib.pyplot.subplots`, `sharex=True` for example.

    Returns
    -------
    Axes or np.ndarray of Axes
        As `matplotlib.pyplot.subplots` gives them.
    """
    _, axes = plt.subplots(rows, columns, figsize=(width, height), layout="constrained", **kwargs)
    return axes


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
    ax = _axes(ax, height=2.2)
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
    ax = _axes(ax, height=2.2)
    t = 1000 * (start + np.arange(len(y)) / sr)
    ax.stem(t, y, **{"linefmt": "#88CCEE", "markerfmt": ".", "basefmt": "k-"} | kwargs)
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
    ax = _axes(ax)
    ax.plot(hz, features.to_db(power, floor_db=-100), **{"linewidth": 1} | kwargs)
    ax.set(xlabel="frequency (Hz)", ylabel="level (dB)")
    return ax


def plot_spectrogram(db, *, hop_seconds, sr=SR, max_hz=None, label="level (dB)", ax=None, **kwargs):
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
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.imshow`, `vmin` and `vmax` for example.

    Returns
    -------
    Axes
    """
    ax = _axes(ax)
    style = {"vmin": db.max() - 70, "vmax": db.max()} | kwargs
    _image(ax, db, (0, len(db) * hop_seconds, 0, sr / 2), label, **style)
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
    ax = _axes(ax)
    style = {"vmin": db.max() - 70, "vmax": db.max()} | kwargs
    top = features.hz_to_mel(sr / 2)
    _image(ax, db, (0, len(db) * hop_seconds, 0, top), "level (dB)", **style)
    ticks = [0, 250, 500, 1000, 2000, 4000, 8000]
    ax.set_yticks(features.hz_to_mel(ticks), [f"{hz:,}" for hz in ticks])
    ax.set(xlabel="time (s)", ylabel="frequency (Hz, mel scale)")
    return ax


def plot_mfcc(coefs, *, hop_seconds=features.HOP_SECONDS, ax=None, **kwargs):
    """MFCCs: time to the right, coefficients upwards.

    Each coefficient is standardised for the eye (mean 0, deviation 1); otherwise the first would outshine
    all others.

    Parameters
    ----------
    coefs : np.ndarray [shape=(frames, coefs)]
        The coefficients.
    hop_seconds : float > 0
        Time from frame to frame.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.imshow`.

    Returns
    -------
    Axes
    """
    ax = _axes(ax)
    standard = (coefs - coefs.mean(axis=0)) / np.maximum(coefs.std(axis=0), 1e-9)
    extent = (0, len(coefs) * hop_seconds, -0.5, coefs.shape[1] - 0.5)
    style = {"cmap": "PuOr", "vmin": -3, "vmax": 3} | kwargs
    _image(ax, standard, extent, "standard deviations", **style)
    ax.set(xlabel="time (s)", ylabel="coefficient")
    return ax


def _image(ax, values, extent, label, **kwargs):
    style = {"cmap": CMAP, "interpolation": "nearest"} | kwargs
    # Steps of two decibels are finer than an eye can tell, and make the stored picture much smaller.
    style["cmap"] = plt.get_cmap(style["cmap"], 32)
    image = ax.imshow(np.asarray(values).T, origin="lower", aspect="auto", extent=extent, **style)
    ax.figure.colorbar(image, ax=ax, label=label, pad=0.01)


def plot_map(values, *, title="", annotate=False, ax=None, **kwargs):
    """A small matrix as coloured squares: a patch, a kernel, an activation map.

    Parameters
    ----------
    values : np.ndarray [shape=(rows, columns)]
        The numbers; the first row is drawn at the top.
    title : str
        What it is.
    annotate : bool
        Write the numbers into the squares.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `seaborn.heatmap`.

    Returns
    -------
    Axes
    """
    ax = _axes(ax, 3, 3)
    style = {"cmap": "viridis", "cbar": False, "annot": annotate, "fmt": ".3g", "square": True} | kwargs
    # Adding zero makes 0 of -0.
    sns.heatmap(np.asarray(values) + 0.0, ax=ax, xticklabels=False, yticklabels=False, **style)
    ax.set_title(title, fontsize=10)
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
    ax = _axes(ax, height=2.4)
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
    ax = _axes(ax)
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
        ax.hlines(height, left, left + group["seconds"], color=ROLE_COLORS[role], linewidth=2, label=role)
    if not overlay:
        ax.set(xlabel="time (s)", ylabel="pitch (MIDI number)", xlim=(0, stop - start))
    ax.legend(loc="upper right", fontsize=8, framealpha=0.9)
    return ax


def plot_confusion(matrix, *, title="", counts=None, ax=None, **kwargs):
    """A confusion matrix: true genres downwards, predicted genres to the right.

    The colour is the share of the true genre's songs, so that genres of any size compare; the number in
    the cell is the count.

    Parameters
    ----------
    matrix : pd.DataFrame
        As `evaluation.confusion_matrix` gives it; NaN cells stay blank.
    title : str
        Above the figure.
    counts : bool, optional
        Write the counts into the cells; if not given, up to 15 genres.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `seaborn.heatmap`.

    Returns
    -------
    Axes
    """
    ax = _axes(ax, 5.6, 4.8)
    # A row that is known only in part has no sum to divide by; the course's rows are 40 songs each.
    songs = matrix.sum(axis=1, min_count=matrix.shape[1])
    share = matrix.div(songs.fillna(songs.max() if songs.notna().any() else 1).replace(0, 1), axis=0)
    if counts is None:
        counts = len(matrix) <= 15
    labels = matrix.map(lambda n: "" if np.isnan(n) or n == 0 else f"{n:.0f}") if counts else False
    style = {"cmap": "cividis", "vmin": 0, "vmax": 1, "fmt": "", "linewidths": 0.5, "square": True} | kwargs
    sns.heatmap(
        share,
        annot=labels,
        ax=ax,
        cbar_kws={"format": PercentFormatter(1), "label": "of the true genre"},
        **style,
    )
    ax.set(xlabel="predicted", ylabel="true", title=title)
    ax.set_xticklabels(ax.get_xticklabels(), rotation=45, ha="right")
    ax.set_yticklabels(ax.get_yticklabels(), rotation=0)
    return ax


def plot_history(history, *, ax=None, **kwargs):
    """Accuracy after every epoch, on the training and the validation songs.

    Parameters
    ----------
    history : pd.DataFrame
        As `training.fit` gives it.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes
    """
    ax = _axes(ax, 6, 3)
    epochs = np.arange(1, len(history) + 1)
    for column, name, style in (("accuracy", "training", "-"), ("val_accuracy", "validation", "--")):
        if column in history:
            ax.plot(epochs, history[column], style, **{"label": name} | kwargs)
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    ax.set(xlabel="epoch", ylabel="accuracy", ylim=(0, 1.02))
    ax.legend(loc="best")
    return ax


def plot_recalls(recalls, *, ax=None, **kwargs):
    """Recall of every genre, one bar per network.

    Parameters
    ----------
    recalls : pd.DataFrame
        A row a genre, a column a network; shares from 0 to 1.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `pandas.DataFrame.plot.barh`.

    Returns
    -------
    Axes
    """
    ax = _axes(ax, 6, 0.6 + 0.42 * len(recalls))
    shades = [color(index) for index in (0, 9, 5, 3, 1)][: recalls.shape[1]]
    # Bars grow upwards: both orders are turned round so that the first is at the top.
    recalls.iloc[::-1, ::-1].plot.barh(ax=ax, **{"width": 0.75, "color": shades[::-1]} | kwargs)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.set(xlabel="recall", ylabel="", xlim=(0, 1))
    if recalls.shape[1] > 1:
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1), reverse=True)
    else:
        ax.get_legend().remove()
    return ax


def plot_probabilities(probabilities, genres=GENRES, *, ax=None, **kwargs):
    """How probable each genre is for one song, as bars in the genres' colours.

    Parameters
    ----------
    probabilities : np.ndarray [shape=(genres,)]
        Shares that add up to 1.
    genres : sequence of str
        Their names.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.barh`.

    Returns
    -------
    Axes
    """
    ax = _axes(ax, 5, 0.5 + 0.24 * len(genres))
    colors = [color(index) for index in range(len(genres))]
    ax.barh(list(genres), probabilities, **{"color": colors} | kwargs)
    ax.invert_yaxis()
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share:.0%}"))
    ax.set(xlabel="probability", xlim=(0, 1))
    return ax


def plot_split(table, split, *, ax=None, **kwargs):
    """Which part of a split every song went to: a row a genre, a small tile a song.

    Parameters
    ----------
    table : pd.DataFrame
        A collection's table, with `genre`.
    split : splits.Split
        Row numbers of the parts.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.pcolormesh`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 05.
    """
    parts = {"training": split.train, "validation": split.valid, "test": split.test}
    colors = ["#88CCEE", "#DDCC77", "#882255"]
    part = np.full(len(table), np.nan)
    for number, rows in enumerate(parts.values()):
        part[rows] = number
    genres = sorted(table["genre"].unique())
    columns = [part[(table["genre"] == genre).to_numpy()] for genre in genres]
    tiles = np.full((len(genres), max(map(len, columns))), np.nan)
    for row, column in zip(tiles, columns, strict=True):
        row[: len(column)] = column
    ax = _axes(ax, 8, 0.7 + 0.24 * len(genres))
    style = {"cmap": ListedColormap(colors), "vmin": 0, "vmax": 2, "edgecolors": "white", "linewidth": 0.5}
    ax.pcolormesh(tiles, **style | kwargs)
    ax.set_yticks(np.arange(len(genres)) + 0.5, genres)
    ax.tick_params(left=False)
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel="song of the genre, in the order of the collection")
    handles = [Patch(color=shade, label=name) for name, shade in zip(parts, colors, strict=True)]
    ax.legend(handles=handles, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, frameon=False)
    return ax


def plot_crop_places(starts, crop_seconds, seconds, *, ax=None, **kwargs):
    """Where in a song the crops of the epochs lie: one bar an epoch.

    Parameters
    ----------
    starts : np.ndarray [shape=(epochs,)]
        Where each crop begins, in seconds.
    crop_seconds, seconds : float > 0
        Length of a crop and of the song, in seconds.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.barh`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 05.
    """
    ax = _axes(ax, height=2.8)
    epochs = np.arange(1, len(starts) + 1)
    ax.barh(epochs, crop_seconds, left=starts, **{"color": "#332288", "height": 0.7} | kwargs)
    ax.set(xlabel="time in the song (s)", ylabel="epoch", xlim=(0, seconds))
    ax.invert_yaxis()
    return ax


def plot_loss(history, *, chance=None, ax=None, **kwargs):
    """Cross-entropy after every epoch, on the training and the validation songs.

    Parameters
    ----------
    history : pd.DataFrame
        As `training.fit` gives it.
    chance : float, optional
        The loss of a network that knows nothing, drawn as a line.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 05.
    """
    ax = _axes(ax, 6, 3)
    epochs = np.arange(1, len(history) + 1)
    for column, name, style in (("loss", "training", "-"), ("val_loss", "validation", "--")):
        if column in history:
            ax.plot(epochs, history[column], style, **{"label": name} | kwargs)
    if chance is not None:
        ax.axhline(chance, color="0.4", linestyle=":", label="knowing nothing")
    ax.set(xlabel="epoch", ylabel="cross-entropy", ylim=(0, None))
    ax.legend(loc="upper right")
    return ax


def plot_crop_probabilities(each, starts, genres, *, ax=None, **kwargs):
    """How probable each genre is in each crop of a song: crops to the right, genres downwards.

    Parameters
    ----------
    each : np.ndarray [shape=(crops, genres)]
        Probabilities; each row adds up to 1.
    starts : np.ndarray [shape=(crops,)]
        Where each crop begins, in seconds.
    genres : sequence of str
        Names of the columns.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `seaborn.heatmap`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 05.
    """
    ax = _axes(ax, 6, 0.8 + 0.28 * len(genres))
    few = len(starts) <= 12
    style = {"cmap": "cividis", "vmin": 0, "linewidths": 0.5 if few else 0} | kwargs
    bar = {"format": PercentFormatter(1, decimals=0), "label": "probability"}
    sns.heatmap(np.asarray(each).T, ax=ax, yticklabels=list(genres), cbar_kws=bar, **style)
    step = 1 if few else -(-len(starts) // 12)
    ticks = np.arange(0, len(starts), step)
    ax.set_xticks(ticks + 0.5, [f"{starts[tick]:.1f}" for tick in ticks], rotation=0)
    ax.set_yticks(ax.get_yticks(), list(genres), rotation=0)
    ax.set(xlabel="crop begins at (s)", ylabel="")
    return ax


def plot_outcomes(outcomes, *, marked=None, label="", ax=None, **kwargs):
    """How often each outcome came up in a simulation, as bars.

    Parameters
    ----------
    outcomes : np.ndarray [shape=(trials,), dtype=int]
        A whole number a trial.
    marked : np.ndarray [shape=(trials,), dtype=bool], optional
        Trials of a kind of their own, drawn in another colour.
    label : str
        What is special about them.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.bar`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebooks 05 and 06.
    """
    ax = _axes(ax, 7, 2.6)
    marked = np.zeros(len(outcomes), bool) if marked is None else np.asarray(marked)
    for chosen, shade, name in ((~marked, "#88CCEE", ""), (marked, "#882255", label)):
        values, times = np.unique(np.asarray(outcomes)[chosen], return_counts=True)
        ax.bar(values, times / len(outcomes), **{"color": shade, "label": name, "width": 0.9} | kwargs)
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(ylabel="of all trials")
    if marked.any() and label:
        ax.legend(loc="lower right", bbox_to_anchor=(1, 1), frameon=False)
    return ax


def plot_accuracies(accuracies, *, ax=None, **kwargs):
    """Accuracies with their intervals, one below the other.

    Parameters
    ----------
    accuracies : dict of str to evaluation.Accuracy
        A name for each.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.errorbar`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 06.
    """
    ax = _axes(ax, 7, 0.7 + 0.4 * len(accuracies))
    for row, reached in enumerate(accuracies.values()):
        arms = [[reached.value - reached.low], [reached.high - reached.value]]
        style = {"color": "#332288", "marker": "o", "capsize": 5, "linewidth": 2} | kwargs
        ax.errorbar(reached.value, row, xerr=arms, **style)
        ax.annotate(f"{reached.value:.1%}", (reached.value, row), (0, 6), textcoords="offset points")
    ax.set_yticks(range(len(accuracies)), list(accuracies))
    ax.set_ylim(len(accuracies) - 0.5, -0.7)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.grid(axis="x", alpha=0.4)
    ax.set(xlabel="accuracy on the test songs, with its 95% interval")
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
    ax = _axes(ax)
    values, genres = np.asarray(values), np.asarray(genres)
    names = sorted(set(genres.tolist()))
    for index, name in enumerate(names):
        group = values[genres == name]
        style = {"marker": "o", "linestyle": "", "color": color(index), "markersize": 8} | kwargs
        ax.plot(np.full(len(group), index), group, **style)
    ax.set_xticks(range(len(names)), names, rotation=30 if len(names) > 6 else 0)
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
    ax = _axes(ax, 5.6, 4.8)
    genres = np.asarray(genres)
    image = ax.imshow(matrix, **{"cmap": CMAP, "vmin": 0, "vmax": 1, "interpolation": "nearest"} | kwargs)
    ax.figure.colorbar(image, ax=ax, label=label, pad=0.02)
    edges = np.flatnonzero(genres[1:] != genres[:-1]) + 0.5
    for edge in edges:
        ax.axhline(edge, color="white", linewidth=0.4)
        ax.axvline(edge, color="white", linewidth=0.4)
    bounds = np.concatenate(([-0.5], edges, [len(genres) - 0.5]))
    middles = (bounds[1:] + bounds[:-1]) / 2
    names = [genres[int(np.ceil(low))] for low in bounds[:-1]]
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
    ax = _axes(ax, 7, 0.7 + 0.4 * len(counts))
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
    ax = _axes(ax, height=1.2 + 0.8 * len(frames))
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


def plot_bands(levels, *, sr=SR, ax=None, **kwargs):
    """Levels of mel bands, each at its centre, on a mel-spaced axis marked in Hz.

    Parameters
    ----------
    levels : np.ndarray [shape=(bands,)]
        One number a band, log energies for example, from the lowest to the highest.
    sr : float > 0
        Sampling rate, in Hz; the bands reach from 0 Hz to half of it.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 03.
    """
    ax = _axes(ax)
    top = features.hz_to_mel(sr / 2)
    centres = np.linspace(0, top, len(levels) + 2)[1:-1]
    ax.plot(centres, levels, **{"marker": ".", "linewidth": 1.4} | kwargs)
    ticks = [0, 500, 1000, 2000, 4000, 8000]
    ax.set_xticks(features.hz_to_mel(ticks), [f"{hz:,}" for hz in ticks])
    ax.set(xlabel="frequency (Hz, mel scale)", ylabel="log energy", xlim=(0, top))
    return ax


def plot_bands_over_time(levels, *, hop_seconds=features.HOP_SECONDS, label="log energy", ax=None, **kwargs):
    """Numbers of mel bands as an image: time to the right, bands upwards.

    Parameters
    ----------
    levels : np.ndarray [shape=(frames, bands)]
        Energies or log energies.
    hop_seconds : float > 0
        Time from frame to frame.
    label : str
        What the numbers are; beside the colour bar.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.imshow`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 03.
    """
    ax = _axes(ax)
    _image(ax, levels, (0, len(levels) * hop_seconds, -0.5, levels.shape[1] - 0.5), label, **kwargs)
    ax.set(xlabel="time (s)", ylabel="mel filter")
    return ax


def plot_correlation(values, *, name, ax=None, **kwargs):
    """How much each pair of columns rises and falls together, from -1 to 1.

    Parameters
    ----------
    values : np.ndarray [shape=(frames, columns)]
        Any numbers, a row a frame.
    name : str
        What a column is.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.imshow`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 03.
    """
    ax = _axes(ax, 4, 3.6)
    style = {"cmap": "PuOr", "vmin": -1, "vmax": 1, "interpolation": "nearest"} | kwargs
    image = ax.imshow(np.corrcoef(values, rowvar=False), **style)
    ax.figure.colorbar(image, ax=ax, label="correlation", shrink=0.8)
    ax.set(xlabel=name, ylabel=name)
    return ax


def plot_clips(x, y, labels, genres, *, ax=None, **kwargs):
    """Clips as points in a plane, in the colour and with the marker of their genre.

    Parameters
    ----------
    x, y : np.ndarray [shape=(clips,)]
        Two numbers of each clip.
    labels : np.ndarray [shape=(clips,)]
        Index of each clip's genre.
    genres : sequence of str
        Names of the genres.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.scatter`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 03.
    """
    ax = _axes(ax, 7.5, 4.6)
    markers = "osD^vPpX<>"
    for index, genre in enumerate(genres):
        mine = np.asarray(labels) == index
        style = {"color": color(index), "marker": markers[index % 10], "s": 70, "edgecolor": "w"} | kwargs
        ax.scatter(np.asarray(x)[mine], np.asarray(y)[mine], label=genre, **style)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9)
    return ax


def plot_response(values, *, hop_seconds=features.HOP_SECONDS, label="answer", ax=None, **kwargs):
    """What a filter answers to a picture: time to the right, coefficients upwards.

    Parameters
    ----------
    values : np.ndarray [shape=(frames, coefs)]
        The answers; none is white, positive ones are purple, negative ones orange.
    hop_seconds : float > 0
        Time from frame to frame.
    label : str
        What the numbers are.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.imshow`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 04.
    """
    ax = _axes(ax)
    # A few loud places would bleach the rest.
    most = max(np.quantile(np.abs(values), 0.995), 1e-9)
    extent = (0, len(values) * hop_seconds, -0.5, values.shape[1] - 0.5)
    _image(ax, values, extent, label, **{"cmap": "PuOr", "vmin": -most, "vmax": most} | kwargs)
    ax.set(xlabel="time (s)", ylabel="coefficient")
    return ax


def outline(ax, row, column, *, rows=3, columns=3, **kwargs):
    """A frame around some squares of a `plot_map`.

    Parameters
    ----------
    ax : Axes
        What `plot_map` has drawn on.
    row, column : int
        The upper left square.
    rows, columns : int > 0
        How many squares down and to the right.
    **kwargs
        For `matplotlib.patches.Rectangle`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 04.
    """
    style = {"fill": False, "edgecolor": "black", "linewidth": 3, "clip_on": False} | kwargs
    ax.add_patch(plt.Rectangle((column, row), columns, rows, **style))
    return ax


def plot_losses(losses, *, title="", ax=None, **kwargs):
    """Loss after every epoch on the training and the validation songs, for several runs and their mean.

    Parameters
    ----------
    losses : np.ndarray [shape=(runs, epochs, 2)]
        Training loss and validation loss.
    title : str
        What was trained.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`, for the lines of the means.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 04.
    """
    ax = _axes(ax, 5, 3)
    epochs = np.arange(1, losses.shape[1] + 1)
    for part, name, line, shade in ((0, "training", "-", "#332288"), (1, "validation", "--", "#CC6677")):
        ax.plot(epochs, losses[:, :, part].T, line, color=shade, alpha=0.45, linewidth=1)
        style = {"color": shade, "linewidth": 2.2, "label": name} | kwargs
        ax.plot(epochs, losses[:, :, part].mean(axis=0), line, **style)
    # Panels that share an axis must hold the curves of both.
    top = max(ax.get_ylim()[1], 1.05 * losses.max())
    ax.set(xlabel="epoch", ylabel="loss", title=title, ylim=(0, top))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.legend(loc="upper right")
    return ax


def plot_shapes(shapes, names, *, ax=None, **kwargs):
    """The way of a crop through a network: a stack of pictures at each station, with its shape.

    Parameters
    ----------
    shapes : sequence of tuple of int
        `(frames, coefs, channels)` or `(numbers,)` at each station.
    names : sequence of str
        What each station is.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `matplotlib.patches.Rectangle`.

    Returns
    -------
    Axes

    Notes
    -----
    Sides are drawn as square roots of frames and coefficients, rows of numbers by their logarithm, and one
    sheet for every doubling of the channels: true sizes would not fit into one figure. Used in notebook 04.
    """
    ax = _axes(ax, 10, 3.2)
    style = {"facecolor": "#DDE6F5", "edgecolor": "#332288", "linewidth": 0.9} | kwargs
    left = 0.0
    for number, (shape, name) in enumerate(zip(shapes, names, strict=True)):
        picture = len(shape) == 3
        width, height = (shape[0] ** 0.5, 2 * shape[1] ** 0.5) if picture else (1.2, 1.3 * np.log2(shape[0]))
        sheets = int(np.log2(shape[2])) if picture else 0
        for sheet in range(sheets, -1, -1):
            corner = (left + 0.35 * sheet, -height / 2 + 0.35 * sheet)
            ax.add_patch(plt.Rectangle(corner, width, height, **style))
        right = left + width + 0.35 * sheets
        middle = (left + right) / 2
        ax.text(middle, -8.5, name, ha="center", va="top", fontsize=9)
        ax.text(middle, -12.2, " × ".join(map(str, shape)), ha="center", va="top", fontsize=9, weight="bold")
        if number < len(shapes) - 1:
            arrow = {"arrowstyle": "->", "color": "black"}
            ax.annotate("", (right + 4.6, 0), (right + 0.6, 0), arrowprops=arrow)
        left = right + 5.2
    ax.set(xlim=(-2.5, left - 2.5), ylim=(-14.5, 8))
    ax.set_axis_off()
    return ax
