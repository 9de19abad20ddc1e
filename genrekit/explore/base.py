"""Sliders over whatever a function draws, says and plays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import anywidget
import matplotlib.pyplot as plt
import traitlets

from genrekit.listen import Player
from genrekit.plots import Figure


@dataclass(frozen=True)
class Control:
    """One slider: what it chooses from, and how that is told in words.

    Parameters
    ----------
    label : str
        What is chosen, "window length" for example.
    values : sequence
        What there is to choose from, from the left end of the slider to the right.
    default : object
        The value it starts with, one of `values`.
    text : str or callable
        A value in words, with its unit: `"{:,} samples"`, or a function of the value.

    Raises
    ------
    ValueError
        If there is nothing to choose from, or the default is none of it.
    """

    label: str
    values: Sequence
    default: object
    text: str | Callable[[object], str] = "{}"

    def __post_init__(self):
        object.__setattr__(self, "values", tuple(self.values))
        if not self.values:
            raise ValueError(f"values of {self.label!r} is empty; give what the slider chooses from")
        self.position(self.default, "default")

    def position(self, value, name="value"):
        """Where a value lies on the slider, from 0; a ValueError if it does not.

        Parameters
        ----------
        value : object
        name : str
            What to call it in the error.

        Returns
        -------
        int
        """
        if value not in self.values:
            choice = ", ".join(map(str, self.values))
            raise ValueError(f"{name} of {self.label!r} is {value!r}; choose from {choice}")
        return self.values.index(value)

    def told(self, value):
        """A value in words.

        Parameters
        ----------
        value : object

        Returns
        -------
        str
        """
        return self.text.format(value) if isinstance(self.text, str) else str(self.text(value))


class Explorer(anywidget.AnyWidget):
    """Sliders, and below them what a function draws, says and plays for their values. Made by `sliders`.

    Parameters
    ----------
    draw : callable
        As for `sliders`.
    title : str
        What is explored.
    controls : dict of str to Control
        A slider for each argument of `draw`.

    Notes
    -----
    The output of a cell is the widget and, for all that have no kernel (a book, slides, a page, a
    repository), the picture of the defaults: it never changes, wherever the sliders are. Should `draw` fail
    for some values, the page says so in a sentence, and the next move of a slider draws again.

    Native sliders rather than those of ipywidgets: they can tell a screen reader "2,048 samples, 93 ms" where
    those tell the number of the step. The browser holds back moves while Python draws, and sends the last.
    """

    _esm = Path(__file__).with_name("sliders.js")
    _css = Path(__file__).with_name("sliders.css")

    title = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    # Without echo: an answer that comes late must not move the slider back under the visitor's hand.
    positions = traitlets.List(traitlets.Int()).tag(sync=True, echo_update=False)
    picture = traitlets.Bytes().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)

    def __init__(self, draw, title, controls):
        if not controls:
            raise ValueError("there is no control; give at least one, name=Control(label, values, default)")
        self._draw, self._controls = draw, dict(controls)
        positions = [control.position(control.default) for control in controls.values()]
        # An error here is raised: whoever writes the cell is to see it whole.
        self._static, shown = self._drawn(positions)
        super().__init__(
            title=str(title),
            controls=[
                {"label": control.label, "texts": [control.told(value) for value in control.values]}
                for control in controls.values()
            ],
            positions=positions,
            picture=_png(self._static),
            shown=shown,
        )
        self.observe(self._redraw, "positions")

    @property
    def values(self):
        """dict of str to object: what the sliders stand at."""
        return self._values(self.positions)

    @property
    def says(self):
        """str: the sentence below the sliders."""
        return self.shown["says"]

    def move(self, **values):
        """Move sliders, and draw again.

        Parameters
        ----------
        **values
            A value for one or more of the sliders.

        Raises
        ------
        ValueError
            If there is no such slider, or no such value on it.
        """
        unknown = sorted(values.keys() - self._controls.keys())
        if unknown:
            raise ValueError(f"there is no slider {unknown[0]!r}; choose from {', '.join(self._controls)}")
        wanted = self.values | values
        self.positions = [control.position(wanted[name]) for name, control in self._controls.items()]

    def set_state(self, sync_data):
        """Take over what the browser may change: where the sliders stand."""
        super().set_state({name: value for name, value in sync_data.items() if name == "positions"})

    @traitlets.validate("positions")
    def _on_the_sliders(self, proposal):
        lengths = [len(control.values) for control in self._controls.values()]
        positions = proposal["value"]
        if len(positions) != len(lengths) or not all(
            0 <= position < length for position, length in zip(positions, lengths, strict=True)
        ):
            raise traitlets.TraitError(f"positions is {positions}; each must lie below {lengths}")
        return positions

    def _values(self, positions):
        return {
            name: control.values[position]
            for (name, control), position in zip(self._controls.items(), positions, strict=True)
        }

    def _drawn(self, positions):
        """The figure, and all that is told and played with it."""
        parts = self._draw(**self._values(positions))
        parts = list(parts) if isinstance(parts, (list, tuple)) else [parts]
        figures = [part for part in parts if isinstance(part, Figure)]
        players = [part for part in parts if isinstance(part, Player)]
        sentences = [part for part in parts if isinstance(part, str)]
        if len(figures) != 1 or len(figures) + len(players) + len(sentences) != len(parts):
            kinds = ", ".join(type(part).__name__ for part in parts)
            raise TypeError(
                f"draw gave {kinds}; return plots.show(...), or a list of it with str and listen.play(...)"
            )
        _, about = figures[0]._repr_mimebundle_()
        return figures[0], {
            "positions": list(positions),
            "alt": figures[0].alt,
            "width": about["image/png"].get("width", 0),
            "says": " ".join(sentences) or figures[0].alt,
            "players": [player._repr_html_() for player in players],
            "trouble": False,
        }

    def _redraw(self, _change):
        positions, before = list(self.positions), set(plt.get_fignums())
        try:
            figure, shown = self._drawn(positions)
            picture = _png(figure)
        except Exception as error:  # of whatever kind: the sliders must go on
            what = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(".: ")
            says = f"This cannot be drawn ({what}). Move a slider to go on."
            picture = b""
            shown = {"positions": positions, "alt": "", "width": 0, "says": says, "players": []}
            shown["trouble"] = True
        for number in set(plt.get_fignums()) - before:
            plt.close(number)  # or Jupyter would show what was half drawn below the cell
        # In one message: a picture must not stand beside the words of the one before.
        with self.hold_sync():
            self.picture, self.shown = picture, shown

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        picture, about = self._static._repr_mimebundle_()
        return {**data, **picture}, {**metadata, **about}

    def __repr__(self):
        return self._static.alt


def _png(figure):
    data, _ = figure._repr_mimebundle_()
    return data["image/png"]


def sliders(draw, *, title, **controls):
    """Sliders over whatever a function draws, says and plays: the picture follows at once.

    Parameters
    ----------
    draw : callable
        Gets a value for each control, by name. Returns `plots.show(...)`, or a list of it with sentences
        (str) that say what is shown now, and players, `listen.play(...)`. A third of a second is the longest
        that a redraw should take.
    title : str
        What is explored.
    **controls : Control
        A slider for each argument of `draw`.

    Returns
    -------
    Explorer
        As the last value of a cell: the sliders; the picture of the defaults where there is no kernel.

    Raises
    ------
    ValueError
        If there is no control.
    TypeError
        If `draw` returns something else.

    Examples
    --------
    >>> def draw(hz):
    ...     tone = listen.tone(hz)
    ...     ax = plots.plot_waveform(tone[:500])
    ...     return [plots.show(ax, alt=f"A wave of {hz} Hz."), listen.play(tone, caption="How high is it?")]
    >>> explore.sliders(draw, title="A tone", hz=explore.Control("pitch", (110, 220, 440), 220, "{} Hz"))
    """
    return Explorer(draw, title, controls)
