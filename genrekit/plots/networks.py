"""Figures of layers and of training. Used in notebooks 04 and 05."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from matplotlib.ticker import MaxNLocator, PercentFormatter

from genrekit import features
from genrekit.plots.base import draw_image, ink, new_axes


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
    ax = new_axes(ax, 3, 3)
    style = {"cmap": "viridis", "cbar": False, "annot": annotate, "fmt": ".3g", "square": True} | kwargs
    before = len(ax.texts)
    # Adding zero makes 0 of -0.
    sns.heatmap(np.asarray(values) + 0.0, ax=ax, xticklabels=False, yticklabels=False, **style)
    if written := ax.texts[before:]:
        mesh = ax.collections[-1]
        seen = ~np.ma.getmaskarray(mesh.get_array()).ravel()
        for text, color in zip(written, mesh.get_facecolors()[seen], strict=True):
            text.set_color(ink(color))
    ax.set_title(title, fontsize=10)
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
    ax = new_axes(ax, 6, 3)
    epochs = np.arange(1, len(history) + 1)
    for column, name, style in (("accuracy", "training", "-"), ("val_accuracy", "validation", "--")):
        if column in history:
            ax.plot(epochs, history[column], style, **{"label": name} | kwargs)
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    ax.set(xlabel="epoch", ylabel="accuracy", ylim=(0, 1.02))
    ax.legend(loc="best")
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
    ax = new_axes(ax, 6, 3)
    epochs = np.arange(1, len(history) + 1)
    for column, name, style in (("loss", "training", "-"), ("val_loss", "validation", "--")):
        if column in history:
            ax.plot(epochs, history[column], style, **{"label": name} | kwargs)
    if chance is not None:
        ax.axhline(chance, color="0.4", linestyle=":", label="knowing nothing")
    ax.set(xlabel="epoch", ylabel="cross-entropy", ylim=(0, None))
    ax.legend(loc="upper right")
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
    ax = new_axes(ax)
    # A few loud places would bleach the rest.
    most = max(np.quantile(np.abs(values), 0.995), 1e-9)
    extent = (0, len(values) * hop_seconds, -0.5, values.shape[1] - 0.5)
    draw_image(ax, values, extent, label, **{"cmap": "PuOr", "vmin": -most, "vmax": most} | kwargs)
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
    ax = new_axes(ax, 5, 3)
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
    ax = new_axes(ax, 10, 3.2)
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
