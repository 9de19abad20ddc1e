"""The embedded collection, measured: accuracy by song, by artist and on real songs; two clips a genre."""

from __future__ import annotations

import base64
import io
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

from genrekit import bench, evaluation, experiments, features, listen, paths, plots
from genrekit.audio import SR
from genrekit.collection import embedded, in_range, open_collection
from genrekit.genres import GENRES
from genrekit.notebooks.tidy import compact_png


def main(folder, *, seeds=5, real="", difficulties=()):
    """Measure, and write `collection.md` with its figures, and the picture of the README.

    Parameters
    ----------
    folder : path-like
        Where the page goes.
    seeds : int > 0
        Trainings for each number: seeds 0, 1, 2 ... of the split, the weights and the crops.
    real : path-like
        A folder of real songs, one folder a genre, on which networks that never heard one are tested.
    difficulties : sequence of float
        More settings of `embedded(difficulty=...)` to measure with one seed each.

    Returns
    -------
    int
        0.

    Raises
    ------
    ValueError
        If a number is out of range, or a real song is of none of the ten genres: before anything is trained.
    """
    seeds = in_range("seeds", seeds, 1, 100, whole=True)
    difficulties = [in_range("difficulties", value, 0, 1) for value in difficulties]
    recordings = _real_songs(real) if real else None
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sections = [_HEAD.format(seeds=seeds), *_by_split(folder, seeds)]
    if difficulties:
        sections.append(_by_difficulty(difficulties))
    if recordings is not None:
        sections.append(_on_real_songs(recordings, seeds))
    sections += [_speed(), _clips(folder)]
    _overview(folder)
    with paths.written_whole(folder / "collection.md") as unfinished:
        unfinished.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    print(f"the page is {folder / 'collection.md'}")
    return 0


def _by_split(folder, seeds):
    """A table of accuracies by song and by artist, and the confusion matrices over all seeds."""
    rows, pictures = [], []
    for split, what in (("song", "songs at random"), ("artist", "artists kept apart")):
        runs = [experiments.run(split=split, seed=seed) for seed in range(seeds)]
        values = np.array([run.accuracy.value for run in runs])
        first = runs[0].accuracy
        rows.append(
            f"| {what} | {first.right} of {first.songs}: {first.value:.1%} "
            f"({first.low:.1%} to {first.high:.1%}) | {values.mean():.1%} | {values.min():.1%} to "
            f"{values.max():.1%} |"
        )
        matrix = sum(run.confusion for run in runs)
        _draw_matrix(matrix, f"split by {split}, {seeds} seeds together", folder / f"by_{split}.png")
        worst = "; ".join(_mistake(row) for row in evaluation.confusions(matrix, most=6).itertuples())
        pictures.append(
            f"![Confusion matrix, split by {split}: {worst}.](by_{split}.png)\n\n"
            f"The commonest mistakes: {worst}."
        )
    return ["\n".join([_TABLE, *rows]), *pictures]


def _mistake(row):
    return f"{row.true} taken for {row.predicted} ({row.songs})"


def _by_difficulty(difficulties):
    rows = ["## The dial", _DIAL, "| difficulty | by song | by artist |\n|---|---|---|"]
    for difficulty in difficulties:
        reached = [
            experiments.run(split=split, difficulty=difficulty).accuracy.value for split in ("song", "artist")
        ]
        rows[-1] += f"\n| {difficulty:g} | {reached[0]:.1%} | {reached[1]:.1%} |"
    return "\n\n".join(rows)


def _real_songs(folder):
    songs = open_collection(folder)
    foreign = sorted(set(songs.genres) - set(GENRES))
    if foreign:
        raise ValueError(f"{folder}: {foreign[0]} is none of the ten genres that are composed; leave it out")
    return songs


