"""The explorers: in Python alone, in a browser without a kernel, and in notebooks with one."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import browser
import matplotlib as mpl
import nbformat
import numpy as np
import pytest
import scipy.signal
import traitlets
from bs4 import BeautifulSoup
from conftest import tone
from nbclient import NotebookClient
from test_widgets import VIEW, voila

from genrekit import explore, features, listen, notebooks, plots
from genrekit.audio import SR
from genrekit.explore import Control
from genrekit.notebooks.tidy import clean_notebook
from genrekit.widgets.page import whole

mpl.use("agg")
chromium, visit, until = browser.chromium, browser.visit, browser.until

rng = np.random.default_rng(0)
SOUND = (tone(seconds=0.4) + 0.05 * rng.standard_normal(round(0.4 * SR))).astype(np.float32)
PATCH = rng.normal(size=(5, 4)).round(1)
KERNEL = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
UNITS = np.array([0.2, 0.7, 0, 4.2, 6.8, 5.0])

MADE = {
    "window_and_hop": lambda: explore.window_and_hop(SOUND),
    "bands_and_coefficients": lambda: explore.bands_and_coefficients(SOUND),
    "convolution": lambda: explore.convolution(PATCH, KERNEL),
    "dropout": lambda: explore.dropout(UNITS, steps=3),
}


@pytest.fixture(autouse=True)
def no_figures_of_other_tests():
    mpl.pyplot.close("all")


def choices(explorer):
    return {name: control.values for name, control in explorer._controls.items()}


def drawn(explorer, values):
    """Move there, and check what every picture needs."""
    explorer.move(**values)
    assert not explorer.shown["trouble"], f"{values}: {explorer.says}"
    assert explorer.values == values
    assert explorer.picture.startswith(b"\x89PNG")
    assert len(explorer.shown["alt"]) > 40
    assert "nan" not in explorer.says + explorer.shown["alt"]
    return explorer.picture


@pytest.mark.parametrize("name", MADE)
def test_the_ends_of_all_sliders(name):
    explorer = MADE[name]()
    ends = [(values[0], values[-1]) for values in choices(explorer).values()]
    corners = [dict(zip(choices(explorer), corner, strict=True)) for corner in itertools.product(*ends)]
    pictures = {drawn(explorer, corner) for corner in corners}
    assert len(pictures) == len(corners) == 4
    assert mpl.pyplot.get_fignums() == []


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_every_position_of_each_slider(name):
    explorer = MADE[name]()
    says = set()
    for moved, positions in choices(explorer).items():
        others = {
            other: (values[0], values[-1]) for other, values in choices(explorer).items() if other != moved
        }
        for ends in itertools.product(positions, *others.values()):
            drawn(explorer, dict(zip((moved, *others), ends, strict=True)))
            says.add(explorer.says)
    assert len(says) > 8 * (name != "convolution")
    assert mpl.pyplot.get_fignums() == []


@pytest.mark.parametrize("name", MADE)
def test_what_is_stored_is_the_picture_of_the_defaults(name):
    explorer = MADE[name]()
    data, about = explorer._repr_mimebundle_()
    assert data.keys() == {VIEW, "image/png", "text/plain"}
    assert data["image/png"] == explorer.picture
    assert data["text/plain"] == about["image/png"]["alt"] == explorer.shown["alt"] == repr(explorer)
    first, values, says = explorer.picture, explorer.values, explorer.says
    alt = explorer.shown["alt"]
    other = next(iter(choices(explorer)))
    explorer.move(**{other: choices(explorer)[other][0]})
    assert explorer.picture != first
    assert explorer.says != says
    assert explorer.shown["alt"] != alt
    assert explorer._repr_mimebundle_()[0] == data
    explorer.move(**values)
    assert (explorer.picture, explorer.says) == (first, says), "the same values, the same picture"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("window_and_hop", {"window": 256, "hop": 1024}),
        ("bands_and_coefficients", {"bands": 40, "coefficients": 18}),
        ("convolution", {"row": 0, "column": 1}),
        ("dropout", {"rate": 0.2, "step": 2}),
    ],
)
def test_sliders_start_where_they_are_told_to(name, values):
    given = {"convolution": (PATCH, KERNEL), "dropout": (UNITS,)}.get(name, (SOUND,))
    started = getattr(explore, name)(*given, **values)
    moved = getattr(explore, name)(*given)
    assert started.values == values != moved.values
    moved.move(**values)
    assert moved.picture == started._repr_mimebundle_()[0]["image/png"]
    with pytest.raises(ValueError, match=r"default of '.+' is 7777; choose from "):
        getattr(explore, name)(*given, **{next(iter(values)): 7777})


# Sliders over anything.


def draw(x, y=0):
    ax = plots.panels(height=2)
    ax.plot([0, 1 / x], [0, y])
    return [
        plots.show(ax, alt=f"A line of the slope {x * y}."),
        f"x is {x}.",
        listen.play(listen.tone(100 * x, 0.2), caption=f"<b>{x}</b>"),
    ]


X = Control("x & <i>", (0, 1, 2, 3), 1, "{} Hz")
Y = Control("y", "abc", "b", str.upper)


def test_whatever_goes_wrong_is_told_and_the_sliders_go_on():
    explorer = explore.sliders(draw, title="A line", x=X)
    picture = explorer.picture
    explorer.move(x=0)
    assert (
        explorer.says == "This cannot be drawn (ZeroDivisionError: division by zero). Move a slider to go on."
    )
    assert (explorer.picture, explorer.shown["players"], explorer.shown["alt"]) == (b"", [], "")
    assert mpl.pyplot.get_fignums() == [], "what was half drawn is shown by Jupyter otherwise"
    explorer.move(x=2)
    assert (explorer.says, explorer.shown["trouble"]) == ("x is 2.", False)
    assert explorer.picture not in (b"", picture)


def test_figures_of_others_stay_open():
    mine = mpl.pyplot.figure()
    explorer = explore.sliders(draw, title="A line", x=X)
    explorer.move(x=0)
    assert mpl.pyplot.get_fignums() == [mine.number]
    mpl.pyplot.close(mine)


def test_without_a_sentence_the_alternative_text_is_told():
    explorer = explore.sliders(lambda x: draw(x)[0], title="A line", x=X)
    assert explorer.says == explorer.shown["alt"] == "A line of the slope 0."
    assert explorer.shown["players"] == []


@pytest.mark.parametrize(
    ("returned", "kinds"),
    [
        (lambda: None, "NoneType"),
        (list, ""),
        (lambda: [draw(1)[0], draw(1)[0]], "Figure, Figure"),
        (lambda: draw(1)[1:], "str, Player"),
        (lambda: [*draw(1), 3], "Figure, str, Player, int"),
    ],
)
def test_what_cannot_be_shown_is_said_at_once(returned, kinds):
    with pytest.raises(TypeError, match=rf"draw gave {kinds}; return plots.show"):
        explore.sliders(lambda x: returned(), title="A line", x=X)


def test_errors_of_who_writes_the_cell():
    with pytest.raises(ZeroDivisionError):
        explore.sliders(draw, title="A line", x=Control("x", (0, 1), 0))
    with pytest.raises(ValueError, match="there is no control"):
        explore.sliders(draw, title="A line")
    with pytest.raises(ValueError, match="values of 'x' is empty"):
        Control("x", (), 0)
    with pytest.raises(ValueError, match="default of 'x' is 5; choose from 1, 2"):
        Control("x", (1, 2), 5)
    explorer = explore.sliders(draw, title="A line", x=X)
    with pytest.raises(ValueError, match="no slider 'z'; choose from x"):
        explorer.move(z=1)
    with pytest.raises(ValueError, match="value of 'x & <i>' is 9; choose from 0, 1, 2, 3"):
        explorer.move(x=9)


@pytest.mark.parametrize("positions", [[], [4], [-1], [1, 1], ["1"], None])
def test_the_browser_cannot_move_a_slider_off_its_end(positions):
    explorer = explore.sliders(draw, title="A line", x=X)
    with pytest.raises(traitlets.TraitError):
        explorer.set_state({"positions": positions})
    assert explorer.values == {"x": 1}
    explorer.set_state({"positions": [2]})
    assert (explorer.values, explorer.says) == ({"x": 2}, "x is 2.")


def test_the_browser_may_move_sliders_and_nothing_else():
    explorer = explore.sliders(draw, title="A line", x=X)
    sent = []
    explorer._send = lambda message, buffers=None: sent.append(message)
    explorer.set_state({"positions": [3], "title": "hacked", "shown": {}})
    assert (explorer.title, explorer.says) == ("A line", "x is 3.")
    # One message: a picture never stands beside the sentence of another.
    assert [message["method"] for message in sent] == ["update"]
    assert sent[0]["state"].keys() | {path[0] for path in sent[0]["buffer_paths"]} == {"picture", "shown"}


# What they teach.


def test_window_and_hop_in_words():
    explorer = explore.window_and_hop(SOUND)
    explorer.move(window=1024, hop=64)
    frames = 1 + len(SOUND) // 64
    for words in ("1,024 samples lasts 46 ms", "513 bins, 21.5 Hz apart", "(2.9 ms)", f"{frames} frames"):
        assert words in explorer.says
    assert f"{frames * 513:,} numbers for {len(SOUND):,} samples" in explorer.says
    assert explorer.says.endswith("Each moment lies in 16 windows.")
    explorer.move(window=64, hop=256)
    assert explorer.says.endswith("75 % of the sound lies between the windows: nobody looks at it.")
    assert explorer.controls[0]["texts"][5] == "2,048 samples, 93 ms"


def played(monkeypatch, make, **values):
    """The last sound that an explorer plays for these values."""
    sounds, play = [], listen.play
    monkeypatch.setattr(listen, "play", lambda y, **more: sounds.append(y) or play(y, **more))
    explorer = make()
    explorer.move(**values)
    assert not explorer.shown["trouble"], explorer.says
    monkeypatch.undo()
    return np.array(sounds[-1])


@pytest.mark.parametrize("hop", [128, 512])
def test_the_sound_of_a_good_window_is_like_the_sound(monkeypatch, hop):
    y = played(monkeypatch, MADE["window_and_hop"], window=2048, hop=hop)
    assert len(y) == len(SOUND)
    assert 0.7 < y.std() / SOUND.std() < 1.3
    assert abs(np.abs(np.fft.rfft(y)).argmax() * SR / len(y) - 440) < 6


def test_gaps_are_silent(monkeypatch):
    y = played(monkeypatch, MADE["window_and_hop"], window=64, hop=1024)
    assert np.mean(y == 0) > 0.9
    assert np.abs(y).max() > 0.05, "the windows themselves are not"


def test_a_sound_shorter_than_the_longest_window():
    explorer = explore.window_and_hop(SOUND[:300])
    explorer.move(window=8192, hop=2048)
    assert not explorer.shown["trouble"], explorer.says
    with pytest.raises(ValueError, match="y is empty"):
        explore.window_and_hop(SOUND[:0])


def test_silence_is_drawn_and_played():
    for make in (explore.window_and_hop, explore.bands_and_coefficients):
        explorer = make(np.zeros(4000, np.float32))
        assert explorer.picture
        assert "nan" not in explorer.says


@pytest.mark.parametrize(("n_fft", "hop"), [(512, 128), (512, 100), (256, 256), (64, 200), (128, 16)])
def test_sound_of_a_spectrogram(n_fft, hop):
    power = features.spectrogram(SOUND, n_fft=n_fft, hop=hop)

    def apart(iterations):
        y = listen.from_spectrogram(power, n_fft=n_fft, hop=hop, iterations=iterations)
        assert y.dtype == np.float32
        assert len(y) == (len(power) - 1) * hop + max(n_fft, hop)
        again = features.spectrogram(y, n_fft=n_fft, hop=hop)[: len(power)]
        return np.linalg.norm(np.sqrt(again) - np.sqrt(power)) / np.linalg.norm(np.sqrt(power))

    if hop <= n_fft // 2:
        assert apart(32) < 0.7 * apart(0)
        assert apart(32) < 0.3
    else:
        assert apart(32) == apart(0) < 0.5, "nothing tells which phases fit"


def test_coefficients_in_words_and_colours(monkeypatch):
    drawn, plot = [], plots.plot_mel
    monkeypatch.setattr(plots, "plot_mel", lambda db, **more: drawn.append(db) or plot(db, **more))
    explorer = explore.bands_and_coefficients(SOUND)
    errors = []
    for count in (1, 8, 20, 26):
        explorer.move(coefficients=count)
        db, kept = drawn[-2:]
        assert db.shape == kept.shape
        assert db.shape[1] == 26
        errors.append(np.sqrt(np.mean((db - kept) ** 2)))
        if count == 1:
            assert np.ptp(kept, axis=1).max() < 1e-3, "one brightness for each column"
        if count < 26:
            assert (
                f"{26 / count:.1f} times fewer numbers. What is kept is {errors[-1]:.1f} dB off"
                in explorer.says
            )
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 1e-4
    assert "both halves are the same" in explorer.says
    explorer.move(bands=13)
    assert explorer.says.startswith("13 bands give 13 coefficients and no more.")


def test_only_narrow_bands_and_many_coefficients_keep_a_note(monkeypatch):
    chord = sum(listen.tone(hz, 0.6, level=0.1) for hz in (440, 554, 659))

    def peak(bands, coefficients):
        """How far a note stands out of what lies around it."""
        y = played(
            monkeypatch,
            lambda: explore.bands_and_coefficients(chord),
            bands=bands,
            coefficients=coefficients,
        )
        spectrum = np.abs(np.fft.rfft(y[4000:9000] * np.hanning(5000)))
        hz = np.fft.rfftfreq(5000, 1 / SR)
        return spectrum[np.abs(hz - 554) < 10].max() / np.median(spectrum[np.abs(hz - 554) < 100])

    assert peak(128, 128) > 2 * max(peak(26, 26), peak(128, 8))


def test_convolution_steps_over_the_patch(monkeypatch):
    drawn, plot = [], plots.plot_numbers
    monkeypatch.setattr(
        plots, "plot_numbers", lambda table, **more: drawn.append(table) or plot(table, **more)
    )
    explorer = explore.convolution(PATCH, KERNEL)
    answers = scipy.signal.correlate2d(PATCH, KERNEL, "valid")
    assert choices(explorer) == {"row": (0, 1, 2), "column": (0, 1)}
    explorer.move(row=1, column=0)
    patch, kernel, products, so_far = drawn[-4:]
    np.testing.assert_array_equal(patch, PATCH)
    np.testing.assert_array_equal(kernel, KERNEL)
    np.testing.assert_allclose(products, PATCH[1:4, 0:3] * KERNEL)
    np.testing.assert_allclose(so_far, [answers[0], [answers[1, 0], np.nan], [np.nan] * 2])
    assert f"row 1, column 0. Its 9 products add up to {answers[1, 0]:.1f}:" in explorer.says
    assert "3 of 6 answers" in explorer.says
    explorer.move(row=2, column=1)
    np.testing.assert_allclose(drawn[-1], answers)


@pytest.mark.parametrize(
    ("patch", "kernel", "says"),
    [
        (PATCH[0], KERNEL, r"patch has the shape \(4,\)"),
        (PATCH, KERNEL[:0], r"kernel has the shape \(0, 3\)"),
        (KERNEL, PATCH, r"kernel is \(5, 4\), larger than the patch, \(3, 3\)"),
    ],
)
def test_tables_that_do_not_fit(patch, kernel, says):
    with pytest.raises(ValueError, match=says):
        explore.convolution(patch, kernel)


def test_dropout_scales_what_stays_and_keeps_the_mean(monkeypatch):
    drawn, plot = [], plots.plot_units
    monkeypatch.setattr(
        plots, "plot_units", lambda *given, **more: drawn.append(given) or plot(*given, **more)
    )
    means, plot_means = [], plots.plot_means
    monkeypatch.setattr(plots, "plot_means", lambda m, **more: means.append(m) or plot_means(m, **more))
    explorer = explore.dropout(UNITS, steps=4)
    silent = []
    for rate in (0.0, 0.3, 0.6, 0.9):
        explorer.move(rate=rate, step=3)
        before, after, stays = drawn[-1]
        np.testing.assert_array_equal(before, UNITS)
        np.testing.assert_allclose(after, np.where(stays, UNITS / (1 - rate), 0))
        assert means[-1].mean() == pytest.approx(UNITS.mean(), abs=4 * means[-1].std() / 1000**0.5 + 1e-9)
        assert f"{(~stays).sum()} of 6 units fall" in explorer.says.replace("falls", "fall")
        assert f"{after.mean():.2f} now, {UNITS.mean():.2f} without" in explorer.says
        silent.append(set(np.flatnonzero(~stays)))
    assert silent[0] == set()
    assert silent[0] < silent[-1]
    assert all(few <= more for few, more in itertools.pairwise(silent)), "whoever is silent stays silent"
    explorer.move(rate=0.6, step=4)
    assert set(np.flatnonzero(~drawn[-1][2])) != silent[2], "other dice in each step"
    assert explore.dropout(UNITS).picture == explore.dropout(UNITS).picture
    assert explore.dropout(UNITS).picture != explore.dropout(UNITS, seed=1).picture


def test_dropout_needs_units_and_steps():
    with pytest.raises(ValueError, match="values is empty"):
        explore.dropout([])
    with pytest.raises(ValueError, match="steps is 0"):
        explore.dropout(UNITS, steps=0)
    assert "0.00 now, 0.00 without dropout" in explore.dropout(np.zeros(3)).says


def test_numbers_are_readable_on_their_colours():
    ax = plots.plot_numbers([[-3, -0.04, 3], [np.nan, 1.25, 0]], limit=3, title="it")
    words = {(text.get_position(), text.get_text()): text.get_color() for text in ax.texts}
    assert words == {
        ((0.5, 0.5), "-3"): "white",
        ((1.5, 0.5), "0"): "black",
        ((2.5, 0.5), "3"): "white",
        ((1.5, 1.5), "1.2"): "black",
        ((2.5, 1.5), "0"): "black",
    }
    mpl.pyplot.close("all")


def test_pictures_do_not_jump_under_a_slider():
    for make in MADE.values():
        explorer = make()
        sizes = set()
        for name, values in choices(explorer).items():
            for value in (values[0], values[-1]):
                explorer.move(**{name: value})
                sizes.add(explorer.picture[16:24])
        assert len(sizes) == 1


# In a browser, without a kernel.

#: A model that tells of its changes, and answers when the test says so.
LIVE = """() => {
  genrekit.cleanup();
  const listeners = {};
  globalThis.saved = [];
  globalThis.answer = (words, sounds, more = {}) => {
    genrekit.model.set("shown", {
      ...genrekit.model.get("shown"), positions: genrekit.model.get("positions"), says: words, players: sounds, ...more,
    });
    (listeners["change:shown"] ?? []).forEach((call) => call());
  };
  const model = {
    get: genrekit.model.get,
    set: (name, value) => { genrekit.model.set(name, value); (listeners[`change:${name}`] ?? []).forEach((call) => call()); },
    on: (name, call) => (listeners[name] ??= []).push(call),
    off: (name, call) => { listeners[name] = listeners[name].filter((other) => other !== call); },
    save_changes: () => saved.push([...genrekit.model.get("positions")]),
  };
  globalThis.listening = () => Object.values(listeners).flat().length;
  globalThis.views = [0, 1].map(() => genrekit.widget.render({ model, el: document.getElementById("widget") }));
}"""  # noqa: E501


def alone(explorer, folder):
    plain = {name: getattr(explorer, name) for name in ("title", "controls", "positions", "shown")}
    path = folder / "alone.html"
    page = whole("Sliders", str(explorer._esm), str(explorer._css), {"picture": explorer.picture}, plain)
    # For the sounds, which Python sends as text.
    path.write_text(page.replace("media-src blob:", "media-src blob: data:"), encoding="utf-8")
    return path.as_uri()


def long(seconds, hz=200):
    return listen.play(listen.tone(hz, seconds), caption=f"{hz} Hz", seconds=seconds)._repr_html_()


def test_sliders_by_keys(visit, tmp_path, monkeypatch):
    monkeypatch.setenv("GENREKIT_FIGURE_SCALE", "2")  # more pixels than it is wide, as for slides
    explorer = explore.sliders(draw, title="</script><b>It</b>", x=X, y=Control("y", (0, 1, 2), 0, "{} m"))
    page = visit(alone(explorer, tmp_path))
    page.evaluate(LIVE)
    one, two = page.locator(".genrekit-sliders").all()
    assert one.get_attribute("aria-label") == one.locator(".title").text_content() == "</script><b>It</b>"
    slider = page.get_by_role("slider", name="x & <i>", exact=True).first
    assert slider.get_attribute("aria-valuetext") == "1 Hz"
    assert one.locator(".says[role=status][aria-live=polite]").text_content() == "x is 1."
    assert one.locator("img").get_attribute("alt") == "A line of the slope 0."
    until(page, "document.querySelector('img').naturalWidth > 300")
    assert one.locator("img").evaluate("(img) => img.width") == explorer.shown["width"] > 600

    # JupyterLab keeps the arrows from what has the focus.
    page.evaluate(
        "document.addEventListener('keydown', (event) => {"
        " if (event.key.startsWith('Arrow')) event.preventDefault(); }, true)"
    )
    page.keyboard.press("Tab")
    for key, text in (
        ("ArrowRight", "2 Hz"),
        ("End", "3 Hz"),
        ("ArrowUp", "3 Hz"),
        ("Home", "0 Hz"),
        ("PageUp", "2 Hz"),
    ):
        page.keyboard.press(key)
        assert slider.get_attribute("aria-valuetext") == text
        assert one.locator(".value").first.text_content() == text
    assert page.evaluate("saved") == [[2, 0], [3, 0], [0, 0], [2, 0]], "where nothing moves nothing is sent"
    assert one.get_attribute("aria-busy") == "true"
    # The other view follows, and both show what Python answers.
    assert two.locator(".value").first.text_content() == "2 Hz"
    page.evaluate("answer('x is <i>2</i>.', [])")
    for view in (one, two):
        assert view.locator(".says").text_content() == "x is <i>2</i>."
        assert view.get_attribute("aria-busy") == "false"
        assert view.locator("audio").count() == 0
    assert slider.evaluate("(slider) => document.activeElement === slider")
    assert slider.input_value() == "2"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("saved.at(-1)") == [2, 1]
    page.evaluate("views.forEach((end) => end())")
    assert page.evaluate("[listening(), document.querySelectorAll('section').length]") == [0, 0]


def test_trouble_is_told_and_goes_away(visit, tmp_path):
    page = visit(alone(explore.sliders(draw, title="A line", x=X), tmp_path))
    page.evaluate(LIVE)
    one = page.locator(".genrekit-sliders").first
    page.evaluate("globalThis.picture = genrekit.model.get('picture')")
    page.evaluate("genrekit.model.set('picture', new DataView(new ArrayBuffer(0)))")
    page.evaluate("answer('It failed.', [], { trouble: true, alt: '' })")
    assert one.locator(".says.trouble").text_content() == "It failed."
    one.locator("img").wait_for(state="hidden")
    page.evaluate("genrekit.model.set('picture', picture)")
    page.evaluate("answer('It is back.', [], { trouble: false, alt: 'A line' })")
    assert one.locator(".says:not(.trouble)").text_content() == "It is back."
    one.locator("img").wait_for(state="visible")


def test_a_kernel_that_does_not_answer_is_told(visit, tmp_path):
    address = alone(explore.sliders(draw, title="A line", x=X), tmp_path)
    page = visit("about:blank")
    page.clock.install()
    page.goto(address)
    page.evaluate(LIVE)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    says = page.locator(".says").first
    page.clock.run_for(5000)
    assert says.text_content() == "x is 1."
    page.clock.run_for(2000)
    assert says.text_content().startswith("Python is still at work.")
    page.evaluate("answer('x is 2.', [])")
    page.clock.run_for(9000)
    assert says.text_content() == "x is 2."


def test_a_sound_that_plays_goes_on_as_the_new_one(visit, tmp_path):
    page = visit(alone(explore.sliders(draw, title="A line", x=X), tmp_path))
    page.evaluate(LIVE)
    audio = "document.querySelector('audio')"
    page.evaluate("([a, b]) => answer('two', [a, b])", [long(20), long(21)])
    page.evaluate(f"globalThis.first = {audio}")
    page.evaluate("first.volume = 0.5; first.play()")
    until(page, "first.currentTime > 0.5")
    page.evaluate("([a, b]) => answer('two others', [a, b])", [long(20, 300), long(21)])
    assert page.evaluate(f"first === {audio} && first.volume === 0.5")
    assert page.locator("figcaption").first.text_content() == "300 Hz"
    assert page.locator("audio").first.get_attribute("aria-label") == "300 Hz"
    until(page, "!first.paused && first.currentTime > 0.5 && first.currentTime < 15")
    page.evaluate("(a) => answer('one', [a])", long(20, 300))
    assert page.locator(".genrekit-sliders").first.locator("audio").count() == 1
    assert page.evaluate("first.paused") is False


@pytest.mark.parametrize("width", [340, 1000])
def test_nothing_sticks_out(visit, tmp_path, width):
    page = visit(alone(explore.window_and_hop(SOUND), tmp_path), width=width)
    until(page, "document.querySelector('img').complete")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    clipped = page.evaluate(
        "[...document.querySelectorAll('.genrekit-sliders *')]"
        ".filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth)"
        ".map((element) => element.outerHTML.slice(0, 80))"
    )
    assert clipped == []


# In notebooks.

SETUP = """
import numpy as np
from genrekit import explore, plots

