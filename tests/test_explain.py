"""What is said of a network's insides, against networks and songs of which it is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import mutual_info_score

from genrekit import collection, explain, features, listen, models, training
from genrekit.corpus import score
from genrekit.explain import excerpts, maps, meaning

FRAMES, COEFS = 128, 13


@pytest.fixture(scope="module")
def network():
    """A network that has learnt nothing, with batch norms that are not the identity."""
    models.keras.utils.set_random_seed(3)
    model = models.cnn(4, (FRAMES, COEFS), mean=1.0, deviation=2.0)
    rng = np.random.default_rng(0)
    for layer in model.layers:
        if isinstance(layer, models.keras.layers.BatchNormalization):
            layer.set_weights([rng.uniform(0.5, 1.5, weights.shape) for weights in layer.get_weights()])
    return model


def music(songs, *, frames=300, marked=(), seed=0):
    """Noise; each marked song has a blot in a corner of the coefficients, somewhere."""
    rng = np.random.default_rng(seed)
    values = rng.standard_normal((songs, frames, COEFS)).astype(np.float32)
    places = rng.integers(0, max(1, frames - 24), songs)
    for song in marked:
        values[song, places[song] : places[song] + 24, 7:10] += 3
    return values, places


@pytest.fixture(scope="module")
def taught():
    """A network that knows songs with a blot (1) from songs without (0)."""
    values, _ = music(160, frames=FRAMES, marked=range(0, 160, 2))
    labels = 1 - np.arange(160) % 2
    model, history = training.fit(
        values, labels, num_classes=2, frames=FRAMES, epochs=12, filters=(8, 16), seed=0, progress=False
    )
    assert history["accuracy"].iloc[-1] > 0.95
    return model


# --- blocks -------------------------------------------------------------------------------------------


def test_blocks_say_what_a_number_has_seen(network):
    found = explain.blocks(network)
    assert [block.filters for block in found] == list(models.FILTERS)
    assert [block.name for block in found] == ["relu_1", "relu_2", "relu_3", "relu_4"]
    assert [block.step[0] for block in found] == [1, 4, 12, 36]
    assert [block.view[0] for block in found] == [3, 14, 46, 142]
    # Change one frame: what has seen it may change, all else may not.
    song = music(1, frames=400)[0][0]
    other = song.copy()
    changed = 201
    other[changed] += 5
    pairs = zip(explain.activations(network, song), explain.activations(network, other), strict=True)
    for block, (before, after) in zip(found, pairs, strict=True):
        hit = np.flatnonzero(np.abs(before - after).max(axis=(1, 2)) > 1e-6)
        assert len(hit)
        middles = block.frames(len(before))[hit]
        assert np.abs(middles - changed).max() <= (block.view[0] - 1) / 2


def test_a_song_gives_the_maps_that_its_crops_give(network):
    song = music(1, frames=3 * 144 + FRAMES)[0][0]
    layers = [network.get_layer(block.name).output for block in explain.blocks(network)]
    inner = models.keras.Model(network.input, layers)
    whole = explain.activations(network, song)
    # 144 frames are a whole number of steps of each block.
    of_crop = inner(song[None, 144 : 144 + FRAMES])
    for block, maps_, crop_maps in zip(explain.blocks(network), whole, of_crop, strict=True):
        crop_maps, first, edge = np.array(crop_maps[0]), 144 // block.step[0], -(-71 // block.step[0])
        inside = slice(edge, len(crop_maps) - edge)
        if len(crop_maps[inside]):
            same = maps_[first : first + len(crop_maps)]
            np.testing.assert_allclose(same[inside], crop_maps[inside], atol=1e-4)
        assert maps_.shape[1:] == crop_maps.shape[1:]
        assert maps_.min() >= 0


def test_a_song_too_short_for_a_block_has_no_step_there(network):
    found = explain.activations(network, music(1, frames=20)[0][0])
    assert [len(maps_) for maps_ in found] == [20, 5, 1, 0]
    assert found[3].shape[2] == 128


def test_a_network_without_blocks_is_refused():
    keras = models.keras
    flat = keras.Sequential([keras.Input((8, 3)), keras.layers.Flatten(), keras.layers.Dense(2)])
    with pytest.raises(ValueError, match="has no convolutional blocks"):
        explain.blocks(flat)


# --- excerpts -----------------------------------------------------------------------------------------


def test_responses_are_means_over_windows(network):
    songs = music(3, frames=500)[0]
    found = explain.responses(network, [songs[0], songs[1][:200], songs[2][:300]])
    assert [r.block.name for r in found] == ["relu_1", "relu_2", "relu_3", "relu_4"]
    first = explain.activations(network, songs[0])
    for number, r in enumerate(found):
        # All whole windows but the first and the last; the second song is shorter than three.
        assert r.song.tolist() == [0] * 4 + [2] * 2
        assert r.frame.tolist() == [72, 144, 216, 288, 72, 144]
        steps = 72 // r.block.step[0]
        expected = first[number][steps : 2 * steps].mean(axis=(0, 1))
        np.testing.assert_allclose(r.values[0], expected, rtol=1e-4, atol=1e-6)
        assert np.isfinite(r.values).all()


def test_responses_refuse_what_gives_none(network):
    with pytest.raises(ValueError, match="no song has 216 frames"):
        explain.responses(network, music(2, frames=215)[0])
    with pytest.raises(ValueError, match="window is 20 frames; choose 36 or more"):
        explain.responses(network, music(2)[0], window=20)


def test_the_strongest_excerpts_are_of_different_artists():
    block = explain.Block("relu_1", 1, (1, 1), (3, 3), (0, 0))
    values = np.array([[5], [4], [9], [8], [7], [1], [2]], np.float32)
    song = np.array([0, 0, 1, 1, 2, 3, 4])
    frame = np.array([0, 72, 0, 72, 0, 0, 0])
    table = pd.DataFrame(
        {"genre": ["a", "a", "a", "b", "b"], "artist": ["Ann", "Bob", "Bob", "", ""]},
        index=["a.0", "a.1", "a.2", "b.0", "b.1"],
    )
    best = explain.strongest(explain.Responses(block, values, song, frame), 0, table, count=4)
    assert best["clip"].tolist() == ["a.1", "a.0", "b.1", "b.0"]
    assert best["start"].tolist() == [0, 0, 0, 0]
    assert best["response"].tolist() == [9, 5, 2, 1]


def test_excerpts_are_cut_out_where_they_were_found():
    music = collection.embedded(clips_per_genre=1, seconds=5)
    best = pd.DataFrame({"clip": ["blues.00000", "rock.00000"], "start": [72, 0]})
    narrow, wide = (explain.Block("", 1, (1, 1), (view, 3), (0, 0)) for view in (1, 41))
    first, second = explain.cut_out(music, best, narrow)
    begin = round(1.44 * 22050)
    np.testing.assert_array_equal(first, music.load("blues.00000")[begin : 2 * begin])
    np.testing.assert_array_equal(second, music.load("rock.00000")[:begin])
    # Half of what a number has seen, 20 frames, on both sides, as far as there is sound.
    first, second = explain.cut_out(music, best, wide)
    np.testing.assert_array_equal(first, music.load("blues.00000")[begin - 8820 : 2 * begin + 8820])
    np.testing.assert_array_equal(second, music.load("rock.00000")[: begin + 8820])


# --- what excerpts have in common ---------------------------------------------------------------------


def part(role, notes, **about):
    rows = [(start, seconds, pitch, 0.8, 0, 0) for start, seconds, pitch in notes]
    return score.Part(role, role, 0, np.array(rows, score.NOTE), **about)


def test_facts_of_a_score():
    window = excerpts.WINDOW * features.HOP_SECONDS
    # The first window and the last are left out: two remain.
    first, second = window, 2 * window
    hits = [(0.1, 38), (first + 0.1, 36), (first + 0.5, 38), (second + 0.1, 42), (second + 0.2, 36)]
    drums = part("drums", [(start, 0.1, key) for start, key in hits])
    bass = part("bass", [(0, second, 40)])
    singer = part("melody", [(second, 0.4 * window, 60)], voice="tenor")
    guitar = part("harmony", [(second + 0.2, 0.2, 60)], drive=0.7)
    played = score.Score("rock", "Ann", "", "", 120, "4/4", "C", 4 * window, (drums, bass, singer, guitar))
    songs = [np.ones((290, 2), np.float32) * np.arange(290)[:, None]]
    found = explain.facts(songs, pd.DataFrame({"genre": ["rock"]}), [played])
    assert len(found) == 2
    assert found["bass drum"].tolist() == [1, 1]
    assert found["snare"].tolist() == [1, 0]
    assert found["hi-hat"].tolist() == [0, 1]
    assert found["bass"].tolist() == [2, 0]
    assert found["singing"].tolist() == [0, 1]
    assert found["distortion"].tolist() == [0, 1]
    assert found["genre"].tolist() == [0, 0]
    assert found["loudness"].iloc[0] < found["loudness"].iloc[1]
    assert found["brightness"].iloc[0] > found["brightness"].iloc[1]


def test_facts_of_recordings_are_what_can_be_heard():
    found = explain.facts(music(8)[0], pd.DataFrame({"genre": list("abababab")}))
    assert found.columns.tolist() == ["genre", "loudness", "brightness"]
    assert len(found) == 8 * 2
    assert found["loudness"].value_counts().tolist() == [4, 4, 4, 4]


def test_facts_of_songs_without_a_window_are_refused():
    with pytest.raises(ValueError, match="no song has 216 frames"):
        explain.facts(music(2, frames=215)[0], pd.DataFrame({"genre": list("ab")}))


def test_facts_and_responses_have_the_same_rows(network):
    songs = [song[:length] for song, length in zip(music(4, frames=500)[0], (500, 70, 217, 400), strict=True)]
    table = pd.DataFrame({"genre": list("abab")})
    assert len(explain.facts(songs, table)) == len(explain.responses(network, songs)[0].song)


@pytest.fixture
def planted():
    """A filter that knows the genre, one that half knows it, one that knows nothing but its song."""
    rng = np.random.default_rng(0)
    song = np.repeat(np.arange(120), 5)
    genre = (song % 4).astype(int)
    values = np.stack(
        [
            genre + 0.1 * rng.random(600),
            (genre // 2) + 0.1 * rng.random(600),
            rng.random(120)[song] + 0.01 * rng.random(600),
        ],
        axis=1,
    )
    block = explain.Block("relu_1", 3, (1, 1), (3, 3), (0, 0))
    found = explain.Responses(block, values.astype(np.float32), song, np.tile(np.arange(5), 120))
    return found, pd.DataFrame({"genre": genre, "dice": rng.integers(0, 4, 600)})


def test_information_finds_what_was_planted(planted):
    bits, sure = explain.information(*planted)
    assert bits["genre"].tolist() == pytest.approx([2, 1, 0], abs=0.15)
    assert sure["genre"].tolist() == [True, True, False]
    assert bits["dice"].max() < 0.05
    assert not sure["dice"].any()


def test_shuffling_windows_would_see_what_is_not_there(planted):
    """Why songs are shuffled: to a filter that knows its song, every fact of a song looks well known."""
    found, known = planted
    level = meaning.classes(found.values[:, 2], 8)
    genre = known["genre"].to_numpy()
    rng = np.random.default_rng(1)
    windows = max(explain.shared_bits(level, rng.permutation(genre)) for _ in range(20))
    assert explain.shared_bits(level, genre) > windows


def test_songs_of_one_artist_are_no_independent_witnesses():
    """A filter that knows 8 artists knows no genre, though their 120 songs look like much evidence."""
    rng = np.random.default_rng(2)
    song = np.repeat(np.arange(120), 3)
    artist = np.arange(120) % 8
    values = rng.random(8)[artist][song] + 0.01 * rng.random(360)
    block = explain.Block("relu_1", 1, (1, 1), (3, 3), (0, 0))
    found = explain.Responses(block, values[:, None].astype(np.float32), song, np.tile(np.arange(3), 120))
    known = pd.DataFrame({"genre": (artist // 4)[song]})
    alone = explain.information(found, known)[0]["genre"][0]
    together = explain.information(found, known, groups=artist)[0]["genre"][0]
    assert together < alone / 2


def test_bits_are_those_of_scikit_learn():
    rng = np.random.default_rng(0)
    for _ in range(20):
        a, b = rng.integers(0, 6, 200), rng.integers(0, 3, 200)
        b = np.where(rng.random(200) < 0.5, a % 3, b)
        assert explain.shared_bits(a, b) == pytest.approx(mutual_info_score(a, b) / np.log(2))


def test_classes_are_of_equal_size_and_keep_equals_together():
    assert np.bincount(meaning.classes(np.arange(100), 4)).tolist() == [25, 25, 25, 25]
    constant = meaning.classes(np.ones(10), 4)
    assert len(set(constant.tolist())) == 1


# --- maps ---------------------------------------------------------------------------------------------


def test_log_odds_are_those_of_the_probabilities(network):
    crops = music(70, frames=FRAMES)[0]
    labels = np.arange(70) % 4
    p = network.predict(crops, verbose=0)[np.arange(70), labels]
    np.testing.assert_allclose(explain.log_odds(network, crops, labels), np.log(p / (1 - p)), atol=1e-3)
    np.testing.assert_allclose(
        explain.log_odds(network, crops, 2), explain.log_odds(network, crops, [2] * 70)
    )


def test_what_speaks_for_a_genre_adds_up(network):
    crops = music(3, frames=FRAMES)[0]
    found = explain.class_map(network, crops, 1, steps=200, blur=(0, 0))
    assert found.shape == crops.shape
    mean = np.broadcast_to(maps.music_mean(network), crops.shape)
    added = explain.log_odds(network, crops, 1) - explain.log_odds(network, mean, 1)
    np.testing.assert_allclose(found.sum(axis=(1, 2)), added, rtol=0.05, atol=0.02)
    blurred = explain.class_map(network, crops, 1, steps=200)
    np.testing.assert_allclose(blurred.sum(axis=(1, 2)), added, rtol=0.1, atol=0.05)


def test_maps_point_at_what_was_planted(taught):
    values, places = music(20, frames=FRAMES, marked=range(20), seed=5)
    truth = np.zeros(values.shape, bool)
    for song, place in enumerate(places):
        truth[song, place : place + 24, 7:10] = True
    share = truth.mean()
    for found, least in (
        (explain.class_map(taught, values, 1, blur=(2, 0.5)), 8),
        (explain.grad_cam(taught, values, 1, block=1), 3),
    ):
        assert found.shape == values.shape
        positive = np.maximum(found, 0)
        assert (positive * truth).sum() / positive.sum() > least * share
    assert explain.grad_cam(taught, values, 1).min() >= 0


def test_a_song_map_is_found_where_the_blot_is(taught):
    values, places = music(6, frames=700, marked=range(6), seed=9)
    for song, place in zip(values, places, strict=True):
        found = explain.song_map(taught, song, 1, steps=4)
        assert found.shape == song.shape
        sums = np.convolve(found.sum(axis=1), np.ones(24), "valid")
        assert abs(int(sums.argmax()) - place) < 24


def test_a_song_as_long_as_a_crop_has_a_map(taught):
    song = music(1, frames=FRAMES)[0]
    whole = explain.song_map(taught, song[0], 1, steps=4, overlap=1)
    np.testing.assert_allclose(whole, explain.class_map(taught, song, 1, steps=4)[0], atol=1e-5)
    with pytest.raises(ValueError, match="a song has 40 frames"):
        explain.song_map(taught, song[0][:40], 1)


def test_top_shares_and_deletion(network):
    crops = music(4, frames=FRAMES)[0]
    marked = explain.top_share(crops, 0.1)
    assert marked.sum(axis=(1, 2)).tolist() == [round(0.1 * FRAMES * COEFS)] * 4
    assert crops[marked].min() >= np.quantile(crops, 0.85)
    deleted = explain.delete(network, crops, marked)
    assert (deleted[marked] == 1.0).all()  # the mean it was given
    np.testing.assert_array_equal(deleted[~marked], crops[~marked])
    other = explain.delete(network, crops, marked, instead=crops[::-1])
    np.testing.assert_array_equal(other[marked], crops[::-1][marked])
    # An even map marks just as many.
    assert explain.top_share(np.zeros((1, 10, 10)), 0.25).sum() == 25


def test_deleting_the_blot_takes_the_genre_away(taught):
    values, _ = music(30, frames=FRAMES, marked=range(30), seed=7)
    found = explain.deletion(taught, values, 1, explain.class_map(taught, values, 1), share=0.05)
    means = found.mean()
    assert len(found) == 30
    assert means["marked"] > 3 * max(means["time"], means["anywhere"], 0.1)


@pytest.mark.slow
def test_deleting_what_the_map_marks_lowers_the_genre_more_than_as_much_elsewhere():
    """On the kit's own music and network, for clips that it did not learn from."""
    songs = collection.embedded(clips_per_genre=18, seconds=8)
    found = features.extract(songs, progress=False)
    rows = np.arange(len(found))
    learn, test = rows[rows % 3 > 0], rows[rows % 3 == 0]
    model, _ = training.fit(
        [found.values[row] for row in learn],
        found.labels[learn],
        num_classes=10,
        epochs=20,
        seed=0,
        progress=False,
    )
    crops = np.stack([training.crop(found.values[row], 256, 0.5) for row in test])
    said = model.predict(crops, verbose=0).argmax(axis=1)
    maps_of = {
        "class map": explain.class_map(model, crops, said),
        "Grad-CAM": explain.grad_cam(model, crops, said),
    }
    for name, drawn in maps_of.items():
        lost = explain.deletion(model, crops, said, drawn).mean().round(2)
        print(f"\n{name}: log odds lost by {len(crops)} clips: {lost.to_dict()}")
    other_songs = explain.deletion(model, crops, said, maps_of["class map"], instead=crops[::-1])
    assert other_songs["marked"].mean() > 1.5 * other_songs[["time", "anywhere"]].mean().max()
    lost = explain.deletion(model, crops, said, maps_of["class map"])
    for elsewhere in ("time", "anywhere"):
        more = lost["marked"] - lost[elsewhere]
        # Larger than by chance: three standard errors.
        assert more.mean() > 3 * more.std() / len(more) ** 0.5
    assert lost["marked"].mean() > 1.5 * lost[["time", "anywhere"]].mean().max()


