"""The checks of notebook 11 against right, typically wrong and senseless answers."""

import json

import numpy as np
import pytest

from genrekit import collection
from genrekit.checks import scaling_out as check

LONG = {"songs": 100_000, "seconds_a_song": 0.1}
TASK = {"task_ms": 1, "song_ms": 80, "songs": 50}
JOBS = {"songs": (1_000, 10_000), "seconds": (3.5, 17)}
NEW = {"known": 1_000, "wanted": 500}
RADIO = {"core_seconds": 1.2, "mb": 5, "mb_a_second": 100}


def exponent(songs, seconds):
    return np.polyfit(np.log10(songs), np.log10(seconds), 1)[0]


def keys_of(folder):
    return [key for file in folder.glob("*.json") for key in json.loads(file.read_text())["keys"]]


def to_do(wanted, folder):
    there = set(keys_of(folder))
    return [key for key in wanted if key not in there]


def in_seconds(songs, cores, core_seconds, mb, mb_a_second):
    return max(songs * core_seconds / cores, songs * mb / mb_a_second)


def hours(*given):
    return in_seconds(*given) / 3600


CALLS = [
    (check.how_long, (), LONG),
    (check.fixed_part, (), JOBS),
    (check.exponent, (), {}),
    (check.four_on_two, (), {"cores": 2}),
    (check.most_workers, (), TASK),
    (check.to_do, (), {}),
    (check.new_songs, (500,), NEW),
    (check.plan, (24,), RADIO),
]


@pytest.mark.parametrize(("judge", "given", "named"), CALLS)
def test_unanswered_and_senseless_answers_get_a_hint(judge, given, named):
    assert "three dots" in judge(..., *given, **named).message
    for answer in (
        None,
        "b",
        "",
        [1, 2],
        float("nan"),
        float("inf"),
        True,
        object(),
        {},
        -7,
        1e12,
        len,
        print,
    ):
        verdict = judge(answer, *given, **named)
        assert not verdict.right, answer
        assert verdict.message


@pytest.mark.parametrize("answer", ["hours", "hour", " Hours ", "hours.", "2.8 hours", "about 3 hours!"])
def test_hours(answer):
    assert check.how_long(answer, **LONG).right


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("seconds", "Longer"),
        ("minutes", "Longer"),
        ("days", "Shorter"),
        ("weeks", "Shorter"),
        (10_000, "Answer with a word"),
        (3, "Answer with a word"),
        ("years", "one of"),
        ("hours or days", "one of"),
        ("?", "one of"),
        ("", "one of"),
    ],
)
def test_other_units_are_told(answer, says):
    verdict = check.how_long(answer, **LONG)
    assert not verdict.right
    assert says in verdict.message


@pytest.mark.parametrize("answer", [2, 2.0, np.float32(2), np.array([2.0]), 3.5 - 1000 * 13.5 / 9000])
def test_fixed_part(answer):
    assert check.fixed_part(answer, **JOBS).right


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (0.0015, "one more song"),
        (1.5, "one more song"),
        (3.5 - 1000 * 17 / 10_000, "long / many"),
        (3.5, "whole small job"),
        (13.5, "difference"),
        (15, "part that grows"),
        (-2, "two unknowns"),
        (0, "two unknowns"),
    ],
)
def test_other_parts_are_told(answer, says):
    verdict = check.fixed_part(answer, **JOBS)
    assert not verdict.right
    assert says in verdict.message


def by_hand(songs, seconds):
    x, y = np.log(songs), np.log(seconds)
    x = x - x.mean()
    return float((x * y).sum() / (x**2).sum())


