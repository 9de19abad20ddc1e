"""Features against the reference, against known tones, and what the cache promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import python_speech_features as psf
import soundfile
from conftest import make_folder, tone
from hypothesis import given, settings
from hypothesis import strategies as st

from genrekit import collection, features, listen
from genrekit.audio import SR, AudioError


def noise(seconds=1.0, seed=0):
    return (0.1 * np.random.default_rng(seed).standard_normal(round(seconds * SR))).astype(np.float32)


def clicks(seconds=1.0):
    y = np.full(round(seconds * SR), 1e-4, np.float32)
    y[:: SR // 7] = 0.8
    return y


def chirp(seconds=1.0):
    t = np.arange(round(seconds * SR)) / SR
    return (0.5 * np.sin(2 * np.pi * (100 + 4000 * t) * t)).astype(np.float32)


SIGNALS = {
    "tone": tone(440),
    "low tone": tone(55, 0.7),
    "noise": noise(),
    "clicks": clicks(),
    "chirp": chirp(1.3),
    "vowel": listen.vowel(131),
}


# --- frames -------------------------------------------------------------------------------------------


def test_frame_cuts_whole_frames_only():
    y = np.arange(10)
    assert features.frame(y, 4, 3).tolist() == [[0, 1, 2, 3], [3, 4, 5, 6], [6, 7, 8, 9]]
    assert features.frame(y, 4, 4).tolist() == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert features.frame(y, 10, 3).shape == (1, 10)
    assert features.frame(y, 2, 5).tolist() == [[0, 1], [5, 6]]
    assert features.frame(y, 1, 1).shape == (10, 1)


def test_frame_copies_nothing_and_cannot_be_written_to():
    y = np.zeros(1000, np.float32)
    frames = features.frame(y, 100, 50)
    assert np.shares_memory(frames, y)
    with pytest.raises(ValueError, match="read-only"):
        frames[0, 0] = 1


@pytest.mark.parametrize(
    ("samples", "length", "hop", "words"),
    [
        (99, 100, 10, "99 samples"),
        (100, 0, 10, "length is 0"),
        (100, 10, 0, "hop is 0"),
        (0, 1, 1, "0 samples"),
    ],
)
def test_frame_says_what_is_wrong(samples, length, hop, words):
    with pytest.raises(ValueError, match=words):
        features.frame(np.zeros(samples), length, hop)


def test_a_clip_of_30_seconds_has_1499_frames():
    coefs = features.mfcc(noise(30), num_ceps=26)
    assert coefs.shape == (1499, 26)
    assert len(features.frame(np.zeros(30 * SR), 551, 441)) == 1499


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_the_last_frame_of_mfccs_is_whole(extra):
    samples = 551 + 9 * 441 + extra
    assert len(features.mfcc(noise(2)[:samples])) == (9 if extra < 0 else 10)


def test_seconds_become_samples_as_in_the_reference():
    for x in (0.5, 1.49, 1.5, 2.5, 220.5, 551.25, 441.0):
        assert features.round_half_up(x) == psf.sigproc.round_half_up(x)
    assert [features.fft_size(n) for n in (1, 2, 3, 511, 512, 513, 551, 1024)] == [
        1, 2, 4, 512, 512, 1024, 1024, 1024,
    ]  # fmt: skip
    assert features.frames_in(6) == 300
    assert features.frames_in(0.5, 0.01) == 50


# --- spectrogram and mel ------------------------------------------------------------------------------


@pytest.mark.parametrize(("hz", "n_fft", "hop"), [(100, 4096, 512), (440, 2048, 512), (5000, 1024, 256)])
def test_spectrogram_of_a_tone(hz, n_fft, hop):
    power = features.spectrogram(tone(hz, level=1.0), n_fft=n_fft, hop=hop)
    assert power.shape == (1 + (SR - n_fft) // hop, n_fft // 2 + 1)
    peak = power.argmax(axis=1) * SR / n_fft
    assert np.abs(peak - hz).max() <= SR / n_fft / 2
    # A Hann window loses at most 1.42 dB when a tone lies between two bins.
    assert np.abs(features.to_db(power.max(axis=1)) + 0.71).max() <= 0.75


def test_spectrogram_level_is_exact_on_a_bin_and_falls_with_the_tone():
    hz = 40 * SR / 2048
    loud, soft = (features.spectrogram(tone(hz, level=level))[5, 40] for level in (1.0, 0.1))
    assert features.to_db(loud) == pytest.approx(0, abs=0.01)
    assert features.to_db(soft) == pytest.approx(-20, abs=0.01)
    assert features.spectrogram(tone(hz))[5, 60] < 1e-8


def test_spectrogram_finds_when():
    y = np.zeros(SR, np.float32)
    y[12_000] = 1
    energy = features.spectrogram(y, n_fft=512, hop=128).sum(axis=1)
    middle = energy.argmax() * 128 + 256
    assert abs(middle - 12_000) <= 128


def test_decibels():
    assert features.to_db(np.array([1, 0.1, 1e-6, 0])).round(3).tolist() == [0, -10, -60, -80]
    assert features.to_db(0.0, floor_db=-100) == -100


def test_mel_scale():
    assert features.hz_to_mel(0) == 0
    assert features.hz_to_mel(1000) == pytest.approx(1000, abs=0.1)
    hz = np.linspace(0, SR / 2, 50)
    np.testing.assert_allclose(features.mel_to_hz(features.hz_to_mel(hz)), hz, atol=1e-6)
    np.testing.assert_allclose(features.hz_to_mel(hz), psf.base.hz2mel(hz))


def test_mel_filters_are_triangles_that_add_up_to_one():
    bank = features.mel_filterbank(26, 4096)
    hz = np.arange(2049) * SR / 4096
    centres = features.mel_to_hz(np.linspace(0, features.hz_to_mel(SR / 2), 28))[1:-1]
    assert np.abs(hz[bank.argmax(axis=1)] - centres).max() <= SR / 4096
    between = (hz >= centres[0]) & (hz <= centres[-1])
    np.testing.assert_allclose(bank[:, between].sum(axis=0), 1, atol=1e-5)
    assert bank.min() == 0
    assert bank.max() <= 1
    assert not bank[:, 0].any()


def test_mel_filters_differ_from_the_reference_by_its_rounding_only():
    ours, theirs = features.mel_filterbank(26, 65536), psf.get_filterbanks(26, 65536, SR)
    assert np.abs(ours - theirs).max() < 0.01


def test_mel_filters_keep_to_their_band_and_are_read_only():
    bank = features.mel_filterbank(10, 2048, low_hz=300, high_hz=4000)
    hz = np.arange(1025) * SR / 2048
    assert not bank[:, (hz <= 300) | (hz >= 4000)].any()
    with pytest.raises(ValueError, match="read-only"):
        bank[0, 0] = 1


def test_too_many_mel_filters_are_refused():
    with pytest.raises(ValueError, match=r"num_filters is 200.*n_fft=512.*Take fewer"):
        features.mel_filterbank(200, 512)


@pytest.mark.parametrize("hz", [110, 440, 1760, 7040])
def test_log_mel_of_a_tone(hz):
    db = features.log_mel(tone(hz), num_filters=64)
    assert db.shape[1] == 64
    centres = features.mel_to_hz(np.linspace(0, features.hz_to_mel(SR / 2), 66))[1:-1]
    loudest = np.abs(features.hz_to_mel(centres[db.mean(axis=0).argmax()]) - features.hz_to_mel(hz))
    assert loudest <= features.hz_to_mel(SR / 2) / 65
    assert db.min() >= -80


# --- MFCCs, step by step ------------------------------------------------------------------------------


def by_hand(y, *, num_ceps=26, num_filters=26, hop=441, length=551):
    """Every step in NumPy, in double precision, with the name that the reference has for it."""
    steps, n_fft = {}, 1 << (length - 1).bit_length()
    y = np.asarray(y, np.float64)
    steps["preemphasis"] = np.r_[y[0], y[1:] - 0.97 * y[:-1]]
    n = np.arange(length)
    starts = np.arange(0, len(y) - length + 1, hop)
    frames = steps["preemphasis"][starts[:, None] + n]
    steps["framesig"] = frames * (0.54 - 0.46 * np.cos(2 * np.pi * n / (length - 1)))
    steps["powspec"] = np.abs(np.fft.fft(steps["framesig"], n_fft)[:, : n_fft // 2 + 1]) ** 2 / n_fft
    points = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + SR / 1400), num_filters + 2) / 2595) - 1)
    bins = np.floor((n_fft + 1) * points / SR)
    bank = [np.interp(np.arange(n_fft // 2 + 1), bins[m : m + 3], (0, 1, 0)) for m in range(num_filters)]
    steps["fbank"] = steps["powspec"] @ np.transpose(bank)
    m = np.arange(num_filters)
    cosines = np.sqrt(2 / num_filters) * np.cos(np.pi * m[:, None] * (2 * m + 1) / (2 * num_filters))
    cosines[0] /= np.sqrt(2)
    steps["dct"] = (np.log(steps["fbank"]) @ cosines.T)[:, :num_ceps]
    steps["lifter"] = steps["dct"] * (1 + 11 * np.sin(np.pi * np.arange(num_ceps) / 22))
    steps["mfcc"] = steps["lifter"].copy()
    steps["mfcc"][:, 0] = np.log(steps["powspec"].sum(axis=1))
    return steps


@pytest.mark.parametrize("y", SIGNALS.values(), ids=SIGNALS.keys())
def test_each_step_is_that_of_the_reference(y):
    y = y.astype(np.float64)
    ours = by_hand(y)
    count = len(ours["mfcc"])
    emphasised = psf.sigproc.preemphasis(y, 0.97)
    np.testing.assert_allclose(ours["preemphasis"], emphasised)
    frames = psf.sigproc.framesig(emphasised, 551, 441, np.hamming)[:count]
    np.testing.assert_allclose(ours["framesig"], frames, atol=1e-12)
    np.testing.assert_allclose(ours["powspec"], psf.sigproc.powspec(frames, 1024), atol=1e-14)
    settings = {"winstep": 0.02, "nfft": 1024, "winfunc": np.hamming}
    energies, total = psf.fbank(y, SR, **settings)
    np.testing.assert_allclose(ours["fbank"], energies[:count], rtol=1e-6)
    np.testing.assert_allclose(ours["mfcc"][:, 0], np.log(total)[:count], atol=1e-6)
    plain = psf.mfcc(y, SR, numcep=26, ceplifter=0, appendEnergy=False, **settings)[:count]
    np.testing.assert_allclose(ours["dct"], plain, atol=1e-4)
    np.testing.assert_allclose(ours["lifter"], psf.lifter(plain, 22), atol=1e-3)


@pytest.mark.parametrize("y", SIGNALS.values(), ids=SIGNALS.keys())
@pytest.mark.parametrize(
    ("num_ceps", "num_filters", "hop_seconds"),
    [(26, 26, 0.02), (18, 26, 0.02), (13, 26, 0.01), (20, 40, 0.03)],
)
def test_mfccs_are_the_steps_put_together(y, num_ceps, num_filters, hop_seconds):
    coefs = features.mfcc(y, num_ceps=num_ceps, num_filters=num_filters, hop_seconds=hop_seconds)
    hop = psf.sigproc.round_half_up(hop_seconds * SR)
    # What the features do in single precision shows only where a band holds next to nothing.
    expected = by_hand(y, num_ceps=num_ceps, num_filters=num_filters, hop=hop)["mfcc"]
    assert coefs.dtype == np.float32
    assert coefs.shape == expected.shape
    np.testing.assert_allclose(coefs, expected, atol=0.05 if y is not SIGNALS["noise"] else 1e-3)


def reference(y, *, num_ceps, num_filters, window_seconds, hop_seconds):
    """What python_speech_features makes of a sound, without frames that it pads."""
    length, hop = (psf.sigproc.round_half_up(seconds * SR) for seconds in (window_seconds, hop_seconds))
    how = {"nfft": features.fft_size(length), "winfunc": np.hamming, "nfilt": num_filters}
    coefs = psf.mfcc(y, SR, winlen=window_seconds, winstep=hop_seconds, numcep=num_ceps, **how)
    return coefs[: max(1, 1 + (len(y) - length) // hop)]


@st.composite
def signals(draw):
    """What there is, and what there should not be: tones, noise, clicks, silence, fades, of any level."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    samples = draw(st.integers(1, SR))
    t = np.arange(samples) / SR
    parts = {
        "noise": rng.standard_normal(samples),
        "dull noise": np.cumsum(rng.standard_normal(samples)) / 100,
        "tone": np.sin(2 * np.pi * draw(st.floats(1, SR / 2)) * t),
        "square": np.sign(np.sin(2 * np.pi * draw(st.floats(1, SR / 2)) * t)),
        "clicks": (rng.random(samples) < 0.001).astype(float),
        "steady": np.ones(samples),
        "fade": rng.standard_normal(samples) * 10.0 ** (-draw(st.floats(0, 30)) * t),
        "half silent": rng.standard_normal(samples) * (t > draw(st.floats(0, 1))),
        "coarse": np.round(rng.standard_normal(samples) * 4) / 4,
    }
    chosen = draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=3))
    levels = [10.0 ** draw(st.floats(-12, 0)) for _ in chosen]
    return sum(level * parts[name] for level, name in zip(levels, chosen, strict=True)).astype(np.float32)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    signals(), st.integers(1, 40), st.sampled_from([13, 26, 40]), st.floats(0.005, 0.1), st.floats(0.002, 0.2)
)
def test_mfccs_are_those_of_the_reference_to_a_thousandth(
    y, num_ceps, num_filters, window_seconds, hop_seconds
):
    how = {
        "num_ceps": min(num_ceps, num_filters),
        "num_filters": num_filters,
        "window_seconds": window_seconds,
        "hop_seconds": hop_seconds,
    }
    expected = reference(y, **how)
    ours = features.mfcc(y, **how)
    assert ours.dtype == np.float32
    assert ours.shape == expected.shape
    # Relative to the coefficient, or to 1 where it is smaller: they go through zero.
    assert (np.abs(ours - expected) <= 1e-3 * np.maximum(1, np.abs(expected))).all()


