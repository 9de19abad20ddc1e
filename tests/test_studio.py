"""The studio: each knob of a recording must be heard, and nothing else change."""

from dataclasses import replace

import numpy as np
import pytest

from genrekit.corpus import media, studio
from genrekit.corpus.media import BANDS, Recording
from genrekit.corpus.studio import record

SR = 22050
SECONDS = 6
PLAIN = Recording(room_mix=0.0, compression=0.0, noise_db=-120.0, colour_db=0.0, song_db=0.0)
HZ = np.array(BANDS)


@pytest.fixture(scope="module")
def mix():
    """Two stems: bursts of noise like a drum, and a dark hum."""
    rng = np.random.default_rng(0)
    t = np.arange(SECONDS * SR) / SR
    drum = rng.standard_normal(len(t)) * np.exp(-(t % 0.5) / 0.05)
    dark = np.cumsum(rng.standard_normal(len(t)))
    dark -= np.convolve(dark, np.ones(2001) / 2001, mode="same")
    return {"drums": drum.astype(np.float32) * 0.3, "bass": (0.1 * dark / dark.std()).astype(np.float32)}


def db(y):
    return 20 * np.log10(np.sqrt(np.mean(np.square(y, dtype=float))) + 1e-20)


def spectrum(y):
    """Long-term spectrum about its own mean level."""
    s = studio.long_term_spectrum(y)
    return s - s[(HZ > 200) & (HZ < 2000)].mean()


def test_the_result_is_a_clip(mix):
    y = record(mix, Recording(), seed=1)
    assert y.shape == (SECONDS * SR,)
    assert y.dtype == np.float32
    assert np.abs(y).max() <= 1
    assert np.isfinite(y).all()


@pytest.mark.parametrize("wanted", [-30.0, -17.0, -11.0])
def test_level(mix, wanted):
    y = record(mix, replace(PLAIN, level_db=wanted, compression=0.5), seed=1)
    assert db(y) == pytest.approx(wanted, abs=1.5)
    assert np.abs(y).max() <= 1


@pytest.mark.parametrize("name", media.SPECTRA)
def test_long_term_spectrum_meets_its_target(mix, name):
    y = record(mix, replace(PLAIN, spectrum=name, low_hz=20.0, high_hz=11000.0), seed=1)
    inner = (HZ > 60) & (HZ < 8000)
    target = np.array(media.SPECTRA[name])
    difference = (studio.long_term_spectrum(y) - target)[inner]
    assert difference.std() < 3
    untouched = (studio.long_term_spectrum(sum(mix.values())) - target)[inner]
    assert difference.std() < 0.5 * untouched.std()


def test_a_spectrum_may_be_given_in_numbers(mix):
    named = record(mix, replace(PLAIN, spectrum="popular"), seed=1)
    given = record(mix, replace(PLAIN, spectrum=media.SPECTRA["popular"]), seed=1)
    np.testing.assert_array_equal(named, given)


def test_long_term_spectrum_is_a_density():
    rng = np.random.default_rng(0)
    y = rng.standard_normal(10 * SR).astype(np.float32)
    np.testing.assert_allclose(studio.long_term_spectrum(y)[5:], 10 * np.log10(2 / SR), atol=1.2)


@pytest.mark.parametrize(("knob", "hz"), [("bass_db", 60), ("presence_db", 3000), ("treble_db", 9500)])
def test_equaliser(mix, knob, hz):
    flat = studio.long_term_spectrum(record(mix, PLAIN, seed=1))
    turned = studio.long_term_spectrum(record(mix, replace(PLAIN, **{knob: 6.0}), seed=1))
    change = turned - flat
    there, elsewhere = np.argmin(np.abs(HZ - hz)), np.argmin(np.abs(HZ - 700))
    assert change[there] - change[elsewhere] == pytest.approx(5, abs=1.5)


def test_band_limits_of_an_old_disc(mix):
    wide = spectrum(record(mix, PLAIN, seed=1))
    narrow = spectrum(record(mix, replace(PLAIN, low_hz=150.0, high_hz=4500.0), seed=1))
    inside = (HZ > 250) & (HZ < 3000)
    assert np.all(np.abs(narrow - wide)[inside] < 2.5)
    assert narrow[-1] < wide[-1] - 22
    assert narrow[np.argmin(np.abs(HZ - 60))] < wide[np.argmin(np.abs(HZ - 60))] - 8


