"""Checks of notebook 06, confusion matrices."""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

from genrekit import corpus
from genrekit.checks import checker, number, right, wrong
from genrekit.genres import GENRES


@checker("of all songs in the column of this label, which share lies on the diagonal?")
def precision(answer, matrix, label):
    """Precision of one label, worked out from a confusion matrix."""
    value = number(answer)
    found, called, songs = matrix.loc[label, label], matrix[label].sum(), matrix.loc[label].sum()
    truth, total = found / called, matrix.to_numpy().sum()

    def near(other):
        return abs(value - other) <= 0.0051

    if near(truth):
        return right(
            f"Of {called} songs called {label}, {found} are. Such a label is right {truth:.0%} of the time."
        )
    if abs(value - 100 * truth) <= 0.51:
        return wrong("The number is right as a percentage. Give it as a share between 0 and 1.")
    if songs and near(found / songs):
        return wrong("That is the recall: you went along the row. Precision goes down the column.")
    if near(1 - truth):
        return wrong(f"That is the share of the label {label} that is wrong. Which share is right?")
    if near(np.diag(matrix).sum() / total):
        return wrong("That is the accuracy, over all genres. Look at one column only.")
    if near(found / total) or near(called / total):
        return wrong(
            "You divided by all test songs. Divide by those that were called so: the sum of the column."
        )
    if value in (found, called):
        return wrong("That is a number of songs. Precision is a share: one number divided by another.")
    return wrong(f'Divide the diagonal cell of {label} by the sum of its column, matrix["{label}"].sum().')


@checker('leave the diagonal out and add up each column. Answer with a name in quotes, such as "jazz".')
def magnet(answer, matrix):
    """The genre that attracts most songs of other genres."""
    if not isinstance(answer, str):
        raise TypeError("a name in quotes is asked for")
    name = answer.strip().lower()
    names = {str(genre).lower(): genre for genre in matrix.columns}
    if name not in names:
        return wrong(f"{answer!r} is none of the genres: {', '.join(map(str, matrix.columns))}.")
    genre = names[name]
    found = np.diag(matrix)
    strangers, lost = matrix.sum(axis=0) - found, matrix.sum(axis=1) - found
    if strangers[genre] == strangers.max():
        if strangers.max() == 0:
            return right("There is not a single mistake in this matrix, so no genre attracts any.")
        return right(f"{strangers[genre]} songs of other genres were called {genre}.")
    if lost[genre] == lost.max():
        return wrong(f"{genre} *loses* most songs: that is its row. A magnet shows in its column.")
    if matrix[genre].sum() == matrix.sum(axis=0).max():
        return wrong(
            f"{genre} is the commonest answer, but many of these songs truly are {genre}. Leave them out."
        )
    return wrong(
        f"{strangers[genre]} songs of other genres were called {genre}; another genre attracts more."
    )


@checker("square both sides, then multiply by n and divide by 0.01 squared.")
def songs_needed(answer, p_1, p_2):
    """How many songs each experiment needs before a lead of one point leaves its interval."""
    value = number(answer)
    spread = p_1 * (1 - p_1) + p_2 * (1 - p_2)
    truth = 1.96**2 * spread / 0.01**2

    def near(other, tolerance=0.005):
        return abs(value - other) <= tolerance * other

    if near(truth, 0.03):
        return right(f"About {round(truth, -2):,.0f} test songs in each experiment, for a single point.")
    if near(2 * truth, 0.03):
        return wrong("That is for both experiments together. How many in each?")
    if near(1.96 * spread / 0.01**2):
        return wrong("You forgot to square 1.96: it stood outside the root.")
    if near(1.96**2 * p_1 * (1 - p_1) / 0.01**2) or near(1.96**2 * p_2 * (1 - p_2) / 0.01**2):
        return wrong("That is the luck of one experiment alone. Both have luck: add the two terms.")
    if near(truth * 0.01, 0.03):
        return wrong("Square the 0.01 as well: it stands for a whole side of the equation.")
    if near(math.sqrt(truth), 0.03):
        return wrong("You have taken a root too many: squaring both sides makes it disappear.")
    if near(truth * 0.01**2, 0.03):
        return wrong("One point is 0.01 when accuracies are shares. You seem to have taken it for 1.")
    if near(spread / 0.01**2):
        return wrong("The 1.96 got lost. It says how wide an interval has to be to hold 95%.")
    return wrong("Solve step by step: 0.01**2 = 1.96**2 * (...) / n, and so n = 1.96**2 * (...) / 0.01**2.")


@checker(
    "in the best case the second network is right only where the first is, too. How many disputes are left?"
)
def best_p(answer, right_1, right_2):
    """The smallest p that McNemar's test can give for two totals."""
    value, lead = number(answer), abs(right_1 - right_2)
    truth = min(1.0, 2 * 0.5**lead)

    def near(other):
        return abs(value - other) <= 0.02 * other

    if near(truth):
        return right(
            f"{lead} songs in dispute, all won by one side: p = {truth:.3f}. Even so, it could well be luck."
        )
    if near(stats.binomtest(15, 26).pvalue):
        return wrong(
            "You looked closer than asked: genre by genre at least 26 songs are in dispute. "
            "What do the two totals alone allow?"
        )
    if abs(value - 100 * truth) <= 0.5:
        return wrong("In per cent, yes. Give p as a share between 0 and 1.")
    if near(0.5**lead):
        return wrong(
            "That is one side only. A lead of the other network would have impressed us as much: double it."
        )
    if near(stats.binomtest(right_1, right_1 + right_2).pvalue):
        return wrong("You tossed a coin for every right answer. Songs that both have right decide nothing.")
    if value == lead:
        return wrong("That is how many songs are in dispute. What is p when all of them fall to one side?")
    if value == 0:
        return wrong("Four coins do fall on the same side now and then. How often?")
    return wrong(f"Toss {lead} coins. How often do they all show the same side, heads or tails?")


@checker("a Recipe with a name and two artists, each with a band that plays something.")
def eleventh_genre(answer):
    """A genre of the student's own that the band can play and the collection can take in."""
    if not isinstance(answer, corpus.Recipe):
        return wrong('Give a recipe: Recipe("my genre", [one_artist, another]).')
    if answer.genre in GENRES or answer.genre == "polka":
        return wrong(f"There is a genre {answer.genre} already. Give yours a name of its own.")
    if len(answer.artists) < 2:
        return wrong("One artist makes no genre: write a second, who plays or records differently.")
    try:
        corpus.rehearse(answer)
    except ValueError as error:
        return wrong(f"The band stops: {error}.")
    first, second = (corpus.compose(answer, number) for number in answer.first_songs(2))
    return right(
        f"{first.artist} plays {', '.join(part.name for part in first.parts)}; {second.artist} plays "
        f"{', '.join(part.name for part in second.parts)}. Listen to corpus.clip(my_genre, 0)."
    )
