"""What is played: notes, parts and scores, before anyone plays or records them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

#: One note. Times in seconds from the start of the clip, pitch as a MIDI note number (60 = middle C,
#: or the General MIDI drum key in a drum part), velocity 0 to 1. `bend` is where the pitch starts,
#: in semitones above (+) or below (-) `pitch`, from which it glides to `pitch` within the first 120 ms;
#: `vibrato` is the depth of a 5.5 Hz vibrato in semitones, which sets in after 200 ms.
NOTE = np.dtype(
    [
        ("start", "f4"),
        ("seconds", "f4"),
        ("pitch", "f4"),
        ("velocity", "f4"),
        ("bend", "f4"),
        ("vibrato", "f4"),
    ]
)

#: What a part does in the music.
ROLES = ("drums", "bass", "harmony", "melody")


@dataclass(frozen=True)
class Part:
    """One instrument of a score.

    Attributes
    ----------
    name : str
        What a musician would call it: "walking bass", "slide guitar".
    role : str
        One of `ROLES`.
    program : int
        General MIDI program, 0 to 127 (0 is the grand piano); for drums the kit (0, 8, 16, 24, 25, 32, 40,
            48).
    notes : np.ndarray [shape=(notes,), dtype=NOTE]
        What it plays, sorted by `start`.
    gain_db : float
        Its fader in the mix.
    drive : float
        Amplifier saturation of this part alone, 0 (clean) to 1 (fuzz).
    place : float, optional
        Where it stands in the room, 0 to 1: decides what the floor and the nearest wall, or a second
        microphone, add to its sound, see `genrekit.corpus.sampler.reflection`. Nothing if it is None.
    voice : str
        Who sings it: a name in `genrekit.corpus.voice.VOICES`; then `program` is only a stand-in (54) for a
        MIDI file. Empty for instruments.
    """

    name: str
    role: str
    program: int
    notes: np.ndarray
    gain_db: float = 0.0
    drive: float = 0.0
    place: float | None = None
    voice: str = ""


@dataclass(frozen=True)
class Score:
    """A composed clip: everything there is to know about it before it is played.

    Attributes
    ----------
    genre, artist, style, title : str
        Who plays what: the genre, the artist's name, the sub-style ("Chicago shuffle"), the song.
    tempo : float
        Beats per minute.
    metre : str
        "4/4", "3/4", "12/8".
    key : str
        "E", "F# minor".
    seconds : float
        Length of the clip.
    parts : tuple of Part
        The instruments.
    sections : tuple of (float, str)
        Where each section of the form starts, in seconds, and its name ("verse", "solo").
    chords : tuple of (float, str)
        Where each chord of the lead sheet starts, in seconds, and its name ("Am7", "C/E").
    """

    genre: str
    artist: str
    style: str
    title: str
    tempo: float
    metre: str
    key: str
    seconds: float
    parts: tuple[Part, ...] = ()
    sections: tuple[tuple[float, str], ...] = field(default=())
    chords: tuple[tuple[float, str], ...] = field(default=())

    def table(self) -> pd.DataFrame:
        """Every note of the score, a row each, in order of time.

        Returns
        -------
        pd.DataFrame
            Columns `part`, `role`, `start` and `seconds` (s), `pitch` (MIDI), `velocity` (0 to 1).
        """
        import pandas as pd  # here, because it takes longer to load than a clip to make

        frames = []
        for part in self.parts:
            columns = {name: part.notes[name] for name in ("start", "seconds", "pitch", "velocity")}
            frames.append(pd.DataFrame({"part": part.name, "role": part.role, **columns}))
        if not frames:
            return pd.DataFrame(columns=["part", "role", "start", "seconds", "pitch", "velocity"])
        return pd.concat(frames).sort_values("start", kind="stable", ignore_index=True)
