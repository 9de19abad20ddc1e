"""Classical: functional harmony, phrases of four and eight bars with cadences, no drums, much dynamics.

Sub-styles: solo piano, string quartet, orchestra, harpsichord, choir and organ.
"""

from ..artists import Artist
from ..players import Bass, Chorale, Comp, Counterpoint, Drums, Melody
from ..studio import Recording

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Prelude, Sonata, Nocturne, Fantasia, Andante, Minuet, Serenade, Elegy, Rondo, Impromptu",
    "in the Old Style, for a Winter Evening, after Rain, of the Lakes, for Clara, pastorale, "
    "in Memoriam, per l'estate",
)

MAJOR = (
    "I | V7/3 | I | IV | I/5 | V7 | I | V | I | IV | ii7 | V7 | vi | ii | V7 | I",
    "I | I | V7 | V7 | V7 | V7 | I | I | vi | II7 | V | V7 | I | IV | V7 | I",
    "I | vi | IV | V | I | iii | IV V7 | I | V | V7 | I | vi | ii | V7 | I V7 | I",
)
MINOR = (
    "i | V7/3 | i | iv | i/5 | V7 | i | V | bIII | bVII | i | iv | bVI | iv | V7 | i",
    "i | iv | bVII | bIII | bVI | iv | V | V7 | i | i | iv | iv | V7 | V7 | i | i",
    "i | bVI | iv | V7 | i | dim7 | V7 | i | bIII | bVII | iv | V7 | i | iv | V7 | i".replace(
        "dim7", "viidim7"
    ),
)
SLOW_MAJOR = ("Imaj7 | V/3 | vi | iii | IV | I/3 | ii7 | V7 | I | Vadd9 | vi7 | IVmaj7 | ii7 | iv6 | I | I",)
CHURCH = ("I V | vi iii | IV I/3 | ii V | I IV | V vi | ii V7 | I | vi II7 | V I | IV V7 | I",)
CHURCH_MINOR = ("i V | bVI bIII | iv i | iv V | i iv | bVII bIII | iv V7 | i | bIII bVII | i V | iv V7 | i",)
FORM = (
    "theme:8 development:8",
    "theme:8 answer:8 climax:8",
    "soft:4 theme:8 answer:4",
    "theme:4 soft:4 climax:8",
)

ALBERTI = ("1.3.2.3.1.3.2.3.", "1323132313231323", "B.3.2.3.B.3.2.3.")
WIDE = ("B-1-2-3-4-3-2-1-", "B-L-1-2-3-2-1-L-", "B---1-2-3-2-1---")
NOCTURNE = ("B-1-2-3-2-1-", "B--1--2--3--2--1--2--3--".replace("--", "-"), "B-L-1-2-3-1-")

PIANO = {"timing_ms": 12.0, "dynamics": 0.14}


def piano(
    left, manner, *, high=88, low=64, ornaments=0.08, voicing="close", scale="", plan="ABAC", inner=False
):
    """A pianist: left hand figures, right hand sings, now and then in thirds or sixths."""
    hands = [
        Comp("piano", left, voicing=voicing, register=53, gate=1.1, gain_db=-3, name="left hand", **PIANO),
        Melody(
            "piano", manner, low=low, high=high, scale=scale, plan=plan, bend_share=0, vibrato=0,
            ornaments=ornaments, gate=1.05, parallel=(-2,) if inner else (), name="right hand", gain_db=1,
            **PIANO,
        ),
        Melody(
            "piano", manner, low=low, high=high, scale=scale, plan=plan, bend_share=0, vibrato=0,
            transpose=-12, where="climax development", name="octaves", gain_db=-2,
            **PIANO,
        ),
    ]
    return tuple(hands)


