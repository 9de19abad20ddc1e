"""How good a network is, and how sure we can be of that.

`matrices` holds who was taken for whom, `intervals` how sure we can be of one share, `pairs` whether two
networks differ and how many songs it takes to see it, `orders` whether a matrix's labels stand as printed,
`inputs` what several of them ask of what they are given.
"""

from __future__ import annotations

from .intervals import (
    Accuracy,
    accuracy,
    bootstrap,
    calibration_error,
    fit_temperature,
    resampled,
    tempered,
    when_as_sure,
)
from .matrices import confusion_matrix, confusions, mistakes, per_genre, published
from .orders import Order, best_order
from .pairs import Comparison, Odds, Paired, compare, odds, paired, power, songs_needed

__all__ = [
    "Accuracy",
    "Comparison",
    "Odds",
    "Order",
    "Paired",
    "accuracy",
    "best_order",
    "bootstrap",
    "calibration_error",
    "compare",
    "confusion_matrix",
    "confusions",
    "fit_temperature",
    "mistakes",
    "odds",
    "paired",
    "per_genre",
    "power",
    "published",
    "resampled",
    "songs_needed",
    "tempered",
    "when_as_sure",
]
