"""What `make run` does: every notebook executed, both experiments, pages and confusion matrices."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import logging
import os
import shutil
import sys
import time
import uuid
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError

from genrekit import collection, experiments, features, paths
from genrekit.notebooks import kernel
from genrekit.notebooks.page import export_markdown, export_page

# A kernel that dies is told with its notebook; without a handler the log would print it a second time.
logging.getLogger("papermill").addHandler(logging.NullHandler())


class _WrittenOnce(NBClientEngine):
    """Writes the notebook in the end, however it ends.

    Papermill would write all of it before and after every cell, and with sounds in it that is megabytes.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man, *given, **settings):
        target, nb_man.output_path = nb_man.output_path, None
        try:
            super().execute_managed_notebook(nb_man, *given, **settings)
        finally:
            nb_man.output_path = target


papermill_engines.register("written once", _WrittenOnce)

EXPERIMENT = "05_experiment"
NUM_CEPS = (26, 18)

#: Notebooks at a time, if nobody says: each keeps one core busy most of the time, and holds about 1 GB.
JOBS = 2

#: Side by side the notebooks begin in this order: what others wait for, then the longest. Beside each what it
#: shares with others: the first one makes it, and until it has ended no other begins that needs it.
SHARED = {
    "05_experiment_26": {"features", "run of 26"},
    "05_experiment_18": {"features", "run of 18"},
    "10_beyond": {"features"},
    "09_honest_scores": {"features", "run of 26"},
    "11_scaling_out": {"features"},
    "08_your_song": {"features", "run of 26"},
    "07_what_the_network_hears": {"features", "run of 26"},
    "06_confusion_matrices": {"features", "run of 26", "run of 18"},
    "04_cnn": {"features"},
    "03_mfcc": {"features"},
    "02_spectrograms": set(),
    "01_raw_audio": set(),
}


@dataclass(frozen=True)
class Job:
    """A notebook to execute, with its parameters, under the name of its page."""

    name: str
    path: Path
    parameters: dict


def run(data_dir=None, *, only=(), folder=None, jobs=None, out=print):
    """Execute the notebooks and leave pages, runs and confusion matrices in the results folder.

    Parameters
    ----------
    data_dir : path-like, optional
        A folder or an archive of songs, see `collection.from_folder`; the embedded collection if not given.
    only : iterable of str
        Names or beginnings of names, such as `05`; all notebooks if empty.
    folder : path-like, optional
        Where the notebooks are; `notebooks/` of the checkout if not given.
    jobs : int, optional
        Notebooks at a time, each in a process of its own; 2 if not given. With 1 they keep their order.
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
        If `data_dir` is no collection of songs, or `jobs` is out of range. Then nothing is executed.

    Notes
    -----
    When interrupted, it ends the kernels under way; pages of notebooks that had ended are kept.
    """
    jobs = JOBS if jobs is None else jobs
    if not isinstance(jobs, int) or not 1 <= jobs <= 1000:
        raise ValueError(f"jobs is {jobs!r}; choose a whole number from 1 to 1000")
    if data_dir:
        collection.from_folder(data_dir)  # one line of error now, not one in each notebook
        data_dir = Path(data_dir).expanduser().resolve()
    todo = _jobs(kernel.find(only, folder=folder), data_dir)
    suffix = _suffix(data_dir)
    kernel.prepare_environment()
    os.environ.setdefault("GENREKIT_FIGURE_SCALE", "2")  # pages and slides are looked at on sharp screens
    results = paths.results_dir()
    pages = paths.writable(results / f"notebooks{suffix}")
    failures, summaries, runs = [], {}, {}
    succeeded = 0
    start = time.perf_counter()
    # Pages are made in this thread, one by one, while the next notebooks are under way.
    with contextlib.closing(_ended(todo, pages, jobs, out)) as ended:
        for job, failure in ended:
            executed = pages / f"{job.name}.ipynb"
            if executed.is_file():
                with _noted(failures, f"{job.name}: no page"):
                    links = {EXPERIMENT: f"{EXPERIMENT}_{NUM_CEPS[0]}"}
                    export_page(executed, pages / f"{job.name}.html", pages=links)
            if failure:
                failures.append(failure)
                continue
            succeeded += 1
            if job.path.stem == EXPERIMENT:
                with _noted(failures, f"{job.name}: no confusion matrix"):
                    found = _run_of(parameters_of(executed))
                    if found is None:
                        summaries[job.name] = [f"{job.name}: left no finished run"]
                    else:
                        summaries[job.name] = _summary(found, results, suffix)
                        runs[job.name] = found
    for path in kernel.beside(folder):
        with _noted(failures, f"{path.name}: no page"):
            if path.suffix == ".md":
                export_markdown(path, pages / f"{path.stem}.html")
            else:
                shutil.copyfile(path, pages / path.name)
    # Whichever ended first, they are told in the order of the notebooks.
    told = [line for job in todo for line in summaries.get(job.name, ())]
    if len(runs) == len(NUM_CEPS):
        picture = results / f"overview{suffix}.png"
        with _noted(failures, f"{picture.name}: not drawn"):
            _draw_overview([runs[job.name] for job in todo if job.name in runs], picture)
            told.append(f"at a glance: {picture}")
    out("")
    out(f"pages   {pages}")
    out(f"runs    {results / 'runs'}")
    for line in told:
        out(line)
    for failure in failures:
        out(f"FAILED  {failure}")
    out(f"{succeeded} of {len(todo)} notebooks in {_clock(time.perf_counter() - start)}")
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


