"""How well strange songs are noticed, measured with networks that have missed a genre, and with no music."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn import metrics

from genrekit import experiments, features, paths, plots, report, splits
from genrekit.audio import SR
from genrekit.collection import embedded
from genrekit.corpus.speech import speech

#: Sounds of each kind that is no music, and their length in seconds.
SOUNDS, SECONDS = 20, 30


def no_music(*, sounds=SOUNDS, seconds=SECONDS, seed=0):
    """Sounds that are no music.

    Parameters
    ----------
    sounds : int > 0
        How many of each kind.
    seconds : float > 0
        Their length.
    seed : int >= 0
        Of all of them.

    Returns
    -------
    dict of str to list of np.ndarray [shape=(samples,)]
        "an empty room" (noise below -45 dB), "noise" (white, pink and brown), "somebody talking".
    """
    rng = np.random.default_rng(seed)
    hz = np.maximum(np.fft.rfftfreq(int(seconds * SR), 1 / SR), 20)

    def noise(number):
        # Its power falls with frequency not at all, as 1/f or as 1/f^2.
        spectrum = np.fft.rfft(rng.standard_normal(int(seconds * SR))) * hz ** (-0.5 * (number % 3))
        y = np.fft.irfft(spectrum)
        return (0.2 * y / np.abs(y).max()).astype(np.float32)

    return {
        "an empty room": [noise(number) / 40 for number in range(sounds)],
        "noise": [noise(number) for number in range(sounds)],
        "somebody talking": [speech(seed + number, seconds=seconds) for number in range(sounds)],
    }


def measure(songs, split, *, genres=None, seed=0, epochs=experiments.Config.epochs):
    """The surprise of known and of strange songs, for networks that each have missed one genre.

    Parameters
    ----------
    songs : features.Features
        The collection.
    split : {"song", "artist"}
        What the songs to learn from and the known songs to test with do not share.
    genres : sequence of str, optional
        The genres to miss, one network each; all if not given.
    seed : int >= 0
        Of the split and the training.
    epochs : int > 0
        How long each network learns.

    Returns
    -------
    pd.DataFrame
        A row a song: `missing` (the genre that the network has missed), `kind` ("known", "missing genre" or a
        kind of `no_music`), `surprise`, `alarm` (True or False).
    """
    from genrekit import novelty, training

    frames = features.frames_in(experiments.Config.crop_seconds)
    sounds = {
        kind: [features.mfcc(y, num_ceps=songs.values[0].shape[1]) for y in heard]
        for kind, heard in no_music().items()
    }
    rows = []
    for missing in genres or songs.genres:
        strange = (songs.table["genre"] == missing).to_numpy()
        others = np.flatnonzero(~strange)
        deal = splits.draw(songs.table.iloc[others], split, seed=seed)
        learn, watch, test = ([songs.values[others[row]] for row in part] for part in vars(deal).values())
        labels = pd.factorize(songs.table["genre"].iloc[others[deal.train]], sort=True)[0]
        model, _ = training.fit(
            learn, labels, num_classes=len(songs.genres) - 1, frames=frames, epochs=epochs, seed=seed
        )
        clips = songs.table.index[others[deal.train]]
        reference = novelty.reference(model, learn, labels, clips, watch)
        unmet = [songs.values[row] for row in np.flatnonzero(strange)]
        for kind, some in {"known": test, "missing genre": unmet, **sounds}.items():
            surprise = novelty.surprises(model, reference, some)
            alarm = surprise > reference.threshold()
            rows.append(
                pd.DataFrame({"missing": missing, "kind": kind, "surprise": surprise, "alarm": alarm})
            )
    return pd.concat(rows, ignore_index=True)


def areas(measured):
    """Area under the ROC curve against known songs, of each kind and missing genre.

    Parameters
    ----------
    measured : pd.DataFrame
        As `measure` gives it.

    Returns
    -------
    pd.DataFrame
        A row a missing genre, a column a kind: 0.5 is rolling dice, 1 tells all.
    """
    found = {}
    for missing, table in measured.groupby("missing"):
        known = table.loc[table["kind"] == "known", "surprise"]
        for kind, strange in table[table["kind"] != "known"].groupby("kind", sort=False)["surprise"]:
            truth = np.repeat([0, 1], [len(known), len(strange)])
            area = metrics.roc_auc_score(truth, np.concatenate((known, strange)))
            found.setdefault(kind, {})[missing] = area
    return pd.DataFrame(found)


def main(folder, *, genres=None, epochs=experiments.Config.epochs):
    """Measure by song and by artist, and write `alarms.md` with the ROC curves.

    Parameters
    ----------
    folder : path-like
        Where the page goes.
    genres : sequence of str, optional
        The genres to miss; all ten if not given.
    epochs : int > 0
        How long each network learns.

    Returns
    -------
    int
        0.

    Raises
    ------
    ValueError
        If there is no such genre: before anything is trained.
    """
    collection = embedded()
    for genre in genres or ():
        if genre not in collection.genres:
            raise ValueError(f"genres has {genre!r}; choose from {', '.join(collection.genres)}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    songs = features.extract(collection).at_least(experiments.Config.crop_seconds)
    sections, axes = [_HEAD], plots.panels(1, 2, width=11, height=4.8)
    for ax, (split, what) in zip(axes, _SPLITS.items(), strict=True):
        measured = measure(songs, split, genres=genres, epochs=epochs)
        sections.append(_table(measured, what))
        curves = {
            kind: strange.to_numpy()
            for kind, strange in measured[measured["kind"] != "known"].groupby("kind", sort=False)["surprise"]
        }
        known = measured.loc[measured["kind"] == "known", "surprise"]
        plots.plot_roc(known, curves, ax=ax).set_title(what, fontsize=10)
    report.save(axes[0].figure, folder / "alarms.png")
    sections.append(_FIGURE)
    with paths.written_whole(folder / "alarms.md") as unfinished:
        unfinished.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    print(f"the page is {folder / 'alarms.md'}")
    return 0


def _table(measured, what):
    alarms = measured.groupby(["kind", "missing"], sort=False)["alarm"].mean().unstack("kind")
    area, out = areas(measured), io.StringIO()
    kinds = [kind for kind in alarms.columns if kind != "known"]
    print(f"## {what[0].upper()}{what[1:]}\n\n| missing | known | {' | '.join(kinds)} |", file=out)
    print("|---|" + "---|" * (1 + len(kinds)), file=out)
    for name, row in [*alarms.iterrows(), ("**all**", alarms.mean())]:
        of = area.mean() if name == "**all**" else area.loc[name]
        cells = " | ".join(f"{row[kind]:.0%} ({of[kind]:.2f})" for kind in kinds)
        print(f"| {name} | {row['known']:.0%} | {cells} |", file=out)
    return out.getvalue().rstrip()


_SPLITS = {"song": "songs at random", "artist": "artists kept apart"}
_HEAD = """\
# Strange songs, and whether they are noticed

Written by `genrekit alarms`: whoever runs it gets it again, the numbers to within a song or two on another
processor. Ten networks have each missed one genre of the embedded collection and learnt the other nine, with
the kit's defaults, 26 MFCCs a frame, seed 0. Each is then played test songs of the genres it knows, all songs
of the one it missed, and 20 sounds each of three kinds that are no music. The tables give the share that
raises the alarm of notebook 08, with the threshold that the network's validation songs set (5% of them lie
beyond), and in brackets the area under the ROC curve."""
_FIGURE = """\
![ROC curves by song and by artist: what is no music is told from known songs nearly without fail; a missing
genre far less, and by artist less than by song.](alarms.png)

The curves take the ten networks together. By song, the known songs are by artists whom the network has met.
By artist it has met none of them, and finds more of the known songs strange, too."""
