"""A song followed second by second: what is said when, and what is said of songs that cannot be followed."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import soundfile
from conftest import make_folder, tone
from PIL import Image

from genrekit import audio, evaluation, experiments, features, timeline
from genrekit.audio import SR


@pytest.fixture(scope="module")
def listener(tmp_path_factory):
    """A network that tells low tones from high ones."""
    home = tmp_path_factory.mktemp("listener")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENREKIT_HOME", str(home / "home"))
        # So many that twenty of them can be watched.
        songs = make_folder(home / "songs", songs=80, seconds=4.0)
        settings = {"epochs": 12, "crop_seconds": 2, "crops": 2, "num_ceps": 13, "train": 0.9, "seed": 2}
        yield timeline.Listener(experiments.run(data_dir=str(songs), **settings, progress=False))


def song(*parts):
    """Noisy tones as in the listener's collection, (hz, seconds) one after the other."""
    y = np.concatenate([tone(hz, seconds) for hz, seconds in parts])
    return (y + 0.01 * np.random.default_rng(0).standard_normal(len(y))).astype(np.float32)


def test_a_song_that_changes_is_followed(listener):
    found = listener.follow(song((205, 8), (1810, 8)), name="two halves")
    assert found.genres == ("high", "low", "mid")
    assert found.seconds == 16
    assert found.times[0] == pytest.approx(1.0, abs=0.02)
    assert found.times[-1] == pytest.approx(15, abs=0.05)
    steps = np.diff(found.times)
    assert steps.min() > 0.4
    assert steps.max() < 0.6
    np.testing.assert_allclose(found.each.sum(axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(found.smooth.sum(axis=1), 1, atol=1e-4)
    said = np.array(found.genres)[found.smooth.argmax(axis=1)]
    assert set(said[found.times < 6]) == {"low"}
    assert set(said[found.times > 10]) == {"high"}
    # The change is heard where it is, not a smoothing's width later.
    change = found.times[np.flatnonzero(said == "low")[-1]]
    assert change == pytest.approx(8, abs=1.0)
    assert found.overall.sum() == pytest.approx(1, abs=1e-4)
    assert found.verdict in ("low", "high")


def test_the_decisive_stretch_is_of_the_verdict(listener):
    found = listener.follow(song((205, 4), (1810, 9)))
    assert found.verdict == "high"
    start, end = found.decisive
    assert end - start == pytest.approx(2.0, abs=0.02)  # a crop is shorter than three seconds here
    assert start > 3.0


def test_the_nearest_songs_are_of_its_kind(listener):
    found = listener.follow(song((610, 6)))
    assert found.verdict == "mid"
    assert found.nearest["genre"].tolist() == ["mid"] * 3
    assert set(found.nearest["clip"]) <= set(listener.reference.clips)


def test_noise_is_more_of_a_surprise_than_a_tone(listener):
    noise = (0.3 * np.random.default_rng(0).standard_normal(6 * SR)).astype(np.float32)
    # As long as the songs that it knows: a pure tone varies so little that its ends weigh.
    strange, usual = listener.follow(noise), listener.follow(song((950, 4)))
    assert strange.surprise > usual.surprise
    assert strange.unusual
    assert not usual.unusual


def test_known_songs_raise_few_alarms(listener):
    """Songs of the collection's kinds that were never seen."""
    rng = np.random.default_rng(5)
    alarms = []
    for number in range(30):
        y = song((200 * 3 ** (number % 3) * rng.uniform(1, 2.4), 4))
        alarms.append(listener.follow(y).unusual)
    assert np.mean(alarms) < 0.35


def test_a_network_that_knows_few_songs_raises_no_alarm(listener):
    knows_few = replace(listener.follow(song((610, 6))), surprise=1e6, calibrated=False)
    assert not knows_few.unusual
    assert replace(knows_few, calibrated=True).unusual


def test_the_reference_of_another_network_is_refused(listener, monkeypatch):
    other = replace(
        listener.reference,
        signatures=listener.reference.signatures[:, 1:],
        usual_signatures=listener.reference.usual_signatures[..., 1:],
    )
    monkeypatch.setattr(experiments.Run, "reference", lambda self: other)
    with pytest.raises(ValueError, match=r"reference\.npz is not of this network. Train it again"):
        timeline.Listener(listener.run)


def test_a_soft_song_is_heard_as_it_would_be_at_a_usual_level(listener):
    y = song((205, 4), (1810, 5))
    usual, soft = listener.follow(y), listener.follow(y / 300)
    np.testing.assert_allclose(soft.overall, usual.overall, atol=0.15)
    assert soft.verdict == usual.verdict
    low, high = listener.reference.levels
    assert low < high


def test_the_same_song_gives_the_same_numbers(listener):
    first, second = listener.follow(song((610, 5))), listener.follow(song((610, 5)))
    np.testing.assert_array_equal(first.each, second.each)
    assert (first.surprise, first.decisive) == (second.surprise, second.decisive)


#: Samples of a crop: the hops of all frames but the last, and a window.
CROP = 99 * 441 + 551


@pytest.mark.parametrize("samples", [0, 1, 1000, CROP - 1])
def test_a_song_shorter_than_a_crop_is_refused(listener, samples):
    with pytest.raises(audio.AudioError, match=r"short one: lasts .* s; the network needs 2\.01 s"):
        listener.follow(tone(440, 3.0)[:samples], name="short one")


def test_a_song_as_long_as_a_crop_is_one_step(listener):
    found = listener.follow(song((610, 3.0))[:CROP])
    assert len(found.times) == 1
    assert found.decisive == (0.0, 2.0)


@pytest.mark.parametrize("odd", [np.nan, np.inf])
def test_samples_that_are_no_numbers_are_refused(listener, odd):
    y = song((610, 4.0))
    y[3000] = odd
    with pytest.raises(audio.AudioError, match="broken one: holds samples that are no finite numbers"):
        listener.follow(y, name="broken one")


def test_a_long_song_is_followed_as_its_parts_are(listener):
    """Features are computed minute by minute: nobody sees the seams."""
    y = song((205, 70), (1810, 80))
    found = listener.follow(y)
    expected = features.mfcc(y, num_ceps=13)
    crop = listener.reference.at_usual_level(expected)[3000:3100]
    step = int(np.abs(found.times - 61).argmin())
    at = round(found.times[step] / features.HOP_SECONDS) - 50
    crop = listener.reference.at_usual_level(expected)[at : at + 100]
    np.testing.assert_allclose(found.each[step], listener.model.predict(crop[None], verbose=0)[0], atol=1e-3)


def test_the_player_has_all_on_one_axis(listener):
    found = listener.follow(song((205, 4), (1810, 5)), name="<b>a</b>")
    player = found.player()
    assert player.seconds == 9
    assert player.caption == "<b>a</b>"
    assert np.frombuffer(player.probabilities, "<f4").reshape(-1, 3) == pytest.approx(found.smooth)
    heard, rate = soundfile.read(io.BytesIO(player.sound))
    assert len(heard) / rate == pytest.approx(9, abs=0.2)
    assert player.marks[0][2] == f"{found.verdict} hangs on this most"
    assert Image.open(io.BytesIO(player.spectrogram)).format == "PNG"


# --- smoothing and pictures ---------------------------------------------------------------------------


def test_averages_are_over_the_crops_that_hold_the_moment():
    times = np.arange(1, 9, 0.5)
    each = np.random.default_rng(0).dirichlet(np.ones(4), len(times)).astype(np.float32)
    found = timeline.averaged(each, times, 2.0)
    for step, moment in enumerate(times):
        holding = np.abs(times - moment) <= 1.0 + 1e-6
        np.testing.assert_allclose(found[step], each[holding].mean(axis=0), atol=1e-6)


def test_an_average_of_what_does_not_change_does_not_change():
    each = np.tile([[0.7, 0.3]], (20, 1)).astype(np.float32)
    np.testing.assert_allclose(timeline.averaged(each, np.arange(20) * 0.5, 5.0), each, atol=1e-6)


def test_crops_reach_from_the_first_frame_to_the_last():
    starts = timeline.crop_starts(1500, 256)
    assert starts[0] == 0
    assert starts[-1] == 1500 - 256
    assert np.diff(starts).max() <= 26
    assert timeline.crop_starts(256, 256).tolist() == [0]
    # Two hours: steps grow, their number does not.
    assert len(timeline.crop_starts(2 * 3600 * 50, 256)) == timeline.MOST_STEPS


def test_an_outline_holds_the_extremes():
    y = np.random.default_rng(0).uniform(-1, 1, 100_003).astype(np.float32)
    found = timeline.outline(y, columns=100)
    assert found.shape == (100, 2)
    assert (found.min(), found.max()) == (y.min(), y.max())
    assert (found[:, 0] <= found[:, 1]).all()
    assert timeline.outline(y[:7]).shape == (7, 2)


def test_a_mel_picture_shows_a_tone_where_it_is():
    y = np.concatenate([np.zeros(2 * SR, np.float32), tone(1000, 2.0)])
    picture = np.array(Image.open(io.BytesIO(timeline.mel_picture(y))).convert("L")).astype(float)
    height, width = picture.shape
    assert picture[:, : width // 2 - 10].max() < 10
    bright = picture[:, 3 * width // 4].argmax()
    # Rows count from the top.
    assert 1 - bright / height == pytest.approx(
        features.hz_to_mel(1000) / features.hz_to_mel(SR / 2), abs=0.03
    )
    # As wide as the song: the tone begins in the middle.
    begins = np.flatnonzero(picture[bright] > 100)[0]
    assert begins / width == pytest.approx(0.5, abs=0.03)


# --- reading a song -----------------------------------------------------------------------------------


def test_a_song_is_read_whatever_its_format(tmp_path):
    y = tone(440, 3.0)
    for kind in ("WAV", "FLAC", "OGG", "MP3"):
        path = tmp_path / "song"
        path.write_bytes(audio.encode(y, kind=kind))
        found = timeline.read_song(path)
        assert found.dtype == np.float32
        assert len(found) == pytest.approx(len(y), abs=SR // 10)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (b"just a text, no song " * 50, ""), (audio.encode(np.zeros(3 * SR)), "silen")],
)
def test_what_is_no_song_is_told_by_the_visitors_name(tmp_path, content, says):
    path = tmp_path / "secret-place"
    path.write_bytes(content)
    with pytest.raises(audio.AudioError) as caught:
        timeline.read_song(path, name="holiday.mp3")
    message = str(caught.value)
    assert message.startswith("holiday.mp3: ")
    assert says in message
    assert "secret-place" not in message
    assert str(tmp_path) not in message
    assert "\n" not in message


def test_a_song_too_long_is_refused_before_it_is_read_whole(tmp_path, monkeypatch):
    path = tmp_path / "long.wav"
    audio.write(path, tone(440, 90.0))
    with pytest.raises(audio.AudioError, match=r"long\.wav: lasts more than 1 minutes"):
        timeline.read_song(path, most_seconds=60)
    assert len(timeline.read_song(path, most_seconds=91)) == 90 * SR
    # By what the file says of itself: nothing of it is decoded.
    monkeypatch.setattr(audio, "blocks", None)
    with pytest.raises(audio.AudioError, match="lasts more than 1 minutes"):
        timeline.read_song(path, most_seconds=60)


def test_a_song_too_long_is_refused_whatever_it_says(tmp_path, monkeypatch):
    path = tmp_path / "long.wav"
    audio.write(path, tone(440, 90.0))
    monkeypatch.setattr(audio, "duration", lambda path: 1.0)
    with pytest.raises(audio.AudioError, match="lasts more than 1 minutes"):
        timeline.read_song(path, most_seconds=60)


# --- how often it was right when it was as sure -------------------------------------------------------


def test_right_when_as_sure_counts_the_nearest():
    sure = np.linspace(0.5, 1, 40)
    predictions = pd.DataFrame({"a": sure, "b": 1 - sure, "true": "a", "predicted": "a"})
    predictions.loc[:19, "true"] = "b"  # the less sure half is wrong
    assert evaluation.when_as_sure(predictions, 0.99).value == 1
    assert evaluation.when_as_sure(predictions, 0.5).value == 0
    assert evaluation.when_as_sure(predictions, 0.9).songs == 10
    assert evaluation.when_as_sure(predictions, 0.9, count=3).songs == 3
