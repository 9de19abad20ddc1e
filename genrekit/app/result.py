"""What was found in a song, in words and players."""

from __future__ import annotations

import html
import logging
from pathlib import Path

import ipywidgets

from genrekit import audio, experiments, listen

LOG = logging.getLogger("genrekit.app")

#: Seconds to hear of each similar song.
EXCERPT_SECONDS = 8.0

UNUSUAL = (
    "This song is unlike anything that the network has learnt from, so the answer below means little: "
    "it must choose one of its genres, whatever it hears."
)

#: Of a network whose surprise nobody has measured.
UNCALIBRATED = (
    "Whether this song is unlike what the network knows cannot be told: it was trained on too few songs."
)


def percent(share):
    """A share in words, "63 %": never quite all or nothing, which a network cannot know."""
    return "more than 99 %" if share > 0.995 else "under 1 %" if share < 0.005 else f"{100 * share:.0f} %"


def clock(seconds):
    """A moment of a song, "1:05"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def titled(genre):
    """The name of a genre at the beginning of a sentence."""
    return genre[:1].upper() + genre[1:]


def verdict(finding):
    """The verdict in one line of text."""
    return f"{titled(finding.timeline.verdict)}, {percent(finding.timeline.sure)}."


def words(finding):
    """The verdict, how much to make of it, and what else the song could be.

    Parameters
    ----------
    finding : analysis.Finding
        What was found.

    Returns
    -------
    str
        HTML; names of files and genres are text in it.
    """
    timeline, right = finding.timeline, finding.right
    lines = []
    if timeline.unusual:
        lines.append(f'<p class="warning" role="note">{UNUSUAL}</p>')
    name, sure = html.escape(titled(timeline.verdict)), percent(timeline.sure)
    lines.append(f'<p class="verdict"><strong>{name}</strong>, {sure}.</p>')
    if not timeline.unusual:
        # Of songs like no test song, the test songs tell nothing.
        lines.append(
            f"<p>Of {right.songs} test songs about which the network was about as sure, {right.right} were "
            f"right ({100 * right.confidence:.0f} % interval for all such songs: {100 * right.low:.0f} to "
            f"{100 * right.high:.0f} %).</p>"
        )
    if not timeline.calibrated:
        lines.append(f"<p>{UNCALIBRATED}</p>")
    others = [
        f"{html.escape(titled(timeline.genres[label]))}, {percent(timeline.overall[label])}"
        for label in (-timeline.overall).argsort(kind="stable")[1:3]
    ]
    lines.append(f"<p>Next come: {'; '.join(others)}.</p>")
    if finding.note:
        lines.append(f"<p>{html.escape(finding.note)}</p>")
    return "".join(lines)


def widgets_of(finding):
    """All but the similar songs, which take a moment: a list of widgets."""
    timeline = finding.timeline
    start, end = timeline.decisive
    heard = listen.play(
        timeline.sound,
        caption=f"{clock(start)} to {clock(end)} of {timeline.name}",
        start=start,
        seconds=end - start,
    )
    title = "<h3>The seconds that the answer hangs on most</h3>"
    return [
        ipywidgets.HTML(words(finding)),
        timeline.player(),
        ipywidgets.HTML(title + heard._repr_html_()),
    ]


def songs_of(run):
    """The songs that a network has learnt from.

    Parameters
    ----------
    run : experiments.Run
        Whose network it is; it may come from anywhere, and so may the name of its folder of songs.

    Returns
    -------
    Collection or None
        None if they are not on this machine.
    """
    try:
        folder = run.config.data_dir
        if folder and (folder[:2].strip("/\\") == "" or not Path(folder).is_dir()):
            return None  # on the network, or gone
        return experiments.collection_of(run.config)
    except Exception:  # whatever lies in a folder that somebody has named
        LOG.info("the songs of %s cannot be opened", run.name, exc_info=True)
        return None


def similar(songs, nearest):
    """The most similar songs that the network has learnt from, to hear.

    Parameters
    ----------
    songs : Collection or None
        As from `songs_of`.
    nearest : pd.DataFrame
        As `timeline.Timeline.nearest`.

    Returns
    -------
    ipywidgets.HTML
        Of a song that cannot be loaded, its name.
    """
    lines = []
    for clip, genre in zip(nearest["clip"], nearest["genre"], strict=True):
        caption = f"{audio.shown(clip)} ({audio.shown(genre)})"
        try:
            if songs is None:
                raise LookupError("the songs are not here")
            player = listen.play(songs.load(clip), caption=caption, seconds=EXCERPT_SECONDS)
            lines.append(player._repr_html_())
        except Exception:  # one of somebody's own songs, changed or gone since
            LOG.info("%s cannot be played", clip, exc_info=True)
            lines.append(f"<p>{html.escape(caption)}</p>")
    title = "<h3>The most similar songs that the network has learnt from</h3>"
    return ipywidgets.HTML(f'{title}<div class="songs">{"".join(lines)}</div>')
