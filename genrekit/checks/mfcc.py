"""Checks of notebook 03."""

from __future__ import annotations

import math

import numpy as np

from genrekit import features
from genrekit.audio import SR
from genrekit.checks import checker, number, right, wrong

_TONES = {
    "a": "At 500 Hz the curve of the gain lies far below 0 dB, at 5,000 Hz a little above. One of them lost.",
    "c": "That would be 40 dB between them. How many are there in the left panel, and which factor is that?",
    "d": "The other way round: a slow wave hardly changes from sample to sample. What is left of it then?",
}


@checker(hint="choose one of the letters a, b, c, d and put it in quotes.")
def two_tones(answer):
    """Try it 1: a tone of 500 Hz and one of 5,000 Hz after pre-emphasis.

    Parameters
    ----------
    answer : str
        The letter of the student's choice.

    Returns
    -------
    Verdict
    """
    if not isinstance(answer, str):
        raise TypeError("one letter in quotes is asked for")
    letter = answer.strip("()[]{}.:'\" \t\n").lower()
    if letter == "b":
        return right("About 19 dB lie between them, and nearly all of it was taken from the lower one.")
    if letter in _TONES:
        return wrong(_TONES[letter])
    raise ValueError(f"{answer!r} is none of the choices")


@checker(hint="how many samples are in the song, and how many times does a hop fit in after the first frame?")
def frames(answer, *, seconds, length, hop, sr=SR):
    """Try it 2: complete frames in a song.

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
    if seconds > 30 and abs(value - seconds / 30 * (1 + (30 * sr - length) // hop)) < 0.5:
        return wrong("Not clip by clip: in a whole song, frames run on across the seams between its clips.")
    if abs(value - seconds / hop * 1000) < 1.5 or abs(value - seconds * 60 * sr / hop) < 2:
        return wrong("Check the units: the hop is given in samples, so take the song in samples, too.")
    if math.isclose(value, samples, rel_tol=1e-3):
        return wrong("That is the number of samples. A new frame begins only once in every hop.")
    return wrong("After the first frame, each hop gives one more, until a frame would run over the end.")


@checker(hint="a window is a row of weights, one for each sample of a frame: np.hamming(length) makes one.")
def less_leakage(answer, *, length, hz=1000.0, around=(5500.0, 6500.0), below_db=100.0, sr=SR):
    """Try it 3: a window that leaks little far away from a tone.

    Parameters
    ----------
    answer : np.ndarray [shape=(length,)]
        The student's window.
    length : int > 0
        Samples in a frame.
    hz : float > 0
        The tone.
    around : (float, float)
        Where leakage is measured, in Hz.
    below_db : float > 0
        How far it has to be below the peak.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    if callable(answer):
        return wrong("That is NumPy's function. Call it with the length, and it makes a window.")
    window = np.array(answer, dtype=np.float64)
    if window.shape != (length,):
        return wrong(
            f"A frame has {length} samples, so a window has {length} weights in a row; yours has the shape "
            f"{window.shape}."
        )
    if not np.isfinite(window).all() or not window.any():
        return wrong(
            "With these weights nothing is left of the tone. A window fades in, stays, and fades out."
        )
    if np.ptp(window) < 1e-9:
        return wrong("All weights alike: that is cutting with scissors, and leaks most of all.")
    if np.allclose(window, np.hamming(length), atol=0.01):
        return wrong("This is still Hamming's window. Change the name after `np.`.")
    spectrum = np.abs(np.fft.rfft(window * np.cos(2 * np.pi * hz * np.arange(length) / sr), 8192))
    bins_hz = np.arange(len(spectrum)) * sr / 8192
    if abs(bins_hz[spectrum.argmax()] - hz) > 100:
        return wrong(
            f"With this window the peak is no longer at {hz:,.0f} Hz: it has spoilt the tone itself."
        )
    far = spectrum[(bins_hz > around[0]) & (bins_hz < around[1])].max()
    if 20 * np.log10(max(far, 1e-300) / spectrum.max()) <= -below_db:
        return right("It comes to its ends so softly that hardly anything leaks far away.")
    if np.abs(window[[0, -1]]).max() > 0.01 * np.abs(window).max():
        return wrong(
            "At its ends this window is still above zero: a jump is left. Look for one that ends at zero."
        )
    return wrong("It ends at zero, but there is a jump or a corner somewhere. Look for a rounder one.")


@checker(hint="how many mel are 440 Hz, and how many mel lie between two neighbouring points?")
def filter_number(answer, *, hz, num_filters, sr=SR):
    """Try it 4: the filter whose centre is nearest to a frequency.

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
    if value == hz or abs(value - features.mel_to_hz((target + 1) * step)) < 1:
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
    """Try it 5: what a smaller amplitude adds to each log energy.

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


