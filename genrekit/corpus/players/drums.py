"""Drummers: grooves are text, a line a drum.

A line is the drum's two letters (`genrekit.corpus.instruments.DRUMS`) and its steps. The bar is divided by
the number of steps: 8 steps of a 4/4 bar are eighth notes, 12 are triplets, 16 sixteenths. `|` goes on to a
second bar. `X` accent, `x` normal, `o` soft, `g` ghost, `?` now and then, `f` flam, `r` roll, `.` nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from ..chart import Bar, Chart, Dice
from ..instruments import DRUMS
from .base import Note, Player, choose

_LOUD = {"X": 0.98, "x": 0.78, "o": 0.55, "g": 0.3, "?": 0.5, "f": 0.9, "r": 0.6}

#: Fills fill the last half of a bar, in sixteenths (8 steps) or triplets (6 steps).
FILLS = (
    "SD x.xxx.xx\nBD x...x...",
    "SD xxxx....\nT2 ....xx..\nT5 ......xx\nBD x...x...",
    "SD x.x.....\nT1 ....xx..\nT4 ......XX\nBD x.......",
    "SD ..x...XX\nBD x...x...\nHH x.x.....",
    "T1 xx......\nT3 ..xx....\nT5 ....xxx.\nSD .......X\nBD x...x...",
    "SD ....xxxX\nBD x.x.....\nHH x.x.....",
)
SOFT_FILLS = ("SD ..g.x.ox\nBD x.......", "RS x..x..x.", "SD ....gogo\nHP ..x...x.")
TRIPLET_FILLS = ("SD x.xxxx\nBD x..x..", "SD xxx...\nT3 ...xx.\nT5 .....X\nBD x..x..", "SD ..x.xX\nBD x.....")


@lru_cache(maxsize=1024)
def parse_groove(text: str) -> tuple[tuple[tuple[int, float, float, str], ...], ...]:
    """Read a groove: a tuple a bar of (drum key, where in the bar 0 to 1, loudness, sign).

    Raises
    ------
    ValueError
        If a drum or a sign is not known.
    """
    bars: list[list[tuple[int, float, float, str]]] = []
    for line in text.strip().splitlines():
        drum, _, rest = line.strip().partition(" ")
        strange = next((sign for sign in rest if sign not in _LOUD and sign not in ".| "), None)
        if strange is not None:
            raise ValueError(
                f"groove {line.strip()!r}: {strange!r} is none of the signs {''.join(_LOUD)} . |"
            )
        for number, steps in enumerate(rest.replace(" ", "").split("|")):
            while len(bars) <= number:
                bars.append([])
            for i, sign in enumerate(steps):
                if sign in _LOUD:
                    bars[number].append((DRUMS[drum], i / len(steps), _LOUD[sign], sign))
    return tuple(tuple(hits) for hits in bars)


@lru_cache(maxsize=1024)
def _triplets(text: str) -> bool:
    """Whether a groove is written in triplets (which a swung song must not swing again)."""
    if not text.strip():
        return False
    steps = text.strip().splitlines()[0].partition(" ")[2].replace(" ", "").partition("|")[0]
    return len(steps) % 3 == 0 and len(steps) % 2 == 0 and len(steps) != 18


@dataclass(frozen=True)
class Drums(Player):
    """A drummer.

    Attributes
    ----------
    instrument : str
        Kit.
    groove : str, tuple or dict
        Groove, several to choose from, or a dictionary of them by section.
    fills : tuple of str
        Fills to end a phrase with; empty for none.
    phrase : int
        Bars between fills.
    crash : bool
        Whether a cymbal marks a new section.
    """

    instrument: str = "standard kit"
    groove: str | tuple | dict = "HH x.x.x.x."
    fills: tuple[str, ...] = FILLS
    phrase: int = 4
    crash: bool = True
    role: ClassVar[str] = "drums"

    def play(self, chart: Chart, dice: Dice) -> list[Note]:
        notes: list[Note] = []
        memory: dict = {}
        for number, bar in enumerate(self.bars(chart)):
            text = choose(self.groove, bar.section, dice, memory)
            grooves = parse_groove(text)
            hits = grooves[bar.index % len(grooves)] if grooves else ()
            straight = chart.straight if _triplets(text) else float
            ends_phrase = bar.is_last or (bar.index + 1) % self.phrase == 0
            fills = ends_phrase and self.fills and dice.chance(0.95 if bar.is_last else 0.55)
            until = 0.5 if fills else 1.0
            self._hit(notes, bar, [h for h in hits if h[1] < until], 0.0, 1.0, straight, dice)
            if fills:
                fill = dice.pick(self.fills)
                swung = chart.straight if _triplets(fill) else float
                self._hit(notes, bar, parse_groove(fill)[0], 0.5, 0.5, swung, dice)
            if self.crash and bar.is_first and (number or dice.chance(0.5)) and bar.energy > 0.55:
                key = DRUMS[dice.pick(("CR", "CR", "CY"))]
                notes.append((bar.start, bar.beats / 2, key, 0.85 * bar.energy, 0.0, 0.0))
        return notes

    @staticmethod
    def _hit(notes, bar: Bar, hits, offset: float, scale: float, straight, dice: Dice) -> None:
        length = bar.beats / 8
        for key, position, loud, sign in hits:
            if sign == "?" and dice.chance(0.65):
                continue
            beat = straight(bar.start + (offset + position * scale) * bar.beats)
            velocity = loud * (0.45 + 0.55 * bar.energy) * dice.between(0.84, 1.08)
            if sign == "f":
                notes.append((beat - 0.045, length, key, velocity * 0.5, 0.0, 0.0))
            if sign == "r":
                notes.append((beat + 0.125, length, key, velocity * 0.7, 0.0, 0.0))
            # An open hi-hat rings until the foot closes it.
            rings = 2.0 if key in (46, 49, 51, 57) else length
            notes.append((beat, rings, key, velocity, 0.0, 0.0))
