"""Singers, rappers and shouters: a small voice synthesizer, because General MIDI has no words.

A voice is a source (the vocal folds) and a filter (the throat). Both are in wavetables, one cycle each
(`phonetics.tables`), read at the pitch of the melody: every 6 ms another one, as the mouth moves. Consonants
are noises beside that, and movements towards it. A line is sung as a whole, so that notes join.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from . import phonetics
from .phonetics import POINTS, REGION, STEPS
from .singing import Plan

BLOCK = 128  # samples; mouth, pitch and level have a value each so many
LOWEST, HIGHEST = 31.0, 91.0  # MIDI; beyond, no throat follows
LINES = 4  # singers at most in one part, each with notes of his own
_CHUNK = 256  # blocks rendered at a time: they stay in the processor's cache
_SMOOTH = np.hanning(9)[1:-1] / np.hanning(9).sum()  # over blocks: pitch has no corners
_CYCLES = 64  # cycles until the irregularities of a rough voice come back


@dataclass(frozen=True)
class Voice:
    """A kind of voice, as a producer would order it.

    Attributes
    ----------
    speaker : str
        Whose vowels: "men", "women" or "children" (Peterson & Barney 1952).
    tract : float
        Formants over the group's average: 0.92 is a long throat (a bass), 1.06 a short one (a tenor).
    compass : (int, int)
        Lowest and highest comfortable pitch (MIDI). A recommendation: others are sung as well.
    tilt : float
        Slope of the source with the radiation of the mouth, in dB per octave: -5.5 bright and pressed,
        -10 soft.
    breath : float
        Noise of breath beside the tone, 0 to 1.
    rasp : float
        How irregular the vocal folds are from cycle to cycle, 0 (clean) to 1 (a roar).
    vibrato_hz : float
        Speed of the vibrato; its depth stands in the notes.
    sibilance : float
        Level of the noises of consonants; 1 is usual.
    nasality : float
        How much sounds through the nose, 0 to 1.
    ring : float
        The singer's formant near 2.9 kHz, 0 to 1 (Sundberg).
    style : str
        "sung"; "rapped" (pitch moves as in speech); "shouted" (notes hint at a pitch about `register`).
    register : float
        Pitch about which a shouted voice moves (MIDI).
    voices : int
        How many sing together.
    """

    speaker: str = "men"
    tract: float = 1.0
    compass: tuple[int, int] = (48, 67)
    tilt: float = -7.5
    breath: float = 0.04
    rasp: float = 0.0
    vibrato_hz: float = 5.5
    sibilance: float = 1.0
    nasality: float = 0.0
    ring: float = 0.2
    style: str = "sung"
    register: float = 50.0
    voices: int = 1


_LOW, _HIGH = (43, 62), (57, 76)
#: The singers whom a recipe can hire by name.
VOICES = {
    "tenor": Voice(tract=1.05, tilt=-7.0, ring=0.35, vibrato_hz=5.7),
    "baritone": Voice(tract=0.98, compass=(45, 64), ring=0.3, vibrato_hz=5.4),
    "bass singer": Voice(tract=0.91, compass=(38, 57), tilt=-8.0, ring=0.2, vibrato_hz=5.0),
    "alto": Voice("women", 0.96, (53, 72), -8.0, ring=0.2, vibrato_hz=5.4),
    "soprano": Voice("women", 1.03, (60, 79), -8.0, breath=0.05, ring=0.25, vibrato_hz=5.9),
    "crooner": Voice(tract=0.97, compass=(45, 64), tilt=-9.0, breath=0.07, ring=0.1, vibrato_hz=5.0,
                     sibilance=1.1),
    "country tenor": Voice(tract=1.06, tilt=-6.3, breath=0.02, nasality=0.35, ring=0.4, vibrato_hz=5.6),
    "country alto": Voice("women", 1.0, _HIGH, -7.0, breath=0.03, nasality=0.3, ring=0.3, vibrato_hz=5.8),
    "soul diva": Voice("women", 0.98, _HIGH, -6.3, breath=0.05, rasp=0.15, ring=0.45, vibrato_hz=5.8),
    "soul man": Voice(tract=1.02, compass=(50, 69), tilt=-6.5, breath=0.05, rasp=0.18, ring=0.35,
                      vibrato_hz=5.5),
    "blues shouter": Voice(tract=0.95, compass=(45, 64), tilt=-6.5, breath=0.06, rasp=0.4, ring=0.3,
                           vibrato_hz=5.2, sibilance=0.9),
    "blues woman": Voice("women", 0.95, (53, 72), -6.7, breath=0.05, rasp=0.28, ring=0.3, vibrato_hz=5.3),
    "rock singer": Voice(tract=1.05, compass=(50, 71), tilt=-5.7, breath=0.05, rasp=0.3, ring=0.5,
                         vibrato_hz=5.8, sibilance=1.1),
    "rock woman": Voice("women", 1.0, _HIGH, -5.9, breath=0.05, rasp=0.28, ring=0.5, vibrato_hz=5.8),
    "punk": Voice(tract=1.04, tilt=-5.3, breath=0.08, rasp=0.45, ring=0.3, nasality=0.25, sibilance=1.2),
    "metal tenor": Voice(tract=1.07, compass=(55, 74), tilt=-5.9, breath=0.03, rasp=0.1, ring=0.7,
                         vibrato_hz=6.0),
    "metal screamer": Voice(tract=1.06, compass=(50, 69), tilt=-4.0, breath=0.5, rasp=0.9, ring=0.5,
                            sibilance=1.2, style="shouted", register=62),
    "growler": Voice(tract=0.88, compass=(36, 60), tilt=-5.5, breath=0.35, rasp=1.0, ring=0.3,
                     style="shouted", register=39),
    "thrash shouter": Voice(tract=1.0, compass=(45, 64), tilt=-4.7, breath=0.16, rasp=0.65, ring=0.4,
                            style="shouted", register=55),
    "rapper": Voice(tract=1.0, compass=(43, 60), tilt=-6.5, breath=0.05, ring=0.3, sibilance=1.2,
                    style="rapped"),
    "deep rapper": Voice(tract=0.92, compass=(38, 54), tilt=-7.0, breath=0.06, rasp=0.15, sibilance=1.1,
                         style="rapped"),
    "woman rapper": Voice("women", 0.98, (52, 66), -6.5, breath=0.05, ring=0.3, sibilance=1.2,
                          style="rapped"),
    "toaster": Voice(tract=0.99, compass=(43, 62), tilt=-6.5, breath=0.05, rasp=0.25, sibilance=1.0,
                     style="rapped"),
    "child": Voice("children", 1.0, (62, 79), -8.5, breath=0.06, ring=0.0),
    "breathy pop": Voice("women", 1.02, _HIGH, -9.5, breath=0.2, ring=0.05, vibrato_hz=5.6, sibilance=1.35),
    "falsetto": Voice(tract=1.1, compass=(60, 77), tilt=-10.0, breath=0.12, ring=0.05, vibrato_hz=5.8),
    "reggae tenor": Voice(tract=1.04, compass=(50, 69), tilt=-7.0, breath=0.05, rasp=0.08, nasality=0.2,
                          ring=0.25, vibrato_hz=5.2),
    "backing vocals": Voice("women", 1.0, (57, 77), -9.0, breath=0.08, ring=0.1, sibilance=0.6, voices=2),
    "backing men": Voice("men", 1.02, (48, 67), -8.5, breath=0.06, ring=0.15, sibilance=0.6, voices=2),
    "gospel choir": Voice("women", 0.97, (53, 77), -7.0, breath=0.06, rasp=0.1, ring=0.3, sibilance=0.7,
                          voices=3),
}  # fmt: skip


def render(notes, voice, seconds, sr, seed):
    """Sing a part.

    Parameters
    ----------
    notes : np.ndarray [shape=(notes,), dtype=NOTE]
        A syllable each, sorted by `start`; what sounds at the same time is sung by several (`LINES` at most).
    voice : Voice
        Who sings, one of `VOICES`.
    seconds : float
        Length of the clip.
    sr : int
        Sampling rate, in Hz.
    seed : int
        Of the words and of all that wavers; the same seed sings the same.

    Returns
    -------
    y : np.ndarray [shape=(round(seconds * sr),), dtype=float32]
        The stem; the loudest 0.15 s of a note of full force have about 0.1 RMS.
    """
    y = _sing(notes, voice, seconds, sr, seed)
    y *= np.float32(_calibration(voice, sr))
    return y


@lru_cache(maxsize=200)
def _calibration(voice, sr):
    """Factor that brings a voice to the level of all other instruments."""
    from .sampler import LEVEL
    from .score import NOTE

    low, high = voice.compass
    pitches = np.linspace(low + 3, high - 3, 6)
    notes = np.array([(i, 0.8, p, 1.0, 0.0, 0.0) for i, p in enumerate(pitches)], NOTE)
    y = _sing(notes, voice, len(notes), sr, 1)
    window = round(0.15 * sr)
    powers = []
    for i in range(len(notes)):
        note = y[round((i - 0.05) * sr) if i else 0 : round((i + 0.85) * sr)]
        powers.append(np.add.reduceat(note * note, np.arange(0, len(note), window)).max() / window)
    return LEVEL / max(float(np.sqrt(np.mean(powers))), 1e-6)


def _sing(notes, voice, seconds, sr, seed):
    """`render` before it is brought to its level: 1 RMS, roughly."""
    total = round(seconds * sr)
    blocks = -(-total // BLOCK) + 1
    y = np.zeros(blocks * BLOCK, np.float32)
    notes = notes[(notes["start"] < seconds) & (notes["velocity"] > 0)]
    for number, line in enumerate(_lines(notes)):
        words = np.random.default_rng((seed, 0))  # the same for all lines: they sing together
        chance = np.random.default_rng((seed, 1, number))
        plan = Plan(line, voice, words, chance)
        plan.noises_into(y, sr)
        for _ in range(voice.voices):
            _voice_into(y, plan, voice, blocks, sr, chance)
    return y[:total]


def _lines(notes):
    """Notes by singer: lists of [start, end, pitch, force, bend, vibrato], without overlaps."""
    lines = []
    rows = zip(*(notes[name].tolist() for name in notes.dtype.names), strict=True)
    for start, length, pitch, velocity, bend, vibrato in rows:
        pitch = min(max(pitch, LOWEST), HIGHEST)
        bend = min(max(bend, -12.0), 12.0)
        row = [start, start + max(length, 0.05), pitch, min(velocity, 1.0), bend, min(vibrato, 3.0)]
        free = [x for x in lines if start - x[-1][0] >= 0.04 and x[-1][1] - start < 0.12]
        if free:
            line = min(free, key=lambda x: abs(x[-1][2] - pitch))
        elif len(lines) < LINES:
            lines.append([row])
            continue
        else:
            line = min(lines, key=lambda x: x[-1][1])
            if start - line[-1][0] < 0.04:
                continue
        line[-1][1] = min(line[-1][1], start)
        line.append(row)
    return lines


def _wander(rng, blocks, sr, seconds):
    """Noise that takes so long to change, a value per block, about -1 to 1."""
    count = int(blocks * BLOCK / sr / seconds) + 3
    at = np.arange(blocks) * (BLOCK / sr / seconds)
    return np.interp(at, np.arange(count), rng.uniform(-1, 1, count))


@lru_cache(maxsize=50)
def _roughness(rasp):
    """Levels of `_CYCLES` cycles in a row, `POINTS` values: every other one is weaker, none like the last."""
    rng = np.random.default_rng(3)
    cycles = 1 - rasp * (0.45 * (np.arange(_CYCLES) % 2) + 0.5 * rng.random(_CYCLES))
    at = np.arange(POINTS) * (_CYCLES / POINTS)
    return np.interp(at, np.arange(_CYCLES + 1) + 0.5, np.append(cycles, cycles[0])).astype(np.float32)


def _voice_into(y, plan, voice, blocks, sr, rng):
    """Add the voiced sound of a line to a stem."""
    times = np.arange(blocks) * (BLOCK / sr)
    late = rng.uniform(-0.015, 0.015) if voice.voices > 1 else 0.0
    level = plan.level.at(times - late)
    level[-1] = 0.0
    sounding = np.flatnonzero((level[:-1] > 1e-4) | (level[1:] > 1e-4))
    if not len(sounding):
        return
    pitch = np.convolve(plan.pitch.at(times - late), _SMOOTH, "same") if blocks > 9 else plan.pitch.at(times)
    ends = len(_SMOOTH) // 2
    pitch[:ends], pitch[-ends:] = pitch[ends], pitch[-ends - 1]
    swing = 2 * np.pi * voice.vibrato_hz * times + 0.7 * _wander(rng, blocks, sr, 0.5) + 6 * rng.random()
    pitch += plan.vibrato.at(times) * np.sin(swing)
    # Nobody holds a pitch or a level exactly, choirs least of all.
    pitch += (0.05 if voice.voices == 1 else 0.09) * _wander(rng, blocks, sr, 0.25)
    pitch += (0.012 + 1.6 * voice.rasp**2) * rng.standard_normal(blocks)
    if voice.voices > 1:
        pitch += rng.uniform(-0.12, 0.12)
        level = level / np.sqrt(voice.voices)
    level = level * (1 + (0.03 + 0.2 * voice.rasp) * _wander(rng, blocks, sr, 0.03))
    np.clip(pitch, LOWEST - 2, HIGHEST + 2, out=pitch)
    bank, offsets = _mouths(plan, voice, pitch, times - late, sounding, sr, rng)
    hz = 440 * np.exp2((pitch - 69) / 12)
    _read_into(y, voice, sounding, bank, offsets, hz, level, plan.bright.at(times - late), sr, rng)


def _mouths(plan, voice, pitch, times, sounding, sr, rng):
    """The wavetables of a line, in a row, and where in them each block reads."""
    blocks = len(times)
    region = np.rint(pitch / REGION).astype(int)
    # A table read above its pitch has all formants raised: the one to read lies lower on the grid.
    off = pitch - region * REGION
    row = plan.row.at(times) - off / STEPS[0] + 0.35 * _wander(rng, blocks, sr, 0.12)
    column = plan.column.at(times) - off / STEPS[1] + 0.35 * _wander(rng, blocks, sr, 0.15)
    rows = phonetics.VOWEL_TABLES // phonetics.COLUMNS
    row = np.clip(np.rint(row), 0, rows - 1).astype(int)
    column = np.clip(np.rint(column), 0, phonetics.COLUMNS - 1).astype(int)
    table = row * phonetics.COLUMNS + column
    for start, end, name in plan.held:
        first, last = (max(int((t - times[0]) * sr / BLOCK + 0.5), 0) for t in (start, end))
        table[first:last] = phonetics.EXTRA_TABLES[name]
    width = phonetics.VOWEL_TABLES + len(phonetics.EXTRA_TABLES)
    lowest = region.min()
    wanted = (region - lowest) * width + table
    used = np.zeros((region.max() - lowest + 1) * width, bool)
    used[wanted[sounding]] = used[wanted[sounding + 1]] = True
    numbers = np.cumsum(used) - 1
    keys = np.flatnonzero(used)
    split = np.searchsorted(keys, np.arange(region.max() - lowest + 2) * width)
    parts = [
        phonetics.tables(voice, int(lowest + i), sr)[keys[a:b] - i * width]
        for i, (a, b) in enumerate(pairwise(split))
        if b > a
    ]
    return np.concatenate(parts).reshape(-1), np.maximum(numbers[wanted], 0) * POINTS


def _read_into(y, voice, sounding, bank, offsets, hz, level, force, sr, rng):
    """Read wavetables at a running phase, from one to the next within each block."""
    turn = _CYCLES * POINTS
    step = hz * (POINTS / sr)
    ends = np.cumsum((step[:-1] + step[1:]) * (BLOCK / 2))
    phase = np.append(0.0, ends[:-1]) + POINTS * rng.random()
    phase -= np.floor(phase / turn) * turn
    n = np.arange(BLOCK, dtype=np.float32)
    ramp = n / BLOCK
    square = ramp * n / 2
    phase, slope, change, gain, more = (
        x[sounding].astype(np.float32)[:, None] for x in (phase, step, np.diff(step), level, np.diff(level))
    )
    here, following = offsets[sounding], offsets[sounding + 1]
    # A louder voice is a brighter one: the difference of neighbouring samples is its treble.
    treble = np.clip(1.4 * (force[sounding] - 0.6), -0.3, 0.7).astype(np.float32)[:, None]
    rough = _roughness(voice.rasp) if voice.rasp > 0.05 else None
    air = phonetics.breath_noise(phonetics.SCALE[voice.speaker] * voice.tract, sr) if voice.breath else None
    out = y.reshape(-1, BLOCK)
    last = np.float32(0)
    starts = rng.integers(0, 1 << 15, len(sounding) // _CHUNK + 1).tolist()
    for number, a in enumerate(range(0, len(sounding), _CHUNK)):
        s = slice(a, min(a + _CHUNK, len(sounding)))
        position = slope[s] * n
        position += change[s] * square
        position += phase[s]
        index = position.astype(np.intp)
        if rough is not None:
            cycle = index >> (
                _CYCLES.bit_length() - 1
            )  # all `_CYCLES` cycles are `POINTS` values of roughness
            cycle &= POINTS - 1
            rasp = rough.take(cycle, mode="clip")
        index &= POINTS - 1
        index += here[s, None]
        sound = bank.take(index, mode="clip")
        moved = np.flatnonzero(following[s] != here[s])
        if len(moved):
            there = index[moved]
            there += (following[s] - here[s])[moved, None]
            other = bank.take(there, mode="clip")
            now = sound[moved]
            other -= now
            other *= ramp
            now += other
            sound[moved] = now
        flat = sound.reshape(-1)
        edge = np.empty_like(flat)
        np.subtract(flat[1:], flat[:-1], out=edge[1:])
        edge[0] = flat[0] - last
        last = flat[-1]
        edge = edge.reshape(sound.shape)
        edge *= treble[s]
        sound += edge
        if rough is not None:
            sound *= rasp
        if air is not None:
            np.multiply(air[starts[number] : starts[number] + sound.size].reshape(sound.shape),
                        np.float32(voice.breath), out=edge)  # fmt: skip
            sound += edge
        np.multiply(more[s], ramp, out=edge)
        edge += gain[s]
        sound *= edge
        out[sounding[s]] += sound
