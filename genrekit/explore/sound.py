"""Explorers of pictures of sound: window and hop (notebook 02), mel bands and coefficients (notebook 03)."""

from __future__ import annotations

import numpy as np
import scipy.fft

from genrekit import features, listen, plots
from genrekit.audio import SR
from genrekit.explore.base import Control, sliders

#: What the sliders choose from, in samples.
WINDOWS = (64, 128, 256, 512, 1024, 2048, 4096, 8192)
HOPS = (64, 128, 256, 512, 1024, 2048)

#: Mel bands and coefficients. 13, 18 and 26 are those of the course.
BANDS = (8, 13, 20, 26, 40, 64, 128)
COEFFICIENTS = (1, 2, 3, 4, 6, 8, 10, 13, 16, 18, 20, 23, 26, 32, 40, 64, 128)

#: Range of brightness, in decibels.
_RANGE_DB = 70


def window_and_hop(y, *, window=2048, hop=512, seconds=2.5, max_hz=4000.0):
    """A spectrogram with sliders for window and hop, and the sound that can be made back from it.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        A sound at `audio.SR` Hz.
    window, hop : int
        Where the sliders start, in samples: 64 to 8,192, and 64 to 2,048, powers of two.
    seconds : float > 0
        How much of its beginning is drawn and played: the picture must follow the hand.
    max_hz : float > 0
        Show frequencies up to here. The sound holds all of them.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If the sound is empty, or a slider cannot start there.

    Notes
    -----
    The sound has the levels of the picture; the phases, which the picture does not hold, are guessed by the
    fast Griffin-Lim algorithm. Where windows overlap more than eight times, every other column (or fourth,
    and so on) is enough to make it. Used in notebook 02.
    """
    y = _beginning(y, seconds)
    loudest = features.to_db(_power(y, 2048, 512)).max()
    original = listen.play(y, caption="The excerpt as it was.", seconds=seconds)

    def draw(window, hop):
        power = _power(y, window, hop)
        shown = 1 + int(np.ceil(max_hz * window / SR))
        db = features.to_db(power[:, :shown])
        ax = plots.steady_panels(
            height=3.6, places={"left": 0.085, "right": 1.02, "bottom": 0.14, "top": 0.91}
        )
        plots.plot_spectrogram(
            db,
            # Each column stands around the middle of its window, each row around its bin.
            start=-hop / 2 / SR,
            hop_seconds=hop / SR,
            sr=2 * db.shape[1] * SR / window,
            max_hz=min(max_hz, SR / 2),
            vmin=loudest - _RANGE_DB,
            vmax=loudest,
            ax=ax,
        )
        ax.set(xlim=(0, len(y) / SR))
        what = f"window of {window:,} samples ({_ms(window)}), hop of {hop:,} ({_ms(hop)})"
        ax.set_title(what[0].upper() + what[1:])
        figure = plots.show(ax, alt=f"A spectrogram up to {max_hz:,.0f} Hz, {what}. {_looks(window, hop)}")
        return [figure, _window_told(len(y), power, window, hop), original, _back(power, window, hop, len(y))]

    return sliders(
        draw,
        title="Window and hop",
        window=Control("window length", WINDOWS, window, lambda n: f"{n:,} samples, {_ms(n)}"),
        hop=Control("hop", HOPS, hop, lambda n: f"{n:,} samples, {_ms(n)}"),
    )


def _beginning(y, seconds):
    y = np.asarray(y, np.float32)[: int(seconds * SR)]
    if not len(y):
        raise ValueError("y is empty; give a sound, and seconds above 0")
    return y


def _ms(samples):
    ms = 1000 * samples / SR
    return f"{ms:.0f} ms" if ms >= 9.95 else f"{ms:.1f} ms"


