"""A network is shown random crops, epoch after epoch."""

from __future__ import annotations

import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from genrekit import models
from genrekit.models import keras

from .crops import MiddleCrops, RandomCrops, crop


def fit(
    songs,
    labels,
    *,
    num_classes,
    valid=None,
    frames=256,
    epochs=40,
    batch_size=32,
    learning_rate=0.001,
    filters=models.FILTERS,
    dropout=0.5,
    seed=0,
    progress=True,
):
    """Train the network of the course.

    Parameters
    ----------
    songs : sequence of np.ndarray [shape=(frames, coefs)], or np.ndarray [shape=(songs, frames, coefs)]
        Features to learn from.
    labels : np.ndarray [shape=(songs,)]
        Integer labels, 0 to `num_classes` - 1.
    num_classes : int >= 2
        Genres.
    valid : (songs, labels), optional
        Songs to watch after every epoch. Nothing is learned from them.
    frames : int > 0
        Length of a crop.
    epochs, batch_size : int > 0
        Times that every song is seen; crops a step.
    learning_rate : float > 0
        Of Adam at the start; it falls to zero along half a cosine.
    filters, dropout
        See `models.cnn`.
    seed : int >= 0
        Of the first weights, the crops and the dropout. The same seed gives the same numbers on one machine;
        another processor adds up in another order, and may differ in the last digits and so in a few songs.
    progress : bool
        Show a progress bar.

    Returns
    -------
    model : keras.Model
        The trained network.
    history : pd.DataFrame
        A row an epoch: `loss`, `accuracy`, and with `valid` also `val_loss`, `val_accuracy`.

    Raises
    ------
    ValueError
        If there are no songs, one is shorter than a crop, the labels do not fit, or a parameter is out of
        range.
    """
    if not learning_rate > 0:
        raise ValueError(f"learning_rate is {learning_rate}; choose more than 0, such as 0.001")
    labels = checked(songs, labels, num_classes, epochs=epochs, batch_size=batch_size, frames=frames)
    keras.utils.set_random_seed(seed)
    mean, deviation = mean_and_deviation(songs)
    model = models.cnn(
        num_classes,
        (frames, len(mean)),
        mean=mean,
        deviation=deviation,
        filters=filters,
        dropout=dropout,
    )
    crops = RandomCrops(songs, labels, frames, batch_size=batch_size, seed=seed)
    optimizer = keras.optimizers.Adam(
        keras.optimizers.schedules.CosineDecay(learning_rate, epochs * len(crops))
    )
    loss = "sparse_categorical_crossentropy"
    history = teach(
        model, crops, optimizer=optimizer, loss=loss, epochs=epochs, valid=valid, progress=progress
    )
    return model, history


def teach(model, crops, *, optimizer, loss, epochs, valid=None, progress=True):
    """Show a network all crops, epoch after epoch.

    Parameters
    ----------
    model : keras.Model
        Takes (crops, frames, coefs), gives (crops, genres) probabilities.
    crops : RandomCrops
        What to learn from.
    optimizer : keras.optimizers.Optimizer
    loss : str
        As Keras calls it; it must fit the targets of `crops`.
    epochs : int > 0
        Times that every song is seen.
    valid : (songs, targets), optional
        Songs to watch after every epoch. Nothing is learned from them.
    progress : bool
        Show a progress bar.

    Returns
    -------
    pd.DataFrame
        A row an epoch: `loss`, `accuracy`, and with `valid` also `val_loss`, `val_accuracy`.
    """
    # Else Keras makes the optimizer's variables within its first step, which takes ten times as long.
    optimizer.build(model.trainable_variables)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    watched = None
    if valid is not None and len(valid[0]):
        watched = MiddleCrops(*valid, crops.frames, crops.batch_size)
    bar = _Progress(epochs) if progress else None
    history = model.fit(
        crops,
        epochs=epochs,
        validation_data=watched,
        shuffle=False,
        verbose=0,
        callbacks=[bar] if bar else [],
    )
    return pd.DataFrame(history.history).rename_axis("epoch")


def mean_and_deviation(songs):
    """Of every coefficient, over all frames of all songs.

    Parameters
    ----------
    songs : sequence of np.ndarray [shape=(frames, coefs)]
        Features.

    Returns
    -------
    mean, deviation : np.ndarray [shape=(coefs,)]
        A coefficient that never changes has the deviation 1: it is only shifted.
    """
    # Song by song, in double precision: single precision loses its digits over some million frames. As
    # differences from a typical frame: else squares would lose them where the mean is large.
    typical = songs[0].mean(axis=0, dtype=np.float64)
    count = total = squares = 0
    for song in songs:
        away = song - typical
        count += len(away)
        total = total + away.sum(axis=0)
        squares = squares + np.square(away).sum(axis=0)
    mean = typical + total / count
    deviation = np.sqrt(np.maximum(squares / count - np.square(total / count), 0))
    return mean.astype(np.float32), np.where(deviation > 1e-6, deviation, 1).astype(np.float32)


def checked(songs, labels, num_classes, *, frames, **counts):
    """The labels of songs, if all can be learnt from.

    Parameters
    ----------
    songs : sequence of np.ndarray [shape=(frames, coefs)]
        Features.
    labels : np.ndarray [shape=(songs,)]
        Integer labels.
    num_classes : int
        Labels run from 0 to below this.
    frames : int
        Length of a crop.
    **counts : int
        Other numbers that must be 1 or more.

    Returns
    -------
    np.ndarray [shape=(songs,)]

    Raises
    ------
    ValueError
        If there are no songs, one is shorter than a crop, has other coefficients or holds NaN, the labels do
        not fit, or a number is below 1.
    """
    for name, value in {**counts, "frames": frames}.items():
        if value < 1:
            raise ValueError(f"{name} is {value}; choose 1 or more")
    if len(songs) == 0:
        raise ValueError("songs is empty; there is nothing to learn from")
    labels = _checked_labels(labels, len(songs), num_classes)
    shapes = set()
    for number, song in enumerate(songs):
        shapes.add(np.shape(song)[1:])
        if len(shapes) > 1 or np.ndim(song) != 2:
            raise ValueError(
                f"songs have frames of the shapes {sorted(shapes)}; give the same coefficients for all"
            )
        crop(song, frames, 0)
        if not np.isfinite(song).all():
            raise ValueError(
                f"song {number} holds NaN or infinity; compute its features again, or leave it out"
            )
    return labels


def _checked_labels(labels, songs, num_classes):
    labels = np.asarray(labels)
    if labels.shape != (songs,):
        raise ValueError(f"labels has the shape {labels.shape} for {songs} songs; give one number a song")
    if not np.issubdtype(labels.dtype, np.integer) or labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError(
            f"labels must be whole numbers from 0 to {num_classes - 1}; for other genres, change num_classes"
        )
    return labels


class _Progress(keras.callbacks.Callback):
    """One bar for the whole training, in terminal and notebook."""

    def __init__(self, epochs):
        super().__init__()
        self._bar = tqdm(total=epochs, desc="training", unit="epoch")

    def on_epoch_end(self, epoch, logs=None):
        shown = {"val_accuracy": "validation", "accuracy": "training"}
        self._bar.set_postfix({shown[key]: f"{logs[key]:.0%}" for key in shown if key in logs})
        self._bar.update()

    def on_train_end(self, logs=None):
        self._bar.close()
