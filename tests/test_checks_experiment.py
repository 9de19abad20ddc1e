"""The checks of notebook 05 against right, typically wrong and senseless answers; its parameters."""

import ast
import dataclasses
import math
import random
from pathlib import Path

import nbformat
import numpy as np
import pytest

from genrekit import experiments
from genrekit.checks import experiment as check
from genrekit.splits import Split

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "05_experiment.ipynb"

BOLD = np.array([0.9] * 9 + [0.001])
ARTISTS = np.array(["ann", "ann", "bob", "cy", "", "ann", "bob", "dee", "", "ann"])
PARTS = Split(train=np.array([0, 1, 2, 3, 4]), valid=np.array([], int), test=np.array([5, 6, 7, 8, 9]))

EXAM_HALF = 1.96 * np.sqrt(0.61 * 0.39 / 400)

CALLS = [
    (check.dealt, ()),
    (check.different_crops, (1499, 256)),
    (check.training_steps, (540, 32, 30)),
    (check.cross_entropy, (BOLD,)),
    (check.leaked_songs, (ARTISTS, PARTS)),
    (check.song_judge, ()),
    (check.half_as_wide, (EXAM_HALF,)),
    (check.artist_dealer, (np.repeat(list("abcdef"), 5), np.repeat(["ska", "fado"], 15))),
]


@pytest.mark.parametrize(("judge", "given"), CALLS)
def test_unanswered_and_senseless_answers_get_a_hint(judge, given):
    assert "three dots" in judge(..., *given).message
    for answer in (
        None,
        "many",
        [1, 2],
        np.arange(3.0),
        float("nan"),
        float("inf"),
        True,
        object(),
        {},
        -1,
        1e12,
    ):
        verdict = judge(answer, *given)
        assert not verdict.right
        assert len(verdict.message) > 20


@pytest.mark.parametrize("answer", [(54, 6, 40), [54.0, 6, 40], np.array([54, 6, 40]), [np.int64(54), 6, 40]])
def test_dealt_right(answer):
    assert check.dealt(answer).right


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((60, 10, 40), "110 songs together"),
        ((60, 6, 40), "106 songs together"),
        ((60, 0, 40), "set aside for validation"),
        ((50, 10, 40), "a tenth of all songs"),
        ((54, 40, 6), "order"),
        ((40, 6, 54), "order"),
        ((0.54, 0.06, 0.4), "In shares"),
        ((540, 60, 400), "one genre"),
        ((60, 36, 4), "from the test songs"),
        ((56, 4, 40), "Take 60 of 100"),
        ((60, 6, 34), "not 40"),
        ((60, 10, 30), "not 40"),
        ((54, 10, 36), "not 40"),
        ((60, 40), "three numbers"),
        ("54, 6, 40", "three numbers"),
        ((54, ..., 40), "cannot be judged"),
    ],
)
def test_dealt_wrong(answer, why):
    verdict = check.dealt(answer)
    assert not verdict.right
    assert why in verdict.message


@pytest.mark.parametrize("answer", [1244, 1244.0, np.int64(1244)])
def test_different_crops_right(answer):
    assert check.different_crops(answer, 1499, 256).right


def test_different_crops_when_only_one_fits():
    assert check.different_crops(1, 256, 256).right
    assert not check.different_crops(0, 256, 256).right


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (1243, "one is missing"),
        (5, "side by side"),
        (1499 / 256, "side by side"),
        (1499, "beyond the song"),
        (1245, "One too many"),
        (1200, "Count the frames"),
    ],
)
def test_different_crops_wrong(answer, why):
    verdict = check.different_crops(answer, 1499, 256)
    assert not verdict.right
    assert why in verdict.message


def test_training_steps():
    given = (540, 32, 30)
    assert check.training_steps(510, *given).right
    for answer, why in {
        17: "one epoch",
        16200: "one a batch",
        480: "smaller batch",
        506.25: "within each epoch",
        507: "within each epoch",
        509: "round up",
    }.items():
        verdict = check.training_steps(answer, *given)
        assert not verdict.right
        assert why in verdict.message
    assert check.training_steps(30, 10, 32, 30).right
    assert "validation songs" in check.training_steps(570, *given, watched=60).message
    assert "validation songs" in check.training_steps(600 / 32 * 30, *given, watched=60).message
    assert check.training_steps(510, *given, watched=4).right  # 17 batches, with or without these four


