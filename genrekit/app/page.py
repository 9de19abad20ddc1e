"""The page: a place for a song, and what the network hears in it."""

from __future__ import annotations

import logging
from pathlib import Path

import ipywidgets

from genrekit.widgets import Upload

from . import result, runs
from .analysis import Analyst
from .notice import Notice

LOG = logging.getLogger("genrekit.app")
MAX_BYTES = 100_000_000
TRAIN = "Train it now (about three minutes)"

_INTRODUCTION = """
<h1>What does the network hear in your song?</h1>
<p>A small neural network listens to a song of at most 20 minutes and says, second by second, which genre it
hears. The song goes no further than the computer that serves this page, and is deleted there as soon as it
has been read.</p>
"""
_NOTHING = "No network has been trained on this machine so far."
_NO_ROOM = "No network can be trained here: the results folder cannot be written to, or the disk is full."
_UNREADABLE = "The results folder of this machine cannot be used; the server's log says why."


class Page(ipywidgets.VBox):
    """The page; made by `page`.

    Parameters
    ----------
    run : str
        Name of a finished run; empty for the one of the default configuration.
    """

    def __init__(self, run=""):
        self._run, self._analyst, self._training = str(run), None, None
        self.notice = Notice()
        self.train = ipywidgets.Button(description=TRAIN, button_style="primary")
        self.train.on_click(lambda _: self._start_training())
        self.upload = Upload(max_bytes=MAX_BYTES)
        self.upload.on_file(self._take)
        self.upload.on_start(lambda: self._analyst and self._analyst.drop())
        self.place, self.result = ipywidgets.VBox(), ipywidgets.VBox()
        self.place.add_class("genrekit-place")
        self.result.add_class("genrekit-result")
        style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
        head = ipywidgets.HTML(f"<style>{style}</style>{_INTRODUCTION}")
        super().__init__([head, self.place, self.notice, self.result])
        self.add_class("genrekit-app")
        self._open()

    def close(self):
        """Remove it from the page, and all that it holds from the disk."""
        if self._analyst is not None:
            self._analyst.close()
        if self._training is not None:
            self._training.stop()
        for widget in (*self.children, self.train, self.upload):
            _close(widget)
        self.layout.close()
        super().close()

    def _open(self, missing=_NOTHING):
        """Offer what there is to do: choose a song, or train a network."""
        try:
            found = runs.find(self._run)
        except runs.NoRun as error:
            return self._end(str(error))
        except (OSError, ValueError):
            LOG.exception("the runs cannot be read")
            return self._end(_UNREADABLE)
        if found is None:
            self.notice.say(missing)
            self.place.children = [self.train]
        else:
            self.notice.say("")
            self.place.children = [self.upload]
            # TensorFlow takes seconds to import; the page is seen meanwhile.
            self._analyst = Analyst(found, say=self.upload.say, show=self._show, broken=self._end)

    def _end(self, text, kind="error"):
        """There is nothing to do here but to read a sentence."""
        self.place.children = []
        self._replace([])
        self.notice.say(text, kind)

    def _start_training(self):
        if self._training is not None:
            return
        try:
            if runs.find(self._run) is not None:  # somebody else has trained it meanwhile
                return self._open()
            self.place.children = []
            self.notice.say("Preparing the training ...", share=0)
            self._training = runs.Training(self._tell, self._trained)
        except runs.Busy as busy:
            self._end(str(busy), "info")
        except (OSError, ValueError):
            LOG.exception("the training cannot start")
            self._end(_NO_ROOM)

    def _tell(self, text, share):
        self.notice.say(text, share=share)

    def _trained(self, trouble):
        self._training = None
        if trouble:
            return self._end(trouble, "info" if trouble == runs.BUSY else "error")
        self._open("The training ended without a result; the server's log says more.")

    def _take(self, path, name):
        """A song has arrived."""
        self._replace([])
        if self._analyst is not None:
            self._analyst.take(path, name)

    def _replace(self, children):
        old, self.result.children = self.result.children, children
        for widget in old:
            if widget not in children:
                _close(widget)  # or kernel and browser would keep the sound of every song

    def _show(self, finding, now):
        """Show what was found, as far as it is still wanted."""
        shown = result.widgets_of(finding)

        def swap():
            self._replace(shown)
            if finding.timeline.unusual:
                self.upload.say("This is an unusual song; see below.")
            else:
                self.upload.say(result.verdict(finding), "done")

        if not now(swap):
            for widget in shown:
                _close(widget)
            return
        similar = result.similar(self._analyst.songs(), finding.timeline.nearest)
        if not now(lambda: setattr(self.result, "children", [*shown, similar])):
            _close(similar)


def _close(widget):
    """Close a widget, and all that belongs to it: ipywidgets leaves its layout and its style open."""
    for inner in getattr(widget, "children", ()):
        _close(inner)
    widget.close()
    for belonging in (getattr(widget, "layout", None), getattr(widget, "style", None)):
        if isinstance(belonging, ipywidgets.Widget):
            belonging.close()


def page(run=""):
    """The page for visitors: choose a song, see its timeline, listen.

    Parameters
    ----------
    run : str
        Name of a finished run, a folder under `runs/` of the results folder; empty for the run of the default
        `experiments.Config()`. If that one is not there yet, the page offers to train it.

    Returns
    -------
    ipywidgets.VBox
        To be shown as the last value of a cell, in JupyterLab or by Voila.

    Notes
    -----
    Used in notebook 08, and served by `genrekit app`.
    """
    return Page(run)
