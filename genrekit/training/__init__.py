"""Teaching a network on random crops, and asking it about a song by many crops.

`crops` cuts songs, `fitting` teaches, `prediction` asks: in this process, or of many songs by many workers.
"""

from .crops import MiddleCrops, RandomCrops, crop
from .fitting import checked, fit, mean_and_deviation, teach
from .prediction import predict

__all__ = ["MiddleCrops", "RandomCrops", "checked", "crop", "fit", "mean_and_deviation", "predict", "teach"]
