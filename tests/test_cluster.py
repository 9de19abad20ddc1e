"""Extraction and prediction by other workers than our own: every song once, whatever happens to them."""

from __future__ import annotations

import collections
import contextlib
import errno
import gc
import multiprocessing
import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import warnings
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import loky
import numpy as np
import pytest
from conftest import make_folder
from workplace import Logged, no_more, until

from genrekit import cluster, collection, features, paths, training, workers
from genrekit.models import cnn, keras
from genrekit.shards import Songs, Store
from genrekit.training import prediction

distributed = pytest.importorskip("distributed")
dask = pytest.importorskip("dask")

ROOT = Path(__file__).resolve().parent.parent
unix = pytest.mark.skipif(sys.platform == "win32", reason="kills workers as Unix does")


@pytest.fixture
def songs(tmp_path):
    """Ninety songs, whose reading is written down."""
    return collection.from_folder(make_folder(tmp_path / "songs", songs=30, seconds=1.0))


def logged(songs, tmp_path, **how):
    return replace(songs, _source=Logged(songs._source, tmp_path / "log", **how))


def read(tmp_path):
    """Who has read what so far: (process, clip) in turn."""
    lines = [line.split() for log in tmp_path.glob("log-*") for line in log.read_text().splitlines(True)]
    return [(int(process), clip) for _, process, clip in sorted(lines, key=lambda line: float(line[0]))]


def assert_all_there_once(found, songs):
    """Every song that is not left out has its own MFCCs, in the order of the table."""
    assert found.table.index.tolist() == [clip for clip in songs.table.index if clip not in found.left_out]
    for clip, coefs in zip(found.table.index, found.values, strict=True):
        np.testing.assert_array_equal(coefs, features.mfcc(songs.load(clip), num_ceps=26))


@contextlib.contextmanager
def dask_cluster(count=2, failures=1):
    """A scheduler and workers on this machine, in processes of their own but for the scheduler."""
    quiet = {"dashboard_address": ":0", "worker_dashboard_address": None, "silence_logs": "CRITICAL"}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": failures}),
        distributed.LocalCluster(n_workers=count, threads_per_worker=1, **quiet) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def client():
    with dask_cluster() as client:
        yield client


def executor_of(client):
    return client.get_executor(pure=False)


# --- all kinds of executors ---------------------------------------------------------------------------


@contextlib.contextmanager
def executors(kind, client, count=2):
    context = multiprocessing.get_context("spawn")
    if kind == "threads":
        with ThreadPoolExecutor(3) as executor:
            yield executor
    elif kind == "processes":
        with ProcessPoolExecutor(count, mp_context=context) as executor:
            yield executor
    elif kind == "loky":
        yield loky.get_reusable_executor(count, env=workers._ENVIRONMENT)
    else:
        yield executor_of(client)


KINDS = ("threads", "processes", "loky", "dask")


