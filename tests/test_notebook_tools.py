"""Notebooks executed, stripped for git, and shown as pages."""

import base64
import dataclasses
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time

import nbformat
import numpy as np
import papermill
import psutil
import pytest
from bs4 import BeautifulSoup
from conftest import make_folder
from nbclient import NotebookClient
from PIL import Image

from genrekit import experiments, notebooks
from genrekit.notebooks import kernel, runner
from genrekit.notebooks.page import mathml
from genrekit.notebooks.tidy import clean_notebook, compact_png
from genrekit.views import sources

new = nbformat.v4


def picture(mode="RGBA"):
    """A gradient with more colours than a palette holds, and a little noise, in base64."""
    ramp = np.linspace(0, 255, 200).astype(np.uint8)
    noise = np.random.default_rng(0).integers(0, 12, (150, 200))
    rows, columns = np.meshgrid(ramp[:150], ramp, indexing="ij")
    pixels = np.stack([columns, rows, 90 + noise], axis=-1)
    data = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).convert(mode).save(data, "PNG")
    return base64.b64encode(data.getvalue()).decode()


def notebook(*cells):
    return new.new_notebook(cells=[*cells])


def with_outputs(*outputs, source="1", tags=()):
    metadata = {"tags": list(tags)} if tags else {}
    return new.new_code_cell(source, outputs=list(outputs), metadata=metadata)


def shown(data, **metadata):
    return new.new_output("display_data", data=data, metadata=metadata)


SOUND = {
    "text/html": '<figure><audio src="data:audio/mpeg;base64,QUFB"></audio></figure>',
    "text/plain": "[sound: a tone]",
}
ALT = "A gradient from blue to yellow"


