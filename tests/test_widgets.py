"""The widgets: in Python alone, in a real browser without a kernel, and in a real browser with one."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import os
import re
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import browser
import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup
from conftest import tone
from PIL import Image

from genrekit import widgets
from genrekit.audio import encode
from genrekit.widgets import SongPlayer, Upload
from genrekit.widgets.page import whole

chromium, visit, until = browser.chromium, browser.visit, browser.until

HOSTILE = "</script><script>hacked=1</script>\"'<img src=x onerror=hacked=1><!-- 🎷 &quot; </iframe>"
SECONDS = 12.0
VIEW = "application/vnd.jupyter.widget-view+json"


def picture():
    pixels = np.tile(np.arange(200, dtype=np.uint8), (64, 1))
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "PNG")
    return data.getvalue()


def song(**changes):
    """Twelve seconds: first it is blues, then rock, and "<b>" is never likely."""
    first = np.linspace(0.9, 0.1, 12)
    given = {
        "sound": encode(tone(seconds=SECONDS)),
        "kind": "mpeg",
        "seconds": SECONDS,
        "caption": "a song",
        "waveform": np.column_stack([-np.ones(300), np.ones(300)]) * np.linspace(0.1, 1, 300)[:, None],
        "spectrogram": picture(),
        "frequency_ticks": [(0.25, "1 kHz"), (0.75, "4 kHz")],
        "genres": ["blues", "rock", "<b>"],
        "colors": ["#332288", "#DDCC77", "#000000"],
        "times": np.arange(12) + 0.5,
        "probabilities": np.column_stack([first, 0.98 - first, np.full(12, 0.02)]),
        "marks": [(6, 8, "changed")],
    }
    return SongPlayer(**given | changes)


# In Python: the upload does not trust the browser.


class Client:
    """Sends messages as a browser does, or as none would, and keeps the answers."""

    def __init__(self, upload):
        self.upload, self.answers, self.files = upload, [], []
        upload.send = lambda content, buffers=None: self.answers.append(content["kind"])
        upload.on_file(lambda path, name: self.files.append((path.read_bytes(), name)))

    def __call__(self, content, *buffers):
        message = {"method": "custom", "content": content}
        self.upload._handle_msg({"content": {"data": message}, "buffers": [memoryview(b) for b in buffers]})

    def start(self, size, name="song.mp3", id="a"):
        self({"kind": "start", "id": id, "size": size, "name": name})

    def chunk(self, index, data, id="a"):
        self({"kind": "chunk", "id": id, "index": index}, data)


@pytest.fixture
def upload():
    made = Upload(max_bytes=100)
    yield made
    made.close()


@pytest.fixture
def client(upload):
    return Client(upload)


def left(upload):
    return [path for path in upload._folder.rglob("*") if path.is_file()]


def test_a_file_arrives_in_pieces(client, upload):
    client.start(7)
    assert upload.name == "song.mp3"
    client.chunk(0, b"one ")
    client.chunk(1, b"two")
    assert client.answers == ["next", "next", "done"]
    assert client.files == [(b"one two", "song.mp3")]
    assert upload.status == {"text": "The file has arrived.", "kind": "done"}


def test_the_file_is_private_and_does_not_stay(client, upload):
    client.start(3)
    client.chunk(0, b"one")
    (file,) = left(upload)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(upload._folder.stat().st_mode) == 0o700
    assert "song" not in str(file)
    client.start(3, id="b")
    assert file not in left(upload)
    folder = upload._folder
    assert folder.exists()
    upload.close()
    assert not folder.exists()
    client.start(3, id="c")
    assert not folder.exists(), "closed is closed"


def test_the_file_is_gone_when_python_ends(tmp_path):
    program = (
        "from genrekit.widgets import Upload\n"
        "upload = Upload()\n"
        "upload._start('a', 3, 'x')\n"
        "upload._append(0, [b'on'])\n"
        "assert upload._path.read_bytes() == b'on'\n"
        "print(upload._folder)"
    )
    ran = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    assert not Path(ran.stdout.strip()).exists()


@pytest.mark.parametrize(
    ("size", "chunks"),
    [
        (6, [(1, b"one")]),
        (6, [(0, b"one"), (0, b"two")]),
        (6, [(0, b"one"), (2, b"two")]),
        (6, [(0, b"one"), (1, b"four")]),
        (100, [(0, bytes(60)), (1, bytes(60))]),
        (6, [(0, b"")]),
        (6, [(None, b"one")]),
        (6, [("0", b"one")]),
    ],
    ids=["begins late", "twice", "one is missing", "too much", "above the limit", "nothing", "none", "text"],
)
def test_pieces_that_do_not_fit_end_the_upload(client, upload, size, chunks):
    client.start(size)
    for index, data in chunks:
        client.chunk(index, data)
    assert client.answers[-1] == "stop"
    assert upload.status["kind"] == "error"
    assert left(upload) == []
    client.chunk(len(chunks), b"more")
    assert left(upload) == client.files == []


@pytest.mark.parametrize("size", [0, -1, 101, 10**30])
def test_an_announced_size_must_be_allowed(client, upload, size):
    client.start(size)
    client.chunk(0, b"one")
    assert client.answers == ["stop"]
    assert upload.status["kind"] == "error"
    assert left(upload) == client.files == []


@pytest.mark.parametrize(
    "content",
    [
        None,
        "start",
        [],
        {},
        {"kind": "start"},
        {"kind": "start", "id": 1, "size": 3},
        {"kind": "start", "id": "a", "size": "3"},
        {"kind": "start", "id": "a", "size": True},
        {"kind": "start", "id": "a", "size": float("nan")},
        {"kind": "start", "id": ["a"], "size": 3},
        {"kind": "chunk", "id": "a", "index": 0},
        {"kind": "chunk"},
        {"kind": "cancel", "id": None},
        {"kind": "__init__", "id": "a"},
    ],
    ids=repr,
)
def test_messages_without_sense_change_nothing(client, upload, content):
    client(content, b"one")
    assert left(upload) == client.files == client.answers == []
    assert upload.status["text"] == ""


def test_too_little_is_no_file(client, upload):
    client.start(6)
    client.chunk(0, b"one")
    assert client.files == []
    client({"kind": "cancel", "id": "a"})
    assert left(upload) == []
    assert upload.status["text"] == "Stopped."
    client.chunk(1, b"two")
    assert client.files == []


def test_a_second_upload_replaces_the_first(client, upload):
    client.start(6)
    client.chunk(0, b"one")
    client.start(4, "other.wav", id="b")
    assert client.answers == ["next", "next", "stop", "next"]
    client.chunk(1, b"two")
    client({"kind": "cancel", "id": "a"})
    client.chunk(0, b"four", id="b")
    assert client.files == [(b"four", "other.wav")]
    assert len(left(upload)) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "../../etc/passwd"),
        ("a\nb\x00c\x1b[31m\u202egpm.exe", "abc[31mgpm.exe"),
        ("🎷" * 300, "🎷" * 200),
        (HOSTILE, HOSTILE),
        (None, ""),
        (["x"], "['x']"),
    ],
)
def test_a_name_is_text_and_never_a_path(client, upload, name, kept):
    client.start(1, name)
    client.chunk(0, b"1")
    assert client.files == [(b"1", kept)]
    assert [path.parent for path in left(upload)] == [upload._folder]


def test_the_browser_cannot_move_the_limit(client, upload):
    data = {"method": "update", "state": {"max_bytes": 10**9, "name": "x"}, "buffer_paths": []}
    upload._handle_msg({"content": {"data": data}, "buffers": []})
    assert (upload.max_bytes, upload.name) == (100, "")


def test_no_path_reaches_the_browser(client, upload):
    client.start(1)
    client.chunk(0, b"1")
    state = repr(upload.get_state()) + repr(client.answers)
    assert str(upload._folder) not in state
    assert left(upload)[0].name not in state


def test_who_wants_to_know_hears_of_each_start(client, upload):
    started = []
    upload.on_start(lambda: started.append(len(client.files)))
    for id in "ab":  # both without a name
        client.start(1, "", id=id)
        client.chunk(0, b"1", id=id)
    client.start(10**9, id="c")
    client({"kind": "start", "id": 1, "size": 3})
    assert started == [0, 1, 2]


def test_a_callback_that_fails_says_so(client, upload):
    def fail(path, name):
        raise RuntimeError(f"{path} is odd")

    upload.on_file(fail)
    client.start(1)
    with pytest.raises(RuntimeError):
        upload._append(0, [b"1"])
    assert upload.status["kind"] == "error"
    assert str(upload._folder) not in upload.status["text"]


def test_a_full_disk_is_told(client, upload, monkeypatch):
    def full(*_, **__):
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "open", full)
    client.start(3)
    client.chunk(0, b"one")
    assert "no room" in upload.status["text"]
    assert left(upload) == []


def test_upload_says_what_is_wrong_with_its_parameters(upload):
    with pytest.raises(ValueError, match=r"^max_bytes is 0;.*$"):
        Upload(max_bytes=0)
    gc.collect()
    with pytest.raises(ValueError, match=r"^kind is 'bad';.*$"):
        upload.say("x", "bad")
    upload.say("Working.", "done")
    assert upload.status == {"text": "Working.", "kind": "done"}


# In Python: the player.


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "ogg"),
        ("seconds", 0),
        ("seconds", float("nan")),
        ("waveform", np.zeros(10)),
        ("waveform", np.zeros((0, 2))),
        ("waveform", np.zeros((10, 3))),
        ("genres", []),
        ("colors", ["#000000"]),
        ("times", np.arange(12)[::-1]),
        ("times", np.zeros((12, 1))),
        ("probabilities", np.full((11, 3), 1 / 3)),
        ("probabilities", np.full((12, 3), 0.5)),
        ("probabilities", np.full((12, 3), np.nan)),
        ("frequency_ticks", [(1.5, "x")]),
        ("marks", [(3, 2, "x")]),
    ],
)
def test_the_player_names_what_does_not_fit(name, value):
    with pytest.raises(ValueError, match=rf"\A{name} .+\Z") as error:
        song(**{name: value})
    assert "\n" not in str(error.value)


def test_the_player_keeps_arrays_as_bytes():
    player = song()
    assert np.frombuffer(player.times, "<f4").tolist() == [0.5 + i for i in range(12)]
    assert np.frombuffer(player.waveform, "<f4").shape == (600,)
    assert player.marks == [[6.0, 8.0, "changed"]]
    assert song(marks=[]).marks == []


def bundle(player):
    data, _ = player._repr_mimebundle_()
    return data


def test_the_player_is_shown_in_three_ways():
    data = bundle(song(caption=HOSTILE))
    assert data["text/plain"] == f"[sound timeline: {HOSTILE}]"
    assert data[VIEW]["model_id"]
    soup = BeautifulSoup(data["text/html"], "html.parser")
    (frame,) = soup.find_all("iframe")
    assert (frame["sandbox"], frame["title"]) == (["allow-scripts"], HOSTILE)
    assert {tag.name for tag in soup.find_all()} == {"div", "iframe"}


def test_the_page_holds_all_that_it_needs():
    page = song(caption=HOSTILE, genres=[HOSTILE, "rock", "pop"], marks=[(1, 2, HOSTILE)]).page()
    soup = BeautifulSoup(page, "html.parser")
    assert [script.get("src") for script in soup.find_all("script")] == [None, None]
    assert not soup.find_all(["link", "img", "iframe"])
    # An address in a namespace is a name; nothing is fetched from there.
    text = re.sub(r'": "[A-Za-z0-9+/=]*"', "", page.replace("http://www.w3.org/2000/svg", ""))
    assert not re.search(r"""https?:|["'(]//\w|@import|\bimport\b\s*[("'{*]|\bfetch\(|XMLHttp""", text)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("name", ["player", "upload"])
def test_scripts_can_stand_in_a_page(name):
    folder = Path(widgets.__file__).parent
    script, style = ((folder / f"{name}.{ending}").read_text(encoding="utf-8") for ending in ("js", "css"))
    assert script.count("export ") == 1
    assert script.endswith("export default { render };\n")
    assert not re.search(r"</script|<!--|innerHTML|outerHTML|insertAdjacent|\beval\b", script)
    assert "<" not in style


# In a browser, without a kernel.


@pytest.fixture
def shown(visit, tmp_path):
    """A function that shows players in one page, and gives the frame of each."""

    def shown(*players, **options):
        path = tmp_path / "page.html"
        frames = "\n".join(bundle(player)["text/html"] for player in players)
        path.write_text(f"<!doctype html><meta charset='utf-8'><body>{frames}</body>", encoding="utf-8")
        page = visit(path.as_uri(), **options)
        until(page, f"frames.length === {len(players)}")
        found = [element.content_frame() for element in page.query_selector_all("iframe")]
        for frame in found:
            frame.wait_for_selector(".axis span")
            until(frame, "document.querySelector('img').naturalWidth > 0")
        return found

    return shown


@pytest.fixture
def alone(visit, tmp_path):
    """A function that opens the page of a player itself."""

    def alone(player, **options):
        path = tmp_path / "alone.html"
        path.write_text(player.page(), encoding="utf-8")
        page = visit(path.as_uri(), **options)
        page.wait_for_selector(".axis span")
        return page

    return alone


AUDIO = "document.querySelector('audio')"
COLOURS = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height), counts = {};
  for (const value of new Uint32Array(data.buffer)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}"""


def at(frame):
    return float(frame.get_attribute(".slider", "aria-valuenow"))


def colours(frame, canvas):
    """How many pixels of a canvas have each colour, as "#rrggbb"; clear ones are not counted."""
    counts = frame.eval_on_selector(f"{canvas} canvas", COLOURS)
    found = {}
    for value, count in counts.items():
        alpha, blue, green, red = int(value).to_bytes(4, "big")
        if alpha == 255:
            found[f"#{red:02x}{green:02x}{blue:02x}"] = count
    return found


@pytest.mark.parametrize("width", [360, 700, 1400])
def test_everything_is_drawn_and_fits(shown, width):
    (frame,) = shown(song(caption=HOSTILE, marks=[(6, 8, HOSTILE), (11, 12, "end")]), width=width)
    assert colours(frame, ".wave")["#4f81bd"] > 1000
    areas = colours(frame, ".areas")
    assert min(areas["#332288"], areas["#ddcc77"]) > 5000
    assert frame.text_content(".caption") == HOSTILE
    assert frame.text_content(".mark") == HOSTILE
    assert frame.locator(".legend b").all_text_contents() == ["blues", "rock", "<b>"]
    assert frame.locator(".side").all_text_contents() == ["sound", "1 kHz", "4 kHz", "100 %", "50 %", "0 %"]
    assert frame.text_content(".axis span:first-child") == "0:00"
    assert frame.evaluate("typeof hacked") == "undefined"
    sizes = frame.evaluate(
        "(({ scrollWidth, scrollHeight }) => [scrollWidth - innerWidth, scrollHeight - innerHeight])"
        "(document.documentElement)"
    )
    assert sizes == [0, 0], "nothing is cut off"
    for box in frame.locator("button, .slider, .legend li, .mark, input").all():
        place = box.bounding_box()
        assert 0 <= place["x"] < place["x"] + place["width"] <= width


def test_sharp_where_the_screen_is(alone):
    page = alone(song(), device_scale_factor=3)
    wide, css = page.eval_on_selector(".areas canvas", "(canvas) => [canvas.width, canvas.clientWidth]")
    assert wide == 3 * css
    page.set_viewport_size({"width": 500, "height": 700})
    canvas = "document.querySelector('.areas canvas')"
    until(page, f"{canvas}.width === 3 * {canvas}.clientWidth && {canvas}.clientWidth < 450")


def test_click_and_drag_seek(shown):
    (frame,) = shown(song())
    box = frame.locator(".slider").bounding_box()
    mouse, second = frame.page.mouse, box["width"] / SECONDS
    assert frame.get_attribute(".slider", "aria-valuetext") == "0:00 of 0:12, blues 90 %"
    for height in (10, box["height"] / 3, box["height"] - 30):
        for target in (9, 3):
            mouse.click(box["x"] + target * second, box["y"] + height)
            assert at(frame) == pytest.approx(target, abs=0.1)
            assert frame.evaluate(f"{AUDIO}.currentTime") == pytest.approx(target, abs=0.1)
    mouse.down()
    mouse.move(box["x"] + 6 * second, box["y"] + 20)
    mouse.move(box["x"] + box["width"] + 10, box["y"] + 20)
    assert at(frame) == SECONDS
    mouse.up()
    mouse.move(box["x"] + 5.51 * second, box["y"] + 20)
    assert at(frame) == SECONDS
    assert frame.text_content(".hover span") == "0:05  blues 54 %"
    mouse.move(1, 1)
    assert frame.is_hidden(".hover")


def test_the_readout_follows(shown):
    (frame,) = shown(song())
    assert frame.text_content(".now") == "now: blues 90 %, rock 8 %, <b> 2 %"
    frame.focus(".slider")
    frame.press(".slider", "End")
    assert frame.text_content(".now") == "now: rock 88 %, blues 10 %, <b> 2 %"
    assert frame.text_content(".clock") == "0:12 / 0:12"
    assert frame.locator(".legend span").all_text_contents() == ["10 %", "88 %", "2 %"]
    assert frame.text_content(".legend .most b") == "rock"
    bars = frame.eval_on_selector_all(
        ".legend i", "(bars) => bars.map((bar) => bar.style.getPropertyValue('--share'))"
    )
    assert [float(bar) for bar in bars] == pytest.approx([0.1, 0.88, 0.02], abs=1e-3)


def test_keys(shown):
    (frame,) = shown(song(seconds=100, times=np.arange(12) * 8.0))
    slider = frame.locator(".slider")
    assert slider.get_attribute("role") == "slider"
    assert slider.get_attribute("aria-label") == "Position in a song"
    assert [slider.get_attribute(f"aria-value{end}") for end in ("min", "max")] == ["0", "100"]
    slider.focus()
    steps = (
        ("ArrowRight", 5), ("Shift+ArrowRight", 35), ("PageUp", 65), ("ArrowUp", 70), ("ArrowLeft", 65),
        ("PageDown", 35), ("Shift+ArrowLeft", 5), ("PageDown", 0), ("End", 100),
        ("ArrowRight", 100), ("Home", 0),
    )  # fmt: skip
    for key, position in steps:
        slider.press(key)
        assert at(frame) == position
    slider.press("Control+ArrowRight")
    assert at(frame) == 0
    paused = f"{AUDIO}.paused"
    for key, silent in ((" ", False), (" ", True), ("k", False), ("K", True)):
        slider.press(key)
        until(frame, f"{paused} === {str(silent).lower()}")
        frame.wait_for_selector(f".play[aria-label={'Play' if silent else 'Pause'}]")


def test_keys_show_where_they_are(shown):
    (frame,) = shown(song())
    ring = "(element) => getComputedStyle(element).outlineStyle"
    for selector in (".play", "input", ".mark", ".slider"):
        frame.page.keyboard.press("Tab")
        assert frame.evaluate("document.activeElement.className || 'input'") in selector
        assert frame.eval_on_selector(selector, ring) == "solid"


def test_it_plays_to_the_end_and_again(shown):
    (frame,) = shown(song(kind="wav", sound=encode(tone(seconds=2), kind="WAV"), seconds=2))
    frame.click(".play")
    until(frame, f"{AUDIO}.currentTime > 0.3")
    until(frame, "parseFloat(document.querySelector('.head').style.transform.slice(11)) > 50")
    until(frame, f"{AUDIO}.ended")
    frame.wait_for_selector(".play[aria-label=Play]")
    assert at(frame) == 2
    frame.click(".play")
    until(frame, f"!{AUDIO}.paused && {AUDIO}.currentTime < 1.9")
    assert frame.text_content(".trouble") == ""


def test_a_mark_seeks_and_plays(shown):
    (frame,) = shown(song())
    assert frame.get_attribute(".mark", "title") == "changed (0:06 to 0:08)"
    frame.click(".mark")
    until(frame, f"!{AUDIO}.paused && {AUDIO}.currentTime > 6.1")
    assert at(frame) >= 6


def test_volume(shown):
    (frame,) = shown(song())
    frame.fill(".volume input", "0.25")
    assert frame.evaluate(f"{AUDIO}.volume") == 0.25


def test_one_at_a_time_in_frames(shown):
    one, two = shown(song(), song())
    for playing, silent in ((one, two), (two, one)):
        playing.click(".play")
        until(playing, f"!{AUDIO}.paused && {AUDIO}.currentTime > 0")
        until(silent, f"{AUDIO}.paused")
        silent.wait_for_selector(".play[aria-label=Play]")


#: A model with listeners, as anywidget's, and two views of it.
TWO_VIEWS = """() => {
  genrekit.cleanup();
  const listeners = {}, values = {};
  globalThis.saved = [];
  globalThis.model = {
    get: (name) => values[name] ?? genrekit.model.get(name),
    set(name, value) { values[name] = value; listeners[`change:${name}`].forEach((call) => call()); },
    on: (name, call) => (listeners[name] ??= new Set()).add(call),
    off: (name, call) => listeners[name].delete(call),
    save_changes: () => saved.push(values.position),
    listening: () => [...Object.values(listeners)].reduce((sum, calls) => sum + calls.size, 0),
  };
  globalThis.views = [0, 1].map(() => genrekit.widget.render({ model, el: document.body }));
}"""


def test_two_views_of_one_model(alone):
    page = alone(song())
    page.evaluate(TWO_VIEWS)
    one, two = page.locator(".slider").all()
    one.press("ArrowRight")
    until(page, "saved.length === 1")
    assert [one.get_attribute("aria-valuenow"), two.get_attribute("aria-valuenow")] == ["5.0", "0.0"]
    page.evaluate("model.set('position', 3)")  # as when Python sets it
    assert [one.get_attribute("aria-valuenow"), two.get_attribute("aria-valuenow")] == ["3.0", "3.0"]
    playing = "[...document.querySelectorAll('audio')].map((audio) => !audio.paused).join()"
    one.press("k")
    until(page, f"{playing} === 'true,false'")
    two.press("k")
    until(page, f"{playing} === 'false,true'")


def test_python_hears_of_it_four_times_a_second_at_most(visit, tmp_path):
    path = tmp_path / "alone.html"
    path.write_text(song().page(), encoding="utf-8")
    page = visit("about:blank")
    page.clock.install()
    page.goto(path.as_uri())
    page.wait_for_selector(".axis span", state="attached")
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    page.evaluate(TWO_VIEWS)
    slider = page.locator(".slider").first
    for _ in range(10):
        slider.dispatch_event("keydown", {"key": "ArrowRight"})
    page.clock.run_for(249)
    assert page.evaluate("saved") == []
    page.clock.run_for(1)
    assert page.evaluate("saved") == [12]


def test_cleanup_leaves_nothing(visit, tmp_path):
    path = tmp_path / "alone.html"
    path.write_text(song().page(), encoding="utf-8")
    page = visit("about:blank")
    page.add_init_script(
        "globalThis.urls = new Set();"
        "const make = URL.createObjectURL, revoke = URL.revokeObjectURL;"
        "URL.createObjectURL = (blob) => { const url = make(blob); urls.add(url); return url; };"
        "URL.revokeObjectURL = (url) => { urls.delete(url); revoke(url); };"
    )
    page.goto(path.as_uri())
    page.wait_for_selector(".axis span")
    assert page.evaluate("urls.size") == 2
    page.evaluate(TWO_VIEWS)
    page.evaluate(f"globalThis.audio = {AUDIO}")
    page.click(".play >> nth=0")
    until(page, "!audio.paused && audio.currentTime > 0")
    page.evaluate("views.forEach((cleanup) => cleanup())")
    assert page.evaluate(
        "[audio.paused, urls.size, model.listening(), document.querySelector('section')]"
    ) == [
        True,
        0,
        0,
        None,
    ]


def test_what_cannot_be_played_can_be_explored(shown):
    (frame,) = shown(song(sound=b"no sound"))
    frame.wait_for_selector(".play:disabled")
    assert frame.text_content(".trouble").startswith("This browser cannot play the sound.")
    frame.locator(".slider").press("ArrowRight")
    assert at(frame) == 5
    frame.click(".mark")
    assert at(frame) == 6


def test_half_as_often_for_those_who_want_rest(alone):
    page = alone(song(), reduced_motion="reduce")
    page.click(".play")
    until(page, f"{AUDIO}.currentTime > 0.1")
    until(page, "parseFloat(document.querySelector('.head').style.transform.slice(11)) > 5")


def test_an_hour_is_one_picture(alone):
    steps = np.random.default_rng(0).dirichlet([1, 1, 1], 7200)
    columns = np.tile([[-0.5, 0.5]], (50_000, 1))
    page = alone(
        song(seconds=3600, times=np.arange(7200) / 2, probabilities=steps, waveform=columns, marks=[])
    )
    assert page.text_content(".clock") == "0:00 / 60:00"
    page.evaluate(
        "() => { globalThis.drawn = 0; const type = HTMLCanvasElement.prototype, get = type.getContext;"
        "type.getContext = function (...args) { drawn++; return get.apply(this, args); } }"
    )
    page.click(".play")
    until(page, f"{AUDIO}.currentTime > 0.3")
    assert page.evaluate("drawn") == 0, "no frame draws the pictures again"


def test_an_exported_notebook_plays(visit, tmp_path):
    nbconvert = pytest.importorskip("nbconvert")
    output = nbformat.v4.new_output("display_data", data=bundle(song()))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("player", outputs=[output])])
    body, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    # Not part of the player: the exporter's own scripts for formulas.
    body = re.sub(r"<script[^>]*src=[^>]*>|https?://[^\s\"']*(?:mathjax|mermaid|require)[^\s\"']*", "", body)
    path = tmp_path / "exported.html"
    path.write_text(body, encoding="utf-8")
    frame = visit(path.as_uri()).wait_for_selector("iframe").content_frame()
    frame.click(".play")
    until(frame, f"{AUDIO}.currentTime > 0.1")


#: A model that keeps what is sent; the test gives the answers.
WAITING = """() => {
  genrekit.cleanup();
  const listeners = {};
  globalThis.sent = [];
  globalThis.answer = (kind) => listeners["msg:custom"]({ kind, id: sent.at(-1).id });
  globalThis.tell = (text, kind) => { model.set("status", { text, kind }); listeners["change:status"](); };
  globalThis.model = {
    ...genrekit.model,
    on: (name, call) => { listeners[name] = call; },
    off: (name) => { delete listeners[name]; },
    listening: () => Object.keys(listeners).length,
    send: (content, _, buffers) => sent.push({ ...content, bytes: buffers?.[0]?.byteLength ?? 0 }),
  };
  globalThis.cleanup = genrekit.widget.render({ model, el: document.body });
}"""


@pytest.fixture
def zone(visit, tmp_path):
    """A page with the place for uploads, and a model that waits."""
    made = Upload(max_bytes=2_000_000)
    plain = {name: getattr(made, name) for name in ("max_bytes", "label", "accept", "status")}
    path = tmp_path / "upload.html"
    path.write_text(whole("Upload", str(made._esm), str(made._css), {}, plain), encoding="utf-8")
    made.close()
    page = visit(path.as_uri(), width=360)
    page.evaluate(WAITING)
    return page


def choose(zone, size, name="song <b>.mp3"):
    zone.set_input_files("input", {"name": name, "mimeType": "audio/mpeg", "buffer": bytes(size)})


def test_each_piece_waits_for_the_answer(zone):
    assert zone.is_hidden(".sending")
    choose(zone, 1_200_000)
    start = zone.evaluate("sent[0]")
    assert (start["kind"], start["name"], start["size"]) == ("start", "song <b>.mp3", 1_200_000)
    for number, percent in enumerate(["0 %", "0 %", "43 %"], start=1):
        assert zone.text_content(".sending span") == percent
        assert zone.evaluate("sent.length") == number
        zone.evaluate("answer('next')")
        until(zone, f"sent.length === {number + 1}")
    assert zone.evaluate("sent.slice(1).map((piece) => [piece.index, piece.bytes])") == [
        [0, 524288],
        [1, 524288],
        [2, 151424],
    ]
    assert zone.text_content(".sending span") == "87 %"
    zone.evaluate("answer('done')")
    zone.wait_for_selector(".sending", state="hidden")
    zone.evaluate("tell('It is <b>blues</b>.', 'done')")
    assert zone.text_content(".says.done[aria-live=polite]") == "It is <b>blues</b>."
    assert zone.evaluate("sent.length") == 4


@pytest.mark.parametrize(
    ("size", "says"), [(0, "is empty"), (2_100_000, "is too large (2.1 MB); at most 2 MB can")]
)
def test_what_is_refused_is_not_sent(zone, size, says):
    choose(zone, size)
    assert says in zone.text_content(".says.error")
    assert zone.evaluate("sent") == []


def test_cancel_and_choose_again(zone):
    choose(zone, 600_000)
    zone.click(".cancel")
    assert zone.is_hidden(".sending")
    first, cancel = zone.evaluate("sent")
    assert (cancel["kind"], cancel["id"]) == ("cancel", first["id"])
    choose(zone, 600_000)
    assert zone.is_visible(".sending")
    again = zone.evaluate("sent[2]")
    assert again["kind"] == "start"
    assert again["id"] != first["id"]
    zone.evaluate("answer('stop')")
    zone.wait_for_selector(".sending", state="hidden")
    assert zone.evaluate("sent.length") == 3
    choose(zone, 600_000)
    zone.evaluate("cleanup()")
    left = zone.evaluate("[sent.at(-1).kind, model.listening(), document.querySelector('.genrekit-upload')]")
    assert left == ["cancel", 0, None]


def test_a_file_is_dropped(zone):
    drop = """(kind) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["one"], "dropped.wav"));
      const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector(".genrekit-upload").dispatchEvent(event);
      return event.defaultPrevented;
    }"""
    assert zone.evaluate(drop, "dragover") is True
    assert zone.is_visible(".genrekit-upload.over")
    assert zone.evaluate(drop, "drop") is True
    until(zone, "sent.length === 1")
    assert zone.evaluate("[sent[0].name, sent[0].size]") == ["dropped.wav", 3]
    assert not zone.is_visible(".genrekit-upload.over")


def test_the_dialogue_opens_by_keys(zone):
    with zone.expect_file_chooser() as chooser:
        zone.keyboard.press("Tab")
        assert zone.eval_on_selector(".choose", "(label) => getComputedStyle(label).outlineStyle") == "solid"
        zone.keyboard.press("Space")
    assert not chooser.value.is_multiple()
    assert ".aiff" in zone.get_attribute("input", "accept")


# In a browser, with a kernel.

CELL = """
import hashlib, pathlib, sys
import ipywidgets
from IPython.display import display
from genrekit.widgets import SongPlayer, Upload

