"""Checks of notebook 09, honest scores."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy.signal import butter, sosfiltfilt

from genrekit import evaluation
from genrekit.audio import SR
from genrekit.checks import checker, number, right, wrong


@checker('a list of the three names, such as ["songs", "pieces", "artists"], the highest score first.')
def rungs(answer):
    """The protocols, from the highest score to be expected to the lowest."""
    names = [str(name).strip().lower() for name in answer]
    if sorted(names) != ["artists", "pieces", "songs"]:
        return wrong('Name each of "pieces", "songs" and "artists" once.')
    if names == ["pieces", "songs", "artists"]:
        return right(
            "Pieces at random: it has heard the song. Songs: it may know the artist. Artists: all is new."
        )
    if names == ["artists", "songs", "pieces"]:
        return wrong("That is the order from the hardest exam to the easiest. The highest score comes first.")
    if names[0] == "songs":
        return wrong("With pieces at random, other pieces of the same song are learnt from. What follows?")
    if names[0] == "artists":
        return wrong("With artists at random nothing is known of a test artist. Is that the easiest exam?")
    return wrong("Which is easier: a new song by somebody whose sound is known, or a new song by a stranger?")


@checker("draw the names of the groups that go to the test, then see which rows have one of these names.")
def whole_groups(answer):
    """A function that deals whole groups of a table's rows, such as songs, to the test."""
    if not callable(answer):
        return wrong("Give the function itself, without calling it: deal, not deal(...).")
    table = _table_of_pieces()
    found, again = (
        {column: np.asarray(answer(table, column, np.random.default_rng(1))) for column in ("song", "artist")}
        for _ in range(2)
    )
    for column, test in found.items():
        if test.shape != (len(table),) or test.dtype != bool:
            return wrong("The function should return True or False for each row: np.isin gives just that.")
        if not np.array_equal(test, again[column]):
            return wrong("Twice the same rng, and two results. Draw with rng.choice, not with np.random.")
        names = table[column].to_numpy()
        split = np.intersect1d(names[test], names[~test])
        if len(split) and column == "artist":
            return wrong(
                f"For songs, perhaps, but {len(split)} artists are on both sides. Deal out the groups of the "
                "column that was asked for."
            )
        if len(split):
            return wrong(f"{len(split)} of 60 songs have pieces on both sides. Draw songs, not rows.")
        share = len(set(names[test])) / table[column].nunique()
        if not test.any():
            return wrong(
                "No row is in the test. Did you draw places (numbers)? np.isin compares with *names*."
            )
        if math.isclose(share, 0.6, abs_tol=0.09):
            return wrong("60% of the groups are True. It should be the test: 40%.")
        if share > 0.7:
            return wrong(
                f"{share:.0%} of the groups are in the test. A name stands in many rows: draw from names "
                "of which each is there once."
            )
        if abs(share - 0.4) > 0.03:
            return wrong(
                f"{share:.0%} of the groups are in the test. Take 40% of them, and none of them twice "
                "(replace=False, and out of names of which each is there once)."
            )
    artists = table["artist"].to_numpy()
    if not len(np.intersect1d(artists[found["song"]], artists[~found["song"]])):
        return wrong("Asked for songs, it keeps artists together. Deal out the groups of the given column.")
    others = [answer(table, "song", np.random.default_rng(seed)) for seed in (2, 3, 4)]
    if all(np.array_equal(other, found["song"]) for other in others):
        return wrong("It deals the same way whatever rng is given. Draw with rng, so that a seed decides.")
    return right("No group is torn apart, whichever column it is, and the seed decides.")


def _table_of_pieces():
    """Five pieces each of 60 songs by 20 artists, in no order."""
    song = np.repeat(np.arange(60), 5)
    table = pd.DataFrame(
        {
            "genre": np.array(["blues", "rock"])[song % 2],
            "artist": [f"artist {number // 3}" for number in song],
            "song": [f"song {number}" for number in song],
        },
        index=[f"song {number}#{piece}" for number, piece in zip(song, np.tile(range(5), 60), strict=True)],
    )
    return table.iloc[np.random.default_rng(0).permutation(len(table))]


