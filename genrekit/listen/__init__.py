"""Players for a page, and sound made from features.

| file | what it does |
|---|---|
| `players.py` | a sound with a caption in a page; excerpts in a row |
| `sounds.py` | tones for examples; MFCCs, mel bands and spectrograms turned back into sound |
"""

from genrekit.listen.players import Player, in_a_row, play
from genrekit.listen.sounds import from_mel, from_mfcc, from_spectrogram, tone, vowel

__all__ = ["Player", "from_mel", "from_mfcc", "from_spectrogram", "in_a_row", "play", "tone", "vowel"]
