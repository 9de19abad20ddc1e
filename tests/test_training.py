"""Training: crops, over-fitting ten clips, the same numbers for the same seed, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from genrekit import training
from genrekit.models import keras, layers

SMALL = {"frames": 72, "filters": (4, 4), "progress": False}


def songs(count=10, classes=2, coefs=6, lengths=(90, 120)):
    """Noise, with nothing but chance to tell the classes apart."""
    rng = np.random.default_rng(0)
    values = [
        rng.normal(size=(rng.integers(*lengths, endpoint=True), coefs)).astype(np.float32)
        for _ in range(count)
    ]
    return values, np.arange(count) % classes


@pytest.fixture(scope="module")
def trained():
    x, y = songs()
    return training.fit(x, y, num_classes=2, valid=(x, y), epochs=2, seed=1, **SMALL)


def test_it_can_learn_ten_clips_by_heart():
    # Pure noise: whoever is right about all ten has learnt each by heart. One crop a song, no dropout.
    x, y = songs(lengths=(72, 72), coefs=13, classes=3)
    model, history = training.fit(
        x,
        y,
        num_classes=3,
        epochs=60,
        batch_size=10,
        learning_rate=0.01,
        dropout=0,
        filters=(8, 8),
        frames=72,
        progress=False,
    )
    assert history["loss"].iloc[-1] < 0.05
    np.testing.assert_array_equal(training.predict(model, x, crops=1).argmax(axis=1), y)


def test_a_seed_decides_every_number(trained):
    x, y = songs()
    model, history = trained
    # Watching validation songs must not change what is learnt: these two runs watch none.
    again, same = training.fit(x, y, num_classes=2, epochs=2, seed=1, **SMALL)
    np.testing.assert_array_equal(history[["loss", "accuracy"]], same[["loss", "accuracy"]])
    for before, after in zip(model.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(before, after)
    _, other = training.fit(x, y, num_classes=2, epochs=2, seed=2, **SMALL)
    assert not np.array_equal(history["loss"], other["loss"])


def test_the_history_has_a_row_an_epoch(trained):
    _, history = trained
    assert history.index.name == "epoch"
    assert len(history) == 2
    assert set(history.columns) == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert np.isfinite(history.to_numpy()).all()


def test_the_training_songs_are_standardised_in_the_network(trained):
    frames = np.concatenate(songs()[0])
    layer = trained[0].get_layer("standardise")
    np.testing.assert_allclose(np.ravel(layer.mean), frames.mean(axis=0), atol=1e-5)
    np.testing.assert_allclose(np.ravel(layer.variance), frames.var(axis=0), rtol=1e-4)


def test_plain_arrays_and_a_coefficient_that_never_changes():
    x = np.random.default_rng(0).normal(size=(4, 80, 3))
    x[:, :, 1] = 5
    model, history = training.fit(x, [0, 1, 2, 0], num_classes=3, epochs=1, **SMALL)
    probabilities = training.predict(model, x, crops=2)
    assert probabilities.shape == (4, 3)
    assert np.isfinite(history.to_numpy()).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)


# Crops


def marked(count=7):
    """Songs of different lengths in which every value tells its song and its frame."""
    return [1000 * song + np.arange(20 + 5 * song, dtype=float)[:, None] for song in range(count)]


def epoch_of(dataset):
    batches = [dataset[index] for index in range(len(dataset))]
    return np.concatenate([x for x, _ in batches]), np.concatenate([y for _, y in batches])


def test_every_song_once_an_epoch_in_range_and_with_its_label():
    dataset = training.RandomCrops(marked(), np.arange(7), 16, batch_size=3, seed=0)
    assert len(dataset) == 3
    places = set()
    for _ in range(20):
        x, y = epoch_of(dataset)
        assert x.shape == (7, 16, 1)
        assert sorted(y) == list(range(7))
        np.testing.assert_array_equal(x[:, 0, 0] // 1000, y)
        np.testing.assert_array_equal(np.diff(x[:, :, 0], axis=1), 1)
        places |= set(x[y == 6, 0, 0] - 6000)
        dataset.on_epoch_begin()
    # Song 6 has 50 frames: crops of 16 begin at 0 to 34, and in 20 epochs at many of these.
    assert min(places) >= 0
    assert max(places) <= 34
    assert len(places) > 10


def test_the_same_seed_gives_the_same_crops():
    one, two, other = (training.RandomCrops(marked(), np.arange(7), 16, seed=seed) for seed in (3, 3, 4))
    first = epoch_of(one)
    np.testing.assert_array_equal(first[0], epoch_of(two)[0])
    assert not np.array_equal(first[0], epoch_of(other)[0])
    one.on_epoch_begin()
    assert not np.array_equal(first[0], epoch_of(one)[0])


def test_a_crop_from_beginning_to_end():
    song = np.arange(10)[:, None]
    assert training.crop(song, 4, 0)[:, 0].tolist() == [0, 1, 2, 3]
    assert training.crop(song, 4, 1)[:, 0].tolist() == [6, 7, 8, 9]
    assert training.crop(song, 10, 0.7)[:, 0].tolist() == list(range(10))


# Predictions


@pytest.fixture(scope="module")
def mean_teller():
    """A stand-in for a network whose answer can be worked out: the mean of its crop of 4 frames."""
    x = keras.Input((4, 1))
    return keras.Model(x, layers.GlobalAveragePooling1D()(x))


def test_a_prediction_is_the_mean_over_even_crops(mean_teller):
    song = np.arange(13, dtype=np.float32)[:, None] ** 2
    starts = [0, 3, 6, 9]
    expected = np.mean([song[start : start + 4].mean() for start in starts])
    np.testing.assert_allclose(training.predict(mean_teller, [song], crops=4), [[expected]], rtol=1e-6)
    middle = song[4:8].mean()
    np.testing.assert_allclose(training.predict(mean_teller, [song], crops=1), [[middle]], rtol=1e-6)


def test_many_songs_keep_their_order(mean_teller):
    many = [np.full((6, 1), number, np.float32) for number in range(70)]
    np.testing.assert_allclose(training.predict(mean_teller, many, crops=2)[:, 0], np.arange(70), rtol=1e-6)
    assert training.predict(mean_teller, []).shape == (0, 1)


# Refused


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"epochs": 0}, "epochs is 0"),
        ({"batch_size": 0}, "batch_size is 0"),
        ({"frames": 0}, "frames is 0"),
        ({"frames": 91}, "90 frames, a crop 91"),
        ({"learning_rate": 0}, "learning_rate is 0"),
        ({"learning_rate": float("nan")}, "learning_rate is nan"),
        ({"dropout": 1.0}, "dropout is 1.0"),
        ({"filters": ()}, "filters"),
        ({"num_classes": 1, "labels": [0] * 10}, "num_classes is 1"),
        ({"songs": []}, "songs is empty"),
        ({"labels": [0, 1]}, "10 songs"),
        ({"labels": [0] * 9 + [2]}, "labels must be"),
        ({"labels": [-1] * 10}, "labels must be"),
        ({"labels": ["blues"] * 10}, "labels must be"),
    ],
)
def test_out_of_range(wrong, named):
    x, y = songs(lengths=(90, 90))
    given = {"songs": x, "labels": y, "num_classes": 2, "epochs": 1} | SMALL | wrong
    with pytest.raises(ValueError, match=named) as error:
        training.fit(given.pop("songs"), given.pop("labels"), **given)
    assert "\n" not in str(error.value)


def test_a_song_too_short_to_judge(mean_teller):
    with pytest.raises(ValueError, match="3 frames, a crop 4"):
        training.predict(mean_teller, [np.zeros((3, 1), np.float32)])
    with pytest.raises(ValueError, match="crops is 0"):
        training.predict(mean_teller, [np.zeros((9, 1), np.float32)], crops=0)


def test_mean_and_deviation_of_millions_of_frames():
    songs = [np.full((200_000, 2), 20, np.float32)] * 20
    mean, deviation = training.mean_and_deviation(songs)
    np.testing.assert_allclose(mean, 20, rtol=1e-6)
    assert (deviation == 1).all()
    rng = np.random.default_rng(0)
    songs = [rng.normal(3, 10, (50, 4)).astype(np.float32) for _ in range(6)]
    mean, deviation = training.mean_and_deviation(songs)
    np.testing.assert_allclose(mean, np.concatenate(songs).mean(axis=0), rtol=1e-5)
    np.testing.assert_allclose(deviation, np.concatenate(songs).std(axis=0), rtol=1e-5)


def test_what_changes_a_batch_has_dice_of_its_own():
    """Not those that have shuffled the songs: the first batch would be mixed as it was dealt."""
    drawn = []

    def change(crops, labels, rng):
        drawn.append(rng.permutation(16).tolist())
        return crops, labels

    crops = training.RandomCrops(
        np.zeros((16, 20, 2)), np.arange(16), 10, batch_size=8, seed=3, change=change
    )
    order = [crops[0][1].tolist(), crops[1][1].tolist()]
    assert drawn[0] != order[0] + order[1]
    assert drawn[0] != drawn[1]
    crops[0]
    assert drawn[2] == drawn[0]
