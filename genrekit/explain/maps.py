"""Which frames and coefficients speak for a genre, and a test whether they do."""

from __future__ import annotations

import numpy as np
import pandas as pd
import tensorflow as tf
from scipy import ndimage, special

from genrekit.explain.blocks import blocks
from genrekit.models import keras
from genrekit.training import crop

#: Crops whose gradients are computed at once.
_AT_ONCE = 64


def log_odds(model, crops, labels):
    """How sure a network is of a genre: the logarithm of its probability against that of all others.

    Parameters
    ----------
    model : keras.Model
        A network that ends with a softmax layer.
    crops : np.ndarray [shape=(crops, frames, coefs)]
        Features.
    labels : int or np.ndarray [shape=(crops,)]
        The genre that is asked about.

    Returns
    -------
    np.ndarray [shape=(crops,), dtype=float32]
        ln p / (1 - p): 0 for p = 0.5, 2.2 for 0.9, 4.6 for 0.99. Taken before the softmax, so that it goes
        on to grow where the probability is 1 for all that a computer can tell.
    """
    inner = keras.Model(model.input, model.layers[-1].input)
    labels = np.broadcast_to(labels, len(crops))
    parts = [
        _odds(model, inner(np.asarray(crops[i : i + _AT_ONCE], np.float32)), labels[i : i + _AT_ONCE])
        for i in range(0, len(crops), _AT_ONCE)
    ]
    return np.concatenate(parts) if parts else np.empty(0, np.float32)


def _odds(model, penultimate, labels):
    last = model.layers[-1]
    scores = tf.matmul(penultimate, last.kernel) + last.bias
    chosen = tf.one_hot(labels, scores.shape[1])
    own = tf.reduce_sum(scores * chosen, axis=1)
    return own - tf.reduce_logsumexp(scores - 1e9 * chosen, axis=1)


def grad_cam(model, crops, labels, *, block=-1):
    """Grad-CAM: where the maps of a block that matter for a genre light up.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    crops : np.ndarray [shape=(crops, frames, coefs)]
        Features.
    labels : int or np.ndarray [shape=(crops,)]
        The genre that is asked about.
    block : int
        Which block's maps; -1 is the last.

    Returns
    -------
    np.ndarray [shape=(crops, frames, coefs), dtype=float32]
        Not below 0. The maps of later blocks are coarse, and are drawn out to the size of the crop.

    Notes
    -----
    A filter weighs as much as the mean of the gradient of the genre's `log_odds` over its map; the weighted
    maps are added up, and what speaks against the genre is cut off (Selvaraju et al. 2017). Used in
    notebook 07.
    """
    layer = model.get_layer(blocks(model)[block].name)
    inner = keras.Model(model.input, [layer.output, model.layers[-1].input])
    labels, size = np.broadcast_to(labels, len(crops)), model.input_shape[1:]
    parts = []
    for i in range(0, len(crops), _AT_ONCE):
        with tf.GradientTape() as tape:
            maps, penultimate = inner(np.asarray(crops[i : i + _AT_ONCE], np.float32))
            odds = _odds(model, penultimate, labels[i : i + _AT_ONCE])
        gradient = tape.gradient(odds, maps)
        weights = tf.reduce_mean(gradient, axis=(1, 2), keepdims=True)
        parts.append(tf.image.resize(tf.nn.relu(tf.reduce_sum(weights * maps, -1, keepdims=True)), size))
    return np.concatenate(parts)[..., 0] if parts else np.empty((0, *size), np.float32)


