"""Artists and their songs: how a table of a recipe becomes a score."""

from __future__ import annotations

import contextlib
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from ..genres import GENRES
from .chart import Dice, beats_per_bar, parse_form, write_chart
from .media import Recording
from .players import Player
from .score import ROLES, Part, Score
from .theory import parse_key, parse_progression

#: How many songs a genre holds; its artists share them.
SONGS = 100

#: Titles of a genre that brings none: first and last words.
TITLES = (
    "Red, Blue, Silver, Winter, Harbour, Sunday, Paper, Little, Distant, Last",
    "Song, Tune, Dance, Air",
)


@dataclass(frozen=True)
class Artist:
    """An invented artist: everything their songs share.

    Attributes
    ----------
    name, style : str
        Who they are, and the sub-style they play.
    tempo : (float, float)
        Slowest and fastest song, in beats a minute.
    keys : str
        Keys they like, separated by commas: "E, A, C# minor".
    forms : str or tuple of str
        Forms to choose from: "verse:8 chorus:8".
    chords : dict
        Progressions (or tuples of them to choose from) by section; "*" for all other sections.
    lineups : tuple of tuples of Player
        Two or three instrumentations; the songs take turns.
    metre : str
        "4/4", "3/4", "12/8".
    swing, swing_unit, drift, swell : float
        Feel, see `genrekit.corpus.chart.Chart`.
    recording : Recording
        How their records sound. One without a seed gets the artist's own: no two share a studio by accident.

    Raises
    ------
    ValueError
        If the tempo is no range, a key, form, metre or chord cannot be read, a section has no chords, or the
        lineups hold no players; the message names the artist.
    """

    name: str
    style: str
    tempo: tuple[float, float]
    keys: str
    forms: str | tuple[str, ...]
    chords: dict[str, str | tuple[str, ...]]
    lineups: tuple[tuple[Player, ...], ...]
    metre: str = "4/4"
    swing: float = 1.0
    swing_unit: float = 0.5
    drift: float = 0.015
    swell: float = 0.08
    recording: Recording = field(default_factory=Recording)

    def __post_init__(self):
        with naming(self.name):
            slow, fast = self.tempo
            if not 0 < slow <= fast:
                raise ValueError(f"tempo is {self.tempo!r}; give the slowest and the fastest, as (90, 120)")
            # One pair of brackets too few is soon written, and would be found out far from here.
            bands = [list(band) if isinstance(band, Iterable) else [] for band in self.lineups]
            if not all(bands) or not bands or not all(_plays(player) for b in bands for player in b):
                raise ValueError("lineups holds a tuple of players for each band: ((Drums(), Bass()),)")
            self._read_texts()
            if not self.recording.seed:
                own = replace(self.recording, seed=zlib.crc32(self.name.encode()))
                object.__setattr__(self, "recording", own)

    def _read_texts(self):
        """Read all that songs choose from: a slip in one key must not wait for the song in that key."""
        for key in _options(self.keys):
            parse_key(key)
        beats_per_bar(self.metre)
        sections = {name for form in _texts(self.forms) for name, _ in parse_form(form)}
        for progressions in self.chords.values():
            for progression in _texts(progressions):
                parse_progression(progression, 0)
        lost = sorted(sections - self.chords.keys())
        if lost and "*" not in self.chords:
            raise ValueError(f"chords: none for the section {lost[0]!r}; '*' stands for all other sections")


def _plays(player) -> bool:
    return hasattr(player, "perform") and not isinstance(player, type)


def _options(text: str) -> list[str]:
    return [option.strip() for option in text.split(",")]


def _texts(one_or_more: str | tuple[str, ...]) -> tuple[str, ...]:
    return (one_or_more,) if isinstance(one_or_more, str) else tuple(one_or_more)


