"""The run whose network listens: found, or trained in a process of its own."""

from __future__ import annotations

import _thread
import contextlib
import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import asdict

from genrekit import audio, experiments, owner, paths

LOG = logging.getLogger("genrekit.app")

#: What a progress bar of `experiments.run` says, and how a visitor is told.
STAGES = {
    "clips to MFCCs": "Composing 1,000 songs and computing their MFCCs",
    "training": "Training the network",
}

#: Says who trains, in the results folder.
LOCK = ".training"
BUSY = "Another page is training it already; load this page again in a few minutes."

#: How a training ends that finds another one under way.
_TAKEN = 75

#: Seconds that a training has to clear up before it is killed.
_PATIENCE = 8.0

_BAR = re.compile(r"^([^:|]+): +(\d+)%\|")


def default():
    """The configuration of the page's network: experiments.Config."""
    return experiments.Config()


def find(run=""):
    """The finished run of a name.

    Parameters
    ----------
    run : str
        Its name; empty for the run of the default configuration.

    Returns
    -------
    experiments.Run or None
        None if the default one is still to be trained.

    Raises
    ------
    NoRun
        If there is no run of this name, or it is damaged; one sentence without a path.
    OSError
        If the results folder cannot be used.
    """
    if not run:
        found = experiments.find(default())
    else:
        # A name is no path: nothing outside of the folder of runs is opened.
        there = {folder.name: folder for folder in (paths.results_dir() / "runs").glob("[!.]*/")}
        if run not in there:
            raise NoRun(f"There is no finished run called {audio.shown(run)}. Choose another one.")
        found = experiments.Run(there[run])
    if found is not None and not _whole(found):
        raise NoRun(f"The run {audio.shown(found.name)} is damaged, or of an older version. Train it again.")
    return found


def _whole(run):
    """Whether the files of a run can be read; network and reference are read later, where there is time."""
    try:
        _ = run.config, run.accuracy, run.genres, run.predictions
    except Exception:  # a damaged file makes the readers raise whatever they can
        LOG.warning("%s: cannot be used", run.folder, exc_info=True)
        return False
    return all((run.folder / name).is_file() for name in ("model.keras", "reference.npz"))


class NoRun(ValueError):
    """There is no such run, or it is damaged; the message is a sentence for visitors."""


class Busy(Exception):
    """Another page trains the network; the message is a sentence for visitors."""


class Training:
    """Trains the default run in a process of its own, so that the page stays awake.

    Parameters
    ----------
    told : callable
        Gets a sentence and the share of this stage that is done (None if nobody knows), from another thread.
    done : callable
        Gets "" at the end, or a sentence that says why there is no run; from another thread.

    Raises
    ------
    OSError
        If nothing can be written.
    Busy
        If another page trains it already.
    """

    def __init__(self, told, done):
        paths.cache_dir()
        if owner.is_held(paths.results_dir() / LOCK):
            raise Busy(BUSY)
        self._told, self._done, self._stopped = told, done, False
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from genrekit.app import runs; runs.train(**{asdict(default())!r})"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
        threading.Thread(target=self._follow, daemon=True).start()

    def stop(self):
        """End it, soon: it removes what is half-made first, and is killed if that takes too long."""
        self._stopped = True
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # `train` watches this
        threading.Thread(target=self._kill, daemon=True).start()

    def _kill(self):
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _follow(self):
        last = deque(maxlen=40)
        for line in _lines(self._process.stderr):
            if bar := _BAR.match(line):
                stage, percent = bar.group(1).strip(), int(bar.group(2))
                self._told(f"{STAGES.get(stage, stage)}: {percent} %", percent / 100)
                if stage == "training" and percent == 100:
                    self._told("Testing the network ...", None)
            else:
                last.append(line)
        code = self._process.wait()
        if self._stopped:
            return None
        if code in (0, _TAKEN):
            return self._done(BUSY if code else "")
        LOG.error("the training failed:\n%s", "\n".join(last))
        full = any("No space left" in line or "cannot write" in line for line in last)
        self._done(
            "The network could not be trained: the disk is full, or closed to this program."
            if full
            else "The network could not be trained; the server's log says why."
        )
        return None


def _lines(stream):
    """What a process writes, line by line; progress bars end theirs with a carriage return."""
    rest = b""
    while piece := stream.read1(4096):
        *lines, rest = re.split(rb"[\r\n]+", rest + piece)
        yield from (line.decode("utf-8", "replace") for line in lines if line.strip())
    if rest.strip():
        yield rest.decode("utf-8", "replace")


def train(**settings):
    """Train a run, unless whoever wants it goes away: then the pipe to here closes.

    Only one process of a results folder does so at a time; another one ends with a status of its own.
    """

    def end(*_):
        raise SystemExit(1)  # blocks that clear up are left in good order

    def watch():
        while os.read(0, 1024):  # not through sys.stdin, which Python wants to close at the end
            pass
        if hasattr(signal, "pthread_kill"):  # wakes the thread, too, if it waits for something
            signal.pthread_kill(threading.main_thread().ident, signal.SIGTERM)
        else:
            _thread.interrupt_main(signal.SIGTERM)
        time.sleep(_PATIENCE)
        os._exit(1)

    signal.signal(signal.SIGTERM, end)
    threading.Thread(target=watch, daemon=True).start()
    try:
        with owner.Lock(paths.results_dir() / LOCK):
            experiments.run(**settings)
    except owner.Taken:
        sys.exit(_TAKEN)
