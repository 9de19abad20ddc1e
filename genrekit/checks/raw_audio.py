"""Checks of notebook 01."""

from __future__ import annotations

import math

from genrekit.checks import checker, number, right, wrong


def _near(value, target, tolerance):
    return math.isclose(value, target, rel_tol=tolerance)


@checker(hint="how many seconds are four minutes, and how many numbers does each second hold?")
def numbers_on_cd(answer, *, minutes=4, rate=44_100, channels=2):
    """Try it 1: numbers in a song on a CD.

    Parameters
    ----------
    answer : object
        The student's answer.
    minutes, rate, channels : int
        Length of the song, samples a second, and channels.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    per_channel = minutes * 60 * rate
    total = per_channel * channels
    if _near(value, total, 1e-3):
        return right(f"{total:,} numbers, {total / 1e6:.0f} million for one song.")
    if _near(value, per_channel, 1e-3):
        return wrong("This is one channel. Left and right are recorded apart, each with all its samples.")
    if _near(value, minutes * rate * channels, 1e-3) or _near(value, minutes * rate, 1e-3):
        return wrong("The rate counts samples a second, but the song is given in minutes.")
    if _near(value, total / 2 / channels, 1e-3):
        return wrong("You took the kit's rate, 22,050 Hz, and one channel. A CD has more of both.")
    if _near(value, 2 * total, 1e-3) or _near(value, 16 * total, 1e-3):
        return wrong("You counted bytes or bits. Count the numbers, however many bits each has.")
    return wrong("Multiply three things: seconds, samples a second, channels.")


@checker(hint="how far is the whistle above half the sampling rate? It comes back as far below.")
def whistle_heard(answer, played_hz, sr):
    """Try it 2: the alias of a tone above the Nyquist frequency.

    Parameters
    ----------
    answer : object
        The student's answer, in Hz.
    played_hz : float
        The tone, between half of `sr` and `sr`.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value, crease = number(answer), sr / 2
    if _near(value, (sr - played_hz) / 1000, 2e-3):
        return wrong("In kilohertz, yes. Give it in Hz.")
    if _near(value, sr - played_hz, 2e-3):
        return right(f"{sr - played_hz:,.0f} Hz: as far below {crease:,.0f} Hz as the whistle lies above it.")
    if _near(value, played_hz - sr, 2e-3):
        return wrong("The size is right. A frequency counts swings, so it cannot be negative.")
    if _near(value, played_hz, 2e-3):
        return wrong(
            f"Nothing above {crease:,.0f} Hz can be held at this rate, and without a filter it folds back."
        )
    if _near(value, played_hz - crease, 2e-3):
        return wrong(
            "That is how far the whistle lies beyond the crease. Now go as far back down from the crease."
        )
    if _near(value, crease, 2e-3):
        return wrong("The tone does not stop at the crease. It folds back from there.")
    if _near(value, played_hz / 2, 2e-3):
        return wrong(
            "It is not halved. Look at the tent again: beyond the top it falls as steeply as it rose."
        )
    if value == 0:
        return wrong("It does not vanish: nobody put in the filter.")
    return wrong(f"Look at the tent again, with its top at {crease:,.0f} Hz instead of 4,000.")


@checker(hint="in the formula, a factor in amplitude becomes 20 times its logarithm.")
def change_db(answer, factor):
    """Try it 3: a factor in amplitude as a change in decibels.

    Parameters
    ----------
    answer : object
        The student's answer, in dB.
    factor : float > 0
        What the amplitude is multiplied by.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    change = 20 * math.log10(factor)
    if abs(value - change) <= 0.5:
        return right(f"{change:.0f} dB: 20 dB for every factor of ten.")
    if abs(value + change) <= 0.5:
        return wrong("The size is right. Does the level rise or fall?")
    if abs(abs(value) - abs(change) / 2) <= 0.5:
        return wrong("You took 10 times the logarithm. That is for power; amplitude takes 20.")
    if abs(abs(value) - abs(20 * math.log(factor))) <= 0.5:
        return wrong(
            "You took the natural logarithm. Decibels are made with the logarithm to base ten: np.log10."
        )
    if abs(abs(value) - abs(math.log10(factor))) <= 0.01:
        return wrong("You have the logarithm. Multiply it by 20.")
    if abs(value - factor) < 1e-6:
        return wrong("That is the factor itself. Put it into the formula.")
    return wrong("How many times do you divide by ten to get there, and how many dB is each time worth?")


@checker(hint="how many samples does one swing last? Which part of a swing turns hills into valleys?")
def silencing_delay(answer, hz, sr):
    """Try it 4: the shortest delay, in samples, that makes a tone cancel itself.

    Parameters
    ----------
    answer : object
        The student's answer, in samples.
    hz : float > 0
        The tone; half its period should be a whole number of samples.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value, period = number(answer), sr / hz
    half = period / 2
    if value <= 0:
        return wrong("The copy comes later: a delay is a number of samples above 0.")
    if _near(value, half, 1e-3):
        return right(f"{half:.0f} samples: half of the {period:.0f} that one swing lasts.")
    if _near(value, period, 1e-3):
        return wrong(
            "After a whole period the wave falls on itself, hill on hill, and the hum gets twice as loud."
        )
    if _near(value, half / 2, 1e-3):
        return wrong("After a quarter of a period hills meet zeros. Something is left.")
    if _near(value, half / sr, 1e-2) or _near(value, 1000 * half / sr, 1e-2):
        return wrong("The time is right. Give it in samples: how many are there in a second?")
    if value > half and _near((value / half) % 2, 1, 1e-3):
        return wrong("This does silence the hum. But there is a shorter delay.")
    if _near(value, hz / 2, 1e-3) or _near(value, hz, 1e-3):
        return wrong("That is a number of swings a second. How many samples does one swing last?")
    left = abs(2 * math.cos(math.pi * value / period))
    return wrong(f"Added up, the two still have {left:.2f} times the amplitude of the hum.")
