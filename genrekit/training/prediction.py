"""What a network says of songs, by many crops of each."""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from functools import partial
from pathlib import Path

import numpy as np

from genrekit import models, paths
from genrekit.models import keras
from genrekit.shards import Songs, Store, fill

from .crops import crops_of

#: Songs whose crops are in memory together. Those of one batch are kept together, too.
_SONGS = 64


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
        the cache if not given. Without both nothing is kept.

    Returns
    -------
    probabilities : np.ndarray [shape=(songs, genres), dtype=float32]
        Rows add up to 1.

    Raises
    ------
    ValueError
        If a song is shorter than a crop, or `crops` is not 1 or more.
    RuntimeError
        If songs ended the process that worked on them, or the executor takes no more work (`workers.Lost`).
        What was done before is kept.

    Notes
    -----
    Processes are to be started anew, not forked from one in which TensorFlow has begun: loky's are, and those
    of `ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))`. Used in notebook 11.
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
        return np.concatenate([_predicted(model, places, batch) for batch in batches])
    return _kept(model, places, batches, executor, folder)


def _predicted(model, places, songs):
    rows = np.repeat(np.arange(len(songs)), len(places))
    batch = crops_of(songs, rows, model.input_shape[1], np.tile(places, len(songs)))
    each = model.predict(batch, batch_size=64, verbose=0)
    return each.reshape(len(songs), len(places), -1).mean(axis=1)


def _kept(model, places, batches, executor, folder):
    """Answers from a folder; what it lacks is asked for and kept."""
    name = _digest(
        json.dumps(model.get_config(), sort_keys=True, default=str), places.tobytes(), *_weights(model)
    )
    folder = paths.writable(Path(folder or paths.cache_dir() / "predicted") / name)
    store = Store(folder, model.output_shape[1])
    keys = [_digest(*(batch.key(row) for row in range(len(batch)))) for batch in batches]
    there, _ = store.read(keys)
    missing = {key: batch for key, batch in zip(keys, batches, strict=True) if key not in there}
    work = partial(_answer, _saved(model), name, places)
    outcomes = fill(store, work, missing, died=_died, jobs=None if executor else 1, executor=executor)
    trouble = [outcome.reason for outcome in outcomes if outcome.reason]
    if trouble:
        raise RuntimeError(f"{len(trouble)} batches of songs were not judged; the first: {trouble[0]}")
    there, kept = store.read(keys)
    if len(there) < len(set(keys)):
        raise OSError(f"{store.folder}: was changed while it was in use. Run this again.")
    return np.concatenate([kept[there[key]] for key in keys])


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
        return file.read_bytes()


#: The networks that a worker has read. Each thread has its own: Keras promises nothing else.
_LOADED = threading.local()


def _answer(saved, name, places, songs):
    if getattr(_LOADED, "name", None) != name:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "model.keras"
            file.write_bytes(saved)
            _LOADED.model, _LOADED.name = models.load(file), name
    return _predicted(_LOADED.model, places, songs)