def _speed():
    """What a clip and the whole collection take on this machine."""
    # In a process of its own: one that has trained networks is slower at everything else.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:
        measured = fresh.submit(bench.clip_milliseconds).result() | bench.extraction_seconds()
    rows = "\n".join(
        f"| {name} | {value:.0f} | {bench.GOALS[name].lstrip('< ')} |" for name, value in measured.items()
    )
    return _SPEED.format(cores=os.cpu_count(), rows=rows)


def transfer(recordings, *, seeds=5, collection=None):
    """Train on composed music alone, test on recordings.

    Parameters
    ----------
    recordings : Collection
        Songs of some of the genres.
    seeds : int > 0
        Networks to train, with the kit's defaults and seeds 0, 1, 2 ...
    collection : Collection, optional
        What to train on; the whole embedded collection if not given.

    Returns
    -------
    pd.DataFrame
        A row a song and seed: `song`, `seed`, `true`, `predicted`.
    """
    from genrekit import training

    settings = experiments.Config()
    composed = features.extract(collection or embedded())
    songs = features.extract(recordings).at_least(settings.crop_seconds)
    names, rows = np.array(composed.genres), []
    for seed in range(seeds):
        model, _ = training.fit(
            composed.values,
            composed.labels,
            num_classes=len(names),
            frames=features.frames_in(settings.crop_seconds),
            epochs=settings.epochs,
            batch_size=settings.batch_size,
            learning_rate=settings.learning_rate,
            dropout=settings.dropout,
            seed=seed,
        )
        predicted = names[training.predict(model, songs.values, crops=settings.crops).argmax(axis=1)]
        rows.append(
            pd.DataFrame(
                {
                    "song": songs.table.index,
                    "seed": seed,
                    "true": songs.table["genre"].to_numpy(),
                    "predicted": predicted,
                }
            )
        )
    return pd.concat(rows, ignore_index=True)


def _on_real_songs(recordings, seeds):
    answers = transfer(recordings, seeds=seeds)
    right = (answers["true"] == answers["predicted"]).groupby(answers["seed"]).mean()
    songs = answers["song"].nunique()
    return _REAL.format(
        songs=songs,
        mean=right.mean(),
        low=right.min(),
        high=right.max(),
        seeds=seeds,
        error=100 * (right.mean() * (1 - right.mean()) / songs) ** 0.5,
    )


def _clips(folder):
    """Two clips of each genre: log-mel spectrograms, and a page of players that needs no other file."""
    from matplotlib import pyplot as plt

    collection, rows = embedded(), []
    figure, axes = plt.subplots(len(GENRES), 2, figsize=(12, 1.9 * len(GENRES)), layout="constrained")
    for pair, genre in zip(axes, GENRES, strict=True):
        for ax, number in zip(pair, (11, 61), strict=True):
            clip = collection.example(genre, number)
            who = collection.table.loc[clip]
            y = collection.load(clip)[: 10 * SR]
            plots.plot_mel(features.log_mel(y, hop=256), hop_seconds=256 / SR, ax=ax)
            ax.set_title(f"{clip}: {who['artist']}, {who['style']}", fontsize=9)
            ax.set_ylabel("Hz")
            ax.label_outer()
            player = listen.play(y, caption=f"{clip}: {who['artist']}, {who['style']}")
            rows.append(player._repr_html_())
    save(figure, folder / "clips.png")
    with paths.written_whole(folder / "clips.html") as unfinished:
        unfinished.write_text(_PLAYERS.format(players="\n".join(rows)), encoding="utf-8")
    return _CLIPS


