"""Sliders over a picture: pages to play with, which stay a picture where there is no kernel.

| file | what it does |
|---|---|
| `base.py` | sliders over whatever a function draws and plays; `sliders.js` and `.css`: their page |
| `sound.py` | window and hop of a spectrogram; mel bands and coefficients |
| `layers.py` | a kernel that steps over a patch; dropout |
"""

from genrekit.explore.base import Control, Explorer, sliders
from genrekit.explore.layers import convolution, dropout
from genrekit.explore.sound import bands_and_coefficients, window_and_hop

__all__ = [
    "Control",
    "Explorer",
    "bands_and_coefficients",
    "convolution",
    "dropout",
    "sliders",
    "window_and_hop",
]