@checker("draw as many artists as there are, with replacement, with all their songs; then 2.5% and 97.5%.")
def artist_interval(answer, hits, artists):
    """A 95% interval for the accuracy, by drawing artists anew."""
    low, high = (number(end) for end in answer)
    truth = evaluation.bootstrap(hits, artists)
    by_song = evaluation.bootstrap(hits)
    width = truth[1] - truth[0]

    def off(ends, scale=1.0):
        return max(abs(low / scale - ends[0]), abs(high / scale - ends[1]))

    # The ends move in steps of a song, and where songs are few, a step is large.
    room = 0.1 * width + max(0.004, 1.01 / len(hits))

    def near(ends, scale=1.0):
        return off(ends, scale) <= room

    ninety = evaluation.bootstrap(hits, artists, confidence=0.9)
    slips = {
        "You cut off 5% on each side: that is a 90% interval. Cut off 2.5% on each.": ninety,
        "Too narrow. Did you draw more artists than there are (as many as songs, perhaps)? Or is that one "
        "standard deviation to each side? 95% are almost two.": evaluation.bootstrap(
            hits, artists, confidence=0.683
        ),
    }
    # Songs and artists may give the same interval: where each artist has one song, for example.
    if np.abs(np.subtract(by_song, truth)).max() > 0.1 * width:
        songs = "You drew songs. Songs of one artist stand and fall together: draw artists."
        if abs(off(by_song) - off(ninety)) <= 0.004:
            songs = (
                "You drew songs, or you cut off 5% on each side (a 90% interval): here both look alike. "
                "Draw artists, and cut off 2.5% on each side."
            )
        slips[songs] = by_song
    likeliest = min(slips, key=lambda slip: off(slips[slip]) - 0.004 * (slips[slip] is by_song))
    if low > high:
        return wrong("The lower end comes first.")
    closer = off(truth) <= off(slips[likeliest]) + (1.01 / len(hits) if len(hits) < 100 else 0)
    if near(truth) and closer:
        return right(
            f"{low:.1%} to {high:.1%}. Drawn by song it would be {by_song[0]:.1%} to {by_song[1]:.1%}."
        )
    if near(truth, 100):
        return wrong("The numbers are right as per cent. Give shares between 0 and 1.")
    if high - low < 0.1 * width:
        return wrong("Hardly any width: did you draw with replacement, and a new draw every time?")
    if near(slips[likeliest]):
        return wrong(likeliest)
    if high - low > 1.3 * width:
        return wrong("Too wide. The smallest and the largest draw are no interval: take the 2.5% and 97.5%.")
    return wrong("Draw artists with replacement, pool the songs of all that were drawn, average; 1000 times.")


@checker("evaluation.power gives how often it is noticed; try more and more songs until it reaches 0.8.")
def songs_for_power(answer, only_first, only_second):
    """How many songs McNemar's test needs to notice a difference four times of five."""
    value = number(answer)
    truth = evaluation.songs_needed(only_first, only_second)
    disputed, lead = only_first + only_second, abs(only_first - only_second)

    def near(other, tolerance=0.02):
        return abs(value - other) <= tolerance * other

    if near(truth):
        return right(f"About {truth:,} songs, and the same for both. GTZAN has 1,000 in all.")
    if near(truth * disputed):
        return wrong("That is how many songs will be *in dispute*. How many must be tested to have so many?")
    if near(1.96**2 * disputed / lead**2):
        return wrong("With so many it is noticed half of the time only: you left no room for bad luck.")
    if near(evaluation.songs_needed(only_first, only_second, power=0.9)):
        return wrong("That is for a power of 90%. Asked for are 80%.")
    if near(evaluation.songs_needed(only_first, only_second, alpha=0.1)):
        return wrong("That is with the line at p = 0.1 (or a test of one side). The line is 0.05.")
    if 0 < value <= 1:
        return wrong("That is a power. Which number of songs gives 0.8?")
    reached = evaluation.power(only_first, only_second, max(value, 1))
    return wrong(f"With {value:,.0f} songs the power is {reached:.0%}. It should be 80%.")


@checker("a list of pairs of row numbers, such as [(3, 17), (5, 40)].")
def copies(answer, planted):
    """Pairs of rows that are copies of each other."""
    pairs = [tuple(int(number(row)) for row in pair) for pair in answer]
    if any(len(pair) != 2 for pair in pairs):
        return wrong("Each entry should be a pair: the two rows that are the same recording.")
    if any(one == other for one, other in pairs):
        return wrong("A row is at no distance from itself: leave out such pairs.")
    found, truth = {frozenset(pair) for pair in pairs}, {frozenset(pair) for pair in planted}
    if found == truth:
        return right(f"All {len(truth)} of them, and no other.")
    if not found:
        return wrong("None found. A copy may be louder, and a little different in every number.")
    if found > truth:
        return wrong(
            f"All {len(truth)} are among them, but {len(found - truth)} pairs are different songs. "
            "Look at the distances: where is the gap?"
        )
    if found < truth:
        return wrong(f"{len(found)} are right, but some are missing. Does your limit lie in the gap?")
    return wrong(
        f"{len(found & truth)} of {len(truth)} found, {len(found - truth)} wrong. "
        "Take the *smallest* distances, as far as the gap."
    )


