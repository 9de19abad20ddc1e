"""Slides: what goes on them, and how they look in a browser."""

import base64
import copy
import io
import re

import browser
import nbformat
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from genrekit import views
from genrekit.notebooks import kernel
from genrekit.views import chromium as printing
from genrekit.views.slides import overview, slides_of, write_slides
from genrekit.views.slides.content import key_of, paragraphs, sentences

chromium, visit = browser.chromium, browser.visit
new = nbformat.v4
needs_chromium = pytest.mark.skipif(printing.find() is None, reason="no Chromium, Chrome or Edge")


def picture(width=640, height=240):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#88CCEE").save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def figure(alt="A blue area, the same all over.", **size):
    return new.new_output(
        "display_data",
        data={"image/png": picture(**size), "text/plain": alt},
        metadata={"image/png": {"alt": alt}},
    )


def said(text):
    return new.new_output("stream", name="stdout", text=text)


SOUND = new.new_output(
    "display_data",
    data={
        "text/html": "<figure><figcaption>A hum.</figcaption>"
        '<audio controls src="data:audio/wav;base64,UklGRg=="></audio></figure>',
        "text/plain": "[sound: A hum.]",
    },
)
FOLDED = "\n\n<details><summary>{}</summary>\n\n{}\n\n</details>"


def markdown(source, *tags):
    return new.new_markdown_cell(source, metadata={"tags": list(tags)} if tags else {})


def code(source, *outputs, tags=()):
    return new.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)} if tags else {})


@pytest.fixture
def notebook():
    question = "**Question 1.** Which is it?" + FOLDED.format("this", "**Right.** It is.")
    question += FOLDED.format("that", "**Not yet.** It is not.")
    task = "**Try it 1 (predict).** How much?" + FOLDED.format("Hint 1", "More than one.")
    cells = [
        markdown("# 7. A title\n\nWhat is it?"),
        markdown("**You will be able to**\n\n- see;\n- hear.\n\n**Time:** 9 minutes.", "objectives"),
        code("seed = 0  # dice", tags=["parameters"]),
        markdown(
            "## Waves\n\nPlain talk.\n\nA **wave** goes up and down.\n\n"
            "*Before you run the next cell:* where to?"
        ),
        code("draw()", figure(), tags=["overview"]),
        markdown("It goes on for ever. More talk.\n\n$$ y = x^2 $$"),
        code("listen.play(y)", SOUND),
        markdown("Hum along. And now for something else."),
        code("1 + 1", said("2\n")),
        markdown(task, "exercise"),
        code("answer = ...", tags=["exercise"]),
        code("check.answer(answer)", said("Replace the three dots."), tags=["check"]),
        code("answer = 42", said("Right."), tags=["solution"]),
        markdown("Why." + FOLDED.format("Discussion", "Since 42 is."), "discussion"),
        markdown("## What you now know\n\n- That.", "recap"),
        markdown("## Quiz\n\nFive questions.", "quiz"),
        markdown(question, "quiz"),
        markdown("## References\n\n- A book.", "references"),
    ]
    return new.new_notebook(cells=cells)


def text_of(slide):
    return re.sub(
        r"\s+", " ", " ".join(re.sub(r"<[^>]+>", " ", block.html) for block in slide.blocks)
    ).strip()


def test_what_a_class_looks_at_together_is_on_slides(notebook):
    slides = slides_of(notebook)
    assert [slide.title for slide in slides] == [
        "7. A title", "You will be able to", "Waves", "Waves", "Waves", "Try it 1: predict",
        "What you now know", "Quiz",
    ]  # fmt: skip
    assert slides[0].layout == "title"
    assert text_of(slides[2]) == "A wave goes up and down. Before we look: where to?"
    kinds = [[block.kind for block in slide.blocks] for slide in slides]
    assert kinds[3][:2] == ["figure", "takeaway"]
    assert text_of(slides[3]).startswith("It goes on for ever.")
    everything = [kind for found in kinds for kind in found]
    assert {"formula", "sound", "code", "output", "question"} <= set(everything)
    assert "<audio" in "".join(block.html for slide in slides for block in slide.blocks)
    assert "answer = ..." in text_of(slides[5])
    assert text_of(slides[7]) == "Which is it? this that"


