"""Whatever ends a run or stands in its way costs no more than what was being done.

A hundred kills at random moments leave caches and runs whole or absent. A worker process that dies costs
the one clip it died of. Two processes do not disturb each other. A full disk and one that can only be read
end in one line, and the next run goes on. All with real processes, real kills and real full disks.
"""

from __future__ import annotations

import collections
import contextlib
import errno
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import warnings
from dataclasses import replace
from multiprocessing import forkserver
from pathlib import Path
from typing import ClassVar

import numpy as np
import pandas as pd
import psutil
import pytest
from conftest import make_folder
from loky import get_reusable_executor
from workplace import Deadly

from genrekit import cli, collection, experiments, features, paths
from genrekit.audio import SR

unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no kill signal")
linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux forks processes with TensorFlow inside"
)

#: A network that is trained in a second.
SMALL = {"epochs": 1, "crop_seconds": 2, "crops": 2, "num_ceps": 13}
WHOLE_RUN = {
    "config.json",
    "metrics.json",
    "predictions.csv",
    "confusion.csv",
    "history.csv",
    "model.keras",
    "reference.npz",
}


def files_of(home):
    """All files below a folder, finished and not; others may be at work there."""
    # os.walk passes over a folder that is gone by the time it is opened; rglob does not.
    return sorted(Path(folder, name) for folder, _, names in os.walk(home) for name in names)


def is_unfinished(path):
    return any(part.startswith(".unfinished-") for part in path.parts)


def shards(home):
    """Keys and arrays of the shards that stand in the cache, by the path of their file."""
    found = {}
    for path in files_of(home / "cache"):
        if path.suffix == ".json" and not is_unfinished(path):
            index = json.loads(path.read_text())
            rows = np.load(path.with_suffix(".npy"), allow_pickle=False)
            arrays = np.split(rows, np.cumsum(index["rows"])[:-1])
            found[path] = dict(zip(index["keys"], arrays, strict=True))
    return found


def kept(home):
    """The features that stand in the cache, by their key."""
    return {key: array for shard in shards(home).values() for key, array in shard.items()}


def written(home):
    """When the features in the cache were written first, by their key."""
    found = {}
    for path, shard in shards(home).items():
        for key in shard:
            found[key] = min(found.get(key, np.inf), path.stat().st_mtime_ns)
    return found


# --- a worker process that dies -----------------------------------------------------------------------


def deadly(root, clips, how="exit"):
    songs = collection.from_folder(root)
    return replace(songs, _source=Deadly(songs._source, frozenset(clips), how, os.getpid()))


@pytest.mark.parametrize(
    "how",
    ["exit", *(pytest.param(how, marks=[unix, pytest.mark.slow]) for how in ("SIGKILL", "SIGABRT"))],
)
def test_a_clip_that_kills_its_process_is_left_out_by_name(tmp_path, home, how, capfd):
    root = make_folder(tmp_path / "songs", songs=8, seconds=1.0)
    found = features.extract(deadly(root, {"low.00001", "mid.00006"}, how), jobs=2, progress=False)
    assert set(found.left_out) == {"low.00001", "mid.00006"}
    for clip, reason in found.left_out.items():
        assert reason.startswith(f"{clip}: reading it ended the process")
        assert "\n" not in reason
    assert len(found) == len(kept(home)) == 22
    songs = collection.from_folder(root)
    for clip, coefs in zip(found.table.index, found.values, strict=True):
        np.testing.assert_array_equal(coefs, features.mfcc(songs.load(clip), num_ceps=26))
    assert capfd.readouterr().err == ""


def test_a_clip_left_alone_never_kills_the_process_that_asks(tmp_path):
    root = make_folder(tmp_path / "songs", songs=2, seconds=1.0)
    songs = deadly(root, {"low.00001"})
    for _ in range(2):  # the second time, everything else is in the cache
        found = features.extract(songs, progress=False)
        assert list(found.left_out) == ["low.00001"]
        assert "ended the process" in found.left_out["low.00001"]
        assert len(found) == 5