#: Where the sound of `ablation` hums: at both ends and in the middle of what the page plants.
_HUMS = (12.5, 15, 18)


@checker("a function that takes samples and returns as many, without what lies below 20 Hz.")
def ablation(answer):
    """A function that takes a hum out of a sound, and leaves the music."""
    if not callable(answer):
        return wrong("Give the function itself, without calling it.")
    hz, seconds = np.fft.rfftfreq(8 * SR, 1 / SR), np.arange(8 * SR) / SR
    rng = np.random.default_rng(0)
    spectrum = np.fft.rfft(rng.standard_normal(len(seconds))) * (hz > 60)
    music = 0.1 * np.fft.irfft(spectrum, len(seconds))
    # As on the page, clips hum at frequencies of their own: here one sound has three of them.
    hums = sum(np.sin(2 * np.pi * hertz * seconds) for hertz in _HUMS)
    y = (music + 0.03 * hums).astype(np.float32)
    cleaned = np.asarray(answer(y.copy()), float)
    if cleaned.shape != y.shape or not np.isfinite(cleaned).all():
        return wrong("It should return as many finite samples as it was given.")
    # Edges ring: a second at either end is not judged.
    inner = slice(SR, -SR)
    levels = [_levels(sound[inner]) for sound in (y, cleaned)]
    *hums, lowest, bass, treble = (after - before for before, after in zip(*levels, strict=True))
    hum = max(hums)
    if min(lowest, bass) < -1.5 and treble > -1.5:
        return wrong(f"The hum is {-hum:.0f} dB weaker, but the bass is weaker, too. Cut lower, or steeper.")
    if max(abs(lowest), abs(bass), abs(treble)) > 1.5:
        return wrong("The music is no longer the same. A high-pass lets pass what is *above* its frequency.")
    above = butter(8, 80, "highpass", fs=SR, output="sos")
    before, after = (sosfiltfilt(above, sound)[inner] for sound in (y, cleaned))
    if np.corrcoef(before, after)[0, 1] < 0.95:
        return wrong(
            "The music is as loud as before, but its wave is another one: turned over, or moved in time? "
            "sosfiltfilt leaves every sound where it was."
        )
    if max(hums) > -1 and min(hums) > -20:
        return wrong("The hum is still there.")
    if hum > -20 >= min(hums) and not hums[0] <= hums[1] <= hums[2]:
        return wrong(
            "It takes one tone out and leaves its neighbours. Every clip hums at another frequency, 12 to "
            "18 Hz: all of that has to go."
        )
    if hum > -20:
        return wrong(f"The hum is only {-hum:.0f} dB weaker; 20 are asked for. Cut steeper, or higher.")
    return right(f"The hum is {-hum:.0f} dB weaker, the music above 80 Hz as loud as before.")


def _levels(y):
    """Levels of the three hums, of the lowest, the low and the high notes, in dB."""
    power = np.abs(np.fft.rfft(y * np.hanning(len(y)))) ** 2
    hz = np.fft.rfftfreq(len(y), 1 / SR)
    bands = (*((hertz - 0.6, hertz + 0.6) for hertz in _HUMS), (80, 90), (90, 300), (300, 8000))
    return [10 * np.log10(power[(hz >= low) & (hz < high)].sum() + 1e-12) for low, high in bands]


@checker("which of the two lists was made as your 0.5 was? A share of that list is asked for.")
def chance_of_best(answer, ours, printed, best):
    """How often matrices with nothing in common reach a likeness in their best order."""
    value = number(answer)
    printed, best = np.asarray(printed, float), np.asarray(best, float)

    def near(other, room=0.011):
        return abs(value - other) <= room

    truth, single = (best >= ours).mean(), (printed >= ours).mean()
    if near(truth) or near((1 + (best >= ours).sum()) / (1 + len(best))):
        return right(f"{truth:.0%}. A single order reaches it in {single:.1%} of cases.")
    if value == 0 and truth > 0:
        return wrong("Not never: look at the red hump. How many of `best` reach ours?")
    if value > 0 and (near(single, 0.006) or near((1 + (printed >= ours).sum()) / (1 + len(printed)), 0.006)):
        return wrong("That is the chance for an order fixed beforehand. We *searched*: so must the others.")
    if near(1 - truth):
        return wrong("That is the share that stays below. How many reach it?")
    reached = (best >= ours).sum()
    if near(reached, min(0.5, 0.01 * reached)):
        return wrong("That is how many they are. Which share is it?")
    if near(100 * truth, 2 * truth):
        return wrong("Answer with a share between 0 and 1.")
    return wrong("Neither list gives that. Count how many of the right one reach ours, out of all of them.")


