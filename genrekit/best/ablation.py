"""What each step towards the best is worth, on songs of artists who were not learnt from."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from tqdm.auto import tqdm

from genrekit import evaluation, features, splits, training
from genrekit.best import ensemble
from genrekit.best.networks import Settings, learn
from genrekit.best.portraits import Sorter

_PLAIN = Settings(mel=False, equaliser=0, label_smoothing=0)
_MEL = replace(_PLAIN, mel=True)

#: What every trick is held against: means and maxima over time, on mel bands, nothing else.
BASE = "mel bands"

#: The steps: settings of a network, or the name of what is no single network. Those with dots change one
#: thing of `BASE`.
STEPS = {
    "SVM on statistics": "statistics",
    "the course's network": replace(_PLAIN, network="flat"),
    "peer, along time": replace(_PLAIN, network="peer"),
    "means and maxima over time": _PLAIN,
    BASE: _MEL,
    "... and deltas": replace(_MEL, deltas=True),
    "... own mean half off": replace(_MEL, centred=0.5),
    "... equaliser": replace(_MEL, equaliser=0.3),
    "... gain": replace(_MEL, gain=0.3),
    "... masks": replace(_MEL, masks=True),
    "... mixup": replace(_MEL, mixup=0.3),
    "... label smoothing": replace(_MEL, label_smoothing=0.1),
    "... mean of the weights": replace(_MEL, weight_average=0.98),
    "equaliser, label smoothing": Settings(),
    "SVM on portraits": "portraits",
    "all together": "together",
}


def judge(step, songs, labels, *, num_classes, seed=0):
    """Carry out one step: learn, and give a function that judges songs.

    Parameters
    ----------
    step : Settings or str
        One of the values of `STEPS`.
    songs : sequence of np.ndarray [shape=(frames, coefs)]
        Features to learn from.
    labels : np.ndarray [shape=(songs,)]
        Integer labels.
    num_classes : int >= 2
        Genres.
    seed : int >= 0
        Of the training.

    Returns
    -------
    callable
        Takes songs, gives their most probable labels.

    Raises
    ------
    ValueError
        If there is no such step, or the songs do not fit.
    """
    if isinstance(step, Settings):
        model, _ = learn(songs, labels, step, num_classes=num_classes, seed=seed, progress=False)
        return lambda others: training.predict(model, others, crops=step.crops).argmax(axis=1)
    if step == "statistics":
        machine = make_pipeline(StandardScaler(), SVC(C=10)).fit(features.statistics(songs), labels)
        return lambda others: machine.predict(features.statistics(others))
    if step == "portraits":
        sorter = Sorter().fit(songs, labels, num_classes=num_classes)
        return lambda others: sorter.predict(others).argmax(axis=1)
    if step == "together":
        found = ensemble.fit(songs, labels, num_classes=num_classes, seed=seed, progress=False)
        return lambda others: found.predict(others).argmax(axis=1)
    raise ValueError(f"step is {step!r}; choose Settings, statistics, portraits or together")


def ablation(songs, steps=None, *, seeds=3, split="artist", progress=True):
    """Which validation songs each step has right.

    Parameters
    ----------
    songs : features.Features
        A collection; frames of about 60 ms.
    steps : dict of str to Settings or str, optional
        `STEPS` if not given.
    seeds : int > 0
        How often everything is dealt and learnt anew.
    split : {"artist", "song"}
        What the songs to learn from and those to judge do not share.
    progress : bool
        Show a progress bar.

    Returns
    -------
    right : dict of str to pd.DataFrame
        For each step a row a clip, a column a seed: 1 right, 0 wrong, NaN where it was not judged.
    seconds : pd.Series
        Time of each step, the mean over the seeds.

    Notes
    -----
    A third of the songs that are no test songs is judged, so that the test songs stay closed: whoever chooses
    steps by a number must not report that number as a result. Used by
    `genrekit study`; notebook 10 goes the same way step by step.
    """
    steps = STEPS if steps is None else steps
    right = {name: pd.DataFrame(np.nan, songs.table.index, range(seeds)) for name in steps}
    seconds = dict.fromkeys(steps, 0.0)
    bar = tqdm(total=seeds * len(steps), unit="step", disable=not progress)
    for seed in range(seeds):
        parts = splits.draw(songs.table, split, valid=1 / 3, seed=seed)
        teach, ask = (songs.values[rows] for rows in (parts.train, parts.valid))
        for name, step in steps.items():
            start = time.perf_counter()
            labels = songs.labels[parts.train]
            answers = judge(step, teach, labels, num_classes=len(songs.genres), seed=seed)(ask)
            right[name].iloc[parts.valid, seed] = (answers == songs.labels[parts.valid]).astype(float)
            seconds[name] += (time.perf_counter() - start) / seeds
            bar.update()
    bar.close()
    return right, pd.Series(seconds)


def worth(right, groups, *, base=BASE):
    """What each step reaches, and how much more than the one it is held against.

    Parameters
    ----------
    right : dict of str to pd.DataFrame
        As `ablation` gives it.
    groups : sequence
        Who each clip is by.
    base : str
        The step that the others are held against.

    Returns
    -------
    pd.DataFrame
        A row a step: `accuracy`, with `low` and `high`, and `more` (than the base, as a share of the songs)
        with `more_low` and `more_high`; 95 % intervals, by drawing artists and seeds anew.
    """
    rows = {}
    for name, answers in right.items():
        # The lead over nobody is the accuracy: songs and seeds are drawn alike for both.
        reached = evaluation.paired(answers, answers * 0, groups)
        found = evaluation.paired(answers, right[base], groups)
        rows[name] = {
            "accuracy": reached.difference,
            "low": reached.low,
            "high": reached.high,
            "more": found.difference,
            "more_low": found.low,
            "more_high": found.high,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("step")


def measured():
    """What each step was worth in the study that comes with the kit: 1,000 songs, three seeds.

    Returns
    -------
    pd.DataFrame
        As `worth` gives it, a row a step, and `seconds`: the time that a training took, on two cores.

    Notes
    -----
    `genrekit study` measures it again. Used in notebook 10.
    """
    return pd.read_csv(Path(__file__).parent / "steps.csv", index_col="step")
