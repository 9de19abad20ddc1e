"""Slides from the notebooks.

| file | what it does |
|---|---|
| `content.py` | `slides_of`: what of a notebook is shown, and what becomes notes for the speaker |
| `deck.py` | `write_slides`: decks as HTML files that need no network, and hand-outs as PDF |
| `deck.html.j2`, `handout.html.j2`, `slide.html.j2`, `*.css`, `deck.js` | what they look like |
"""

from genrekit.views.slides.content import Block, Slide, slides_of
from genrekit.views.slides.deck import overfull, overview, write_slides

__all__ = ["Block", "Slide", "overfull", "overview", "slides_of", "write_slides"]
