"""Whether strange songs are told from known ones, and what a reference keeps."""

from __future__ import annotations

import tracemalloc
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from genrekit import explain, models, novelty
from genrekit.shards import Songs, Store

FRAMES, COEFS, SONGS = 128, 13, 60


@pytest.fixture(scope="module")
def model():
    models.keras.utils.set_random_seed(0)
    return models.cnn(3, (FRAMES, COEFS))


def songs(count, *, frames=300, seed=0, shift=0.0, spread=1.0):
    """Noise around a level of its own for each of three genres."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 3
    levels = rng.normal(0, 0.2, (count, 1, COEFS)) + np.eye(3, COEFS)[labels][:, None] * 4
    noise = rng.standard_normal((count, frames, COEFS))
    return (levels + spread * noise + shift).astype(np.float32), labels


@pytest.fixture(scope="module")
def known(model):
    learnt, labels = songs(SONGS)
    watched, _ = songs(30, seed=1)
    return novelty.reference(model, learnt, labels, [f"song.{i}" for i in range(SONGS)], watched, crops=2)


def surprise_of(model, known, values):
    signatures = np.stack([novelty.signature(model, song) for song in values])
    crops = np.stack([song[:FRAMES] for song in values])
    return known.surprise(signatures, model.predict(crops, verbose=0))


def test_a_signature_is_the_mean_response_of_each_filter(model):
    song = songs(1)[0][0]
    found = novelty.signature(model, song)
    expected = np.concatenate([maps.mean(axis=(0, 1)) for maps in explain.activations(model, song)])
    assert found.shape == (sum(models.FILTERS),)
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_signatures_of_many_are_those_of_each(model):
    some = [songs(1, frames=frames, seed=frames)[0][0] for frames in (FRAMES, 300, 299, 15_000)]
    found = novelty.signatures(model, some)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, [novelty.signature(model, song) for song in some], atol=1e-5)


def test_songs_of_many_lengths_compile_a_network_once(model, monkeypatch):
    real, traced = novelty.layers_on, []
    monkeypatch.setattr(novelty, "layers_on", lambda *given: (traced.append(1), real(*given))[1])
    some = [songs(1, frames=frames)[0][0] for frames in range(300, 312)]
    novelty.signatures(model, some)
    novelty.reference(model, some, np.arange(12) % 3, range(12), crops=1)
    assert len(traced) <= 2 * 2


def test_a_reference_holds_no_more_of_many_songs_than_of_few(model, tmp_path):
    """What was extracted is read where it is needed, a few songs at a time."""
    store = Store(tmp_path, COEFS)
    for seed in range(5):
        store.write({f"{seed}-{n}": song for n, song in enumerate(songs(20, frames=2000, seed=seed)[0])})
    _, kept = store.read([f"{seed}-{n}" for seed in range(5) for n in range(20)])
    everything = 100 * 2000 * COEFS * 4
    tracemalloc.start()
    novelty.reference(
        model, Songs.of(kept)[np.arange(30)], np.arange(30) % 3, range(30), Songs.of(kept), crops=1
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < everything / 2


def test_a_long_song_has_the_signature_of_its_parts(model):
    part = songs(1, frames=7200)[0][0]
    np.testing.assert_allclose(
        novelty.signature(model, np.concatenate([part] * 3)),
        novelty.signature(model, part),
        rtol=0.01,
        atol=1e-3,
    )


def test_new_songs_of_known_kinds_are_no_surprise(model, known):
    surprises = surprise_of(model, known, songs(60, seed=2)[0])
    # Of the songs it was calibrated with, 5 % lie beyond: of others not many more.
    assert (surprises > known.threshold()).mean() < 0.25
    assert known.calibrated
    assert known.fits(3, sum(models.FILTERS))
    assert not known.fits(4, sum(models.FILTERS))


@pytest.mark.parametrize("strange", [{"shift": 5.0}, {"spread": 6.0}, {"spread": 0.01}])
def test_strange_songs_are_a_surprise(model, known, strange):
    surprises = surprise_of(model, known, songs(20, seed=3, **strange)[0])
    assert (surprises > known.threshold()).mean() > 0.9


def test_short_excerpts_are_measured_against_short_excerpts(model, known):
    """In an excerpt chance is larger: by the measure of whole songs, half of them would be strange."""
    assert known.usual_frames.tolist() == [FRAMES, 2 * FRAMES, 300]
    assert known.usual_signatures.shape == (3, 30, sum(models.FILTERS))
    short = songs(60, seed=2, frames=FRAMES)[0]
    signatures = np.stack([novelty.signature(model, song) for song in short])
    said = model.predict(short, verbose=0)
    fair = known.surprise(signatures, said, frames=FRAMES) > known.threshold(FRAMES)
    unfair = known.surprise(signatures, said) > known.threshold()
    assert fair.mean() < 0.25
    assert fair.mean() < unfair.mean()


def test_a_song_is_turned_up_or_down_to_what_is_known(known):
    song = songs(1)[0][0]
    low, high = known.levels
    for gain, level in ((-40, low), (40, high)):
        turned = known.at_usual_level(song + np.eye(1, COEFS) * gain)
        assert turned[:, 0].mean() == pytest.approx(level, abs=1e-3)
        np.testing.assert_allclose(turned[:, 1:], song[:, 1:])
    within = song + np.eye(1, COEFS, dtype=np.float32) * ((low + high) / 2 - song[:, 0].mean())
    np.testing.assert_allclose(known.at_usual_level(within), within, atol=1e-5)


def test_an_undecided_answer_is_a_surprise_and_a_decided_one_makes_up_for_little(known):
    signature = known.usual_signatures[-1][:1]
    sure, unsure = np.array([[0.98, 0.01, 0.01]]), np.full((1, 3), 1 / 3)
    at = {name: known.surprise(signature, p)[0] for name, p in (("sure", sure), ("unsure", unsure))}
    assert at["unsure"] > at["sure"]
    # However sure it is: a song that is far away stays a surprise.
    assert known.surprise(signature + 50, sure)[0] > known.threshold()


def test_distance_is_to_the_nearest_genre(known):
    means = np.stack([known.signatures[known.labels == label].mean(axis=0) for label in range(3)])
    np.testing.assert_allclose(known.distance(means), 0, atol=1e-3)
    between = (means[0] + means[1]) / 2
    assert known.distance(between[None])[0] > 1


def test_the_nearest_song_is_the_song_itself(known):
    for row in (0, 7, 59):
        found = known.nearest(known.signatures[row], count=4)
        assert found[0] == row
        assert len(set(found.tolist())) == 4
    same_genre = [(known.labels[known.nearest(s, count=5)] == label).mean()
                  for s, label in zip(known.signatures, known.labels, strict=True)]  # fmt: skip
    assert np.mean(same_genre) > 0.8


def test_with_too_few_songs_to_watch_the_learnt_ones_stand_in(model):
    learnt, labels = songs(24)
    found = novelty.reference(model, learnt, labels, map(str, range(24)), songs(5, seed=1)[0], crops=2)
    assert not found.calibrated
    assert found.usual_signatures.shape[1] == 24
    assert np.isfinite(found.threshold())


def test_entropy():
    assert novelty.entropy([[1, 0, 0]])[0] == pytest.approx(0, abs=1e-9)
    assert novelty.entropy([[0.5, 0.5, 0], [1 / 3] * 3]).tolist() == pytest.approx([np.log(2), np.log(3)])


def test_a_reference_is_read_as_it_was_written(known, tmp_path):
    known.save(tmp_path / "reference.npz")
    again = novelty.Reference.load(tmp_path / "reference.npz")
    for name, value in vars(known).items():
        if not name.startswith("_") and isinstance(value, np.ndarray):
            np.testing.assert_array_equal(getattr(again, name), value)
    assert again.threshold() == known.threshold()
    assert [path.name for path in tmp_path.iterdir()] == ["reference.npz"]


def cut(path):
    path.write_bytes(path.read_bytes()[:500])


def no_archive(path):
    path.write_bytes(b"no archive")


def objects(path):
    np.savez(path, clips=np.array([{}], dtype=object), allow_pickle=True)


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("clips.npy", bytes(2**29 + 1))


@pytest.mark.parametrize("spoil", [cut, no_archive, objects, bomb, lambda path: path.unlink()])
def test_a_damaged_reference_is_named_in_one_line(known, tmp_path, spoil):
    path = tmp_path / "reference.npz"
    known.save(path)
    spoil(path)
    with pytest.raises(
        ValueError, match=r"reference\.npz: cannot be used .*Train the network again"
    ) as caught:
        novelty.Reference.load(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("labels", lambda x: x[:-1]),
        ("labels", lambda x: x + 2),
        ("labels", lambda x: x * 0.5),
        ("clips", lambda x: x.astype("S")),
        ("signatures", lambda x: x * np.nan),
        ("usual_probabilities", lambda x: x * np.inf),
        ("usual_signatures", lambda x: x[:, :, 1:]),
        ("usual_frames", lambda x: x[::-1]),
        ("usual_frames", lambda x: x[:0]),
        ("levels", lambda x: x * np.nan),
        ("calibrated", lambda x: np.array(1.0)),
    ],
)
def test_a_reference_whose_parts_do_not_fit_is_refused(known, tmp_path, name, change):
    replace(known, **{name: change(getattr(known, name))}).save(tmp_path / "reference.npz")
    with pytest.raises(ValueError, match="do not belong together"):
        novelty.Reference.load(tmp_path / "reference.npz")
