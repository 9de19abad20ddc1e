"""How things are measured: in an empty home, with an eye on memory."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading

import psutil


@contextlib.contextmanager
def empty_home():
    """An empty folder as `GENREKIT_HOME`, for a while."""
    before = os.environ.get("GENREKIT_HOME")
    with tempfile.TemporaryDirectory(prefix="genrekit-bench-") as home:
        os.environ["GENREKIT_HOME"] = home
        try:
            yield home
        finally:
            os.environ.pop("GENREKIT_HOME")
            if before is not None:
                os.environ["GENREKIT_HOME"] = before


class PeakMemory:
    """Highest resident memory of this process and its children together, looked at ten times a second."""

    def __enter__(self):
        self.peak = resident(psutil.Process())
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()

    def _watch(self):
        me = psutil.Process()
        while not self._done.wait(0.1):
            self.peak = max(self.peak, resident(me))


def resident(process):
    """Memory of a process and its children; some may end, or be another user's, while one looks."""
    family = [process]
    with contextlib.suppress(psutil.Error):
        family += process.children(recursive=True)
    total = 0
    for member in family:
        with contextlib.suppress(psutil.Error):
            total += member.memory_info().rss
    return total
