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
HALF = np.linspace(0.4, 1.37, 97)

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
        # Nearly half raise an alarm: what is mirrored is still wrong.
        (check.alarms, (KNOWN, HALF, 0.1), 1 - (HALF > 0.9).mean(), "no alarm"),
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


def song():
    """Beats of noise and a tune: bands that go up and down."""
    rng = np.random.default_rng(0)
    beats = np.repeat([0.2, 1.0, 0.1, 0.6] * 8, SR // 4)
    tune = np.concatenate([tone(hz, 0.5, level=0.2) for hz in (220, 330, 277, 440) * 4])
    return (0.1 * rng.standard_normal(len(beats)) * beats + tune[: len(beats)]).astype(np.float32)


def treble(y, strength):
    return np.append(y[:1], y[1:] - strength * y[:-1])


def by_colour(y):
    """A network that takes a bright sound for metal."""
    return "metal" if np.abs(np.diff(y)).mean() > np.abs(y).mean() else "jazz"


def test_fooled():
    y = song()
    assert by_colour(y) == "jazz"
    verdict = check.fooled(treble(y, 0.95), y, "jazz", by_colour)
    assert verdict.right, verdict
    assert "jazz has become metal" in verdict.message


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "three dots"),
        (song(), "still says jazz"),
        (song()[: 3 * SR], "as long as it was"),
        (np.zeros_like(song()), "about as loud"),
        (0.01 * song(), "about as loud"),
        (np.full_like(song(), np.nan), "about as loud"),
        (0.1 * np.random.default_rng(1).standard_normal(len(song())), "another sound"),
        # Another sound with the loud and soft moments of the song.
        (np.abs(song()) * np.random.default_rng(1).standard_normal(len(song())), "another sound"),
        (song()[::-1].copy(), "another sound"),
        ("louder", "cannot be judged"),
        (None, "as long as it was"),
    ],
)
def test_not_fooled(answer, says):
    verdict = check.fooled(answer, song(), "jazz", by_colour)
    assert not verdict.right
    assert says in verdict.message
