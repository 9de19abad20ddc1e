"""Checks of notebook 10, beyond."""

from __future__ import annotations

import dataclasses

import numpy as np

from genrekit.checks import checker, number, right, wrong


@checker("one of 60, 65, 70 and 80. The best of sixteen is not picked at random: it is picked by its luck.")
def luckiest(answer):
    """The score, in per cent, that the best of sixteen equal systems shows: 60% true, 80 songs."""
    value = number(answer)
    if 68 <= value <= 72:
        return right("Nearly two standard deviations above the truth. Now let us see whether that is so.")
    if value == 10:
        return wrong("That is by how much it is too good, perhaps. Which *score* is reported?")
    if 0 < value <= 1:
        return wrong("Answer in per cent: 60, 65, 70 or 80.")
    if value == 60:
        return wrong("So much all sixteen have *together*. But the best of them was picked for its luck.")
    if 60 < value < 68:
        return wrong("So far a *single* system strays on a normal day. The best of sixteen had a lucky one.")
    if 72 < value <= 100:
        return wrong("That is nearly impossible: no system strays so far, not even the luckiest of sixteen.")
    return wrong("Can the best be worse than the truth about all of them? Choose 60, 65, 70 or 80.")


@checker(
    "draw how many songs each system has right, take the best of them, and repeat that a thousand times."
)
def winners_curse(answer, *, systems, songs, truth):
    """How much better the best of equal systems looks than it is, in points."""
    value = number(answer)
    rng = np.random.default_rng(0)
    scores = rng.binomial(songs, truth, (20_000, systems)) / songs
    best, spread = scores.max(axis=1), 100 * scores[:, 0].std()
    excess = 100 * (best.mean() - truth)

    def near(other, tolerance=0.7):
        return abs(value - other) <= tolerance

    # A thousand rounds come within a third of a point; a guess need not.
    if near(excess, 0.4):
        return right(f"About {excess:.1f} points, for nothing: all {systems} are equally good.")
    if near(excess, 1):
        return wrong("Near, but a thousand rounds come nearer. Did you draw, or guess? Or draw too few?")
    if near(100 * best.mean(), 1) or near(best.mean(), 0.01):
        return wrong("That is the score of the best. How many points *above the truth* is it?")
    if near(songs * (best.mean() - truth), 0.35) or near(songs * best.mean(), 1):
        return wrong(f"That is a number of *songs*. What is it as a share of {songs}, and in points?")
    if near(100 * (best.mean() / truth - 1)):
        return wrong("That is a share *of the truth*. Points are the difference of two scores in per cent.")
    if near(excess / 100, 0.007):
        return wrong("Answer in points: 0.01 is one point.")
    if near(0, 0.5):
        return wrong("Systems are right on average, all together. But we report the *best* of them.")
    if near(spread):
        return wrong(f"That is how far one system strays from the truth. How far is the best of {systems}?")
    if near(100 * (scores.max() - truth), 3) or value > excess:
        return wrong("That is too much. Take the mean over many repetitions, not the luckiest of them.")
    return wrong(f"Too little. In each repetition, take the best of {systems} systems.")


@checker("one number. First count how many numbers come into the layer, and how many go out.")
def weights_after_blocks(answer, *, moments, coefs, filters, genres):
    """How many numbers stand behind the last block if it is summed up by means and maxima over time."""
    value = number(answer)
    row = coefs * filters
    truth = 2 * row * genres + genres
    if value == truth:
        return right(f"{truth:,}, however long the crop is: {moments} does not come into it.")
    if value == truth - genres:
        return wrong("Nearly: each genre has an offset, too.")
    if value in (row * genres, row * genres + genres):
        return wrong("You counted the means or the maxima. Both are given to the last layer.")
    if value in [times * moments * row * genres + more for times in (1, 2) for more in (0, genres)]:
        return wrong(
            f"That has weights for each of the {moments} moments. Over these, mean and maximum are taken."
        )
    if value in (2 * filters * genres, 2 * filters * genres + genres):
        return wrong("Mean and maximum are taken over time only. What becomes of the coefficients?")
    if value == 2 * row:
        return wrong("So many numbers come *in*. Each has a weight for every genre.")
    return wrong(
        f"For each of {filters} filters and {coefs} coefficients there is a mean and a maximum, "
        f"and each has a weight for every one of {genres} genres."
    )


