"""Checks of notebook 02."""

from __future__ import annotations

import math

import numpy as np

from genrekit import features
from genrekit.audio import SR
from genrekit.checks import checker, number, right, wrong

#: The keys of a telephone: their rows and columns have a tone each, in Hz.
KEYS = ("123", "456", "789", "*0#")
ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477)
#: What is dialled in the last exercise, and for how many seconds a key is held and let go.
NUMBER = "4412069"
HELD, RELEASED = 0.15, 0.06


def _near(value, target, tolerance):
    return math.isclose(value, target, rel_tol=tolerance)


@checker(hint="hills on hills, whichever way up: three numbers, such as [0.1, 0.1, 0.1].")
def strengths(answer, amplitude):
    """Try it 1: how strong a tone is in a sound turned over, in one twice as loud, and beside another tone.

    Parameters
    ----------
    answer : object
        The student's answer: three numbers.
    amplitude : float > 0
        The tone's amplitude in the sound as it was.

    Returns
    -------
    Verdict
    """
    if isinstance(answer, (str, dict)) or np.ndim(answer) != 1 or len(answer) != 3:
        return wrong("Give three numbers, one for each sound, in square brackets.")
    if any(value is ... for value in answer):
        return wrong("One of them still has its three dots.")
    turned, doubled, joined = (number(value) for value in answer)

    def near(value, target):
        return abs(value - target) <= 0.0051

    if near(turned, -amplitude):
        return wrong(
            "The first: a strength tells how much there is. Pythagoras squares both sums: can it be negative?"
        )
    if near(turned, 0):
        return wrong(
            "The first: upside down, hills meet valleys: the sum is large and negative, and then squared."
        )
    if not near(turned, amplitude):
        return wrong(
            "The first: turned over, the sound holds the same tones. Only the signs of the sums change."
        )
    if near(doubled, amplitude):
        return wrong("The second: all products are twice as large. And their sum?")
    if near(doubled, 4 * amplitude):
        return wrong(
            "The second: you squared it. That would be its power; the root of Pythagoras undoes the square."
        )
    if not near(doubled, 2 * amplitude):
        return wrong("The second: the sum of all products grows with the samples, by the same factor.")
    if near(joined, amplitude + 0.3):
        return wrong(
            "The third: you added the other tone's amplitude. Does a wave of another frequency keep in step?"
        )
    if joined < amplitude - 0.0051:
        return wrong(
            "The third: nothing has been taken away. What does another frequency add to the sum of products?"
        )
    if not near(joined, amplitude):
        return wrong(
            "The third: a tone of another frequency meets now a hill, now a valley. What does it add?"
        )
    return right("Upside down or not, and whatever sounds beside it. Only the amplitude counts.")


@checker(hint="bin k lies at k times sr / N. Solve for k, and round to the nearest whole number.")
def tuning_bin(answer, hz, n_fft, sr):
    """Try it 2: the bin nearest to a frequency.

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
    if value != round(value):
        return wrong("A bin has a whole number. How many steps of sr / N is it to the frequency?")
    return wrong(f"Bin {value:.0f} would stand for {value * sr / n_fft:,.0f} Hz.")


@checker(hint="which frequencies swing a whole number of times in N samples?")
def fitting_tone(answer, n_fft, sr):
    """Try it 3: a tone that does not leak, even without a window.

    Parameters
    ----------
    answer : object
        The student's answer, in Hz.
    n_fft : int > 0
        Length of the stretch, in samples.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    if value <= 0:
        return wrong("A tone swings: its frequency is above 0 Hz.")
    if value >= sr / 2:
        return wrong(f"Above {sr / 2:,.0f} Hz it would fold back. There are fitting tones below.")
    swings = value * n_fft / sr
    off = abs(swings - round(swings))
    if off < 2e-3 and round(swings):
        return right(f"It swings {round(swings)} times in {n_fft:,} samples: the end meets the beginning.")
    if off > 0.4:
        return wrong(f"{swings:.2f} swings: right between two bins, where a tone leaks most.")
    if off < 0.1 and round(swings):
        return wrong(f"{swings:.2f} swings: nearly. Do not round the frequency; let Python work it out.")
    return wrong(f"{swings:.2f} swings in {n_fft:,} samples: the end does not meet the beginning.")


