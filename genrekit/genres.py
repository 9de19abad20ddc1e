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


def color(index):
    """The colour of the genre with this index; other collections take them in turn.

    Parameters
    ----------
    index : int >= 0
        Index of the genre in its collection.

    Returns
    -------
    str
        Hexadecimal RGB, `"#332288"`.
    """
    return _COLORS[index % len(_COLORS)]
