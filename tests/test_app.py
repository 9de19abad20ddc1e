"""The web page: in Python alone, and served to a real browser by the real server."""

from __future__ import annotations

import asyncio
import dataclasses
import http.client
import io
import json
import logging
import os
import queue
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import wave
from pathlib import Path
from types import SimpleNamespace

import browser
import ipywidgets
import nbformat
import numpy as np
import pandas as pd
import psutil
import pytest
import soundfile
from bs4 import BeautifulSoup
from conftest import make_folder, tone
from ipywidgets.widgets.widget import _instances
from jupyter_server.services.kernels.connection.base import (
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)

from genrekit import app, audio, cli, collection, evaluation, experiments, owner, paths, timeline
from genrekit.app import analysis, result, runs, server, visitors
from genrekit.audio import SR
from genrekit.notebooks import kernel

chromium, visit, until = browser.chromium, browser.visit, browser.until

ROOT = Path(app.__file__).parents[2]
HOSTILE = "<img src=x onerror=hacked=1>&amp;.wav"
SMALL = {"epochs": 2, "crop_seconds": 5.12, "crops": 2, "num_ceps": 13}


def wait(condition, seconds=60):
    """Wait until a function gives something true, and give it back."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.1)
    return found


def wav(y, sr=SR):
    """A sound as the bytes of a WAV file."""
    data = io.BytesIO()
    soundfile.write(data, y, sr, format="WAV")
    return data.getvalue()


def long_wav(seconds):
    """A tone of coarse samples, so that many minutes are a small file."""
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1), file.setsampwidth(1), file.setframerate(1000)
        file.writeframes(bytes(range(64, 192)) * (seconds * 1000 // 128 + 1))
    return data.getvalue()


def noise(seconds=8.0):
    return 0.3 * np.random.default_rng(0).standard_normal(round(seconds * SR)).clip(-3, 3) / 3


# In Python.


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A home with a small finished run on noisy tones, and the run."""
    home = tmp_path_factory.mktemp("trained")
    folder = make_folder(tmp_path_factory.mktemp("tones") / "songs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENREKIT_HOME", str(home))
        yield home, experiments.run(data_dir=str(folder), progress=False, **SMALL)


@pytest.fixture
def run(trained, monkeypatch):
    home, run = trained
    monkeypatch.setenv("GENREKIT_HOME", str(home))
    return run


@pytest.fixture
def page(run):
    made = app.page(run.name)
    yield made
    made.close()


def send(page, data, name="song.wav"):
    """Upload a file as a browser does."""
    page.upload._receive(None, {"kind": "start", "id": name, "size": len(data), "name": name}, [])
    for index, begin in enumerate(range(0, len(data), 2**19)):
        chunk = {"kind": "chunk", "id": name, "index": index}
        page.upload._receive(None, chunk, [memoryview(data[begin : begin + 2**19])])


def settled(page):
    """Wait until nothing is under way any more, and give the status."""

    def over():
        status = page.upload.status
        busy = re.match(r"Reading |Listening |The file has arrived", status["text"] or "Reading ")
        return None if busy or page._analyst._job or page._analyst._next else status

    return wait(over)


def all_widgets(widget):
    return [widget, *(w for child in getattr(widget, "children", ()) for w in all_widgets(child))]


def text_of(page):
    """All that a visitor can read of a page."""
    texts = []
    for widget in all_widgets(page):
        if isinstance(widget, ipywidgets.HTML):
            soup = BeautifulSoup(widget.value, "html.parser")
            for style in soup.find_all("style"):
                style.decompose()
            texts += [soup.get_text(" "), *(tag.get("aria-label", "") for tag in soup.find_all())]
        for name in ("text", "caption", "description", "marks", "genres"):
            texts.append(str(getattr(widget, name, "")))
    return " ".join([*texts, page.upload.status["text"]])


def files_of(page):
    return [path for path in page.upload._folder.rglob("*") if path.is_file()]


def song_of(run):
    """A song that the network has learnt from: its sound, and its file as it would be sent."""
    clip = run.reference().clips[0]
    y = experiments.collection_of(run.config).load(clip)
    return y, wav(y)


