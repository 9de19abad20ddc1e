"""Networks are taught once and read back, and taught anew when anything that shapes them is another."""

from dataclasses import replace
from importlib import metadata

import numpy as np
import pandas as pd
import pytest
from test_house import PACKAGE, imports

from genrekit import best, kept, paths, training
from genrekit.best import ensemble
from genrekit.models import keras

RNG = np.random.default_rng(0)
SONGS = [RNG.standard_normal((40, 3)).astype(np.float32) for _ in range(6)]
LABELS = np.arange(6) % 2
calls = []


def teach(songs, labels, settings=None, *, num_classes, seed=0, progress=True):
    """Stands in for a training: other weights each time it is called."""
    calls.append(seed)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(num_classes)])
    model.layers[0].set_weights([np.full((3, num_classes), len(calls) + 1 / 3), np.zeros(num_classes)])
    return model, pd.DataFrame({"loss": [1 / 3, 0.1 + 0.2]}).rename_axis("epoch")


def weight(songs=SONGS, labels=LABELS, *given, **settings):
    model, _ = kept.network(teach, songs, labels, *given, **{"num_classes": 2} | settings)
    return model.get_weights()[0][0, 0]


@pytest.fixture(autouse=True)
def nothing_was_taught():
    calls.clear()


def test_the_same_is_taught_once(home):
    model, history = kept.network(teach, SONGS, LABELS, num_classes=2)
    again, same = kept.network(teach, np.stack(SONGS), LABELS.copy(), num_classes=2, seed=0, progress=False)
    assert len(calls) == 2, "an array of all songs is another argument than a list of them"
    again, same = kept.network(teach, list(SONGS), LABELS.copy(), num_classes=2, seed=0, progress=False)
    assert len(calls) == 2
    np.testing.assert_array_equal(again.get_weights()[0], model.get_weights()[0])
    pd.testing.assert_frame_equal(same, history)
    assert (home / "cache" / "networks").is_dir()


def test_whatever_is_another_is_taught_anew(monkeypatch, tmp_path):
    weight()
    louder = [*SONGS[:-1], SONGS[-1] + np.float32(1e-6)]
    for songs in (louder, SONGS[:-1], SONGS[::-1]):
        weight(songs, LABELS[: len(songs)])
    weight(labels=1 - LABELS)
    weight(seed=1)
    weight(num_classes=3)
    weight(SONGS, LABELS, best.Settings(epochs=41))
    assert len(calls) == 8
    weight(SONGS, LABELS, replace(best.Settings(), epochs=41))
    assert len(calls) == 8
    monkeypatch.setattr(kept, "_CODE", kept._CODE[1:])
    weight()
    monkeypatch.setattr(metadata, "version", lambda name: "0")
    weight()
    assert len(calls) == 10


@pytest.mark.parametrize("damage", ["gone", "half", "no history"])
def test_what_is_spoilt_is_taught_again_and_kept(home, damage):
    weight()
    [folder] = (home / "cache" / "networks").iterdir()
    file = folder / ("history.csv" if damage == "no history" else "model.keras")
    file.write_bytes(file.read_bytes()[:100]) if damage == "half" else file.unlink()
    assert weight() == weight()
    assert len(calls) == 2


def test_a_training_that_fails_leaves_nothing(home):
    def broken(songs, labels):
        raise ValueError("songs is empty")

    with pytest.raises(ValueError, match="songs is empty"):
        kept.network(broken, [], [])
    assert not list((home / "cache" / "networks").iterdir())


def test_a_full_disk_is_told(monkeypatch):
    def full(folder):
        raise paths.DiskError(28, f"{folder}: the disk is full")

    monkeypatch.setattr(paths, "writable", full)
    with pytest.raises(OSError, match="the disk is full"):
        weight()
    assert not calls, "told before it was waited for"


def test_the_code_that_shapes_a_network_is_in_its_name():
    named = {path for name in kept._CODE for path in PACKAGE.glob(name)}
    waiting = [PACKAGE / "training" / "crops.py", PACKAGE / "best" / "networks.py"]
    while waiting:
        path = waiting.pop()
        assert path in named, path.name
        package = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts[:-1])
        for name, _ in imports(path.read_text(encoding="utf-8"), package):
            place = PACKAGE.parent.joinpath(*name.split("."))
            found = {file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()}
            # Names of genres make no number; `best` hands on what its files hold.
            found -= {PACKAGE / "__init__.py", PACKAGE / "genres.py", PACKAGE / "best" / "__init__.py"}
            waiting += found - named


@pytest.mark.slow
def test_real_networks_answer_the_same_when_read_back(monkeypatch):
    songs = [RNG.standard_normal((100, 26)).astype(np.float32) for _ in range(8)]
    labels = np.arange(8) % 2
    settings = best.Settings(frames=80, epochs=1)
    taught = []

    def learn(*given, **how):
        taught.append(1)
        return best.learn(*given, **how)

    for network in ("pooled", "flat", "peer"):
        own = replace(settings, network=network, mel=network == "pooled", weight_average=0.5)
        said = [
            training.predict(kept.network(best.learn, songs, labels, own, num_classes=2)[0], songs)
            for _ in range(2)
        ]
        np.testing.assert_array_equal(*said)
    monkeypatch.setattr(ensemble, "learn", learn)
    how = {"pooled": 1, "peers": 1, "settings": settings, "progress": False}
    fresh = best.fit(songs, labels, **how).predict(songs)
    first = best.fit(songs, labels, keep=True, **how).predict(songs)
    assert len(taught) == 4
    again = best.fit(songs, labels, keep=True, **how).predict(songs)
    assert len(taught) == 4
    np.testing.assert_array_equal(first, again)
    np.testing.assert_allclose(first, fresh, atol=1e-6)
