"""What stands twice must be the same: versions, dependencies, the table of the rooms; and the bench."""

import ast
import re
import sys
import tomllib
from itertools import chain

import psutil
import pytest
from test_house import PACKAGE, ROOMS, ROOT, imports

import genrekit
from genrekit.bench import measuring

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: Where a package is imported under another name than it is installed by.
INSTALLED_AS = {"bs4": "beautifulsoup4", "pil": "pillow", "sklearn": "scikit-learn", "zmq": "pyzmq"}
#: `packaging` is used if it is there, and done without if not.
OPTIONAL = {"packaging"}


def names(requirements):
    return {re.match(r"[\w-]+", line).group().lower().replace("_", "-") for line in requirements}


def imported(folder):
    """Packages that the files of a folder import, by the names they are installed by."""
    own = {"genrekit", *(path.stem for path in folder.glob("*.py") if folder != PACKAGE)}
    found = {
        name.split(".")[0]
        for path in folder.rglob("*.py")
        for name, _ in imports(path.read_text(encoding="utf-8"), ".".join(path.relative_to(ROOT).parts[:-1]))
    }
    found = {name.lower() for name in found - own - set(sys.stdlib_module_names)}
    return {INSTALLED_AS.get(name, name).replace("_", "-") for name in found}


def test_version_is_the_same_everywhere():
    citation, changelog = (
        re.search(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE).group(1)
        for name, pattern in (("CITATION.cff", r"^version: (\S+)$"), ("CHANGELOG.md", r"^## \[(\d\S*)\]"))
    )
    assert genrekit.__version__ == PROJECT["version"] == citation == changelog


def test_the_package_itself_imports_nothing():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    assert not any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(tree))


def test_what_is_imported_is_a_dependency():
    needed = names(PROJECT["dependencies"])
    extras = names(
        [needed for extra in ("dask", "views", "bench") for needed in PROJECT["optional-dependencies"][extra]]
    )
    assert imported(PACKAGE) - needed - extras - OPTIONAL == set()
    assert imported(ROOT / "tests") - needed - names(PROJECT["optional-dependencies"]["test"]) == set()


def test_every_dependency_is_pinned():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = names(re.findall(r"^[\w-]+(?===)", lock, re.MULTILINE))
    wanted = names([*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())])
    assert wanted - pinned == set()


def table_of_rooms():
    """What CONTRIBUTING says of each room: {room: what it may import}."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+) \| [^|]+ \| ([^|]+) \|$", text, re.MULTILINE)
    return {
        re.sub(r"\.py$|/$", "", room): set() if may == "nothing" else set(may.split(", "))
        for rooms, may in rows
        for room in re.findall(r"`([^`]+)`", rooms)
    }


def test_pages_link_to_files_that_are_there():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target
    ]
    assert len(links) > 10
    assert [(page.name, target) for page, target in links if not (page.parent / target).exists()] == []


def test_contributing_tells_the_rooms_as_they_are():
    there = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    told = table_of_rooms()
    assert told == {room: ROOMS[room] for room in there - {"__init__", "__main__"}}


@pytest.mark.parametrize("error", [psutil.NoSuchProcess(1), psutil.AccessDenied(1), psutil.ZombieProcess(1)])
def test_memory_of_what_ends_meanwhile_is_not_counted(error):
    class Process:
        def __init__(self, rss=None, children=()):
            self.rss, self.family = rss, children

        def children(self, recursive):
            if self.family is None:
                raise error
            return list(self.family)

        def memory_info(self):
            if self.rss is None:
                raise error
            return self

    assert measuring.resident(Process(3, [Process(), Process(4)])) == 7
    assert measuring.resident(Process(3, None)) == 3