def _power(y, window, hop):
    """Half a window of silence at both ends, so that each frame sits around its own moment."""
    return features.spectrogram(np.pad(y, window // 2), n_fft=window, hop=hop)


def _looks(window, hop):
    """What to expect of a window of this length, in a sentence."""
    if hop > 2 * window:
        return "Most of the sound lies between the windows: strokes come out as broad steps, if at all."
    if window <= 256:
        return "Strokes are sharp upright edges, notes broad smears."
    if window <= 2048:
        return "Some of both: upright edges for strokes, level lines for notes."
    return "Notes are thin level lines, strokes are smeared."


def _window_told(samples, power, window, hop):
    """Frames, bins and what they cost, in sentences."""
    apart = SR / window
    parts = [
        f"The window of {window:,} samples lasts {_ms(window)} and gives {power.shape[1]:,} bins, "
        f"{apart:.1f} Hz apart.",
        f"A hop of {hop:,} samples ({_ms(hop)}) gives {len(power):,} frames in {samples / SR:.1f} s:",
        f"{power.size:,} numbers for {samples:,} samples.",
    ]
    if hop > window:
        parts.append(
            f"{100 * (1 - window / hop):.0f} % of the sound lies between the windows: nobody looks at it."
        )
    elif hop == window:
        parts.append("The windows stand side by side: what lies at their edges is hardly looked at.")
    else:
        parts.append(f"Each moment lies in {window // hop} windows.")
    return " ".join(parts)


def _back(power, window, hop, samples):
    """The sound of a picture, as loud as it was unless it would clip."""
    every = max(1, window // 8 // hop)
    made = listen.from_spectrogram(power[::every], n_fft=window, hop=hop * every)
    made = np.pad(made, (0, max(0, window // 2 + samples - len(made))))[window // 2 : window // 2 + samples]
    made /= max(1, np.abs(made).max())
    return listen.play(made, caption="Made back from the picture, phases guessed.", seconds=len(made))


def bands_and_coefficients(y, *, bands=26, coefficients=13, seconds=2.5):
    """A log-mel spectrogram beside what its first coefficients keep of it, with sliders for both numbers.

    Parameters
    ----------
    y : np.ndarray [shape=(samples,)]
        A sound at `audio.SR` Hz.
    bands, coefficients : int
        Where the sliders start: some numbers from 8 to 128 and from 1 to 128.
    seconds : float > 0
        How much of its beginning is drawn and played: the picture must follow the hand.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If the sound is empty, or a slider cannot start there.

    Notes
    -----
    The levels of the bands are turned by the cosine transform, all but the first coefficients set to zero,
    and turned back: notebook 03 without pre-emphasis, lifter and energy, which change how the curve is told
    and not what is kept of it. The sound is that of `listen.from_mel`. Used in notebook 03.
    """
    y = _beginning(y, seconds)
    # Frames as in from_mel: four windows over each moment.
    padded = np.pad(y, 1024)
    original = listen.play(y, caption="The excerpt as it was.", seconds=seconds)

    def draw(bands, coefficients):
        db = features.log_mel(padded, num_filters=bands, n_fft=2048, hop=512)
        count = min(bands, coefficients)
        cepstra = scipy.fft.dct(db, type=2, axis=1, norm="ortho")
        cepstra[:, count:] = 0
        kept = scipy.fft.idct(cepstra, type=2, axis=1, norm="ortho")
        error = np.sqrt(np.mean((kept - db) ** 2))
        axes = plots.steady_panels(
            1,
            2,
            width=8.8,
            height=3.4,
            places={"left": 0.075, "right": 0.99, "bottom": 0.15, "top": 0.91, "wspace": 0.07},
            sharey=True,
        )
        titles = (
            f"{bands} mel bands",
            f"what {_coefficients(count)} keep{'s' if count == 1 else ''}",
        )
        for ax, values, title in zip(axes, (db, kept), titles, strict=True):
            scale = {"vmin": db.max() - _RANGE_DB, "vmax": db.max()}
            plots.plot_mel(values, hop_seconds=512 / SR, ax=ax, **scale)
            ax.set(xlim=(0, len(y) / SR), title=title)
        axes[1].set_ylabel("")
        figure = plots.show(
            axes,
            alt=f"Left, a log-mel spectrogram of {bands} bands; right, what {_coefficients(count)} a frame "
            f"keep{'s' if count == 1 else ''} of it. {_blurred(count, bands)}",
        )
        made = listen.from_mel(kept)[1024 : 1024 + len(y)]
        return [
            figure,
            _coefficients_told(bands, coefficients, error),
            original,
            listen.play(made, caption="Made back from the right half alone.", seconds=seconds),
        ]

    return sliders(
        draw,
        title="Mel bands and coefficients",
        bands=Control("mel bands", BANDS, bands, "{} bands"),
        coefficients=Control("coefficients kept", COEFFICIENTS, coefficients, lambda n: f"the first {n}"),
    )


def _coefficients(count):
    return "1 coefficient" if count == 1 else f"{count} coefficients"


def _blurred(count, bands):
    """What the right half looks like beside the left one, in a sentence."""
    if count == bands:
        return "Both halves are the same."
    if count == 1:
        return "Every column of it has a single brightness: only loud and soft are left."
    return "It has the same upright edges and the same broad regions, blurred upwards and downwards."


def _coefficients_told(bands, coefficients, error):
    """What is kept, and how far off it is, in sentences."""
    count = min(bands, coefficients)
    if coefficients > bands:
        parts = [f"{bands} bands give {bands} coefficients and no more."]
    elif count == bands:
        parts = [f"{bands} bands a frame, and as many coefficients."]
    else:
        parts = [
            f"{bands} bands a frame, and {_coefficients(count)}: {bands / count:.1f} times fewer numbers."
        ]
    if count == bands:
        parts.append("The cosine transform turns the curve and loses nothing: both halves are the same.")
    else:
        parts.append(f"What is kept is {error:.1f} dB off on average.")
    parts.append(
        "Bands as narrow as these tell the lowest overtones apart: notes can come through."
        if bands >= 64 and count >= 64
        else "Notes melt into one another: what is heard is rhythm and colour."
    )
    return " ".join(parts)
