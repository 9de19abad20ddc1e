"""A line that tells how things stand, with a progress bar where there is something to wait for."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets


class Notice(anywidget.AnyWidget):
    """A sentence that is read to those who listen to the page, too.

    Attributes
    ----------
    text : str
        Plain text.
    kind : {"info", "error"}
        How it looks.
    share : float
        How much is done, 0 to 1; below 0, no bar is shown.
    """

    _esm = Path(__file__).with_name("notice.js")

    text = traitlets.Unicode("").tag(sync=True)
    kind = traitlets.Unicode("info").tag(sync=True)
    share = traitlets.Float(-1.0).tag(sync=True)

    def say(self, text, kind="info", share=None):
        """Show another sentence, all at once."""
        with self.hold_sync():
            self.text, self.kind, self.share = str(text), kind, -1.0 if share is None else float(share)
