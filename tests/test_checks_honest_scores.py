"""The checks of notebook 09 against right, typically wrong and senseless answers."""

import numpy as np
import pytest
from scipy.signal import butter, filtfilt, iirnotch, sosfilt, sosfiltfilt

from genrekit import evaluation
from genrekit.audio import SR
from genrekit.checks import honest_scores as check

ARTISTS = np.repeat(np.arange(80), 5)
HITS = np.repeat(np.random.default_rng(0).random(80), 5) > np.random.default_rng(1).random(400)
PLANTED = [(3, 17), (40, 5), (8, 9)]
PRINTED, BEST = np.linspace(-0.5, 0.6, 201), np.linspace(0.2, 0.8, 201)
SHARES = (0.06, 0.05)
NEEDED = evaluation.songs_needed(*SHARES)


def deal(table, column, rng):
    names = table[column].unique()
    return np.isin(table[column], rng.choice(names, round(0.4 * len(names)), replace=False))


def twice_the_same(table, column, rng):
    names = table[column].unique()
    return np.isin(table[column], rng.choice(names, round(0.4 * len(names))))


def of_rows(table, column, rng):
    """Draws 40% of the rows, in which nearly every name stands."""
    return np.isin(table[column], rng.choice(table[column], round(0.4 * len(table)), replace=False))


def of_places(table, column, rng):
    """Draws places of names, and compares names with them."""
    count = table[column].nunique()
    return np.isin(table[column], rng.choice(count, round(0.4 * count), replace=False))


def highpass(order, hz):
    return lambda y: sosfiltfilt(butter(order, hz, "highpass", fs=SR, output="sos"), y)


def lowpass(y):
    return sosfiltfilt(butter(4, 30, "lowpass", fs=SR, output="sos"), y)


def notch(hertz, quality):
    """Takes out one tone: enough for one clip, and not for the others."""
    return lambda y: filtfilt(*iirnotch(hertz, quality, fs=SR), y)


def referee(sent, learnt):
    fair = sent[~sent["artist"].isin(learnt["artist"])]
    return evaluation.paired(fair["26"], fair["18"], fair["artist"])


def by_loop(sent, learnt):
    names = {name for name in sent["artist"] if name not in set(learnt["artist"])}
    rows = [row for _, row in sent.iterrows() if row["artist"] in names]
    one, other = ([float(row[key]) for row in rows] for key in ("26", "18"))
    who = [row["artist"] for row in rows]
    return evaluation.paired(np.array(one), np.array(other), who, seed=3)


def duel(rows, groups=True):
    return evaluation.paired(rows["26"], rows["18"], rows["artist"] if groups else None)


def spoils(sent, learnt):
    sent["artist"] = sent["artist"].str.lower() + "!"
    return evaluation.paired(sent["26"], sent["18"])


def new_songs(sent, learnt):
    return sent[~sent.index.isin(learnt.index)]


def new_artists(sent, learnt):
    return sent[~sent["artist"].isin(learnt["artist"])]


def met_artists(sent, learnt):
    return sent[sent["artist"].isin(learnt["artist"])]


CALLS = [
    (check.narrowed, (HITS,)),
    (check.referee, ()),
    (check.rungs, ()),
    (check.whole_groups, ()),
    (check.artist_interval, (HITS, ARTISTS)),
    (check.songs_for_power, SHARES),
    (check.copies, (PLANTED,)),
    (check.ablation, ()),
    (check.chance_of_best, (0.5, PRINTED, BEST)),
]


@pytest.mark.parametrize(("judge", "given"), CALLS)
def test_unanswered_and_senseless_answers_get_a_hint(judge, given):
    assert "three dots" in judge(..., *given).message
    for answer in (None, "b", [1, 2], float("nan"), float("inf"), True, object(), {}, -7, 1e12, len):
        verdict = judge(answer, *given)
        assert not verdict.right, answer
        assert len(verdict.message) > 15


@pytest.mark.parametrize(
    ("judge", "given", "answer"),
    [
        (check.narrowed, (HITS,), np.repeat(HITS, 4)),
        (check.narrowed, (HITS,), np.tile(HITS, 5).astype(int)),
        (check.narrowed, (HITS,), HITS.tolist() * 4),
        (check.narrowed, (HITS[:6],), np.repeat(HITS[:6], 4)),
        (check.referee, (), referee),
        (check.referee, (), by_loop),
        (check.rungs, (), ["pieces", "songs", "artists"]),
        (check.rungs, (), ("Pieces", " songs", "ARTISTS")),
        (check.whole_groups, (), deal),
        (check.whole_groups, (), lambda *given: deal(*given).tolist()),
        (check.artist_interval, (HITS, ARTISTS), evaluation.bootstrap(HITS, ARTISTS, resamples=1000, seed=5)),
        (check.songs_for_power, SHARES, NEEDED),
        (check.songs_for_power, SHARES, 8700),
        (check.copies, (PLANTED,), [(17, 3), (5, 40), (9, 8)]),
        (check.copies, (PLANTED,), [(3, 17), (17, 3), (5, 40), (8, 9)]),
        (check.ablation, (), highpass(8, 30)),
        (check.ablation, (), highpass(4, 40)),
        (check.ablation, (), highpass(8, 60)),
        (check.ablation, (), lambda y: sosfilt(butter(8, 30, "highpass", fs=SR, output="sos"), y)),
        (check.chance_of_best, (0.5, PRINTED, BEST), (BEST >= 0.5).mean()),
        (check.chance_of_best, (0.5, PRINTED, BEST), (1 + (BEST >= 0.5).sum()) / 202),
    ],
)
def test_right(judge, given, answer):
    assert judge(answer, *given).right, judge(answer, *given)


