"""The sampler against what a listener would notice: pitch, force, ends, bends, loops, drums, sameness."""

import hashlib
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from genrekit.corpus import sampler, soundfont, tones
from genrekit.corpus.score import NOTE, Part, Score

SR = 22050


def part(rows, program=0, role="melody", **kwargs):
    notes = np.array([tuple(row) + (0.0,) * (6 - len(row)) for row in rows], NOTE)
    return Part("test", role, program, notes, **kwargs)


def note(program, pitch, *, seconds=1.0, velocity=0.8, bend=0.0, vibrato=0.0, total=2.0, role="melody"):
    row = (0.0, seconds, pitch, velocity, bend, vibrato)
    return sampler.render_part(part([row], program, role), total)


def level(y, begin, end):
    """RMS between two times, in dB."""
    return 10 * np.log10(np.mean(np.square(y[int(begin * SR) : int(end * SR)], dtype=float)) + 1e-20)


def cents(y, pitch, begin, end, harmonics=(1,)):
    """How far the strongest of these partials lies from where the pitch has it."""
    y = y[int(begin * SR) : int(end * SR)]
    n = 1 << 19
    spectrum = np.abs(np.fft.rfft(y * np.hanning(len(y)), n))
    found = []
    for harmonic in harmonics:
        expected = 440 * 2 ** ((pitch - 69) / 12) * harmonic * n / SR
        low, high = int(expected * 0.86), int(expected * 1.16)
        peak = low + int(np.argmax(spectrum[low:high]))
        found.append((spectrum[peak], 1200 * np.log2(peak / expected)))
    return max(found)[1]


def digest(y):
    return hashlib.sha256(y.tobytes()).hexdigest()


def small_score():
    drums = part([(i * 0.25, 0.1, [36, 42, 38, 46][i % 4], 0.9) for i in range(8)], 0, "drums")
    lead = part([(0.1, 0.8, 67, 0.7, -1, 0.3), (1.0, 0.5, 64, 0.4)], 65, drive=0.3, gain_db=-3)
    bass = part([(i * 0.5, 0.4, 36 + i, 0.8) for i in range(4)], 33, "bass")
    named = [Part(name, p.role, p.program, p.notes, p.gain_db, p.drive)
             for name, p in (("drums", drums), ("lead", lead), ("bass", bass))]  # fmt: skip
    return Score("blues", "a", "s", "t", 120.0, "4/4", "C", 2.0, tuple(named))


def test_soundfont_holds_general_midi():
    font = soundfont.load()
    assert font is soundfont.load()
    assert {(0, p) for p in range(128)} <= font.presets.keys()
    assert (128, 0) in font.presets
    piano = font.regions(0, 0)
    assert all(any(r.keys[0] <= key <= r.keys[1] for r in piano) for key in range(21, 109))
    assert all(0 <= r.start < r.end <= len(font.samples) for r in piano)


def test_soundfont_opens_its_filters_by_envelope():
    # The pianos' filter rests at 440 Hz: whoever overlooks the modulation envelope hears a muffled piano.
    assert min(r.modulation_cutoff for r in soundfont.load().regions(0, 0)) > 1


def test_missing_presets_fall_back_to_the_family():
    font = soundfont.load()
    assert font.find(9, drums=True) == (128, 8)
    assert font.find(1, drums=True) == (128, 0)
    assert font.find(73) == (0, 73)
    with pytest.raises(KeyError, match="no preset 1 in bank 128"):
        font.regions(128, 1)


def test_a_file_that_is_no_soundfont_is_named(tmp_path):
    bad = tmp_path / "bad.sf2"
    bad.write_bytes(b"RIFF1234WAVE" + bytes(100))
    with pytest.raises(ValueError, match=r"bad\.sf2: no SoundFont"):
        soundfont.SoundFont(bad)
    whole = soundfont.find_file().read_bytes()
    bad.write_bytes(whole[:100_000])
    with pytest.raises(ValueError, match="cut short"):
        soundfont.SoundFont(bad)
    with pytest.raises(FileNotFoundError):
        soundfont.SoundFont(tmp_path / "none.sf2")


@pytest.mark.parametrize("program", [0, 24, 27, 33, 40, 48, 56, 65, 71, 80, 105])
def test_notes_are_in_tune(program):
    for pitch in (45, 57, 64, 71):
        y = note(program, pitch, seconds=2.0)
        assert abs(cents(y, pitch, 0.1, 1.5, (1, 2, 3))) < 9, pitch


def test_fractions_of_a_semitone_are_played():
    plain, blue = note(80, 60), note(80, 60.5)
    assert cents(blue, 60, 0.1, 0.9) - cents(plain, 60, 0.1, 0.9) == pytest.approx(50, abs=2)


