"""The recording: mixes the parts of a score and gives them the sound of a record.

In order: mix, long-term spectrum and band limits and room (three filters, multiplied into one), compression,
saturation, level, surface noise, limiter. Everything that differs between records is in `Recording`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import fft

from .tones import Cache, lfilter

#: Third-octave centre frequencies in Hz, where spectra are given.
BANDS = tuple(1000.0 * 2.0 ** (k / 3) for k in range(-15, 11))


def _curve(corners):
    """dB at `BANDS` from straight lines over log-frequency between (Hz, dB) corners."""
    hz, db = zip(*corners, strict=True)
    return tuple(float(v) for v in np.interp(np.log2(BANDS), np.log2(hz), db))


#: Long-term average power spectral densities (dB, any offset) of records, as a few straight lines. The
#: corners are the kit's own, drawn by hand in the shape that the literature describes; they are read off no
#: table and no song. "popular": flat at the bottom, then falling by about 5 dB per octave and faster at the
#: top (Pestana et al., *Spectral characteristics of popular commercial recordings 1950-2010*, AES 135, 2013).
#: "early" and "modern" have less or more at both ends. "classical": less bass and a faster fall.
SPECTRA = {
    "popular": _curve([(20, -16), (40, -4), (60, 0), (120, 0), (4000, -25), (11000, -36)]),
    "modern": _curve([(20, -10), (40, 0), (60, 2), (120, 0), (4000, -25), (11000, -33)]),
    "early": _curve([(20, -28), (60, -7), (120, 0), (250, 0), (4000, -23), (11000, -40)]),
    "classical": _curve([(20, -24), (60, -8), (150, 0), (500, -3), (4000, -27), (11000, -44)]),
}
#: How much of the difference between mix and target is taken away. Below 1 because an engineer follows the
#: song: records of one artist are alike, not equal.
MATCH = 0.85
_BOOST, _CUT = 15.0, 20.0  # dB; no equaliser goes further

_BLOCK = 64  # samples; the compressor looks at the level this often
_LOOP = 1 << 17  # samples; the noise of a medium repeats after so many, some 6 s: too long to be noticed
_rooms, _floors, _grids = Cache(14_000_000), Cache(4_000_000), Cache(8_000_000)


@dataclass(frozen=True)
class Recording:
    """How an artist's records sound.

    Attributes
    ----------
    level_db : float
        RMS level of the finished clip, in dB of full scale.
    spectrum : str or tuple of float [shape=(len(BANDS),)]
        Long-term spectrum aimed at: a name in `SPECTRA`, or dB at `BANDS`.
    bass_db, presence_db, treble_db : float
        Equaliser: below 150 Hz, around 3 kHz, above 6 kHz.
    low_hz, high_hz : float
        Band limits of the medium: 120 and 5,000 for a 78, 40 and 10,000 for a good tape.
    noise_db : float
        Hiss, in dB of full scale.
    crackle : float
        Clicks of a worn record, per second.
    hum_db : float
        Mains hum, in dB of full scale.
    room_seconds, room_mix : float
        Reverberation time (a fall of 60 dB) in seconds, and the room's share in the sound, 0 to 1.
    compression : float
        0 (none) to 1 (brick wall).
    drive : float
        Saturation of tape or limiter, 0 to 1.
    seed : int
        The room and the noise.
    """

    level_db: float = -17.0
    spectrum: tuple[float, ...] | str = "popular"
    bass_db: float = 0.0
    presence_db: float = 0.0
    treble_db: float = 0.0
    low_hz: float = 40.0
    high_hz: float = 10000.0
    noise_db: float = -75.0
    crackle: float = 0.0
    hum_db: float = -120.0
    room_seconds: float = 0.3
    room_mix: float = 0.08
    compression: float = 0.2
    drive: float = 0.0
    seed: int = 0


def record(stems, recording, *, seed, sr=22050):
    """Mix and record.

    Parameters
    ----------
    stems : sequence of np.ndarray [shape=(samples,)], or np.ndarray [shape=(samples,) or (stems, samples)]
        What is played, all of one length.
    recording : Recording
        How it is recorded.
    seed : int >= 0
        What differs between two takes by the same artist: where the noise begins, where it crackles.
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        In [-1, 1]. Silent stems give the noise of the medium alone.

    Raises
    ------
    ValueError
        If the stems are of different lengths, empty, or not finite, or the spectrum has no such name.
    """
    mix = _mix(stems)
    samples = len(mix)
    y = _filter(mix, recording, sr)
    level = float(np.sqrt(np.mean(np.square(y))))
    target = 10 ** (recording.level_db / 20)
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
    power = _band_powers(fft.rfft(np.asarray(y, np.float32), n), n, sr)
    return 10 * np.log10(power * 2 / (len(y) * sr) + 1e-20)


def forget():
    """Drop all cached rooms and noises (some 25 MB at most); they are made anew, the same."""
    for cache in (_rooms, _floors, _grids):
        cache.clear()


def _mix(stems):
    if isinstance(stems, np.ndarray) and stems.ndim == 1:
        stems = [stems]
    lengths = {len(s) for s in stems}
    if len(lengths) != 1 or 0 in lengths:
        raise ValueError(f"stems must be of one length above 0, not {sorted(lengths)}")
    mix = np.zeros(lengths.pop(), np.float32)
    for stem in stems:
        mix += stem
    if not np.isfinite(mix.sum()):
        raise ValueError("a stem holds values that are not finite")
    return mix


def _filter(mix, recording, sr):
    """Spectrum, medium and room in one multiplication of Fourier transforms."""
    n = _transform_length(len(mix) + int(min(recording.room_seconds, 4.0) * sr))
    spectrum = fft.rfft(mix, n)
    gain_db = _match(_band_powers(spectrum, n, sr), recording) + _equaliser(recording)
    gain = (10 ** (np.append(gain_db, gain_db[-1]) / 20)).astype(np.float32)
    place = _place_of_bins(n, sr)
    spectrum *= _space(n, recording, sr)
    edges = np.searchsorted(place, np.arange(1, len(BANDS) + 1), side="left")
    for band, (first, stop) in enumerate(pairwise([0, *edges])):
        share = place[first:stop] - np.float32(band)
        spectrum[first:stop] *= gain[band] + (gain[band + 1] - gain[band]) * share
    return fft.irfft(spectrum, n, overwrite_x=True)[: len(mix)]


def _transform_length(samples):
    """A length of `samples` or a little more that transforms fast: small factors, many of them 2."""
    unit = 1 << max(samples.bit_length() - 10, 1)
    return unit * fft.next_fast_len(-(-samples // unit), real=True)


def _band_powers(spectrum, n, sr):
    """Mean |X|^2 of the bins of each band."""
    power = np.square(spectrum.view(np.float32))  # real and imaginary parts in turn
    hz = np.append(np.asarray(BANDS) * 2 ** (-1 / 6), BANDS[-1] * 2 ** (1 / 6))
    edges = np.clip(np.rint(hz * n / sr).astype(int), 1, len(spectrum) - 1)
    ends = np.maximum(edges[1:], edges[:-1] + 1)
    sums = [power[2 * first : 2 * end].sum() for first, end in zip(edges[:-1], ends, strict=True)]
    return np.asarray(sums, np.float64) / (ends - edges[:-1])


def _match(power, recording):
    """dB at `BANDS` that bring a mix's smoothed spectrum to the target."""
    if isinstance(recording.spectrum, str):
        if recording.spectrum not in SPECTRA:
            raise ValueError(f"spectrum {recording.spectrum!r} is not one of {', '.join(SPECTRA)}")
        target = np.asarray(SPECTRA[recording.spectrum])
    else:
        target = np.asarray(recording.spectrum, float)
        if target.shape != (len(BANDS),):
            raise ValueError(
                f"spectrum has {target.size} values; it needs one for each of {len(BANDS)} bands"
            )
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
    """dB at `BANDS` of the artist's own shelves and bell."""
    hz = np.asarray(BANDS)
    bass = 1 / (1 + (hz / 150) ** 3)
    treble = 1 / (1 + (6000 / hz) ** 3)
    presence = np.exp(-0.5 * (np.log2(hz / 3000) / 0.7) ** 2)
    return recording.bass_db * bass + recording.presence_db * presence + recording.treble_db * treble


