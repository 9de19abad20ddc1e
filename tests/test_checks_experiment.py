"""The checks of notebook 05 against right, typically wrong and senseless answers; its parameters."""

import ast
import dataclasses
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

CALLS = [
    (check.different_crops, (1499, 256)),
    (check.training_steps, (540, 32, 30)),
    (check.cross_entropy, (BOLD,)),
    (check.leaked_songs, (ARTISTS, PARTS)),
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
