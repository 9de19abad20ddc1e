"""Checks of notebook 02."""

from __future__ import annotations

import math

from genrekit import features
from genrekit.checks import checker, number, right, wrong


def _near(value, target, tolerance):
    return math.isclose(value, target, rel_tol=tolerance)


@checker(hint="bin k lies at k times sr / N. Solve for k, and round to the nearest whole number.")
def tuning_bin(answer, hz, n_fft, sr):
    """Try it 1: the bin nearest to a frequency.

    Parameters
    ----------
    answer : object
        The student's answer.
    hz : float > 0
        The frequency.
    n_fft : int > 0
        Length of the Fourier transform, in samples.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value, exact = number(answer), hz * n_fft / sr
    nearest = round(exact)
    if value == nearest:
        return right(f"Bin {nearest} lies at {nearest * sr / n_fft:.1f} Hz.")
    if abs(value - exact) < 0.06:
        return wrong("The formula is right. A bin has a whole number: which one is nearest?")
    if value in (math.floor(exact), math.ceil(exact)):
        away = abs(value - exact) * sr / n_fft
        return wrong(
            f"Bin {value:.0f} is {away:.1f} Hz away. Its neighbour is nearer: round, do not cut off."
        )
    if abs(value - exact / 2) <= 1:
        return wrong("Bins are sr / N apart. You seem to have taken twice that, or half of N.")
    if abs(value - 2 * exact) <= 1:
        return wrong("Bins are sr / N apart. You seem to have taken half of sr.")
    if value == nearest + 1:
        return wrong("Count bins from 0: bin 0 stands for 0 Hz.")
    if _near(value, sr / n_fft, 0.02):
        return wrong("That is the distance between two bins, in Hz. How many of them make up the frequency?")
    if _near(value, hz, 1e-6):
        return wrong("That is the frequency in Hz. Which bin stands for it?")
    return wrong(f"Bin {value:.0f} would stand for {value * sr / n_fft:,.0f} Hz.")


@checker(hint="how many seconds is a beat? How many samples is that, and how many for each of its frames?")
def longest_hop(answer, beats_per_minute, frames_per_beat, sr):
    """Try it 2: the longest hop that still gives every beat enough frames.

    Parameters
    ----------
    answer : object
        The student's answer, in samples.
    beats_per_minute : float > 0
        Tempo.
    frames_per_beat : int > 0
        How many frames are wanted at least.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    beat = 60 / beats_per_minute * sr
    exact = beat / frames_per_beat
    longest = math.floor(exact)
    if value == longest:
        return right(f"{longest} samples, {1000 * longest / sr:.1f} ms.")
    if value == math.ceil(exact) or (value > longest and _near(value, exact, 1e-3)):
        frames = beat / value
        return wrong(
            f"Nearly: with {value:g} samples a beat has {frames:.3f} frames. Take a whole number below it."
        )
    if longest - 10 <= value < longest:
        return wrong("That is short enough, but not the longest. Did you round on the way?")
    if _near(value, beat, 1e-2):
        return wrong("That is a whole beat in samples. It must hold several frames.")
    if _near(value, exact / sr, 1e-2) or _near(value, 1000 * exact / sr, 1e-2):
        return wrong("The time is right. Give it in samples: how many are there in a second?")
    if _near(value, sr * beats_per_minute / 60 / frames_per_beat, 1e-2):
        return wrong("You took beats a second for seconds a beat. Turn the fraction over.")
    if _near(value, sr / frames_per_beat, 1e-2):
        return wrong("You took a beat to last one second. This one is shorter or longer: use the tempo.")
    if value > 0:
        return wrong(f"With this hop a beat has {beat / value:.1f} frames.")
    return wrong("A hop goes forward: it is a number of samples above 0.")


