import numpy as np
import pytest

from genrekit import features, listen
from genrekit.audio import SR
from genrekit.checks import spectrograms as check

TUNING = (check.tuning_bin, (440, 2048, SR))
HOP = (check.longest_hop, (112, 20, SR))
WINDOW = (check.smallest_window, (82.4, 87.3, SR))
CENTRE = (check.filter_centre, (13, 26, SR))
STRENGTHS = (check.strengths, (0.2,))
FITTING = (check.fitting_tone, (2048, SR))
LOUDEST = (check.loudest_hz, ())
DIALLED = (check.dialled, ())
CHECKS = [STRENGTHS, TUNING, FITTING, LOUDEST, HOP, WINDOW, CENTRE, DIALLED]


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
        (STRENGTHS, [0.2, 0.4, 0.2]),
        (STRENGTHS, np.array([0.2, 0.4, 0.2])),
        (STRENGTHS, (0.2, 0.404, np.float32(0.196))),
        (FITTING, 93 * SR / 2048),
        (FITTING, np.float32(93 * SR / 2048)),
        (FITTING, 1001.29),
        (FITTING, 10 * SR / 2048),
        ((check.fitting_tone, (1000, 8000)), 800),
        (DIALLED, "4412069"),
        (DIALLED, " 441-2069 "),
        (DIALLED, "(441) 2069"),
        (DIALLED, 4412069),
        (DIALLED, np.int64(4412069)),
        (DIALLED, [4, 4, 1, 2, 0, 6, 9]),
        (DIALLED, tuple("4412069")),
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
        (STRENGTHS, 0.2, "three numbers"),
        (STRENGTHS, [0.2, 0.4], "three numbers"),
        (STRENGTHS, "0.2 0.4 0.2", "three numbers"),
        (STRENGTHS, [..., ..., ...], "three dots"),
        (STRENGTHS, [0.2, 0.4, ...], "three dots"),
        (STRENGTHS, [-0.2, 0.4, 0.2], "can it be negative"),
        (STRENGTHS, [0, 0.4, 0.2], "large and negative"),
        (STRENGTHS, [0.3, 0.4, 0.2], "the same tones"),
        (STRENGTHS, [0.2, 0.2, 0.2], "twice as large"),
        (STRENGTHS, [0.2, 0.8, 0.2], "power"),
        (STRENGTHS, [0.2, 0.3, 0.2], "by the same factor"),
        (STRENGTHS, [0.2, 0.4, 0.5], "keep in step"),
        (STRENGTHS, [0.2, 0.4, 0.1], "nothing has been taken away"),
        (STRENGTHS, [0.2, 0.4, 0.3], "now a hill, now a valley"),
        (STRENGTHS, [0.2, "0.4", 0.2], "one number"),
        (FITTING, 1000, "does not meet"),
        (FITTING, 1001, "Do not round"),
        (FITTING, 92.5 * SR / 2048, "between two bins"),
        (FITTING, 440, "does not meet"),
        (FITTING, 0, "above 0 Hz"),
        (FITTING, 12_000, "fold back"),
        (FITTING, 0.01, "does not meet"),
        (DIALLED, "9602144", "backwards"),
        (DIALLED, "412069", "pressed twice"),
        (DIALLED, "441206", "6 keys"),
        (DIALLED, "2214089", "rows for columns"),
        (DIALLED, "4412068", "Key number 7 is not 8. The row is right"),
        (DIALLED, "7412069", "Key number 1 is not 7. The column is right"),
        (DIALLED, "4452069", "Key number 3 is not 5. Look at both"),
        (DIALLED, "44120A9", "no telephone has"),
        (DIALLED, "", "no telephone has"),
        (TUNING, 40, "neighbour is nearer"),
        (TUNING, 40.87, "whole number"),
        (TUNING, 20, "half of N"),
        (TUNING, 82, "half of sr"),
        (TUNING, 42, "from 0"),
        (TUNING, 10.77, "distance between two bins"),
        (TUNING, 440, "frequency in Hz"),
        (TUNING, 60, "would stand for"),
        (TUNING, 41.5, "A bin has a whole number"),
        (TUNING, 5.38, "A bin has a whole number"),
        (HOP, 591, "whole number below"),
        (HOP, 590.6, "whole number below"),
        (HOP, 588, "not the longest"),
        (HOP, 11_812.5, "several frames"),
        (HOP, 11_812, "several frames"),
        (HOP, 0.0268, "in samples"),
        (HOP, 26.8, "in samples"),
        (HOP, 2058, "Turn the fraction over"),
        (HOP, 1102, "one second"),
        (HOP, 1181, "10.0 frames, fewer than wanted"),
        (HOP, 300, "39.4 frames, more than needed"),
        (WINDOW, 4096, "power of two below"),
        (WINDOW, 8192, "smallest is asked for"),
        (WINDOW, 2250, "half of sr"),
        (WINDOW, 9000, "Hann"),
        (WINDOW, 268, "one swing"),
        (WINDOW, 0.204, "in samples"),
        (WINDOW, 4499, "4.901 Hz apart, the notes only 4.900 Hz"),
        (WINDOW, 4510, "smaller one"),
        (CENTRE, 13 / 27 * SR / 2, "evenly spaced in Hz"),
        (CENTRE, 13 / 27 * features.hz_to_mel(SR / 2), "in mel"),
        (CENTRE, features.mel_to_hz(13 / 26 * features.hz_to_mel(SR / 2)), "Count the steps"),
        (CENTRE, features.mel_to_hz(12 / 27 * features.hz_to_mel(SR / 2)), "triangle before"),
        (CENTRE, features.mel_to_hz(14 / 27 * features.hz_to_mel(SR / 2)), "next triangle"),
        (CENTRE, features.mel_to_hz(13 / 27 * features.hz_to_mel(SR)), "half of sr"),
        (CENTRE, 2000, "Too low"),
        (CENTRE, 2.019, "kilohertz"),
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


