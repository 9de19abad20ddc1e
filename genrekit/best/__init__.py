"""The best that two cores can do with features of a few hundred songs, and the steps that lead there.

`networks` trains one network with any of the tricks of notebook 10, `portraits` describes songs by statistics
and sorts them with a support vector machine, `ensemble` holds the recommended recipe: all of these together;
`ablation` measures what each step is worth.
"""

from __future__ import annotations

from .ablation import BASE, STEPS, ablation, judge, measured, worth
from .ensemble import Ensemble, fit
from .networks import Settings, learn
from .portraits import Sorter, portrait

__all__ = [
    "BASE",
    "STEPS",
    "Ensemble",
    "Settings",
    "Sorter",
    "ablation",
    "fit",
    "judge",
    "learn",
    "measured",
    "portrait",
    "worth",
]
