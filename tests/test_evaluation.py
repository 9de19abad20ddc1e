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


# --- effect size, power, songs and seeds --------------------------------------------------------------


def versus(only_first, only_second, both=100, neither=50):
    counts = (only_first, only_second, both, neither)
    return evaluation.compare(np.repeat([1, 0, 1, 0], counts), np.repeat([0, 1, 1, 0], counts))


def test_odds_against_the_exact_interval_worked_out_by_hand():
    found = evaluation.odds(versus(12, 4))
    assert found.value == pytest.approx(3)
    # Clopper and Pearson: quantiles of beta distributions, turned into odds.
    low, high = stats.beta.ppf(0.025, 12, 5), stats.beta.ppf(0.975, 13, 4)
    assert (found.low, found.high) == pytest.approx((low / (1 - low), high / (1 - high)), rel=1e-4)
    turned = evaluation.odds(versus(4, 12))
    assert (turned.value, turned.low, turned.high) == pytest.approx((1 / 3, 1 / found.high, 1 / found.low))
    assert str(found).startswith("3.00 to 1 (95% interval ")


def test_odds_without_disputes_and_with_all_on_one_side():
    nothing = evaluation.odds(versus(0, 0))
    assert np.isnan(nothing.value)
    assert str(nothing) == "no song in dispute"
    assert (nothing.low, nothing.high) == (0, np.inf)
    everything = evaluation.odds(versus(5, 0))
    assert (everything.value, everything.high) == (np.inf, np.inf)
    # With p = 0.0625, one to one is still possible.
    assert everything.low < 1


@pytest.mark.parametrize(("won", "lost"), [(3, 0), (9, 2), (10, 2), (25, 12), (26, 12), (60, 40), (61, 39)])
def test_odds_leave_out_one_to_one_where_the_test_speaks_of_more_than_luck(won, lost):
    comparison = versus(won, lost)
    found = evaluation.odds(comparison)
    assert (found.low > 1) == (comparison.p_value < 0.05)


def test_songs_needed_against_the_formula_by_hand():
    # Connor (1987): n = (z_a sqrt(psi) + z_b sqrt(psi - delta^2))^2 / delta^2
    expected = (1.959964 * 0.3**0.5 + 0.841621 * (0.3 - 0.1**2) ** 0.5) ** 2 / 0.1**2
    assert evaluation.songs_needed(0.2, 0.1) == np.ceil(expected)
    assert evaluation.songs_needed(0.1, 0.2) == evaluation.songs_needed(0.2, 0.1)
    for power in (0.5, 0.8, 0.95):
        songs = evaluation.songs_needed(0.07, 0.04, power=power)
        assert evaluation.power(0.07, 0.04, songs) == pytest.approx(power, abs=0.001)
    assert evaluation.power(0.1, 0.0, 1000) == pytest.approx(1)


@pytest.mark.parametrize(("only_first", "only_second", "songs"), [(0.2, 0.1, 235), (0.09, 0.05, 400)])
def test_power_against_simulated_exams(only_first, only_second, songs):
    rng = np.random.default_rng(0)
    rest = 1 - only_first - only_second
    exams = rng.multinomial(songs, [only_first, only_second, rest], size=3000)
    p_values = [versus(won, lost, 0, 0).p_value for won, lost, _ in exams]
    noticed = np.mean(np.array(p_values) < 0.05)
    # The exact test is a little more cautious than the formula.
    assert -0.06 < noticed - evaluation.power(only_first, only_second, songs) < 0.02


def test_power_refuses_what_cannot_be():
    with pytest.raises(ValueError, match="add up to 1"):
        evaluation.power(0.7, 0.4, 100)
    with pytest.raises(ValueError, match="songs is 0"):
        evaluation.power(0.2, 0.1, 0)
    with pytest.raises(ValueError, match="are equal"):
        evaluation.songs_needed(0.1, 0.1)


def test_paired_by_hand():
    first = np.array([[1, 1], [1, 0], [np.nan, 1], [0, np.nan]])
    second = np.array([[0, 1], [1, 1], [np.nan, 0], [1, np.nan]])
    found = evaluation.paired(first, second)
    # Six answers: two only first, two only second.
    assert (found.difference, found.only_first, found.only_second) == pytest.approx((0, 1 / 3, 1 / 3))
    assert found.each == pytest.approx([0, 0])
    assert found.low <= 0 <= found.high
    assert str(evaluation.paired(first, first)) == "+0.0 points (2 seeds; 95% interval +0.0 to +0.0)"


