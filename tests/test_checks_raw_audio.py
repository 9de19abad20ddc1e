import numpy as np
import pytest

from genrekit import listen
from genrekit.audio import SR
from genrekit.checks import raw_audio as check

CHECKS = [
    (check.numbers_on_cd, ()),
    (check.whistle_heard, (15_000, SR)),
    (check.change_db, (1 / 1000,)),
    (check.silencing_delay, (315, SR)),
]


@pytest.mark.parametrize(("judge", "given"), CHECKS)
def test_an_unanswered_exercise_gets_a_hint(judge, given):
    verdict = judge(..., *given)
    assert not verdict.right
    assert "three dots" in verdict.message


@pytest.mark.parametrize(
    "nonsense", ["35", None, True, np.nan, np.inf, [1, 2], np.zeros((2, 2)), {}, print, 0, -1.5, 1e30]
)
@pytest.mark.parametrize(("judge", "given"), CHECKS)
def test_nonsense_is_judged_wrong_and_raises_nothing(judge, given, nonsense):
    verdict = judge(nonsense, *given)
    assert not verdict.right
    assert repr(verdict).startswith("Not yet.")


@pytest.mark.parametrize(
    ("judge", "given", "answer"),
    [
        (check.numbers_on_cd, (), 21_168_000),
        (check.numbers_on_cd, (), np.int64(21_168_000)),
        (check.numbers_on_cd, (), 21.168e6),
        (check.whistle_heard, (15_000, SR), 7050),
        (check.whistle_heard, (5000, 8000), 3000.0),
        (check.change_db, (1 / 1000,), -60),
        (check.change_db, (1 / 1000,), np.float32(-60)),
        (check.change_db, (2,), 6),
        (check.change_db, (2,), 6.02),
        (check.silencing_delay, (315, SR), 35),
        (check.silencing_delay, (315, SR), 35.0),
        (check.silencing_delay, (441, SR), 25),
    ],
)
def test_right_answers(judge, given, answer):
    verdict = judge(answer, *given)
    assert repr(verdict).startswith("Right.")


@pytest.mark.parametrize(
    ("judge", "given", "answer", "reason"),
    [
        (check.numbers_on_cd, (), 10_584_000, "one channel"),
        (check.numbers_on_cd, (), 352_800, "minutes"),
        (check.numbers_on_cd, (), 176_400, "minutes"),
        (check.numbers_on_cd, (), 5_292_000, "22,050"),
        (check.numbers_on_cd, (), 42_336_000, "bytes"),
        (check.numbers_on_cd, (), 21_000_000, "three things"),
        (check.whistle_heard, (15_000, SR), -7050, "negative"),
        (check.whistle_heard, (15_000, SR), 15_000, "folds back"),
        (check.whistle_heard, (15_000, SR), 3975, "beyond the crease"),
        (check.whistle_heard, (15_000, SR), 11_025, "stop at the crease"),
        (check.whistle_heard, (15_000, SR), 7500, "halved"),
        (check.whistle_heard, (15_000, SR), 0, "vanish"),
        (check.whistle_heard, (15_000, SR), 7000, "tent"),
        (check.change_db, (1 / 1000,), 60, "rise or fall"),
        (check.change_db, (1 / 1000,), -30, "power"),
        (check.change_db, (1 / 1000,), -138.2, "natural"),
        (check.change_db, (1 / 1000,), -3, "Multiply"),
        (check.change_db, (1 / 1000,), 0.001, "factor itself"),
        (check.change_db, (1 / 1000,), -57, "divide by ten"),
        (check.silencing_delay, (315, SR), 70, "twice as loud"),
        (check.silencing_delay, (315, SR), 17.5, "quarter"),
        (check.silencing_delay, (315, SR), 1 / 630, "in samples"),
        (check.silencing_delay, (315, SR), 1.59, "in samples"),
        (check.silencing_delay, (315, SR), 105, "shorter"),
        (check.silencing_delay, (315, SR), 157.5, "swings a second"),
        (check.silencing_delay, (315, SR), 36, "times the amplitude"),
        (check.silencing_delay, (315, SR), 34, "times the amplitude"),
    ],
)
def test_typical_wrong_answers_get_their_reason(judge, given, answer, reason):
    verdict = judge(answer, *given)
    assert not verdict.right
    assert reason in verdict.message


def test_the_delay_that_is_called_right_does_silence_the_hum():
    hum = listen.tone(315)
    middle = slice(2000, 18_000)
    assert np.abs((hum[35:] + hum[:-35])[middle]).max() < 1e-3
    assert np.abs((hum[36:] + hum[:-36])[middle]).max() > 1e-2


def test_the_alias_that_is_called_right_is_what_is_heard():
    whistle = listen.tone(15_000, sr=SR)
    strongest = np.abs(np.fft.rfft(whistle)).argmax()
    assert strongest == pytest.approx(7050, abs=1)
