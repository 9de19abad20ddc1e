"""Checks of notebook 03, against right answers, typical wrong ones, and nonsense."""

from __future__ import annotations

import numpy as np
import pytest
import python_speech_features as psf
import scipy.fft

from genrekit import features
from genrekit.audio import SR
from genrekit.checks import mfcc as check

SONG = {"seconds": 180, "length": 551, "hop": 441}
A4 = {"hz": 440, "num_filters": 26}
FRAME = {"length": 551}
EPS = np.finfo(float).eps


def clips(seed=0, genres=4, each=6):
    """Coefficients of clips whose columns differ in size, and whose genre shows in means and deviations."""
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(genres), each)
    size = np.geomspace(100, 0.1, 26)
    values = []
    for label in labels:
        centre = rng.normal(scale=1.0, size=26) + np.sin(np.arange(26) * (label + 1))
        spread = np.exp(rng.normal(scale=0.3, size=26) + 0.4 * np.cos(np.arange(26) * (label + 1)))
        values.append((centre + spread * rng.standard_normal((40, 26))) * size)
    return {"values": values, "labels": labels}


def share(values, labels, parts=("mean", "std"), scale=0, power=2, itself=False, farthest=False):
    """The share of right neighbours, with a loop; the arguments are what students vary."""
    rows = np.array([np.concatenate([getattr(x, part)(axis=0) for part in parts]) for x in values])
    if scale is not None:
        rows = (rows - rows.mean(axis=scale, keepdims=True)) / rows.std(axis=scale, keepdims=True)
    same = 0
    for i, row in enumerate(rows):
        distances = (np.abs(rows - row) ** power).sum(axis=1)
        distances[i] = distances[i] if itself or farthest else np.inf
        same += labels[i] == labels[distances.argmax() if farthest else distances.argmin()]
    return same / len(rows)


CLIPS = clips(seed=7)
SHARE = share(**CLIPS)


def nine(samples, num_ceps, skip="", floor=EPS, log=np.log, keep=True):
    """The nine steps as a student would write them; `skip` leaves one of them out."""
    higher = np.append(samples[0], samples[1:] - 0.97 * samples[:-1])
    y = samples if skip == "emphasis" else higher
    frames = features.frame(y, 551, 441)
    window = np.ones(551) if skip == "window" else np.hamming(551)
    magnitude = np.abs(np.fft.rfft(frames * window, 1024))
    power = magnitude**2 if skip == "division" else magnitude**2 / 1024
    energies = power @ psf.get_filterbanks(26, 1024, SR).T
    logs = energies if skip == "log" else log(np.where(energies == 0, floor, energies))
    cepstra = logs if skip == "cosines" else scipy.fft.dct(logs, norm="ortho", axis=1)
    lifted = cepstra if skip == "lifter" else psf.lifter(cepstra, 22)
    total = power.sum(axis=1)
    if skip != "energy":
        lifted[:, 0] = total if skip == "log" else log(np.where(total == 0, floor, total))
    return lifted[:, :num_ceps] if keep else lifted


def changes_its_input(samples, num_ceps):
    samples[1:] = samples[1:] - 0.97 * samples[:-1]
    return features.mfcc(samples, num_ceps=num_ceps)


