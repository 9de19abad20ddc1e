"""Reading: any format, rate and number of channels becomes float32 mono at 22,050 Hz, or a one-line error."""

from __future__ import annotations

import io

import numpy as np
import pytest
import soundfile
from conftest import tone

from genrekit import audio
from genrekit.audio import SR, reader


def peak_hz(y):
    spectrum = np.abs(np.fft.rfft(y * np.hanning(len(y))))
    return spectrum.argmax() * SR / len(y)


@pytest.mark.parametrize(
    ("subtype", "plain"), [("PCM_16", True), ("FLOAT", True), ("ULAW", True), ("IMA_ADPCM", False)]
)
def test_samples_that_are_packed_with_others_are_decoded_a_few_at_a_time(tmp_path, subtype, plain):
    """So much is lost where they are damaged."""
    path = tmp_path / "song.wav"
    soundfile.write(path, tone(), SR, subtype=subtype)
    with reader.Decoder(path) as sound:
        first = next(sound.blocks())
    assert (len(first) > 8192) == plain


@pytest.mark.parametrize("ending", ["wav", "au", "flac", "ogg", "mp3", "aiff"])
def test_every_format(tmp_path, ending):
    path = tmp_path / f"song.{ending}"
    soundfile.write(path, tone(), SR)
    y = audio.read(path)
    assert y.dtype == np.float32
    assert y.ndim == 1
    # MP3 pads with silence
    assert abs(len(y) - SR) < 2500
    assert peak_hz(y[2500:-2500]) == pytest.approx(440, abs=2)


@pytest.mark.parametrize("sr", [8000, 11025, 16000, 44100, 48000, 96000])
def test_every_rate_keeps_pitch_and_length(tmp_path, sr):
    path = tmp_path / "song.wav"
    soundfile.write(path, tone(sr=sr, seconds=2), sr)
    y = audio.read(path)
    assert len(y) == pytest.approx(2 * SR, abs=2)
    assert peak_hz(y) == pytest.approx(440, abs=1)


def test_channels_are_averaged(tmp_path):
    path = tmp_path / "song.wav"
    eight = np.stack([tone(level=0.1 * (channel + 1)) for channel in range(8)], axis=1)
    soundfile.write(path, eight, SR, subtype="FLOAT")
    np.testing.assert_allclose(audio.read(path), eight.mean(axis=1), atol=1e-6)


def test_content_decides_not_the_name(tmp_path):
    path = tmp_path / "song.mp3"
    soundfile.write(path, tone(), SR, format="FLAC")
    assert peak_hz(audio.read(path)) == pytest.approx(440, abs=2)


def test_seconds_limits_what_is_read(tmp_path):
    path = tmp_path / "song.wav"
    soundfile.write(path, tone(seconds=3, sr=44100), 44100)
    assert len(audio.read(path, seconds=1.5)) == pytest.approx(1.5 * SR, abs=2)


def test_louder_than_full_scale_is_brought_down(tmp_path):
    path = tmp_path / "song.wav"
    soundfile.write(path, 3 * tone(level=1), SR, subtype="FLOAT")
    assert np.abs(audio.read(path)).max() == pytest.approx(1)


def spoil_text(path):
    path.write_text("this is no sound at all, only a name that looks like one")


def spoil_nan(path):
    y = tone()
    y[1000] = np.nan
    soundfile.write(path, y, SR, format="WAV", subtype="FLOAT")


def spoil_header_only(path):
    buffer = io.BytesIO()
    soundfile.write(buffer, tone(), SR, format="WAV")
    path.write_bytes(buffer.getvalue()[:20])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (spoil_text, "no sound that can be read"),
        (lambda path: path.write_bytes(b""), "empty"),
        (spoil_nan, "no numbers"),
        (lambda path: soundfile.write(path, np.zeros(SR), SR), "silent"),
        (lambda path: soundfile.write(path, np.zeros(0), SR), "no sound in it"),
        (spoil_header_only, "no sound"),
        (lambda path: None, "no such file"),
    ],
)
def test_bad_files_say_what_is_wrong_in_one_line(tmp_path, spoil, says):
    path = tmp_path / "song.wav"
    spoil(path)
    with pytest.raises(audio.AudioError, match=says) as caught:
        audio.read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_channels_that_cancel_are_told_from_silence(tmp_path):
    path = tmp_path / "song.wav"
    soundfile.write(path, np.stack([tone(), -tone()], axis=1), SR)
    with pytest.raises(audio.AudioError, match="cancel each other"):
        audio.read(path)


def test_a_broken_rate_is_refused(tmp_path):
    path = tmp_path / "song.wav"
    soundfile.write(path, tone(), 1)
    with pytest.raises(audio.AudioError, match="claims 1 samples a second"):
        audio.read(path)


def test_what_breaks_off_is_named(tmp_path):
    path = tmp_path / "song.mp3"
    soundfile.write(path, np.concatenate([tone(hz) for hz in range(200, 2000, 100)]), SR)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.warns(UserWarning, match=r"song\.mp3: breaks off after"):
        audio.read(path)


def test_truncated_file_gives_what_is_there(tmp_path):
    path = tmp_path / "song.wav"
    soundfile.write(path, tone(seconds=4), SR)
    path.write_bytes(path.read_bytes()[: 2 * 2 * SR])
    assert len(audio.read(path)) == pytest.approx(2 * SR, abs=50)


@pytest.mark.parametrize("kind", ["MP3", "OGG", "FLAC", "WAV"])
def test_encode_can_be_read_again(kind):
    sound = audio.encode(tone(seconds=2), kind=kind)
    y, sr = soundfile.read(io.BytesIO(sound))
    assert sr == SR
    assert peak_hz(y[3000:-3000]) == pytest.approx(440, abs=2)
    assert kind in ("WAV", "FLAC") or len(sound) < 2 * 2 * SR / 3, "an excerpt in a page is compressed"
