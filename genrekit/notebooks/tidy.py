"""What must not be in git is taken out of a notebook, so that two runs give the same file."""

from __future__ import annotations

import base64
import io
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from PIL import Image

from genrekit import paths
from genrekit.notebooks import glossary, kernel
from genrekit.notebooks.page import WIDGET, is_noise

IGNORE = "nbval-ignore-output"
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
#: What tools note down about one run, in the metadata of a cell and of a notebook.
VOLATILE_CELL = ("execution", "papermill", "ExecuteTime", "collapsed", "scrolled", "trusted", "id")
VOLATILE_NOTEBOOK = ("papermill", "widgets", "signature", "title", "toc", "vscode", "colab")


def execute_in_place(only=(), *, folder=None, execute=True, out=print):
    """Execute the committed notebooks where they lie, and strip what does not belong in git.

    Parameters
    ----------
    only : iterable of str
        Names or beginnings of names, such as `05`; all notebooks if empty.
    folder : path-like, optional
        Where they are; `notebooks/` of the checkout if not given.
    execute : bool
        False: strip only.
    out : callable
        Takes one line of text.

    Returns
    -------
    int
        0, or 1 if a notebook failed. A notebook that fails stays as it was; the others go on.
    """
    kernel.prepare_environment()
    status = 0
    for path in kernel.find(only, folder=folder):
        start = time.perf_counter()
        notebook = nbformat.read(path, as_version=4)
        if execute:
            out(f"{path.stem} ...")
            client = NotebookClient(
                notebook,
                kernel_manager_class=kernel.OwnKernelManager,
                startup_timeout=kernel.START_TIMEOUT,
                timeout=None,
                resources={"metadata": {"path": str(path.parent)}},
                record_timing=False,
            )
            try:
                client.execute()
            except CellExecutionError as error:
                why = error.evalue.partition("\n")[0]
                out(f"{path.name}: {error.ename}: {why}; the file is left as it was")
                status = 1
                continue
        write(_with_terms(clean_notebook(notebook), path), path)
        seconds = time.perf_counter() - start
        out(f"{path.stem}: {path.stat().st_size / 1e3:.0f} kB, {seconds:.0f} s")
    return status


def clean(path):
    """Strip a notebook file of what must not be in git.

    Parameters
    ----------
    path : path-like
        The file; it is rewritten only if something changes.
    """
    path = Path(path)
    before = path.read_text(encoding="utf-8")
    notebook = _with_terms(clean_notebook(nbformat.reads(before, as_version=4)), path)
    if _as_text(notebook) != before:
        write(notebook, path)


def _with_terms(notebook, path):
    """With links to the glossary that lies beside it, if one does."""
    found = Path(path).with_name(glossary.FILE)
    return glossary.link_terms(notebook, glossary.entries(found)) if found.is_file() else notebook


def write(notebook, path):
    """Write a notebook, whole or not at all.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    path : path-like
    """
    with paths.written_whole(path) as unfinished:
        unfinished.write_bytes(_as_text(notebook).encode("utf-8"))


def _as_text(notebook):
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT).rstrip("\n") + "\n"


def clean_notebook(notebook):
    """Strip a notebook of sounds, progress bars, messages, timings and all that differs between two runs.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Is changed.

    Returns
    -------
    nbformat.NotebookNode
        The same notebook.

    Notes
    -----
    A cell that loses part of its output this way can no longer be compared with a new run, and gets the
    tag `nbval-ignore-output`. Of the outputs of such cells only figures and captions of sounds are kept.
    Of a widget that brings a picture, as the sliders of `explore` do, the picture is kept.
    """
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for name in VOLATILE_NOTEBOOK:
        notebook.metadata.pop(name, None)
    notebook.metadata["kernelspec"] = dict(KERNELSPEC)
    notebook.metadata["language_info"] = dict(LANGUAGE)
    count = 0
    for number, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{number:02d}")
        _clean_metadata(cell.metadata)
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        _clean_outputs(cell)
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    return notebook


def _clean_metadata(metadata):
    for name in VOLATILE_CELL:
        metadata.pop(name, None)


def _clean_outputs(cell):
    kept = [_still(_without_sound(output)) for output in cell.outputs if not is_noise(output)]
    if len(kept) != len(cell.outputs) or any(
        new is not old for new, old in zip(kept, cell.outputs, strict=False)
    ):
        tags = cell.metadata.setdefault("tags", [])
        if IGNORE not in tags:
            tags.append(IGNORE)
    kept = _joined(kept)
    if IGNORE in cell.metadata.get("tags", []):
        kept = [output for output in kept if _is_figure(output) or _is_caption(output)]
    for output in kept:
        if _is_figure(output):
            _shrink(output)
        elif "metadata" in output:
            output.metadata = nbformat.NotebookNode()
    cell.outputs = kept


def _without_sound(output):
    """The same output if it holds no sound; otherwise one that keeps the caption."""
    data = output.get("data", {})
    if not any(kind.startswith("audio/") or "data:audio" in str(data[kind]) for kind in data):
        return output
    caption = data.get("text/plain", "[sound]")
    return nbformat.v4.new_output("display_data", data={"text/plain": caption})


def _still(output):
    """The same output if it holds no widget; otherwise one that keeps the picture that stands for it."""
    if WIDGET not in output.get("data", {}):
        return output
    data = {kind: value for kind, value in output.data.items() if kind != WIDGET}
    return nbformat.v4.new_output("display_data", data=data, metadata=output.metadata)


def _joined(outputs):
    """Printed text in one piece: how it was cut up depends on how fast it came."""
    joined = []
    for output in outputs:
        last = joined[-1] if joined else None
        if output.output_type == "stream" and last is not None and last.output_type == "stream":
            last.text += output.text
        else:
            joined.append(output)
    return joined


def _is_figure(output):
    return "image/png" in output.get("data", {})


def _is_caption(output):
    return str(output.get("data", {}).get("text/plain", "")).startswith("[sound")


def _shrink(output):
    """Reduce a figure to 256 colours, which an eye can seldom tell from more, and to its alt text."""
    output.data = nbformat.NotebookNode(
        {kind: output.data[kind] for kind in ("image/png", "text/plain") if kind in output.data}
    )
    about = output.metadata.get("image/png", {})
    about = {name: about[name] for name in ("alt", "width", "height") if name in about}
    output.metadata = nbformat.NotebookNode({"image/png": about} if about else {})
    output.data["image/png"] = compact_png(output.data["image/png"], width=about.get("width"))


def compact_png(encoded, width=None):
    """A PNG with a palette of at most 256 colours on white.

    Parameters
    ----------
    encoded : str
        The picture in base64, as notebooks store it.
    width : int, optional
        How wide it is shown, in pixels; a wider picture is made smaller.

    Returns
    -------
    str
        The same picture, smaller; the same text if it has a palette already or gains nothing.
    """
    picture = Image.open(io.BytesIO(base64.b64decode(encoded)))
    if picture.mode == "P" and (width is None or picture.width <= width):
        return encoded
    opaque = Image.new("RGB", picture.size, "white")
    opaque.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    if width is not None and width < opaque.width:
        opaque = opaque.resize((width, round(opaque.height * width / opaque.width)), Image.Resampling.LANCZOS)
    small = io.BytesIO()
    palette = opaque.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette.save(small, "PNG", optimize=True)
    text = base64.b64encode(small.getvalue()).decode()
    return text if len(text) < len(encoded) else encoded
