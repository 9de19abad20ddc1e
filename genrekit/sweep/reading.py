"""Sweeps on disk: which cells are done, and what came out, as tables and a figure."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
from scipy import stats

from genrekit import audio, paths, plots
from genrekit.experiments import Config

#: Swept like others, but repetitions of the same experiment: means are taken over them.
REPEATED = ("seed", "fold")

_PLAN = "sweep.json"

#: What Windows lets no folder be called.
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}


@dataclass(frozen=True)
class Sweep:
    """A sweep on disk, finished or not.

    Attributes
    ----------
    folder : pathlib.Path
        Holds `sweep.json`, `table.csv`, `answers.csv`, `sweep.png`, and for each cell a folder with
        `record.json`, `predictions.csv` and `notebook.ipynb`.
    """

    folder: Path

    @property
    def name(self):
        """Name of the folder."""
        return self.folder.name

    @cached_property
    def plan(self):
        """`swept`, and for every cell its `config` and the name of its `run`: dict."""
        return json.loads((self.folder / _PLAN).read_text(encoding="utf-8"))

    @property
    def swept(self):
        """The parameters that differ from cell to cell: tuple of str."""
        return tuple(self.plan["swept"])

    @property
    def cells(self):
        """All cells, in the order of the grid: dict of str to experiments.Config."""
        return {cell: Config(**told["config"]) for cell, told in self.plan["cells"].items()}

    def record(self, cell):
        """What is kept of a cell: dict.

        Parameters
        ----------
        cell : str
            Its id.

        Returns
        -------
        dict or None
            None if it was not carried out, or not with the code, the versions and the songs of the others:
            a record counts for the run that the last start of the sweep asked for.

        Raises
        ------
        ValueError
            If the sweep has no such cell.
        """
        wanted = self._known(cell)["run"]
        try:
            record = json.loads((self.folder / cell / "record.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        same = isinstance(record, Mapping) and record.get("run") == wanted
        if not (same and {"failure", "row", "seconds", "machine"} <= record.keys()):
            return None
        return record if record["failure"] or self._is_whole(cell, record["row"]) else None

    def _is_whole(self, cell, row):
        """Whether a finished cell has all that is read from it: somebody may have tidied up."""
        try:
            with (self.folder / cell / "predictions.csv").open(encoding="utf-8") as predictions:
                begins = predictions.readline().startswith("clip,true,predicted,")
        except (OSError, ValueError):
            return False
        return begins and isinstance(row, Mapping) and {"accuracy", "low", "high", "songs"} <= row.keys()

    def _known(self, cell):
        if cell not in self.plan["cells"]:
            raise ValueError(f"{cell} is no cell of {self.name}; its cells are {', '.join(self.cells)}")
        return self.plan["cells"][cell]

    @property
    def _records(self):
        found = {cell: self.record(cell) for cell in self.plan["cells"]}
        return {cell: record for cell, record in found.items() if record is not None}

    @property
    def done(self):
        """The cells that are finished: tuple of str."""
        return tuple(cell for cell, record in self._records.items() if not record["failure"])

    @property
    def failures(self):
        """Why cells failed, by cell: dict of str to str. The next start tries them again."""
        return {cell: record["failure"] for cell, record in self._records.items() if record["failure"]}

    def table(self):
        """What was reached: a row a finished cell.

        Returns
        -------
        pd.DataFrame
            Indexed by cell: the parameters swept, then `accuracy` with `low` and `high`, `songs`,
            `val_accuracy`, `training_seconds`, `peak_megabytes`, `cell_seconds` (all of the notebook),
            `versions`, `machine`, `run`, then the other parameters.
        """
        rows = {}
        for cell, record in self._records.items():
            if record["failure"]:
                continue
            row = record["row"] | {
                "cell_seconds": record["seconds"],
                "machine": record["machine"],
                "run": record["run"],
            }
            # The configuration as this machine has it: on a worker's disk the same list may lie elsewhere.
            config = self.plan["cells"][cell]["config"]
            first = {name: config[name] for name in self.swept}
            results = {name: row[name] for name in _RESULTS if name in row}
            rows[cell] = first | results | {name: config[name] for name in config if name not in first}
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("cell")

    def means(self):
        """Mean accuracies over seeds and folds, as `means` gives them: a row a combination of the others."""
        return means(self.table(), [name for name in self.swept if name not in REPEATED])

    def predictions(self, cell):
        """A row a test song of a cell, indexed by clip: `true`, `predicted`, and a probability per genre.

        Parameters
        ----------
        cell : str
            Its id.

        Returns
        -------
        pd.DataFrame

        Raises
        ------
        ValueError
            If the sweep has no such cell, or it is not finished.
        """
        if cell not in self.done:
            self._known(cell)
            raise ValueError(f"{cell} is not finished; start the sweep again to carry it out")
        return self._predictions(cell)

    def _predictions(self, cell):
        names = {"clip": str, "true": str, "predicted": str}
        text = (self.folder / cell / "predictions.csv").read_text(encoding="utf-8")
        # A genre may be called NA.
        return pd.read_csv(io.StringIO(text), dtype=names, keep_default_na=False).set_index("clip")

    def answers(self):
        """Which songs were recognised: a row a clip, a column a finished cell.

        Returns
        -------
        pd.DataFrame [dtype=Int8]
            1 if right, 0 if wrong, missing if the cell did not test the clip.
        """
        columns = {}
        for cell in self.done:
            told = self._predictions(cell)
            columns[cell] = (told["true"] == told["predicted"]).astype("Int8")
        return pd.DataFrame(columns, dtype="Int8").sort_index().rename_axis("clip")

    def write_tables(self):
        """Write `table.csv` and `answers.csv` into the folder."""
        for name, table in (("table.csv", self.table()), ("answers.csv", self.answers())):
            with paths.written_whole(self.folder / name) as unfinished:
                table.to_csv(unfinished)

    def draw(self):
        """Write `sweep.png` into the folder, if a cell is finished."""
        from matplotlib.figure import Figure

        table, means = self.table(), self.means()
        if not len(table):
            return
        # Without pyplot: whoever starts a sweep in a notebook keeps the figures that are open there.
        figure = Figure(figsize=(7.5, 1.1 + 0.45 * len(means)), layout="constrained")
        plots.plot_sweep(table, means, ax=figure.subplots()).set_title(
            f"{plots.base.literal(self.name)}: {len(table)} of {len(self.plan['cells'])} cells", fontsize=10
        )
        with paths.written_whole(self.folder / "sweep.png") as unfinished:
            figure.savefig(unfinished, dpi=150)


def means(table, by):
    """Mean accuracies of runs that differ in other things, such as their seed.

    Parameters
    ----------
    table : pd.DataFrame
        A row a run, as `Sweep.table` and `experiments.table` give it: `accuracy`, `low`, `high`.
    by : list of str
        Columns: a mean for each combination of their values. Empty: one mean over all.

    Returns
    -------
    pd.DataFrame
        A row for each combination, which is its index: `cells`, `accuracy`, and the ends `low` and `high` of
        its 95% interval.

    Notes
    -----
    The interval is Student's, of a mean over repetitions: where it might lie with other seeds. All seeds are
    drawn from the same songs, and folds share most of what they learn from; that other *songs* would score
    differently is not in it. A single run, and runs that all agree, have the interval that their test songs
    leave.
    """
    rows, index = [], []
    if not len(table):
        groups = ()
    else:
        groups = table.groupby(by, sort=False) if by else [(("all cells",), table)]
    for key, cells in groups:
        mean, low, high = cells[["accuracy", "low", "high"]].mean()
        if cells["accuracy"].nunique() > 1:
            reach = stats.t.ppf(0.975, len(cells) - 1) * cells["accuracy"].std() / math.sqrt(len(cells))
            low, high = max(0.0, mean - reach), min(1.0, mean + reach)
        rows.append({"cells": len(cells), "accuracy": mean, "low": low, "high": high})
        index.append(key)
    labels = pd.MultiIndex.from_tuples(index, names=by or ["over"])
    return pd.DataFrame(rows, index=labels, columns=["cells", "accuracy", "low", "high"])


_RESULTS = (
    "accuracy",
    "low",
    "high",
    "songs",
    "val_accuracy",
    "training_seconds",
    "peak_megabytes",
    "cell_seconds",
    "versions",
    "machine",
    "run",
)


def save_plan(folder, swept, cells, runs):
    """Write down what a sweep consists of: its parameters, and each cell's configuration and run."""
    plan = {
        "swept": list(swept),
        "cells": {cell: {"config": asdict(config), "run": runs[cell]} for cell, config in cells.items()},
    }
    text = json.dumps(plan, indent=2, ensure_ascii=False) + "\n"
    with paths.written_whole(folder / _PLAN) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def folder_of(name):
    """Where the sweep of a name is kept.

    Raises
    ------
    ValueError
        If it can be no name of a folder on every system.
    """
    fits = re.fullmatch(r"\w[\w.+-]{0,79}", str(name), re.ASCII) and not str(name).endswith(".")
    if not fits or str(name).split(".")[0].upper() in _RESERVED:
        raise ValueError(
            f"name is {audio.shown(str(name))!r}; choose up to 80 letters, digits, dashes, dots, underscores"
        )
    return paths.results_dir() / "sweeps" / str(name)