def test_paired_brings_tables_into_the_same_order():
    rng = np.random.default_rng(0)
    first, second = (pd.DataFrame(rng.random((20, 3)) < 0.6, list("abcdefghijklmnopqrst")) for _ in range(2))
    turned = second.iloc[::-1, ::-1]
    assert evaluation.paired(first, turned).difference == evaluation.paired(first, second).difference
    with pytest.raises(ValueError, match="other songs or other seeds"):
        evaluation.paired(first, second.rename(index={"a": "z"}))


def test_one_seed_is_the_plain_bootstrap_of_the_differences():
    rng = np.random.default_rng(3)
    first, second = rng.random((2, 300)) < [[0.8], [0.7]]
    found = evaluation.paired(first, second)
    assert found.difference == pytest.approx(first.mean() - second.mean())
    spread = (first.astype(float) - second).std() / 300**0.5
    assert (found.low, found.high) == pytest.approx(
        (found.difference - 1.96 * spread, found.difference + 1.96 * spread), abs=0.006
    )


def test_answers_of_many_seeds_about_the_same_songs_are_no_new_songs():
    """The same answers with every seed leave the interval of one seed. Pooled, they look like many songs."""
    rng = np.random.default_rng(4)
    first, second = rng.random((2, 200)) < [[0.8], [0.75]]
    once = evaluation.paired(first, second)
    often = evaluation.paired(*(np.repeat(answers[:, None], 25, axis=1) for answers in (first, second)))
    assert (often.low, often.high) == pytest.approx((once.low, once.high), abs=0.008)
    pooled = evaluation.compare(np.tile(first, 25), np.tile(second, 25))
    assert pooled.p_value < evaluation.compare(first, second).p_value / 10


def test_paired_over_artists_is_wider_where_their_songs_are_alike():
    rng = np.random.default_rng(5)
    lead = np.repeat(rng.random((40, 1)) < 0.3, 10, axis=0)
    first, second = np.repeat(lead, 4, axis=1), np.zeros((400, 4))
    by_song, by_artist = (
        evaluation.paired(first, second, groups) for groups in (None, np.repeat(np.arange(40), 10))
    )
    assert (by_artist.high - by_artist.low) / (by_song.high - by_song.low) == pytest.approx(10**0.5, rel=0.15)


def test_paired_holds_the_truth_at_least_as_often_as_it_says():
    """Songs and seeds each with a luck of their own; the true difference is zero."""
    rng = np.random.default_rng(6)
    held = 0
    for number in range(120):
        lean = 0.5 + 0.2 * rng.standard_normal((60, 1)) + 0.05 * rng.standard_normal((1, 8))
        tested = np.where(rng.random((60, 8)) < 0.4, 1, np.nan)
        first, second = (rng.random((60, 8)) < lean) * tested, (rng.random((60, 8)) < 1 - lean) * tested
        found = evaluation.paired(first, second, resamples=400, seed=number)
        held += found.low <= 0 <= found.high
    assert held / 120 > 0.88


def test_paired_refuses_what_cannot_be_compared():
    with pytest.raises(ValueError, match="compare the same"):
        evaluation.paired(np.ones((3, 2)), np.ones((3, 1)))
    with pytest.raises(ValueError, match="tested by both"):
        evaluation.paired([[np.nan], [1]], [[0], [np.nan]])
    with pytest.raises(ValueError, match="groups has 2 entries for 3 songs"):
        evaluation.paired(np.ones((3, 2)), np.ones((3, 2)), ["a", "b"])


# --- calibration --------------------------------------------------------------------------------------


def _calibration(sure, right):
    sure = np.asarray(sure, float)
    predicted = np.where(right, "a", "b")
    return pd.DataFrame({"true": "a", "predicted": predicted, "a": sure, "b": 1 - sure})