def test_a_song_is_heard(page, run):
    y, data = song_of(run)
    before = set(Path(os.environ["GENREKIT_HOME"]).rglob("*"))
    send(page, data)
    assert settled(page)["kind"] in ("done", "info")
    expected = timeline.Listener(run).follow(audio.read(io_file(page, data)), name="song.wav")
    text = text_of(page)
    assert f"{result.titled(expected.verdict)} , {result.percent(expected.sure)}." in text
    (player,) = [w for w in all_widgets(page) if hasattr(w, "spectrogram")]
    assert player.caption == "song.wav"
    assert player.seconds == pytest.approx(len(y) / SR, abs=0.01)
    assert ("unlike anything" in text) == expected.unusual == ("test songs about which" not in text)
    for clip in expected.nearest["clip"]:
        assert clip in text
    sounds = [w.value.count("<audio") for w in all_widgets(page) if isinstance(w, ipywidgets.HTML)]
    assert sum(sounds) == 4, "the decisive seconds, and three similar songs"
    assert "/" not in text
    assert files_of(page) == []
    assert set(Path(os.environ["GENREKIT_HOME"]).rglob("*")) == before, "nothing of a visitor is kept"


def io_file(page, data):
    """The same bytes in a file of the test's own."""
    path = Path(os.environ["GENREKIT_HOME"]).parent / f"own-{page.model_id}.wav"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("unusual", [True, False])
def test_a_warning_comes_first_and_instead_of_what_would_not_hold(run, unusual):
    y, _ = song_of(run)
    listener = timeline.Listener(run)
    found = listener.follow(y, name="x")
    surprise = found.threshold + (1 if unusual else -1)
    found = dataclasses.replace(found, surprise=surprise, calibrated=True)
    right = evaluation.accuracy(7, 10)
    text = BeautifulSoup(result.words(analysis.Finding(found, right, "")), "html.parser").get_text(" ")
    name = result.titled(found.verdict)
    if unusual:
        assert text.index("unlike anything that the network has learnt from") < text.index(name)
        assert "7 were right" not in text
    else:
        assert "unlike" not in text
        assert "Of 10 test songs about which the network was about as sure, 7 were right" in text
        assert "95 % interval" in text
        assert f"{100 * right.low:.0f} to {100 * right.high:.0f} %" in text
    second, third = np.array(found.genres)[np.argsort(-found.overall, kind="stable")[1:3]]
    assert text.index(name) < text.index(result.titled(second)) < text.index(result.titled(third))


@pytest.mark.parametrize(
    ("surprise", "calibrated", "says", "status"),
    [
        (1.1, True, result.UNUSUAL, "This is an unusual song; see below."),
        (0.9, True, "", ""),
        (1.1, False, result.UNCALIBRATED, ""),
    ],
    ids=["beyond", "below", "nobody knows"],
)
def test_the_page_says_whether_a_song_is_unusual(page, run, monkeypatch, surprise, calibrated, says, status):
    follow = timeline.Listener.follow

    def stubbed(self, y, *, name):
        found = follow(self, y, name=name)
        return dataclasses.replace(found, surprise=surprise, threshold=1.0, calibrated=calibrated)

    monkeypatch.setattr(timeline.Listener, "follow", stubbed)
    send(page, song_of(run)[1])
    told, text = settled(page), text_of(page)
    assert [sentence for sentence in (result.UNUSUAL, result.UNCALIBRATED) if sentence in text] == [
        *filter(None, [says])
    ]
    assert (told["text"] == status) if status else (told["kind"] == "done")


def test_nothing_of_earlier_songs_is_kept(run):
    before = set(_instances)
    page = app.page(run.name)
    data, counts = song_of(run)[1], []
    for number in range(3):
        send(page, data, f"{number}.wav")
        settled(page)
        counts.append(len(set(_instances) - before))
    assert counts[0] == counts[1] == counts[2]
    page.close()
    assert set(_instances) - before == set()


def test_the_songs_are_opened_once(page, run, monkeypatch):
    opened = []
    own = experiments.collection_of
    monkeypatch.setattr(experiments, "collection_of", lambda config: opened.append(config) or own(config))
    data = wav(tone(seconds=8) + 0.01 * noise(8))
    for _ in range(2):
        send(page, data)
        settled(page)
    assert len(opened) == 1


@pytest.mark.parametrize("folder", ["//server/songs", "\\\\server\\songs", "/\\server", "/nowhere/at/all"])
def test_songs_elsewhere_are_named_only(run, monkeypatch, folder):
    monkeypatch.setattr(experiments, "collection_of", lambda config: pytest.fail("it was opened"))
    monkeypatch.setattr(Path, "is_dir", lambda self: self.name == "songs")
    config = SimpleNamespace(data_dir=folder)
    songs = result.songs_of(SimpleNamespace(config=config, name="x"))
    assert songs is None
    nearest = pd.DataFrame({"clip": ["a/b.wav"], "genre": ["a"]})
    soup = BeautifulSoup(result.similar(songs, nearest).value, "html.parser")
    assert "a/b.wav (a)" in soup.get_text()
    assert not soup.find_all("audio")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"This is a letter and no song. " * 100, "this is no sound that can be read"),
        (b"", "empty"),
        (wav(np.zeros(8 * SR)), "is silent"),
        (wav(tone(seconds=3)), "my song.mp3: lasts 3.0"),
        (wav(tone(seconds=0.01)), "the network needs 5.1"),
        (long_wav(1205), "lasts more than 20 minutes"),
        (wav(tone(seconds=8))[:30], "no sound"),
    ],
    ids=["text", "empty", "silent", "short", "very short", "long", "header"],
)
def test_what_cannot_be_heard_is_refused_in_one_sentence(page, data, says):
    send(page, data, "my song.mp3")
    status = settled(page)
    assert status["kind"] == "error"
    assert says in status["text"]
    assert len(status["text"].splitlines()) == 1
    assert page.result.children == ()
    assert not re.search(r"/|Traceback|genrekit-", text_of(page))
    assert files_of(page) == []


