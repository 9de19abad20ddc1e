"""Checks of notebook 08, your song."""

from __future__ import annotations

import math

import numpy as np

from genrekit import features
from genrekit.checks import checker, number, right, wrong


@checker("a crop is mixed if the border lies between its start and its end. Where are the middles of these?")
def mixed(answer, crop_seconds, step, part_seconds=15.0):
    """For how many seconds the answers come from crops that hold some of both parts of a medley."""
    value = number(answer)
    if abs(value - crop_seconds) <= max(0.65, step):
        return right(
            f"The middles of mixed crops lie up to {crop_seconds / 2:.2f} s before the border and behind it."
        )
    if value == 0:
        return wrong("A crop lasts several seconds. Those that hold the border know some of both parts.")
    if abs(value - step) < 0.01:
        return wrong("That is how far the next crop lies from this one. Many crops hold the border.")
    if abs(value - crop_seconds / 2) <= 0.3:
        return wrong("That is one side of the border. What do the crops on the other side of it hold?")
    if abs(value - 2 * crop_seconds) <= 0.6:
        return wrong(
            "So long is all that these crops hold together, from the start of the first to the end of the "
            "last. But each answer is drawn at the middle of its crop. (Or have you counted crops?)"
        )
    if abs(value - crop_seconds / step) <= 1.3:
        return wrong(
            "That is how many crops hold the border. For how many seconds do their answers stand there?"
        )
    if abs(value - part_seconds) < 0.5:
        return wrong("So long is a whole part. In its middle the crops hold nothing but this part.")
    return wrong("Move a crop over the border: where is its middle when it first touches it, and when last?")


@checker("a crop holds the moment if its middle is no further away than half a crop. Count these.")
def crops_that_hold(answer, times, moment, crop_seconds):
    """How many crops hold a moment of the song."""
    value = number(answer)
    away, reach = np.abs(times - moment), crop_seconds / 2
    truth = int((away <= reach).sum())
    # A crop that ends at this very moment may be counted or not.
    if value.is_integer() and (away < reach - 1e-6).sum() <= value <= (away <= reach + 1e-6).sum():
        truth = int(value)
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
    if value in (int((times <= moment + reach).sum()), int((times >= moment - reach).sum())):
        return wrong("That counts all crops up to the moment or from it on. A distance has no sign: np.abs.")
    if len(times) > 1 and abs(value - crop_seconds / np.diff(times).mean()) <= 1:
        return wrong("On paper it is about that. Now count: which of followed.times are near enough?")
    return wrong("Compare the distance |times - moment| with half of crop_seconds, and count the True.")


@checker("argmax over the genres gives the leader of each step. Where is it another than a step before?")
def changes(answer):
    """A function that counts how often the leading genre changes from one step to the next."""
    if not callable(answer):
        return wrong("A function is asked for: def count_changes(probabilities), which returns a number.")
    # In the first, each usual mistake gives another number.
    rng = np.random.default_rng(173)
    back = np.eye(4)[[3, 3, 0, 0, 3, 2, 2, 2, 0, 3]] * 0.6 + 0.1
    songs = (rng.dirichlet(np.ones(6), 16), back, rng.dirichlet(np.ones(10), 25), back[:1])
    as_wholes = (
        "Your comparison gives a single True or False: two lists are compared as wholes, two arrays entry by "
        "entry. Make an array of your leaders: np.array(...)."
    )
    for probabilities in songs:
        given = probabilities.copy()
        try:
            got = answer(given)
        except (AttributeError, TypeError) as error:
            if "'bool' object" in str(error):
                return wrong(as_wholes)
            raise
        if isinstance(got, bool):
            return wrong(as_wholes)
        if not np.array_equal(given, probabilities):
            return wrong("Your function changes the probabilities that it is given. Leave them as they are.")
        fault = _count_fault(got, probabilities)
        if fault:
            if isinstance(got, (int, float, np.number)) and all(answer(one.copy()) == got for one in songs):
                return wrong(
                    "It gives the same number for every song. Does it use its `probabilities`? Does `return` "
                    "stand inside a loop?"
                )
            return wrong(fault)
    return right("It counts every change, also the one back to a genre that has led before.")


def _count_fault(got, probabilities):
    """What is wrong with a count of changes; empty if nothing is."""
    if got is None:
        return "The function returns nothing. Does it end with return?"
    if got is ...:
        return "Replace the three dots in the function."
    leading = probabilities.argmax(axis=1)
    differs = leading[1:] != leading[:-1]
    if np.size(got) > 1 or np.ndim(got) == 1:
        if np.size(got) == len(differs) and np.array_equal(np.ravel(got), differs):
            return "That says for each step whether there is a change. How many are they? True counts as 1."
        return "One number should come back: how many changes there are."
    value, truth = number(got), int(differs.sum())
    if value == truth:
        return ""
    jumps = np.diff(leading)
    columns = probabilities.argmax(axis=0)
    named = (
        (
            truth + 1,
            "One too many. There are so many stretches, but between n stretches there are n - 1 changes. (Or "
            "does a loop compare the first step with the last?)",
        ),
        (
            len(np.unique(leading)),
            "That is how many genres lead somewhere. One that comes back counts again.",
        ),
        (len(np.unique(leading)) - 1, "A genre that comes back is a change again: compare step with step."),
        (
            np.abs(jumps).sum(),
            "You add up how far the numbers of the genres lie apart. Count where they differ.",
        ),
        (jumps.sum(), "You add up differences, and those up and down cancel out. Count where they differ."),
        (len(differs) - truth, "That is how often it stays the same. Turn the comparison round."),
        (
            differs.mean() if len(differs) else 0,
            "That is the share of steps with a change. How many are they?",
        ),
        (
            (columns[1:] != columns[:-1]).sum(),
            "You look for the largest number along time. The genres stand side by side: axis=1.",
        ),
        (
            (np.diff(probabilities, axis=0) != 0).any(axis=1).sum(),
            "You count every step. Only a change of the *leading* genre counts. (Or have you taken the len "
            "of a comparison? It counts each False, too; a sum does not.)",
        ),
    )
    for other, why in named:
        if math.isclose(value, other, abs_tol=1e-3):
            return why
    if len(differs) and value == differs[0]:
        return "That counts the first step alone. Does `return` stand inside the loop?"
    if value == truth - 1:
        return "One change is missing. Does a loop stop too early, or begin too late?"
    return "Compare leading[1:] with leading[:-1] and count where they differ."


