"""The checks of notebook 06 against right, typically wrong and senseless answers; its parameters."""

import ast
import dataclasses
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

from genrekit import evaluation, experiments
from genrekit.checks import confusion_matrices as check
from genrekit.corpus import Artist, Bass, Drums, Melody, Recipe

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "06_confusion_matrices.ipynb"

NAMES = ["blues", "jazz", "rock"]
MATRIX = pd.DataFrame([[30, 6, 4], [9, 28, 3], [13, 1, 26]], NAMES, NAMES)
P = (243 / 400, 239 / 400)

CALLS = [
    (check.calls_all_jazz, ()),
    (check.clear_lead, (239, 400)),
    (check.recall_averager, ()),
    (check.precision, (MATRIX, "blues")),
    (check.magnet, (MATRIX,)),
    (check.songs_needed, P),
    (check.best_p, (243, 239)),
]


@pytest.mark.parametrize(("judge", "given"), CALLS)
def test_unanswered_and_senseless_answers_get_a_hint(judge, given):
    assert "three dots" in judge(..., *given).message
    for answer in (
        None,
        "",
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


@pytest.mark.parametrize("answer", [(1, 0.1), [1.0, 40 / 400], np.array([1, 0.1]), (np.float32(1), 0.1)])
def test_calls_all_jazz_right(answer):
    assert check.calls_all_jazz(answer).right


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((0.1, 1), "wrong way round"),
        ((1, 1), "look into the box"),
        ((1, 0), "worth little"),
        ((1, 0.9), "*not* jazz"),
        ((0.1, 0.1), "along the row"),
        ((100, 10), "As shares"),
        ((1, 40 / 360), "Divide by all songs"),
        ((40, 400), "numbers of songs"),
        ((0.5, 0.5), "down the column"),
        (1, "two shares"),
        ("1, 0.1", "two shares"),
        ((1, ...), "cannot be judged"),
    ],
)
def test_calls_all_jazz_wrong(answer, why):
    verdict = check.calls_all_jazz(answer)
    assert not verdict.right
    assert why in verdict.message


@pytest.mark.parametrize("answer", [266, 266.0, np.int64(266)])
def test_clear_lead_right(answer):
    assert check.clear_lead(answer, 239, 400).right


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (243, "Change the first line"),
        (265, "still includes zero"),
        (250, "still includes zero"),
        (300, "Would fewer songs do"),
        (267, "Would fewer songs do"),
        (27, "That is the lead"),
        (239, "not ahead"),
        (200, "not ahead"),
        (0.66, "not their share"),
        (265.5, "Songs are whole"),
        (401, "Songs are whole"),
    ],
)
def test_clear_lead_wrong(answer, why):
    verdict = check.clear_lead(answer, 239, 400)
    assert not verdict.right
    assert why in verdict.message


def test_clear_lead_agrees_with_the_cell_of_the_page():
    def begins(won):
        first, second = won / 400, 239 / 400
        return first - second - 1.96 * np.sqrt((first * (1 - first) + second * (1 - second)) / 400)

    assert begins(265) < 0 < begins(266)


def _with_loops(matrix):
    recalls = [matrix.loc[genre, genre] / sum(matrix.loc[genre]) for genre in matrix.index]
    return sum(recalls) / len(recalls)


def _spoils_its_input(matrix):
    recalls = np.diag(matrix) / matrix.sum(axis=1)
    matrix.iloc[:, :] = 0
    return recalls.mean()


@pytest.mark.parametrize(
    "answer",
    [
        lambda matrix: (np.diag(matrix) / matrix.sum(axis=1)).mean(),
        lambda matrix: evaluation.per_genre(matrix)["recall"].mean(),
        lambda matrix: float(np.mean(np.diag(matrix.to_numpy()) / matrix.to_numpy().sum(1))),
        lambda matrix: round((np.diag(matrix) / matrix.sum(axis=1)).mean(), 2),
        lambda matrix: np.array([(np.diag(matrix) / matrix.sum(axis=1)).mean()]),
        _with_loops,
        _spoils_its_input,
    ],
)
def test_recall_averager_right(answer):
    verdict = check.recall_averager(answer)
    assert verdict.right, verdict


