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


def softmax(row):
    powers = np.exp(row - row.max())
    return powers / powers.sum()


def loss(scores, truth):
    return np.mean([-np.log(softmax(row)[k]) for row, k in zip(scores, truth, strict=True)])


def vectorised(scores, truth):
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(p)), truth]).mean()


def true(scores, truth):
    return np.array([softmax(row)[k] for row, k in zip(scores, truth, strict=True)])


def overflows(scores, truth):
    powers = np.exp(scores)
    return -np.log(powers[np.arange(len(powers)), truth] / powers.sum(axis=1)).mean()


def one_softmax(scores, truth):
    return -np.log(softmax(scores)[np.arange(len(scores)), truth]).mean()


def changes_scores(scores, truth):
    scores -= scores.max(axis=1, keepdims=True)
    return vectorised(scores, truth)


def song(lag=26, frames=1499, seed=0):
    """Answers of an onset kernel after ReLU: a beat every `lag` frames, every other one weaker, and noise."""
    rng = np.random.default_rng(seed)
    passed = np.maximum(0, rng.normal(size=(frames, 26)))
    passed[::lag] += 5
    passed[lag :: 2 * lag] -= 1
    return np.maximum(0, passed)


def with_lag(lag):
    return 60 / (lag * 0.02)


SONG = song()

