"""The capstone project: its links lead somewhere, its code runs, its rubric is whole."""

import ast
import importlib
import re

import pytest

from genrekit import cli
from genrekit.notebooks import kernel

PAGE = kernel.FOLDER / "capstone.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
BRIEFS = re.findall(r"^### ([A-Z])\. ", TEXT, re.MULTILINE)
PROSE = re.sub(r"^```.*?^```", "", TEXT, flags=re.MULTILINE | re.DOTALL)


def rubric():
    """{criterion: its cells}."""
    part = TEXT.split("## Rubric")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    head, _, *rows = [[cell.strip() for cell in row] for row in rows]
    return head[1:], {row[0]: row[1:] for row in rows}


def test_links_lead_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", TEXT)
    assert len(links) >= 6
    for link in links:
        assert (PAGE.parent / link).is_file(), link


def test_every_brief_has_code():
    assert BRIEFS == ["A", "B", "C", "D"]
    for part in re.split(r"^### ", TEXT.split("## Six sessions")[0], flags=re.MULTILINE)[1:]:
        assert part.count("```python") == 1, part[:40]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.mark.slow
@pytest.mark.parametrize(
    "block", [pytest.param(code, id=f"brief {name}") for name, code in zip(BRIEFS, BLOCKS, strict=True)]
)
def test_code_runs(block, home, tmp_path, monkeypatch, capsys):
    # One home for all: the run of two briefs is the same, and found again.
    monkeypatch.setenv("GENREKIT_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "capstone.md", "exec"), {"__name__": "capstone"})  # noqa: S102
    assert capsys.readouterr().out.strip()


def test_code_fits_the_page():
    for block in BLOCKS:
        ast.parse(block)
        assert max(map(len, block.splitlines())) <= 110


def test_functions_that_are_named_are_there():
    named = re.findall(r"`(?:print\()?([a-z_]+)\.([a-z_]+)\b", PROSE)
    kit = {path.stem for path in (kernel.FOLDER.parent / "genrekit").iterdir()}
    asked = [(module, name) for module, name in named if module in kit]
    assert ("evaluation", "paired") in asked
    for module, name in asked:
        assert hasattr(importlib.import_module(f"genrekit.{module}"), name), f"{module}.{name}"


def test_commands_that_are_named_are_there(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    told = capsys.readouterr().out
    commands = set(re.findall(r"`genrekit ([a-z]+)", PROSE))
    assert commands
    for command in commands:
        assert re.search(rf"^ +{command}\b", told, re.MULTILINE), command


def test_the_points_add_up():
    _, rows = rubric()
    total = sum(int(re.match(r"\*\*(\d+)\*\*", cells[-1]).group(1)) for cells in rows.values())
    assert total == int(re.search(r"^(\d+) points", TEXT, re.MULTILINE).group(1)) == 100


def test_every_criterion_has_all_levels():
    levels, rows = rubric()
    assert len(levels) == 4
    assert 5 <= len(rows) <= 6
    for criterion, cells in rows.items():
        assert len(cells) == len(levels), criterion
        found = [re.fullmatch(r"\*\*(\d+)\*\* (.{10,})", cell) for cell in cells]
        assert all(found), criterion
        points = [int(match.group(1)) for match in found]
        assert points == sorted(set(points)), criterion
        assert points[0] == 0, criterion


def test_length_and_words():
    assert 1000 <= len(re.sub(r"[^\w’'-]+", " ", PROSE).split()) <= 1600
    assert not re.search(r"\b(simply|obviously|of course)\b", TEXT, re.IGNORECASE)
    lines = [line for line in TEXT.splitlines() if not line.startswith("|")]
    assert max(map(len, lines)) <= 120
