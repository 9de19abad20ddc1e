"""The anatomy of the committed notebooks. Each rule yields a sentence for each fault that it finds."""

import ast
import copy
import json
import re
from pathlib import Path

import nbformat
import pytest

from genrekit.notebooks.page import mathml
from genrekit.notebooks.tidy import KERNELSPEC, LANGUAGE, clean_notebook

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
EXPECTED = [
    "01_raw_audio",
    "02_spectrograms",
    "03_mfcc",
    "04_cnn",
    "05_experiment",
    "06_confusion_matrices",
    "07_what_the_network_hears",
    "08_your_song",
    "09_honest_scores",
    "10_beyond",
    "11_scaling_out",
]
LONGEST_CELL = 25
#: The kinds of exercises; every notebook has the first four, and rises from the first to the last of them.
KINDS = ("predict", "change a line", "write a function", "project", "work it out")
EXERCISE = re.compile(r"\*\*Try it (\d+) \(([a-z ]+)\)\.\*\*")
QUESTIONS = 5
FOLD = re.compile(r"<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>", re.DOTALL)
LARGEST_MB = 5
ABSOLUTE_PATH = re.compile(r"(?<![\w:/.])/(?:home|root|tmp|Users|work|opt|var|usr|mnt)/|\b[A-Z]:\\\\?Users")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")
PICKLE = re.compile(r"\bpickle\b|\bjoblib\b|allow_pickle\s*=\s*True|\.npy_pickle")
BELITTLING = re.compile(r"\b(simply|obviously|trivially|of course)\b", re.IGNORECASE)
GENERIC_ALT = re.compile(
    r"^(a |an |the )?(figure|image|plot|picture|graph|chart|axes)\b[\s.\d]*$|^<|No description"
)
FORMULA = re.compile(r"(?<!\\)\$\$(.+?)\$\$|(?<![\\$\w])\$([^\s$](?:[^$]*?[^\s\\$])?)\$(?![\d$])", re.DOTALL)


def tags(cell):
    return cell.metadata.get("tags", [])


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def name(cell):
    lines = cell.source.splitlines() or [""]
    return repr(lines[0][:60])


def text_of(output):
    """Everything of an output that a person reads."""
    parts = [output.get("text", ""), *output.get("traceback", [])]
    parts += [str(value) for kind, value in output.get("data", {}).items() if not kind.startswith("image/")]
    return "\n".join(parts)


def assigned(source):
    """The names that code gives a value."""
    nodes = ast.walk(ast.parse(source))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def is_guard(cell):
    """Whether a code cell holds nothing but assertions."""
    try:
        statements = ast.parse(cell.source).body
    except SyntaxError:
        return False
    return bool(statements) and all(isinstance(statement, ast.Assert) for statement in statements)


def rule_format(notebook):
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        yield f"not a valid notebook: {str(error).splitlines()[0]}"
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        yield f"format {notebook.nbformat}.{notebook.nbformat_minor}, not 4.5"
    ids = [cell.get("id") for cell in notebook.cells]
    if None in ids or len(set(ids)) != len(ids):
        yield "cells without an id, or with the same one"
    if (
        notebook.metadata.get("kernelspec") != KERNELSPEC
        or notebook.metadata.get("language_info") != LANGUAGE
    ):
        yield "metadata is not that of any Python 3: make notebooks puts it right"


def rule_clean(notebook):
    if clean_notebook(copy.deepcopy(notebook)) != notebook:
        yield "holds what belongs to one run only (sounds, bars, timings): make notebooks takes it out"


def rule_title(notebook):
    first = notebook.cells[0]
    if first.cell_type != "markdown" or not re.match(r"# \S", first.source):
        yield "the first cell is no title"
    titles = [
        line
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in re.sub(r"```.*?```", "", cell.source, flags=re.DOTALL).splitlines()
        if re.match(r"# \S", line)
    ]
    if len(titles) != 1:
        yield f"{len(titles)} titles, not one: {titles}"
    if len(first.source.split("\n\n")) < 2:
        yield "the title is not followed by a sentence on what the notebook answers"


def rule_objectives(notebook):
    found = [number for number, cell in enumerate(notebook.cells) if "objectives" in tags(cell)]
    if len(found) != 1 or found[0] > 2:
        yield f"objectives in cells {found}, not in one of the first three"
        return
    source = notebook.cells[found[0]].source
    if len(re.findall(r"^\s*[-*] \S", source, re.MULTILINE)) < 2:
        yield "objectives: fewer than two goals"
    for word in ("read", "run"):
        minutes = rf"\b{word}(ing|ning)?\b[^.\n]*?\d+|\d+[^.\n]*?\bto {word}\b"
        if not re.search(minutes, source, re.IGNORECASE) or "minute" not in source.lower():
            yield f"objectives: no minutes to {word}"
    if not re.search(r"builds? on", source, re.IGNORECASE):
        yield "objectives: nothing on what the notebook builds on"


