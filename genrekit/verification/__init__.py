"""What is wrong with a folder of songs, before anything is learnt from it.

`examine` measures one file, `fingerprints` writes down what makes a recording known again, `matching` finds
those that are the same, `findings` holds the rules, and `base` carries all of it out and keeps the result.
"""

from .base import Report, verify
from .findings import KINDS, Finding
from .fingerprints import Fingerprint, fingerprint
from .matching import Match, matches

__all__ = ["KINDS", "Finding", "Fingerprint", "Match", "Report", "fingerprint", "matches", "verify"]
