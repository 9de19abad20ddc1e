"""Experiments: a configuration in, a finished run on disk out, whole or not at all, the same every time."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest
import soundfile
from conftest import make_folder, tone

from genrekit import collection, experiments, paths
from genrekit.audio import SR

pytestmark = pytest.mark.usefixtures("step_by_step")

SMALL = {"epochs": 2, "crop_seconds": 2, "crops": 2, "num_ceps": 13}


@pytest.fixture
def small(folder):
    return experiments.Config(data_dir=str(folder), **SMALL)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A home with one finished run, carried out once; nobody writes into it, or into the songs."""
    home, songs = tmp_path_factory.mktemp("kept"), make_folder(tmp_path_factory.mktemp("tones") / "songs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENREKIT_HOME", str(home))
        experiments.run(data_dir=str(songs), progress=False, **SMALL)
    return home, songs


@pytest.fixture
def done(kept, home):
    """A finished run, in a home that is a test's own: a copy."""
    shutil.copytree(kept[0], home, dirs_exist_ok=True)
    return experiments.find(experiments.Config(data_dir=str(kept[1]), **SMALL))


def test_a_run_is_on_disk_and_can_be_read_again(done, kept):
    names = {path.name for path in done.folder.iterdir()}
    assert names == {
        "config.json",
        "metrics.json",
        "predictions.csv",
        "confusion.csv",
        "history.csv",
        "model.keras",
        "reference.npz",
    }
    assert done.config == experiments.Config(data_dir=str(kept[1]), **SMALL)
    assert done.confusion.to_numpy().sum() == done.metrics["songs"] == len(done.predictions) == 6
    assert done.metrics["accuracy"] == pytest.approx(
        (done.predictions.true == done.predictions.predicted).mean()
    )
    np.testing.assert_allclose(done.predictions[list(done.genres)].sum(axis=1), 1, atol=1e-4)
    assert list(done.history.index) == [0, 1]
    assert done.model().input_shape == (None, 100, 13)


def test_same_configuration_trains_once(done, monkeypatch):
    monkeypatch.setattr(experiments.runs, "_carry_out", None)
    assert experiments.run(done.config, progress=False).folder == done.folder


def test_same_seed_same_numbers_in_another_home(done, tmp_path, monkeypatch):
    monkeypatch.setenv("GENREKIT_HOME", str(tmp_path / "elsewhere"))
    second = experiments.run(done.config, progress=False)
    assert done.folder != second.folder
    assert done.name == second.name
    pd.testing.assert_frame_equal(done.predictions, second.predictions)
    pd.testing.assert_frame_equal(done.history, second.history)


CHANGES = {
    "num_ceps": 12,
    "split": "artist",
    "train": 0.5,
    "crop_seconds": 3,
    "crops": 3,
    "epochs": 3,
    "folds": 3,
    "batch_size": 8,
    "learning_rate": 0.01,
    "dropout": 0.2,
    "seed": 1,
}


def test_every_setting_makes_another_run(small):
    assert set(CHANGES) == {field.name for field in dataclasses.fields(small)} - {
        "data_dir",
        "clips_per_genre",
        "difficulty",
        "artists",
        "lists",
        "fold",  # below
    }
    songs = collection.open_collection(small.data_dir)
    digests = {experiments.name(small, songs).split("-")[-1]}
    for name, value in CHANGES.items():
        digests.add(experiments.name(dataclasses.replace(small, **{name: value}), songs).split("-")[-1])
    folds = [dataclasses.replace(small, folds=3, fold=fold) for fold in (1, 2)]
    names = [experiments.name(config, songs) for config in folds]
    assert "-fold1of3-" in names[0]
    digests |= {name.split("-")[-1] for name in names}
    assert len(digests) == 3 + len(CHANGES)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"folds": 1}, "folds is 1 and fold 0"),
        ({"folds": 3, "fold": 3}, "folds is 3 and fold 3"),
        ({"fold": 1}, "folds is 0 and fold 1"),
        ({"folds": 5, "split": "lists", "data_dir": ".", "lists": "."}, "choose 0 with lists"),
    ],
)
def test_folds_that_make_no_sense(settings, says):
    with pytest.raises(ValueError, match=says):
        experiments.Config(**settings)


