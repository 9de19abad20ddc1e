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
from genrekit.corpus import Artist, Bass, Drums, Recipe

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "06_confusion_matrices.ipynb"

NAMES = ["blues", "jazz", "rock"]
MATRIX = pd.DataFrame([[30, 6, 4], [9, 28, 3], [13, 1, 26]], NAMES, NAMES)
P = (243 / 400, 239 / 400)

CALLS = [
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
    assert check.best_p(0.125, *given).right
    assert "closer than asked" in check.best_p(0.557, *given).message
    for answer, why in {
        0.0625: "one side",
        0.8912: "every right answer",
        4: "in dispute",
        0: "now and then",
        0.05: "coins",
        0.13: "coins",
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