@checker("an array of answers that is longer than `hits`, although nobody has tested another song.")
def narrowed(answer, hits):
    """Answers that make Wilson's interval half as wide without a new song."""
    hits, padded = np.asarray(hits, float), np.asarray(answer, float)
    if padded.ndim != 1 or not np.isin(padded, (0, 1)).all():
        return wrong("It should be a row of answers, each of them True or False.")
    if len(padded) == len(hits):
        return wrong("There are as many answers as before. What does the formula think they are?")
    if len(padded) < len(hits):
        return wrong("That is fewer answers, and fewer make it wider.")
    if abs(padded.mean() - hits.mean()) > 0.005:
        return wrong(f"The score was {hits.mean():.1%} and is now {padded.mean():.1%}. It should stay.")
    before, after = (evaluation.accuracy(some.sum(), len(some)) for some in (hits, padded))
    ratio = (after.high - after.low) / (before.high - before.low)
    # In a very small exam even four times as many leave a little more than half.
    if ratio > 0.56 and len(padded) < 4 * len(hits):
        return wrong(f"{ratio:.0%} of the width. Not half yet: it shrinks with the *root* of the number.")
    if len(padded) > 6 * len(hits):
        return wrong(f"{ratio:.0%} of the width: more than was asked for. How many of each make it half?")
    return right(f"{ratio:.0%} of the width, and nobody knows more than before. Four times one is not four.")


@checker("leave out what is not new, then evaluation.paired of what remains, 26 less 18.")
def referee(answer):
    """A function that compares two systems on the songs that count."""
    if not callable(answer):
        return wrong("Give the function itself, without calling it: referee, not referee(...).")
    sent, learnt = _paper()
    given = sent.copy(), learnt.copy()
    found = answer(*given)
    if found is ... or found is None:
        return wrong("The function returns nothing yet. Return what `evaluation.paired` gives.")
    if not (given[0].equals(sent) and given[1].equals(learnt)):
        return wrong("The given tables were changed. Make a new one of what remains.")
    if not isinstance(found, evaluation.Paired):
        return wrong("Return all that `evaluation.paired` gives, with difference, low and high.")
    met, heard = sent["artist"].isin(learnt["artist"]), sent.index.isin(learnt.index)

    def same(one, other):
        ends = [abs(getattr(one, key) - getattr(other, key)) for key in ("low", "high")]
        return abs(one.difference - other.difference) < 1e-9 and max(ends) < 0.03

    truth = _duel(sent[~met])
    if same(found, truth):
        return right("What is new counts, and an artist is one witness. Nobody asked for more.")
    if abs(found.difference + truth.difference) < 1e-9:
        return wrong("The sign is turned: 26 less 18 was asked for.")
    if abs(found.difference - truth.difference) < 1e-9:
        return wrong("The right songs, but not the right witnesses: songs of one artist fail together.")
    slips = {
        "These are all the songs. Some of them were learnt from.": sent,
        "The copies are out. But what of the other songs by artists who were met in the training?": sent[
            ~heard
        ],
        "You kept what was known and left out what is new. Turn it round.": sent[met],
        "Only what was learnt from is left. Turn it round, and think of the artists, too.": sent[heard],
    }
    for message, rows in slips.items():
        if abs(abs(found.difference) - abs(_duel(rows).difference)) < 1e-9:
            return wrong(message)
    return wrong("Other songs than those by artists of whom nothing was learnt. Which did you leave out?")


def _duel(rows):
    return evaluation.paired(rows["26"].to_numpy(), rows["18"].to_numpy(), rows["artist"].to_numpy())


def _paper():
    """A paper to referee: 45 artists of four songs, a third of whom was met, some of their songs learnt."""
    rng = np.random.default_rng(7)
    artist = np.repeat([f"artist {number}" for number in range(45)], 4)
    whole = rng.random(45)[:, None] + 0.25 * rng.standard_normal((45, 4))
    sent = pd.DataFrame({"artist": artist}, [f"song {number}" for number in range(180)])
    sent["26"] = (whole > 0.35).ravel()
    # Whole artists are lost or won: with songs as witnesses the interval is too narrow.
    turned = np.repeat(rng.random(45) < 0.3, 4)
    sent["18"] = sent["26"] ^ turned
    met = np.repeat(np.arange(45) % 3 == 0, 4)
    heard = met & (np.arange(180) % 4 < 2)
    sent.loc[heard, "18"] = True
    learnt = pd.concat(
        [sent.loc[heard, ["artist"]], pd.DataFrame({"artist": ["other"] * 9}, list("abcdefghi"))]
    )
    return sent.iloc[rng.permutation(180)], learnt
