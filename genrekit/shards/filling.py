"""What is missing of a store is computed by workers, and kept shard by shard."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from genrekit import audio, workers

from .store import Store

#: Arrays of a shard are held in memory until there are so many bytes of them, or its chunk is done.
_SHARD_BYTES = 2**25


@dataclass
class Outcome:
    """What became of an item.

    Attributes
    ----------
    key : str
        Its key.
    reason : str
        Why there is no array; empty if there is one.
    told : tuple of str
        Warnings.
    array : np.ndarray [shape=(rows, columns)] or None
        The array, if the worker could not keep it itself.
    """

    key: str
    reason: str = ""
    told: tuple[str, ...] = ()
    array: np.ndarray | None = field(default=None, repr=False)


def fill(store, work, items, *, died, jobs=None, executor=None):
    """Have workers compute arrays, and keep them.

    Parameters
    ----------
    store : Store
        Where they are kept.
    work : callable
        Takes an item; returns its array [shape=(rows, columns)], or a text that says why there is none.
    items : dict of str to object
        By key. Each is sent to a worker: it should hold no more than it needs.
    died : callable
        Takes an item that ended the process of its worker, returns the text that says so.
    jobs, executor
        As for `workers.each`.

    Yields
    ------
    Outcome
        Of each item, once it is kept.

    Raises
    ------
    OSError
        If the store cannot be written to.
    workers.Lost
        If the executor gives up.

    Notes
    -----
    A worker writes its shards itself. One that cannot, because it does not see the folder or its disk is
    full, sends the arrays back, and this process writes them. What is kept stays, whatever happens later:
    who asks for the same again need only fill in what `Store.read` does not find.
    """
    with store.marked() as mark:
        task = _Task(store, mark, work)
        yield from workers.each(
            task,
            list(items.items()),
            died=_Died(died),
            received=lambda outcomes: _keep(store, outcomes),
            jobs=jobs,
            executor=executor,
        )


def _keep(store, outcomes):
    """Write the arrays of outcomes as one shard, and let go of them."""
    arrays = {outcome.key: outcome.array for outcome in outcomes if outcome.array is not None}
    if arrays:
        store.write(arrays)
    for outcome in outcomes:
        outcome.array = None


@dataclass(frozen=True)
class _Died:
    told: object

    def __call__(self, item):
        key, content = item
        return Outcome(key, self.told(content))


@dataclass(frozen=True)
class _Task:
    """What a worker does with a chunk."""

    store: Store
    mark: str
    work: object

    def __call__(self, chunk):
        outcomes, new = [], []
        there = (self.store.folder / self.mark).exists()
        try:
            for key, item in chunk:
                with audio.warnings_kept() as told:
                    found = self.work(item)
                reason, array = (found, None) if isinstance(found, str) else ("", found)
                new.append(Outcome(key, reason, tuple(dict.fromkeys(told)), array))
                outcomes.append(new[-1])
                if there and sum(one.array.nbytes for one in new if one.array is not None) > _SHARD_BYTES:
                    there = self._keep(new)
                    new = []
        finally:
            # What is done by then stays done, whatever interrupts it.
            if there:
                self._keep(new)
        return outcomes

    def _keep(self, outcomes):
        """Write a shard; False if this worker cannot: then the arrays travel."""
        try:
            _keep(self.store, outcomes)
        except OSError:
            return False
        return True
