"""The check for newcomers: what is missing or of the wrong version, told in seconds and in words.

Only the standard library is imported here, so that the check works where nothing is installed yet.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import re
import shutil
import sys
from pathlib import Path

PACKAGE = "genrekit"
PROJECT_FILE = Path(__file__).resolve().parent.parent / "pyproject.toml"
DISK_NEEDED_GB = 1.0
INSTALL = "make env, or: pip install -e ."

#: What the extras are for.
_EXTRAS = {"test": "make test", "dask": "sweeps on a cluster"}

_REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?\s*(?:;(.*))?$")
_CLAUSE = re.compile(r"(===|==|~=|!=|<=|>=|<|>)\s*([^\s,]+)")


def check(*, out=print):
    """Tell whether everything the kit needs is there.

    Parameters
    ----------
    out : callable
        Takes one line of text.

    Returns
    -------
    int
        0 if the kit can run, 1 if something is missing.
    """
    problems = [*python_problems(), *package_problems(requirements()), *soundfont_problems()]
    problems += folder_problems()
    notes = [
        f"only for {what}: {problem}"
        for extra, what in _EXTRAS.items()
        for problem in package_problems(requirements(extra))
    ]
    for problem in problems:
        out(f"- {problem}")
    for note in notes:
        out(f"- {note}")
    if problems:
        out(f"{len(problems)} to put right. Packages: {INSTALL}")
        return 1
    out(f"All there: Python {platform.python_version()}, {len(requirements())} packages, soundfont, folders.")
    return 0


def requirements(extra=None):
    """What the kit needs, as written in `pyproject.toml` or, without it, in the installed package.

    Parameters
    ----------
    extra : str, optional
        Name of an extra; without it, the packages that everyone needs.

    Returns
    -------
    list of str
        Such as `numpy>=2.0`.
    """
    if PROJECT_FILE.is_file() and sys.version_info >= (3, 11):
        import tomllib

        project = tomllib.loads(PROJECT_FILE.read_text(encoding="utf-8"))["project"]
        if project["name"] == PACKAGE:
            return project["optional-dependencies"].get(extra, []) if extra else project["dependencies"]
    try:
        declared = importlib.metadata.requires(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        return []
    marked = [(line, re.search(r"""extra\s*==\s*['"]([^'"]+)""", line)) for line in declared]
    return [
        line.partition(";")[0].strip() for line, mark in marked if (mark.group(1) if mark else None) == extra
    ]


def python_problems():
    """What is wrong with this Python, if anything.

    Returns
    -------
    list of str
    """
    problems = []
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        problems.append(f"Python {platform.python_version()}: genrekit needs 3.11, 3.12 or 3.13")
    if sys.maxsize < 2**32:
        problems.append("Python: this one is for 32 bits, and TensorFlow exists for 64 bits only")
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        problems.append("Python: TensorFlow no longer exists for Macs with an Intel processor")
    return problems


def package_problems(lines):
    """Which packages are missing or of a version that does not fit.

    Parameters
    ----------
    lines : iterable of str
        Requirements, such as `numpy>=2.0`.

    Returns
    -------
    list of str
        A sentence for each package at fault.
    """
    problems = []
    for line in lines:
        name, wanted, marker = parse(line)
        if not _applies(marker):
            continue
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            problems.append(f"{name}: missing" + (f", needed {wanted}" if wanted else ""))
            continue
        if not fits(version, wanted):
            problems.append(f"{name}: version {version} is installed, needed {wanted}")
    return problems


def parse(line):
    """Split a requirement into its parts.

    Parameters
    ----------
    line : str
        Such as `numpy>=2.0; python_version > "3.11"`.

    Returns
    -------
    name, wanted, marker : str
        The last two are empty if not given.

    Raises
    ------
    ValueError
        If it is no requirement.
    """
    match = _REQUIREMENT.match(line)
    if not match:
        raise ValueError(f"{line!r}: not a requirement; write it as in numpy>=2.0")
    name, wanted, marker = match.groups()
    return name, wanted.strip(), (marker or "").strip()


def fits(version, wanted):
    """Whether a version satisfies what is wanted of it.

    Parameters
    ----------
    version : str
        Such as `2.1.3`.
    wanted : str
        Clauses separated by commas, such as `>=2.0,<3`. Empty: any version fits.

    Returns
    -------
    bool
    """
    try:
        from packaging.specifiers import SpecifierSet

        return SpecifierSet(wanted).contains(version, prereleases=True)
    except ImportError:
        return all(_satisfies(version, *clause) for clause in _CLAUSE.findall(wanted))


def _satisfies(version, operator, limit):
    """One clause, by the numbers of the release alone: enough when `packaging` is not installed."""
    if operator == "~=":
        prefix = ".".join(limit.split(".")[:-1]) + ".*"
        return _satisfies(version, ">=", limit) and _satisfies(version, "==", prefix)
    if limit.endswith(".*"):
        length = limit.count(".")
        same = _numbers(version)[:length] == _numbers(limit[:-2])[:length]
        return same if operator == "==" else not same
    have, want = _numbers(version), _numbers(limit)
    return {
        "==": have == want,
        "===": have == want,
        "!=": have != want,
        ">=": have >= want,
        "<=": have <= want,
        ">": have > want,
        "<": have < want,
    }[operator]


def _numbers(version):
    """The release of a version as five numbers, so that 2.0 equals 2."""
    release = re.match(r"v?(\d+(?:\.\d+)*)", version)
    numbers = [int(part) for part in release.group(1).split(".")] if release else []
    return tuple((numbers + [0] * 5)[:5])


def _applies(marker):
    if not marker:
        return True
    try:
        from packaging.markers import Marker
    except ImportError:
        return True
    return Marker(marker).evaluate()


def soundfont_problems():
    """Whether the soundfont that plays the embedded collection is there.

    Returns
    -------
    list of str
    """
    spec = importlib.util.find_spec("pretty_midi")
    if spec is None:
        return []  # already told with the packages
    folders = [Path(folder) for folder in spec.submodule_search_locations or []]
    if any((folder / "TimGM6mb.sf2").is_file() for folder in folders):
        return []
    return ["TimGM6mb.sf2: missing from pretty_midi; reinstall it: pip install --force-reinstall pretty_midi"]


def folder_problems():
    """Whether results and cache can be written, and whether the disk has room for them.

    Returns
    -------
    list of str
    """
    try:
        from genrekit import paths
    except ImportError:
        return []  # the package it misses is told already
    problems = []
    for folder in (paths.results_dir, paths.cache_dir):
        try:
            place = folder()
        except OSError as error:
            problems.append(str(error))
            continue
        free = shutil.disk_usage(place).free / 1e9
        if free < DISK_NEEDED_GB:
            problems.append(
                f"{place}: {free:.1f} GB free, {DISK_NEEDED_GB:.0f} GB needed. "
                "Make room, or set GENREKIT_HOME to a folder on another disk."
            )
    return problems