@pytest.mark.parametrize("answer", [exponent, by_hand, lambda songs, seconds: [exponent(songs, seconds)]])
def test_exponent(answer):
    assert check.exponent(answer).right


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda s, t: np.polyfit(s, t, 1)[0], "plain axes"),
        (lambda s, t: np.polyfit(np.log(s), t, 1)[0], "Only one"),
        (lambda s, t: np.polyfit(s, np.log10(t), 1)[0], "Only one"),
        (lambda s, t: np.polyfit(np.log(t), np.log(s), 1)[0], "turned"),
        (lambda s, t: np.polyfit(np.log(s), np.log(t), 1)[1], "where the line crosses"),
        (lambda s, t: np.polyfit(np.log2(s), np.log2(t), 1)[1], "where the line crosses"),
        (lambda s, t: np.polyfit(np.log10(s), np.log10(t), 1), "slope *and* offset"),
        (lambda s, t: np.polyfit(np.log10(s), np.log(t), 1)[0], "Two kinds"),
        (lambda s, t: np.log(t[-1] / t[0]) / np.log(s[-1] / s[0]), "use *all* points"),
        (lambda s, t: t[-1] / s[-1], "straight line"),
        (lambda s, t: ..., "returns nothing"),
        (exponent(np.array([1, 2]), np.array([1, 2])), "function itself"),
    ],
)
def test_other_fits_are_told(answer, says):
    verdict = check.exponent(answer)
    assert not verdict.right
    assert says in verdict.message


SAME = [
    "the same",
    "same",
    "About the same",
    "The same time ",
    "equal",
    "the same!",
    "unchanged",
    "no change",
]


@pytest.mark.parametrize("answer", SAME)
def test_four_on_two(answer):
    assert check.four_on_two(answer, cores=2).right


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("half", "Count the cores"),
        ("half the time", "Count the cores"),
        ("a quarter", "Count the cores"),
        ("twice", "done twice"),
        ("double", "done twice"),
        (0.5, "Answer with words"),
        ("three", "one of"),
    ],
)
def test_other_guesses_are_told(answer, says):
    verdict = check.four_on_two(answer, cores=2)
    assert not verdict.right
    assert says in verdict.message


@pytest.mark.parametrize("answer", [4000, 4000.0, np.int64(4001), 50 * 80])
def test_most_workers(answer):
    assert check.most_workers(answer, **TASK).right


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (80, "one song a task"),
        (1.6, "wrong way round"),
        (50, "how soon"),
        (1000, "how soon"),
        (1 / 4000, "Upside down"),
        (0.02, "Upside down"),
        (2, "hand out"),
    ],
)
def test_other_numbers_of_workers_are_told(answer, says):
    verdict = check.most_workers(answer, **TASK)
    assert not verdict.right
    assert says in verdict.message


def test_milliseconds_are_no_workers():
    assert "milliseconds" in check.most_workers(4000, task_ms=2, song_ms=80, songs=50).message


def sets(wanted, folder):
    return set(to_do(wanted, folder))


def one_by_one(wanted, folder):
    missing = list(wanted)
    for file in sorted(folder.iterdir()):
        if file.suffix == ".json":
            missing = [key for key in missing if key not in json.loads(file.read_text())["keys"]]
    return tuple(missing)


def last_only(wanted, folder):
    missing = wanted
    for file in sorted(folder.glob("*.json")):
        missing = [key for key in wanted if key not in json.loads(file.read_text())["keys"]]
    return missing


def spoils(wanted, folder):
    for key in keys_of(folder):
        if key in wanted:
            wanted.remove(key)
    return wanted


@pytest.mark.parametrize("answer", [to_do, one_by_one, lambda w, f: np.array(to_do(w, f))])
def test_to_do(answer):
    assert check.to_do(answer).right


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda w, f: [key for key in w if key in keys_of(f)], "all songs are to do"),
        (lambda w, f: [key for key in w if key in keys_of(f)] if keys_of(f) else w, "songs that are there"),
        (lambda w, f: sorted(to_do(w, f)), "another order"),
        (sets, "A set has no order"),
        (lambda w, f: list(set(w) ^ set(keys_of(f))) if keys_of(f) else w, "nobody asked for"),
        (lambda w, f: len(to_do(w, f)), "Which ones"),
        (lambda w, f: list(w), "All of them"),
        (lambda w, f: [key for key in to_do(w, f) if key != "c"], "not in any"),
        (last_only, "Only one shard"),
        (spoils, "given list was changed"),
        (lambda w, f: ..., "returns nothing"),
        (["a"], "function itself"),
    ],
)
def test_other_lists_are_told(answer, says):
    verdict = check.to_do(answer)
    assert not verdict.right
    assert says in verdict.message