def test_with_folds_the_share_plays_no_part():
    assert experiments.Config(folds=4, train=0.3) == experiments.Config(folds=4)


def test_the_network_is_part_of_the_name(small, monkeypatch):
    songs = collection.open_collection(small.data_dir)
    before = experiments.name(small, songs)
    monkeypatch.setattr(experiments.runs, "_CODE", experiments.runs._CODE[:-1])
    assert experiments.name(small, songs) != before


def test_the_table_lists_every_run(done):
    both = [done, experiments.run(done.config, seed=1, progress=False)]
    table = experiments.table()
    assert set(table.index) == {run.name for run in both}
    assert table.seed.tolist() == [run.config.seed for run in sorted(both, key=lambda run: run.name)]
    assert experiments.find(done.config).folder == done.folder
    assert experiments.find(dataclasses.replace(done.config, seed=9)) is None


def test_half_a_run_is_no_run(small, monkeypatch):
    def carry_out_half(config, songs, unfinished, progress):
        unfinished.mkdir()
        (unfinished / "config.json").write_text("{}")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(experiments.runs, "_carry_out", carry_out_half)
        with pytest.raises(KeyboardInterrupt):
            experiments.run(small, progress=False)
    assert list((paths.results_dir() / "runs").iterdir()) == []
    assert len(experiments.table()) == 0
    assert experiments.run(small, progress=False).metrics["songs"] == 6


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill signal")
def test_a_killed_run_leaves_nothing_half_written(small, home, tmp_path):
    many = {**SMALL, "epochs": 5000, "data_dir": small.data_dir}
    code = f"from genrekit import experiments; experiments.run(progress=False, **{many!r})"
    process = subprocess.Popen([sys.executable, "-c", code])
    runs = home / "results" / "runs"
    limit = time.monotonic() + 120
    while not (runs.is_dir() and any(runs.iterdir())) and time.monotonic() < limit:
        time.sleep(0.2)
    time.sleep(2)
    assert process.poll() is None, "the run ended before it could be killed"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert [path.name for path in runs.iterdir() if not path.name.startswith(".")] == []
    assert len(experiments.table()) == 0
    assert list((home / "cache").rglob("*.npy")), "features that were done are kept"


def test_bad_songs_are_named_and_the_others_go_on(small, folder):
    soundfile.write(folder / "low" / "low.00000.wav", np.zeros(6 * SR), SR)
    soundfile.write(folder / "low" / "low.00001.wav", tone(seconds=1), SR)
    (folder / "mid" / "mid.00000.wav").write_text("no sound")
    left_out = experiments.run(small, progress=False).metrics["left_out"]
    assert set(left_out) == {"low.00000", "low.00001", "mid.00000"}
    assert "silent" in left_out["low.00000"]
    assert "shorter than one crop" in left_out["low.00001"]


def test_all_songs_too_short_is_one_line(folder):
    with pytest.raises(ValueError, match=r"no song lasts as long as a crop.*shorter than one crop of 20 s"):
        experiments.run(data_dir=str(folder), **SMALL | {"crop_seconds": 20}, progress=False)


def test_one_genre_left_is_no_experiment(folder):
    for genre in ("low", "mid"):
        for song in range(5):
            soundfile.write(folder / genre / f"{genre}.{song:05d}.wav", tone(seconds=1), SR)
    with pytest.raises(ValueError, match="only high has songs that can be used; 10 were left out"):
        experiments.run(data_dir=str(folder), **SMALL, progress=False)


