"""Checks of notebook 01."""

from __future__ import annotations

import math

import numpy as np

from genrekit.audio import SR
from genrekit.checks import checker, number, right, wrong

#: How many samples the far microphone of the last exercise is late, and how fast sound travels, in m/s.
LATE = 777
SPEED = 343


def _near(value, target, tolerance):
    return math.isclose(value, target, rel_tol=tolerance)


@checker(hint="every sample is used once. When are they used up? And how long does each swing last now?")
def played_faster(answer, samples, sr, new_sr):
    """Try it 1: what becomes of a clip whose samples are played at another rate.

    Parameters
    ----------
    answer : object
        The student's answer: a length in seconds and a word ("higher", "lower", "the same").
    samples : int
        How many samples the clip has.
    sr, new_sr : float > 0
        Its sampling rate, and that of the player, which is higher.

    Returns
    -------
    Verdict
    """
    if not isinstance(answer, (tuple, list)) or len(answer) != 2 or any(part is ... for part in answer):
        return wrong('Give two things: seconds and a word, such as (30.0, "the same").')
    seconds, word = answer if isinstance(answer[1], str) else answer[::-1]
    value, pitch = number(seconds), word.strip().lower()
    before, now = samples / sr, samples / new_sr
    if _near(value, before, 1e-2):
        return wrong("The numbers are as many as before, but the player takes more of them every second.")
    if _near(value, before * new_sr / sr, 1e-2):
        return wrong(
            "You made it longer. If more numbers are used a second, are they used up sooner or later?"
        )
    if not _near(value, now, 1e-2):
        return wrong(f"How long do {samples:,} numbers last if {new_sr:,} of them are used every second?")
    if "same" in pitch:
        return wrong(
            "The length is right. But when a swing takes less time, how many swings fit in a second?"
        )
    if "low" in pitch or "deep" in pitch:
        return wrong(
            "The length is right. Each swing is over sooner: is that more swings a second, or fewer?"
        )
    if "high" in pitch:
        return right(
            f"{now:g} seconds, and higher: every swing takes less time. Run the next cell and hear it."
        )
    return wrong('The length is right. For the tones, say "higher", "lower" or "the same".')