def test_what_was_done_before_a_process_died_is_not_done_again(tmp_path, home):
    root = make_folder(tmp_path / "songs", songs=30, seconds=1.0)
    songs = collection.from_folder(root)
    # Ten clips are there; of the others, the last of a long line kills.
    features.extract(songs.select(songs.table.index[:10]), jobs=1, progress=False)
    before = written(home)
    found = features.extract(deadly(root, {songs.table.index[-1]}), jobs=2, progress=False)
    assert len(found) == 89
    assert "ended the process" in found.left_out[songs.table.index[-1]]
    assert written(home).items() >= before.items()


def test_clips_that_all_kill_are_all_named(tmp_path):
    root = make_folder(tmp_path / "songs", genres=("low", "mid"), songs=1, seconds=1.0)
    with pytest.raises(ValueError, match=r"no clip of songs can be used; the first: .*ended the process"):
        features.extract(deadly(root, {"low.00000", "mid.00000"}), progress=False)


# --- warnings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_warning_of_a_clip_is_told_once_and_by_the_process_that_asks(tmp_path, jobs, capfd):
    root = make_folder(tmp_path / "songs", songs=4, seconds=2.0)
    cut = root / "low" / "low.00002.wav"
    cut.write_bytes(cut.read_bytes()[: SR * 2])
    songs = collection.from_folder(root)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = features.extract(songs, jobs=jobs, progress=False)
    assert len(found) == 12
    told = [str(warning.message) for warning in caught]
    assert len(told) == 1
    assert "low.00002.wav: breaks off after" in told[0]
    assert caught[0].filename == __file__
    assert capfd.readouterr() == ("", "")


def test_warnings_made_errors_stop_what_asks_and_leave_no_clip_out(tmp_path):
    root = make_folder(tmp_path / "songs", songs=1, seconds=2.0)
    cut = root / "low" / "low.00000.wav"
    cut.write_bytes(cut.read_bytes()[: SR * 2])
    songs = collection.from_folder(root)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning, match="breaks off"):
            features.extract(songs, jobs=1, progress=False)
    assert features.extract(songs, jobs=1, progress=False).left_out == {}


# --- the cache ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"\x93NUMPY", b"no array", b"PK\x03\x04", "a float64", "a row", "narrow", "huge", "no frames"],
)
def test_what_is_no_feature_in_the_cache_is_computed_anew(tmp_path, home, spoilt):
    songs = collection.from_folder(make_folder(tmp_path / "songs", songs=1, seconds=1.0))
    right = features.extract(songs, jobs=1, progress=False)
    victim = sorted(shards(home))[0].with_suffix(".npy")
    arrays = {
        "a float64": np.zeros((5, 26)),
        "a row": np.zeros(26, np.float32),
        "narrow": np.zeros((5, 13), np.float32),
        "no frames": np.zeros((0, 26), np.float32),
    }
    if isinstance(spoilt, bytes):
        victim.write_bytes(spoilt)
    elif spoilt == "huge":
        # Claims petabytes.
        content = victim.read_bytes()
        shape = content.index(b"'shape': (") + len(b"'shape': (")
        victim.write_bytes(content[:shape] + b"9999999999999" + content[shape + 2 :])
    else:
        np.save(victim, arrays[spoilt], allow_pickle=False)
    again = features.extract(songs, jobs=1, progress=False)
    for a, b in zip(again.values, right.values, strict=True):
        np.testing.assert_array_equal(a, b)
    assert all(array.shape[1] == 26 for array in kept(home).values())
    assert len(kept(home)) == len(songs)


# --- a hundred kills ----------------------------------------------------------------------------------


