"""The workers of a Dask cluster as an executor, like threads and processes."""

from __future__ import annotations

import contextlib
import sys
import time
from concurrent.futures import CancelledError, Executor, Future

from tqdm.auto import tqdm

#: How long a scheduler may take to answer, in seconds.
_PATIENCE = 10

#: How often it is asked how many workers there are, in seconds.
_OFTEN = 2


@contextlib.contextmanager
def on_cluster(address):
    """An executor whose work is done by the workers of a Dask cluster.

    Parameters
    ----------
    address : str
        Of the scheduler, as it tells when it starts: `tcp://host:8786`.

    Yields
    ------
    Cluster
        For `sweep.run`, `features.extract` and `training.predict`. What a worker had when it died is done
        again by another one; after the fourth death (`distributed.scheduler.allowed-failures`, 3) it is given
        up, with the reason.

    Raises
    ------
    ImportError
        If Dask is not installed.
    OSError
        If no scheduler answers within 10 s.

    Notes
    -----
    Workers need the kit in a clone of its own with the same code and versions, and songs of your own at the
    same path. They need share no disk with this machine or with each other.
    """
    try:
        import distributed
    except ImportError:
        raise ImportError("a cluster needs Dask, which is not installed: pip install -e '.[dask]'") from None
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError):  # a timeout is an OSError, an address of no sense a ValueError
        raise OSError(
            f"scheduler {address}: no answer within {_PATIENCE} s; start it with `dask scheduler`, "
            "and give the address that it tells"
        ) from None
    with client:
        if not client.nthreads():
            tqdm.write(f"scheduler {address}: no worker is there yet, waiting for one", file=sys.stderr)
        yield Cluster(client)


class Cluster(Executor):
    """The workers of a Dask cluster.

    Parameters
    ----------
    client : distributed.Client
        Who is connected with its scheduler.
    **settings
        What `client.submit` takes beside a call, such as `workers`, `resources` or `retries`.

    Notes
    -----
    Dask has an executor, `client.get_executor()`. If the scheduler ends while a result is on its way, its
    future stays without an answer, and whoever waits for it waits for ever (seen with distributed 2026.8).
    Here it is cancelled, as all others are then.
    """

    def __init__(self, client, **settings):
        # Each call counts: of a pure function Dask would carry out the same call once.
        self._client, self._settings = client, settings | {"pure": False}
        self._threads, self._asked = 0, -_OFTEN

    def submit(self, function, /, *arguments, **settings):
        asked = self._client.submit(function, *arguments, **(self._settings | settings))
        answer = Future()
        asked.add_done_callback(lambda done: _pass_on(done, answer))
        answer.add_done_callback(lambda ended: ended.cancelled() and _forget(asked))
        return answer

    def threads(self):
        """How many calls all workers together work on at a time; 0 if none is there yet."""
        if time.monotonic() - self._asked >= _OFTEN:
            # A scheduler that does not answer may come back, and its workers with it.
            with contextlib.suppress(Exception):
                self._threads = sum(self._client.nthreads(callback_timeout=_OFTEN).values())
            self._asked = time.monotonic()
        return self._threads

    def run(self, function, /, *arguments):
        """Call a function on every worker, beside what it is doing."""
        self._client.run(function, *arguments)


def as_cluster(executor):
    """An executor, or a `Cluster` in the place of a Dask client or its own executor; None stays None."""
    distributed = sys.modules.get("distributed")  # who has a client of it has imported it
    if distributed and isinstance(executor, distributed.Client):
        return Cluster(executor)
    if type(executor).__module__ == "distributed.cfexecutor":
        return Cluster(executor._client, **executor._kwargs)
    if executor is None or callable(getattr(executor, "submit", None)):
        return executor
    raise TypeError(
        f"executor is {executor!r}; give a concurrent.futures.Executor, such as ThreadPoolExecutor(4), "
        "or cluster.on_cluster(address)"
    )


def _pass_on(done, answer):
    """What became of a Dask future is told to the one that stands for it."""
    if not answer.set_running_or_notify_cancel():
        return
    try:
        error = done.exception() if done.status == "error" else None
        result = None if error else done.result()
    except BaseException:  # a scheduler that is gone is noticed in many ways; asyncio's are no Exception
        error = CancelledError()
    if error:
        answer.set_exception(error)
    else:
        answer.set_result(result)


def _forget(asked):
    with contextlib.suppress(Exception):  # a cluster that is gone has nothing to be stopped
        asked.cancel()
