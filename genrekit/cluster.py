"""The workers of a Dask cluster as an executor, like threads and processes."""

from __future__ import annotations

import contextlib
import sys
from concurrent.futures import CancelledError, Executor, Future

from tqdm.auto import tqdm

#: How long a scheduler may take to answer, in seconds.
_PATIENCE = 10


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

    Notes
    -----
    Dask has an executor, `client.get_executor()`. If the scheduler ends while a result is on its way, its
    future stays without an answer, and whoever waits for it waits for ever (seen with distributed 2026.8).
    Here it is cancelled, as all others are then.
    """

    def __init__(self, client):
        self._client = client

    def submit(self, function, /, *arguments, **settings):
        asked = self._client.submit(function, *arguments, pure=False, **settings)
        answer = Future()
        asked.add_done_callback(lambda done: _pass_on(done, answer))
        answer.add_done_callback(lambda ended: ended.cancelled() and _forget(asked))
        return answer

    def run(self, function, /, *arguments):
        """Call a function on every worker, beside what it is doing."""
        self._client.run(function, *arguments)


def as_cluster(executor):
    """An executor, or a `Cluster` in the place of Dask's own."""
    module = type(executor).__module__
    return Cluster(executor._client) if module == "distributed.cfexecutor" else executor


def _pass_on(done, answer):
    """What became of a Dask future is told to the one that stands for it."""
    if not answer.set_running_or_notify_cancel():
        return
    if done.status == "error":
        answer.set_exception(done.exception())
        return
    try:
        result = done.result()
    except Exception:  # a scheduler that is gone is noticed in many ways
        answer.set_exception(CancelledError())
    else:
        answer.set_result(result)


def _forget(asked):
    with contextlib.suppress(Exception):  # a cluster that is gone has nothing to be stopped
        asked.cancel()
