"""Players with one trick: four-part choirs, two-part inventions, and the rhythm of speech."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..chart import Chart, Dice
from ..theory import ladder, nearest, snap
from .base import Note, Player, choose
from .bass import chord_at, parse_line

#: Lowest and highest note of soprano, alto, tenor and bass.
RANGES = ((62, 79), (56, 70), (48, 64), (38, 55))


@dataclass(frozen=True)
class Chorale(Player):
    """One or more voices of a four-part setting; players of one song agree on it.

    Attributes
    ----------
    instrument : str
        Who sings or plays.
    voices : str
        Which voices: any of "satb".
    pattern : str, tuple or dict
        Rhythm of the setting: `x` a new chord, `-` held, `.` rest.
    passing : float
        Share of steps filled with a passing note.
    transpose : int
        Semitones.
    """

    instrument: str = "choir"
    voices: str = "satb"
    pattern: str | tuple | dict = "x---x---"
    passing: float = 0.3
    gate: float = 0.97
    vibrato: float = 0.08
    transpose: int = 0
    role: ClassVar[str] = "harmony"

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        if not self.voices or set(self.voices) - set("satb"):
            raise ValueError(f"voices is {self.voices!r}; name some of soprano to bass, as in 'satb'")
        dice = chart.dice.child("chorale")
        scale = ladder(chart.key.tonic, chart.key.mode, 30, 90)
        memory: dict = {}
        lines: dict[str, list] = {v: [] for v in "satb"}
        last = [70.0, 63.0, 56.0, 46.0]
        for bar in self.bars(chart):
            lines_here = parse_line(choose(self.pattern, bar.section, dice, memory), "x")
            for where, length, _ in lines_here[bar.index % len(lines_here)]:
                beat = bar.start + where * bar.beats
                chord = chord_at(bar, beat)
                last = self._lead(chord, last, dice)
                for v, pitch in zip("satb", last, strict=True):
                    lines[v].append((beat, length * bar.beats, pitch, 0.62 + 0.25 * bar.energy))
        notes: list[Note] = []
        for v in "satb":
            for i, (beat, length, pitch, velocity) in enumerate(lines[v]):
                following = lines[v][i + 1][2] if i + 1 < len(lines[v]) else pitch
                between = [p for p in scale if min(pitch, following) < p < max(pitch, following)]
                pass_now = dice.chance(self.passing) and len(between) == 1 and length >= 0.9
                loud = velocity * dice.between(0.9, 1.05) * (1.05 if v == "s" else 0.92)
                if v not in self.voices:
                    continue
                sounding = length * self.gate
                if pass_now:
                    notes.append((beat, sounding / 2, pitch + self.transpose, loud, 0.0, 0.0))
                    notes.append(
                        (beat + length / 2, sounding / 2, between[0] + self.transpose, loud * 0.9, 0.0, 0.0)
                    )
                else:
                    notes.append((beat, sounding, pitch + self.transpose, loud, 0.0, self.vibrato))
        return notes

    @staticmethod
    def _lead(chord, last: list[float], dice: Dice) -> list[float]:
        """Lead each voice to a chord tone near by: bass to the root, others so that all tones sound."""
        bass = nearest(chord.bass, last[3] * 0.6 + 46 * 0.4)
        soprano = snap(round(last[0] + dice.pick((-2, -1, 0, 1, 2))), chord.tones)
        soprano = min(max(soprano, RANGES[0][0]), RANGES[0][1])
        soprano = snap(soprano, chord.tones)
        missing = [t for t in chord.tones if t not in (soprano % 12, bass % 12)] or list(chord.tones)
        alto = nearest(sorted(missing)[0], last[1] * 0.6 + 63 * 0.4)
        tenor = nearest(sorted(missing)[-1] if len(missing) > 1 else chord.root, last[2] * 0.6 + 55 * 0.4)
        return [soprano, alto, tenor, bass]


#: What a hand plays while the other has the subject.
FREE = ("x.x.x.x.", "x.x.x.xx", "x-x.xxx.")


@dataclass(frozen=True)
class Counterpoint(Player):
    """One hand of an invention: a subject in sixteenths, answered by the other, with free eighths between.

    Attributes
    ----------
    instrument : str
        What it is played on.
    hand : int
        0 begins, 1 answers two bars later, an octave or two below.
    low, high : int
        Range.
    ornaments : float
        Share of longer notes with a mordent or a trill.
    """

    instrument: str = "harpsichord"
    hand: int = 0
    low: int = 60
    high: int = 84
    ornaments: float = 0.2
    gate: float = 0.9
    role: ClassVar[str] = "melody"

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        subject_dice = chart.dice.child("subject")
        subject = [subject_dice.pick((-2, -1, 1, 1, 2, -1, 3)) for _ in range(16)]
        rhythm = subject_dice.pick(
            ("xxxxxxxxx.x.x.x.", ".xxxxxxxx.xxx.x.", "x.xxxxxxx.xxxxxx", "x.x.xxxxxxxxx.x.")
        )
        scale = ladder(chart.key.tonic, chart.key.mode, self.low, self.high)
        notes: list[Note] = []
        place = len(scale) // 2
        for bar in self.bars(chart):
            has_subject = (bar.index + self.hand) % 2 == 0
            line = parse_line(rhythm if has_subject else dice.pick(FREE), "x")[0]
            if has_subject:
                place = len(scale) // 2 + subject_dice.pick((-1, 0, 1))
            for i, (where, length, _) in enumerate(line):
                step = subject[i] if has_subject else dice.pick((-2, -1, 1, 2))
                place = place + step if 0 <= place + step < len(scale) else place - step
                place = min(max(place, 0), len(scale) - 1)
                beat = bar.start + where * bar.beats
                pitch = scale[place]
                if round(where * 16) % 4 == 0:
                    pitch = snap(pitch, chord_at(bar, beat).tones)
                    place = min(range(len(scale)), key=lambda k, p=pitch: abs(scale[k] - p))
                sounding = max(length * bar.beats, 0.25) * self.gate
                velocity = dice.between(0.62, 0.82)
                if length * bar.beats >= 0.45 and dice.chance(self.ornaments):
                    above = scale[min(place + 1, len(scale) - 1)]
                    for k in range(4):
                        notes.append((beat + k * 0.11, 0.11, above if k % 2 else pitch, velocity, 0.0, 0.0))
                    beat, sounding = beat + 0.44, max(sounding - 0.44, 0.08)
                notes.append((beat, sounding, pitch, velocity, 0.0, 0.0))
        return notes


@dataclass(frozen=True)
class Speech(Player):
    """The rhythm of rapping: sliding syllables on sixteenths around one pitch, with breaths between lines.

    Attributes
    ----------
    instrument : str
        A voice (`genrekit.corpus.voice.VOICES`), best of the style "rapped".
    pitch : int
        The speaker's usual pitch.
    density : float
        Share of sixteenths that carry a syllable.
    triplets : bool
        Whether some bars are spoken in triplets.
    """

    instrument: str = "rapper"
    pitch: int = 50
    density: float = 0.6
    triplets: bool = False
    role: ClassVar[str] = "melody"

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        dice = chart.dice.child("speech")
        notes: list[Note] = []
        rhythm: list[bool] = []
        steps = 16
        for bar in self.bars(chart):
            if bar.index % 2 == 0 or not rhythm:
                steps = 12 if self.triplets and dice.chance(0.5) else 16
                rhythm = [dice.chance(self.density * (1.15 if i % 4 == 0 else 0.95)) for i in range(steps)]
            breath = steps - dice.pick((2, 3, 4)) if bar.index % 2 else steps
            tone = self.pitch + dice.pick((-1, 0, 0, 1, 2))
            for i in range(breath):
                spoken = rhythm[i] if bar.index % 4 < 3 else rhythm[i] != dice.chance(0.2)
                fall, loud = dice.pick((-2.0, -1.0, 0.0, 1.5, 2.5)), dice.between(0.6, 0.95)
                if not spoken:
                    continue
                beat = bar.start + i * bar.beats / steps
                if steps == 12:
                    beat = chart.straight(beat)
                stress = 1.1 if i % 4 == 0 else 0.9
                height = tone + round(3.5 * (loud - 0.75)) + (2 if i % 8 == 0 else 0)
                length = bar.beats / steps * (0.7 if i + 1 < breath and rhythm[i + 1] else 1.4)
                notes.append((beat, length, height, min(1.0, loud * stress), fall, 0.0))
        return notes


@dataclass(frozen=True)
class Turntable(Player):
    """A DJ who scratches: a record is pushed forth and pulled back under the needle.

    Attributes
    ----------
    pattern : str, tuple or dict
        `x` forth, `o` back, `-` and `.` a still hand; several to choose from, or a dictionary by section.
    """

    instrument: str = "standard kit"
    pattern: str | tuple | dict = "x.o.xoxo"
    role: ClassVar[str] = "drums"

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        memory: dict = {}
        notes: list[Note] = []
        for bar in self.bars(chart):
            lines = parse_line(choose(self.pattern, bar.section, dice, memory), "xo")
            for where, length, sign in lines[bar.index % len(lines)]:
                key = 30 if sign == "x" else 29  # the scratches of General MIDI's drum kits
                loud = dice.between(0.6, 0.95)
                notes.append((bar.start + where * bar.beats, length * bar.beats, key, loud, 0.0, 0.0))
        return notes
