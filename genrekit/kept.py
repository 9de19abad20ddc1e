"""Networks that were taught once and are read back: the same songs and settings give the same network."""

from __future__ import annotations

import inspect
import platform
import shutil
from importlib import metadata

import joblib
import pandas as pd

from genrekit import models, paths
from genrekit.shards import Songs

_CODE = ("kept.py", "models/*.py", "shards/*.py", "training/*.py", "augmentation.py", "best/networks.py")


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
        If `learn` is not of the kit, or cannot work with what it is given.
    OSError
        If the cache cannot be written to.

    Notes
    -----
    What is kept is named by all that shapes it: every argument (songs by their features; not `progress`),
    the code of the networks and of their training, and the versions of the libraries. It lies in the cache:
    whoever deletes it waits once more. Do not use it where the time of a training is measured. Used in
    notebooks 6 and 8 to 10.
    """
    if learn.__module__.split(".")[0] != "genrekit":
        # A cell may define another function of the same name: it would be given the network of the old one.
        raise ValueError(
            f"learn is {learn!r}, whose code may change unseen; give training.fit or best.learn, "
            "or call it without kept.network"
        )
    folder = paths.writable(paths.cache_dir() / "networks") / _name(learn, *given, **settings)
    found = _read(folder)
    if found:
        return found
    model, history = learn(*given, **settings)
    if _read(folder) is None:  # another process may have finished the same meanwhile
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
    versions = [metadata.version(name) for name in ("tensorflow", "keras", "numpy")]
    content = [
        learn.__module__,
        learn.__qualname__,
        _without_places(dict(bound.arguments)),
        paths.code(*_CODE),
        versions,
        platform.machine(),
    ]
    return joblib.hash(content, hash_name="sha1")


def _without_places(given):
    """What was given, with the keys of songs instead of where in which shards they are."""
    if isinstance(given, Songs):
        return "songs", [given.key(row) for row in range(len(given))]
    if type(given) in (list, tuple):
        return type(given)(map(_without_places, given))
    if type(given) is dict:
        return {name: _without_places(value) for name, value in given.items()}
    return given
