"""The students' copies: no answers in them, and they run with every exercise unanswered."""

import ast
import builtins
import copy
import re

import nbformat
import pytest

from genrekit import views
from genrekit.notebooks import kernel
from genrekit.views.student import student

NOTEBOOKS = kernel.find()
ANSWERS = {"solution", "discussion"}


def tags(cell):
    return set(cell.metadata.get("tags", []))


def read(path):
    return nbformat.read(path, as_version=4)


def loaded(source):
    """Names that code reads without having given them a value itself."""
    tree = ast.parse(source)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return {node.id for node in nodes if isinstance(node.ctx, ast.Load)}


def defined(source):
    """Names that code gives a value, at whatever depth: assigned, imported, defined."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.arg):
            found.add(node.arg)
    return found


def leaning_on_answers(notebook):
    """Cells of the story that need what only an exercise or a solution gives."""
    story, answers = set(dir(builtins)) | {"display", "get_ipython"}, set()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if tags(cell) & {"exercise", "solution"}:
            answers |= defined(cell.source)
        elif "check" in tags(cell):
            story |= {name for name in defined(cell.source) if name not in answers}
        elif not (cell.source.startswith("assert ") and ".right" in cell.source):
            needed = (loaded(cell.source) - defined(cell.source)) & answers - story
            if needed:
                yield f"{cell.source.splitlines()[0]!r} needs {sorted(needed)}"
            story |= defined(cell.source)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_answer_is_left(path):
    whole, copied = read(path), student(read(path))
    nbformat.validate(copied)
    gone = [cell for cell in whole.cells if tags(cell) & ANSWERS]
    assert len(gone) >= 8
    assert not any(tags(cell) & ANSWERS for cell in copied.cells)
    text = "\n".join(cell.source for cell in copied.cells)
    for cell in gone:
        assert cell.source not in text
    assert [cell for cell in copied.cells if "exercise" in tags(cell)] == [
        cell if cell.cell_type == "markdown" else cell | {"outputs": [], "execution_count": None}
        for cell in whole.cells
        if "exercise" in tags(cell)
    ]
    assert not any(cell.get("outputs") for cell in copied.cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_story_needs_no_answer(path):
    assert list(leaning_on_answers(read(path))) == []


def test_a_story_that_needs_an_answer_is_found():
    new = nbformat.v4
    cells = [
        new.new_code_cell("answer = ...", metadata={"tags": ["exercise"]}),
        new.new_code_cell("answer = 1\nhelper = 2", metadata={"tags": ["solution"]}),
        new.new_code_cell("helper = 3\nprint(helper)"),
        new.new_code_cell("print(answer + helper)"),
    ]
    assert list(leaning_on_answers(new.new_notebook(cells=cells))) == [
        "'print(answer + helper)' needs ['answer']"
    ]


def test_the_notebook_itself_stays_as_it_is():
    notebook = read(NOTEBOOKS[0])
    before = copy.deepcopy(notebook)
    student(notebook)
    assert notebook == before


def test_copies_are_written_with_the_pages_they_link_to(tmp_path):
    folder = views.write_students(tmp_path / "class")
    names = {path.name for path in folder.iterdir()}
    assert names == {path.name for path in NOTEBOOKS} | {path.name for path in kernel.beside()}
    assert views.write_students(folder) == folder  # untouched copies are made anew


def test_work_of_a_student_is_not_written_over(tmp_path):
    folder = views.write_students(tmp_path)
    path = folder / NOTEBOOKS[1].name
    worked = read(path)
    worked.cells[3].source += "\nMy own note."
    nbformat.write(worked, path)
    (folder / NOTEBOOKS[0].name).unlink()
    with pytest.raises(ValueError, match=rf"{path.name}.*worked in"):
        views.write_students(folder)
    assert "My own note." in path.read_text(encoding="utf-8")
    assert not (folder / NOTEBOOKS[0].name).exists()  # nothing was written at all


@pytest.mark.parametrize("content", ["", "{}", "no notebook"])
def test_what_is_no_copy_is_not_written_over(tmp_path, content):
    (tmp_path / NOTEBOOKS[0].name).write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="move it away"):
        views.write_students(tmp_path)
    assert (tmp_path / NOTEBOOKS[0].name).read_text(encoding="utf-8") == content


@pytest.fixture(scope="module")
def home_of_all(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS[:4], ids=lambda path: path.stem)
def test_a_copy_runs_unanswered(path, home_of_all, monkeypatch):
    from nbclient import NotebookClient

    monkeypatch.setenv("GENREKIT_HOME", str(home_of_all))
    kernel.prepare_environment()
    copied = student(read(path))
    # A song or two of each genre: what is left out are answers, not music.
    [parameters] = [cell for cell in copied.cells if "parameters" in tags(cell)]
    parameters.source = re.sub(r"clips_per_genre = \d+", "clips_per_genre = 3", parameters.source)
    client = NotebookClient(
        copied,
        kernel_manager_class=kernel.OwnKernelManager,
        timeout=600,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    checks = [cell for cell in copied.cells if "check" in tags(cell)]
    told = [str([output.get("data", {}).get("text/plain", "") for output in cell.outputs]) for cell in checks]
    assert checks
    assert not any("Right." in text for text in told)
    spoken = [output for cell in copied.cells for output in cell.get("outputs", [])]
    noise = [out.text for out in spoken if out.output_type == "stream" and out.name == "stderr"]
    # A bar that tells how far something has come is no noise; warnings and logs are.
    assert [text for text in noise if "%|" not in text] == []
