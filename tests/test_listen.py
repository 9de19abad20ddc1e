"""Players, tones, and what is left of a sound in its features."""

from __future__ import annotations

import base64
import re

import numpy as np
import pytest
import python_speech_features as psf
import scipy.fft
import soundfile
from conftest import tone

from genrekit import features, listen
from genrekit.audio import SR
from genrekit.listen import sounds


def noise(seconds=1.0, seed=0):
    return (0.1 * np.random.default_rng(seed).standard_normal(round(seconds * SR))).astype(np.float32)


def sound_in(player):
    kind, payload = re.search(r'src="data:audio/(\w+);base64,([^"]+)"', player._repr_html_()).groups()
    return kind, base64.b64decode(payload)


def test_a_player_holds_its_sound_and_caption(tmp_path):
    player = listen.play(tone(440, 3.0), caption='a "tone" & more', seconds=2.0, start=0.5)
    kind, payload = sound_in(player)
    assert kind == "mpeg"
    assert len(payload) < 40_000
    (tmp_path / "x.mp3").write_bytes(payload)
    y, sr = soundfile.read(tmp_path / "x.mp3")
    assert sr == SR
    assert len(y) / sr == pytest.approx(2.0, abs=0.1)
    assert features.spectrogram(y[SR // 2 :])[0].argmax() == round(440 * 2048 / SR)
    page = player._repr_html_()
    assert "<figcaption>a &quot;tone&quot; &amp; more</figcaption>" in page
    assert 'aria-label="a &quot;tone&quot; &amp; more"' in page
    assert repr(player) == '[sound: a "tone" & more]'


def test_a_player_of_a_rate_that_mp3_does_not_know(tmp_path):
    kind, payload = sound_in(listen.play(tone(440, 1.0, sr=5512), 5512, caption="dull"))
    assert kind == "wav"
    (tmp_path / "x.wav").write_bytes(payload)
    assert soundfile.info(tmp_path / "x.wav").samplerate == 5512


def test_a_player_leaves_the_sound_as_it_was_and_softens_the_cut():
    y = np.full(SR, 0.5, np.float32)
    listen.play(y, caption="constant")
    assert (y == 0.5).all()


def test_a_player_that_starts_beyond_the_end():
    with pytest.raises(ValueError, match=r"ends at 1\.0 s"):
        listen.play(tone(440, 1.0), caption="x", start=2.0)


def test_tone_is_a_tone():
    y = listen.tone(1000, 0.5, level=0.4)
    assert y.shape == (SR // 2,)
    assert y.dtype == np.float32
    assert np.abs(y).max() == pytest.approx(0.4, abs=0.01)
    assert abs(y[0]) < 1e-3
    assert abs(y[-1]) < 0.01
    assert features.spectrogram(y)[3].argmax() == round(1000 * 2048 / SR)


def test_a_vowel_has_its_pitch_and_keeps_its_throat():
    low, high = listen.vowel(110), listen.vowel(147)
    for y, hz in ((low, 110), (high, 147)):
        assert y.shape == (SR,)
        assert np.abs(y).max() <= 1
        spectrum = np.abs(np.fft.rfft(y[:SR]))  # a bin a hertz
        teeth = spectrum[hz * np.arange(1, 20)]
        assert teeth.min() > 10 * np.median(spectrum[:3000])
    assert np.sqrt((low**2).mean()) == pytest.approx(np.sqrt((high**2).mean()), rel=0.02)
    envelopes = [log_mel_of(y)[5:-5].mean(axis=0) for y in (low, high)]
    assert np.abs(envelopes[0] - envelopes[1]).max() < 1


def log_mel_of(y):
    energies, _ = psf.fbank(y, SR, winstep=0.02, nfft=1024, winfunc=np.hamming)
    return np.log(energies)


def test_the_cosine_transform_is_undone():
    y = noise()
    recovered = sounds._undo_cosine_transform(features.mfcc(y, num_ceps=26))
    # The level comes from the energy of the frame, which holds what lies below and above the filters, too.
    expected = log_mel_of(y)[: len(recovered)]
    difference = recovered - expected
    assert np.ptp(difference, axis=1).max() < 1e-3
    assert np.abs(difference).max() < 0.5
    smooth = scipy.fft.dct(sounds._undo_cosine_transform(features.mfcc(y, num_ceps=13)), norm="ortho")
    np.testing.assert_allclose(smooth[:, 13:], 0, atol=1e-9)


@pytest.mark.parametrize("num_ceps", [13, 18, 26])
def test_sound_from_mfccs_has_their_rhythm_and_colour(num_ceps):
    rng = np.random.default_rng(1)
    y = np.concatenate(
        [
            0.3 * tone(150, 0.4),
            0.02 * rng.standard_normal(SR // 2),
            listen.vowel(110, 0.6),
            0.2 * np.diff(rng.standard_normal(SR // 2 + 1)),
        ]
    ).astype(np.float32)
    coefs = features.mfcc(y, num_ceps=num_ceps)
    sound = listen.from_mfcc(coefs)
    assert sound.dtype == np.float32
    assert len(sound) == (len(coefs) - 1) * 441 + 551
    assert np.abs(sound).max() == pytest.approx(0.9, abs=1e-3)
    echo = features.mfcc(sound, num_ceps=num_ceps)
    assert echo.shape == coefs.shape
    # The same frame of the echo, not the one before or after, is as loud and as bright.
    for number, least in ((0, 0.95), (1, 0.9)):
        similar = {
            lag: np.corrcoef(coefs[5:-5, number], np.roll(echo[:, number], -lag)[5:-5])[0, 1]
            for lag in (-1, 0, 1)
        }
        assert similar[0] > least, similar
        assert similar[0] == max(similar.values()), similar


def test_sound_from_mfccs_is_the_same_for_the_same_seed():
    coefs = features.mfcc(noise(0.3))
    np.testing.assert_array_equal(listen.from_mfcc(coefs), listen.from_mfcc(coefs))
    assert not np.array_equal(listen.from_mfcc(coefs), listen.from_mfcc(coefs, seed=1))


@pytest.mark.parametrize("bands", [26, 128])
def test_sound_from_mel_bands_has_their_levels(bands):
    y = np.concatenate([0.3 * tone(330, 1.0), noise(0.5), 0.02 * noise(0.5), listen.vowel(196, 1.0)])
    db = features.log_mel(y, num_filters=bands)
    sound = listen.from_mel(db)
    assert sound.dtype == np.float32
    assert len(sound) == (len(db) - 1) * 512 + 2048
    assert np.abs(sound).max() == pytest.approx(0.9, abs=1e-3)
    echo = features.log_mel(sound, num_filters=bands)
    # How loud the whole is, is not kept; below -60 dB nothing is heard.
    heard = db > db.max() - 60
    difference = (echo - db)[heard]
    assert np.abs(difference - np.median(difference)).mean() < 4
    # With the phases it starts from, neighbouring frames cancel each other.
    start = (features.log_mel(listen.from_mel(db, iterations=0), num_filters=bands) - db)[heard]
    assert np.abs(difference - np.median(difference)).mean() < np.abs(start - np.median(start)).mean()


def test_many_mel_bands_keep_a_melody_that_few_lose():
    hz = (262, 330, 392, 330, 262)
    tune = np.concatenate([tone(pitch, 0.6) for pitch in hz])

    def peaks(y):
        """The loudest frequency in the middle of each note, in Hz."""
        power = features.spectrogram(y, n_fft=4096, hop=1024)
        middles = ((np.arange(len(hz)) + 0.5) * 0.6 * SR - 2048) / 1024
        return power[middles.round().astype(int)].argmax(axis=1) * SR / 4096

    many = peaks(listen.from_mel(features.log_mel(tune, num_filters=128)))
    np.testing.assert_allclose(many, hz, atol=20)
    few = peaks(listen.from_mel(features.log_mel(tune, num_filters=13)))
    assert np.abs(few - hz).max() > 20


def test_sound_from_mel_bands_refuses_what_does_not_overlap():
    with pytest.raises(ValueError, match="hop is 600; choose a whole part of n_fft=2048"):
        listen.from_mel(np.zeros((10, 26)), hop=600)
    with pytest.raises(ValueError, match="512 or less"):
        listen.from_mel(np.zeros((10, 26)), hop=1024)


def test_spectra_of_a_sound_overlap_to_that_sound():
    y = noise(1.0)
    window = np.hanning(2049)[:-1]
    spectra = scipy.fft.rfft(features.frame(y, 2048, 512) * window, axis=1)
    again = sounds._overlapped(spectra, window.astype(np.float32), 512)
    np.testing.assert_allclose(again[1536:-1536], y[1536 : len(again) - 1536], atol=1e-5)


def test_excerpts_in_a_row_are_equally_loud_and_where_they_are_said_to_be():
    pieces = [tone(400, 1.0, level=0.5), tone(800, 1.5, level=0.05), tone(1600, 1.0, level=0.2)]
    y, starts = listen.in_a_row(pieces, fade_seconds=0.1)
    assert starts == pytest.approx([0, 0.9, 2.3])
    assert len(y) == pytest.approx(3.3 * SR, abs=2)
    for start, hz in zip(starts, (400, 800, 1600), strict=True):
        middle = y[round((start + 0.3) * SR) :][: SR // 2]
        assert np.abs(np.fft.rfft(middle)).argmax() == hz / 2
        assert np.sqrt((middle**2).mean()) == pytest.approx(0.1, rel=0.02)
    # No click: neighbouring samples differ no more than in the highest tone.
    assert np.abs(np.diff(y)).max() < 2 * np.pi * 1600 / SR * 0.15


def test_excerpts_in_a_row_do_not_blow_up_silence_or_clip():
    quiet = np.full(SR, 1e-6, np.float32)
    y, _ = listen.in_a_row([quiet, 0.9 * np.sign(noise())], level=0.9)
    assert np.abs(y[: SR // 2]).max() < 1e-4
    assert np.abs(y).max() <= 1
    for nothing in ([], [tone(), np.empty(0, np.float32)]):
        with pytest.raises(ValueError, match="pieces is empty"):
            listen.in_a_row(nothing)
