"""Scales, chords and voicings: the music theory that the players share.

Pitches are MIDI note numbers (60 = middle C), pitch classes 0 to 11 (0 = C). Chords are written as Roman
numerals against the *major* scale of the tonic, the way bands talk: in A minor, `i bVI bVII` is Am F G.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

PITCH_CLASSES = {
    "C": 0, "C#": 1, "Db": 1, "D": 2, "D#": 3, "Eb": 3, "E": 4, "F": 5, "F#": 6, "Gb": 6,
    "G": 7, "G#": 8, "Ab": 8, "A": 9, "A#": 10, "Bb": 10, "B": 11,
}  # fmt: skip

#: Names of the pitch classes, as most bands write them.
NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")

#: Semitones above the tonic.
SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "phrygian dominant": (0, 1, 4, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
    "blues": (0, 3, 5, 6, 7, 10),
    "major blues": (0, 2, 3, 4, 7, 9),
    "bebop": (0, 2, 4, 5, 7, 9, 10, 11),
}

#: Semitones above the root, by the suffix that follows a root name ("C", "Cm", "C7", ...).
QUALITIES = {
    "": (0, 4, 7), "m": (0, 3, 7), "5": (0, 7), "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9),
    "7": (0, 4, 7, 10), "m7": (0, 3, 7, 10), "maj7": (0, 4, 7, 11), "mmaj7": (0, 3, 7, 11),
    "9": (0, 4, 7, 10, 14), "m9": (0, 3, 7, 10, 14), "maj9": (0, 4, 7, 11, 14), "add9": (0, 4, 7, 14),
    "13": (0, 4, 7, 10, 14, 21), "7#9": (0, 4, 7, 10, 15), "7b9": (0, 4, 7, 10, 13),
    "sus4": (0, 5, 7), "sus2": (0, 2, 7), "7sus4": (0, 5, 7, 10), "+": (0, 4, 8),
    "dim": (0, 3, 6), "dim7": (0, 3, 6, 9), "m7b5": (0, 3, 6, 10),
}  # fmt: skip

#: Kinds of voicings, see `voice`.
VOICINGS = ("close", "triad", "shell", "open", "guitar", "power", "fifth", "octave")

_DEGREES = {"I": 0, "II": 2, "III": 4, "IV": 5, "V": 7, "VI": 9, "VII": 11}
_NUMERAL = re.compile(r"^([b#]?)(VII|VI|V|IV|III|II|I|vii|vi|v|iv|iii|ii|i)([^/]*)(?:/([b#]?\d))?$")


@dataclass(frozen=True)
class Chord:
    """A chord as it sounds: pitch class of its root, its intervals, and the pitch class in the bass."""

    root: int
    intervals: tuple[int, ...]
    bass: int

    @property
    def name(self) -> str:
        """The chord as a band writes it: "Am7", "Bb", "C/E"."""
        quality = next(name for name, intervals in QUALITIES.items() if intervals == self.intervals)
        slash = f"/{NAMES[self.bass]}" if self.bass != self.root else ""
        return NAMES[self.root] + quality + slash

    @property
    def tones(self) -> frozenset[int]:
        """Pitch classes of the chord."""
        return frozenset((self.root + i) % 12 for i in self.intervals)

    @property
    def third(self) -> int:
        """Semitones from root to third (the fourth of a suspended chord, 4 of a bare fifth)."""
        return self.intervals[1] if len(self.intervals) > 2 else 4

    @property
    def fifth(self) -> int:
        """Semitones from root to fifth."""
        return next((i for i in self.intervals if i in (6, 7, 8)), 7)

    @property
    def seventh(self) -> int:
        """Semitones from root to seventh; the minor seventh if the chord has none."""
        return next((i for i in self.intervals if i in (9, 10, 11)), 10)


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class) and a mode (a name in `SCALES`)."""

    tonic: int
    mode: str
    name: str


@lru_cache(maxsize=256)
def parse_key(text: str) -> Key:
    """Read "E", "F# minor" or "D dorian".

    Raises
    ------
    ValueError
        If this is no key; the message says what was expected.
    """
    tonic, _, mode = text.partition(" ")
    if tonic not in PITCH_CLASSES or (mode or "major") not in SCALES:
        raise ValueError(f"key {text!r}: expected a note such as Eb or F# and one of {', '.join(SCALES)}")
    return Key(PITCH_CLASSES[tonic], mode or "major", text)


