"""A sound made for one filter."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from genrekit.explain.blocks import blocks, layers_on
from genrekit.models import keras


def dream(model, songs, block, number, *, frames=216, steps=60, reach=1.5, seed=0):
    """Features that excite one filter as much as they can and are otherwise as music usually is.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    songs : sequence of np.ndarray [shape=(frames, coefs)]
        Music: what is usual. A few dozen songs are enough.
    block : int
        Which block; 0 is the first.
    number : int
        Which filter of the block.
    frames : int > 0
        How long.
    steps : int > 0
        Steps uphill.
    reach : float > 0
        How much further than usual each component may move, at each speed.
    seed : int >= 0
        Of the noise that it starts from.

    Returns
    -------
    np.ndarray [shape=(frames, coefs), dtype=float32]
        MFCCs: `listen.from_mfcc` makes them a sound.

    Raises
    ------
    ValueError
        If there is no such block or filter, or no song is that long.

    Notes
    -----
    Activation maximisation (Erhan et al. 2009). Without bounds it ends in numbers that no sound has. Here
    the features are a sum of the songs' principal components. Each moves as it does in the songs: at each
    speed (slow swells to fast flutter) no further than `reach` times what is usual. Used in notebook 07.
    """
    known = blocks(model)
    if not -len(known) <= block < len(known):
        raise ValueError(f"block is {block}; choose 0 to {len(known) - 1}")
    if not 0 <= number < known[block].filters:
        raise ValueError(f"number is {number}; choose 0 to {known[block].filters - 1}, a filter of the block")
    music = _Music(songs, frames)
    z = tf.Variable(np.random.default_rng(seed).standard_normal(music.shape), dtype=tf.float32)
    optimizer = keras.optimizers.Adam(0.2)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            goal = -_response(model, music.features(z), known[block].name, number)
        optimizer.apply([tape.gradient(goal, z)], [z])
        z.assign(music.within(z, reach))
    return music.features(z).numpy()


def _response(model, features, name, number):
    """Mean of a filter's map; where ReLU has cut it to zero, a little of what was cut shows the way up."""
    before = None
    for layer, maps in layers_on(model, features[None]):
        if layer.name == name:
            return tf.reduce_mean(maps[..., number]) + 0.05 * tf.reduce_mean(before[..., number])
        before = maps
    raise AssertionError(f"{name} is no layer of the blocks")


class _Music:
    """Turns noise into features whose components move as those of some songs do."""

    def __init__(self, songs, frames):
        windows = [song[i : i + frames] for song in songs for i in range(0, len(song) - frames + 1, frames)]
        if not windows:
            raise ValueError(f"frames is {frames}, but no song is that long; choose fewer")
        windows = np.stack(windows).astype(np.float64)
        self.mean = windows.mean(axis=(0, 1)).astype(np.float32)
        away = windows - self.mean
        _, axes = np.linalg.eigh(np.einsum("wfi,wfj->ij", away, away))
        power = (np.abs(np.fft.rfft(away @ axes, axis=1)) ** 2).mean(axis=0)
        self.axes = axes.T.astype(np.float32)
        # White noise has a power of one a frame at every rate of change.
        self.amplitude = np.sqrt(power / frames).T.astype(np.float32)
        self.shape = (len(axes), frames)

    def within(self, z, reach):
        """The same noise, with no rate of change stronger than `reach` times the usual."""
        rates = tf.signal.rfft(z)
        excess = tf.abs(rates) / (reach * self.shape[1] ** 0.5)
        return tf.signal.irfft(rates / tf.complex(tf.maximum(excess, 1.0), 0.0), [self.shape[1]])

    def features(self, z):
        """Features of noise [shape=(components, frames)]: tensor [shape=(frames, coefs)]."""
        moving = tf.signal.irfft(tf.signal.rfft(z) * tf.complex(self.amplitude, 0.0), [self.shape[1]])
        return self.mean + tf.transpose(moving) @ self.axes
