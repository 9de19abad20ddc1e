"""Networks are taught once and read back, and taught anew when anything that shapes them is another."""

import functools
from dataclasses import replace
from importlib import metadata

import numpy as np
import pandas as pd
import pytest
from test_house import PACKAGE, imports

from genrekit import best, experiments, kept, paths, training
from genrekit.best import ensemble
from genrekit.models import keras
from genrekit.shards import Songs, Store
from genrekit.training import prediction

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


#: It stands in for one of the kit's: only these are kept.
teach.__module__ = best.__name__


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


def test_the_same_songs_in_other_shards_are_the_same(tmp_path):
    store = Store(tmp_path, 3)
    named = {f"song {number}": song for number, song in enumerate(SONGS)}

    def songs():
        places, found = store.read(named)
        return Songs.of(found)[np.array([places[key] for key in named])]

    store.write(named)
    how = {"num_classes": 2, "settings": (songs(), LABELS)}
    weight(songs(), **how)
    for file in tmp_path.iterdir():
        file.unlink()
    for part in (list(named)[3:], list(named)[:3]):
        store.write({key: named[key] for key in part})
    weight(songs(), **how | {"settings": (songs(), LABELS)})
    assert len(calls) == 1
    weight(songs()[np.arange(6)[::-1]], **how)
    weight(songs(), **how | {"settings": (songs()[np.arange(5)], LABELS)})
    assert len(calls) == 3


def test_a_function_whose_code_may_change_unseen_is_refused():
    def mine(songs, labels):
        """A student's."""

    with pytest.raises(ValueError, match=r"^learn is .*mine.*; give training.fit or best.learn, or call it"):
        kept.network(mine, SONGS, LABELS)


def test_what_another_process_has_finished_meanwhile_stays(monkeypatch):
    theirs = []

    @functools.wraps(teach)
    def slow(*given, **settings):
        if not theirs:
            theirs.append(None)
            theirs[0] = kept.network(slow, *given, **settings)[0].get_weights()[0][0, 0]
        return teach(*given, **settings)

    kept.network(slow, SONGS, LABELS, num_classes=2)
    assert weight() == theirs[0]
    assert len(calls) == 2


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

    broken.__module__ = best.__name__

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


#: They make no number of a network, and what they import makes none: names of genres, where things lie, and
#: who does the work. `best` hands on what its files hold.
NO_NUMBERS = {"genres.py", "paths.py", "workers.py", "audio/__init__.py", "best/__init__.py"}


def behind(*names):
    """The files of the kit that these import, and those that these import, and so on."""
    # Not every disk tells `Songs.py` from `songs.py`.
    files = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    found, waiting = set(), set(names)
    while waiting:
        found.add(name := waiting.pop())
        package = ".".join(("genrekit", *name.split("/")[:-1]))
        for imported, _ in imports((PACKAGE / name).read_text(encoding="utf-8"), package):
            parts = imported.split(".")[1:] if imported.startswith("genrekit.") else []
            for end in range(1, len(parts) + 1):
                place = "/".join(parts[:end])
                waiting |= {f"{place}.py", f"{place}/__init__.py"} & files
        waiting -= found | NO_NUMBERS
    return found


@pytest.mark.parametrize(
    ("code", "begin"),
    [
        (kept._CODE, ("training/crops.py", "training/fitting.py", "best/networks.py")),
        (prediction._CODE, ("training/prediction.py",)),
        (experiments.runs._CODE, ("training/__init__.py", "features/__init__.py")),
    ],
    ids=["kept", "prediction", "runs"],
)
def test_the_code_that_shapes_a_network_is_in_its_name(code, begin):
    named = {path.relative_to(PACKAGE).as_posix() for name in code for path in PACKAGE.glob(name)}
    assert "shards/songs.py" in behind(*begin), "what a package hands on is followed"
    assert behind(*begin) <= named, behind(*begin) - named


@pytest.mark.slow
@pytest.mark.usefixtures("step_by_step")
def test_real_networks_answer_the_same_when_read_back(monkeypatch):
    songs = [RNG.standard_normal((100, 26)).astype(np.float32) for _ in range(8)]
    labels = np.arange(8) % 2
    settings = best.Settings(frames=80, epochs=1)
    taught = []

    @functools.wraps(best.learn)
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