def test_calibration_error_by_hand():
    # 0.9 four times and right three times, 0.6 twice and always right: (4 x 0.15 + 2 x 0.4) / 6
    table = _calibration([0.9] * 4 + [0.6] * 2, [1, 1, 1, 0, 1, 1])
    assert evaluation.calibration_error(table) == pytest.approx((4 * 0.15 + 2 * 0.4) / 6)
    assert evaluation.calibration_error(table, groups=1) == pytest.approx(abs(0.8 - 5 / 6))
    assert evaluation.calibration_error(_calibration([1, 1], [1, 1])) == 0


def test_tempered_probabilities_keep_their_order():
    given = np.random.default_rng(0).dirichlet(np.ones(5), size=40)
    for temperature in (0.3, 1, 4):
        found = evaluation.tempered(given, temperature)
        assert found.sum(axis=1) == pytest.approx(1)
        assert (found.argsort(axis=1) == given.argsort(axis=1)).all()
    assert evaluation.tempered(given, 1) == pytest.approx(given, abs=1e-6)
    assert evaluation.tempered(given, 4).max() < given.max() < evaluation.tempered(given, 0.3).max()
    frame = evaluation.tempered(pd.DataFrame(given), 2)
    assert frame.to_numpy() == pytest.approx(evaluation.tempered(given, 2))
    # A probability of zero stays one.
    assert np.isfinite(evaluation.tempered(np.array([[1.0, 0.0]]), 0.05)).all()


def test_the_temperature_that_was_turned_is_found():
    rng = np.random.default_rng(1)
    honest = rng.dirichlet(np.full(6, 0.5), size=3000)
    labels = np.array([rng.choice(6, p=row) for row in honest])
    for turned in (0.5, 1, 2.5):
        given = evaluation.tempered(honest, turned)
        assert evaluation.fit_temperature(given, labels) == pytest.approx(1 / turned, rel=0.1)
    with pytest.raises(ValueError, match="no song"):
        evaluation.fit_temperature(np.empty((0, 3)), [])


def test_songs_of_unknown_artists_stand_for_themselves():
    right = np.array([1.0, 0, 1, 0, 1, 1])
    known = evaluation.bootstrap(right, list("aabbcd"))
    assert evaluation.bootstrap(right, ["a", "a", "b", "b", None, float("nan")]) == known
    assert evaluation.bootstrap(right, ["a", "a", "b", "b", "", "x"]) == known
    both = pd.DataFrame({0: right, 1: right[::-1]})
    other = pd.DataFrame({0: right * 0, 1: right * 0})
    alike = [
        evaluation.paired(both, other, groups) for groups in (list("aabbcd"), ["a", "a", "b", "b", None, ""])
    ]
    assert (alike[0].low, alike[0].high) == (alike[1].low, alike[1].high)


def test_answers_of_a_sweep_are_taken_as_they_are():
    answers = pd.DataFrame({0: [1, 0, None, 1], 1: [None, 1, 1, 0]}).astype("Int8")
    other = pd.DataFrame({0: [0, 0, None, 1], 1: [None, 1, 0, 0]}).astype("Int8")
    found = evaluation.paired(answers, other)
    assert found.difference == pytest.approx(2 / 6)
    np.testing.assert_allclose(found.each, [1 / 3, 1 / 3])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (
            lambda: evaluation.compare([np.nan, 1, 0], [1, 1, 0]),
            "first_right has 1 songs that were not tested",
        ),
        (lambda: evaluation.bootstrap([1, 0, np.nan]), "right has 1 songs that were not tested"),
        (
            lambda: evaluation.bootstrap([1, 0], confidence=95),
            "confidence is 95; choose a number between 0 and 1",
        ),
        (lambda: evaluation.paired([[1]], [[0]], confidence=1), "confidence is 1"),
        (lambda: evaluation.songs_needed(0.1, 0.05, power=80), "power is 80"),
        (lambda: evaluation.power(0.1, 0.05, 400, alpha=5), "alpha is 5"),
        (lambda: evaluation.power(np.nan, 0.05, 400), "only_first is nan"),
        (lambda: evaluation.tempered(np.full((1, 2), 0.5), -1), "temperature is -1"),
        (lambda: evaluation.fit_temperature(np.full((1, 2), 0.5), [-1]), "from 0 to 1"),
        (lambda: evaluation.fit_temperature(np.full((2, 2), 0.5), [1]), "one whole number a row"),
    ],
)
def test_what_makes_no_sense_is_told(call, says):
    with pytest.raises(ValueError, match=says):
        call()