def test_the_whole_frame_is_used():
    """The reference's own FFT of 512 would not see the last 39 samples of a frame."""
    y = noise(0.1)[:551]
    changed = y.copy()
    changed[515:545] += 0.5 * np.sin(np.arange(30)).astype(np.float32)
    assert np.abs(features.mfcc(y) - features.mfcc(changed)).max() > 0.1


def test_the_first_18_of_26_are_the_18():
    for y in SIGNALS.values():
        np.testing.assert_array_equal(features.mfcc(y, num_ceps=26)[:, :18], features.mfcc(y, num_ceps=18))


def test_what_mfccs_do_not_hear():
    y = noise()
    coefs = features.mfcc(y)
    np.testing.assert_array_equal(coefs, features.mfcc(-y))
    softer = features.mfcc(0.1 * y)
    np.testing.assert_allclose(softer[:, 0] - coefs[:, 0], np.log(0.01), atol=1e-3)
    np.testing.assert_allclose(softer[:, 1:], coefs[:, 1:], atol=1e-2)


def test_a_silent_stretch_gives_finite_numbers():
    y = noise()
    y[5000:15000] = 0
    assert np.isfinite(features.mfcc(y)).all()


@pytest.mark.parametrize("num_ceps", [0, 27, -1])
def test_number_of_coefficients_out_of_range(num_ceps):
    with pytest.raises(ValueError, match=f"num_ceps is {num_ceps}; choose 1 to 26"):
        features.mfcc(noise(0.1), num_ceps=num_ceps)


