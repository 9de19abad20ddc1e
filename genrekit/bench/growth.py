"""How time and memory grow with the number of clips."""

from __future__ import annotations

import itertools
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from .measuring import PeakMemory, empty_home

#: Numbers of clips.
SIZES = (100, 1000, 10_000)

#: Length of a clip, and of a crop of it, in seconds.
_CLIP, _CROP = 2.0, 1.5

#: What is measured.
WORK = ("verification", "extraction", "training", "prediction")


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
        with its workers; and the exponents of both between the two largest sizes. 1 is linear, 0 is flat.

    Notes
    -----
    Clips of 2 s. Each is done in a process of its own, with an empty cache; what is fixed (starting,
    importing, compiling) is left out of the time where it can be told apart, and is in the memory.
    """
    measured = {}
    with tempfile.TemporaryDirectory(prefix="genrekit-bench-") as folder:
        songs = {size: _songs(Path(folder) / str(size), size) for size in sizes}
        for name in work:
            rows = {size: _apart(name, size, songs[size]) for size in sizes}
            for size, (seconds, megabytes) in rows.items():
                measured[f"{name} of {size:,} clips (s)"] = seconds
                measured[f"{name} of {size:,} clips (MB)"] = megabytes
            (small, before), (large, after) = itertools.islice(rows.items(), len(rows) - 2, None)
            for what, place in (("time", 0), ("memory", 1)):
                exponent = math.log(after[place] / before[place]) / math.log(large / small)
                measured[f"{name}, exponent of {what}"] = exponent
    return measured


def _songs(root, count):
    """A folder of so many short clips in two genres; no two hold the same."""
    rng = np.random.default_rng(0)
    samples = int(_CLIP * 22_050)
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


def _extraction(size, root):
    from genrekit import collection, features

    start = time.perf_counter()
    features.extract(collection.from_folder(root), progress=False)
    return time.perf_counter() - start


def _features(size):
    from genrekit import collection, features

    return features.extract(collection.simulated(size, seconds=_CLIP), jobs=1, progress=False)


def _training(size, root):
    """Of the second epoch: in the first, the network is compiled."""
    from genrekit import features, models, training
    from genrekit.models import keras

    songs = _features(size)
    frames = features.frames_in(_CROP)
    mean, deviation = training.mean_and_deviation(songs.values)
    model = models.cnn(len(songs.genres), (frames, len(mean)), mean=mean, deviation=deviation)
    crops = training.RandomCrops(songs.values, songs.labels, frames)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    ends = []
    told = keras.callbacks.LambdaCallback(on_epoch_end=lambda *_: ends.append(time.perf_counter()))
    model.fit(crops, epochs=3, verbose=0, shuffle=False, callbacks=[told])
    return (ends[2] - ends[0]) / 2


def _prediction(size, root):
    from genrekit import features, models, training

    songs = _features(size)
    frames = features.frames_in(_CROP)
    model = models.cnn(len(songs.genres), (frames, 26))
    training.predict(model, songs.values[:64], crops=2)
    start = time.perf_counter()
    training.predict(model, songs.values, crops=2)
    return time.perf_counter() - start
