"""An experiment: a configuration goes in, a finished run on disk comes out.

`config` holds everything that shapes the numbers, `runs` carries it out once and finds it again.
"""

from __future__ import annotations

from .config import Config, collection_of
from .runs import Run, find, name, run, table

__all__ = ["Config", "Run", "collection_of", "find", "name", "run", "table"]
