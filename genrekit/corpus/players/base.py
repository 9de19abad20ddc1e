"""What all players share: an instrument, a place in the mix, and the small errors of a human hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..chart import Bar, Chart, Dice
from ..instruments import VOICE_PROGRAM, program
from ..score import NOTE, Part
from ..voice import VOICES

#: A note as players write it: (beat, length in beats, pitch, velocity, bend, vibrato).
Note = tuple[float, float, float, float, float, float]


def choose(text: str | tuple | dict, section: str, dice: Dice, memory: dict) -> str:
    """The text to play in a section.

    `text` is one text, several to choose from, or a dictionary of either by section ("*" for all others).
    A choice holds for the whole song: `memory` keeps it.
    """
    name = section if isinstance(text, dict) and section in text else "*"
    if name not in memory:
        options = text[name] if isinstance(text, dict) else text
        memory[name] = options if isinstance(options, str) else dice.pick(options)
    return memory[name]


@dataclass(frozen=True, kw_only=True)
class Player:
    """A member of the band; what is played is up to the subclasses (`play`).

    Attributes
    ----------
    name : str
        What to call the part; the instrument's name if empty.
    gain_db : float
        Fader.
    drive : float
        Amplifier saturation, 0 to 1.
    where : str
        Sections played in: "" all, "verse solo" only these, "-intro" all but these.
    timing_ms, push_ms : float
        Spread of the timing errors, and how late (+) or early (-) this player is on average.
    dynamics : float
        Spread of the loudness from note to note, as a share.
    cents : float
        How far the instrument is out of tune, in hundredths of a semitone: two takes of a guitar beat.
    """

    role: ClassVar[str] = "harmony"
    name: str = ""
    gain_db: float = 0.0
    drive: float = 0.0
    where: str = ""
    timing_ms: float = 7.0
    push_ms: float = 0.0
    dynamics: float = 0.1
    cents: float = 0.0

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        """Write the notes of this part, in beats."""
        raise NotImplementedError(f"{type(self).__name__} has no method play(chart, dice)")

    def bars(self, chart: Chart) -> list[Bar]:
        """The bars this player plays in."""
        return chart.select(self.where)

    def perform(self, chart: Chart, seconds: float, seat: int) -> Part | None:
        """Play the part as a person would and cut it to the clip; None if there is nothing to play."""
        dice = chart.dice.child(f"{seat} {type(self).__name__}")
        written = self.play(chart, dice)
        if not written:
            return None
        table = np.array(written, dtype=np.float64)
        start, length, pitch, velocity, bend, vibrato = table.T
        rng = dice.generator
        begin = chart.seconds(start)
        end = chart.seconds(start + length)
        error = np.clip(rng.standard_normal(len(begin)), -2.5, 2.5) * self.timing_ms + self.push_ms
        hands = np.clip(1 + self.dynamics * rng.standard_normal(len(begin)), 0.5, 1.5)
        # A note that was written on the first beat is not lost because a hand is a little early.
        begin = np.where(begin < 0.05, np.maximum(begin + error / 1000, 0.0), begin + error / 1000)
        notes = np.zeros(len(begin), NOTE)
        notes["start"] = begin
        notes["seconds"] = np.maximum(end + error / 1000 - begin, 0.03)
        notes["pitch"] = pitch + self.cents / 100
        notes["velocity"] = np.clip(velocity * hands * chart.swelling(start), 0.05, 1.0)
        notes["bend"] = bend
        notes["vibrato"] = vibrato
        notes = notes[(notes["start"] >= 0) & (notes["start"] < seconds - 0.03)]
        if not len(notes):
            return None
        notes["seconds"] = np.minimum(notes["seconds"], seconds - notes["start"])
        notes = notes[np.argsort(notes["start"], kind="stable")]
        instrument = getattr(self, "instrument", "piano")
        sung = instrument in VOICES
        return Part(
            name=self.name or instrument,
            role=self.role,
            program=VOICE_PROGRAM if sung else program(instrument),
            notes=notes,
            gain_db=self.gain_db,
            drive=self.drive,
            voice=instrument if sung else "",
        )
