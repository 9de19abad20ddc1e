"""The networks of the kit, built and returned here, never trained here."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .backend import keras, layers

#: Filters of the convolutional blocks, first to last.
FILTERS = (16, 32, 64, 128)

#: How many frames and coefficients each block's max-pooling takes together. Time shrinks faster than
#: the coefficients, of which there are few.
POOLS = ((4, 2), (3, 2), (3, 2), (2, 1))


def cnn(num_classes, shape, *, mean=0.0, deviation=1.0, filters=FILTERS, dropout=0.5):
    """Convolutional network on a crop of MFCCs.

    Standardisation, then per block a 2-D convolution (3 x 3), batch normalisation, ReLU and max-pooling;
    then a fully connected layer, dropout and softmax.

    Parameters
    ----------
    num_classes : int >= 2
        Genres.
    shape : (int, int)
        Frames and coefficients of a crop.
    mean, deviation : float or np.ndarray [shape=(coefs,)]
        Of the training set's coefficients: part of the network, so that a saved network takes raw MFCCs.
    filters : sequence of int, 1 to 4 of them
        Filters of each block.
    dropout : float, 0 to below 1
        Share of the fully connected layer's outputs that is switched off in each training step.

    Returns
    -------
    keras.Model
        Takes (crops, frames, coefs), gives (crops, num_classes) probabilities. Not compiled.

    Raises
    ------
    ValueError
        If a parameter is out of range, or the crop is too small for the blocks.

    Notes
    -----
    The blocks follow Choi, Fazekas and Sandler, *Automatic tagging using deep convolutional neural networks*
    (2016), made small for two cores; theirs has no fully connected layer and gives tags.
    Batch normalisation averages with momentum 0.9: Keras' 0.99 needs more steps than a small collection
    gives. Used in notebooks 04 and 05.
    """
    if num_classes < 2:
        raise ValueError(f"num_classes is {num_classes}; a choice needs 2 or more")
    if not 1 <= len(filters) <= len(POOLS):
        raise ValueError(f"filters has {len(filters)} blocks; choose 1 to {len(POOLS)}")
    if not 0 <= dropout < 1:
        raise ValueError(f"dropout is {dropout}; choose 0 to below 1")
    if min(shape) < 1:
        raise ValueError(f"shape is {tuple(shape)}; a crop has at least one frame and one coefficient")
    pools = [_fitting(pool, size) for pool, size in zip(POOLS, _sizes(shape), strict=True)][: len(filters)]
    if np.prod([p[0] for p in pools]) > shape[0]:
        raise ValueError(
            f"shape is {shape}: a crop of {shape[0]} frames is too short for {len(filters)} blocks"
        )
    crop = keras.Input(shape, name="mfcc")
    x = layers.Normalization(
        mean=np.broadcast_to(np.float32(mean), shape[1:]),
        variance=np.broadcast_to(np.float32(deviation), shape[1:]) ** 2,
        name="standardise",
    )(crop)
    x = layers.Reshape((*shape, 1), name="one_channel")(x)
    for number, (count, pool) in enumerate(zip(filters, pools, strict=True), start=1):
        # Batch normalisation brings its own offset: the convolution needs none.
        x = layers.Conv2D(count, 3, padding="same", use_bias=False, name=f"conv_{number}")(x)
        x = layers.BatchNormalization(momentum=0.9, name=f"batch_norm_{number}")(x)
        x = layers.ReLU(name=f"relu_{number}")(x)
        x = layers.MaxPooling2D(pool, name=f"max_pool_{number}")(x)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(128, activation="relu", name="fully_connected")(x)
    x = layers.Dropout(dropout, name="dropout")(x)
    genres = layers.Dense(num_classes, activation="softmax", name="softmax")(x)
    return keras.Model(crop, genres, name="genre_cnn")


def _sizes(shape):
    """Frames and coefficients at the entrance of each block."""
    frames, coefs = shape
    for pool in POOLS:
        yield frames, coefs
        time, freq = _fitting(pool, (frames, coefs))
        frames, coefs = frames // time, coefs // freq


def _fitting(pool, size):
    """No pooling beyond what is left: 13 coefficients end at one sooner than 26."""
    return pool[0], min(pool[1], size[1])


def table(model):
    """The layers of a network, first to last.

    Parameters
    ----------
    model : keras.Model
        A network of one path, such as `cnn` gives.

    Returns
    -------
    pd.DataFrame
        A row a layer, indexed by its name: `kind`, `output` (the shape of what it gives for one crop, such
        as `64 × 13 × 16`) and `parameters` (numbers it holds, learnt or counted).

    Notes
    -----
    Used in notebook 04.
    """
    rows = [
        (layer.name, type(layer).__name__, " × ".join(map(str, layer.output.shape[1:])), layer.count_params())
        for layer in model.layers
    ]
    return pd.DataFrame(rows, columns=["layer", "kind", "output", "parameters"]).set_index("layer")