class Victim:
    """A child process that says what it is doing, and leads a process group of its own.

    Children are forked from a server that has imported all there is to import: a hundred of them start in
    the time of one.
    """

    context = None
    groups: ClassVar = []

    def __init__(self, work, *arguments):
        if Victim.context is None:
            Victim.context = multiprocessing.get_context("forkserver")
            Victim.context.set_forkserver_preload(["genrekit.training", __name__])
            with pytest.MonkeyPatch.context() as patch:  # the server does not know where tests are
                patch.setenv("PYTHONPATH", str(Path(__file__).parent))
                forkserver.ensure_running()
        self.ear, mouth = self.context.Pipe(duplex=False)
        self.process = self.context.Process(target=_act, args=(mouth, work, arguments))
        self.process.start()
        self.groups.append(self.process.pid)
        mouth.close()
        self.doing, self.since = "starting", {}

    def listen(self, seconds):
        """Hear what it does, until so many seconds have passed; False if it ends before."""
        limit = time.monotonic() + seconds
        while self.ear.poll(max(0, limit - time.monotonic())):
            try:
                self.doing = self.ear.recv()
            except (EOFError, OSError):
                return False
            self.since[self.doing] = time.monotonic()
        return True

    def wait_for(self, doing, seconds=120):
        """True when it does that; False if it ends before."""
        limit = time.monotonic() + seconds
        while doing not in self.since:
            assert time.monotonic() < limit, f"it has been {self.doing} for {seconds} s"
            if not self.listen(0.002):
                return doing in self.since
        return True

    def children(self):
        """Processes that it started."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return psutil.Process(self.process.pid).children(recursive=True)
        return []

    def workers(self):
        """Those of loky."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return [
                child for child in self.children() if any("LokyProcess" in word for word in child.cmdline())
            ]
        return []

    def kill(self, whom):
        """Kill -9: "all" of the group, the "main" process or one "worker"; False if that was too late."""
        try:
            if whom == "worker":
                os.kill(self.workers()[0].pid, signal.SIGKILL)
                return True
            children = self.children() if whom == "all" else []
            if whom == "all":
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                os.kill(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, IndexError):
            return False
        self.process.join(60)
        self.listen(10)
        # Who is killed while the disk is busy ends what the disk has begun, and then dies.
        limit = time.monotonic() + 60
        while any(map(_lives, children)):
            assert time.monotonic() < limit, "a killed process does not die"
            time.sleep(0.002)
        return self.process.exitcode == -signal.SIGKILL

    def end(self):
        """Let it end by itself; its exit code."""
        assert not self.listen(100), f"it does not end; the last it did was {self.doing}"
        self.process.join(60)
        return self.process.exitcode


def _lives(process):
    try:
        return process.status() not in {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD}
    except psutil.NoSuchProcess:
        return False


def let_workers_go():
    """All work is written: nothing is lost with workers, and a killed one may hold what others wait for."""
    get_reusable_executor(reuse=True).shutdown(wait=True, kill_workers=True)


@pytest.fixture
def no_orphans():
    """Workers whose main process is killed end when they have been idle for long: the test does not wait."""
    yield
    for group in Victim.groups:
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGKILL)
    Victim.groups.clear()


def _act(mouth, work, arguments):
    os.setpgrp()
    mouth.send("ready")
    work(mouth.send, *arguments)
    mouth.send("done")
    let_workers_go()
    os._exit(0)


def _extract(tell, home, root, jobs):
    os.environ["GENREKIT_HOME"] = str(home)
    found = features.extract(collection.from_folder(root), jobs=jobs, progress=False)
    assert found.left_out == {}


def _run(tell, home, root):
    """A run that tells where it is. Its network works step by step: compiling it would take seconds."""
    import tensorflow as tf

    from genrekit import training

    warnings.simplefilter("ignore")  # TensorFlow says what does not work step by step
    tf.config.run_functions_eagerly(True)
    os.environ["GENREKIT_HOME"] = str(home)

    def telling(room, name, doing):
        real = getattr(room, name)

        def told(*args, **kwargs):
            tell(doing)
            return real(*args, **kwargs)

        setattr(room, name, told)

    telling(experiments.runs, "collection_of", "loading")
    telling(features, "extract", "features")
    telling(training, "fit", "training")
    telling(training, "predict", "judging")
    telling(experiments.runs, "_write_json", "writing")
    experiments.run(data_dir=str(root), **SMALL, progress=False)


def told_of(hits, name):
    print(f"\n{name}: " + ", ".join(f"{what} {count}" for what, count in sorted(hits.items())))


def assert_cache_is_right(home, right):
    """All features of the cache are whole and right: {key: when it was written}."""
    for key, coefs in kept(home).items():
        np.testing.assert_array_equal(coefs, right[key])
    return written(home)


