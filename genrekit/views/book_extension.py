"""What the book asks of Sphinx beyond its settings: formulas as MathML, and folded solutions."""

from __future__ import annotations

import html

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.util import logging

from genrekit.notebooks.page import mathml

_log = logging.getLogger(__name__)


def setup(app):
    """Called by Sphinx.

    Parameters
    ----------
    app : sphinx.application.Sphinx

    Returns
    -------
    dict
    """
    app.add_html_math_renderer("mathml", inline_renderers=(_inline, None), block_renderers=(_block, None))
    app.add_node(HideCodeCellNode, override=True, html=(_open_solution, _close_solution))
    app.connect("autodoc-process-docstring", _before_napoleon, priority=400)
    app.connect("autodoc-process-docstring", _after_napoleon, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(translator, node):
    translator.body.append(_drawn(node))
    raise nodes.SkipNode


def _block(translator, node):
    # The division carries the anchor of a formula that others refer to.
    translator.body.append(translator.starttag(node, "div", CLASS="formula"))
    translator.body.append(_drawn(node, display="block") + "</div>\n")
    raise nodes.SkipNode


def _drawn(node, **options):
    drawn = mathml(node.astext(), **options)
    if not drawn.startswith("<math"):
        _log.warning("formula cannot be drawn: %s", node.astext(), location=node)
    return drawn


def _open_solution(translator, node):
    # myst-nb's own says "Toggle hidden content" to those who hear the page.
    translator.body.append(f"<details><summary>{html.escape(node['prompt_show'])}</summary>\n")


def _close_solution(translator, node):
    translator.body.append("</details>\n")


#: Stands for a colon while napoleon reads: a character that no text holds.
_COLON = "\ufdd0"


def _before_napoleon(app, what, name, obj, options, lines):
    if what == "module":
        lines.clear()  # it is Markdown, and the page of the room holds it already
    elif what == "property":
        # napoleon takes what stands before a colon for the type.
        lines[:] = [line.replace(":", _COLON) for line in lines]


def _after_napoleon(app, what, name, obj, options, lines):
    if what == "property":
        lines[:] = [line.replace(_COLON, ":") for line in lines]
