"""New songs out of old: small changes to a batch of crops that leave the genre what it is.

Every function takes crops whose coefficients have been standardised (mean 0, deviation 1) and a generator,
and returns new crops: nothing is changed in place.
"""

from __future__ import annotations

import numpy as np


def equalised(crops, rng, *, width=0.3):
    """Each crop as if it had been recorded elsewhere: every coefficient shifted by an amount of its own.

    Parameters
    ----------
    crops : np.ndarray [shape=(crops, frames, coefs)]
        Standardised MFCCs or mel bands.
    rng : np.random.Generator
        Where the shifts come from.
    width : float, 0 or more
        Their standard deviation, in deviations of the coefficient.

    Returns
    -------
    np.ndarray [shape=(crops, frames, coefs), dtype=float32]

    Notes
    -----
    A microphone or an equaliser multiplies the spectrum. In the logarithm, and so in the MFCCs, that is a
    shift that stays the same through the song. Used in notebook 10.
    """
    crops = np.asarray(crops, np.float32)
    shift = rng.normal(0, width, (len(crops), 1, crops.shape[2]))
    return crops + shift.astype(np.float32)


def louder(crops, rng, *, width=0.3):
    """Each crop a little louder or softer: the first coefficient, the energy, shifted.

    Parameters
    ----------
    crops : np.ndarray [shape=(crops, frames, coefs)]
        Standardised MFCCs.
    rng : np.random.Generator
        Where the shifts come from.
    width : float, 0 or more
        Their standard deviation, in deviations of the first coefficient.

    Returns
    -------
    np.ndarray [shape=(crops, frames, coefs), dtype=float32]

    Notes
    -----
    Loudness is in no MFCC but the first. Used in notebook 10.
    """
    new = np.array(crops, np.float32)
    new[:, :, 0] += rng.normal(0, width, (len(crops), 1)).astype(np.float32)
    return new


def masked(crops, rng, *, frames=20, coefs=4):
    """Each crop with a stretch of time and a few neighbouring coefficients hidden.

    Parameters
    ----------
    crops : np.ndarray [shape=(crops, frames, coefs)]
        Standardised MFCCs or mel bands.
    rng : np.random.Generator
        Where what is hidden comes from.
    frames, coefs : int, 0 or more
        The most that is hidden; how much is drawn for each crop. At most half of the crop.

    Returns
    -------
    np.ndarray [shape=(crops, frames, coefs), dtype=float32]
        What is hidden is 0, the mean.

    Notes
    -----
    SpecAugment without its warping of time (Park et al. 2019). Used in notebook 10.
    """
    new = np.array(crops, np.float32)
    for crop in new:
        for view, most in ((crop, frames), (crop.T, coefs)):
            size = rng.integers(0, min(most, len(view) // 2) + 1)
            start = rng.integers(0, len(view) - size + 1)
            view[start : start + size] = 0
    return new


def mixed(crops, targets, rng, *, alpha=0.3):
    """Each crop laid over another one, and their targets in the same proportion: mixup.

    Parameters
    ----------
    crops : np.ndarray [shape=(crops, frames, coefs)]
        Standardised MFCCs or mel bands.
    targets : np.ndarray [shape=(crops, genres)]
        Share of each genre; rows add up to 1.
    rng : np.random.Generator
        Where partners and proportions come from.
    alpha : float > 0
        Proportions follow a beta distribution with this twice: small numbers leave most crops nearly alone.

    Returns
    -------
    crops : np.ndarray [shape=(crops, frames, coefs), dtype=float32]
    targets : np.ndarray [shape=(crops, genres), dtype=float32]

    Notes
    -----
    Zhang et al., *mixup: beyond empirical risk minimization* (2018). It mixes the numbers that the network
    sees, not the sounds. The first of the two always has the larger share. Used in notebook 10.
    """
    crops, targets = np.asarray(crops, np.float32), np.asarray(targets, np.float32)
    share = rng.beta(alpha, alpha, len(crops)).astype(np.float32)
    share = np.maximum(share, 1 - share)
    partner = rng.permutation(len(crops))
    weight = share[:, None]
    return (
        weight[..., None] * crops + (1 - weight[..., None]) * crops[partner],
        weight * targets + (1 - weight) * targets[partner],
    )
