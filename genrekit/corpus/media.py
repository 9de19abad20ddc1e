"""How records sound: the settings of the studio, the spectra that records aim at, the media of a century."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

#: Third-octave centre frequencies in Hz, where spectra are given.
BANDS = tuple(1000.0 * 2.0 ** (k / 3) for k in range(-15, 11))


def _curve(corners):
    """dB at `BANDS` from straight lines over log-frequency between (Hz, dB) corners."""
    hz, db = zip(*corners, strict=True)
    return tuple(float(v) for v in np.interp(np.log2(BANDS), np.log2(hz), db))


#: Long-term average power spectral densities (dB; 0 at 1 kHz) of records, as a few straight lines. The
#: corners are the kit's own, drawn by hand in the shape that the literature describes; they are read off no
#: table and no song. "popular": most at 60 to 120 Hz, then falling by about 5 dB per octave and faster at the
#: top (Pestana et al., *Spectral characteristics of popular commercial recordings 1950-2010*, AES 135, 2013).
#: The others have more or less of something: "modern" more treble, "scooped" less around 500 Hz, as under a
#: wall of guitars; "heavy" more bass, "warm" more of the lower middle and little treble, "early" little at
#: both ends. "classical": less bass and a fast fall (Elowsson and Friberg, *Long-term average spectrum in
#: popular music and its relation to the level of the percussion*, AES 142, 2017: drums bring the treble).
SPECTRA = {
    "popular": _curve(
        [(20, -6), (40, 11), (60, 18), (120, 14), (250, 7), (500, 4), (1000, 0), (2000, -4), (4000, -11),
         (8000, -18), (11000, -24)]
    ),
    "modern": _curve(
        [(20, 0), (40, 14), (60, 19), (120, 14), (250, 5), (500, 2), (1000, 0), (2000, -2), (4000, -6),
         (8000, -13), (11000, -18)]
    ),
    "scooped": _curve(
        [(20, 0), (40, 15), (60, 20), (120, 14), (250, 4), (500, 0), (1000, 0), (2000, -1), (4000, -6),
         (8000, -14), (11000, -26)]
    ),
    "heavy": _curve(
        [(20, 2), (40, 18), (60, 23), (120, 14), (250, 6), (500, 4), (1000, 0), (2000, -4), (4000, -12),
         (8000, -17), (11000, -32)]
    ),
    "warm": _curve(
        [(20, -10), (40, 6), (60, 15), (120, 13), (250, 11), (500, 9), (1000, 2), (2000, -7), (4000, -17),
         (8000, -26), (11000, -45)]
    ),
    "early": _curve(
        [(20, -25), (40, -4), (80, 7), (160, 11), (315, 10), (630, 6), (1000, 1), (2000, -6), (4000, -14),
         (6300, -22), (11000, -50)]
    ),
    "classical": _curve(
        [(20, -20), (40, -5), (80, 6), (160, 9), (315, 8), (630, 5), (1000, 1), (2000, -6), (4000, -14),
         (8000, -33), (11000, -52)]
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Reverberation:
    """What tells one kind of reverberation from another.

    Attributes
    ----------
    first_ms : float
        When the first reflection comes, in milliseconds.
    early : int
        Single reflections before the sound is dense.
    damping : float
        0: treble lasts as long as the rest; 1: half as long.
    high_hz : float
        Nothing reverberates above.
    """

    first_ms: float
    early: int
    damping: float
    high_hz: float


#: A plate is dense at once and bright, a hall begins late and is dark, a spring passes little treble.
ROOMS = {
    "room": Reverberation(8, 6, 1.0, 11000),
    "hall": Reverberation(22, 10, 1.0, 7000),
    "plate": Reverberation(1, 0, 0.4, 11000),
    "spring": Reverberation(30, 3, 0.6, 4000),
}


@dataclass(frozen=True)
class Recording:
    """How an artist's records sound.

    Attributes
    ----------
    level_db : float
        RMS level of the finished clip, in dB of full scale.
    spectrum : str or tuple of float [shape=(len(BANDS),)]
        Long-term spectrum aimed at: a name in `SPECTRA`, or dB at `BANDS`.
    bass_db, presence_db, treble_db : float
        Equaliser: below 150 Hz, around 3 kHz, above 6 kHz.
    colour_db : float
        How far the studio's own colour (microphones, desk, room, taste: an uneven curve, drawn from `seed`)
        strays from flat, in dB. All songs of an artist share it.
    song_db : float
        How far a song's mix strays from the artist's others, in dB: in its spectrum, and in its level by half
        as much. Songs of a real artist come from several albums and engineers.
    low_hz, high_hz : float
        Band limits of the medium: 120 and 5,000 for a 78, 40 and 10,000 for a good tape.
    noise_db : float
        Hiss, in dB of full scale.
    crackle : float
        Clicks of a worn record, per second.
    hum_db : float
        Mains hum, in dB of full scale.
    room : str
        What reverberates: a name in `ROOMS`, "room", "hall", "plate" or "spring".
    room_seconds, room_mix : float
        Reverberation time (a fall of 60 dB) in seconds, and the room's share in the sound, 0 to 1.
    doubling : float
        Level of a second take of harmony and melody, 0 (none) to 1 (as loud as the first): sung and played
        twice, or a chorus.
    compression : float
        0 (none) to 1 (brick wall).
    drive : float
        Saturation of tape or limiter, 0 to 1.
    seed : int
        Of all that chance decides: the studio's colour, the mix of each song, the room, the second take, the
        noise. 0: not drawn yet (`genrekit.corpus.Artist` draws one from the artist's name).

    Raises
    ------
    ValueError
        If a share is not from 0 to 1, `room_seconds` is below 0, or the spectrum or the room has no such
        name.
    """

    level_db: float = -17.0
    spectrum: tuple[float, ...] | str = "popular"
    bass_db: float = 0.0
    presence_db: float = 0.0
    treble_db: float = 0.0
    colour_db: float = 2.0
    song_db: float = 1.5
    low_hz: float = 40.0
    high_hz: float = 10000.0
    noise_db: float = -75.0
    crackle: float = 0.0
    hum_db: float = -120.0
    room: str = "room"
    room_seconds: float = 0.5
    room_mix: float = 0.2
    doubling: float = 0.0
    compression: float = 0.2
    drive: float = 0.0
    seed: int = 0

    def __post_init__(self):
        for name in ("room_mix", "doubling", "compression", "drive"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is {getattr(self, name)!r}: use a number from 0 to 1")
        if not self.room_seconds >= 0:
            raise ValueError(f"room_seconds is {self.room_seconds!r}: use 0 or more")
        if self.room not in ROOMS:
            raise ValueError(f"room {self.room!r} is not one of {', '.join(ROOMS)}")
        spectrum_of(self)


def spectrum_of(recording):
    """The spectrum that a recording aims at.

    Parameters
    ----------
    recording : Recording

    Returns
    -------
    db : np.ndarray [shape=(len(BANDS),)]
        In dB at `BANDS`.

    Raises
    ------
    ValueError
        If `SPECTRA` has no such name, or the values are not one for each band.
    """
    if isinstance(recording.spectrum, str):
        if recording.spectrum not in SPECTRA:
            raise ValueError(f"spectrum {recording.spectrum!r} is not one of {', '.join(SPECTRA)}")
        return np.asarray(SPECTRA[recording.spectrum])
    db = np.asarray(recording.spectrum, float)
    if db.shape != (len(BANDS),):
        raise ValueError(f"spectrum has {db.size} values; it needs one for each of {len(BANDS)} bands")
    return db


#: Media and ways to record, from the shellac disc to the loud compact disc.
MEDIA = {
    "78": Recording(
        level_db=-19, spectrum="early", low_hz=110, high_hz=5000, noise_db=-52, crackle=6, hum_db=-66,
        room_seconds=0.3, room_mix=0.12, compression=0.15, drive=0.25,
    ),
    "radio": Recording(
        level_db=-18, spectrum="early", low_hz=90, high_hz=6500, noise_db=-58, hum_db=-62, room_seconds=0.5,
        room_mix=0.18, compression=0.45, drive=0.2,
    ),
    "mono tape": Recording(
        level_db=-18, spectrum="early", low_hz=60, high_hz=8000, noise_db=-66, hum_db=-75, room_seconds=0.6,
        room_mix=0.2, compression=0.2, drive=0.2, doubling=0.4,
    ),
    "stereo tape": Recording(
        level_db=-18, spectrum="warm", low_hz=40, high_hz=9000, noise_db=-74, room_seconds=0.6, room_mix=0.2,
        compression=0.2, drive=0.1, doubling=0.5,
    ),
    "multitrack": Recording(
        level_db=-17, spectrum="popular", low_hz=35, high_hz=10000, noise_db=-78, room="plate",
        room_seconds=1.2, room_mix=0.2, compression=0.3, drive=0.1, doubling=0.5,
    ),
    "digital": Recording(
        level_db=-18, spectrum="popular", low_hz=30, high_hz=10500, noise_db=-90, room="plate",
        room_seconds=1.8, room_mix=0.25, compression=0.25, doubling=0.5,
    ),
    "loud disc": Recording(
        level_db=-14, spectrum="modern", low_hz=30, high_hz=11000, noise_db=-90, room_seconds=0.4,
        room_mix=0.15, compression=0.6, drive=0.2, doubling=0.5,
    ),
    "club": Recording(
        level_db=-21, spectrum="warm", low_hz=45, high_hz=9200, noise_db=-74, room_seconds=0.9,
        room_mix=0.25, compression=0.05,
    ),
    "hall": Recording(
        level_db=-24, spectrum="classical", low_hz=35, high_hz=8800, noise_db=-84, room="hall",
        room_seconds=2.0, room_mix=0.4, compression=0.0,
    ),
    "chamber": Recording(
        level_db=-23, spectrum="classical", low_hz=45, high_hz=9200, noise_db=-82, room_seconds=1.0,
        room_mix=0.3, compression=0.0,
    ),
}  # fmt: skip


def on(medium, **changes):
    """A recording on a medium, with what is particular about it.

    Parameters
    ----------
    medium : str
        A name in `MEDIA`: "78", "mono tape", "loud disc".
    **changes
        Attributes of `Recording` that differ.

    Returns
    -------
    Recording

    Raises
    ------
    ValueError
        If there is no such medium.

    Examples
    --------
    >>> on("hall", level_db=-27).room
    'hall'
    """
    if medium not in MEDIA:
        raise ValueError(f"medium {medium!r} is not one of {', '.join(MEDIA)}")
    return replace(MEDIA[medium], **changes)


#: Least and most that `with_difficulty` makes of a setting.
_LIMITS = {
    "level_db": (-34.0, -10.0), "bass_db": (-12.0, 12.0), "presence_db": (-12.0, 12.0),
    "treble_db": (-12.0, 12.0), "low_hz": (20.0, 200.0), "high_hz": (3500.0, 15000.0),
    "noise_db": (-100.0, -46.0), "crackle": (0.0, 12.0), "hum_db": (-120.0, -56.0),
    "room_seconds": (0.1, 4.0), "room_mix": (0.0, 0.6), "doubling": (0.0, 1.0),
    "compression": (0.0, 1.0), "drive": (0.0, 1.0),
}  # fmt: skip
_IN_OCTAVES = ("low_hz", "high_hz")


def with_difficulty(own, genre, difficulty):
    """An artist's recording in an easier or a harder collection.

    Parameters
    ----------
    own : Recording
        How the artist is recorded.
    genre : sequence of Recording
        How all artists of the genre are.
    difficulty : float, 0 to 1
        0: all songs of the genre are recorded in the same, typical way, so that only the music tells them
        apart. 0.5: everybody as the recipe says. 1: every artist twice as far from what is typical.

    Returns
    -------
    Recording

    Raises
    ------
    ValueError
        If the difficulty is out of range.

    Notes
    -----
    The more the records of one genre differ, the less an artist who was never heard sounds like those who
    were: songs of new artists become harder to recognise, new songs of known artists hardly. This is the
    album effect (Kim, Williamson and Pilli, *Towards quantifying the album effect in artist identification*,
    ISMIR 2006).
    """
    if not 0 <= difficulty <= 1:
        raise ValueError(f"difficulty is {difficulty!r}: use a number from 0 to 1")
    if difficulty == 0.5:
        return own
    far = 2.0 * difficulty
    changes = {
        "colour_db": own.colour_db * far,
        "song_db": own.song_db * min(far, 1.0),
        "spectrum": tuple(_between([spectrum_of(r) for r in genre], spectrum_of(own), far).tolist()),
        "room": own.room if difficulty > 0.25 else Counter(r.room for r in genre).most_common(1)[0][0],
    }
    for name, limits in _LIMITS.items():
        values, mine = np.array([getattr(r, name) for r in genre]), getattr(own, name)
        if name in _IN_OCTAVES:
            value = np.exp2(_between(np.log2(values), np.log2(mine), far))
        else:
            value = _between(values, mine, far)
        changes[name] = float(np.clip(value, *limits))
    return replace(own, **changes)


def _between(values, mine, far):
    typical = np.mean(values, axis=0)
    return typical + far * (mine - typical)


def colour_of(recording):
    """The studio's own colour.

    Parameters
    ----------
    recording : Recording

    Returns
    -------
    db : np.ndarray [shape=(len(BANDS),)]
        In dB at `BANDS`: noise, smoothed over an octave and a half, of the deviation `colour_db`.
    """
    return recording.colour_db * _uneven(np.random.default_rng((recording.seed, 3)))


def mix_of(recording, song):
    """How the mix of one song differs from the artist's others.

    Parameters
    ----------
    recording : Recording
    song : int >= 0
        Another song is mixed in another way.

    Returns
    -------
    db : np.ndarray [shape=(len(BANDS),)]
        In dB at `BANDS`: a curve as of `colour_of`, of the deviation `song_db`.
    level_db : float
        In dB.
    """
    rng = np.random.default_rng((recording.seed, 5, song))
    return recording.song_db * _uneven(rng), 0.5 * recording.song_db * float(rng.standard_normal())


def _uneven(rng):
    """Noise at `BANDS`, smoothed over an octave and a half, of the deviation 1."""
    width = np.hanning(7)[1:-1]
    noise = rng.standard_normal(len(BANDS) + len(width) - 1)
    return np.convolve(noise, width / np.linalg.norm(width), mode="valid")
