"""The checks of notebook 08 against right, typically wrong and senseless answers."""

import numpy as np
import pytest
from conftest import tone

from genrekit.audio import SR
from genrekit.checks import your_song as check

TIMES = np.arange(2.56, 58, 0.5)
KNOWN, STRANGE = np.linspace(0, 1, 101), np.linspace(0.5, 2, 151)
HALF = np.linspace(0.4, 1.37, 97)
TOGETHER = (np.quantile(np.concatenate((KNOWN, STRANGE)), 0.9) < STRANGE).mean()

SURENESS = np.linspace(0.2, 0.99, 200)
HITS = np.random.default_rng(0).random(200) < SURENESS
LEVEL = next(  # the lowest level, in steps of 0.05, with half the share of mistakes
    level for level in np.arange(21) / 20 if 2 * (~HITS[level <= SURENESS]).mean() <= (~HITS).mean()
)

CALLS = [
    (check.mixed, (5.12, 0.5)),
    (check.level_of_silence, (SURENESS, HITS)),
    (check.crops_that_hold, (TIMES, 30.0, 5.12)),
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
        # The crops at 2 and 7 s end and begin at this very moment: counted or not.
        (check.crops_that_hold, (np.arange(10.0), 4.5, 5.0), 6),
        (check.crops_that_hold, (np.arange(10.0), 4.5, 5.0), np.float64(4)),
        (check.mixed, (5.12, 0.5), 5.12),
        (check.mixed, (5.12, 0.5), 5),
        (check.mixed, (5.12, 0.5), np.float32(5.5)),
        (check.mixed, (3.0, 0.5), 3),
        (check.level_of_silence, (SURENESS, HITS), LEVEL),
        (check.level_of_silence, (SURENESS, HITS), np.float32(LEVEL)),
        # Finer than asked for, and as good.
        (check.level_of_silence, (SURENESS, HITS), LEVEL - 0.001),
        (check.level_of_silence, (SURENESS, np.ones(200, bool)), 0),
        (check.alarms, (KNOWN, STRANGE, 0.1), (STRANGE > 0.9).mean()),
        # The threshold is one of the known surprises themselves: sorted(known)[int(0.9 * len(known))].
        (check.alarms, (KNOWN[::7], STRANGE, 0.1), (STRANGE > 0.91).mean()),
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
        (check.crops_that_hold, (TIMES, 30.0, 5.12), 10.24, "On paper"),
        (check.crops_that_hold, (TIMES, 30.2, 5.12), 11, "On paper"),
        (check.crops_that_hold, (TIMES, 20.0, 5.12), (TIMES <= 22.56).sum(), "A distance has no sign"),
        (check.mixed, (5.12, 0.5), 0, "some of both parts"),
        (check.mixed, (5.12, 0.5), 0.5, "the next crop"),
        (check.mixed, (5.12, 0.5), 2.56, "one side of the border"),
        (check.mixed, (5.12, 0.5), 10.24, "drawn at the middle"),
        (check.mixed, (5.12, 0.5), 15, "a whole part"),
        (check.mixed, (5.12, 0.5), 11, "how many crops"),
        (check.mixed, (5.12, 0.5), 8.5, "Move a crop over the border"),
        (check.mixed, (5.12, 0.5), 8, "Move a crop over the border"),
        (check.mixed, (3.0, 0.5), 6, "drawn at the middle"),
        (check.level_of_silence, (SURENESS, HITS), 0.3, "At most half of that"),
        (check.level_of_silence, (SURENESS, HITS), LEVEL - 0.05, "At most half of that"),
        (check.level_of_silence, (SURENESS, HITS), LEVEL + 0.05, "a lower level would do"),
        (check.level_of_silence, (SURENESS, HITS), 1, "never says anything"),
        (check.level_of_silence, (SURENESS, HITS), 70, "For 60% write 0.6"),
        (check.level_of_silence, (SURENESS, HITS), -0.2, "For 60% write 0.6"),
        (check.level_of_silence, (SURENESS, np.ones(200, bool)), 0.5, "a lower level would do"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 1 - (STRANGE > 0.9).mean(), "no alarm"),
        # Nearly half raise an alarm: what is mirrored is still wrong.
        (check.alarms, (KNOWN, HALF, 0.1), 1 - (HALF > 0.9).mean(), "no alarm"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 1.0, "counts from below"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 0.1, "must come from the known"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 100 * (STRANGE > 0.9).mean(), "between 0 and 1"),
        (check.alarms, (KNOWN, STRANGE, 0.1), (STRANGE > 0.9).sum(), "how many they are"),
        (check.alarms, (KNOWN, STRANGE + 1, 0.1), 0.9, "That is the threshold"),
        (check.alarms, (KNOWN[::3], STRANGE, 0.1), 4 / 34, "share from the strange ones"),
        (check.alarms, (KNOWN, STRANGE, 0.1), TOGETHER, "known and strange songs together"),
        (check.alarms, (KNOWN, STRANGE, 0.1, KNOWN + 0.3), (STRANGE > 1.2).mean(), "from the test songs"),
        (check.alarms, (KNOWN, STRANGE, 0.1), (STRANGE > 0.95).mean(), "with 5% false alarms"),
        (check.alarms, (KNOWN, STRANGE, 0.1, 2 * KNOWN), 0.55, "false alarms among the test songs"),
        (check.alarms, (KNOWN, STRANGE, 0.1), (STRANGE > 1.2).mean(), "First the threshold"),
        (check.alarms, (KNOWN, STRANGE, 0.1), 0.5, "First the threshold"),
    ],
)
def test_wrong_answers_get_their_reason(judge, given, answer, says):
    verdict = judge(answer, *given)
    assert not verdict.right
    assert says in verdict.message


