"""The long measurements behind notebooks 09 and 10: is 26 better than 18, and what is each step worth?"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from genrekit import evaluation, experiments, features, paths, plots, report, sweep, workers
from genrekit.collection import embedded

#: The sweep of the two experiments.
GRID = {"num_ceps": [18, 26], "split": ["song", "artist"]}

#: Frames that become one: steps of 60 ms.
_AVERAGED = 3

#: Bands of the peer's own input, as in the live recogniser.
_BANDS = 128


def main(folder, *, seeds=5, steps_seeds=3, jobs=None):
    """Carry out the sweep and the ablation, and write `study.md` with tables and figures.

    Parameters
    ----------
    folder : path-like
        Where the page goes.
    seeds : int > 0
        Trainings for each cell of the sweep.
    steps_seeds : int, 0 or more
        Trainings for each step of the ablation; 0 leaves it out.
    jobs : int, optional
        Notebooks of the sweep at a time.

    Returns
    -------
    int
        0, or 1 if a cell of the sweep failed.

    Raises
    ------
    ValueError
        If no cell has finished.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    done = sweep.run({**GRID, "seed": range(seeds)}, name="study", jobs=jobs, out=print)
    if not len(done.table()):
        raise ValueError(
            f"no cell of the sweep has finished; the first: {next(iter(done.failures.values()))}"
        )
    sections = [_HEAD, *_sweep_sections(done, folder, embedded().table["artist"])]
    if steps_seeds:
        sections += _steps_sections(folder, steps_seeds)
    with paths.written_whole(folder / "study.md") as unfinished:
        unfinished.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    for cell, reason in done.failures.items():
        print(f"FAILED  {cell}: {reason}")
    print(f"the page is {folder / 'study.md'}")
    return int(bool(done.failures))


def experiments_compared(answers, artists):
    """26 against 18 MFCCs, for every way to split.

    Parameters
    ----------
    answers : pd.DataFrame
        As `sweep.Sweep.answers` gives it, of cells `num_ceps=18,split=song,seed=0` and so on.
    artists : pd.Series
        Who each clip is by, by clip.

    Returns
    -------
    dict of str to evaluation.Paired
        By split: 26 less 18, over songs (drawn artist by artist) and seeds.
    """
    parts = pd.DataFrame([dict(word.split("=") for word in cell.split(",")) for cell in answers.columns])
    found = {}
    for split in parts["split"].unique():
        tables = []
        for ceps in ("26", "18"):
            chosen = ((parts["split"] == split) & (parts["num_ceps"] == ceps)).to_numpy()
            table = answers.loc[:, chosen]
            tables.append(table.set_axis(parts.loc[chosen, "seed"].to_numpy(), axis=1).sort_index(axis=1))
        both = tables[0].columns.intersection(tables[1].columns)
        if len(both):
            groups = artists.loc[answers.index]
            found[split] = evaluation.paired(*(table[both] for table in tables), groups=groups)
    return found


def _sweep_sections(done, folder, artists):
    table, means, answers = done.table(), done.means(), done.answers()
    table.drop(columns=["machine"]).to_csv(folder / "study.csv")
    answers.to_csv(folder / "answers.csv")
    axes = plots.plot_sweep(table, means)
    report.save(axes.figure, folder / "study.png")
    compared = experiments_compared(answers, artists)
    axes = plots.plot_paired({f"26 less 18, by {split}": found for split, found in compared.items()})
    report.save(axes.figure, folder / "compared.png")
    rows = [
        [
            ceps,
            f"by {split}",
            f"{row['cells']:.0f}",
            f"{row['accuracy']:.1%}",
            _range(row["low"], row["high"]),
        ]
        for (ceps, split), row in means.iterrows()
    ]
    means = _table(["MFCCs", "split", "runs", "accuracy", "95% interval over seeds"], rows)
    rows = [
        [
            f"by {split}",
            _points(found.difference, found.low, found.high),
            ", ".join(f"{100 * value:+.1f}" for value in found.each),
            f"{found.only_first:.1%}",
            f"{found.only_second:.1%}",
            f"{evaluation.songs_needed(found.only_first, found.only_second):,.0f}"
            if found.difference
            else "-",
        ]
        for split, found in compared.items()
    ]
    heads = ["split", "26 less 18", "each seed", "right only with 26", "only with 18", "songs for 80% power"]
    seconds, memory = table["training_seconds"], table["peak_megabytes"].max()
    return [
        "## 26 or 18 MFCCs",
        means,
        "![Accuracies of all runs](study.png)",
        _table(heads, rows),
        "![26 less 18 MFCCs, for each seed and in the mean](compared.png)",
        f"All runs: {table['versions'].iloc[0]}; training {seconds.min():.0f} to {seconds.max():.0f} s, "
        f"at most {memory:,.0f} MB. Every run is in [study.csv](study.csv), every answer in "
        "[answers.csv](answers.csv).",
        _COMPARED,
    ]


