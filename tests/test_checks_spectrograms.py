import numpy as np
import pytest

from genrekit import features
from genrekit.audio import SR
from genrekit.checks import spectrograms as check

TUNING = (check.tuning_bin, (440, 2048, SR))
HOP = (check.longest_hop, (112, 20, SR))
WINDOW = (check.smallest_window, (82.4, 87.3, SR))
CENTRE = (check.filter_centre, (13, 26, SR))
CHECKS = [TUNING, HOP, WINDOW, CENTRE]


@pytest.mark.parametrize(("judge", "given"), CHECKS)
def test_an_unanswered_exercise_gets_a_hint(judge, given):
    verdict = judge(..., *given)
    assert not verdict.right
    assert "three dots" in verdict.message


@pytest.mark.parametrize(
    "nonsense", ["41", None, True, np.nan, -np.inf, [1, 2], np.zeros((2, 2)), {}, print, 0, -3, 1e30]
)
@pytest.mark.parametrize(("judge", "given"), CHECKS)
def test_nonsense_is_judged_wrong_and_raises_nothing(judge, given, nonsense):
    verdict = judge(nonsense, *given)
    assert not verdict.right
    assert repr(verdict).startswith("Not yet.")


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        (TUNING, 41),
        (TUNING, np.int64(41)),
        (TUNING, 41.0),
        ((check.tuning_bin, (440, 4096, SR)), 82),
        (HOP, 590),
        (HOP, np.float64(590)),
        ((check.longest_hop, (60, 10, SR)), 2205),
        (WINDOW, 4500),
        (WINDOW, 4501),
        ((check.smallest_window, (100, 110, SR)), 2205),
        (CENTRE, features.mel_to_hz(13 / 27 * features.hz_to_mel(SR / 2))),
        (CENTRE, np.round(features.mel_to_hz(13 / 27 * features.hz_to_mel(SR / 2)))),
    ],
)
def test_right_answers(exercise, answer):
    judge, given = exercise
    assert repr(judge(answer, *given)).startswith("Right.")


@pytest.mark.parametrize(
    ("exercise", "answer", "reason"),
    [
        (TUNING, 40, "neighbour is nearer"),
        (TUNING, 40.87, "whole number"),
        (TUNING, 20, "half of N"),
        (TUNING, 82, "half of sr"),
        (TUNING, 42, "from 0"),
        (TUNING, 10.77, "distance between two bins"),
        (TUNING, 440, "frequency in Hz"),
        (TUNING, 60, "would stand for"),
        (HOP, 591, "whole number below"),
        (HOP, 590.6, "whole number below"),
        (HOP, 588, "not the longest"),
        (HOP, 11_812.5, "several frames"),
        (HOP, 11_812, "several frames"),
        (HOP, 0.0268, "in samples"),
        (HOP, 26.8, "in samples"),
        (HOP, 2058, "Turn the fraction over"),
        (HOP, 1102, "one second"),
        (HOP, 1181, "10.0 frames"),
        (HOP, 300, "frames"),
        (WINDOW, 4096, "power of two below"),
        (WINDOW, 8192, "smallest is asked for"),
        (WINDOW, 2250, "half of sr"),
        (WINDOW, 9000, "Hann"),
        (WINDOW, 268, "one swing"),
        (WINDOW, 0.204, "in samples"),
        (WINDOW, 4499, "Hz apart"),
        (WINDOW, 4510, "smaller one"),
        (CENTRE, 13 / 27 * SR / 2, "evenly spaced in Hz"),
        (CENTRE, 13 / 27 * features.hz_to_mel(SR / 2), "in mel"),
        (CENTRE, features.mel_to_hz(13 / 26 * features.hz_to_mel(SR / 2)), "Count the steps"),
        (CENTRE, features.mel_to_hz(12 / 27 * features.hz_to_mel(SR / 2)), "triangle before"),
        (CENTRE, features.mel_to_hz(14 / 27 * features.hz_to_mel(SR / 2)), "next triangle"),
        (CENTRE, features.mel_to_hz(13 / 27 * features.hz_to_mel(SR)), "half of sr"),
        (CENTRE, 2000, "Too low"),
    ],
)
def test_typical_wrong_answers_get_their_reason(exercise, answer, reason):
    judge, given = exercise
    verdict = judge(answer, *given)
    assert not verdict.right
    assert reason in verdict.message


def test_the_centre_that_is_called_right_is_the_filter_banks():
    bank = features.mel_filterbank(26, 2**16)
    hz = bank[12].argmax() * SR / 2**16
    assert check.filter_centre(hz, 13, 26, SR).right


def test_the_bin_that_is_called_right_is_the_strongest():
    t = np.arange(2048) / SR
    assert np.abs(np.fft.rfft(np.sin(2 * np.pi * 440 * t) * np.hanning(2048))).argmax() == 41
