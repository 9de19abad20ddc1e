"""Sound in and out: any file to float32 mono at 22,050 Hz, and short excerpts to compressed bytes.

`base` says what counts as a sound file, `containers` reads what a file says of itself, `reader` decodes
and resamples, `writer` encodes.
"""

from .base import (
    FOREIGN,
    SILENCE,
    SONGS,
    SR,
    SUFFIXES,
    AudioError,
    find,
    quiet_decoders,
    shown,
    warn,
    warnings_kept,
    without_ending,
)
from .reader import Decoder, Level, blocks, converted, duration, prepare, read
from .writer import encode, write

__all__ = [
    "FOREIGN",
    "SILENCE",
    "SONGS",
    "SR",
    "SUFFIXES",
    "AudioError",
    "Decoder",
    "Level",
    "blocks",
    "converted",
    "duration",
    "encode",
    "find",
    "prepare",
    "quiet_decoders",
    "read",
    "shown",
    "warn",
    "warnings_kept",
    "without_ending",
    "write",
]
