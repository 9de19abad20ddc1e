"""Songs followed in the background: the network is loaded meanwhile, and the last song wins."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from genrekit import audio

from . import result

LOG = logging.getLogger("genrekit.app")
WRONG = "Something went wrong with this song; the server's log says what."


@dataclass(frozen=True)
class Finding:
    """What there is to show of a song.

    Attributes
    ----------
    timeline : timeline.Timeline
        What the network says.
    right : evaluation.Accuracy
        How often it was right about test songs of which it was about as sure.
    note : str
        Something to know about the file; empty if there is nothing.
    """

    timeline: object
    right: object
    note: str


class Job:
    """A song to follow; `wanted` turns false as soon as another one takes its place."""

    def __init__(self, path, name):
        self.name, self.wanted = audio.shown(name).strip() or "The file", True
        # A name of its own: the next upload removes the old one while this song may still be read.
        self.path = path.rename(path.with_name(f"{path.name}-song"))

    def discard(self):
        """The song is wanted no more; its file goes."""
        self.wanted = False
        self.path.unlink(missing_ok=True)


class Analyst:
    """Follows songs with the network of a run.

    Parameters
    ----------
    run : experiments.Run
        The finished run.
    say : callable
        Gets a sentence and its kind, as `widgets.Upload.say`.
    show : callable
        Gets a `Finding`, and a function that says whether it is still wanted.
    broken : callable
        Gets a sentence, if the network cannot be loaded.

    Notes
    -----
    All are called from other threads. `say` and the change of the page in `show` happen while no new song
    can take the place of the old one: `now` sees to that.
    """

    def __init__(self, run, *, say, show, broken):
        self.run, self._say, self._show, self._broken = run, say, show, broken
        self._change = threading.Condition(threading.RLock())
        self._next = self._job = None
        self._closed = False
        self._songs = None
        self._listener = Future()
        for work in (self._load, self._work):
            threading.Thread(target=work, daemon=True).start()

    def songs(self):
        """The songs that the network has learnt from, opened once: see `result.songs_of`."""
        if self._songs is None:
            self._songs = (result.songs_of(self.run),)
        return self._songs[0]

    def take(self, path, name):
        """Follow a song as soon as possible, instead of the one before.

        Parameters
        ----------
        path : pathlib.Path
            Its file, which is removed as soon as it is read.
        name : str
            What its owner calls it.
        """
        with self._change:
            self.drop()
            self._next = Job(path, name)
            self._change.notify_all()

    def drop(self):
        """Forget the song that waits, and the one under way."""
        with self._change:
            for job in (self._next, self._job):
                if job is not None:
                    job.wanted = False
            if self._next is not None:
                self._next.discard()
            self._next = None

    def close(self):
        """End the work."""
        with self._change:
            self.drop()
            self._closed = True
            self._change.notify_all()

    def now(self, job, action, *arguments):
        """Call a function if a song is still wanted; no other takes its place meanwhile.

        Returns
        -------
        bool
            Whether it was.
        """
        with self._change:
            if job.wanted:
                action(*arguments)
            return job.wanted

    def _load(self):
        try:
            from genrekit.timeline import Listener  # waits for TensorFlow

            self._listener.set_result(Listener(self.run))
        except Exception as error:
            LOG.exception("the network of %s cannot be loaded", self.run.name)
            self._listener.set_exception(error)
            name = audio.shown(self.run.name)
            self._broken(f"The network of the run {name} is damaged, or of an older version. Train it again.")

    def _work(self):
        while True:
            with self._change:
                self._change.wait_for(lambda: self._next is not None or self._closed)
                if self._closed:
                    return
                job, self._job, self._next = self._next, self._next, None
            try:
                self._follow(job)
            except audio.AudioError as error:
                self.now(job, self._say, _sentence(error, job), "error")
            except Exception:
                LOG.exception("a song could not be followed")
                self.now(job, self._say, WRONG, "error")
            finally:
                job.path.unlink(missing_ok=True)
                with self._change:
                    self._job = None

    def _follow(self, job):
        from genrekit.timeline import read_song

        if not self.now(job, self._say, f"Reading {job.name} ..."):
            return
        y = read_song(job.path, name=job.name)
        note = _note(job)
        job.path.unlink(missing_ok=True)
        wait = "" if self._listener.done() else " (the network is still waking up)"
        if not self.now(job, self._say, f"Listening to {job.name}{wait} ..."):
            return
        listener = self._listener.result()
        if not self.now(job, self._say, f"Listening to {job.name} ..."):
            return
        timeline = listener.follow(y, name=job.name)
        finding = Finding(timeline, listener.right_when_as_sure(timeline.sure), note)
        if job.wanted:
            self._show(finding, lambda *action: self.now(job, *action))


def _note(job):
    """Whether the file of a song breaks off, in a sentence.

    The file is decoded once more, in a tenth of a second: to catch the warning of the first time would change
    what the other threads warn of.
    """
    with audio.Decoder(job.path) as sound:
        for _ in sound.blocks():
            pass
        cut = sound.cut()
    return f"{job.name}: {cut}; that much is used. Get it again." if cut else ""


def _sentence(error, job):
    """What an error says, in one line, with the name of the song in place of its path."""
    text = str(error).partition("\n")[0]
    for path in (str(job.path), audio.shown(job.path)):
        text = text.replace(path, job.name)
    return WRONG if str(Path(job.path).parent) in text else text