def _pieces():
    """Sounds to try a function with, and the frequency of the loudest tone in each."""
    dice = np.random.default_rng(4)

    def mix(samples, *tones):
        t = np.arange(samples) / SR
        waves = [level * np.cos(2 * np.pi * hz * t + start) for hz, level, start in tones]
        return (sum(waves) + 0.001 * dice.standard_normal(samples)).astype(np.float32)

    # Of 9,000 samples half are not enough: between two bins of 4,096, and off those of 2,048 and 1,024.
    between = 1114.5 * SR / 4096
    return [
        (mix(9000, (700, 0.2, 0), (between, 0.3, 4.0)), between),
        (mix(4096, (440, 0.3, 3.0)), 440),
        # In the middles of bins 140 and 20, and opposed: the strong tone's largest number is negative.
        (mix(2048, (140 * SR / 2048, 0.4, np.pi), (20 * SR / 2048, 0.3, 0)), 140 * SR / 2048),
        # The weaker tones cross zero more often than the strongest.
        (mix(1024, (330, 0.5, 1.7), (990, 0.3, 0), (3000, 0.4, 0)), 330),
    ]


@checker(hint="fade in and out, transform, find the largest magnitude, and turn its bin into Hz.")
def loudest_hz(answer):
    """Try it 4: a function that finds the strongest frequency of a sound; judged by trying it.

    Parameters
    ----------
    answer : object
        The student's function, of a sound at `audio.SR` Hz.

    Returns
    -------
    Verdict
    """
    if not callable(answer):
        return wrong("Give the function itself, without brackets: check.loudest_hz(loudest_hz).")
    for piece, hz in _pieces():
        given, n = piece.copy(), len(piece)
        try:
            made = answer(given)
        except Exception as error:
            return wrong(f"Called with {n:,} samples your function stops: {type(error).__name__}: {error}")
        if made is ...:
            return wrong("Replace the three dots. Hint: a window, a transform, and the bin of its peak.")
        if made is None:
            return wrong("Your function gives nothing back. Does it end with return?")
        if not np.array_equal(given, piece):
            return wrong(
                "Your function changes the samples it is given. Write piece * window, not piece *= window."
            )
        if isinstance(made, (complex, np.complexfloating)):
            return wrong(
                "You gave back a complex number. Take magnitudes with np.abs, then find the largest."
            )
        value, spacing = number(made), SR / n
        if abs(value - hz) > spacing:
            return wrong(_why_not_the_loudest(value, piece, hz))
    return right("Four sounds, four lengths, and the strongest tone of each to within a bin.")


def _why_not_the_loudest(value, piece, hz):
    n = len(piece)
    spacing, spectrum = SR / n, np.fft.rfft(piece * np.hanning(n))
    if abs(value - hz / spacing) <= 1:
        return f"That is a bin, number {value:.0f}. At which frequency, in Hz, does it lie?"
    if value < 1 or _near(value, np.abs(spectrum).max(), 1e-2):
        return "That looks like a strength. Which frequency is it that is so strong?"
    if abs(value - (SR - hz)) <= spacing:
        return "That is the mirror image above half the rate. Take np.fft.rfft, which stops at half of sr."
    if any(abs(value - factor * hz) <= factor * spacing for factor in (2, 0.5)):
        return f"{value:,.0f} Hz, and {hz:,.0f} was the strongest. A factor of two: bins are sr / N apart."
    if any(
        abs(value - np.argmax(part) * spacing) < spacing / 50
        for part in (spectrum, spectrum.imag, -spectrum.real)
    ):
        return "Complex numbers have no largest among them. Take their magnitudes first: np.abs."
    if any(abs(value - hz * n / fixed) <= SR / fixed for fixed in (1024, 2048, 4096)):
        return (
            f"Wrong for a sound of {n:,} samples: the distance of the bins depends on its length, len(piece)."
        )
    if abs(value - hz) <= SR / 2048:
        return (
            f"Near, but off by more than the step from bin to bin, {spacing:.2f} Hz for {n:,} samples. "
            "Do you transform the whole piece, and count bins from 0?"
        )
    return f"In {n:,} samples the strongest tone was one of {hz:,.0f} Hz; your function says {value:,.1f}."


