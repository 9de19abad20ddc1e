"""Checks of notebook 04: right answers, typical wrong ones, and answers of no usable kind."""

from __future__ import annotations

import math

import numpy as np
import pytest

from genrekit.checks import cnn as check

PATCH = np.random.default_rng(0).normal(size=(8, 6)).round(1)
KERNEL = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
WINDOW = PATCH[3:6, 1:4]
EXPECTED = (WINDOW * KERNEL).sum()
POOLS = ((4, 2), (3, 2), (3, 2), (2, 1))

CHECKS = {
    "window_sum": (check.window_sum, (PATCH, KERNEL, 3, 1)),
    "conv_weights": (check.conv_weights, (16, 32)),
    "frames_seen": (check.frames_seen, (4,)),
    "softmax_first": (check.softmax_first, ([3, 1, 0],)),
    "dense_parameters": (check.dense_parameters, ((256, 18), POOLS, 128, 128)),
}


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("window_sum", EXPECTED),
        ("window_sum", round(EXPECTED, 2)),
        ("window_sum", np.float32(EXPECTED)),
        ("window_sum", np.array(EXPECTED)),
        ("conv_weights", 4608),
        ("conv_weights", 4608.0),
        ("frames_seen", 14),
        ("softmax_first", math.exp(3) / (math.exp(3) + math.e + 1)),
        ("softmax_first", 0.84),
        ("softmax_first", 0.844),
        ("dense_parameters", 98432),
        ("dense_parameters", np.int64(98432)),
    ],
)
def test_right(name, answer):
    judge, given = CHECKS[name]
    verdict = judge(answer, *given)
    assert verdict.right
    assert repr(verdict).startswith("Right.")


@pytest.mark.parametrize(
    ("name", "answer", "reason"),
    [
        ("window_sum", WINDOW * KERNEL, "single products"),
        ("window_sum", -EXPECTED, "turned the kernel"),
        ("window_sum", EXPECTED / 9, "mean"),
        ("window_sum", WINDOW.sum(), "window alone"),
        ("window_sum", (PATCH[1:4, 3:6] * KERNEL).sum(), "swapped"),
        ("window_sum", (PATCH[4:7, 1:4] * KERNEL).sum(), "one step"),
        ("window_sum", EXPECTED + 0.1, "Not this number"),
        ("conv_weights", 288, "one channel"),
        ("conv_weights", 144, "single kernel"),
        ("conv_weights", 4640, "offset"),
        ("conv_weights", 512, "size"),
        ("conv_weights", 1536, "both sides"),
        ("conv_weights", 4609, "Not this number"),
        ("frames_seen", 12, "neighbour"),
        ("frames_seen", 3, "pooled map"),
        ("frames_seen", 5, "without pooling"),
        ("frames_seen", 36, "overlap"),
        ("frames_seen", 6, "one pooled number"),
        ("frames_seen", 13, "Not this number"),
        ("softmax_first", [0.84, 0.11, 0.05], "several"),
        ("softmax_first", 84.4, "per cent"),
        ("softmax_first", math.exp(3), "Divide"),
        ("softmax_first", math.exp(3) / (math.e + 1), "others only"),
        ("softmax_first", 8 / 11, "base"),
        ("softmax_first", 1 / 3, "alike"),
        ("softmax_first", 0.114, "another genre"),
        ("softmax_first", 0.75, "share"),
        ("softmax_first", 0.8, "Not this number"),
        ("dense_parameters", 98304, "offset"),
        ("dense_parameters", 768, "go in"),
        ("dense_parameters", 4 * 3 * 128 * 128 + 128, "rounds down"),
        ("dense_parameters", 3 * 18 * 128 * 128 + 128, "coefficients, too"),
        ("dense_parameters", 3 * 2 * 128 + 128, "channels"),
        ("dense_parameters", 147584, "26 coefficients"),
        ("dense_parameters", 98433, "Not this number"),
    ],
)
def test_typical_wrong_answers(name, answer, reason):
    judge, given = CHECKS[name]
    verdict = judge(answer, *given)
    assert not verdict.right
    assert reason in verdict.message


@pytest.mark.parametrize("seed", range(20))
def test_wrong_reasons_never_hide_a_right_answer(seed):
    rng = np.random.default_rng(seed)
    patch, kernel = rng.normal(size=(8, 6)).round(1), rng.integers(-1, 2, (3, 3))
    assert check.window_sum((patch[2:5, 2:5] * kernel).sum(), patch, kernel, 2, 2).right


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize(
    "nonsense", [None, "twelve", b"12", True, [], [1, 2], np.zeros(4), {}, math.nan, math.inf, 1j, print]
)
def test_nonsense_gets_a_hint(name, nonsense):
    judge, given = CHECKS[name]
    verdict = judge(nonsense, *given)
    assert not verdict.right
    assert "Hint:" in verdict.message


@pytest.mark.parametrize("name", CHECKS)
def test_unanswered(name):
    judge, given = CHECKS[name]
    assert judge(..., *given).message.startswith("Replace the three dots.")
