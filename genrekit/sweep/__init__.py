"""Sweeps: a grid over parameters, folds and seeds, each cell one papermill run of notebook 05.

`grid` makes cells of parameters, `cells` carries out one of them wherever it is asked to, `running` starts
what is missing and keeps what comes back, `reading` reads it again as tables and a figure.
"""

from __future__ import annotations

from .grid import Grid, grid, parse
from .reading import Sweep, load, means, names, study
from .running import run

__all__ = ["Grid", "Sweep", "grid", "load", "means", "names", "parse", "run", "study"]
