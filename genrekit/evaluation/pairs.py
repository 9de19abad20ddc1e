"""Is one network better than another, or was it luck?"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import stats

from .inputs import between, grouped


@dataclass(frozen=True)
class Comparison:
    """Two networks on the same songs.

    Attributes
    ----------
    only_first, only_second : int
        Songs that one has right and the other wrong.
    both, neither : int
        The other songs.
    p_value : float
        How often chance alone would favour one of two equal networks at least so clearly.
    """

    only_first: int
    only_second: int
    both: int
    neither: int
    p_value: float


def compare(first_right, second_right):
    """Is one network better than another, or was it luck? McNemar's exact test.

    Parameters
    ----------
    first_right, second_right : np.ndarray [shape=(songs,), dtype=bool]
        Whether each network has each song right; the same songs in the same order.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        If the two differ in length.

    Notes
    -----
    McNemar (1947), in its exact binomial form: songs that both have right or wrong tell nothing about the
    difference; the others would fall on either side like a coin if the networks were equal. One network of
    each kind is compared: another seed may turn the result. Used in notebook 06.
    """
    for name, right in (("first_right", first_right), ("second_right", second_right)):
        if untested := int(pd.isna(np.asarray(right)).sum()):
            raise ValueError(f"{name} has {untested} songs that were not tested; leave them out of both")
    first, second = np.asarray(first_right, bool), np.asarray(second_right, bool)
    if first.shape != second.shape:
        raise ValueError(
            f"first_right has {first.size} songs, second_right {second.size}; compare the same songs"
        )
    ahead, behind = int((first & ~second).sum()), int((~first & second).sum())
    p_value = stats.binomtest(ahead, ahead + behind, 0.5).pvalue if ahead + behind else 1.0
    return Comparison(
        ahead, behind, int((first & second).sum()), int((~first & ~second).sum()), float(p_value)
    )


@dataclass(frozen=True)
class Odds:
    """How many songs one network wins for each song that it loses to another.

    Attributes
    ----------
    value : float
        Odds ratio of the disputes: 1 for equal networks, infinite if all of them go one way.
    low, high : float
        Ends of the interval.
    confidence : float
        How often such an interval holds the true value, in the long run.
    """

    value: float
    low: float
    high: float
    confidence: float = 0.95

    def __str__(self):
        if math.isnan(self.value):
            return "no song in dispute"
        return f"{self.value:.2f} to 1 ({self.confidence:.0%} interval {self.low:.2f} to {self.high:.2f})"


def odds(comparison, *, confidence=0.95):
    """How clearly one network wins the songs on which two disagree: the effect size of McNemar's test.

    Parameters
    ----------
    comparison : Comparison
        As `compare` gives it.
    confidence : float, between 0 and 1
        How often the interval shall hold the true value, in the long run.

    Returns
    -------
    Odds
        From 0 to infinity, whatever the number of disputes; without any, the value is NaN.

    Notes
    -----
    The ratio of the two kinds of disagreement estimates the odds ratio of matched pairs. Its interval is that
    of Clopper and Pearson (1934) for the share of disputes won, turned into odds: exact, and so rather too
    wide than too narrow. It contains 1 if and only if `compare` gives p above 1 - `confidence`, but for
    rounding: both rest on the same coins. Used in notebook 09.
    """
    won, lost = comparison.only_first, comparison.only_second
    if not won + lost:
        return Odds(math.nan, 0.0, math.inf, confidence)
    share = stats.binomtest(won, won + lost).proportion_ci(confidence, method="exact")
    value, low, high = (
        part / (1 - part) if part < 1 else math.inf for part in (won / (won + lost), share.low, share.high)
    )
    return Odds(value, float(low), float(high), confidence)


@dataclass(frozen=True)
class Paired:
    """Two kinds of network on the same songs, each trained with several seeds.

    Attributes
    ----------
    difference : float
        Share of right answers of the first kind, less that of the second, over all songs and seeds.
    low, high : float
        Ends of its interval.
    only_first, only_second : float
        Shares of the answers that only one of the two has right, the mean over the seeds.
    each : np.ndarray [shape=(seeds,)]
        The difference for each seed.
    confidence : float
        How often such an interval holds the true difference, in the long run.
    """

    difference: float
    low: float
    high: float
    only_first: float
    only_second: float
    each: np.ndarray = field(repr=False)
    confidence: float = 0.95

    def __str__(self):
        return (
            f"{100 * self.difference:+.1f} points ({len(self.each)} seeds; {self.confidence:.0%} interval "
            f"{100 * self.low:+.1f} to {100 * self.high:+.1f})"
        )


def paired(first, second, groups=None, *, resamples=4000, confidence=0.95, seed=0):
    """How much better is one kind of network than another, over songs and over seeds?

    Parameters
    ----------
    first, second : pd.DataFrame or np.ndarray [shape=(songs, seeds)]
        Whether each song is right in the training with each seed: 1 or 0, NaN where it was not tested. The
        same songs and seeds in both; tables with labels are brought into the same order.
    groups : sequence, optional
        Who each song is by, a name a row of `first`: then whole groups are drawn. Each song stands for itself
        if not given.
    resamples : int > 0
        How many times songs and seeds are drawn anew.
    confidence : float, between 0 and 1
        How often the interval shall hold the true difference, in the long run.
    seed : int >= 0
        Of the draws.

    Returns
    -------
    Paired

    Raises
    ------
    ValueError
        If songs or seeds of the two differ, nothing was tested by both, or `groups` has another length.

    Notes
    -----
    Rows and columns are drawn independently of each other (the pigeonhole bootstrap of Owen, Annals of
    Applied Statistics 1, 2007): a song is one witness however often it was tested, and a seed is one
    training. For two sources of chance it errs on the side of too wide an interval. With few seeds, five for
    example, it is rough all the same. To throw the answers of all seeds into one table for McNemar's test
    would count a song once for each seed, as if they were other songs. Used in notebook 09.
    """
    between("confidence", confidence)
    if isinstance(first, pd.DataFrame) and isinstance(second, pd.DataFrame):
        if set(first.index) != set(second.index) or set(first.columns) != set(second.columns):
            raise ValueError("first and second have other songs or other seeds; compare the same ones")
        second = second.loc[first.index, first.columns]
    one, other = (_numbers(table).reshape(len(table), -1) for table in (first, second))
    if one.shape != other.shape:
        raise ValueError(
            f"first is {one.shape} (songs, seeds) and second {other.shape}; compare the same ones"
        )
    lead = one - other
    tested = ~np.isnan(lead)
    # A seed without a single tested song says nothing.
    lead, one, other, tested = (table[:, tested.any(axis=0)] for table in (lead, one, other, tested))
    if not tested.any():
        raise ValueError("no song was tested by both; there is nothing to compare")
    lead = np.where(tested, lead, 0)
    group = grouped(groups, len(one))
    sums, counts = (pd.DataFrame(table).groupby(group).sum().to_numpy(float) for table in (lead, tested))
    rng = np.random.default_rng(seed)
    rows, columns = sums.shape
    drawn = rng.multinomial(rows, np.full(rows, 1 / rows), size=resamples).astype(float)
    seeds = rng.multinomial(columns, np.full(columns, 1 / columns), size=resamples)
    total = (drawn @ counts * seeds).sum(axis=1)
    leads = (drawn @ sums * seeds).sum(axis=1)[total > 0] / total[total > 0]
    low, high = np.quantile(leads, ((1 - confidence) / 2, (1 + confidence) / 2))
    # Comparing with NaN gives False: what was not tested counts nowhere.
    ahead, behind = ((more > less).sum() / tested.sum() for more, less in ((one, other), (other, one)))
    each = lead.sum(axis=0) / tested.sum(axis=0)
    return Paired(
        float(lead.sum() / tested.sum()),
        float(low),
        float(high),
        float(ahead),
        float(behind),
        each,
        confidence,
    )


def _numbers(table):
    """Answers as floating-point numbers: NaN where pandas says that something is missing."""
    return (
        table.to_numpy(float, na_value=np.nan)
        if isinstance(table, pd.DataFrame)
        else np.asarray(table, float)
    )


def power(only_first, only_second, songs, *, alpha=0.05):
    """How often McNemar's test would notice a difference of this size.

    Parameters
    ----------
    only_first, only_second : float, 0 to 1
        Shares of all songs that only one of two networks has right, in truth.
    songs : int > 0
        How many songs both are tested with.
    alpha : float, between 0 and 1
        From which p on we speak of more than luck.

    Returns
    -------
    float
        Share of such experiments in which p comes out below `alpha`.

    Raises
    ------
    ValueError
        If the shares are out of range, or `songs` is not above 0.

    Notes
    -----
    Connor, *Sample size for testing differences in proportions for the paired-sample design*, Biometrics 43
    (1987): an approximation by the normal distribution, of the right network being found better. The exact
    test notices less: a little where many songs are in dispute, a third less where they are some ten. Used in
    notebook 09.
    """
    disputed, lead = _disputes(only_first, only_second)
    between("alpha", alpha)
    if not songs > 0:
        raise ValueError(f"songs is {songs}; choose 1 or more")
    limit = stats.norm.isf(alpha / 2) * math.sqrt(disputed)
    spread = math.sqrt(disputed - lead**2)
    if not spread:
        return float(lead * math.sqrt(songs) > limit)
    return float(stats.norm.cdf((lead * math.sqrt(songs) - limit) / spread))


def songs_needed(only_first, only_second, *, power=0.8, alpha=0.05):
    """With how many songs McNemar's test notices a difference of this size.

    Parameters
    ----------
    only_first, only_second : float, 0 to 1
        Shares of all songs that only one of two networks has right, in truth.
    power : float, between 0 and 1
        How often it shall be noticed.
    alpha : float, between 0 and 1
        From which p on we speak of more than luck.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If the shares are out of range, or equal: what is not there is not found with any number of songs.

    Notes
    -----
    `power` solved for the songs (Connor 1987). Used in notebook 09.
    """
    disputed, lead = _disputes(only_first, only_second)
    between("power", power)
    between("alpha", alpha)
    if not lead:
        raise ValueError("only_first and only_second are equal; no number of songs shows a difference")
    reach = stats.norm.isf(alpha / 2) * math.sqrt(disputed)
    return math.ceil(((reach + stats.norm.ppf(power) * math.sqrt(disputed - lead**2)) / lead) ** 2)


def _disputes(only_first, only_second):
    """The share of songs in dispute, and the lead in it."""
    if not (only_first >= 0 and only_second >= 0 and only_first + only_second <= 1 + 1e-9):
        raise ValueError(
            f"only_first is {only_first} and only_second {only_second}; choose shares of all songs, "
            "which add up to 1 at most"
        )
    return only_first + only_second, abs(only_first - only_second)