@pytest.fixture
def messy():
    """A notebook with all that a run leaves behind."""
    bar = shown({"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "0%| | 0/3"})
    result = new.new_output("execute_result", data={"text/plain": "3"}, execution_count=17)
    figure = shown(
        {"image/png": picture(), "text/plain": ALT},
        **{"image/png": {"alt": ALT, "needs_background": "light"}},
    )
    dirty = notebook(
        new.new_markdown_cell("# Title"),
        with_outputs(shown(SOUND), source="play()"),
        with_outputs(bar, new.new_output("stream", name="stderr", text="careful"), source="progress()"),
        with_outputs(
            new.new_output("stream", name="stdout", text="a\n"),
            new.new_output("stream", name="stdout", text="b\n"),
        ),
        with_outputs(
            figure, new.new_output("stream", name="stdout", text="0.613"), tags=["nbval-ignore-output"]
        ),
        with_outputs(result, tags=["check"]),
    )
    dirty.metadata = {
        "kernelspec": {"name": "mine", "display_name": "My Python", "language": "python"},
        "language_info": {"name": "python", "version": "3.11.7"},
        "papermill": {"duration": 3},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
    }
    for cell in dirty.cells[1:]:
        cell.execution_count = 17
        cell.metadata["execution"] = {"iopub.status.busy": "2026-01-01T00:00:00Z"}
    return nbformat.from_dict(dirty)


def test_clean_strips_what_one_run_leaves(messy):
    ids = [cell.id for cell in messy.cells]
    tidy = clean_notebook(messy)
    nbformat.validate(tidy)
    text = json.dumps(tidy)
    for trace in (
        "data:audio",
        "widget",
        "careful",
        "iopub",
        "3.11.7",
        "papermill",
        "0.613",
        "needs_background",
    ):
        assert trace not in text
    assert tidy.metadata.kernelspec.name == "python3"
    assert [cell.id for cell in tidy.cells] == ids
    assert [cell.execution_count for cell in tidy.cells[1:]] == [1, 2, 3, 4, 5]
    assert tidy.cells[5].outputs[0].execution_count == 5


def test_clean_keeps_what_a_reader_needs(messy):
    tidy = clean_notebook(messy)
    sound, bar, printed, figure, result = (cell.outputs for cell in tidy.cells[1:])
    assert sound[0].data == {"text/plain": "[sound: a tone]"}
    assert bar == []
    assert [output.text for output in printed] == ["a\nb\n"]
    assert figure[0].metadata["image/png"] == {"alt": ALT}
    assert figure[0].data["text/plain"] == ALT
    assert result[0].data["text/plain"] == "3"


def test_stripped_cells_are_not_compared_with_a_new_run(messy):
    tidy = clean_notebook(messy)
    ignored = ["nbval-ignore-output" in cell.metadata.get("tags", []) for cell in tidy.cells]
    assert ignored == [False, True, True, False, True, False]


def test_clean_twice_changes_nothing(messy, tmp_path):
    path = tmp_path / "n.ipynb"
    nbformat.write(messy, path)
    notebooks.clean(path)
    once = path.read_bytes()
    written = path.stat().st_mtime_ns
    notebooks.clean(path)
    assert path.read_bytes() == once
    assert path.stat().st_mtime_ns == written


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_pictures_become_small_and_stay_the_same(mode):
    large = picture(mode)
    small = compact_png(large)
    assert len(small) < len(large)
    before, after = (
        np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"), dtype=int)
        for data in (large, small)
    )
    assert np.abs(before - after).mean() < 8
    assert compact_png(small) == small


@pytest.fixture
def page(tmp_path):
    cells = [
        new.new_markdown_cell("# Softmax & friends\n\nSee [the next](05_experiment.ipynb#top)."),
        new.new_markdown_cell(r"Inline $x_i < 3$, and" "\n\n" r"$$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$"),
        with_outputs(
            shown({"image/png": picture()}, **{"image/png": {"alt": 'It is "blue" <b>'}}), source="draw()"
        ),
        with_outputs(shown(SOUND), source="play()"),
        with_outputs(
            new.new_output("stream", name="stderr", text="a careful library"),
            new.new_output("stream", name="stdout", text="\r 10%\r100%"),
            shown({"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "bar"}),
            source="train()",
        ),
        with_outputs(source="answer = 42", tags=["solution"]),
    ]
    made = notebook(*cells)
    made.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    target = notebooks.export_page(made, tmp_path / "page.html", pages={"05_experiment": "05_experiment_26"})
    return BeautifulSoup(target.read_text(encoding="utf-8"), "html.parser")


def test_page_asks_nothing_of_a_network(page):
    assert page.find_all("script", src=True) == []
    assert page.find_all("script") == []
    sources = [
        element.get("src") or element.get("href") or "" for element in page.find_all(["img", "link", "audio"])
    ]
    assert sources
    assert all(source.startswith("data:") for source in sources)
    assert not re.search(r"@import|url\(\s*['\"]?(?!['\"]?data:|#)\w+:", str(page))


def test_page_draws_formulas(page):
    assert [formula["display"] for formula in page.find_all("math")] == ["inline", "block"]
    assert page.find("mfrac") is not None
    assert "$" not in page.find("main").get_text()


def test_page_collapses_solutions(page):
    (details,) = page.find_all("details")
    assert details.summary.get_text() == "Solution"
    assert "42" in details.get_text()
    assert not details.has_attr("open")


def test_page_describes_figures(page):
    assert page.find("img")["alt"] == 'It is "blue" <b>'


def test_page_leaves_out_noise(page):
    text = page.get_text()
    for noise in ("careful", "100%", "bar", "model_id"):
        assert noise not in text
    assert page.find("audio") is not None


WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def test_page_shows_widgets_that_need_no_kernel_and_no_others(tmp_path):
    view = {"model_id": "1", "version_major": 2, "version_minor": 0}
    alone = shown(
        {WIDGET_VIEW: view, "text/html": "<p>plays alone</p>", "text/plain": "[sound timeline: it]"}
    )
    needy = shown({WIDGET_VIEW: view, "text/plain": "Page(children=())"})
    given = notebook(new.new_markdown_cell("# Title"), with_outputs(alone), with_outputs(needy))
    before = json.dumps(given)
    page = notebooks.export_page(given, tmp_path / "page.html").read_text(encoding="utf-8")
    assert "plays alone" in page
    assert "Page(children" not in page
    assert "widget-view" not in page
    assert json.dumps(given) == before
    # What is stored in git keeps neither: a player holds a sound.
    assert [cell.outputs for cell in clean_notebook(given).cells if cell.cell_type == "code"] == [[], []]


def test_of_a_widget_with_a_picture_the_picture_stays(tmp_path):
    view = {"model_id": "1", "version_major": 2, "version_minor": 0}
    sliders = new.new_output(
        "execute_result",
        data={WIDGET_VIEW: view, "image/png": picture(), "text/plain": ALT},
        metadata={"image/png": {"alt": ALT}},
        execution_count=1,
    )
    given = notebook(new.new_markdown_cell("# Title"), with_outputs(sliders, source="sliders()"))
    before = json.dumps(given)
    page = notebooks.export_page(given, tmp_path / "page.html").read_text(encoding="utf-8")
    assert BeautifulSoup(page, "html.parser").find("img")["alt"] == ALT
    assert "widget-view" not in page
    assert json.dumps(given) == before

    tidy = clean_notebook(given)
    nbformat.validate(tidy)
    (output,) = tidy.cells[1].outputs
    assert output.data.keys() == {"image/png", "text/plain"}
    assert output.metadata == {"image/png": {"alt": ALT}}
    # A new run brings the widget again, so that the two cannot be compared.
    assert tidy.cells[1].metadata.tags == ["nbval-ignore-output"]
    once = json.dumps(tidy)
    assert json.dumps(clean_notebook(tidy)) == once


def test_page_has_title_and_links_to_pages(page):
    assert page.title.get_text() == "Softmax & friends"
    assert page.find("main").find("a")["href"] == "05_experiment_26.html#top"


def test_unknown_formula_shows_its_source():
    assert mathml(r"\unheardof{x}") == r'<code class="formula">\unheardof{x}</code>'


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Notebooks, and results beside them; and a user's kernel that belongs to no Python any more."""
    monkeypatch.setenv("GENREKIT_HOME", str(tmp_path / "home"))
    stale = tmp_path / "jupyter" / "kernels" / "python3"
    stale.mkdir(parents=True)
    spec = {
        "argv": ["/nowhere/python", "-f", "{connection_file}"],
        "display_name": "Old",
        "language": "python",
    }
    (stale / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    folder = tmp_path / "notebooks {1}"
    folder.mkdir()
    parameters = new.new_code_cell("songs = 3  # how many\ndata_dir = ''", metadata={"tags": ["parameters"]})
    first = notebook(
        new.new_markdown_cell("# One"),
        parameters,
        new.new_code_cell("import os, sys\nsys.executable, data_dir, os.environ['KERAS_BACKEND']"),
    )
    second = notebook(
        new.new_code_cell("1"), new.new_code_cell("# a step\nraise ValueError('songs is 3;\\nmore')")
    )
    for name, made in (("01_one", first), ("02_two", second)):
        nbformat.write(made, folder / f"{name}.ipynb")
    return tmp_path


def test_run_goes_on_after_a_failure(desk):
    make_folder(desk / "songs", genres=("low", "high"), songs=1, seconds=0.2)
    lines = []
    status = notebooks.run(desk / "songs", folder=desk / "notebooks {1}", out=lines.append)
    (pages,) = (desk / "home" / "results").glob("notebooks-songs-*")
    assert status == 1
    assert sorted(path.name for path in pages.glob("*.html")) == [
        "01_one.html",
        "02_two.html",
    ]
    assert "FAILED  02_two, cell 2 (# a step): ValueError: songs is 3;" in lines
    assert lines[-1].startswith("1 of 2 notebooks")
    assert str(pages) in "\n".join(lines)
    assert "ValueError" in (pages / "02_two.html").read_text(encoding="utf-8")
    one = json.dumps(nbformat.read(pages / "01_one.ipynb", as_version=4))
    assert json.dumps(sys.executable)[1:-1] in one
    assert runner.parameters_of(pages / "01_one.ipynb") == {"songs": 3, "data_dir": str(desk / "songs")}
    assert "tensorflow" in one


def test_a_notebook_is_written_in_the_end_and_not_for_every_cell(desk, monkeypatch):
    writes = []

    def write(self, text, path):
        writes.append(len(nbformat.reads(text, as_version=4).cells))
        honest(self, text, path)

    honest = papermill.iorw.LocalHandler.write
    monkeypatch.setattr(papermill.iorw.LocalHandler, "write", write)
    nbformat.write(notebook(*[new.new_code_cell(str(number)) for number in range(9)]), desk / "a.ipynb")
    assert runner.execute(runner.Job("a", desk / "a.ipynb", {}), desk / "done.ipynb") is None
    assert set(writes) == {9}
    assert len(writes) <= 3


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
def test_of_a_kernel_that_dies_what_it_did_is_written(desk):
    cells = [new.new_code_cell("print('so far')"), new.new_code_cell("import os; os._exit(1)")]
    nbformat.write(notebook(*cells, new.new_code_cell("1")), desk / "a.ipynb")
    failure = runner.execute(runner.Job("a", desk / "a.ipynb", {}), desk / "half.ipynb")
    assert failure.startswith("a: DeadKernelError")
    half = nbformat.read(desk / "half.ipynb", as_version=4)
    assert half.cells[0].outputs[0].text == "so far\n"
    assert not sources.is_fresh(desk / "a.ipynb", desk / "half.ipynb")


@pytest.fixture
def course(monkeypatch, tmp_path):
    """Executes the jobs of the course without kernels: what was told, and who was under way with whom."""
    todo = runner._jobs(kernel.find(), None)
    guard, under_way, together = threading.Lock(), set(), []

    def execute(job, pages, token, progress):
        with guard:
            under_way.add(job.name)
            together.append(set(under_way))
        time.sleep(0.02)
        with guard:
            under_way.remove(job.name)
        return (f"{job.name}: bad luck" if job.name in course.fail else None), 12.0

    def course(jobs):
        told = []
        assert {job.name for job, _ in runner._ended(todo, tmp_path, jobs, told.append)} == {
            job.name for job in todo
        }
        return told, together

    course.fail = set()
    monkeypatch.setattr(runner, "_execute", execute)
    return course


def begun(told):
    return [line.split()[1] for line in told if line.startswith("[")]


def test_every_notebook_says_what_it_shares():
    assert {job.name for job in runner._jobs(kernel.find(), None)} <= runner.SHARED.keys()


def test_one_at_a_time_they_keep_their_order(course):
    told, together = course(jobs=1)
    assert all(len(some) == 1 for some in together)
    assert begun(told) == [job.name for job in runner._jobs(kernel.find(), None)]
    assert told[:2] == [f"[1/{len(together)}] 01_raw_audio", "      01_raw_audio: done in 12 s"]


@pytest.mark.parametrize("jobs", [2, 20])
@pytest.mark.parametrize("fail", [set(), {"05_experiment_26", "05_experiment_18"}])
def test_no_two_at_a_time_make_the_same(course, jobs, fail):
    course.fail = fail
    told, together = course(jobs)
    assert max(map(len, together)) > 1
    assert all(len(some) <= jobs for some in together)
    made = set()
    for line in told:
        if (name := line.strip().removesuffix(": done in 12 s")) in runner.SHARED:
            made |= runner.SHARED[name]
    assert made == {"features", "run of 26", "run of 18"}
    # Each begins when all that it shares is there, or nobody else has it under way.
    made = set()
    under_way = set()
    for line in told:
        if line.startswith("["):
            name = line.split()[1]
            assert not any(runner.SHARED[name] & runner.SHARED[other] - made for other in under_way), name
            under_way.add(name)
        else:
            name = next(name for name in under_way if name in line)
            under_way.remove(name)
            made |= set() if "FAILED" in line else runner.SHARED[name]
    assert begun(told)[0] == "05_experiment_26"
    assert [line for line in told if "FAILED" in line] == [
        f"      FAILED after 12 s: {name}: bad luck" for name in begun(told) if name in fail
    ]


@pytest.mark.parametrize("jobs", [0, 1.5, -1])
def test_a_number_of_jobs_that_makes_no_sense_is_told(desk, jobs):
    with pytest.raises(ValueError, match=rf"jobs is {jobs}; choose a whole number"):
        notebooks.run(folder=desk / "notebooks {1}", jobs=jobs)
    assert not (desk / "home").exists()


MEETING = """
import os, time
from pathlib import Path
place = Path(os.environ["MEETING"])
(place / {own!r}).write_text(str(os.getpid()))
end = time.monotonic() + 60
while not (place / {other!r}).exists():
    assert time.monotonic() < end, "the other one never came"
    time.sleep(0.05)
"""


@pytest.fixture
def meeting(desk, monkeypatch):
    """Two notebooks that end when a file is there: each leaves one of its own name."""
    place = desk / "meeting"
    place.mkdir()
    monkeypatch.setenv("MEETING", str(place))

    def write(*others):
        for own, other in zip(("01_one", "02_two"), others, strict=True):
            cells = [new.new_code_cell(MEETING.format(own=own, other=other)), new.new_code_cell("1")]
            nbformat.write(notebook(*cells), desk / "notebooks {1}" / f"{own}.ipynb")
        return place

    return write


#: Whoever waits for the thread that prints, once the kernel is to end, waits a minute.
DEAF = """
import time
from ipykernel.iostream import OutStream
kernel = get_ipython().kernel
at_shutdown = kernel._at_shutdown
async def deaf():
    OutStream.flush = lambda self: time.sleep(60)
    await at_shutdown()
kernel._at_shutdown = deaf
print("said before the end")
"""

#: Whoever has put something else in the place of what prints, to which no method can be given.
ELSEWHERE = """
import io, sys
print("said before the end")
sys.stderr = io.BytesIO()
"""

#: Processes that are idle, and one that cleans up after them and cannot be asked to end.
WORKERS = """
import loky
print(loky.get_reusable_executor(2).submit("said before {}".format, "the end").result())
"""


@pytest.mark.parametrize("source", [DEAF, ELSEWHERE, WORKERS], ids=["deaf", "elsewhere", "workers"])
def test_a_kernel_ends_by_itself_and_its_last_words_are_heard(source):
    started = []

    class Watched(kernel.OwnKernelManager):
        async def _async_start_kernel(self, **settings):
            await super()._async_start_kernel(**settings)
            started.append(self.provisioner.process)

        start_kernel = _async_start_kernel

    executed = notebook(new.new_code_cell(source))
    NotebookClient(executed, kernel_manager_class=Watched).execute()
    assert executed.cells[0].outputs[0].text == "said before the end\n"
    [process] = started
    assert process.returncode == 0, "it was killed"


@pytest.mark.slow
def test_two_notebooks_are_under_way_at_a_time(desk, meeting):
    meeting("02_two", "01_one")
    lines = []
    assert notebooks.run(folder=desk / "notebooks {1}", out=lines.append) == 0
    assert lines[:2] == ["[1/2] 01_one", "[2/2] 02_two"]
    assert sorted(re.sub(r"\d+ s", "3 s", line) for line in lines[2:4]) == [
        "      01_one: done in 3 s",
        "      02_two: done in 3 s",
    ]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no interrupt for another process")
def test_who_interrupts_leaves_no_kernel(desk, meeting):
    place = meeting("never", "never")
    program = (
        "import signal, sys\nfrom pathlib import Path\nfrom genrekit import cli\n"
        "from genrekit.notebooks import kernel\n"
        # What is started in the background is deaf to interrupts.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"kernel.FOLDER = Path({str(desk / 'notebooks {1}')!r})\nsys.exit(cli.main(['run']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    end = time.monotonic() + 120
    while sum(file.stat().st_size > 0 for file in place.iterdir()) < 2:
        assert time.monotonic() < end, process.poll()
        time.sleep(0.05)
    kernels = [int(file.read_text()) for file in place.iterdir()]
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert out.splitlines() == ["[1/2] 01_one", "[2/2] 02_two"]
    assert err == "genrekit: stopped; what was finished is kept\n"
    assert not any(psutil.pid_exists(pid) for pid in kernels)
    # What was not finished is not taken for finished.
    for name in ("01_one", "02_two"):
        half = desk / "home" / "results" / "notebooks" / f"{name}.ipynb"
        assert not sources.is_fresh(desk / "notebooks {1}" / f"{name}.ipynb", half)


def test_execute_in_place_cleans_and_leaves_failures_alone(desk):
    folder = desk / "notebooks {1}"
    before = (folder / "02_two.ipynb").read_bytes()
    lines = []
    assert notebooks.execute_in_place(["02", "01"], folder=folder, out=lines.append) == 1
    assert (folder / "02_two.ipynb").read_bytes() == before
    one = nbformat.read(folder / "01_one.ipynb", as_version=4)
    assert "tensorflow" in one.cells[2].outputs[0].data["text/plain"]
    assert one == clean_notebook(nbformat.from_dict(one))
    assert "02_two.ipynb: ValueError: songs is 3;; the file is left as it was" in lines


def test_both_experiments_are_run_from_one_notebook(desk):
    path = desk / "05_experiment.ipynb"
    nbformat.write(notebook(), path)
    jobs = runner._jobs([path], None)
    assert [(job.name, job.parameters) for job in jobs] == [
        ("05_experiment_26", {"num_ceps": 26}),
        ("05_experiment_18", {"num_ceps": 18}),
    ]


def executed_experiment(path, num_ceps=18):
    """An executed notebook 05 of few epochs."""
    source = "num_ceps = 26  # MFCCs\nepochs = 2  # few\ncolour = 'red'  # no part of the configuration"
    cells = [
        new.new_code_cell(source, metadata={"tags": ["parameters"]}),
        new.new_code_cell(f"num_ceps = {num_ceps}", metadata={"tags": ["injected-parameters"]}),
    ]
    nbformat.write(notebook(*cells), path)
    return path


def leave_run(folder, config):
    """What a finished run leaves, as far as it is summed up."""
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(dataclasses.asdict(config)))
    (folder / "metrics.json").write_text(json.dumps({"accuracy": 0.75, "low": 0.3, "high": 0.95, "songs": 4}))
    (folder / "confusion.csv").write_text("true,jazz,metal\njazz,2,0\nmetal,1,1\n")
    return experiments.Run(folder)


def test_the_run_is_that_of_the_notebook(desk, monkeypatch):
    executed = executed_experiment(desk / "05_experiment_18.ipynb")
    parameters = runner.parameters_of(executed)
    assert runner._run_of(parameters) is None
    # A run of the same configuration, but of other code or other songs, lies under another name.
    config = experiments.Config(num_ceps=18, epochs=2)
    leave_run(desk / "home" / "results" / "runs" / "embedded-18ceps-song-seed0-0123456789", config)
    assert runner._run_of(parameters) is None
    asked = []
    monkeypatch.setattr(experiments, "find", asked.append)
    runner._run_of(parameters)
    assert asked == [config]


def test_summary_tells_what_was_reached(desk):
    results = desk / "home" / "results"
    run = leave_run(results / "runs" / "one", experiments.Config(num_ceps=18, epochs=2))
    told = runner._summary(run, results, "-songs")
    assert told[0] == "18 MFCCs: 75.0% of 4 test songs right (95 % interval 30.0% to 95.0%)"
    assert (results / "confusion_18-songs.csv").read_text() == (run.folder / "confusion.csv").read_text()
    assert Image.open(results / "confusion_18-songs.png").width > 500
    assert str(results / "confusion_18-songs.png") in told[2]


@pytest.fixture
def finished(desk, monkeypatch):
    """Runs both experiments without a kernel: (status, lines)."""
    folder = desk / "notebooks {1}"
    for path in folder.iterdir():
        path.unlink()
    executed_experiment(folder / "05_experiment.ipynb")

    def execute(job, pages, token, progress):
        executed_experiment(pages / f"{job.name}.ipynb", job.parameters["num_ceps"])
        return None, 1.0

    monkeypatch.setattr(runner, "_execute", execute)

    def run():
        lines = []
        return notebooks.run(folder=folder, out=lines.append), lines

    return run


def test_a_notebook_that_left_no_run_is_told(finished, monkeypatch, desk):
    monkeypatch.setattr(experiments, "find", lambda config: None)
    status, lines = finished()
    assert status == 0
    assert "05_experiment_26: left no finished run" in lines
    assert "05_experiment_18: left no finished run" in lines
    assert lines[-1].startswith("2 of 2 notebooks")
    assert not list((desk / "home" / "results").glob("overview*"))


def test_both_runs_make_the_overview(finished, monkeypatch, desk):
    results = desk / "home" / "results"
    runs = {
        ceps: leave_run(results / "runs" / str(ceps), experiments.Config(num_ceps=ceps, clips_per_genre=2))
        for ceps in runner.NUM_CEPS
    }
    monkeypatch.setattr(experiments, "find", lambda config: runs[config.num_ceps])
    status, lines = finished()
    assert status == 0, lines
    assert f"at a glance: {results / 'overview.png'}" in lines
    assert Image.open(results / "overview.png").width > 500


def test_an_error_at_the_end_is_one_line(finished, monkeypatch):
    def broken(config):
        raise RuntimeError("the disk is gone\nand more")

    monkeypatch.setattr(experiments, "find", broken)
    monkeypatch.setattr(runner, "export_page", broken)
    status, lines = finished()
    assert status == 1
    assert "FAILED  05_experiment_18: no confusion matrix: RuntimeError: the disk is gone" in lines
    assert sum("no page" in line for line in lines) == 2
    assert lines[-1].startswith("2 of 2 notebooks")


def test_unknown_notebook_is_named(desk):
    with pytest.raises(FileNotFoundError, match="07: no such notebook; there are 01_one"):
        kernel.find(["07"], folder=desk / "notebooks {1}")
    with pytest.raises(FileNotFoundError, match="no notebooks here"):
        kernel.find(folder=desk)


@pytest.mark.parametrize(("genres", "found"), [((), "none"), (("jazz",), "only jazz")])
def test_a_folder_that_is_no_collection_stops_all(desk, capsys, genres, found):
    make_folder(desk / "songs", genres=genres, songs=1, seconds=0.2)
    (desk / "songs").mkdir(exist_ok=True)
    with pytest.raises(
        ValueError, match=f"at least two folders with songs, one per genre, .*; found {found}"
    ):
        notebooks.run(desk / "songs", folder=desk / "notebooks {1}")
    assert capsys.readouterr().out == ""
    assert not (desk / "home").exists()


def test_folders_of_the_same_name_keep_their_results_apart(tmp_path):
    one, other = runner._suffix(tmp_path / "a" / "songs"), runner._suffix(tmp_path / "b" / "songs")
    assert one != other
    assert one == runner._suffix(tmp_path / "a" / "songs")
    assert re.fullmatch(r"-songs-[0-9a-f]{6}", one)
    assert runner._suffix(None) == ""


def test_data_folder_that_is_a_file_is_named(desk):
    (desk / "song.wav").touch()
    with pytest.raises(ValueError, match="this is a file"):
        notebooks.run(desk / "song.wav", folder=desk / "notebooks {1}")


def test_clock():
    assert runner._clock(12.4) == "12 s"
    assert runner._clock(600) == "10 min 0 s"
