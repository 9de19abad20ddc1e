"""What the tests share: a home of their own, tones, and small folders of songs."""

from __future__ import annotations

import gc
import warnings

import numpy as np
import pytest
import soundfile
from nbval.plugin import IPyNbCell

from genrekit.audio import SR


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Cells of notebooks count as slow: `make test` runs them beside the slow tests."""
    for item in items:
        if isinstance(item, IPyNbCell):
            item.add_marker("slow")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Thousands of tests stay to the end: the garbage collector need not search them again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """A fresh cache and results folder: no test sees another's, or the user's."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("GENREKIT_HOME", str(folder))
    return folder


def tone(hz=440.0, seconds=1.0, sr=SR, level=0.5):
    t = np.arange(round(seconds * sr)) / sr
    return (level * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def make_folder(root, genres=("low", "mid", "high"), songs=5, seconds=6.0):
    """One folder per genre; songs are noisy tones, low to high, so that a network can tell them apart."""
    rng = np.random.default_rng(0)
    for number, genre in enumerate(genres):
        (root / genre).mkdir(parents=True)
        for song in range(songs):
            y = tone(200 * 3**number * (1 + 0.02 * song), seconds) + 0.01 * rng.standard_normal(
                round(seconds * SR)
            )
            soundfile.write(root / genre / f"{genre}.{song:05d}.wav", y, SR)
    return root


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path / "songs")


@pytest.fixture
def step_by_step():
    """Networks work step by step: to compile one takes two seconds, and it is shown a handful of songs."""
    # Keras comes first: it sets how TensorFlow starts.
    from genrekit.models import keras  # noqa: F401, I001
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Even though the `tf.config.experimental_run_functions_eagerly`")
        yield
    tf.config.run_functions_eagerly(False)
