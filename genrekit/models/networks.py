"""The networks of the kit, built and returned here, never trained here."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy.fft

from .backend import keras, layers
from .normalising import batch_normalization

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
    pools = _checked(num_classes, shape, filters, dropout, POOLS)
    crop, x = _standardised(shape, mean, deviation, mel=False)
    x = layers.Reshape((*shape, 1), name="one_channel")(x)
    x = _blocks(x, filters, pools)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(128, activation="relu", name="fully_connected")(x)
    x = layers.Dropout(dropout, name="dropout")(x)
    genres = layers.Dense(num_classes, activation="softmax", name="softmax")(x)
    return keras.Model(crop, genres, name="genre_cnn")


#: Pooling of `pooled`: half the time and half the coefficients a block, then what is left of them.
_POOLED = ((2, 2), (2, 2), (3, 2), (2, 1))


def pooled(
    num_classes,
    shape,
    *,
    mean=0.0,
    deviation=1.0,
    filters=FILTERS,
    dropout=0.5,
    mel=True,
    deltas=False,
    centred=0.0,
):
    """Convolutional network that forgets when something was heard: means and maxima over time.

    As `cnn` up to the last block. Where that has a fully connected layer with a weight of its own for every
    moment of the crop, this takes for every filter and coefficient the mean and the maximum over time.

    Parameters
    ----------
    num_classes : int >= 2
        Genres.
    shape : (int, int)
        Frames and coefficients of a crop.
    mean, deviation : float or np.ndarray [shape=(coefs,)]
        Of the training set's coefficients, as for `cnn`.
    filters : sequence of int, 1 to 4 of them
        Filters of each block.
    dropout : float, 0 to below 1
        Share of means and maxima that is switched off in each training step.
    mel : bool
        Turn MFCCs back into mel bands first, see `mel_bands`.
    deltas : bool
        Give the steps from frame to frame as a second channel.
    centred : float, 0 to 1
        Share of each crop's own mean over time that is taken off first.

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
    Used in notebook 10.
    """
    pools = _checked(num_classes, shape, filters, dropout, _POOLED)
    if not 0 <= centred <= 1:
        raise ValueError(f"centred is {centred}; choose 0 to 1")
    crop, x = _standardised(shape, mean, deviation, mel)
    if centred:
        x = layers.Add(name="centred")([x, layers.Rescaling(-centred, name="own_mean")(_mean(x))])
    x = layers.Reshape((*shape, 1), name="one_channel")(x)
    if deltas:
        step = layers.Conv2D(1, (3, 1), padding="same", use_bias=False, trainable=False, name="deltas")
        step.build(x.shape)
        step.set_weights([np.float32([-0.5, 0, 0.5]).reshape(3, 1, 1, 1)])
        x = layers.Concatenate(name="with_deltas")([x, step(x)])
    x = _blocks(x, filters, pools)
    # Filters and coefficients side by side, time first.
    x = layers.Reshape((x.shape[1], x.shape[2] * x.shape[3]), name="time_first")(x)
    return _over_time(crop, x, num_classes, dropout, "pooled_cnn")


def peer(num_classes, shape, *, mean=0.0, deviation=1.0, filters=(256, 256, 256), dropout=0.5):
    """Convolutional network along time only: every filter sees all coefficients at once.

    Parameters
    ----------
    num_classes, shape, mean, deviation, dropout
        As for `pooled`.
    filters : sequence of int
        Filters of each block, of five frames each.

    Returns
    -------
    keras.Model
        Takes (crops, frames, coefs), gives (crops, num_classes) probabilities. Not compiled.

    Raises
    ------
    ValueError
        If a parameter is out of range, or the crop is too short for the blocks.

    Notes
    -----
    Built like the live genre recogniser of Kozakowski and Michalak (three layers of 256 filters, five frames
    long), with the means and maxima over time of `pooled`. Used in notebook 10, to compare with.
    """
    _checked(num_classes, shape, filters, dropout, ((2, 1),) * len(filters))
    crop, x = _standardised(shape, mean, deviation, mel=False)
    for number, count in enumerate(filters, start=1):
        x = layers.Conv1D(count, 5, padding="same", use_bias=False, name=f"conv_{number}")(x)
        x = batch_normalization(momentum=0.9, name=f"batch_norm_{number}")(x)
        x = layers.ReLU(name=f"relu_{number}")(x)
        x = layers.MaxPooling1D(2, name=f"max_pool_{number}")(x)
    return _over_time(crop, x, num_classes, dropout, "peer")


def mel_bands(coefs, *, lifter=22):
    """Weights that turn MFCCs back into the logarithms of mel bands.

    Parameters
    ----------
    coefs : int > 0
        MFCCs a frame.
    lifter : int, 0 or more
        What python_speech_features weighted the coefficients with; 0: not at all.

    Returns
    -------
    np.ndarray [shape=(coefs, bands), dtype=float32]
        As many bands as coefficients: `mfccs @ mel_bands(26)`.

    Raises
    ------
    ValueError
        If the lifter is so short that it takes a coefficient away.

    Notes
    -----
    An MFCC is a cosine transform of the mel bands (notebook 3), and with as many coefficients as bands
    nothing is lost. Only the first one, which python_speech_features replaces by the frame's energy, is not
    what it was. With fewer coefficients the bands are wider.
    """
    weight = 1 + lifter / 2 * np.sin(np.pi * np.arange(coefs) / lifter) if lifter else np.ones(coefs)
    if np.abs(weight).min() < 1e-6:
        raise ValueError(
            f"lifter is {lifter}: it takes one of {coefs} coefficients away; choose a longer one, or 0"
        )
    return (scipy.fft.idct(np.eye(coefs), norm="ortho", axis=1) / weight[:, None]).astype(np.float32)


def _checked(num_classes, shape, filters, dropout, pools):
    """What each block's pooling takes together; an error if something is out of range."""
    if num_classes < 2:
        raise ValueError(f"num_classes is {num_classes}; a choice needs 2 or more")
    if not 1 <= len(filters) <= len(pools):
        raise ValueError(f"filters has {len(filters)} blocks; choose 1 to {max(1, len(pools))}")
    if not 0 <= dropout < 1:
        raise ValueError(f"dropout is {dropout}; choose 0 to below 1")
    if min(shape) < 1:
        raise ValueError(f"shape is {tuple(shape)}; a crop has at least one frame and one coefficient")
    fitting = [_fitting(pool, size) for pool, size in zip(pools, _sizes(shape, pools), strict=True)]
    if np.prod([pool[0] for pool in fitting[: len(filters)]]) > shape[0]:
        raise ValueError(
            f"shape is {shape}: a crop of {shape[0]} frames is too short for {len(filters)} blocks"
        )
    return fitting[: len(filters)]


