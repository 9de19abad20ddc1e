"""Everything that shapes the numbers of an experiment."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from genrekit import audio, features, splits
from genrekit.collection import in_range, open_collection


@dataclass(frozen=True)
class Config:
    """Everything that shapes the numbers of an experiment.

    Attributes
    ----------
    num_ceps : int, 1 to 26
        MFCCs a frame.
    data_dir : str
        Folder with one folder of songs per genre; empty for the embedded collection.
    artists : str
        CSV file with the columns `file` and `artist`, for a folder that does not tell who plays.
    clips_per_genre : int, 1 to 100
        Size of the embedded collection.
    difficulty : float, 0 to 1
        Of the embedded collection: how far the artists of a genre differ in their sound.
    split : {"song", "artist", "lists"}
        What is kept apart between training and test, or that lists say it.
    lists : str
        Folder of the three lists, see `splits.find_lists`.
    train : float
        Share of the songs to learn from.
    folds : int, 0 or 2 to 100
        Deal the songs into so many parts instead, and test on one of them; 0: by `train`.
    fold : int, 0 to folds - 1
        Which part.
    crop_seconds : float, 2 to 29.9
        Length of a crop.
    crops : int > 0
        Crops that are averaged to judge a song.
    epochs : int > 0
        Times that every training song is seen.
    batch_size : int > 0
        Crops a training step.
    learning_rate : float > 0
        Of Adam, at the start.
    dropout : float, 0 to below 1
        Share of the fully connected layer's outputs switched off in training.
    seed : int >= 0
        Of the split, the first weights, the crops and the dropout.
    """

    num_ceps: int = 26
    data_dir: str = ""
    artists: str = ""
    clips_per_genre: int = 100
    difficulty: float = 0.5
    split: str = "song"
    lists: str = ""
    train: float = 0.6
    folds: int = 0
    fold: int = 0
    crop_seconds: float = 5.12
    crops: int = 8
    epochs: int = 30
    batch_size: int = 32
    learning_rate: float = 0.001
    dropout: float = 0.5
    seed: int = 0

    def __post_init__(self):
        limits = {
            "num_ceps": (1, features.NUM_FILTERS),
            "clips_per_genre": (2, 100),
            "difficulty": (0, 1),
            "train": (0.05, 0.95),
            "folds": (0, 100),
            "fold": (0, 99),
            "crop_seconds": (2, 29.9),
            "crops": (1, 1000),
            "epochs": (1, 10_000),
            "batch_size": (1, 10_000),
            "learning_rate": (1e-7, 1),
            "dropout": (0, 0.95),
            "seed": (0, 2**31 - 1),
        }
        whole = {field.name for field in fields(self) if field.type == "int"}
        for name, (low, high) in limits.items():
            value = in_range(name, getattr(self, name), low, high, whole=name in whole)
            object.__setattr__(self, name, value)
        if self.split not in tuple(splits.SPLITS):
            raise ValueError(f"split is {self.split!r}; choose {' or '.join(map(repr, splits.SPLITS))}")
        for name in ("data_dir", "artists", "lists"):
            # A folder called 2024 arrives from a command line as a number.
            place = "" if getattr(self, name) is None else str(getattr(self, name))
            object.__setattr__(self, name, str(Path(place).expanduser().resolve()) if place else "")
        self._check_places()
        if self.data_dir:
            # A folder is taken as it is: another number here makes no other experiment.
            for name in ("clips_per_genre", "difficulty"):
                object.__setattr__(self, name, getattr(Config, name))
        if self.lists or self.folds:
            # They share out the songs themselves.
            object.__setattr__(self, "train", Config.train)

    def _check_places(self):
        if self.split == "lists" and not self.lists:
            raise ValueError("lists is empty; choose the folder that holds the lists, or another split")
        if self.split != "lists" and self.lists:
            place = audio.shown(self.lists)
            raise ValueError(f"lists is {place}; choose the split 'lists' with it, or leave it empty")
        if self.folds == 1 or self.fold >= max(self.folds, 1):
            raise ValueError(
                f"folds is {self.folds} and fold {self.fold}; choose 2 folds or more, and a fold below them, "
                "or 0 and 0 for a single split"
            )
        if self.lists and self.folds:
            raise ValueError(f"folds is {self.folds}; choose 0 with lists, which share out the songs")
        for name in ("lists", "artists"):
            if getattr(self, name) and not self.data_dir:
                place = audio.shown(getattr(self, name))
                raise ValueError(f"{name} is {place}; choose the folder of the songs as data_dir, too")


def collection_of(config):
    """The collection of a configuration.

    Parameters
    ----------
    config : Config
        The configuration.

    Returns
    -------
    Collection
    """
    return open_collection(
        config.data_dir,
        artists=config.artists,
        clips_per_genre=config.clips_per_genre,
        difficulty=config.difficulty,
    )
