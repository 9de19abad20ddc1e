"""One cell of a sweep: notebook 05 executed, here or on a worker far away, and all it gave handed back.

What is called elsewhere takes and gives plain values and text, and leaves no file but the run itself: the
one who started the sweep writes, so that workers need no disk in common.
"""

from __future__ import annotations

import contextlib
import logging
import platform
import subprocess
import threading
import time
import uuid
import weakref
from dataclasses import dataclass, field

import psutil
from papermill.iorw import papermill_io

from genrekit import experiments
from genrekit.notebooks import kernel, runner


@dataclass(frozen=True)
class Outcome:
    """What came of a cell.

    Attributes
    ----------
    cell : str
        Its id.
    failure : str
        Empty if all went well, else one line.
    notebook : str
        The executed notebook, up to the cell that failed; empty if there is none.
    run, row, predictions : str, dict, str
        Name of the run, its `experiments.Run.row`, its predictions as CSV; empty if it failed.
    seconds : float
        From the start of the kernel to its end.
    machine : str
        Where it was carried out.
    """

    cell: str
    failure: str = ""
    notebook: str = ""
    run: str = ""
    row: dict = field(default_factory=dict)
    predictions: str = ""
    seconds: float = 0.0
    machine: str = ""


def carry_out(cell, settings, token=""):
    """Execute notebook 05 with the parameters of a cell.

    Parameters
    ----------
    cell : str
        Its id.
    settings : dict of str to value
        Fields of `experiments.Config` that are not the defaults.
    token : str
        Who asks; `stop` ends the kernels of one who asked.

    Returns
    -------
    Outcome
        It tells what went wrong, too: nothing is raised that another process would have to understand.
    """
    begin = time.perf_counter()
    address = f"{_SCHEME}{uuid.uuid4().hex}.ipynb"
    manager = type("CellKernel", (_CellKernel,), {"token": token})
    done = {}
    if token in _stopped:
        return Outcome(cell, f"{cell}: was stopped before it began")
    try:
        [path] = kernel.find([runner.EXPERIMENT])
        failure = runner.execute(runner.Job(cell, path, settings), address, manager=manager) or ""
        if not failure:
            found = experiments.find(experiments.Config(**settings))
            if found is None:
                failure = (
                    f"{cell}: the notebook left no run of the code as it is now; was it changed meanwhile?"
                )
            else:
                predictions = (found.folder / "predictions.csv").read_text(encoding="utf-8")
                done = {"run": found.name, "row": found.row(), "predictions": predictions}
    except Exception as error:  # whatever a worker lacks, it is told with the cell
        failure = f"{cell}: {told(error)}"
    return Outcome(
        cell,
        failure,
        _MEMORY.texts.pop(address, ""),
        **done,
        seconds=round(time.perf_counter() - begin, 1),
        machine=platform.node(),
    )


def told(error):
    """An error of any library in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[0] if lines else 'no details'}"


class _Memory:
    """Where papermill writes to: a worker that is killed leaves no half notebook on its disk."""

    def __init__(self):
        self.texts = {}

    def write(self, text, path):
        self.texts[path] = text

    def pretty_path(self, path):
        return path


_SCHEME = "genrekit-memory://"
_MEMORY = _Memory()
papermill_io.register(_SCHEME, _MEMORY)

# A kernel that dies is told with its cell; without a handler the log would print it a second time.
logging.getLogger("papermill").addHandler(logging.NullHandler())

_guard = threading.Lock()
_kernels = weakref.WeakSet()
_stopped = set()


class _CellKernel(kernel.OwnKernelManager):
    """A kernel that others can stop, with an environment of its own: that of this process stays as it is."""

    token = ""

    async def start_kernel(self, **settings):
        with _guard:
            _kernels.add(self)
        # What a kernel has to say is in its notebook; beside it there are complaints about being ended.
        own = {"env": kernel.environment(), "stderr": subprocess.DEVNULL}
        await super().start_kernel(**own | settings)
        if self.token in _stopped:
            _end(self)


def stop(token):
    """End the kernels of one who asked for cells; their cells end as failed, and no more of them start.

    Parameters
    ----------
    token : str
        What `carry_out` was given.
    """
    with _guard:
        _stopped.add(token)
        ours = [manager for manager in _kernels if manager.token == token]
    for manager in ours:
        _end(manager)


def _end(manager):
    """Kill a kernel, and the processes that it has started."""
    pid = getattr(manager.provisioner, "pid", None)
    if not pid or not manager.has_kernel:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for one in [*process.children(recursive=True), process]:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
