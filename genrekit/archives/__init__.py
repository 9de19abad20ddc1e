"""Archives of songs, unpacked whole or not at all. What is in an archive is hostile input.

Nothing is written but sound files, lists and texts, and nothing outside of the folder that was asked for.
Sizes are counted while writing: what an archive says of itself is a hint, never trusted.

`base` has the limits and the errors, `names` says which names are safe, `reading` opens zip and tar archives,
`unpacking` writes, `disk` says when one is full.
"""

from .base import LIMITS, SUFFIXES, ArchiveError, Limits, is_archive, stem
from .disk import MAKE_ROOM, amount, is_full, need_room, write_all
from .names import KEPT, what_is_wrong
from .unpacking import unpack, unpacked

__all__ = [
    "KEPT",
    "LIMITS",
    "MAKE_ROOM",
    "SUFFIXES",
    "ArchiveError",
    "Limits",
    "amount",
    "is_archive",
    "is_full",
    "need_room",
    "stem",
    "unpack",
    "unpacked",
    "what_is_wrong",
    "write_all",
]