@checker(hint="how many seconds are four minutes, and how many numbers does each second hold?")
def numbers_on_cd(answer, *, minutes=4, rate=44_100, channels=2):
    """Try it 2: numbers in a song on a CD.

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
    if _near(value, total, 1e-2):
        return right(f"{total:,} numbers, {total / 1e6:.0f} million for one song.")
    if _near(value, per_channel, 1e-3):
        return wrong("Half of it. Did you take both channels, and the rate of a CD, not that of the kit?")
    if _near(1e6 * value, total, 1e-2):
        return wrong("In millions, yes. Give all of the number.")
    if _near(value, minutes * rate * channels, 1e-3) or _near(value, minutes * rate, 1e-3):
        return wrong("The rate counts samples a second, but the song is given in minutes.")
    if _near(value, total / 2 / channels, 1e-3):
        return wrong(
            "A part of it. Did you take the whole song, and a CD's rate and channels, not the kit's?"
        )
    if _near(value, 2 * total, 1e-3) or _near(value, 16 * total, 1e-3):
        return wrong("You counted bytes or bits. Count the numbers, however many bits each has.")
    return wrong("Multiply three things: seconds, samples a second, channels.")


@checker(hint="the sum holds every stem. Which operation undoes adding one?")
def backing(answer, stems):
    """Try it 3: all stems but the last, from their sum.

    Parameters
    ----------
    answer : object
        The student's answer, a sound.
    stems : dict of str to np.ndarray [shape=(samples,)]
        The stems of a song.

    Returns
    -------
    Verdict
    """
    heard = np.array(answer, dtype=np.float64)
    parts = {role: np.asarray(part, dtype=np.float64) for role, part in stems.items()}
    *_, last = parts
    shape = parts[last].shape
    if heard.shape != shape:
        return wrong(f"A sound of {shape[0]:,} samples is asked for, not something of shape {heard.shape}.")
    if not np.isfinite(heard).all():
        return wrong("Some of these samples are no numbers. Add and subtract whole stems.")
    if not heard.any():
        if len(parts) == 1:
            return right("There was one stem only, so nothing is left.")
        return wrong("Everything is gone. Take away the last stem only.")
    # How much of each stem is in it: louder or softer, and turned upside down, it sounds the same.
    wave = np.stack(list(parts.values()), axis=1)
    amounts = np.linalg.lstsq(wave, heard, rcond=None)[0]
    rest = heard - wave @ amounts
    if np.sum(rest**2) > 1e-4 * np.sum(heard**2):
        return wrong("This is no longer a sum of the stems. Adding and subtracting is all it takes.")
    amounts = dict(zip(parts, amounts / np.abs(amounts).max(), strict=True))
    gone = [role for role, amount in amounts.items() if abs(amount) < 1e-3]
    others = [amount for role, amount in amounts.items() if role != last]
    if gone == [last] and np.ptp(others) < 1e-3:
        return right(f"The {last} is gone, and all the others stayed as they were.")
    if not gone and np.ptp(list(amounts.values())) < 1e-3:
        return wrong(f"Everything is still there. Change the marked line so that the {last} goes.")
    if gone == [role for role in parts if role != last] and gone:
        return wrong(f"The {last} alone is left. It is the other way round: it should go, and the rest stay.")
    if gone == [last]:
        return wrong(
            f"The {last} is gone, but the others are no longer as loud beside each other as they were."
        )
    if gone:
        return wrong(f"Gone: {', '.join(gone)}. Only the {last} should go.")
    if amounts[last] * sum(others) < 0:
        return wrong(f"You took away more of the {last} than the sum holds: now it is there upside down.")
    if abs(amounts[last]) > max(map(abs, others), default=0):
        return wrong(f"The {last} is louder than before: you added it once more.")
    return wrong(f"Some of the {last} is still in it, at {abs(amounts[last]):.1f} times the others' share.")


@checker(hint="how far is the whistle above half the sampling rate? It comes back as far below.")
def whistle_heard(answer, played_hz, sr):
    """Try it 4: the alias of a tone above the Nyquist frequency.

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
    """Try it 5: a factor in amplitude as a change in decibels.

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


def _level_db(y):
    return 20 * math.log10(max(math.sqrt(np.mean(np.square(y, dtype=np.float64))), 1e-300))


def _trials():
    """Sounds and levels to try a function with; none of them reaches 1 or -1 when it is right."""
    t, dice = np.arange(SR // 2) / SR, np.random.default_rng(6)
    return [
        ((0.3 * np.sin(2 * np.pi * 440 * t)).astype(np.float32), -20),
        (0.02 * np.sin(2 * np.pi * 100 * t), -9.5),
        ((0.05 * dice.standard_normal(SR)).astype(np.float32), -30),
        (np.array([0.5, -0.5, 0.25, 0.0, -0.1]), -40),
    ]


@checker(hint="how many dB are missing, and which factor makes up for so many?")
def at_level(answer):
    """Try it 6: a function that gives a sound a level; judged by what it does with several sounds.

    Parameters
    ----------
    answer : object
        The student's function, of a sound and a level in dB.

    Returns
    -------
    Verdict
    """
    if not callable(answer):
        return wrong("Give the function itself, without brackets: check.at_level(at_level).")
    for y, db in _trials():
        given = y.copy()
        try:
            made = answer(given, db)
        except Exception as error:
            return wrong(
                f"Called with a sound and {db} dB your function stops: {type(error).__name__}: {error}"
            )
        if made is ...:
            return wrong("Replace the three dots. Hint: how many dB are missing, and which factor is that?")
        if made is None:
            return wrong("Your function gives nothing back. Does it end with return?")
        if not np.array_equal(given, y):
            return wrong(
                "Your function changes the sound that it is given. Make a new one: y * ..., not y *= ..."
            )
        made = np.asarray(made, dtype=np.float64)
        if made.shape != y.shape:
            return wrong(f"From {len(y)} samples your function made an array of shape {made.shape}.")
        reason = _what_is_off(y.astype(np.float64), made, db)
        if reason:
            return wrong(reason)
    return right("Four sounds, four levels: each came out as wanted, and kept its shape.")


def _what_is_off(y, made, db):
    """Why a sound is not `y` at the level `db`; empty if it is."""
    was, factor = _level_db(y), (made @ y) / (y @ y)
    if not np.isfinite(made).all():
        return "Some of the samples are no numbers. A level in dB is negative: what did you take the log of?"
    if np.abs(made - factor * y).max() > 1e-4 * max(np.abs(made).max(), 1e-12):
        if np.ptp(made - y) < 1e-5 * max(np.abs(made).max(), 1):
            return "You added something to every sample. A sound gets louder when its samples are multiplied."
        return "The shape of the wave has changed. Multiply all samples by one and the same factor."
    level, missing = _level_db(made), db - was
    typical = {
        missing: "You multiplied by the decibels themselves. Which factor in amplitude are they?",
        db: "You multiplied by the decibels themselves. Which factor in amplitude are they?",
        db
        / was: "You multiplied by one level over the other. Levels are logarithms: their difference counts.",
        10 ** (-missing / 20): "Upside down: what was too soft got softer still. Which level comes first?",
        2
        ** (
            missing / 6
        ): "Nearly: 6 dB are only about a factor of two, but 20 dB are a factor of ten, exactly.",
        10**missing: "You took each dB for a factor of ten. It takes 20 dB to make one.",
        10 ** (missing / 10): "You divided by 10. That is for power; amplitude takes 20.",
        math.exp(missing / 20): "You undid a natural logarithm. Decibels are made with base ten: 10 ** ...",
        10 ** (db / 20): "That factor forgets the level which the sound has already. How much is missing?",
        10 ** (db / 20)
        / np.abs(y).max(): "You set the highest sample. A level is made of all of them: the RMS.",
        1.0: "The sound is as it was. By which factor must it be multiplied?",
    }
    if abs(level - db) < 0.05:
        return ""
    for wrong_factor, reason in typical.items():
        if _near(factor, wrong_factor, 1e-3):
            return reason
    return f"A sound at {was:.1f} dB was to come out at {db} dB, and came out at {level:.1f} dB."


@checker(hint="how many samples does one swing last? Which part of a swing turns hills into valleys?")
def silencing_delay(answer, hz, sr):
    """Try it 7: the shortest delay, in samples, that makes a tone cancel itself.

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


