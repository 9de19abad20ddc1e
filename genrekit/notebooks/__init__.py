"""Notebooks as a whole: run headless, shown as pages, stripped for git.

| file | what it does |
|---|---|
| `kernel.py` | starts kernels of this very Python, whatever the user has installed |
| `runner.py` | `run`: what `make run` does, from the first notebook to the two confusion matrices |
| `page.py` | `export_page`: a notebook as one HTML file that asks nothing of any network |
| `tidy.py` | `clean`: what must not be in git is taken out; `execute_in_place` for `make notebooks` |
"""

from __future__ import annotations

from importlib import import_module

_ROOMS = {"clean": "tidy", "execute_in_place": "tidy", "export_page": "page", "run": "runner"}

__all__ = ["clean", "execute_in_place", "export_page", "run"]


def __getattr__(name):
    # Only when asked for: who needs kernels, such as sweeps, would wait for what turns notebooks into pages.
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
