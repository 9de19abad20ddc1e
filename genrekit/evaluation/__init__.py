"""How good a network is, and how sure we can be of that.

`matrices` holds who was taken for whom, `intervals` how sure we can be of one share, `pairs` whether two
networks differ, `orders` whether a matrix's labels stand as printed.
"""

from __future__ import annotations

from .intervals import Accuracy, accuracy, bootstrap, when_as_sure
from .matrices import confusion_matrix, confusions, mistakes, per_genre, published
from .orders import Order, best_order
from .pairs import Comparison, compare

__all__ = [
    "Accuracy",
    "Comparison",
    "Order",
    "accuracy",
    "best_order",
    "bootstrap",
    "compare",
    "confusion_matrix",
    "confusions",
    "mistakes",
    "per_genre",
    "published",
    "when_as_sure",
]