def page(piece):
    return np.argmax(np.abs(np.fft.rfft(piece * np.hanning(len(piece))))) * SR / len(piece)


def with_rfftfreq(piece):
    window = np.hanning(len(piece) + 1)[:-1]
    spectrum = np.abs(np.fft.rfft(piece * window)) ** 2
    return np.fft.rfftfreq(len(piece), 1 / SR)[spectrum.argmax()]


def filled_with_zeros(piece):
    return np.argmax(np.abs(np.fft.rfft(piece, 2**17))) * SR / 2**17


def by_trying(piece):
    t = np.arange(len(piece)) / SR
    tried = np.arange(20, SR / 2, 4)
    return tried[np.argmax([np.abs(piece @ np.exp(2j * np.pi * hz * t)) for hz in tried])]


def rounded(piece):
    return [round(page(piece))]


@pytest.mark.parametrize("function", [page, with_rfftfreq, filled_with_zeros, by_trying, rounded])
def test_right_tuners(function):
    assert repr(check.loudest_hz(function)).startswith("Right.")


def in_place(piece):
    piece *= np.hanning(len(piece)).astype(np.float32)
    return page(piece)


def spectrum_of(piece):
    return np.fft.rfft(piece * np.hanning(len(piece)))


def by_counting_swings(piece):
    return np.sum((piece[:-1] < 0) & (piece[1:] >= 0)) / (len(piece) / SR)


def mirrored(piece):
    spectrum = np.abs(np.fft.fft(piece))
    return (len(piece) - 1 - spectrum[::-1].argmax()) * SR / len(piece)


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (440, "the function itself"),
        (lambda piece: ..., "three dots"),
        (lambda piece: None, "return"),
        (lambda: 440, "stops"),
        (lambda piece: piece.unheard_of, "stops"),
        (in_place, "changes the samples"),
        (lambda piece: spectrum_of(piece).max(), "complex number"),
        (lambda piece: np.argmax(np.abs(spectrum_of(piece))), "a bin"),
        (lambda piece: np.abs(spectrum_of(piece)).max(), "a strength"),
        (lambda piece: 2 / len(piece) * np.abs(spectrum_of(piece)).max(), "a strength"),
        (lambda piece: np.argmax(spectrum_of(piece)) * SR / len(piece), "magnitudes first"),
        (lambda piece: page(piece) / 2, "A factor of two"),
        (lambda piece: page(piece) * 2, "A factor of two"),
        (mirrored, "mirror image"),
        (lambda piece: page(piece) * len(piece) / 2048, "depends on its length"),
        (lambda piece: page(piece) * len(piece) / 4096, "depends on its length"),
        (lambda piece: page(piece[:2048]), "the whole piece"),
        (lambda piece: page(piece[:4096]), "the whole piece"),
        (lambda piece: np.argmax(np.abs(np.fft.rfft(piece, 2048))) * SR / 2048, "the whole piece"),
        (lambda piece: page(piece) + SR / len(piece), "count bins from 0"),
        (by_counting_swings, "strongest tone was one of 330 Hz"),
        (lambda piece: 440, "strongest tone was one of 6,000 Hz"),
        (lambda piece: np.abs(spectrum_of(piece)), "several"),
    ],
)
def test_wrong_tuners_get_their_reason(function, reason):
    verdict = check.loudest_hz(function)
    assert not verdict.right
    assert reason in verdict.message


def test_the_fitting_tone_does_not_leak_and_another_one_does():
    def beside(hz):
        power = np.abs(2 / 2048 * np.fft.rfft(listen.tone(hz)[2000:4048])) ** 2
        return 10 * np.log10(np.sort(power)[-2])

    assert beside(1001.29) < -60
    assert beside(93 * SR / 2048) < -100
    assert beside(1000) > -40


def test_the_number_that_is_called_right_is_in_the_sound():
    call = check.phone_call(0.3 * np.random.default_rng(0).standard_normal(5 * SR).astype(np.float32))
    keys = ""
    for beep in range(7):
        first = int((0.2 + beep * 0.21 + 0.03) * SR)
        power = np.abs(np.fft.rfft(call[first : first + 2000] * np.hanning(2000)))
        hz = np.fft.rfftfreq(2000, 1 / SR)
        low, high = (np.where((hz > a) & (hz < b), power, 0).argmax() for a, b in ((600, 1000), (1100, 1600)))
        row = np.abs(np.array(check.ROWS) - hz[low]).argmin()
        keys += check.KEYS[row][np.abs(np.array(check.COLUMNS) - hz[high]).argmin()]
    assert check.dialled(keys).right
    assert np.abs(call).max() < 1
    gap = call[int(0.36 * SR) : int(0.4 * SR)]
    assert np.abs(gap).max() < 0.1


def test_a_call_needs_no_music_and_leaves_it_as_it_was():
    music = np.ones(100)
    call = check.phone_call(music)
    assert (music == 1).all()
    assert len(call) == len(check.phone_call(np.zeros(SR)))
