"""Figures of experiments: splits, predictions, confusion matrices. Used in notebooks 05 and 06."""

from __future__ import annotations

import numpy as np
import seaborn as sns
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

from genrekit.genres import GENRES, color, colors
from genrekit.plots.base import literal, new_axes


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
    ax = new_axes(ax, 5.6, 4.8)
    # A row that is known only in part has no sum to divide by; the course's rows are 40 songs each.
    songs = matrix.sum(axis=1, min_count=matrix.shape[1])
    share = matrix.div(songs.fillna(songs.max() if songs.notna().any() else 1).replace(0, 1), axis=0)
    if counts is None:
        counts = len(matrix) <= 15
    labels = matrix.map(lambda n: "" if np.isnan(n) or n == 0 else f"{n:.0f}") if counts else False
    style = {"cmap": "cividis", "vmin": 0, "vmax": 1, "fmt": "", "linewidths": 0.5, "square": True} | kwargs
    sns.heatmap(
        share.rename(index=literal, columns=literal),
        annot=labels,
        ax=ax,
        cbar_kws={"format": PercentFormatter(1), "label": "of the true genre"},
        **style,
    )
    ax.set(xlabel="predicted", ylabel="true", title=literal(title))
    ax.set_xticklabels(ax.get_xticklabels(), rotation=45, ha="right")
    ax.set_yticklabels(ax.get_yticklabels(), rotation=0)
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
    ax = new_axes(ax, 6, 0.6 + 0.42 * len(recalls))
    shades = [color(index) for index in (0, 9, 5, 3, 1)][: recalls.shape[1]]
    # Bars grow upwards: both orders are turned round so that the first is at the top.
    recalls.rename(index=literal).iloc[::-1, ::-1].plot.barh(
        ax=ax, **{"width": 0.75, "color": shades[::-1]} | kwargs
    )
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
    ax = new_axes(ax, 5, 0.5 + 0.24 * len(genres))
    ax.barh(list(map(literal, genres)), probabilities, **{"color": colors(genres)} | kwargs)
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
    shades = ["#88CCEE", "#DDCC77", "#882255"]
    part = np.full(len(table), np.nan)
    for number, rows in enumerate(parts.values()):
        part[rows] = number
    genres = sorted(table["genre"].unique())
    columns = [part[(table["genre"] == genre).to_numpy()] for genre in genres]
    tiles = np.full((len(genres), max(map(len, columns))), np.nan)
    for row, column in zip(tiles, columns, strict=True):
        row[: len(column)] = column
    ax = new_axes(ax, 8, 0.7 + 0.24 * len(genres))
    style = {"cmap": ListedColormap(shades), "vmin": 0, "vmax": 2, "edgecolors": "white", "linewidth": 0.5}
    ax.pcolormesh(tiles, **style | kwargs)
    ax.set_yticks(np.arange(len(genres)) + 0.5, map(literal, genres))
    ax.tick_params(left=False)
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel="song of the genre, in the order of the collection")
    handles = [Patch(color=shade, label=name) for name, shade in zip(parts, shades, strict=True)]
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
    ax = new_axes(ax, height=2.8)
    epochs = np.arange(1, len(starts) + 1)
    ax.barh(epochs, crop_seconds, left=starts, **{"color": "#332288", "height": 0.7} | kwargs)
    ax.set(xlabel="time in the song (s)", ylabel="epoch", xlim=(0, seconds))
    ax.invert_yaxis()
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
    ax = new_axes(ax, 6, 0.8 + 0.28 * len(genres))
    few = len(starts) <= 12
    style = {"cmap": "cividis", "vmin": 0, "linewidths": 0.5 if few else 0} | kwargs
    bar = {"format": PercentFormatter(1, decimals=0), "label": "probability"}
    sns.heatmap(np.asarray(each).T, ax=ax, yticklabels=list(map(literal, genres)), cbar_kws=bar, **style)
    step = 1 if few else -(-len(starts) // 12)
    ticks = np.arange(0, len(starts), step)
    ax.set_xticks(ticks + 0.5, [f"{starts[tick]:.1f}" for tick in ticks], rotation=0)
    ax.set_yticks(ax.get_yticks(), list(map(literal, genres)), rotation=0)
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
    ax = new_axes(ax, 7, 2.6)
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
    ax = new_axes(ax, 7, 0.7 + 0.4 * len(accuracies))
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