def rule_parameters(notebook):
    found = [cell for cell in notebook.cells if "parameters" in tags(cell)]
    if len(found) != 1:
        yield f"{len(found)} parameters cells, not one"
        return
    lines = found[0].source.splitlines()
    statements = ast.parse(found[0].source).body
    if not statements:
        yield "the parameters cell is empty"
    for statement in statements:
        line = lines[statement.lineno - 1]
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        try:
            value = ast.literal_eval(statement.value) if isinstance(target, ast.Name) else ...
        except ValueError:
            value = ...
        if not isinstance(value, (bool, int, float, str)):
            yield f"parameters: {line!r} is no plain scalar"
        if not re.search(r"#\s*\S", line[statement.end_col_offset :]):
            yield f"parameters: {line!r} has no comment"
    given = assigned(found[0].source)
    for cell in code_cells(notebook):
        if cell is not found[0]:
            for again in sorted(given & assigned(cell.source)):
                yield f"parameters: {again} is given another value in {name(cell)}"


def rule_exercises(notebook):
    steps = []
    for cell in code_cells(notebook):
        step = next((tag for tag in ("exercise", "check", "solution") if tag in tags(cell)), None)
        if (step and steps[-1:] != [step]) or step in ("check", "solution"):
            steps.append(step)
    triples, rest = divmod(len(steps), 3)
    if rest or steps != ["exercise", "check", "solution"] * triples:
        yield f"not exercise, check, solution in turn: {steps}"
    elif triples < 4:
        yield f"{triples} exercises, at least four are needed"
    for cell in notebook.cells:
        if "solution" in tags(cell) and not cell.metadata.get("jupyter", {}).get("source_hidden"):
            yield f"solution {name(cell)} is not collapsed"


def rule_kinds(notebook):
    tasks = [cell for cell in notebook.cells if cell.cell_type == "markdown" and "exercise" in tags(cell)]
    found = [EXERCISE.match(cell.source) for cell in tasks]
    for cell, task in zip(tasks, found, strict=True):
        if task is None or task.group(2) not in KINDS:
            yield f"{name(cell)} does not begin with **Try it N (kind).**, the kind one of {KINDS}"
    found = [task for task in found if task]
    kinds = [task.group(2) for task in found]
    if [task.group(1) for task in found] != [str(number) for number in range(1, len(found) + 1)]:
        yield f"exercises are not numbered in turn: {[task.group(1) for task in found]}"
    if missing := set(KINDS[:4]) - set(kinds):
        yield f"no exercise of these kinds: {sorted(missing)}"
    elif (kinds[0], kinds[-1]) != ("predict", "project"):
        yield f"exercises rise from a prediction to a project, not from {kinds[0]!r} to {kinds[-1]!r}"


def rule_hints(notebook):
    for cell in notebook.cells:
        if cell.cell_type != "markdown" or "exercise" not in tags(cell):
            continue
        titles = [title for title, _ in FOLD.findall(cell.source)]
        if len(titles) < 2 or titles != [f"Hint {number}" for number in range(1, len(titles) + 1)]:
            yield f"{name(cell)}: two hints or more, each folded, not {titles}"


def rule_discussions(notebook):
    after = [*notebook.cells[1:], None]
    for cell, following in zip(notebook.cells, after, strict=True):
        if cell.cell_type != "code" or "solution" not in tags(cell):
            continue
        if following is None or "discussion" not in tags(following):
            yield f"no discussion after the solution {name(cell)}"
        elif [title for title, _ in FOLD.findall(following.source)] != ["Discussion"]:
            yield f"the discussion after {name(cell)} is not folded"


