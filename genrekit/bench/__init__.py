"""Speed, size and memory of the kit on this machine, measured with an empty cache.

`clips` measures what the kit promises of its own collection, `peers` how it stands beside plain loops over
other libraries in the same run, `growth` how time and memory grow with a collection. `tables` prints all of
it, and beside it what was measured before.
"""

from __future__ import annotations

import os
import platform
import time

from genrekit import paths

from . import tables
from .clips import clip_milliseconds, extraction_seconds
from .tables import GOALS

__all__ = ["GOALS", "PARTS", "clip_milliseconds", "extraction_seconds", "main"]

#: What is measured, in the order of the table; each part takes minutes.
PARTS = ("clips", "peers", "growth")


def main(parts=PARTS, *, against=None):
    """Measure, print a table beside the goals, and write it to `results_dir()/bench/`.

    Parameters
    ----------
    parts : iterable of str
        Which of `PARTS`.
    against : path-like, optional
        A table of another time or machine: its numbers are printed beside.

    Returns
    -------
    int
        0: a slow machine is no error.

    Raises
    ------
    ValueError
        If there is no such part, or the other table cannot be read. Then nothing is measured.
    """
    from . import clips, growth, peers

    rooms = {"clips": clips, "peers": peers, "growth": growth}
    for part in parts:
        if part not in rooms:
            raise ValueError(f"part {part!r} is none of the bench; choose from {', '.join(PARTS)}")
    earlier = tables.read(against) if against else None
    machine = f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores"
    told = f"{machine}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}"
    print(told)
    measured = {}
    for part in PARTS:
        if part in parts:
            print(f"measuring {part} ...", flush=True)
            measured |= rooms[part].measure()
    print()
    print(tables.table(measured, earlier))
    target = paths.results_dir() / "bench" / f"{time.strftime('%Y-%m-%d-%H%M%S')}.json"
    tables.save(target, told, measured)
    print(f"\nwritten to {target}\nto compare with it: genrekit bench --against {target}")
    return 0