@pytest.mark.parametrize("answer", [-np.log(BOLD).mean(), 0.786, 0.79, np.float32(0.7856)])
def test_cross_entropy_right(answer):
    assert check.cross_entropy(answer, BOLD).right


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (np.log(BOLD).mean(), "sign"),
        (-np.log(BOLD).sum(), "sum"),
        (-np.log(BOLD.mean()), "mean of the probabilities first"),
        (-np.log10(BOLD).mean(), "base 10"),
        (-np.log2(BOLD).mean(), "base 2"),
        (1 - BOLD.mean(), "missed"),
        (-np.log(0.5), "modest"),
        (0.75, "ten probabilities"),
        (0.82, "ten probabilities"),
    ],
)
def test_cross_entropy_wrong(answer, why):
    verdict = check.cross_entropy(answer, BOLD)
    assert not verdict.right
    assert why in verdict.message


@pytest.mark.parametrize(
    ("answer", "right", "why"),
    [
        (3, True, "3 of 5"),
        (4, False, "without a known artist"),
        (2, False, "both parts"),
        (0.6, False, "share"),
        (1, False, "np.isin"),
        (60, False, "share"),
        (0, False, "No *song* is in both"),
    ],
)
def test_leaked_songs(answer, right, why):
    verdict = check.leaked_songs(answer, ARTISTS, PARTS)
    assert verdict.right is right
    assert why in verdict.message


def test_leaked_songs_counted_the_wrong_way():
    artists = np.array(["ann", "ann", "ann", "ann", "bob", "ann", "eve", "dee", "fay", "guy"])
    assert check.leaked_songs(1, artists, PARTS).right
    for answer in (3, 5):
        assert not check.leaked_songs(answer, artists, PARTS).right
    # four training songs share their artist with a test song, and four test songs with none in training
    verdict = check.leaked_songs(4, artists, PARTS)
    assert not verdict.right
    assert "training songs" in verdict.message


def test_leaked_songs_of_artists_who_are_only_watched():
    artists = np.array(["ann", "bob", "cy", "dee", "eve", "dee", "ann", "fay"])
    parts = Split(train=np.array([0, 1, 2]), valid=np.array([3, 4]), test=np.array([5, 6, 7]))
    assert check.leaked_songs(1, artists, parts).right
    assert "validation songs" in check.leaked_songs(2, artists, parts).message


def _mean_then_choose(each, genres):
    return genres[each.mean(axis=0).argmax()]


def _with_loops(each, genres):
    totals = {}
    for crop in each:
        for genre, p in zip(genres, crop, strict=True):
            totals[genre] = totals.get(genre, 0) + float(p)
    return max(totals, key=totals.get)


def _spoils_its_input(each, genres):
    each[:] = each.sum(axis=0)
    return genres[each[0].argmax()]


@pytest.mark.parametrize(
    "answer",
    [
        _mean_then_choose,
        _with_loops,
        _spoils_its_input,
        lambda each, genres: np.array(genres)[np.argmax(np.sum(each, axis=0))],
        lambda each, genres: list(genres)[int(sum(each).argmax())],
    ],
)
def test_song_judge_right(answer):
    verdict = check.song_judge(answer)
    assert verdict.right, verdict