def two_microphones(y, *, sr=SR, seconds=2.0):
    """What two microphones record of a song, the second one standing farther away.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        The song.
    sr : int
        Its sampling rate, in Hz.
    seconds : float > 0
        How long they record.

    Returns
    -------
    near, far : np.ndarray [shape=(samples,), dtype=float32]
        The same moments; what arrives far away is later, softer, and not without hiss.
    """
    length = min(int(seconds * sr), len(y) - LATE)
    if length < 4 * LATE:
        raise ValueError(f"the song has {len(y):,} samples; give one of half a second at least")
    # The middle of the song, where it is not silent.
    start = LATE + (len(y) - LATE - length) // 2
    near, far = y[start : start + length], y[start - LATE : start - LATE + length]
    hiss = np.random.default_rng(7).standard_normal(length) * np.sqrt(np.mean(np.square(far)))
    return near.astype(np.float32), (0.4 * far + 0.02 * hiss).astype(np.float32)


@checker(hint="find the delay at which the two recordings go together best, then turn samples into metres.")
def metres_apart(answer, sr):
    """Try it 8: how much farther away the second of `two_microphones` stands.

    Parameters
    ----------
    answer : object
        The student's answer, in metres.
    sr : float > 0
        Sampling rate, in Hz.

    Returns
    -------
    Verdict
    """
    value = number(answer)
    exact = LATE / sr * SPEED
    # Whoever takes 340 m/s, or is a few samples off, has found it.
    if _near(value, exact, 0.015):
        return right(f"{exact:.1f} metres: sound needs {1000 * LATE / sr:.0f} ms for so many.")
    if _near(value, -exact, 0.015):
        return wrong("The size is right. A distance is not negative: which recording is the later one?")
    if _near(value, LATE, 0.015):
        return wrong("That is the delay in samples. How many seconds is it, and how far does sound get?")
    if _near(value, LATE / sr, 0.015) or _near(value, 1000 * LATE / sr, 0.015):
        return wrong("That is the delay as a time. How far does sound get in it?")
    if _near(value, exact / 2, 0.015):
        return wrong("You halved it, as for an echo that goes there and back. This sound only goes there.")
    if _near(value, 100 * exact, 0.015) or _near(value, exact / 1000, 0.015):
        return wrong("The distance is right, but not in metres.")
    if _near(value, LATE * SPEED, 0.015):
        return wrong("You took samples for seconds. There are many samples in a second.")
    if value <= 0:
        return wrong("The second microphone stands farther away: more than 0 metres.")
    return wrong(
        f"For so many metres sound would need {value / SPEED * sr:,.0f} samples. "
        "How well do the two recordings go together at that delay?"
    )
