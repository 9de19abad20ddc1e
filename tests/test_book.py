"""The book: it holds everything, its links lead somewhere, and it asks nothing of any network."""

from __future__ import annotations

import base64
import copy
import functools
import io
import re
from urllib.parse import unquote, urlsplit

import browser
import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from genrekit import cli, listen, paths, views
from genrekit.audio import SR
from genrekit.notebooks.page import WIDGET
from genrekit.views import book as book_module
from genrekit.views import write_book

#: Sphinx and its extensions tell each other, and autodoc asks every attribute.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
chromium, visit = browser.chromium, browser.visit
#: The attributes by which a page takes something in, other than by following a link.
TAKEN_IN = ("src", "srcset", "poster", "data")
ALT = 'A "sine" of 2 < 3 periods.'

README = """# A kit

What it is. More in [the reference](CONTRIBUTING.md) and [elsewhere](https://example.org/there).

## The notebooks

[One](notebooks/01_one.ipynb), [two](notebooks/02_two.ipynb).

## Sweeps

Back to [one](notebooks/01_one.ipynb).
"""

GLOSSARY = """# Glossary

## F

### frame
<!-- forms: frame, frames -->
A moment of $25$ ms, see [one](01_one.ipynb).
"""

FOLDED = r"""**Try it 1 (predict).** How many?

<details><summary>Hint 1</summary>

**Bold**, a formula $x^2$, and code:

```python
answer = 42
```

- an item with `code`

</details>
"""


def png():
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(file, "png")
    return base64.b64encode(file.getvalue()).decode()


def notebook(title, *cells):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# {title}"), *cells])


@functools.cache
def first():
    text, code, shown = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell, nbformat.v4.new_output
    result = shown("execute_result", {"text/plain": "42"})
    sound = listen.play(np.sin(np.arange(SR) / 10).astype(np.float32), caption="an overtone")
    return notebook(
        "1. One",
        text("Inline $\\frac{a}{b}$, and in a line of its own\n\n$$\\sum_n x_n$$\n\n"
             "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}"),
        text("On to [two](02_two.ipynb#a-section), [a frame](glossary.md#frame), [home](../README.md), "
             "[sweeps](../README.md#sweeps) and [the guide](../docs/instructor-guide.md)."),
        text(FOLDED, metadata={"tags": ["exercise"]}),
        code("6 * 7", metadata={"tags": ["solution"]}, outputs=[result]),
        text("Because *so*.", metadata={"tags": ["solution"]}),
        code("plots.show()", outputs=[
            shown("display_data", {"image/png": png(), "text/plain": "figure"},
                  metadata={"image/png": {"alt": ALT}}),
            shown("display_data", {"image/png": png()},
                  metadata={"image/png": {"alt": "another", "width": 15}}),
        ]),
        code("listen.play(y)", outputs=[shown("display_data", {"text/html": sound._repr_html_()})]),
        code("bar()", outputs=[
            shown("display_data", {WIDGET: {"model_id": "x"}, "text/plain": "IntSlider"}),
            shown("stream", name="stderr", text="a warning of a library"),
        ]),
    )  # fmt: skip


@functools.cache
def second():
    return notebook(
        "2. Two", nbformat.v4.new_markdown_cell("## A section\n\nIt holds a [link](01_one.ipynb).")
    )


def notebooks():
    return {"01_one": copy.deepcopy(first()), "02_two": copy.deepcopy(second())}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """The files of a small project, with all that may lie beside the notebooks."""
    root = tmp_path_factory.mktemp("checkout")
    for name, text in {
        "README.md": README,
        "CONTRIBUTING.md": "# Contributing\n\nSee [the start](README.md) and the [licence](LICENSE).",
        "LICENSE": "Free.",
        "notebooks/glossary.md": GLOSSARY,
        "notebooks/capstone.md": "# The capstone",
        "docs/instructor-guide.md": "# For teachers\n\n![A square](square.png)",
        "docs/collection.md": "# The collection, measured",
        "docs/more.md": "# One more page",
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "docs" / "square.png").write_bytes(base64.b64decode(png()))
    (root / "notebooks" / "cheat-sheet.pdf").write_bytes(b"%PDF-1.4")
    return root


