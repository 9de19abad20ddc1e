"""The kit beside plain loops over other libraries, in the same run: ratios of throughput."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from .measuring import empty_home

#: Clips that are written to disk, and how often each is there: links cost no disk.
_CLIPS_PER_GENRE, _TIMES = 10, 10

#: Epochs of the network that is fed by plain `model.fit`, at most.
_EPOCHS = 30


def measure():
    """Rows of the table: dict of str to float."""
    with empty_home():
        return extraction() | training()


def extraction(clips_per_genre=_CLIPS_PER_GENRE, times=_TIMES):
    """MFCCs of a folder of WAV files: by the kit, and by loops over other libraries.

    Parameters
    ----------
    clips_per_genre, times : int > 0
        Clips of the embedded collection that are written, and how often each is there.

    Returns
    -------
    dict of str to float
        Clips a second, and how many times as many the kit does. librosa is left out if it is not there.

    Notes
    -----
    The same frames and coefficients, from the same files, each read once before. The loops run in one
    process, as they are written in tutorials, and compute only; the kit's time has the start of its
    processes in it, the checks of its reader, and the writing of shards.
    """
    from genrekit import collection, features

    with tempfile.TemporaryDirectory(prefix="genrekit-bench-") as folder:
        root = Path(folder) / "songs"
        collection.embedded(clips_per_genre=clips_per_genre).export(root, progress=False)
        once = sorted(root.rglob("*.wav"))
        for path in once:
            for number in range(1, times):
                os.link(path, path.with_stem(f"{path.stem}-{number}"))
        songs = collection.from_folder(root)
        loops = {name: _seconds_of_loop(loop, once) / len(once) for name, loop in _loops().items()}
        start = time.perf_counter()
        found = features.extract(songs, progress=False)
        ours = (time.perf_counter() - start) / len(found)
    measured = {"extraction (clips/s)": 1 / ours}
    for name, seconds in loops.items():
        measured[f"loop over {name} (clips/s)"] = 1 / seconds
    for name, seconds in loops.items():
        measured[f"extraction beside {name}"] = seconds / ours
    return measured


def _seconds_of_loop(loop, files):
    loop(files[0])  # what is imported, compiled or planned at the first call
    start = time.perf_counter()
    for path in files:
        loop(path)
    return time.perf_counter() - start


def _loops():
    import python_speech_features as psf

    def by_psf(path):
        y, sr = soundfile.read(path, dtype="float32")
        psf.mfcc(y, sr, 0.025, 0.020, numcep=26, nfilt=26, nfft=1024, winfunc=np.hamming)

    loops = {"python_speech_features": by_psf}
    try:
        import librosa
    except ImportError:
        return loops
    # 25 ms every 20 ms, at the rate of the clips.
    frames = {"n_fft": 1024, "win_length": 551, "hop_length": 441, "center": False, "window": "hamming"}

    def by_librosa(path):
        y, sr = soundfile.read(path, dtype="float32")
        librosa.feature.mfcc(y=y, sr=sr, n_mfcc=26, n_mels=26, **frames)

    return loops | {"librosa": by_librosa}


def training(clips_per_genre=100, epochs=_EPOCHS):
    """The network of the course on random crops, and the same network fed with whole clips.

    Parameters
    ----------
    clips_per_genre : int > 0
        Size of the embedded collection; 60 % are learnt from, a tenth of these is watched.
    epochs : int > 0
        Of each.

    Returns
    -------
    dict of str to float
        Seconds until each has reached the same accuracy on the watched songs, and how many times as long
        the plain one takes. That accuracy is the one that the kit has in the mean of its last five epochs,
        or the best of the plain one if that never reaches it: then its row says so with seconds of all.
    """
    from genrekit import collection, experiments, features, models, splits
    from genrekit import training as room
    from genrekit.models import keras

    config = experiments.Config(clips_per_genre=clips_per_genre, epochs=epochs)
    songs = features.extract(collection.embedded(clips_per_genre=clips_per_genre), progress=False)
    split = splits.draw(songs.table, config.split, train=config.train, seed=config.seed)
    learn, watch = songs.values[split.train], songs.values[split.valid]
    labels = songs.labels
    frames = features.frames_in(config.crop_seconds)

    keras.utils.set_random_seed(0)
    mean, deviation = room.mean_and_deviation(learn)
    crops = room.RandomCrops(learn, labels[split.train], frames, batch_size=config.batch_size)
    ours = models.cnn(len(songs.genres), (frames, len(mean)), mean=mean, deviation=deviation)
    ours_clock = _fitted(ours, crops, None, room.MiddleCrops(watch, labels[split.valid], frames, 32), epochs)

    keras.utils.set_random_seed(0)
    whole = min(map(len, learn))
    x, x_watch = (np.stack([song[:whole] for song in some]) for some in (learn, watch))
    plain = models.cnn(len(songs.genres), x.shape[1:], mean=mean, deviation=deviation)
    plain_clock = _fitted(plain, x, labels[split.train], (x_watch, labels[split.valid]), epochs)

    goal = statistics.mean(accuracy for _, accuracy in ours_clock[-5:])
    reached = min(goal, max(accuracy for _, accuracy in plain_clock))
    seconds = [next(s for s, accuracy in clock if accuracy >= reached) for clock in (ours_clock, plain_clock)]
    return {
        "accuracy watched (%)": 100 * reached,
        "training to it (s)": seconds[0],
        "plain model.fit to it (s)": seconds[1],
        "training beside plain model.fit": seconds[1] / seconds[0],
        "training, best watched (%)": 100 * max(accuracy for _, accuracy in ours_clock),
        "plain model.fit, best watched (%)": 100 * max(accuracy for _, accuracy in plain_clock),
    }


def _fitted(model, x, y, watched, epochs):
    """Seconds since the start and accuracy on the watched songs, after each epoch."""
    from genrekit.models import keras

    clock = []
    steps = len(x) if y is None else -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.001, epochs * steps)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    start = time.perf_counter()
    told = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda _, logs: clock.append((time.perf_counter() - start, logs["val_accuracy"]))
    )
    model.fit(
        x, y, epochs=epochs, validation_data=watched, verbose=0, callbacks=[told], shuffle=y is not None
    )
    return clock
