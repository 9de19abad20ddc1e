"""The checks of notebook 10 against right, typically wrong and senseless answers."""

import warnings
from dataclasses import dataclass, replace

import numpy as np
import pytest

from genrekit.checks import beyond as check

CURSE = {"systems": 16, "songs": 80, "truth": 0.6}
COUNT = {"moments": 10, "coefs": 3, "filters": 128, "genres": 10}
CROP = np.random.default_rng(0).standard_normal((20, 6))
MATRIX = np.random.default_rng(1).standard_normal((6, 6))
WRONG = (np.arange(100) < 40, np.arange(100) % 4 == 0)


@dataclass(frozen=True)
class Settings:
    network: str = "pooled"
    frames: int = 124
    epochs: int = 30
    masks: bool = False
    mixup: float = 0.0


BASE = Settings()
# As in the kit, whose study trains for longer than the page.
STEPS = {
    "base": replace(BASE, epochs=40),
    "... masks": replace(BASE, masks=True, epochs=40),
    "SVM": "statistics",
}


def one_by_one(crops, targets, share, partner):
    mixed = crops.copy()
    for row, other in enumerate(partner):
        mixed[row] = share[row] * mixed[row] + (1 - share[row]) * mixed[other]
    return mixed, mix(crops, targets, share, partner)[1]


def mix(crops, targets, share, partner):
    wide = share[:, None, None]
    crops = wide * crops + (1 - wide) * crops[partner]
    return crops, share[:, None] * targets + (1 - share[:, None]) * targets[partner]


def in_place(crops, targets, share, partner):
    crops[:], targets[:] = mix(crops, targets, share, partner)
    return crops, targets


def along_frames(crops, targets, share, partner):
    wide = share[:, None]
    return wide * crops + (1 - wide) * crops[partner], mix(crops, targets, share, partner)[1]


