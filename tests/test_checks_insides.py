"""The checks of notebook 07 against right, typically wrong and senseless answers."""

import numpy as np
import pytest

from genrekit.checks import insides as check

rng = np.random.default_rng(0)
RESPONSES = rng.random((60, 5)) * 0.1
GENRES = np.array(["a", "b", "c"] * 20)
RESPONSES[GENRES == "b", 2] += 0.5  # the favourite of b
RESPONSES[:, 4] += 2.0  # responds to all
RESPONSES[GENRES == "b", 4] += 0.2  # and most of all to b
RESPONSES[GENRES != "b", 1] += 0.5  # avoids b
SHARES = [0.8, 0.2]
ENTROPY = -sum(p * np.log2(p) for p in SHARES)

CALLS = [
    (check.fifth_view, (142, 36, 2)),
    (check.favourite, (RESPONSES, GENRES == "b", "b")),
    (check.entropy, (SHARES,)),
]


@pytest.mark.parametrize(("judge", "given"), CALLS)
def test_unanswered_and_senseless_answers_get_a_hint(judge, given):
    assert "three dots" in judge(..., *given).message
    for answer in (None, "b", [1, 2], float("nan"), float("inf"), True, object(), {}, -7, 1e12, 0.123):
        verdict = judge(answer, *given)
        assert not verdict.right
        assert len(verdict.message) > 20


@pytest.mark.parametrize(
    ("judge", "given", "answer"),
    [
        (check.fifth_view, (142, 36, 2), 322),
        (check.favourite, (RESPONSES, GENRES == "b", "b"), np.int64(2)),
        (check.entropy, (SHARES,), ENTROPY),
        (check.entropy, (SHARES,), 0.72),
        (check.entropy, ([0.25] * 4,), 2),
    ],
)
def test_right(judge, given, answer):
    assert judge(answer, *given).right


@pytest.mark.parametrize(
    ("judge", "given", "answer", "says"),
    [
        (check.fifth_view, (142, 36, 2), 142 + 144, "the pooling itself"),
        (check.fifth_view, (142, 36, 2), 142 + 36 + 72, "72 frames apart, not 36"),
        (check.fifth_view, (142, 36, 2), 142 + 72, "left the pooling out"),
        (check.fifth_view, (142, 36, 2), 3 * 142, "places that the kernel sees overlap"),
        (check.fifth_view, (142, 36, 2), 3 * (142 + 36), "places that the kernel sees overlap"),
        (check.fifth_view, (142, 36, 2), 142 + 36 + 3 * 72, "from the first of them to the third"),
        (check.fifth_view, (142, 36, 2), 142 + 36, "seen after the pooling"),
        (check.fifth_view, (142, 36, 2), 2 * 142 + 144, "one step apart, not one view"),
        (check.fifth_view, (142, 36, 2), 6.44, "seconds"),
        (check.fifth_view, (142, 36, 2), 300, "Start from the view"),
        (check.favourite, (RESPONSES, GENRES == "b", "b"), 4, "Take off what it gives to all else"),
        (check.favourite, (RESPONSES, GENRES == "b", "b"), 1, "other way round"),
        (check.favourite, (RESPONSES, GENRES == "b", "b"), 0, "less the mean over all others"),
        (check.favourite, (RESPONSES, GENRES == "a", "a"), 4, "responds most to"),
        (check.favourite, (RESPONSES, GENRES == "b", "b"), 5, "0 to 4"),
        (check.entropy, (SHARES,), -ENTROPY, "minus makes"),
        (check.entropy, (SHARES,), ENTROPY * np.log(2), "natural logarithm"),
        (check.entropy, (SHARES,), ENTROPY * np.log10(2), "base 10"),
        (check.entropy, (SHARES,), 1, "equally frequent"),
        (check.entropy, (SHARES,), -np.log2(SHARES).sum(), "its share p"),
        (check.entropy, (SHARES,), 0.7, "Two places"),
        (check.entropy, (SHARES,), ENTROPY / 2, "mean over the classes"),
        (check.entropy, (SHARES,), 0.4, "change the sign"),
        (check.entropy, (SHARES,), -0.8 * np.log2(0.8), "what one of the answers brings"),
        (check.entropy, (SHARES,), -0.2 * np.log2(0.2), "what one of the answers brings"),
    ],
)
def test_wrong_answers_get_their_reason(judge, given, answer, says):
    verdict = judge(answer, *given)
    assert not verdict.right
    assert says in verdict.message