@pytest.mark.parametrize(
    ("program", "pitch", "role"), [(0, 60, "melody"), (30, 45, "harmony"), (0, 38, "drums")]
)
def test_force_is_heard_in_level_and_brightness(program, pitch, role):
    notes = [note(program, pitch, velocity=v, role=role) for v in (0.2, 0.4, 0.6, 0.8, 1.0)]
    levels = [level(y, 0, 0.3) for y in notes]
    assert np.all(np.diff(levels) > 1)
    assert levels[-1] - levels[0] > 15

    def centroid(y):
        power = np.abs(np.fft.rfft(y[: SR // 4])) ** 2
        return np.average(np.arange(len(power)), weights=power)

    assert centroid(notes[-1]) > 1.02 * centroid(notes[0])


@pytest.mark.parametrize("program", [0, 25, 33, 48, 61])
def test_a_note_ends_when_it_is_let_go(program):
    y = note(program, 48, seconds=0.6)
    held = note(program, 48, seconds=1.9)
    np.testing.assert_array_equal(y[: int(0.59 * SR)], held[: int(0.59 * SR)])
    before = level(y, 0.5, 0.59)
    assert level(y, 0.61, 0.66) > before - 25  # not cut off ...
    assert level(y, 1.0, 1.1) < before - 25  # ... but over soon
    assert level(y, 1.6, 2.0) < -90


def test_strings_sound_as_long_as_they_are_held():
    y = note(48, 60, seconds=4.0, total=5.0)
    assert abs(level(y, 3.4, 3.6) - level(y, 1.0, 1.2)) < 4


def test_plucked_notes_die_away():
    y = note(25, 52, seconds=4.0, total=4.0)
    assert level(y, 0.0, 0.2) - level(y, 3.0, 3.2) > 12


@pytest.mark.parametrize("bend", [-2.0, 1.0])
def test_a_bent_note_starts_elsewhere_and_arrives(bend):
    y, plain = note(80, 69, bend=bend), note(80, 69)

    def heard(y, begin, end):  # mean frequency of the fundamental, from its phase
        n = len(y)
        spectrum = np.fft.fft(y)
        hz = np.arange(n) * SR / n
        spectrum[(hz < 330) | (hz > 600)] = 0
        phase = np.unwrap(np.angle(np.fft.ifft(spectrum)))
        a, b = int(begin * SR), int(end * SR)
        return (phase[b] - phase[a]) / (b - a) * SR / (2 * np.pi)

    start = 12 * np.log2(heard(y, 0.01, 0.03) / heard(plain, 0.01, 0.03))
    end = 12 * np.log2(heard(y, 0.3, 0.8) / heard(plain, 0.3, 0.8))
    assert start == pytest.approx(bend, abs=0.4)
    assert end == pytest.approx(0, abs=0.02)


def test_vibrato_sets_in_late_and_keeps_the_pitch():
    y, plain = note(80, 69, seconds=2.0, vibrato=0.5), note(80, 69, seconds=2.0)
    early = slice(0, int(0.19 * SR))
    np.testing.assert_allclose(y[early], plain[early], atol=0.1 * np.abs(plain).max())
    assert abs(cents(y, 69, 0.4, 1.8)) < 60
    n = 1 << 17
    spectra = [np.abs(np.fft.rfft(x[int(0.4 * SR) : int(1.8 * SR)] * 1.0, n)) for x in (y, plain)]
    sideband = slice(int((440 + 4) * n / SR), int((440 + 14) * n / SR))
    assert spectra[0][sideband].max() > 3 * spectra[1][sideband].max()


def test_playing_up_does_not_alias():
    # Two octaves above any recording of a square wave, all energy must lie on its harmonics.
    pitch = 103
    y = note(80, pitch, seconds=2.0)[int(0.2 * SR) : int(1.5 * SR)]
    power = np.abs(np.fft.rfft(y * np.blackman(len(y)))) ** 2
    hz = np.arange(len(power)) * SR / len(y)
    f0 = 440 * 2 ** ((pitch - 69) / 12)
    nearest = np.maximum(np.round(hz / f0), 1) * f0
    off = (np.abs(hz - nearest) > 60) & (hz > 60)
    assert power[off].max() < 1e-5 * power.max()


def test_all_drums_sound_at_full_level():
    levels = {}
    for key in range(35, 58):
        y = note(0, key, seconds=0.1, velocity=1.0, role="drums")
        levels[key] = np.abs(y).max()
        assert np.argmax(np.abs(y)) < 0.1 * SR, "a drum starts with its stroke"
    assert min(levels.values()) > 0.05
    assert min(levels[36], levels[38]) > 0.4


def test_a_closed_hihat_cuts_the_open_one():
    alone = sampler.render_part(part([(0, 0.1, 46, 1)], 0, "drums"), 1.0)
    closed = sampler.render_part(part([(0, 0.1, 46, 1), (0.3, 0.1, 42, 0.3)], 0, "drums"), 1.0)
    crash = sampler.render_part(part([(0, 0.1, 49, 1), (0.3, 0.1, 42, 0.3)], 0, "drums"), 1.0)
    np.testing.assert_array_equal(alone[: int(0.29 * SR)], closed[: int(0.29 * SR)])
    assert level(closed, 0.6, 0.8) < level(alone, 0.6, 0.8) - 25
    assert level(crash, 0.6, 0.8) > -60


def test_instruments_are_calibrated():
    for program in (0, 11, 25, 30, 48, 56, 73, 89):
        y = note(program, 64, velocity=1.0, seconds=1.5)
        peak = max(level(y, t, t + 0.15) for t in np.arange(0, 1.35, 0.15))
        assert peak == pytest.approx(20 * np.log10(sampler.LEVEL), abs=5), program


def test_fader_and_amplifier():
    rows = [(0, 1.5, 45, 0.8)]
    y = sampler.render_part(part(rows, 27), 2.0)
    louder = sampler.render_part(part(rows, 27, gain_db=6.0), 2.0)
    np.testing.assert_allclose(louder, y * 10 ** (6 / 20), rtol=1e-5)
    driven = sampler.render_part(part(rows, 27, drive=0.9), 2.0)
    crest, driven_crest = (np.abs(x).max() / x.std() for x in (y, driven))
    assert driven_crest < 0.8 * crest  # a driven note sustains


def test_length_is_exact_and_notes_may_stick_out():
    rows = [(-0.2, 0.5, 60, 0.8), (0.9, 3.0, 64, 0.8), (2.0, 1.0, 60, 0.8)]
    y = sampler.render_part(part(rows), 1.0001)
    assert y.shape == (round(1.0001 * SR),)
    assert y.dtype == np.float32
    assert np.abs(y[:100]).max() > 1e-3
    assert not sampler.render_part(part([]), 0.5).any()


def test_wrong_notes_are_refused():
    with pytest.raises(ValueError, match="'test': pitch"):
        sampler.render_part(part([(0, 1, np.nan, 1)]), 1.0)
    with pytest.raises(ValueError, match="positive"):
        sampler.render_part(part([]), 0)


def test_order_and_memory_do_not_matter():
    score = small_score()
    stems = sampler.render_roles(score)
    assert list(stems) == ["drums", "bass", "melody"]
    sampler.clear()
    again = {p.role: sampler.render_part(p, score.seconds) for p in reversed(score.parts)}
    for role, y in stems.items():
        np.testing.assert_array_equal(y, again[role])


def test_every_place_adds_a_reflection_of_its_own():
    note = (0, 0.5, 60, 1)
    plain = sampler.render_part(part([note]), 2.0)
    heard = set()
    for place in (0.05, 0.3, 0.55, 0.8):
        late, level = sampler.reflection(place, SR)
        assert 0.0003 * SR - 1 <= late <= 0.0024 * SR + 1
        assert 0.36 <= abs(level) <= 0.72
        y = sampler.render_part(replace(part([note]), place=place), 2.0)
        expected = plain.copy()
        expected[late:] += np.float32(level) * plain[:-late]
        np.testing.assert_allclose(y, expected, atol=1e-6)
        heard.add(late)
    assert len(heard) == 4
    signs = [np.sign(sampler.reflection(place, SR)[1]) for place in np.linspace(0, 1, 50)]
    assert 0.1 < np.mean(np.equal(signs, -1)) < 0.5  # some upside down


def test_the_pieces_of_a_kit_stand_apart():
    late = set()
    for key in (36, 38, 42, 49):
        plain = sampler.render_part(part([(0, 0.5, key, 1)], role="drums"), 1.0)
        there = sampler.render_part(replace(part([(0, 0.5, key, 1)], role="drums"), place=0.3), 1.0)
        begin = [np.flatnonzero(np.abs(y) > 1e-7)[0] for y in (plain, there - plain)]
        late.add(begin[1] - begin[0])
    assert len(late) == 4
    assert all(0.0003 * SR - 1 <= samples <= 0.0024 * SR + 1 for samples in late)


@pytest.mark.parametrize("changed", [{"voice": "tenor"}, {"drive": 0.5, "program": 29}])
def test_singers_and_amplifiers_have_a_place_too(changed):
    here = replace(part([(0, 0.5, 60, 1)]), **changed)
    plain, there = (sampler.render_part(replace(here, place=place), 1.0) for place in (None, 0.3))
    late, level = sampler.reflection(0.3, SR)
    expected = plain.copy()
    expected[late:] += np.float32(level) * plain[:-late]
    np.testing.assert_allclose(there, expected, atol=1e-5)


def test_another_process_plays_the_same():
    program = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "import test_sampler as t\n"
        "print(t.digest(sum(t.sampler.render_roles(t.small_score()).values())))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == digest(sum(sampler.render_roles(small_score()).values()))


def test_the_cache_stays_within_bounds():
    cache = tones.Cache(1000)
    for i in range(20):
        assert cache.get(i, lambda: np.zeros(50, np.float32)).nbytes == 200
    assert cache.bytes <= 1000
    assert cache.get("large", lambda: np.zeros(500, np.float32)).nbytes == 2000
    assert "large" not in cache
    assert cache.bytes > 0  # the small ones stay
