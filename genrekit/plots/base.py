"""What every figure needs: axes, a picture with its alternative text, an image with a colour bar."""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

#: Sequential, perceptually uniform, readable in grey and by colour-blind readers.
CMAP = "magma"

# Every figure has it, those that a page draws itself included.
plt.style.use(Path(__file__).with_name("genrekit.mplstyle"))

#: Pixels an inch on the page.
DPI = 80


def _scale():
    """Pixels of a picture for each pixel on the page: 2 for pages and slides, 1 for what goes into git."""
    try:
        return min(4, max(1, int(os.environ.get("GENREKIT_FIGURE_SCALE", "1"))))
    except ValueError:
        return 1


class Figure:
    """A figure in a page, with a text that tells the same to those who cannot see it. Made by `show`."""

    def __init__(self, png, alt, size):
        self._png, self.alt, self._size = png, alt, size

    def _repr_mimebundle_(self, include=None, exclude=None):
        width, height = self._size
        about = {"alt": self.alt, "width": width, "height": height}
        return {"image/png": self._png, "text/plain": self.alt}, {"image/png": about}

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
    scale = _scale()
    figure.savefig(buffer, format="png", dpi=scale * DPI, bbox_inches="tight", metadata={"Software": None})
    # Otherwise Jupyter shows it a second time, without the text.
    plt.close(figure)
    png = buffer.getvalue()
    # A PNG tells its width and height in the bytes 16 to 24.
    size = tuple(-(-pixels // scale) for pixels in struct.unpack(">II", png[16:24]))
    return Figure(png, " ".join(alt.split()), size)


def literal(name):
    """A name as Matplotlib draws it: what stands between two dollar signs is no formula.

    Parameters
    ----------
    name : object
        A genre, for example: folders may have any name.

    Returns
    -------
    str
    """
    return str(name).replace("$", r"\$")


def new_axes(ax, width=8.0, height=3.0):
    """The axes that were given, or axes of a new figure of this size in inches."""
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


def draw_image(ax, values, extent, label, **kwargs):
    """A matrix with time to the right, and a colour bar with this label."""
    style = {"cmap": CMAP, "interpolation": "nearest"} | kwargs
    # Steps of two decibels are finer than an eye can tell, and make the stored picture much smaller.
    style["cmap"] = plt.get_cmap(style["cmap"], 32)
    image = ax.imshow(np.asarray(values).T, origin="lower", aspect="auto", extent=extent, **style)
    ax.figure.colorbar(image, ax=ax, label=label, pad=0.01)


def ink(color):
    """Black or white, whichever stands out more from a colour.

    Parameters
    ----------
    color : sequence of float
        Red, green and blue, 0 to 1; what follows is not looked at.

    Returns
    -------
    str
        "black" or "white".

    Notes
    -----
    By the contrast of WCAG 2.1.
    """
    rgb = np.asarray(color[:3])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    light = linear @ [0.2126, 0.7152, 0.0722]
    return "black" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "white"
