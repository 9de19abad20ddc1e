"""What workers need of the tests: sounds that are written down, slow or deadly, and disks that take no more.

A process that is sent one of these imports this module, and not one with TensorFlow in it: that would cost
every new process four seconds.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Deadly:
    """A source of sound that ends the process that reads some of its clips, as a crashing decoder does."""

    sound: object
    deadly: frozenset
    how: str
    parent: int

    def blocks(self, clip):
        if clip in self.deadly:
            assert os.getpid() != self.parent, "read in the process that must go on"
            if self.how == "exit":
                os._exit(1)
            os.kill(os.getpid(), getattr(signal, self.how))
        yield from self.sound.blocks(clip)

    def only(self, clip):
        return self

    def key(self, clip):
        return self.sound.key(clip)


@dataclass(frozen=True)
class Logged:
    """A source of sound that writes down who reads what, takes its time, and may be deadly."""

    sound: object
    log: Path
    seconds: float = 0.0
    deadly: frozenset = frozenset()

    def only(self, clip):
        return replace(self, sound=self.sound.only(clip))

    def blocks(self, clip):
        # A file a process: on some disks what two of them append at a time is lost.
        with self.log.with_name(f"{self.log.name}-{os.getpid()}").open("a") as log:
            log.write(f"{time.monotonic()} {os.getpid()} {clip}\n")
        if self.log.with_name("killed").exists():
            # However long a new process takes to start, there is work left for it.
            until(lambda: len(list(self.log.parent.glob("log-*"))) > 2)
        time.sleep(self.seconds)
        if clip in self.deadly:
            os._exit(1)
        yield from self.sound.blocks(clip)

    def key(self, clip):
        return self.sound.key(clip)


def until(true, seconds=60):
    """Wait until something is so."""
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit, f"not so within {seconds} s"
        time.sleep(0.05)


def no_more(limit):
    """From now on, this process cannot write a file of more bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