def _recalls(matrix):
    return np.diag(matrix) / matrix.to_numpy().sum(axis=1)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda matrix: np.diag(matrix).sum() / matrix.to_numpy().sum(), "accuracy"),
        (lambda matrix: evaluation.per_genre(matrix)["precision"].fillna(0).mean(), "that is precision"),
        (lambda matrix: (np.diag(matrix) / matrix.sum(axis=0)).mean(skipna=False), "divides by zero"),
        (lambda matrix: (np.diag(matrix) / matrix.sum(axis=0)).mean(), "that is precision"),
        (lambda matrix: _recalls(matrix).sum(), "adds the recalls up"),
        (lambda matrix: 100 * _recalls(matrix).mean(), "Per cent"),
        (lambda matrix: _recalls(matrix).min(), "worst recall"),
        (lambda matrix: _recalls(matrix).max(), "best recall"),
        (lambda matrix: _recalls(matrix)[0], "first genre only"),
        (lambda matrix: np.diag(matrix).mean(), "numbers of songs"),
        (lambda matrix: _recalls(matrix).sum() / 10, "divides by 10"),
        (lambda matrix: _recalls(matrix).sum() / 2, "divides by 2"),
        (lambda matrix: _recalls(matrix), "Return their mean"),
        (lambda matrix: 0.5, "with the recalls"),
        (lambda matrix: "a half", "One number"),
        (lambda matrix: None, "gives nothing back"),
        (lambda matrix: ..., "three dots"),
        (lambda: 0.5, "stops (TypeError"),
        (0.5, "without brackets"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_recall_averager_wrong(answer, why):
    verdict = check.recall_averager(answer)
    assert not verdict.right
    assert why in verdict.message


@pytest.mark.parametrize("answer", [30 / 52, 0.58, np.float64(0.577)])
def test_precision_right(answer):
    assert check.precision(answer, MATRIX, "blues").right


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (30 / 40, "recall"),
        (57.7, "percentage"),
        (1 - 30 / 52, "is wrong"),
        (84 / 120, "accuracy"),
        (30 / 120, "all test songs"),
        (30 / 22, "right songs with the wrong"),
        (30, "number of songs"),
        (52, "number of songs"),
        (0.62, "diagonal cell"),
        (0.55, "diagonal cell"),
    ],
)
def test_precision_wrong(answer, why):
    verdict = check.precision(answer, MATRIX, "blues")
    assert not verdict.right
    assert why in verdict.message


@pytest.mark.parametrize("answer", ["blues", " Blues "])
def test_magnet_right(answer):
    assert check.magnet(answer, MATRIX).right


def test_magnet_wrong():
    assert "attracts more" in check.magnet("jazz", MATRIX).message
    assert "loses" in check.magnet("rock", MATRIX).message
    assert "none of the genres" in check.magnet("polka", MATRIX).message
    common = pd.DataFrame([[40, 4, 0], [5, 10, 2], [0, 2, 10]], NAMES, NAMES)
    assert "truly are" in check.magnet("blues", common).message
    assert check.magnet("jazz", common).right


def test_magnet_ties_and_perfect_networks():
    tied = pd.DataFrame([[9, 1], [1, 9]], NAMES[:2], NAMES[:2])
    assert check.magnet("blues", tied).right
    assert check.magnet("jazz", tied).right
    assert "not a single" in check.magnet("jazz", pd.DataFrame(np.eye(3, dtype=int), NAMES, NAMES)).message


@pytest.mark.parametrize("answer", [18_398, 18_400, 18_399.0, 18_000])
def test_songs_needed_right(answer):
    assert check.songs_needed(answer, *P).right


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (36_797, "both experiments together"),
        (9_387, "square 1.96"),
        (9_160, "add the two"),
        (184, "Square the 0.01"),
        (135.6, "root too many"),
        (1.84, "taken it for 1"),
        (4_789, "1.96 got lost"),
        (1 / 18_399, "upside down"),
        (1.96**2 * P[0] * (1 - P[0]) + P[1] * (1 - P[1]) / 0.01**2, "brackets"),
        (17_000, "step by step"),
        (400, "step by step"),
    ],
)
def test_songs_needed_wrong(answer, why):
    verdict = check.songs_needed(answer, *P)
    assert not verdict.right
    assert why in verdict.message


