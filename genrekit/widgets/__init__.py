"""Widgets for a page: the timeline of a song, and a place to drop a file.

`player` shows sound, spectrogram and the network's opinion on one time axis and plays them; `upload` takes a
file from the visitor's browser in small pieces. Each is one Python class, one script and one style sheet,
with no build step and nothing fetched from a network.
"""

from .player import SongPlayer
from .upload import Upload

__all__ = ["SongPlayer", "Upload"]
