"""The book: all notebooks, what goes with them, and a reference of the kit, as pages that need no network."""

from __future__ import annotations

import copy
import html
import importlib
import importlib.util
import inspect
import io
import os
import re
import shutil
import tempfile
from pathlib import Path

import nbformat

from genrekit import paths
from genrekit.notebooks import kernel
from genrekit.notebooks.page import readable

ROOT = kernel.FOLDER.parent
STYLE = Path(__file__).with_name("book.css")

#: The rooms that a learner calls, in the order of the data; each has a page of the reference.
ROOMS = (
    "collection",
    "corpus",
    "genres",
    "audio",
    "features",
    "splits",
    "models",
    "training",
    "kept",
    "augmentation",
    "experiments",
    "best",
    "evaluation",
    "explain",
    "novelty",
    "timeline",
    "plots",
    "listen",
    "explore",
    "checks",
    "sweep",
    "verification",
)

#: Files of the checkout that pages link to; the first two are pages themselves.
KIT = ("CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-TEXT")

#: What lies beside the notebooks, as far as it is there: the start page names it. Pages of docs/ that are not
#: listed join the measurements.
BESIDE = {
    "notebooks/glossary.md": "every term in a sentence or two",
    "notebooks/cheat-sheet.pdf": "formulas, shapes and commands on paper",
    "notebooks/capstone.md": "a project of your own at the end",
    "docs/instructor-guide.md": "for those who teach: goals, minutes, usual mistakes, grading",
}
MEASURED = ("docs/collection.md", "docs/study.md", "docs/alarms.md", "docs/lessons.md")

#: The start page is the README up to the end of this section; what follows is a page of its own.
LAST_SECTION = "## The notebooks"

CONFIG = {
    "project": "genrekit",
    "author": "The genrekit authors",
    "language": "en",
    "extensions": ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "genrekit.views.book_extension"],
    "nb_execution_mode": "off",
    "nb_merge_streams": True,
    "nb_ipywidgets_js": {},  # scripts from a network, for widgets that need a kernel
    "myst_enable_extensions": ["dollarmath", "amsmath"],
    "myst_heading_anchors": 4,
    "smartquotes_action": "D",  # only dashes, which napoleon writes as --; quotes stay as in the notebooks
    "default_role": "code",  # names of parameters, mostly: links would lead to whatever else is so called
    "add_module_names": False,
    "autodoc_member_order": "bysource",
    "autodoc_preserve_defaults": True,  # as in the source: a value may hold a path of this machine
    "autodoc_typehints": "none",  # the docstrings tell
    "napoleon_google_docstring": False,
    "napoleon_custom_sections": [("Attributes", "params_style")],
    "napoleon_use_param": False,  # types are prose, too, and no links
    "napoleon_use_rtype": False,
    "toc_object_entries_show_parents": "hide",
    "html_math_renderer": "mathml",
    "html_theme": "sphinx_book_theme",
    "html_title": "genrekit",
    "html_static_path": ["_static"],
    "html_css_files": [STYLE.name],
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_show_search_summary": False,  # asks for the pages, which a browser forbids without a server
    "html_show_copyright": False,
    "html_context": {"default_mode": "auto"},  # light or dark, as the reader's system is
    "html_use_index": False,
    "html_domain_indices": False,
    "html_theme_options": {
        "home_page_in_toc": True,
        "navbar_persistent": [],  # the sidebar has the search
        "show_navbar_depth": 1,
        "show_toc_level": 2,
        "use_download_button": False,
        "use_fullscreen_button": False,
        "search_bar_text": "Search the book",
        "footer_content_items": ["extra-footer"],
        "extra_footer": "Code under the MIT licence, text and figures under CC BY 4.0.",
    },
}


