"""The players: turns the parts of a score into sound, with the instruments of the soundfont and `voice`.

Every note has a force (level and brightness), an end that can be heard, and may be bent or carry a vibrato.
Notes that were rendered before are kept, so that a piece costs little more than adding them up.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import lru_cache

import numpy as np

from . import phonetics, soundfont, tones, voice
from .score import ROLES

#: Force to level: amplitude = force ** 1.5. The specification says 2 (a soft note of force 0.3 at -21 dB);
#: players and microphones on records are kept closer together.
FORCE_TO_LEVEL = 1.5
#: Loudest 0.15 s of a full-force note, as RMS: presets of a font differ by 30 dB, and a fader (`gain_db`)
#: should mean the same for each of them. Drums are calibrated on kick and snare.
LEVEL, DRUM_LEVEL = 0.1, 0.3
#: Longest release (seconds to fall by 100 dB) by how an instrument ends. The font's own (3 to 5 s) blur
#: every rest: players damp plucked strings with the hand, and halls are the studio's affair.
RELEASE_PLUCKED, RELEASE_RINGING, RELEASE_SUSTAINED = 0.4, 1.6, 0.7
#: The font's ride cymbals ring for ten seconds: played in a row they would be a wall of hiss.
RELEASE_DRUM, RELEASE_CRASH, CRASHES = 2.0, 5.0, {49, 52, 55, 57}
RINGING = {*range(8, 16), 46, 47, 98, 104, 108, 112, 114}  # bells, mallets, harp...: nobody damps them
LAYERS = 2  # steps of brightness by force
_LENGTHS = (0.3, 0.5, 0.8, 1.2, 1.8, 2.8, 4.2, 6.4, 12.8, 32.0)  # s; a rendered note has one of these
_VIBRATO_HELD = 0.25  # s; in shorter notes a vibrato has no time to be heard
_VIBRATOS = np.array([0.0, 0.15, 0.3, 0.5, 0.8, 1.3, 2.0])  # semitones; the nearest one is played
_LOWS = 0.8  # how much of its last sample an amplifier takes from each
_CUT = 0.012  # s; how fast a cut-off hi-hat goes

_tones = tones.Cache(80_000_000)


def render_part(part, seconds, sr=22050):
    """The sound of one part with its fader, its amplifier and its first reflection, but no room.

    Parameters
    ----------
    part : Part
        What is played.
    seconds : float > 0
        Length of the clip; what sounds beyond is cut.
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    y : np.ndarray [shape=(round(seconds * sr),), dtype=float32]
        The stem. Not limited: parts may add up to more than 1.

    Raises
    ------
    ValueError
        If a time, pitch or velocity is not finite, or `seconds` or `sr` is not positive.
    """
    return _play([part], seconds, sr)


def render_roles(score, sr=22050):
    """What each role plays: the sum of its parts.

    Parameters
    ----------
    score : Score
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    dict of str to np.ndarray [shape=(samples,), dtype=float32]
        In the order of `ROLES`; roles without a part are left out.
    """
    parts = {role: [part for part in score.parts if part.role == role] for role in ROLES}
    return {role: _play(own, score.seconds, sr) for role, own in parts.items() if own}


def clear():
    """Forget all rendered notes and wavetables (some 180 MB at most); new ones will be the same."""
    _tones.clear()
    tones.sources.clear()
    phonetics.clear()


def _play(parts, seconds, sr):
    """The sum of some parts. Clean instruments play into it; amplifiers get their lows back all at once."""
    if not (seconds > 0 and sr > 0):
        raise ValueError(f"seconds and sr must be positive, not {seconds} and {sr}")
    mix, amplified = np.zeros(round(seconds * sr), np.float32), None
    for part in parts:
        _check(part)
        fader = 10 ** (part.gain_db / 20)
        if part.voice:
            y = voice.render(part.notes, voice.VOICES[part.voice], seconds, sr, _seed(part.notes))
        elif part.drive > 0:
            y = np.zeros_like(mix)
            _notes_into(y, replace(part, place=None), 1.0, seconds, sr)
        else:
            _notes_into(mix, part, fader, seconds, sr)
            continue
        if part.drive > 0:
            y = _amplify(y, part.drive, fader, sr)
        else:
            y *= np.float32(fader)
        late, level = reflection(part.place, sr)
        if late:
            y[late:] += np.float32(level) * y[:-late]
        if part.drive > 0:
            amplified = y if amplified is None else np.add(amplified, y, out=amplified)
        else:
            mix += y
    if amplified is not None:
        mix += tones.lfilter(np.float32([1]), np.float32([1, -_LOWS]), amplified)
    return mix


def reflection(place, sr, piece=0):
    """What the surroundings of an instrument add to its sound: the sound once more, soon after.

    Sound and reflection together are a comb with wide teeth. Each instrument has its own, so that the upper
    octaves of a mix change their shape with whoever plays, as on records (most of which are two channels
    added up: what reaches two microphones at different times is a comb, too).

    Parameters
    ----------
    place : float, 0 to 1, or None
        See `Part`.
    sr : int
        Sampling rate, in Hz.
    piece : int
        Which piece of a drum kit: each stands elsewhere.

    Returns
    -------
    late : int
        Samples until it is heard: 0.3 to 2.4 ms, that is a way of 10 to 80 cm. 0 if there is none.
    level : float
        Its level, 0.36 to 0.72; less than 0 (every third place) turns it upside down.
    """
    if place is None:
        return 0, 0.0
    place = (place + 0.618034 * piece) % 1.0  # multiples of the golden ratio lie evenly
    level = 0.36 + 0.36 * (13 * place % 1.0)
    return round(0.0003 * 8**place * sr), -level if 31 * place % 1.0 < 1 / 3 else level


def _check(part):
    for name in part.notes.dtype.names:
        if not np.isfinite(part.notes[name]).all():
            raise ValueError(f"part {part.name!r}: {name} is not a number in {part.notes[name]}")


def _seed(notes):
    """Words that belong to a melody: another one has others."""
    return zlib.crc32(np.ascontiguousarray(notes["start"]).tobytes() + notes["pitch"].tobytes())


def _notes_into(y, part, fader, seconds, sr):
    """Add the notes of an instrument to `y`."""
    notes = part.notes
    notes = notes[(notes["start"] < seconds) & (notes["velocity"] > 0)]
    if not len(notes):
        return
    drums = part.role == "drums"
    preset = soundfont.load().find(int(part.program), drums=drums)
    force = np.clip(notes["velocity"], 0, 1)
    starts = np.rint(np.float64(notes["start"]) * sr).astype(int).tolist()
    held = np.rint(np.maximum(notes["seconds"], 0.02) * sr).astype(int).tolist()
    gains = (np.float32(_calibration(preset, sr) * fader) * force**FORCE_TO_LEVEL).tolist()
    layers = np.ceil(force * LAYERS).astype(int).tolist()
    # Rounded to what no ear resolves (5 cents; bends to a half tone), so that notes are found again.
    pitches = np.rint(np.clip(notes["pitch"], 0, 127) * 20).astype(int).tolist()
    bends = np.rint(np.clip(notes["bend"], -12, 12) * 2).astype(int).tolist()
    vibratos = _VIBRATOS[np.searchsorted((_VIBRATOS[1:] + _VIBRATOS[:-1]) / 2, notes["vibrato"])]
    vibratos[notes["seconds"] < _VIBRATO_HELD] = 0
    kinds = list(zip(pitches, layers, bends, vibratos.tolist(), strict=True))
    cuts = _cuts(preset, pitches, starts)
    releases = {pitch: _fade(_ending(preset, pitch)[0], sr) for pitch in set(pitches)}
    total = len(y)
    lengths, fades, longest = [], [], dict.fromkeys(kinds, 0)
    for start, hold, pitch, cut, kind in zip(starts, held, pitches, cuts, kinds, strict=True):
        fade = releases[pitch]
        if cut < start + hold + len(fade):
            fade = _choke(fade, cut - start - hold, sr)
            hold = min(hold, cut - start)
        length = hold + len(fade)
        if start + length > total:
            length = total - start
        if length > longest[kind]:
            longest[kind] = length
        lengths.append(length)
        fades.append((hold, fade))
    reflections = {pitch: reflection(part.place, sr, pitch // 20 if drums else 0) for pitch in set(pitches)}
    # Each kind of note is rendered once, as long as the longest one of the part is heard.
    heard = {kind: _tone(preset, *kind, _length(n, sr), sr) for kind, n in longest.items()}
    for start, length, gain, kind, (hold, fade) in zip(starts, lengths, gains, kinds, fades, strict=True):
        skip = max(-start, 0)
        note = heard[kind][skip:length] * gain
        if not len(note):
            continue
        length = skip + len(note)  # it may have died away before
        released = max(hold, skip)
        if length > released:
            note[released - skip :] *= fade[released - hold : length - hold]
        y[start + skip : start + length] += note
        late, level = reflections[kind[0]]
        if late:
            note *= np.float32(level)
            there = y[start + skip + late : start + length + late]
            there += note[: len(there)]


def _cuts(preset, pitches, starts):
    """Where each note is cut by a later one of its exclusive class; far away if never."""
    never = 1 << 60
    cuts, following = [never] * len(pitches), {}
    for i in range(len(pitches) - 1, -1, -1):
        group = _ending(preset, pitches[i])[1]
        if group:
            cuts[i] = max(following.get(group, never), starts[i] + 1)
            following[group] = starts[i]
    return cuts


@lru_cache(maxsize=20_000)
def _regions(preset, pitch, layer):
    """The regions that sound a key (in twentieths of a semitone); the nearest ones if none does."""
    regions = soundfont.load().regions(*preset)
    key, velocity = round(pitch / 20), 127 * layer / LAYERS
    fits = [
        r for r in regions if r.keys[0] <= key <= r.keys[1] and r.velocities[0] <= velocity <= r.velocities[1]
    ]
    if not fits:

        def distance(r):
            return max(r.keys[0] - key, key - r.keys[1], 0)

        nearest = min(map(distance, regions))
        fits = [r for r in regions if distance(r) == nearest]
    return tuple(fits)


@lru_cache(maxsize=20_000)
def _ending(preset, pitch):
    """Release time (s) and exclusive class of a key."""
    regions = _regions(preset, pitch, LAYERS)
    loudest = max(regions, key=lambda r: r.level_db)
    release = loudest.volume.release
    if preset[0] == soundfont.DRUM_BANK:
        limit = RELEASE_CRASH if round(pitch / 20) in CRASHES else RELEASE_DRUM
    elif preset[1] in RINGING:
        limit = RELEASE_RINGING
    else:
        limit = RELEASE_PLUCKED if loudest.volume.sustain < -25 else RELEASE_SUSTAINED
    return min(max(release, 0.03), limit), loudest.exclusive


@lru_cache(maxsize=1000)
def _fade(release, sr):
    n = int(-tones.SILENCE_DB / 100 * release * sr)
    return tones.decay_curve(n, -100 / (release * sr))


def _choke(fade, after, sr):
    """A fade that is cut short `after` so many samples; at once if that is before its beginning."""
    short = _fade(_CUT * 100 / -tones.SILENCE_DB, sr)
    if after <= 0:
        return short
    return np.append(fade[:after], fade[after] * short)


def _length(n, sr):
    """The shortest of `_LENGTHS` that holds `n` samples, as its number."""
    return next((k for k, seconds in enumerate(_LENGTHS) if seconds * sr >= n), len(_LENGTHS) - 1)


def _tone(preset, pitch, layer, bend, vibrato, length, sr):
    """A held note of at least this length; a longer one begins with the very same samples."""
    kind = preset, pitch, layer, bend, vibrato, sr
    for longer in range(length + 1, len(_LENGTHS)):
        if (*kind, longer) in _tones:
            length = longer
            break

    def make():
        font, n = soundfont.load(), round(_LENGTHS[length] * sr)
        drums = preset[0] == soundfont.DRUM_BANK
        parts = [
            tones.render(
                font, r, pitch / 20, layer / LAYERS, n, sr, bend=bend / 2, vibrato=vibrato, noisy=drums
            )
            for r in _regions(preset, pitch, layer)
        ]
        # In the order of the font: another order rounds differently.
        y = np.zeros(max(map(len, parts)), np.float32)
        for part in parts:
            y[: len(part)] += part
        return y

    y = _tones.get((*kind, length), make)
    for shorter in range(length):  # nobody will ask for them any more
        _tones.drop((*kind, shorter))
    return y


@lru_cache(maxsize=1000)
def _calibration(preset, sr):
    """Factor that brings a preset to `LEVEL`."""
    bank, program = preset
    if bank == soundfont.DRUM_BANK:
        keys, window, target = (36, 38), 0.05, DRUM_LEVEL
    else:
        keys, window, target = ((33, 40, 45) if 32 <= program < 40 else (55, 64, 72)), 0.15, LEVEL
    powers = []
    for key in keys:
        y = _tone(preset, key * 20, LAYERS, 0, 0, _length(0.8 * sr, sr), sr)[: round(0.8 * sr)]
        edges = np.arange(0, len(y), round(window * sr))
        powers.append(np.add.reduceat(y * y, edges).max() / (window * sr))
    return target / max(float(np.sqrt(np.mean(powers))), 1e-4)


def _amplify(y, drive, fader, sr):
    """A guitar amplifier, in place: a soft clip, and a loudspeaker that passes little of the treble.

    A small amplifier passes little above 4.5 kHz; the stacks of heavy bands, with all treble up, reach 7 kHz.
    Strings distort evenly only if the low ones do not rule: the lows that are taken away here come back in
    `_play`, behind the clip.
    """
    y *= np.float32(10 ** (1.6 * drive) / (2 * LEVEL))
    y[1:] -= np.float32(_LOWS) * y[:-1]
    bent = np.square(y)
    bent += 1
    y /= np.sqrt(bent, out=bent)
    y *= np.float32(fader * 4 * LEVEL / 10 ** (1.2 * drive))
    return tones.low_passed(y, round(4000.0 + 3000.0 * drive, -2), sr)