def _ended(todo, pages, jobs, out):
    """(job, None or what went wrong) of each, as they end. Whoever stops listening ends those under way."""
    token = uuid.uuid4().hex
    waiting = todo if jobs == 1 else sorted(todo, key=_place)
    waiting, running, made, ended = list(waiting), {}, set(), []
    with ThreadPoolExecutor(jobs, "notebook") as pool:  # all of the work is done in kernels: threads suffice
        try:
            while waiting or running:
                while len(running) < jobs and (job := _next(waiting, running.values(), made)):
                    waiting.remove(job)
                    out(f"[{len(todo) - len(waiting)}/{len(todo)}] {job.name}")
                    progress = jobs == 1 and sys.stderr.isatty()
                    running[pool.submit(_execute, job, pages, token, progress)] = job
                yield from ended
                ended = []
                # On Windows an interruption is not seen before the waiting ends.
                finished, _ = wait(running, timeout=1, return_when=FIRST_COMPLETED)
                for future in finished:
                    job = running.pop(future)
                    failure, seconds = future.result()
                    took = _clock(seconds)
                    # A failure begins with the name of its notebook.
                    how = f"FAILED after {took}: {failure}" if failure else f"{job.name}: done in {took}"
                    out(f"      {how}")
                    if not failure:
                        made |= SHARED.get(job.name, set())
                    ended.append((job, failure))
            yield from ended
        finally:
            kernel.stop(token)


def _place(job):
    """Where a job stands in the order of `SHARED`; what is not there comes last."""
    return list(SHARED).index(job.name) if job.name in SHARED else len(SHARED)


def _next(waiting, running, made):
    """The first job of which nobody is making what it shares; None if all have to wait."""
    in_the_making = set().union(*(SHARED.get(job.name, ()) for job in running)) - made
    return next((job for job in waiting if in_the_making.isdisjoint(SHARED.get(job.name, ()))), None)


def _execute(job, pages, token, progress):
    """None or what went wrong, and the seconds it took."""
    begin = time.perf_counter()
    target = pages / f"{job.name}.ipynb"
    failure = execute(job, target, manager=kernel.stoppable(token), progress=progress)
    return failure, time.perf_counter() - begin


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
            engine_name="written once",
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