@dataclass(frozen=True)
class Recipe:
    """A genre: who plays it, and what the songs are called.

    Attributes
    ----------
    genre : str
        Name of the genre: letters, digits, `-`, `_` and blanks.
    artists : sequence of Artist
        One to a hundred. They share the hundred songs of the genre evenly and in this order: of ten artists
        the first has songs 0 to 9, of three songs 0 to 33.
    titles : (str, str)
        First and last words of titles, separated by commas.

    Raises
    ------
    ValueError
        If the name, the artists or the titles cannot be used; one line that says why.

    Examples
    --------
    >>> from genrekit.corpus import Artist, Bass, Drums, Recipe
    >>> band = (Drums(groove="BD x...\\nSD ..x."), Bass(line="1.5."))
    >>> anna = Artist("Anna Elm", "village polka", (110, 126), "C, G", "verse:8", {"*": "I | V7"}, (band,))
    >>> Recipe("polka", [anna]).whose(99)
    (0, 99)
    """

    genre: str
    artists: tuple[Artist, ...]
    titles: tuple[str, str] = TITLES

    def __post_init__(self):
        if not isinstance(self.genre, str) or not re.fullmatch(r"\w([\w -]*\w)?", self.genre):
            raise ValueError(f"genre is {self.genre!r}: use letters, digits, '-', '_' and blanks")
        artists = tuple(self.artists) if isinstance(self.artists, Iterable) else (self.artists,)
        object.__setattr__(self, "artists", artists)
        if not 1 <= len(artists) <= SONGS or not all(isinstance(artist, Artist) for artist in artists):
            raise ValueError(f"recipe {self.genre!r}: needs a list of 1 to {SONGS} artists (Artist)")
        names = [artist.name for artist in artists]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"recipe {self.genre!r}: two artists are called {twice!r}; rename one of them")
        if len(self.titles) != 2 or not all(isinstance(words, str) for words in self.titles):
            raise ValueError(f"recipe {self.genre!r}: titles are two texts, first words and last words")

    @property
    def number(self) -> int:
        """What stands for the genre in the dice of its songs.

        The index in `GENRES`; for any other genre the CRC-32 of its name, which, unlike `hash`, is the same
        in every process.
        """
        return GENRES.index(self.genre) if self.genre in GENRES else zlib.crc32(self.genre.encode())

    @property
    def digest(self) -> str:
        """A text that changes whenever something in the recipe does.

        It sees all settings of artists, players and recordings. It does not see the code of a player class
        that is not the kit's: name such a class anew when its code changes.
        """
        return hashlib.sha256(_told(self).encode()).hexdigest()[:12]

    def whose(self, number: int) -> tuple[int, int]:
        """Which artist a song of the genre is by, and which of their songs it is, both counted from 0."""
        who = number * len(self.artists) // SONGS
        return who, number - -(-who * SONGS // len(self.artists))

    def first_songs(self, count: int) -> list[int]:
        """Numbers of `count` songs, from as many artists as can be, in rising order.

        Fewer songs than artists are spread over the list, on which artists of one sub-style are neighbours:
        multiples of the golden ratio lie evenly, however many are taken.
        """

        def turn(number):
            who, song = self.whose(number)
            return song, who * 0.6180339887 % 1

        return sorted(sorted(range(SONGS), key=turn)[:count])


def _told(value) -> str:
    """All that a value holds, as a text; `repr` alone may tell an address in memory, or nothing."""
    if isinstance(value, dict):
        return f"{{{','.join(f'{_told(key)}:{_told(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"({','.join(map(_told, value))})"
    if isinstance(value, set | frozenset):
        return f"{{{','.join(sorted(map(_told, value)))}}}"
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{value.shape}{value.tolist()}"
    if hasattr(value, "__qualname__"):  # a function or a class
        return value.__qualname__
    slots = {name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())}
    held = {name: getattr(value, name) for name in sorted(slots) if hasattr(value, name)}
    held |= getattr(value, "__dict__", {})
    return f"{type(value).__qualname__}{_told(held)}" if held else repr(value)


#: What comes of a slip in a recipe.
_SLIPS = (ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError)


@contextlib.contextmanager
def naming(*names: str) -> Iterator[None]:
    """Let an error in what somebody wrote into a recipe say, in one line, in whose part it is."""
    try:
        yield
    except _SLIPS as error:
        told = str(error).partition("\n")[0]
        if not isinstance(error, ValueError):
            told = f"{type(error).__name__}: {told}"
        raise ValueError(f"{', '.join(map(str, names))}: {told}") from error


def write_song(
    genre: str, artist: Artist, titles: tuple[str, str], number: int, seconds: float, dice: Dice
) -> Score:
    """Compose one song: pick what the artist leaves open, write the lead sheet, let everybody play.

    Parameters
    ----------
    genre : str
        Name of the genre.
    artist : Artist
        Who plays.
    titles : (str, str)
        First and last words of titles, separated by commas.
    number : int >= 0
        Song of the artist.
    seconds : float
        Length of the clip.
    dice : Dice
        The song's dice.

    Returns
    -------
    Score
    """
    sheet = dice.child("sheet")
    key = parse_key(sheet.pick(_options(artist.keys)))
    # Songs of an artist spread evenly over the tempo range, so that no two have quite the same.
    slow, fast = artist.tempo
    tempo = round(slow + (fast - slow) * ((number * 0.618 + 0.37) % 1.0) + sheet.between(-1.0, 1.0), 1)
    form = artist.forms if isinstance(artist.forms, str) else sheet.pick(artist.forms)
    words = form.split()
    # A clip is an excerpt: it may begin with any section.
    turn = int(sheet.random() * len(words))
    form = " ".join(words[turn:] + words[:turn])
    chords = {s: c if isinstance(c, str) else sheet.pick(c) for s, c in artist.chords.items()}
    chart = write_chart(
        key,
        tempo,
        artist.metre,
        form,
        chords,
        seconds,
        dice,
        swing=artist.swing,
        swing_unit=artist.swing_unit,
        drift=artist.drift,
        swell=artist.swell,
    )
    lineup = artist.lineups[number % len(artist.lineups)]
    parts: dict[str, Part] = {}
    for seat, player in enumerate(lineup):
        part = player.perform(chart, seconds, seat)
        if part is None:
            continue
        if part.role not in ROLES:
            raise ValueError(f"role {part.role!r} of {part.name!r} is not one of {', '.join(ROLES)}")
        name, count = part.name, 1
        while name in parts:  # stems are told apart by their names
            count += 1
            name = f"{part.name} {count}"
        parts[name] = replace(part, name=name, place=dice.child(f"place of {name}").random())
    sections = tuple(
        (float(chart.seconds(bar.start)), bar.section)
        for bar in chart.bars
        if bar.is_first and chart.seconds(bar.start) < seconds
    )
    changes = tuple(
        (float(start), chord.name)
        for bar in chart.bars
        for beat, _, chord in bar.chords
        if (start := chart.seconds(beat)) < seconds
    )
    return Score(
        genre=genre,
        artist=artist.name,
        style=artist.style,
        title=title(titles, number, dice.child("title")),
        tempo=tempo,
        metre=artist.metre,
        key=key.name,
        seconds=float(seconds),
        parts=tuple(parts.values()),
        sections=sections,
        chords=tuple(change for i, change in enumerate(changes) if not i or change[1] != changes[i - 1][1]),
    )


def title(titles: tuple[str, str], number: int, dice: Dice) -> str:
    """An invented title. Neighbouring songs of an artist take other first words."""
    first, last = ([word.strip() for word in words.split(",")] for words in titles)
    return f"{first[(number * 3 + int(dice.random() * 3)) % len(first)]} {dice.pick(last)}"