def _steps_sections(folder, seeds):
    from genrekit import best

    songs = features.extract(embedded()).at_least(experiments.Config.crop_seconds).averaged(_AVERAGED)
    right, seconds = best.ablation(songs, seeds=seeds)
    bands = _log_mel(songs)
    peer = {"peer, on 128 mel bands": best.STEPS["peer, along time"]}
    more, took = best.ablation(bands, peer, seeds=seeds)
    right, seconds = right | more, pd.concat([seconds, took])
    table = best.worth(right, songs.table["artist"]).assign(seconds=seconds)
    table.to_csv(folder / "steps.csv")
    groups = songs.table["artist"]
    axes = plots.plot_paired(
        {
            name: evaluation.paired(answers, right[best.BASE], groups)
            for name, answers in right.items()
            if name != best.BASE
        }
    )
    report.save(axes.figure, folder / "steps.png")
    rows = [
        [
            name,
            f"{row['accuracy']:.1%} ({_range(row['low'], row['high'])})",
            _points(row["more"], row["more_low"], row["more_high"]),
            f"{row['seconds']:.0f} s",
        ]
        for name, row in table.iterrows()
    ]
    judged = int(right[best.BASE].notna().sum().sum())
    return [
        "## What each step is worth",
        _table(["step", "right", f"more than `{best.BASE}`", "time"], rows),
        _STEPS.format(seeds=seeds, judged=judged),
    ]


def _table(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _range(low, high):
    return f"{low:.1%} to {high:.1%}"


def _points(value, low, high):
    return f"{100 * value:+.1f} points ({100 * low:+.1f} to {100 * high:+.1f})"


def _log_mel(songs):
    """The same clips as log-mel spectrograms of as many frames."""
    collection = embedded()
    clips = list(songs.table.index)
    values = workers.each(_bands_of, [(collection, clip) for clip in clips], died=_died)
    rows = tuple(value[: len(song)] for value, song in zip(values, songs.values, strict=True))
    return features.Features(rows, songs.table, songs.genres, songs.hop_seconds)


def _died(item):
    # Composed clips end no process, but too little memory does: half a table would be told as a whole one.
    raise OSError(f"{item[1]}: {workers.DIED}")


def _bands_of(items):
    hop = features.round_half_up(_AVERAGED * features.HOP_SECONDS * features.SR)
    return [
        features.log_mel(collection.load(clip), num_filters=_BANDS, hop=hop) for collection, clip in items
    ]


_HEAD = """\
# The study: two experiments, and the steps beyond

Written by `make study` (`genrekit study`): whoever runs it gets it again, the numbers to within a song or
two on another processor. All of it is about the embedded collection, which is composed by rules. How such
numbers come about, and what they do not say, is the subject of notebooks 09 and 10."""

_COMPARED = """\
The sweep is 20 runs of notebook 05 with its defaults (600 songs to learn from, 400 to be tested on, 30
epochs). In the first table the interval is Student's, over seeds. In the second, songs are drawn anew
artist by artist, and seeds, too: an interval that holds zero says that these songs cannot tell 26 from
18."""

_STEPS = """\
![How much more each step has right than the base: seeds, and the mean with its interval](steps.png)

Splits by artist, {seeds} seeds. Each step learns from 400 songs and is judged by 200 validation songs of
other artists ({judged} answers in all); the 400 test songs of each split stay closed. Each line that begins
with dots changes one thing of `mel bands`. Intervals of 95%: artists and seeds are drawn anew."""
