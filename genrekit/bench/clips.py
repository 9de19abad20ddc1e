"""What the kit promises of its own collection: how fast clips are made, and networks trained."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from .measuring import empty_home


def measure():
    """Rows of the table: dict of str to float."""
    measured = {
        "import genrekit (s)": _import_seconds("import genrekit"),
        "import what experiments need (s)": _import_seconds(
            "import genrekit.collection, genrekit.features, genrekit.experiments"
        ),
    }
    measured |= clip_milliseconds()
    measured |= _from_nothing_to_two_networks()
    measured["committed notebooks (MB)"] = _notebooks_bytes() / 1e6
    return measured


def _import_seconds(statement, runs=5):
    """Median time of an import in a fresh interpreter, less that of an empty program."""

    def seconds(code):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    return statistics.median(seconds(statement) - seconds("pass") for _ in range(runs))


def clip_milliseconds(per_genre=10):
    """Time to compose, play and record one clip in a process that has done one of each genre before.

    Parameters
    ----------
    per_genre : int > 0
        Clips of each genre to time.

    Returns
    -------
    dict of str to float
        Rows of the table.
    """
    from genrekit.collection import embedded

    collection = embedded(clips_per_genre=per_genre + 1)
    by_genre = {}
    for genre, clips in collection.table.groupby("genre").groups.items():
        collection.load(clips[0])
        times = []
        for clip in clips[1:]:
            start = time.perf_counter()
            collection.load(clip)
            times.append(1000 * (time.perf_counter() - start))
        by_genre[genre] = times
    slowest = max(statistics.median(times) for times in by_genre.values())
    every = [milliseconds for times in by_genre.values() for milliseconds in times]
    return {"one clip, median (ms)": statistics.median(every), "one clip, slowest genre (ms)": slowest}


def extraction_seconds():
    """Time to compose, play and record the whole collection and take its MFCCs, with all cores.

    Returns
    -------
    dict of str to float
        Rows of the table.
    """
    with empty_home():
        return _timed_extraction()


def _from_nothing_to_two_networks():
    """Extraction of the whole collection and both trainings, in an empty home."""
    from genrekit import experiments

    with empty_home():
        measured = _timed_extraction()
        for num_ceps in (26, 18):
            run = experiments.run(num_ceps=num_ceps, progress=False)
            measured[f"training, {num_ceps} MFCCs (s)"] = run.metrics["training_seconds"]
            measured[f"accuracy, {num_ceps} MFCCs"] = run.metrics["accuracy"]
    measured["memory of a training (GB)"] = run.metrics["peak_megabytes"] / 1024
    return measured


def _timed_extraction():
    from genrekit import features
    from genrekit.collection import embedded

    start = time.perf_counter()
    features.extract(embedded(), progress=False)
    return {"1,000 clips to MFCCs (s)": time.perf_counter() - start}


def _notebooks_bytes():
    folder = Path(__file__).resolve().parents[2] / "notebooks"
    return sum(path.stat().st_size for path in folder.glob("*.ipynb"))
