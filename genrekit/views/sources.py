"""The notebooks as `make run` leaves them, with figures and sounds; executed now where that is not so."""

from __future__ import annotations

from pathlib import Path

import nbformat

from genrekit import paths
from genrekit.notebooks import kernel, runner

HERE = Path(__file__).resolve().parent


def executed(only=(), *, out=print):
    """Executed notebooks: those that `genrekit run` left, if they are still true, otherwise new ones.

    Parameters
    ----------
    only : iterable of str
        Names or beginnings of names, such as `05`; all notebooks if empty.
    out : callable
        Takes one line of text.

    Returns
    -------
    dict of str to nbformat.NotebookNode
        By the name of the notebook. Notebook 05 is experiment 1, of 26 MFCCs.

    Raises
    ------
    ValueError
        If a notebook fails; what failed has been told by then. Those executed before are kept.
    """
    found = kernel.find(only)
    stale = [path.stem for path in found if not is_fresh(path, _target(path))]
    if stale and runner.run(only=stale, out=out):
        raise ValueError("a notebook failed, see above; its page in results/notebooks shows where")
    return {path.stem: nbformat.read(_target(path), as_version=4) for path in found}


def committed(only=()):
    """The notebooks as they are in git: figures and text, no sounds.

    Parameters
    ----------
    only : iterable of str
        Names or beginnings of names, such as `05`; all notebooks if empty.

    Returns
    -------
    dict of str to nbformat.NotebookNode
        By the name of the notebook.
    """
    return {path.stem: nbformat.read(path, as_version=4) for path in kernel.find(only)}


def is_fresh(notebook, target):
    """Whether an executed notebook is what executing it again would give.

    Parameters
    ----------
    notebook : path-like
        As it is in git.
    target : path-like
        As executed; need not be there.

    Returns
    -------
    bool
        True if the cells are the same, all were executed, none failed, and the kit's code has not been
        touched since.
    """
    target = Path(target)
    if not target.is_file() or target.stat().st_mtime < _code_touched():
        return False
    try:
        cells = nbformat.read(target, as_version=4).cells
    except Exception:  # half a file, or none of a notebook: it is made again
        return False
    if any(cell.cell_type == "code" and cell.execution_count is None for cell in cells):
        return False  # its kernel died, or somebody interrupted it
    failed = any(output.output_type == "error" for cell in cells for output in cell.get("outputs", []))
    own = [cell.source for cell in cells if "injected-parameters" not in cell.metadata.get("tags", [])]
    return not failed and own == [cell.source for cell in nbformat.read(notebook, as_version=4).cells]


def _target(path):
    name = f"{path.stem}_{runner.NUM_CEPS[0]}" if path.stem == runner.EXPERIMENT else path.stem
    return paths.results_dir() / "notebooks" / f"{name}.ipynb"


def _code_touched():
    """When the kit was last changed; how it is shown does not count."""
    code = (path for path in HERE.parent.rglob("*") if path.suffix in (".py", ".js", ".css", ".csv"))
    return max(path.stat().st_mtime for path in code if HERE not in path.parents)
