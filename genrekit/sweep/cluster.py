"""Cells carried out by the workers of a Dask cluster."""

from __future__ import annotations

import contextlib
import sys
from concurrent.futures import Executor

from tqdm.auto import tqdm

from genrekit.notebooks import kernel

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
    concurrent.futures.Executor
        For `sweep.run`. A cell whose worker dies is carried out again by another one; after the fourth death
        (`distributed.scheduler.allowed-failures`, 3) it is given up, with the reason.

    Raises
    ------
    ImportError
        If Dask is not installed.
    OSError
        If no scheduler answers within 10 s.

    Notes
    -----
    Workers need the kit in a clone of its own with the same code and versions, and songs of your own at the
    same path. They share no disk with this machine or with each other.
    """
    try:
        import distributed
    except ImportError:
        raise ImportError(
            "a sweep on a cluster needs Dask, which is not installed: pip install -e '.[dask]'"
        ) from None
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
        yield _Cluster(client)


class _Cluster(Executor):
    """Dask's executor, which can also stop what workers are in the middle of."""

    def __init__(self, client):
        self._client, self._executor = client, client.get_executor(pure=False)

    def submit(self, function, /, *arguments, **settings):
        return self._executor.submit(function, *arguments, **settings)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._executor.shutdown(wait=wait and not cancel_futures)

    def stop(self, token):
        """End the kernels of one who asked for cells, on every worker."""
        self._client.run(kernel.stop, token)
