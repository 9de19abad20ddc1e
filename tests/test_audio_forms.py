"""Sound in any form: bits, rates, channels, tags and pictures, odd names, files that break off, an hour."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import numpy as np
import pytest
import soundfile
from conftest import tone
from hypothesis import given, settings
from hypothesis import strategies as st

from genrekit import audio, features
from genrekit.audio import SR

BITS = {
    "WAV": ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "ALAW"),
    "AU": ("PCM_S8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "ULAW"),
    "AIFF": ("PCM_S8", "PCM_16", "PCM_24", "PCM_32", "FLOAT"),
    "FLAC": ("PCM_S8", "PCM_16", "PCM_24"),
    "OGG": ("VORBIS",),
}
FORMS = [(fmt, bits) for fmt, all_bits in BITS.items() for bits in all_bits]


def loudest_hz(y):
    spectrum = np.abs(np.fft.rfft(y * np.hanning(len(y))))
    return spectrum.argmax() * SR / len(y)


@pytest.mark.parametrize(("fmt", "bits"), FORMS)
@pytest.mark.parametrize("channels", [1, 2, 8])
def test_bits_and_channels(tmp_path, fmt, bits, channels):
    path = tmp_path / "song"
    soundfile.write(path, np.stack([tone(seconds=1)] * channels, axis=1), SR, format=fmt, subtype=bits)
    y = audio.read(path)
    assert len(y) == SR
    # Eight bits have steps of 1/128, Vorbis leaves out what is not heard.
    error = 0.02 if bits in ("PCM_U8", "PCM_S8", "ULAW", "ALAW", "VORBIS") else 1e-4
    assert np.sqrt(np.mean((y - tone(seconds=1)) ** 2)) < error


@pytest.mark.parametrize("sr", [8000, 11025, 16000, 32000, 44100, 48000, 88200, 96000, 176_400, 192_000])
@pytest.mark.parametrize("fmt", ["WAV", "FLAC", "AIFF", "AU"])
def test_rates(tmp_path, sr, fmt):
    soundfile.write(tmp_path / "song", tone(seconds=1, sr=sr), sr, format=fmt)
    y = audio.read(tmp_path / "song")
    assert len(y) == pytest.approx(SR, abs=1)
    middle = slice(2000, -2000)
    assert np.abs(y[middle] - tone(seconds=1)[: len(y)][middle]).max() < 2e-3


@pytest.mark.parametrize("sr", [8000, 16000, 22050, 44100, 48000])
def test_rates_of_mp3(tmp_path, sr):
    soundfile.write(tmp_path / "song.mp3", tone(seconds=2, sr=sr), sr)
    y = audio.read(tmp_path / "song.mp3")
    assert len(y) == pytest.approx(2 * SR, abs=0.1 * SR)
    assert loudest_hz(y) == pytest.approx(440, abs=2)


def test_nothing_folds_down_from_above(tmp_path):
    """A tone that 22,050 Hz cannot hold is gone, not somewhere else."""
    soundfile.write(tmp_path / "a.wav", tone(440, 1, 48000) + tone(15_000, 1, 48000, 0.4), 48000)
    y = audio.read(tmp_path / "a.wav")
    spectrum = np.abs(np.fft.rfft(y * np.hanning(len(y))))
    spectrum[: 1000 * len(y) // SR] = 0
    assert spectrum.max() < 1e-3 * SR / 8


def mp3(tmp_path, seconds=3):
    soundfile.write(tmp_path / "plain.mp3", tone(seconds=seconds), SR)
    return (tmp_path / "plain.mp3").read_bytes()


def id3(size):
    """A tag of this many bytes: a picture in it may be as large."""
    digits = bytes(size >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3\x04\0\0" + digits + b"\xff\xfb\x90\x64"[:size] + np.random.default_rng(0).bytes(size)[4:]


TAGS = {
    "a picture of 5 MB": id3(5_000_000),
    "two tags": id3(3000) + id3(200),
    "padding behind the tag": id3(3000) + bytes(5000),
    "junk of a download": b"<html>moved</html>" * 20,
}


@pytest.mark.parametrize("tag", TAGS)
def test_tags_in_front_of_an_mp3(tmp_path, tag):
    (tmp_path / "tagged.mp3").write_bytes(TAGS[tag] + mp3(tmp_path))
    plain, tagged = audio.read(tmp_path / "plain.mp3"), audio.read(tmp_path / "tagged.mp3")
    assert len(tagged) == pytest.approx(len(plain), abs=1200)
    assert loudest_hz(tagged) == pytest.approx(440, abs=2)


def test_tags_behind_an_mp3_and_before_other_formats(tmp_path):
    (tmp_path / "behind.mp3").write_bytes(mp3(tmp_path) + b"TAG" + bytes(125))
    assert len(audio.read(tmp_path / "behind.mp3")) == pytest.approx(3 * SR, abs=0.1 * SR)
    soundfile.write(tmp_path / "a.flac", tone(), SR)
    (tmp_path / "tagged.flac").write_bytes(id3(100_000) + (tmp_path / "a.flac").read_bytes())
    np.testing.assert_array_equal(audio.read(tmp_path / "tagged.flac"), audio.read(tmp_path / "a.flac"))


@pytest.mark.parametrize("ending", ["wav", "au", "aiff", "flac", "ogg", "mp3"])
@pytest.mark.parametrize("share", [0.3, 0.75])
def test_a_file_that_breaks_off_is_used_as_far_as_it_goes(tmp_path, ending, share):
    noise = 0.1 * np.random.default_rng(0).standard_normal(10 * SR)
    soundfile.write(tmp_path / f"a.{ending}", noise, SR)
    whole = (tmp_path / f"a.{ending}").read_bytes()
    (tmp_path / f"b.{ending}").write_bytes(whole[: int(share * len(whole))])
    with pytest.warns(UserWarning, match=rf"b\.{ending}: breaks off after .* that much is used") as told:
        y = audio.read(tmp_path / f"b.{ending}")
    assert len(told) == 1
    # What a page of OGG holds, about a second, is lost with its end.
    assert len(y) == pytest.approx(share * 10 * SR, abs=1.2 * SR)


@pytest.mark.parametrize("name", ["a.au", "a.wav", "a.mp3", "a.raw", "a.vox", "a.gsm", "a"])
def test_text_is_no_sound_whatever_its_name(tmp_path, name):
    """libsndfile takes any file for raw samples if its name ends so."""
    (tmp_path / name).write_text("Lorem ipsum dolor sit amet. " * 2000)
    with pytest.raises(audio.AudioError, match="this is no sound that can be read"):
        audio.read(tmp_path / name)


NAMES = ["ünïcödé 曲 🎵.wav", " lead and trail .wav", "-rf.wav", "$(touch x).wav", "%s{0}.wav", "‮vaw.wav"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_all_kinds(tmp_path, name):
    soundfile.write(tmp_path / "plain.wav", tone(), SR)
    os.replace(tmp_path / "plain.wav", tmp_path / name)
    assert len(audio.read(tmp_path / name)) == SR


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", [b"line\nbreak.wav", b"tab\t.wav", b"bell\a.wav", b"\xff\xfe.wav"])
def test_names_that_cannot_be_printed(tmp_path, name):
    path = os.path.join(os.fsencode(tmp_path), name)
    try:
        with open(path, "wb") as file:
            soundfile.write(file, tone(), SR, format="WAV")
    except OSError:
        pytest.skip("this system takes no such name")
    assert len(audio.read(os.fsdecode(path))) == SR
    with open(path, "wb"):
        pass
    with pytest.raises(audio.AudioError) as caught:
        audio.read(os.fsdecode(path))
    assert str(caught.value).isprintable()


# --- long sounds ---


@pytest.mark.parametrize("fmt", ["WAV", "FLAC", "OGG", "MP3"])
def test_the_pieces_of_a_long_sound_are_the_whole(tmp_path, monkeypatch, fmt):
    monkeypatch.setattr(audio.reader, "LONG", 5)
    rng = np.random.default_rng(0)
    y = 0.4 * np.sin(np.cumsum(rng.uniform(0.01, 1, 20 * 44100))) + 0.9 * (np.arange(20 * 44100) == 99)
    soundfile.write(tmp_path / "song", np.stack([y, 0.5 * y], axis=1), 44100, format=fmt)
    pieces = list(audio.blocks(tmp_path / "song", seconds=3))
    assert len(pieces) >= 5
    np.testing.assert_array_equal(np.concatenate(pieces), audio.read(tmp_path / "song"))


def test_a_long_sound_is_refused_before_its_first_piece(tmp_path, monkeypatch):
    monkeypatch.setattr(audio.reader, "LONG", 1)
    y = tone(seconds=4)
    y[-1] = np.nan
    soundfile.write(tmp_path / "song.wav", y, SR, subtype="FLOAT")
    with pytest.raises(audio.AudioError, match="no numbers"):
        next(audio.blocks(tmp_path / "song.wav"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells the memory of a process in another way")
def test_an_hour_needs_no_more_memory_than_ten_minutes(tmp_path):
    """An hour has 318 MB of samples, and 19 MB of MFCCs."""
    measure = textwrap.dedent("""
        import resource, sys
        from genrekit import audio, features
        if len(sys.argv) > 1:
            frames = len(features.mfcc_of_blocks(audio.blocks(sys.argv[1]), num_ceps=26))
            print(frames, end=" ")
        unit = 1 if sys.platform == "darwin" else 1024
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20)
    """)

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-c", measure, *map(str, arguments)], capture_output=True, text=True, check=True
        )
        return list(map(float, done.stdout.split()))

    minute = tone(seconds=60)
    with soundfile.SoundFile(tmp_path / "hour.flac", "w", SR, 1) as file:
        for _ in range(60):
            file.write(minute)
    (before,), (frames, after) = run(), run(tmp_path / "hour.flac")
    assert frames == pytest.approx(3600 / features.HOP_SECONDS, abs=3)
    assert after - before < 150


CUTS = st.lists(st.integers(0, 3 * SR), max_size=20)


@given(CUTS, st.sampled_from([0.005, 0.01, 0.02, 0.025, 0.03, 0.5]), st.integers(1, 26))
@settings(max_examples=30, derandomize=True, deadline=None)
def test_mfccs_of_pieces_are_those_of_the_whole(cuts, hop_seconds, num_ceps):
    y = np.random.default_rng(0).standard_normal(3 * SR).astype(np.float32)
    how = {"hop_seconds": hop_seconds, "num_ceps": num_ceps}
    np.testing.assert_allclose(
        features.mfcc_of_blocks(np.split(y, sorted(cuts)), **how), features.mfcc(y, **how), atol=1e-4
    )


def test_no_sound_has_no_frames():
    assert features.mfcc_of_blocks([]).shape == (0, 13)
    assert features.mfcc_of_blocks([tone(seconds=0.01)] * 2).shape == (0, 13)
