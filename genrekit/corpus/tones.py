"""One note of one instrument: a recording of the soundfont, played at another pitch, length and force.

What happens to a recording, in this order: its highest frequencies are removed if it is played up (they would
fold back), it is read at the speed that gives the pitch, repeating its loop, and passes a low-pass filter and
an envelope. All of it follows the SoundFont Technical Specification 2.04, sections 8 and 9.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import lru_cache

import numpy as np
from scipy import fft

GLIDE_SECONDS = 0.12  # a bent note reaches its pitch after this time
VIBRATO_HZ, VIBRATO_AFTER, VIBRATO_RISE = 5.5, 0.2, 0.15
SILENCE_DB = -60.0  # where a decaying note counts as over
SOFT_OCTAVES = 1.6  # the softest note closes the filter by this much (the specification: 2 octaves)
OPEN_OCTAVES = 0.7  # all filters are opened by this much: the font saves hiss, records do not save treble
OPEN_HZ = 13000.0  # an open filter; a soft note closes it from here
_MARGIN = 256  # samples of a loop beside the part we use, so that filtering does not see where it ends
_BLOCK = 32  # samples; pitch and level move in steps this short
_TAPS = 10  # an impulse through a filter that is open beyond `_SHORT` and hardly rings is over after these
_SHORT = 0.18  # of the sampling rate
_PAD = 4  # samples before a recording, for the interpolation


class Cache:
    """Arrays by key, the least recently used ones forgotten beyond a number of bytes; safe for threads.

    Parameters
    ----------
    max_bytes : int
        How much it may hold; an array larger than that is not kept.
    """

    def __init__(self, max_bytes):
        self.max_bytes, self.bytes = max_bytes, 0
        self._items = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key, make):
        """The array of this key, made by `make()` if it is not there."""
        with self._lock:
            if key in self._items:
                self._items.move_to_end(key)
                return self._items[key]
        value = make()
        with self._lock:
            if key not in self._items and value.nbytes <= self.max_bytes:
                self._items[key] = value
                self.bytes += value.nbytes
            while self.bytes > self.max_bytes:
                self.bytes -= self._items.popitem(last=False)[1].nbytes
        return value

    def __contains__(self, key):
        return key in self._items

    def drop(self, key):
        """Forget one array, if it is there."""
        with self._lock:
            if key in self._items:
                self.bytes -= self._items.pop(key).nbytes

    def clear(self):
        """Forget everything."""
        with self._lock:
            self._items.clear()
            self.bytes = 0


sources = Cache(30_000_000)


def lfilter(b, a, y, state=None):
    """`scipy.signal.lfilter`, imported when it is first needed: it takes longer to load than all the rest."""
    from scipy.signal import lfilter as run

    return run(b, a, y, zi=state)


def render(font, region, key, force, n_samples, sr, *, bend=0.0, vibrato=0.0, noisy=False):
    """A held note, without its end.

    Parameters
    ----------
    font : SoundFont
    region : Region
        What to play.
    key : float
        MIDI key; fractions are allowed.
    force : float
        How hard it is struck, 0 to 1; it changes the brightness here, not the level.
    n_samples : int
        Longest result.
    sr : int
        Sampling rate of the result, in Hz.
    bend, vibrato : float
        As in `score.NOTE`, in semitones.
    noisy : bool
        For cymbals and other noises. The font's were recorded at 22,050 Hz or less and are played down, which
        leaves nothing above some 6 kHz. These are read between samples by straight lines, whose mirror images
        (wrong for a tone, right for a hiss) fill the top octave.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        At most `n_samples`; shorter if it has died away before.
    """
    envelope = _volume(region, key, n_samples, sr)
    ratio = region.rate / sr * 2.0 ** ((key - region.root) * region.scale / 12)
    highest = ratio * 2.0 ** (max(bend, 0.0) / 12)
    noisy = noisy and highest < 0.85
    source, step, end, loop = _source(font, region, highest, 1 if noisy else 2)
    semitones = _pitch(region, len(envelope), sr, bend, vibrato)
    settled = _settled(region, force, sr)
    y, cycle = _read(source, _PAD * step, ratio * step, end, loop, semitones, len(envelope), settled, noisy)
    y = _filter(y, region, force, sr)
    if not cycle:
        y *= envelope[: len(y)]
        return y
    # From here on the same cycle comes again and again: it is filtered once.
    envelope[: len(y)] *= y
    _repeat(envelope, len(y), y[len(y) - cycle :])
    return envelope


def _repeat(envelope, begin, cycle):
    """Multiply by one cycle again and again, from `begin` to the end."""
    turns, rest = divmod(len(envelope) - begin, len(cycle))
    whole = envelope[begin : len(envelope) - rest].reshape(turns, len(cycle))
    whole *= cycle
    envelope[len(envelope) - rest :] *= cycle[:rest]


def _source(font, region, ratio, finest):
    """A copy of a recording that can be read `ratio` times too fast without aliasing.

    Returns the copy, its samples per sample of the recording (1 or 2), its end, and its loop (or None). The
    copy keeps what lies below half the sampling rate after playing, to a quarter octave, and has twice as
    many samples if that is needed to read between them and `finest` is 2.
    """
    quarter = int(np.ceil(4 * np.log2(max(ratio, 1.0)) - 1e-9))
    cut = 2.0 ** (-quarter / 4)
    step = finest if cut > 0.5 else 1
    length = region.end - region.start
    loop = None
    tiles = before = 0
    if region.loop:
        first, last = (p - region.start for p in region.loop)
        period = last - first
        before = -(-_MARGIN // period)
        tiles = -(-2 * _MARGIN // period)
        length = last + (2 * before + tiles - 1) * period
        begin = _PAD + first + before * period
        loop = begin * step, (begin + tiles * period) * step

    def make():
        n = fft.next_fast_len(length + _MARGIN + _PAD, real=True)
        n += n % 2
        x = np.zeros(n, np.float32)
        if region.loop:
            x[_PAD : _PAD + last] = font.samples[region.start : region.start + last]
            position = _PAD + last + np.arange(length - last)
            x[position] = np.tile(x[_PAD + first : _PAD + last], 2 * before + tiles - 1)
        else:
            x[_PAD : _PAD + length] = font.samples[region.start : region.end]
        x *= 1 / 32768
        spectrum = fft.rfft(x)
        edge = np.linspace(0, 1, len(spectrum), dtype=np.float32) / np.float32(cut)
        spectrum *= np.clip((1 - edge) / 0.08, 0, 1)  # falls to zero over the last twelfth below the limit
        return fft.irfft(spectrum, step * n) * np.float32(step)

    key = (font.path, region.start, region.end, region.loop, quarter, step)
    return sources.get(key, make), step, (_PAD + length) * step, loop


def _pitch(region, n, sr, bend, vibrato):
    """Semitones above the note's pitch, a value per block of `_BLOCK` samples, as long as it moves."""
    corners, shares = _corners(region.modulation)
    moving = 0.0
    if bend:
        moving = GLIDE_SECONDS
    if region.modulation_pitch:
        moving = max(moving, corners[-1])
    if vibrato > 0 or region.lfo_pitch:
        moving = n / sr
    blocks = int(np.ceil(min(moving * sr, n) / _BLOCK))
    t = (np.arange(blocks) + 0.5) * (_BLOCK / sr)
    semitones = np.zeros(blocks)
    if bend:
        semitones += bend * (0.5 + 0.5 * np.cos(np.pi * np.minimum(t / GLIDE_SECONDS, 1)))
    if vibrato > 0:
        late = t - VIBRATO_AFTER
        depth = vibrato * np.clip(late / VIBRATO_RISE, 0, 1)
        semitones += depth * np.sin(2 * np.pi * VIBRATO_HZ * late)
    if region.lfo_pitch:
        late = np.maximum(t - region.lfo_delay, 0)
        semitones += region.lfo_pitch * np.sin(2 * np.pi * region.lfo_hz * late)
    if region.modulation_pitch:
        semitones += region.modulation_pitch * np.interp(t, corners, shares)
    return semitones


