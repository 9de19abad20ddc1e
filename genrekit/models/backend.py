"""Keras on TensorFlow, imported without its greetings. All of the kit takes it from here."""

from __future__ import annotations

import gc
import logging
import os
from contextlib import contextmanager

# TensorFlow greets every start with lines about processors and missing graphics cards.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# Its own allocator keeps memory that the C library would return and fetch anew for every layer:
# training is a quarter faster on two cores.
os.environ.setdefault("TF_CPU_ALLOCATOR_USE_BFC", "true")
# One thread an operation adds up in one order: a seed gives the same numbers on two cores and on eight. The
# course's network is about as fast (on two cores a step takes 50 ms, 46 with a thread on each), and notebooks
# side by side do not wait for each other. Whoever teaches larger networks may set another number.
os.environ.setdefault("TF_NUM_INTRAOP_THREADS", "1")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")


@contextmanager
def _quiet_stderr():
    """Nothing on file descriptor 2 while TensorFlow is imported.

    Its C++ part tells of missing graphics cards before its own log level counts, past `sys.stderr`. An
    error in the import is an exception, is raised after the descriptor is back, and is seen as ever.
    """
    try:
        kept = os.dup(2)
    except OSError:  # a program without a window or terminal has none
        yield
        return
    try:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@contextmanager
def _kept_for_good():
    """What is imported now stays, so the garbage collector never looks at it.

    It would search the half million objects of TensorFlow and Keras several times while they are made, now
    and then from then on, and once more at the end of the process: nearly half of the time that it takes to
    import them and to leave.
    """
    gc.collect()  # what is garbage by now would stay, too
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()


with _quiet_stderr(), _kept_for_good():
    import keras
    from keras import layers

# Several networks trained in one notebook are no mistake, whatever its log says of "retracing".
logging.getLogger("tensorflow").setLevel(logging.ERROR)

__all__ = ["keras", "layers"]