def test_a_favourite_that_is_also_the_strongest_settles_little():
    alone = RESPONSES[:, :4]
    assert "settles nothing" in check.favourite(2, alone, GENRES == "b", "b").message
    assert "settles nothing" not in check.favourite(2, RESPONSES, GENRES == "b", "b").message


@pytest.mark.parametrize("answer", ["a bar", "bar", "A bar.", "  one  bar "])
def test_the_last_block_has_seen_a_bar(answer):
    assert check.seen_by_the_last(answer, 2.84).right


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "three dots"),
        ("three frames", "So much is seen in block 1"),
        ("3 frames", "So much is seen in block 1"),
        ("the whole song", "only in the layers after block 4"),
        ("song", "only in the layers after block 4"),
        ("a beat", "Block 3 sees about as much"),
        ("a drum", "Choose one of"),
        ("not a bar", "Choose one of"),
        ("", "Choose one of"),
        (2.84, "one of the four phrases"),
        (None, "one of the four phrases"),
        (["a bar"], "one of the four phrases"),
    ],
)
def test_the_last_block_has_not_seen_that(answer, says):
    verdict = check.seen_by_the_last(answer, 2.84)
    assert not verdict.right
    assert says in verdict.message


@pytest.mark.parametrize(
    ("seconds", "word"), [(0.06, "three frames"), (0.92, "a beat"), (30, "the whole song")]
)
def test_what_is_seen_depends_on_the_network(seconds, word):
    assert check.seen_by_the_last(word, seconds).right
    assert not check.seen_by_the_last("a bar", seconds).right


CROP = rng.normal(size=(20, 4))


@pytest.mark.parametrize(
    "answer",
    [CROP[::-1], CROP[None, ::-1], np.flipud(CROP), CROP[::-1].astype(np.float32), CROP[::-1].tolist()],
)
def test_backwards(answer):
    before = CROP.copy()
    assert check.backwards(answer, CROP).right
    assert np.array_equal(before, CROP)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "three dots"),
        (CROP, "the crop as it was"),
        (CROP[None][::-1], "a batch of one crop"),
        (CROP[:, ::-1], "Time is the first axis"),
        (CROP[::-1, ::-1], "Turn one axis only"),
        (-CROP, "sign of every number"),
        (np.sort(CROP, axis=0), "sorted by size"),
        (np.roll(CROP, 3, axis=0), "not from the last to the first"),
        (CROP[::-1] * 2, "numbers themselves"),
        (CROP[::-1][1:], "20 by 4"),
        (CROP.T, "20 by 4"),
        ("backwards", "cannot be judged"),
        (None, "20 by 4"),
    ],
)
def test_not_backwards(answer, says):
    verdict = check.backwards(answer, CROP)
    assert not verdict.right
    assert says in verdict.message