@pytest.fixture(scope="module")
def small(checkout, tmp_path_factory):
    target = tmp_path_factory.mktemp("results") / "book"
    start = write_book(notebooks(), target, root=checkout, rooms=("features", "nowhere"), strict=True)
    assert start == target / "index.html"
    return target


def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def faults(folder):
    """What is wrong with the pages of a folder: dead links, silent pictures, and what comes from outside."""
    pages = {path.resolve(): soup(path) for path in folder.rglob("*.html")}
    names = {path: {tag["id"] for tag in page.find_all(id=True)} for path, page in pages.items()}
    for path, page in pages.items():
        where = path.relative_to(folder.resolve())
        for tag in page.find_all("img"):
            if not tag.get("alt", "").strip():
                yield f"{where}: a picture without an alternative text"
        ids = [tag["id"] for tag in page.find_all(id=True)]
        for name in {name for name in ids if ids.count(name) > 1}:
            yield f"{where}: {name} is the anchor of several places"
        for tag in page.find_all(True):
            for attribute in ("href", *TAKEN_IN):
                address = urlsplit(tag.get(attribute, ""))
                if not tag.get(attribute) or address.scheme == "data":
                    continue
                if address.scheme or address.netloc:
                    if tag.name != "a":
                        yield f"{where}: <{tag.name}> takes {address.geturl()}"
                    continue
                target = (path.parent / unquote(address.path)).resolve() if address.path else path
                if not target.is_file():
                    yield f"{where}: {address.geturl()} is not there"
                elif address.fragment and unquote(address.fragment) not in names.get(target, ()):
                    yield f"{where}: {address.geturl()} has no such anchor"
    for style in folder.rglob("*.css"):
        for found in re.findall(
            r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")]+)", style.read_text("utf-8")
        ):
            yield f"{style.relative_to(folder)}: takes {found}"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ('<a href="nowhere.html">x</a>', "nowhere.html is not there"),
        ('<a href="#there">x</a>', "#there has no such anchor"),
        ('<a href="a.html#there">x</a>', "a.html#there has no such anchor"),
        ('<img src="data:image/png;base64,">', "without an alternative text"),
        ('<script src="https://example.org/x.js"></script>', "<script> takes https"),
        ('<link href="//example.org/x.css" rel="stylesheet">', "<link> takes //example"),
        ('<p id="here"></p>', "here is the anchor of several places"),
        ('<audio src="sound.ogg"></audio>', "sound.ogg is not there"),
    ],
)
def test_faults_of_pages_are_found(tmp_path, page, says):
    (tmp_path / "a.html").write_text(f'<p id="here"></p><a href="https://example.org">x</a>{page}')
    assert [fault for fault in faults(tmp_path) if says in fault]
    (tmp_path / "a.html").write_text('<p id="here"></p><a href="a.html#here">x</a>')
    assert not list(faults(tmp_path))
    (tmp_path / "a.css").write_text("@font-face { src: url('https://example.org/f.woff') }")
    assert len(list(faults(tmp_path))) == 1


def test_nothing_is_wrong_with_a_small_book(small):
    assert not list(faults(small))


def test_formulas_need_no_script(small):
    page = soup(small / "notebooks" / "01_one.html")
    assert len(page.article.find_all("math")) == 4  # one in a hint
    assert len(page.article.find_all("math", display="block")) == 2
    assert page.article.find("mtable")
    assert not page.find_all("code", class_="formula")
    assert not [
        script["src"] for script in page.find_all("script", src=True) if "mathjax" in script["src"].lower()
    ]


def test_folded_parts_hold_markdown(small):
    hint, solution, prose = soup(small / "notebooks" / "01_one.html").article.find_all("details")
    assert not any(part.has_attr("open") for part in (hint, solution, prose))
    assert hint.summary.text == "Hint 1"
    assert hint.strong.text == "Bold"
    assert hint.math
    assert hint.li.code.text == "code"
    assert "answer = 42" in hint.select_one("div.highlight").text
    assert solution.summary.text.strip() == "Solution"
    assert not solution.summary.has_attr("aria-label")
    assert "6 * 7" in solution.text
    assert solution.select_one(".cell_output").text.strip() == "42"
    assert (prose.summary.text, prose.em.text) == ("Solution", "so")


