"""The student's copy of a notebook: everything but the solutions."""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from pathlib import Path

import nbformat

from genrekit import paths
from genrekit.notebooks import kernel

#: Cells that give answers away.
ANSWERS = frozenset({"solution", "discussion"})


def student(notebook):
    """A copy for students: no solutions and no outputs, so that every prediction is a prediction.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        As committed or executed; stays as it is.

    Returns
    -------
    nbformat.NotebookNode
        Runs from the first cell to the last with every exercise unanswered. Its metadata holds a checksum,
        by which `write_students` knows a copy that nobody has worked in.
    """
    notebook = copy.deepcopy(notebook)
    notebook.cells = [cell for cell in notebook.cells if not _gives_away(cell)]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata["genrekit"] = {"untouched": _checksum(notebook)}
    return notebook


def write_students(folder=None):
    """Write the students' copies, with the pages that they link to, into a folder that can be handed out.

    Parameters
    ----------
    folder : path-like, optional
        Where to; `student` in the results folder if not given.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    ValueError
        If a notebook there has been worked in, or is another one: nothing is written then.
    """
    folder = Path(folder or paths.results_dir() / "student")
    sources = kernel.find()
    for path in sources:
        if (folder / path.name).exists() and not _is_untouched(folder / path.name):
            raise ValueError(
                f"{folder / path.name}: somebody has worked in this copy; move it away, or name another "
                "folder: genrekit student FOLDER"
            )
    paths.writable(folder)
    for path in sources:
        with paths.written_whole(folder / path.name) as unfinished:
            unfinished.write_text(nbformat.writes(student(nbformat.read(path, 4))) + "\n", encoding="utf-8")
    for path in kernel.beside():
        with paths.written_whole(folder / path.name) as unfinished:
            shutil.copyfile(path, unfinished)
    return folder


def _checksum(notebook):
    told = [[cell.cell_type, cell.source, len(cell.get("outputs", []))] for cell in notebook.cells]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _is_untouched(path):
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception:  # nbformat has a kind of error for each way of being no notebook
        return False
    return notebook.metadata.get("genrekit", {}).get("untouched") == _checksum(notebook)


def _gives_away(cell):
    if not ANSWERS.isdisjoint(cell.metadata.get("tags", [])):
        return True
    # An assertion that a solution is right holds the solution's answer.
    return cell.cell_type == "code" and cell.source.startswith("assert ") and ".right" in cell.source
