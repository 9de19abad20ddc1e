"""The glossary, and the links to it: in each notebook, the first use of each of its terms is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from genrekit.notebooks import kernel

FILE = "glossary.md"

_ENTRY = re.compile(r"^### (?P<term>.+)\n<!-- forms: (?P<forms>.+?) -->\n", re.MULTILINE)
_LINK = re.compile(rf"\[([^\]\[]+)\]\((?:\./)?{re.escape(FILE)}#[\w-]+\)")
#: Where no term is linked: code, formulas, pictures and links, tags, headings, and folded titles.
_CLOSED = re.compile(
    r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|(?<![\\$])\$[^\s$](?:[^$\n]*?[^\s\\$])?\$|!?\[[^\]]*\]\([^)]*\)"
    r"|<summary>.*?</summary>|<[^>]+>|https?://\S+|^#+ [^\n]*$|^[ \t]*\|[ :|-]+\|$",
    re.DOTALL | re.MULTILINE,
)
#: Cells that are no part of the story.
_APART = frozenset({"objectives", "solution", "quiz", "references"})


@dataclass(frozen=True)
class Entry:
    """A term of the glossary.

    Attributes
    ----------
    term : str
        As its heading has it.
    anchor : str
        Where a link to it goes, behind the `#`.
    forms : tuple of str
        Words by which a page means it. `**window**` is a word that does so only where it is bold.
    text : str
        What it says, in Markdown.
    """

    term: str
    anchor: str
    forms: tuple[str, ...]
    text: str


def entries(path=None):
    """The terms of the glossary.

    Parameters
    ----------
    path : path-like, optional
        A Markdown file with a heading of the third level for each term, a comment with its forms below it,
        and its text; the kit's own glossary if not given.

    Returns
    -------
    list of Entry
        In the order of the file.

    Raises
    ------
    ValueError
        If two entries claim the same form, or one has no text.
    """
    path = Path(path or kernel.FOLDER / FILE)
    source = path.read_text(encoding="utf-8")
    heads = list(_ENTRY.finditer(source))
    found, claimed = [], {}
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        text = source[head.end() : after.start() if after else len(source)]
        text = re.split(r"^##? ", text, maxsplit=1, flags=re.MULTILINE)[0].strip()
        term = head["term"].strip()
        if not text:
            raise ValueError(f"{path.name}: {term} has no text; say what it is")
        forms = tuple(form.strip() for form in head["forms"].split(","))
        for form in forms:
            if form in claimed:
                raise ValueError(
                    f"{path.name}: {form!r} stands for {claimed[form]} and for {term}; choose one"
                )
            claimed[form] = term
        found.append(Entry(term, anchor(term), forms, text))
    return found


def anchor(heading):
    """Where a link to a heading goes, as code hosts and books make it of the heading's text.

    Parameters
    ----------
    heading : str

    Returns
    -------
    str
    """
    return re.sub(r"[^\w-]", "", heading.strip().lower().replace(" ", "-"))


def link_terms(notebook, terms):
    """Make the first use of each term a link to the glossary; links elsewhere are taken away.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Is changed.
    terms : list of Entry
        See `entries`.

    Returns
    -------
    nbformat.NotebookNode
        The same notebook.
    """
    by_form = {form.lower(): entry for entry in terms for form in entry.forms}
    # The longest form first: in "mel spectrogram" no "spectrogram" is found.
    forms = sorted(by_form, key=len, reverse=True)
    choice = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    pattern = re.compile(rf"(?<![\w-])({choice})(?![\w-])", re.IGNORECASE) if by_form else None
    linked = set()
    for cell in notebook.cells[1:]:
        if cell.cell_type != "markdown":
            continue
        cell.source = _LINK.sub(r"\1", cell.source)
        if pattern and _APART.isdisjoint(cell.metadata.get("tags", [])):
            cell.source = _with_links(cell.source, pattern, by_form, linked)
    return notebook


def _with_links(source, pattern, by_form, linked):
    # What is closed is blanked out, so that places in the one text are places in the other.
    open_text = _CLOSED.sub(lambda found: re.sub(r"[^\n]", "\x00", found.group()), source)
    parts, end = [], 0
    for found in pattern.finditer(open_text):
        entry = by_form[" ".join(found.group().lower().split())]
        if entry.anchor in linked:
            continue
        linked.add(entry.anchor)
        first, last = found.span()
        # Bold is part of the link, not broken by it.
        if source[:first].endswith("**") and source[last:].startswith("**"):
            first, last = first - 2, last + 2
        parts += [source[end:first], f"[{source[first:last]}]({FILE}#{entry.anchor})"]
        end = last
    return "".join([*parts, source[end:]])