CHECKS = {
    "signs": (check.signs, ()),
    "click_kernel": (check.click_kernel, ()),
    "mean_loss": (check.mean_loss, ()),
    "size_of_change": (check.size_of_change, ()),
    "window_sum": (check.window_sum, (PATCH, KERNEL, 3, 1)),
    "conv_weights": (check.conv_weights, (16, 32)),
    "frames_seen": (check.frames_seen, (4,)),
    "softmax_first": (check.softmax_first, ([3, 1, 0],)),
    "dense_parameters": (check.dense_parameters, ((256, 18), POOLS, 128, 128)),
}


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("signs", ["-", "0", "+", "0"]),
        ("signs", ("-", 0, "+", 0)),
        ("signs", "-0+0"),
        ("signs", "-, 0, +, 0"),
        ("signs", ["negative", "zero", "Positive", " zero "]),
        ("signs", np.array(["-", "0", "+", "0"])),
        ("signs", [-6, 0, 15, 0]),
        ("click_kernel", np.array([[-1, -1, -1], [2, 2, 2], [-1, -1, -1]])),
        ("click_kernel", [[-0.5] * 3, [1] * 3, [-0.5] * 3]),
        ("click_kernel", np.array([[0, -1, 0], [0, 2, 0], [0, -1, 0]], dtype=np.float32)),
        ("click_kernel", np.array([[-1, -1, -2], [2, 3, 3], [-1, -2, -1]])),
        ("click_kernel", np.array([[-1], [2], [-1]]) * np.full(3, 1 / 3)),
        ("size_of_change", np.array([1, -1])),
        ("size_of_change", [-1, 1]),
        ("size_of_change", (1.0, -1.0)),
        ("size_of_change", np.array([1, -1], dtype=np.float32)),
        ("mean_loss", loss),
        ("mean_loss", vectorised),
        ("mean_loss", lambda scores, truth: [loss(scores, truth)]),
        ("mean_loss", lambda scores, truth: np.float32(loss(scores, truth))),
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
        ("signs", ["+", "0", "+", "0"], "Look at A"),
        ("signs", ["-", "+", "+", "0"], "Look at B"),
        ("signs", ["-", "0", "0", "0"], "Look at C"),
        ("signs", ["-", "0", "-", "0"], "Look at C"),
        ("signs", ["-", "0", "+", "+"], "Look at D"),
        ("signs", [-6, 0, 15, 27], "Look at D"),
        ("signs", ["-", "0", "+"], "3 signs"),
        ("signs", ["-", "?", "+", "0"], "'?' is none of the three signs"),
        ("click_kernel", KERNEL, "not seen"),
        ("click_kernel", -np.array([[-1] * 3, [2] * 3, [-1] * 3]), "signs"),
        ("click_kernel", [[0] * 3, [1] * 3, [0] * 3], "nothing changes"),
        ("click_kernel", [[-1] * 3, [1] * 3, [0] * 3], "steady rise"),
        ("click_kernel", [[-1] * 3, [1] * 3, [-1] * 3], "nothing changes"),
        ("click_kernel", [[-1, -1, -1], [0, 6, 0], [-1, -1, -1]], "each column"),
        ("click_kernel", np.zeros((3, 3)), "answer zero"),
        ("click_kernel", [-1, 2, -1], "(3,)"),
        ("click_kernel", np.ones((3, 4)), "(3, 4)"),
        ("click_kernel", [[-1] * 3, [math.inf] * 3, [-1] * 3], "Hint:"),
        ("size_of_change", np.array([1, 1]), "no unit finds falls"),
        ("size_of_change", [1, 0], "nothing is left of a fall in either unit"),
        ("size_of_change", [0.5, 0.5], "no unit finds falls"),
        ("size_of_change", [-1, -1], "no unit finds rises"),
        ("size_of_change", [0, -1], "nothing is left of a rise"),
        ("size_of_change", [0, 0], "silent"),
        ("size_of_change", [2, -1], "a rise of 3 counts 6 and a fall of 3 counts 3"),
        ("size_of_change", [3, -3], "is 9"),
        ("size_of_change", [1, -1, 0], "(3,)"),
        ("size_of_change", [math.inf, -1], "not finite"),
        ("mean_loss", lambda s, t: -np.log(true(s, t))[0], "inside the loop"),
        ("mean_loss", lambda s, t: -np.log(true(s, t))[-1], "last song"),
        ("mean_loss", lambda s, t: -np.log(true(s, t)), "One number"),
        ("mean_loss", lambda s, t: -np.log(true(s, t)).sum(), "sum over"),
        ("mean_loss", lambda s, t: np.log(true(s, t)).mean(), "sign"),
        ("mean_loss", lambda s, t: -np.log10(true(s, t)).mean(), "base 10"),
        ("mean_loss", lambda s, t: -np.log2(true(s, t)).mean(), "base 2"),
        ("mean_loss", lambda s, t: -np.log(true(s, s.argmax(axis=1))).mean(), "largest probability"),
        ("mean_loss", lambda s, t: -np.log(true(s, t).mean()), "each song's loss"),
        ("mean_loss", lambda s, t: true(s, t).mean(), "mean probability"),
        ("mean_loss", lambda s, t: 1 - true(s, t).mean(), "1 minus"),
        ("mean_loss", lambda s, t: -np.log([softmax(row) for row in s]).mean(), "all genres"),
        ("mean_loss", lambda s, t: -s[np.arange(len(s)), t].mean(), "scores"),
        ("mean_loss", one_softmax, "shared one softmax"),
        ("mean_loss", overflows, "1,000"),
        ("mean_loss", changes_scores, "changes"),
        ("mean_loss", lambda s, t: loss(s, t) + 1, "Not this number"),
        ("mean_loss", lambda s, t: ..., "three dots"),
        ("mean_loss", lambda s, t: None, "return"),
        ("mean_loss", lambda s: 1.0, "TypeError"),
        ("mean_loss", lambda s, t: s[99], "IndexError"),
        ("mean_loss", lambda s, t: "2.3", "Not this number"),
        ("window_sum", WINDOW * KERNEL, "single products"),
        ("window_sum", -EXPECTED, "the sign is not"),
        ("window_sum", (WINDOW * KERNEL.T).sum(), "Rows and columns of the kernel"),
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
        ("frames_seen", 18, "neighbouring pooled numbers overlap"),
        ("frames_seen", 22, "after the second pooling"),
        ("frames_seen", 8, "adds a pooled row"),
        ("frames_seen", 13, "Not this number"),
        ("softmax_first", [0.84, 0.11, 0.05], "several"),
        ("softmax_first", 84.4, "per cent"),
        ("softmax_first", math.exp(3), "Divide"),
        ("softmax_first", math.exp(3) / (math.e + 1), "others only"),
        ("softmax_first", 8 / 11, "base"),
        ("softmax_first", 1 / 3, "alike"),
        ("softmax_first", 0.114, "another genre"),
        ("softmax_first", 0.75, "share"),
        ("softmax_first", math.exp(3) / (math.exp(3) + math.e), "A score of 0"),
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


