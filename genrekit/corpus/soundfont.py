"""The instruments: a reader of SoundFont 2 files, in which recorded notes and their settings are kept.

A *preset* ("Nylon Guitar") is a list of *regions*. A region says: these keys, struck this hard, sound like
this recording, with this tuning, loudness, filter and envelope. In the file presets point to instruments and
these to recordings; `SoundFont.regions` follows the pointers, `regions.py` says what a region is.

Source: SoundFont Technical Specification 2.04 (E-mu / Creative, 2006); section numbers are given below.
"""

from __future__ import annotations

import importlib.util
import threading
from functools import lru_cache
from pathlib import Path

import numpy as np

from .regions import INSTRUMENT, SAMPLE, resolve

#: The bank where General MIDI keeps its drum kits.
DRUM_BANK = 128

# Layouts of the "hydra", section 7. All numbers are little-endian.
_PHDR = np.dtype(
    [
        ("name", "S20"),
        ("preset", "<u2"),
        ("bank", "<u2"),
        ("bag", "<u2"),
        ("x", "<u4"),
        ("y", "<u4"),
        ("z", "<u4"),
    ]
)
_INST = np.dtype([("name", "S20"), ("bag", "<u2")])
_BAG = np.dtype([("gen", "<u2"), ("mod", "<u2")])
_GEN = np.dtype([("oper", "<u2"), ("amount", "<i2")])
_SHDR = np.dtype(
    [
        ("name", "S20"),
        ("start", "<u4"),
        ("end", "<u4"),
        ("loop_start", "<u4"),
        ("loop_end", "<u4"),
        ("rate", "<u4"),
        ("key", "u1"),
        ("correction", "i1"),
        ("link", "<u2"),
        ("type", "<u2"),
    ]
)
_CHUNKS = {
    "phdr": _PHDR,
    "pbag": _BAG,
    "pgen": _GEN,
    "inst": _INST,
    "ibag": _BAG,
    "igen": _GEN,
    "shdr": _SHDR,
}


class SoundFont:
    """A SoundFont 2 file.

    Parameters
    ----------
    path : str or Path
        The file.

    Attributes
    ----------
    samples : np.ndarray [shape=(samples,), dtype=int16]
        Every recording of the file, one after another; read from disk when touched.
    presets : dict of (int, int) to str
        Name of each preset by bank and program.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If it is no SoundFont 2 file, or cut short.
    """

    def __init__(self, path):
        self.path = Path(path)
        chunks = _chunks(self.path)
        missing = {"smpl", *_CHUNKS} - chunks.keys()
        if missing:
            raise ValueError(f"{self.path}: no SoundFont 2 file (without {', '.join(sorted(missing))})")
        offset, size = chunks["smpl"]
        self.samples = np.memmap(self.path, "<i2", mode="r", offset=offset, shape=(size // 2,))
        raw = np.memmap(self.path, "u1", mode="r")
        for name, layout in _CHUNKS.items():
            offset, size = chunks[name]
            setattr(self, "_" + name, np.frombuffer(raw[offset : offset + size].tobytes(), layout))
        self._number = {}
        self.presets = {}
        for i, row in enumerate(self._phdr[:-1]):  # the last record only ends the list (section 7.2)
            key = int(row["bank"]), int(row["preset"])
            self._number[key] = i
            self.presets[key] = _text(row["name"])
        self._regions = {}

    def find(self, program, *, drums=False):
        """The preset that comes nearest to what is asked for.

        Parameters
        ----------
        program : int
            General MIDI program or drum kit, 0 to 127.
        drums : bool
            Look among the drum kits.

        Returns
        -------
        (int, int)
            Bank and program of a preset that exists: the one asked for; else the first of the same family
            (General MIDI orders programs in families of eight); else the standard kit or the first preset.
        """
        bank = DRUM_BANK if drums else 0
        for candidate in (program, *range(program // 8 * 8, program // 8 * 8 + 8), 0):
            if (bank, candidate) in self._number:
                return bank, candidate
        return min(key for key in self._number if (key[0] == DRUM_BANK) == drums or not drums)

    def regions(self, bank, program):
        """Every region of a preset, with all layers resolved.

        Parameters
        ----------
        bank, program : int
            An existing preset; see `find`.

        Returns
        -------
        tuple of Region

        Raises
        ------
        KeyError
            If there is no such preset.
        """
        if (bank, program) not in self._regions:
            if (bank, program) not in self._number:
                raise KeyError(f"{self.path.name} has no preset {program} in bank {bank}")
            self._regions[bank, program] = tuple(self._resolve(self._number[bank, program]))
        return self._regions[bank, program]

    def _resolve(self, number):
        """Combine preset zones (which add) with instrument zones (which set), section 9.4."""
        base = {}
        for zone in _zones(self._phdr, self._pbag, self._pgen, number):
            if INSTRUMENT not in zone:
                base = zone  # the global zone: defaults of the zones after it
                continue
            preset = base | zone
            defaults = {}
            for inner in _zones(self._inst, self._ibag, self._igen, zone[INSTRUMENT]):
                if SAMPLE not in inner:
                    defaults = inner
                    continue
                region = resolve(preset, defaults | inner, self._shdr[inner[SAMPLE]], len(self.samples))
                if region is not None:
                    yield region


def _chunks(path):
    """Where the pieces of a RIFF file lie: name -> (offset, size), both in bytes."""
    found = {}
    with open(path, "rb") as file:
        head = file.read(12)
        if head[:4] != b"RIFF" or head[8:] != b"sfbk":
            raise ValueError(f"{path}: no SoundFont 2 file (it does not begin with RIFF and sfbk)")
        length = file.seek(0, 2)
        position = 12
        while position + 8 <= length:
            file.seek(position)
            name, size = file.read(4), int.from_bytes(file.read(4), "little")
            if name == b"LIST":
                position += 12  # step into the list
                continue
            if position + 8 + size > length:
                raise ValueError(f"{path}: cut short (its part {name!r} goes beyond the end); fetch it again")
            found[name.decode("latin-1")] = position + 8, size
            position += 8 + size + size % 2
    return found


def _zones(headers, bags, generators, number):
    """Each zone of a preset or instrument as {generator: amount}; ranges keep both bytes in one number."""
    first, last = int(headers["bag"][number]), int(headers["bag"][number + 1])
    for bag in range(first, last):
        rows = generators[int(bags["gen"][bag]) : int(bags["gen"][bag + 1])]
        yield dict(zip(rows["oper"].tolist(), rows["amount"].tolist(), strict=True))


def _text(name):
    return name.split(b"\0")[0].decode("latin-1").strip()


def find_file():
    """Path of the General MIDI soundfont that the package pretty_midi carries; the package stays unimported.

    Returns
    -------
    Path

    Raises
    ------
    FileNotFoundError
        If the package or the file is missing; the message says what to install.
    """
    spec = importlib.util.find_spec("pretty_midi")
    folders = spec.submodule_search_locations if spec else ()
    for folder in folders or ():
        path = Path(folder) / "TimGM6mb.sf2"
        if path.is_file():
            return path
    raise FileNotFoundError("TimGM6mb.sf2 is missing; it comes with the package pretty_midi: install that")


_lock = threading.Lock()


@lru_cache(maxsize=1)
def _load():
    return SoundFont(find_file())


def load():
    """The soundfont of the embedded collection, read once per process.

    Returns
    -------
    SoundFont
    """
    with _lock:
        return _load()
