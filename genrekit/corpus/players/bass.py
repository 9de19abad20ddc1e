"""Bass players: lines are text, in degrees of the chord of the moment.

`1` root, `2` to `6` second to sixth, `7` the chord's seventh, `8` octave, `9` octave and third; `m` minor
third, `d` diminished fifth, `s` the whole step below the root, `l` the fifth below, `b` a half step below
the next chord's root, `a` a half step above it; `x` dead note; `-` holds, `.` rests. `|` goes on to a second
bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from ..chart import Bar, Chart, Dice
from ..instruments import program
from ..theory import Chord, ladder, lowest, nearest
from .base import Note, Player, choose

_SIGNS = "1m23456789sldbax"


@lru_cache(maxsize=1024)
def parse_line(text: str, signs: str) -> tuple[tuple[tuple[float, float, str], ...], ...]:
    """Read a line: a tuple a bar of (where in the bar 0 to 1, length in bars, sign).

    Raises
    ------
    ValueError
        If it has a sign that is none of `signs`, `-`, `.` and `|`.
    """
    strange = next((sign for sign in text if sign not in signs + "-.| "), None)
    if strange is not None:
        raise ValueError(f"{text!r}: {strange!r} is none of the signs {signs} - . |")
    bars = []
    for steps in text.replace(" ", "").split("|"):
        notes: list[tuple[float, float, str]] = []
        count = len(steps)
        for i, sign in enumerate(steps):
            if sign == "-" and notes:
                where, length, last = notes[-1]
                notes[-1] = (where, length + 1 / count, last)
            elif sign not in ".-":
                notes.append((i / count, 1 / count, sign))
        bars.append(tuple(notes))
    return tuple(bars)


def degree(sign: str, chord: Chord, following: Chord, low: int) -> int:
    """Pitch of one sign of a line, for a bass whose lowest comfortable note is `low`."""
    root = lowest(chord.root, low)
    steps = {
        "1": 0, "2": 2, "m": 3, "3": chord.third, "4": 5, "5": chord.fifth, "6": 9, "7": chord.seventh,
        "8": 12, "9": 12 + chord.third, "s": -2, "l": -5, "d": 6, "x": 0,
    }  # fmt: skip
    if sign == "1":
        return lowest(chord.bass, low)
    if sign == "b":
        return nearest(following.root, root) - 1
    if sign == "a":
        return nearest(following.root, root) + 1
    return root + steps[sign]


def chord_at(bar: Bar, beat: float) -> Chord:
    """The chord that sounds at a beat of this bar."""
    here = bar.chords[0][2]
    for start, _, chord in bar.chords:
        if beat >= start - 1e-6:
            here = chord
    return here


def following_chord(bars: list[Bar], number: int) -> Chord:
    """The chord that opens the bar after this one (of the last bar: its own)."""
    return bars[min(number + 1, len(bars) - 1)].chords[0][2]


@dataclass(frozen=True)
class Bass(Player):
    """A bass player.

    Attributes
    ----------
    instrument : str
        Which bass.
    line : str, tuple or dict
        Line, several to choose from, or a dictionary by section; "walk" walks in quarters.
    low : int
        Lowest comfortable note (28 is the open E string).
    gate : float
        Share of each note that sounds: 0.5 short, 1.0 tied over.
    slide : float
        Share of the notes that are slid into from below.
    """

    instrument: str = "finger bass"
    line: str | tuple | dict = "1...1..."
    low: int = 28
    gate: float = 0.9
    slide: float = 0.04
    role: ClassVar[str] = "bass"

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        notes: list[Note] = []
        memory: dict = {}
        bars = self.bars(chart)
        for number, bar in enumerate(bars):
            text = choose(self.line, bar.section, dice, memory)
            after = following_chord(bars, number)
            if text == "walk":
                self._walk(notes, chart, bar, after, dice)
                continue
            lines = parse_line(text, _SIGNS)
            line = lines[bar.index % len(lines)]
            straight = chart.straight if len(text.partition("|")[0]) % 12 == 0 else float
            for where, length, sign in line:
                beat = bar.start + where * bar.beats
                chord = chord_at(bar, beat)
                pitch = degree(sign, chord, after, self.low)
                loud = (0.86 if where == 0 else 0.74) * (0.5 + 0.5 * bar.energy)
                sounding = 0.12 if sign == "x" else length * bar.beats * self.gate
                bend = -2.0 if dice.chance(self.slide) else 0.0
                velocity = loud * (0.5 if sign == "x" else dice.between(0.9, 1.08))
                notes.append((straight(beat), sounding, pitch, velocity, bend, 0.0))
        return notes

    def _walk(self, notes: list[Note], chart: Chart, bar: Bar, after: Chord, dice: Dice) -> None:
        """Quarters: root, then along the scale or the chord, and a half step into the next root."""
        last = notes[-1][2] if notes else self.low + 8
        for i, (start, length, chord) in enumerate(bar.chords):
            target = bar.chords[i + 1][2] if i + 1 < len(bar.chords) else after
            count = round(length)
            pitch = nearest(chord.root, min(max(last, self.low + 5), self.low + 15))
            goal = nearest(target.root, min(max(pitch, self.low + 5), self.low + 15))
            scale = ladder(
                chord.root, "dorian" if chord.third == 3 else "mixolydian", self.low, self.low + 24
            )
            way = 1 if goal > pitch or (goal == pitch and dice.chance(0.5)) else -1
            for step in range(count):
                if step == 0:
                    note = pitch
                elif step == count - 1 and count > 1:
                    note = goal + (-1 if goal > notes[-1][2] or dice.chance(0.4) else 1)
                elif dice.chance(0.45):
                    tones = sorted(
                        nearest((chord.root + s) % 12, notes[-1][2] + 3 * way) for s in chord.intervals
                    )
                    note = dice.pick(tones)
                else:
                    beyond = [p for p in scale if (p - notes[-1][2]) * way > 0]
                    note = (min(beyond) if way > 0 else max(beyond)) if beyond else pitch
                if step and note == notes[-1][2]:
                    note += 12 if note < self.low + 8 else -1
                note = max(self.low, note)
                velocity = (0.82 if step % 2 else 0.76) * (0.5 + 0.5 * bar.energy) * dice.between(0.9, 1.08)
                notes.append((start + step, self.gate, note, velocity, 0.0, 0.0))
                if dice.chance(0.1):  # a skipped eighth before the next beat
                    notes.append((start + step + 0.5, 0.25, note, velocity * 0.6, 0.0, 0.0))
            last = notes[-1][2]


#: What thickens a riff: semitones above its notes.
_ABOVE = {"single": (), "power": (7, 12), "fifth": (7,), "octave": (12,)}


@dataclass(frozen=True)
class Riff(Bass):
    """A guitar (or anything else) that plays a line, thickened to power chords or octaves.

    Attributes
    ----------
    voicing : str
        "single", "power" (fifth and octave), "fifth" or "octave".
    """

    voicing: str = "power"

    @property
    def role(self) -> str:
        """A bass that joins the guitars in their riff is still the bass."""
        return "bass" if 32 <= program(self.instrument) < 40 else "harmony"

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        # Riffing players of one song share the dice: two guitars and a bass play the same riff.
        line = Bass.play(self, chart, chart.dice.child("riff"))
        if self.voicing not in _ABOVE:
            raise ValueError(f"voicing {self.voicing!r} is not one of {', '.join(_ABOVE)}")
        above = _ABOVE[self.voicing]
        thick: list[Note] = []
        for start, length, pitch, velocity, bend, vibrato in line:
            thick.append((start, length, pitch, velocity, bend, vibrato))
            if length > 0.2 or self.voicing == "octave":  # palm-muted notes stay single
                thick += [(start, length, pitch + i, velocity * 0.85, bend, vibrato) for i in above]
        return thick


def random_riff(dice: Dice, *, steps: int = 16, gallop: float = 0.5, degrees: str = "1111sm4d") -> str:
    """Write a riff of one bar: a pedal note, chugged, broken by a few other degrees."""
    signs = []
    while len(signs) < steps:
        if dice.chance(gallop):
            signs += ["1", ".", "1", "1"] if dice.chance(0.5) else ["1", "1", "1", "1"]
        else:
            signs += [dice.pick(degrees), "-", "-" if dice.chance(0.5) else "1", "."]
    return "".join(signs[:steps])
