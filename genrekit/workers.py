"""Work on many files in several processes; a file that ends the process that reads it costs only itself."""

from __future__ import annotations

import contextlib
import os

import joblib
from joblib.externals.loky.process_executor import TerminatedWorkerError

from genrekit import audio

#: What to say of an item that ended its process.
DIED = "reading it ended the process, as damaged files and too little memory do. Get it again, or delete it."


def each(function, items, *, died, jobs=None):
    """What a function gives for items, in their order.

    A dying process takes all with it that joblib has begun. These items are tried again one at a time: then
    it is clear whose process dies.

    Parameters
    ----------
    function : callable
        Takes a list of items, returns a list with a result for each. It is sent to other processes.
    items : list
        Five neighbours go to the same process: composed clips of one artist share samples and rooms.
    died : callable
        Takes an item that ended its process, returns its result.
    jobs : int, optional
        Processes; as many as the machine has cores, at least 2, if not given. With 1 all is done in this
        process, and ends with it.

    Yields
    ------
    object
        The result of an item.
    """
    chunks = [items[i : i + 5] for i in range(0, len(items), 5)]
    jobs = jobs or max(2, joblib.cpu_count())
    # Idle processes hold memory: they are let go after a minute. Nothing goes through files beside the cache.
    pool = {"n_jobs": jobs, "batch_size": 1, "max_nbytes": None, "idle_worker_timeout": 60}
    call = joblib.delayed(_call)
    while chunks:
        begun = done = 0

        def calls(chunks=chunks):
            nonlocal begun
            for chunk in chunks:
                begun += 1
                yield call(function, chunk, os.getpid())

        try:
            for results in joblib.Parallel(**pool, return_as="generator")(calls()):
                done += 1
                yield from results
            return
        except TerminatedWorkerError:
            tried = begun  # once: joblib counts on in a thread of its own
            doubtful, chunks = chunks[done:tried], chunks[tried:]
        for item in (item for chunk in doubtful for item in chunk):
            try:
                yield from joblib.Parallel(**pool)([call(function, [item], os.getpid())])[0]
            except TerminatedWorkerError:
                yield died(item)


def _call(function, chunk, parent):
    # What decoders print past Python is kept back in processes that do nothing else.
    with audio.quiet_decoders() if os.getpid() != parent else contextlib.nullcontext():
        return function(chunk)
