"""Work on many files by several workers; a file that ends the process that reads it costs only itself."""

from __future__ import annotations

import contextlib
import os
import time
import warnings
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, wait
from functools import partial

import loky

from genrekit import audio, cluster

#: What to say of an item that ended its process.
DIED = "reading it ended the process, as damaged files and too little memory do. Get it again, or delete it."

#: Items that go to a worker together: at least, and at most. Each costs a message, and a worker that dies
#: takes with it what it has done of them.
FEWEST, MOST = 5, 50

#: How many workers an executor has, if nobody knows, or none of them is there yet.
_UNKNOWN = 64

#: Chunks that a cluster holds at a time, at least: it may start more workers when there is work for them.
_IN_FLIGHT = 16

#: How often in a row an executor may give everything back before it is given up. A cluster does so when its
#: scheduler is started again; until that has happened, waits get longer: 1 s, 2 s, 4 s, ..., 64 s.
_PATIENCE = 7


class Lost(RuntimeError):
    """An executor that takes no more work. What was done before is kept."""


def each(function, items, *, died, jobs=None):
    """What a function gives for items, in their order, by processes of this machine.

    Parameters
    ----------
    function, items, died, jobs
        As for `as_done`.

    Yields
    ------
    object
        The result of an item.
    """
    with contextlib.closing(as_done(function, items, died=died, jobs=jobs)) as done:
        early, place = {}, 0
        for first, results in done:
            early[first] = results
            while place in early:
                results = early.pop(place)
                place += len(results)
                yield from results