def _read(source, begin, step, end, loop, semitones, n, settled, noisy):
    """Read a recording at the speed of the pitch: first where the pitch moves, then steadily.

    A steady loop is read once, in a whole number of samples (some 4,000, so that the pitch is off by less
    than a quarter of a cent), and repeated: most of a long note costs a copy.

    Returns the samples, and how many of the last ones are to be repeated until there are `n` (0 if all are
    there). What is left out is but a repetition after a filter, too, that is at rest after `settled`: when
    and how long its memory is, in samples.
    """
    here, moving = float(begin), np.empty(0)
    if len(semitones):
        speed = step * np.exp2(semitones / 12)
        ends = begin + np.cumsum(speed * _BLOCK)
        moving = ((ends - speed * _BLOCK)[:, None] + speed[:, None] * np.arange(_BLOCK)).reshape(-1)[:n]
        here = ends[-1]  # where the steady part starts
    rest = n - len(moving)
    if loop is None:
        steady = here + np.arange(max(min(rest, int((end - here) / step)), 0)) * step
        moving = moving[: int(np.searchsorted(moving, end))]
        return _between(source, np.append(moving, steady), noisy), 0
    first, last = loop
    late = int(np.searchsorted(moving, last))
    if late < len(moving):
        moving[late:] -= np.floor((moving[late:] - first) / (last - first)) * (last - first)
    before = min(rest, max(int(np.ceil((first - here) / step)), 0))
    y = _between(source, np.append(moving, here + np.arange(before) * step), noisy)
    rest -= before
    if rest <= 0:
        return y, 0
    start = here + before * step - first
    period = last - first
    turns = int(np.ceil(4000 * step / period))
    count = round(turns * period / step)
    step = turns * period / count
    cycle = np.arange(min(count, rest)) * step
    cycle += start
    cycle -= np.floor(cycle * (1 / period)) * period
    cycle += first
    cycle = _between(source, cycle, noisy)
    turns = -(-(max(settled[0] - len(y), 0) + settled[1]) // count) + 1
    if turns * count >= rest:
        return np.append(y, np.resize(cycle, rest)), 0
    return np.concatenate([y, *[cycle] * turns]), count


def _between(source, position, noisy):
    """Values between samples, by cubic (Catmull-Rom) interpolation or, for noises, by straight lines."""
    index = position.astype(np.intp)
    f = np.subtract(position, index, dtype=np.float64).astype(np.float32)
    if noisy:
        b = source.take(index, mode="clip")
        c = source[1:].take(index, mode="clip")
        c -= b
        c *= f
        c += b
        return c
    index -= 1
    a, b, c, d = (source[k:].take(index, mode="clip") for k in range(4))
    # b + f/2 (c - a + f (2a - 5b + 4c - d + f (3 (b - c) + d - a))), step by step in the same memory
    d -= a
    down = b - c
    y = 3 * down
    y += d
    y *= f
    y -= d
    down *= 4
    y -= down
    y += a
    y -= b
    y *= f
    c -= a
    y += c
    f *= 0.5
    y *= f
    y += b
    return y


def _volume(region, key, n, sr):
    """The volume envelope while the key is held, as a factor per sample; ends where nothing is left."""
    v = region.volume
    hold = v.hold * 2.0 ** (region.hold_by_key * (60 - key))
    decay = v.decay * 2.0 ** (region.decay_by_key * (60 - key))
    delay, attack = round(v.delay * sr), max(round(v.attack * sr), 1)
    top = delay + attack + round(hold * sr)
    per_sample = -100 / max(decay * sr, 1)  # dB
    fall = int(max(v.sustain, SILENCE_DB) / per_sample)
    if v.sustain <= SILENCE_DB:
        n = min(n, top + fall)
    level = 10 ** (region.level_db / 20)
    y = np.empty(n, np.float32)
    y[:delay] = 0
    rise = y[delay : delay + attack]
    rise[:] = np.arange(len(rise)) * (level / attack)
    y[delay + attack : top] = level
    falling = y[top : top + fall]
    np.multiply(decay_curve(len(falling), per_sample), np.float32(level), out=falling)
    y[top + fall :] = level * 10 ** (v.sustain / 20)
    if region.lfo_db:
        t = np.arange(-(-n // _BLOCK)) * (_BLOCK / sr)
        swing = np.sin(2 * np.pi * region.lfo_hz * np.maximum(t - region.lfo_delay, 0))
        y *= np.repeat((10 ** (region.lfo_db / 20 * swing)).astype(np.float32), _BLOCK)[:n]
    return y


def decay_curve(n, per_sample):
    """A fall by so many dB per sample, as factors.

    Parameters
    ----------
    n : int
        Number of samples.
    per_sample : float
        Change per sample, in dB.

    Returns
    -------
    y : np.ndarray [shape=(n,), dtype=float32]
    """
    # A product of a coarse and a fine curve: an exponential per sample costs ten times as much.
    coarse = 10 ** (per_sample / 20 * _BLOCK * np.arange(-(-n // _BLOCK)))
    fine = 10 ** (per_sample / 20 * np.arange(_BLOCK))
    return np.multiply.outer(coarse.astype(np.float32), fine.astype(np.float32)).reshape(-1)[:n]


@lru_cache(maxsize=1000)
def _corners(m):
    """The modulation envelope as straight lines: times in seconds, values 0 to 1."""
    times = np.cumsum([0.0, m.delay, m.attack, m.hold, m.decay * (1 - m.sustain)])
    return times, np.array([0.0, 0.0, 1.0, 1.0, m.sustain])


@lru_cache(maxsize=5000)
def _cutoffs(region, force, sr):
    """Cutoff of the low-pass at the corners of the modulation envelope: their times, and octaves above 1 Hz.

    The octaves are None if the filter is never heard.
    """
    times, values = _corners(region.modulation)
    octaves = np.log2(region.cutoff_hz) + OPEN_OCTAVES + region.modulation_cutoff * values
    octaves = np.minimum(octaves, np.log2(OPEN_HZ)) - SOFT_OCTAVES * (1 - force)
    top = np.log2(0.45 * sr)
    if octaves[2:].min() > top and (octaves.min() > top or times[2] < 0.005):
        return times, None
    return times, octaves


def _settled(region, force, sr):
    """When the filter moves no more, and after how long it has forgotten what was before (samples)."""
    times, octaves = _cutoffs(region, force, sr)
    if octaves is None:
        return 0, 0
    _, a = low_pass(2.0 ** min(octaves[-1], np.log2(0.45 * sr)), region.resonance_db, sr)
    return int(times[-1] * sr) + 1, int(2 * np.log(1e-8) / np.log(a[2])) + _TAPS  # a[2]: the poles' square


def _filter(y, region, force, sr):
    """Low-pass, opened by the modulation envelope and by force; in blocks of constant cutoff.

    A block ends when the cutoff has moved by a third of an octave: the filter goes on from where it was, so
    that no step is heard.
    """
    times, octaves = _cutoffs(region, force, sr)
    if octaves is None:
        return y
    top = np.log2(0.45 * sr)
    short = octaves.min() > np.log2(_SHORT * sr) and region.resonance_db < 1
    out = np.empty_like(y)
    state = np.zeros(2, np.float32)
    position = 0
    for i in range(len(times)):
        if i == len(times) - 1:
            ends, levels = [len(y)], [octaves[-1]]
        else:
            n = max(int(np.ceil(3 * abs(octaves[i + 1] - octaves[i]))), 1)
            n = min(n, max(int((times[i + 1] - times[i]) * sr / 128), 1))
            share = np.arange(1, n + 1) / n
            ends = np.rint((times[i] + share * (times[i + 1] - times[i])) * sr).astype(int)
            levels = octaves[i] + (share - 0.5 / n) * (octaves[i + 1] - octaves[i])
        for end, level in zip(ends, levels, strict=True):
            end = min(int(end), len(y))
            if end > position:
                if short:  # most notes: a convolution is three times as fast as the recursion
                    before = min(position, _TAPS - 1)
                    taps = _taps(2.0 ** min(level, top), region.resonance_db, sr)
                    out[position:end] = np.convolve(y[position - before : end], taps)[before : 1 - _TAPS]
                else:
                    b, a = low_pass(2.0 ** min(level, top), region.resonance_db, sr)
                    out[position:end], state = lfilter(b, a, y[position:end], state)
                position = end
    return out


def low_passed(y, hz, sr):
    """A sound through `low_pass` without emphasis.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,), dtype=float32]
    hz, sr : float
        Corner and sampling rate in Hz.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
    """
    if hz > _SHORT * sr:
        return np.convolve(y, _taps(hz, 0.0, sr))[: len(y)]
    return lfilter(*low_pass(hz, 0.0, sr), y)


@lru_cache(maxsize=5000)
def _taps(hz, resonance_db, sr):
    """Impulse response of a low-pass that is soon over."""
    impulse = np.zeros(_TAPS, np.float32)
    impulse[0] = 1
    return lfilter(*low_pass(hz, resonance_db, sr), impulse)


@lru_cache(maxsize=5000)
def low_pass(hz, resonance_db, sr):
    """Second-order low-pass (Bristow-Johnson, *Audio EQ Cookbook*), its resonance taken off its level.

    Parameters
    ----------
    hz, resonance_db, sr : float
        Corner in Hz, emphasis of the corner in dB, sampling rate in Hz.

    Returns
    -------
    b, a : np.ndarray [shape=(3,), dtype=float32]
        Coefficients for `lfilter`.
    """
    w = 2 * np.pi * hz / sr
    q = 10 ** ((min(resonance_db, 18.0) - 3.01) / 20)
    alpha, cosine = np.sin(w) / (2 * q), np.cos(w)
    b = np.array([0.5, 1, 0.5]) * (1 - cosine) * 10 ** (-resonance_db / 40)
    a = np.array([1 + alpha, -2 * cosine, 1 - alpha])
    return (b / a[0]).astype(np.float32), (a / a[0]).astype(np.float32)