def rule_quiz(notebook):
    cells = [cell for cell in notebook.cells if "quiz" in tags(cell)]
    if not cells or not cells[0].source.startswith("## Quiz\n"):
        yield "no quiz"
        return
    if len(cells) != 1 + QUESTIONS:
        yield f"{len(cells) - 1} questions in the quiz, not {QUESTIONS}"
    places = []
    for number, cell in enumerate(cells[1:], start=1):
        if not cell.source.startswith(f"**Question {number}.** "):
            yield f"{name(cell)} does not begin with **Question {number}.**"
        choices = FOLD.findall(cell.source)
        verdicts = [re.match(r"\*\*(Right|Not yet)\.\*\* \S", why) for _, why in choices]
        if not 3 <= len(choices) <= 5 or len(choices) != cell.source.count("<details"):
            yield f"{name(cell)}: {len(choices)} choices, not three to five"
        elif None in verdicts or [found.group(1) for found in verdicts].count("Right") != 1:
            yield f"{name(cell)}: each choice says **Right.** or **Not yet.** and why; one is right"
        else:
            places.append([found.group(1) for found in verdicts].index("Right"))
        if any(len(why.split()) < 8 for _, why in choices):
            yield f"{name(cell)}: a choice without an explanation"
        if any(re.search(r"[`$*_]{1,2}\w", title) for title, _ in choices):
            yield f"{name(cell)}: a choice holds Markdown, which a folded title does not show"
    if len(places) == QUESTIONS and len(set(places)) < 3:
        yield "the right choice stands nearly always in the same place"


def rule_solutions(notebook):
    cells = code_cells(notebook)
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        if "solution" not in tags(cell) or any("Right." in text_of(output) for output in cell.outputs):
            continue
        # What depends on a training differs between machines, and is not stored: an assertion stands in.
        if after is None or not (is_guard(after) and ".right" in after.source):
            yield f"nothing shows that the solution {name(cell)} passes its check"


def rule_ending(notebook):
    known = ("recap", "quiz", "references")
    ends = [tag for cell in notebook.cells for tag in tags(cell) if tag in known]
    if [tag for tag, before in zip(ends, [None, *ends], strict=False) if tag != before] != list(known):
        yield f"ends with {ends}, not with a recap, a quiz and references"
    if "references" not in tags(notebook.cells[-1]):
        yield "the references are not the last cell"


def rule_prose(notebook):
    before = None
    for cell in notebook.cells:
        plain = cell.cell_type == "code" and {"parameters", "check", "solution"}.isdisjoint(tags(cell))
        # A guard that holds on every machine needs no words: it follows what it guards.
        plain = plain and not is_guard(cell)
        if plain and (before is None or before.cell_type != "markdown"):
            yield f"no prose before {name(cell)}"
        before = cell


def rule_code(notebook):
    for cell in code_cells(notebook):
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            yield f"{name(cell)} does not parse: {error.msg}"
        lines = len(cell.source.splitlines())
        if lines > LONGEST_CELL:
            yield f"{name(cell)} has {lines} lines; {LONGEST_CELL} fit a screen"
        if not cell.source.strip():
            yield "an empty code cell"


def rule_figures(notebook):
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if "image/png" not in output.get("data", {}):
                continue
            alt = output.metadata.get("image/png", {}).get("alt", "").strip()
            if len(alt) < 20 or GENERIC_ALT.search(alt):
                yield f"the figure of {name(cell)} has the text {alt!r}: say what it shows"
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+)", cell.source):
            yield f"a picture without alternative text in {name(cell)}"


def rule_outputs(notebook):
    for output in outputs(notebook):
        text = text_of(output)
        if output.output_type == "error":
            yield f"an error is stored: {output.ename}: {output.evalue}"
        if output.output_type == "stream" and output.name == "stderr":
            yield f"stderr is stored: {text[:80]!r}"
        if "data:audio" in text or any(kind.startswith("audio/") for kind in output.get("data", {})):
            yield "a sound is stored"
        if ADDRESS.search(text):
            yield f"an object's address is stored: {ADDRESS.search(text).group()}"


def rule_paths(notebook):
    texts = [cell.source for cell in notebook.cells] + [text_of(output) for output in outputs(notebook)]
    for text in texts:
        if ABSOLUTE_PATH.search(text):
            yield f"an absolute path: {ABSOLUTE_PATH.search(text).group()}"


def rule_no_pickles(notebook):
    for cell in code_cells(notebook):
        if PICKLE.search(cell.source):
            yield f"{name(cell)} reads or writes pickles"


def rule_tone(notebook):
    for cell in notebook.cells:
        word = BELITTLING.search(cell.source) if cell.cell_type == "markdown" else None
        if word:
            yield f"{word.group()!r} in {name(cell)}: to the reader it is not"


def rule_formulas(notebook):
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        prose = re.sub(r"```.*?```|`[^`]*`", "", cell.source, flags=re.DOTALL)
        for formula in ("".join(groups) for groups in FORMULA.findall(prose)):
            if mathml(formula).startswith("<code"):
                yield f"the page cannot draw the formula {formula!r}"


