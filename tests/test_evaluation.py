"""Matrices, shares, intervals and paired comparison against values worked out elsewhere."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from genrekit import evaluation
from genrekit.genres import GENRES


@pytest.mark.parametrize(("num_ceps", "right"), [(26, 243), (18, 239)])
def test_published_diagonals_are_those_of_the_course(num_ceps, right):
    matrix = evaluation.published(num_ceps)
    assert list(matrix.index) == list(matrix.columns) == list(GENRES)
    assert np.diag(matrix).sum() == right


def test_published_rows_are_forty_songs_each():
    assert (evaluation.published(18).sum(axis=1) == 40).all()
    whole = evaluation.published(26).dropna()
    assert list(whole.index) == ["blues", "disco", "jazz", "pop", "reggae"]
    assert (whole.sum(axis=1) == 40).all()


def test_published_numbers_in_their_place():
    second = evaluation.published(18)
    assert second.loc["blues", "reggae"] == 10
    assert second.loc["reggae", "blues"] == 3
    assert second.loc["country", "pop"] == 7
    assert second.loc["classical", "classical"] == 8
    first = evaluation.published(26)
    assert first.loc["pop", "disco"] == 8
    assert np.isnan(first.loc["rock", "metal"])
    with pytest.raises(ValueError, match="num_ceps is 13"):
        evaluation.published(13)


def test_confusion_matrix_has_true_genres_in_rows():
    matrix = evaluation.confusion_matrix([0, 0, 1], [0, 1, 1], ["blues", "jazz", "rock"])
    assert matrix.loc["blues", "jazz"] == 1
    assert matrix.loc["jazz", "blues"] == 0
    assert matrix.shape == (3, 3)
    assert (matrix.index.name, matrix.columns.name) == ("true", "predicted")


@pytest.mark.parametrize(
    ("right", "songs", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, Wilson's score method
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_wilsons_interval_against_known_values(right, songs, low, high):
    reached = evaluation.accuracy(right, songs)
    assert reached.value == right / songs
    assert (reached.low, reached.high) == pytest.approx((low, high), abs=6e-5)


def test_accuracy_in_words_and_out_of_range():
    assert str(evaluation.accuracy(244, 400)) == "61.0% (244 of 400 songs; 95% interval 56.1% to 65.7%)"
    assert evaluation.accuracy(5, 10, confidence=0.5).low > evaluation.accuracy(5, 10).low
    for right, songs in ((0, 0), (11, 10), (-1, 10)):
        with pytest.raises(ValueError, match="right is"):
            evaluation.accuracy(right, songs)


def _answers(both, only_first, only_second, neither):
    first = [1] * both + [1] * only_first + [0] * only_second + [0] * neither
    second = [1] * both + [0] * only_first + [1] * only_second + [0] * neither
    return np.array(first, bool), np.array(second, bool)


@pytest.mark.parametrize(
    ("only_first", "only_second", "p_value"),
    [
        (0, 0, 1.0),
        (1, 1, 1.0),
        (4, 0, 0.125),  # 2 * (1/2)**4
        (0, 4, 0.125),
        (5, 1, 14 / 64),  # 2 * (6 + 1) / 2**6
        (8, 1, 20 / 512),  # 2 * (9 + 1) / 2**9
    ],
)
def test_mcnemar_against_coins_counted_by_hand(only_first, only_second, p_value):
    found = evaluation.compare(*_answers(30, only_first, only_second, 7))
    assert (found.both, found.only_first, found.only_second, found.neither) == (
        30,
        only_first,
        only_second,
        7,
    )
    assert found.p_value == pytest.approx(p_value)


def test_mcnemar_against_the_binomial_tail_and_never_above_one():
    found = evaluation.compare(*_answers(200, 40, 22, 138))
    assert found.p_value == pytest.approx(2 * stats.binom.sf(39, 62, 0.5))
    for ahead in range(8):
        assert 0 < evaluation.compare(*_answers(3, ahead, 4, 3)).p_value <= 1


def test_comparing_needs_the_same_songs():
    with pytest.raises(ValueError, match="first_right has 3 songs, second_right 2"):
        evaluation.compare([1, 0, 1], [1, 0])


def test_per_genre_with_a_column_and_a_row_of_zeros():
    names = ["blues", "jazz", "rock"]
    matrix = pd.DataFrame([[8, 2, 0], [5, 5, 0], [0, 0, 0]], names, names)
    found = evaluation.per_genre(matrix)
    assert found["recall"].tolist()[:2] == [0.8, 0.5]
    assert found["precision"].tolist()[:2] == [8 / 13, 5 / 7]
    assert found.loc["rock"].isna().tolist() == [False, True, True]
    assert found["songs"].tolist() == [10, 10, 0]


def test_confusions_are_sorted_and_leave_the_diagonal_out():
    found = evaluation.confusions(evaluation.published(18), most=3)
    assert found.to_numpy().tolist() == [
        ["blues", "reggae", 10],
        ["country", "pop", 7],
        ["classical", "metal", 6],
    ]
    everything = evaluation.confusions(evaluation.published(18), most=100)
    assert everything["songs"].sum() == 400 - 239
    assert (everything["true"] != everything["predicted"]).all()
    assert evaluation.confusions(pd.DataFrame(np.eye(2), list("ab"), list("ab"))).empty
    # blank cells of the first experiment are not mistakes
    assert evaluation.confusions(evaluation.published(26), most=1)["songs"].tolist() == [8]


def _predictions(rows):
    table = pd.DataFrame(rows, columns=["clip", "true", "predicted", "blues", "jazz", "rock"])
    return table.set_index("clip")


def test_mistakes_come_surest_first_with_a_model_beside_them():
    found = evaluation.mistakes(
        _predictions(
            [
                ("b0", "blues", "jazz", 0.1, 0.8, 0.1),
                ("b1", "blues", "jazz", 0.0, 0.9, 0.1),
                ("r0", "rock", "blues", 0.6, 0.0, 0.4),
                ("j0", "jazz", "jazz", 0.3, 0.7, 0.0),
                ("j1", "jazz", "jazz", 0.0, 1.0, 0.0),
            ]
        ),
        most=2,
    )
    # each pair of genres once, before any comes twice
    assert found.index.tolist() == ["b1", "r0"]
    assert found["confidence"].tolist() == [0.9, 0.6]
    assert found["model"].tolist() == ["j1", ""]


def test_mistakes_of_a_perfect_network():
    assert evaluation.mistakes(_predictions([("b0", "blues", "blues", 1.0, 0.0, 0.0)])).empty
