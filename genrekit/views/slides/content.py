"""What of a notebook goes on slides.

A slide holds what a class looks at together: a question before a figure, the figure or the sound, the
sentence that says what is seen in it, definitions, formulas, short code, exercises. The prose around it
becomes the speaker's notes. Nothing is written for slides alone; `slideshow.slide_type: skip` in a cell's
metadata leaves a cell out.
"""

from __future__ import annotations

import copy
import html
import itertools
import re
from dataclasses import dataclass, field

import nbformat
from nbconvert.filters import Highlight2HTML

from genrekit.notebooks import page

#: Lines of text that fit below a heading.
CAPACITY = 15
LETTERS_A_LINE = 78
LONGEST_CODE = 14
LONGEST_OUTPUT = 12
#: A paragraph of so many words may stand on a slide as a whole.
SHORT = 38

_FOLD = re.compile(r"<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>", re.DOTALL)
_BEFORE = "*Before you run"
_CLOSED = re.compile(r"`[^`\n]*`|\$[^$\n]+\$|\]\([^)]*\)|\b(?:e\.g|i\.e|cf|vs|No|Fig|Eq)\.")
#: A sentence that begins so leans on the one before it.
_LEANING = re.compile(r"\W*(That|This|It|They|These|Those|Such|So|There|Here|Its|Their|Each|And|But|Both)\b")


@dataclass(frozen=True)
class Block:
    """A piece of a slide.

    Attributes
    ----------
    kind : str
        "text", "question", "takeaway", "formula", "figure", "sound", "frame", "code" or "output".
    html : str
        As the deck holds it.
    lines : float
        About how many lines of text it takes the room of.
    """

    kind: str
    html: str
    lines: float


@dataclass(frozen=True)
class Note:
    """What belongs to a slide without being shown.

    Attributes
    ----------
    html : str
    kind : str
        "prose"; "code" of a figure; or "answer": hints, solutions, and why a choice is right.
    """

    html: str
    kind: str


@dataclass
class Slide:
    """What is shown at a time.

    Attributes
    ----------
    title : str
        HTML of its heading; may be empty.
    blocks : list of Block
    notes : list of Note
        For the speaker.
    layout : str
        "title" or "plain".
    """

    title: str
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    layout: str = "plain"


def slides_of(notebook):
    """The slides of a notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Executed, or as committed (then without sounds); stays as it is.

    Returns
    -------
    list of Slide
        The first one is the title.
    """
    talk = _Talk()
    notebook = page.readable(notebook)
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if cell.metadata.get("slideshow", {}).get("slide_type") == "skip":
            continue
        if cell.cell_type == "markdown":
            talk.markdown(cell.source, tags)
        elif cell.cell_type == "code":
            talk.code(cell, tags)
    return talk.finished()


def markdown(source):
    """Markdown as HTML, with formulas drawn, and without links: a slide stands alone."""
    source = re.sub(r"(?<!!)\[([^\]\[]+)\]\([^)\s]*\)", r"\1", source)
    return page.as_html(source)


def inline(source):
    """A line of Markdown as HTML without a paragraph around it."""
    source = re.sub(r"^(\d+)\. ", r"\1\\. ", source)  # "2. Spectrograms" is a heading, and no list
    return re.sub(r"^<p>(.*)</p>$", r"\1", markdown(source).strip(), flags=re.DOTALL)


def sentences(paragraph):
    """The sentences of a paragraph; what stands in code and formulas ends none.

    Parameters
    ----------
    paragraph : str
        Markdown.

    Returns
    -------
    list of str
    """
    masked = _CLOSED.sub(lambda found: "x" * len(found.group()), paragraph)
    ends = [found.end() for found in re.finditer(r"[.!?][*)\"”]*\s+(?=[A-Z*\"“(\[`$x])", masked)]
    cuts = [0, *ends, len(paragraph)]
    return [paragraph[a:b].strip() for a, b in itertools.pairwise(cuts) if paragraph[a:b].strip()]


def paragraphs(source):
    """The paragraphs, lists, tables, formulas and pieces of code of a Markdown text.

    Parameters
    ----------
    source : str

    Returns
    -------
    list of str
    """
    parts, fenced = [[]], False
    for line in source.splitlines():
        fence = line.lstrip().startswith("```")
        if not line.strip() and not fenced:
            parts.append([])
            continue
        fenced ^= fence
        parts[-1].append(line)
    return ["\n".join(part) for part in parts if part]


def key_of(paragraph):
    """What of a paragraph stands on a slide: all of a short one that defines a term, or just that sentence.

    Parameters
    ----------
    paragraph : str
        Markdown, without a question.

    Returns
    -------
    str
        Empty if nothing does.
    """
    said = sentences(paragraph)
    if not any("**" in sentence for sentence in said):
        return ""
    if len(paragraph.split()) <= SHORT:
        return paragraph
    chosen = []
    for before, sentence, after in zip(["", *said], said, [*said[1:], ""], strict=False):
        if "**" in sentence and sentence not in chosen:
            leans = _LEANING.match(sentence) and before not in chosen
            heads = re.fullmatch(r"\*\*[^*]+\*\*", sentence)
            chosen += [part for part in (before if leans else "", sentence, after if heads else "") if part]
    return " ".join(chosen[:3])