def test_figures_are_described_and_sounds_stay(small):
    article = soup(small / "notebooks" / "01_one.html").article
    assert [picture["alt"] for picture in article.find_all("img")] == [ALT, "another"]
    assert [picture.get("width") for picture in article.find_all("img")] == [None, "15"]
    assert article.figcaption.text == "an overtone"
    assert article.audio["src"].startswith("data:audio/")


def test_what_needs_a_kernel_is_left_out(small):
    page = (small / "notebooks" / "01_one.html").read_text(encoding="utf-8")
    for noise in ("IntSlider", "a warning of a library", "widget-view", "require"):
        assert noise not in page


def test_links_lead_to_pages_of_the_book(small):
    found = {tag.text: tag["href"] for tag in soup(small / "notebooks" / "01_one.html").article.find_all("a")}
    assert found["two"] == "02_two.html#a-section"
    assert found["a frame"] == "glossary.html#frame"
    assert found["home"] == "../index.html"
    assert found["sweeps"] == "../kit.html#sweeps"
    assert found["the guide"] == "../docs/instructor-guide.html"


def test_everything_is_in_the_contents(small):
    page = soup(small / "index.html")
    assert page.html["lang"] == "en"
    sidebar = page.select_one("nav.bd-links")
    captions = [caption.text.strip() for caption in sidebar.select("p.caption")]
    assert captions == ["The notebooks", "Beside the notebooks", "Measured", "The kit"]
    titles = [link.text.strip() for link in sidebar.find_all("a")]
    for title in ("1. One", "Glossary", "The capstone", "For teachers", "The collection, measured"):
        assert titles.count(title) == 1
    for title in ("2. Two", "One more page", "Using the kit", "Reference", "Contributing"):
        assert titles.count(title) == 1
    sheet = page.article.find("a", string=re.compile("Cheat sheet"))
    assert (small / sheet["href"]).read_bytes() == b"%PDF-1.4"
    assert not page.article.find("h2", string=re.compile("Sweeps"))


def test_the_reference_tells_what_the_docstrings_tell(small):
    text = soup(small / "reference" / "features.html").article.text
    assert "Features(" in text
    assert "mel_filterbank(" in text
    assert "Attributes" in text
    # A sentence with a colon is no type.
    assert "Index of each clip's genre in genres: np.ndarray" in text
    assert not (small / "reference" / "nowhere.html").exists()


def test_pages_name_no_folder_of_this_machine(small, checkout):
    for page in (path for path in small.rglob("*") if path.suffix in (".html", ".js")):
        assert str(checkout.parent) not in page.read_text(encoding="utf-8"), page.name


def test_notebooks_stay_as_they_are(checkout):
    mine = first()
    before = copy.deepcopy(mine)
    book_module.prepared(mine)
    assert mine == before


def test_only_the_readme_must_be_there(tmp_path):
    (tmp_path / "README.md").write_text("# A kit\n\nThat is all.", encoding="utf-8")
    start = write_book(
        {"02_two": notebook("2. Two")}, tmp_path / "book", root=tmp_path, rooms=(), strict=True
    )
    page = soup(start)
    assert [caption.text.strip() for caption in page.select("p.caption")] == ["The notebooks"]
    assert "Beside" not in page.article.text
    assert not list(faults(tmp_path / "book"))


FAULTS = {
    "[x](nowhere.ipynb)": "nowhere.ipynb",
    "[x](01_one.ipynb#lost)": "lost",
    "[x](../docs/absent.md)": "absent.md",
    "![x](missing.png)": "missing.png",
    "$\\nonsense{x}$": "formula cannot be drawn: \\nonsense{x}",
}