def halves(by_whom, rng):
    names = rng.permutation(np.unique(by_whom))
    return np.isin(by_whom, names[: len(names) // 2])


def flattered(hits, by_whom, rng, mine=None):
    mine = halves(by_whom, rng) if mine is None else mine
    winner = hits[:, mine].mean(axis=1).argmax()
    return 100 * (hits[winner, mine].mean() - hits[winner, ~mine].mean())


def by_coins(hits, by_whom, rng):
    """Each artist by a coin, in plain Python."""
    heads = {name: rng.random() < 0.5 for name in sorted(set(by_whom.tolist()))}
    if len(set(heads.values())) == 1:
        return by_coins(hits, by_whom, rng)
    scores = []
    for half in (True, False):
        songs = [place for place, name in enumerate(by_whom) if heads[name] == half]
        scores.append([sum(row[place] for place in songs) / len(songs) for row in hits])
    winner = scores[0].index(max(scores[0]))
    return 100 * (scores[0][winner] - scores[1][winner])


def torn(hits, by_whom, rng):
    return flattered(hits, by_whom, rng, rng.permutation(np.arange(len(by_whom)) < len(by_whom) // 2))


def unshuffled(hits, by_whom, rng):
    return flattered(hits, by_whom, rng, np.isin(by_whom, np.unique(by_whom)[: len(set(by_whom)) // 2]))


def against_all(hits, by_whom, rng):
    mine = halves(by_whom, rng)
    winner = hits[:, mine].mean(axis=1).argmax()
    return 100 * (hits[winner, mine].mean() - hits[winner].mean())


def best_of_each(hits, by_whom, rng):
    mine = halves(by_whom, rng)
    return 100 * (hits[:, mine].mean(axis=1).max() - hits[:, ~mine].mean(axis=1).max())


def chosen_by_all(hits, by_whom, rng):
    mine, winner = halves(by_whom, rng), hits.mean(axis=1).argmax()
    return 100 * (hits[winner, mine].mean() - hits[winner, ~mine].mean())


def against_the_mean(hits, by_whom, rng):
    mine = halves(by_whom, rng)
    return 100 * (hits[:, mine].mean(axis=1).max() - hits[:, ~mine].mean())


def of_rows(hits, by_whom, rng):
    """Draws from the rows, in which every artist stands five times: nobody is left for the other half."""
    with np.errstate(invalid="ignore"), warnings.catch_warnings(action="ignore"):
        return flattered(hits, by_whom, rng, np.isin(by_whom, rng.permutation(by_whom)[: len(by_whom) // 2]))


def of_many_deals(count):
    return lambda *given: np.mean([flattered(*given) for _ in range(count)])


def in_songs(hits, by_whom, rng):
    mine = halves(by_whom, rng)
    winner = hits[:, mine].sum(axis=1).argmax()
    return hits[winner, mine].sum() - hits[winner, ~mine].sum()


def spoils(hits, by_whom, rng):
    points = flattered(hits, by_whom, rng)
    hits[:] = 0
    return points


CALLS = [
    (check.luckiest, (), {}),
    (check.flattered, (), {}),
    (check.winners_curse, (), CURSE),
    (check.weights_after_blocks, (), COUNT),
    (check.bands, (CROP, MATRIX), {}),
    (check.mixup, (), {}),
    (check.no_matter, (), {}),
    (check.by_chance, WRONG, {}),
    (check.own_step, (BASE, STEPS), {}),
]


@pytest.mark.parametrize(("judge", "given", "named"), CALLS)
def test_unanswered_and_senseless_answers_get_a_hint(judge, given, named):
    assert "three dots" in judge(..., *given, **named).message
    for answer in (None, "b", [1, 2], float("nan"), float("inf"), True, object(), {}, -7, 1e12, len):
        verdict = judge(answer, *given, **named)
        assert not verdict.right, answer
        assert len(verdict.message) > 15


@pytest.mark.parametrize(
    ("judge", "given", "named", "answer"),
    [
        (check.luckiest, (), {}, 70),
        (check.luckiest, (), {}, 69.7),
        (check.luckiest, (), {}, np.int64(70)),
        (check.flattered, (), {}, flattered),
        (check.flattered, (), {}, by_coins),
        (check.flattered, (), {}, lambda *given: np.array([flattered(*given)])),
        (check.winners_curse, (), CURSE, 9.6),
        (check.winners_curse, (), CURSE, np.float64(9.2)),
        (check.weights_after_blocks, (), COUNT, 7690),
        (check.bands, (CROP, MATRIX), {}, CROP @ MATRIX),
        (check.bands, (CROP, MATRIX), {}, (CROP @ MATRIX).astype(np.float32)),
        (check.mixup, (), {}, mix),
        (check.mixup, (), {}, lambda *given: list(mix(*given))),
        (check.no_matter, (), {}, ["equaliser", "gain"]),
        (check.no_matter, (), {}, ("Gain ", "Equaliser")),
        (check.by_chance, WRONG, {}, 0.1),
        (check.own_step, (BASE, STEPS), {}, replace(BASE, frames=62)),
        (check.own_step, (BASE, STEPS), {}, replace(BASE, epochs=40)),
    ],
)
def test_right(judge, given, named, answer):
    assert judge(answer, *given, **named).right, judge(answer, *given, **named)


@pytest.mark.parametrize(
    ("judge", "given", "named", "answer", "says"),
    [
        (check.luckiest, (), {}, 60, "*together*"),
        (check.luckiest, (), {}, 65, "*single*"),
        (check.luckiest, (), {}, 80, "nearly impossible"),
        (check.luckiest, (), {}, 0.7, "per cent"),
        (check.luckiest, (), {}, 10, "Which *score*"),
        (check.luckiest, (), {}, 55, "worse than the truth"),
        (check.flattered, (), {}, lambda *given: ..., "nothing yet"),
        (check.flattered, (), {}, lambda *given: print(end=""), "nothing yet"),
        (check.flattered, (), {}, lambda *given: 3.0, "the same halves"),
        (check.flattered, (), {}, unshuffled, "the same halves"),
        (check.flattered, (), {}, lambda *given: flattered(*given) / 100, "in points"),
        (check.flattered, (), {}, torn, "torn apart"),
        (check.flattered, (), {}, of_many_deals(1000), "One call should be one deal"),
        (check.flattered, (), {}, of_many_deals(100), "One call should be one deal"),
        (check.flattered, (), {}, in_songs, "count songs"),
        (check.flattered, (), {}, against_all, "*all* songs"),
        (check.flattered, (), {}, best_of_each, "flatters nobody"),
        (check.flattered, (), {}, chosen_by_all, "flatters nobody"),
        (check.flattered, (), {}, against_the_mean, "follow *that* system"),
        (check.flattered, (), {}, lambda *given: -flattered(*given), "sign is turned"),
        (check.flattered, (), {}, lambda *given: abs(flattered(*given)), "never below zero"),
        (check.flattered, (), {}, of_rows, "one half has no songs"),
        (check.flattered, (), {}, spoils, "were changed"),
        (check.flattered, (), {}, lambda hits, names: 1, "cannot be judged"),
        (check.winners_curse, (), CURSE, 69.7, "above the truth"),
        (check.winners_curse, (), CURSE, 0.697, "above the truth"),
        (check.winners_curse, (), CURSE, 0.097, "in points"),
        (check.winners_curse, (), CURSE, 0.01, "*best*"),
        (check.winners_curse, (), CURSE, -0.3, "*best*"),
        (check.winners_curse, (), CURSE, 10, "or guess"),
        (check.winners_curse, (), CURSE, 8.6, "or guess"),
        (check.winners_curse, (), CURSE, 12, "too much"),
        (check.winners_curse, (), CURSE, 7.6, "number of *songs*"),
        (check.winners_curse, (), CURSE, 55.6, "number of *songs*"),
        (check.winners_curse, (), CURSE, 15.8, "of the truth"),
        (check.winners_curse, (), CURSE, 5.5, "one system strays"),
        (check.winners_curse, (), CURSE, 21, "too much"),
        (check.winners_curse, (), CURSE, 3, "Too little"),
        (check.weights_after_blocks, (), COUNT, 7680, "an offset"),
        (check.weights_after_blocks, (), COUNT, 3850, "Both are given"),
        (check.weights_after_blocks, (), COUNT, 38400, "10 moments"),
        (check.weights_after_blocks, (), COUNT, 38410, "10 moments"),
        (check.weights_after_blocks, (), COUNT, 76_800, "10 moments"),
        (check.weights_after_blocks, (), COUNT, 76_810, "10 moments"),
        (check.weights_after_blocks, (), COUNT, 2570, "over time only"),
        (check.weights_after_blocks, (), COUNT, 768, "come *in*"),
        (check.weights_after_blocks, (), COUNT, 148_874, "a mean and a maximum"),
        (check.bands, (CROP, MATRIX), {}, CROP, "MFCCs still"),
        (check.bands, (CROP, MATRIX), {}, CROP @ MATRIX.T, "is turned"),
        (check.bands, (CROP, MATRIX), {}, (CROP @ MATRIX).T, "on its side"),
        (check.bands, (CROP, MATRIX), {}, 2 * (CROP @ MATRIX) + 1, "another scale"),
        (check.bands, (CROP, MATRIX), {}, (CROP - CROP.mean(axis=0)) @ MATRIX, "standardised"),
        (check.bands, (CROP, MATRIX), {}, (CROP @ MATRIX)[:3], "a row a frame"),
        (check.mixup, (), {}, lambda c, t, s, p: (mix(c, t, s, p)[0], t), "one genre only"),
        (check.mixup, (), {}, lambda c, t, s, p: (mix(c, t, s, p)[0], t[p]), "by the same rule"),
        (check.mixup, (), {}, lambda c, t, s, p: mix(c, t, 1 - s, p), "other way round"),
        (check.mixup, (), {}, along_frames, "along the frames"),
        (check.mixup, (), {}, in_place, "were changed"),
        (check.mixup, (), {}, one_by_one, "half mixed already"),
        (check.mixup, (), {}, lambda c, t, s, p: mix(c, t, s, np.roll(np.arange(len(c)), -1)), "its partner"),
        (check.mixup, (), {}, lambda c, t, s, p: mix(c, t, s, p)[0], "two things"),
        (check.mixup, (), {}, lambda c, t, s, p: (c[:2], t), "shapes"),
        (check.mixup, (), {}, lambda c, t, s, p: (c, t), "share × crop"),
        (check.mixup, (), {}, lambda c, t, s, p: ..., "two things"),
        (check.no_matter, (), {}, ["equaliser"], "Which other one"),
        (check.no_matter, (), {}, "gain", "Which other one"),
        (check.no_matter, (), {}, ["equaliser", "gain", "masks"], "stretch of time"),
        (check.no_matter, (), {}, ["mixup"], "another song"),
        (check.no_matter, (), {}, [], "Some do not matter"),
        (check.no_matter, (), {}, ["deltas"], "none of the four"),
        (check.by_chance, WRONG, {}, 0.4 * 0.25 * 100, "number of songs"),
        (check.by_chance, (np.arange(50) < 20, np.arange(50) < 15), {}, 12, "between 0 and 1"),
        (check.by_chance, (WRONG[0], WRONG[0]), {}, 0.4, "*are* wrong together"),
        (check.by_chance, WRONG, {}, 0.45, "both wrong"),
        (check.by_chance, WRONG, {}, 0.65, "multiplied"),
        (check.by_chance, WRONG, {}, 0.8, "how often the one"),
        (check.own_step, (BASE, STEPS), {}, BASE, "Nothing is changed"),
        (check.own_step, (BASE, STEPS), {}, replace(BASE, frames=62, mixup=0.3), "at once"),
        (check.own_step, (BASE, STEPS), {}, replace(BASE, masks=True), "study (below) has already"),
        (check.own_step, (BASE, STEPS), {}, replace(BASE, network="flat"), "two things at once"),
        (check.own_step, (BASE, STEPS), {}, {"masks": True}, "Answer with settings"),
    ],
)
def test_wrong_answers_get_their_reason(judge, given, named, answer, says):
    verdict = judge(answer, *given, **named)
    assert not verdict.right
    assert says in verdict.message, verdict


@pytest.mark.parametrize(
    ("judge", "given", "named", "spoilt"),
    [
        (check.by_chance, WRONG, {}, "multipl"),
        (check.weights_after_blocks, (), COUNT, "offset"),
    ],
)
def test_what_an_unanswered_exercise_says_does_not_solve_it(judge, given, named, spoilt):
    assert spoilt not in judge(..., *given, **named).message