@lru_cache(maxsize=4096)
def parse_chord(numeral: str, tonic: int) -> Chord:
    """Read one Roman numeral ("IV7", "bVII", "ii7", "I/3") in the key of `tonic`.

    A small numeral is minor; what follows it is one of `QUALITIES` without the `m`. `/3` and `/5` put the
    chord's third or fifth in the bass.

    Raises
    ------
    ValueError
        If this is no chord; the message says what was expected.
    """
    match = _NUMERAL.match(numeral)
    accidental, degree, quality, inversion = match.groups() if match else ("", "", "?", "")
    if degree.islower() and not quality.startswith(("dim", "m7b5", "5", "sus", "+")):
        quality = "m" + quality
    if quality not in QUALITIES:
        raise ValueError(f"chord {numeral!r}: expected a Roman numeral and one of {', '.join(QUALITIES)}")
    root = (tonic + _DEGREES[degree.upper()] + {"b": -1, "#": 1, "": 0}[accidental]) % 12
    intervals = QUALITIES[quality]
    bass = root
    if inversion:
        tone = {"3": 1, "5": 2, "7": 3}.get(inversion, len(intervals))
        if tone >= len(intervals):
            raise ValueError(f"chord {numeral!r} has no {inversion} to put in the bass")
        bass = (root + intervals[tone]) % 12
    return Chord(root, intervals, bass)


@lru_cache(maxsize=1024)
def parse_progression(text: str, tonic: int) -> tuple[tuple[Chord, ...], ...]:
    """Read bars of chords: "I7 | IV7 | I7 V7 | %" has four bars, two chords in the third; % repeats.

    Raises
    ------
    ValueError
        If a bar is empty or holds something else.
    """
    bars: list[tuple[Chord, ...]] = []
    for bar in text.split("|"):
        names = bar.split()
        if not names or (names == ["%"] and not bars):
            raise ValueError(f"chords {text!r}: bar {len(bars) + 1} is empty")
        bars.append(bars[-1] if names == ["%"] else tuple(parse_chord(name, tonic) for name in names))
    return tuple(bars)


@lru_cache(maxsize=1024)
def ladder(tonic: int, scale: str, low: int, high: int) -> tuple[int, ...]:
    """All notes of a scale from `low` to `high`, rising."""
    if scale not in SCALES:
        raise ValueError(f"scale {scale!r} is not one of {', '.join(SCALES)}")
    classes = {(tonic + step) % 12 for step in SCALES[scale]}
    return tuple(p for p in range(low, high + 1) if p % 12 in classes)


def nearest(pitch_class: int, centre: float) -> int:
    """The note of this pitch class that lies nearest to `centre`."""
    return round((centre - pitch_class) / 12) * 12 + pitch_class


def lowest(pitch_class: int, floor: int) -> int:
    """The lowest note of this pitch class that is not below `floor`."""
    return floor + (pitch_class - floor) % 12


@lru_cache(maxsize=8192)
def snap(pitch: int, tones: frozenset[int]) -> int:
    """The chord tone nearest to `pitch` (the lower of two)."""
    for distance in range(7):
        if (pitch - distance) % 12 in tones:
            return pitch - distance
        if (pitch + distance) % 12 in tones:
            return pitch + distance
    return pitch


@lru_cache(maxsize=8192)
def voice(chord: Chord, kind: str, register: int) -> tuple[int, ...]:
    """The notes that a hand plays for a chord, rising.

    Parameters
    ----------
    chord : Chord
        What is played.
    kind : str
        `close` each tone as near to `register` as it can be (good voice leading comes for free);
        `triad` the same with three tones; `shell` without root and fifth (a bass player is there);
        `open` root and fifth low, the rest around `register`; `guitar` six strings from the low E;
        `power` root, fifth, octave above `register`; `fifth` root and fifth; `octave` root and octave.
    register : int
        Centre of the voicing (its floor, for `power`, `fifth`, `octave` and `guitar`).

    Raises
    ------
    ValueError
        If there is no such kind.
    """
    if kind not in VOICINGS:
        raise ValueError(f"voicing {kind!r} is not one of {', '.join(VOICINGS)}")
    root, steps = chord.root, chord.intervals
    if kind in ("power", "fifth", "octave"):
        low = lowest(root, register)
        upper = {"power": (chord.fifth, 12), "fifth": (chord.fifth,), "octave": (12,)}[kind]
        return (low, *(low + i for i in upper))
    if kind == "guitar":
        low = lowest(root, register)
        middle = chord.seventh if len(steps) > 3 else 12
        third = chord.third + 12
        strings = (low, low + chord.fifth, low + middle, low + third, low + 12 + chord.fifth, low + 24)
        return tuple(p for p in strings if p <= register + 30)
    if kind == "triad":
        steps = steps[:3]
    elif kind == "shell" and len(steps) > 3:
        steps = tuple(i for i in steps[1:] if i not in (6, 7, 8)) or steps
    notes = {nearest((root + i) % 12, register) for i in steps}
    if kind == "open":
        low = nearest(root, register - 17)
        notes = {low, low + chord.fifth} | {p for p in notes if p > low + 9}
    return tuple(sorted(notes))
