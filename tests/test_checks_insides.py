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
LOST = [0.2, 1.5, -0.3, 0.9, 0.1]
SHARES = [0.8, 0.2]
ENTROPY = -sum(p * np.log2(p) for p in SHARES)

CALLS = [
    (check.fifth_view, (142, 36, 2)),
    (check.favourite, (RESPONSES, GENRES == "b", "b")),
    (check.entropy, (SHARES,)),
    (check.second_that_matters, (LOST,)),
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
        (check.second_that_matters, (LOST,), 1),
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
        (check.fifth_view, (142, 36, 2), 3 * 142, "overlap"),
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
        (check.entropy, (SHARES,), 0.4, "change the sign"),
        (check.second_that_matters, (LOST,), 2, "a large loss is positive"),
        (check.second_that_matters, (LOST,), 1.5, "Which second"),
        (check.second_that_matters, (LOST,), 3, "another one costs more"),
        (check.second_that_matters, (LOST,), 5, "from 0 to 4"),
    ],
)
def test_wrong_answers_get_their_reason(judge, given, answer, says):
    verdict = judge(answer, *given)
    assert not verdict.right
    assert says in verdict.message
