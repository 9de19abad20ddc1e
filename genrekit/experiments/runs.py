"""Runs: carried out once, kept on disk, found again."""

from __future__ import annotations

import hashlib
import json
import platform
import re
import sys
import time
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from importlib import metadata
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
from tqdm.auto import tqdm

from genrekit import audio, evaluation, features, paths, splits

from .config import Config, collection_of

_FORMAT = 3
_CODE = (
    "audio/*.py",
    "features/*.py",
    "shards/*.py",
    "splits/*.py",
    "models/*.py",
    "training/*.py",
    "explain/blocks.py",
    "novelty.py",
    "experiments/*.py",
)


@dataclass(frozen=True)
class Run:
    """A finished experiment on disk.

    Attributes
    ----------
    folder : pathlib.Path
        Holds `config.json`, `metrics.json`, `predictions.csv`, `confusion.csv`, `history.csv`, `model.keras`,
        `reference.npz`.
    """

    folder: Path

    @property
    def name(self):
        """Name of the folder."""
        return self.folder.name

    @cached_property
    def config(self):
        """The configuration: Config."""
        return Config(**json.loads((self.folder / "config.json").read_text(encoding="utf-8")))

    @cached_property
    def metrics(self):
        """Accuracy with its interval, `right`, `songs`, `left_out`, `not_found` and more, by name: dict."""
        return json.loads((self.folder / "metrics.json").read_text(encoding="utf-8"))

    @property
    def accuracy(self):
        """Accuracy on the test songs: evaluation.Accuracy."""
        return evaluation.accuracy(self.metrics["right"], self.metrics["songs"])

    @cached_property
    def predictions(self):
        """A row a test song, indexed by clip: `true`, `predicted`, and a probability per genre."""
        return _read_names(self.folder / "predictions.csv", "clip")

    @cached_property
    def confusion(self):
        """Test songs of each true genre (rows) by predicted genre (columns): pd.DataFrame."""
        return _read_names(self.folder / "confusion.csv", "true").rename_axis(columns="predicted")

    @cached_property
    def history(self):
        """Loss and accuracy after every epoch: pd.DataFrame."""
        return pd.read_csv(self.folder / "history.csv", index_col="epoch")

    @property
    def genres(self):
        """The genres, in the order of the labels."""
        return tuple(self.confusion.columns)

    def row(self):
        """What `table` says of it: dict."""
        kept = ("accuracy", "low", "high", "songs", "training_seconds", "peak_megabytes")
        watched = self.history.get("val_accuracy")
        return {
            **asdict(self.config),
            **{key: self.metrics[key] for key in kept},
            "versions": ", ".join(f"{name} {version}" for name, version in self.metrics["versions"].items()),
            "val_accuracy": None if watched is None else watched.iloc[-1],
        }

    def model(self):
        """The trained network: keras.Model."""
        from genrekit import models

        return models.load(self.folder / "model.keras")

    def reference(self):
        """What the network makes of the songs it knows, to compare others with: novelty.Reference."""
        from genrekit import novelty

        return novelty.Reference.load(self.folder / "reference.npz")


def _read_names(path, index):
    """A table whose names stay texts: a genre may be called 1980, or NA."""
    names = {"clip": str, "true": str, "predicted": str}
    return pd.read_csv(path, dtype=names, keep_default_na=False).set_index(index)


def find(config):
    """The finished run of a configuration, if there is one.

    Parameters
    ----------
    config : Config
        The configuration.

    Returns
    -------
    Run or None
    """
    folder = _folder(config, collection_of(config))
    return Run(folder) if folder.is_dir() else None


def _folder(config, collection):
    return paths.writable(paths.results_dir() / "runs") / name(config, collection)


