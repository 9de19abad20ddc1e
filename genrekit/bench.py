"""Speed, size and memory of the kit on this machine, measured with an empty cache."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from genrekit import paths

#: What the kit promises on two cores, by row of the table.
GOALS = {
    "import genrekit (s)": 0.5,
    "one clip, median (ms)": 100,
    "one clip, slowest genre (ms)": 100,
    "1,000 clips to MFCCs (s)": 120,
    "training, 26 MFCCs (s)": 90,
    "training, 18 MFCCs (s)": 90,
    "peak memory (GB)": 4,
    "committed notebooks (MB)": 5,
}


def main():
    """Measure, print a table beside the goals, and write it to `results_dir()/bench.json`.

    Returns
    -------
    int
        0: a slow machine is no error.
    """
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} cores, Python {platform.python_version()}")
    measured = {
        "import genrekit (s)": _import_seconds("import genrekit"),
        "import what experiments need (s)": _import_seconds(
            "import genrekit.collection, genrekit.features, genrekit.experiments"
        ),
    }
    measured |= clip_milliseconds()
    with _PeakMemory() as memory:
        measured |= _from_nothing_to_two_networks()
    measured["peak memory (GB)"] = memory.peak / 1e9
    measured["committed notebooks (MB)"] = _notebooks_bytes() / 1e6
    print(f"\n{'':34}{'measured':>10}{'goal':>8}")
    for name, value in measured.items():
        goal = GOALS.get(name)
        print(f"{name:34}{value:10.2f}{'' if goal is None else format(goal, '8g')}")
    target = paths.results_dir() / "bench.json"
    with paths.written_whole(target) as unfinished:
        unfinished.write_text(json.dumps({"measured": measured, "goals": GOALS}, indent=2) + "\n")
    print(f"\nwritten to {target}")
    return 0


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
    with _empty_home():
        return _timed_extraction()


def _from_nothing_to_two_networks():
    """Extraction of the whole collection and both trainings, in an empty home."""
    from genrekit import experiments

    with _empty_home():
        measured = _timed_extraction()
        for num_ceps in (26, 18):
            run = experiments.run(num_ceps=num_ceps)
            measured[f"training, {num_ceps} MFCCs (s)"] = run.metrics["training_seconds"]
            measured[f"accuracy, {num_ceps} MFCCs"] = run.metrics["accuracy"]
    return measured


def _timed_extraction():
    from genrekit import features
    from genrekit.collection import embedded

    start = time.perf_counter()
    features.extract(embedded())
    return {"1,000 clips to MFCCs (s)": time.perf_counter() - start}


@contextlib.contextmanager
def _empty_home():
    """An empty folder as `GENREKIT_HOME`, for a while."""
    before = os.environ.get("GENREKIT_HOME")
    with tempfile.TemporaryDirectory(prefix="genrekit-bench-") as home:
        os.environ["GENREKIT_HOME"] = home
        try:
            yield
        finally:
            os.environ.pop("GENREKIT_HOME")
            if before is not None:
                os.environ["GENREKIT_HOME"] = before


def _notebooks_bytes():
    folder = Path(__file__).resolve().parent.parent / "notebooks"
    return sum(path.stat().st_size for path in folder.glob("*.ipynb"))


class _PeakMemory:
    """Highest resident memory of this process and its children together, looked at ten times a second."""

    def __enter__(self):
        self.peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()

    def _watch(self):
        me = psutil.Process()
        while not self._done.wait(0.1):
            self.peak = max(self.peak, _resident(me))


def _resident(process):
    """Memory of a process and its children; some may end, or be another user's, while one looks."""
    family = [process]
    with contextlib.suppress(psutil.Error):
        family += process.children(recursive=True)
    total = 0
    for member in family:
        with contextlib.suppress(psutil.Error):
            total += member.memory_info().rss
    return total
