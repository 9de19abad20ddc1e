"""What is missing of a store is computed by workers, and kept shard by shard."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field

import numpy as np

from genrekit import audio, workers

from .store import Store

#: A worker holds arrays in memory until there are so many bytes of them, or its chunk is done.
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


class _Later(Outcome):
    """That an item is to be asked for again: the arrays before it in its chunk travel, and are large."""


def fill(store, work, items, *, died, jobs=None, executor=None, together=None):
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
    jobs, executor, together
        As for `workers.as_done`.

    Yields
    ------
    Outcome
        Of each item, once it is kept; in any order.

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
        how = {"died": _Died(died), "jobs": jobs, "executor": executor, "together": together}
        while items:
            later = {}
            # What is not begun when our own disk is full is called off.
            with contextlib.closing(workers.as_done(task, list(items.items()), **how)) as done:
                for _, outcomes in done:
                    _keep(store, outcomes)
                    for outcome in outcomes:
                        if isinstance(outcome, _Later):
                            later[outcome.key] = items[outcome.key]
                        else:
                            yield outcome
            items = later


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
        outcomes = []
        there = os.path.exists(self.store.folder / self.mark)  # which raises nothing where a folder is closed
        try:
            for key, item in chunk:
                if sum(one.array.nbytes for one in outcomes if one.array is not None) > _SHARD_BYTES:
                    there = there and self._keep(outcomes)
                    if not there:
                        break
                with audio.warnings_kept() as told:
                    found = self.work(item)
                reason, array = (found, None) if isinstance(found, str) else ("", found)
                outcomes.append(Outcome(key, reason, tuple(dict.fromkeys(told)), array))
        finally:
            # What is done by then stays done, whatever interrupts it.
            if there:
                self._keep(outcomes)
        return outcomes + [_Later(key) for key, _ in chunk[len(outcomes) :]]

    def _keep(self, outcomes):
        """Write a shard; False if this worker cannot: then the arrays travel."""
        try:
            _keep(self.store, outcomes)
        except OSError:
            return False
        return True
