"""Parameters in, cells out: all of them are checked before the first is carried out."""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np

from genrekit import audio
from genrekit.experiments import Config

#: More cells than these are a slip of the pen: at half a minute each, they would take three days.
MOST = 10_000

_TYPES = {field.name: field.type for field in fields(Config)}
_PLACES = {"data_dir", "artists", "lists"}

#: An id is the name of a folder: Windows takes a path of 260 characters in all.
_LONG = 100


@dataclass(frozen=True)
class Grid:
    """The cells of a sweep.

    Attributes
    ----------
    swept : tuple of str
        The parameters that differ from cell to cell, in the order of the fields of `Config`.
    cells : dict of str to experiments.Config
        By a readable id, such as `num_ceps=18,split=artist,seed=0`; the last of `swept` changes fastest.
    """

    swept: tuple[str, ...]
    cells: dict[str, Config]

    @property
    def name(self):
        """What the sweep is called if nobody names it: the parameters swept, and a digest of all cells."""
        content = json.dumps({cell: asdict(config) for cell, config in self.cells.items()}, sort_keys=True)
        stem = "-".join(self.swept)[:_LONG] or "single"
        return f"{stem}-{hashlib.sha256(content.encode()).hexdigest()[:6]}"


def grid(parameters):
    """The cells of every combination of these parameters.

    Parameters
    ----------
    parameters : dict of str to value or list
        Fields of `experiments.Config`. Lists, ranges and arrays are swept, other values are the same in all
        cells, and what is not named keeps its default.

    Returns
    -------
    Grid

    Raises
    ------
    ValueError
        If a parameter is unknown, out of range, or a list without values; or if two cells would be the same
        experiment.

    Examples
    --------
    >>> list(grid({"num_ceps": [18, 26], "seed": range(2), "epochs": 5}).cells)
    ['num_ceps=18,seed=0', 'num_ceps=18,seed=1', 'num_ceps=26,seed=0', 'num_ceps=26,seed=1']
    """
    for name in parameters:
        if name not in _TYPES:
            raise ValueError(f"{audio.shown(str(name))} is no parameter; choose from {', '.join(_TYPES)}")
    # In whatever order they are given, the same grid has the same cells, under the same names.
    parameters = {name: parameters[name] for name in _TYPES if name in parameters}
    values = {name: _values(name, given) for name, given in parameters.items()}
    swept = tuple(name for name, given in parameters.items() if _is_list(given))
    count = math.prod(map(len, values.values()))
    if count > MOST:
        raise ValueError(f"the grid has {count:,} cells; choose fewer values, for {MOST:,} cells at most")
    cells, seen = {}, {}
    for combination in itertools.product(*values.values()):
        chosen = dict(zip(values, combination, strict=True))
        config = Config(**chosen)
        cell = _id({name: chosen[name] for name in swept or chosen})
        if config in seen:
            same = f"{seen[config]} and {cell}" if seen[config] != cell else f"two of {cell}"
            raise ValueError(f"the grid has the same experiment twice ({same}); take one of them out")
        seen[config] = cell
        cells[cell] = config
    return Grid(swept, cells)


def _is_list(given):
    if isinstance(given, np.ndarray):
        return given.ndim > 0
    return isinstance(given, Iterable) and not isinstance(given, (str, bytes, Path, Mapping))


def _values(name, given):
    if not _is_list(given):
        return [given]
    values = given if isinstance(given, range) else list(given)
    if not len(values):
        raise ValueError(f"{name} has no values; give at least one, or leave it out")
    return values


def _id(chosen):
    cell = ",".join(f"{name}={_text(name, value)}" for name, value in chosen.items()) or "defaults"
    if len(cell) <= _LONG:
        return cell
    return f"{cell[:_LONG]}-{hashlib.sha256(cell.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def _text(name, value):
    if _TYPES[name] != "str":
        return f"{value:.12g}"
    # Some disks take Songs and songs for the same folder: places always have a digest.
    if name not in _PLACES and re.fullmatch(r"[\w-]{1,30}", str(value), re.ASCII):
        return str(value)
    # A path cannot stand in the name of a folder: its last part says what it is, a digest which.
    last = re.sub(r"[^\w-]", "_", Path(str(value)).name)[:20]
    return f"{last}_{hashlib.sha256(str(value).encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def parse(words):
    """Parameters as they are written on a command line.

    Parameters
    ----------
    words : iterable of str
        Such as `num_ceps=18,26`, `split=song,artist`, `seed=0-4`, `epochs=10`. A comma stands between values
        and a dash between the first and the last of whole numbers; in a path both are part of it.

    Returns
    -------
    dict of str to value or list
        What `grid` takes.

    Raises
    ------
    ValueError
        If a word is none of these, or a parameter stands there twice.
    """
    found = {}
    for word in words:
        name, sign, text = word.partition("=")
        if not sign or not name or not text:
            raise ValueError(f"{audio.shown(word)}: write a parameter and its values, as in seed=0-4")
        if name in found:
            raise ValueError(f"{name} is given twice; write all its values into one, as in {name}=1,2")
        if name in _PLACES:
            found[name] = text
            continue
        values = [value for part in text.split(",") for value in _read(name, part.strip())]
        found[name] = values if len(values) > 1 or "," in text else values[0]
    return found


def _read(name, text):
    """The values that a part between commas stands for; what makes no sense is left to `Config` to tell."""
    kind = _TYPES.get(name)
    if kind == "int" and (ends := re.fullmatch(r"(\d{1,10})-(\d{1,10})", text)):
        first, last = map(int, ends.groups())
        if first > last:
            raise ValueError(f"{name} is {text}; write the smaller number first, as in {name}={last}-{first}")
        if last - first >= MOST:
            raise ValueError(f"{name} is {text}; choose {MOST:,} values at most")
        return list(range(first, last + 1))
    if kind in ("int", "float"):
        for read in (int, float):
            try:
                return [read(text)]
            except ValueError:
                continue
    return [text]
