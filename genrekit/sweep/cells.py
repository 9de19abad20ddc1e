"""One cell of a sweep: notebook 05 executed, here or on a worker far away, and all it gave handed back.

What is called elsewhere takes and gives plain values and text, and leaves no file but the run itself: the
one who started the sweep writes, so that workers need no disk in common.
"""

from __future__ import annotations

import platform
import time
import uuid
from dataclasses import dataclass, field
from functools import cache

from genrekit import experiments
from genrekit.notebooks import kernel


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
        Who asks; `kernel.stop` ends the kernels of one who asked.

    Returns
    -------
    Outcome
        It tells what went wrong, too: nothing is raised that another process would have to understand.
    """
    begin = time.perf_counter()
    address = f"{_SCHEME}{uuid.uuid4().hex}.ipynb"
    done = {}
    if kernel.is_stopped(token):
        return Outcome(cell, f"{cell}: was stopped before it began")
    try:
        from genrekit.notebooks import runner  # only now: who reads a sweep would wait for it

        _write_to_memory()
        [path] = kernel.find([runner.EXPERIMENT])
        job = runner.Job(cell, path, settings)
        failure = runner.execute(job, address, manager=kernel.stoppable(token)) or ""
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


@cache
def _write_to_memory():
    from papermill.iorw import papermill_io

    papermill_io.register(_SCHEME, _MEMORY)
