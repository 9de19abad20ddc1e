"""The table of the bench: what is promised, what was measured, now and before."""

from __future__ import annotations

import json
from pathlib import Path

from genrekit import paths

#: What the kit promises on two cores, by row of the table: at most, or (with ">") at least.
GOALS = {
    "import genrekit (s)": "< 0.5",
    "one clip, median (ms)": "< 100",
    "one clip, slowest genre (ms)": "< 100",
    "1,000 clips to MFCCs (s)": "< 120",
    "training, 26 MFCCs (s)": "< 90",
    "training, 18 MFCCs (s)": "< 90",
    "memory of a training (GB)": "< 1.5",
    "committed notebooks (MB)": "< 5",
    "extraction beside python_speech_features": "> 4",
    "extraction beside librosa": "> 2",
    "training beside plain model.fit": "> 1",
    "verification, exponent of time": "< 1.1",
    "comparison, exponent of time": "< 1.1",
    "extraction, exponent of time": "< 1.1",
    "training, exponent of time": "< 1.1",
    "prediction, exponent of time": "< 1.1",
    "comparison, exponent of memory": "< 0.2",
    "training of 10,000 clips (MB)": "< 1536",
    "training, exponent of memory": "< 0.2",
    "prediction of 10,000 clips (MB)": "< 1536",
    "prediction, exponent of memory": "< 0.2",
}


_MET = {True: "met", False: "missed", None: ""}


def read(file):
    """Rows of a table that `save` has written: dict of str to float; ValueError if it is none."""
    try:
        rows = json.loads(Path(file).read_text(encoding="utf-8"))["measured"]
        return {str(name): float(value) for name, value in rows.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(
            f"{file}: is no table of the bench ({error}); choose one from results/bench"
        ) from None


def save(target, machine, measured):
    """Write a table, to be read by `read`."""
    with paths.written_whole(target) as unfinished:
        told = {"machine": machine, "measured": measured, "goals": GOALS}
        unfinished.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def table(measured, earlier=None):
    """Rows beside their goals, and beside those of another time.

    Parameters
    ----------
    measured, earlier : dict of str to float
        By name; a row that only one of them has is shown, too.

    Returns
    -------
    str
        Lines of text.
    """
    width = max(map(len, [*measured, *(earlier or {})]), default=0)
    heads = f"{'':{width}}{'measured':>12}{'goal':>9}{'':>8}"
    lines = [heads + f"{'earlier':>12}{'now/earlier':>13}" if earlier is not None else heads.rstrip()]
    for name in dict.fromkeys([*measured, *(earlier or {})]):
        value = measured.get(name)
        line = f"{name:{width}}{_number(value):>12}{GOALS.get(name, ''):>9}{_MET[met(name, value)]:>8}"
        if earlier is not None:
            old = earlier.get(name)
            ratio = value / old if value is not None and old else None
            line += f"{_number(old):>12}{_number(ratio):>13}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def met(name, value):
    """Whether a number is as promised; None if nothing is, or nothing was measured."""
    goal = GOALS.get(name)
    if goal is None or value is None:
        return None
    bound = float(goal[1:])
    return value < bound if goal[0] == "<" else value > bound


def _number(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"
