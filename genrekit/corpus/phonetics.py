"""What a throat does: formants of vowels and consonants, wavetables that carry them, noises, and syllables.

Vowels are the averages of Peterson & Barney (1952), *Control methods used in a study of the vowels*, JASA 24;
consonants, bandwidths, the nasal pole and zero, and the resonators in cascade are those of Klatt (1980),
*Software for a cascade/parallel formant synthesizer*, JASA 67. That a singer moves the first formant up
with a pitch above it, and gathers the upper ones near 2.9 kHz, is Sundberg (1987), *The Science of the
Singing Voice*.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy import fft

from . import tones

#: First and second formant in Hz (Peterson & Barney 1952, table II), by the vowel of: beat, bit, bet, bat,
#: father, bought, book, boot, but, bird.
VOWELS = {
    "men": {
        "i": (270, 2290), "I": (390, 1990), "E": (530, 1840), "ae": (660, 1720), "a": (730, 1090),
        "o": (570, 840), "U": (440, 1020), "u": (300, 870), "V": (640, 1190), "er": (490, 1350),
    },
    "women": {
        "i": (310, 2790), "I": (430, 2480), "E": (610, 2330), "ae": (860, 2050), "a": (850, 1220),
        "o": (590, 920), "U": (470, 1160), "u": (370, 950), "V": (760, 1400), "er": (500, 1640),
    },
    "children": {
        "i": (370, 3200), "I": (530, 2730), "E": (690, 2610), "ae": (1010, 2320), "a": (1030, 1370),
        "o": (680, 1060), "U": (560, 1410), "u": (430, 1170), "V": (850, 1590), "er": (560, 1820),
    },
}  # fmt: skip
#: Formants of a group over those of men, on average over the table.
SCALE = {"men": 1.0, "women": 1.17, "children": 1.36}
#: Where vowels of longer notes go to: my, now, boy, say, go, beat, boot ...
GLIDES = {
    "a": ("I", "U", "V"), "ae": ("E", "I"), "E": ("i", "I"), "o": ("u", "I", "U"), "V": ("U", "a", "I"),
    "i": ("I",), "I": ("i", "E"), "u": ("U",), "U": ("V", "u"), "er": ("V",),
}  # fmt: skip
# Sung English: open vowels are held longest, "bird" is rare.
_VOWEL_SHARES = {"a": 16, "ae": 10, "E": 14, "V": 14, "o": 11, "i": 13, "I": 9, "u": 8, "U": 3, "er": 3}


class Consonant(NamedTuple):
    """A consonant before a vowel: seconds, formants in Hz (of men), level of the voice in it, its noise.

    `closed` is the share of its time in which the mouth is shut and nothing but the voice is heard; `table`
    the wavetable it has of its own ("" if its formants lie on the grid of the vowels).
    """

    seconds: float
    first: float
    second: float
    voiced: float
    noise: str = ""
    closed: float = 0.0
    table: str = ""


#: Formants by Klatt (1980), table III; durations as in sung words.
CONSONANTS = {
    "": Consonant(0.0, 500, 1500, 1.0),
    "m": Consonant(0.075, 480, 1270, 0.45, table="m"),
    "n": Consonant(0.065, 480, 1340, 0.45, table="n"),
    "l": Consonant(0.065, 310, 1050, 0.6, table="l"),
    "r": Consonant(0.070, 310, 1060, 0.6, table="r"),
    "w": Consonant(0.075, 290, 610, 0.55),
    "y": Consonant(0.070, 260, 2070, 0.55),
    "h": Consonant(0.070, 500, 1500, 0.0, "h"),
    "s": Consonant(0.115, 320, 1390, 0.0, "s"),
    "sh": Consonant(0.110, 300, 1840, 0.0, "sh"),
    "f": Consonant(0.090, 340, 1100, 0.0, "f"),
    "z": Consonant(0.085, 240, 1390, 0.25, "z"),
    "v": Consonant(0.060, 220, 1100, 0.4, "v"),
    "dh": Consonant(0.050, 270, 1290, 0.4, "v"),
    "p": Consonant(0.085, 400, 1100, 0.0, "p", 0.55),
    "t": Consonant(0.090, 400, 1600, 0.0, "t", 0.5),
    "k": Consonant(0.095, 300, 1990, 0.0, "k", 0.5),
    "ch": Consonant(0.110, 300, 1840, 0.0, "ch", 0.35),
    "b": Consonant(0.055, 200, 1100, 0.12, "b", 0.8),
    "d": Consonant(0.055, 200, 1600, 0.12, "d", 0.75),
    "g": Consonant(0.060, 200, 1990, 0.12, "g", 0.75),
}
# In percent of the consonants of running English, roughly; the rest begins with its vowel.
_ONSETS = {
    "": 7, "t": 10, "n": 7, "s": 9, "d": 6, "l": 6, "r": 5, "m": 6, "k": 6, "dh": 6, "w": 5, "b": 5, "p": 4,
    "f": 4, "h": 5, "y": 3, "sh": 4, "g": 3, "v": 3, "z": 2, "ch": 3,
}  # fmt: skip
#: What may end a syllable before a rest.
_CODAS = {"": 10, "s": 4, "t": 4, "n": 4, "z": 2, "k": 1, "f": 1, "m": 2, "sh": 1}

# A noise: low and high edge in Hz, level beside a voice of 1, where in its time it is strongest.
_NOISES = {
    "s": (4800, 9300, 0.42, 0.5), "sh": (2300, 6500, 0.40, 0.5), "f": (1500, 9500, 0.14, 0.6),
    "h": (600, 4200, 0.16, 0.7), "z": (4600, 9000, 0.26, 0.5), "v": (1500, 8000, 0.06, 0.5),
    "p": (500, 2500, 0.30, 0.08), "t": (3000, 8800, 0.42, 0.08), "k": (1500, 3600, 0.40, 0.1),
    "ch": (2300, 7500, 0.42, 0.2), "b": (300, 1800, 0.22, 0.1), "d": (2200, 6500, 0.22, 0.1),
    "g": (1200, 3200, 0.22, 0.1), "breath": (900, 6000, 0.10, 0.75),
}  # fmt: skip

POINTS = 2048  # of a wavetable: read without interpolation, partial 40 is 28 dB above what that leaves
REGION = 3  # semitones that share their wavetables
_FIRST, _SECOND = np.geomspace(245, 800, 10), np.geomspace(560, 2450, 12)  # Hz, of men: the grid of vowels
#: Semitones between the points of the grid, along the first and the second formant.
STEPS = tuple(12 * float(np.log2(grid[1] / grid[0])) for grid in (_FIRST, _SECOND))
COLUMNS, VOWEL_TABLES = len(_SECOND), len(_FIRST) * len(_SECOND)
#: Tables after those of the vowels: formants in Hz, and whether the nose is open.
_EXTRA = {
    "m": (480, 1270, 2130, True), "n": (480, 1340, 2470, True),
    "l": (310, 1050, 2880, False), "r": (310, 1060, 1380, False),
}  # fmt: skip
EXTRA_TABLES = {name: VOWEL_TABLES + i for i, name in enumerate(_EXTRA)}
_BANDWIDTHS = (70.0, 100.0, 150.0)  # Hz, of the first three formants (Klatt: 50 to 200)
_UPPER = ((3300, 230), (3900, 260), (4900, 380), (5900, 480), (6900, 600), (7900, 700), (8900, 800))  # Hz

_banks = tones.Cache(56_000_000)
_noises = tones.Cache(12_000_000)


def clear():
    """Forget all wavetables and noises; they are made again when they are needed, the same."""
    _banks.clear()
    _noises.clear()


def place(first, second, scale):
    """Where two formants lie on the grid of wavetables.

    Parameters
    ----------
    first, second : float
        Formants in Hz.
    scale : float
        Formants of this throat over those of the average man.

    Returns
    -------
    (float, float)
        Row and column; fractions lie between wavetables.
    """
    return (
        12 * float(np.log2(first / scale / _FIRST[0])) / STEPS[0],
        12 * float(np.log2(second / scale / _SECOND[0])) / STEPS[1],
    )


@lru_cache(maxsize=200)
def places(speaker, tract):
    """Every vowel and consonant of a throat on the grid: dict of str to (row, column)."""
    scale = SCALE[speaker] * tract
    found = {v: place(f1 * tract, f2 * tract, scale) for v, (f1, f2) in VOWELS[speaker].items()}
    return found | {"/" + c: place(k.first, k.second, 1.0) for c, k in CONSONANTS.items()}


def tables(voice, region, sr):
    """Wavetables of one voice near one pitch: a cycle for each point of the grid of formants.

    Parameters
    ----------
    voice : Voice
        Whose throat.
    region : int
        Pitch, in units of `REGION` semitones.
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    bank : np.ndarray [shape=(tables, POINTS), dtype=float32]
        `VOWEL_TABLES` by row and column, then those of `EXTRA_TABLES`. Band-limited, about 1 RMS.
    """
    throat = voice.speaker, voice.tract, voice.tilt, voice.nasality, voice.ring
    return _banks.get((throat, region, sr), lambda: _bank(voice, region, sr))


def _bank(voice, region, sr):
    f0 = 440 * 2 ** ((region * REGION - 69) / 12)
    # A region is read up to one and a half semitones above its middle.
    hz = f0 * np.arange(1, max(int(0.48 * sr / (f0 * 1.1)), 1) + 1)
    scale = SCALE[voice.speaker] * voice.tract
    # Source and radiation: a slope in dB per octave, with the phase that belongs to it.
    fixed = (1j * hz / f0) ** (voice.tilt / 6.02)
    for centre, width in _UPPER:
        if centre * scale < 0.5 * sr:
            fixed *= _resonance(hz, centre * scale, width * scale, sr)
    fixed *= 1 + (hz / (4500 * scale)) ** 2  # what the poles above those would add
    fixed *= 1 + 0.8 * voice.ring * np.exp(-0.5 * ((hz - 2900) / 420) ** 2)
    fixed *= 1 - voice.nasality + voice.nasality * _nose(hz, sr)
    first = np.maximum(_FIRST * scale, f0)[:, None]  # a first formant below the pitch would be lost
    second = (_SECOND * scale)[:, None]
    third = np.maximum(2200 + 0.35 * _FIRST[:, None], _SECOND + 620) * scale  # fits the table within 4 %
    one, two = (_resonance(hz, f, b, sr) for f, b in zip((first, second), _BANDWIDTHS, strict=False))
    three = _resonance(hz, third.reshape(-1, 1), _BANDWIDTHS[2], sr)
    vowels = (one[:, None] * two[None]).reshape(VOWEL_TABLES, -1) * three
    extra = []
    for f1, f2, f3, nasal in _EXTRA.values():
        shape = np.ones(len(hz), complex)
        for centre, width in zip((f1, f2, f3), _BANDWIDTHS, strict=True):
            shape *= _resonance(hz, max(centre * scale, f0), width * (2 if nasal else 1), sr)
        extra.append(shape * _nose(hz, sr) if nasal else shape)
    spectrum = np.zeros((VOWEL_TABLES + len(extra), POINTS // 2 + 1), np.complex64)
    n = min(len(hz), POINTS // 2 - 1)
    spectrum[:, 1 : n + 1] = (np.concatenate([vowels, extra]) * fixed)[:, :n]
    power = 2 * np.sum(np.square(np.abs(spectrum)), axis=1, keepdims=True)
    # Open vowels are louder, but a singer (and every engineer) evens that out.
    spectrum *= power**-0.42 * POINTS
    return fft.irfft(spectrum, POINTS, axis=1)


def _resonance(hz, centre, width, sr):
    """Klatt's digital resonator at these frequencies (1 at 0 Hz)."""
    c = -np.exp(-2 * np.pi * width / sr)
    b = 2 * np.exp(-np.pi * width / sr) * np.cos(2 * np.pi * np.minimum(centre, 0.49 * sr) / sr)
    z = np.exp(-2j * np.pi * hz / sr)
    return (1 - b - c) / (1 - z * (b + c * z))


