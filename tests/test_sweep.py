"""Sweeps: a grid of experiments, carried out once, whatever dies in the middle."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import nbformat
import pandas as pd
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from genrekit import cli, experiments, owner, paths, plots, sweep
from genrekit import cluster as cluster_room
from genrekit.notebooks import kernel
from genrekit.sweep import cells, reading, running

ROOT = Path(sweep.__file__).parents[2]
unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no kill signal")


# --- the grid -----------------------------------------------------------------------------------------


def test_cells_are_all_combinations_in_order():
    made = sweep.grid({"num_ceps": [18, 26], "epochs": 5, "split": ("song", "artist"), "seed": range(2)})
    assert made.swept == ("num_ceps", "split", "seed")
    assert list(made.cells)[:3] == [
        "num_ceps=18,split=song,seed=0",
        "num_ceps=18,split=song,seed=1",
        "num_ceps=18,split=artist,seed=0",
    ]
    assert made.cells["num_ceps=26,split=artist,seed=1"] == experiments.Config(
        num_ceps=26, split="artist", seed=1, epochs=5
    )
    assert re.fullmatch(r"num_ceps-split-seed-[0-9a-f]{6}", made.name)


def test_the_order_of_parameters_plays_no_part():
    one = sweep.grid({"seed": [1, 0], "num_ceps": [18, 26], "epochs": 5})
    other = sweep.grid({"epochs": 5, "num_ceps": [26, 18], "seed": [0, 1]})
    assert one.name == other.name
    assert one.cells == other.cells
    assert list(one.cells)[:2] == ["num_ceps=18,seed=1", "num_ceps=18,seed=0"]


def test_a_grid_of_one():
    assert sweep.grid({}).cells == {"defaults": experiments.Config()}
    assert sweep.grid({"seed": 3, "epochs": 1}).cells == {
        "epochs=1,seed=3": experiments.Config(seed=3, epochs=1)
    }
    assert list(sweep.grid({"seed": [3], "epochs": 1}).cells) == ["seed=3"]


def test_a_path_in_an_id_is_the_name_of_a_folder(tmp_path):
    folders = [tmp_path / "a" / "my songs", tmp_path / "b" / "my songs"]
    ids = list(sweep.grid({"data_dir": folders}).cells)
    assert all(re.fullmatch(r"data_dir=my_songs_[0-9a-f]{6}", cell) for cell in ids)
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"num_cep": [18]}, "num_cep is no parameter; choose from num_ceps, data_dir"),
        ({"seed": []}, "seed has no values"),
        ({"seed": range(0)}, "seed has no values"),
        ({"num_ceps": [18, 27]}, "num_ceps is 27; choose a whole number from 1 to 26"),
        ({"split": ["song", "singer"]}, "split is 'singer'"),
        ({"seed": [0, 1, 0]}, "the same experiment twice (two of seed=0)"),
        ({"data_dir": ".", "clips_per_genre": [10, 20]}, "(clips_per_genre=10 and clips_per_genre=20)"),
        ({"seed": range(10**9)}, "the grid has 1,000,000,000 cells"),
        ({"folds": 3, "fold": range(4)}, "folds is 3 and fold 3"),
    ],
)
def test_a_grid_that_makes_no_sense(parameters, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        sweep.grid(parameters)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "num_ceps": st.lists(st.integers(1, 26), min_size=1, max_size=3, unique=True),
            "dropout": st.lists(
                st.floats(0, 0.95).map(lambda x: round(x, 6)), min_size=1, unique=True, max_size=3
            ),
            "split": st.lists(st.sampled_from(["song", "artist"]), min_size=1, unique=True),
            "seed": st.integers(0, 2**31 - 1),
        },
    )
)
def test_every_cell_has_an_id_and_a_configuration_of_its_own(parameters):
    made = sweep.grid(parameters)
    count = 1
    for values in parameters.values():
        count *= len(values) if isinstance(values, list) else 1
    assert len(made.cells) == len(set(made.cells.values())) == count
    for cell, config in made.cells.items():
        assert re.fullmatch(r"[\w=,.+-]{1,110}", cell)
        for name, values in parameters.items():
            assert getattr(config, name) in (values if isinstance(values, list) else [values])


def test_words_of_a_command_line():
    assert sweep.parse(
        [
            "num_ceps=18, 26",
            "split=song,artist",
            "seed=0-2,7",
            "epochs=3",
            "dropout=0,0.5",
            "data_dir=a-1,b=c",
        ]
    ) == {
        "num_ceps": [18, 26],
        "split": ["song", "artist"],
        "seed": [0, 1, 2, 7],
        "epochs": 3,
        "dropout": [0, 0.5],
        "data_dir": "a-1,b=c",
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["seed"], "seed: write a parameter and its values"),
        (["=3"], "=3: write a parameter"),
        (["seed="], "write a parameter and its values"),
        (["seed=1", "seed=2"], "seed is given twice"),
        (["seed=4-0"], "seed is 4-0; write the smaller number first, as in seed=0-4"),
        (["seed=0-99999"], "choose 10,000 values at most"),
        (["seed=one"], "seed is 'one'; choose a whole number"),
        (["colour=1-2"], "colour is no parameter"),
    ],
)
def test_words_that_make_no_sense(words, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        sweep.grid(sweep.parse(words))


# --- what is carried out, and what is kept, without kernels --------------------------------------------

GRID = {"clips_per_genre": 2, "num_ceps": [18, 26], "seed": [0, 1]}
#: Clips that the stand-in tests with each seed, and whether it is right.
TESTED = {0: {"blues.0": True, "pop.1": False}, 1: {"blues.0": True, "jazz.2": True}}


@pytest.fixture
def carried(monkeypatch):
    """Experiments are made up in no time: their ids, as they are carried out."""
    done, lock = [], threading.Lock()

    def carry_out(cell, settings, token=""):
        with lock:
            done.append(cell)
        config = experiments.Config(**settings)
        songs = TESTED[config.seed % 2]
        lines = [f"{clip},blues,{'blues' if right else 'NA'},0.6,0.4" for clip, right in songs.items()]
        results = {"accuracy": sum(songs.values()) / len(songs), "low": 0.1, "high": 0.9, "songs": len(songs)}
        return cells.Outcome(
            cell,
            notebook="{}",
            run=experiments.name(config, experiments.collection_of(config)),
            row=asdict(config)
            | results
            | {"versions": "numpy 2", "peak_megabytes": 9, "training_seconds": 0.5},
            predictions="\n".join(["clip,true,predicted,blues,NA", *lines]) + "\n",
            seconds=1.0,
            machine="here",
        )

    monkeypatch.setattr(cells, "carry_out", carry_out)
    return done


def start(parameters=GRID, **settings):
    return sweep.run(parameters, **{"jobs": 1, "progress": False} | settings)


def test_a_sweep_is_on_disk_and_can_be_read_again(carried):
    done = start(name="mine")
    assert carried == list(done.cells) == list(done.done)
    assert {path.name for path in done.folder.iterdir()} == {
        "sweep.json",
        "table.csv",
        "answers.csv",
        "sweep.png",
        *done.cells,
    }
    assert {path.name for path in (done.folder / carried[0]).iterdir()} == {
        "record.json",
        "notebook.ipynb",
        "predictions.csv",
    }
    again = sweep.load("mine")
    assert sweep.names() == ["mine"]
    assert again.cells == done.cells
    pd.testing.assert_frame_equal(again.table(), done.table())


def test_the_table_has_a_row_a_cell(carried):
    done = start()
    table = done.table()
    assert list(table.index) == list(done.cells)
    assert list(table)[:5] == ["num_ceps", "seed", "accuracy", "low", "high"]
    assert {"versions", "training_seconds", "peak_megabytes", "run", "machine", "split"} <= set(table)
    assert table["accuracy"].tolist() == [0.5, 1, 0.5, 1]
    written = pd.read_csv(done.folder / "table.csv", index_col="cell")
    assert written["num_ceps"].tolist() == [18, 18, 26, 26]


def test_the_answers_have_a_row_a_clip(carried):
    answers = start().answers()
    assert answers.index.tolist() == ["blues.0", "jazz.2", "pop.1"]
    assert answers["num_ceps=18,seed=0"].tolist() == [1, pd.NA, 0]
    assert answers["num_ceps=26,seed=1"].tolist() == [1, 1, pd.NA]
    lines = (sweep.load(sweep.names()[0]).folder / "answers.csv").read_text().splitlines()
    assert lines[2] == "jazz.2,,1,,1"


def test_predictions_of_a_cell(carried):
    done = start()
    predictions = done.predictions("num_ceps=18,seed=0")
    assert predictions["predicted"].tolist() == ["blues", "NA"], "a genre may be called NA"
    with pytest.raises(ValueError, match="seed=7 is no cell of"):
        done.predictions("seed=7")


def test_means_over_seeds(carried):
    means = start().means()
    assert means.index.tolist() == [(18,), (26,)]
    assert means["cells"].tolist() == [2, 2]
    # Student's interval of two numbers, 0.5 and 1, reaches beyond what there is.
    assert means.iloc[0].tolist() == [2, 0.75, 0, 1]
    [single] = start({"clips_per_genre": 2, "seed": [0]}).means().to_numpy()
    assert single.tolist() == [1, 0.5, 0.1, 0.9], "a single cell has its own interval"


def test_the_figure_names_every_combination(carried):
    done = start(GRID | {"split": ["song", "artist"]})
    ax = plots.plot_sweep(done.table(), done.means())
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "num_ceps 18, split song",
        "num_ceps 18, split artist",
        "num_ceps 26, split song",
        "num_ceps 26, split artist",
    ]
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [sorted(line.get_xdata()) for line in dots] == [[0.5, 1]] * 4
    all_of_them = start({"clips_per_genre": 2, "seed": [0, 1]})
    ax = plots.plot_sweep(all_of_them.table(), all_of_them.means())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["all cells"]


def test_what_is_done_is_not_done_again(carried):
    first = start()
    lines = []
    assert start(out=lines.append).done == first.done
    assert len(carried) == 4
    assert lines == ["4 of 4 cells are done already"]


def test_a_grid_can_be_enlarged_under_its_name(carried):
    start(name="mine")
    del carried[:]
    done = start(GRID | {"seed": range(3)}, name="mine")
    assert carried == ["num_ceps=18,seed=2", "num_ceps=26,seed=2"]
    assert len(done.table()) == 6
    assert len(start(name="mine").table()) == 4, "the table is of the grid that was asked for"


def test_an_interrupted_sweep_goes_on(carried):
    def stop(line):
        if line.startswith("[2/4]"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        start(name="mine", out=stop)
    half = sweep.load("mine")
    kept = half.done
    assert kept == tuple(half.cells)[:2]
    assert len(pd.read_csv(half.folder / "table.csv")) == 2
    assert not (half.folder / "lock").exists()
    del carried[:]
    done = start(name="mine")
    assert done.done == tuple(done.cells) == kept + tuple(carried)


@pytest.mark.parametrize("change", ["code", "configuration", "songs", "record"])
def test_what_has_changed_is_carried_out_again(carried, monkeypatch, change):
    parameters = dict(GRID)
    done = start(name="mine")
    expected = list(done.cells)
    if change == "code":
        monkeypatch.setattr(experiments.runs, "_CODE", experiments.runs._CODE[:-1])
    elif change == "configuration":
        parameters["epochs"] = 7
    elif change == "songs":
        parameters["difficulty"] = 0.9
    else:
        (done.folder / expected[1] / "record.json").write_text('{"run": ')
        expected = expected[1:2]
    del carried[:]
    again = start(parameters, name="mine")
    assert carried == expected
    assert len(again.table()) == 4
    assert set(again.table()["epochs"]) == {parameters.get("epochs", 30)}


def test_a_cell_that_fails_is_named_and_tried_again(carried, monkeypatch):
    honest = cells.carry_out

    def carry_out(cell, settings, token=""):
        if cell == "num_ceps=18,seed=1":
            carried.append(cell)
            return cells.Outcome(cell, f"{cell}, cell 3 (import x): ImportError: no x", notebook="{half}")
        return honest(cell, settings, token)

    monkeypatch.setattr(cells, "carry_out", carry_out)
    lines = []
    done = start(out=lines.append)
    assert lines[1].startswith("[2/4] FAILED  num_ceps=18,seed=1, cell 3 (import x)")
    assert done.failures == {"num_ceps=18,seed=1": "num_ceps=18,seed=1, cell 3 (import x): ImportError: no x"}
    assert len(done.table()) == len(done.done) == 3
    assert (done.folder / "num_ceps=18,seed=1" / "notebook.ipynb").read_text() == "{half}"
    with pytest.raises(ValueError, match="is not finished; start the sweep again"):
        done.predictions("num_ceps=18,seed=1")
    monkeypatch.setattr(cells, "carry_out", honest)
    del carried[:]
    done = start()
    assert carried == ["num_ceps=18,seed=1"]
    assert not done.failures
    assert len(done.table()) == 4


def test_if_all_cells_fail_all_are_named(carried, monkeypatch):
    monkeypatch.setattr(
        cells, "carry_out", lambda cell, settings, token="": cells.Outcome(cell, f"{cell}: bad luck")
    )
    done = start()
    assert set(done.failures) == set(done.cells)
    assert len(done.table()) == len(done.means()) == 0
    assert not (done.folder / "sweep.png").exists()


def test_a_worker_with_other_code_is_told(carried, monkeypatch):
    honest = cells.carry_out
    monkeypatch.setattr(cells, "carry_out", lambda *told: replace(honest(*told), run="another"))
    done = start({"clips_per_genre": 2, "seed": [0]})
    assert "here made the run another, here it was embedded-26ceps" in done.failures["seed=0"]


def test_any_executor_will_do(carried):
    with ThreadPoolExecutor(3) as pool:
        done = sweep.run(GRID, executor=pool, progress=False)
    assert len(done.table()) == 4
    assert list(done.table().index) == list(done.cells), "in the order of the grid, whoever came first"


class Broken(Executor):
    """Carries out a cell, breaks with the second, and takes no more."""

    def __init__(self):
        self.asked = 0

    def submit(self, function, /, *arguments):
        self.asked += 1
        if self.asked > 2:
            raise BrokenExecutor("the pool is broken")
        future = running.Future()
        if self.asked == 1:
            future.set_result(function(*arguments))
        else:
            future.cancel()
            future.set_running_or_notify_cancel()
        return future


def test_an_executor_that_breaks_costs_what_it_had(carried):
    done = start(jobs=None, executor=Broken())
    assert len(done.done) == 1
    assert list(done.failures.values()) == [
        "num_ceps=18,seed=1: was given up by the executor; has its cluster ended?",
        "num_ceps=26,seed=0: BrokenExecutor: the pool is broken",
        "num_ceps=26,seed=1: BrokenExecutor: the pool is broken",
    ]


def test_two_starts_at_once(carried):
    folder = paths.writable(reading.folder_of("mine"))
    with owner.Lock(folder / "lock"), pytest.raises(OSError, match="sweep mine: another process carries it"):
        start(name="mine")
    assert carried == []
    assert len(start(name="mine").done) == 4


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"jobs": 0}, "jobs is 0; choose a whole number"),
        ({"jobs": "all"}, "jobs is 'all'"),
        ({"jobs": 2, "executor": "e"}, "jobs is 2, and executor is given"),
        ({"name": "a/b"}, "name is 'a/b'; choose up to 80 letters"),
        ({"name": ".."}, "name is '..'"),
        ({"name": "a."}, "name is 'a.'"),
    ],
)
def test_settings_that_make_no_sense(carried, settings, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        start(**settings)
    assert carried == []


@pytest.mark.parametrize("spoil", ["predictions gone", "predictions junk", "no row", "empty row"])
def test_a_cell_that_somebody_has_spoilt_is_carried_out_again(carried, spoil):
    done = start(name="mine")
    cell = done.done[0]
    if spoil == "predictions gone":
        (done.folder / cell / "predictions.csv").unlink()
    elif spoil == "predictions junk":
        (done.folder / cell / "predictions.csv").write_bytes(b"\xff\x00junk")
    else:
        record = json.loads((done.folder / cell / "record.json").read_text(encoding="utf-8"))
        record["row"] = None if spoil == "no row" else {}
        (done.folder / cell / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert cell not in sweep.load("mine").done
    count = len(carried)
    again = start(name="mine")
    assert carried[count:] == [cell]
    assert again.done == tuple(again.cells)
    assert len(again.answers().columns) == len(again.cells)


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"swept": [], "cells": {"a": {"config": {"deep": 1}, "run": ""}}}']
)
def test_a_sweep_of_another_version_is_told_and_can_be_started_again(carried, content):
    done = start(name="mine")
    (done.folder / "sweep.json").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="sweep mine was made by another version, or is damaged"):
        sweep.load("mine")
    assert start(name="mine").done == tuple(done.cells)


@pytest.mark.parametrize(
    "name", ["con", "NUL", "aux.txt", "com1", "x" * 81, "\u65e5\u672c", "a/b", "..", "a."]
)
def test_names_that_are_none_on_some_system(carried, name):
    with pytest.raises(ValueError, match="name is"):
        start(name=name)
    assert carried == []


def test_a_sweep_that_is_not_there(carried):
    with pytest.raises(ValueError, match="no sweep other; there are none yet"):
        sweep.load("other")
    start(name="mine")
    with pytest.raises(ValueError, match="no sweep other; there are mine"):
        sweep.load("other")


def test_the_command_ends_with_means_and_files(carried, capsys):
    assert cli.main(["sweep", "seed=0-1", "clips_per_genre=2", "--name", "mine", "--jobs", "1"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "[1/2] seed=0: 50.0% right (1 s)"
    assert told[3] == "over all cells: 75.0% right in the mean of 2 (95 % interval 0.0% to 100.0%)"
    assert [Path(line).name for line in told[4:]] == ["table.csv", "answers.csv", "sweep.png"]
    assert cli.main(["sweep", "seed=0-1", "clips_per_genre=x"]) == 1
    assert "genrekit: clips_per_genre is 'x'" in capsys.readouterr().err
    assert cli.main(["sweep", "data_dir=a", "--data-dir", "b"]) == 1
    assert "data_dir is given twice" in capsys.readouterr().err


def test_without_dask_the_extra_is_named(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert cli.main(["sweep", "seed=0", "--scheduler", "tcp://127.0.0.1:1"]) == 1
    assert "pip install -e '.[dask]'" in capsys.readouterr().err


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster_room, "_PATIENCE", 1)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        with (
            pytest.raises(OSError, match=f"scheduler {address}: no answer within 1 s"),
            cluster_room.on_cluster(address),
        ):
            pass


# --- with kernels -------------------------------------------------------------------------------------

#: Stands in for notebook 05: it makes up a run, writes down when it begins and ends, and may die.
STAND_IN = """
import json, os, signal, time
from pathlib import Path