# --- extraction and cache -----------------------------------------------------------------------------


@pytest.fixture
def songs(tmp_path):
    return collection.from_folder(make_folder(tmp_path / "songs", songs=2, seconds=1.0))


def kept(home):
    return sorted(file for file in (home / "cache").rglob("*") if file.is_file())


def test_extract_keeps_order_labels_and_values(songs):
    found = features.extract(songs, jobs=2, progress=False)
    assert found.table.index.tolist() == songs.table.index.tolist()
    assert found.genres == songs.genres == ("high", "low", "mid")
    assert found.labels.tolist() == [0, 0, 1, 1, 2, 2]
    assert found.left_out == {}
    for clip, values in zip(found.table.index, found.values, strict=True):
        np.testing.assert_array_equal(values, features.mfcc(songs.load(clip), num_ceps=26))


def test_a_second_extraction_computes_nothing(songs, home, monkeypatch):
    first = features.extract(songs, jobs=1, progress=False)
    before = {file: file.stat().st_mtime_ns for file in kept(home)}
    assert {file.suffix for file in before} == {".npy", ".json"}

    def never(*args, **kwargs):
        raise AssertionError("computed again")

    monkeypatch.setattr(features.cepstra, "mfcc_of_blocks", never)
    monkeypatch.setattr(features.extraction.audio, "blocks", never)
    second = features.extract(songs, jobs=1, progress=False)
    for a, b in zip(first.values, second.values, strict=True):
        np.testing.assert_array_equal(a, b)
    fewer = features.extract(songs, num_ceps=18, jobs=1, progress=False)
    assert {x.shape[1] for x in fewer.values} == {18}
    np.testing.assert_array_equal(fewer.values[0], first.values[0][:, :18])
    assert {file: file.stat().st_mtime_ns for file in kept(home)} == before