class _Talk:
    """Slides in the making: what is read last stands on `page`, until something does not fit."""

    def __init__(self):
        self.slides = []
        self.title = ""
        self.page = None
        self.after_output = False

    def finished(self):
        return [slide for slide in self.slides if slide.blocks or slide.layout == "title"]

    def new(self, layout="plain"):
        self.page = Slide(self.title, layout=layout)
        self.slides.append(self.page)
        return self.page

    def put(self, *blocks):
        """Put blocks that belong together on the page; on the next one where there is no room."""
        used = sum(present.lines for present in self.page.blocks)
        if self.page.layout == "title" or (used and used + sum(block.lines for block in blocks) > CAPACITY):
            self.new()
        self.page.blocks += blocks

    def note(self, content, kind="prose"):
        self.page.notes.append(Note(content, kind))

    def markdown(self, source, tags):
        if not self.slides:
            self._opening(source)
        elif "references" in tags:
            pass
        elif "solution" in tags or "discussion" in tags:
            self.note(markdown(_unfolded(source)), "answer")
        elif "objectives" in tags:
            goals = [part for part in paragraphs(source) if part.startswith(("- ", "* "))]
            self._whole("You will be able to", "\n\n".join(goals))
            self.note(markdown(source))
        elif "recap" in tags:
            heading, _, rest = source.partition("\n")
            self._whole(inline(heading.lstrip("# ")), rest)
        elif "exercise" in tags:
            self._exercise(source)
        elif "quiz" in tags:
            self._question(source)
        else:
            # A page may go on and then begin a new section, in one cell.
            for part in re.split(r"\n(?=#+ )", source):
                self._story(part)

    def _opening(self, source):
        heading, _, rest = source.partition("\n")
        self.title = inline(heading.lstrip("# "))
        self.new(layout="title").blocks.append(Block("text", markdown(rest), 4))

    def _whole(self, title, source):
        self.title = title
        self.new()
        for part in paragraphs(source):
            items = re.split(r"\n(?=[-*] )", part) if part.startswith(("- ", "* ")) else [part]
            for item in items:
                self.put(_text(item))

    def _exercise(self, source):
        task = _FOLD.sub("", source).strip()
        found = re.match(r"\*\*(Try it \d+)(?: \(([a-z ]+)\))?\.\*\*\s*", task)
        before = self.title
        if found:
            self.title = html.escape(found.group(1) + (f": {found.group(2)}" if found.group(2) else ""))
            task = task[found.end() :]
        self.new()
        for part in paragraphs(task):
            self.put(_text(part))
        for title, hint in _FOLD.findall(source):
            self.note(f"<b>{html.escape(title)}</b>{markdown(hint)}", "answer")
        self.title, self.after_output = before, False

    def _question(self, source):
        choices = _FOLD.findall(source)
        self.title = "Quiz"
        if not choices:
            return
        asked = re.sub(r"^\*\*Question \d+\.\*\* ", "", _FOLD.sub("", source).strip())
        items = "".join(f"<li>{choice}</li>" for choice, _ in choices)
        self.new().blocks.append(_text(asked))
        self.page.blocks.append(Block("text", f'<ol type="A" class="choices">{items}</ol>', 2 * len(choices)))
        for letter, (_, why) in zip("ABCDE", choices, strict=False):
            self.note(f"<b>{letter}</b> {markdown(why)}", "answer")

    def _story(self, source):
        parts = paragraphs(_FOLD.sub("", source))
        begins = bool(parts) and parts[0].startswith("#")
        if begins:
            heading, _, rest = parts.pop(0).partition("\n")
            self.title = inline(heading.lstrip("# "))
            self.new()
            parts = [rest, *parts] if rest else parts
        elif self.after_output and parts and _is_prose(parts[0]):
            parts = self._takeaway(parts)
        self.after_output = False
        self.note(markdown("\n\n".join(paragraphs(source)[begins:])))
        shown = [block for part in parts for block in _shown(part)]
        if begins and all(block.kind == "question" for block in shown) and parts and _is_prose(parts[0]):
            shown.insert(0, _text(sentences(parts[0])[0]))
        for block in shown:
            self.put(block)

    def _takeaway(self, parts):
        """The sentence after an output says what is seen in it: it stands below. Gives what remains."""
        first, *rest = sentences(parts[0])
        # What asks, announces, or is half of a bracket says nothing by itself.
        if _BEFORE in first or first.endswith(("?", ":")) or first.count("(") != first.count(")"):
            return parts
        self.page.blocks.append(_text(first, "takeaway"))
        return [" ".join(rest), *parts[1:]] if rest else parts[1:]

    def code(self, cell, tags):
        source = cell.source
        if "parameters" in tags or "check" in tags or self.page is None:
            return
        if source.startswith("assert ") and not cell.outputs:
            return
        lines = len(source.splitlines())
        listing = Block("code", _highlighted(source), 0.82 * lines + 1.2)
        if "solution" in tags:
            self.note(f"<b>Solution</b>{listing.html}", "answer")
        elif "exercise" in tags:
            if lines <= LONGEST_CODE:
                self.put(listing)
        else:
            self._shown_with_outputs(listing, cell.outputs, lines <= LONGEST_CODE)

    def _shown_with_outputs(self, listing, outputs, short):
        shown = [block for output in outputs for block in _output(output)]
        pictures = [block for block in shown if block.kind in ("figure", "frame")]
        sounds = [block for block in shown if block.kind == "sound"]
        told = [block for block in shown if block.kind == "output"]
        # The code of a figure or of a player is plumbing more often than not: it is for the notes.
        if short and not pictures and not sounds:
            told.insert(0, listing)
        else:
            self.note(listing.html, "code")
        for picture in pictures:
            self.new().blocks.append(picture)
        if told:
            self.put(*told)
        for sound in sounds:
            self.put(sound)
        self.after_output = bool(shown)