def _standardised(shape, mean, deviation, mel):
    """The entrance of a network, and what comes of it: standardised coefficients, or mel bands."""
    crop = keras.Input(shape, name="mfcc")
    x = layers.Normalization(
        mean=np.broadcast_to(np.float32(mean), shape[1:]),
        variance=np.broadcast_to(np.float32(deviation), shape[1:]) ** 2,
        name="standardise",
    )(crop)
    if mel:
        # The bands of the standardised MFCCs, times the deviation of each: bands of mean 0.
        weights = np.broadcast_to(np.float32(deviation), shape[1:])[:, None] * mel_bands(shape[1])
        weights /= np.linalg.norm(weights, axis=0)
        turn = layers.Dense(shape[1], use_bias=False, trainable=False, name="mel_bands")
        turn.build(x.shape)
        turn.set_weights([weights])
        x = turn(x)
    return crop, x


def _blocks(x, filters, pools):
    """Convolution, batch normalisation, ReLU and max-pooling, for each block."""
    for number, (count, pool) in enumerate(zip(filters, pools, strict=True), start=1):
        # Batch normalisation brings its own offset: the convolution needs none.
        x = layers.Conv2D(count, 3, padding="same", use_bias=False, name=f"conv_{number}")(x)
        x = batch_normalization(momentum=0.9, name=f"batch_norm_{number}")(x)
        x = layers.ReLU(name=f"relu_{number}")(x)
        x = layers.MaxPooling2D(pool, name=f"max_pool_{number}")(x)
    return x


def _mean(x):
    return layers.GlobalAveragePooling1D(keepdims=True, name="mean_of_crop")(x)


def _over_time(crop, x, num_classes, dropout, name):
    """Means and maxima over time, dropout and softmax."""
    both = [layers.GlobalAveragePooling1D(name="mean")(x), layers.GlobalMaxPooling1D(name="maximum")(x)]
    x = layers.Dropout(dropout, name="dropout")(layers.Concatenate(name="mean_and_maximum")(both))
    return keras.Model(crop, layers.Dense(num_classes, activation="softmax", name="softmax")(x), name=name)


def _sizes(shape, pools):
    """Frames and coefficients at the entrance of each block."""
    frames, coefs = shape
    for pool in pools:
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