def draw(x):
    ax = plots.panels(height=2)
    ax.plot([0, 1 / x])
    return [plots.show(ax, alt=f"A line to 1 / {x}, drawn."), f"x is {x}."]

explore.sliders(draw, title="A line", x=explore.Control("x", (0, 1, 2, 3), 1, "{} m"))
"""


def written(folder):
    cells = [nbformat.v4.new_markdown_cell("# Sliders"), nbformat.v4.new_code_cell(SETUP)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "nb.ipynb")
    return notebook


@pytest.mark.slow
def test_an_executed_notebook_keeps_the_picture(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(explore.__file__).parents[2]))
    notebook = NotebookClient(written(tmp_path), timeout=300).execute()
    (output,) = notebook.cells[1].outputs
    assert output.data.keys() == {VIEW, "image/png", "text/plain"}
    alt = "A line to 1 / 1, drawn."

    page = notebooks.export_page(notebook, tmp_path / "page.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(page, "html.parser")
    assert [image["alt"] for image in soup.find_all("img")] == [alt]
    assert "widget-view" not in page
    assert soup.find_all("script") == []

    tidy = clean_notebook(notebook)
    nbformat.validate(tidy)
    (output,) = tidy.cells[1].outputs
    assert output.data.keys() == {"image/png", "text/plain"}
    assert output.metadata["image/png"]["alt"] == output.data["text/plain"] == alt
    assert "nbval-ignore-output" in tidy.cells[1].metadata.tags
    assert "widget" not in json.dumps(tidy)


@pytest.fixture
def served(tmp_path):
    """The address of a notebook with sliders, served by Voila from a kernel of its own."""
    pytest.importorskip("voila", reason="no Voila: install it")
    written(tmp_path)
    with voila(tmp_path) as address:
        yield address


@pytest.mark.slow
def test_with_a_kernel(served, visit):
    page = visit(served, within=served)
    page.set_default_timeout(120_000)
    slider = page.get_by_role("slider", name="x", exact=True)
    slider.focus()
    source = "document.querySelector('.genrekit-sliders img').src"
    first = page.evaluate(source)
    says = page.locator(".says")
    assert says.text_content() == "x is 1."
    page.keyboard.press("ArrowRight")
    page.get_by_text("x is 2.", exact=True).wait_for()
    until(page, f"{source} !== {json.dumps(first)}")
    assert page.locator(".genrekit-sliders img").get_attribute("alt") == "A line to 1 / 2, drawn."
    page.keyboard.press("Home")
    page.get_by_text("This cannot be drawn (ZeroDivisionError: division by zero).").wait_for()
    # Faster than Python draws: what comes last is what stays.
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.get_by_text("x is 3.", exact=True).wait_for()
    until(page, "document.querySelector('.genrekit-sliders').getAttribute('aria-busy') === 'false'", 60)
    assert slider.input_value() == "3"
    assert says.text_content() == "x is 3."
