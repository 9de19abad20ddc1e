"""What is composed must be heard: tempo, key and chords are found back in the sound by usual means."""

import numpy as np
import pytest
import scipy.fft

from genrekit import corpus, features
from genrekit.collection import embedded
from genrekit.corpus.theory import NAMES, QUALITIES, parse_key
from genrekit.genres import GENRES

SR = 22050
HOP = 256
#: Key profiles: Krumhansl and Kessler (1982).
MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]
MINOR = [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]


def novelty(y):
    """Onset strength: what rises from frame to frame, over all bands (Mueller, FMP 6.1)."""
    levels = features.log_mel(y, num_filters=40, n_fft=1024, hop=HOP)
    return np.maximum(np.diff(levels, axis=0), 0).mean(axis=1)


def beat_period(y):
    """Seconds from beat to beat: the strongest of the autocorrelation, with a preference for usual tempos."""
    strength = novelty(y)
    strength -= strength.mean()
    power = np.abs(scipy.fft.rfft(strength, 2 * len(strength))) ** 2
    correlation = scipy.fft.irfft(power)[: len(strength)]
    lags = np.arange(1, len(strength)) * HOP / SR
    usual = np.exp(-0.5 * (np.log2(60 / lags / 110) / 0.9) ** 2)  # Ellis (2007)
    inside = (lags > 0.25) & (lags < 1.5)
    return lags[inside][np.argmax((correlation[1:] * usual)[inside])]


def chroma(y, start, stop):
    """Strength of the twelve pitch classes between two times: np.ndarray [shape=(12,)]."""
    part = y[int(start * SR) : int(stop * SR)]
    spectrum = np.abs(scipy.fft.rfft(part * np.hanning(len(part)), 4 * SR))
    hz = np.arange(len(spectrum)) / 4
    notes = np.arange(40, 84)
    # A note is as strong as the highest peak within a quarter tone, against what lies around it: drums are
    # in all notes alike.
    strength = []
    for note in notes:
        centre = 440 * 2 ** ((note - 69) / 12)
        near = np.abs(hz - centre) < 0.02 * centre
        around = np.abs(hz - centre) < 0.12 * centre
        strength.append(max(spectrum[near].max() - 1.5 * np.median(spectrum[around]), 0) ** 0.5)
    return np.bincount(notes % 12, weights=strength, minlength=12)


@pytest.fixture(scope="module")
def clips():
    """Two clips of each genre with their scores, by different artists."""
    return [
        (corpus.compose(genre, number), corpus.clip(genre, number)) for genre in GENRES for number in (12, 71)
    ]


def test_the_tempo_is_found_back(clips):
    steady = [(score, y) for score, y in clips if any(part.role == "drums" for part in score.parts)]
    assert len(steady) >= 12
    found = []
    for score, y in steady:
        beats = beat_period(y) * score.tempo / 60
        # Half and double time, and the thirds of a shuffle, are right in their way.
        found.append(min(abs(beats / level - 1) for level in (1 / 3, 0.5, 2 / 3, 1, 1.5, 2, 3)) < 0.03)
    assert np.mean(found) >= 0.75


def test_the_key_is_found_back(clips):
    right = []
    for score, y in clips:
        key = parse_key(score.key)
        here = sum(chroma(y, start, start + 3) for start in range(0, 27, 3))
        fit = [
            np.corrcoef(np.roll(profile, tonic), here)[0, 1]
            for profile in (MAJOR, MINOR)
            for tonic in range(12)
        ]
        best = int(np.argmax(fit))
        # The tonic itself, its fifth or fourth, or the relative key: the mistakes that key finders make.
        right.append((best % 12 - key.tonic) % 12 in (0, 5, 7, 3, 9))
    assert np.mean(right) >= 0.7  # chance: 5 of 12


def test_the_chords_are_found_back(clips):
    inside, by_chance = [], []
    for score, y in clips:
        for (start, name), (stop, _) in zip(score.chords, score.chords[1:], strict=False):
            if stop - start < 0.8:
                continue
            here = chroma(y, start, stop)
            root = next(note for note in sorted(NAMES, key=len, reverse=True) if name.startswith(note))
            quality = name.removeprefix(root).partition("/")[0]
            tones = {(NAMES.index(root) + step) % 12 for step in QUALITIES[quality]}
            share = [
                here[[(tone + shift) % 12 for tone in tones]].sum() / (here.sum() + 1e-9)
                for shift in range(12)
            ]
            inside.append(share[0])
            by_chance.append(np.mean(share))
    assert len(inside) > 100
    assert np.mean(inside) > 1.3 * np.mean(by_chance)


def test_every_sub_style_is_reached():
    table = embedded().table
    for genre in GENRES:
        written = {artist.style for artist in corpus.recipe(genre).artists}
        assert set(table.loc[table["genre"] == genre, "style"]) == written
        # and in a small collection at least half of them
        few = embedded(clips_per_genre=10).table
        assert len(set(few.loc[few["genre"] == genre, "style"])) >= len(written) / 2


@pytest.mark.parametrize("seconds", [5.0, 12.3456, 30.0])
def test_the_length_is_exact(seconds):
    assert len(corpus.clip("rock", 3, seconds=seconds)) == round(seconds * SR)


def test_no_clip_is_silent_clipped_or_broken(clips):
    for score, y in clips:
        name = f"{score.genre}, {score.artist}"
        assert np.isfinite(y).all(), name
        assert np.mean(np.abs(y) > 0.999) < 1e-3, name
        loudness = np.sqrt(np.mean(y[: 29 * SR].reshape(29, -1) ** 2, axis=1))
        assert np.median(loudness) > 0.01, name
        assert abs(y.mean()) < 1e-3, name