def test_the_cache_notices_another_hop_and_a_changed_file(songs, tmp_path):
    first = features.extract(songs, jobs=1, progress=False)
    other = features.extract(songs, hop_seconds=0.01, jobs=1, progress=False)
    assert len(other.values[0]) > 1.9 * len(first.values[0])
    assert other.hop_seconds == 0.01
    soundfile.write(tmp_path / "songs/low/low.00000.wav", tone(3000, 2.0), SR)
    again = collection.from_folder(tmp_path / "songs")
    values = dict(zip(again.table.index, features.extract(again, jobs=1, progress=False).values, strict=True))
    expected = features.mfcc(again.load("low.00000"), num_ceps=26)
    np.testing.assert_array_equal(values["low.00000"], expected)


def test_an_interrupted_extraction_keeps_what_is_done(songs, home, monkeypatch):
    real, done = features.mfcc_of_blocks, []

    def interrupted(y, **kwargs):
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(1)
        return real(y, **kwargs)

    monkeypatch.setattr(features.cepstra, "mfcc_of_blocks", interrupted)
    with pytest.raises(KeyboardInterrupt):
        features.extract(songs, jobs=1, progress=False)
    (shard,) = (home / "cache").rglob("*.npy")
    assert np.load(shard, allow_pickle=False).shape == (3 * 49, 26)

    def counted(y, **kwargs):
        done.append(1)
        return real(y, **kwargs)

    monkeypatch.setattr(features.cepstra, "mfcc_of_blocks", counted)
    whole = features.extract(songs, jobs=1, progress=False)
    assert len(whole) == len(songs) == len(done)