@checker(hint="how many seconds is a beat? How many samples is that, and how many for each of its frames?")
def longest_hop(answer, beats_per_minute, frames_per_beat, sr):
    """Try it 5: the longest hop that still gives every beat enough frames.

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
        much = "fewer than wanted" if value > longest else "more than needed: the hop may be longer"
        return wrong(f"With this hop a beat has {beat / value:.1f} frames, {much}.")
    return wrong("A hop goes forward: it is a number of samples above 0.")


@checker(hint="bins are sr / N apart. How far apart are the two notes?")
def smallest_window(answer, low_hz, high_hz, sr):
    """Try it 6: the shortest window whose bins are no further apart than two notes.

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
        return wrong(f"Its bins are {sr / value:.3f} Hz apart, the notes only {apart:.3f} Hz.")
    if value > smallest:
        return wrong("Its bins are fine enough. But there is a smaller one.")
    return wrong("A window has a number of samples above 0.")


@checker(hint="turn the upper edge into mel, go up the right share of the way, and turn that back into Hz.")
def filter_centre(answer, which, num_filters, sr):
    """Try it 7: the centre of a triangle in a mel filter bank from 0 Hz to half of `sr`.

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
    if _near(1000 * value, exact, 5e-3):
        return wrong("In kilohertz, yes. Give it in Hz.")
    return wrong(
        f"Too {'low' if value < exact else 'high'}. Which share of the way up, in mel, is the centre?"
    )


def phone_call(background, *, sr=SR):
    """Somebody dials a number while music plays.

    Parameters
    ----------
    background : np.ndarray [shape=(samples,)]
        The music; a song of some seconds.
    sr : int
        Sampling rate, in Hz.

    Returns
    -------
    y : np.ndarray [shape=(samples,), dtype=float32]
        Two tones for each key, and silence between keys, over soft music.
    """
    held, released = np.arange(int(HELD * sr)) / sr, np.zeros(int(RELEASED * sr))
    fade = np.minimum(1, np.minimum(held, held[::-1]) / 0.005)
    beeps = [np.zeros(int(0.2 * sr))]
    for key in NUMBER:
        row, column = _tones(key)
        waves = np.sin(2 * np.pi * row * held) + np.sin(2 * np.pi * column * held)
        beeps += [0.2 * fade * waves, released]
    call = np.concatenate([*beeps, beeps[0]])
    music = np.resize(np.asarray(background, np.float64), len(call))
    music *= 0.01 / max(np.sqrt(np.mean(music**2)), 1e-9)
    return (call + music).astype(np.float32)


def _tones(key):
    row = next(number for number, keys in enumerate(KEYS) if key in keys)
    return ROWS[row], COLUMNS[KEYS[row].index(key)]


@checker(hint='read two lines for each key from the picture. Give the number in quotes, such as "1234567".')
def dialled(answer):
    """Try it 8: the number that was dialled in `phone_call`.

    Parameters
    ----------
    answer : object
        The student's answer: a text, a whole number, or the keys in a list.

    Returns
    -------
    Verdict
    """
    if isinstance(answer, (list, tuple, np.ndarray)):
        answer = "".join(str(key) for key in answer)
    elif not isinstance(answer, str):
        answer = f"{number(answer):.0f}"
    keys = "".join(key for key in answer if not key.isspace() and key not in "-/.()")
    if not keys or set(keys) - set("".join(KEYS)):
        return wrong(f"{answer!r} has keys that no telephone has. Give the digits in quotes.")
    if keys == NUMBER:
        return right("You have read a number from a picture of a sound, and so does the telephone exchange.")
    if keys == NUMBER[::-1]:
        return wrong("Those are the keys, but backwards. Time goes to the right.")
    merged = "".join(key for key, before in zip(NUMBER, " " + NUMBER, strict=False) if key != before)
    if keys == merged:
        return wrong(
            "Nearly. A key that is pressed twice gives two beeps: look for gaps, with a shorter window."
        )
    if len(keys) != len(NUMBER):
        return wrong(f"You found {len(keys)} keys. How many beeps are there? Listen, or look for the gaps.")
    columns = "".join("".join(column) for column in zip(*KEYS[:3], strict=True)) + "*0#"
    turned = NUMBER.translate(str.maketrans("123456789", columns[:9]))
    if keys == turned:
        return wrong("You took rows for columns. The lower tone gives the row, the higher one the column.")
    place = next(place for place, key in enumerate(keys) if key != NUMBER[place])
    given, true = _tones(keys[place]), _tones(NUMBER[place])
    same = "The row is right" if given[0] == true[0] else "The column is right" if given[1] == true[1] else ""
    why = f"{same}, but not the other tone." if same else "Look at both of its tones again."
    return wrong(
        f"Key number {place + 1} is not {keys[place]}. {why} Does your window part tones 70 Hz apart?"
    )
