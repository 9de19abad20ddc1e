"""Executed notebooks are taken as they are while they are true, and made anew when they are not."""

import os
import time

import nbformat
import pytest

from genrekit import paths
from genrekit.notebooks import kernel, runner
from genrekit.views import sources

new = nbformat.v4


@pytest.fixture
def pair(tmp_path):
    """A committed notebook and the same, executed."""
    cells = [new.new_markdown_cell("# T"), new.new_code_cell("1 + 1", execution_count=2)]
    notebook = new.new_notebook(cells=cells)
    committed, target = tmp_path / "committed.ipynb", tmp_path / "executed.ipynb"
    nbformat.write(notebook, committed)
    tags = {"tags": ["injected-parameters"]}
    injected = new.new_code_cell("seed = 1", metadata=tags, execution_count=1)
    notebook.cells.insert(1, injected)
    notebook.cells[2].outputs = [new.new_output("stream", name="stdout", text="2")]
    nbformat.write(notebook, target)
    os.utime(target, (time.time() + 60,) * 2)
    return committed, target


def changed(path, change):
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)
    os.utime(path, (time.time() + 60,) * 2)


def test_what_was_executed_is_fresh(pair):
    assert sources.is_fresh(*pair)


def test_what_was_executed_in_part_is_stale(pair):
    committed, target = pair
    changed(target, lambda notebook: notebook.cells[2].update(execution_count=None, outputs=[]))
    assert not sources.is_fresh(committed, target)


def test_another_cell_a_failure_or_newer_code_make_it_stale(pair):
    committed, target = pair
    error = new.new_output("error", ename="E", evalue="", traceback=[])
    before = target.read_bytes()
    changed(target, lambda notebook: notebook.cells[2].update(outputs=[error]))
    assert not sources.is_fresh(committed, target)
    target.write_bytes(before)
    os.utime(target, (time.time() + 60,) * 2)
    assert sources.is_fresh(committed, target)
    changed(committed, lambda notebook: notebook.cells[1].update(source="1 + 2"))
    assert not sources.is_fresh(committed, target)


def test_older_than_the_code_missing_or_broken_is_stale(pair):
    committed, target = pair
    os.utime(target, (0, 0))
    assert not sources.is_fresh(committed, target)
    target.write_text("{", encoding="utf-8")
    assert not sources.is_fresh(committed, target)
    target.unlink()
    assert not sources.is_fresh(committed, target)


def test_only_what_is_stale_is_executed(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "results_dir", lambda: tmp_path)
    asked = []

    def run(only, out):
        asked.extend(only)
        for path in kernel.find(only):
            place = sources._target(path)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(path.read_bytes())
            os.utime(place, (time.time() + 60,) * 2)
        return 0

    monkeypatch.setattr(runner, "run", run)
    found = sources.executed(["01", "05"])
    assert list(found) == ["01_raw_audio", "05_experiment"]
    assert asked == ["01_raw_audio", "05_experiment"]
    sources.executed(["01", "05"])
    assert len(asked) == 2
    assert (tmp_path / "notebooks" / "05_experiment_26.ipynb").is_file()


def test_a_notebook_that_fails_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "results_dir", lambda: tmp_path)
    monkeypatch.setattr(runner, "run", lambda only, out: 1)
    with pytest.raises(ValueError, match="a notebook failed"):
        sources.executed(["01"])
