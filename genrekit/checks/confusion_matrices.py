"""Checks of notebook 06, confusion matrices."""

from __future__ import annotations

import difflib
import math
import re

import numpy as np
import pandas as pd
from scipy import stats

from genrekit import corpus
from genrekit.checks import checker, number, right, wrong
from genrekit.corpus.instruments import KITS, PROGRAMS
from genrekit.corpus.voice import VOICES
from genrekit.genres import GENRES


@checker("of 40 jazz songs, how many are found? And of 400 songs in the box, how many are jazz?")
def calls_all_jazz(answer):
    """Recall and precision of jazz, of a network that calls 400 songs, 40 of each genre, all jazz."""
    if isinstance(answer, (str, bytes, dict, set)) or np.size(answer) != 2:
        return wrong("Give two shares in brackets: (recall, precision).")
    recall, precision = (number(part) for part in answer)

    def said(first, second):
        return abs(recall - first) <= 0.0051 and abs(precision - second) <= 0.0051

    if said(1, 0.1):
        return right("All the jazz is found, and nine of ten songs in the box are something else.")
    if said(0.1, 1):
        return wrong("These are the numbers, but the wrong way round. Which one goes along the row of jazz?")
    if said(100, 10) or said(100, 0.1):
        return wrong("As shares, please: 1 is all, 0.5 is half.")
    if said(1, 0):
        return wrong("The label is worth little, but some songs that carry it truly are jazz. Which share?")
    if said(1, 0.9):
        return wrong("Nine tenths of the box are *not* jazz. Precision is the share that is.")
    if said(1, 1):
        return wrong("All jazz is found. But look into the box of 400 songs: are they all jazz?")
    if said(0.1, 0.1):
        return wrong("Look along the row of jazz only: of its 40 songs, how many does the network find?")
    if said(1, 1 / 9):
        return wrong("You compared jazz with the other songs in the box. Divide by all songs in the box.")
    if said(1, 40) or said(40, 40) or said(40, 400):
        return wrong("These are numbers of songs. A share is one number divided by another.")
    return wrong(
        "Recall: along the row, of the 40 jazz songs. Precision: down the column, of all songs called so."
    )


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
    if called > found and near(found / (called - found)):
        return wrong("You compared the right songs with the wrong ones. Divide by all songs in the box.")
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


@checker("how many songs must be right before the interval begins above zero? Try a larger number.")
def clear_lead(answer, right_18, songs):
    """The fewest songs right with 26 MFCCs whose lead over `right_18` has an interval above zero."""
    value = number(answer)
    if 0 < value <= 1:
        return wrong("Give the number of songs, not their share.")
    if value != round(value) or not 0 <= value <= songs:
        return wrong(f"Songs are whole: 0 to {songs} of them can be right.")

    def begins(count):
        p_1, p_2 = count / songs, right_18 / songs
        return p_1 - p_2 - 1.96 * math.sqrt((p_1 * (1 - p_1) + p_2 * (1 - p_2)) / songs)

    least = next((count for count in range(right_18, songs + 1) if begins(count) > 0), None)
    if value == least:
        return right(
            f"{least} against {right_18}: it takes a lead of {least - right_18} songs, "
            f"{100 * (least - right_18) / songs:.1f} points, before an exam of {songs} songs speaks clearly."
        )
    if least is not None and value == least - right_18:
        return wrong("That is the lead. Set the songs that are right with 26 MFCCs.")
    if value == 243:
        return wrong("243 is what the course reports, and its interval includes zero. Change the first line.")
    if value <= right_18:
        return wrong(f"Then 26 is not ahead at all: with 18 MFCCs {right_18} songs are right.")
    if begins(value) <= 0:
        return wrong(
            f"The interval begins at {100 * begins(value):.1f} points: it still includes zero. Go on."
        )
    return wrong("The interval lies above zero, yes. Would fewer songs do? Find the smallest number.")


def _exams():
    """Matrices with names and without balance, on which ways to average differ."""

    def matrix(rows, names):
        return pd.DataFrame(rows, names, names)

    return [
        matrix([[90, 0], [10, 0]], ["rock", "jazz"]),
        matrix([[8, 2, 0], [1, 5, 4], [20, 10, 50]], ["blues", "jazz", "rock"]),
        matrix([[3, 1], [2, 2]], ["polka", "waltz"]),
        matrix([[5, 0, 0, 5], [0, 4, 0, 0], [1, 1, 6, 0], [0, 0, 30, 10]], list("abcd")),
    ]


def _recalls(matrix):
    return np.diag(matrix) / matrix.to_numpy().sum(axis=1)


def _precisions(matrix):
    called = matrix.to_numpy().sum(axis=0)
    return np.divide(np.diag(matrix), called, out=np.zeros(len(matrix)), where=called > 0)


