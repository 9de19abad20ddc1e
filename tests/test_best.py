"""The recipe takes arrays, learns what can be learnt, gives the same numbers again, says what is wrong."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from genrekit import best, features, models, training

few_steps = pytest.mark.usefixtures("step_by_step")

QUICK = best.Settings(frames=32, epochs=4, batch_size=8)


def songs_of(genres=3, each=8, frames=100, coefs=26, seed=0):
    """Songs of genres that differ in how fast one coefficient goes up and down, and in no mean."""
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(genres), each)
    songs = rng.standard_normal((len(labels), frames, coefs)).astype(np.float32)
    for song, label in zip(songs, labels, strict=True):
        song[:, 2] = 3 * np.sin(np.arange(frames) * (0.2 + 0.5 * label) + rng.random() * 6)
    return songs, labels


def test_mel_bands_are_the_bands_again():
    """MFCCs by hand: logarithms of bands, their cosine transform, and the weights of the reference."""
    from python_speech_features.base import lifter
    from scipy.fft import dct

    bands = np.random.default_rng(0).standard_normal((5, 26))
    mfccs = lifter(dct(bands, type=2, axis=1, norm="ortho"), 22)
    np.testing.assert_allclose(mfccs @ models.mel_bands(26), bands, atol=1e-5)
    np.testing.assert_allclose(dct(bands, norm="ortho") @ models.mel_bands(26, lifter=0), bands, atol=1e-5)


@pytest.mark.parametrize("coefs", [1, 13, 18, 26])
@pytest.mark.parametrize("settings", [{}, {"mel": False, "deltas": True}, {"centred": 0.5}])
def test_pooled_networks_of_any_width(coefs, settings, tmp_path):
    network = models.pooled(3, (48, coefs), mean=np.arange(coefs), deviation=2.0, **settings)
    crops = np.random.default_rng(0).standard_normal((4, 48, coefs)).astype(np.float32)
    given = network.predict(crops, verbose=0)
    np.testing.assert_allclose(given.sum(axis=1), 1, rtol=1e-5)
    network.save(tmp_path / "a.keras")
    np.testing.assert_allclose(models.load(tmp_path / "a.keras").predict(crops, verbose=0), given, atol=1e-6)


def test_half_of_the_mean_taken_off_is_half_an_equaliser():
    whole = models.pooled(3, (48, 26), centred=1.0, mel=False)
    crops = np.random.default_rng(0).standard_normal((4, 48, 26)).astype(np.float32)
    shift = np.arange(26, dtype=np.float32)
    np.testing.assert_allclose(
        whole.predict(crops, verbose=0), whole.predict(crops + shift, verbose=0), atol=1e-4
    )


@pytest.mark.parametrize(
    ("build", "settings", "says"),
    [
        (models.pooled, {"num_classes": 1}, "num_classes is 1"),
        (models.pooled, {"shape": (20, 26)}, "too short"),
        (models.pooled, {"centred": 2}, "centred is 2"),
        (models.pooled, {"dropout": 1}, "dropout is 1"),
        (models.peer, {"shape": (7, 26)}, "too short"),
        (models.peer, {"filters": ()}, "filters has 0 blocks"),
    ],
)
def test_networks_that_cannot_be_built(build, settings, says):
    with pytest.raises(ValueError, match=says):
        build(**{"num_classes": 3, "shape": (48, 26)} | settings)


TRICKS = {"equaliser": 0.2, "gain": 0.2, "masks": True, "mixup": 0.2, "weight_average": 0.5}


@few_steps
@pytest.mark.parametrize("network", ["pooled", "flat", "peer"])
def test_the_same_seed_gives_the_same_numbers_with_all_tricks(network):
    songs, labels = songs_of()
    settings = dataclasses.replace(QUICK, network=network, frames=80, epochs=2, **TRICKS)

    def told(seed):
        model, history = best.learn(
            songs, labels, settings, num_classes=3, valid=(songs, labels), seed=seed, progress=False
        )
        assert list(history) == ["accuracy", "loss", "val_accuracy", "val_loss"]
        return training.predict(model, songs)

    first = told(0)
    np.testing.assert_array_equal(told(0), first)
    assert not np.array_equal(told(1), first)


@pytest.mark.parametrize("network", ["pooled", "flat", "peer"])
def test_each_network_learns_what_can_be_learnt(network):
    songs, labels = songs_of()
    settings = best.Settings(
        network=network, mel=False, frames=80, epochs=30, batch_size=8, equaliser=0, learning_rate=0.005
    )
    model, history = best.learn(songs, labels, settings, num_classes=3, progress=False)
    assert history["loss"].iloc[-1] < history["loss"].iloc[0]
    assert (training.predict(model, songs).argmax(axis=1) == labels).mean() > 0.8


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"network": "deep"}, "network is 'deep'; choose from pooled, flat, peer"),
        ({"mixup": -1}, "mixup is -1"),
        ({"label_smoothing": 1}, "label_smoothing is 1"),
        ({"learning_rate": 0}, "learning_rate is 0"),
        ({"crops": 0}, "crops is 0"),
        ({"frames": 24.0}, "frames is 24.0; choose a whole number"),
    ],
)
def test_settings_out_of_range(settings, says):
    with pytest.raises(ValueError, match=says):
        best.Settings(**settings)


def test_a_portrait_knows_what_and_not_when():
    songs, _ = songs_of(each=2)
    there = best.portrait(songs)
    assert there.shape == (6, 1534)
    np.testing.assert_allclose(best.portrait(songs[:, ::-1]), there, atol=2e-3)
    assert np.isfinite(best.portrait(np.zeros((2, 20, 3)))).all()
    assert best.portrait(songs, mel=False).shape == (6, 767)
    with pytest.raises(ValueError, match="more than 16 frames"):
        best.portrait(songs[:, :16])


def test_the_sorter_tells_genres_apart_and_is_not_surer_than_right():
    songs, labels = songs_of(each=12)
    sorter = best.Sorter(frames=40).fit(songs, labels, num_classes=4)
    others, truth = songs_of(each=10, seed=1)
    told = sorter.predict(others)
    assert told.shape == (30, 4)
    assert (told[:, 3] == 0).all()  # a genre that was not there
    np.testing.assert_allclose(told.sum(axis=1), 1, rtol=1e-5)
    assert (told.argmax(axis=1) == truth).mean() > 0.9
    few = best.Sorter(frames=40).fit(songs[::12], labels[::12], num_classes=3)
    np.testing.assert_allclose(few.predict(others).sum(axis=1), 1, rtol=1e-5)
    two = best.Sorter(frames=40).fit(songs[[0, 12]], [0, 1], num_classes=2)
    assert two.predict(songs[[0, 12]]).argmax(axis=1).tolist() == [0, 1]


@few_steps
def test_the_recipe_takes_arrays_and_lists():
    songs, labels = songs_of()
    how = {"pooled": 1, "settings": QUICK, "progress": False}
    array = best.fit(songs, labels, **how)
    listed = best.fit(list(songs), list(labels), num_classes=3, **how)
    told = array.predict(songs)
    np.testing.assert_array_equal(told, listed.predict(list(songs)))
    assert told.shape == (24, 3)
    assert (told.argmax(axis=1) == labels).mean() > 0.6
    np.testing.assert_allclose(told.sum(axis=1), 1, rtol=1e-5)
    assert array.predict(songs[:0]).shape == (0, 3)


@few_steps
def test_fine_steps_are_averaged_to_about_as_many_frames():
    songs, labels = songs_of(each=3, frames=1499)
    settings = dataclasses.replace(QUICK, epochs=1)
    found = best.fit(songs, labels, pooled=1, peers=0, settings=settings, progress=False)
    assert found.step == 3
    assert found.predict(songs[:2]).shape == (2, 3)


@few_steps
def test_seeds_have_no_network_in_common():
    songs, labels = songs_of(each=2)
    settings = dataclasses.replace(QUICK, epochs=1)
    found = [
        best.fit(songs, labels, pooled=2, peers=0, settings=settings, seed=seed, progress=False)
        for seed in (0, 1)
    ]
    told = [training.predict(network, songs) for one in found for network in one.networks]
    assert len({answers.tobytes() for answers in told}) == 4


def spoilt(value):
    songs, _ = songs_of(each=2)
    songs[3, 50, 4] = value
    return songs


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"songs": []}, "songs is empty"),
        ({"labels": []}, "labels has the shape"),
        ({"labels": ["a"] * 6}, "labels must be whole numbers"),
        ({"labels": [1] * 6}, "labels holds one genre only"),
        ({"songs": spoilt(np.nan)}, "song 3 holds NaN or infinity"),
        ({"songs": spoilt(np.inf)}, "song 3 holds NaN or infinity"),
        ({"songs": [*songs_of(each=2)[0][:5], np.zeros((100, 13))]}, "the same coefficients for all"),
        ({"labels": [0, 1]}, "labels has the shape"),
        ({"num_classes": 2}, "labels must be whole numbers from 0 to 1"),
        ({"pooled": 0, "peers": 0}, "choose at least one network"),
        ({"settings": dataclasses.replace(QUICK, frames=101)}, "song 0 has 100 frames, 101 are needed"),
    ],
)
def test_what_cannot_be_learnt_is_told(given, says):
    songs, labels = songs_of(each=2)
    with pytest.raises(ValueError, match=says):
        best.fit(**{"songs": songs, "labels": labels, "settings": QUICK, "progress": False} | given)


def collection_of(songs, labels, artists=4):
    table = pd.DataFrame({"genre": [("a", "b", "c")[label] for label in labels]})
    table["artist"] = [f"{genre} {number % artists}" for number, genre in enumerate(table["genre"])]
    table.index = [f"{genre}.{number:05d}" for number, genre in enumerate(table["genre"])]
    return features.Features(tuple(songs), table, ("a", "b", "c"), hop_seconds=0.06)


def test_an_ablation_judges_other_artists_and_keeps_the_test_closed():
    songs = collection_of(*songs_of(each=12, frames=130), artists=6)
    steps = {"SVM on statistics": "statistics", best.BASE: "portraits"}
    right, seconds = best.ablation(songs, steps, seeds=2, progress=False)
    assert list(right) == list(seconds.index) == list(steps)
    judged = right[best.BASE].notna()
    assert (judged == right["SVM on statistics"].notna()).to_numpy().all()
    # Of six artists a genre four are no test, and a third of these is one: two songs of each genre.
    assert judged.sum().tolist() == [6, 6]
    table = best.worth(right, songs.table["artist"])
    assert table.loc[best.BASE, ["more", "more_low", "more_high"]].tolist() == [0, 0, 0]
    assert (table["low"] <= table["accuracy"]).all()
    assert (table["accuracy"] <= table["high"]).all()
    with pytest.raises(ValueError, match="step is 'magic'"):
        best.judge("magic", songs.values, songs.labels, num_classes=3)


def test_accuracy_and_interval_are_of_the_same_thing():
    """Twenty songs right in three seeds and forty wrong in one: 60 of 100 answers."""
    answers = pd.DataFrame(np.nan, range(60), range(3))
    answers.iloc[:20] = 1
    answers.iloc[20:, 0] = 0
    row = best.worth({best.BASE: answers}, range(60)).iloc[0]
    assert row["accuracy"] == pytest.approx(0.6)
    assert row["low"] < 0.6 < row["high"]


def test_the_table_of_the_study_is_there_and_of_these_steps():
    table = best.measured()
    assert list(table.index) == [*best.STEPS, "peer, on 128 mel bands"]
    assert table.loc[best.BASE, "more"] == 0
    assert ((table["low"] <= table["accuracy"]) & (table["accuracy"] <= table["high"])).all()


def test_every_step_is_one_that_can_be_taken():
    for name, step in best.STEPS.items():
        assert isinstance(step, best.Settings) or step in ("statistics", "portraits", "together"), name
    changed = [step for name, step in best.STEPS.items() if name.startswith("...")]
    for step in changed:
        differs = [
            field.name
            for field in dataclasses.fields(step)
            if getattr(step, field.name) != getattr(best.STEPS[best.BASE], field.name)
        ]
        assert len(differs) == 1
