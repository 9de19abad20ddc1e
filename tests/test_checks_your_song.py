"""The checks of notebook 08 against right, typically wrong and senseless answers."""

import numpy as np
import pytest
from conftest import tone

from genrekit.audio import SR
from genrekit.checks import your_song as check

TIMES = np.arange(2.56, 58, 0.5)
LEADING = np.array([0, 0, 1, 1, 0, 2, 2, 2, 0])
PROBABILITIES = np.eye(3)[LEADING] * 0.6 + 0.1
KNOWN, STRANGE = np.linspace(0, 1, 101), np.linspace(0.5, 2, 151)

CALLS = [
    (check.crops_that_hold, (TIMES, 30.0, 5.12)),
    (check.changes, (PROBABILITIES,)),
    (check.alarms, (KNOWN, STRANGE, 0.1)),
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
        (check.crops_that_hold, (TIMES, 30.0, 5.12), 10),
        (check.changes, (PROBABILITIES,), 4),
        (check.alarms, (KNOWN, STRANGE, 0.1), (STRANGE > 0.9).mean()),
    ],
)
def test_right(judge, given, answer):
    assert judge(answer, *given).right


@pytest.mark.parametrize(
    ("judge", "given", "answer", "says"),
    [
        (check.crops_that_hold, (TIMES, 30.0, 5.12), 21, "half a crop away"),
        (check.crops_that_hold, (TIMES, 30.0, 5.12), 1, "nearest crop only"),
        (check.crops_that_hold, (TIMES, 30.0, 5.12), 5, "one side only"),
        (check.crops_that_hold, (TIMES, 30.0, 5.12), len(TIMES), "all crops"),
        (check.crops_that_hold, (TIMES, 30.0, 5.12), 33, "count the True"),
        (check.changes, (PROBABILITIES,), 5, "n - 1 changes"),
        (check.changes, (PROBABILITIES,), 3, "comes back"),
        (check.changes, (PROBABILITIES,), 0.5, "share of steps"),
        (check.changes, (PROBABILITIES,), 12, "count where they differ"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 1 - (STRANGE > 0.9).mean(), "no alarm"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 1.0, "counts from below"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 0.1, "must come from the known"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 100 * (STRANGE > 0.9).mean(), "between 0 and 1"),
        (check.alarms, (KNOWN, STRANGE, 0.1), (STRANGE > 0.9).sum(), "how many they are"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 0.5, "First the threshold"),
    ],
)
def test_wrong_answers_get_their_reason(judge, given, answer, says):
    verdict = judge(answer, *given)
    assert not verdict.right
    assert says in verdict.message


def by_level(y):
    """A network that takes loud for metal."""
    return "metal" if np.sqrt((y**2).mean()) > 0.1 else "classical"


def song():
    beats = np.repeat([0.2, 1.0, 0.1, 0.6] * 10, SR // 4)
    return tone(440, len(beats) / SR, level=0.1) * beats


def test_fooled():
    assert check.fooled(5 * song(), song(), by_level).right
    assert "classical has become metal" in check.fooled(5 * song(), song(), by_level).message


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "three dots"),
        (song(), "still says classical"),
        (song()[: 3 * SR], "as long as it was"),
        (np.zeros_like(song()), "no sound left"),
        (np.full_like(song(), np.nan), "no sound left"),
        (0.9 * np.random.default_rng(0).standard_normal(len(song())) ** 3, "another song"),
        ("louder", "cannot be judged"),
        (None, "Keep the song"),
    ],
)
def test_not_fooled(answer, says):
    verdict = check.fooled(answer, song(), by_level)
    assert not verdict.right
    assert says in verdict.message
