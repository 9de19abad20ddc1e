"""Checks of notebook 08, your song."""

from __future__ import annotations

import math

import numpy as np

from genrekit import features
from genrekit.checks import checker, number, right, wrong


@checker("a crop holds the moment if its middle is no further away than half a crop. Count these.")
def crops_that_hold(answer, times, moment, crop_seconds):
    """How many crops hold a moment of the song."""
    value = number(answer)
    truth = int((np.abs(times - moment) <= crop_seconds / 2).sum())
    if value == truth:
        return right(f"{truth} crops have a say about the moment at {moment:g} s.")
    if value == int((np.abs(times - moment) <= crop_seconds).sum()):
        return wrong("That is twice as far as a crop reaches: its middle may be half a crop away at most.")
    if value in (int((np.abs(times - moment) < 0.5).sum()), 1):
        return wrong("That is the nearest crop only. Its neighbours overlap it, and hold the moment, too.")
    if value in (
        int(((times <= moment) & (times >= moment - crop_seconds / 2)).sum()),
        int(((times >= moment) & (times <= moment + crop_seconds / 2)).sum()),
    ):
        return wrong("You looked to one side only. Crops whose middle lies on the other side count, too.")
    if value == len(times):
        return wrong("That is all crops of the song.")
    return wrong("Compare the distance |times - moment| with half of crop_seconds, and count the True.")


@checker("argmax gives the leading genre at each step. How often is it another one than a step before?")
def changes(answer, probabilities):
    """How often the leading genre changes from one step to the next."""
    value, leading = number(answer), np.argmax(probabilities, axis=1)
    truth = int((leading[1:] != leading[:-1]).sum())
    if value == truth:
        return right(f"The leading genre changes {truth} times.")
    if value == truth + 1:
        return wrong("That is how many stretches there are. Between n stretches there are n - 1 changes.")
    if value == len(np.unique(leading)):
        return wrong("That is how many genres lead somewhere. One that comes back is a change again.")
    if value == int((leading[1:] == leading[:-1]).sum()):
        return wrong("That is how often it stays the same. Turn the comparison round.")
    if math.isclose(value, truth / (len(leading) - 1), abs_tol=1e-3):
        return wrong("That is the share of steps with a change. How many are they?")
    return wrong("Compare leading[1:] with leading[:-1] and count where they differ.")


@checker("np.quantile of the known surprises is the threshold. Which share of the strange lies beyond?")
def alarms(answer, known, strange, false_alarms):
    """Share of strange songs that raise an alarm where a given share of the known ones does."""
    value = number(answer)
    known, strange = np.asarray(known, float), np.asarray(strange, float)
    threshold = np.quantile(known, 1 - false_alarms)
    truth = (strange > threshold).mean()

    def near(other, tolerance=0.006):
        return abs(value - other) <= tolerance

    if near(truth, min(0.006, 0.4 / len(strange))):
        return right(
            f"Beyond {threshold:.2f} lie {false_alarms:.0%} of the known songs, {truth:.0%} of the strange."
        )
    if near(1 - truth):
        return wrong("That is the share that raises no alarm. Surprises *beyond* the threshold do.")
    if near((strange > np.quantile(known, false_alarms)).mean()):
        return wrong("Nearly all known songs would raise an alarm: the quantile counts from below.")
    if near((strange > np.quantile(strange, 1 - false_alarms)).mean()):
        return wrong("The threshold must come from the known songs: nobody has the strange ones beforehand.")
    if near(100 * truth):
        return wrong("Answer with a share between 0 and 1.")
    if near((strange > threshold).sum()):
        return wrong("That is how many they are. Which share of all strange songs is it?")
    return wrong("First the threshold from the known songs alone, then the share of strange ones beyond it.")


@checker("change the sound a little: its bass, its treble. Then ask the network again.")
def fooled(answer, original, truth, verdict_of):
    """A song that is nearly the same and gets a wrong verdict."""
    y, original = np.asarray(answer, float), np.asarray(original, float)
    if y.ndim != 1 or not 0.98 * len(original) < len(y) < 1.02 * len(original):
        return wrong(f"Keep the song as long as it was: one row of {len(original):,} samples.")
    if not np.isfinite(y).all() or not 0.1 < y.std() / original.std() < 10:
        return wrong("Keep it about as loud as it was: no more than ten times softer or louder.")
    length = min(len(y), len(original))
    levels = [
        features.log_mel((x[:length] / x.std()).astype(np.float32), num_filters=40) for x in (y, original)
    ]
    # How each band goes up and down, whatever its level: an equaliser leaves that, another sound does not.
    moves = [level - level.mean(axis=0) for level in levels]
    alike = np.corrcoef(moves[0].ravel(), moves[1].ravel())[0, 1]
    if alike < 0.8:
        return wrong("That is another sound: its bands no longer go up and down as they did. Change less.")
    after = verdict_of((y / max(1, np.abs(y).max())).astype(np.float32))
    if after == truth:
        return wrong(f"It still says {truth}. Change the colour more: MFCCs describe little else.")
    return right(f"{truth} has become {after}. Listen: is it still the same song to you?")