def test_a_list_of_a_set_is_not_right_by_luck():
    judged = []
    check.to_do(lambda wanted, folder: judged.append(to_do(wanted, folder)) or judged[-1])
    missing = judged[-1]
    assert len(missing) >= 10
    assert missing not in (sorted(missing), sorted(missing, reverse=True))


def test_a_guess_may_be_a_guess():
    hint = check.how_long(..., **LONG).message
    assert "weeks" in hint
    assert "ultiply" not in hint


def test_songs_that_replace_the_old_ones_are_no_growth():
    verdict = check.new_songs(collection.simulated(500, seed=1), 500, **NEW)
    assert not verdict.right
    assert "no longer asked for" in verdict.message


def test_more_songs():
    assert check.new_songs(collection.simulated(1500), 500, **NEW).right
    assert check.new_songs(collection.simulated(1500), np.int64(500), **NEW).right


@pytest.mark.parametrize(
    ("songs", "new", "says"),
    [
        (1000, 0, "Still 1,000"),
        (500, 0, "should be *new*"),
        (700, 0, "fewer than"),
        (2000, 1000, "1,000 new ones"),
        (1500, 1500, "other songs"),
        (1500, 0, "Nothing was computed"),
        (1500, ..., "cannot be judged"),
    ],
)
def test_other_collections_are_told(songs, new, says):
    verdict = check.new_songs(collection.simulated(songs), new, **NEW)
    assert not verdict.right
    assert says in verdict.message


def branches(songs, cores, core_seconds, mb, mb_a_second):
    work, way = songs * core_seconds / cores, songs * mb / mb_a_second
    if work > way:
        return np.float64(work / 3600)
    return way / 60 / 60


@pytest.mark.parametrize("answer", [hours, branches])
@pytest.mark.parametrize("enough", [24, 24.0, np.int64(24), 1.2 / 0.05])
def test_plan(answer, enough):
    assert check.plan(answer, enough, **RADIO).right


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (in_seconds, "in seconds"),
        (lambda *g: in_seconds(*g) / 60, "in minutes"),
        (lambda n, c, s, mb, rate: (n * s / c + n * mb / rate) / 3600, "You added"),
        (lambda n, c, s, mb, rate: min(n * s / c, n * mb / rate) / 3600, "faster of the two"),
        (lambda n, c, s, mb, rate: n * s / c / 3600, "That is the computing"),
        (lambda n, c, s, mb, rate: n * mb / rate / 3600, "network alone"),
        (lambda n, c, s, mb, rate: max(n * s, n * mb / rate) / 3600, "More cores should help"),
        (lambda n, c, s, mb, rate: max(n * s, n * mb / rate) / c / 3600, "*one* network"),
        (lambda n, c, s, mb, rate: n * s * c / 3600, "side by side"),
        (lambda *g: None, "returns nothing"),
        (2.8, "function itself"),
    ],
)
def test_other_plans_are_told(answer, says):
    verdict = check.plan(answer, 24, **RADIO)
    assert not verdict.right
    assert says in verdict.message


@pytest.mark.parametrize(
    ("enough", "says"),
    [
        (..., "Now `enough`"),
        (1 / 24, "upside down"),
        (8, "waits for *them*"),
        (32, "fewer are enough"),
        (256, "fewer are enough"),
        ("24", "cannot be judged"),
    ],
)
def test_other_numbers_of_cores_are_told(enough, says):
    verdict = check.plan(hours, enough, **RADIO)
    assert not verdict.right
    assert says in verdict.message
