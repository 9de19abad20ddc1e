"""The rules of the house: which room may import which, where networks live, and what no file may hold."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "genrekit"

#: What each room may import of the others. The lesson comes first, in the order of the data; the tools that
#: run and check it come last, and nothing of the lesson may import them.
ROOMS = {
    "genres": set(),
    "paths": set(),
    "owner": set(),
    "audio": set(),
    "archives": {"audio", "paths"},
    "fetch": {"archives", "paths"},
    "cluster": set(),
    "workers": {"audio", "cluster"},
    "shards": {"audio", "paths", "workers"},
    "verification": {"audio", "collection", "paths", "workers"},
    "corpus": {"genres", "audio"},
    "collection": {"archives", "genres", "audio", "corpus", "paths"},
    "features": {"audio", "collection", "paths", "shards", "workers"},
    "splits": {"audio", "collection", "genres"},
    "models": {"genres"},
    "training": {"models", "paths", "shards"},
    "augmentation": set(),
    "kept": {"models", "paths", "shards"},
    "best": {"augmentation", "evaluation", "features", "kept", "models", "splits", "training"},
    "evaluation": {"genres"},
    "experiments": {
        "audio",
        "collection",
        "evaluation",
        "features",
        "genres",
        "models",
        "novelty",
        "paths",
        "splits",
        "training",
    },
    "explain": {"audio", "features", "genres", "training", "models"},
    "novelty": {"explain", "models", "paths", "shards", "training"},
    "timeline": {"audio", "evaluation", "explain", "features", "genres", "novelty", "widgets"},
    "plots": {"audio", "evaluation", "features", "genres"},
    "listen": {"audio", "features"},
    "explore": {"audio", "features", "listen", "plots"},
    "widgets": {"audio"},
    "checks": {"audio", "collection", "corpus", "evaluation", "features", "genres", "splits"},
    "environment": {"paths"},
    "bench": {
        "collection",
        "experiments",
        "features",
        "models",
        "paths",
        "shards",
        "splits",
        "training",
        "verification",
    },
    "notebooks": {"collection", "experiments", "features", "paths", "plots"},
    "views": {"notebooks", "paths"},
    "cheatsheet": {
        "evaluation",
        "experiments",
        "features",
        "genres",
        "models",
        "notebooks",
        "paths",
        "splits",
        "views",
    },
    "report": {
        "audio",
        "bench",
        "collection",
        "evaluation",
        "experiments",
        "features",
        "genres",
        "listen",
        "notebooks",
        "paths",
        "plots",
        "training",
    },
    "study": {
        "best",
        "collection",
        "evaluation",
        "experiments",
        "features",
        "paths",
        "plots",
        "report",
        "sweep",
        "workers",
    },
    "alarms": {
        "audio",
        "collection",
        "corpus",
        "experiments",
        "features",
        "novelty",
        "paths",
        "plots",
        "report",
        "splits",
        "training",
    },
    "app": {"audio", "experiments", "listen", "notebooks", "owner", "paths", "timeline", "widgets"},
    "sweep": {"audio", "cluster", "experiments", "features", "notebooks", "owner", "paths", "plots"},
    "cli": {
        "alarms",
        "app",
        "bench",
        "cheatsheet",
        "cluster",
        "collection",
        "environment",
        "fetch",
        "notebooks",
        "paths",
        "report",
        "study",
        "sweep",
        "verification",
        "views",
    },
    "__main__": {"cli"},
    "__init__": set(),
}

#: The rooms that may import TensorFlow. Others may import these rooms inside of a function only, so that
#: nobody waits for TensorFlow who trains nothing.
NETWORKS = {"best", "kept", "models", "training", "explain", "novelty", "timeline"}
HEAVY = {"tensorflow", "keras"}

#: Rooms that must work where nothing is installed: outside of functions they import the standard library.
BARE = {"environment", "cli", "__main__"}

#: Nothing is ever unpickled.
BANNED = {"pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal"}

#: The notebooks in which no network is trained: none of them waits for TensorFlow.
WITHOUT_NETWORKS = ("01_raw_audio", "02_spectrograms", "03_mfcc")

MACHINE_PATH = re.compile(
    r"(?<![\w:/.+~}])/(?:home|root|tmp|Users|work|opt|var|usr|mnt|srv|private|content)/(?!bin/env\b)\w"
    r"|\b[A-Za-z]:\\{1,2}Users"
)
PACKAGE_HOST = re.compile(
    r"\bpypi\.(?:org|python)|pythonhosted|anaconda\.(?:org|com)|artifactory|\bnexus\b|devpi"
    r"|(?<!emit-)(?:extra-)?index-url[= ]+[^\s-]|find-links[= ]+[^\s-]|trusted-host",
    re.IGNORECASE,
)
#: These name such paths and hosts in order to find them elsewhere.
RULE_BOOKS = {"tests/test_house.py", "tests/test_notebooks.py"}


def imports(source, package):
    """Every import of a module: its absolute name, and whether it is carried out on import of the module."""
    found = []

    def visit(node, at_once):
        if isinstance(node, ast.Import):
            found.extend((alias.name, at_once) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            # `from genrekit import audio` imports a room, `from genrekit.audio import SR` does, too.
            found.extend((f"{stem}.{alias.name}", at_once) for alias in node.names)
        inside = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for child in ast.iter_child_nodes(node):
            visit(child, at_once and not inside)

    visit(ast.parse(source), True)
    return found


def room_of(name):
    """The room that an absolute name stands in; None if it is not of the kit."""
    parts = name.split(".")
    return parts[1] if parts[0] == "genrekit" and len(parts) > 1 else None


def faults(room, source, package):
    """A sentence for each import that the rules of the house forbid."""
    for name, at_once in imports(source, package):
        top, other = name.split(".")[0], room_of(name)
        if top in BANNED:
            yield f"{room} imports {top}: nothing is ever pickled"
        if top in HEAVY and room not in NETWORKS:
            yield f"{room} imports {name}: TensorFlow belongs to {', '.join(sorted(NETWORKS))}"
        if other is None or other == room:
            if room in BARE and at_once and other is None and top not in sys.stdlib_module_names:
                yield f"{room} imports {name} at once: it must work where nothing is installed"
            continue
        if other not in ROOMS[room]:
            yield f"{room} imports {other}: it may import {', '.join(sorted(ROOMS[room])) or 'nothing'}"
        if other in NETWORKS and room not in NETWORKS and at_once:
            yield f"{room} imports {other} at once: do so in the function that needs it"


def modules():
    """(room, file, package) of every module of the kit."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield parts[1], path, ".".join(parts[:-1])


