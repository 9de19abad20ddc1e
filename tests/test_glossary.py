"""The glossary, and that the first use of each of its terms in a notebook is a link to it."""

import copy

import nbformat
import pytest
from bs4 import BeautifulSoup

from genrekit.notebooks import glossary, kernel
from genrekit.notebooks.page import export_page

new = nbformat.v4
TEXT = """# Glossary

Words.

## F

### frame
<!-- forms: frame, frames -->
A short stretch of sound.

### FFT
<!-- forms: FFT, fast Fourier transform -->
A fast way.

## S

### mel spectrogram
<!-- forms: mel spectrogram -->
Mel.

### spectrogram
<!-- forms: spectrogram, spectrograms -->
A picture.

## W

### window
<!-- forms: **window** -->
A fade.
"""


@pytest.fixture
def terms(tmp_path):
    path = tmp_path / "glossary.md"
    path.write_text(TEXT, encoding="utf-8")
    return glossary.entries(path)


def linked(terms, *sources, tags=None):
    """What becomes of Markdown cells after a title cell."""
    cells = [new.new_markdown_cell("# A title on a frame")]
    cells += [new.new_markdown_cell(source, metadata=tags or {}) for source in sources]
    notebook = glossary.link_terms(new.new_notebook(cells=cells), terms)
    assert notebook.cells[0].source == "# A title on a frame"
    return [cell.source for cell in notebook.cells[1:]]


def test_entries(terms):
    assert [entry.term for entry in terms] == ["frame", "FFT", "mel spectrogram", "spectrogram", "window"]
    assert terms[1].forms == ("FFT", "fast Fourier transform")
    assert terms[1].text == "A fast way."
    assert terms[2].anchor == "mel-spectrogram"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("### a\n<!-- forms: x -->\nA.\n\n### b\n<!-- forms: x -->\nB.\n", "'x' stands for a and for b"),
        ("### a\n<!-- forms: x -->\n\n### b\n<!-- forms: y -->\nB.\n", "a has no text"),
    ],
)
def test_faulty_glossary(tmp_path, text, message):
    (tmp_path / "glossary.md").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        glossary.entries(tmp_path / "glossary.md")


def test_only_the_first_use_is_linked(terms):
    assert linked(terms, "Two frames, a frame.", "And a Frame.") == [
        "Two [frames](glossary.md#frame), a frame.",
        "And a Frame.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a **frame** is", "a [**frame**](glossary.md#frame) is"),
        ("a *frame* is", "a *[frame](glossary.md#frame)* is"),
        ("the **frame length** is", "the **[frame](glossary.md#frame) length** is"),
        ("a mel\nspectrogram", "a [mel\nspectrogram](glossary.md#mel-spectrogram)"),
        ("a window, and a **window**", "a window, and a [**window**](glossary.md#window)"),
        ("an FFT.", "an [FFT](glossary.md#fft)."),
        ("framework, sub-frame", "framework, sub-frame"),
        ("`frame` and $frame$ and $$frame$$", "`frame` and $frame$ and $$frame$$"),
        ("```\nframe\n```", "```\nframe\n```"),
        ("[a frame](x.ipynb)", "[a frame](x.ipynb)"),
        ("## A frame\n\nA frame.", "## A frame\n\nA [frame](glossary.md#frame)."),
        ('<img alt="frame">', '<img alt="frame">'),
        ("It costs $5 a frame, or $6.", "It costs $5 a [frame](glossary.md#frame), or $6."),
    ],
)
def test_where_a_link_goes(terms, source, expected):
    assert linked(terms, source) == [expected]


@pytest.mark.parametrize("tag", ["quiz", "solution", "references", "objectives"])
def test_cells_apart_from_the_story_hold_no_links(terms, tag):
    assert linked(terms, "A frame.", tags={"tags": [tag]}) == ["A frame."]


def test_linking_twice_changes_nothing_and_a_link_moves_to_an_earlier_use(terms):
    once = linked(terms, "A **frame**.", "A spectrogram of frames.")
    assert linked(terms, *once) == once
    assert linked(terms, "New: frames.", *once)[:2] == ["New: [frames](glossary.md#frame).", "A **frame**."]


def test_code_is_left_alone(terms):
    cells = [new.new_markdown_cell("# T"), new.new_code_cell("frame = 1  # a frame")]
    notebook = new.new_notebook(cells=cells)
    before = copy.deepcopy(notebook)
    assert glossary.link_terms(notebook, terms) == before


def test_links_lead_to_headings_of_the_page(terms, tmp_path):
    cells = [new.new_markdown_cell("# T"), new.new_markdown_cell("A frame, an FFT.")]
    export_page(glossary.link_terms(new.new_notebook(cells=cells), terms), tmp_path / "t.html")
    export_page(new.new_notebook(cells=[new.new_markdown_cell(TEXT)]), tmp_path / "glossary.html")
    page, target = (
        BeautifulSoup((tmp_path / name).read_text(encoding="utf-8"), "html.parser")
        for name in ("t.html", "glossary.html")
    )
    links = [a["href"] for a in page.find_all("a")]
    assert links == ["glossary.html#frame", "glossary.html#fft"]
    assert target.find(id="frame").text == "frame"
    assert target.find(id="fft").text == "FFT"


KIT = glossary.entries() if (kernel.FOLDER / glossary.FILE).is_file() else []


def test_the_glossary_is_in_the_order_of_the_alphabet():
    assert len(KIT) >= 80
    names = [entry.term.lower() for entry in KIT]
    assert names == sorted(names)
    assert len({entry.anchor for entry in KIT}) == len(KIT)


@pytest.mark.parametrize("path", kernel.find(), ids=lambda path: path.stem)
def test_first_uses_are_linked(path):
    notebook = nbformat.read(path, as_version=4)
    before = copy.deepcopy(notebook)
    assert glossary.link_terms(notebook, KIT) == before, "make notebooks puts the links where they belong"


def test_each_term_is_used_in_a_notebook():
    prose = "".join(cell.source for path in kernel.find() for cell in nbformat.read(path, 4).cells)
    assert [entry.term for entry in KIT if f"{glossary.FILE}#{entry.anchor})" not in prose] == []
