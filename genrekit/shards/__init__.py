"""Arrays of a hundred thousand songs: kept in shards, read only where they are asked for.

A shard is a file that holds the arrays of some songs. `store` writes and finds them, `songs` is what others
get to see of them: a sequence of arrays, none of which is in memory before it is looked at. `filling` has
workers compute what is missing.
"""

from .filling import Outcome, fill
from .songs import Songs
from .store import Store

__all__ = ["Outcome", "Songs", "Store", "fill"]
