"""Artists and their songs: how a table of a recipe becomes a score."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .chart import Dice, write_chart
from .players import Player
from .score import Part, Score
from .studio import Recording
from .theory import parse_key


@dataclass(frozen=True)
class Artist:
    """An invented artist: everything their ten songs share.

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
        How their records sound.
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
    number : int
        Song of the artist, 0 to 9.
    seconds : float
        Length of the clip.
    dice : Dice
        The song's dice.

    Returns
    -------
    Score
    """
    sheet = dice.child("sheet")
    key = parse_key(sheet.pick([k.strip() for k in artist.keys.split(",")]))
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
        name, count = part.name, 1
        while name in parts:  # stems are told apart by their names
            count += 1
            name = f"{part.name} {count}"
        parts[name] = replace(part, name=name)
    sections = tuple(
        (float(chart.seconds(bar.start)), bar.section)
        for bar in chart.bars
        if bar.is_first and chart.seconds(bar.start) < seconds
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
    )


def title(titles: tuple[str, str], number: int, dice: Dice) -> str:
    """An invented title. Each of the artist's ten songs takes another first word."""
    first, last = ([word.strip() for word in words.split(",")] for words in titles)
    return f"{first[(number * 3 + int(dice.random() * 3)) % len(first)]} {dice.pick(last)}"