@checker(
    "raise the level until, of the songs that are left, at most half as large a share is wrong as of all."
)
def level_of_silence(answer, sureness, hits):
    """The lowest sureness from which on the share of wrong answers is at most half that of all songs."""
    value = number(answer)
    sureness, hits = np.asarray(sureness, float), np.asarray(hits, bool)
    allowed = (1 - hits.mean()) / 2

    def share_wrong(level):
        return 1 - hits[sureness >= level].mean() if (sureness >= level).any() else 0.0

    if not 0 <= value <= 1:
        return wrong("A level is a probability, from 0 to 1. For 60% write 0.6.")
    steps = [step / 20 for step in range(21)]
    truth = next(level for level in steps if share_wrong(level) <= allowed + 1e-9)
    answered = int((sureness >= value).sum())
    if answered == 0 and truth < value:
        return wrong("With this level it never says anything. So it makes no mistakes, and is of no use.")
    if share_wrong(value) > allowed + 1e-9:
        return wrong(
            f"Of the {answered} songs that it answers, {share_wrong(value):.1%} are wrong; of all songs "
            f"{2 * allowed:.1%}. At most half of that is asked for. In which direction must the level go?"
        )
    if value <= truth + 1e-6:
        return right(
            f"It answers {answered} of {len(hits)} songs, and {share_wrong(value):.1%} of these are wrong."
        )
    silent = int((sureness >= truth).sum()) - answered
    return wrong(
        f"Few enough are wrong, but a lower level would do, too: it keeps silent about {silent} songs more "
        "than it has to. Go down in steps of 0.05."
    )


@checker("np.quantile of the known surprises is the threshold. Which share of the strange lies beyond?")
def alarms(answer, known, strange, false_alarms, tested=None):
    """Share of strange songs that raise an alarm where a given share of the known ones does.

    With the surprises of test songs, it also knows the share that a threshold from these would give.
    """
    value = number(answer)
    known, strange = np.asarray(known, float), np.asarray(strange, float)
    threshold = np.quantile(known, 1 - false_alarms)
    truth = (strange > threshold).mean()

    def near(other, tolerance=0.006):
        return abs(value - other) <= tolerance

    # Whoever sorts the surprises and takes one of them is as right as whoever takes a number in between.
    for limit in (threshold, np.quantile(known, 1 - false_alarms, method="higher")):
        caught = (strange > limit).mean()
        if near(caught, min(0.006, 0.4 / len(strange))):
            return right(
                f"Beyond {limit:.2f} lie {(known > limit).mean():.0%} of the watched songs, and "
                f"{caught:.0%} of the strange ones."
            )
    if near(1 - truth):
        return wrong("That is the share that raises no alarm. Surprises *beyond* the threshold do.")
    if near((strange > np.quantile(known, false_alarms)).mean()):
        return wrong("Nearly all known songs would raise an alarm: the quantile counts from below.")
    own_share = (strange > np.quantile(strange, 1 - false_alarms)).mean()
    if near(own_share) or near((known > threshold).mean()):
        return wrong(
            "The threshold must come from the known songs (nobody has the strange ones beforehand), and the "
            "share from the strange ones."
        )
    if near(threshold):
        return wrong("That is the threshold. Which share of the strange songs lies beyond it?")
    if near((strange > np.quantile(np.concatenate((known, strange)), 1 - false_alarms)).mean()):
        return wrong("That threshold comes from known and strange songs together. Take the known ones alone.")
    if tested is not None and near((strange > np.quantile(tested, 1 - false_alarms)).mean()):
        return wrong(
            "That is the share beyond a threshold from the test songs. They are for testing: take the "
            "watched ones. (Or have you sorted these and taken the next lower? np.quantile "
            "goes between the two.)"
        )
    if near((strange > np.quantile(known, 0.95)).mean()):
        return wrong("That is with 5% false alarms, as the kit has them. You can afford more than that.")
    if tested is not None and near((np.asarray(tested) > threshold).mean()):
        return wrong(
            "Those are the false alarms among the test songs. How many of the *strange* songs is it?"
        )
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
    if not np.isfinite(y).all():
        return wrong("Some samples are no finite numbers. Does your change divide by zero, or grow endless?")
    if not 0.1 < y.std() / original.std() < 10:
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
    peak = np.abs(y).max()
    after = verdict_of((y / max(1, peak)).astype(np.float32))
    if np.array_equal(y, original) and after != truth:
        return wrong(
            "`my_song` and `target` are the same, so `target` has been changed, too. Run the cell that makes "
            "`target` again, and begin with a copy: my_song = target.copy()"
        )
    if after == truth and peak > 1 and verdict_of(y.astype(np.float32)) != truth:
        return wrong(
            f"Its samples reach {peak:.3g}, and a sound file holds 1 at most. Turned down to that, it is "
            f"{truth} again: it was the loudness that did it. Change the colour."
        )
    if after == truth:
        return wrong(f"It still says {truth}. Change the colour more: its MFCCs tell that above all.")
    return right(f"{truth} has become {after}. Listen: is it still the same song to you?")