@pytest.mark.parametrize("after", ["Why is that?", "Three things to see:", "(A note. It goes on.)"])
def test_what_says_nothing_by_itself_is_no_takeaway(notebook, after):
    notebook.cells[5].source = after
    takeaways = [block.html.strip() for block in slides_of(notebook)[3].blocks if block.kind == "takeaway"]
    assert takeaways == ["<p>Hum along.</p>"]


def test_answers_are_for_the_speaker_only(notebook):
    slides = slides_of(notebook)
    shown = " ".join(text_of(slide) for slide in slides)
    prose = " ".join(note.html for slide in slides for note in slide.notes if note.kind == "prose")
    answers = " ".join(note.html for slide in slides for note in slide.notes if note.kind == "answer")
    for answer in ("42", "More than one", "It is not"):
        assert answer not in shown
        assert answer not in prose
        assert answer in answers
    assert "Plain talk." in prose
    assert "seed" not in shown + prose  # parameters are no talk
    assert "A book" not in shown


def test_a_cell_can_be_left_out(notebook):
    notebook.cells[4].metadata["slideshow"] = {"slide_type": "skip"}
    kinds = [block.kind for slide in slides_of(notebook) for block in slide.blocks]
    assert "figure" not in kinds


def test_the_notebook_stays_as_it_is(notebook):
    before = copy.deepcopy(notebook)
    slides_of(notebook)
    assert notebook == before


def test_committed_captions_stand_for_sounds(notebook):
    notebook.cells[6].outputs = [new.new_output("display_data", data={"text/plain": "[sound: A hum.]"})]
    sounds = [b for slide in slides_of(notebook) for b in slide.blocks if b.kind == "sound"]
    assert len(sounds) == 1
    assert "A hum." in sounds[0].html


def test_the_overview_is_made_of_titles_chosen_cells_and_answers(notebook):
    slides = overview({"07_title": notebook})
    assert [slide.layout for slide in slides[:3]] == ["title", "plain", "title"]
    assert "A title" in text_of(slides[1])
    kinds = [block.kind for slide in slides for block in slide.blocks]
    assert kinds.count("figure") == 1
    assert "sound" not in kinds
    (figured,) = (slide for slide in slides if any(block.kind == "figure" for block in slide.blocks))
    assert figured.title == "Waves"
    assert text_of(figured) == "It goes on for ever."
    assert slides[-1].title == "What you now know"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Take `a. B` and $f(x. Y)$ together. Next.", ["Take `a. B` and $f(x. Y)$ together.", "Next."]),
        ("See notes, e.g. Bach's. **Bold** begins.", ["See notes, e.g. Bach's.", "**Bold** begins."]),
        ("No end", ["No end"]),
    ],
)
def test_sentences(paragraph, expected):
    assert sentences(paragraph) == expected


def test_paragraphs_keep_code_in_one_piece():
    assert paragraphs("a\nb\n\n```\nx\n\ny\n```\n\nc") == ["a\nb", "```\nx\n\ny\n```", "c"]


def test_key_sentences():
    long = "Word " * 60
    assert key_of("Short, and a **term**.") == "Short, and a **term**."
    assert key_of("No term here.") == ""
    assert key_of(f"{long}end. A **term** is this. And more.") == "A **term** is this."
    assert (
        key_of(f"{long}end. The lines bend. This is **vibrato**.") == "The lines bend. This is **vibrato**."
    )
    assert key_of(f"{long}end. **A head.** What it says.") == "**A head.** What it says."


