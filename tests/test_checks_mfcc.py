"""Checks of notebook 03, against right answers, typical wrong ones, and nonsense."""

from __future__ import annotations

import numpy as np
import pytest

from genrekit import features
from genrekit.audio import SR
from genrekit.checks import mfcc as check

SONG = {"seconds": 180, "length": 551, "hop": 441}
A4 = {"hz": 440, "num_filters": 26}


def cepstra(seed=0, frames=400):
    """Coefficients that move less and less, around means that are not zero."""
    rng = np.random.default_rng(seed)
    spread = np.r_[5.0, 3.0, np.full(8, 2.0), np.linspace(1.5, 0.3, 16)]
    return rng.standard_normal((frames, 26)) * spread + np.r_[-30, np.linspace(4, 0, 25)]


def first_enough(variances, share=0.95):
    total, needed = 0.0, 0
    while total < share * sum(variances):
        total += variances[needed]
        needed += 1
    return needed


RIGHT_COUNT = first_enough(cepstra().var(axis=0))

RIGHT = [
    (check.frames, 8999, SONG),
    (check.frames, 1499, SONG | {"seconds": 30}),
    (check.frames, np.int64(1 + (180 * SR - 551) // 441), SONG),
    (check.filter_number, 4, A4),
    (check.filter_number, np.float64(4.0), A4),
    (check.quieter, np.log(0.01), {"amplitude": 0.1}),
    (check.quieter, -4.6, {"amplitude": 0.1}),
    (check.quieter, -4.61, {"amplitude": 0.1}),
    (check.quieter, 2 * np.log(3), {"amplitude": 3}),
    (check.enough, RIGHT_COUNT, {"cepstra": cepstra(), "share": 0.95}),
    (check.enough, 26, {"cepstra": cepstra(), "share": 1.0}),
]

WRONG = [
    (check.frames, 8998, SONG, "first frame"),
    (check.frames, 1 + (180 * SR - 551) / 441, SONG, "Round down"),
    (check.frames, 9000, SONG, "run over its end"),
    (check.frames, 180 * SR / 551, SONG, "overlap"),
    (check.frames, 7203, SONG, "overlap"),
    (check.frames, 180 * SR // 110, SONG, "whole way"),
    (check.frames, 180 * SR, SONG, "samples"),
    (check.frames, 12, SONG, "each hop"),
    (check.filter_number, 5, A4, "point 1"),
    (check.filter_number, 440, A4, "frequency"),
    (check.filter_number, features.hz_to_mel(440), A4, "mel of the tone"),
    (check.filter_number, 3.67, A4, "whole number"),
    (check.filter_number, 0, A4, "evenly in Hz"),
    (check.filter_number, 1, A4, "evenly in Hz"),
    (check.filter_number, 26, A4, "numbered 0 to 25"),
    (check.filter_number, -1, A4, ""),
    (check.filter_number, 3, A4, "nearest"),
    (check.quieter, 4.605, {"amplitude": 0.1}, "sign"),
    (check.quieter, np.log(0.1), {"amplitude": 0.1}, "square"),
    (check.quieter, 2.303, {"amplitude": 0.1}, "square"),
    (check.quieter, -20, {"amplitude": 0.1}, "decibels"),
    (check.quieter, -2, {"amplitude": 0.1}, "base 10"),
    (check.quieter, 0.01, {"amplitude": 0.1}, "factor"),
    (check.quieter, 0.1, {"amplitude": 0.1}, "factor"),
    (check.quieter, -4.5, {"amplitude": 0.1}, "natural"),
    (check.quieter, 0, {"amplitude": 0.1}, "natural"),
    (check.enough, RIGHT_COUNT - 1, {"cepstra": cepstra(), "share": 0.95}, "counted from 0"),
    (check.enough, RIGHT_COUNT + 1, {"cepstra": cepstra(), "share": 0.95}, "one fewer"),
    (check.enough, 0.95, {"cepstra": cepstra(), "share": 0.95}, "whole number"),
    (check.enough, 27, {"cepstra": cepstra(), "share": 0.95}, "whole number"),
    (check.enough, 0, {"cepstra": cepstra(), "share": 0.95}, "whole number"),
    (check.enough, 26, {"cepstra": cepstra(), "share": 0.95}, "fewer"),
    (check.enough, 2, {"cepstra": cepstra(), "share": 0.95}, ""),
]


@pytest.mark.parametrize(("judge", "answer", "given"), RIGHT)
def test_right(judge, answer, given):
    verdict = judge(answer, **given)
    assert verdict.right, verdict
    assert repr(verdict).startswith("Right.")


@pytest.mark.parametrize(("judge", "answer", "given", "reason"), WRONG)
def test_wrong_with_its_reason(judge, answer, given, reason):
    verdict = judge(answer, **given)
    assert not verdict.right
    assert reason in verdict.message
    assert "cannot be judged" not in verdict.message


@pytest.mark.parametrize(
    ("mistake", "reason"),
    [
        (lambda c: first_enough((c * (1 + 11 * np.sin(np.pi * np.arange(26) / 22))).var(axis=0)), "lifter"),
        (lambda c: first_enough(c.std(axis=0)), "standard deviations"),
        (lambda c: first_enough((c**2).mean(axis=0)), "squares"),
        (lambda c: first_enough(c[:, 1:].var(axis=0)), "coefficient 0"),
    ],
)
def test_the_wrong_sum_of_variances_is_recognised(mistake, reason):
    given = cepstra()
    given[:, 0] *= 2
    answer = mistake(given)
    verdict = check.enough(answer, given, share=0.95)
    assert abs(answer - first_enough(given.var(axis=0))) > 1, "this example does not tell the mistakes apart"
    assert not verdict.right
    assert reason in verdict.message


def test_answers_follow_what_is_given():
    assert check.frames(81, seconds=1, length=400, hop=200, sr=16400).right
    assert not check.frames(8999, seconds=90, length=551, hop=441).right
    assert check.filter_number(4, hz=440, num_filters=26, sr=SR).right
    assert not check.filter_number(4, hz=4400, num_filters=26).right
    for number, hz in enumerate(features.mel_to_hz(np.linspace(0, features.hz_to_mel(SR / 2), 28))[1:-1]):
        assert check.filter_number(number, hz=hz, num_filters=26).right


@pytest.mark.parametrize(
    ("judge", "given"),
    [
        (check.frames, SONG),
        (check.filter_number, A4),
        (check.quieter, {"amplitude": 0.1}),
        (check.enough, {"cepstra": cepstra(), "share": 0.95}),
    ],
)
class TestNoAnswer:
    def test_unanswered(self, judge, given):
        verdict = judge(..., **given)
        assert not verdict.right
        assert verdict.message.startswith("Replace the three dots. Hint: ")

    @pytest.mark.parametrize(
        "nonsense",
        ["4", None, True, [4, 5], {}, np.arange(3), float("nan"), float("inf"), 3j, print, object()],
        ids=repr,
    )
    def test_nonsense_is_wrong_and_never_raises(self, judge, given, nonsense):
        verdict = judge(nonsense, **given)
        assert not verdict.right
        assert "Hint: " in verdict.message