@pytest.mark.slow
@pytest.mark.usefixtures("no_orphans")
@linux
def test_fifty_kills_while_features_are_computed(tmp_path):
    root = make_folder(tmp_path / "songs", songs=12, seconds=8.0)
    dice = random.Random(0)
    first, whole = {}, {}
    for jobs in (1, 2):
        home = tmp_path / f"undisturbed-{jobs}"
        victim = Victim(_extract, home, root, jobs)
        assert victim.wait_for("ready")
        start = time.monotonic()
        while victim.process.is_alive() and not kept(home):
            victim.listen(0.002)
        first[jobs] = time.monotonic() - start
        assert victim.end() == 0
        whole[jobs] = victim.since["done"] - start
    right = kept(tmp_path / "undisturbed-1")
    assert len(right) == 36
    plan = [("all", 1)] * 30 + [("all", 2)] * 8 + [("main", 2)] * 8 + [("worker", 2)] * 4
    dice.shuffle(plan)
    hits, number = collections.Counter(), 0
    done, home, orphans = {}, tmp_path / "home-0", False
    # How long it takes, beside what it took undisturbed: that depends on what else the machine does.
    pace = dict.fromkeys(first, 1.0)
    while plan:
        whom, jobs = plan[-1]
        if len(done) == len(right):
            number += 1
            done, home, orphans = {}, tmp_path / f"home-{number}", False
        # A third of the kills fall while processes start, the others while they compute what is left.
        left = 1 - len(done) / len(right)
        moment, late = dice.uniform(0, first[jobs]), dice.random() > 1 / 3
        if late:
            moment = first[jobs] + dice.uniform(0, left) * (whole[jobs] - first[jobs])
        victim = Victim(_extract, home, root, jobs)
        assert victim.wait_for("ready")
        if whom == "worker":
            while not victim.workers() and victim.listen(0.005):
                pass
            moment = dice.uniform(0, first[jobs])
        victim.listen(moment * pace[jobs])
        killed = victim.kill(whom)
        now = assert_cache_is_right(home, right)
        computing = len(now) > len(done) or any(map(is_unfinished, files_of(home)))
        if killed:
            plan.pop()
            hits[f"{whom} of {jobs}, {'computing' if computing else 'starting'}"] += 1
            pace[jobs] *= 1.1 if late and not computing else 1
        else:
            pace[jobs] *= 0.8
        if whom == "worker" or not killed:
            # What loses a worker goes on without it, and leaves no clip out.
            assert victim.end() == 0
            now = assert_cache_is_right(home, right)
            assert len(now) == len(right)
        # Nothing that was done is lost; nor done again, but by workers whose main process was killed.
        assert done.keys() <= now.keys()
        orphans |= whom == "main"
        assert orphans or {name: now[name] for name in done} == done
        done = now
    last = Victim(_extract, home, root, 2)
    assert last.end() == 0
    assert len(assert_cache_is_right(home, right)) == len(right)
    told_of(hits, "killed while features are computed")
    assert sum(hits.values()) == 50
    for what in ("starting", "computing"):
        assert sum(count for name, count in hits.items() if name.endswith(what)) >= 5


def numbers_of(run):
    """What a run found out: all but how long it took, and how much memory."""
    metrics = {
        name: value
        for name, value in run.metrics.items()
        if name not in ("training_seconds", "peak_megabytes")
    }
    return json.dumps(metrics, sort_keys=True), run.predictions, run.confusion, run.history


def assert_same_numbers(run, other):
    (metrics, *tables), (others, *other_tables) = numbers_of(run), numbers_of(other)
    assert metrics == others
    for a, b in zip(tables, other_tables, strict=True):
        pd.testing.assert_frame_equal(a, b)


