"""Notebooks as a whole: run headless, shown as pages, stripped for git.

| file | what it does |
|---|---|
| `kernel.py` | starts kernels of this very Python, whatever the user has installed |
| `runner.py` | `run`: what `make run` does, from the first notebook to the two confusion matrices |
| `page.py` | `export_page`: a notebook as one HTML file that asks nothing of any network |
| `tidy.py` | `clean`: what must not be in git is taken out; `execute_in_place` for `make notebooks` |
"""

from genrekit.notebooks.page import export_page
from genrekit.notebooks.runner import run
from genrekit.notebooks.tidy import clean, execute_in_place

__all__ = ["clean", "execute_in_place", "export_page", "run"]