PAGE = np.random.default_rng(9).normal(size=SR)


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
    (check.two_tones, "b", {}),
    (check.two_tones, " B) ", {}),
    (check.two_tones, "(b)", {}),
    (check.two_tones, np.str_("b"), {}),
    (check.less_leakage, np.hanning(551), FRAME),
    (check.less_leakage, list(np.hanning(551)), FRAME),
    (check.less_leakage, np.blackman(551).astype(np.float32), FRAME),
    (check.less_leakage, 3 * np.hanning(552)[:-1], FRAME),
    (check.less_leakage, np.kaiser(551, 14), FRAME),
    (check.recipe, nine, {}),
    (check.recipe, lambda samples, num_ceps: nine(samples, num_ceps).tolist(), {}),
    (check.recipe, lambda y, n: features.mfcc(y, num_ceps=n), {}),
    (check.neighbours, SHARE, CLIPS),
    (check.neighbours, round(SHARE, 2), CLIPS),
    (check.neighbours, np.float32(SHARE), CLIPS),
    (check.neighbours, np.array([SHARE]), CLIPS),
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
    (check.two_tones, "a", {}, "One of them lost"),
    (check.two_tones, "C.", {}, "40 dB"),
    (check.two_tones, "d", {}, "other way round"),
    (check.less_leakage, np.hamming(551), FRAME, "still Hamming's"),
    (check.less_leakage, 0.54 - 0.46 * np.cos(2 * np.pi * np.arange(551) / 551), FRAME, "still Hamming's"),
    (check.less_leakage, np.ones(551), FRAME, "scissors"),
    (check.less_leakage, np.bartlett(551), FRAME, "corner"),
    (check.less_leakage, np.hanning(1024), FRAME, "(1024,)"),
    (check.less_leakage, np.hanning(551)[:, None], FRAME, "(551, 1)"),
    (check.less_leakage, 0.2 + np.hanning(551), FRAME, "above zero"),
    (check.less_leakage, np.zeros(551), FRAME, "nothing is left"),
    (check.less_leakage, np.full(551, np.nan), FRAME, "nothing is left"),
    (check.less_leakage, np.hanning(551) * np.cos(0.9 * np.arange(551)), FRAME, "spoilt the tone"),
    (check.less_leakage, np.hanning, FRAME, "Call it"),
    (check.recipe, lambda y, n: nine(y, n, skip="emphasis"), {}, "step 1"),
    (check.recipe, lambda y, n: nine(y, n, skip="window"), {}, "step 3"),
    (check.recipe, lambda y, n: nine(y, n, skip="division"), {}, "step 4"),
    (check.recipe, lambda y, n: nine(y, n, skip="log"), {}, "step 6"),
    (check.recipe, lambda y, n: nine(y, n, log=np.log10), {}, "base 10"),
    (check.recipe, lambda y, n: nine(y, n, skip="cosines"), {}, "step 7"),
    (check.recipe, lambda y, n: nine(y, n, skip="lifter"), {}, "step 8"),
    (check.recipe, lambda y, n: nine(y, n, skip="energy"), {}, "step 9"),
    (check.recipe, lambda y, n: nine(y, n, floor=0.0), {}, "silence"),
    (check.recipe, lambda y, n: np.nan_to_num(nine(y, n, floor=0.0)), {}, "beyond all bounds"),
    (check.recipe, lambda y, n: nine(y, n, floor=1e-12), {}, "as on the page"),
    (check.recipe, lambda y, n: nine(y, n, keep=False), {}, "13 coefficients"),
    (check.recipe, lambda y, n: nine(y, n).T, {}, "swapped"),
    (check.recipe, lambda y, n: nine(y, n)[:, 0], {}, "table"),
    (check.recipe, lambda y, n: nine(y, n)[:-2], {}, "complete frames"),
    (check.recipe, lambda y, n: nine(PAGE[: SR // 3], n), {}, "name of the page"),
    (check.recipe, lambda y, n: np.zeros((1499, n)), {}, "name of the page"),
    (check.recipe, lambda y, n: psf.mfcc(y, SR, winstep=0.02, numcep=n, nfft=1024), {}, "One frame too many"),
    (check.recipe, lambda y, n: nine(y, n) + 1, {}, "step by step"),
    (check.recipe, changes_its_input, {}, "changes the samples"),
    (check.recipe, lambda y, n: ..., {}, "three dots"),
    (check.recipe, lambda y, n: None, {}, "return"),
    (check.recipe, lambda y: y, {}, "TypeError"),
    (check.recipe, lambda y, n: 1 / 0, {}, "ZeroDivisionError"),
    (check.neighbours, 1.0, CLIPS, "found itself"),
    (check.neighbours, 100 * SHARE, CLIPS, "between 0 and 1"),
    (check.neighbours, 24 * SHARE, CLIPS, "divide"),
    (check.neighbours, -0.2, CLIPS, "between 0 and 1"),
    (check.neighbours, 1 - SHARE, CLIPS, "another"),
    (check.neighbours, share(**CLIPS, scale=None), CLIPS, "not scaled"),
    (check.neighbours, share(**CLIPS, parts=("mean",)), CLIPS, "means only"),
    (check.neighbours, share(**CLIPS, parts=("std",)), CLIPS, "deviations only"),
    (check.neighbours, share(**CLIPS, scale=1), CLIPS, "axis=0"),
    (check.neighbours, share(**CLIPS, power=1), CLIPS, "Square"),
    (check.neighbours, share(**CLIPS, farthest=True), CLIPS, "argmin"),
    (check.neighbours, 0.99, CLIPS, "found itself"),
    (check.filter_number, 480, A4, "frequency"),
    (check.frames, 8998, SONG, "first frame"),
    (check.frames, 1 + (180 * SR - 551) / 441, SONG, "Round down"),
    (check.frames, 9000, SONG, "run over its end"),
    (check.frames, 180 * SR / 551, SONG, "overlap"),
    (check.frames, 7203, SONG, "overlap"),
    (check.frames, 180 * SR // 110, SONG, "whole way"),
    (check.frames, 180 * SR, SONG, "samples"),
    (check.frames, 12, SONG, "each hop"),
    (check.frames, 6 * 1499, SONG, "clip by clip"),
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
        (check.two_tones, {}),
        (check.frames, SONG),
        (check.neighbours, CLIPS),
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
    )
    def test_nonsense_is_wrong_and_never_raises(self, judge, given, nonsense):
        verdict = judge(nonsense, **given)
        assert not verdict.right
        assert "Hint: " in verdict.message


class TestNoWindowAndNoFunction:
    def test_unanswered(self):
        for verdict in (check.less_leakage(..., **FRAME), check.recipe(...)):
            assert not verdict.right
            assert verdict.message.startswith("Replace the three dots. Hint: ")

    @pytest.mark.parametrize("nonsense", ["hanning", None, {}, 3j, object(), [[1], [2, 3]]])
    def test_nonsense_is_wrong_and_gets_a_reason(self, nonsense):
        for verdict in (check.less_leakage(nonsense, **FRAME), check.recipe(nonsense)):
            assert not verdict.right
            assert verdict.message

    @pytest.mark.parametrize("nonsense", [print, len, str, np.mean, lambda: None, np.zeros])
    def test_strange_functions_are_wrong_and_never_raise(self, nonsense, capsys):
        assert not check.recipe(nonsense).right
        assert not check.less_leakage(nonsense, **FRAME).right

    def test_the_result_instead_of_the_function(self):
        verdict = check.recipe(nine(PAGE, 13))
        assert not verdict.right
        assert "without brackets" in verdict.message


def test_neither_window_nor_clips_are_changed():
    window, given = np.hanning(551), clips(seed=1)
    kept = [x.copy() for x in given["values"]]
    check.less_leakage(window, **FRAME)
    check.neighbours(0.5, **given)
    assert np.array_equal(window, np.hanning(551))
    assert all(np.array_equal(x, y) for x, y in zip(given["values"], kept, strict=True))


def test_blind_picking_is_told():
    assert "22%" in check.neighbours(SHARE, **CLIPS).message  # 5 of 23