heard = ipywidgets.Label("nothing")
where = ipywidgets.Label("nowhere")
upload, small = Upload(), Upload(max_bytes=1000, label="Small")

def arrived(path, name):
    upload.say(f"{name}: {hashlib.sha256(path.read_bytes()).hexdigest()}", "done")

upload.on_file(arrived)
small.on_file(lambda path, name: small.say("It came through.", "done"))
player = SongPlayer(**GIVEN)
player.observe(lambda change: setattr(heard, "value", f"at {change.new:.1f}"), "position")
back = ipywidgets.Button(description="back")
back.on_click(lambda _: setattr(player, "position", 1.0))
display(ipywidgets.VBox([upload, small, heard, back]), player, player)
"""

#: Keeps each label: some are on the screen for a moment only.
COLLECT = """() => {
  globalThis.heard = [];
  const collect = () => document.querySelectorAll(".widget-label").forEach((label) => {
    if (heard.at(-1) !== label.textContent) heard.push(label.textContent);
  });
  new MutationObserver(collect).observe(
    document.body, { subtree: true, childList: true, characterData: true }
  );
}"""

#: Voila's own template asks a network for the style sheets of an icon font.
OFFLINE = """{%- extends 'voila/templates/lab/index.html.j2' -%}
{%- block notebook_css -%}{{ super() | replace('href="https:', 'data-href="') }}{%- endblock -%}
"""


@pytest.fixture
def served(tmp_path):
    """The address of a notebook with all widgets, served by Voila from a kernel of its own."""
    pytest.importorskip("voila", reason="no Voila: install it")
    given = """
