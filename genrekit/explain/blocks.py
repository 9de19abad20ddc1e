"""The maps of every convolutional block, for songs of any length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from genrekit.models import keras

layers = keras.layers


@dataclass(frozen=True)
class Block:
    """A convolutional block, and how much of the MFCCs one number of its maps has seen.

    Attributes
    ----------
    name : str
        Name of its activation layer.
    filters : int
        Maps that it makes.
    step : (int, int)
        Frames and coefficients from one number to the next.
    view : (int, int)
        Frames and coefficients that a number depends on.
    first : (float, float)
        Frame and coefficient at the middle of what the first number has seen.
    """

    name: str
    filters: int
    step: tuple[int, int]
    view: tuple[int, int]
    first: tuple[float, float]

    def frames(self, length):
        """The frame at the middle of each of `length` numbers: np.ndarray [shape=(length,)]."""
        return self.first[0] + self.step[0] * np.arange(length)


def blocks(model):
    """The convolutional blocks of a network, first to last.

    Parameters
    ----------
    model : keras.Model
        A network of one path of blocks, such as `models.cnn` gives.

    Returns
    -------
    list of Block

    Raises
    ------
    ValueError
        If it has no block of two-dimensional maps.

    Notes
    -----
    Each layer widens the view by its kernel, less one, times the step of the layers before it; each pooling
    multiplies the step.
    """
    found, step, view, first = [], np.ones(2, int), np.ones(2, int), np.zeros(2)
    for layer in _picture_layers(model):
        if isinstance(layer, layers.Conv2D):
            # A kernel that pads looks as far back as ahead: the middle stays where it is.
            view = view + (np.array(layer.kernel_size) - 1) * step
        elif isinstance(layer, layers.MaxPooling2D):
            first = first + (np.array(layer.pool_size) - 1) / 2 * step
            view = view + (np.array(layer.pool_size) - 1) * step
            step = step * np.array(layer.strides)
        elif isinstance(layer, layers.ReLU):
            numbers = (tuple(int(n) for n in pair) for pair in (step, view))
            found.append(Block(layer.name, layer.output.shape[-1], *numbers, tuple(map(float, first))))
    if not found:
        raise ValueError(f"model {model.name!r} has no convolutional blocks; give one such as models.cnn")
    return found


def _picture_layers(model):
    """The layers that work on a picture with channels, after the one that makes it."""
    started = False
    for layer in model.layers:
        if isinstance(layer, layers.Flatten):
            return
        if started:
            yield layer
        started |= isinstance(layer, layers.Reshape)


def activations(model, song):
    """What every block makes of a song: its maps after ReLU.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    song : np.ndarray [shape=(frames, coefs)]
        Features, of any length: convolution and pooling do not mind.

    Returns
    -------
    list of np.ndarray [shape=(steps, heights, filters), dtype=float32]
        One array a block, time first. A song too short for a block gives an array without steps.

    Notes
    -----
    Within a crop's width of its ends, a crop of the song gives slightly other numbers: beyond its ends, a
    convolution sees zeros. Used in notebook 07.
    """
    maps = layers_on(model, np.asarray(song, np.float32)[None])
    return [np.asarray(x[0]) for layer, x in maps if isinstance(layer, layers.ReLU)]


def layers_on(model, x):
    """What each layer of the blocks makes of features of any length.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    x : tensor [shape=(songs, frames, coefs)]
        Features.

    Yields
    ------
    layer : keras.Layer
    maps : tensor [shape=(songs, steps, heights, channels)]
        What it gives.
    """
    for layer in model.layers[1:]:
        if isinstance(layer, layers.Reshape):
            break
        x = layer(x, training=False)
    x = x[..., None]
    for layer in _picture_layers(model):
        # Some processors' pooling raises where too little is left for one step.
        needed = layer.pool_size[0] if isinstance(layer, layers.MaxPooling2D) else 1
        # Where a network is compiled for any length, there is enough: who compiles it sees to that.
        enough = x.shape[1] is None or x.shape[1] >= needed
        x = layer(x, training=False) if enough else np.zeros((len(x), 0, *layer.output.shape[2:]), "f4")
        yield layer, x
