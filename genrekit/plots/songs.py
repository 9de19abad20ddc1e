"""Figures of a song followed second by second, and of what is unlike all that is known. For notebook 08."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import FuncFormatter, PercentFormatter
from sklearn import metrics

from genrekit import evaluation
from genrekit.genres import color, colors
from genrekit.plots.base import literal, new_axes


def plot_genres_over_time(probabilities, times, genres, *, seconds=None, ax=None, **kwargs):
    """The genres of a song as stacked areas: at each moment they add up to 100 %.

    Parameters
    ----------
    probabilities : np.ndarray [shape=(steps, genres)]
        Of each genre at each step.
    times : np.ndarray [shape=(steps,)]
        When, in seconds.
    genres : sequence of str
        Their names.
    seconds : float, optional
        Length of the song; the last step if not given.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.stackplot`.

    Returns
    -------
    Axes

    Notes
    -----
    Before the first and after the last step the nearest one is drawn on. The legend names the genres that
    reach a tenth somewhere.
    """
    ax = new_axes(ax, 9, 2.8)
    seconds = float(times[-1]) if seconds is None else seconds
    held = np.concatenate(([0.0], times, [max(seconds, times[-1])]))
    values = np.concatenate((probabilities[:1], probabilities, probabilities[-1:]))
    shades, shown = colors(genres), probabilities.max(axis=0) >= 0.1
    names = [literal(name) if keep else "_" for name, keep in zip(genres, shown, strict=True)]
    ax.stackplot(held, values.T, **{"colors": shades, "labels": names, "linewidth": 0} | kwargs)
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda t, _: f"{int(t) // 60}:{int(t) % 60:02d}"))
    ax.set(xlabel="time (min:s)", ylabel="probability", xlim=(0, held[-1]), ylim=(0, 1))
    ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), fontsize=8, reverse=True, frameon=False)
    return ax


def plot_roc(known, strange, *, ax=None, **kwargs):
    """How well a number tells strange songs from known ones: alarms on both, for every threshold.

    Parameters
    ----------
    known : np.ndarray [shape=(songs,)]
        The number for known songs.
    strange : dict of str to np.ndarray [shape=(songs,)]
        By kind, the number for strange ones.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes

    Notes
    -----
    Receiver operating characteristic; the area under each curve (AUC) stands in the legend.
    """
    ax = new_axes(ax, 5.2, 4.6)
    styles = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
    for number, (name, values) in enumerate(strange.items()):
        truth = np.concatenate((np.zeros(len(known)), np.ones(len(values))))
        scores = np.concatenate((known, values))
        false, true, _ = metrics.roc_curve(truth, scores)
        label = f"{literal(name)} (AUC {metrics.roc_auc_score(truth, scores):.2f})"
        style = {"color": color(2 * number % 10), "linestyle": styles[number % len(styles)], "linewidth": 2}
        ax.plot(false, true, **style | {"label": label} | kwargs)
    ax.plot([0, 1], [0, 1], color="0.6", linewidth=0.8, label="rolling dice (AUC 0.50)")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(PercentFormatter(1))
    ax.set(
        xlabel="known songs that raise an alarm",
        ylabel="strange ones that do",
        xlim=(-0.01, 1),
        ylim=(0, 1.02),
    )
    ax.legend(loc="lower right", fontsize=8)
    return ax


def plot_reliability(predictions, *, groups=5, ax=None, **kwargs):
    """How often a network was right, against how sure it was: on the diagonal it keeps its promises.

    Parameters
    ----------
    predictions : pd.DataFrame
        A row a test song: `true`, `predicted`, and a probability per genre.
    groups : int > 0
        Groups of songs by how sure the network was of them, equally wide.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.errorbar`.

    Returns
    -------
    Axes

    Notes
    -----
    Bars are Wilson's 95% intervals; groups without songs are left out. Used in notebook 08.
    """
    ax = new_axes(ax, 4.8, 4.4)
    sure = predictions.drop(columns=["true", "predicted"]).max(axis=1).to_numpy()
    right = (predictions["true"] == predictions["predicted"]).to_numpy()
    group = np.minimum((sure * groups).astype(int), groups - 1)
    rows = [
        (sure[group == number].mean(), evaluation.accuracy(int(right[group == number].sum()), count))
        for number, count in enumerate(np.bincount(group, minlength=groups))
        if count
    ]
    said, kept = [row[0] for row in rows], np.array([row[1].value for row in rows])
    bars = [kept - [row[1].low for row in rows], [row[1].high for row in rows] - kept]
    ax.plot([0, 1], [0, 1], color="0.6", linewidth=0.8)
    style = {"fmt": "o-", "color": color(0), "markersize": 7, "capsize": 3}
    ax.errorbar(said, kept, np.maximum(bars, 0), **style | kwargs)
    for x, found in rows:
        ax.annotate(f"{found.songs} songs", (x, found.low), (0, -12), textcoords="offset points",
                    ha="center", fontsize=8)  # fmt: skip
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(PercentFormatter(1))
    ax.set(xlabel="how sure the network was", ylabel="how often it was right", xlim=(0, 1.06), ylim=(0, 1.02))
    return ax