@checker("one matrix product, of the crop with what `models.mel_bands` gives.")
def bands(answer, crop, matrix):
    """Mel bands out of MFCCs."""
    value, crop, matrix = np.asarray(answer, float), np.asarray(crop, float), np.asarray(matrix, float)
    truth = crop @ matrix
    if value.shape == truth.T.shape and value.shape != truth.shape:
        return wrong("Time first: a row a frame, a column a band. Yours lies on its side.")
    if value.shape != truth.shape:
        return wrong(
            f"It should have a row a frame and a column a band, {truth.shape}; yours has {value.shape}."
        )
    if np.allclose(value, truth, rtol=1e-3, atol=1e-3):
        return right("One linear map, and the bands are back. It is fixed: nothing of it has to be learnt.")
    if np.allclose(value, crop):
        return wrong("These are the MFCCs still.")
    if np.allclose(value, crop @ matrix.T, rtol=1e-3, atol=1e-3):
        return wrong("The matrix is turned: its rows belong to the coefficients, its columns to the bands.")
    if np.allclose(np.corrcoef(value.ravel(), truth.ravel())[0, 1], 1, atol=1e-4):
        return wrong("The same picture, but on another scale. Is a mean or a factor taken off?")
    return wrong("Not the bands. Were the coefficients standardised first, or weighted otherwise?")


@checker("a function of crops, targets, shares and partners that returns mixed crops and mixed targets.")
def mixup(answer):
    """A function that lays crops over each other, and their targets in the same proportion."""
    if not callable(answer):
        return wrong("Give the function itself, without calling it: mix, not mix(...).")
    rng = np.random.default_rng(0)
    crops, targets = rng.standard_normal((5, 5, 3)), np.eye(4)[[0, 1, 2, 3, 0]]
    share, partner = np.array([0.6, 0.7, 0.8, 0.9, 0.75]), np.array([2, 4, 0, 1, 3])
    given = crops.copy(), targets.copy()
    found = answer(*given, share, partner)
    if not isinstance(found, (tuple, list)) or len(found) != 2:
        return wrong("It should return two things: the mixed crops and the mixed targets.")
    new, aims = (np.asarray(part, float) for part in found)
    if new.shape != crops.shape or aims.shape != targets.shape:
        return wrong(
            f"The shapes should stay {crops.shape} and {targets.shape}; yours are {new.shape}, {aims.shape}."
        )
    if not (np.array_equal(given[0], crops) and np.array_equal(given[1], targets)):
        return wrong("The given crops were changed. Return new ones: others may still need the old.")

    def mixed(part, weight):
        weight = weight.reshape(-1, *[1] * (part.ndim - 1))
        return weight * part + (1 - weight) * part[partner]

    if np.allclose(new, mixed(crops, share)) and np.allclose(aims, mixed(targets, share)):
        return right("Each crop keeps its share, and the targets say which.")
    if np.allclose(aims, targets) and np.allclose(new, mixed(crops, share)):
        return wrong("The sounds are mixed, but the targets still name one genre only.")
    if np.allclose(new, mixed(crops, 1 - share)) and np.allclose(aims, mixed(targets, 1 - share)):
        return wrong("The other way round: the share belongs to the crop itself, the rest to its partner.")
    if np.allclose(new, mixed(crops, share)):
        return wrong("The crops are right. Mix the targets by the same rule.")
    across = share[:, None] * crops + (1 - share[:, None]) * crops[partner]
    if np.allclose(new, across):
        return wrong("The shares ran along the frames: one share is for one *crop*. Give them two more axes.")
    later = crops.copy()
    for row, other in enumerate(partner):
        later[row] = share[row] * later[row] + (1 - share[row]) * later[other]
    if np.allclose(new, later):
        return wrong("Some partners were half mixed already. Read from the given crops, write into new ones.")
    return wrong("A crop should be share × crop + (1 - share) × its partner, `crops[partner]`.")


