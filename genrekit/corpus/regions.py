"""What an instrument of a soundfont is made of: regions, each a recording and how to play it.

Here the numbers of the file become plain ones: seconds, Hz, dB, octaves and semitones. Source: SoundFont
Technical Specification 2.04 (E-mu / Creative, 2006), sections 8 and 9; section numbers are given below.
"""

from __future__ import annotations

from dataclasses import dataclass

# Generators we use (section 8.1.2) with their defaults (8.1.3), in the file's units: timecents (1200 a
# doubling of a second), absolute cents (1200 a doubling of 8.176 Hz), centibels, samples.
_DEFAULTS = {
    "start": (0, 0),
    "end": (1, 0),
    "loop_start": (2, 0),
    "loop_end": (3, 0),
    "start_coarse": (4, 0),
    "lfo_to_pitch": (5, 0),
    "mod_to_pitch": (7, 0),
    "cutoff": (8, 13500),
    "resonance": (9, 0),
    "mod_to_cutoff": (11, 0),
    "end_coarse": (12, 0),
    "lfo_to_level": (13, 0),
    "lfo_delay": (21, -12000),
    "lfo_frequency": (22, 0),
    "mod_delay": (25, -12000),
    "mod_attack": (26, -12000),
    "mod_hold": (27, -12000),
    "mod_decay": (28, -12000),
    "mod_sustain": (29, 0),
    "mod_release": (30, -12000),
    "vol_delay": (33, -12000),
    "vol_attack": (34, -12000),
    "vol_hold": (35, -12000),
    "vol_decay": (36, -12000),
    "vol_sustain": (37, 0),
    "vol_release": (38, -12000),
    "hold_by_key": (39, 0),
    "decay_by_key": (40, 0),
    "loop_start_coarse": (45, 0),
    "attenuation": (48, 0),
    "loop_end_coarse": (50, 0),
    "coarse_tune": (51, 0),
    "fine_tune": (52, 0),
    "modes": (54, 0),
    "scale": (56, 100),
    "exclusive": (57, 0),
    "root": (58, -1),
}
#: Generators that say what a zone points to.
INSTRUMENT, SAMPLE = 41, 53
_KEY_RANGE, _VELOCITY_RANGE = 43, 44
_NOT_IN_PRESETS = {0, 1, 2, 3, 4, 12, 45, 50, 54, 57, 58}  # section 8.5: these belong to instruments only


@dataclass(frozen=True)
class Envelope:
    """How something rises and falls after a note begins; times in seconds.

    Attributes
    ----------
    delay, attack, hold : float
        Nothing yet; the rise; the stay at the top.
    decay, release : float
        Time a full fall would take, while the key is held and after it is let go: 100 dB for a volume.
    sustain : float
        Where the decay stops: in dB (0 or less) for a volume, a share of the top (0 to 1) for a modulation.
    """

    delay: float
    attack: float
    hold: float
    decay: float
    sustain: float
    release: float


@dataclass(frozen=True)
class Region:
    """One recording and how to play it.

    Attributes
    ----------
    keys, velocities : (int, int)
        Lowest and highest MIDI key and velocity (0 to 127) that sound it.
    start, end : int
        First sample, and the one after the last, in `SoundFont.samples`.
    loop : (int, int) or None
        First sample of the loop and the one after its last, in `SoundFont.samples`; None for a sound that
        is played once.
    rate : float
        Sampling rate of the recording, in Hz.
    root : float
        The MIDI key at which it plays as recorded, tuning included.
    scale : float
        Semitones per key; 1 but for sounds without pitch.
    level_db : float
        How much the region is turned down (0 or less), in dB.
    volume, modulation : Envelope
        Envelope of the loudness, and the one that moves the filter.
    hold_by_key, decay_by_key : float
        Doublings of the volume's hold and decay times for each key below 60.
    cutoff_hz, resonance_db : float
        Corner of the low-pass filter at rest, and how much it emphasises that corner.
    modulation_cutoff, modulation_pitch : float
        How far the modulation envelope moves the filter (in octaves) and the pitch (in semitones). Many fonts
        keep the filter almost shut at rest and open it by this: without it everything sounds muffled.
    lfo_hz, lfo_delay, lfo_pitch, lfo_db : float
        A slow oscillation of pitch (semitones) and level (dB): the instrument's own vibrato and tremolo.
    exclusive : int
        A note cuts the others of the same class, unless it is 0: an open hi-hat ends when it is closed.
    """

    keys: tuple[int, int]
    velocities: tuple[int, int]
    start: int
    end: int
    loop: tuple[int, int] | None
    rate: float
    root: float
    scale: float
    level_db: float
    volume: Envelope
    modulation: Envelope
    hold_by_key: float
    decay_by_key: float
    cutoff_hz: float
    resonance_db: float
    modulation_cutoff: float
    modulation_pitch: float
    lfo_hz: float
    lfo_delay: float
    lfo_pitch: float
    lfo_db: float
    exclusive: int


