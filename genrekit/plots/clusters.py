"""Figures of work that many share: who talks to whom, and who worked when."""

from __future__ import annotations

from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Patch

from genrekit.genres import GENRES, color
from genrekit.plots.base import literal, new_axes

#: Messages are thin and dashed, what is heavy is thick: told apart without colour, too.
_MESSAGE = {"color": "0.35", "linestyle": (0, (4, 2)), "linewidth": 1.2}
_LOAD = {"color": color(GENRES.index("disco")), "linestyle": "-", "linewidth": 3}

#: Neighbouring tasks in two shades, so that one sees where one ends.
_SHADES = (color(GENRES.index("blues")), color(GENRES.index("classical")))
_MOVED = color(GENRES.index("rock"))


def plot_cluster(*, workers=2, ax=None, **kwargs):
    """Who talks to whom in a cluster, and which way the songs go.

    Parameters
    ----------
    workers : int, 1 to 4
        How many workers.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For the boxes, `facecolor` for example.

    Returns
    -------
    Axes

    Notes
    -----
    Used in notebook 11.
    """
    ax = new_axes(ax, 8, 3.6)
    ax.set(xlim=(-0.7, 10.2), ylim=(-0.5, 4.35))
    ax.set_axis_off()
    heights = [2.2] if workers == 1 else [3.3 - 2.2 * n / (workers - 1) for n in range(workers)]
    _box(ax, 0.6, 2.2, "this notebook\n(client)", kwargs)
    _box(ax, 3.7, 2.2, "scheduler", kwargs)
    _box(ax, 9.3, 3.3, "songs", kwargs)
    _box(ax, 9.3, 1.1, "folder\nof shards", kwargs)
    _arrow(ax, (1.55, 2.2), (2.75, 2.2), _MESSAGE, both=True)
    for number, height in enumerate(heights, start=1):
        _box(ax, 6.7, height, f"worker {number}", kwargs, tall=min(0.8, 1.7 / workers))
        _arrow(ax, (4.65, 2.2), (5.75, height), _MESSAGE, both=True)
        _arrow(ax, (8.4, 3.3), (7.65, height), _LOAD)
        _arrow(ax, (7.65, height), (8.4, 1.1), _LOAD)
    ax.plot([9.3, 9.3, 0.6, 0.6], [0.6, 0.05, 0.05, 1.5], **_LOAD)
    _arrow(ax, (0.6, 1.4), (0.6, 1.7), _LOAD)
    ax.text(2.15, 2.3, "which\nsongs", ha="center", va="bottom", fontsize=9)
    ax.text(4.9, 3.15, "a task,\n“done”", ha="center", va="center", fontsize=9)
    ax.text(8.0, 3.75, "sound", ha="center", va="bottom", fontsize=9)
    ax.text(8.0, 0.65, "MFCCs", ha="center", va="top", fontsize=9)
    ax.text(3.7, -0.05, "read later, piece by piece", ha="center", va="top", fontsize=9)
    handles = [
        Line2D([], [], **_MESSAGE, label="messages: kilobytes"),
        Line2D([], [], **_LOAD, label="sound and features: gigabytes"),
    ]
    ax.legend(handles=handles, loc="upper left", frameon=False)
    return ax


def _box(ax, x, y, text, style, tall=0.8):
    style = {"facecolor": "0.95", "edgecolor": "0.35", "boxstyle": "round,pad=0.08"} | style
    ax.add_patch(FancyBboxPatch((x - 0.8, y - tall / 2), 1.6, tall, **style))
    ax.text(x, y, text, ha="center", va="center", fontsize=9)


def _arrow(ax, start, end, style, *, both=False):
    shape = "<|-|>" if both else "-|>"
    ax.annotate("", end, start, arrowprops={"arrowstyle": shape, "shrinkA": 0, "shrinkB": 0} | style)


def plot_tasks(records, *, marks=None, ax=None, **kwargs):
    """Which worker was busy when: a row a worker, a bar a task.

    Parameters
    ----------
    records : list of dict
        As the scheduler's record gives them, `client.get_task_stream()`: of each task its `worker`, and its
        `startstops`, each with an `action` ("compute", "transfer", ...), `start` and `stop` in seconds.
    marks : dict of str to float, optional
        Moments to mark, on the same clock (`time.time()`), by what happened.
    ax : Axes, optional
        Where to draw.
    **kwargs
        For `Axes.broken_barh`.

    Returns
    -------
    Axes
        With the time since the first task began.

    Notes
    -----
    Workers are numbered as they join in. Used in notebook 11.
    """
    spans = [
        (step["start"], step["stop"], task["worker"], step["action"])
        for task in records
        for step in task["startstops"]
    ]
    spans.sort()
    names = list(dict.fromkeys(worker for _, _, worker, _ in spans))
    ax = new_axes(ax, 8, 1.1 + 0.5 * max(1, len(names)))
    begin = spans[0][0] if spans else 0.0
    actions = []
    for row, name in enumerate(names):
        worked = 0
        for start, stop, worker, action in spans:
            if worker != name:
                continue
            computes = action == "compute"
            shade = _SHADES[worked % 2] if computes else _MOVED
            worked += computes
            actions.append(computes)
            style = {"facecolor": shade, "edgecolor": "white", "linewidth": 0.5} | kwargs
            ax.broken_barh([(start - begin, stop - start)], (row - 0.36, 0.72), **style)
    for what, moment in (marks or {}).items():
        ax.axvline(moment - begin, color="black", linestyle="--", linewidth=1.2)
        text = {"xytext": (3, 2), "textcoords": "offset points", "fontsize": 9}
        ax.annotate(literal(what), (moment - begin, 1), xycoords=("data", "axes fraction"), **text)
    ax.set_yticks(range(len(names)), [f"worker {number}" for number in range(1, len(names) + 1)])
    ax.set_ylim(max(1, len(names)) - 0.5, -0.5)
    ax.set_xlim(left=0)
    ax.set(xlabel="seconds since the first task began")
    if not all(actions):
        handles = [
            Patch(color=_SHADES[0], label="works"),
            Patch(color=_MOVED, label="fetches, unpacks"),
        ]
        ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return ax