@pytest.mark.parametrize("lag", [26, 31, 47])
@pytest.mark.parametrize("form", [float, np.float32, round, lambda x: round(x, 1), np.array])
def test_right_tempo(lag, form):
    assert check.tempo(form(with_lag(lag)), song(lag), hop_seconds=0.02).right


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (26, "lag, in frames"),
        (0.52, "seconds from beat"),
        (1 / 0.52, "beats a second"),
        (11, "counts from 0"),
        (with_lag(11), "counts from 0"),
        (with_lag(25), "one frame beside"),
        (with_lag(27), "one frame beside"),
        (with_lag(27), "all of `passed`"),
        (with_lag(52), "half the tempo"),
        (with_lag(13), "twice the tempo"),
        (with_lag(15), "very first lag"),
        (90, "Not this tempo"),
        (0, "Not this tempo"),
        (-115, "Not this tempo"),
    ],
)
def test_wrong_tempo_with_its_reason(answer, reason):
    verdict = check.tempo(answer, SONG, hop_seconds=0.02)
    assert not verdict.right
    assert reason in verdict.message


def test_tempo_follows_what_is_given():
    assert check.tempo(with_lag(26) / 2, SONG, hop_seconds=0.04).right
    assert not check.tempo(with_lag(26), song(31), hop_seconds=0.02).right


@pytest.mark.parametrize("nonsense", [None, "twelve", True, [], [1, 2], math.nan, math.inf, 1j, print])
def test_nonsense_for_a_tempo(nonsense):
    verdict = check.tempo(nonsense, SONG, hop_seconds=0.02)
    assert not verdict.right
    assert "Hint:" in verdict.message


def test_unanswered_tempo():
    assert check.tempo(..., SONG, hop_seconds=0.02).message.startswith("Replace the three dots.")


@pytest.mark.parametrize("nonsense", [None, 2.3, "loss", np.zeros(4), {}])
def test_a_loss_that_is_no_function_gets_a_hint(nonsense):
    verdict = check.mean_loss(nonsense)
    assert not verdict.right
    assert "without brackets" in verdict.message
    assert "Hint:" in verdict.message


@pytest.mark.parametrize("strange", [len, str, np.mean, np.maximum, lambda *given: given])
def test_strange_functions_are_wrong_and_never_raise(strange):
    assert not check.mean_loss(strange).right


def test_what_is_given_is_not_changed():
    kernel, passed = KERNEL.astype(float), SONG.copy()
    check.click_kernel(kernel)
    check.tempo(100, passed, hop_seconds=0.02)
    assert np.array_equal(kernel, KERNEL)
    assert np.array_equal(passed, SONG)


def test_a_kernel_that_was_turned_round():
    kernel = np.arange(9).reshape(3, 3)
    verdict = check.window_sum((WINDOW * kernel[::-1, ::-1]).sum(), PATCH, kernel, 3, 1)
    assert not verdict.right
    assert "turned the kernel round" in verdict.message


@pytest.mark.parametrize("seed", range(20))
def test_wrong_reasons_never_hide_a_right_answer(seed):
    rng = np.random.default_rng(seed)
    patch, kernel = rng.normal(size=(8, 6)).round(1), rng.integers(-1, 2, (3, 3))
    assert check.window_sum((patch[2:5, 2:5] * kernel).sum(), patch, kernel, 2, 2).right


@pytest.mark.parametrize("nonsense", [None, "two", True, [], [1], 1.0, np.zeros((2, 1)), {}, math.nan, print])
def test_weights_that_are_no_pair_get_a_hint(nonsense):
    verdict = check.size_of_change(nonsense)
    assert not verdict.right
    assert "Hint:" in verdict.message


@pytest.mark.parametrize("name", sorted(set(CHECKS) - {"mean_loss", "size_of_change"}))
@pytest.mark.parametrize(
    "nonsense", [None, "twelve", b"12", True, [], [1, 2], np.zeros(5), {}, math.nan, math.inf, 1j, print]
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