def run(config=None, *, progress=True, **settings):
    """Carry out an experiment, or find the finished run of the same configuration.

    Parameters
    ----------
    config : Config, optional
        The configuration; or give its fields by name.
    progress : bool
        Show progress bars.
    **settings
        Fields of `Config`: instead of `config`, or to change some of it.

    Returns
    -------
    Run

    Raises
    ------
    ValueError
        If a parameter is out of range, or the collection cannot be split so.
    OSError
        If the cache or results folder cannot be written to.

    Notes
    -----
    A run is named by all that shapes it: configuration, the clips and their sound, and the versions of the
    libraries that compute. It is written whole or not at all, and never trained twice. Which clips it did not
    use is told on standard error, a line each: when it is carried out, and whenever it is found.
    """
    config = replace(config, **settings) if config else Config(**settings)
    collection = collection_of(config)
    folder = _folder(config, collection)
    if not folder.is_dir():
        songs = features.extract(collection, num_ceps=config.num_ceps, progress=progress)
        songs = songs.at_least(config.crop_seconds)
        with paths.written_whole(folder) as unfinished:
            _carry_out(config, songs, unfinished, progress)
    done = Run(folder)
    _tell_left_out(done.metrics)
    return done


def _tell_left_out(metrics):
    """Say which clips a run did not use: nobody looks for them in a file, least of all the second time."""
    reasons = {clip: reason.removeprefix(f"{clip}: ") for clip, reason in metrics["left_out"].items()}
    for part, names in metrics["not_found"].items():
        for name in names:
            reasons[name] = f"in the {part} list, but not in the collection, or there several times."
    for clip, reason in reasons.items():
        tqdm.write(audio.shown(f"left out: {clip}: {reason}"), file=sys.stderr)


def _unused(config, songs):
    """Clips that could not be used, with the reason, and names that lists have and the collection lacks."""
    left_out, not_found = dict(songs.left_out), {}
    if config.split == "artist":
        for clip in songs.table.index[splits.without_artist(songs.table)]:
            left_out[clip] = (
                f"{clip}: the artist is not known. Add it to the list of artists, or split by song."
            )
    if config.split == "lists":
        # What could not be used has its reason already: it is there, under whatever name a list has it.
        genres = [
            max((g for g in songs.genres if clip.startswith(g)), key=len, default="") for clip in left_out
        ]
        spoilt = pd.DataFrame({"genre": genres}, index=list(left_out), dtype=str)
        there = pd.concat([songs.table[["genre"]], spoilt])
        not_found = splits.find_lists(config.lists).not_found(there)
    return {"left_out": left_out, "not_found": not_found}


def _carry_out(config, songs, folder, progress):
    # TensorFlow takes seconds to import: a run that is there already needs none.
    from genrekit import novelty, training

    if not len(songs):
        raise ValueError(f"no song lasts as long as a crop; the first: {next(iter(songs.left_out.values()))}")
    left = songs.table["genre"].unique()
    if len(left) < 2:
        raise ValueError(
            f"only {left[0]} has songs that can be used; {len(songs.left_out)} were left out, "
            f"the first: {next(iter(songs.left_out.values()))}"
        )
    labels = songs.labels
    split = splits.draw(
        songs.table,
        config.split,
        train=config.train,
        seed=config.seed,
        lists=config.lists,
        folds=config.folds,
        fold=config.fold,
    )
    learn, watch, test = (songs.values[rows] for rows in (split.train, split.valid, split.test))
    start = time.perf_counter()
    model, history = training.fit(
        learn,
        labels[split.train],
        num_classes=len(songs.genres),
        valid=(watch, labels[split.valid]),
        frames=features.frames_in(config.crop_seconds),
        epochs=config.epochs,
        batch_size=config.batch_size,
        learning_rate=config.learning_rate,
        dropout=config.dropout,
        seed=config.seed,
        progress=progress,
    )
    seconds = time.perf_counter() - start
    probabilities = training.predict(model, test, crops=config.crops)
    clips = songs.table.index[split.train]
    reference = novelty.reference(model, learn, labels[split.train], clips, watch, crops=config.crops)
    predicted = probabilities.argmax(axis=1)
    reached = evaluation.accuracy((predicted == labels[split.test]).sum(), len(test))
    names = np.array(songs.genres)
    predictions = pd.DataFrame(probabilities, songs.table.index[split.test], songs.genres).round(6)
    predictions.insert(0, "true", names[labels[split.test]])
    predictions.insert(1, "predicted", names[predicted])

    folder.mkdir()
    _write_json(folder / "config.json", asdict(config))
    _write_json(
        folder / "metrics.json",
        {
            "accuracy": reached.value,
            "low": reached.low,
            "high": reached.high,
            "right": reached.right,
            "songs": reached.songs,
            "training_songs": len(learn),
            "validation_songs": len(watch),
            "training_seconds": round(seconds, 1),
            "peak_megabytes": _peak_megabytes(),
            **_unused(config, songs),
            "versions": _versions(),
        },
    )
    predictions.to_csv(folder / "predictions.csv", index_label="clip")
    evaluation.confusion_matrix(labels[split.test], predicted, songs.genres).to_csv(folder / "confusion.csv")
    history.to_csv(folder / "history.csv")
    model.save(folder / "model.keras")
    reference.save(folder / "reference.npz")


