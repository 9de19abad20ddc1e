"""A notebook as one HTML page that asks nothing of any network."""

from __future__ import annotations

import copy
import html
import re
from pathlib import Path

import latex2mathml.converter
import nbformat
from jinja2 import pass_context
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from genrekit import paths
from genrekit.notebooks import glossary

WIDGET = "application/vnd.jupyter.widget-view+json"

_TEMPLATE = """
{%- extends 'lab/index.html.j2' -%}

{%- block html_head_js_requirejs -%}{%- endblock -%}
{%- block html_head_js_mathjax -%}{%- endblock -%}
{%- block html_head_js_mermaidjs -%}{%- endblock -%}
{%- block jupyter_widgets -%}{%- endblock -%}
{%- block html_head_css -%}<style>{{ resources.page_css }}</style>{%- endblock -%}

{%- macro collapsed(cell, content) -%}
{%- if 'solution' in cell.metadata.get('tags', []) -%}
<details class="solution"><summary>Solution</summary>{{ content }}</details>
{%- else -%}{{ content }}{%- endif -%}
{%- endmacro -%}
{%- block codecell -%}{{ collapsed(cell, super()) }}{%- endblock -%}
{%- block markdowncell -%}{{ collapsed(cell, super()) }}{%- endblock -%}

{%- block data_png -%}
<div class="jp-RenderedImage jp-OutputArea-output">
<img src="data:image/png;base64,{{ output.data['image/png'] | replace('\n', '') }}"
alt="{{ output.metadata.get('image/png', {}).get('alt', '') | escape_html }}"
{%- set width = output.metadata.get('image/png', {}).get('width') -%}
{%- if width %} width="{{ width }}"{% endif %}>
</div>
{%- endblock -%}
"""

_CSS = """
body {  /* code in colours that keep a contrast of 4.5 to 1 on its grey */
  --jp-mirror-editor-keyword-color: #00690f;
  --jp-mirror-editor-builtin-color: #00690f;
  --jp-mirror-editor-number-color: #00690f;
  --jp-mirror-editor-operator-color: #7a1fb8;
  --jp-mirror-editor-meta-color: #7a1fb8;
  --jp-mirror-editor-comment-color: #35696b;
}
body.jp-Notebook { padding: 1.5rem 1rem 4rem; }
main { max-width: 52rem; margin: 0 auto; }
.jp-RenderedHTMLCommon { font-size: 16px; line-height: 1.6; }
.jp-RenderedHTMLCommon a:any-link { text-decoration: underline; }
.jp-RenderedHTMLCommon a[href^="glossary.html#"]:any-link {
  color: inherit;
  text-decoration: underline dotted #777;
}
.jp-RenderedHTMLCommon h1 { font-size: 2rem; }
.jp-RenderedHTMLCommon h2 { font-size: 1.5rem; margin-top: 1.6em; }
.jp-RenderedHTMLCommon table { font-size: 14px; }
.jp-OutputArea-output { overflow-x: auto; }
.jp-OutputArea-output pre { white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; }
.jp-InputArea .highlight pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.jp-RenderedImage img, .jp-RenderedHTMLCommon img { max-width: 100%; height: auto; }
.jp-OutputArea-output figcaption { font-style: italic; margin-bottom: 0.3em; }
math[display="block"] { margin: 0.8em 0; font-size: 1.1em; }
details.solution { margin: 0.6em 5px; border: 1px solid #bbb; border-radius: 4px; padding: 0.3em 0.6em; }
details.solution > summary { cursor: pointer; font: 600 15px system-ui, sans-serif; }
"""


class _Renderer(IPythonRenderer):
    """Markdown with formulas as MathML, which browsers draw without a script, and links to other pages."""

    def __init__(self, pages, **kwargs):
        super().__init__(**kwargs)
        self.pages = pages

    def link(self, text, url, title=None):
        other = re.fullmatch(r"(?:\./)?([\w.-]+)\.(?:ipynb|md)(#.*)?", url)
        if other:
            name, place = other.groups()
            url = f"{self.pages.get(name, name)}.html{place or ''}"
        return super().link(text, url, title)

    def heading(self, text, level, **attributes):
        # With the identifier that code hosts and books give it, so that links lead to it everywhere.
        place = glossary.anchor(html.unescape(re.sub(r"<[^>]+>", "", text)))
        return super().heading(text, level, **{**attributes, "id": place})

    def block_math(self, body):
        return mathml(body, display="block")

    def inline_math(self, body):
        return mathml(body)

    def latex_environment(self, name, body):
        return mathml(rf"\begin{{{name}}}{body}\end{{{name}}}", display="block")


