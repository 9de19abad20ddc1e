"""The voices against what a listener would notice: pitch, vowels, hisses, joined notes, level, sameness."""

import subprocess
import sys
import zlib
from dataclasses import replace

import numpy as np
import pytest

from genrekit.corpus import phonetics, sampler
from genrekit.corpus.instruments import PROGRAMS
from genrekit.corpus.players import singer
from genrekit.corpus.score import NOTE, Part
from genrekit.corpus.speech import speech
from genrekit.corpus.voice import VOICES, render

SR = 22050


def notes(*rows):
    return np.array([tuple(row) + (0.0,) * (6 - len(row)) for row in rows], NOTE)


def tune(low=50, count=16):
    return notes(
        *((0.5 + i * 0.4, 0.37, low + (i * 5) % 12, 0.8, -1.0 * (i % 3 == 0), 0.3) for i in range(count))
    )


def sing(rows, kind="tenor", seconds=8.0, seed=1):
    return render(rows, VOICES[kind], seconds, SR, seed)


def rms(y, begin, end):
    return float(np.sqrt(np.mean(np.square(y[round(begin * SR) : round(end * SR)], dtype=float))))


def pitch_of(y):
    """MIDI pitch by the first strong peak of the autocorrelation, read between samples."""
    spectrum = np.fft.rfft(y * np.hanning(len(y)), 4 * len(y))
    r = np.fft.irfft(np.abs(spectrum) ** 2)[: SR // 60]
    r /= 1 - np.arange(len(r)) / len(y)
    first = SR // 1200
    peaks = [k for k in range(first, len(r) - 1) if r[k - 1] < r[k] >= r[k + 1]]
    k = next(k for k in peaks if r[k] > 0.9 * max(r[p] for p in peaks))
    a, b, c = r[k - 1 : k + 2]
    return 69 + 12 * np.log2(SR / (k + 0.5 * (a - c) / (a - 2 * b + c)) / 440)


@pytest.mark.parametrize("kind", ["tenor", "bass singer", "soprano", "breathy pop", "country tenor"])
def test_a_held_note_is_in_tune(kind):
    low, high = VOICES[kind].compass
    for pitch in (low, (low + high) // 2, high):
        y = sing(notes((0.3, 2.0, pitch, 0.8)), kind, 2.6)
        heard = np.median([pitch_of(y[round(t * SR) :][: SR // 5]) for t in np.arange(0.6, 1.9, 0.1)])
        assert abs(heard - pitch) < 0.2, pitch


def test_wavetables_have_the_formants_of_the_table():
    bank = phonetics.tables(VOICES["baritone"], 13, SR)  # 39: 78 Hz, partials near enough
    f0 = 440 * 2 ** ((39 - 69) / 12)
    scale = VOICES["baritone"].tract
    for vowel in ("a", "i", "E", "u"):
        row, column = phonetics.places("men", scale)[vowel]
        table = bank[round(row) * phonetics.COLUMNS + round(column)]
        level = np.abs(np.fft.rfft(table))
        hz = np.arange(len(level)) * f0
        for wanted in phonetics.VOWELS["men"][vowel]:
            peaks = hz[1:-1][(level[1:-1] > level[:-2]) & (level[1:-1] >= level[2:])]
            assert np.abs(peaks / (wanted * scale) - 1).min() < 0.17, (vowel, wanted)


def test_hisses_are_high():
    hiss = phonetics.noise("s", 1.0, 0.1, 0, SR)
    power = np.abs(np.fft.rfft(hiss)) ** 2
    hz = np.fft.rfftfreq(len(hiss), 1 / SR)
    assert power[hz > 4500].sum() > 0.9 * power.sum()
    y = sing(tune(count=18))
    frames = np.abs(np.fft.rfft(y[: len(y) // 512 * 512].reshape(-1, 512) * np.hanning(512))) ** 2
    high = frames[:, 117:].sum(axis=1) / (frames.sum(axis=1) + 1e-9)
    loud = frames.sum(axis=1) > 0.003 * frames.sum(axis=1).max()
    assert (high[loud] > 0.7).any()  # there are hisses ...
    assert np.median(high[loud]) < 0.05  # ... between vowels


def test_joined_notes_have_no_gap(monkeypatch):
    words = [phonetics.Syllable("", "a", "I", "", 0)] * 4
    monkeypatch.setattr(phonetics, "syllables", lambda count, rng: words[:count])
    rows = notes(*((0.3 + i * 0.5, 0.46, p, 0.8) for i, p in enumerate((55, 57, 59, 57))))
    y = sing(rows, seconds=3.0)
    levels = [rms(y, t, t + 0.02) for t in np.arange(0.4, 2.2, 0.01)]
    assert min(levels) > 0.3 * max(levels)
    apart = sing(notes((0.3, 0.3, 55, 0.8), (1.2, 0.3, 55, 0.8)), seconds=2.0)
    assert rms(apart, 0.75, 0.8) < 0.02 * rms(apart, 0.4, 0.5)


def test_a_bent_note_arrives():
    y = sing(notes((0.5, 1.0, 57, 0.8, -3.0)), seconds=2.0)
    assert pitch_of(y[round(0.5 * SR) : round(0.55 * SR)]) < 56.3
    assert pitch_of(y[round(0.8 * SR) : round(1.0 * SR)]) == pytest.approx(57, abs=0.25)


def test_the_same_seed_sings_the_same():
    y = sing(tune())
    phonetics.clear()
    np.testing.assert_array_equal(y, sing(tune()))
    assert not np.array_equal(y, sing(tune(), seed=2))


def test_another_process_sings_the_same():
    program = (
        "import sys, zlib; sys.path.insert(0, 'tests')\n"
        "import test_voice as t\n"
        "print(zlib.crc32(t.sing(t.tune(), 'rapper').tobytes()))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(out.stdout) == zlib.crc32(sing(tune(), "rapper").tobytes())


@pytest.mark.parametrize("kind", VOICES)
def test_every_voice_sings_anything(kind):
    y = sing(tune(), kind)
    assert y.dtype == np.float32
    assert y.shape == (8 * SR,)
    assert np.isfinite(y).all()
    assert 0.01 < y.std() < 0.15
    odd = notes((-0.2, 0.5, 0, 1), (0.1, 0.001, 127, 0.01), (0.1, 9, 60, 1, 12, 2), (0.9, 0, 60, 1))
    assert np.isfinite(sing(odd, kind, 1.0)).all()


def test_silence():
    assert not sing(notes()).any()
    assert not sing(notes((0, 1, 60, 0.0))).any()
    assert not sing(notes((9.0, 1, 60, 1.0)), seconds=2.0).any()


@pytest.mark.parametrize("kind", ["tenor", "alto", "blues shouter", "growler", "rapper", "gospel choir"])
def test_level_is_that_of_other_instruments(kind):
    low, high = VOICES[kind].compass
    y = sing(notes((0.3, 0.8, (low + high) / 2, 1.0)), kind, 1.5)
    peak = max(rms(y, t, t + 0.15) for t in np.arange(0.2, 1.2, 0.03))
    assert 20 * np.log10(peak / sampler.LEVEL) == pytest.approx(0, abs=4)
    soft = sing(notes((0.3, 0.8, (low + high) / 2, 0.5)), kind, 1.5)
    assert 20 * np.log10(rms(y, 0.4, 0.9) / rms(soft, 0.4, 0.9)) == pytest.approx(9, abs=3)


def test_women_and_men_differ_at_the_same_pitch():
    octaves = np.arange(np.log2(500), np.log2(4500), 1 / 24)

    def envelope(kind):
        """The spectrum over octaves without its single partials, its slope taken away, in dB."""
        y = render(tune(low=50), replace(VOICES[kind], breath=0.0, sibilance=0.0), 8.0, SR, 1)
        power = np.abs(np.fft.rfft(y)) ** 2
        hz = np.fft.rfftfreq(len(y), 1 / SR)
        db = [10 * np.log10(power[np.abs(np.log2(np.maximum(hz, 1)) - o) < 1 / 6].mean()) for o in octaves]
        return db - np.polyval(np.polyfit(octaves, db, 1), octaves)

    man, woman = envelope("bass singer"), envelope("soprano")
    likeness = [np.corrcoef(man[: len(man) - k], woman[k:])[0, 1] for k in range(30)]
    # The same words from a throat that is shorter by a third: all formants lie higher.
    assert 0.25 < np.argmax(likeness) / 24 < 0.7
    assert max(likeness) > likeness[0] + 0.2


def test_two_sing_at_the_same_time():
    one = sing(notes((0.3, 1.5, 52, 0.8)), seconds=2.2)
    two = sing(notes((0.3, 1.5, 52, 0.8), (0.31, 1.5, 59, 0.8)), seconds=2.2)
    assert rms(two, 0.6, 1.5) > 1.2 * rms(one, 0.6, 1.5)


def test_the_sampler_hands_parts_to_voices():
    part = Part("lead", "melody", 54, tune(), voice="tenor")
    y = sampler.render_part(part, 8.0)
    np.testing.assert_array_equal(y, sampler.render_part(part, 8.0))
    louder = sampler.render_part(Part("lead", "melody", 54, tune(), gain_db=6.0, voice="tenor"), 8.0)
    np.testing.assert_allclose(louder, y * 10 ** (6 / 20), rtol=1e-5)
    with pytest.raises(ValueError, match="'lead': pitch"):
        sampler.render_part(Part("lead", "melody", 54, notes((0, 1, np.nan, 1)), voice="tenor"), 1.0)


def test_a_singer_keeps_to_the_compass():
    (player,) = singer("alto")
    assert (player.low, player.high) == VOICES["alto"].compass
    assert player.instrument == "alto"
    assert set(VOICES).isdisjoint(PROGRAMS)


def test_somebody_talks():
    first, again, other = speech(0, seconds=8), speech(0, seconds=8), speech(1, seconds=8)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
    assert first.shape == (8 * 22050,)
    assert first.dtype == np.float32
    assert 0.2 < np.abs(first).max() <= 1
    level = 20 * np.log10(np.sqrt((first[: 8 * 22050].reshape(-1, 441) ** 2).mean(axis=1)) + 1e-9)
    silent = level < level.max() - 40
    # It pauses, and it talks; syllables come and go some times a second.
    assert 0.05 < silent.mean() < 0.6
    loud = level > level.max() - 12
    assert 2 < (np.diff(loud.astype(int)) == 1).sum() / 8 < 12
