"""Chord players: comping, strumming, picking and holding, all written as text.

`X x o g` strike the chord, from hard to hardly at all, `D d` strum down and `U u` up, `m` a muted scratch,
`1` to `9` pick one note of the voicing, from below; `B` the root in the bass, `L` the fifth below it; `-`
holds, `.` rests. `|` goes on to a second bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..chart import Chart, Dice
from ..theory import lowest, voice
from .base import Note, Player, choose
from .bass import chord_at, parse_line

_LOUD = {"X": 0.95, "x": 0.75, "o": 0.5, "D": 0.9, "d": 0.65, "U": 0.75, "u": 0.5, "m": 0.35, "g": 0.3}
_SIGNS = "".join(_LOUD) + "123456789BL"


@dataclass(frozen=True)
class Comp(Player):
    """A player of chords.

    Attributes
    ----------
    instrument : str
        What it is played on.
    pattern : str, tuple or dict
        Rhythm, several to choose from, or a dictionary by section.
    voicing : str
        See `genrekit.corpus.theory.voice`.
    register : int
        Where the hand is (MIDI note).
    gate : float
        Share of each note that sounds.
    strum_ms : float
        Time a strum takes across the strings.
    tilt : float
        How much louder the top note is than the lowest, as a share.
    """

    instrument: str = "piano"
    pattern: str | tuple | dict = "x---x---"
    voicing: str = "close"
    register: int = 60
    gate: float = 0.9
    strum_ms: float = 16.0
    tilt: float = 0.15
    vibrato: float = 0.0
    role: ClassVar[str] = "harmony"

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        notes: list[Note] = []
        memory: dict = {}
        spread = self.strum_ms / 1000 * chart.tempo / 60
        for bar in self.bars(chart):
            text = choose(self.pattern, bar.section, dice, memory)
            lines = parse_line(text, _SIGNS)
            straight = chart.straight if len(text.partition("|")[0]) % 12 == 0 else float
            for where, length, sign in lines[bar.index % len(lines)]:
                beat = bar.start + where * bar.beats
                chord = chord_at(bar, beat)
                self._strike(
                    notes,
                    chord,
                    sign,
                    straight(beat),
                    length * bar.beats * self.gate,
                    bar.energy,
                    spread,
                    dice,
                )
        return notes

    def _strike(self, notes, chord, sign, beat, length, energy, spread, dice) -> None:
        hands = voice(chord, self.voicing, self.register)
        feeling = (0.5 + 0.5 * energy) * dice.between(0.88, 1.08)
        if sign in "BL":
            # The guitar's own low strings; on a keyboard the left hand.
            floor = self.register if self.voicing == "guitar" else max(self.register - 24, 28)
            pitch = lowest(chord.bass if sign == "B" else (chord.root + chord.fifth) % 12, floor)
            notes.append((beat, length, pitch, 0.8 * feeling, 0.0, self.vibrato))
            return
        if sign.isdigit():
            number = int(sign) - 1
            pitch = hands[number % len(hands)] + 12 * (number // len(hands))
            notes.append((beat, length, pitch, 0.72 * feeling * dice.between(0.85, 1.1), 0.0, self.vibrato))
            return
        loud = _LOUD.get(sign, 0.75) * feeling
        if sign == "m":
            length = 0.06
        order = hands
        if sign in "Uu":
            order = hands[::-1][:4]
        step = spread / max(1, len(order) - 1) if sign in "DdUum" else 0.004
        for i, pitch in enumerate(order):
            shade = 1 + self.tilt * (pitch - hands[0]) / 24 - 0.5 * self.tilt
            notes.append(
                (beat + i * step, max(length - i * step, 0.05), pitch, loud * shade, 0.0, self.vibrato)
            )