def test_genres_called_by_years(tmp_path):
    decades = make_folder(tmp_path / "decades", genres=("1980", "1990"), songs=3)
    done = experiments.run(data_dir=str(decades), **SMALL, progress=False)
    assert list(done.confusion.index) == list(done.confusion.columns) == ["1980", "1990"]
    assert set(done.predictions.true) == {"1980", "1990"}


def test_a_damaged_cache_is_mended(done, home):
    spoilt = sorted((home / "cache").rglob("*.npy"))[:2]
    spoilt[0].write_bytes(b"")
    spoilt[1].write_bytes(spoilt[1].read_bytes()[:500])
    again = experiments.run(done.config, seed=5, progress=False)
    assert again.metrics["left_out"] == {}
    assert again.metrics["songs"] == done.metrics["songs"]


def test_two_songs_a_genre_are_enough(tmp_path):
    done = experiments.run(data_dir=str(make_folder(tmp_path / "few", songs=2)), **SMALL, progress=False)
    assert done.metrics["songs"] == 3
    assert "val_accuracy" not in done.history


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("num_ceps", 0),
        ("num_ceps", 27),
        ("num_ceps", "many"),
        ("num_ceps", 18.5),
        ("clips_per_genre", 1),
        ("split", "segment"),
        ("split", ["song"]),
        ("train", 1.0),
        ("crop_seconds", 0.1),
        ("crops", 0),
        ("epochs", 0),
        ("batch_size", 0),
        ("learning_rate", 0),
        ("learning_rate", float("nan")),
        ("dropout", 1.0),
        ("seed", -1),
    ],
)
def test_out_of_range_names_the_parameter(name, value):
    with pytest.raises(ValueError, match=f"^{name} is ") as caught:
        experiments.Config(**{name: value})
    assert "choose" in str(caught.value)


def test_whole_numbers_from_a_command_line_are_the_same_run():
    assert experiments.Config(num_ceps=18.0) == experiments.Config(num_ceps=18)