def _place_of_bins(n, sr):
    """For each Fourier bin the number of the band where it lies; fractions lie between two bands."""

    def make():
        hz = np.arange(n // 2 + 1, dtype=np.float32) * np.float32(sr / n)
        place = np.log2(np.maximum(hz, 1) * np.float32(1 / BANDS[0])) * np.float32(3)
        return np.clip(place, 0, len(BANDS) - 1)

    return _grids.get((n, sr), make)


def _space(n, recording, sr):
    """Frequency response of all that is the same in each song of an artist: medium and room."""
    low_hz, high_hz = recording.low_hz, recording.high_hz
    seconds, share = min(recording.room_seconds, 4.0), min(recording.room_mix, 1.0)

    def make():
        response = _medium(n, sr, low_hz, high_hz)
        return response * _room(n, sr, seconds, share, recording.seed) if seconds * share > 0 else response

    return _rooms.get((n, sr, low_hz, high_hz, seconds, share, recording.seed), make)


def _medium(n, sr, low_hz, high_hz):
    """Band limits: 12 dB per octave below, 36 above, as soft as the media's."""
    hz = np.arange(n // 2 + 1, dtype=np.float32) * np.float32(sr / n)
    low = np.square(np.float32(low_hz) / np.maximum(hz, 1))
    high = np.square(hz * np.float32(1 / high_hz))
    high *= high * high  # powers one by one: `**` is slow
    response = 1 / np.sqrt((1 + low * low) * (1 + high * high))
    response[0] = 0  # no constant offset
    return response


def _room(n, sr, seconds, share, seed):
    """Frequency response of dry sound and room together.

    The room is six early reflections and noise that dies away exponentially, its treble twice as fast: air
    and curtains (Moorer, *About this reverberation business*, Computer Music Journal 3, 1979).
    """
    rng = np.random.default_rng((seed, 1))
    length = max(int(seconds * sr), 64)
    t = np.arange(length, dtype=np.float32) / np.float32(sr)
    white = rng.standard_normal(length, dtype=np.float32)
    dark = lfilter(*(np.array(c, np.float32) for c in ([0.25], [1, -0.75])), white)
    fall = np.exp(np.float32(-6.91 / seconds) * t)
    tail = fall * (dark + 0.5 * fall * (white - dark))
    quiet = int(0.008 * sr * min(1.0, seconds / 0.3))
    tail[:quiet] = 0  # the first wall is a few metres away
    tail /= np.sqrt(np.sum(np.square(tail)))
    early = rng.integers(quiet, max(length // 4, quiet + 1), 6)
    np.add.at(tail, early, (rng.choice([-1, 1], 6) * rng.uniform(0.1, 0.3, 6)).astype(np.float32))
    tail *= np.float32(share)
    tail[0] += np.float32(1 - share)
    return fft.rfft(tail, n)


def _compressor_gain(y, amount, target, sr):
    """Feed-forward compression: the gain at each sample."""
    blocks = -(-len(y) // _BLOCK)
    padded = np.zeros(blocks * _BLOCK, np.float32)
    padded[: len(y)] = np.square(y)
    level = 10 * np.log10(padded.reshape(blocks, _BLOCK).mean(axis=1, dtype=np.float64) + 1e-9)
    threshold = 20 * np.log10(target) + 4 - 10 * amount
    over = np.maximum(level - threshold, 0) * (0.9 * amount)
    memory = np.exp(-_BLOCK / (0.040 * sr))  # 40 ms: slow enough to let the stick of a drum through
    reduction = lfilter([1 - memory], [1, -memory], over)
    gain = (10 ** (-reduction / 20)).astype(np.float32)
    following = np.append(gain[1:], gain[-1])
    ramp = np.arange(_BLOCK, dtype=np.float32) / _BLOCK
    return (gain[:, None] + (following - gain)[:, None] * ramp).reshape(-1)[: len(y)]


def _saturate(y, drive, target):
    """A soft clip that reaches further down into the sound with more drive."""
    push = np.float32(drive * 1.5 / (3 * target) + 1e-3)
    return np.tanh(y * push) / push


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