log = Path(os.environ["SWEEP_LOG"])
def note(what):
    with log.open("a") as file:
        told = {"what": what, "seed": seed, "kernel": os.getpid(), "parent": os.getppid()}
        file.write(json.dumps(told) + "\\n")

note("begin")
if seed == 13:
    raise RuntimeError("bad luck")
if seed == 66:
    os.kill(os.getpid(), signal.SIGKILL)
if seed == 77:
    os.kill(os.getppid(), signal.SIGKILL)
time.sleep(60 if seed == 99 else float(os.environ["SWEEP_SECONDS"]))
files = json.loads(os.environ["SWEEP_RUNS"])[str(seed)]
for path, text in files.items():
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)
note("end")
"""


def made_up(seed):
    """The files of a run that was never carried out, by path; a kernel writes them without the kit."""
    config = experiments.Config(clips_per_genre=2, seed=seed)
    folder = experiments.runs._folder(config, experiments.collection_of(config))
    metrics = {"accuracy": 0.5, "low": 0.1, "high": 0.9, "songs": 2, "versions": {"numpy": "2"}}
    metrics |= {"training_seconds": 1, "peak_megabytes": 1}
    files = {
        "config.json": json.dumps(asdict(config)),
        "metrics.json": json.dumps(metrics),
        "history.csv": "epoch,loss\n0,1\n",
        "predictions.csv": "clip,true,predicted,pop,rock\na,pop,pop,1,0\nb,rock,pop,1,0\n",
    }
    return {str(folder / name): text for name, text in files.items()}


class Log:
    """What the stand-in has written down."""

    def __init__(self, path):
        self.path = path

    def lines(self, what):
        text = self.path.read_text() if self.path.exists() else ""
        return [told for told in map(json.loads, text.splitlines()) if told["what"] == what]

    def seeds(self, what):
        return Counter(told["seed"] for told in self.lines(what))

    def alive(self):
        """Kernels that still run."""
        return [told["kernel"] for told in self.lines("begin") if _runs(told["kernel"])]


def _runs(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.2)
    return found


@pytest.fixture
def stand_in(home, tmp_path, monkeypatch):
    """The log of a notebook that stands in for notebook 05, in this process and in those it starts."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    new = nbformat.v4
    parameters = new.new_code_cell("seed = 0\nclips_per_genre = 2", metadata={"tags": ["parameters"]})
    notebook = new.new_notebook(cells=[parameters, new.new_code_cell(STAND_IN)])
    nbformat.write(notebook, folder / "05_experiment.ipynb")
    (tmp_path / "preload.py").write_text(
        "from pathlib import Path\nfrom genrekit.notebooks import kernel\n"
        f"kernel.FOLDER = Path({str(folder)!r})\n"
    )
    monkeypatch.setattr(kernel, "FOLDER", folder)
    monkeypatch.setenv("SWEEP_LOG", str(tmp_path / "log"))
    monkeypatch.setenv("SWEEP_SECONDS", "0")
    monkeypatch.setenv("SWEEP_RUNS", json.dumps({seed: made_up(seed) for seed in range(6)}))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    return Log(tmp_path / "log")