@pytest.mark.parametrize("kind", KINDS)
def test_any_executor_extracts_the_same(songs, tmp_path, kind, client):
    cut = next(iter(songs.files.values()))
    cut.write_bytes(cut.read_bytes()[:30_000])
    bad = songs.files["mid.00003"]
    bad.write_bytes(b"no sound")
    with executors(kind, client) as executor, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        found = features.extract(logged(songs, tmp_path), executor=executor, progress=False)
    told = [str(one.message) for one in caught if issubclass(one.category, UserWarning)]
    assert len(told) == 1
    assert "breaks off" in told[0]
    assert list(found.left_out) == ["mid.00003"]
    assert collections.Counter(clip for _, clip in read(tmp_path)) == dict.fromkeys(songs.table.index, 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        assert_all_there_once(found, songs)
    again = features.extract(logged(songs, tmp_path), jobs=1, progress=False)
    assert len(read(tmp_path)) == 91, "a second start reads only what could not be used"
    assert again.table.index.tolist() == found.table.index.tolist()


def network():
    keras.utils.set_random_seed(0)
    return cnn(3, (20, 26), mean=np.zeros(26), deviation=np.ones(26), filters=(2, 2))


def noise(count):
    rng = np.random.default_rng(0)
    return [rng.standard_normal((25, 26)).astype(np.float32) for _ in range(count)]


@pytest.mark.parametrize("kind", KINDS)
def test_any_executor_predicts_the_same(kind, client, home, monkeypatch):
    monkeypatch.setattr(prediction, "_SONGS", 4)
    model, many = network(), noise(46)
    expected = training.predict(model, many)
    with executors(kind, client, 1) as executor:  # each process imports TensorFlow
        found = training.predict(model, many, executor=executor)
        np.testing.assert_allclose(found, expected, atol=1e-6)
    folder = home / "cache" / "predicted"
    assert len(list(folder.rglob("*.npy"))) == 12, "each batch went to a worker by itself"
    monkeypatch.setattr(workers, "as_done", lambda function, items, **_: 1 / 0)
    np.testing.assert_array_equal(training.predict(model, many, folder=folder), found)
    with monkeypatch.context() as changed:
        changed.setattr(prediction, "_CODE", prediction._CODE[1:])
        with pytest.raises(ZeroDivisionError):  # other code may answer otherwise
            training.predict(model, many, folder=folder)
    model.set_weights([weight + 0.1 for weight in model.get_weights()])
    with pytest.raises(ZeroDivisionError):  # another network is asked anew
        training.predict(model, many, folder=folder)


class Far(Executor):
    """A worker that does not see what lies on the disks of this machine."""

    def __init__(self, monkeypatch):
        self.monkeypatch, self.given = monkeypatch, []

    def submit(self, function, /, *arguments):
        sent = pickle.dumps((function, arguments))
        self.given.append(len(sent))
        answer = Future()

        def nothing(file, *_, **__):
            raise FileNotFoundError(file)

        with self.monkeypatch.context() as there:
            there.setattr(np, "fromfile", nothing)
            function, arguments = pickle.loads(sent)  # noqa: S301
            answer.set_result(function(*arguments))
        return answer


def test_songs_are_sent_to_workers_that_do_not_see_the_shards(tmp_path, monkeypatch):
    monkeypatch.setattr(prediction, "_SONGS", 4)
    monkeypatch.setattr(prediction, "_SENT", 2)
    model = network()
    shards = Store(tmp_path, 26)
    shards.write({f"song {number}": song for number, song in enumerate(noise(18))})
    _, kept = shards.read(f"song {number}" for number in range(18))
    songs, executor = Songs.of(kept), Far(monkeypatch)
    found = training.predict(model, songs, executor=executor)
    np.testing.assert_allclose(found, training.predict(model, songs), atol=1e-6)
    assert len(executor.given) == 2 * 5
    shutil.rmtree(tmp_path)
    with pytest.raises(OSError, match="was removed or changed while it was in use"):
        training.predict(model, songs, executor=executor, crops=2)


class Deadly(Executor):
    """Some of its workers do not survive what they are given."""

    def __init__(self):
        self.given = 0

    def submit(self, function, /, *arguments):
        self.given += 1
        answer = Future()
        if self.given in (2, 4, 6, 7):  # the last two are second attempts
            answer.set_exception(type("KilledWorker", (Exception,), {})())
        else:
            answer.set_result(function(*arguments))
        return answer


def test_songs_that_were_not_judged_are_told(monkeypatch):
    monkeypatch.setattr(prediction, "_SONGS", 4)
    with pytest.raises(RuntimeError, match=r"^2 batches .*; the first, songs\[4:8\]: their process"):
        training.predict(network(), noise(18), executor=Deadly())


def test_a_network_that_no_worker_would_load_is_told_before_it_is_sent(tmp_path):
    model = keras.Sequential(
        [keras.Input((20, 26)), keras.layers.UnitNormalization(), keras.layers.GlobalAveragePooling1D()]
    )
    expected = training.predict(model, noise(2))
    np.testing.assert_array_equal(training.predict(model, noise(2), folder=tmp_path), expected)
    with pytest.raises(
        ValueError, match=r"^model: it holds keras\.layers\.UnitNormalization, which.*executor$"
    ):
        training.predict(model, noise(2), executor=Far(None))


def test_folders_are_the_same_wherever_a_worker_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    found = features.extract(collection.simulated(10), folder="here", jobs=1, progress=False)
    training.predict(network(), noise(1), folder="~/there")
    assert all(Path(file).is_absolute() for file, _ in found.values.source.files)
    assert list((tmp_path / "there").rglob("*.npy"))


# --- workers that die ---------------------------------------------------------------------------------


def in_background(songs, **how):
    """An extraction that goes on in a thread."""
    pool = ThreadPoolExecutor(1)
    future = pool.submit(features.extract, songs, progress=False, **how)
    pool.shutdown(wait=False)
    return future


@unix
def test_a_killed_worker_costs_its_chunk_and_no_song(songs, tmp_path):
    with dask_cluster() as client:
        future = in_background(logged(songs, tmp_path, seconds=0.05), executor=executor_of(client))
        until(lambda: len(read(tmp_path)) > 20)
        os.kill(read(tmp_path)[-1][0], signal.SIGKILL)
        (tmp_path / "killed").touch()
        found = future.result(60)
    assert found.left_out == {}
    assert_all_there_once(found, songs)
    assert len({process for process, _ in read(tmp_path)}) == 3, (
        "two workers, and one in the place of the dead"
    )
    assert 90 < len(read(tmp_path)) <= 120, "read again is only what the dead had not told yet"


@unix
@pytest.mark.parametrize("kind", ["dask", "processes"])
def test_a_song_that_kills_its_worker_is_told_and_the_others_are_there(songs, tmp_path, kind):
    deadly = logged(songs, tmp_path, deadly=frozenset({"low.00007", "mid.00029"}))
    with contextlib.ExitStack() as stack:
        if kind == "dask":
            executor = executor_of(stack.enter_context(dask_cluster(failures=0)))
            told = contextlib.nullcontext()
        else:
            executor = stack.enter_context(executors(kind, None))
            told = pytest.warns(
                UserWarning, match="executor: one of its processes died, and it takes no more"
            )
        with told:
            found = features.extract(deadly, executor=executor, progress=False)
    assert set(found.left_out) == {"low.00007", "mid.00029"}
    assert all("reading it ended the process" in reason for reason in found.left_out.values())
    assert_all_there_once(found, songs)


def test_results_that_were_taken_are_not_kept_on_the_cluster(client):
    """Else a worker that dies takes all that it has ever done with it, and all of it is done again."""
    executor = cluster.as_cluster(executor_of(client))
    gc.disable()
    try:
        assert [executor.submit(abs, -number).result(60) for number in range(5)] == list(range(5))
        until(lambda: not client.futures)
    finally:
        gc.enable()


# --- a scheduler that is started again ----------------------------------------------------------------


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Machine:
    """`dask scheduler` and `dask worker` as commands, the way a cluster has them."""

    def __init__(self, folder):
        self.folder, self.address = folder, f"tcp://127.0.0.1:{free_port()}"
        self.started = []

    def start(self, *words, by=()):
        path = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
        environment = os.environ | {"PYTHONPATH": path}
        with (self.folder / "dask.log").open("a") as log:
            process = subprocess.Popen(
                [*by, sys.executable, "-m", "dask", *words],
                env=environment,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        self.started.append(process)
        return process

    def scheduler(self):
        return self.start(
            "scheduler", "--host", "127.0.0.1", "--port", self.address.rsplit(":")[-1], "--no-dashboard"
        )

    def worker(self, by=()):
        words = ("--nthreads", "1", "--no-dashboard", "--death-timeout", "60", "--no-nanny")
        return self.start("worker", self.address, *words, by=by)

    def end(self):
        for process in self.started:
            process.kill()
        for process in self.started:
            process.wait(30)


@pytest.fixture
def machine(tmp_path):
    machine = Machine(tmp_path)
    yield machine
    machine.end()


@unix
def test_a_scheduler_that_is_started_again_loses_no_song(songs, tmp_path, machine):
    first = machine.scheduler()
    machine.worker()
    with distributed.Client(machine.address, timeout=60, set_as_default=False) as client:
        future = in_background(logged(songs, tmp_path, seconds=0.1), executor=executor_of(client))
        until(lambda: len(read(tmp_path)) > 20)
        first.kill()
        first.wait(30)
        # Who keeps a cluster alive starts what has ended: the scheduler, and the worker that had lost it.
        machine.scheduler()
        machine.worker()
        found = future.result(60)
    assert found.left_out == {}
    assert_all_there_once(found, songs)
    assert len(read(tmp_path)) <= 100, "what the worker had in its hands, and what it could no longer tell"


@unix
def test_a_cluster_that_is_gone_is_told_and_a_second_start_goes_on(songs, tmp_path, machine, monkeypatch):
    monkeypatch.setattr(workers, "_PATIENCE", 1)
    scheduler = machine.scheduler()
    machine.worker()
    with distributed.Client(machine.address, timeout=2, set_as_default=False) as client:
        future = in_background(logged(songs, tmp_path, seconds=0.05), executor=executor_of(client))
        until(lambda: len(read(tmp_path)) > 20)
        scheduler.kill()
        with pytest.raises(workers.Lost, match=r"given all work back .*What is done is kept: run this again"):
            future.result(60)
    until(lambda: machine.started[-1].poll() is not None)
    before = len(read(tmp_path))
    found = features.extract(logged(songs, tmp_path), jobs=1, progress=False)
    assert_all_there_once(found, songs)
    assert len(read(tmp_path)) - before <= 90 - 15


# --- disks --------------------------------------------------------------------------------------------


@unix
@pytest.mark.parametrize("all_of_them", [False, True])
def test_workers_whose_disk_takes_no_more_send_their_songs(songs, tmp_path, all_of_them):
    with dask_cluster() as client:
        addresses = list(client.scheduler_info()["workers"])
        client.run(no_more, 10_000, workers=addresses if all_of_them else addresses[:1])
        slow = logged(songs, tmp_path, seconds=0.01)
        found = features.extract(slow, executor=executor_of(client), progress=False)
    assert len({process for process, _ in read(tmp_path)}) == 2
    assert len(read(tmp_path)) == 90
    assert_all_there_once(found, songs)


@unix
def test_when_our_own_disk_is_full_too_it_is_told_in_one_line(songs, monkeypatch):
    real = np.save

    def full(file, array, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    with dask_cluster() as fresh:
        fresh.run(no_more, 10_000)
        monkeypatch.setattr(np, "save", full)
        with pytest.raises(paths.DiskError, match="the disk is full"):
            features.extract(songs, executor=executor_of(fresh), progress=False)
        monkeypatch.setattr(np, "save", real)
        assert_all_there_once(features.extract(songs, executor=executor_of(fresh), progress=False), songs)


@unix
@pytest.mark.skipif(not shutil.which("unshare"), reason="needs a worker with disks of its own")
def test_a_worker_that_shares_no_disk_sends_its_songs(songs, tmp_path, machine):
    mine = tmp_path / "shards"
    mine.mkdir()
    machine.scheduler()
    mounted = f'mount -t tmpfs -o size=64k none "{mine}" && exec "$@"'
    far = machine.worker(by=("unshare", "-rm", "sh", "-c", mounted, "sh"))
    with distributed.Client(machine.address, timeout=60, set_as_default=False) as client:
        until(lambda: far.poll() is not None or client.nthreads())
        if far.poll() is not None:
            pytest.skip("a worker cannot have disks of its own here")
        found = features.extract(
            logged(songs, tmp_path), executor=executor_of(client), folder=mine, progress=False
        )
    assert_all_there_once(found, songs)
    assert len(read(tmp_path)) == 90
    assert sum(1 for _ in mine.rglob("*.npy")) == 18