def quartet(manner, pattern, *, moving="x.x.x.x.", solo="violin", high=88):
    """Two violins, viola and cello; they pass the tune around."""
    bow = {"timing_ms": 14.0, "dynamics": 0.12}
    return (
        Melody(
            solo, manner, low=67, high=high, plan="ABAC", vibrato=0.22, bend_share=0.12, bend=-0.5,
            ornaments=0.08, where="-answer", name="first violin", gain_db=1,
            **bow,
        ),
        Melody(
            "viola", manner, low=55, high=72, plan="ABAC", vibrato=0.2, bend_share=0.1, bend=-0.5,
            tune="answer", where="answer", name="viola solo", gain_db=1,
            **bow,
        ),
        Comp(
            "violin", {"*": (moving, "1323132313231323"), "soft": "x-------"}, voicing="triad", register=66,
            gate=0.7, vibrato=0.12, name="second violin", gain_db=-6,
            **bow,
        ),
        Chorale("viola", "t", pattern, vibrato=0.15, gain_db=-4, name="viola", **bow),
        Bass(
            "cello", {"*": ("1---5---", "1-3-5-3-", "1.5.1.5."), "soft": "1-------"}, low=36, gain_db=-1,
            **bow,
        ),
    )


def orchestra(
    manner, *, tune="strings", second="flute", horns="french horn", beat="x---x---", march=False, scale=""
):
    """Strings in three layers, a wind that answers, horns that hold, timpani for the climax."""
    ens = {"timing_ms": 16.0, "dynamics": 0.12}
    sing = {"vibrato": 0.14, "bend_share": 0.06, "bend": -0.4, "plan": "ABAC", "scale": scale}
    parts = (
        Melody(tune, manner, low=65, high=86, where="-soft", name="violins", gain_db=1, **sing, **ens),
        Melody(
            "violin", manner, low=65, high=86, where="climax development", transpose=12,
            name="violins at the octave", gain_db=-5,
            **sing,
            **ens,
        ),
        Melody(
            second, manner, low=70, high=91, tune="wind", where="soft answer", name=second, gain_db=1,
            ornaments=0.12,
            **sing,
            **ens,
        ),
        Melody(
            "oboe", manner, low=64, high=81, tune="wind", where="soft answer", transpose=-12, gain_db=-4,
            **sing,
            **ens,
        ),
        Chorale(
            "strings", "at", {"*": beat, "soft": "x-------", "climax": "x.xxx.xx" if march else "x-x-x-x-"},
            gain_db=-4, name="inner strings",
            **ens,
        ),
        Chorale(horns, "at", "x-------", where="climax development answer", gain_db=-4, name="horns", **ens),
        Chorale("trumpet", "s", "x.x.x---", where="climax", gain_db=-4, name="trumpets", **ens),
        Bass(
            "contrabass", {"*": "1---5---", "climax": "1.1.5.1.", "soft": "1-------"}, low=31, gain_db=2,
            **ens,
        ),
        Bass(
            "pizzicato strings", "1...5...", low=43, where="soft answer", gain_db=-2, name="pizzicato", **ens
        ),
        Bass(
            "timpani", {"climax": ("1.1.5.11", "1...1111"), "*": "1......."}, low=40,
            where="climax development", gain_db=0,
            **ens,
        ),
    )
    cymbals = Drums(
        "orchestra kit", "CR X.......|........\nBD x...o...", (), crash=False, where="climax", gain_db=-4
    )
    return (*parts, cymbals)


def harpsichord(*, organ=False, continuo=True, instrument="harpsichord"):
    """Two-part invention, with a cello that walks along."""
    hands = [
        Counterpoint(instrument, 0, low=64, high=86, ornaments=0.3, name="right hand", dynamics=0.04),
        Counterpoint(
            instrument, 1, low=43, high=64, ornaments=0.1, name="left hand", dynamics=0.04, gain_db=-1
        ),
    ]
    if continuo:
        hands.append(
            Bass("cello", ("1-5-3-5-", "1-2-3-5-", "1---3---"), low=36, gain_db=-6, name="continuo cello")
        )
    if organ:
        hands.append(Comp("recorder", "x-------", register=72, voicing="triad", gain_db=-9))
    return tuple(hands)


def church(pattern, *, organ=0.0, soloist="", manner="adagio"):
    """Four voices, an organ beneath, now and then a soloist above."""
    seats = [
        Chorale("choir", "sa", pattern, vibrato=0.12, gain_db=2, name="women", timing_ms=22),
        Chorale("oohs", "tb", pattern, vibrato=0.1, gain_db=1, name="men", timing_ms=22),
    ]
    if organ:
        seats += [
            Chorale(
                "church organ", "satb", pattern, vibrato=0, gain_db=-12 + organ, name="organ", passing=0.5
            ),
            Bass("church organ", "1-------", low=31, gain_db=-8 + organ, name="pedals"),
        ]
    if soloist:
        seats.append(
            Melody(soloist, manner, low=65, high=84, vibrato=0.3, bend_share=0.2, bend=-0.6, gain_db=2)
        )
    return tuple(seats)


