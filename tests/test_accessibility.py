"""For every reader: colours for any eye, words for figures and sounds, everything within reach of keys."""

import re
from pathlib import Path

import browser
import matplotlib as mpl
import nbformat
import pytest

from genrekit import plots, views
from genrekit.genres import GENRES, colors
from genrekit.notebooks import kernel, page
from genrekit.views.slides import write_slides

chromium, visit = browser.chromium, browser.visit

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = kernel.find()
#: Colours that lines and areas may have: those of the genres, which test_plots holds to any eye; the pale
#: one is for backgrounds.
PALETTE = {shade.upper() for shade in colors([*GENRES, "polka", "tango"])} | {"#DDE6F5"}
#: Maps that are read in grey, and by colour-blind readers.
MAPS = {"magma", "PuOr", "PuOr_r", "cividis", "viridis", "gray", "gray_r", "Greys"}
RULES = {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa"}


def is_grey(shade):
    red, green, blue = mpl.colors.to_rgb(shade)
    return max(red, green, blue) - min(red, green, blue) < 0.02


def sources():
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                yield path.stem, cell.source
    for path in (ROOT / "genrekit").rglob("*.py"):
        if path.parent.name in ("plots", "explore", "sweep") or path.name in (
            "report.py",
            "alarms.py",
            "study.py",
        ):
            yield path.name, path.read_text(encoding="utf-8")


def faults(name, source):
    for shade in re.findall(r"#[0-9A-Fa-f]{6}\b", source):
        if shade.upper() not in PALETTE and not is_grey(shade):
            yield f"{name}: {shade} is none of the kit's colours"
    for shade in re.findall(r"\bcolor=[\"'](\w[\w:]*)[\"']", source):
        if not is_grey(shade):
            yield f"{name}: {shade!r} is none of the kit's colours"
    for colormap in re.findall(r"\bcmap[\"']?\s*[=:]\s*[\"'](\w+)[\"']", source):
        if colormap not in MAPS:
            yield f"{name}: the colours of {colormap!r} do not rise evenly, or not for every eye"


def test_figures_keep_to_colours_for_any_eye():
    assert [fault for name, source in sources() for fault in faults(name, source)] == []


@pytest.mark.parametrize(
    "source", ['plot(color="red")', 'c = "#FF0000"', 'imshow(cmap="jet")', '{"cmap": "hsv"}']
)
def test_other_colours_are_found(source):
    assert list(faults("x", source))


def test_the_style_is_everywhere_and_of_the_same_colours():
    cycle = [entry["color"].upper() for entry in mpl.rcParams["axes.prop_cycle"]]
    assert {f"#{shade.lstrip('#')}" for shade in cycle} <= PALETTE
    assert mpl.rcParams["image.cmap"] == plots.base.CMAP
    own = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "genrekit").rglob("*.py")
        if re.search(r"rcParams|plt\.style|set_theme|set_style", path.read_text(encoding="utf-8"))
    ]
    assert own == ["genrekit/plots/base.py"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_notebook_has_a_style_of_its_own(path):
    code = "\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code")
    assert not re.search(r"rcParams|plt\.style|set_theme|set_style|plt\.show|warnings\.", code)


def contrast(first, second):
    """Ratio of the luminance of two colours (WCAG 2.1)."""

    def luminance(shade):
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in mpl.colors.to_rgb(shade)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_letters_in_figures_stand_out():
    assert contrast("black", "white") == pytest.approx(21)
    for name in ("text.color", "axes.labelcolor", "axes.titlecolor", "xtick.labelcolor", "ytick.labelcolor"):
        assert contrast(mpl.rcParams[name], mpl.rcParams["figure.facecolor"]) > 7, name


def violations(frame):
    """What axe-core has to say against a page, in a line each."""
    from axe_playwright_python.sync_playwright import Axe

    # The page's own rules forbid scripts from elsewhere; the browser's tools are allowed everything.
    found = Axe().run(frame, options={"runOnly": {"type": "tag", "values": sorted(RULES)}}).response
    return [
        f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"][:3]
    ]


def test_axe_finds_what_is_wrong(tmp_path, visit):
    (tmp_path / "bad.html").write_text(
        '<html><img src="data:,"><p style="color:#ccc">pale</p>', encoding="utf-8"
    )
    found = " ".join(violations(visit((tmp_path / "bad.html").as_uri())))
    assert "image-alt" in found
    assert "color-contrast" in found
    assert "html-has-lang" in found


# Pages differ in what they say, not in how they are made: formulas, tables and an upload are in these.
@pytest.mark.parametrize("path", [NOTEBOOKS[1], NOTEBOOKS[5], NOTEBOOKS[7]], ids=lambda path: path.stem)
def test_pages_bar_nobody(path, tmp_path, visit):
    target = page.export_page(path, tmp_path / "page.html")
    frame = visit(target.as_uri())
    frame.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert violations(frame) == []


@pytest.mark.parametrize("name", sorted(path.name for path in kernel.FOLDER.glob("*.md")))
def test_pages_of_markdown_bar_nobody(name, tmp_path, visit):
    target = page.export_markdown(kernel.FOLDER / name, tmp_path / "page.html")
    assert violations(visit(target.as_uri())) == []


def test_folds_and_sounds_are_within_reach_of_keys(tmp_path, visit):
    from genrekit import listen

    new = nbformat.v4
    sound = new.new_output(
        "display_data", data={"text/html": listen.play(listen.tone(440), caption="A tone.")._repr_html_()}
    )
    hint = "<details><summary>Hint 1</summary>\n\nThink.\n\n</details>"
    cells = [
        new.new_markdown_cell(f"# T\n\n{hint}"),
        new.new_code_cell("listen.play(tone)", outputs=[sound]),
        new.new_code_cell("answer = 1", metadata={"tags": ["solution"]}),
    ]
    frame = visit(page.export_page(new.new_notebook(cells=cells), tmp_path / "t.html").as_uri())
    reached = []
    for _ in range(12):
        frame.keyboard.press("Tab")
        reached.append(frame.evaluate("document.activeElement.tagName"))
        if reached[-1] == "SUMMARY":
            before = frame.evaluate("document.activeElement.parentElement.open")
            frame.keyboard.press("Enter")
            assert frame.evaluate("document.activeElement.parentElement.open") != before
    assert reached.count("SUMMARY") >= 2
    assert "AUDIO" in reached


def test_slides_bar_nobody(tmp_path, visit):
    first = NOTEBOOKS[0].stem
    deck, *_ = write_slides(
        {first: views.committed([first])[first]}, tmp_path, handouts=False, out=lambda line: None
    )
    frame = visit(deck.as_uri(), width=1280, height=720)
    browser.until(frame, "globalThis.Reveal && Reveal.isReady()")
    for number in range(0, frame.evaluate("Reveal.getTotalSlides()"), 4):
        frame.evaluate(f"Reveal.configure({{transition: 'none'}}); Reveal.slide({number})")
        assert violations(frame) == [], f"slide {number + 1}"
