"""Figures under sliders: drawn in a moment, and all of the same size. Used in notebooks 02 to 04."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from genrekit.genres import color
from genrekit.plots.base import ink, new_axes


def steady_panels(rows=1, columns=1, *, width=8.0, height=3.0, places, **kwargs):
    """Axes whose places are fixed: they and their picture stay where they are, whatever is drawn.

    Parameters
    ----------
    rows, columns : int > 0
        How many.
    width, height : float
        Of the whole figure, in inches.
    places : dict of str to float
        `left`, `right`, `bottom`, `top` as parts of the figure, and `wspace` as part of a panel.
    **kwargs
        For `matplotlib.pyplot.subplots`, `sharey=True` for example.

    Returns
    -------
    Axes or np.ndarray of Axes

    Notes
    -----
    `panels` finds the places by drawing everything a few times over, which a slider has no time for. All
    labels must fit into the margins.
    """
    style = kwargs.pop("gridspec_kw", {}) | places
    figure, axes = plt.subplots(rows, columns, figsize=(width, height), gridspec_kw=style, **kwargs)
    # A picture is cut to what is drawn: this frame, which nobody sees, makes that the whole figure.
    frame = plt.Rectangle((0, 0), 1, 1, transform=figure.transFigure, fill=False, linewidth=0)
    figure.add_artist(frame)
    return axes


def plot_numbers(values, *, limit, title="", decimals=1, ax=None, **kwargs):
    """A small table of numbers as coloured squares, each with its number: `plot_map`, in less time.

    Parameters
    ----------
    values : np.ndarray [shape=(rows, columns)]
        The numbers; the first row is drawn at the top. NaN is an empty square.
    limit : float > 0
        The number with the darkest colour; purple stands for positive numbers, orange for negative ones.
    title : str
        What it is.
    decimals : int >= 0
        How many are written down; none of a whole number.
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
    ax = new_axes(ax, 3, 3)
    values = np.round(np.asarray(values, float), decimals) + 0.0  # adding zero makes 0 of -0
    rows, columns = values.shape
    style = {"cmap": "PuOr", "vmin": -limit, "vmax": limit, "extent": (0, columns, rows, 0)} | kwargs
    image = ax.imshow(values, **style)
    colors = image.cmap(image.norm(values))
    for (row, column), value in np.ndenumerate(values):
        if np.isnan(value):
            continue
        text = f"{value:.0f}" if value == round(value) else f"{value:.{decimals}f}"
        style = {"ha": "center", "va": "center", "fontsize": 9, "color": ink(colors[row, column])}
        ax.text(column + 0.5, row + 0.5, text, **style)
    ax.set_xticks(range(columns + 1), [])
    ax.set_yticks(range(rows + 1), [])
    ax.grid(color="0.8", linewidth=0.6)
    ax.spines[:].set(visible=True, color="0.8", linewidth=0.6)
    ax.set_axisbelow(False)
    ax.tick_params(length=0)
    ax.set_title(title, fontsize=10)
    return ax


def plot_units(before, after, stays, *, ax=None, **kwargs):
    """Units before and after dropout: a bar for each, and a cross for those that fall silent.

    Parameters
    ----------
    before, after : np.ndarray [shape=(units,)]
        Their values.
    stays : np.ndarray [shape=(units,), dtype=bool]
        Whether each of them does.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.bar`, for the values after.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 04.
    """
    ax = new_axes(ax, 6, 3)
    before, after = np.asarray(before), np.asarray(after)
    units = np.arange(len(before))
    silent = ~np.asarray(stays)
    ax.bar(units, after, **{"width": 0.8, "color": color(0), "label": "in this step"} | kwargs)
    ax.bar(units, before, width=0.8, fill=False, edgecolor="#4a4a4a", linewidth=1.2, label="without dropout")
    style = {"marker": "X", "color": color(3), "s": 70, "zorder": 3, "edgecolor": "white"}
    ax.scatter(units[silent], np.zeros(silent.sum()), clip_on=False, label="silent", **style)
    ax.axhline(0, color="black", linewidth=0.8)
    # Room for the legend above the highest bar.
    low, high = min(0, before.min(), after.min()), max(0, before.max(), after.max())
    ax.set(
        xlabel="unit", ylabel="value", ylim=(low - 0.03 * (high - low), high + 0.34 * max(high - low, 1e-9))
    )
    ax.set_xticks(units[:: max(1, len(units) // 12)])
    ax.legend(loc="upper center", ncols=3, fontsize=8, frameon=False)
    return ax


def plot_means(means, *, before, now, ax=None, **kwargs):
    """How the mean of the units falls out over many steps of training, and that it is right on average.

    Parameters
    ----------
    means : np.ndarray [shape=(steps,)]
        Mean of the units in each step.
    before, now : float
        Their mean without dropout, and in the step that is shown.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.hist`.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 04.
    """
    ax = new_axes(ax, 4, 3)
    low, high = min(means.min(), before, now), max(means.max(), before, now)
    margin = max(0.05 * (high - low), 0.1 * abs(before), 1e-3)
    style = {"bins": np.linspace(low - margin, high + margin, 26), "color": color(1)} | kwargs
    counts, _, _ = ax.hist(means, **style)
    top = 1.5 * counts.max()
    ax.axvline(before, color="black", linewidth=2, ymax=0.7, label=f"without dropout: {before:.2f}")
    average = f"{len(means):,} steps on average: {means.mean():.2f}"
    ax.axvline(means.mean(), color=color(4), linewidth=2, linestyle="--", ymax=0.7, label=average)
    ax.plot(now, 0.02 * top, "^", color=color(0), markersize=10, label=f"this step: {now:.2f}", zorder=3)
    ax.set(xlabel="mean of all units", ylabel="steps", ylim=(0, top))
    ax.legend(loc="upper center", fontsize=8, frameon=False)
    return ax