def write_book(notebooks, target, *, root=ROOT, rooms=ROOMS, strict=False, out=print):
    """Build the book: a folder of pages that work from the file system.

    Parameters
    ----------
    notebooks : dict of str to nbformat.NotebookNode
        By name, in the order of the book, with their outputs (see `views.executed`); they stay as they are.
    target : path-like
        Folder of the book. It appears when it is complete, and then replaces a former one.
    root : path-like
        The checkout: README.md, notebooks/*.md, docs/ and so on. Only the README must be there.
    rooms : iterable of str
        Rooms of the kit that the reference describes; those that do not exist are left out.
    strict : bool
        Whether a warning is an error.
    out : callable
        Takes one line of text.

    Returns
    -------
    pathlib.Path
        The start page.

    Raises
    ------
    ModuleNotFoundError
        If Sphinx and its themes are not installed.
    RuntimeError
        If `strict` and something is wrong, such as a link that leads nowhere: all of it, a line each. Also if
        a page cannot be made at all.
    """
    target = Path(target)
    with tempfile.TemporaryDirectory() as room, paths.written_whole(target) as pages:
        room = Path(room).resolve()
        assemble(notebooks, room / "source", root=root, rooms=rooms)
        faults = _sphinx(room / "source", pages, room / "doctrees")
        if strict and faults:
            raise RuntimeError("\n".join([f"{len(faults)} lines of warnings:", *faults]))
        for fault in faults:
            out(fault)
        if target.is_dir():  # a folder is never put over another; it goes where the unfinished is cleared
            os.replace(target, pages.with_name("former"))
    return target / "index.html"


def assemble(notebooks, source, *, root=ROOT, rooms=ROOMS):
    """Write the sources of the book: the folders of the checkout, so that links between them hold.

    Parameters
    ----------
    notebooks : dict of str to nbformat.NotebookNode
    source : path-like
        Folder that does not exist yet.
    root : path-like
        The checkout.
    rooms : iterable of str
        Rooms of the kit that the reference describes.
    """
    root, source = Path(root), Path(source)
    for folder in ("docs", "notebooks"):
        if (root / folder).is_dir():
            hidden = shutil.ignore_patterns("*.ipynb", ".*")
            shutil.copytree(root / folder, source / folder, ignore=hidden)
        (source / folder).mkdir(parents=True, exist_ok=True)
    for name in KIT:
        if (root / name).is_file():
            shutil.copyfile(root / name, source / name)
    (source / "_static").mkdir()
    shutil.copyfile(STYLE, source / "_static" / STYLE.name)
    for page in source.rglob("*.md"):
        page.write_text(_relinked(page.read_text(encoding="utf-8")), encoding="utf-8")
    for stem, notebook in notebooks.items():
        nbformat.write(prepared(notebook), source / "notebooks" / f"{stem}.ipynb")
    rooms = [room for room in rooms if importlib.util.find_spec(f"genrekit.{room}")]
    if rooms:
        _write_reference(source / "reference", rooms)
    _write_start(source, (root / "README.md").read_text(encoding="utf-8"), list(notebooks), rooms)


def prepared(notebook):
    """A copy of a notebook as the book wants it: described figures, folded solutions, nothing live.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    nbformat.NotebookNode
    """
    notebook = readable(notebook)
    # What papermill and JupyterLab have noted there would be printed under the title.
    notebook.metadata = nbformat.from_dict(
        {"language_info": {"name": "python", "pygments_lexer": "ipython3"}}
    )
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown":
            cell.source = _relinked(cell.source)
            if "solution" in tags:
                cell.source = f"<details><summary>Solution</summary>\n\n{cell.source}\n\n</details>"
        elif cell.cell_type == "code":
            if "solution" in tags:
                cell.metadata.tags = [*tags, "hide-cell"]
                cell.metadata.mystnb = {"code_prompt_show": "Solution"}
            for output in cell.outputs:
                _describe(output)
    return notebook


def _describe(output):
    """Figures as HTML with their alternative text, which myst-nb leaves out."""
    picture = output.get("data", {}).get("image/png")
    if picture:
        told = output.metadata.get("image/png", {})
        width = f' width="{told["width"]}"' if told.get("width") else ""
        address = "data:image/png;base64," + picture.replace("\n", "")
        alt = html.escape(told.get("alt", ""))
        output.data = {"text/html": f'<img class="figure" src="{address}" alt="{alt}"{width}>'}