def _vote(each, genres):
    return genres[np.bincount(each.argmax(axis=1)).argmax()]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (_vote, "one vote"),
        (lambda each, genres: genres[np.unravel_index(each.argmax(), each.shape)[1]], "surest"),
        (lambda each, genres: genres[each[0].argmax()], "first crop only"),
        (lambda each, genres: genres[each[-1].argmax()], "last crop only"),
        (lambda each, genres: genres[each[len(each) // 2].argmax()], "in the middle only"),
        (lambda each, genres: genres[each.mean(axis=0).argmin()], "least probable"),
        (lambda each, genres: genres[np.median(each, axis=0).argmax()], "median"),
        (lambda each, genres: genres[each.mean(axis=1).argmax()], "axis=0"),
        (lambda each, genres: genres[each.argmax()], "axis=0"),
        (lambda each, genres: each.mean(axis=0).argmax(), "return its name"),
        (lambda each, genres: each.mean(axis=0), "One name"),
        (lambda each, genres: each.mean(axis=0).max(), "One name"),
        (lambda each, genres: None, "gives nothing back"),
        (lambda each, genres: "disco", "own two parameters"),
        (lambda each, genres: genres[each.mean().argmax()], "whole table at once"),
        (lambda each, genres: genres[np.log(each + 1e-9).mean(axis=0).argmax()], "logarithms"),
        (lambda each, genres: genres[(each**2).sum(axis=0).argmax()], "your function says"),
        (lambda each, genres: ..., "three dots"),
        (lambda each: each, "stops (TypeError"),
        ("jazz", "without brackets"),
    ],
)
def test_song_judge_wrong(answer, why):
    verdict = check.song_judge(answer)
    assert not verdict.right
    assert why in verdict.message


@pytest.mark.parametrize("answer", [1600, 1600.0, np.int64(1599), 1525, 1650])
def test_half_as_wide_right(answer):
    assert check.half_as_wide(answer, 1.96 * np.sqrt(0.61 * 0.39 / answer)).right


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (400, "as it was"),
        (800, "Twice"),
        (200, "Fewer songs make a wider"),
        (1200, "not half as wide"),
        (160_000, "narrower than asked"),
        (0, "at least one song"),
    ],
)
def test_half_as_wide_wrong(answer, why):
    verdict = check.half_as_wide(answer, 1.96 * np.sqrt(0.61 * 0.39 / max(answer, 1)))
    assert not verdict.right
    assert why in verdict.message


def test_half_as_wide_says_about_of_any_number_but_1600():
    for answer, about in ((1600, False), (1560, True)):
        verdict = check.half_as_wide(answer, 1.96 * np.sqrt(0.61 * 0.39 / answer))
        assert ("about four times" in verdict.message) is about


def test_half_as_wide_by_another_line():
    assert "number of songs only" in check.half_as_wide(400, EXAM_HALF / 2).message
    assert "number of songs only" in check.half_as_wide(1600, EXAM_HALF).message


TILES = (np.repeat([f"artist {i}" for i in range(30)], 5), np.repeat(["fado", "polka", "ska"], 50))


def _deal(artist, genre, share, seed):
    rng, known = np.random.default_rng(seed), []
    for style in np.unique(genre):
        names = rng.permutation(np.unique(artist[genre == style]))
        known.extend(names[: round(share * len(names))])
    learnt = np.isin(artist, known)
    return np.flatnonzero(learnt), np.flatnonzero(~learnt)


def _deal_lists(artist, genre, share, seed):
    """The same with lists, Python's own dice and rounding up."""
    dice, known = random.Random(seed), set()
    for style in sorted(set(genre)):
        names = sorted(set(artist[genre == style]))
        known |= set(dice.sample(names, math.ceil(share * len(names))))
    rows = range(len(artist))
    return [[i for i in rows if artist[i] in known], [i for i in rows if artist[i] not in known]]


def _deal_one_more(artist, genre, share, seed):
    """One artist too many of each genre, also where the share is a whole number of artists."""
    rng, known = np.random.default_rng(seed), []
    for style in np.unique(genre):
        names = rng.permutation(np.unique(artist[genre == style]))
        known.extend(names[: int(share * len(names)) + 1])
    return _parted(artist, known)


def _deal_songs(artist, genre, share, seed):
    order = np.random.default_rng(seed).permutation(len(artist))
    cut = round(share * len(order))
    return order[:cut], order[cut:]


def _deal_all_at_once(artist, genre, share, seed):
    names = np.sort(np.unique(artist))
    return _parted(artist, names[: round(share * len(names))])


def _deal_without_dice(artist, genre, share, seed):
    known = []
    for style in np.unique(genre):
        names = np.unique(artist[genre == style])
        known.extend(names[: round(share * len(names))])
    return _parted(artist, known)


def _parted(artist, known):
    learnt = np.isin(artist, known)
    return np.flatnonzero(learnt), np.flatnonzero(~learnt)


def _deal_with_true_dice(artist, genre, share, seed):
    return _deal(artist, genre, share, None)