def as_done(function, items, *, died, jobs=None, executor=None, together=None):
    """What a function gives for items, as it comes.

    A dying process takes others' work with it, and who was the cause is not known. What was under way is
    tried again, a chunk at a time, and of a chunk whose process dies again an item at a time.

    Parameters
    ----------
    function : callable
        Takes a list of items, returns a list with a result for each. Both are sent to other processes.
    items : list
        Neighbours go to the same process: composed clips of one artist share samples and rooms.
    died : callable
        Takes an item that ended its process, returns its result.
    jobs : int, optional
        Processes; as many as the machine has cores, at least 2, if not given. With 1 all is done in this
        process, and ends with it.
    executor : concurrent.futures.Executor, optional
        Who does the work instead: threads, processes or a cluster.
    together : int > 0, optional
        Items that the function is given at a time; 5 to 50, by their number and that of the workers, if not
        given.

    Yields
    ------
    first : int
        Where in `items` the first one of a list is.
    results : list
        The results of that list.

    Raises
    ------
    TypeError
        If the executor is none.
    Lost
        If the executor was shut down, or a cluster gives all work back again and again.

    Notes
    -----
    Who may stop before the end closes this generator (`contextlib.closing`): then work that nobody has begun
    is called off.
    """
    if executor is not None and jobs is not None:
        raise ValueError(f"jobs is {jobs}, and executor is given; choose one, an executor has its own number")
    crew = _Crew(jobs or max(2, loky.cpu_count()), executor)
    size = together or min(MOST, max(FEWEST, len(items) // (16 * crew.workers())))
    chunks = [items[i : i + size] for i in range(0, len(items), size)]
    if jobs == 1:
        done = ((number, function(chunk)) for number, chunk in enumerate(chunks))
    else:
        done = crew.carry_out(partial(_call, function, os.getpid()), chunks, died)
    for number, results in done:
        yield number * size, results


def _call(function, parent, chunk):
    # What decoders print past Python is kept back in processes that do nothing else.
    with audio.quiet_decoders() if os.getpid() != parent else contextlib.nullcontext():
        return function(chunk)


class _Crew:
    """Those who do the work: the executor, or processes of this machine."""

    def __init__(self, jobs, executor):
        self.jobs, self.executor, self._given_back = jobs, cluster.as_cluster(executor), 0

    def carry_out(self, call, chunks, died):
        """(number, results) of each chunk, as they come."""
        doubtful = {}
        for number, how, results in self._together(call, chunks):
            if how == "done":
                yield number, results
            else:
                doubtful[number] = how
        for number, how in doubtful.items():
            alone = partial(self._alone, call, died=died)
            # What ended its workers again and again holds the cause; a pool that broke may have other causes.
            one_by_one = how == "died" and len(chunks[number]) > 1
            parts = [[item] for item in chunks[number]] if one_by_one else [chunks[number]]
            yield number, [result for part in parts for result in alone(part)]

    def _together(self, call, chunks):
        """(number, how it ended, results) of each chunk, as they come; for how see `_outcome`."""
        waiting, pending = deque(range(len(chunks))), {}
        try:
            while waiting or pending:
                most = self._most()
                while waiting and len(pending) < most:
                    number = waiting.popleft()
                    future = self._submit(call, chunks[number])
                    if future is None:
                        waiting.appendleft(number)
                        break
                    pending[future] = number
                finished, _ = wait(pending, return_when=FIRST_COMPLETED)
                outcomes = [(pending.pop(future), *_outcome(future)) for future in finished]
                # For whoever holds a future, a cluster keeps the result.
                del finished
                lost = [number for number, how, _ in outcomes if how == "given back"]
                if lost:
                    waiting.extendleft(sorted(lost, reverse=True))
                    if len(lost) == len(outcomes):
                        self._wait()
                broke = any(how == "broke" for _, how, _ in outcomes)
                while outcomes:  # results may be large: each is let go of once it is taken
                    number, how, results = outcomes.pop()
                    if how == "done":
                        self._given_back = 0
                    if how != "given back":
                        yield number, how, results
                if broke:
                    self._replace()
        finally:
            for future in pending:
                future.cancel()

    def _alone(self, call, chunk, died):
        """The results of a chunk with no other work beside it."""
        while True:
            future = self._submit(call, chunk)
            how, results = ("given back", None) if future is None else _outcome(future)
            if how == "done":
                self._given_back = 0
                return results
            if how == "given back":
                self._wait()
                continue
            if how == "broke":
                self._replace()
            if len(chunk) == 1:
                return [died(chunk[0])]
            return [result for item in chunk for result in self._alone(call, [item], died)]

    def _pool(self):
        if self.executor is not None:
            return self.executor
        # Idle processes hold memory: they are let go after a minute. Each works with one thread.
        return loky.get_reusable_executor(self.jobs, timeout=60, env=_ENVIRONMENT)

    def workers(self):
        """How many calls are worked on at a time, as far as is known."""
        if self.executor is None:
            return self.jobs
        if isinstance(self.executor, cluster.Cluster):
            return self.executor.threads() or _UNKNOWN
        return getattr(self.executor, "_max_workers", None) or _UNKNOWN

    def _most(self):
        """Chunks that may be on their way: of those that are done, the results are in memory here."""
        least = _IN_FLIGHT if isinstance(self.executor, cluster.Cluster) else 1
        return max(least, 2 * self.workers())

    def _submit(self, call, chunk):
        """A future; None if the executor cannot be reached just now."""
        try:
            return self._pool().submit(call, chunk)
        except BrokenExecutor:
            self._replace()
            return self._pool().submit(call, chunk)
        except Exception as error:  # a pool that is shut down or a cluster that is gone has words of its own
            if self.executor is None:
                raise
            self._wait(error)
            return None

    def _replace(self):
        """A pool whose process has died takes no more: another one goes on."""
        if self.executor is not None:
            warnings.warn(
                f"executor: one of its processes died, and it takes no more work; {self.jobs} processes of "
                "this machine go on",
                stacklevel=5,
            )
            self.executor = None

    def _wait(self, error=None):
        """Give a cluster that has given all work back time to come to itself."""
        told = f" ({error})" if error else ""
        if not isinstance(self.executor, cluster.Cluster):
            raise Lost(
                f"executor: takes no more work{told}; give one that is not shut down. "
                "What is done is kept: run this again."
            )
        self._given_back += 1
        if self._given_back > _PATIENCE:
            raise Lost(
                f"executor: has given all work back {_PATIENCE} times{told}; has its cluster ended? "
                "What is done is kept: run this again."
            )
        time.sleep(2 ** (self._given_back - 1))


#: Processes side by side share the cores: their libraries must not start a thread for each. Who composes
#: clips keeps notes and rooms, some hundred megabytes: loky would take more than 300 for a leak, and say so.
_ENVIRONMENT = {
    **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMEXPR")},
    "LOKY_MAX_MEMORY_LEAK_SIZE": "1e9",
}


def _outcome(future):
    """How a call ended ("done", "died", "broke" or "given back"), and its results.

    "died": its worker, once too often; "broke": the whole pool with a process, whoever's fault it was.
    """
    try:
        return "done", future.result()
    except CancelledError:
        return "given back", None
    except BrokenExecutor:
        return "broke", None
    except Exception as error:
        # Dask's own: only who has Dask could import it.
        if type(error).__name__ == "KilledWorker":
            return "died", None
        raise