class PageExporter(HTMLExporter):
    """nbconvert's page, made to be read: offline, with formulas, solutions collapsed, figures described."""

    def __init__(self, pages=None, **kwargs):
        self.pages = pages or {}
        super().__init__(
            raw_template=_TEMPLATE,
            exclude_input_prompt=True,
            exclude_output_prompt=True,
            exclude_anchor_links=True,
            **kwargs,
        )

    @pass_context
    def markdown2html(self, context, source):
        """Markdown cells, with the formulas drawn."""
        return as_html(source, pages=self.pages, attachments=context.get("cell", {}).get("attachments", {}))

    def from_notebook_node(self, nb, resources=None, **kwargs):
        """Make the page.

        Parameters
        ----------
        nb : nbformat.NotebookNode
            Stays as it is.
        resources : dict, optional
            As nbconvert passes them on.

        Returns
        -------
        page : str
        resources : dict
        """
        resources = {**(resources or {}), "page_css": _CSS}
        return super().from_notebook_node(readable(nb), resources, **kwargs)


def as_html(source, *, pages=None, attachments=None):
    """Markdown as HTML, with formulas as MathML.

    Parameters
    ----------
    source : str
    pages : dict, optional
        As for `export_page`.
    attachments : dict, optional
        Of the cell: pictures that the text refers to.

    Returns
    -------
    str
    """
    renderer = _Renderer(pages or {}, escape=False, attachments=attachments or {}, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer).render(source)


def export_page(notebook, target, *, title=None, pages=None):
    """Write an executed notebook as a page of its own.

    Parameters
    ----------
    notebook : path-like or nbformat.NotebookNode
        The notebook, with its outputs.
    target : path-like
        The HTML file; it appears only when it is complete.
    title : str, optional
        Title of the page; the notebook's first heading if not given.
    pages : dict, optional
        Names of pages that are not named like their notebooks, for the links between them.

    Returns
    -------
    pathlib.Path
        `target`.
    """
    if not isinstance(notebook, nbformat.NotebookNode):
        notebook = nbformat.read(notebook, as_version=4)
    notebook = copy.deepcopy(notebook)
    notebook.metadata["title"] = title or heading(notebook) or Path(target).stem
    page, _ = PageExporter(pages).from_notebook_node(notebook)
    with paths.written_whole(target) as unfinished:
        unfinished.write_text(page, encoding="utf-8")
    return Path(target)


def export_markdown(source, target):
    """Write a page of Markdown, the glossary for example, beside the pages that link to it.

    Parameters
    ----------
    source : path-like
        The Markdown file.
    target : path-like
        The HTML file; it appears only when it is complete.

    Returns
    -------
    pathlib.Path
        `target`.
    """
    text = re.sub(r"<!--.*?-->\n?", "", Path(source).read_text(encoding="utf-8"), flags=re.DOTALL)
    return export_page(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)]), target)


def heading(notebook):
    """First heading of a notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    str or None
    """
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        if found:
            return found.group(1).strip()
    return None


def mathml(formula, *, display="inline"):
    """A formula as MathML; as its source, if it holds a command that the converter does not know.

    Parameters
    ----------
    formula : str
        LaTeX, without dollar signs.
    display : {"inline", "block"}

    Returns
    -------
    str
        HTML.
    """
    try:
        drawn = latex2mathml.converter.convert(formula.strip(), display=display)
    except Exception:  # the converter raises many kinds, and a page with a formula's source is still a page
        drawn = "\\"
    # What the converter does not know, it leaves standing with its backslash.
    if "\\" in drawn or "&#x0005C;" in drawn:
        return f'<code class="formula">{html.escape(formula)}</code>'
    return drawn


def readable(notebook):
    """A copy without progress bars, messages of libraries, and widgets that need a kernel.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    nbformat.NotebookNode
    """
    notebook = copy.deepcopy(notebook)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            # Some widgets bring a page or a picture of their own for readers without a kernel.
            if {"text/html", "image/png"} & output.get("data", {}).keys():
                output.data.pop(WIDGET, None)
        cell.outputs = [output for output in cell.outputs if not is_noise(output)]
    return notebook


def is_noise(output):
    """Whether an output is a progress bar, a widget without a picture, or a message of a library.

    Parameters
    ----------
    output : nbformat.NotebookNode

    Returns
    -------
    bool
    """
    if output.output_type == "stream":
        # A bar in plain text is drawn over and over, with a carriage return each time.
        return output.name == "stderr" or "\r" in output.text
    data = output.get("data", {})
    # The sliders of `explore` are a picture for readers without a kernel.
    return WIDGET in data and "image/png" not in data