def command(*words):
    """`genrekit sweep` in a process of its own, with the stand-in."""
    # In the background of a shell, processes begin with deaf ears.
    ears = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    program = (
        f"{ears}import sys, preload\nfrom genrekit import cli\nsys.exit(cli.main(['sweep', *sys.argv[1:]]))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, "clips_per_genre=2", *words, "--name", "mine"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@unix
@pytest.mark.slow
def test_a_kernel_that_dies_costs_its_own_cell(stand_in):
    before = Path.cwd(), dict(os.environ)
    done = start({"clips_per_genre": 2, "seed": [0, 13, 66, 1]}, jobs=2)
    assert done.done == ("seed=0", "seed=1")
    assert re.fullmatch(r"seed=13, cell \d \(import.*\): RuntimeError: bad luck", done.failures["seed=13"])
    assert "DeadKernelError" in done.failures["seed=66"]
    half = nbformat.read(done.folder / "seed=13" / "notebook.ipynb", as_version=4)
    assert any("bad luck" in str(cell.get("outputs")) for cell in half.cells)
    assert stand_in.alive() == []
    assert (Path.cwd(), dict(os.environ)) == before, "who starts a sweep keeps its folder and environment"


@unix
@pytest.mark.slow
def test_who_interrupts_leaves_no_kernel_and_loses_nothing(stand_in):
    # One of them takes a minute: there is work left, however late it is seen that two are done.
    process = command("seed=0-2,99", "--jobs", "2")
    until(lambda: "mine" in sweep.names() and len(sweep.load("mine").done) >= 2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.splitlines()[-1] == "genrekit: stopped; what was finished is kept"
    assert stand_in.alive() == []
    half = sweep.load("mine")
    kept = half.done
    assert 2 <= len(kept) < 4
    assert not (half.folder / "lock").exists()
    process = command("seed=0-4")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert f"{len(kept)} of 5 cells are done already" in out
    assert all(stand_in.seeds("end")[int(cell.removeprefix("seed="))] == 1 for cell in kept)
    assert len(sweep.load("mine").table()) == 5


@unix
@pytest.mark.slow
def test_two_processes_start_the_same_sweep(stand_in, monkeypatch):
    monkeypatch.setenv("SWEEP_SECONDS", "1")
    both = [command("seed=0-2"), command("seed=0-2")]
    told = [process.communicate(timeout=120) for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    assert sum("sweep mine: another process carries it out" in err for _, err in told) == 1
    assert stand_in.seeds("begin") == {0: 1, 1: 1, 2: 1}
    # Whoever is killed leaves a lock that holds nobody up.
    killed = command("seed=0-4")
    until(lambda: stand_in.seeds("begin").total() == 5)
    killed.kill()
    killed.communicate()
    until(lambda: stand_in.alive() == [])
    last = command("seed=0-4")
    _, err = last.communicate(timeout=120)
    assert last.returncode == 0, err


SMALL = {"epochs": 1, "crop_seconds": 2, "crops": 2}


@pytest.mark.slow
def test_same_seed_same_numbers_with_the_command_and_with_python(folder, tmp_path, monkeypatch):
    words = [f"{name}={value}" for name, value in SMALL.items()]
    homes = tmp_path / "one", tmp_path / "two"
    monkeypatch.setenv("GENREKIT_HOME", str(homes[0]))
    program = [sys.executable, "-m", "genrekit", "sweep", "num_ceps=13", *words]
    told = subprocess.run([*program, "--data-dir", str(folder)], capture_output=True, text=True, cwd=ROOT)
    assert told.returncode == 0, told.stderr + told.stdout
    assert re.search(r"^over all cells: \d+\.\d% right", told.stdout, re.MULTILINE)
    [name] = sweep.names()
    first = sweep.load(name)
    assert (first.folder / "sweep.png").stat().st_size > 5000
    monkeypatch.setenv("GENREKIT_HOME", str(homes[1]))
    second = sweep.run({"data_dir": folder, "num_ceps": 13, **SMALL}, jobs=1, progress=False)
    assert not second.failures
    assert first.name == second.name
    assert first.folder != second.folder
    measured = ["training_seconds", "cell_seconds", "peak_megabytes"]
    pd.testing.assert_frame_equal(
        first.table().drop(columns=measured), second.table().drop(columns=measured), check_exact=True
    )
    for cell in first.cells:
        one, other = ((done.folder / cell / "predictions.csv").read_bytes() for done in (first, second))
        assert one == other
    assert (first.table()[measured] > 0).all(axis=None)


# --- on a cluster -------------------------------------------------------------------------------------


class Cluster:
    """A real scheduler and real workers, as processes of this machine."""

    def __init__(self, folder, stack):
        self.file, self.folder, self.stack = folder / "scheduler.json", folder, stack
        self.scheduler = self.begin("scheduler", "--port", "0", "--host", "127.0.0.1")
        until(lambda: self.file.exists() and self.file.read_text().endswith("}"))
        self.address = json.loads(self.file.read_text())["address"]

    def begin(self, what, *words):
        log = self.stack.enter_context((self.folder / f"{what}.log").open("a"))
        program = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard"]
        process = subprocess.Popen(
            [*program, *words, "--scheduler-file", str(self.file)],
            stdout=log,
            stderr=log,
            cwd=self.folder,
        )
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process

    def worker(self, *, stand_in=True):
        words = ["--preload", str(self.folder / "preload.py")] if stand_in else []
        return self.begin("worker", "--no-nanny", "--nthreads", "1", "--memory-limit", "0", *words)


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install -e '.[dask]'")
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    with contextlib.ExitStack() as stack:
        yield Cluster(tmp_path, stack)


@unix
@pytest.mark.slow
def test_a_worker_is_killed_in_the_middle(cluster, stand_in, monkeypatch):
    # Long enough for a busy machine: a kernel looks once a second whether its worker is alive.
    monkeypatch.setenv("SWEEP_SECONDS", "5")
    victim, _ = [cluster.worker().pid for _ in range(2)]
    grid = {"clips_per_genre": 2, "seed": range(5)}
    with cluster_room.on_cluster(cluster.address) as executor:
        until(lambda: len(executor._client.nthreads()) == 2)
        with ThreadPoolExecutor(1) as background:
            asked = background.submit(sweep.run, grid, name="mine", executor=executor, progress=False)

            def in_the_middle():
                """What the victim has begun and not ended, once another cell of its own has been kept."""
                ended = [told for told in stand_in.lines("end") if told["parent"] == victim]
                kept = sweep.load("mine").done if ended else ()
                over = {told["kernel"] for told in ended if f"seed={told['seed']}" in kept}
                begun = [told for told in stand_in.lines("begin") if told["parent"] == victim]
                return len(over) == len(ended) > 0 and [told for told in begun if told["kernel"] not in over]

            [unfinished] = until(lambda: in_the_middle() or (asked.done() and ["too late"]))
            os.kill(victim, signal.SIGKILL)
            until(lambda: not _runs(unfinished["kernel"]), 20)
            done = asked.result(timeout=120)
    assert not done.failures
    assert done.done == tuple(done.cells), "nothing is lost"
    assert stand_in.seeds("end") == dict.fromkeys(range(5), 1), "nothing is done twice"
    begun = stand_in.seeds("begin")
    assert begun.pop(unfinished["seed"]) == 2
    assert set(begun.values()) == {1}
    assert stand_in.alive() == []


@unix
@pytest.mark.slow
def test_what_is_interrupted_or_kills_workers_ends_and_notebook_05_goes_on(cluster, stand_in, folder):
    def stop(line):
        raise KeyboardInterrupt

    for _ in range(2):
        cluster.worker()
    with cluster_room.on_cluster(cluster.address) as executor:
        until(lambda: len(executor._client.nthreads()) == 2)
        with pytest.raises(KeyboardInterrupt):
            sweep.run({"clips_per_genre": 2, "seed": [0, 99]}, executor=executor, out=stop)
        until(lambda: stand_in.alive() == [], 20)  # who interrupts ends the kernels of the workers, too
        assert stand_in.seeds("end")[99] == 0
        done = sweep.run({"clips_per_genre": 2, "seed": [77]}, executor=executor, progress=False)
        assert done.failures == {
            "seed=77": "seed=77: 2 workers died while they had it; too little memory there?"
        }
        cluster.worker(stand_in=False)
        grid = {"data_dir": folder, "num_ceps": [13], **SMALL}
        done = sweep.run(grid, executor=executor, progress=False)
    assert not done.failures
    assert done.table()["songs"].tolist() == [6]
    assert stand_in.alive() == []