def test_a_write_that_breaks_leaves_no_half_file(songs, home, monkeypatch):
    real = np.save

    def half(file, array, **kwargs):
        real(file, array[:3], **kwargs)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(features.extraction.np, "save", half)
    with pytest.raises(OSError, match="No space left"):
        features.extract(songs, jobs=1, progress=False)
    assert kept(home) == []
    monkeypatch.setattr(features.extraction.np, "save", real)
    assert len(features.extract(songs, jobs=1, progress=False)) == len(songs)


def test_bad_clips_are_named_and_the_others_go_on(tmp_path):
    root = make_folder(tmp_path / "songs", songs=2, seconds=1.0)
    soundfile.write(root / "low/silent.wav", np.zeros(SR), SR)
    soundfile.write(root / "low/numberless.wav", np.full(SR, np.nan), SR, subtype="FLOAT")
    soundfile.write(root / "mid/blink.wav", tone(seconds=0.02), SR)
    (root / "mid/empty.wav").write_bytes(b"")
    (root / "high/text.wav").write_text("no sound at all")
    found = features.extract(collection.from_folder(root), jobs=2, progress=False)
    assert len(found) == 6
    reasons = {
        "low/silent": "silent",
        "low/numberless": "no numbers",
        "mid/blink": "shorter than one frame",
        "mid/empty": "empty",
        "high/text": "no sound",
    }
    assert set(found.left_out) == set(reasons)
    for clip, words in reasons.items():
        assert words in found.left_out[clip]
        assert clip.split("/")[1] in found.left_out[clip]
        assert "\n" not in found.left_out[clip]


def test_no_good_clip_at_all(tmp_path):
    for genre in ("a", "b"):
        (tmp_path / genre).mkdir()
        soundfile.write(tmp_path / genre / "silent.wav", np.zeros(SR), SR)
    with pytest.raises(ValueError, match=r"no clip of .* can be used; the first: .*silent"):
        features.extract(collection.from_folder(tmp_path), progress=False)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"num_ceps": 0}, "num_ceps is 0"),
        ({"num_ceps": 27}, "1 to 26"),
        ({"hop_seconds": 0}, "hop_seconds is 0"),
    ],
)
def test_extract_refuses_parameters_out_of_range(songs, wrong, words):
    with pytest.raises(ValueError, match=words):
        features.extract(songs, progress=False, **wrong)