@pytest.mark.parametrize(
    ("room", "path", "package"),
    [pytest.param(*found, id=found[1].relative_to(PACKAGE).as_posix()) for found in modules()],
)
def test_imports_keep_to_the_rooms(room, path, package):
    assert room in ROOMS, f"{room} is a new room: say in ROOMS what it may import"
    assert list(faults(room, path.read_text(encoding="utf-8"), package)) == []


def test_no_two_rooms_import_each_other():
    def reach(room, seen):
        for other in ROOMS[room] - seen:
            seen |= {other}
            reach(other, seen)
        return seen

    assert [room for room in ROOMS if room in reach(room, set())] == []
    named = set().union(*ROOMS.values())
    assert named <= ROOMS.keys(), f"no such room: {named - ROOMS.keys()}"


@pytest.mark.parametrize(
    ("room", "package", "source", "says"),
    [
        ("corpus", "genrekit.corpus", "from ..features import mfcc", "corpus imports features"),
        (
            "corpus",
            "genrekit.corpus.players",
            "from ...collection import embedded",
            "corpus imports collection",
        ),
        ("features", "genrekit", "from genrekit import experiments", "features imports experiments"),
        ("splits", "genrekit", "import genrekit.plots as p", "splits imports plots"),
        ("features", "genrekit", "def f():\n    from keras import layers", "TensorFlow belongs to"),
        ("plots", "genrekit.plots", "import tensorflow as tf", "TensorFlow belongs to"),
        ("experiments", "genrekit", "from genrekit import training", "training at once"),
        ("experiments", "genrekit", "if 1:\n    import genrekit.models", "models at once"),
        ("environment", "genrekit", "import numpy", "nothing is installed"),
        ("features", "genrekit", "import pickle", "nothing is ever pickled"),
        ("audio", "genrekit", "from . import cli", "audio imports cli"),
    ],
)
def test_a_broken_rule_is_found(room, package, source, says):
    assert any(says in fault for fault in faults(room, source, package))


