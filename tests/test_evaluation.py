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


# --- intervals by drawing anew ------------------------------------------------------------------------


def test_bootstrap_over_songs_is_near_wilson():
    right = np.repeat([1, 0], [240, 160])
    low, high = evaluation.bootstrap(right)
    wilson = evaluation.accuracy(240, 400)
    assert (low, high) == pytest.approx((wilson.low, wilson.high), abs=0.01)
    assert evaluation.bootstrap(right) == (low, high)


def test_bootstrap_over_artists_knows_that_their_songs_are_alike():
    artists = np.repeat(np.arange(40), 10)
    right = np.repeat(np.random.default_rng(0).random(40) < 0.6, 10)
    by_song, by_artist = (np.subtract(*evaluation.bootstrap(right, group)) for group in (None, artists))
    # Forty witnesses, not four hundred: more than three times as wide.
    assert by_artist / by_song == pytest.approx(10**0.5, rel=0.1)
    # Whatever artists are called, and however many songs they have.
    names = [f"artist {artist}" for artist in artists]
    assert evaluation.bootstrap(right, names) == evaluation.bootstrap(right, artists)


def test_bootstrap_holds_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(1)
    held = 0
    for seed in range(200):
        low, high = evaluation.bootstrap(rng.random(150) < 0.7, resamples=500, confidence=0.9, seed=seed)
        held += low <= 0.7 <= high
    assert held / 200 == pytest.approx(0.9, abs=0.06)


def test_bootstrap_refuses_what_it_cannot_draw_from():
    with pytest.raises(ValueError, match="right is empty"):
        evaluation.bootstrap([])
    with pytest.raises(ValueError, match="groups has 2 entries for 3 songs"):
        evaluation.bootstrap([1, 0, 1], ["a", "b"])


# --- the order of labels ------------------------------------------------------------------------------


def renamed(matrix, order):
    """The same numbers under other names."""
    names = [matrix.index[i] for i in order]
    return pd.DataFrame(matrix.to_numpy(), names, names)


def test_an_order_that_was_mixed_up_is_found():
    truth = evaluation.published(18)
    order = np.random.default_rng(3).permutation(10)
    found = evaluation.best_order(renamed(truth, order), truth, shuffles=20)
    # Row i, printed as names[order[i]], is truly names[i].
    expected = dict(zip(truth.index[order], truth.index, strict=True))
    assert dict(zip(renamed(truth, order).index, found.names, strict=True)) == expected
    assert found.score == pytest.approx(1)
    assert found.printed < 0.95
    assert found.chance_of_best == pytest.approx(1 / 21)


def test_a_right_order_stays_as_it_is():
    truth = evaluation.published(18)
    found = evaluation.best_order(truth, truth, shuffles=20)
    assert list(found.names) == list(truth.index)
    assert found.score == found.printed == pytest.approx(1)
    assert found.chance_of_printed < 0.01


def test_the_best_order_of_nothing_in_common_is_no_news():
    """A good likeness is found between any two matrices; only the chance tells."""
    truth = evaluation.published(18)
    chances = []
    for seed in range(6):
        shares = evaluation.orders._dealt_anew(truth.to_numpy(), np.random.default_rng(seed))
        other = pd.DataFrame(shares, truth.index, truth.columns)
        mixed = renamed(other, np.random.default_rng(seed + 50).permutation(10))
        found = evaluation.best_order(mixed, truth, shuffles=30, starts=15)
        assert found.score > 0.85
        chances.append(found.chance_of_best)
    assert np.median(chances) > 0.1


def test_best_order_refuses_what_cannot_be_compared():
    truth = evaluation.published(18)
    with pytest.raises(ValueError, match="no blank cells"):
        evaluation.best_order(evaluation.published(26), truth)
    with pytest.raises(ValueError, match="the same genres"):
        evaluation.best_order(truth.rename(index={"rock": "polka"}, columns={"rock": "polka"}), truth)