def resolve(preset, instrument, header, samples):
    """A region, from the two layers that describe it: the preset's values add to the instrument's.

    Parameters
    ----------
    preset, instrument : dict of int to int
        Generators of a preset zone and of an instrument zone, their defaults included.
    header : np.void
        The record of the recording in the file's list of samples.
    samples : int
        Number of samples in the file.

    Returns
    -------
    Region or None
        None if it can never be heard.

    Notes
    -----
    Section 9.4; what belongs to instruments only is ignored in presets, section 8.5.
    """
    g = {}
    for name, (number, default) in _DEFAULTS.items():
        g[name] = instrument.get(number, default)
        if number not in _NOT_IN_PRESETS:
            g[name] += preset.get(number, 0)
    keys = _intersect(_range(preset, _KEY_RANGE), _range(instrument, _KEY_RANGE))
    velocities = _intersect(_range(preset, _VELOCITY_RANGE), _range(instrument, _VELOCITY_RANGE))
    start = int(header["start"]) + g["start"] + 32768 * g["start_coarse"]
    end = min(int(header["end"]) + g["end"] + 32768 * g["end_coarse"], samples)
    if keys is None or velocities is None or end - start < 2 or header["type"] & 0x8000:
        return None  # never heard, or a sample in a synthesizer's ROM
    first = int(header["loop_start"]) + g["loop_start"] + 32768 * g["loop_start_coarse"]
    last = int(header["loop_end"]) + g["loop_end"] + 32768 * g["loop_end_coarse"]
    looped = g["modes"] & 1 and start <= first and first + 2 <= last <= end
    root = g["root"] if 0 <= g["root"] <= 127 else int(header["key"])
    root = 60 if root > 127 else root  # 255 marks a sound without pitch (section 7.10)
    return Region(
        keys=keys,
        velocities=velocities,
        start=start,
        end=end,
        loop=(first, last) if looped else None,
        rate=float(header["rate"]),
        root=root - g["coarse_tune"] - (g["fine_tune"] + int(header["correction"])) / 100,
        scale=g["scale"] / 100,
        # The hardware the format was made for attenuates by 0.4 of what is asked; fonts are voiced on it.
        level_db=-0.04 * max(0, g["attenuation"]),
        volume=_envelope(g, "vol", -min(max(g["vol_sustain"], 0), 1000) / 10),
        modulation=_envelope(g, "mod", 1 - min(max(g["mod_sustain"], 0), 1000) / 1000),
        hold_by_key=g["hold_by_key"] / 1200,
        decay_by_key=g["decay_by_key"] / 1200,
        cutoff_hz=_hertz(g["cutoff"]),
        resonance_db=min(max(g["resonance"], 0), 960) / 10,
        modulation_cutoff=g["mod_to_cutoff"] / 1200,
        modulation_pitch=g["mod_to_pitch"] / 100,
        lfo_hz=_hertz(g["lfo_frequency"]),
        lfo_delay=_seconds(g["lfo_delay"]),
        lfo_pitch=g["lfo_to_pitch"] / 100,
        lfo_db=g["lfo_to_level"] / 10,
        exclusive=g["exclusive"],
    )


def _range(zone, generator):
    amount = zone.get(generator, 127 << 8) & 0xFFFF
    return amount & 0xFF, amount >> 8


def _intersect(a, b):
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return (low, high) if low <= high else None


def _envelope(g, prefix, sustain):
    times = {
        stage: _seconds(g[f"{prefix}_{stage}"]) for stage in ("delay", "attack", "hold", "decay", "release")
    }
    return Envelope(sustain=sustain, **times)


def _seconds(timecents):
    return 2.0 ** (timecents / 1200) if timecents > -12000 else 0.0  # -12000 means at once


def _hertz(cents):
    return 8.176 * 2.0 ** (cents / 1200)