def _is_prose(part):
    return not part.startswith(("#", "$$", "|", "- ", "* ", "```", "<", ">", "1. "))


def _shown(part):
    """What of a paragraph goes on a slide, as blocks."""
    if part.startswith("$$"):
        return [Block("formula", markdown(part), 2 + part.count("\n") * 0.6)]
    if part.startswith("```"):
        lines = part.count("\n") - 1
        return [Block("code", markdown(part), lines + 1)] if lines <= LONGEST_CODE else []
    if not _is_prose(part):
        return [_text(part)] if not part.startswith("<") else []
    prose, asks, question = part.partition(_BEFORE)
    blocks = [_text(key)] if (key := key_of(prose.strip())) else []
    if asks:
        # On a slide nobody runs a cell.
        question = re.sub(r"^[^*]*\*", "*Before we look:*", question, count=1)
        blocks.append(_text(question, kind="question"))
    return blocks


def _text(source, kind="text"):
    rows = [max(1, -(-len(line) // LETTERS_A_LINE)) for line in _joined(source).splitlines()]
    return Block(kind, markdown(source), 0.6 + 1.05 * sum(rows))


def _joined(source):
    """A paragraph's lines as one, as a browser sets them; lists and tables keep theirs."""
    if source.startswith(("- ", "* ", "|", "1. ")):
        return re.sub(r"\n +(?=\S)", " ", source)
    return " ".join(source.split())


def _unfolded(source):
    return _FOLD.sub(r"**\1**\n\n\2", source)


def _highlighted(source):
    return Highlight2HTML(pygments_lexer="python")(source)


def _output(output):
    """An output as blocks: a figure, sounds, or text that is short enough."""
    data = output.get("data", {})
    if "image/png" in data:
        about = output.metadata.get("image/png", {})
        alt = html.escape(about.get("alt", ""), quote=True)
        picture = str(data["image/png"]).replace("\n", "")
        return [Block("figure", f'<img src="data:image/png;base64,{picture}" alt="{alt}">', 11)]
    content = str(data.get("text/html", ""))
    if "<iframe" in content:
        return [Block("frame", content, CAPACITY)]
    if "<audio" in content:
        return [Block("sound", content, 2.8)]
    if content and len(re.findall(r"<tr", content)) <= LONGEST_OUTPUT:
        return [Block("output", content, 1.2 * len(re.findall(r"<tr", content)) + 1)]
    text = output.get("text") or data.get("text/plain", "")
    if sound := re.fullmatch(r"\[sound: (.+)\]", text.strip(), re.DOTALL):
        # In git there are no sounds: the caption holds the place.
        return [Block("sound", f"<figcaption>{html.escape(sound.group(1))}</figcaption>", 1.6)]
    lines = text.strip("\n").splitlines()
    if content or not lines or len(lines) > LONGEST_OUTPUT:
        return []
    return [Block("output", f"<pre>{html.escape(text.strip(chr(10)))}</pre>", 0.82 * len(lines) + 1)]


def chosen(notebook, tag):
    """A copy of a notebook for a talk about several: its title, the cells of this tag, and its recap.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    tag : str

    Returns
    -------
    nbformat.NotebookNode
        Before each chosen cell stands the heading of its section, after it the first sentence of what is said
        of it.
    """
    short = copy.deepcopy(notebook)
    cells, heading = short.cells[:1], ""
    for cell, after in zip(short.cells[1:], [*short.cells[2:], None], strict=True):
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown":
            heading = (re.findall(r"^#+ .*$", cell.source, re.MULTILINE) or [heading])[-1]
        if tag in tags:
            cells += [_prose(heading), cell]
            if after is not None and after.cell_type == "markdown" and _is_prose(after.source):
                cells.append(_prose(sentences(paragraphs(after.source)[0])[0]))
        elif "recap" in tags:
            cells.append(cell)
    short.cells = cells
    return short


def _prose(source):
    return nbformat.v4.new_markdown_cell(source)
