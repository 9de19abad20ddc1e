"""The players of the band, a subject a file: drums, bass and riffs, harmony, melody, specialists."""

from .base import Player
from .bass import Bass, Riff, random_riff
from .drums import FILLS, SOFT_FILLS, TRIPLET_FILLS, Drums
from .harmony import Comp
from .melody import Melody, singer
from .specialists import Chorale, Counterpoint, Speech, Turntable

__all__ = [
    "FILLS",
    "SOFT_FILLS",
    "TRIPLET_FILLS",
    "Bass",
    "Chorale",
    "Comp",
    "Counterpoint",
    "Drums",
    "Melody",
    "Player",
    "Riff",
    "Speech",
    "Turntable",
    "random_riff",
    "singer",
]