import io, numpy as np
from PIL import Image
from genrekit.audio import SR, encode
data = io.BytesIO()
Image.new("L", (90, 20), 99).save(data, "PNG")
GIVEN = dict(
    sound=encode(np.sin(np.arange(12 * SR) / 9).astype("f4") / 9), kind="mpeg", seconds=12, caption="a song",
    waveform=np.tile([-0.5, 0.5], (90, 1)), spectrogram=data.getvalue(), frequency_ticks=[],
    genres=["blues", "rock"], colors=["#332288", "#DDCC77"], times=np.arange(12),
    probabilities=np.tile([0.7, 0.3], (12, 1)), marks=[(5, 6, "here")],
)
"""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(part) for part in (given, CELL)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "nb.ipynb")
    with voila(tmp_path) as address:
        yield address


@contextlib.contextmanager
def voila(folder):
    """The address of `nb.ipynb` in a folder, served by Voila without a network."""
    template = folder / "voila" / "templates" / "offline"
    template.mkdir(parents=True)
    (template / "conf.json").write_text('{"base_template": "lab"}')
    (template / "index.html.j2").write_text(OFFLINE)
    root = Path(widgets.__file__).parents[2]
    jupyter = {"JUPYTER_PATH": str(folder), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    env = os.environ | {"PYTHONPATH": str(root)} | jupyter
    for _ in range(3):
        server, address = serving(folder, env)
        if address:
            break
    else:
        pytest.fail((folder / "log").read_text("utf-8", "replace"))
    try:
        yield address
    finally:
        ended(server)


def serving(folder, env):
    """Voila with the notebook, and its address; None if another program has taken the port meanwhile."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "voila", "nb.ipynb", "--no-browser", f"--port={port}"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--Voila.ip=127.0.0.1", "--template=offline"],
            cwd=folder,
            stdout=log,
            stderr=log,
            env=env,
        )
    end = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < end:
        # Voila takes the next port without a question if this one is taken.
        told = re.findall(r"http://[^/:\s]+:(\d+)/", (folder / "log").read_text("utf-8", "replace"))
        if told:
            return server, f"http://127.0.0.1:{told[-1]}/"
        time.sleep(0.1)
    ended(server)
    return server, None


