"""Singers and soloists: motifs that come back, are varied, breathe, and land on chord tones.

A rhythm is text of two bars: `x` a note, `-` it goes on, `.` a rest. A plan says how motifs follow each
other, two bars a letter: "AABC" plays A twice, then B, then C; `.` rests for two bars.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..chart import Chart, Dice
from ..theory import ladder, snap
from ..voice import VOICES
from .base import Note, Player, choose
from .bass import chord_at, parse_line

#: Rhythms by manner. A song draws from one manner, so that its phrases belong together.
RHYTHMS = {
    "song": (
        "..xxx-x-|x-x---..", "x-xxx-xx|x-----..", ".xx-x-xx|-xx---..", "x-x-xxx-|x---..xx",
            "..x-xx-x|-xx---..",
        "xxx-x-x-|xxx---..", ".xxxx-x-|x-x-x-..",
    ),
    "pop": (
        "..x.x.x-x-.x.x-.|x---..x.x-----..", "x.x.x.xx..x.x-..|x.x.x-..........",
            "..xxx.x.x-x-..x.|x-x-x---......x.",
        "x-.x-.x-x-..x.x.|x--x--x---......", "....x.x.x.xxx-..|x.x-x---....x.x.",
    ),
    "ballad": (
        "x---x-x-|x-----..", "..x-x-x-|x---x---", "x-----xx|x---....", ".xx-x-x-|x-----..",
            "x--xx---|..x-x---",
    ),
    "blues": (
        "..xxx-x-|xx---...", "xxx-x---|........", ".xxxx-xx|x-......", "..x-x-xx|x--.....",
            "xx-xx-..|xxx-....",
        "x.xxxx-.|..xxx-..",
    ),
    "wail": (
        "x-----xx|xxx-x---", "x---..xx|x-----..", "xxxxxx-.|x---x-..", "..xxxxxx|x-----..",
            "x--x--xx|x-xxx-..",
    ),
    "bebop": (
        ".xxxxxxx|xxxx-xx.", "xxxxxx..|.xxxxxxx", "..xxxxxx|xx-x....", "xx-xxxxx|x.xxx...",
            ".x.xx-xx|xxxxxx-.",
        "xxxxxxxx|x-x.....",
    ),
    "cool": (
        "..x-xx-x|-x......", ".x-xx---|..xxx-..", "x-.xx-x-|........", "..xxx-x-|.x-x-...",
            "x--x--x-|xx-.....",
    ),
    "head": ("x.xx.xx.|x--.....", ".xx.x.xx|-xx-....", "xx.x.x.x|.x.x-...", "x-x.xxx.|x.x.x..."),
    "bossa": ("x--x--x-|-x-x----", "..x-x-xx|-x-x----", "x---.x-x|-x------", ".x-x-x-x|x-----.."),
    "shout": ("x.x..x.x|..x-....", ".x.xx-..|.x.xx-..", "xx.x....|xx.x....", "x--x..x-|..xx...."),
    "fiddle": (
        "x.xxxxxxx.xxxxxx|x.xxxxxxx-x-x-..", "xxx.xxxxxxx.xxxx|xxxxxxxxx-..x.xx",
            "x-xxx-xxxxxxxxxx|x-x-xxxxx---....",
    ),
    "twang": ("x.xxx.x.|x-x-....", "xxxxx-x-|x.x.x-..", "..xxxxxx|x-x-....", "x-xxx.xx|x-----.."),
    "classical": (
        "x---x-x-|x-x-x---", "x-xxx-x-|x---x---", "x--xx-x-|x-xxx---", "xxxxx-x-|x-xxx---",
            "x-x-x-xx|x-----..",
    ),
    "sonata": (
        "x---x---x.x.x.x.|x---x-x-x---....", "x-xxx-xxxxxxx---|x-x-x-x-x---....",
            "xxxxxxxxx-x-x-x-|x-x-x---x---....",
        "x---..xxx-x-x-x-|x--xx-x-x-------",
    ),
    "adagio": ("x-------|x---x---", "x---x---|x-------", "x-----x-|x---x---", "..x---x-|x-------"),
    "running": ("xxxxxxxxxxxxxxxx|xxxxxxxxxxxxxxxx", "..xxxxxxxxxxxxxx|xxxxxxxxx-x-x-x-",
        "xxxxxxxxx-xxxxxx|xxxxxxxxxxxxx---"),
    "waltz": ("x---x-|x-x-x-", "x-x-x-|x-----", "x--xx-|x---..", "x-xxx-|x---x-", "..x-x-|x-xxx-"),
    "rubato12": (
        "x-----x--x--|x--x-xx-----", "x--x-xx-----|x-----x-----", "...x--x-xx--|x-----......",
            "x-xx-xx-----|....x-x-----",
    ),
    "slow12": (
        "...x-xx-----|......x-xx--", "x-xx-----...|.........x-x", "......x-xx-x|x-----......",
            "x-----x-xx--|x--.........",
        "x-xx-xx-xx--|x-----......",
    ),
    "chant": ("x.x.x-..|x.x-....", "..x.x.x-|x---....", "x-x-..xx|x-x-....", ".x.xx-..|.x.x--..",
        "x.xx..x.|x-......"),
    "riff": ("x..x..x.|x.x.....", "x.x..xx.|..x.x...", "x--x--x.|x--.....", "..x.x.x.|..x.xx.."),
    "shred": (
        "xxxxxxxxxxxxxxxx|xxxxxxxxx---x---", "x-xxxxxxxxxxxxxx|xxxxxxxxx-------",
            "xxxxxxxxx---xxxx|xxxxxxxxxxxx----",
    ),
    "stabs": ("x..x..x.....x...|..x..x......x.x.", "x.....x...x.....|x.....x...xx....",
        "....x..x........|....x..x..x.x..."),
    "soar": ("x-------x---x---|x-----x-x-------", "....x---x---x---|x-------x-x-x-x-",
        "x---x---x-------|xxxxx---x-------"),
    "lingering": (
        "x-----xxx-------|--x-x-x-x---x---", "x---------x-x-xx|x---------------",
            "--x-x-xxx-------|x-----x-x-x-x---",
        "x-xxx-----x-----|x-------x-xxx---", "--x-x-x-x-x-x---|x-----------x-x-",
            "x-------x-xxxxx-|x-----------....",
    ),
    "blow": (
        "xxxxx---|--xxxxx-", "x-----xx|xxxxx---", "xxxxxxxx|x-------", "--xxxxxx|x---xx--",
            "x---x-xx|x-------", "xxx-xxx-|xxxxx---",
        "xxxxxxxxxxxx|x-----------", "xx-xxxxx|xxx-x---", "..xxxxxx|xxxxx---",
    ),
    "modal": (
        "x-------|x---xx--", "x-----x-|x-------", "--x---xx|x-------", "xxxxxx--|x-------",
            "x-------|xxxxx---", "x---x---|x---xxx-",
    ),
    "cantabile": (
        "x-------x---x---|x-----xxx-------", "x-----x-x-x-x---|x-----------x---",
            "x---x---x-----xx|x-------x---x---", "x-----------x-x-|x---x---x-------",
        "x-xxx---x-------|x-----x-x-x-x---",
    ),
    "brilliant": (
        "xxxxxxxxxxxxxxxx|x---xxxxxxxxx---", "x---x-x-xxxxxxxx|xxxxxxxxx-------",
            "xxxxxxxxx-xxx-xx|xxxxxxxxxxxxx---", "x-xxxxxxx-xxxxxx|xxxxxxxxxxxxx-x-",
        "xxxxxxxxxxxx|xxxxxxxxx---",
    ),
    "minuet": ("x---x-|x-xxx-", "x-xxxx|x-x---", "x---xx|x-x-x-", "x-x-x-|x---x-", "xxxxxx|x-x---"),
    # Sung blues: shouted across a field, or nearly spoken.
    "holler": (
        "x---xx-x|xx-----.", ".x-xxx-x|x-------", "xx-x--xx|x-----x-", "x-----xx|xxx-x---",
            "x-x-xx--|xx-x----",
    ),
    "talk": (
        "xxxxx-xx|x-..xxx-", ".xxxxx-x|xxx-..xx", "xx.xxxxx|x--.xxx-", "xxx-xxxx|xx-.xxx-",
            "..xxxxxx|xxx-xx-.",
    ),
    # Country singers leave little room between the lines.
    "story": (
        "x-xxx-xx|xx-xx-x-", "..xxxxxx|x-x-x---", "xx-xx-xx|x---..xx", "x-xxxxx-|x---x-..",
            ".xxxx-xx|xxx-x---",
    ),
    "croon": (
        "x---x-xx|x---x---", "x-x-x---|xx-x----", "..x-xxx-|x-x-x---", "x-----xx|x-xx----",
            "x-xx--x-|x-------",
    ),
    "waltz story": ("x-xxx-|x-x---", "xxx-xx|x-x-x-", "x-xxxx|x-----", ".xxxx-|xx-x--"),
}  # fmt: skip


@dataclass(frozen=True)
class Melody(Player):
    """A singer or a soloist.

    Attributes
    ----------
    instrument : str
        What it is played on, or whose voice it is (`genrekit.corpus.voice.VOICES`).
    manner : str, tuple or dict
        Name in `RHYTHMS`, several to choose from, or a dictionary by section; texts of rhythm work too.
    low, high : int
        Range.
    scale : str
        Name in `genrekit.corpus.theory.SCALES`; the mode of the key if empty.
    plan : str or tuple or dict
        How motifs follow each other.
    leap : float
        Share of steps wider than a third.
    bend, bend_share : float
        Semitones from which a bent note starts (below if negative), and the share of notes that is bent.
    vibrato : float
        Depth on longer notes, in semitones.
    ornaments : float
        Share of notes with a grace note, a mordent or a turn.
    gate : float
        Share of each note that sounds.
    tune : str
        Players with the same tune (and manner, plan, scale) play the same melody.
    parallel : tuple of int
        Scale steps above (+) or below (-) at which more voices go along.
    transpose : int
        Semitones by which all is moved (12 doubles at the octave).
    blocks : int
        Chord tones below each note, as a horn section plays them.
    """

    instrument: str = "oohs"
    manner: str | tuple | dict = "song"
    low: int = 60
    high: int = 79
    scale: str = ""
    plan: str | tuple | dict = "ABAC"
    leap: float = 0.15
    bend: float = -1.0
    bend_share: float = 0.1
    vibrato: float = 0.2
    ornaments: float = 0.0
    gate: float = 0.92
    tune: str = "melody"
    parallel: tuple[int, ...] = ()
    transpose: int = 0
    blocks: int = 0
    role: ClassVar[str] = "melody"

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        dice = chart.dice.child(self.tune)
        scale = ladder(chart.key.tonic, self.scale or chart.key.mode, self.low, self.high)
        memory: dict = {}
        motifs: dict = {}
        manners: dict = {}
        notes: list[Note] = []
        place = len(scale) * 0.5
        bars = self.bars(chart)
        for bar in bars:
            unit = bar.index // 2
            plan = choose(self.plan, bar.section, dice, memory)
            letter = plan[unit % len(plan)]
            if letter == ".":
                continue
            motif = self._motif(motifs, (bar.section, letter), dice, manners)
            rhythm, steps, anchor = motif[bar.index % 2]
            swung = chart.straight if motif[2] else float
            if bar.index % 2 == 0:
                place = anchor * (len(scale) - 1)
            varied = letter in plan[: unit % len(plan)] or unit >= len(plan)
            for i, (where, length, _) in enumerate(rhythm):
                beat = bar.start + where * bar.beats
                step = steps[i]
                if varied and i >= len(rhythm) - 2 and dice.chance(0.5):
                    step += dice.pick((-1, 1))
                place += step
                if not 0 <= place <= len(scale) - 1:  # turn round at the ends of the range
                    place = min(max(place - 2 * step, 0), len(scale) - 1)
                pitch = scale[round(place)]
                beats = length * bar.beats
                if beats >= 0.9 or where == 0 or (beat % 1 == 0 and dice.chance(0.45)):
                    pitch = snap(pitch, chord_at(bar, beat).tones)
                self._sing(notes, scale, pitch, swung(beat), beats, bar.energy, where, dice)
        notes = self._thicken(notes, bars, scale)
        return (
            [(s, n, p + self.transpose, v, b, w) for s, n, p, v, b, w in notes] if self.transpose else notes
        )

    def _motif(self, motifs: dict, name: tuple, dice: Dice, manners: dict) -> tuple:
        """The motif of this name: rhythm, steps and place to start of two bars; made once, then kept."""
        if name not in motifs:
            manner = choose(self.manner, name[0], dice, manners)
            text = dice.pick(RHYTHMS[manner]) if manner in RHYTHMS else manner
            if set(text) - set("x-.| "):
                raise ValueError(
                    f"manner {text!r}: expected a rhythm such as x-x-|x---, or one of {', '.join(RHYTHMS)}"
                )
            bars = parse_line(text, "x")
            anchor = dice.between(0.3, 0.75)
            made = []
            for rhythm in (bars[0], bars[-1]):
                steps, way = [], 1 if anchor < 0.5 else -1
                for _ in rhythm:
                    if dice.chance(0.3):
                        way = -way
                    size = dice.pick((3, 4, 5)) if dice.chance(self.leap) else dice.pick((0, 1, 1, 1, 2))
                    steps.append(way * size)
                    if size > 2:  # after a leap the line turns back
                        way = -way
                if steps and rhythm is bars[0]:
                    steps[0] = 0
                made.append((rhythm, steps, anchor))
            triplets = len(text.partition("|")[0]) % 12 == 0
            motifs[name] = (*made, triplets)
        return motifs[name]

    def _sing(self, notes, scale, pitch, beat, beats, energy, where, dice) -> None:
        """Add one note with its bend, vibrato or ornament."""
        velocity = (0.6 + 0.4 * energy) * dice.between(0.68, 0.92) * (1.06 if where == 0 else 1.0)
        # Few different bends and depths: a sampler can then use a note again.
        bend = self.bend * dice.pick((0.5, 1.0, 1.0)) if dice.chance(self.bend_share) else 0.0
        vibrato = self.vibrato * dice.pick((1.0, 1.0, 1.5)) if beats >= 0.5 else 0.0
        sounding = min(beats, 4.0) * self.gate
        if self.ornaments and beats >= 0.4 and dice.chance(self.ornaments):
            above = next((p for p in scale if p > pitch), pitch + 2)
            kind = dice.random()
            quick = 0.09
            if kind < 0.45:  # grace note
                notes.append((beat - 0.07, quick, above, velocity * 0.8, 0.0, 0.0))
            elif kind < 0.8:  # mordent
                notes.append((beat, quick, pitch, velocity, 0.0, 0.0))
                notes.append((beat + quick, quick, above, velocity * 0.8, 0.0, 0.0))
                beat, sounding = beat + 2 * quick, max(sounding - 2 * quick, 0.1)
            else:  # trill
                count = max(2, int(sounding / 0.25)) * 2
                for k in range(count):
                    here = pitch if k % 2 == 0 else above
                    notes.append(
                        (beat + k * sounding / count, sounding / count, here, velocity * 0.85, 0.0, 0.0)
                    )
                return
        notes.append((beat, sounding, pitch, velocity, bend, vibrato))

    def _thicken(self, notes: list[Note], bars, scale) -> list[Note]:
        """More voices: parallel to the first, or chord tones below it."""
        if self.parallel:
            more = []
            for start, length, pitch, velocity, bend, vibrato in notes:
                above = [p for p in scale if p >= pitch]
                below = [p for p in scale if p <= pitch]
                for step in self.parallel:
                    way = above if step > 0 else below[::-1]
                    if abs(step) < len(way):
                        more.append((start + 0.01, length, way[abs(step)], velocity * 0.8, bend, vibrato))
            return notes + more
        if self.blocks:
            more, number = [], 0
            for start, length, pitch, velocity, bend, vibrato in notes:
                while number + 1 < len(bars) and bars[number + 1].start <= start + 1e-6:
                    number += 1
                tones = chord_at(bars[number], start).tones
                under = [p for p in range(int(pitch) - 3, int(pitch) - 14, -1) if p % 12 in tones][
                    : self.blocks
                ]
                more += [(start, length, p, velocity * 0.85, bend, vibrato) for p in under]
            return notes + more
        return notes


def singer(voice: str, *, tune: str = "voice", **how) -> tuple[Melody]:
    """A singer, as a band of one: recipes put bands together with `*`.

    Parameters
    ----------
    voice : str
        One of `genrekit.corpus.voice.VOICES`.
    tune : str
        Singers with the same tune sing the same melody.
    **how
        What else a `Melody` takes. By default within the voice's compass.

    Raises
    ------
    ValueError
        If there is no such voice.
    """
    if voice not in VOICES:
        raise ValueError(f"voice {voice!r} is not one of {', '.join(VOICES)}")
    low, high = VOICES[voice].compass
    return (Melody(voice, tune=tune, **{"low": low, "high": high, **how}),)