@pytest.mark.parametrize(
    ("judge", "given", "answer", "says"),
    [
        (check.narrowed, (HITS,), HITS, "as many answers"),
        (check.narrowed, (HITS,), HITS[:100], "fewer"),
        (check.narrowed, (HITS,), np.repeat(HITS, 2), "*root*"),
        (check.narrowed, (HITS,), np.tile(HITS, 10), "more than was asked"),
        (check.narrowed, (HITS,), np.append(HITS, [True] * 1200), "should stay"),
        (check.narrowed, (HITS,), 4.0 * np.repeat(HITS, 4), "True or False"),
        (check.narrowed, (HITS,), np.stack([HITS] * 4), "a row of answers"),
        (check.referee, (), lambda *given: ..., "nothing yet"),
        (check.referee, (), lambda sent, learnt: duel(sent), "all the songs"),
        (check.referee, (), lambda *given: duel(new_songs(*given)), "copies are out"),
        (check.referee, (), lambda *given: duel(new_artists(*given), groups=False), "right witnesses"),
        (check.referee, (), lambda *given: duel(met_artists(*given)), "Turn it round"),
        (
            check.referee,
            (),
            lambda sent, learnt: duel(sent[sent.index.isin(learnt.index)]),
            "Only what was learnt",
        ),
        (check.referee, (), lambda *given: duel(new_artists(*given).iloc[:40]), "Other songs"),
        (check.referee, (), lambda *given: referee(*given).difference, "Return all"),
        (
            check.referee,
            (),
            lambda *given: duel(new_artists(*given).rename(columns={"18": "26", "26": "18"})),
            "sign is turned",
        ),
        (check.referee, (), spoils, "were changed"),
        (check.referee, (), referee(*check._paper()), "itself"),
        (check.rungs, (), ["artists", "songs", "pieces"], "hardest exam to the easiest"),
        (check.rungs, (), ["songs", "pieces", "artists"], "pieces of the same song"),
        (check.rungs, (), ["artists", "pieces", "songs"], "easiest exam"),
        (check.rungs, (), ["pieces", "artists", "songs"], "by a stranger"),
        (check.rungs, (), ["pieces", "songs"], "once"),
        (check.whole_groups, (), lambda table, _, rng: rng.random(len(table)) < 0.4, "Draw songs, not rows"),
        (check.whole_groups, (), lambda table, _, rng: deal(table, "song", rng), "column that was asked"),
        (check.whole_groups, (), lambda *given: ~deal(*given), "should be the test"),
        (check.whole_groups, (), lambda *given: np.flatnonzero(deal(*given)), "for each row"),
        (check.whole_groups, (), lambda *given: ..., "for each row"),
        (check.whole_groups, (), lambda table, *_: np.ones(len(table), bool), "100% of the groups"),
        (check.whole_groups, (), lambda t, c, _: deal(t, c, np.random.default_rng(7)), "whatever rng"),
        (check.whole_groups, (), lambda t, _, rng: deal(t, "artist", rng), "keeps artists together"),
        (check.whole_groups, (), lambda t, c, _: deal(t, c, np.random.default_rng()), "Twice the same rng"),
        (check.whole_groups, (), twice_the_same, "none of them twice"),
        (check.whole_groups, (), of_rows, "stands in many rows"),
        (check.whole_groups, (), of_places, "draw places"),
        (check.whole_groups, (), deal(check._table_of_pieces(), "song", np.random.default_rng(0)), "itself"),
        (check.artist_interval, (HITS, ARTISTS), evaluation.bootstrap(HITS), "You drew songs"),
        (
            check.artist_interval,
            (HITS, ARTISTS),
            100 * np.array(evaluation.bootstrap(HITS, ARTISTS)),
            "between 0 and 1",
        ),
        (check.artist_interval, (HITS, ARTISTS), evaluation.bootstrap(HITS, ARTISTS)[::-1], "lower end"),
        (check.artist_interval, (HITS, ARTISTS), (HITS.mean(), HITS.mean()), "with replacement"),
        (check.artist_interval, (HITS, ARTISTS), (0.2, 0.8), "2.5% and 97.5%"),
        (check.songs_for_power, SHARES, NEEDED * sum(SHARES), "in dispute"),
        (check.songs_for_power, SHARES, 1.96**2 * 0.11 / 0.01**2, "half of the time"),
        (check.songs_for_power, SHARES, evaluation.songs_needed(*SHARES, power=0.9), "90%"),
        (check.songs_for_power, SHARES, evaluation.songs_needed(*SHARES, alpha=0.1), "one side"),
        (check.songs_for_power, SHARES, 0.8, "That is a power"),
        (check.songs_for_power, SHARES, 400, "power is"),
        (check.copies, (PLANTED,), [], "None found"),
        (check.copies, (PLANTED,), [(3, 3)], "no distance from itself"),
        (check.copies, (PLANTED,), [(3, 17), (5, 40)], "some are missing"),
        (check.copies, (PLANTED,), [(3, 17), (5, 40), (8, 9), (1, 2)], "1 pairs are different"),
        (check.copies, (PLANTED,), [(3, 17), (1, 2)], "1 of 3 found, 1 wrong"),
        (check.ablation, (), lambda y: y, "still there"),
        (check.ablation, (), highpass(1, 20), "only"),
        (check.ablation, (), highpass(2, 30), "only"),
        (check.ablation, (), notch(15, 8), "one tone out"),
        (check.ablation, (), notch(15, 1.5), "one tone out"),
        (check.ablation, (), highpass(8, 200), "bass is weaker"),
        (check.ablation, (), highpass(8, 120), "bass is weaker"),
        (check.ablation, (), highpass(8, 100), "bass is weaker"),
        (check.ablation, (), highpass(8, 90), "bass is weaker"),
        (check.ablation, (), highpass(8, 80), "bass is weaker"),
        (check.ablation, (), highpass(2, 60), "bass is weaker"),
        (check.ablation, (), lambda y: -highpass(8, 30)(y), "turned over"),
        (check.ablation, (), lambda y: np.roll(highpass(8, 30)(y), 5000), "moved in time"),
        (check.ablation, (), lowpass, "no longer the same"),
        (check.ablation, (), lambda y: 0.1 * y, "no longer the same"),
        (check.ablation, (), lambda y: y[10:], "as many"),
        (check.chance_of_best, (0.5, PRINTED, BEST), (PRINTED >= 0.5).mean(), "fixed beforehand"),
        (check.chance_of_best, (0.4, PRINTED, BEST), 1 - (BEST >= 0.4).mean(), "stays below"),
        (check.chance_of_best, (0.4, PRINTED, BEST), 100 * (BEST >= 0.4).mean(), "between 0 and 1"),
        (check.chance_of_best, (0.4, PRINTED, BEST), (BEST >= 0.4).sum(), "Which share"),
        (check.chance_of_best, (0.4, PRINTED, BEST), round(100 * (BEST >= 0.4).mean()), "between 0 and 1"),
        (check.chance_of_best, (0.5, PRINTED, BEST), 0, "Not never"),
        (check.chance_of_best, (0.5, PRINTED, BEST), 0.9, "Neither list"),
    ],
)
def test_wrong_answers_get_their_reason(judge, given, answer, says):
    verdict = judge(answer, *given)
    assert not verdict.right
    assert says in verdict.message, verdict


