"""The figure of a sweep: what was reached with each combination of parameters, again and again."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from genrekit.genres import GENRES, color
from genrekit.plots.base import literal, new_axes

_MEAN, _DOT = color(GENRES.index("blues")), color(GENRES.index("disco"))


def plot_sweep(table, means, *, ax=None, **kwargs):
    """Accuracies of a sweep: a row a combination of parameters, a dot a cell, the mean with its interval.

    Parameters
    ----------
    table : pd.DataFrame
        A row a finished cell, as `Sweep.table` gives it: `accuracy`, and the parameters that `means` is
        indexed by.
    means : pd.DataFrame
        A row a combination, as `Sweep.means` gives it: `accuracy`, `low`, `high`.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.errorbar`, which draws the means.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax, 7.5, 1.1 + 0.45 * len(means))
    by = [name for name in means.index.names if name in table.columns]
    keys = [tuple(key) for key in table[by].itertuples(index=False)] if by else _keys(means) * len(table)
    labels = []
    for row, key in enumerate(_keys(means)):
        reached = table["accuracy"].to_numpy()[[other == key for other in keys]]
        # Dots of the same accuracy lie below each other, or one would hide the others.
        places = row + 0.18 + 0.07 * pd.Series(reached).groupby(reached).cumcount().to_numpy()
        ax.plot(reached, places, "o", color=_DOT, markersize=5, alpha=0.8, markeredgewidth=0)
        mean, low, high = means.iloc[row][["accuracy", "low", "high"]]
        style = {"color": _MEAN, "marker": "D", "markersize": 6, "capsize": 4, "linewidth": 2} | kwargs
        ax.errorbar(mean, row, xerr=[[mean - low], [high - mean]], **style)
        ax.annotate(f"{mean:.1%}", (mean, row), (0, 6), textcoords="offset points", ha="center", fontsize=9)
        labels.append(", ".join(f"{name} {value}" for name, value in zip(by, key, strict=False)) or key[0])
    ax.set_yticks(np.arange(len(labels)), list(map(literal, labels)))
    ax.set_ylim(len(labels) - 0.45, -0.6)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.grid(axis="x", alpha=0.4)
    ax.set(xlabel="accuracy on the test songs")
    handles = [
        Line2D([], [], color=_MEAN, marker="D", linewidth=2, label="mean, with its 95% interval"),
        Line2D([], [], color=_DOT, marker="o", linewidth=0, label="one training"),
    ]
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1, 1), frameon=False, fontsize=9)
    return ax


def _keys(means):
    """The combination of each row as a tuple, whether the index has one level or several."""
    return [key if isinstance(key, tuple) else (key,) for key in means.index]
