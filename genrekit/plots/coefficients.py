"""Figures of mel bands and MFCCs. Used in notebooks 03 and 05."""

from __future__ import annotations

import numpy as np

from genrekit import features
from genrekit.audio import SR
from genrekit.genres import colors
from genrekit.plots.base import draw_image, literal, new_axes


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
    ax = new_axes(ax)
    standard = (coefs - coefs.mean(axis=0)) / np.maximum(coefs.std(axis=0), 1e-9)
    extent = (0, len(coefs) * hop_seconds, -0.5, coefs.shape[1] - 0.5)
    style = {"cmap": "PuOr", "vmin": -3, "vmax": 3} | kwargs
    draw_image(ax, standard, extent, "standard deviations", **style)
    ax.set(xlabel="time (s)", ylabel="coefficient")
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
    ax = new_axes(ax)
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
    ax = new_axes(ax)
    draw_image(ax, levels, (0, len(levels) * hop_seconds, -0.5, levels.shape[1] - 0.5), label, **kwargs)
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
    ax = new_axes(ax, 4, 3.6)
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
    ax = new_axes(ax, 7.5, 4.6)
    markers = "osD^vPpX<>"
    for index, (genre, shade) in enumerate(zip(genres, colors(genres), strict=True)):
        mine = np.asarray(labels) == index
        style = {"color": shade, "marker": markers[index % 10], "s": 70, "edgecolor": "w"} | kwargs
        ax.scatter(np.asarray(x)[mine], np.asarray(y)[mine], label=literal(genre), **style)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9)
    return ax
