"""Who does the work: how much each is given, in which order it comes back, and what is no executor."""

from __future__ import annotations

import asyncio
import sys
import types
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor

import pytest

from genrekit import cluster, workers


def doubled(chunk):
    return [2 * number for number in chunk]


def died(number):
    return f"{number} died"


class Backwards(Executor):
    """What it was given last is done first."""

    def __init__(self, count):
        self._max_workers, self._held, self.sizes = count, [], []

    def submit(self, function, /, chunk):
        self.sizes.append(len(chunk))
        self._held.append((future := Future(), function, chunk))
        if len(self._held) == 2:
            for future_, function_, chunk_ in reversed(self._held):
                future_.set_result(function_(chunk_))
            self._held.clear()
        return future


@pytest.fixture
def backwards(monkeypatch):
    """The processes of this machine, backwards."""
    executor = Backwards(2)
    monkeypatch.setattr(workers.loky, "get_reusable_executor", lambda *_, **__: executor)
    return executor


def test_results_are_in_the_order_of_the_items(backwards):
    assert list(workers.each(doubled, list(range(20)), died=died, jobs=2)) == doubled(range(20))
    assert backwards.sizes == [5] * 4


def test_each_list_says_where_it_belongs():
    executor = Backwards(2)
    found = dict(workers.as_done(doubled, list(range(20)), died=died, executor=executor))
    assert found == {first: doubled(range(first, first + 5)) for first in (0, 5, 10, 15)}


@pytest.mark.parametrize(
    ("count", "together", "size"), [(1, None, 50), (5, None, 20), (500, None, 5), (500, 2, 2)]
)
def test_the_size_of_chunks_follows_the_workers_of_the_executor(count, together, size):
    executor = Backwards(count)
    list(workers.as_done(doubled, [0] * 1600, died=died, executor=executor, together=together))
    assert set(executor.sizes) == {size}


# --- what is no executor ------------------------------------------------------------------------------


def test_what_is_no_executor_is_told_at_once(monkeypatch):
    monkeypatch.setattr(workers.time, "sleep", lambda seconds: 1 / 0)
    with pytest.raises(TypeError, match=r"executor is 4; give a concurrent\.futures\.Executor, such as"):
        list(workers.as_done(doubled, [1], died=died, executor=4))


def test_a_pool_that_was_shut_down_is_told_at_once(monkeypatch):
    monkeypatch.setattr(workers.time, "sleep", lambda seconds: 1 / 0)
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    with pytest.raises(workers.Lost, match=r"executor: takes no more work .*give one that is not shut down"):
        list(workers.as_done(doubled, [1], died=died, executor=pool))


# --- a cluster, without Dask --------------------------------------------------------------------------


class Client:
    """Stands in for Dask's."""

    def __init__(self, *counts):
        self.counts, self.submitted = list(counts), []

    def nthreads(self, callback_timeout):
        count = self.counts.pop(0)
        if count is None:
            raise OSError("no scheduler")
        return {f"worker {number}": 2 for number in range(count // 2)}

    def submit(self, function, /, *arguments, **settings):
        self.submitted.append(settings)
        return Asked("finished", lambda: function(*arguments))


class Asked:
    """Stands in for Dask's future."""

    def __init__(self, status, result, exception=None):
        self.status, self.result, self.exception = status, result, exception

    def add_done_callback(self, function):
        function(self)


def test_a_client_and_its_executor_are_taken_as_a_cluster(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", types.SimpleNamespace(Client=Client))
    client = Client()
    assert cluster.as_cluster(client).submit(abs, -3).result() == 3
    theirs = type("ClientExecutor", (), {"__module__": "distributed.cfexecutor"})()
    theirs._client, theirs._kwargs = client, {"workers": ["a"], "retries": 2, "pure": True}
    assert cluster.as_cluster(theirs).submit(abs, -4).result() == 4
    assert client.submitted == [{"pure": False}, {"workers": ["a"], "retries": 2, "pure": False}]


def test_a_cluster_is_given_twice_as_much_as_it_works_on_and_some_at_least(monkeypatch):
    now = iter(range(0, 1000, 100))
    monkeypatch.setattr(cluster.time, "monotonic", lambda: next(now) // 2)
    crew = workers._Crew(2, cluster.Cluster(Client(0, 2, None, 40)))
    assert [crew._most() for _ in range(4)] == [2 * workers._UNKNOWN, 16, 16, 80]


def raising(error):
    def call():
        raise error

    return call


@pytest.mark.parametrize(
    ("asked", "raised"),
    [
        (Asked("error", None, lambda: ZeroDivisionError("of the function")), ZeroDivisionError),
        (Asked("error", None, raising(OSError("no scheduler"))), CancelledError),
        (Asked("finished", raising(asyncio.CancelledError())), CancelledError),
        (Asked("cancelled", raising(CancelledError())), CancelledError),
    ],
)
def test_whatever_becomes_of_a_dask_future_is_passed_on(asked, raised):
    answer = Future()
    cluster._pass_on(asked, answer)
    assert answer.done()
    with pytest.raises(raised):
        answer.result(0)
