"""Explorers of layers: a kernel that steps over a patch, and dropout. Both are plain NumPy. Notebook 04."""

from __future__ import annotations

import numpy as np

from genrekit import plots
from genrekit.explore.base import Control, sliders

#: Steps of training over which the mean under dropout is taken.
_MANY = 1000

RATES = tuple(round(0.1 * tenth, 1) for tenth in range(10))


def convolution(patch, kernel, *, row=None, column=None):
    """A kernel that steps over a patch: the window, the products, their sum, and the answers so far.

    Parameters
    ----------
    patch : np.ndarray [shape=(rows, columns)]
        A small picture: every number of it is written down.
    kernel : np.ndarray [shape=(kernel_rows, kernel_columns)]
        The weights.
    row, column : int, optional
        Where the upper left corner of the window starts; in the middle if not given.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If one of the two is no table, the kernel is larger than the patch, or the window cannot start there.

    Notes
    -----
    Without padding: the answers are fewer than the numbers of the patch. Used in notebook 04.
    """
    patch, kernel = np.asarray(patch, float), np.asarray(kernel, float)
    for name, table in (("patch", patch), ("kernel", kernel)):
        if table.ndim != 2 or not table.size:
            raise ValueError(f"{name} has the shape {table.shape}; give a table, (rows, columns)")
    rows, columns = (large - small + 1 for large, small in zip(patch.shape, kernel.shape, strict=True))
    if min(rows, columns) < 1:
        raise ValueError(
            f"kernel is {kernel.shape}, larger than the patch, {patch.shape}; give a smaller one"
        )
    windows = np.lib.stride_tricks.sliding_window_view(patch, kernel.shape)
    answers = (windows * kernel).sum(axis=(2, 3))
    order = np.arange(answers.size).reshape(answers.shape)
    # Equal colours are equal numbers wherever the window is.
    small = max(np.abs(patch).max(), np.abs(kernel).max(), 1e-9)
    large = max(np.abs(answers).max(), 1e-9)

    def draw(row, column):
        products = windows[row, column] * kernel
        so_far = np.where(order <= order[row, column], answers, np.nan)
        axes = _tables(patch.shape, kernel.shape, kernel.shape, answers.shape)
        plots.plot_numbers(patch, limit=small, title="the patch and the window", ax=axes[0])
        plots.plot_numbers(kernel, limit=small, title="the kernel", ax=axes[1])
        plots.plot_numbers(
            products, limit=small, title=f"products, sum {_number(products.sum())}", ax=axes[2]
        )
        plots.plot_numbers(so_far, limit=large, title="answers so far", ax=axes[3])
        plots.outline(axes[0], row, column, rows=kernel.shape[0], columns=kernel.shape[1], zorder=4)
        plots.outline(axes[3], row, column, rows=1, columns=1, zorder=4)
        where = f"row {row}, column {column}"
        figure = plots.show(
            axes,
            alt=f"The patch with the window at {where} outlined, the kernel, the {kernel.size} products with "
            f"the sum {_number(products.sum())}, and the table of answers, filled up to {where}.",
        )
        done = 1 + order[row, column]
        return [
            figure,
            f"The window stands at {where}. Its {kernel.size} products add up to {_number(products.sum())}: "
            f"that is the answer for this place. {done} of {answers.size} answers are filled in.",
        ]

    return sliders(
        draw,
        title="A kernel steps over a patch",
        row=Control("row", range(rows), rows // 2 if row is None else row, "row {}"),
        column=Control("column", range(columns), columns // 2 if column is None else column, "column {}"),
    )


def _tables(*shapes, square=0.4, gap=0.75, title=0.35, edge=0.2):
    """Axes side by side for tables of these shapes, with squares of the same size in all; in inches."""
    columns = [shape[1] for shape in shapes]
    wide = square * sum(columns) + gap * (len(shapes) - 1)
    width, height = wide + 2 * edge, square * max(shape[0] for shape in shapes) + title + edge
    places = {
        "left": edge / width,
        "right": 1 - edge / width,
        "bottom": edge / height,
        "top": 1 - title / height,
        "wspace": gap / (square * sum(columns) / len(shapes)),
    }
    return plots.steady_panels(
        1, len(shapes), width=width, height=height, places=places, width_ratios=columns
    )


def _number(value):
    return f"{value:.1f}".replace("-0.0", "0.0")


def dropout(values, *, rate=0.5, step=1, steps=20, seed=0):
    """Units under dropout: which fall silent, how the others are scaled, and that the mean is kept.

    Parameters
    ----------
    values : np.ndarray [shape=(units,)]
        What the units say without dropout.
    rate : float
        Where the slider starts: 0, 0.1 ... 0.9.
    step : int, 1 to steps
        Which step of training the second slider starts with: each has dice of its own.
    steps : int > 0
        How many there are to choose from.
    seed : int >= 0
        Of the dice.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If there is no unit, or a slider cannot start there.

    Notes
    -----
    Inverted dropout, as in Keras: with rate p a unit falls silent with probability p, and what stays is
    divided by 1 - p. A unit's die stays the same when the rate is moved, so that those that were silent stay
    silent at a higher rate. Used in notebook 04.
    """
    values = np.asarray(values, float).ravel()
    if not len(values):
        raise ValueError("values is empty; give at least one unit")
    if steps < 1:
        raise ValueError(f"steps is {steps}; choose 1 or more")
    dice = np.random.default_rng(seed).random((max(_MANY, steps), len(values)))

    def draw(rate, step):
        all_steps = np.where(dice >= rate, values / (1 - rate), 0)
        after, means = all_steps[step - 1], all_steps.mean(axis=1)
        stays = dice[step - 1] >= rate
        left, right = axes = plots.steady_panels(
            1,
            2,
            width=8.8,
            height=3.5,
            places={"left": 0.06, "right": 0.99, "bottom": 0.15, "top": 0.91, "wspace": 0.18},
            width_ratios=(3, 2),
        )
        plots.plot_units(values, after, stays, ax=left)
        left.set_title(f"dropout {rate:g}, step {step}: the others × {_factor(rate)}", fontsize=11)
        plots.plot_means(means, before=values.mean(), now=after.mean(), ax=right)
        right.set_title("the mean is kept on average", fontsize=11)
        silent = len(values) - stays.sum()
        told = f"{silent} of {len(values)} units {'falls' if silent == 1 else 'fall'} silent"
        figure = plots.show(
            axes,
            alt=f"Left, {len(values)} units with dropout {rate:g} in step {step}: {told}, the others are "
            f"multiplied by {_factor(rate)}. Right, the means of {len(means):,} such steps lie around "
            f"{values.mean():.2f}, the mean without dropout.",
        )
        return [
            figure,
            f"In this step {told}, and the others are multiplied by 1 / (1 - {rate:g}) = {_factor(rate)}. "
            f"The mean of all is {after.mean():.2f} now, {values.mean():.2f} without dropout, and "
            f"{means.mean():.2f} over {len(means):,} steps, give or take {means.std():.2f} in a single one.",
        ]

    return sliders(
        draw,
        title="Dropout",
        rate=Control("rate", RATES, rate, "p = {:g}"),
        step=Control("step of training", range(1, steps + 1), step, "step {}"),
    )


def _factor(rate):
    return f"{1 / (1 - rate):.3g}"
