"""What is missing of a sweep is carried out, and what comes back is kept, cell by cell."""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
import time
import uuid
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, replace

from tqdm.auto import tqdm

from genrekit import experiments, features, owner, paths
from genrekit.cluster import Cluster, as_cluster
from genrekit.notebooks import kernel

from . import cells, reading
from .grid import grid as make_grid

#: Notebooks at a time, if nobody says. On two cores, two real cells took 56 s one after the other and 39 s
#: side by side: a notebook keeps one core busy most of the time. Each takes up to 1.3 GB of memory.
JOBS = 2

#: How often the tables are written while a sweep goes on, in seconds: they hold all cells.
_TABLES = 20.0

#: How often the lock is renewed, in seconds.
_OFTEN = 60.0


def run(parameters, *, name=None, jobs=None, executor=None, progress=True, out=None):
    """Carry out every cell of a grid that is not done yet: notebook 05, executed with papermill.

    Parameters
    ----------
    parameters : dict of str to value or list
        Fields of `experiments.Config`; lists are swept, see `grid`.
    name : str, optional
        What the sweep is called; the parameters swept and a digest of the grid if not given. Under the same
        name a grid can be enlarged by values: cells of the same id are kept.
    jobs : int, optional
        Notebooks at a time on this machine, each in a process of its own; 2 if not given.
    executor : concurrent.futures.Executor, optional
        Who does the work instead: `cluster.on_cluster(address)`, for example.
    progress : bool
        Show progress bars.
    out : callable, optional
        Takes a line of text for each cell that ends, instead of the progress bar.

    Returns
    -------
    Sweep
        What was reached; cells that failed are in its `failures`.

    Raises
    ------
    ValueError
        If a parameter is unknown or out of range, or the songs are no collection. Then nothing is started.
    OSError
        If another process carries out the same sweep, or the results folder cannot be written to.

    Notes
    -----
    A cell that is done is not carried out again, whatever interrupted the sweep; one whose configuration,
    code, versions or songs have changed is. A kernel that dies costs its own cell only. When interrupted, it
    keeps what is finished and ends the kernels that are not.
    """
    if jobs is not None and executor is not None:
        raise ValueError(f"jobs is {jobs}, and executor is given; choose one, an executor has its own number")
    if jobs is not None and (not isinstance(jobs, int) or not 1 <= jobs <= 1000):
        raise ValueError(f"jobs is {jobs!r}; choose a whole number from 1 to 1000")
    grid = make_grid(parameters)
    folder = paths.writable(reading.folder_of(name or grid.name))
    try:
        with owner.Lock(folder / "lock") as lock:
            return _carry_on(grid, folder, lock, jobs or JOBS, executor, progress, out)
    except owner.Taken:
        raise OSError(
            f"sweep {folder.name}: another process carries it out; wait for its end, or choose another name"
        ) from None


def _carry_on(grid, folder, lock, jobs, executor, progress, out):
    reading.save_plan(folder, grid.swept, grid.cells, _runs(grid))
    sweep = reading.Sweep(folder)
    done = set(sweep.done)
    missing = {cell: config for cell, config in grid.cells.items() if cell not in done}
    if executor is None and min(jobs, len(missing)) > 1:
        _prepare(missing, progress)
    with tqdm(
        total=len(grid.cells), initial=len(done), unit="cell", disable=not progress or out is not None
    ) as bar:
        tell = out or (lambda line: _note(bar, line))
        if done:
            tell(f"{len(done)} of {len(grid.cells)} cells are done already")
        written = -_TABLES
        try:
            with contextlib.closing(_outcomes(missing, jobs, executor, lock)) as outcomes:
                for count, outcome in enumerate(outcomes, start=len(done) + 1):
                    outcome = _checked(outcome, sweep)
                    _keep(outcome, sweep)
                    if time.monotonic() - written > _TABLES:
                        sweep.write_tables()
                        written = time.monotonic()
                    bar.update()
                    tell(_line(outcome, count, len(grid.cells)))
        finally:
            sweep.write_tables()
            sweep.draw()
    return sweep


def _note(bar, line):
    """Beside a bar only failures are worth a line."""
    if "FAILED" in line:
        bar.write(line, file=sys.stderr)


def _line(outcome, count, total):
    # A failure begins with the name of its cell.
    told = outcome.failure or f"{outcome.cell}: {outcome.row['accuracy']:.1%} right"
    return f"[{count}/{total}] {'FAILED  ' if outcome.failure else ''}{told} ({outcome.seconds:.0f} s)"