@checker(hint="go through the nine steps in turn, and in the first of them take `samples` in place of `y`.")
def recipe(answer):
    """Try it 6: a function that computes MFCCs, tried on sounds that are not on the page.

    Parameters
    ----------
    answer : callable
        The student's function of samples and a number of coefficients.

    Returns
    -------
    Verdict
    """
    if not callable(answer):
        raise TypeError("the function itself is asked for: its name, without brackets")
    rng = np.random.default_rng(3)
    tone = np.sin(2 * np.pi * 300 * np.arange(SR // 2) / SR)
    sounds = [rng.normal(scale=0.1, size=SR // 3), 0.3 * tone + rng.normal(scale=0.01, size=len(tone))]
    results = []
    for sound, num_ceps in zip(sounds, (26, 13), strict=True):
        given = sound.copy()
        try:
            with np.errstate(all="ignore"):
                result = answer(given, num_ceps)
        except Exception as error:
            return wrong(f"On a sound of {len(sound):,} samples your function stops: {_said(error)}.")
        if result is ...:
            return wrong("Replace the three dots. Hint: copy the line of each step into the function.")
        if result is None:
            return wrong("Your function gives nothing back. Its last line should begin with `return`.")
        if not np.array_equal(given, sound):
            return wrong(
                "Your function changes the samples that it is given. Make new arrays of them instead."
            )
        results.append(np.array(result, dtype=np.float64))
    if results[0].ndim == 2 and np.array_equal(results[0][:, :13], results[1][..., :13]):
        return wrong("The same for two sounds: is a name of the page used inside, such as y or power?")
    for sound, num_ceps, result in zip(sounds, (26, 13), results, strict=True):
        if fault := _recipe_fault(result, sound, num_ceps):
            return wrong(fault)
    silence = np.zeros(SR // 5)
    with np.errstate(all="ignore"):
        quiet = np.asarray(answer(silence.copy(), 13), dtype=np.float64)
    # nan_to_num hides minus infinity behind a number of 300 digits.
    if quiet.shape != features.mfcc(silence).shape or not (np.abs(quiet) < 1e6).all():
        return wrong(
            "Digital silence gives infinity, nan or a number beyond all bounds. Steps 6 and 9 put `floor` "
            "where an energy is 0."
        )
    if not np.allclose(quiet, features.mfcc(silence, num_ceps=13), atol=1e-2):
        return wrong(
            "All but silence is right. Steps 6 and 9 put `floor`, as on the page, where an energy is 0."
        )
    return right("Tried on noise, on a tone and on silence: the same numbers as the referee's.")


def _recipe_fault(result, sound, num_ceps):
    """What is wrong with the coefficients of a sound; None if they are as they should be."""
    target = features.mfcc(sound, num_ceps=num_ceps)
    if result.shape == target.shape[::-1]:
        return "Rows and columns are swapped: each row is a frame."
    if result.ndim != 2:
        return f"A table is asked for, a row a frame. Yours has the shape {result.shape}."
    if len(result) == len(target) + 1:
        return "One frame too many: leave out the last, incomplete one, as features.frame does."
    if len(result) != len(target):
        return f"{len(sound):,} samples have {len(target)} complete frames; yours has {len(result)} rows."
    if result.shape[1] != num_ceps:
        return f"{num_ceps} coefficients were asked for, and {result.shape[1]} came. Keep the first num_ceps."
    if np.allclose(result, target, atol=1e-2):
        return None
    for step, complaint in _SLIPS.items():
        if np.allclose(result, _nine_steps(sound, slip=step)[:, :num_ceps], atol=1e-2):
            return complaint
    if num_ceps > 1 and np.allclose(result[:, 1:], target[:, 1:], atol=1e-2):
        return _SLIPS["energy"]
    return "The size is right, the numbers are not. Compare with the page, step by step: which one differs?"


_SLIPS = {
    "emphasis": "It looks as if pre-emphasis, step 1, were missing.",
    "window": "It looks as if the window, step 3, were missing.",
    "power": "It looks as if the magnitude were not squared, or not divided by n_fft, in step 4.",
    "magnitude": "It looks as if the magnitude were not squared, or not divided by n_fft, in step 4.",
    "logarithm": "It looks as if the logarithm, step 6, were missing.",
    "base": "It looks as if you took the logarithm to base 10. The recipe takes the natural one, np.log.",
    "cosines": "It looks as if the cosine transform, step 7, were missing or turned round: `@ cosines.T`.",
    "turned": "It looks as if the cosine transform, step 7, were missing or turned round: `@ cosines.T`.",
    "lifter": "It looks as if the lifter, step 8, were missing.",
    "energy": "All columns are right but the first. In step 9 it becomes the logarithm of all power.",
}


def _nine_steps(sound, slip=None):
    """MFCCs by hand, without psf, with one typical slip."""
    length, n_fft, numbers = round(0.025 * SR), 1024, np.arange(26)
    y = sound if slip == "emphasis" else np.append(sound[0], sound[1:] - 0.97 * sound[:-1])
    frames = features.frame(y, length, round(0.020 * SR))
    magnitude = np.abs(np.fft.rfft(frames * (1 if slip == "window" else np.hamming(length)), n_fft))
    power = {"power": magnitude**2, "magnitude": magnitude / n_fft}.get(slip, magnitude**2 / n_fft)
    points = features.mel_to_hz(np.linspace(0, features.hz_to_mel(SR / 2), 28))
    bins, k = np.floor((n_fft + 1) * points / SR)[:, None], np.arange(n_fft // 2 + 1)
    rise, fall = (k - bins[:-2]) / np.diff(bins[:-1], axis=0), (bins[2:] - k) / np.diff(bins[1:], axis=0)
    energies = power @ np.maximum(0, np.minimum(rise, fall)).T
    log = {"logarithm": lambda x: x, "base": np.log10}.get(slip, np.log)
    cosines = np.sqrt(2 / 26) * np.cos(np.pi * numbers[:, None] * (2 * numbers + 1) / 52)
    cosines[0] = np.sqrt(1 / 26)
    matrix = {"cosines": np.eye(26), "turned": cosines}.get(slip, cosines.T)
    lifter = 1 if slip == "lifter" else 1 + 11 * np.sin(np.pi * numbers / 22)
    lifted = lifter * (log(energies) @ matrix)
    if slip != "energy":
        lifted[:, 0] = log(power.sum(axis=1))
    return lifted


def _said(error):
    text = str(error).splitlines()
    return f"{type(error).__name__}: {text[0]}" if text else type(error).__name__


@checker(hint="take the variance of each column, add up from the first, and divide by the sum of all.")
def enough(answer, cepstra, *, share):
    """Try it 7: how many of the first coefficients hold a share of all variance.

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


@checker(hint="for each clip find the nearest other one, and count how often the two have the same genre.")
def neighbours(answer, values, labels):
    """Try it 8: the share of clips whose nearest neighbour has the same genre.

    Parameters
    ----------
    answer : object
        The student's share.
    values : list of np.ndarray [shape=(frames, coefs)]
        Coefficients of each clip.
    labels : np.ndarray of int [shape=(clips,)]
        Genre of each clip.

    Returns
    -------
    Verdict
    """
    value, labels = number(answer), np.asarray(labels)
    count = len(labels)
    means, spreads = np.array([x.mean(axis=0) for x in values]), np.array([x.std(axis=0) for x in values])
    table = np.hstack([means, spreads])
    target = _same_genre(_scaled(table), labels)

    def near(other):
        return abs(value - other) < 0.5 / count

    if near(target):
        sizes = np.array([(labels == label).sum() for label in labels])
        blind = (sizes - 1).mean() / (count - 1)
        return right(f"Picking another clip blindly would be right in {blind:.0%}.")
    if abs(value - 100 * target) < 50 / count or abs(value - count * target) < 0.5:
        return wrong("Right, but a share lies between 0 and 1: divide by all there are.")
    if near(1):
        return wrong("Every clip? Then each has found itself. Put infinity in place of its own distance.")
    if not 0 <= value <= 1:
        return wrong("A share lies between 0 and 1: same genre divided by number of clips.")
    if near(1 - target):
        return wrong("That is the share of neighbours of *another* genre.")
    for others, reason in (
        (_same_genre(table, labels), "It looks as if the columns were not scaled: step 2."),
        (_same_genre(_scaled(means), labels), "It looks as if you took the means only: step 1."),
        (_same_genre(_scaled(spreads), labels), "It looks as if you took the deviations only: step 1."),
        (
            _same_genre(_scaled(table.T).T, labels),
            "It looks as if rows were scaled: take axis=0, the columns.",
        ),
        (_same_genre(_scaled(table), labels, power=1), "Square the differences before you add them up."),
        (
            _same_genre(-_scaled(table), labels, sign=-1),
            "It looks as if you took the farthest: argmin, not argmax.",
        ),
    ):
        if near(others):
            return wrong(reason)
    return wrong("Not this share. Is there a row a clip, with 52 columns? Is a clip's own distance left out?")


def _scaled(table):
    spread = table.std(axis=0)
    return (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1)


def _same_genre(table, labels, power=2, sign=1):
    distances = sign * (np.abs(table[:, None] - table[None]) ** power).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    return float(np.mean(labels[distances.argmin(axis=1)] == labels))
