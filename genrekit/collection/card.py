"""The data card of an exported collection: what it is, how it was made, and what it is not for."""

from __future__ import annotations

import textwrap

import genrekit
from genrekit import audio
from genrekit.genres import GENRES


def data_card(collection, fmt, size, left_out=()):
    """Tell in Markdown what was exported.

    Parameters
    ----------
    collection : Collection
        What was written.
    fmt : str
        Ending of the files.
    size : int
        Bytes of all files together.
    left_out : sequence of str
        Clips that could not be used.

    Returns
    -------
    str
        No dates and no paths: the same export has the same card.
    """
    composed = hasattr(collection._source, "seed")
    parts = [
        f"# Data card: {collection.name}",
        _COMPOSED if composed else _RECORDED,
        "## What is here",
        _facts(collection.table, fmt, size),
        _genres(collection.table),
    ]
    if composed:
        parts += ["## How it was made", _making(collection._source), _LIMITS, _NOT_FOR]
    parts += ["## Licence", _licence(collection.table) if composed else _RIGHTS]
    if left_out:
        parts += ["## Left out", f"These could not be used: {', '.join(left_out)}."]
    return "\n\n".join(map(_wrapped, parts)) + "\n"


def _wrapped(part):
    """Paragraphs and items in lines of a length to read; tables and headings as they are."""
    lines = part.splitlines()
    return "\n".join(
        line
        if line.startswith(("|", "#"))
        else textwrap.fill(line, 100, subsequent_indent="  " * line.startswith("- "))
        for line in lines
    )


def _facts(table, fmt, size):
    shortest, longest = (f"{value:.3g}" for value in (table["seconds"].min(), table["seconds"].max()))
    length = shortest if shortest == longest else f"{shortest} to {longest}"
    together = f"{table['seconds'].sum():,.0f} s together"
    return (
        f"- {len(table):,} clips of {table['genre'].nunique()} genres, {length} s each, {together}.\n"
        f"- {fmt.upper()}, mono, 16 bits, {audio.SR:,} Hz, {size / 1e6:,.1f} MB, in "
        "`genres_original/<genre>/`, the layout of GTZAN.\n"
        "- `artists.csv`: a row a file, with its genre and artist. Keep artists together when you split.\n"
        f"- Written by genrekit {genrekit.__version__}."
    )


def _genres(table):
    """A table: genre, clips, artists, and sub-styles where they are known."""
    styles = "style" in table
    lines = ["| genre | clips | artists |" + " sub-styles |" * styles, "|---|---|---|" + "---|" * styles]
    for genre, rows in table.groupby("genre"):
        artists = rows.loc[rows["artist"] != "", "artist"].nunique()
        line = f"| {genre} | {len(rows)} | {artists} |"
        lines.append(line + (f" {', '.join(dict.fromkeys(rows['style']))} |" if styles else ""))
    return "\n".join(lines)


def _making(source):
    return (
        "All that is drawn is drawn from the genre, the artist, the number of the song and the seed of the "
        f"collection, {source.seed}. A recipe gives an artist's forms, chords, grooves and manners; players "
        "write their parts as notes with timing, force and bends; a sampler plays them on the instruments of "
        "the soundfont TimGM6mb and synthesises voices; a studio gives them the spectrum, band limits, room, "
        "compression, level and surface noise of the artist's records. The same version of genrekit with the "
        "same libraries makes "
        f"the same clips again: `genrekit.collection.embedded(seed={source.seed}, "
        f"seconds={source.seconds:g}, difficulty={source.difficulty:g})`."
    )


def _licence(table):
    own = sorted(set(table["genre"]) - set(GENRES))
    yours = (
        f" Recipes of your own ({', '.join(own)}) are yours: say yourself under what terms." if own else ""
    )
    return _CC0 + yours


_COMPOSED = (
    "Invented music by invented artists: scores composed by rules, played by a sampler, and given the sound "
    "of records. Made to teach music genre classification where no collection of real music may be passed on."
)
_RECORDED = (
    "Songs from a folder, brought to one form: channels averaged, the sampling rate converted, peaks above "
    "full scale brought down to it."
)
_LIMITS = (
    "## Known limits\n\n"
    "- Genres are what their recipes say: a few sub-styles each, by one hand. Real genres overlap more.\n"
    "- Songs of an artist share tempo range, instruments and recording. A split by song tests on artists "
    "that were heard in training; a split by artist does not.\n"
    "- The instruments come from one small soundfont. Voices are synthetic, and nobody sings real words.\n"
    "- Clips are excerpts: they may begin with any section, and they end where their time is up."
)
_NOT_FOR = (
    "## What it is not for\n\n"
    "- No claim about real music: accuracy on these clips says nothing about accuracy on records.\n"
    "- No benchmark: do not publish numbers on it as results, nor beside numbers on GTZAN.\n"
    "- No account of a culture: recipes are sketches to learn from, not what musicians of a genre do."
)
_CC0 = (
    "The music is dedicated to the public domain: CC0 1.0, "
    "https://creativecommons.org/publicdomain/zero/1.0/. That covers what the genrekit authors made, the "
    "compositions and their recording. The sounds of the instruments come from the soundfont TimGM6mb by Tim "
    "Brechbill, which is under the GNU General Public License, version 2, and not part of this folder. It is "
    "carried by the Python package pretty_midi, whose own licence (MIT) does not mention it. We know of no "
    "statement by its author on music played with it: whoever needs certainty should ask for advice."
)
_RIGHTS = (
    "The rights in the songs stay with those who hold them: that they are written here gives nobody leave to "
    "pass them on."
)
