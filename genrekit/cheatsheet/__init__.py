"""The cheat sheet: the whole way from a song to a confusion matrix on one page, asked of the kit itself.

| file | what it does |
|---|---|
| `sheet.py` | `cheat_sheet`: collects every number, makes the page, prints it |
| `steps.py` | the arrows, and what each leads to: shape, unit, formula, line of code |
| `sheet.html.j2`, `sheet.css` | what it looks like |
"""

from genrekit.cheatsheet.sheet import cheat_sheet

__all__ = ["cheat_sheet"]