def load(name):
    """Read a sweep, finished or half finished.

    Parameters
    ----------
    name : str
        What it is called.

    Returns
    -------
    Sweep

    Raises
    ------
    ValueError
        If there is none of this name, or it cannot be read.
    """
    if name not in (there := names()):
        raise ValueError(f"no sweep {audio.shown(str(name))}; there are {', '.join(there) or 'none yet'}")
    found = Sweep(folder_of(name))
    try:
        _ = found.swept, found.cells, [told["run"] for told in found.plan["cells"].values()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(
            f"sweep {name} was made by another version, or is damaged; start it again with its parameters"
        ) from None
    return found


def study():
    """The study that comes with the kit: 26 and 18 MFCCs, by song and by artist, five seeds each.

    Returns
    -------
    table : pd.DataFrame
        As `Sweep.table` gives it, a row a run.
    answers : pd.DataFrame
        As `Sweep.answers` gives it, a column a run.

    Notes
    -----
    `genrekit study` carries it out again, within the hour; then yours is `load("study")`. Used in notebook
    09.
    """
    folder = Path(__file__).parent / "study"
    table = pd.read_csv(folder / "table.csv", index_col="cell", keep_default_na=False)
    answers = pd.read_csv(folder / "answers.csv", index_col="clip").astype("Int8")
    return table, answers


def names():
    """Names of the sweeps that were started: list of str."""
    return sorted(path.parent.name for path in (paths.results_dir() / "sweeps").glob(f"*/{_PLAN}"))
