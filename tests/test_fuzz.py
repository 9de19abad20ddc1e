"""Damaged sound files of every format neither crash nor hang the reader, nor surprise it."""

from __future__ import annotations

import io
import os
import random

import fuzz_reader
import numpy as np
import soundfile
from fuzz_reader import FORMATS, fuzz, spoilt, whole_files


def test_spoilt_files_of_every_format():
    found = fuzz(seed=0, count=3000)
    assert sum(found.values()) == 3000
    assert {name.split(" ", 1)[1] for name in found} == {"read", "refused"}, found
    for fmt in FORMATS:
        # Faults that are never noticed, or always, would test little.
        assert found[f"{fmt} read"] > 20
        assert found[f"{fmt} refused"] > 5


def test_whole_files_are_read(tmp_path):
    for fmt, files in whole_files().items():
        assert len(files) >= 6
        for data in files:
            (tmp_path / "song.any").write_bytes(data)
            assert fuzz_reader.outcome(tmp_path / "song.any") == "read", fmt


def test_checksums_are_those_of_ogg():
    """Only then does what was spoilt behind them reach the decoder."""
    whole = whole_files()["OGG"][0]
    assert fuzz_reader._with_checksums(bytearray(whole)) == whole
    rng = random.Random(0)
    assert any(
        soundfile.info(io.BytesIO(data)).frames for data in _good(spoilt(rng, whole) for _ in range(40))
    )


def _good(files):
    for data in files:
        try:
            soundfile.info(io.BytesIO(data))
        except (soundfile.SoundFileError, RuntimeError):
            continue
        yield data


def _worse(seed, count, folder, begun, told):
    begun.value = 1
    os.abort()


def test_a_crash_would_be_told(monkeypatch):
    monkeypatch.setattr(fuzz_reader, "_work", _worse)
    found = fuzz(seed=0, count=2)
    assert len(found) == 1
    assert next(iter(found)).startswith("the end of the process")


def test_silence_and_noise_are_told_apart(tmp_path):
    soundfile.write(tmp_path / "a.wav", np.zeros(100), 22050)
    assert fuzz_reader.outcome(tmp_path / "a.wav") == "refused"