def test_room_fills_the_gaps(mix):
    def gap(y):  # level well after each stroke against just after
        frames = y.reshape(-1, SR // 2)
        return db(frames[:, 6000:9000]) - db(frames[:, :2000])

    drum = {"drums": mix["drums"]}
    dry = record(drum, PLAIN, seed=1)
    near = record(drum, replace(PLAIN, room_seconds=0.8, room_mix=0.1), seed=1)
    wet = record(drum, replace(PLAIN, room_seconds=1.5, room_mix=0.4), seed=1)
    assert gap(dry) + 5 < gap(near) < gap(wet) - 3
    assert np.argmax(np.abs(dry)) == np.argmax(np.abs(near))  # the stroke stays where it was


def test_compression_makes_it_denser(mix):
    def spread(y):
        return np.std([db(frame) for frame in y[: SECONDS * 20 * 1000].reshape(-1, 1000)])

    spreads = [spread(record(mix, replace(PLAIN, compression=c), seed=1)) for c in (0.0, 0.2, 0.6, 1.0)]
    assert np.all(np.diff(spreads) < 0)
    assert spreads[1] > 0.85 * spreads[0]  # the default keeps the dynamics
    assert spreads[3] < 0.75 * spreads[0]


def test_drive_rounds_the_peaks(mix):
    crests = []
    for drive in (0.0, 0.4, 1.0):
        y = record(mix, replace(PLAIN, drive=drive, level_db=-30), seed=1)
        crests.append(np.abs(y).max() / y.std())
    assert np.all(np.diff(crests) < 0)


def test_noise_hum_and_crackle_of_a_silent_record():
    silence = {"drums": np.zeros(SECONDS * SR, np.float32)}
    assert db(record(silence, replace(PLAIN, noise_db=-50.0), seed=1)) == pytest.approx(-50, abs=0.5)
    hum = record(silence, replace(PLAIN, hum_db=-40.0, seed=3), seed=1)
    peak = np.argmax(np.abs(np.fft.rfft(hum))) * SR / len(hum)
    assert min(abs(peak - 50), abs(peak - 60)) < 1
    assert db(hum) == pytest.approx(-40, abs=1.5)
    quiet = record(silence, PLAIN, seed=1)
    clicks = record(silence, replace(PLAIN, crackle=20.0), seed=1)
    assert np.abs(quiet).max() < 1e-4
    loud = np.flatnonzero(np.abs(clicks) > 2e-3)
    bursts = 1 + np.count_nonzero(np.diff(loud) > 100)
    assert 0.4 * 20 * SECONDS < bursts < 1.2 * 20 * SECONDS


def test_seeds():
    rng = np.random.default_rng(5)
    y = {"melody": (rng.standard_normal(2 * SR) * 0.1).astype(np.float32)}
    noisy = replace(PLAIN, noise_db=-40.0, crackle=5.0, room_mix=0.2, doubling=0.5)
    first = record(y, noisy, seed=1)
    studio.clear()
    np.testing.assert_array_equal(first, record(y, noisy, seed=1))
    assert not np.array_equal(first, record(y, noisy, seed=2))
    assert not np.array_equal(first, record(y, replace(noisy, seed=1), seed=1))


def test_stems_are_left_as_they_were(mix):
    before = {role: y.copy() for role, y in mix.items()}
    record(mix | {"melody": mix["drums"]}, Recording(compression=0.8, drive=0.5, doubling=0.5), seed=0)
    both = record({"drums": sum(mix.values())}, Recording(), seed=0)
    np.testing.assert_allclose(both, record(mix, Recording(), seed=0), atol=1e-5)
    for role, y in mix.items():
        np.testing.assert_array_equal(y, before[role])


def test_doubling_is_a_second_take_of_melody_and_harmony():
    click = np.zeros(SECONDS * SR, np.float32)
    click[SR::SR] = 1.0
    doubled = replace(PLAIN, doubling=0.5)
    np.testing.assert_array_equal(
        record({"drums": click}, doubled, seed=1), record({"drums": click}, PLAIN, seed=1)
    )
    for role in ("harmony", "melody"):
        twice = studio._mix({role: click}, doubled, SR)
        late = []
        for start in range(SR, SECONDS * SR, SR):
            after = twice[start + 1 : start + SR // 10]
            assert twice[start] == pytest.approx(1.0)
            assert after.sum() == pytest.approx(0.5, abs=0.02)
            late.append(np.argmax(after) / SR)
        assert 0.008 < min(late) < max(late) < 0.03  # near enough to be heard as one
        assert max(late) - min(late) > 0.0005  # and never twice the same


def test_doubling_keeps_the_length_of_short_sounds():
    for samples in (1, 255, 256, 257, 5000):
        y = record({"melody": np.full(samples, 0.1, np.float32)}, replace(PLAIN, doubling=1.0), seed=0)
        assert y.shape == (samples,)
        assert np.isfinite(y).all()


def test_what_cannot_be_recorded_is_refused(mix):
    with pytest.raises(ValueError, match="one length"):
        record(mix | {"melody": mix["bass"][:-1]}, PLAIN, seed=0)
    with pytest.raises(ValueError, match="one length"):
        record({}, PLAIN, seed=0)
    with pytest.raises(ValueError, match="finite"):
        record({"bass": np.full(SR, np.nan, np.float32)}, PLAIN, seed=0)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"spectrum": "polka"}, "spectrum 'polka' is not one of popular"),
        ({"spectrum": (0.0, 1.0, 2.0)}, "spectrum has 3 values"),
        ({"room": "cave"}, "room 'cave' is not one of room, hall"),
        ({"room_seconds": -1.0}, "room_seconds is -1.0: use 0 or more"),
        ({"doubling": 1.5}, "doubling is 1.5: use a number from 0 to 1"),
        ({"compression": float("nan")}, "compression is nan"),
    ],
)
def test_a_recording_that_is_none_is_refused(changed, says):
    with pytest.raises(ValueError, match=f"^{says}"):
        replace(PLAIN, **changed)
    with pytest.raises(ValueError, match=f"^{says}"):
        media.on("78", **changed)


