"""Networks in Keras: built here, and read back from files; never trained here.

`networks` builds them, `normalising` makes them learn fast, `saved` loads those of a run, `backend` imports
Keras quietly.
"""

from __future__ import annotations

from .backend import keras, layers
from .networks import FILTERS, POOLS, cnn, mel_bands, peer, pooled, table
from .saved import fault, load

__all__ = [
    "FILTERS",
    "POOLS",
    "cnn",
    "fault",
    "keras",
    "layers",
    "load",
    "mel_bands",
    "peer",
    "pooled",
    "table",
]
