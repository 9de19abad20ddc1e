"""The ten genres of GTZAN, in alphabetical order, and one colour for each.

The colours are Paul Tol's "muted" qualitative scheme (personal.sron.nl/~pault, 2021) with black added for
metal: readers with any common colour blindness can tell them apart, on white.
"""

GENRES = ("blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock")

_COLORS = (
    "#332288",  # blues
    "#88CCEE",  # classical
    "#999933",  # country
    "#CC6677",  # disco
    "#882255",  # hiphop
    "#44AA99",  # jazz
    "#000000",  # metal
    "#AA4499",  # pop
    "#117733",  # reggae
    "#DDCC77",  # rock
)

#: For genres beyond the ten: as far from all others, for any eye, as those are from each other.
_SPARE_COLORS = ("#FF8800", "#0077BB")


def color(index):
    """The colour of the genre with this index in `GENRES`; beyond them, the colours come round again.

    Parameters
    ----------
    index : int >= 0
        Index of the genre.

    Returns
    -------
    str
        Hexadecimal RGB, `"#332288"`.
    """
    return _COLORS[index % len(_COLORS)]


def colors(genres):
    """A colour for each genre of a collection.

    The ten keep theirs, whoever joins them. Genres that join them take spare colours, then what is free;
    a collection of other genres altogether takes the ten colours in turn.

    Parameters
    ----------
    genres : sequence of str
        Their names.

    Returns
    -------
    list of str
        Hexadecimal RGB, in the order of `genres`.

    Examples
    --------
    >>> colors(["metal", "polka", "pop"])
    ['#000000', '#FF8800', '#AA4499']
    """
    known = dict(zip(GENRES, _COLORS, strict=True))
    others = [genre for genre in genres if genre not in known]
    taken = {known[genre] for genre in genres if genre in known}
    free = [shade for shade in (_SPARE_COLORS if taken else ()) + _COLORS if shade not in taken]
    return [known.get(genre) or free[others.index(genre) % len(free)] for genre in genres]
