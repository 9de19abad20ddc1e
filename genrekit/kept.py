"""Networks that were taught once and are read back: the same songs and settings give the same network."""

from __future__ import annotations

import hashlib
import inspect
import platform
import shutil
from importlib import metadata
from pathlib import Path

import joblib
import pandas as pd

from genrekit import models, paths

_ROOM = Path(__file__).parent
_CODE = ("kept.py", "models/*.py", "training/*.py", "augmentation.py", "best/networks.py")


def network(learn, *given, **settings):
    """Teach a network, or read it back if the same was taught before.

    Parameters
    ----------
    learn : callable
        `training.fit` or `best.learn`.
    *given, **settings
        What it is called with.

    Returns
    -------
    model : keras.Model
        The network.
    history : pd.DataFrame
        A row an epoch, as `learn` gives it.

    Raises
    ------
    ValueError
        If `learn` cannot work with what it is given.
    OSError
        If the cache cannot be written to.

    Notes
    -----
    What is kept is named by all that shapes it: every argument (songs by their features; not `progress`),
    the code of the networks and of their training, and the versions of the libraries. It lies in the cache:
    whoever deletes it waits once more. Do not use it where the time of a training is measured. Used in
    notebooks 6 and 8 to 10.
    """
    folder = paths.writable(paths.cache_dir() / "networks") / _name(learn, *given, **settings)
    found = _read(folder)
    if found:
        return found
    model, history = learn(*given, **settings)
    shutil.rmtree(folder, ignore_errors=True)
    with paths.written_whole(folder) as unfinished:
        unfinished.mkdir()
        model.save(unfinished / "model.keras")
        history.to_csv(unfinished / "history.csv")
    return model, history


def _read(folder):
    """The network and its history; None if they are not there, or a power cut has spoilt them."""
    try:
        return models.load(folder / "model.keras"), pd.read_csv(folder / "history.csv", index_col="epoch")
    except (OSError, ValueError):
        return None


def _name(learn, *given, **settings):
    bound = inspect.signature(learn).bind(*given, **settings)
    bound.apply_defaults()
    bound.arguments.pop("progress", None)  # shows how far it is, and changes nothing
    code = [
        hashlib.sha256(path.read_bytes()).hexdigest() for name in _CODE for path in sorted(_ROOM.glob(name))
    ]
    versions = [metadata.version(name) for name in ("tensorflow", "keras", "numpy")]
    content = [learn.__module__, learn.__qualname__, bound.arguments, code, versions, platform.machine()]
    return joblib.hash(content, hash_name="sha1")