def test_best_p():
    given = (243, 239)
    for answer in (0.125, 2 / 2**4, 0.13, 0.12, np.float64(1 / 8)):
        assert check.best_p(answer, *given).right, answer
    assert "closer than asked" in check.best_p(0.557, *given).message
    for answer, why in {
        0.0625: "one side",
        0.8912: "every right answer",
        4: "in dispute",
        0: "now and then",
        0.25: "One coin too few",
        1: "equally often",
        12.5: "per cent",
        0.05: "coins",
        0.14: "coins",
        0.11: "coins",
    }.items():
        verdict = check.best_p(answer, *given)
        assert not verdict.right, answer
        assert why in verdict.message


def test_fifteen_against_eleven_is_what_the_diagonals_say():
    lead = np.diag(evaluation.published(26)) - np.diag(evaluation.published(18))
    assert (lead[lead > 0].sum(), -lead[lead < 0].sum()) == (15, 11)


def test_the_parameters_are_those_of_an_experiment_but_num_ceps():
    (cell,) = [
        c for c in nbformat.read(NOTEBOOK, as_version=4).cells if "parameters" in c.metadata.get("tags", [])
    ]
    assert all("  # " in line for line in cell.source.splitlines()), "every parameter is explained"
    found = {s.targets[0].id: ast.literal_eval(s.value) for s in ast.parse(cell.source).body}
    expected = dataclasses.asdict(experiments.Config())
    del expected["num_ceps"]
    assert found == expected


def a_recipe(name="ländler", artists=2, **bass):
    band = (Drums(groove="BD x...\nSD ..x."), Bass(**{"instrument": "tuba", "line": "1.5."} | bass))
    how = {"tempo": (100, 120), "keys": "C, G", "forms": "verse:8", "chords": {"*": "I | V7"}}
    return Recipe(name, [Artist(f"Artist {i}", "slow", lineups=(band,), **how) for i in range(artists)])


def test_eleventh_genre():
    verdict = check.eleventh_genre(a_recipe())
    assert verdict.right
    assert "Artist 0 plays standard kit, tuba" in verdict.message


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("banjoo", "; perhaps banjo?"),
        ("Banjo", "; perhaps banjo?"),
        ("acordion", "; perhaps accordion?"),
        ("saxophone", "; perhaps soprano sax, alto sax, tenor sax, baritone sax?"),
        ("muted guitars", "; perhaps muted guitar, "),
        ("kazoo", "neither in General MIDI nor a voice."),
        ("", "neither in General MIDI nor a voice"),
    ],
)
def test_a_misspelt_instrument_is_answered_with_names_like_it(name, near):
    message = check.eleventh_genre(a_recipe(instrument=name)).message
    assert near in message
    assert "perhaps piano?" not in message
    assert not message.endswith("?.")


def test_a_word_of_the_name_is_still_enough():
    message = check.eleventh_genre(a_recipe(instrument="guitar")).message
    assert "perhaps nylon guitar, steel guitar" in message
    assert message.endswith("?")


def test_a_melody_upside_down_is_told():
    recipe = a_recipe()
    flute = Melody("flute", "fiddle", low=67, high=60)
    artists = [dataclasses.replace(artist, lineups=((flute,),)) for artist in recipe.artists]
    message = check.eleventh_genre(Recipe("ländler", artists)).message
    assert message == "The band stops: a melody cannot go from low=67 up to high=60. Set both."


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (..., "Replace"),
        ("polka", "Give a recipe"),
        ([Drums()], "Give a recipe"),
        (a_recipe("polka"), "of its own"),
        (a_recipe("jazz"), "of its own"),
        (a_recipe(artists=1), "write a second"),
        (a_recipe(line="1.H."), "Artist 0: '1.H.': 'H' is none of the signs"),
    ],
)
def test_wrong_eleventh_genre(answer, hint):
    verdict = check.eleventh_genre(answer)
    assert not verdict.right
    assert hint in verdict.message
