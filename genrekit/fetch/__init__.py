"""GTZAN, downloaded from an address that the user names, checked and unpacked.

A download that is interrupted goes on where it stopped: what has arrived lies beside the archive-to-be, in a
file that ends in `.part`.

`base` goes the whole way from an address to a folder, `downloading` asks the server, `part` keeps what came.
"""

from .base import GTZAN_MD5, KNOWN, LARGEST, fetch
from .part import FetchError

__all__ = ["GTZAN_MD5", "KNOWN", "LARGEST", "FetchError", "fetch"]