def _relinked(markdown):
    """Markdown whose links to the README lead to the start page, or to the page that its rest has become."""

    def link(found):
        folder, anchor = found.groups()
        return f"]({folder}{'kit.md' + anchor if anchor else 'index.md'})"

    return re.sub(r"\]\(((?:\.\.?/)*)README\.md(#[^)]*)?\)", link, markdown)


def _write_start(source, readme, notebooks, rooms):
    """The start page, which also says in what order the pages come."""
    before, head, after = readme.partition(f"\n{LAST_SECTION}\n")
    table, *rest = re.split(r"^(?=## )", after, maxsplit=1, flags=re.MULTILINE)
    if rest:
        text = _relinked("# Using the kit\n\n" + rest[0])
        (source / "kit.md").write_text(text, encoding="utf-8")
    beside = [name for name in BESIDE if (source / name).is_file()]
    start = [_relinked(before + head + table).rstrip(), ""]
    if beside:
        start += ["## Beside the notebooks", ""]
        for name in beside:
            title = "" if name.endswith(".md") else Path(name).stem.replace("-", " ").capitalize()
            start += [f"- [{title}]({name}): {BESIDE[name]}"]
    there = [page.relative_to(source).as_posix() for page in sorted((source / "docs").rglob("*.md"))]
    there += [page.relative_to(source).as_posix() for page in sorted((source / "notebooks").rglob("*.md"))]
    measured = [name for name in MEASURED if name in there]
    pages = [name for name in beside if name.endswith(".md")]
    contents = {
        "The notebooks": [f"notebooks/{stem}.ipynb" for stem in notebooks],
        "Beside the notebooks": pages,
        "Measured": measured + [name for name in there if name not in measured + pages],
        "The kit": ["kit.md" if rest else "", "reference/index.md" if rooms else "", *KIT[:2]],
    }
    for caption, names in contents.items():
        names = [name for name in names if (source / name).is_file()]
        if names:
            start += ["", "```{toctree}", ":hidden:", f":caption: {caption}", "", *names, "```"]
    (source / "index.md").write_text("\n".join([*start, ""]), encoding="utf-8")


def _write_reference(folder, rooms):
    """A page a room: the docstring of the room is Markdown, those of what it holds are numpydoc."""
    folder.mkdir()
    rows = []
    for room in rooms:
        about = inspect.getdoc(importlib.import_module(f"genrekit.{room}")) or ""
        members = f"```{{eval-rst}}\n.. automodule:: genrekit.{room}\n   :members:\n```"
        (folder / f"{room}.md").write_text(f"# {room}\n\n{about}\n\n{members}\n", encoding="utf-8")
        rows.append(f"| [{room}]({room}.md) | {about.partition(chr(10) * 2)[0].replace(chr(10), ' ')} |")
    head = ["# Reference", "", "The rooms of the kit that notebooks call, in the order of the data.", ""]
    toctree = ["", "```{toctree}", ":hidden:", "", *rooms, "```", ""]
    lines = [*head, "| room | what it holds |", "|---|---|", *rows, *toctree]
    (folder / "index.md").write_text("\n".join(lines), encoding="utf-8")


def _sphinx(source, pages, doctrees):
    """Make the pages; return the lines of Sphinx's warnings, with the paths of the book."""
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    told = io.StringIO()
    with patch_docutils(), docutils_namespace():
        try:
            app = Sphinx(
                source,
                None,
                pages,
                doctrees,
                "html",
                confoverrides=copy.deepcopy(CONFIG),  # Sphinx takes entries out
                status=None,
                warning=told,
                freshenv=True,
            )
            app.build(force_all=True)
        except SphinxError as error:
            raise RuntimeError(f"the book cannot be built: {error}") from error
    for pattern in (".buildinfo", "objects.inv", "_static/*webpack-macros.html"):
        for left in pages.glob(pattern):  # for the next build, for other books, and for the theme itself
            left.unlink()
    plain = re.sub(r"\x1b\[[\d;]*m", "", told.getvalue()).replace(f"{source}{os.sep}", "")
    return [line for line in plain.splitlines() if line.strip()]
