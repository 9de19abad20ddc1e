"""The recording: mixes the parts of a score and gives them the sound of a record.

In order: doubling, mix, long-term spectrum and band limits and room (three filters, multiplied into one),
compression, saturation, level, surface noise, limiter. Everything that differs between records is in a
`Recording`.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from scipy import fft

from .media import BANDS, ROOMS, colour_of, mix_of, spectrum_of
from .tones import Cache, lfilter

#: How much of the difference between mix and target is taken away. A little below 1 because an engineer
#: follows the song: records of one artist are alike, not equal.
MATCH = 0.9
_BOOST, _CUT = 20.0, 40.0  # dB; no equaliser goes further

#: Roles that a recording may double: what is played over the rhythm section.
DOUBLED = ("harmony", "melody")

_BLOCK = 64  # samples; the compressor looks at the level this often
_BLOCK_OF_TAKE = 256  # samples; in so many a second take moves by a sample or two
_LOOP = 1 << 17  # samples; the noise of a medium repeats after so many, some 6 s: too long to be noticed
_ROWS, _COLUMNS = 192, 80  # of the transform (`_transform`); columns come in so many: few lengths, few tables
_LEAD = 4096  # samples; what is heard before a sound that went through filters without delay
_rooms, _floors, _grids = Cache(14_000_000), Cache(4_000_000), Cache(18_000_000)


def record(stems, recording, *, seed, sr=22050):
    """Mix and record.

    Parameters
    ----------
    stems : dict of str to np.ndarray [shape=(samples,), dtype=float32]
        What is played, by role ("drums", "bass", "harmony", "melody"), all of one length.
    recording : Recording
        How it is recorded.
    seed : int >= 0
        What differs between two songs of an artist: the mix, where the noise begins, where it crackles.
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        In [-1, 1]. Silent stems give the noise of the medium alone.

    Raises
    ------
    ValueError
        If the stems are of different lengths, empty, or not finite.
    """
    mix = _mix(stems, recording, sr)
    samples = len(mix)
    colour_db, louder_db = mix_of(recording, seed)
    y = _filter(mix, recording, colour_db, sr)
    level = float(np.sqrt(np.mean(np.square(y))))
    target = 10 ** ((recording.level_db + louder_db) / 20)
    if level > 1e-7:
        y *= np.float32(target / level)
        if recording.compression > 0:
            y *= _compressor_gain(y, recording.compression, target, sr)
        if recording.drive > 0:
            y = _saturate(y, recording.drive, target)
        y *= np.float32(target / max(float(np.sqrt(np.mean(np.square(y)))), 1e-9))
    floor = _floor(recording, sr)
    rng = np.random.default_rng((recording.seed, seed))
    for begin in range(-int(rng.integers(_LOOP)), samples, _LOOP):
        here = y[max(begin, 0) : begin + _LOOP]
        here += floor[max(-begin, 0) :][: len(here)]
    if recording.crackle > 0:
        _crackle(y, recording, rng, sr)
    return _limit(y)


def long_term_spectrum(y, sr=22050):
    """Long-term average spectrum of a sound.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    db : np.ndarray [shape=(len(BANDS),)]
        Mean power spectral density in each third of an octave, in dB (full scale squared per Hz).
    """
    n = fft.next_fast_len(len(y), real=True)
    power = _band_powers(np.square(np.abs(fft.rfft(np.asarray(y, np.float32), n))), n, sr)
    return 10 * np.log10(power * 2 / (len(y) * sr) + 1e-20)


def clear():
    """Drop all cached rooms and noises (some 36 MB at most); they are made anew, the same."""
    for cache in (_rooms, _floors, _grids):
        cache.clear()


def _mix(stems, recording, sr):
    lengths = {len(y) for y in stems.values()}
    if len(lengths) != 1 or 0 in lengths:
        raise ValueError(f"stems must be of one length above 0, not {sorted(lengths)}")
    mix = np.zeros(lengths.pop(), np.float32)
    front = np.zeros_like(mix)
    for role, y in stems.items():
        here = front if role in DOUBLED else mix
        here += y
    if recording.doubling > 0:
        mix += _second_take(front, recording, sr)
    mix += front
    if not np.isfinite(mix.sum()):
        raise ValueError("a stem holds values that are not finite")
    return mix


def _second_take(y, recording, sr):
    """What is played, once more: a little later, now more, now less, as nobody plays a thing twice alike.

    A delay that wanders is how studios fake the second take (artificial double tracking, Abbey Road 1966),
    and what a chorus pedal does. Between blocks of whole-sample delays the sound is faded over.
    """
    rng = np.random.default_rng((recording.seed, 4))
    t = np.arange(-(-len(y) // _BLOCK_OF_TAKE) + 1) * (_BLOCK_OF_TAKE / sr)
    hz = np.array([0.37, 0.83, 1.9]) * rng.uniform(0.8, 1.25, 3)
    wander = np.array([3.0, 1.8, 0.9]) @ np.sin(2 * np.pi * (hz[:, None] * t + rng.random((3, 1))))
    delay = np.rint((rng.uniform(14.0, 24.0) + wander) * (sr / 1000)).astype(int)
    # Rows of one block each, starting at any sample: silence in front keeps the earliest ones inside.
    before = int(delay.max())
    padded = np.zeros(before + len(t) * _BLOCK_OF_TAKE, np.float32)
    padded[before : before + len(y)] = y
    blocks = np.lib.stride_tricks.sliding_window_view(padded, _BLOCK_OF_TAKE)
    begin = before + np.arange(len(t) - 1) * _BLOCK_OF_TAKE
    old, new = blocks[begin - delay[:-1]], blocks[begin - delay[1:]]
    new -= old
    new *= np.arange(_BLOCK_OF_TAKE, dtype=np.float32) / _BLOCK_OF_TAKE
    old += new
    old *= np.float32(recording.doubling)
    return old.reshape(-1)[: len(y)]


def _filter(mix, recording, colour_db, sr):
    """Spectrum (with the song's own colour), medium and room in one multiplication of Fourier transforms.

    The two halves of the mix are the real and the imaginary part of one signal: the filters are real, so that
    they do not meet, and the transform is half as long.
    """
    samples = len(mix)
    half = -(-samples // 2)
    tail = int(min(recording.room_seconds, 4.0) * sr)
    columns = _COLUMNS * fft.next_fast_len(-(-(half + tail + _LEAD) // (_ROWS * _COLUMNS)))
    n = _ROWS * columns
    both = np.zeros(n, np.complex64)
    both.real[:half] = mix[:half]
    both.imag[: samples - half] = mix[half:]
    spectrum = _transform(both.reshape(_ROWS, columns))
    power = np.square(spectrum.real)
    power += np.square(spectrum.imag)
    power = power.T.reshape(-1)
    power[1 : n // 2] += power[: n // 2 : -1]
    gain_db = _match(_band_powers(power[: n // 2 + 1], n, sr), recording) + _equaliser(recording) + colour_db
    gain = (10 ** (np.append(gain_db, gain_db[-1]) / 20)).astype(np.float32)
    place = _place_of_bins(n, sr)
    curve = np.empty(n, np.float32)
    edges = np.searchsorted(place, np.arange(1, len(BANDS) + 1), side="left")
    for band, (first, stop) in enumerate(pairwise([0, *edges])):
        share = place[first:stop] - np.float32(band)
        curve[first:stop] = gain[band] + (gain[band + 1] - gain[band]) * share
    curve[n // 2 + 1 :] = curve[1 : n // 2][::-1]
    spectrum *= _space(n, recording, sr)
    spectrum *= curve.reshape(columns, _ROWS).T
    both = _transform_back(spectrum).reshape(-1)
    y = np.zeros(samples, np.float32)
    y[: n - _LEAD] = both.real[: min(n - _LEAD, samples)]
    y[half:] += both.imag[: samples - half]
    # Filters without delay sound before the sound, too: what precedes the second half belongs to the first.
    lead = min(_LEAD, half)
    y[half - lead : half] += both.imag[n - lead :]
    return y


def _transform(x):
    """Fourier transform of a signal laid out in rows, by two passes of short ones.

    Many short transforms at once are twice as fast as a long one. Bin `k` is found in row `k % rows`, column
    `k // rows`. The argument is overwritten.
    """
    spectrum = fft.fft(x, axis=0, overwrite_x=True)
    spectrum *= _turns(*x.shape)
    return fft.fft(spectrum, axis=1, overwrite_x=True)


def _transform_back(spectrum):
    """The signal of a spectrum of `_transform`, which is overwritten."""
    x = fft.ifft(spectrum, axis=1, overwrite_x=True)
    np.conjugate(x, out=x)  # its turns are those of the way here, backwards
    x *= _turns(*x.shape)
    np.conjugate(x, out=x)
    return fft.ifft(x, axis=0, overwrite_x=True)


def _turns(rows, columns):
    """Between the two passes each value turns by a phase."""

    def make():
        cycles = np.multiply.outer(np.arange(rows), np.arange(columns)) / (rows * columns)
        return np.exp(-2j * np.pi * cycles).astype(np.complex64)

    return _grids.get((rows, columns, "turns"), make)


def _band_powers(power, n, sr):
    """Mean |X|^2 of the bins of each band."""
    hz = np.append(np.asarray(BANDS) * 2 ** (-1 / 6), BANDS[-1] * 2 ** (1 / 6))
    edges = np.clip(np.rint(hz * n / sr).astype(int), 1, len(power) - 1)
    ends = np.maximum(edges[1:], edges[:-1] + 1)
    sums = [power[first:end].sum() for first, end in zip(edges[:-1], ends, strict=True)]
    return np.asarray(sums, np.float64) / (ends - edges[:-1])


def _match(power, recording):
    """dB at `BANDS` that bring a mix's smoothed spectrum to the target."""
    target = spectrum_of(recording)
    if power.max() <= 0:
        return np.zeros(len(BANDS))
    measured = 10 * np.log10(power + 1e-7 * power.max())
    # Over an octave or so: a gap between two notes is music, a missing octave is the synthesizer.
    kernel = np.array([1, 2, 3, 2, 1]) / 9
    smooth = np.convolve(np.pad(measured, 2, mode="edge"), kernel, mode="valid")
    difference = target - smooth
    heard = (np.asarray(BANDS) > recording.low_hz) & (np.asarray(BANDS) < recording.high_hz)
    difference -= np.median(difference[heard] if heard.any() else difference)
    return MATCH * np.clip(difference, -_CUT, _BOOST)


def _equaliser(recording):
    """dB at `BANDS` of the artist's own shelves and bell, and of the studio's colour."""
    hz = np.asarray(BANDS)
    bass = 1 / (1 + (hz / 150) ** 3)
    treble = 1 / (1 + (6000 / hz) ** 3)
    presence = np.exp(-0.5 * (np.log2(hz / 3000) / 0.7) ** 2)
    shelves = recording.bass_db * bass + recording.presence_db * presence + recording.treble_db * treble
    return shelves + colour_of(recording)


def _place_of_bins(n, sr):
    """For each Fourier bin the number of the band where it lies; fractions lie between two bands."""

    def make():
        hz = np.arange(n // 2 + 1, dtype=np.float32) * np.float32(sr / n)
        place = np.log2(np.maximum(hz, 1) * np.float32(1 / BANDS[0])) * np.float32(3)
        return np.clip(place, 0, len(BANDS) - 1)

    return _grids.get((n, sr), make)


def _space(n, recording, sr):
    """Frequency response of all that is the same in each song of an artist: medium and room."""
    low_hz, high_hz, kind = recording.low_hz, recording.high_hz, recording.room
    seconds, share = min(recording.room_seconds, 4.0), min(recording.room_mix, 1.0)

    def make():
        response = _medium(n, sr, low_hz, high_hz)
        if seconds * share > 0:
            response = response * _room(n, sr, kind, seconds, share, recording.seed)
        whole = np.append(response, np.conjugate(response[-2:0:-1]))
        return np.ascontiguousarray(whole.reshape(-1, _ROWS).T)  # laid out as `_transform` does

    return _rooms.get((n, sr, low_hz, high_hz, kind, seconds, share, recording.seed), make)


def _medium(n, sr, low_hz, high_hz):
    """Band limits: 12 dB per octave below, 72 above: what converters and cutters leave out is gone."""
    hz = np.arange(n // 2 + 1, dtype=np.float32) * np.float32(sr / n)
    low = np.square(np.float32(low_hz) / np.maximum(hz, 1))
    high = np.square(hz * np.float32(1 / high_hz))
    high *= high * high  # powers one by one: `**` is slow
    high *= high
    response = 1 / np.sqrt((1 + low * low) * (1 + high * high))
    response[0] = 0  # no constant offset
    return response


def _room(n, sr, kind, seconds, share, seed):
    """Frequency response of dry sound and room together.

    The room is early reflections and noise that dies away exponentially, its treble faster: air and curtains
    (Moorer, *About this reverberation business*, Computer Music Journal 3, 1979).
    """
    room = ROOMS[kind]
    rng = np.random.default_rng((seed, 1))
    length = max(int(seconds * sr), 64)
    t = np.arange(length, dtype=np.float32) / np.float32(sr)
    white = rng.standard_normal(length, dtype=np.float32)
    dark = lfilter(*(np.array(c, np.float32) for c in ([0.25], [1, -0.75])), white)
    fall = np.exp(np.float32(-6.91 / seconds) * t)
    tail = fall * (dark + 0.5 * fall ** np.float32(room.damping) * (white - dark))
    first = int(room.first_ms / 1000 * sr * min(1.0, seconds / 0.3))
    tail[:first] = 0
    tail /= np.sqrt(np.sum(np.square(tail)))
    reflections = rng.integers(first, max(length // 4, first + 1), room.early)
    levels = rng.choice([-1, 1], room.early) * rng.uniform(0.1, 0.3, room.early)
    np.add.at(tail, reflections, levels.astype(np.float32))
    response = fft.rfft(tail * np.float32(share), n)
    if room.high_hz < sr / 2:
        response *= _medium(n, sr, 0.0, room.high_hz)
    return response + np.float32(1 - share)


def _compressor_gain(y, amount, target, sr):
    """Feed-forward compression: the gain at each sample."""
    blocks = -(-len(y) // _BLOCK)
    padded = np.zeros(blocks * _BLOCK, np.float32)
    np.square(y, out=padded[: len(y)])
    level = 10 * np.log10(padded.reshape(blocks, _BLOCK).mean(axis=1) + np.float64(1e-9))
    threshold = 20 * np.log10(target) + 4 - 10 * amount
    over = np.maximum(level - threshold, 0) * (0.9 * amount)
    memory = np.exp(-_BLOCK / (0.040 * sr))  # 40 ms: slow enough to let the stick of a drum through
    reduction = lfilter([1 - memory], [1, -memory], over)
    gain = (10 ** (-reduction / 20)).astype(np.float32)
    following = np.append(gain[1:], gain[-1])
    ramp = np.arange(_BLOCK, dtype=np.float32) / _BLOCK
    out = (following - gain)[:, None] * ramp
    out += gain[:, None]
    return out.reshape(-1)[: len(y)]


def _saturate(y, drive, target):
    """A soft clip that reaches further down into the sound with more drive."""
    push = np.float32(drive * 1.5 / (3 * target) + 1e-3)
    y *= push
    np.tanh(y, out=y)
    y *= 1 / push
    return y


def _floor(recording, sr):
    """Hiss and hum of the medium: a loop of `_LOOP` samples without a seam, so that it can start anywhere."""

    def make():
        rng = np.random.default_rng((recording.seed, 2))
        parts = rng.standard_normal((_LOOP // 2 + 1, 2), dtype=np.float32)
        # a bass limit of nothing: hiss goes all the way down
        spectrum = parts.view(np.complex64)[:, 0] * _medium(_LOOP, sr, 0.0, recording.high_hz)
        hiss = fft.irfft(spectrum, _LOOP)
        hiss *= np.float32(10 ** (recording.noise_db / 20) / np.sqrt(np.mean(np.square(hiss))))
        if recording.hum_db > -110:
            mains = float(rng.choice([50, 60]))
            t = np.arange(_LOOP)
            for harmonic, share in ((1, 1.0), (2, 0.5), (3, 0.4), (5, 0.15)):
                cycles = round(mains * harmonic * _LOOP / sr)
                amplitude = share * 1.2 * 10 ** (recording.hum_db / 20)
                hiss += (amplitude * np.sin(2 * np.pi / _LOOP * (cycles * t % _LOOP))).astype(np.float32)
        return hiss

    key = sr, recording.seed, recording.noise_db, recording.hum_db, recording.high_hz
    return _floors.get(key, make)


def _crackle(y, recording, rng, sr):
    """Clicks of dust and scratches: short bursts, most of them faint."""
    count = int(rng.poisson(recording.crackle * len(y) / sr))
    taps = np.arange(int(0.0015 * sr))
    ring = min(recording.high_hz, 0.4 * sr) * 0.6
    shape = np.exp(-taps / (0.00025 * sr)) * np.cos(2 * np.pi * ring / sr * taps)
    start = rng.integers(0, max(len(y) - len(taps), 1), count)
    peak = 10 ** (np.minimum(rng.normal(-40, 7, count), -12) / 20) * rng.choice([-1, 1], count)
    where = start[:, None] + taps
    keep = where < len(y)
    np.add.at(y, where[keep], (peak[:, None] * shape)[keep].astype(np.float32))


def _limit(y, knee=0.7):
    """Leave what is below the knee, bend what is above so that it stays within [-1, 1]."""
    loud = np.flatnonzero(np.abs(y) > knee)
    if len(loud):
        peaks = y[loud]
        y[loud] = np.sign(peaks) * (knee + (1 - knee) * np.tanh((np.abs(peaks) - knee) / (1 - knee)))
    return y
