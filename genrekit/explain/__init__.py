"""What the layers of a trained network respond to. Used in notebooks 07 and 08.

| file | what it finds out |
|---|---|
| `blocks.py` | the maps of every block for a whole song, and how much each number of them has seen |
| `excerpts.py` | how strongly each filter responds where, and the excerpts that excite it most |
| `meaning.py` | how much a filter's response tells of genre, drums, bass, tempo |
| `maps.py` | which frames and coefficients speak for a genre, and whether deleting them takes it away |
| `dreams.py` | a sound made for one filter |
"""

from genrekit.explain.blocks import Block, activations, blocks
from genrekit.explain.dreams import dream
from genrekit.explain.excerpts import Responses, cut_out, responses, strongest
from genrekit.explain.maps import (
    class_map,
    delete,
    deletion,
    grad_cam,
    log_odds,
    music_mean,
    occlusion,
    song_map,
    top_share,
)
from genrekit.explain.meaning import facts, information, shared_bits

__all__ = [
    "Block",
    "Responses",
    "activations",
    "blocks",
    "class_map",
    "cut_out",
    "delete",
    "deletion",
    "dream",
    "facts",
    "grad_cam",
    "information",
    "log_odds",
    "music_mean",
    "occlusion",
    "responses",
    "shared_bits",
    "song_map",
    "strongest",
    "top_share",
]