def test_colour_is_the_studios_and_not_the_songs(mix):
    plain = studio.long_term_spectrum(record(mix, PLAIN, seed=1))
    heard = [
        studio.long_term_spectrum(record(mix, replace(PLAIN, colour_db=3.0, seed=seed), seed=1)) - plain
        for seed in (1, 2)
    ]
    wanted = [media.colour_of(replace(PLAIN, colour_db=3.0, seed=seed)) for seed in (1, 2)]
    inside = slice(4, 23)
    for here, curve in zip(heard, wanted, strict=True):
        assert np.corrcoef(here[inside], curve[inside])[0, 1] > 0.95
    assert np.abs(heard[0] - heard[1])[inside].max() > 2
    curves = [media.colour_of(replace(PLAIN, colour_db=3.0, seed=seed)) for seed in range(200)]
    assert 2.7 < np.std(curves) < 3.3


def test_songs_of_an_artist_are_mixed_differently(mix):
    one = replace(PLAIN, song_db=3.0, seed=4)
    plain = record(mix, PLAIN, seed=1)
    inside = slice(4, 23)
    for song in (1, 2):
        curve, louder = media.mix_of(one, song)
        y = record(mix, one, seed=song)
        heard = studio.long_term_spectrum(y) - studio.long_term_spectrum(plain)
        assert np.corrcoef(heard[inside], curve[inside])[0, 1] > 0.95
        assert db(y) - db(plain) == pytest.approx(louder, abs=0.5)
    drawn = [media.mix_of(one, song) for song in range(400)]
    assert np.std([curve for curve, _ in drawn]) == pytest.approx(3.0, rel=0.1)
    assert np.std([louder for _, louder in drawn]) == pytest.approx(1.5, rel=0.15)


