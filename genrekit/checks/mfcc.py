"""Checks of notebook 03."""

from __future__ import annotations

import math

import numpy as np

from genrekit import features
from genrekit.audio import SR
from genrekit.checks import checker, number, right, wrong


@checker(hint="how many samples are in the song, and how many times does a hop fit in after the first frame?")
def frames(answer, *, seconds, length, hop, sr=SR):
    """Try it 1: complete frames in a song.

    Parameters
    ----------
    answer : object
        The student's answer.
    seconds : float > 0
        Length of the song.
    length, hop : int > 0
        Samples in a frame, and from frame to frame.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    samples = round(seconds * sr)
    exact = 1 + (samples - length) / hop
    target = math.floor(exact)
    if value == target:
        return right(f"{target:,} frames, {1 / (hop / sr):.0f} for every second but for the very end.")
    if value == target - 1:
        return wrong("Very close. Did you count the first frame, the one before any hop?")
    if abs(value - exact) < 0.01:
        return wrong("The idea is right, but a frame that is not complete does not count. Round down.")
    if target < value <= samples / hop + 1:
        return wrong(
            "Very close, but the last of these frames would run over its end. How much room is left?"
        )
    if abs(value - samples / length) < 1.5:
        return wrong("You laid the frames end to end. They overlap: a new one begins after every hop.")
    if abs(value - samples / (length - hop)) < 1.5 or abs(value - samples / (length + hop)) < 1.5:
        return wrong("The hop is the whole way from one frame's start to the next one's. Divide by it alone.")
    if abs(value - seconds / hop * 1000) < 1.5 or abs(value - seconds * 60 * sr / hop) < 2:
        return wrong("Check the units: the hop is given in samples, so take the song in samples, too.")
    if math.isclose(value, samples, rel_tol=1e-3):
        return wrong("That is the number of samples. A new frame begins only once in every hop.")
    return wrong("After the first frame, each hop gives one more, until a frame would run over the end.")


@checker(hint="how many mel are 440 Hz, and how many mel lie between two neighbouring points?")
def filter_number(answer, *, hz, num_filters, sr=SR):
    """Try it 2: the filter whose centre is nearest to a frequency.

    Parameters
    ----------
    answer : object
        The student's answer, counted from 0.
    hz : float > 0
        The frequency.
    num_filters : int > 0
        Filters between 0 Hz and half of `sr`.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    top = float(features.hz_to_mel(sr / 2))
    step = top / (num_filters + 1)
    point = float(features.hz_to_mel(hz)) / step
    target = min(max(round(point) - 1, 0), num_filters - 1)
    if value == target:
        centre = float(features.mel_to_hz((target + 1) * step))
        return right(
            f"Filter {target}, centred at {centre:.0f} Hz. Of {num_filters} filters {target} lie below it."
        )
    if value in (hz, features.mel_to_hz((target + 1) * step)):
        return wrong("That is a frequency. Which filter is it? Count from the lowest, number 0.")
    if abs(value - features.hz_to_mel(hz)) < 1:
        return wrong("Those are the mel of the tone. How many steps from point to point is that?")
    if value == target + 1:
        return wrong(
            "Close. Point 0 is at 0 Hz, and point 1 is the centre of filter 0: mind the shift by one."
        )
    if value != round(value):
        return wrong("A filter has a whole number. Which centre is the nearest?")
    if abs(value - (hz / (sr / 2) * (num_filters + 1) - 1)) <= 1:
        return wrong("You spaced the filters evenly in Hz. They are even in mel, and crowd at the bottom.")
    if not 0 <= value < num_filters:
        return wrong(f"There are {num_filters} filters, numbered 0 to {num_filters - 1}.")
    return wrong("Turn Hz into mel, divide by the distance between two points, and see which is nearest.")


@checker(hint="by what factor does the energy shrink, and what is the natural logarithm of that factor?")
def quieter(answer, *, amplitude):
    """Try it 3: what a smaller amplitude adds to each log energy.

    Parameters
    ----------
    answer : object
        The student's answer.
    amplitude : float, above 0 and not 1
        Factor of every sample.

    Returns
    -------
    Verdict
    """
    if np.size(answer) > 1 and np.ptp(answer) < 1e-6:
        return wrong("The same number for every band: give it once.")
    value = number(answer)
    target = 2 * math.log(amplitude)

    def near(other):
        return math.isclose(value, other, rel_tol=5e-3)

    if near(target):
        return right(f"{target:.2f} in each of them: the curve moves as a whole, and its shape stays.")
    if near(-target):
        return wrong("The size is right. The sound becomes quieter, so which sign has the change?")
    if near(target / 2) or near(-target / 2):
        return wrong("That is for the samples. An energy grows with the square of the samples.")
    if near(20 * math.log10(amplitude)) or near(-20 * math.log10(amplitude)):
        return wrong("Those are decibels. The log energies here use the natural logarithm, np.log.")
    if near(2 * math.log10(amplitude)) or near(-2 * math.log10(amplitude)):
        return wrong("You took the logarithm to base 10. Here it is the natural one, np.log.")
    if near(amplitude**2) or near(amplitude):
        return wrong("That is the factor. What does the logarithm make of a factor?")
    return wrong("Find the factor by which an energy shrinks, then take its natural logarithm.")


@checker(hint="take the variance of each column, add up from the first, and divide by the sum of all.")
def enough(answer, cepstra, *, share):
    """Try it 4: how many of the first coefficients hold a share of all variance.

    Parameters
    ----------
    answer : object
        The student's answer.
    cepstra : np.ndarray [shape=(frames, coefs)]
        Coefficients before the lifter.
    share : float, 0 to 1
        How much of the variance is wanted.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    cepstra = np.asarray(cepstra, dtype=np.float64)
    count = cepstra.shape[1]
    target = _first_enough(cepstra.var(axis=0), share)
    if value == target:
        return right(f"{target} of {count} hold {share:.0%} of all that moves. The rest is ripples.")
    if not 1 <= value <= count or value != round(value):
        return wrong(f"How many coefficients are there? A whole number from 1 to {count}.")
    if value == target - 1:
        return wrong(
            f"Not quite {share:.0%} yet. Did you give the number of the last one? They are counted from 0, "
            "so number 3 is the fourth."
        )
    if value == target + 1:
        return wrong(f"That is enough, but one fewer would do to reach {share:.0%}.")
    lifter = 1 + 11 * np.sin(np.pi * np.arange(count) / 22)
    if value == _first_enough((lifter * cepstra).var(axis=0), share):
        return wrong("It seems you used coefficients after the lifter, which changes variances. Use cepstra.")
    if value == _first_enough(cepstra.std(axis=0), share):
        return wrong("It seems you added up standard deviations. It is the variances that keep their total.")
    if value == _first_enough(cepstra[:, 1:].var(axis=0), share):
        return wrong("It seems you left out coefficient 0. It counts, and it moves most.")
    if value == _first_enough((cepstra**2).mean(axis=0), share):
        return wrong("It seems you added up squares. A variance is measured from the mean, np.var does that.")
    if value < target:
        return wrong(f"So few hold less than {share:.0%}.")
    return wrong(f"So many hold more than {share:.0%}; fewer would do.")


def _first_enough(variances, share):
    shares = np.cumsum(variances) / np.sum(variances)
    # The last share is 1 but for rounding.
    return min(1 + int((shares < share).sum()), len(shares))