def test_the_level_of_these_tests_lies_between_levels():
    assert 0.4 < LEVEL < 0.9


def count_changes(probabilities):
    leading = probabilities.argmax(axis=1)
    return (leading[1:] != leading[:-1]).sum()


def by_loop(probabilities):
    count, before = 0, None
    for row in probabilities:
        leader = list(row).index(max(row))
        count += before is not None and leader != before
        before = leader
    return count


def by_diff(probabilities):
    return float(np.count_nonzero(np.diff(np.argmax(probabilities, axis=1))))


def leaders(probabilities):
    """A list where an array is needed."""
    return [int(row.argmax()) for row in probabilities]


def spoiling(probabilities):
    count = count_changes(probabilities)
    probabilities[:] = 0
    return count


@pytest.mark.parametrize("answer", [count_changes, by_loop, by_diff])
def test_changes(answer):
    verdict = check.changes(answer)
    assert verdict.right, verdict


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "three dots"),
        (lambda p: ..., "three dots"),
        (4, "A function is asked for"),
        (None, "A function is asked for"),
        (lambda p: None, "returns nothing"),
        (spoiling, "changes the probabilities"),
        (lambda p: count_changes(p) + 1, "n - 1 changes"),
        (lambda p: len(np.unique(p.argmax(axis=1))), "One that comes back"),
        (lambda p: len(np.unique(p.argmax(axis=1))) - 1, "compare step with step"),
        (lambda p: len(p) - 1 - count_changes(p), "Turn the comparison round"),
        (lambda p: count_changes(p) / max(1, len(p) - 1), "share of steps"),
        (lambda p: np.abs(np.diff(p.argmax(axis=1))).sum(), "how far the numbers"),
        (lambda p: np.diff(p.argmax(axis=1)).sum(), "cancel out"),
        (lambda p: np.diff(p.argmax(axis=1)) != 0, "True counts as 1"),
        (lambda p: p.argmax(axis=1), "One number should come back"),
        (lambda p: count_changes(p.T), "axis=1"),
        (lambda p: (np.diff(p, axis=0) != 0).any(axis=1).sum(), "*leading* genre"),
        (lambda p: len(p.argmax(axis=1)[1:] != p.argmax(axis=1)[:-1]), "the len of a comparison"),
        (lambda p: 77, "the same number for every song"),
        (lambda p: 0, "inside a loop"),
        (lambda p: int(p[0].argmax() != p[1].argmax()) if len(p) > 1 else None, "the first step alone"),
        (lambda p: count_changes(p) + 3.5, "count where they differ"),
        (lambda p: count_changes(p[:-1]) if len(p) > 1 else 0, "One change is missing"),
        (lambda p: leaders(p)[1:] != leaders(p)[:-1], "two lists are compared as wholes"),
        (lambda p: (leaders(p)[1:] != leaders(p)[:-1]).sum(), "two lists are compared as wholes"),
        (lambda p: sum(leaders(p)[1:] != leaders(p)[:-1]), "two lists are compared as wholes"),
        (lambda p: p.leaders, "cannot be judged"),
        (lambda p: "many", "cannot be judged"),
        (lambda: 0, "cannot be judged"),
    ],
)
def test_not_the_changes(answer, says):
    verdict = check.changes(answer)
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
        (np.full_like(song(), np.nan), "no finite numbers"),
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


def by_level(y):
    """A network that takes a loud sound for metal."""
    return "metal" if np.abs(y).max() > 2 else "jazz"


@pytest.mark.parametrize(("times", "says"), [(8, "the loudness that did it"), (3, "still says jazz")])
def test_louder_than_a_file_can_be(times, says):
    y = song()
    assert 1 < 3 * np.abs(y).max() < 2 < 8 * np.abs(y).max()
    verdict = check.fooled(times * y, y, "jazz", by_level)
    assert not verdict.right
    assert says in verdict.message


def test_a_target_that_was_changed_in_place():
    target = song()
    mine = target  # no copy
    mine[1:] = mine[1:] - 0.95 * target[:-1]
    verdict = check.fooled(mine, target, "jazz", by_colour)
    assert not verdict.right
    assert "target.copy()" in verdict.message
