"""What a network says of songs, by many crops of each."""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from functools import partial
from importlib import metadata
from pathlib import Path

import numpy as np

from genrekit import models, paths
from genrekit.models import keras
from genrekit.shards import Songs, Store, fill

from .crops import crops_of

#: Songs whose crops are in memory together. Those of one batch are kept together, too.
_SONGS = 64

#: Batches whose songs are in memory together, to be sent to workers that do not see the shards.
_SENT = 16

#: What makes a changed answer.
_CODE = ("models/*.py", "shards/*.py", "training/*.py")


def predict(model, songs, *, crops=8, executor=None, folder=None):
    """How probable each genre is for each song: the mean over crops spread evenly over the song.

    Parameters
    ----------
    model : keras.Model
        A trained network.
    songs : shards.Songs, or sequence of np.ndarray [shape=(frames, coefs)]
        Features.
    crops : int > 0
        Crops a song.
    executor : concurrent.futures.Executor, optional
        Who does the work instead of this process: threads, processes, or the workers of a cluster.
    folder : path-like, optional
        Where answers are kept, so that a second start of the same job asks for none again; with an executor
        the cache if not given. Without both nothing is kept. Answers are named by the network, the crops, the
        songs, the kit's code and the version of TensorFlow.

    Returns
    -------
    probabilities : np.ndarray [shape=(songs, genres), dtype=float32]
        Rows add up to 1.

    Raises
    ------
    ValueError
        If a song is shorter than a crop, or `crops` is not 1 or more; with an executor, if the network has
        other layers than `models.load` takes.
    OSError
        If shards of the songs are gone, or answers cannot be kept.
    RuntimeError
        If songs ended the process that worked on them, or the executor takes no more work (`workers.Lost`).
        What was done before is kept.

    Notes
    -----
    Processes are to be started anew, not forked from one in which TensorFlow has begun: loky's are, and those
    of `ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))`. A worker reads songs from their
    shards; if it does not see these, songs are sent to it. Used in notebook 11.
    """
    if crops < 1:
        raise ValueError(f"crops is {crops}; choose 1 or more")
    frames = model.input_shape[1]
    places = np.linspace(0, 1, crops) if crops > 1 else np.array([0.5])
    songs = Songs.of(songs)
    if len(songs) and songs.lengths.min() < frames:
        raise ValueError(
            f"song {songs.lengths.argmin()} has {songs.lengths.min()} frames, a crop {frames}; leave it out"
        )
    # A few songs at a time: all crops of a large collection need not fit into memory.
    batches = [songs[i : i + _SONGS] for i in range(0, len(songs), _SONGS)]
    if not batches:
        return np.empty((0, model.output_shape[1]), np.float32)
    if executor is None and folder is None:
        return np.concatenate([_judged(model, places, batch) for batch in batches])
    return _kept(model, places, batches, executor, folder)


def _judged(model, places, songs):
    return _said(model, places, _crops(model.input_shape[1], places, songs))


def _crops(frames, places, songs):
    rows = np.repeat(np.arange(len(songs)), len(places))
    return crops_of(songs, rows, frames, np.tile(places, len(songs)))


def _said(model, places, crops):
    each = model.predict(crops, batch_size=64, verbose=0)
    return each.reshape(len(crops) // len(places), len(places), -1).mean(axis=1)


def _kept(model, places, batches, executor, folder):
    """Answers from a folder; what it lacks is asked for and kept."""
    name = _digest(
        json.dumps(model.get_config(), sort_keys=True, default=str),
        places.tobytes(),
        metadata.version("tensorflow"),
        *paths.code(*_CODE),
        *_weights(model),
    )
    # Workers are in folders of their own: a relative one would be another.
    folder = Path(folder or paths.cache_dir() / "predicted").expanduser().resolve()
    store = Store(paths.writable(folder / name), model.output_shape[1])
    keys = [_digest(*(batch.key(row) for row in range(len(batch)))) for batch in batches]
    there, kept = store.read(keys)
    missing = {key: batch for key, batch in zip(keys, batches, strict=True) if key not in there}
    if missing:
        if executor is None:
            work = partial(_judged, model, places)
        else:
            work = partial(_answer, _saved(model), name, places, model.input_shape[1])
        reasons = _asked(store, work, missing, executor)
        if reasons:
            first = min(map(keys.index, reasons))
            rows = f"songs[{first * _SONGS}:{first * _SONGS + len(batches[first])}]"
            raise RuntimeError(
                f"{len(reasons)} batches of songs were not judged; the first, {rows}: {reasons[keys[first]]}"
            )
        there, kept = store.read(keys)
    if len(there) < len(set(keys)):
        raise OSError(f"{store.folder}: was changed while it was in use. Run this again.")
    return np.concatenate([kept[there[key]] for key in keys])


def _asked(store, work, missing, executor):
    """Have batches judged, and kept; of those that were not, the reason by key."""
    how = {"died": _died, "jobs": 1 if executor is None else None, "executor": executor, "together": 1}
    reasons = {outcome.key: outcome.reason for outcome in fill(store, work, missing, **how)}
    unseen = [key for key, reason in reasons.items() if reason == _UNSEEN]
    for first in range(0, len(unseen), _SENT):
        sent = {key: Songs.of(tuple(missing[key])) for key in unseen[first : first + _SENT]}
        reasons |= {outcome.key: outcome.reason for outcome in fill(store, work, sent, **how)}
    return {key: reason for key, reason in reasons.items() if reason}


def _weights(model):
    return [np.ascontiguousarray(weight).tobytes() for weight in model.get_weights()]


def _digest(*parts):
    digest = hashlib.sha256(keras.__version__.encode())
    for part in parts:
        digest.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:24]


def _died(songs):
    return f"their process ended, as too little memory does ({len(songs)} songs)"


def _saved(model):
    """The file of a network, as bytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.keras"
        model.save(file)
        if fault := models.fault(file):
            raise ValueError(f"model: {fault}, so that no worker loads it; leave out executor")
        return file.read_bytes()


#: What a worker says that does not see the shards.
_UNSEEN = "its songs lie where this worker sees nothing"

#: The networks that a worker has read. Each thread has its own: Keras promises nothing else.
_LOADED = threading.local()


def _answer(saved, name, places, frames, songs):
    try:
        crops = _crops(frames, places, songs)
    except OSError:
        return _UNSEEN
    if getattr(_LOADED, "name", None) != name:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "model.keras"
            file.write_bytes(saved)
            _LOADED.model, _LOADED.name = models.load(file), name
    return _said(_LOADED.model, places, crops)