def test_clips_too_short_for_a_crop_are_left_out_by_name(tmp_path):
    root = make_folder(tmp_path / "songs", songs=2, seconds=2.0)
    soundfile.write(root / "low/short.wav", tone(seconds=1.0), SR)
    found = features.extract(collection.from_folder(root), jobs=1, progress=False)
    long = found.at_least(1.5)
    assert len(found) == 7
    assert len(long) == len(long.table) == 6
    assert list(long.left_out) == ["low/short"]
    assert "shorter than one crop of 1.5 s" in long.left_out["low/short"]


def test_composed_clips_are_extracted(home):
    few = collection.embedded(clips_per_genre=1, seconds=5)
    few = few.select(few.table.index[:2])
    found = features.extract(few, num_ceps=18, jobs=1, progress=False)
    assert [values.shape for values in found.values] == [(249, 18)] * 2
    assert all(values.std(axis=0).min() > 0 for values in found.values)
    assert len(kept(home)) == 2  # a shard, and what is in it


def test_a_file_that_cannot_be_read_is_an_audio_error(songs, tmp_path):
    (tmp_path / "songs/low/low.00000.wav").unlink()
    with pytest.raises(AudioError, match=r"low\.00000\.wav: there is no such file"):
        songs.load("low.00000")
    found = features.extract(songs, jobs=1, progress=False)
    assert list(found.left_out) == ["low.00000"]


def some_features(lengths=(10, 25, 7), coefs=3):
    rng = np.random.default_rng(0)
    values = tuple(rng.standard_normal((length, coefs)).astype(np.float32) for length in lengths)
    table = pd.DataFrame({"genre": "jazz", "artist": list("xyz")[: len(lengths)]})
    table.index = [f"jazz.{n:05d}" for n in range(len(lengths))]
    return features.Features(values, table, ("blues", "jazz"), hop_seconds=0.1)


def test_averaged_frames_are_means_of_neighbours():
    songs = some_features()
    fewer = songs.averaged(4)
    assert [len(x) for x in fewer.values] == [2, 6, 1]
    assert fewer.hop_seconds == pytest.approx(0.4)
    np.testing.assert_allclose(fewer.values[1][2], songs.values[1][8:12].mean(axis=0), rtol=1e-6)
    assert fewer.values[0].dtype == np.float32
    assert list(songs.averaged(8).left_out) == ["jazz.00002"]
    with pytest.raises(ValueError, match="count is 0"):
        songs.averaged(0)


def test_pieces_are_the_song_again_and_know_it():
    songs = some_features()
    cut = songs.pieces(0.8)
    assert cut.table.index.tolist() == ["jazz.00000#0", "jazz.00001#0", "jazz.00001#1", "jazz.00001#2"]
    assert cut.table["song"].tolist() == ["jazz.00000"] + ["jazz.00001"] * 3
    assert cut.table["artist"].tolist() == ["x", "y", "y", "y"]
    assert (cut.labels == 1).all()
    np.testing.assert_array_equal(np.concatenate(cut.values[1:]), songs.values[1][:24])
    assert list(cut.left_out) == ["jazz.00002"]
    assert "shorter" in cut.left_out["jazz.00002"]
    with pytest.raises(ValueError, match="seconds is"):
        songs.pieces(0.01)


def test_statistics_of_a_song():
    song = np.array([[0, 1], [2, 1], [0, 1], [2, 1]], np.float32)
    found = features.statistics([song, np.add(song[:3], [1, 5])])
    np.testing.assert_allclose(found[0], [1, 1, 1, 0, np.std([2, -2, 2]), 0], rtol=1e-6)
    np.testing.assert_allclose(found[1, :2], [5 / 3, 6], rtol=1e-6)
    assert found.shape == (2, 6)
    # Time is gone but for its steps: backwards it is the same song.
    np.testing.assert_allclose(features.statistics([song[::-1]])[0], found[0], rtol=1e-6)
    np.testing.assert_array_equal(features.statistics(np.stack([song, song]))[1], found[0])
    with pytest.raises(ValueError, match="fewer than two frames"):
        features.statistics([song[:1]])