@pytest.mark.parametrize(
    ("room", "package", "source"),
    [
        ("corpus", "genrekit.corpus.players", "from ..chart import Bar\nfrom .base import Note"),
        ("corpus", "genrekit.corpus", "from ..genres import GENRES"),
        ("experiments", "genrekit", "def run():\n    from genrekit import training"),
        ("environment", "genrekit", "import sys\ndef f():\n    from packaging.markers import Marker"),
        ("training", "genrekit", "from genrekit.models import keras"),
    ],
)
def test_a_kept_rule_is_let_through(room, package, source):
    assert list(faults(room, source, package)) == []


@pytest.mark.parametrize("stem", WITHOUT_NETWORKS)
def test_the_first_notebooks_import_no_network(stem):
    notebook = json.loads((ROOT / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    names = [name for cell in cells for name, _ in imports(cell, "")]
    assert names, "the notebook imports nothing: is it read aright?"
    assert [n for n in names if n.split(".")[0] in HEAVY or room_of(n) in NETWORKS] == []


def test_only_networks_wait_for_tensorflow():
    rooms = sorted({room for room, _, _ in modules()} - NETWORKS - {"__init__", "__main__"})
    program = "import sys, importlib\n" + "\n".join(
        f"importlib.import_module('genrekit.{room}')\nassert not {HEAVY!r} & set(sys.modules), '{room}'"
        for room in rooms
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr


def test_who_reads_a_sweep_does_not_wait_for_what_executes_notebooks():
    program = (
        "import sys\nfrom genrekit import sweep\nfrom genrekit.notebooks import kernel\n"
        "assert not {'papermill', 'nbformat', 'nbconvert', 'nbclient'} & set(sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr


def project_files():
    """The files under version control; in a copy without it, what lies in the folders of the project."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        names = [name for name in listed.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = []
    found = [ROOT / name for name in names] or [
        *(path for folder in ("genrekit", "notebooks", "tests", "slides", ".github", ".ci", "docs")
          for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts),
        *(ROOT / name for name in ("Makefile", "pyproject.toml", "requirements.lock", "environment.yml")),
        *ROOT.glob("*.md"),
    ]  # fmt: skip
    return sorted(path for path in found if path.is_file())


def unwanted(text):
    """(line number, what is there) of each path of a machine and each package host."""
    # Pictures in notebooks are base64, in which anything may turn up.
    text = re.sub(r"[A-Za-z0-9+/=]{120,}", "", text)
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern in (MACHINE_PATH, PACKAGE_HOST):
            for match in pattern.finditer(line):
                yield number, line[max(0, match.start() - 20) : match.end() + 20].strip()


def test_no_file_names_a_machine_or_a_package_host():
    seen, found = 0, []
    for path in project_files():
        name = path.relative_to(ROOT).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        seen += 1
        if name not in RULE_BOOKS:
            found += [f"{name}:{number}: {what}" for number, what in unwanted(text)]
    assert seen > 50, "hardly any file was read"
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'data_dir = "/home/ann/songs"',
        "sys.path.insert(0, '/opt/kit')",
        r'path = "C:\\Users\\ann"',
        r"C:\Users\ann",
        "numpy @ https://files.pythonhosted.org/packages/numpy.whl",
        "--index-url https://example.org/simple",
        "--extra-index-url=https://example.org/simple",
        "pip config: trusted-host = here",
    ],
)
def test_what_is_unwanted_is_found(line):
    assert list(unwanted(line))


@pytest.mark.parametrize(
    "line",
    [
        "#!/usr/bin/env bash",
        "for file in results/tmp/run:",
        "uv pip compile --no-emit-index-url --no-config",
        "https://example.org/home/ann",
        "echo >/dev/null",
        "the index of the genre",
    ],
)
def test_what_is_wanted_is_let_through(line):
    assert list(unwanted(line)) == []