@checker('a list of names out of "equaliser", "gain", "masks" and "mixup".')
def no_matter(answer):
    """The augmentations that a network with centred crops cannot notice."""
    names = {str(name).strip().lower() for name in ([answer] if isinstance(answer, str) else answer)}
    strange = sorted(names - {"equaliser", "gain", "masks", "mixup"})
    if strange:
        return wrong(f'"{strange[0]}" is none of the four: equaliser, gain, masks, mixup.')
    if names == {"equaliser", "gain"}:
        return right("Both add the same to every frame of a crop, and just that is taken off again.")
    if "mixup" in names:
        return wrong("Mixup lays another song over the crop. Is that the same at every moment?")
    if "masks" in names:
        return wrong("A mask hides a stretch of time, and not the rest. Does the mean take that off?")
    if names:
        return wrong("That is one. Which other one adds the same number to every frame?")
    return wrong("Some do not matter: those that add the same number to every frame of a crop.")


@checker("one share, out of the share of the one and the share of the other.")
def by_chance(answer, one_wrong, other_wrong):
    """How often two networks would be wrong together if their mistakes had nothing in common."""
    value = number(answer)
    one, other = np.asarray(one_wrong, float), np.asarray(other_wrong, float)
    truth = one.mean() * other.mean()

    def near(target):
        return abs(value - target) <= 0.005

    if near(truth):
        together = (one * other).mean()
        return right(f"By chance {truth:.0%} of the songs; in truth it is {together:.0%}.")
    if near((one * other).mean()):
        return wrong("That is how often they *are* wrong together. How often would they be by chance?")
    if near(truth * len(one)):
        return wrong("That is a number of songs. Answer with a share.")
    if near(100 * truth):
        return wrong("Answer with a share between 0 and 1.")
    if near((1 - one.mean()) * (1 - other.mean())):
        return wrong("That is how often both would be right by chance. How often both wrong?")
    if near(one.mean() + other.mean()) or near((one.mean() + other.mean()) / 2):
        return wrong("Shares of things that happen together are multiplied, not added.")
    return wrong("Take how often the one is wrong, and how often the other is.")


@checker("`replace(base, ...)` with one setting changed.")
def own_step(answer, base, steps):
    """Settings that change one thing of the base, and that nobody has tried on this page."""
    if type(answer) is not type(base):
        return wrong("Answer with settings: `replace(base, ...)` gives them.")
    changed = [
        field.name
        for field in dataclasses.fields(base)
        if getattr(answer, field.name) != getattr(base, field.name)
    ]
    if not changed:
        return wrong("Nothing is changed. Which setting would you turn?")
    if len(changed) > 1:
        return wrong(f"{' and '.join(changed)} at once: if it helps, which of them did it? Change one thing.")
    if changed == ["network"]:
        return wrong("Other networks take no mel bands: that is two things at once. Leave `network` alone.")
    # The page trains for fewer epochs than the study: that makes no other step of it.
    alike = {"epochs": answer.epochs}
    taken = [
        name
        for name, step in steps.items()
        if type(step) is type(base) and changed != ["epochs"] and dataclasses.replace(step, **alike) == answer
    ]
    if taken:
        return wrong(
            f"That is {taken[0]!r}, which the study (below) has already. Try another value, or another thing."
        )
    old, new = getattr(base, changed[0]), getattr(answer, changed[0])
    return right(f"One thing changed: {changed[0]}, from {old} to {new}.")


