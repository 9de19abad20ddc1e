"""Figures of what a trained network responds to. Used in notebook 07."""

from __future__ import annotations

import numpy as np
from matplotlib.patheffects import withStroke
from matplotlib.ticker import PercentFormatter

from genrekit import features
from genrekit.plots.base import draw_image, new_axes

#: Of the blocks, first to last.
BLOCK_COLORS = ("#88CCEE", "#44AA99", "#AA4499", "#332288")


def plot_activity(maps, block, *, hop_seconds=features.HOP_SECONDS, ax=None, **kwargs):
    """When each filter of a block responds: time to the right, a row for each filter.

    Parameters
    ----------
    maps : np.ndarray [shape=(steps, heights, filters)]
        As `explain.activations` gives them for the block. A filter's response is the mean over the heights,
        as a share of its own highest in this song.
    block : explain.Block
        The block.
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
    ax = new_axes(ax, height=2.0)
    response = maps.mean(axis=1)
    response = response / np.maximum(response.max(axis=0), 1e-9)
    # Filters that respond at the same time stand together: early ones at the bottom.
    moments = (response * np.arange(len(response))[:, None]).sum(axis=0)
    order = np.argsort(moments / np.maximum(response.sum(axis=0), 1e-9), kind="stable")
    start = (block.first[0] - block.step[0] / 2 + 0.5) * hop_seconds
    extent = (start, start + len(response) * block.step[0] * hop_seconds, 0, block.filters)
    draw_image(ax, response[:, order], extent, "response", **{"vmin": 0, "vmax": 1} | kwargs)
    ax.set(xlabel="time (s)", ylabel=f"{block.filters} filters", yticks=[])
    return ax


def lay_over(ax, values, times, *, label="", color="white", **kwargs):
    """A curve over a spectrogram that is there already, as high as the picture.

    Parameters
    ----------
    ax : Axes
        What the spectrogram is drawn on.
    values : np.ndarray [shape=(steps,)]
        What is shown, 0 or more.
    times : np.ndarray [shape=(steps,)]
        When, in seconds.
    label : str
        What it is.
    color : str
        Of the line.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes
    """
    low, high = ax.get_ylim()
    shown = ax.get_xlim()
    height = low + 0.95 * (high - low) * np.asarray(values) / max(np.max(values), 1e-9)
    lines = ax.plot(times, height, **{"color": color, "linewidth": 1.4, "label": label} | kwargs)
    # A dark rim, or the curve would drown in what is bright below it.
    lines[0].set_path_effects([withStroke(linewidth=3.2, foreground="black")])
    ax.set(xlim=shown, ylim=(low, high))
    if label:
        ax.legend(loc="upper right", fontsize=8, labelcolor="white", facecolor="black", framealpha=0.6)
    return ax


def plot_knowledge(shares, sure=(), *, ax=None, **kwargs):
    """How much each filter knows of each fact: a dot a filter, a column a fact, a colour a block.

    A short bar marks the middle filter of each block.

    Parameters
    ----------
    shares : sequence of pd.DataFrame
        One a block, first to last: a row a filter, a column a fact, 0 (tells nothing of it) to 1 (tells all).
    sure : sequence of pd.DataFrame, optional
        The same shape, True or False: what is not sure is drawn in grey.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.plot`.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax, 9, 3.6)
    facts, width = list(shares[0].columns), 0.8 / len(shares)
    spread = np.random.default_rng(0)
    for number, table in enumerate(shares):
        middles = np.arange(len(facts)) + (number - (len(shares) - 1) / 2) * width
        places = middles + width * spread.uniform(-0.3, 0.3, (len(table), 1))
        style = {"marker": "o", "markersize": 3, "linestyle": "", "alpha": 0.7}
        style |= {"color": BLOCK_COLORS[number % len(BLOCK_COLORS)]} | kwargs
        heights = table[facts].to_numpy()
        doubtful = ~sure[number][facts].to_numpy() if len(sure) else np.zeros(heights.shape, bool)
        ax.plot(places[doubtful], heights[doubtful], **style | {"color": "0.75"})
        ax.plot(places[~doubtful], heights[~doubtful], **style | {"label": f"block {number + 1}"})
        edges = (middles - width / 2, middles + width / 2)
        ax.hlines(np.median(heights, axis=0), *edges, color="black", linewidth=1.6)
    ax.set_xticks(range(len(facts)), facts)
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    ax.set(xlabel="fact", ylabel="share of the fact known", ylim=(0, None), xlim=(-0.5, len(facts) - 0.5))
    ax.grid(axis="y", linewidth=0.4)
    ax.legend(loc="upper left", fontsize=8, ncols=len(shares), bbox_to_anchor=(0, 1.14), frameon=False)
    return ax


def plot_deletion(lost, *, ax=None, **kwargs):
    """What a genre loses by deleting what each map marks, beside as much elsewhere: bars with 95 % intervals.

    Parameters
    ----------
    lost : dict of str to pd.DataFrame
        By the name of the map: a row a crop, a column each way of deleting, as `explain.deletion` gives it.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.bar`.

    Returns
    -------
    Axes
    """
    ax = new_axes(ax, 8, 3)
    names = {
        "marked": "what the map marks",
        "time": "the same shape, elsewhere in time",
        "anywhere": "blots anywhere",
    }
    shades = ("#882255", "#88CCEE", "#DDCC77")
    for number, ((column, name), shade) in enumerate(zip(names.items(), shades, strict=True)):
        means = [table[column].mean() for table in lost.values()]
        errors = [1.96 * table[column].sem() for table in lost.values()]
        places = np.arange(len(lost)) + 0.27 * (number - 1)
        style = {"width": 0.25, "color": shade, "label": name, "yerr": errors, "capsize": 3} | kwargs
        ax.bar(places, means, **style)
    ax.axhline(0, color="black", linewidth=0.8)
    ax.set_xticks(range(len(lost)), list(lost))
    ax.set(xlabel="map", ylabel="log odds lost")
    ax.legend(loc="upper left", fontsize=8, title="deleted")
    return ax