def rule_links(notebook):
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        for target in re.findall(r"\]\(([^)\s#]+\.ipynb)", cell.source):
            if "://" not in target and not (FOLDER / target).is_file():
                yield f"a link to {target}, which is not there"


RULES = [rule for title, rule in sorted(globals().items()) if title.startswith("rule_")]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.removeprefix("rule_"))
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_anatomy(path, rule):
    assert list(rule(nbformat.read(path, as_version=4))) == []


@pytest.mark.parametrize("stem", EXPECTED)
def test_notebook_is_there(stem):
    assert (FOLDER / f"{stem}.ipynb").is_file()


def test_all_notebooks_together_are_small():
    assert sum(path.stat().st_size for path in NOTEBOOKS) < LARGEST_MB * 1e6


def _fold(title, text):
    return f"\n\n<details><summary>{title}</summary>\n\n{text}\n\n</details>"


@pytest.fixture
def good():
    """A notebook that keeps every rule."""
    new = nbformat.v4
    hints = "".join(_fold(f"Hint {number}", "Think of one.") for number in (1, 2))
    triple = [
        new.new_markdown_cell(f"What is it?{hints}", metadata={"tags": ["exercise"]}),
        new.new_code_cell("answer = ...", metadata={"tags": ["exercise"]}),
        new.new_code_cell("print(answer)", metadata={"tags": ["check"]}),
        new.new_code_cell(
            "answer = 1",
            metadata={"tags": ["solution"], "jupyter": {"source_hidden": True}},
            outputs=[new.new_output("stream", name="stdout", text="Right. Indeed.")],
        ),
        new.new_markdown_cell(_fold("Discussion", "Why so?"), metadata={"tags": ["discussion"]}),
    ]
    exercises = [copy.deepcopy(cell) for _ in range(4) for cell in triple]
    for number, cell in enumerate(exercises[::5]):
        cell.source = f"**Try it {number + 1} ({KINDS[number]}).** {cell.source}"
    why = "because of what the page says about it in its middle"
    quiz = [new.new_markdown_cell("## Quiz\n\nFive questions.", metadata={"tags": ["quiz"]})]
    for number in range(QUESTIONS):
        choices = [("Right" if place == number % 3 else "Not yet") for place in range(3)]
        folded = "".join(_fold(f"it is {place}", f"**{word}.** {why}") for place, word in enumerate(choices))
        question = f"**Question {number + 1}.** What is it?{folded}"
        quiz.append(new.new_markdown_cell(question, metadata={"tags": ["quiz"]}))
    figure = new.new_output(
        "display_data",
        data={"text/plain": "A line that rises from 0 to 1"},
        metadata={"image/png": {"alt": "A line that rises from 0 to 1"}},
    )
    goals = "- hear\n- see\n\n10 minutes to read, 1 minute to run. Builds on: nothing."
    cells = [
        new.new_markdown_cell("# A title\n\nWhat is it?"),
        new.new_markdown_cell(goals, metadata={"tags": ["objectives"]}),
        new.new_code_cell("seed = 0  # of the dice", metadata={"tags": ["parameters"]}),
        new.new_markdown_cell("Power is $x^2$."),
        new.new_code_cell("seed + 1", outputs=[figure]),
        *exercises,
        new.new_markdown_cell("That was it.", metadata={"tags": ["recap"]}),
        *quiz,
        new.new_markdown_cell("A book.", metadata={"tags": ["references"]}),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number:02d}"
    return clean_notebook(new.new_notebook(cells=cells))


def test_rules_accept_a_good_notebook(good):
    assert [fault for rule in RULES for fault in rule(good)] == []


def _figure(notebook, alt):
    notebook.cells[4].outputs[0].data["image/png"] = "iVBOR"
    notebook.cells[4].outputs[0].metadata = {"image/png": {"alt": alt}}


def _output(notebook, text, kind="stdout"):
    notebook.cells[4].outputs = [nbformat.v4.new_output("stream", name=kind, text=text)]


def _page(notebook, content):
    notebook.cells[4].outputs = [nbformat.v4.new_output("display_data", data={"text/html": content})]


def _change(cell, old, new):
    cell.source = cell.source.replace(old, new)


def _swap_kinds(first, last):
    _change(first, KINDS[0], KINDS[3])
    _change(last, KINDS[3], KINDS[0])


