"""Figures of scores that are compared: under several protocols, against something, or pair by pair."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
from matplotlib.ticker import PercentFormatter

from genrekit.genres import color
from genrekit.plots.base import literal, new_axes

#: Colour, marker and line of the first four curves, told apart without colour, too; then from the beginning.
_STYLES = (
    (color(0), "o", "-"),
    (color(3), "s", "--"),
    (color(8), "^", "-."),
    (color(9), "D", ":"),
)


def plot_ladder(scores, *, ax=None, **kwargs):
    """The same models under several protocols, from the easiest exam at the top to the hardest.

    Parameters
    ----------
    scores : dict of str to pd.DataFrame
        By model: a row a seed, a column a protocol; shares from 0 to 1. All have the same columns.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`, of the means.

    Returns
    -------
    Axes

    Notes
    -----
    Small marks are single seeds. Used in notebook 09.
    """
    names = list(next(iter(scores.values())).columns)
    ax = new_axes(ax, 8, 1.2 + 0.6 * len(names))
    for (name, table), (shade, marker, line) in zip(scores.items(), itertools.cycle(_STYLES), strict=False):
        rows = np.arange(len(names))
        for values in table[names].to_numpy():
            ax.plot(values, rows, marker, color=shade, alpha=0.45, markersize=4)
        mean = table[names].mean().to_numpy()
        style = {"color": shade, "marker": marker, "linestyle": line, "markersize": 9, "linewidth": 1.5}
        ax.plot(mean, rows, **style | {"label": literal(name)} | kwargs)
        for value, row in zip(mean, rows, strict=True):
            ax.annotate(
                f"{value:.0%}",
                (value, row),
                (0, 9),
                textcoords="offset points",
                ha="center",
                color=shade,
                # A line may run through a number otherwise.
                bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
            )
    ax.set_yticks(range(len(names)), [literal(name) for name in names])
    ax.set_ylim(len(names) - 0.6, -0.6)
    ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.grid(axis="x", alpha=0.4)
    ax.margins(x=0.08)
    ax.set(xlabel="accuracy")
    ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
    return ax


def plot_scores(curves, *, xlabel, ax=None, **kwargs):
    """Scores against a number: the mean over the seeds as a line, with a band of one standard deviation.

    Parameters
    ----------
    curves : dict of str to pd.DataFrame
        By name: indexed by the number, a column a seed; shares from 0 to 1.
    xlabel : str
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
    Used in notebook 09.
    """
    ax = new_axes(ax, 6.4, 3.4)
    for (name, table), (shade, marker, line) in zip(curves.items(), itertools.cycle(_STYLES), strict=False):
        mean, spread = table.mean(axis=1), table.std(axis=1).fillna(0)
        style = {"color": shade, "marker": marker, "linestyle": line, "markersize": 5}
        ax.plot(table.index, mean, **style | {"label": literal(name)} | kwargs)
        ax.fill_between(table.index, mean - spread, mean + spread, color=shade, alpha=0.15, linewidth=0)
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.grid(alpha=0.4)
    ax.set(xlabel=xlabel, ylabel="accuracy")
    ax.legend(frameon=False)
    return ax


def plot_paired(results, *, xlabel="difference in points", ax=None, **kwargs):
    """Differences in points: a dot for each seed, and the mean with its interval below.

    Parameters
    ----------
    results : dict of str to evaluation.Paired
        A name for each comparison.
    xlabel : str
        Which difference, such as "26 less 18, in points".
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.errorbar`, of the means.

    Returns
    -------
    Axes

    Notes
    -----
    Seeds with the same difference stand one above the other. Used in notebooks 09 and 10.
    """
    ax = new_axes(ax, 7.5, 0.9 + 0.8 * len(results))
    for row, found in enumerate(results.values()):
        dots = pd.Series(100 * found.each)
        above = dots.groupby(dots.round(6)).cumcount().to_numpy()
        places = row - 0.15 - min(0.09, 0.45 / max([1, *above])) * above
        ax.plot(dots, places, "o", color="0.55", markersize=5)
        arms = 100 * np.array([[found.difference - found.low], [found.high - found.difference]])
        style = {"color": color(0), "marker": "D", "capsize": 5, "linewidth": 2}
        ax.errorbar(100 * found.difference, row + 0.15, xerr=np.maximum(arms, 0), **style | kwargs)
    ax.axvline(0, color="black", linewidth=1)
    ax.set_yticks(range(len(results)), [literal(name) for name in results])
    ax.set_ylim(len(results) - 0.5, -0.7)
    ax.grid(axis="x", alpha=0.4)
    ax.set(xlabel=f"{xlabel} (dots: seeds; diamond: mean and 95% interval)")
    return ax