def costs(one, mean, odds):
    lost = []
    for second in range(len(one) // 50):
        without = one.copy()
        without[50 * second : 50 * (second + 1)] = mean
        lost.append(odds(one) - odds(without))
    return lost


def costs_by_mask(one, mean, odds):
    seconds = np.arange(len(one)) // 50
    holes = [np.where((seconds == s)[:, None], mean, one) for s in range(len(one) // 50)]
    return np.array([[odds(one) - odds(hole)] for hole in holes])


def costs_spoilt(one, mean, odds):
    before, lost = odds(one), []
    for second in range(len(one) // 50):
        one[50 * second : 50 * (second + 1)] = mean
        lost.append(before - odds(one))
    return lost


def costs_piled_up(one, mean, odds):
    return costs_spoilt(one.copy(), mean, odds)


def costs_then_spoilt(one, mean, odds):
    lost = costs(one, mean, odds)
    one[:] = 0
    return lost


def costs_with_the_rest(one, mean, odds):
    return [*costs(one, mean, odds), 0.0] if len(one) % 50 else costs(one, mean, odds)


def costs_of_halves(one, mean, odds):
    return [0.0] * (len(one) // 25)


def costs_of_one_frame(one, mean, odds):
    rows = [np.arange(len(one))[:, None] == 50 * s for s in range(len(one) // 50)]
    return [odds(one) - odds(np.where(row, mean, one)) for row in rows]


def costs_one_frame_apart(one, mean, odds):
    lost = []
    for second in range(len(one) // 50):
        without = one.copy()
        without[second : second + 50] = mean
        lost.append(odds(one) - odds(without))
    return lost


def costs_of_cut_crops(one, mean, odds):
    return [
        odds(one) - odds(np.delete(one, range(50 * s, 50 * s + 50), axis=0)) for s in range(len(one) // 50)
    ]


def costs_printed(one, mean, odds):
    costs(one, mean, odds)


@pytest.mark.parametrize(
    "answer",
    [costs, costs_by_mask, lambda one, mean, odds: tuple(np.float32(c) for c in costs(one, mean, odds))],
)
def test_costs(answer):
    verdict = check.costs_of_seconds(answer)
    assert verdict.right, verdict


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "three dots"),
        (lambda one, mean, odds: ..., "three dots"),
        (3, "A function is asked for"),
        (costs_printed, "returns nothing"),
        (costs_spoilt, "fresh copy in each round"),
        (costs_piled_up, "earlier holes are still there"),
        (costs_then_spoilt, "has holes now"),
        (costs_with_the_rest, "Whole seconds only"),
        (costs_of_halves, "hold 5 whole seconds"),
        (lambda one, mean, odds: -np.array(costs(one, mean, odds)), "sign is turned round"),
        (lambda one, mean, odds: odds(one) - np.array(costs(one, mean, odds)), "that are left"),
        (lambda one, mean, odds: costs(one, 0, odds), "not zeros"),
        (lambda one, mean, odds: costs(one, one.mean(axis=0), odds), "not that of the crop"),
        (costs_of_one_frame, "Only one frame"),
        (costs_one_frame_apart, "one frame apart"),
        (costs_of_cut_crops, "256 by 26, and was given 206 by 26"),
        (lambda one, mean, odds: [odds(mean)], "was given 26"),
        (lambda one, mean, odds: int(np.argmax(costs(one, mean, odds))), "that costs most"),
        (lambda one, mean, odds: max(costs(one, mean, odds)), "One number came back"),
        (lambda one, mean, odds: [odds(one)] * (len(one) // 50), "Nothing has been deleted"),
        (lambda one, mean, odds: [0.0] * (len(one) // 50), "Nothing is lost"),
        (lambda one, mean, odds: np.arange(len(one) // 50), "of a copy get the mean"),
        (lambda one: one, "cannot be judged"),
    ],
)
def test_not_the_costs(answer, says):
    verdict = check.costs_of_seconds(answer)
    assert not verdict.right
    assert says in verdict.message


def shuffled(crop, length, rng):
    pieces = [crop[start : start + length] for start in range(0, len(crop), length)]
    return np.concatenate([pieces[place] for place in rng.permutation(len(pieces))])


def shuffled_in_a_list(crop, length, rng):
    pieces = [crop[start : start + length].copy() for start in range(0, len(crop), length)]
    rng.shuffle(pieces)
    return np.vstack(pieces)


def shuffled_by_rows(crop, length, rng):
    starts = rng.permutation(np.arange(0, len(crop), length))
    return crop[[row for start in starts for row in range(start, min(start + length, len(crop)))]]


def without_the_rest(crop, length, rng):
    whole = len(crop) // length * length
    return shuffled(crop[:whole], length, rng) if whole else crop


def within_pieces(crop, length, rng):
    pieces = [rng.permutation(crop[start : start + length]) for start in range(0, len(crop), length)]
    return np.concatenate(pieces)


def in_place(crop, length, rng):
    rng.shuffle(crop)
    return crop


def frame_by_frame(crop, length, rng):
    return rng.permutation(crop)


def permuted_pieces(crop, length, rng):
    return np.concatenate(rng.permutation([crop[i : i + length] for i in range(0, len(crop), length)]))


def drawn_twice(crop, length, rng):
    pieces = [crop[start : start + length] for start in range(0, len(crop), length)]
    return np.concatenate([pieces[place] for place in rng.integers(len(pieces), size=len(pieces))])


JUDGED = np.random.default_rng(3).normal(size=(150, 64, 3)).cumsum(axis=1)
FOUND_AT = [64, 8, 3, 1]


def share_right(crops):
    """Of a network that listens to smoothness: the rougher a crop, the less is right; order counts."""
    if not np.array_equal(np.sort(crops[0].ravel()), np.sort(JUDGED[0].ravel())):
        return 0.02
    return float(max(0.05, 1.6 - 0.8 * np.abs(np.diff(crops, axis=1)).mean() ** 0.5))


RIGHT_AFTER = [
    share_right(np.stack([shuffled(crop, length, np.random.default_rng(9)) for crop in JUDGED]))
    for length in FOUND_AT
]
WITHIN = [
    share_right(np.stack([within_pieces(crop, length, np.random.default_rng(9)) for crop in JUDGED]))
    for length in FOUND_AT
]
GIVEN = (FOUND_AT, JUDGED, share_right)


def test_the_shares_of_these_tests_differ():
    assert np.all(np.diff(RIGHT_AFTER) < -0.1)
    assert 0.05 < min(RIGHT_AFTER) < max(RIGHT_AFTER) < 1


@pytest.mark.parametrize("answer", [shuffled, shuffled_in_a_list, shuffled_by_rows])
@pytest.mark.parametrize(
    "shares",
    [
        RIGHT_AFTER,
        np.array(RIGHT_AFTER),
        dict(zip(FOUND_AT, RIGHT_AFTER, strict=True)),
        np.round(RIGHT_AFTER, 2),
    ],
)
def test_order_of_time(answer, shares):
    before = JUDGED.copy()
    verdict = check.order_of_time(answer, shares, *GIVEN)
    assert verdict.right, verdict
    assert np.array_equal(before, JUDGED)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "three dots"),
        (lambda crop, length, rng: ..., "three dots"),
        (RIGHT_AFTER, "A function is asked for"),
        (without_the_rest, "The last piece may be shorter"),
        (within_pieces, "The pieces stand still"),
        (in_place, "changes the crop that it is given"),
        (lambda crop, length, rng: rng.shuffle(crop.copy()), "returns nothing"),
        (frame_by_frame, "should stay together"),
        (drawn_twice, "Each piece belongs in once"),
        (lambda crop, length, rng: crop, "old order"),
        (
            lambda crop, length, rng: shuffled(crop, length, np.random.default_rng(0)),
            "the same for every rng",
        ),
        (lambda crop, length, rng: shuffled(crop, length, np.random.default_rng()), "the same rng"),
        (permuted_pieces, "23 frames in pieces of 5"),
        (lambda crop, length, rng: crop[:, ::-1], "coefficients have changed places"),
        (lambda crop, length, rng: np.vstack([crop, crop]), "Each piece belongs in once"),
        (lambda crop, length, rng: crop.ravel(), "came back as"),
        (lambda crop, length, rng: np.split(crop, [length]), "list of pieces"),
        (lambda crop: crop, "cannot be judged"),
    ],
)
def test_not_shuffled(answer, says):
    verdict = check.order_of_time(answer, RIGHT_AFTER, *GIVEN)
    assert not verdict.right
    assert says in verdict.message


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        (..., "Now measure"),
        (RIGHT_AFTER[:3], "hold 4 shares"),
        (0.7, "hold 4 shares"),
        (RIGHT_AFTER[::-1], "other way round"),
        (100 * np.array(RIGHT_AFTER), "do not take percent"),
        ([-0.1] * 4, "between 0 and 1"),
        ([np.nan] * 4, "between 0 and 1"),
        ([share_right(JUDGED)] * 4, "crops as they are"),
        ([0.02] * 4, "within each crop"),
        ([0.5, 0.5, 0.5, 0.5], "not what it leads to"),
        (1 - np.array(RIGHT_AFTER), "shares that are wrong"),
        (WITHIN, "*within* the pieces"),
        ("much", "cannot be judged"),
        (None, "hold 4 shares"),
    ],
)
def test_not_measured(shares, says):
    verdict = check.order_of_time(shuffled, shares, *GIVEN)
    assert not verdict.right
    assert says in verdict.message


def test_no_hint_on_running_backwards_gives_the_answer_away():
    for answer in (..., "backwards", None):
        assert "::-1" not in check.backwards(answer, CROP).message