def _runs(grid):
    """The names that the runs of all cells have, with the code, the versions and the songs of now."""
    collections = _collections(grid.cells)
    return {
        cell: experiments.name(config, collections[_songs(config)]) for cell, config in grid.cells.items()
    }


def _songs(config):
    return config.data_dir, config.artists, config.clips_per_genre, config.difficulty


def _collections(configs):
    """The collections of cells, each once: a large folder is not read for every cell."""
    return {
        songs: experiments.collection_of(config)
        for songs, config in {_songs(config): config for config in configs.values()}.items()
    }


def _prepare(missing, progress):
    """Compute the features of each collection once: notebooks side by side would each compute all of them."""
    for songs in _collections(missing).values():
        with contextlib.suppress(ValueError):  # songs of which none can be used: their cells say so
            features.extract(songs, progress=progress)


def _outcomes(missing, jobs, executor, lock):
    """The outcome of each cell, as they come. Whoever stops listening stops the work."""
    token = uuid.uuid4().hex
    # Threads suffice: all of the work is done in kernels, which are processes, and may die as such.
    executor = as_cluster(executor)
    pool = executor or ThreadPoolExecutor(min(jobs, len(missing)) or 1, "cell")
    pending = {}
    try:
        for cell, config in missing.items():
            pending[_submit(pool, cell, _settings(config), token)] = cell
        while pending:
            finished, _ = wait(pending, timeout=_OFTEN, return_when=FIRST_COMPLETED)
            lock.renew()
            outcomes = [_result(pending[future], future) for future in pending if future in finished]
            # A future that is done is let go of at once: for whoever holds it, a cluster keeps the result,
            # and carries the cell out again if the worker that has the result dies.
            pending = {future: cell for future, cell in pending.items() if future not in finished}
            del finished
            yield from outcomes
    finally:
        for future in pending:
            future.cancel()
        if pending:
            kernel.stop(token)
            if isinstance(executor, Cluster):
                with contextlib.suppress(Exception):  # a cluster that is gone has nothing to be stopped
                    executor.run(kernel.stop, token)
        if executor is None:
            pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool, *arguments):
    try:
        return pool.submit(cells.carry_out, *arguments)
    except RuntimeError as error:  # a pool that is broken or shut down; what was done before is kept
        future = Future()
        future.set_exception(error)
        return future


def _settings(config):
    """What differs from the defaults: so a notebook that does not know the others will do."""
    return {
        name: value for name, value in asdict(config).items() if value != getattr(experiments.Config, name)
    }


def _result(cell, future):
    try:
        return future.result()
    except CancelledError:
        reason = "was given up by the executor; has its cluster ended?"
    except Exception as error:  # of any executor: a pool that broke, a cluster that gave up
        reason = cells.told(error)
        if type(error).__name__ == "KilledWorker":
            reason = f"{error.allowed_failures + 1} workers died while they had it; too little memory there?"
    return cells.Outcome(cell, f"{cell}: {reason}")


def _checked(outcome, sweep):
    """The outcome, as a failure if it is of an experiment that this machine would not call the same."""
    wanted = sweep.plan["cells"][outcome.cell]["run"]
    if outcome.failure or outcome.run == wanted:
        return outcome
    return replace(
        outcome,
        failure=f"{outcome.cell}: {outcome.machine} made the run {outcome.run}, here it was {wanted} "
        "when the sweep began; give both the same code, versions and songs, and leave them as they are",
    )


def _keep(outcome, sweep):
    """Write the folder of a cell, whole or not at all, in the place of what an older start has left there."""
    target = sweep.folder / outcome.cell
    record = {
        "cell": outcome.cell,
        "config": sweep.plan["cells"][outcome.cell]["config"],
        "run": sweep.plan["cells"][outcome.cell]["run"],
        "failure": outcome.failure,
        "row": {} if outcome.failure else outcome.row,
        "seconds": outcome.seconds,
        "machine": outcome.machine,
    }
    with paths.written_whole(target) as unfinished:
        unfinished.mkdir()
        text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
        (unfinished / "record.json").write_text(text, encoding="utf-8")
        if outcome.notebook:
            (unfinished / "notebook.ipynb").write_text(outcome.notebook, encoding="utf-8")
        if not outcome.failure:
            (unfinished / "predictions.csv").write_text(outcome.predictions, encoding="utf-8")
        if target.exists():
            shutil.rmtree(target)