def _nose(hz, sr):
    """Klatt's nasal pole at 270 Hz and zero at 450 Hz, and less treble."""
    return _resonance(hz, 270, 100, sr) / _resonance(hz, 450, 100, sr) / (1 + (hz / 2500) ** 2) ** 0.5


def noise(kind, scale, seconds, variant, sr):
    """A consonant's noise (or "breath", drawn in before a phrase).

    Parameters
    ----------
    kind : str
        "s", "sh", "f", "h", "p", "t", "k", "b" ...
    scale : float
        Formants of the throat over those of the average man: small mouths hiss higher.
    seconds : float
        Length; rounded to 10 ms.
    variant : int
        No two are alike: 0 to 3.
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        Its level is that of the consonant beside a voice of 1 RMS.
    """
    hundredths = max(round(seconds * 100), 1)
    scale = round(scale, 2)

    def make():
        n = max(hundredths * sr // 100, 8)
        low, high, level, peak = _NOISES[kind]
        stretch = scale**0.4
        white = _noises.get(
            (kind, hundredths, variant, sr),  # the same for all throats
            lambda: _white(np.random.default_rng((*kind.encode(), hundredths, variant)), n),
        )
        y = _band(white, n, low * stretch, min(high * stretch, 0.47 * sr), sr)
        y *= _swell(n, peak)
        y *= np.float32(level)
        return y

    return _noises.get((kind, scale, hundredths, variant, sr), make)


@lru_cache(maxsize=500)
def _swell(n, peak):
    """How a noise rises and falls; `peak` is where in its time it is strongest."""
    t = (np.arange(n) + 0.5) / n
    rise, fall = np.clip(t / peak, 0, 1), np.clip((1 - t) / (1 - peak), 0, 1)
    envelope = np.sin(np.pi / 2 * rise) * (fall**1.5 if peak < 0.3 else np.sin(np.pi / 2 * fall))
    return envelope.astype(np.float32)


def breath_noise(scale, sr):
    """A second and a half of breath through an open mouth, twice: np.ndarray of 1 RMS."""
    scale = round(scale, 2)

    def make():
        n = 1 << 15
        rng = np.random.default_rng(7)
        y = _band(_white(rng, n), n, 1100 * scale, 0.45 * sr, sr)
        y += np.float32(0.8) * _band(_white(rng, n), n, 500, 4200 * scale, sr)
        return np.tile(y / y.std(), 2)

    return _noises.get(("breathing", scale, sr), make)


def _white(rng, n):
    """The spectrum of white noise, a little longer than `n` samples."""
    bins = fft.next_fast_len(max(n, 64), real=True) // 2 + 1
    return (rng.standard_normal(bins) + 1j * rng.standard_normal(bins)).astype(np.complex64)


def _band(white, n, low, high, sr):
    """Noise of 1 RMS between two frequencies, with slopes of some 30 dB per octave outside."""
    size = fft.next_fast_len(max(n, 64), real=True)
    y = fft.irfft(white * _slopes(size, low, high, sr), size)[:n]
    y *= 1 / np.sqrt(np.mean(np.square(y)))
    return y


@lru_cache(maxsize=500)
def _slopes(size, low, high, sr):
    hz = np.maximum(fft.rfftfreq(size, 1 / sr), 1.0)
    return (np.minimum(1, hz / low) ** 5 * np.minimum(1, high / hz) ** 5).astype(np.float32)


class Syllable(NamedTuple):
    """Onset (of `CONSONANTS`), vowel, the vowel it moves to, coda (before a rest), variant of its noises."""

    onset: str
    vowel: str
    glide: str
    coda: str
    variant: int


def _shares(table):
    names, weights = list(table), np.cumsum(np.array(list(table.values()), float))
    return names, weights / weights[-1]


_ONSET, _VOWEL, _CODA = _shares(_ONSETS), _shares(_VOWEL_SHARES), _shares(_CODAS)


def syllables(count, rng):
    """Words without a meaning.

    Parameters
    ----------
    count : int
        How many syllables.
    rng : np.random.Generator
        Where they come from.

    Returns
    -------
    list of Syllable
    """
    draws = rng.random((4, count))
    onset, vowel, coda = (
        [names[k] for k in np.searchsorted(edges, row).tolist()]
        for (names, edges), row in zip((_ONSET, _VOWEL, _CODA), draws, strict=False)
    )
    return [
        Syllable(
            onset[i], vowel[i], GLIDES[vowel[i]][int(d * len(GLIDES[vowel[i]]))], coda[i], int(97 * d) % 4
        )
        for i, d in enumerate(draws[3].tolist())
    ]
