"""Augmentation: what is promised to stay does stay, what is promised to change does, and nothing in place."""

from __future__ import annotations

import numpy as np
import pytest

from genrekit import augmentation

CHANGES = {
    "equalised": lambda crops, rng: augmentation.equalised(crops, rng),
    "louder": lambda crops, rng: augmentation.louder(crops, rng),
    "masked": lambda crops, rng: augmentation.masked(crops, rng),
    "mixed": lambda crops, rng: augmentation.mixed(crops, np.eye(len(crops), dtype=np.float32), rng)[0],
}


@pytest.fixture
def crops():
    return np.random.default_rng(0).standard_normal((12, 40, 6)).astype(np.float32)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_crops_are_new_and_the_seed_decides(crops, change):
    before = crops.copy()
    changed = change(crops, np.random.default_rng(1))
    np.testing.assert_array_equal(crops, before)
    assert changed.shape == crops.shape
    assert changed.dtype == np.float32
    assert not np.array_equal(changed, crops)
    np.testing.assert_array_equal(changed, change(crops, np.random.default_rng(1)))
    assert not np.array_equal(changed, change(crops, np.random.default_rng(2)))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("kind", [np.float64, np.int64])
def test_other_numbers_become_float32(crops, change, kind):
    assert change((9 * crops).astype(kind), np.random.default_rng(1)).dtype == np.float32


def test_an_equaliser_shifts_each_coefficient_through_the_whole_crop(crops):
    shift = augmentation.equalised(crops, np.random.default_rng(1), width=0.5) - crops
    assert np.ptp(shift, axis=1).max() < 1e-5
    assert 0.3 < shift[:, 0].std() < 0.7
    np.testing.assert_allclose(augmentation.equalised(crops, np.random.default_rng(1), width=0), crops)


def test_gain_is_in_the_first_coefficient_only(crops):
    shift = augmentation.louder(crops, np.random.default_rng(1)) - crops
    assert np.abs(shift[:, :, 1:]).max() == 0
    assert np.ptp(shift[:, :, 0], axis=1).max() < 1e-5
    assert len(np.unique(shift[:, 0, 0].round(5))) == len(crops)


def test_masks_hide_a_stretch_of_each_and_no_more_than_they_may(crops):
    hidden = np.zeros(crops.shape, bool)
    for seed in range(30):
        masked = augmentation.masked(crops, np.random.default_rng(seed), frames=10, coefs=2)
        gone = masked == 0
        np.testing.assert_array_equal(masked[~gone], crops[~gone])
        assert gone.all(axis=2).sum(axis=1).max() <= 10
        assert gone.all(axis=1).sum(axis=1).max() <= 2
        hidden |= gone
    assert hidden.mean() > 0.95  # everything is hidden at some time
    small = np.ones((3, 2, 1), np.float32)
    assert augmentation.masked(small, np.random.default_rng(0), frames=99, coefs=99).any()


def test_mixup_mixes_targets_as_it_mixes_crops(crops):
    # Each crop holds its own number everywhere: the mixture tells of whom it is made.
    crops = np.broadcast_to(np.arange(12, dtype=np.float32)[:, None, None], (12, 40, 6))
    mixed, targets = augmentation.mixed(
        crops, np.eye(12, dtype=np.float32), np.random.default_rng(3), alpha=1
    )
    np.testing.assert_allclose(targets.sum(axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(targets @ np.arange(12), mixed[:, 0, 0], rtol=1e-4)
    assert (targets.argmax(axis=1) == np.arange(12)).all()
    assert ((targets > 0).sum(axis=1) == 2).sum() >= 8