def class_map(model, crops, labels, *, steps=16, blur=(6, 1)):
    """How much each number of a crop speaks for a genre, or against it.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    crops : np.ndarray [shape=(crops, frames, coefs)]
        Features.
    labels : int or np.ndarray [shape=(crops,)]
        The genre that is asked about.
    steps : int > 0
        Stations on the way from the mean of all music to the crop; more are more exact.
    blur : (float, float)
        Frames and coefficients over which neighbours are averaged (standard deviation of a bell), so that an
        eye can follow.

    Returns
    -------
    np.ndarray [shape=(crops, frames, coefs), dtype=float32]
        In units of `log_odds`: positive speaks for the genre. The sum over a crop is what it adds to the log
        odds of the mean of all music, up to a few tenths with 16 steps and the less the more there are.

    Notes
    -----
    Integrated gradients (Sundararajan, Taly, Yan 2017) from the mean of the training songs. That mean is no
    silence to a network, which may well have an opinion of it. On this kit's network they mark better what
    the genre hangs on than Grad-CAM (Selvaraju et al. 2017) on any block, as `deletion` shows, whatever is
    put in place of what is deleted. Used in notebook 07.
    """
    inner = keras.Model(model.input, model.layers[-1].input)
    mean, labels = music_mean(model), np.broadcast_to(labels, len(crops))
    parts = [np.empty((0, *model.input_shape[1:]), np.float32)]
    for i in range(0, len(crops), _AT_ONCE):
        away = np.asarray(crops[i : i + _AT_ONCE], np.float32) - mean
        total = np.zeros_like(away)
        for place in (np.arange(steps) + 0.5) / steps:
            x = tf.convert_to_tensor(mean + np.float32(place) * away)
            with tf.GradientTape() as tape:
                tape.watch(x)
                odds = _odds(model, inner(x), labels[i : i + _AT_ONCE])
            total += tape.gradient(odds, x).numpy()
        parts.append(away * total / steps)
    return ndimage.gaussian_filter(np.concatenate(parts), (0, *blur))


def music_mean(model):
    """The mean of the training songs that a network has been given: np.ndarray [shape=(coefs,)]."""
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            return np.asarray(layer.mean, np.float32).reshape(-1)[-model.input_shape[2] :]
    return np.zeros(model.input_shape[2], np.float32)