def _overview(folder):
    """What the course leads to, in one picture: notes in a spectrogram, the matrices of both experiments."""
    from matplotlib import pyplot as plt

    collection = embedded()
    clip = collection.example("blues", 11)
    power = features.spectrogram(collection.load(clip)[: 10 * SR], n_fft=2048, hop=256)
    figure = plt.figure(figsize=(12, 9.5), layout="constrained")
    axes = figure.subplot_mosaic([["song", "song"], ["26", "18"]], height_ratios=(2, 3))
    song, who = axes["song"], collection.table.loc[clip]
    plots.plot_spectrogram(features.to_db(power), hop_seconds=256 / SR, max_hz=2500, ax=song)
    plots.plot_notes(collection.score(clip), seconds=10.0, ax=song, overlay=True)
    song.set(xlim=(0, 10), title=f"{clip}: {who['artist']}, {who['style']}, with the notes of its score")
    for name in ("26", "18"):
        run = experiments.run(num_ceps=int(name))
        title = f"{name} MFCCs: {run.accuracy.value:.1%} of {run.accuracy.songs} songs right"
        plots.plot_confusion(run.confusion, title=title, ax=axes[name])
    save(figure, folder / "what-you-get.png")


def _draw_matrix(matrix, title, picture):
    from matplotlib import pyplot as plt

    figure, ax = plt.subplots(figsize=(7.5, 6.5), layout="constrained")
    plots.plot_confusion(matrix, title=title, ax=ax)
    save(figure, picture)


def save(figure, picture):
    """Write a figure as a PNG for git, whole, and close it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What is drawn.
    picture : path-like
        The file.
    """
    from matplotlib import pyplot as plt

    drawn = io.BytesIO()
    figure.savefig(drawn, dpi=80, format="png")
    plt.close(figure)
    # These pictures are committed: as light as those of the notebooks.
    small = compact_png(base64.b64encode(drawn.getvalue()).decode())
    with paths.written_whole(picture) as unfinished:
        unfinished.write_bytes(base64.b64decode(small))


_HEAD = """\
# The embedded collection, measured

A thousand composed clips of ten genres, a hundred of each, by twenty invented artists a genre. This page is
written by `genrekit report`: whoever runs it gets it again, the numbers to within a song or two on another
processor. The network is the kit's, with its defaults and 26 MFCCs a frame; 600 clips to learn from (60 of
them to watch), 400 to test; seeds: {seeds}. Intervals are Wilson's, 95%, for one seed; they know nothing of
how few artists there are."""
_TABLE = """\
## By song and by artist

Songs of one artist share instruments, voices and the sound of their records. Where songs are split at random,
the network meets every artist in training: what it learns of their records helps it in the test. That is the
leak that collections without artists' names, GTZAN among them, hide.

| split | seed 0 | mean of seeds | from, to |
|---|---|---|---|"""
_DIAL = """\
`embedded(difficulty=...)` sets how far the artists of a genre differ in their sound: 0, all are recorded
alike; 0.5, the default; 1, each is twice as far from the genre's usual sound. One seed each."""
_REAL = """\
## On real songs

The network is trained on all composed clips, none of them real, and asked about {songs} recordings. It names
the right genre of ten in **{mean:.0%}** (mean of {seeds} seeds, {low:.0%} to {high:.0%}); guessing gives
10%. The standard error for so many songs is {error:.0f} points."""
_SPEED = """\
## Speed

Composed, played and recorded on one core; the whole collection with its features on {cores}. `genrekit bench`
measures it on your machine.

| | measured | goal |
|---|---|---|
{rows}"""
_CLIPS = """\
## Two clips a genre

The first ten seconds as log-mel spectrograms. To hear them: notebook `01_raw_audio` for some,
`collection.embedded().load("blues.00002")` for any other; `genrekit report` writes a page of players,
`clips.html`, beside this one.

![Twenty mel spectrograms, two of each genre: stripes of drums, held notes, wavering voices.](clips.png)

What was tried to bring the collection nearer to real records, and what did not help, stands in
[lessons.md](lessons.md)."""
_PLAYERS = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>genrekit: two clips a genre</title>
<style>body {{font: 16px sans-serif; max-width: 40em; margin: 2em auto}} audio {{width: 100%}}</style>
<h1>Two clips a genre</h1>
{players}
</html>
"""
