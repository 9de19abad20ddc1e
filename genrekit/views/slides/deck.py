"""Slides as one HTML file each, which opens anywhere, and as a hand-out on paper."""

from __future__ import annotations

import functools
import html
import importlib.util
import json
import re
from pathlib import Path

import jinja2

from genrekit import paths
from genrekit.notebooks import kernel
from genrekit.views import chromium
from genrekit.views.slides.content import Block, Slide, chosen, slides_of

HERE = Path(__file__).resolve().parent
FOLDER = kernel.FOLDER.parent / "slides"
OVERVIEW = "00_overview"
COURSE = "Music genre classification"


def write_slides(notebooks, folder=None, *, handouts=True, out=print):
    """Write a deck for each notebook, their hand-outs, and if none is missing a deck about the whole course.

    Parameters
    ----------
    notebooks : dict of str to nbformat.NotebookNode
        By name, with their outputs, see `views.executed`.
    folder : path-like, optional
        Where to; `slides/` of the checkout if not given.
    handouts : bool
        Print PDFs, too, if there is a browser that can; otherwise it is said that there is none.
    out : callable
        Takes one line of text.

    Returns
    -------
    list of pathlib.Path
        What was written.

    Notes
    -----
    A slide that overflows although its text was made smaller is told by name.
    """
    folder = paths.writable(Path(folder or FOLDER))
    complete = notebooks.keys() >= {path.stem for path in kernel.find()}
    decks = {OVERVIEW: overview(notebooks)} if complete else {}
    decks |= {name: slides_of(notebook) for name, notebook in notebooks.items()}
    browser = chromium.find()
    if browser is None:
        out("no Chromium, Chrome or Edge here: no PDFs, and nobody has looked whether all slides fit")
    written = []
    for name, slides in decks.items():
        title = _plain(slides[0].title)
        deck = _write(folder / f"{name}.html", "deck.html.j2", title=title, slides=slides)
        written.append(deck)
        told = f"{name}: {len(slides)} slides"
        if browser is not None:
            if too_full := overfull(deck):
                told += f"; these overflow: {', '.join(too_full)}"
            if handouts:
                written.append(_handout(folder, name, title, slides))
        out(told)
    return written


def overview(notebooks):
    """The deck about the whole course: its outline, and of each notebook the question, a figure, the answer.

    Parameters
    ----------
    notebooks : dict of str to nbformat.NotebookNode
        By name. Cells tagged `overview` are shown.

    Returns
    -------
    list of Slide
    """
    parts = {name: slides_of(chosen(notebook, "overview")) for name, notebook in notebooks.items()}
    opening = Slide(
        COURSE, [Block("text", "<p>See it, hear it, change it, run it again.</p>", 2)], layout="title"
    )
    slides = [opening]
    items = [f"<li>{re.sub(r'^[0-9]+[.] ', '', part[0].title)}</li>" for part in parts.values()]
    half = -(-len(items) // 2)
    columns = "".join(
        f'<ol start="{first + 1}">{"".join(items[first : first + half])}</ol>'
        for first in range(0, len(items), half)
    )
    slides.append(Slide("The course", [Block("text", f'<div class="columns">{columns}</div>', 12)]))
    for part in parts.values():
        slides += part
    return slides


def overfull(deck):
    """The slides of a deck whose content does not fit, as a browser draws them at 1280 by 720 pixels.

    Parameters
    ----------
    deck : path-like
        An HTML file written by `write_slides`.

    Returns
    -------
    list of str
        Number and heading of each.

    Raises
    ------
    OSError
        If there is no browser, or it does not say.
    """
    page = chromium.dump(f"{Path(deck).resolve().as_uri()}#look")
    found = re.search(r'<html[^>]*\sdata-overfull="([^"]*)"', page)
    if found is None:
        raise OSError(f"{Path(deck).name}: the deck did not say whether its slides fit")
    return json.loads(html.unescape(found.group(1)))


def _handout(folder, name, title, slides):
    page = _write(folder / f".{name}.handout.html", "handout.html.j2", title=title, slides=slides)
    try:
        return chromium.print_pdf(page, folder / f"{name}.pdf")
    finally:
        page.unlink()


def _write(target, template, **content):
    loader = jinja2.FileSystemLoader(HERE)
    environment = jinja2.Environment(loader=loader, autoescape=False, undefined=jinja2.StrictUndefined)  # noqa: S701
    environment.globals |= _reveal()
    environment.filters["escape_all"] = html.escape
    page = environment.get_template(template).render(**content)
    with paths.written_whole(target) as unfinished:
        unfinished.write_text(page, encoding="utf-8")
    return target


@functools.cache
def _reveal():
    """reveal.js, which a package carries; it is read, not imported."""
    package = importlib.util.find_spec("sphinx_revealjs")
    if package is None:
        raise ImportError("slides need sphinx-revealjs: pip install 'genrekit[views]'")
    folder = Path(package.origin).parent / "_static" / "revealjs"
    script, notes = (
        (folder / name).read_text(encoding="utf-8").replace("</script", "<\\/script")
        for name in ("dist/reveal.js", "plugin/notes/notes.js")
    )
    return {
        "reveal_css": (folder / "dist" / "reveal.css").read_text(encoding="utf-8"),
        "reveal_js": script,
        "notes_js": notes,
    }


def _plain(text):
    return html.unescape(re.sub(r"<[^>]+>", "", text))