#: What a function may give instead of the mean recall, and what to say to that.
_OTHER_AVERAGES = (
    (
        lambda matrix: np.diag(matrix).sum() / matrix.to_numpy().sum(),
        "Your function gives the accuracy: frequent genres count for more. Take the recall of each genre, "
        "and then the mean of the recalls.",
    ),
    (
        lambda matrix: _precisions(matrix).mean(),
        "Your function goes down the columns: that is precision. Recall goes along the rows.",
    ),
    (  # the same with pandas, which leaves out labels that were never given
        lambda matrix: _precisions(matrix)[matrix.to_numpy().sum(axis=0) > 0].mean(),
        "Your function goes down the columns: that is precision. Recall goes along the rows.",
    ),
    (
        lambda matrix: _recalls(matrix).sum(),
        "Your function adds the recalls up. Divide by how many they are.",
    ),
    (lambda matrix: 100 * _recalls(matrix).mean(), "Per cent, yes. Return a share between 0 and 1."),
    (lambda matrix: _recalls(matrix).min(), "Your function gives the worst recall. Take the mean of all."),
    (lambda matrix: _recalls(matrix).max(), "Your function gives the best recall. Take the mean of all."),
    (lambda matrix: _recalls(matrix)[0], "Your function gives the recall of the first genre only."),
    (
        lambda matrix: np.diag(matrix).mean(),
        "Your function averages numbers of songs. Divide each by the sum of its row first.",
    ),
    (
        lambda matrix: _recalls(matrix).sum() / 10,
        "Your function divides by 10 whatever it gets. How many genres has this matrix?",
    ),
    (
        lambda matrix: _recalls(matrix).sum() / 2,
        "Your function divides by 2 whatever it gets. How many genres has this matrix?",
    ),
)


@checker("the recall of each genre is its diagonal cell divided by the sum of its row; then take the mean.")
def recall_averager(answer):
    """A function that gives the mean of a confusion matrix's recalls."""
    if not callable(answer):
        return wrong("Give the function itself, without brackets behind its name: mean_recall.")
    exams, given = _exams(), []
    for matrix in exams:
        try:
            value = answer(matrix.copy())
        except Exception as error:
            return wrong(
                f"Your function stops ({type(error).__name__}: {error}). It is given a table with the genres "
                "as names of rows and columns."
            )
        if value is ...:
            return wrong("Replace the three dots. Hint: begin with the recall of each genre.")
        if value is None:
            return wrong("Your function gives nothing back. It must end with return; print only shows.")
        if np.size(value) != 1:
            return wrong(f"Your function gives {np.size(value)} numbers. Return their mean, one number.")
        try:
            given.append(float(np.asarray(value).item()))
        except (TypeError, ValueError):
            return wrong(f"Your function gives {value!r}. One number is asked for.")

    def is_that(way):
        return np.allclose(given, [way(matrix) for matrix in exams], atol=0.0051, rtol=0)

    if is_that(lambda matrix: _recalls(matrix).mean()):
        return right("Every genre counts alike now, however many songs it has. The radio archive gets 0.5.")
    if np.isnan(given).any():
        return wrong(
            "Your function divides by zero where no song is called jazz: a column. Recall goes by rows."
        )
    for way, message in _OTHER_AVERAGES:
        if is_that(way):
            return wrong(message)
    wrong_at = next(i for i, matrix in enumerate(exams) if abs(given[i] - _recalls(matrix).mean()) > 0.0051)
    recalls = ", ".join(f"{recall:.2f}" for recall in _recalls(exams[wrong_at]))
    return wrong(f"For a matrix with the recalls {recalls} your function gives {given[wrong_at]:.3g}.")


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
    if near(1 / truth):
        return wrong("Your fraction stands upside down: how can less than one song be enough?")
    if near(1.96**2 * p_1 * (1 - p_1) + p_2 * (1 - p_2) / 0.01**2):
        return wrong("A pair of brackets is missing: 1.96 squared is a factor of the whole sum.")
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

    if near(truth) or abs(value - truth) <= min(0.0051, 0.05 * truth):  # rounded to two digits
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
    if near(2 * 0.5 ** (lead - 1)):
        return wrong("One coin too few. How many songs are in dispute?")
    if value == 1:
        return wrong("p is 1 when both win equally often. Here one side wins every dispute.")
    if value == 0:
        return wrong(f"{lead} coins do fall on the same side now and then. How often?")
    return wrong(f"Toss {lead} coins. How often do they all show the same side, heads or tails?")


#: What `genrekit.corpus` says when no name shares a word with a wrong one. Bettered here: a change of the
#: corpus, be it only of this message, makes every song be composed anew and every training run again.
_LAST_RESORT = "; perhaps piano?"


def _alike(name):
    """Instruments and voices that a misspelt name may stand for, the likeliest first."""
    name, names = name.lower(), (*PROGRAMS, *KITS, *VOICES)
    close = difflib.get_close_matches(name, names, cutoff=0.8)
    related = [n for n in names if name in n or any(len(word) > 2 and word in name for word in n.split())]
    return list(dict.fromkeys(close + related))


def _why_it_stops(reason, recipe):
    """The corpus's reason why a band cannot play, said so that a student can mend it."""
    unknown = re.search(r"instrument '(.*)' is neither", reason)
    if unknown and reason.endswith(_LAST_RESORT):
        near = _alike(unknown[1])
        reason = reason.removesuffix(_LAST_RESORT) + (f"; perhaps {', '.join(near)}?" if near else "")
    if "IndexError" in reason:
        for player in (player for artist in recipe.artists for band in artist.lineups for player in band):
            low, high = getattr(player, "low", 0), getattr(player, "high", 127)
            if low > high:
                return f"a melody cannot go from low={low} up to high={high}. Set both."
    return reason if reason.endswith("?") else f"{reason}."


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
        return wrong(f"The band stops: {_why_it_stops(str(error), answer)}")
    first, second = (corpus.compose(answer, number) for number in answer.first_songs(2))
    return right(
        f"{first.artist} plays {', '.join(part.name for part in first.parts)}; {second.artist} plays "
        f"{', '.join(part.name for part in second.parts)}. Listen to corpus.clip(my_genre, 0)."
    )
