"""One network, and how it learns: every trick of notebook 10 is a setting here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from genrekit import augmentation, models, training
from genrekit.models import keras


@dataclass(frozen=True)
class Settings:
    """What a network is like, and how it is taught. The defaults are those of the recipe.

    Attributes
    ----------
    network : {"pooled", "flat", "peer"}
        `models.pooled`; the course's `models.cnn`; or `models.peer`, along time only.
    mel : bool
        Mel bands in place of MFCCs ("pooled" only).
    deltas : bool
        Steps from frame to frame as a second channel ("pooled" only).
    centred : float, 0 to 1
        Share of each crop's own mean that is taken off ("pooled" only).
    frames : int > 0
        Length of a crop.
    crops : int > 0
        Crops that are averaged to judge a song.
    epochs, batch_size : int > 0
        Times that every song is seen; crops a step.
    learning_rate : float > 0
        Of AdamW at the start; it falls to zero along half a cosine.
    weight_decay : float, 0 or more
        Share, times the learning rate, that each step takes off every weight.
    equaliser, gain : float, 0 or more
        Width of random shifts, see `augmentation.equalised` and `augmentation.louder`.
    masks : bool
        Hide stretches of time and coefficients, see `augmentation.masked`.
    mixup : float, 0 or more
        See `augmentation.mixed`; 0: crops are left alone.
    label_smoothing : float, 0 to below 1
        Share of each target that is spread over all genres.
    weight_average : float, 0 to below 1
        Momentum of a running mean of the weights, which is kept in the end instead of the last ones; 0: none.
    """

    network: str = "pooled"
    mel: bool = True
    deltas: bool = False
    centred: float = 0.0
    frames: int = 124
    crops: int = 8
    epochs: int = 40
    batch_size: int = 32
    learning_rate: float = 0.002
    weight_decay: float = 0.001
    equaliser: float = 0.3
    gain: float = 0.0
    masks: bool = False
    mixup: float = 0.0
    label_smoothing: float = 0.1
    weight_average: float = 0.0

    def __post_init__(self):
        if self.network not in _BUILD:
            raise ValueError(f"network is {self.network!r}; choose from {', '.join(_BUILD)}")
        for name in ("frames", "crops", "epochs", "batch_size"):
            value = getattr(self, name)
            if not isinstance(value, (int, np.integer)) or value < 1:
                raise ValueError(f"{name} is {value!r}; choose a whole number, 1 or more")
        for name in ("weight_decay", "equaliser", "gain", "mixup"):
            if not 0 <= getattr(self, name) < np.inf:
                raise ValueError(f"{name} is {getattr(self, name)}; choose 0 or more")
        for name in ("label_smoothing", "weight_average"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; choose 0 to below 1")
        if not 0 < self.learning_rate < np.inf:
            raise ValueError(f"learning_rate is {self.learning_rate}; choose more than 0, such as 0.002")


def _pooled(settings, *arguments, **standard):
    options = {"mel": settings.mel, "deltas": settings.deltas, "centred": settings.centred}
    return models.pooled(*arguments, **standard, **options)


_BUILD = {
    "pooled": _pooled,
    "flat": lambda settings, *arguments, **standard: models.cnn(*arguments, **standard),
    "peer": lambda settings, *arguments, **standard: models.peer(*arguments, **standard),
}


def learn(songs, labels, settings=None, *, num_classes, valid=None, seed=0, progress=True):
    """Train one network.

    Parameters
    ----------
    songs : sequence of np.ndarray [shape=(frames, coefs)], or np.ndarray [shape=(songs, frames, coefs)]
        Features to learn from.
    labels : np.ndarray [shape=(songs,)]
        Integer labels, 0 to `num_classes` - 1.
    settings : Settings, optional
        The defaults if not given.
    num_classes : int >= 2
        Genres.
    valid : (songs, labels), optional
        Songs to watch after every epoch. Nothing is learned from them.
    seed : int >= 0
        Of the first weights, the crops, their augmentation and the dropout.
    progress : bool
        Show a progress bar.

    Returns
    -------
    model : keras.Model
        For `training.predict`.
    history : pd.DataFrame
        A row an epoch, see `training.teach`.

    Raises
    ------
    ValueError
        If there are no songs, one is shorter than a crop, or the labels do not fit.
    """
    settings = settings or Settings()
    labels = training.checked(
        songs,
        labels,
        num_classes,
        frames=settings.frames,
        epochs=settings.epochs,
        batch_size=settings.batch_size,
    )
    keras.utils.set_random_seed(seed)
    mean, deviation = training.mean_and_deviation(songs)
    shape = (settings.frames, len(mean))
    model = _BUILD[settings.network](settings, num_classes, shape, mean=mean, deviation=deviation)
    crops = training.RandomCrops(
        songs,
        labels,
        settings.frames,
        batch_size=settings.batch_size,
        seed=seed,
        change=_change(settings, mean, deviation, num_classes),
    )
    average = {"use_ema": True, "ema_momentum": settings.weight_average} if settings.weight_average else {}
    optimizer = keras.optimizers.AdamW(
        keras.optimizers.schedules.CosineDecay(settings.learning_rate, settings.epochs * len(crops)),
        weight_decay=settings.weight_decay,
        **average,
    )
    watched = None
    if valid is not None and len(valid[0]):
        watched = valid[0], np.eye(num_classes, dtype=np.float32)[np.asarray(valid[1])]
    history = training.teach(
        model,
        crops,
        optimizer=optimizer,
        loss="categorical_crossentropy",
        epochs=settings.epochs,
        valid=watched,
        progress=progress,
    )
    return model, history


def _change(settings, mean, deviation, num_classes):
    """What happens to each batch before it is learnt from."""
    mean, deviation = np.float32(mean), np.float32(deviation)

    def change(crops, labels, rng):
        crops = (crops - mean) / deviation
        targets = np.eye(num_classes, dtype=np.float32)[labels]
        if settings.equaliser:
            crops = augmentation.equalised(crops, rng, width=settings.equaliser)
        if settings.gain:
            crops = augmentation.louder(crops, rng, width=settings.gain)
        if settings.masks:
            crops = augmentation.masked(crops, rng)
        if settings.mixup:
            crops, targets = augmentation.mixed(crops, targets, rng, alpha=settings.mixup)
        smooth = settings.label_smoothing
        return crops * deviation + mean, targets * (1 - smooth) + np.float32(smooth / num_classes)

    return change