def test_an_interval_of_ninety_per_cent_and_one_of_a_deviation():
    ninety = evaluation.bootstrap(HITS, ARTISTS, confidence=0.9)
    low, high = evaluation.bootstrap(HITS, ARTISTS, confidence=0.683)
    assert "90% interval" in check.artist_interval(ninety, HITS, ARTISTS).message
    assert "one standard deviation" in check.artist_interval((low, high), HITS, ARTISTS).message


def test_an_interval_of_as_many_artists_as_songs():
    hits_of = [HITS[name == ARTISTS] for name in np.unique(ARTISTS)]
    for seed in range(10):
        rng = np.random.default_rng(seed)
        drawn = rng.integers(len(hits_of), size=(1000, len(HITS)))
        means = [np.concatenate([hits_of[place] for place in places]).mean() for places in drawn]
        verdict = check.artist_interval(np.quantile(means, [0.025, 0.975]), HITS, ARTISTS)
        assert not verdict.right
        assert "more artists than there are" in verdict.message, (seed, verdict)


@pytest.mark.parametrize("artists", [8, 10, 20, 40])
def test_in_a_small_exam_the_interval_of_the_notebook_is_right(artists):
    for seed in range(30):
        rng = np.random.default_rng(seed)
        hits, numbers = rng.random(artists) < 0.6, np.arange(artists)
        if hits.all() or not hits.any():
            continue
        means = [hits[rng.integers(artists, size=artists)].mean() for _ in range(1000)]
        verdict = check.artist_interval(np.quantile(means, [0.025, 0.975]), hits, numbers)
        assert verdict.right, (seed, verdict)


def test_an_interval_of_songs_is_told_from_one_of_ninety_per_cent():
    for seed in range(20):
        of_songs = evaluation.bootstrap(HITS, resamples=1000, seed=seed)
        assert "You drew songs" in check.artist_interval(of_songs, HITS, ARTISTS).message
        ninety = evaluation.bootstrap(HITS, ARTISTS, resamples=1000, confidence=0.9, seed=seed)
        assert "90% interval" in check.artist_interval(ninety, HITS, ARTISTS).message


def test_what_an_unanswered_exercise_says_does_not_name_the_list():
    assert "best" not in check.chance_of_best(..., 0.5, PRINTED, BEST).message