BREAKS = {
    "no title": (rule_title, lambda n: n.cells.pop(0)),
    "two titles": (rule_title, lambda n: n.cells[3].update(source="# Another")),
    "no objectives": (rule_objectives, lambda n: n.cells.pop(1)),
    "no minutes": (rule_objectives, lambda n: n.cells[1].update(source="- a\n- b\n\nBuilds on nothing.")),
    "no parameters": (rule_parameters, lambda n: n.cells.pop(2)),
    "no comment": (rule_parameters, lambda n: n.cells[2].update(source="seed = 0")),
    "no scalar": (rule_parameters, lambda n: n.cells[2].update(source="seed = [0]  # a list")),
    "a name": (rule_parameters, lambda n: n.cells[2].update(source="seed = other  # a name")),
    "a parameter overwritten": (rule_parameters, lambda n: n.cells[4].update(source="seed = 1")),
    "no check": (rule_exercises, lambda n: n.cells.pop(7)),
    "three exercises": (rule_exercises, lambda n: n.cells.__delitem__(slice(5, 10))),
    "no such kind": (rule_kinds, lambda n: _change(n.cells[5], "predict", "guess")),
    "no prediction": (rule_kinds, lambda n: _change(n.cells[5], "predict", "work it out")),
    "a number twice": (rule_kinds, lambda n: _change(n.cells[10], "Try it 2", "Try it 1")),
    "falls": (rule_kinds, lambda n: _swap_kinds(n.cells[5], n.cells[20])),
    "one hint": (rule_hints, lambda n: _change(n.cells[5], "Hint 2", "More")),
    "no discussion": (rule_discussions, lambda n: n.cells.pop(9)),
    "open discussion": (rule_discussions, lambda n: n.cells[9].update(source="It is so.")),
    "no quiz": (rule_quiz, lambda n: n.cells.__delitem__(slice(26, 32))),
    "four questions": (rule_quiz, lambda n: n.cells.pop(31)),
    "two right choices": (rule_quiz, lambda n: _change(n.cells[27], "**Not yet.**", "**Right.**")),
    "no right choice": (rule_quiz, lambda n: _change(n.cells[27], "**Right.**", "**Not yet.**")),
    "no explanation": (rule_quiz, lambda n: _change(n.cells[27], " of what the page says", "")),
    "markdown in a choice": (rule_quiz, lambda n: _change(n.cells[27], "it is 0", "it is `0`")),
    "quiz at the end": (rule_ending, lambda n: n.cells.append(n.cells.pop(-2))),
    "open solution": (rule_exercises, lambda n: n.cells[8].metadata.pop("jupyter")),
    "wrong solution": (rule_solutions, lambda n: n.cells[8].outputs[0].update(text="Not yet. Why?")),
    "no recap": (rule_ending, lambda n: n.cells.pop(25)),
    "no prose": (rule_prose, lambda n: n.cells.pop(3)),
    "long cell": (rule_code, lambda n: n.cells[4].update(source="1\n" * 26)),
    "broken code": (rule_code, lambda n: n.cells[4].update(source="1 +")),
    "no alt": (rule_figures, lambda n: _figure(n, "")),
    "generic alt": (rule_figures, lambda n: _figure(n, "<Figure size 640x480 with 1 Axes>")),
    "stderr": (rule_outputs, lambda n: _output(n, "careful", "stderr")),
    "address": (rule_outputs, lambda n: _output(n, "<object at 0x7f0011aabbcc>")),
    "sound": (rule_outputs, lambda n: _page(n, '<audio src="data:audio/mpeg;base64,AA">')),
    "path in output": (rule_paths, lambda n: _output(n, "/home/ann/songs")),
    "path in code": (rule_paths, lambda n: n.cells[4].update(source="'/tmp/songs'")),
    "pickle": (rule_no_pickles, lambda n: n.cells[4].update(source="import pickle")),
    "belittling": (rule_tone, lambda n: n.cells[3].update(source="Simply do it.")),
    "formula": (rule_formulas, lambda n: n.cells[3].update(source=r"$$\unheardof{x}$$")),
    "link": (rule_links, lambda n: n.cells[3].update(source="[next](99_next.ipynb)")),
    "old format": (rule_format, lambda n: n.update(nbformat_minor=4)),
    "other kernel": (rule_format, lambda n: n.metadata.kernelspec.update(name="mine")),
    "timings": (rule_clean, lambda n: n.cells[4].metadata.update(execution={"iopub.status.busy": "now"})),
}


@pytest.mark.parametrize(("rule", "break_it"), BREAKS.values(), ids=BREAKS)
def test_rules_find_what_is_broken(good, rule, break_it):
    broken = copy.deepcopy(good)
    break_it(broken)
    assert json.dumps(broken) != json.dumps(good)
    assert list(rule(broken)) != []