def test_a_deck_asks_nothing_of_anybody(notebook, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "find", lambda: None)
    told = []
    (deck,) = write_slides({"07_title": notebook}, tmp_path, out=told.append)
    page = BeautifulSoup(deck.read_text(encoding="utf-8"), "html.parser")
    assert "no PDFs" in told[0]
    assert page.title.text == "7. A title"
    assert page.html["lang"] == "en"
    for tag in page.find_all(src=True):
        assert tag["src"].startswith("data:")
    assert not page.find_all("link")
    assert not page.find_all("a", href=True)
    assert all(image.get("alt") for image in page.find_all("img"))
    style = " ".join(tag.text for tag in page.find_all("style"))
    assert not re.search(r"url\((?!['\"]?data:)|@import", style)


@needs_chromium
def test_a_slide_that_overflows_is_told(notebook, tmp_path):
    notebook.cells[3].source = "## Waves\n\n" + "".join(f"$$ x_{{{i}}} = {i} $$\n" for i in range(60))
    told = []
    write_slides({"07_title": notebook}, tmp_path, handouts=False, out=told.append)
    assert re.search(r"07_title: \d+ slides; these overflow: 3 Waves", told[0])
    notebook.cells[3].source = "## Waves\n\nA **wave**."
    write_slides({"07_title": notebook}, tmp_path, handouts=False, out=told.append)
    assert "overflow" not in told[1]


@needs_chromium
def test_the_handout_gives_nothing_away(notebook, tmp_path):
    deck, handout = write_slides({"07_title": notebook}, tmp_path, out=lambda line: None)
    assert handout.name == "07_title.pdf"
    assert handout.read_bytes().startswith(b"%PDF")
    assert {path.name for path in tmp_path.iterdir()} == {deck.name, handout.name}


def test_a_deck_in_a_browser(notebook, tmp_path, visit):
    deck, *_ = write_slides({"07_title": notebook}, tmp_path, handouts=False, out=lambda line: None)
    page = visit(deck.as_uri(), width=1280, height=720)
    browser.until(page, "globalThis.Reveal && Reveal.isReady()")
    assert page.evaluate("Reveal.getTotalSlides()") == 8
    for number in range(1, 4):
        page.keyboard.press("ArrowRight")
        browser.until(page, f"Reveal.getIndices().h === {number}")
    image = page.locator("section.present img")
    box = image.bounding_box()
    assert image.get_attribute("alt").startswith("A blue area")
    assert box["width"] > 500
    assert box["y"] + box["height"] <= 720
    with page.context.expect_page() as popup:
        page.keyboard.press("s")
    popup.value.close()


@pytest.mark.slow
@needs_chromium
def test_all_committed_notebooks_make_slides(tmp_path, visit):
    told = []
    written = write_slides(views.committed(), tmp_path, handouts=False, out=told.append)
    assert [path.stem for path in written] == ["00_overview", *(path.stem for path in kernel.find())]
    assert [line for line in told if "overflow" in line] == []
    for deck in written:
        page = BeautifulSoup(deck.read_text(encoding="utf-8"), "html.parser")
        pictures = page.find_all("img")
        assert all(len(picture.get("alt", "")) >= 20 for picture in pictures)
        assert len(page.find_all("section")) >= 10
        assert not page.find_all("code", class_="formula"), "a formula that could not be drawn"
    # Looked at a second time by other eyes: the picture of each slide keeps clear of its edges.
    page = visit(written[0].as_uri(), width=1280, height=720)
    browser.until(page, "globalThis.Reveal && Reveal.isReady()")
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate(f"Reveal.configure({{transition: 'none'}}); Reveal.slide({number})")
        screen = Image.open(io.BytesIO(page.screenshot())).convert("L").crop((0, 700, 1280, 712))
        assert screen.crop((120, 0, 1280, 12)).getextrema()[0] > 200, f"slide {number + 1} runs into its edge"