@checker(hint="bins are sr / N apart. How far apart are the two notes?")
def smallest_window(answer, low_hz, high_hz, sr):
    """Try it 3: the shortest window whose bins are no further apart than two notes.

    Parameters
    ----------
    answer : object
        The student's answer, in samples.
    low_hz, high_hz : float > 0
        The two notes.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    apart = high_hz - low_hz
    exact = sr / apart
    # 87.3 - 82.4 is not exactly 4.9 in a computer: one sample more is as right.
    smallest = math.ceil(exact - 1e-6)
    if value in (smallest, smallest + 1):
        return right(f"{value:.0f} samples, or {value / sr:.2f} s, for notes that are {apart:.1f} Hz apart.")
    if value != round(value) and abs(value - exact) < 1:
        return wrong("The formula is right. A window has a whole number of samples: round up.")
    if value == 2 ** math.floor(math.log2(exact)):
        return wrong(f"The power of two below is not enough: its bins are {sr / value:.2f} Hz apart.")
    if value == 2 ** math.ceil(math.log2(exact)):
        return wrong(
            "Wide enough, and a handy power of two. But the smallest is asked for: any whole number will do."
        )
    if _near(value, exact / 2, 1e-2):
        return wrong("You took half of sr. The bins are sr / N apart.")
    if _near(value, 2 * exact, 1e-2):
        return wrong(
            "That would part the peaks of a Hann window. The question is about the distance of the bins."
        )
    if any(_near(value, sr / hz, 2e-2) for hz in (low_hz, high_hz)):
        return wrong("That is one swing of a note. What counts is how far apart the two notes are.")
    if _near(value, 1 / apart, 2e-2) or _near(value, 1000 / apart, 2e-2):
        return wrong("The time is right. Give it in samples: how many are there in a second?")
    if 0 < value < smallest:
        return wrong(f"Its bins are {sr / value:.2f} Hz apart, the notes only {apart:.2f} Hz.")
    if value > smallest:
        return wrong("Its bins are fine enough. But there is a smaller one.")
    return wrong("A window has a number of samples above 0.")


@checker(hint="turn the upper edge into mel, go up the right share of the way, and turn that back into Hz.")
def filter_centre(answer, which, num_filters, sr):
    """Try it 4: the centre of a triangle in a mel filter bank from 0 Hz to half of `sr`.

    Parameters
    ----------
    answer : object
        The student's answer, in Hz.
    which : int >= 1
        Which triangle, counted from 1.
    num_filters : int > 0
        How many there are.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    top = float(features.hz_to_mel(sr / 2))

    def centre(share):
        return float(features.mel_to_hz(share * top))

    exact = centre(which / (num_filters + 1))
    if _near(value, exact, 5e-3):
        return right(f"{exact:,.0f} Hz: {100 * exact / (sr / 2):.0f} % of the way up in Hz.")
    if _near(value, which / (num_filters + 1) * sr / 2, 1e-2) or _near(
        value, which / num_filters * sr / 2, 1e-2
    ):
        return wrong("That is evenly spaced in Hz. Take the even steps in mel, then turn back into Hz.")
    if _near(value, which / (num_filters + 1) * top, 5e-3):
        return wrong("That is the centre in mel. Turn it back into Hz.")
    if _near(value, centre(which / num_filters), 5e-3):
        return wrong(f"Count the steps: {num_filters} centres and two edges make {num_filters + 1} steps.")
    if _near(value, centre((which - 1) / (num_filters + 1)), 5e-3):
        return wrong("That is the triangle before. The first centre is one step above 0 Hz, not at 0 Hz.")
    if _near(value, centre((which + 1) / (num_filters + 1)), 5e-3):
        return wrong("That is the next triangle: its centre, or the upper edge of yours.")
    if _near(value, float(features.mel_to_hz(which / (num_filters + 1) * features.hz_to_mel(sr))), 5e-3):
        return wrong("The bank ends at half of sr, the Nyquist frequency.")
    return wrong(
        f"Too {'low' if value < exact else 'high'}. Which share of the way up, in mel, is the centre?"
    )