def _deal_twelve(artist, genre, share, seed):
    """The page's number of artists in place of their share."""
    rng, known = np.random.default_rng(seed), []
    for style in np.unique(genre):
        known.extend(rng.permutation(np.unique(artist[genre == style]))[:12])
    return _parted(artist, known)


def _deal_appending(artist, genre, share, seed):
    """A list of arrays: NumPy reads it only as long as all are equally long."""
    rng, known = np.random.default_rng(seed), []
    for style in np.unique(genre):
        names = rng.permutation(np.unique(artist[genre == style]))
        known.append(names[: round(share * len(names))])
    return _parted(artist, known)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (_deal_twelve, "There: One of the two parts is empty"),
        (_deal_appending, "append puts in an array as one thing"),
    ],
)
def test_what_deals_the_songs_of_the_page_only_is_told_so(answer, why):
    artists = np.repeat([f"{genre} {number}" for genre in ("ska", "fado") for number in range(20)], 5)
    genres = np.repeat(["ska", "fado"], 100)
    assert check.artist_dealer(_deal, artists, genres).right
    verdict = check.artist_dealer(answer, artists, genres)
    assert not verdict.right
    assert verdict.message.startswith("Your function deals the page's songs well, but not those of another")
    assert why in verdict.message


@pytest.mark.parametrize("answer", [_deal, _deal_lists])
def test_artist_dealer_right(answer):
    verdict = check.artist_dealer(answer, *TILES)
    assert verdict.right, verdict


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (_deal_songs, "in both parts"),
        (_deal_all_at_once, "Deal within each genre"),
        (_deal_one_more, "about 6 of the 10 artists of fado are to be learnt from. Your function takes 7"),
        (_deal_without_dice, "Every seed deals the same way"),
        (_deal_with_true_dice, "The same seed must deal the same way"),
        (lambda a, g, share, seed: _deal(a, g, share, seed)[::-1], "swapped"),
        (lambda a, g, share, seed: _deal(a, g, 0.6, seed), "by the share that is given"),
        (lambda a, g, share, seed: _deal(a, g, share, seed)[0], "two things"),
        (lambda a, g, share, seed: (_deal(a, g, share, seed)[0],) * 2, "dealt twice"),
        (lambda a, g, share, seed: (_deal(a, g, share, seed)[0], [0])[::-1], "songs"),
        (lambda a, g, share, seed: [rows[1:] for rows in _deal(a, g, share, seed)], "in neither part"),
        (lambda a, g, share, seed: [a[rows] for rows in _deal(a, g, share, seed)], "names"),
        (lambda a, g, share, seed: [a.astype(object)[rows] for rows in _deal(a, g, share, seed)], "names"),
        (lambda a, g, share, seed: (np.where(a == a[0]), np.where(a != a[0])), "its entry [0]"),
        (lambda a, g, share, seed: (np.isin(a, a[:3]), ~np.isin(a, a[:3])), "np.flatnonzero"),
        (lambda a, g, share, seed: (np.arange(len(a)), []), "empty"),
        (lambda a, g, share, seed: (np.arange(len(a)), [len(a)]), "row numbers 0 to"),
        (lambda a, g, share, seed: None, "gives nothing back"),
        (lambda a, g, share, seed: ..., "three dots"),
        (lambda a, g, share, seed: 1 / 0, "stops (ZeroDivisionError"),
        ((np.arange(3), np.arange(3)), "without brackets"),
    ],
)
def test_artist_dealer_wrong(answer, why):
    verdict = check.artist_dealer(answer, *TILES)
    assert not verdict.right
    assert why in verdict.message


def test_leaked_songs_where_no_artist_is_known():
    nobody = np.full(10, "")
    assert "no artist is known" in check.leaked_songs(0, nobody, PARTS).message
    assert not check.leaked_songs(5, nobody, PARTS).right


def _parameters(notebook):
    (cell,) = [
        c for c in nbformat.read(notebook, as_version=4).cells if "parameters" in c.metadata.get("tags", [])
    ]
    assert all("  # " in line for line in cell.source.splitlines()), "every parameter is explained"
    return {s.targets[0].id: ast.literal_eval(s.value) for s in ast.parse(cell.source).body}


def test_the_parameters_are_those_of_an_experiment():
    assert _parameters(NOTEBOOK) == dataclasses.asdict(experiments.Config())