def test_unwritable_results_say_so(small, tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("GENREKIT_HOME", str(tmp_path / "taken"))
    with pytest.raises(OSError, match="cannot write here"):
        experiments.run(small, progress=False)


def test_a_foreign_folder_among_the_runs_is_passed_over(done):
    (done.folder.parent / "holiday").mkdir()
    (done.folder.parent / "spoilt").mkdir()
    (done.folder.parent / "spoilt" / "config.json").write_text(json.dumps({"num_ceps": 99}))
    assert experiments.table().index.tolist() == [done.name]


# --- published lists, lists of artists, and what a run did not use ---


def write_lists(folder, train=(), valid=(), test=()):
    """Three lists: of each genre of `conftest.make_folder`, songs 0 to 2 to train, 3 and 4 for the others."""
    folder.mkdir(parents=True, exist_ok=True)
    songs = {"train": (0, 1, 2), "valid": (3,), "test": (4,)}
    more = {"train": train, "valid": valid, "test": test}
    for part, numbers in songs.items():
        names = [f"{genre}/{genre}.{song:05d}.au" for song in numbers for genre in ("low", "mid", "high")]
        (folder / f"{part}_filtered.txt").write_text("\n".join([*names, *more[part]]), encoding="utf-8")
    return folder


def by_lists(songs, lists, **settings):
    return experiments.Config(data_dir=str(songs), split="lists", lists=str(lists), **SMALL | settings)


def write_artists(path, artists):
    lines = [
        f"{genre}.{song:05d}.wav,{genre} {artist}"
        for genre in ("low", "mid", "high")
        for song, artist in artists.items()
    ]
    path.write_text("\n".join(["file,artist", *lines]), encoding="utf-8")
    return path


def test_a_run_learns_and_is_tested_as_the_lists_say(folder, tmp_path):
    done = experiments.run(by_lists(folder, write_lists(tmp_path / "lists")), progress=False)
    assert set(done.predictions.index) == {"low.00004", "mid.00004", "high.00004"}
    assert (done.metrics["training_songs"], done.metrics["validation_songs"]) == (9, 3)
    assert done.metrics["not_found"] == {"train": [], "valid": [], "test": []}
    assert done.config.split == "lists"
    assert "-lists-" in done.name
    assert experiments.table().split.tolist() == ["lists"]


def test_what_lists_say_makes_the_run_and_not_where_or_how_they_say_it(folder, tmp_path):
    songs = collection.open_collection(folder)

    def name(lists, **settings):
        return experiments.name(by_lists(folder, lists, **settings), songs)

    first = name(write_lists(tmp_path / "here"))
    assert name(write_lists(tmp_path / "there" / "deeper")) == first
    turned = write_lists(tmp_path / "turned")
    for path in turned.iterdir():
        names = path.read_text(encoding="utf-8").splitlines()
        path.write_bytes("\r\n".join(["# turned round", "", *names[::-1], names[0]]).encode("utf-8-sig"))
    assert name(turned) == first
    assert name(write_lists(tmp_path / "here", test=["low/low.00009.wav"])) != first
    assert name(tmp_path / "there" / "deeper", train=0.3) == first, "lists share out the songs themselves"
    assert name(tmp_path / "there" / "deeper", seed=1) != first
    by_song = experiments.Config(data_dir=str(folder), **SMALL)
    assert experiments.name(by_song, songs) != first


def test_a_list_that_changes_is_another_run(folder, tmp_path):
    lists = write_lists(tmp_path / "lists")
    config = by_lists(folder, lists)
    first = experiments.run(config, progress=False)
    text = (lists / "train_filtered.txt").read_text(encoding="utf-8")
    (lists / "train_filtered.txt").write_text(text.replace("low/low.00002.au", ""), encoding="utf-8")
    assert experiments.find(config) is None
    second = experiments.run(config, progress=False)
    assert (first.metrics["training_songs"], second.metrics["training_songs"]) == (9, 8)


def test_where_the_list_of_artists_lies_makes_no_other_run(folder, tmp_path):
    def name(path, **settings):
        config = experiments.Config(data_dir=str(folder), artists=str(path), **SMALL | settings)
        return experiments.name(config, experiments.collection_of(config))

    one = write_artists(tmp_path / "one.csv", {0: "a", 1: "a", 2: "b", 3: "c", 4: "d"})
    same = write_artists(tmp_path / "same.csv", {0: "a", 1: "a", 2: "b", 3: "c", 4: "d"})
    other = write_artists(tmp_path / "other.csv", {0: "a", 1: "b", 2: "b", 3: "c", 4: "d"})
    assert name(one, split="artist") == name(same, split="artist") != name(other, split="artist")
    assert name(one) == name(other), "split by song, a run does not ask who plays"


def left_out_lines(capsys):
    return [line for line in capsys.readouterr().err.splitlines() if line.startswith("left out: ")]


def test_what_was_left_out_is_told_when_a_run_is_carried_out_and_when_it_is_found(folder, tmp_path, capsys):
    (folder / "low" / "low.00000.wav").write_text("no sound")
    soundfile.write(folder / "mid" / "mid.00003.wav", tone(seconds=1), SR)
    lists = write_lists(tmp_path / "lists", train=["low/gone.wav"], test=["gone too\u202e"])
    config = by_lists(folder, lists)
    with pytest.warns(UserWarning, match="there is no such song"):
        done = experiments.run(config, progress=False)
    first = left_out_lines(capsys)
    again = experiments.run(config, progress=False)
    assert again.folder == done.folder
    assert left_out_lines(capsys) == first
    assert set(done.metrics["left_out"]) == {"low.00000", "mid.00003"}
    assert done.metrics["not_found"] == {
        "train": ["low/gone.wav"],
        "valid": [],
        "test": ["gone too\\u202e"],
    }
    told = dict(line.removeprefix("left out: ").split(": ", 1) for line in first)
    assert len(told) == len(first) == 4, "nothing is told twice"
    assert "low.00000.wav" in told["low.00000"]
    assert told["mid.00003"].startswith("is shorter than one crop")
    assert told["low/gone.wav"].startswith("in the train list, but not in the collection")
    assert told["gone too\\u202e"].startswith("in the test list, but not in the collection")


def test_where_nothing_was_left_out_nothing_is_told(small, capsys):
    for _ in range(2):
        experiments.run(small, progress=False)
        assert left_out_lines(capsys) == []


def test_songs_whose_artist_is_not_known_are_left_out_by_name(folder, tmp_path, capsys):
    artists = write_artists(tmp_path / "who.csv", {0: "a", 1: "b", 3: "c", 4: "d"})
    settings = SMALL | {"data_dir": str(folder), "artists": str(artists), "split": "artist"}
    with pytest.warns(UserWarning, match="the artist is not known"):
        done = experiments.run(progress=False, **settings)
    unknown = [f"{genre}.00002" for genre in ("high", "low", "mid")]
    assert list(done.metrics["left_out"]) == unknown
    assert done.metrics["training_songs"] + done.metrics["validation_songs"] + done.metrics["songs"] == 12
    first = left_out_lines(capsys)
    assert [line.split(": ")[1] for line in first] == unknown
    assert all("the artist is not known" in line for line in first)
    assert experiments.run(progress=False, **settings).folder == done.folder
    assert left_out_lines(capsys) == first


def test_finding_a_run_does_not_wait_for_tensorflow(folder, tmp_path):
    lists = write_lists(tmp_path / "lists", train=["low/gone.wav"])
    with pytest.warns(UserWarning, match="there is no such song"):
        done = experiments.run(by_lists(folder, lists), progress=False)
    settings = SMALL | {"data_dir": str(folder), "split": "lists", "lists": str(lists)}
    code = (
        "import sys\nfrom genrekit import experiments\n"
        f"print(experiments.run(progress=False, **{settings!r}).name)\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == done.name
    assert "left out: low/gone.wav: " in ran.stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"split": "lists", "data_dir": "songs"}, "lists is empty; choose the folder"),
        ({"split": "lists"}, "lists is empty; choose the folder"),
        ({"split": "lists", "lists": "here"}, r"lists is .*here; choose the folder of the songs as data_dir"),
        ({"lists": "here", "data_dir": "songs"}, "lists is .*here; choose the split 'lists' with it"),
        ({"artists": "who.csv"}, r"artists is .*who\.csv; choose the folder of the songs as data_dir"),
    ],
)
def test_places_that_do_not_go_together_say_so_in_one_line(settings, says):
    with pytest.raises(ValueError, match=f"^{says}") as caught:
        experiments.Config(**settings)
    assert "\n" not in str(caught.value)


def test_places_are_found_again_from_another_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = experiments.Config(data_dir="songs", split="lists", lists=2015, artists="who.csv")
    root = tmp_path.resolve()
    assert (config.data_dir, config.lists, config.artists) == (
        str(root / "songs"),
        str(root / "2015"),
        str(root / "who.csv"),
    )
    assert experiments.Config(lists=None, artists=None) == experiments.Config()


@pytest.mark.parametrize("lists", ["gone", "empty"])
def test_lists_that_are_not_there_are_named_before_anything_is_computed(folder, tmp_path, home, lists):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match=rf"^lists .*{lists}: ") as caught:
        experiments.run(by_lists(folder, tmp_path / lists), progress=False)
    assert "\n" not in str(caught.value)
    assert list(home.rglob("*.npy")) == []


def test_a_list_of_artists_needs_songs_of_one_s_own():
    with pytest.raises(ValueError, match=r"artists is who\.csv; choose the folder of the songs"):
        collection.open_collection(artists="who.csv")