def organ_alone(pattern="x---x---"):
    """A chorale prelude: running figures over a slow tune in the pedals."""
    return (
        Counterpoint("church organ", 0, low=62, high=86, ornaments=0.25, name="great", dynamics=0.03),
        Counterpoint("church organ", 1, low=48, high=67, name="swell", gain_db=-2, dynamics=0.03),
        Chorale("church organ", "at", pattern, vibrato=0, gain_db=-8, name="held voices", where="-theme"),
        Bass("church organ", ("1-------", "1---5---"), low=31, gain_db=-2, name="pedals"),
    )


HALL = {"spectrum": "classical", "compression": 0.0, "noise_db": -68.0}

ARTISTS = (
    Artist(
        "Ilse Brandner", "solo piano", (58, 74), "Eb, Bb minor, Db, F minor", FORM,
        {"*": SLOW_MAJOR + MINOR[:1]},
        (
            piano(NOCTURNE[::2], "rubato12", ornaments=0.15, voicing="open"),
            piano(WIDE, "ballad", voicing="open"),
            piano(("B---x---x---", *NOCTURNE[:1]), "rubato12", inner=True),
        ),
        drift=0.12, swell=0.4,
        recording=Recording(
            level_db=-24, room_seconds=1.4, room_mix=0.14, bass_db=1, treble_db=-3, high_hz=9000, seed=201,
            **HALL,
        ),
    ),
    Artist(
        "Pavel Ostrakov", "solo piano", (104, 138), "C, G, A minor, D minor", FORM, {"*": MAJOR + MINOR},
        (
            piano(ALBERTI, "sonata", ornaments=0.18),
            piano(ALBERTI[1:], "running", ornaments=0.0),
            (
                Counterpoint("piano", 0, name="right hand", **PIANO),
                Counterpoint("piano", 1, low=43, high=64, name="left hand", **PIANO),
            ),
        ),
        drift=0.05, swell=0.4,
        recording=Recording(
            level_db=-21, room_seconds=0.8, room_mix=0.08, bass_db=-2, presence_db=3, treble_db=2, seed=202,
            **HALL,
        ),
    ),
    Artist(
        "Quartetto Velluto", "string quartet", (84, 120), "D, G, E minor, A", FORM, {"*": MAJOR + MINOR[:1]},
        (
            quartet("classical", "x---x---"),
            quartet("sonata", "x.x.x.x.", moving="xxxxxxxx"),
            quartet("waltz", "x-x-x-", moving="..x.x."),
        ),
        drift=0.07, swell=0.4,
        recording=Recording(
            level_db=-22, room_seconds=1.0, room_mix=0.12, bass_db=-3, presence_db=2, treble_db=1, seed=203,
            **HALL,
        ),
    ),
    Artist(
        "The Linden Quartet", "string quartet", (50, 68), "C minor, F minor, Ab, Eb", FORM,
        {"*": MINOR + SLOW_MAJOR},
        (
            quartet("adagio", "x-------", moving="x---x---", high=84),
            quartet("ballad", "x---x---", moving="..x...x.", solo="cello", high=79),
        ),
        drift=0.12, swell=0.4,
        recording=Recording(
            level_db=-25, room_seconds=1.6, room_mix=0.18, bass_db=3, presence_db=-2, treble_db=-3,
            high_hz=8000, seed=204,
            **HALL,
        ),
    ),
    Artist(
        "Northgate Philharmonic", "orchestra", (112, 146), "D, C, Eb, C minor",
        ("theme:4 soft:4 climax:8", "climax:8 soft:4 theme:4", "soft:8 climax:8"), {"*": MAJOR + MINOR[1:2]},
        (
            orchestra("sonata", march=True),
            orchestra("classical", second="clarinet", beat="x.x.x.x.", march=True),
            orchestra("running", second="bassoon", beat="..x...x."),
        ),
        drift=0.05, swell=0.4,
        recording=Recording(
            level_db=-20, room_seconds=1.8, room_mix=0.16, bass_db=2, presence_db=0, treble_db=1, seed=205,
            **HALL,
        ),
    ),
    Artist(
        "Orchestra of the Ferrymen", "orchestra", (60, 82), "E minor, B minor, G, Db",
        ("soft:8 theme:8 climax:4", "theme:8 climax:4 soft:4", "soft:4 answer:4 theme:4 climax:4"),
        {"*": MINOR + SLOW_MAJOR},
        (
            orchestra("adagio", tune="slow strings", second="english horn"),
            orchestra("ballad", second="flute", tune="strings"),
            (
                *orchestra("adagio", tune="cello", second="clarinet"),
                Comp("harp", "1-2-3-4-5-4-3-2-", voicing="open", register=60, gate=1.5, gain_db=-3),
            ),
        ),
        drift=0.1, swell=0.4,
        recording=Recording(
            level_db=-23, room_seconds=2.2, room_mix=0.2, bass_db=3, presence_db=-3, treble_db=-2,
            noise_db=-60, high_hz=8500, spectrum="classical", compression=0.0, seed=206,
        ),
    ),
    Artist(
        "Marguerite Vail", "harpsichord", (88, 116), "D minor, G minor, C, F", FORM, {"*": MAJOR + MINOR},
        (
            harpsichord(),
            harpsichord(continuo=False),
            (
                *harpsichord(continuo=False),
                Melody(
                    "flute", "sonata", low=67, high=88, ornaments=0.25, bend_share=0, vibrato=0.12, gain_db=2
                ),
            ),
        ),
        drift=0.03, swell=0.4,
        recording=Recording(
            level_db=-22, room_seconds=0.9, room_mix=0.1, bass_db=-4, presence_db=2, treble_db=4, seed=207,
            **HALL,
        ),
    ),
    Artist(
        "Collegium Amber", "baroque ensemble", (76, 104), "A minor, E minor, D, G", FORM,
        {"*": MAJOR + MINOR},
        (
            (
                *quartet("sonata", "x---x---"),
                Comp("harpsichord", ("X.x.x.x.", "B.x.x.x."), register=64, gate=0.6, gain_db=-4),
            ),
            (
                *harpsichord(organ=True),
                Melody("oboe", "sonata", low=62, high=82, ornaments=0.3, bend_share=0, gain_db=1),
            ),
            orchestra("sonata", tune="strings", second="recorder", beat="x.x.x.x."),
        ),
        drift=0.04, swell=0.4,
        recording=Recording(
            level_db=-21, room_seconds=1.3, room_mix=0.15, bass_db=0, presence_db=3, treble_db=0, seed=208,
            **HALL,
        ),
    ),
    Artist(
        "Choir of Saint Orrin", "choir and organ", (56, 76), "F, G, D minor, A minor",
        ("theme:8 climax:8", "soft:8 theme:8"), {"*": CHURCH + CHURCH_MINOR},
        (
            church(("x---x---", "x-x-x-x-")),
            church(("x---x---", "x---x-x-"), organ=6.0),
            church("x---x---", organ=3.0, soloist="oohs"),
        ),
        drift=0.1, swell=0.4,
        recording=Recording(
            level_db=-24, room_seconds=2.8, room_mix=0.3, bass_db=0, presence_db=-3, treble_db=-4,
            high_hz=9000, seed=209,
            **HALL,
        ),
    ),
    Artist(
        "Anselm Roth", "choir and organ", (66, 92), "C, G minor, Bb, E minor",
        ("theme:8 answer:8", "soft:4 theme:8"), {"*": CHURCH + CHURCH_MINOR + MINOR[:1]},
        (
            organ_alone(),
            organ_alone("x-------"),
            (
                Chorale(
                    "church organ", "satb", ("x-x-x-x-", "x---x---"), vibrato=0, passing=0.6, name="organ"
                ),
                Bass("church organ", "1---1---", low=31, name="pedals", gain_db=-3),
            ),
        ),
        drift=0.06, swell=0.4,
        recording=Recording(
            level_db=-20, room_seconds=2.5, room_mix=0.25, bass_db=4, presence_db=1, treble_db=-1, seed=210,
            **HALL,
        ),
    ),
)
