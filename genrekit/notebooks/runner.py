"""What `make run` does: every notebook executed, both experiments, pages and confusion matrices."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import os
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from genrekit import collection, experiments, features, paths
from genrekit.notebooks import kernel
from genrekit.notebooks.page import export_markdown, export_page

EXPERIMENT = "05_experiment"
NUM_CEPS = (26, 18)


@dataclass(frozen=True)
class Job:
    """A notebook to execute, with its parameters, under the name of its page."""

    name: str
    path: Path
    parameters: dict


def run(data_dir=None, *, only=(), folder=None, out=print):
    """Execute the notebooks and leave pages, runs and confusion matrices in the results folder.

    Parameters
    ----------
    data_dir : path-like, optional
        A folder or an archive of songs, see `collection.from_folder`; the embedded collection if not given.
    only : iterable of str
        Names or beginnings of names, such as `05`; all notebooks if empty.
    folder : path-like, optional
        Where the notebooks are; `notebooks/` of the checkout if not given.
    out : callable
        Takes one line of text.

    Returns
    -------
    int
        0, or 1 if a notebook, its page or its confusion matrix failed. The page shows the error; the other
        notebooks are executed.

    Raises
    ------
    FileNotFoundError
        If a notebook is not there.
    ValueError
        If `data_dir` is no collection of songs. Then nothing is executed.
    """
    if data_dir:
        collection.from_folder(data_dir)  # one line of error now, not one in each notebook
        data_dir = Path(data_dir).expanduser().resolve()
    jobs = _jobs(kernel.find(only, folder=folder), data_dir)
    suffix = _suffix(data_dir)
    kernel.prepare_environment()
    os.environ.setdefault("GENREKIT_FIGURE_SCALE", "2")  # pages and slides are looked at on sharp screens
    results = paths.results_dir()
    pages = paths.writable(results / f"notebooks{suffix}")
    failures, summaries, runs = [], [], []
    succeeded = 0
    start = time.perf_counter()
    for number, job in enumerate(jobs, start=1):
        out(f"[{number}/{len(jobs)}] {job.name}")
        begin = time.perf_counter()
        failure = _execute(job, pages)
        executed = pages / f"{job.name}.ipynb"
        if executed.is_file():
            with _noted(failures, f"{job.name}: no page"):
                links = {EXPERIMENT: f"{EXPERIMENT}_{NUM_CEPS[0]}"}
                export_page(executed, pages / f"{job.name}.html", pages=links)
        took = _clock(time.perf_counter() - begin)
        if failure:
            failures.append(failure)
            out(f"      FAILED after {took}: {failure}")
            continue
        succeeded += 1
        out(f"      done in {took}")
        if job.path.stem == EXPERIMENT:
            with _noted(failures, f"{job.name}: no confusion matrix"):
                found = _run_of(parameters_of(executed))
                if found is None:
                    summaries.append(f"{job.name}: left no finished run")
                else:
                    summaries += _summary(found, results, suffix)
                    runs.append(found)
    for path in kernel.beside(folder):
        with _noted(failures, f"{path.name}: no page"):
            if path.suffix == ".md":
                export_markdown(path, pages / f"{path.stem}.html")
            else:
                shutil.copyfile(path, pages / path.name)
    if len(runs) == len(NUM_CEPS):
        picture = results / f"overview{suffix}.png"
        with _noted(failures, f"{picture.name}: not drawn"):
            _draw_overview(runs, picture)
            summaries.append(f"at a glance: {picture}")
    out("")
    out(f"pages   {pages}")
    out(f"runs    {results / 'runs'}")
    for line in summaries:
        out(line)
    for failure in failures:
        out(f"FAILED  {failure}")
    out(f"{succeeded} of {len(jobs)} notebooks in {_clock(time.perf_counter() - start)}")
    return 1 if failures else 0


@contextlib.contextmanager
def _noted(failures, what):
    """An error becomes a line among the failures: what was finished by then is still told."""
    try:
        yield
    except Exception as error:  # pages and pictures pass through many libraries, each with its own errors
        failures.append(f"{what}: {type(error).__name__}: {_first_line(str(error))}")


def _suffix(data_dir):
    """What sets the results on one folder of songs apart from those on others, of the same name even."""
    if not data_dir:
        return ""
    return f"-{data_dir.name}-{hashlib.sha256(str(data_dir).encode()).hexdigest()[:6]}"


def _jobs(notebooks, data_dir):
    jobs = []
    for path in notebooks:
        own = {"data_dir": str(data_dir)} if data_dir and "data_dir" in parameters_of(path) else {}
        if path.stem == EXPERIMENT:
            jobs += [Job(f"{path.stem}_{ceps}", path, {**own, "num_ceps": ceps}) for ceps in NUM_CEPS]
        else:
            jobs.append(Job(path.stem, path, own))
    return jobs


def parameters_of(notebook):
    """Parameters of a notebook with their values, those given by papermill included.

    Parameters
    ----------
    notebook : path-like
        A notebook as committed, or as executed.

    Returns
    -------
    dict
    """
    found = {}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if {"parameters", "injected-parameters"}.isdisjoint(cell.metadata.get("tags", [])):
            continue
        for statement in ast.parse(cell.source).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                found[statement.targets[0].id] = ast.literal_eval(statement.value)
    return found


def _execute(job, pages):
    return execute(job, pages / f"{job.name}.ipynb", progress=sys.stderr.isatty())


def execute(job, target, *, manager=kernel.OwnKernelManager, progress=False):
    """Execute one notebook; several threads may do so at a time.

    Parameters
    ----------
    job : Job
        The notebook and its parameters.
    target : path-like
        Where the executed notebook goes, or an address that papermill can write to. Where a cell fails, it
        goes up to there.
    manager : type
        Starts and ends the kernel.
    progress : bool
        Show a progress bar.

    Returns
    -------
    str or None
        None if all went well, else one line that names the notebook and the cell.
    """
    try:
        papermill.execute_notebook(
            str(job.path).replace("{", "{{").replace("}", "}}"),
            str(target).replace("{", "{{").replace("}", "}}"),
            parameters=job.parameters,
            kernel_name="python3",
            language="python",
            progress_bar=progress,
            # Papermill's own `cwd` moves this whole process, with all its threads, and not the kernel alone.
            resources={"metadata": {"path": str(job.path.parent)}},
            start_timeout=kernel.START_TIMEOUT,
            kernel_manager_class=manager,
        )
    except PapermillExecutionError as error:
        cell = f"cell {error.exec_count} ({_first_line(error.source)})"
        return f"{job.name}, {cell}: {error.ename}: {_first_line(error.evalue)}"
    except Exception as error:  # a kernel that dies takes its notebook with it, not the others
        error = paths.disk_error(paths.results_dir(), error) or error
        return f"{job.name}: {type(error).__name__}: {_first_line(str(error))}"
    return None


def _first_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[0].strip() if lines else ""


def _summary(run, results, suffix):
    """Write the confusion matrix of an experiment, as a table and a picture, and say what was reached."""
    ceps = run.config.num_ceps
    table = results / f"confusion_{ceps}{suffix}.csv"
    picture = table.with_suffix(".png")
    with paths.written_whole(table) as unfinished:
        unfinished.write_bytes((run.folder / "confusion.csv").read_bytes())
    _draw(run, picture)
    reached = run.metrics
    return [
        f"{ceps} MFCCs: {reached['accuracy']:.1%} of {reached['songs']} test songs right "
        f"(95 % interval {reached['low']:.1%} to {reached['high']:.1%})",
        f"        {table}",
        f"        {picture}",
    ]


def _run_of(parameters):
    """The run that an executed notebook carried out or found; None if there is none."""
    known = experiments.Config.__dataclass_fields__
    return experiments.find(
        experiments.Config(**{name: value for name, value in parameters.items() if name in known})
    )


def _draw(run, picture):
    import matplotlib as mpl

    mpl.use("agg")  # make run opens no windows
    import matplotlib.pyplot as plt

    from genrekit import plots

    figure, ax = plt.subplots(figsize=(7.5, 6.5), layout="constrained")
    plots.plot_confusion(run.confusion, title=_title(run), ax=ax)
    with paths.written_whole(picture) as unfinished:
        figure.savefig(unfinished, dpi=150)
    plt.close(figure)


def _draw_overview(runs, picture):
    """A clip with its notes over both confusion matrices: the kit at a glance."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt

    from genrekit import plots

    config = runs[0].config
    songs = experiments.collection_of(config)
    clip = songs.example("blues", 10)
    figure = plt.figure(figsize=(12, 9.5), layout="constrained")
    rows = figure.subfigures(2, 1, height_ratios=(2, 3))
    ax = rows[0].subplots()
    seconds = 10
    sound = songs.load(clip)[: seconds * features.SR]
    db = features.to_db(features.spectrogram(sound, n_fft=2048, hop=256))
    plots.plot_spectrogram(db, hop_seconds=256 / features.SR, max_hz=2500, ax=ax)
    score = songs.score(clip)
    if score is not None:
        plots.plot_notes(score, seconds=seconds, ax=ax, overlay=True)
        clip = f"{clip}: {score.title}, {score.artist} ({score.style}), with its notes"
    ax.set_title(clip)
    for run, ax in zip(runs, rows[1].subplots(1, len(runs)), strict=True):
        plots.plot_confusion(run.confusion, title=_title(run), ax=ax)
    with paths.written_whole(picture) as unfinished:
        figure.savefig(unfinished, dpi=80)
    plt.close(figure)


def _title(run):
    return f"{run.config.num_ceps} MFCCs: {run.metrics['accuracy']:.1%} of {run.metrics['songs']} songs right"


def _clock(seconds):
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