def ended(server):
    server.terminate()
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()


@pytest.mark.slow
def test_with_a_kernel(served, visit, tmp_path):
    page = visit(served, within=served)
    page.set_default_timeout(120_000)
    page.wait_for_selector(".genrekit-player >> nth=1")
    large, small = page.locator(".genrekit-upload").all()

    data = np.random.default_rng(0).bytes(3_000_000)
    file = tmp_path / "a <b>song.mp3"
    file.write_bytes(data)
    small.locator("input").set_input_files(file)
    assert (
        small.locator(".says").text_content()
        == f"{file.name} is too large (3 MB); at most 0.001 MB can be sent."
    )
    large.locator("input").set_input_files(file)
    arrived = f"{file.name}: {hashlib.sha256(data).hexdigest()}"
    page.get_by_text(arrived, exact=True).wait_for()
    assert large.locator(".sending").is_hidden()
    file.write_bytes(b"short")
    small.locator("input").set_input_files(file)
    small.get_by_text("It came through.").wait_for()

    # Two views of one model: one plays and tells Python, the other stays where it is.
    one, two = page.locator(".genrekit-player").all()
    page.evaluate(COLLECT)
    one.locator(".mark").click()
    until(page, "heard.some((text) => /^at 5\\.[1-9]$/.test(text))", 120)
    one.locator(".play").click()
    assert two.locator(".slider").get_attribute("aria-valuenow") == "0.0"
    page.get_by_role("button", name="back").click()
    for view in (one, two):
        view.locator(".slider[aria-valuenow='1.0']").wait_for()
