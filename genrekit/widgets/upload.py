"""A place in a page where a visitor chooses or drops a file, which arrives in small pieces."""

from __future__ import annotations

import os
import tempfile
import unicodedata
import weakref
from pathlib import Path

import anywidget
import traitlets

from genrekit.audio import SUFFIXES

#: What a browser's dialogue offers: it does not count every sound file as sound.
SOUNDS = ",".join(["audio/*", *sorted(SUFFIXES)])


class Upload(anywidget.AnyWidget):
    """A place to choose or drop a file, with a progress bar and a button that stops it.

    Parameters
    ----------
    max_bytes : int > 0
        The largest file that is taken, in bytes. Checked by the browser before it sends anything, and again
        on arrival.
    label : str
        What the place says.
    accept : str
        Which files the browser's dialogue offers, as in `<input accept>`. A visitor may choose others.

    Raises
    ------
    ValueError
        If the limit is not above 0.

    Notes
    -----
    The browser sends pieces of 512 kB and waits for an answer to each, since servers refuse long messages.
    What arrives is not trusted: pieces must come in order and add up to the announced size. The file lies in
    a folder that only this user can read; it is removed when the next upload starts, when the widget is
    closed, and when Python ends. `name` is what the visitor calls the file, for showing; it is never a path.
    """

    _esm = Path(__file__).with_name("upload.js")
    _css = Path(__file__).with_name("upload.css")

    max_bytes = traitlets.Int().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    accept = traitlets.Unicode().tag(sync=True)
    status = traitlets.Dict({"text": "", "kind": "info"}).tag(sync=True)
    name = traitlets.Unicode("")
    # Python closes even what was never made, after an error in the constructor.
    _upload = _path = _remove_folder = None

    def __init__(
        self,
        *,
        max_bytes=100_000_000,
        label="Choose a song, or drop it here",
        accept=SOUNDS,
    ):
        if max_bytes <= 0:
            raise ValueError(f"max_bytes is {max_bytes}; give the size of the largest file, above 0")
        super().__init__(max_bytes=max_bytes, label=label, accept=accept)
        self._callbacks, self._starts = [], []
        folder = tempfile.TemporaryDirectory(prefix="genrekit-", ignore_cleanup_errors=True)
        self._folder = Path(folder.name)
        self._remove_folder = weakref.finalize(self, folder.cleanup)  # also when Python ends
        self.on_msg(self._receive)

    def on_file(self, callback):
        """Call a function with each file that has arrived whole.

        Parameters
        ----------
        callback : callable
            Gets the path (a `pathlib.Path`, valid until the next upload) and the name (a str, for showing).
        """
        self._callbacks.append(callback)

    def on_start(self, callback):
        """Call a function, without arguments, whenever an upload starts: the file before is out of date.

        Parameters
        ----------
        callback : callable
        """
        self._starts.append(callback)

    def say(self, text, kind="info"):
        """Show a sentence in the place, and read it to those who listen to the page.

        Parameters
        ----------
        text : str
            Plain text.
        kind : {"info", "done", "error"}
            How it looks.

        Raises
        ------
        ValueError
            If there is no such kind.
        """
        if kind not in ("info", "done", "error"):
            raise ValueError(f'kind is {kind!r}; give "info", "done" or "error"')
        self.status = {"text": str(text), "kind": kind}

    def close(self):
        """Remove the widget from the page, and its file from the disk."""
        self._drop()
        if self._remove_folder is not None:
            self._remove_folder()
        super().close()

    def set_state(self, sync_data):
        """Leave everything as it is: the browser may not move the limit."""

    def _receive(self, _widget, content, buffers):
        content = content if isinstance(content, dict) else {}
        kind, upload = content.get("kind"), content.get("id")
        if kind == "start":
            self._start(upload, content.get("size"), content.get("name"))
        elif self._upload is None or upload != self._upload["id"]:
            return  # of an upload that is over
        elif kind == "chunk":
            self._append(content.get("index"), buffers)
        elif kind == "cancel":
            self._drop()
            self.say("Stopped.")

    def _start(self, upload, size, name):
        self._drop()
        if not isinstance(upload, str) or type(size) is not int or not self._remove_folder.alive:
            return
        self._upload = {"id": upload, "size": size, "arrived": 0, "chunks": 0}
        for callback in list(self._starts):
            callback()
        self.say("")
        if not 0 < size <= self.max_bytes:
            return self._refuse("The file is empty." if size <= 0 else "The file is too large.")
        letters = (letter for letter in str(name or "") if not unicodedata.category(letter).startswith("C"))
        self.name = "".join(letters)[:200]
        try:
            handle, path = tempfile.mkstemp(dir=self._folder)  # readable by this user only
        except OSError:
            return self._refuse("The file cannot be stored: there is no room for it.")
        os.close(handle)
        self._path = Path(path)
        self._answer("next")

    def _append(self, index, buffers):
        state, piece = self._upload, bytes(buffers[0]) if buffers else b""
        state["arrived"] += len(piece)
        if index != state["chunks"] or not piece or state["arrived"] > min(state["size"], self.max_bytes):
            return self._refuse("The file did not arrive whole; please choose it again.")
        state["chunks"] += 1
        try:
            with self._path.open("ab") as file:
                file.write(piece)
        except OSError:
            return self._refuse("The file cannot be stored: there is no room for it.")
        if state["arrived"] < state["size"]:
            return self._answer("next")
        self._answer("done")
        self._upload = None
        self.say("The file has arrived.", "done")
        try:
            for callback in list(self._callbacks):
                callback(self._path, self.name)
        except Exception:
            self.say("The file has arrived, but something went wrong with it.", "error")
            raise  # into the log, for whoever runs the notebook

    def _answer(self, kind):
        self.send({"kind": kind, "id": self._upload["id"], "index": self._upload["chunks"]})

    def _refuse(self, text):
        self._drop()
        self.say(text, "error")

    def _drop(self):
        """Forget the file and the upload, and tell the view that sends it."""
        if self._upload is not None:
            self._answer("stop")
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        self._upload = self._path = None
        self.name = ""
