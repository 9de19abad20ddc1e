"""The checks of notebook 10 against right, typically wrong and senseless answers."""

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
    frames: int = 124
    masks: bool = False
    mixup: float = 0.0


BASE = Settings()
STEPS = {"base": BASE, "... masks": replace(BASE, masks=True), "SVM": "statistics"}


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


CALLS = [
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
        (check.winners_curse, (), CURSE, 9.6),
        (check.winners_curse, (), CURSE, np.float64(10.1)),
        (check.weights_after_blocks, (), COUNT, 7690),
        (check.bands, (CROP, MATRIX), {}, CROP @ MATRIX),
        (check.bands, (CROP, MATRIX), {}, (CROP @ MATRIX).astype(np.float32)),
        (check.mixup, (), {}, mix),
        (check.mixup, (), {}, lambda *given: list(mix(*given))),
        (check.no_matter, (), {}, ["equaliser", "gain"]),
        (check.no_matter, (), {}, ("Gain ", "Equaliser")),
        (check.by_chance, WRONG, {}, 0.1),
        (check.own_step, (BASE, STEPS), {}, replace(BASE, frames=62)),
    ],
)
def test_right(judge, given, named, answer):
    assert judge(answer, *given, **named).right, judge(answer, *given, **named)


@pytest.mark.parametrize(
    ("judge", "given", "named", "answer", "says"),
    [
        (check.winners_curse, (), CURSE, 69.7, "above the truth"),
        (check.winners_curse, (), CURSE, 0.697, "above the truth"),
        (check.winners_curse, (), CURSE, 0.097, "in points"),
        (check.winners_curse, (), CURSE, 0.01, "*best*"),
        (check.winners_curse, (), CURSE, -0.3, "*best*"),
        (check.winners_curse, (), CURSE, 5.5, "one system strays"),
        (check.winners_curse, (), CURSE, 21, "too much"),
        (check.winners_curse, (), CURSE, 3, "Too little"),
        (check.weights_after_blocks, (), COUNT, 7680, "an offset"),
        (check.weights_after_blocks, (), COUNT, 3850, "Both are given"),
        (check.weights_after_blocks, (), COUNT, 38400, "10 moments"),
        (check.weights_after_blocks, (), COUNT, 38410, "10 moments"),
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
        (check.own_step, (BASE, STEPS), {}, STEPS["... masks"], "already"),
        (check.own_step, (BASE, STEPS), {}, {"masks": True}, "Answer with settings"),
    ],
)
def test_wrong_answers_get_their_reason(judge, given, named, answer, says):
    verdict = judge(answer, *given, **named)
    assert not verdict.right
    assert says in verdict.message, verdict