@pytest.mark.filterwarnings("ignore:.*that much is used:UserWarning")
def test_a_file_that_breaks_off_is_heard_as_far_as_it_goes(page):
    whole = wav(tone(seconds=12) + 0.01 * noise(12))
    send(page, whole[: len(whole) * 2 // 3], "half.wav")
    settled(page)
    text = text_of(page)
    assert "half.wav: breaks off after" in text
    assert "/" not in text


def test_names_are_text(page, run):
    send(page, song_of(run)[1], HOSTILE)
    settled(page)
    soups = [
        BeautifulSoup(w.value, "html.parser") for w in all_widgets(page) if isinstance(w, ipywidgets.HTML)
    ]
    assert not [soup for soup in soups if soup.find("img")]
    assert HOSTILE in " ".join(soup.get_text() for soup in soups)
    send(page, b"no song", HOSTILE)
    assert settled(page)["text"].startswith(f"{HOSTILE}: ")


def test_the_last_song_wins(page, run, monkeypatch):
    started, go_on, heard = threading.Event(), threading.Event(), []
    follow = timeline.Listener.follow

    def slowly(self, y, *, name):
        heard.append(name)
        if name == "first.wav":
            started.set()
            assert go_on.wait(60)
        return follow(self, y, name=name)

    monkeypatch.setattr(timeline.Listener, "follow", slowly)
    seen = []
    page.result.observe(lambda change: seen.extend(getattr(w, "caption", "") for w in change.new), "children")
    data = song_of(run)[1]
    send(page, data, "first.wav")
    assert started.wait(60)
    send(page, data, "second.wav")  # waits, and is replaced before its turn comes
    send(page, data, "third.wav")
    go_on.set()
    settled(page)
    assert heard == ["first.wav", "third.wav"]
    assert set(filter(None, seen)) == {"third.wav"}
    assert files_of(page) == []


@pytest.mark.parametrize(("first", "second"), [("first.wav", "second.wav"), ("", "")])
def test_a_song_that_is_replaced_while_it_is_sent_is_forgotten(page, run, first, second):
    send(page, song_of(run)[1], first)
    page.upload._receive(None, {"kind": "start", "id": "b", "size": 10, "name": second}, [])
    page.upload._receive(None, {"kind": "cancel", "id": "b"}, [])
    wait(lambda: not (page._analyst._job or page._analyst._next))
    assert page.result.children == ()
    assert page.upload.status["text"] == "Stopped."
    assert files_of(page) == []


def test_what_nobody_has_foreseen_goes_into_the_log(page, run, monkeypatch, caplog):
    def fail(self, y, *, name):
        raise RuntimeError(f"{Path.home()} is odd")

    monkeypatch.setattr(timeline.Listener, "follow", fail)
    with caplog.at_level(logging.ERROR, "genrekit.app"):
        send(page, song_of(run)[1])
        assert settled(page) == {"text": analysis.WRONG, "kind": "error"}
    assert "is odd" in caplog.text
    assert "Traceback" in caplog.text
    assert files_of(page) == []


def test_similar_songs_that_are_gone_are_named(run):
    gone = experiments.collection_of(run.config)
    nearest = timeline.Listener(run).follow(song_of(run)[0]).nearest
    nearest.loc[0, "clip"] = "<b>gone"
    soup = BeautifulSoup(result.similar(result.songs_of(run), nearest).value, "html.parser")
    assert len(soup.find_all("audio")) == len(nearest) - 1 == 2
    assert "<b>gone" in soup.get_text()
    assert "<b>gone" not in gone.table.index


@pytest.mark.parametrize("name", ["nowhere", "../runs", ".", "", "<b>"])
def test_without_a_run_there_is_one_sentence(home, name):
    made = app.page(name)
    text = text_of(made)
    if name:
        assert made.notice.text == f"There is no finished run called {name}. Choose another one."
        assert made.place.children == ()
    else:
        assert "No network has been trained" in made.notice.text
        assert made.place.children == (made.train,)
    assert str(home) not in text
    made.close()


def test_a_damaged_run_is_named(run, home, monkeypatch):
    monkeypatch.setenv("GENREKIT_HOME", str(home))
    for number, (file, content) in enumerate(
        [("config.json", "{"), ("metrics.json", ""), ("predictions.csv", ""), ("model.keras", None)]
    ):
        copy = home / "results" / "runs" / f"spoilt{number}"
        copy.mkdir(parents=True)
        for path in run.folder.iterdir():
            (copy / path.name).write_bytes(path.read_bytes())
        (copy / file).unlink()
        if content is not None:
            (copy / file).write_text(content)
        made = app.page(copy.name)
        assert made.notice.text == (
            f"The run {copy.name} is damaged, or of an older version. Train it again."
        )
        assert made.place.children == ()
        made.close()


@pytest.mark.parametrize("file", ["model.keras", "reference.npz"])
def test_a_network_that_cannot_be_loaded_is_told(run, home, monkeypatch, file):
    monkeypatch.setenv("GENREKIT_HOME", str(home))
    copy = home / "results" / "runs" / "spoilt"
    copy.mkdir(parents=True)
    for path in run.folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    (copy / file).write_bytes(b"nothing")
    made = app.page("spoilt")
    wait(lambda: made.notice.text)
    assert made.notice.text.startswith("The network of the run spoilt is damaged")
    assert made.place.children == ()
    assert str(home) not in text_of(made)
    made.close()


def test_results_that_cannot_be_written_are_told(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("GENREKIT_HOME", str(tmp_path / "taken"))
    made = app.page()
    assert made.notice.kind == "error"
    assert str(tmp_path) not in text_of(made)
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize("epochs", [2, 10_000])
def test_a_network_is_trained_on_demand(folder, monkeypatch, epochs):
    config = experiments.Config(data_dir=str(folder), **SMALL | {"epochs": epochs})
    monkeypatch.setattr(runs, "default", lambda: config)
    made = app.page()
    told = []
    made.notice.observe(lambda change: told.append(change.new), "text")
    made.train.click()
    if epochs == 2:
        wait(lambda: made.place.children == (made.upload,), 120)
        assert any(re.fullmatch(r"Training the network: \d+ %", text) for text in told)
        assert experiments.find(config) is not None
        made.close()
    else:
        wait(lambda: any(text.startswith("Training the network") for text in told), 120)
        process = psutil.Process(made._training._process.pid)
        other = app.page()
        other.train.click()
        assert other.notice.text == runs.BUSY
        other.close()
        made.close()
        process.wait(30)
        assert experiments.find(config) is None
        assert list(paths.results_dir().rglob(".*")) == [], "nothing half-made stays"


@pytest.mark.slow
def test_a_training_that_fails_is_told_in_one_sentence(folder, monkeypatch, caplog):
    config = experiments.Config(data_dir=str(folder), **SMALL)
    monkeypatch.setattr(runs, "default", lambda: config)
    made = app.page()
    for song in folder.rglob("*.wav"):
        soundfile.write(song, tone(seconds=1), SR)
    made.train.click()
    wait(lambda: made.notice.kind == "error", 120)
    assert made.notice.text == "The network could not be trained; the server's log says why."
    assert "no song lasts as long as a crop" in caplog.text
    made.close()


def dead():
    """What an owner's file holds whose process has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return json.dumps(json.loads(owner.mine()) | {"pid": process.pid, "started": time.time()})


def test_one_process_has_a_lock_and_a_dead_one_loses_it(tmp_path):
    path = tmp_path / "lock"
    with owner.Lock(path):
        assert owner.is_held(path)
        with pytest.raises(owner.Taken), owner.Lock(path):
            pass
    assert not owner.is_held(path)
    path.write_text(dead())
    assert not owner.is_held(path)
    with owner.Lock(path):
        assert path.read_text() == owner.mine()
    assert list(tmp_path.iterdir()) == []
    elsewhere = json.loads(dead()) | {"host": "another machine"}
    path.write_text(json.dumps(elsewhere))
    assert owner.is_held(path), "of another machine nothing is known"
    os.utime(path, (0, 0))
    assert not owner.is_held(path), "but no training takes a day"
    again = json.loads(owner.mine()) | {"started": time.time() - 10**7}
    path.write_text(json.dumps(again))
    assert not owner.is_held(path), "another process has the number of a dead one"


# The server, without a browser.


@pytest.mark.skipif(os.name == "nt", reason="links are not for everybody on Windows")
def test_what_killed_servers_have_left_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, content in (("dead", dead()), ("alive", owner.mine()), ("odd", "{"), ("strange", None)):
        folder = tmp_path / f"{server.FOLDER}{name}"
        folder.mkdir()
        if content is not None:
            (folder / server.OWNER).write_text(content)
    others = tmp_path / "others"
    others.mkdir()
    (others / server.OWNER).write_text(dead())
    (tmp_path / f"{server.FOLDER}link").symlink_to(others)
    server.remove_left()
    left = {path.name.removeprefix(server.FOLDER) for path in tmp_path.iterdir()}
    assert left == {"alive", "odd", "strange", "others", "link"}


def v1(kind="status", buffers=()):
    parts = [json.dumps({"msg_type": kind}).encode(), b"{}", b"{}", b"{}", *buffers]
    return serialize_msg_to_ws_v1(parts, "iopub")


def test_a_message_is_read_only_if_it_is_one():
    assert visitors.header_of(v1("stream", [bytes(9)] * 40)) == {"msg_type": "stream"}
    assert visitors.header_of(v1("stream", [bytes(9)] * 40), visitors.PARTS) == {}
    assert visitors.header_of(v1("stream", [b"song"]), visitors.PARTS) == {"msg_type": "stream"}
    legacy = serialize_binary_message({"header": {"msg_type": "stream"}, "buffers": [b"song"]})
    start = time.monotonic()
    for message in (
        b"",
        bytes(100),
        b"\xff" * 1000,
        legacy,
        v1()[:-3],
        v1()[:30],
        (10**18).to_bytes(8, "little") + v1()[8:],
        (5).to_bytes(8, "little") + v1()[8:],
        serialize_msg_to_ws_v1([b"{", b"{}", b"{}", b"{}"], "iopub"),
        serialize_msg_to_ws_v1([b"\xff", b"{}", b"{}", b"{}"], "iopub"),
        serialize_msg_to_ws_v1([b"[]", b"{}", b"{}", b"{}"], "iopub"),
        "{",
        "[]",
        "{}",
        {"header": None},
    ):
        assert visitors.header_of(message, visitors.PARTS) == {}, message
    assert time.monotonic() - start < 30, "the number of parts that a message claims is believed"


def test_no_more_visitors_than_there_is_room_for(tmp_path, monkeypatch):
    async def start(self, *, kernel_id, path, env, **settings):
        await asyncio.sleep(0.05)
        if path == "bad":
            raise RuntimeError("no kernel")
        return env["TMPDIR"]

    monkeypatch.setattr(visitors.AsyncMappingKernelManager, "_async_start_kernel", start)
    manager = visitors.Visitors(folder=str(tmp_path), most=2)

    async def ask(*paths):
        return await asyncio.gather(
            *(manager.start_kernel(path=path) for path in paths), return_exceptions=True
        )

    failed = asyncio.run(ask(*["bad"] * 8))
    assert sorted(type(error).__name__ for error in failed) == ["HTTPError"] * 6 + ["RuntimeError"] * 2
    assert list(tmp_path.iterdir()) == []
    started = asyncio.run(ask(*["good"] * 8))
    assert sum(isinstance(answer, str) for answer in started) == 2
    assert {error.status_code for error in started if not isinstance(error, str)} == {503}
    assert len(list(tmp_path.iterdir())) == 2


def stand_in(path, *tags):
    """A notebook with one cell for each tag, and others that must not be executed."""
    sources = {"parameters": 'run = ""  # name of a run', "app": "from genrekit import app\n\napp.page(run)"}
    notebook = nbformat.v4.new_notebook()
    for tag in tags:
        cell = nbformat.v4.new_code_cell(sources[tag])
        cell.metadata.tags = [tag]
        notebook.cells += [nbformat.v4.new_code_cell("raise RuntimeError('not for visitors')"), cell]
    notebook.cells.append(nbformat.v4.new_markdown_cell("# Not for visitors"))
    nbformat.write(notebook, path)
    return path


def test_only_what_is_for_visitors_is_executed(tmp_path):
    page = server.chosen_cells(stand_in(tmp_path / "nb.ipynb", "parameters", "app"), "it's mine")
    sources = [cell.source for cell in page.cells]
    assert sources == [
        'run = ""  # name of a run',
        'run = "it\'s mine"',
        "from genrekit import app\n\napp.page(run)",
    ]
    assert page.metadata.title == "genrekit: your song"


def test_a_notebook_without_the_page_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nb\.ipynb: no such notebook"):
        server.serve(notebook=tmp_path / "nb.ipynb")
    (tmp_path / "nb.ipynb").write_text("no notebook")
    with pytest.raises(ValueError, match=r"nb\.ipynb: no notebook that can be read") as caught:
        server.serve(notebook=tmp_path / "nb.ipynb")
    assert "\n" not in str(caught.value)
    with pytest.raises(ValueError, match="no code cell has the tag app"):
        server.serve(notebook=stand_in(tmp_path / "nb.ipynb", "parameters"))


def test_the_command_says_what_is_wrong_in_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(kernel, "FOLDER", tmp_path)
    stand_in(tmp_path / server.NOTEBOOK, "app")
    assert cli.main(["app", "--run", "nowhere", "--no-browser"]) == 1
    assert cli.main(["app", "--port", "99999", "--no-browser"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first == "genrekit: There is no finished run called nowhere. Choose another one."
    assert second.startswith("genrekit: port is 99999;")


# In a browser, with the real server.


class Served:
    """A running server: its address, its process, its home and its temporary folder."""

    def __init__(self, base, home, run):
        self.home, self.run, self.log = home, run, base / "log"
        self.temporary = base / "temporary"
        self.temporary.mkdir()
        own = kernel.FOLDER / server.NOTEBOOK
        notebook = own if own.is_file() else stand_in(base / "nb.ipynb", "parameters", "app")
        code = (
            # A shell has what it runs in the background ignore Ctrl-C, and children inherit that.
            f"import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
            f"from genrekit.app import serve\n"
            f"sys.exit(serve({run!r}, port=0, open_browser=False, notebook={str(notebook)!r}))"
        )
        env = {"GENREKIT_HOME": str(home), "TMPDIR": str(self.temporary), "PYTHONPATH": str(ROOT)}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code],
                cwd=base,
                env=os.environ | env,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        lines = queue.Queue()
        read = threading.Thread(target=lambda: lines.put(self.process.stdout.readline()), daemon=True)
        read.start()
        try:
            line = lines.get(timeout=120)
        except queue.Empty:
            self.process.kill()
            line = ""
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        self.address = found.group() if found else ""
        self.before = self.kept()

    def kept(self):
        return {path for path in self.home.rglob("*") if path.is_file()}

    def songs(self):
        """Files of visitors that are still there."""
        return list(self.temporary.rglob("genrekit-app-*/visitor-*/genrekit-*/*"))

    def kernels(self):
        found = []
        for process in psutil.Process(self.process.pid).children(recursive=True):
            try:
                found.append(" ".join(process.cmdline()))
            except psutil.Error:
                continue
        return [command for command in found if "ipykernel" in command]

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(60)


@pytest.fixture(scope="module")
def song():
    """A clip of the embedded collection, as a WAV file."""
    songs = collection.embedded(clips_per_genre=3)
    return wav(songs.load(songs.table.index[0]))


@pytest.fixture(scope="module")
def served(chromium, tmp_path_factory):
    base, home = tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("visited")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENREKIT_HOME", str(home))
        run = experiments.run(clips_per_genre=3, progress=False, **SMALL)
    made = Served(base, home, run.name)
    assert made.address, made.log.read_text()
    yield made
    if made.process.poll() is None:
        made.stop()


@pytest.fixture
def enter(served, visit):
    """A function that opens the page and waits for the place for songs."""

    def enter(**options):
        page = visit(served.address, within=served.address, **options)
        page.set_default_timeout(60_000)
        page.wait_for_selector(".genrekit-upload .choose")
        return page

    return enter


def drop(page, name, data):
    page.set_input_files(".genrekit-upload input", {"name": name, "mimeType": "audio/wav", "buffer": data})


def kernel_of(page):
    return json.loads(page.text_content("#jupyter-config-data"))["kernelId"]


def readable(page, served):
    """What a page shows; no path of this machine, no traceback is in it."""
    text = page.inner_text("body")
    for private in (
        str(served.home),
        str(served.temporary),
        str(ROOT),
        sys.prefix,
        "Traceback",
        "site-packages",
    ):
        assert private not in text
    return text


@pytest.mark.slow
def test_a_visitor_sees_and_hears_a_song(enter, served, song):
    page = enter()
    assert page.title() == "genrekit: your song"
    assert "Not for visitors" not in page.content()
    assert page.get_by_role("heading", level=1).is_visible()
    drop(page, HOSTILE, song)
    page.wait_for_selector(".verdict")
    page.get_by_text("The most similar songs").wait_for()
    assert page.text_content(".genrekit-player .caption") == HOSTILE
    assert page.evaluate("typeof hacked") == "undefined"
    for canvas in (".wave", ".areas"):
        colours = page.eval_on_selector(
            f"{canvas} canvas",
            "(canvas) => new Set(new Uint32Array(canvas.getContext('2d')"
            ".getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size",
        )
        assert colours > 2, f"{canvas} is blank"
    assert page.evaluate("document.querySelector('.genrekit-player img').naturalWidth") > 100

    slider = page.locator(".genrekit-player .slider")
    now = "parseFloat(document.querySelector('.genrekit-player .slider').getAttribute('aria-valuenow'))"
    page.click(".genrekit-player .play")
    until(page, f"{now} > 0.3")
    page.click(".genrekit-player .play")
    box = slider.bounding_box()
    slider.click(position={"x": box["width"] / 2, "y": 20})
    length = float(slider.get_attribute("aria-valuemax"))
    until(page, f"Math.abs({now} - {length / 2}) < 1")
    at = page.evaluate(now)
    slider.press("ArrowRight")
    until(page, f"Math.abs({now} - {at} - 5) < 0.5")

    audios = page.locator("figure audio")
    assert audios.count() == 4
    page.evaluate("document.querySelector('figure audio').play()")
    until(page, "document.querySelector('figure audio').currentTime > 0.2")
    readable(page, served)
    assert served.songs() == []
    assert served.kept() == served.before


@pytest.mark.slow
def test_what_is_no_song_is_refused_in_plain_words(enter, served):
    page = enter(width=390)
    says = page.locator(".genrekit-upload .says.error")
    drop(page, "letter.mp3", b"no song at all " * 1000)
    says.get_by_text("letter.mp3: this is no sound that can be read.").wait_for()
    drop(page, "nothing.mp3", b"")
    says.get_by_text("nothing.mp3 is empty; choose another file.").wait_for()
    drop(page, "short.wav", wav(tone(seconds=2)))
    says.get_by_text("short.wav: lasts 2.0").wait_for()
    readable(page, served)
    assert served.songs() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.slow
def test_two_visitors_and_what_is_left_of_them(enter, served, song):
    one, two = enter(), enter()
    assert kernel_of(one) != kernel_of(two)
    drop(one, "one.wav", song)
    drop(two, "two.wav", wav(noise()))
    for page, own, other in ((one, "one.wav", "two.wav"), (two, "two.wav", "one.wav")):
        page.wait_for_selector(".verdict")
        page.get_by_text("The most similar songs").wait_for()
        assert page.text_content(".genrekit-player .caption") == own
        assert other not in page.content()
    kernels = [kernel_of(one), kernel_of(two)]
    assert all(any(name in command for command in served.kernels()) for name in kernels)
    folders = set(served.temporary.glob("genrekit-app-*/visitor-*"))
    one.close(run_before_unload=True)
    two.context.close()  # as when a browser crashes: nobody says goodbye
    wait(lambda: not any(name in command for command in served.kernels() for name in kernels))
    # At most those that wait for a visitor, or whose page was closed a moment ago, are left.
    wait(lambda: len([path for path in folders if path.exists()]) <= 1)
    assert served.songs() == []
    assert served.kept() == served.before


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_page_whose_kernel_has_died_says_so(enter, served, song):
    page = enter()
    name = kernel_of(page)
    for process in psutil.Process(served.process.pid).children(recursive=True):
        if name in " ".join(process.cmdline()):
            process.kill()
    wait(lambda: not any(name in command for command in served.kernels()))
    drop(page, "song.wav", song)
    page.get_by_role("alert").get_by_text("Load it again").wait_for()
    page.reload()
    page.wait_for_selector(".genrekit-upload .choose")
    assert kernel_of(page) != name
    assert page.locator("#asleep").is_hidden()


def answer_of(served, path, **headers):
    """Status and content of what a server answers; names of headers have underscores here."""
    host = served.address.removeprefix("http://").strip("/")
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.putrequest("GET", path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.read() if answer.status != 101 else b""
    connection.close()
    return found


@pytest.mark.slow
def test_pages_from_elsewhere_start_nothing_and_hear_nothing(enter, served):
    for site in ("cross-site", "same-site"):
        for mode, dest in (("no-cors", "image"), ("navigate", "iframe"), ("cors", "empty")):
            fetch = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
            assert answer_of(served, "/", **fetch)[0] == 403
    socket = f"/api/kernels/{kernel_of(enter())}/channels?session_id=s"
    key = "dGhlIHNhbXBsZSBub25jZQ=="
    asked = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Key": key}
    asked |= {"Sec_WebSocket_Version": "13", "Sec_WebSocket_Protocol": visitors.PROTOCOL}
    own = served.address.strip("/")
    assert answer_of(served, socket, Origin=own, **asked)[0] == 101
    for origin in ("http://elsewhere.example", "http://127.0.0.1:1", "null"):
        assert answer_of(served, socket, Origin=origin, **asked)[0] == 403
    for protocol in ("", "v0.example", f"x{visitors.PROTOCOL}"):
        other = asked | {"Sec_WebSocket_Protocol": protocol}
        assert answer_of(served, socket, Origin=own, **other)[0] == 400
    del asked["Sec_WebSocket_Protocol"]
    assert answer_of(served, socket, Origin=own, **asked)[0] == 400


@pytest.mark.slow
def test_nothing_but_the_page_is_served(served):

    def ask(path, **headers):
        return answer_of(served, path, **headers)

    assert ask("/voila/static/voila.js")[0] == 200, "what the page needs is served"
    for path in (
        "/page.ipynb",
        "/voila/files/page.ipynb",
        "/voila/files/../page.ipynb",
        "/voila/files/visitor.png",
        "/files/page.ipynb",
        "/notebooks/",
        "/results/",
        "/tree",
        "/api/contents",
        "/api/contents/page.ipynb",
        "/voila/api/contents/",
        "/voila/tree/",
        "/voila/render/page.ipynb",
        "/api/kernels",
        "/api/sessions",
        "/api/terminals",
        "/terminals/websocket/1",
        "/static/../page.ipynb",
        "/voila/static/../../../../../../../../../../../../etc/passwd",
        "/voila/static/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "/voila/static//etc/passwd",
        "/voila/labextensions/../../../../../../../../../../../../etc/passwd",
        "/voila/labextensions/",
        "/voila/static/",
        "/voila/templates/lab/static/../../../../../../../../../../../etc/passwd",
        "/voila/templates/../static/passwd",
        "/voila/api/themes/../../../../../../../../../../../../etc/passwd",
    ):
        status, body = ask(path)
        assert status in (403, 404), path
        for private in (
            b"root:",
            b"app.page",
            b"Traceback",
            b"Index of",
            str(ROOT).encode(),
            sys.prefix.encode(),
        ):
            assert private not in body, path
    assert ask("/", Host="rebound.example")[0] == 403
    assert served.process.poll() is None


SAY = """([kernel, code, protocol]) => new Promise((resolve) => {
  const socket = new WebSocket(`ws://${location.host}/api/kernels/${kernel}/channels`, protocol), seen = [];
  socket.binaryType = "arraybuffer";
  const message = (type, content) => {
    const header = { msg_id: type, msg_type: type, session: "s", username: "u", version: "5.3", date: "" };
    const text = ["shell", ...[header, {}, {}, content].map((part) => JSON.stringify(part))];
    const parts = text.map((part) => new TextEncoder().encode(part)), places = [8 * (parts.length + 2)];
    for (const part of parts) places.push(places.at(-1) + part.length);
    return new Blob([new BigUint64Array([places.length, ...places].map(BigInt)), ...parts]);
  };
  socket.onopen = () => {
    socket.send(new Uint8Array(1000).fill(255));
    socket.send("no message");
    socket.send(message("execute_request", { code, silent: false, store_history: false }));
    socket.send(message("kernel_info_request", {}));
  };
  socket.onmessage = ({ data }) => {
    const [header, end] = new BigUint64Array(data.slice(16, 32));
    const { msg_type } = JSON.parse(new TextDecoder().decode(data.slice(Number(header), Number(end))));
    seen.push(msg_type);
    if (msg_type === "kernel_info_reply") { socket.close(); resolve(seen); }
  };
})"""


@pytest.mark.slow
def test_a_page_cannot_execute_anything(enter, served):
    page = enter()
    code = f"open({str(served.temporary / 'executed')!r}, 'w').close()"
    seen = page.evaluate(SAY, [kernel_of(page), code, visitors.PROTOCOL])
    assert "kernel_info_reply" in seen
    assert "execute_reply" not in seen
    assert not (served.temporary / "executed").exists()


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("GENREKIT_SONGS"), reason="GENREKIT_SONGS names no folder of songs")
def test_real_songs(enter, served):
    page = enter()
    songs = audio.find(Path(os.environ["GENREKIT_SONGS"]))
    assert songs
    for path in songs:
        drop(page, path.name, path.read_bytes())
        page.locator(".genrekit-player .caption").get_by_text(path.name, exact=True).wait_for()
        assert page.locator(".verdict").is_visible()
        readable(page, served)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_server_leaves_nothing(served, tmp_path, how):
    made = Served(tmp_path, served.home, served.run)
    try:
        assert made.address, made.log.read_text()
        assert answer_of(made, "/")[0] == 200
        kernels = psutil.Process(made.process.pid).children(recursive=True)
        assert made.kernels()
        assert made.stop(getattr(signal, how)) == 0
    finally:
        made.process.kill()
    assert list(made.temporary.iterdir()) == []
    _, alive = psutil.wait_procs(kernels, timeout=30)
    assert alive == []
    assert "Traceback" not in made.log.read_text()
    assert made.kept() == made.before