@checker("a function of hits, names and a generator that returns one number: points.")
def flattered(answer):
    """A function that says by how many points the best of some systems looks better than it is."""
    if not callable(answer):
        return wrong("Give the function itself, without calling it: flattered, not flattered(...).")
    artists = np.array([f"artist {number}" for number in range(20)])
    by_whom, rng = np.repeat(artists, 5)[np.random.default_rng(1).permutation(100)], np.random.default_rng(2)
    # One system that has the songs of one artist right: whose they are, shows how the halves were dealt.
    hits = (by_whom == artists[7]).astype(float)[None]
    given = hits.copy(), by_whom.copy()
    found = answer(*given, rng)
    if found is ... or found is None:
        return wrong("The function should return a number of points; it returns nothing yet.")
    values = [found, *(answer(*given, rng) for _ in range(30))]
    if np.isnan(np.array(values, float)).any():
        return wrong("It gives nan: one half has no songs. A name stands in many places: draw it only once.")
    values = np.array([number(value) for value in values])
    if not (np.array_equal(given[0], hits) and np.array_equal(given[1], by_whom)):
        return wrong("The given arrays were changed. Make new ones: the next deal needs the old.")
    # Whole artists: all five hits are in one half, of so many artists.
    if len(set(np.round(values, 9))) == 1:
        others = [number(answer((by_whom == name).astype(float)[None], by_whom, rng)) for name in artists]
        if min(others) > 0 and _of_whole_artists(values[0]):
            return wrong("It is never below zero. A system that is worse on the first half has fewer points.")
        return wrong("It deals the same halves every time, or none. Shuffle the artists with `rng`.")
    if np.abs(values).max() < 0.2:
        return wrong("Answer in points: 0.01 is one point.")
    if np.abs(values).max() < 4:
        return wrong(
            "Does it take a mean of many deals? One call should be one deal. The mean comes in step 2."
        )
    if not all(_of_whole_artists(value) for value in values):
        if np.abs(np.abs(values) - 5).max() < 1e-6:
            return wrong(
                "You compare with *all* songs, half of which took part in the choice. "
                "(Or do you count songs? Points are differences of shares.)"
            )
        return wrong("Artists are torn apart: some of their songs are in one half, some in the other.")
    return _winner_of_first_half(answer)


def _of_whole_artists(points):
    """Whether a half of whole artists can give so many points, if one of twenty is right throughout."""
    return abs(points) > 5.1 and abs(100 / points - round(100 / points)) < 1e-6


def _winner_of_first_half(answer):
    """Whether the system is chosen by the first half, and judged by the other."""
    rng = np.random.default_rng(3)
    hits, by_whom = (rng.random((16, 80)) < 0.6).astype(float), np.array([f"{n}" for n in range(80)])
    truth = np.mean([_flattered(hits, by_whom, rng) for _ in range(400)])
    found = np.mean([number(answer(hits.copy(), by_whom.copy(), rng)) for _ in range(400)])
    clear = np.vstack([np.zeros((2, 80)), np.ones((1, 80))])
    sure = number(answer(clear, by_whom.copy(), rng))
    if abs(found - truth) < 2.5 and abs(sure) < 1e-9:
        return right(f"Of sixteen equals, in a test of ours, the best looks {found:.0f} points too good.")
    if abs(found + truth) < 2.5:
        return wrong(
            "The sign is turned: the score by which it was chosen, less the score on the other half."
        )
    if abs(found) < 2.5 and abs(sure) < 1e-9:
        return wrong("It flatters nobody. Choose by *one* half, and judge *the same* system by the other.")
    if abs(found - truth / 2) < 2:
        return wrong(
            "You compare with all songs, or with a choice by all. Judge it by the *other* half alone."
        )
    return wrong("Choose the best system of the first half, and follow *that* system to the other half.")


def _flattered(hits, by_whom, rng):
    names = rng.permutation(np.unique(by_whom))
    mine = np.isin(by_whom, names[: len(names) // 2])
    winner = hits[:, mine].mean(axis=1).argmax()
    return 100 * (hits[winner, mine].mean() - hits[winner, ~mine].mean())