def test_faults_are_told_and_strictly_an_error(checkout, tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "former.html").write_text("the former book")
    faulty = notebooks()
    faulty["02_two"].cells += [nbformat.v4.new_markdown_cell(text) for text in FAULTS]
    with pytest.raises(RuntimeError, match="5 lines of warnings") as error:
        write_book(faulty, tmp_path / "book", root=checkout, rooms=(), strict=True)
    lines = str(error.value).splitlines()[1:]
    for says in FAULTS.values():
        assert [line for line in lines if line.startswith("notebooks/02_two.ipynb:") and says in line], says
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["book", "former.html"]

    told = []
    write_book(faulty, tmp_path / "book", root=checkout, rooms=(), out=told.append)
    assert sorted(told) == sorted(lines)
    assert (tmp_path / "book" / "index.html").is_file()
    assert not (tmp_path / "book" / "former.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_the_command(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("GENREKIT_HOME", str(tmp_path))
    asked = []
    monkeypatch.setattr(views, "committed", lambda: "as in git")
    monkeypatch.setattr(views, "executed", lambda: "executed")
    monkeypatch.setattr(views, "write_book", lambda found, target: asked.append((found, target)) or target)
    assert cli.main(["book"]) == 0
    assert cli.main(["book", "--committed"]) == 0
    target = paths.results_dir() / "book"
    assert asked == [("executed", target), ("as in git", target)]
    assert capsys.readouterr().out == f"the book is {target}\n" * 2


def test_a_sound_plays_in_a_browser(small, visit):
    page = visit((small / "notebooks" / "01_one.html").as_uri())
    page.evaluate("() => { const a = document.querySelector('audio'); a.preload = 'auto'; a.load(); }")
    browser.until(page, "document.querySelector('audio').readyState >= 2")
    assert page.evaluate("document.querySelector('audio').duration") == pytest.approx(1, abs=0.1)
    page.evaluate("() => { document.querySelector('audio').play(); }")
    browser.until(page, "document.querySelector('audio').currentTime > 0")


def test_a_solution_opens_with_the_keyboard(small, visit):
    page = visit((small / "notebooks" / "01_one.html").as_uri())
    code = page.get_by_text("6 * 7")
    assert not code.is_visible()
    page.locator("summary", has_text="Solution").first.focus()
    page.keyboard.press("Enter")
    assert code.is_visible()


def search(visit, folder, word):
    """The titles that the search of a book finds."""
    page = visit((folder / "search.html").as_uri() + f"?q={word}")
    browser.until(
        page, "/found|did not match/.test(document.querySelector('#search-results p')?.textContent)"
    )
    return page.locator("#search-results li > a").all_text_contents()


def test_the_search_works_without_a_server(small, visit):
    assert search(visit, small, "overtones") == ["1. One"]
    assert search(visit, small, "zebra") == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The book of the notebooks as they are; its warnings."""
    told = []
    start = write_book(views.committed(), tmp_path_factory.mktemp("whole") / "book", out=told.append)
    return start.parent, told


@pytest.mark.slow
def test_the_whole_book_has_no_faults(whole):
    folder, told = whole
    assert told == []
    assert list(faults(folder)) == []
    assert len(list((folder / "notebooks").glob("[01][0-9]_*.html"))) == 11
    assert {path.stem for path in (folder / "reference").glob("*.html")} >= {
        "index",
        "features",
        "experiments",
    }


@pytest.mark.slow
def test_every_formula_of_the_whole_book_is_drawn(whole):
    for path in (whole[0] / "notebooks").glob("*.html"):
        assert 'class="formula">\\' not in path.read_text(encoding="utf-8"), path.name
    assert len(soup(whole[0] / "notebooks" / "03_mfcc.html").find_all("math")) > 10


@pytest.mark.slow
def test_the_whole_book_works_in_a_browser(whole, visit):
    folder, _ = whole
    start = visit((folder / "index.html").as_uri())
    start.locator("nav.bd-links").get_by_text("2. Spectrograms").click()
    start.wait_for_url("**/02_spectrograms.html")
    browser.until(start, "[...document.images].every(image => image.naturalWidth > 0)")
    assert "2. Spectrograms" in search(visit, folder, "overtone")


@pytest.mark.slow
def test_no_page_is_wider_than_a_telephone(whole, visit):
    folder, _ = whole
    page = visit((folder / "index.html").as_uri(), width=400, color_scheme="dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    wide = []
    for path in sorted(folder.rglob("*.html")):
        page.goto(path.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > 400:
            wide.append(path.name)
    assert wide == []