def _peak_megabytes():
    """The most memory that this process has held since it began, all that it did before included."""
    memory = psutil.Process().memory_info()
    if hasattr(memory, "peak_wset"):  # Windows
        return round(memory.peak_wset / 2**20)
    # On Linux the resource module tells of the process that started this one, too, if that was larger.
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"^VmHWM:\s*(\d+) kB", status.read_text(), re.MULTILINE)):
        return round(int(found[1]) / 2**10)
    import resource

    # Linux counts in kilobytes, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def _write_json(path, content):
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def name(config, collection):
    """What the run of a configuration is called, with the code and the libraries as they are.

    Parameters
    ----------
    config : Config
        The configuration.
    collection : Collection
        Its songs, as `collection_of` gives them.

    Returns
    -------
    str
        Such as `embedded-26ceps-song-seed0-1f3a9c42d0`: readable, and unique by the digest.
    """
    content = {
        "format": _FORMAT,
        # Not where lists lie makes a run another one, but what they say.
        "config": {name: value for name, value in asdict(config).items() if name not in ("artists", "lists")},
        "clips": [collection.key(clip) for clip in collection.table.index],
        "versions": {name: version for name, version in _versions().items() if name != "machine"},
        # A student who changes the network must not be given the run of the old one.
        "code": paths.code(*_CODE),
    }
    if config.split == "artist":
        # A list of artists may be corrected while the songs stay as they are.
        content["artists"] = collection.table["artist"].tolist()
    if config.split == "lists":
        content["lists"] = [sorted(set(names)) for names in vars(splits.find_lists(config.lists)).values()]
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:10]
    fold = f"-fold{config.fold}of{config.folds}" if config.folds else ""
    return f"{collection.name}-{config.num_ceps}ceps-{config.split}{fold}-seed{config.seed}-{digest}"


def _versions():
    names = ("tensorflow", "keras", "numpy", "scipy", "python_speech_features")
    return {name: metadata.version(name) for name in names} | {"machine": platform.machine()}


def table():
    """All finished runs, a row each.

    Returns
    -------
    pd.DataFrame
        Indexed by the run's name: the configuration's fields, then `accuracy`, `low`, `high`, `songs`,
        `training_seconds`, `peak_megabytes` (of the process), `versions` (of the libraries, as text), and
        `val_accuracy` of the last epoch, on single crops of the validation songs: the one to choose settings
        by. A folder that holds no whole run is passed over.
    """
    rows = {}
    for folder in sorted((paths.results_dir() / "runs").glob("*/")):
        try:
            found = Run(folder)
            rows[found.name] = found.row()
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("run")