def reference(mix, recording):
    """The filters of a recording in one long Fourier transform."""
    half = len(mix) // 2
    tail = int(recording.room_seconds * SR)
    columns = studio._COLUMNS * studio.fft.next_fast_len(
        -(-(half + tail + studio._LEAD) // (studio._ROWS * studio._COLUMNS))
    )
    n = studio._ROWS * columns  # the room's noise is drawn for a length
    response = studio._medium(n, SR, recording.low_hz, recording.high_hz)
    response = response * studio._room(
        n, SR, recording.room, recording.room_seconds, recording.room_mix, recording.seed
    )
    impulse = np.fft.fftshift(np.fft.irfft(response, n))
    return np.convolve(mix, impulse)[n // 2 :][: len(mix)]


def test_the_two_halves_of_a_clip_are_filtered_as_one(mix, monkeypatch):
    monkeypatch.setattr(studio, "MATCH", 0.0)  # the equaliser is another test's matter
    recording = replace(PLAIN, room_mix=0.3, room_seconds=1.0, seed=8)
    y = sum(mix.values())
    here = studio._filter(y, recording, np.zeros(len(BANDS)), SR)
    np.testing.assert_allclose(here, reference(y, recording), atol=2e-3 * np.abs(y).max())


@pytest.mark.parametrize(("dark", "bright", "hz"), [("hall", "plate", 8500), ("spring", "room", 5500)])
def test_rooms_differ(mix, dark, bright, hz):
    def ring(room):  # what is left of a stroke in its gap, about the lows
        y = record({"drums": mix["drums"]}, replace(PLAIN, room=room, room_mix=0.5, room_seconds=2.0), seed=1)
        gap = studio.long_term_spectrum(y.reshape(-1, SR // 2)[:, 7000:].ravel())
        return gap[np.argmin(np.abs(HZ - hz))] - gap[np.argmin(np.abs(HZ - 500))]

    assert ring(dark) < ring(bright) - 3


def test_the_treble_of_a_room_dies_first(monkeypatch):
    def fall(damping):  # of the treble about the lows, in dB, within the first third of a second
        kind = media.Reverberation(first_ms=1, early=0, damping=damping, high_hz=11000)
        monkeypatch.setitem(studio.ROOMS, "room", kind)
        impulse = np.fft.irfft(studio._room(1 << 17, SR, "room", 2.0, 1.0, 1))
        early, late = (
            studio.long_term_spectrum(impulse[int(begin * SR) :][: SR // 10]) for begin in (0.02, 0.3)
        )
        lows, treble = (HZ > 200) & (HZ < 1000), HZ > 4000
        return (late - early)[lows].mean() - (late - early)[treble].mean()

    assert abs(fall(0.0)) < 1
    assert fall(0.0) + 1 < fall(0.4) < fall(1.0) - 1


def test_difficulty_moves_artists_apart():
    own = [
        media.on("78", seed=1),
        media.on("loud disc", seed=2),
        media.on("club", treble_db=3.0, room="plate", seed=3),
    ]

    def spread(difficulty):
        here = [media.with_difficulty(one, own, difficulty) for one in own]
        return np.std([media.spectrum_of(r) + media.colour_of(r) for r in here], axis=0).mean()

    assert media.with_difficulty(own[0], own, 0.5) is own[0]
    alike = [media.with_difficulty(one, own, 0) for one in own]
    assert len({replace(r, seed=0) for r in alike}) == 1
    assert spread(0) < 1e-6 < spread(0.25) < spread(0.5) < spread(1)
    hard = [media.with_difficulty(one, own, 1) for one in own]
    assert all(0 <= r.room_mix <= 1 and 20 <= r.low_hz < r.high_hz <= 15000 for r in hard)
    wide = [media.on("digital", high_hz=15000.0, seed=1), media.on("78", seed=2)]
    for one in wide:  # nothing jumps where the dial leaves its middle
        beside = media.with_difficulty(one, wide, 0.5 + 1e-9)
        np.testing.assert_allclose(media.spectrum_of(beside), media.spectrum_of(one), atol=1e-6)
        for name in media._LIMITS:
            assert getattr(beside, name) == pytest.approx(getattr(one, name), abs=1e-3)


@pytest.mark.parametrize("difficulty", [-0.1, 1.01, float("nan")])
def test_difficulty_is_checked(difficulty):
    with pytest.raises(ValueError, match=r"^difficulty is .*: use a number from 0 to 1"):
        media.with_difficulty(Recording(), [Recording()], difficulty)


def test_media_are_named():
    with pytest.raises(ValueError, match=r"^medium 'cassette' is not one of 78, radio"):
        media.on("cassette")