def runs_of(home):
    """The runs that stand under their names, each of them whole."""
    found = []
    for folder in sorted((home / "results" / "runs").glob("[!.]*")):
        assert {path.name for path in folder.iterdir()} == WHOLE_RUN
        found.append(experiments.Run(folder))
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("no_orphans")
@linux
def test_fifty_kills_of_a_run(tmp_path):
    root = make_folder(tmp_path / "songs", songs=5, seconds=3.0)
    # The second time features are there, as they are after the first kills: so long it takes.
    assert Victim(_run, tmp_path / "undisturbed", root).end() == 0
    shutil.rmtree(tmp_path / "undisturbed" / "results")
    undisturbed = Victim(_run, tmp_path / "undisturbed", root)
    assert undisturbed.end() == 0
    [reference] = runs_of(tmp_path / "undisturbed")
    right = kept(tmp_path / "undisturbed")
    times = list(undisturbed.since.values())
    lasts = dict(zip(undisturbed.since, np.diff(times), strict=False))
    assert list(lasts) == ["ready", "loading", "features", "training", "judging", "writing"]
    numbers = {"loading": 6, "features": 8, "training": 16, "judging": 6, "writing": 14}
    plan = [doing for doing, count in numbers.items() for _ in range(count)]
    dice = random.Random(1)
    dice.shuffle(plan)
    home, hits, written, finished = tmp_path / "home", collections.Counter(), {}, 0
    while plan:
        victim = Victim(_run, home, root)
        if victim.wait_for(plan[-1]):
            victim.listen(dice.uniform(0, lasts[plan[-1]]))
        killed = victim.kill(dice.choice(["all", "main"]))
        if killed:
            plan.pop()
            hits[victim.doing] += 1
        now = assert_cache_is_right(home, right)
        assert {name: now.get(name) for name in written} == written
        written = now
        for run in runs_of(home):
            # The kill came when the run stood there already: it is whole, and the next has to begin anew.
            assert_same_numbers(run, reference)
            assert run.model().output_shape == (None, 3)
            finished += 1
            shutil.rmtree(run.folder)
    assert Victim(_run, home, root).end() == 0
    [run] = runs_of(home)
    assert_same_numbers(run, reference)
    np.testing.assert_array_equal(
        run.model()(np.ones((1, 100, 13))), reference.model()(np.ones((1, 100, 13)))
    )
    assert assert_cache_is_right(home, right) == written
    told_of(hits | {"(runs that were whole before the kill": finished}, "killed in a run")
    assert sum(hits.values()) == 50
    for doing, least in {"loading": 1, "features": 1, "training": 5, "judging": 1, "writing": 3}.items():
        assert hits[doing] >= least, f"only {hits[doing]} kills fell into {doing}"


# --- two at once --------------------------------------------------------------------------------------


def _extract_together(home, root, start, answer):
    os.environ["GENREKIT_HOME"] = str(home)
    songs = collection.from_folder(root)
    start.wait(120)
    found = features.extract(songs, jobs=2, progress=False)
    answer.put((list(found.table.index), [coefs.tobytes() for coefs in found.values]))
    let_workers_go()


def _run_together(home, root, start, answer):
    from genrekit import training  # noqa: F401 so that both begin at the same time

    os.environ["GENREKIT_HOME"] = str(home)
    start.wait(120)
    done = experiments.run(data_dir=str(root), **SMALL, progress=False)
    answer.put((done.name, done.metrics["right"], done.predictions.to_csv()))
    let_workers_go()


def two_at_once(work, home, root):
    """What two processes answer that begin the same work at the same time."""
    context = multiprocessing.get_context("spawn")
    start, answer = context.Barrier(2), context.Queue()
    both = [context.Process(target=work, args=(home, root, start, answer)) for _ in range(2)]
    for process in both:
        process.start()
    answers = [answer.get(timeout=240) for _ in both]
    for process in both:
        process.join(60)
        assert process.exitcode == 0
    return answers


def test_two_processes_extract_the_same_songs_at_the_same_time(tmp_path, home):
    root = make_folder(tmp_path / "songs", songs=10, seconds=3.0)
    one, other = two_at_once(_extract_together, home, root)
    assert one == other
    right = features.extract(collection.from_folder(root), jobs=1, progress=False)
    assert one == (list(right.table.index), [coefs.tobytes() for coefs in right.values])
    assert len(kept(home)) == 30
    assert list(home.rglob(".unfinished-*")) == []


@pytest.mark.slow
def test_two_processes_carry_out_the_same_run_at_the_same_time(tmp_path, home):
    root = make_folder(tmp_path / "songs", songs=5, seconds=3.0)
    one, other = two_at_once(_run_together, home, root)
    assert one == other
    [run] = runs_of(home)
    assert run.name == one[0]
    assert run.model().output_shape == (None, 3)
    assert len(kept(home)) == 15
    assert list(home.rglob(".unfinished-*")) == []


# --- a disk that is full, and one that can only be read -----------------------------------------------


def apart(work, home, *arguments):
    """Call a function of this module in a process that may mount disks of its own: what it prints."""
    program = f"import test_robust; test_robust.{work}(*{[str(home), *map(str, arguments)]!r})"
    environment = os.environ | {
        "GENREKIT_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(str(Path(__file__).parents[up]) for up in (0, 1)),
    }
    home.mkdir(exist_ok=True)
    ran = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _may_mount():
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    tried = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(tried, capture_output=True).returncode == 0