def test_occlusion_deletes_one_stretch_after_the_other(taught):
    values, places = music(8, frames=FRAMES, marked=range(8), seed=3)
    for crop, place in zip(values, places, strict=True):
        lost = explain.occlusion(taught, crop, 1, frames=32)  # a song that is one crop
        assert lost.shape == (4,)
        other = crop.copy()
        other[32:64] = maps.music_mean(taught)
        both = explain.log_odds(taught, np.stack([crop, other]), 1)
        assert lost[1] == pytest.approx(both[0] - both[1], abs=1e-4)
        assert lost.argmax() in (place // 32, (place + 23) // 32)


def test_occlusion_of_a_song_finds_the_blot(taught):
    values, places = music(4, frames=700, marked=range(4), seed=13)
    for song, place in zip(values, places, strict=True):
        lost = explain.occlusion(taught, song, 1, frames=24, step=8)
        assert len(lost) == (700 - 24) // 8 + 1
        assert abs(8 * int(lost.argmax()) - place) <= 24
        # The mean over all crops that overlap by half, each asked as a whole.
        begin = 8 * int(lost.argmax())
        other = song.copy()
        other[begin : begin + 24] = maps.music_mean(taught)
        starts = [*range(0, 700 - FRAMES, FRAMES // 2), 700 - FRAMES]
        before, after = (
            explain.log_odds(taught, np.stack([x[s : s + FRAMES] for s in starts]), 1) for x in (song, other)
        )
        assert lost.max() == pytest.approx((before - after).mean(), abs=1e-4)
        share = explain.occlusion(taught, song, 1, frames=24, step=8, of="probability")
        before, after = (1 / (1 + np.exp(-odds)) for odds in (before, after))
        assert share[begin // 8] == pytest.approx((before - after).mean(), abs=1e-4)
    with pytest.raises(ValueError, match="a stretch 900"):
        explain.occlusion(taught, song, 1, frames=900)
    with pytest.raises(ValueError, match="of is 'loss'; choose"):
        explain.occlusion(taught, song, 1, of="loss")


# --- dreams -------------------------------------------------------------------------------------------


def test_a_dream_excites_its_filter_and_stays_music(network):
    songs = music(12, frames=300)[0] * np.linspace(1, 3, COEFS, dtype=np.float32)
    found = explain.responses(network, songs)
    for block in (0, 1, 3):
        # Some filters of a network that has learnt nothing never respond.
        number = int(found[block].values.max(axis=0).argmax())
        dreamt = explain.dream(network, songs, block, number, frames=144, steps=40)
        assert dreamt.shape == (144, COEFS)
        response = explain.activations(network, dreamt)[block][..., number].mean()
        assert response > found[block].values[:, number].max()
        # As wide as the songs are, give or take.
        wide = dreamt.std(axis=0) / songs.std(axis=(0, 1))
        assert wide.max() < 2
        assert wide.min() > 0.3
    again = explain.dream(network, songs, block, number, frames=144, steps=40)
    np.testing.assert_array_equal(dreamt, again)
    assert np.isfinite(listen.from_mfcc(dreamt)).all()


def test_dreams_refuse_what_is_not_there(network):
    songs = music(2)[0]
    with pytest.raises(ValueError, match="block is 4; choose 0 to 3"):
        explain.dream(network, songs, 4, 0)
    with pytest.raises(ValueError, match="number is 16; choose 0 to 15"):
        explain.dream(network, songs, 0, 16)
    with pytest.raises(ValueError, match="no song is that long"):
        explain.dream(network, songs, 0, 0, frames=1000)