def song_map(model, song, label, *, steps=16, overlap=4, blur=(6, 1)):
    """How much each moment and coefficient of a whole song speaks for a genre.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    song : np.ndarray [shape=(frames, coefs)]
        Features.
    label : int
        The genre that is asked about.
    steps, blur
        As for `class_map`.
    overlap : int > 0
        How many crops see a frame; their maps are averaged. Fewer see the ends of the song, which count as
        much less.

    Returns
    -------
    np.ndarray [shape=(frames, coefs), dtype=float32]

    Raises
    ------
    ValueError
        If the song is shorter than a crop.
    """
    frames = model.input_shape[1]
    starts, crops = _crops_along(song, frames, max(1, frames // overlap))
    total, seen = np.zeros(song.shape, np.float32), np.zeros((len(song), 1), np.float32)
    for start, part in zip(starts, class_map(model, crops, label, steps=steps, blur=blur), strict=True):
        total[start : start + frames] += part
        seen[start : start + frames] += 1
    return total / seen.max()


def _crops_along(song, frames, step):
    """The first frames of crops that lie a step apart, the last at the end of the song, and the crops."""
    last = len(song) - frames
    starts = np.array([*range(0, last, step), max(last, 0)])
    return starts, np.stack([crop(song, frames, start / max(last, 1)) for start in starts])


def top_share(maps, share):
    """The numbers of each map that are among its highest.

    Parameters
    ----------
    maps : np.ndarray [shape=(crops, frames, coefs)]
        As `class_map` or `grad_cam` gives them.
    share : float, 0 to 1
        Which share of each crop.

    Returns
    -------
    np.ndarray [shape=(crops, frames, coefs), dtype=bool]
    """
    flat = maps.reshape(len(maps), -1)
    count = round(share * flat.shape[1])
    marked = np.zeros(flat.shape, bool)
    order = np.argsort(-flat, axis=1, kind="stable")[:, :count]
    np.put_along_axis(marked, order, True, axis=1)
    return marked.reshape(maps.shape)


def delete(model, crops, marked, *, instead=None):
    """Crops in which what is marked is replaced.

    Parameters
    ----------
    model : keras.Model
        Whose training songs' mean is taken.
    crops : np.ndarray [shape=(crops, frames, coefs)]
        Features.
    marked : np.ndarray [shape=(crops, frames, coefs), dtype=bool]
        What is deleted.
    instead : np.ndarray [shape=(crops, frames, coefs)], optional
        What is put there, other crops for example; the mean of all music if not given.

    Returns
    -------
    np.ndarray [shape=(crops, frames, coefs), dtype=float32]
    """
    return np.where(marked, music_mean(model) if instead is None else instead, crops).astype(np.float32)


def deletion(model, crops, labels, maps, *, share=0.1, instead=None, seed=0):
    """What the genre loses when the places that a map marks are deleted, or as many elsewhere.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    crops : np.ndarray [shape=(crops, frames, coefs)]
        Features.
    labels : int or np.ndarray [shape=(crops,)]
        The genre that is asked about.
    maps : np.ndarray [shape=(crops, frames, coefs)]
        As `class_map` or `grad_cam` gives them.
    share : float, 0 to 1
        How much of a crop is deleted.
    instead : np.ndarray [shape=(crops, frames, coefs)], optional
        What is put there; the mean of all music if not given.
    seed : int >= 0
        Of where elsewhere is.

    Returns
    -------
    pd.DataFrame
        A row a crop; log odds lost by deleting what is `marked`, the same shapes moved to another `time`, and
        blots at random `anywhere`, all of the same size.

    Notes
    -----
    After Samek et al. (2017). A crop with holes is no music: what a network says of it has to be taken with a
    grain of salt, and compared, as here, with as many holes elsewhere (Hooker et al. 2019).
    """
    rng = np.random.default_rng(seed)
    marked, frames = top_share(maps, share), crops.shape[1]
    moved = [np.roll(mask, rng.integers(frames // 4, 3 * frames // 4), axis=0) for mask in marked]
    noise = ndimage.gaussian_filter(rng.standard_normal(crops.shape), (0, 10, 2))
    before = log_odds(model, crops, labels)
    masks = {"marked": marked, "time": np.stack(moved), "anywhere": top_share(noise, share)}
    return pd.DataFrame(
        {
            name: before - log_odds(model, delete(model, crops, mask, instead=instead), labels)
            for name, mask in masks.items()
        }
    )


def occlusion(model, song, label, *, frames=50, step=None, of="log odds"):
    """What a genre loses when one stretch of a song after the other is deleted.

    Parameters
    ----------
    model : keras.Model
        A network such as `models.cnn`.
    song : np.ndarray [shape=(frames, coefs)]
        Features, of a crop or of a whole song.
    label : int
        The genre that is asked about.
    frames : int > 0
        Length of a stretch.
    step : int > 0, optional
        Frames from one stretch to the next; a whole stretch if not given. What is left at the end is not
        tried.
    of : {"log odds", "probability"}
        What is lost: the answer for a song is a mean of probabilities, to which a crop that was never of the
        genre has little to lose.

    Returns
    -------
    np.ndarray [shape=(stretches,)]
        The mean loss over the crops of the song, which overlap by half; negative where deleting helps. At
        the ends of a song, fewer crops hold a stretch, and less can be lost.

    Raises
    ------
    ValueError
        If the song is shorter than a crop or than a stretch, or `of` is something else.

    Notes
    -----
    Zeiler and Fergus (2014), along time. The plainest map: it asks the network itself. It overlooks what is
    said twice, since deleting either alone costs nothing. Used in notebooks 07 and 08.
    """
    if of not in ("log odds", "probability"):
        raise ValueError(f"of is {of!r}; choose 'log odds' or 'probability'")
    if len(song) < frames:
        raise ValueError(f"a song has {len(song)} frames, a stretch {frames}; choose shorter stretches")
    length = model.input_shape[1]
    starts, crops = _crops_along(song, length, length // 2)
    stretches = np.arange(0, len(song) - frames + 1, step or frames)
    # Only the crops that hold some of a stretch have to be asked again.
    which, place = np.nonzero((starts < stretches[:, None] + frames) & (stretches[:, None] < starts + length))
    scale = special.expit if of == "probability" else np.asarray
    lost, before = np.zeros(len(stretches)), scale(log_odds(model, crops, label))
    for i in range(0, len(which), 512):
        some, held = which[i : i + 512], place[i : i + 512]
        at = starts[held, None] + np.arange(length)
        inside = (at >= stretches[some, None]) & (at < stretches[some, None] + frames)
        without = delete(model, crops[held], inside[..., None])
        np.add.at(lost, some, before[held] - scale(log_odds(model, without, label)))
    return lost / len(starts)