mounting = pytest.mark.skipif(not _may_mount(), reason="mounting disks is not allowed here")


def mount(home, megabytes):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", home], check=True)


def fill(home, left):
    """Leave so many bytes free on a disk."""
    free = shutil.disk_usage(home).free
    Path(home, "filler").write_bytes(b"x" * (free - left))


def refused(work, code):
    """One line of error that names the disk's trouble, and its number."""
    with pytest.raises(paths.DiskError) as caught:
        work()
    assert caught.value.errno == code
    assert "\n" not in str(caught.value)
    assert os.environ["GENREKIT_HOME"] in str(caught.value)
    print(caught.value)


def full_while_extracting(home, root, jobs):
    mount(home, 4)
    paths.writable(paths.cache_dir() / "mfcc")
    fill(home, 200_000)
    songs = collection.from_folder(root)
    refused(lambda: features.extract(songs, jobs=int(jobs), progress=False), errno.ENOSPC)
    done = written(Path(home))
    assert 0 < len(done) < 15
    Path(home, "filler").unlink()
    found = features.extract(songs, jobs=int(jobs), progress=False)
    assert len(found) == len(kept(Path(home))) == 15
    assert written(Path(home)).items() >= done.items()


@mounting
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_ends_an_extraction_in_one_line_and_the_next_goes_on(folder, tmp_path, jobs):
    told = apart("full_while_extracting", tmp_path / "small", folder, jobs)
    assert "the disk is full" in told
    assert "Free some space, or choose another disk (GENREKIT_HOME" in told


#: Bytes: for nothing at all, for small files, for no network.
LEFT = (0, 8192, 300_000)


def full_while_runs_are_written(home, root):
    mount(home, 16)
    songs = collection.from_folder(root)
    features.extract(songs, jobs=1, progress=False)
    runs = paths.writable(paths.results_dir() / "runs")
    for seed, left in enumerate(LEFT):
        fill(home, left)
        settings = SMALL | {"data_dir": root, "progress": False, "seed": seed}
        refused(lambda: experiments.run(**settings), errno.ENOSPC)  # noqa: B023
        assert len(list(runs.iterdir())) == seed
        Path(home, "filler").unlink()
        assert experiments.run(**settings).metrics["songs"] == 6
        assert len(runs_of(Path(home))) == seed + 1


@mounting
@pytest.mark.slow
def test_a_full_disk_ends_a_run_in_one_line_and_the_next_goes_on(folder, tmp_path):
    told = apart("full_while_runs_are_written", tmp_path / "small", folder).splitlines()
    assert ["the disk is full" in line for line in told] == [True] * len(LEFT)


def full_while_exporting(home):
    mount(home, 1)
    with contextlib.redirect_stderr(sys.stdout):
        assert cli.main(["export", f"{home}/songs", "--clips-per-genre", "1", "--genres", "blues"]) == 1


@mounting
def test_a_full_disk_ends_a_command_in_one_line(tmp_path):
    lines = apart("full_while_exporting", tmp_path / "small").splitlines()
    *progress, told = [line for line in lines if line]
    assert all(line.startswith("export: ") for line in progress)
    assert told.startswith("genrekit: ")
    assert "the disk is full" in told


def read_only(home, root):
    mount(home, 4)
    songs = collection.from_folder(root)
    features.extract(songs.select(songs.table.index[:3]), jobs=1, progress=False)
    subprocess.run(["mount", "-o", "remount,ro", home], check=True)
    refused(lambda: features.extract(songs, jobs=2, progress=False), errno.EROFS)
    refused(lambda: experiments.run(data_dir=root, **SMALL, progress=False), errno.EROFS)
    subprocess.run(["mount", "-o", "remount,rw", home], check=True)
    assert len(features.extract(songs, jobs=1, progress=False)) == 15


@mounting
def test_a_disk_that_can_only_be_read_says_so_in_one_line(folder, tmp_path):
    told = apart("read_only", tmp_path / "small", folder).splitlines()
    assert len(told) == 2
    assert all("the disk can only be read" in line for line in told)
