"""How time and memory grow with the number of clips."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from .measuring import PeakMemory, empty_home

#: Numbers of clips.
SIZES = (100, 1000, 3000, 10_000)

#: Length of the clips that are written as files, in seconds: 10,000 of 30 s would be 13 GB.
_FILE = 2.0

#: Where nothing but features or fingerprints is asked for, they are as large as those of 30 s are: all of
#: 10,000 clips are 1.6 GB, and would be seen if they were in memory.
_FRAMES, _COEFS, _CROP, _GENRES = 1499, 26, 256, 10

#: Of 30 s: peaks that begin pairs, how many pairs each, the last frame; and so many kinds of peaks with all
#: their pairs that two sounds share as many triples by chance as two of the embedded collection.
_PEAKS, _PAIRS, _LAST, _PEAK_KINDS = 800, 3, 1290, 2**22

#: What is measured.
WORK = ("verification", "comparison", "extraction", "training", "prediction")


def measure(sizes=SIZES, work=WORK):
    """Rows of the table: dict of str to float.

    Parameters
    ----------
    sizes : sequence of int
        Numbers of clips, rising; two at least.
    work : iterable of str
        Which of `WORK`.

    Returns
    -------
    dict of str to float
        Seconds (training: of an epoch) and peak megabytes of each work and size, of the process that does it
        with its workers; and the exponents of both, fitted to the sizes from a tenth of the largest on: below
        that, what is fixed outweighs the rest. 1 is linear, 0 is flat.

    Notes
    -----
    Verification and extraction are of files of 2 s; comparison (of fingerprints, the part of verification
    that takes two clips), training and prediction are of fingerprints and features as those of 30 s are. Each
    is done in a process of its own, with an empty cache; what is fixed (starting, importing, compiling) is
    left out of the time where it can be told apart, and is in the memory.
    """
    measured = {}
    with tempfile.TemporaryDirectory(prefix="genrekit-bench-") as folder:
        songs = {size: _songs(Path(folder) / str(size), size) for size in sizes}
        for name in work:
            rows = {size: _apart(name, size, songs[size]) for size in sizes}
            for size, (seconds, megabytes) in rows.items():
                measured[f"{name} of {size:,} clips (s)"] = seconds
                measured[f"{name} of {size:,} clips (MB)"] = megabytes
            for place, what in enumerate(("time", "memory")):
                measured[f"{name}, exponent of {what}"] = exponent(
                    {size: row[place] for size, row in rows.items()}
                )
    return measured


def exponent(costs):
    """The power of the size that costs grow with.

    Parameters
    ----------
    costs : dict of int to float
        By size.

    Returns
    -------
    float
        Slope of the line through their logarithms, from a tenth of the largest size on.
    """
    large = [size for size in costs if 10 * size >= max(costs)]
    return float(np.polyfit(np.log(large), np.log([costs[size] for size in large]), 1)[0])


def _songs(root, count):
    """A folder of so many short clips in two genres; no two hold the same."""
    rng = np.random.default_rng(0)
    samples = int(_FILE * 22_050)
    beats = np.exp(-np.arange(samples) % 5000 / 800)
    for genre in ("high", "low"):
        (root / genre).mkdir(parents=True)
    for number in range(count):
        genre = ("high", "low")[number % 2]
        swept = np.cumsum(rng.uniform(0.02, 0.8, 40).repeat(samples // 40 + 1)[:samples])
        y = 0.3 * beats * np.sin(swept) + 0.02 * rng.standard_normal(samples)
        soundfile.write(root / genre / f"{genre}.{number:05d}.wav", y, 22_050)
    return root


def _apart(name, size, root):
    """Seconds and megabytes of one work, in a process of its own."""
    program = "import sys; from genrekit.bench import growth; growth.work(*sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, name, str(size), str(root)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def work(name, size, root):
    """Do one work, and print its seconds and megabytes as JSON."""
    with empty_home(), PeakMemory() as memory:
        seconds = {
            "verification": _verification,
            "comparison": _comparison,
            "extraction": _extraction,
            "training": _training,
            "prediction": _prediction,
        }[name](int(size), root)
    print(json.dumps([seconds, memory.peak / 2**20]))


def _verification(size, root):
    from genrekit import verification

    start = time.perf_counter()
    verification.verify(root, progress=False)
    return time.perf_counter() - start


@dataclass(frozen=True)
class Unrelated(Sequence):
    """Fingerprints of sounds that share what they share by chance only, made when they are asked for.

    Attributes
    ----------
    sounds : int
        How many.
    """

    sounds: int

    def __len__(self):
        return self.sounds

    def __getitem__(self, number):
        from genrekit.verification import Fingerprint

        if not 0 <= number < self.sounds:
            raise IndexError(number)
        rng = np.random.default_rng(number)
        frames = np.sort(rng.integers(0, _LAST, _PEAKS, np.int32)).repeat(_PAIRS)
        peaks = rng.integers(0, _PEAK_KINDS, (_PEAKS, 1), np.int32)
        # As in a real one, the upper bits are what a pair begins with: the same in all pairs of a peak.
        below = (peaks.astype(np.int64) * [0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D] >> 15) % 2**14
        return Fingerprint((peaks % 8 * 2**14 + below).astype(np.int32).ravel(), frames)


def _comparison(size, root):
    from genrekit import verification

    start = time.perf_counter()
    verification.matches(Unrelated(size))
    return time.perf_counter() - start


def _extraction(size, root):
    from genrekit import collection, features

    start = time.perf_counter()
    features.extract(collection.from_folder(root), progress=False)
    return time.perf_counter() - start


def _features(size):
    """Features of so many clips of 30 s, of noise, kept where extracted ones are, and their labels."""
    from genrekit import paths
    from genrekit.shards import Songs, Store

    store, rng = Store(paths.cache_dir() / "noise", _COEFS), np.random.default_rng(0)
    names = [f"{number}" for number in range(size)]
    for first in range(0, size, 64):
        batch = names[first : first + 64]
        store.write({name: rng.standard_normal((_FRAMES, _COEFS), np.float32) for name in batch})
    _, kept = store.read(names)
    return Songs.of(kept), np.arange(size) % _GENRES


def _training(size, root):
    """Of the second epoch: in the first, the network is compiled."""
    from genrekit import models, training
    from genrekit.models import keras

    songs, labels = _features(size)
    mean, deviation = training.mean_and_deviation(songs)
    model = models.cnn(_GENRES, (_CROP, _COEFS), mean=mean, deviation=deviation)
    crops = training.RandomCrops(songs, labels, _CROP)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    ends = []
    told = keras.callbacks.LambdaCallback(on_epoch_end=lambda *_: ends.append(time.perf_counter()))
    model.fit(crops, epochs=3, verbose=0, shuffle=False, callbacks=[told])
    return (ends[2] - ends[0]) / 2


def _prediction(size, root):
    from genrekit import models, training

    songs, _ = _features(size)
    model = models.cnn(_GENRES, (_CROP, _COEFS))
    training.predict(model, songs[:64], crops=2)
    start = time.perf_counter()
    training.predict(model, songs, crops=2)
    return time.perf_counter() - start
