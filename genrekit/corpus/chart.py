"""The lead sheet a band plays from: form, chords, tempo and feel, and the dice of the song."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from .theory import Chord, Key, parse_progression

#: How hard a band plays in each section, 0 to 1; what is not listed is played at 0.85.
ENERGY = {
    "intro": 0.62, "verse": 0.78, "verse2": 0.82, "prechorus": 0.86, "chorus": 1.0, "solo": 0.95,
        "bridge": 0.72,
    "break": 0.5, "drop": 1.0, "head": 0.85, "shout": 1.05, "outro": 0.65, "dub": 0.7, "soft": 0.45,
    "theme": 0.7, "answer": 0.85, "development": 0.95, "climax": 1.1, "build": 0.75,
}  # fmt: skip


class Dice:
    """Random choices, the same in every process for the same numbers.

    One dice is made for each purpose (`child`), so that a change to the drums leaves the melody as it is.
    """

    def __init__(self, *numbers: int):
        self.numbers = numbers
        self.generator = np.random.default_rng(np.random.SeedSequence(numbers))
        self._drawn: list[float] = []

    def child(self, purpose: str) -> Dice:
        """A dice of its own for one purpose; crc32 because `hash` differs between processes."""
        return Dice(*self.numbers, zlib.crc32(purpose.encode()))

    def random(self) -> float:
        """A number from 0 to 1 (drawn in blocks: single draws are slow)."""
        if not self._drawn:
            self._drawn = self.generator.random(64).tolist()
        return self._drawn.pop()

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.random() < probability

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        return low + (high - low) * self.random()

    def pick(self, options: Sequence):
        """One of the options, each as likely."""
        return options[int(self.random() * len(options))]


@dataclass(frozen=True)
class Bar:
    """One bar of the lead sheet. `start` and `chords` (start, length, chord) are in beats."""

    start: float
    beats: float
    section: str
    index: int
    of: int
    energy: float
    chords: tuple[tuple[float, float, Chord], ...]

    @property
    def is_first(self) -> bool:
        """Whether a section starts here."""
        return self.index == 0

    @property
    def is_last(self) -> bool:
        """Whether a section ends here."""
        return self.index == self.of - 1


@dataclass(frozen=True)
class Chart:
    """A lead sheet: what every player of the band reads.

    Attributes
    ----------
    key, tempo, metre : Key, float, str
        Tempo in beats a minute; a beat is a quarter note, in 12/8 and 6/8 a dotted quarter.
    bars : tuple of Bar
        At least as many as the clip needs.
    swing : float
        Long to short note, 1.0 (straight) to 2.0 (triplets).
    swing_unit : float
        Which notes swing: 0.5 eighths, 0.25 sixteenths (in beats).
    drift : float
        How far the tempo wanders, in beats: 0 a machine, 0.02 a band, 0.15 a romantic pianist.
    swell : float
        How far the loudness rises and falls over a phrase, as a share.
    dice : Dice
        The song's dice.
    """

    key: Key
    tempo: float
    metre: str
    bars: tuple[Bar, ...]
    swing: float
    swing_unit: float
    drift: float
    swell: float
    dice: Dice
    _warp: dict = field(default_factory=dict, compare=False)

    def select(self, where: str) -> list[Bar]:
        """Bars in which a player plays: "" all, "verse solo" only these, "-intro -break" all but these."""
        words = where.split()
        out = {w[1:] for w in words if w[0] == "-"}
        only = {w for w in words if w[0] != "-"}
        return [b for b in self.bars if b.section not in out and (not only or b.section in only)]

    def straight(self, beat: float) -> float:
        """The beat that sounds at `beat` after swinging: lets a player write triplets in a swung song."""
        if self.swing == 1.0:
            return beat
        unit = 2 * self.swing_unit
        whole, part = divmod(beat / unit, 1.0)
        turn = self.swing / (1 + self.swing)
        part = part / turn / 2 if part < turn else 0.5 + (part - turn) / (1 - turn) / 2
        return (whole + part) * unit

    def seconds(self, beats: np.ndarray) -> np.ndarray:
        """When beats sound, in seconds [shape as `beats`]: swing, then the wandering of the tempo."""
        beats = np.asarray(beats, dtype=np.float64)
        if self.swing != 1.0:
            unit = 2 * self.swing_unit
            whole = np.floor(beats / unit + 1e-6)
            part = beats / unit - whole
            turn = self.swing / (1 + self.swing)
            bent = np.where(part < 0.5, part * 2 * turn, turn + (part - 0.5) * 2 * (1 - turn))
            beats = (whole + bent) * unit
        if self.drift:
            if "phase" not in self._warp:
                self._warp["phase"] = self.dice.child("drift").generator.random(3) * 2 * np.pi
            a, b, c = self._warp["phase"]
            wander = np.sin(beats / 8 + a) + 0.6 * np.sin(beats / 3.1 + b) + 0.35 * np.sin(beats / 1.27 + c)
            origin = np.sin(a) + 0.6 * np.sin(b) + 0.35 * np.sin(c)
            beats = beats + self.drift * (wander - origin) * np.clip(beats / 2, 0, 1)
        return beats * (60.0 / self.tempo)

    def swelling(self, beats: np.ndarray) -> np.ndarray:
        """How loud the band plays at each beat: about 1, most in mid-phrase [shape as `beats`]."""
        if "swell" not in self._warp:
            rng = self.dice.child("swell").generator
            self._warp["swell"] = (
                *(rng.random(2) * 2 * np.pi),
                rng.uniform(20.0, 36.0),
                rng.uniform(7.0, 11.0),
            )
        a, b, long, short = self._warp["swell"]
        phrase = np.sin(2 * np.pi * beats / long + a) + 0.6 * np.sin(2 * np.pi * beats / short + b)
        return np.exp(self.swell * phrase)


def beats_per_bar(metre: str) -> float:
    """Beats in a bar: "4/4" 4, "3/4" 3, "12/8" 4 (dotted quarters), "6/8" 2."""
    count, _, unit = metre.partition("/")
    if not count.strip("0").isdecimal() or unit not in ("2", "4", "8"):
        raise ValueError(f"metre {metre!r}: expected one such as 4/4, 3/4 or 12/8")
    count, unit = int(count), int(unit)
    return count / 3 if unit == 8 else count * 4 / unit


@lru_cache(maxsize=512)
def parse_form(text: str) -> tuple[tuple[str, int], ...]:
    """Read a form: "verse:8 chorus:8" is two sections of eight bars.

    Raises
    ------
    ValueError
        If a section is without its number of bars.
    """
    for word in text.split() or [text]:
        if not word.partition(":")[2].strip("0").isdecimal():
            raise ValueError(f"form {text!r}: expected sections and their bars, such as verse:8 chorus:8")
    return tuple((name, int(bars)) for name, bars in (word.split(":") for word in text.split()))


def write_chart(
    key: Key,
    tempo: float,
    metre: str,
    form: str,
    progressions: dict[str, str],
    seconds: float,
    dice: Dice,
    *,
    swing: float = 1.0,
    swing_unit: float = 0.5,
    drift: float = 0.015,
    swell: float = 0.08,
) -> Chart:
    """Write out the bars of a song: the form, again and again, until the clip is full."""
    beats = beats_per_bar(metre)
    needed = max(seconds, 30.0) * tempo / 60 + 2 * beats
    sections = parse_form(form)
    bars: list[Bar] = []
    start = 0.0
    while start < needed:
        for name, count in sections:
            chords = parse_progression(progressions.get(name) or progressions["*"], key.tonic)
            for index in range(count):
                here = chords[index % len(chords)]
                length = beats / len(here)
                placed = tuple((start + i * length, length, chord) for i, chord in enumerate(here))
                # Within a section the band leans forward a little, towards the next.
                energy = ENERGY.get(name, 0.85) * (0.96 + 0.08 * index / count)
                bars.append(Bar(start, beats, name, index, count, energy, placed))
                start += beats
            if start >= needed:
                break
    return Chart(key, tempo, metre, tuple(bars), swing, swing_unit, drift, swell, dice)
