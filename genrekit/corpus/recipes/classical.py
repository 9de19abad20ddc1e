"""Classical: functional harmony, phrases with cadences, no drums but timpani; swells, silences, large halls.

Sub-styles: piano (classical, romantic, impressionist), string quartet, chamber music with piano, symphony,
impressionism, music of the 20th century, concertos, baroque strings, harpsichord, wind quintet, brass and
band, guitar, organ, choir."""

from ..artists import Artist
from ..media import on
from ..players import Bass, Chorale, Comp, Counterpoint, Drums, Melody

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
    "i | bVI | iv | V7 | i | viidim7 | V7 | i | bIII | bVII | iv | V7 | i | iv | V7 | i",
)
SLOW_MAJOR = ("Imaj7 | V/3 | vi | iii | IV | I/3 | ii7 | V7 | I | Vadd9 | vi7 | IVmaj7 | ii7 | iv6 | I | I",)
LATE = (  # a romantic's mediants, and chords that lean on the next
    "I | III7 | vi | bVI7 | I/5 | viidim7 | V7 | I | bIII | bVI | iv | I/5 | bII | V7 | I | I",
    "i | bVI | viidim7 | V7 | bIII | III+ | iv | bII | i/5 | iv6 | V7 | bVI | iv | iim7b5 | V7 | i",
)
PARALLEL = (  # ninths side by side
    "Imaj9 | Imaj9 | bVIImaj9 | bVIImaj9 | ii9 | ii9 | IV9 | IV9 | Imaj9 | iii7 | bVIImaj9 | IV9",
    "I9 | II9 | I9 | II9 | bIIImaj9 | IV9 | vi9 | vi9 | iii9 | bVI9 | Iadd9 | Iadd9",
)
ANGULAR = (
    "i | i | bII | i | bv | bII | i | V+ | bVI | v | bII7 | i",
    "i5 | bII | i5 | bIII | bVII | iv | viidim7 | i | IIsus4 | bII | I+ | i5",
)
CHURCH = ("I V | vi iii | IV I/3 | ii V | I IV | V vi | ii V7 | I | vi II7 | V I | IV V7 | I",)
CHURCH_MINOR = ("i V | bVI bIII | iv i | iv V | i iv | bVII bIII | iv V7 | i | bIII bVII | i V | iv V7 | i",)
# A baroque circle of fifths.
SEQUENCE = "i | iv | bVII | bIII | bVI | iim7b5 | V | V7 | i | V/3 | bVII | iv | i/5 | V7 | i | V"
FORM = (
    "theme:8 development:8", "theme:8 answer:8 climax:8", "soft:4 theme:8 answer:4",
    "theme:4 soft:4 climax:8",
)
LARGE = (
    "soft:4 theme:4 climax:8", "climax:4 soft:4 theme:4", "soft:8 climax:8", "theme:8 climax:4 soft:4",
    "soft:4 answer:4 climax:4 soft:4", "climax:8 answer:4 soft:4",
)
# Everything stops after a tutti, and begins anew from nothing.
HALTING = (*LARGE[:2], "climax:4 pause:1 soft:4 theme:4", "theme:4 climax:4 pause:1",
    "soft:4 climax:2 pause:1 climax:4")
SOLO_AND_TUTTI = ("climax:4 theme:8 answer:4", "theme:8 climax:4", "soft:4 theme:8 climax:4",
    "theme:4 answer:4 climax:4")

ALBERTI = ("1-3-2-3-1-3-2-3-", "1323132313231323", "B-3-2-3-B-3-2-3-")
WIDE = ("B-1-2-3-4-3-2-1-", "B-L-1-2-3-2-1-L-", "B---1-2-3-2-1---")
NOCTURNE = ("B-1-2-3-2-1-", "B-1-2-3-4-3-2-1-", "B-L-1-2-3-1-")
RIPPLES = ("B-12345654321-21", "B1234543B1234543", "1-3-5-4-6-5-3-2-")
CHORDS = ("x-------", "x---x---", "B-x-x-x-")

PIANO = {"timing_ms": 12.0, "dynamics": 0.16}
BOW = {"timing_ms": 16.0, "dynamics": 0.14}


def sung(instrument, manner, low, high, *, where="", gain=2, **how):
    """Whoever has the tune, tied and with some vibrato (a string section shimmers by itself)."""
    alone = float("strings" not in instrument)
    how = {
        "vibrato": 0.14 * alone, "bend_share": 0.12 * alone, "bend": -0.4, "gate": 1.04,
        "plan": ("ABAC", "AABC", "ABCB"),
        "tune": instrument, **BOW, **how,
    }
    return Melody(instrument, manner, low=low, high=high, where=where, gain_db=gain, **how)


def held(instrument, voices, pattern="x-------", *, where="", gain=-3, **how):
    """Inner parts of a four-part setting, without gaps."""
    how = {"vibrato": 0.0, "gate": 1.02, **BOW, **how}  # ensembles shimmer by themselves
    return Chorale(instrument, voices, pattern, where=where, gain_db=gain, **how)


def piano(left, manner, *, high=88, low=62, ornaments=0.08, voicing="close", pedal=1.6, inner=False,
    scale=""):
    """A pianist: left hand figures in the pedal, right hand sings, now and then in thirds or octaves."""
    tune = {
        "low": low, "high": high, "scale": scale, "plan": ("ABAC", "AABC"), "bend_share": 0, "vibrato": 0,
        **PIANO,
    }
    return (
        Comp("piano", left, voicing=voicing, register=53, gate=pedal, gain_db=-3, name="left hand", **PIANO),
        Melody(
            "piano", manner, ornaments=ornaments, gate=max(1.1, 0.8 * pedal), parallel=(-2,) if inner else (),
            name="right hand", gain_db=1, **tune,
        ),
        Melody(
            "piano", manner, transpose=-12, where="climax development", name="octaves", gain_db=-1, gate=1.2,
            **tune
        ),
        Comp(
            "piano", "X---x---", voicing="open", register=57, gate=1.2, where="climax", name="full chords",
            gain_db=0, **PIANO,
        ),
    )


def quartet(manner, pattern, *, moving="x-x-x-x-", solo="violin", high=86, tremolo=False):
    """Two violins, viola and cello; they pass the tune around."""
    second = {"*": (moving, "1323132313231323"), "soft": "x-------", "answer": "x---x---"}
    if tremolo:
        second["climax"] = "xxxxxxxxxxxxxxxx"
    return (
        sung(solo, manner, 64, high, where="-answer", ornaments=0.06, name="first violin", vibrato=0.2),
        sung("viola", manner, 55, 72, where="answer soft", name="viola solo", vibrato=0.18),
        sung(solo, manner, 64, high, where="climax", transpose=-12, name="second violin in octaves", gain=-2),
        Comp("violin", second, voicing="triad", register=65, gate=1.0, name="second violin", gain_db=-6,
            **BOW),
        held("viola", "t", pattern, where="-soft", name="viola"),
        Bass(
            "cello", {"*": ("1---5---", "1-3-5-3-", "1-5-1-5-"), "soft": "1-------"}, low=36, gain_db=-1,
            gate=1.02, where="-answer", **BOW,
        ),
    )


def orchestra(
    manner, *, tune="strings", wind="flute", second="oboe", horns="french horn", beat="x---x---",
    full="x-x-x-x-", brass="x.x.x---", harp="", celli=True, extra=(),
):
    """Strings in layers, winds that answer alone, horns that hold, brass and timpani for the climax."""
    seats = [
        sung(tune, manner, 64, 84, where="-soft -answer -pause", name="violins", gain=2),
        sung(tune, manner, 64, 84, where="climax development", transpose=12, name="first violins", gain=-3),
        sung(tune, manner, 64, 84, where="climax", transpose=-12, name="violas", gain=0),
        sung(wind, manner, 67, 89, tune="wind", where="soft answer", ornaments=0.06, gain=2),
        sung(second, manner, 67, 86, tune="wind", where="answer climax", transpose=-12, gain=-1),
        held("strings", "at", {"*": beat, "soft": "x-------", "climax": full}, where="-soft -pause",
            name="inner strings"),
        held("strings", "at", where="soft answer", gain=-8, name="muted strings"),
        held(horns, "at", where="climax development answer", gain=-3, name="horns"),
        held("brass", "sat", brass, where="climax", gain=-4, name="trumpets and trombones"),
        Bass("contrabass", {"*": "1---5---", "climax": "1-1-5-1-", "soft": "1-------", "pause": "."}, low=31,
            gate=1.03, gain_db=1, **BOW),
        Bass("timpani", {"climax": ("1-1111-1", "11115-11"), "*": "1-------"}, low=40, where="climax",
            gain_db=-2),
        Drums("orchestra kit", "CR x.......|........\nBD x...o...", (), crash=False, where="climax",
            gain_db=-5),
    ]
    if celli:
        seats.append(held("cello", "b", beat, where="-pause", gain=-3, name="celli"))
    if harp:
        seats.append(Comp("harp", harp, voicing="open", register=60, gate=2.0, gain_db=-1, timing_ms=10))
    return (*seats, *extra)


def concerto(solo, manner, low, high, *, pattern="x---x---", orchestra_bass="1---5---", winds="french horn",
    **how):
    """A soloist far in front; the orchestra holds, and now and then has its say."""
    how = {"ornaments": 0.08, "vibrato": 0.2, "gain": 6, "where": "-climax", **how}
    return (
        sung(solo, manner, low, high, name="soloist", **how),
        sung("strings", ("classical", "sonata"), 64, 84, where="climax", name="violins", gain=3),
        sung("strings", ("classical", "sonata"), 64, 84, where="climax", name="octaves", transpose=-12,
            gain=1),
        held("strings", "sat", {"*": pattern, "climax": "x-x-x-x-", "soft": "x-------"}, gain=-6,
            name="accompaniment"),
        held(winds, "at", where="climax answer", gain=-4, name="winds"),
        Bass("contrabass", {"*": orchestra_bass, "climax": "1-1-5-1-"}, low=31, gate=1.02, gain_db=-1, **BOW),
        held("cello", "b", pattern, gain=-5, name="celli"),
        Bass("timpani", ("1-1111-1", "1---1-11"), low=40, where="climax", gain_db=-4),
    )


def at_the_piano(left="B-1-2-3-2-1-2-3-", **how):
    """The left hand of a pianist who plays with others."""
    return (Comp("piano", left, voicing="open", register=55, gate=1.5, where="-climax", gain_db=1, **PIANO,
        **how),)


def baroque(*solo, pattern="x-x-x-x-", bass=("1-5-3-5-", "1-1-1-1-", "1-2-3-5-"), keys="harpsichord",
    manner="running"):
    """Strings that never rest, over a walking bass; a harpsichord rattles along."""
    return (
        sung("strings", manner, 62, 83, where="-theme -soft", name="violins", gain=2, bend_share=0),
        sung("violin", manner, 62, 83, tune="strings", where="-theme -soft", name="leader", gain=-2,
            vibrato=0.08),
        held("strings", "at", {"*": pattern, "soft": "x---x---"}, gain=-4, name="violins and violas"),
        Comp(keys, ("X-x-x-x-", "B-x-1-2-"), register=62, gate=1.1, gain_db=-4),
        Bass("cello", bass, low=36, gate=1.02, gain_db=0, **BOW),
        Bass("contrabass", "1---1---", low=31, gate=1.02, gain_db=-3, where="-soft", **BOW),
        *solo,
    )


def harpsichord(*more, instrument="harpsichord"):
    """A two-part invention."""
    return (
        Counterpoint(instrument, 0, low=62, high=84, ornaments=0.25, gate=1.1, name="right hand",
            dynamics=0.06),
        Counterpoint(instrument, 1, low=43, high=62, ornaments=0.1, gate=1.1, name="left hand",
            dynamics=0.06, gain_db=-1),
        *more,
    )


def winds(manner, *, tune="flute", pattern="x-----", moving="..x-x-", lines=("1-----", "1-3-5-")):
    """Flute, oboe, clarinet, horn and bassoon: each has a colour, each has a turn."""
    return (
        sung(tune, manner, 67, 89, where="-answer", ornaments=0.1, name="first"),
        sung("oboe", manner, 60, 81, where="answer climax", tune="answer", vibrato=0.16),
        sung("clarinet", manner, 67, 89, where="climax development", tune=tune, transpose=-12, gain=0,
            vibrato=0.02),
        Comp("clarinet", moving, voicing="triad", register=60, gate=1.0, gain_db=-6, where="-climax", **BOW),
        held("french horn", "at", pattern, gain=-5),
        Bass("bassoon", {"*": lines, "soft": "1-----"}, low=36, gate=1.0, gain_db=0, **BOW),
    )


def brass_band(manner, *, pattern=("x---x---", "x-x-x-x-"), tune="trumpet", drums=True):
    """Trumpets, horns, trombones and a tuba; woodwinds on top where it is a band."""
    seats = [
        sung(tune, manner, 60, 79, where="-soft", gain=1, vibrato=0.06),
        sung("clarinet", manner, 62, 86, tune="reeds", where="soft answer climax", gain=1, vibrato=0.04),
        sung("flute", manner, 62, 86, tune="reeds", where="answer climax", transpose=12, gain=-2),
        held("french horn", "at", pattern, gain=-2),
        held("trombone", "tb", pattern, where="-soft", gain=-4),
        held("trumpet", "sa", "x-x-x---", where="climax", gain=-4, name="trumpets"),
        Bass("tuba", {"*": ("1---5---", "1-5-1-5-"), "soft": "1-------"}, low=31, gate=1.0, gain_db=0, **BOW),
    ]
    if drums:
        seats.append(
            Drums("orchestra kit", "SD g.o.g.gg\nBD o...o...", (), crash=True, where="climax answer",
                gain_db=-9)
        )
    return tuple(seats)


def guitar(figure, manner="cantabile", *, low=60, high=81, melody=3):
    """One guitar: the thumb, the figures, the tune on the upper strings."""
    return (
        Comp("nylon guitar", figure, voicing="close", register=55, gate=2.0, gain_db=0,
            name="thumb and figures", **PIANO),
        Melody(
            "nylon guitar", manner, low=low, high=high, bend_share=0.08, bend=-1.0, vibrato=0.12,
            ornaments=0.1, gate=1.3, gain_db=melody, name="upper strings", **PIANO,
        ),
    )


def church(pattern, *, organ=None, soloist="", manner="adagio", women="backing vocals", men="backing men"):
    """Four voices, each sung by a few, in a larger choir; an organ beneath, now and then a soloist."""
    seats = [
        held(women, "sa", pattern, vibrato=0.1, gain=3, name="women", gate=1.0, timing_ms=25),
        held(men, "tb", pattern, vibrato=0.08, gain=3, name="men", gate=1.0, timing_ms=25),
    ]
    if organ is None:
        seats.append(held("choir", "at", pattern, gain=-3, name="choir", timing_ms=30))
    else:
        seats += [
            held("church organ", "satb", pattern, vibrato=0, gain=organ - 12, name="organ", passing=0.5),
            Bass("church organ", "1-------", low=31, gate=1.0, name="pedals", gain_db=organ - 8),
        ]
    if soloist:
        seats.append(sung(soloist, manner, 62, 81, vibrato=0.4, bend_share=0.3, bend=-0.8, gain=6, gate=1.0))
    return tuple(seats)


def organ(pattern="x---x---", *, full=True):
    """A chorale prelude: running figures over a slow tune in the pedals."""
    return (
        Counterpoint("church organ", 0, low=60, high=84, ornaments=0.2, gate=1.0, name="great",
            where="-soft"),
        Counterpoint("church organ", 1, low=48, high=67, gate=1.0, name="swell", gain_db=-2, where="-soft"),
        held("church organ", "sat" if full else "at", pattern, vibrato=0, gain=-6, name="held voices"),
        held("reed organ", "satb", where="climax", vibrato=0, gain=-2, name="reeds"),
        Bass("church organ", ("1-------", "1---5---"), low=31, gate=1.0, name="pedals", gain_db=-2),
    )


ARTISTS = (
    Artist(
        "Ilse Brandner", "romantic piano", (58, 76), "Eb, Bb minor, Db, F minor", FORM,
        {"*": SLOW_MAJOR + MINOR[:1] + LATE},
        (
            piano(NOCTURNE, "rubato12", ornaments=0.15, voicing="open"),
            piano(WIDE, "cantabile", voicing="open", pedal=2.2),
            piano(("B---x---x---", *NOCTURNE[:1]), "rubato12", inner=True),
        ),
        drift=0.14, swell=0.8,
        recording=on("hall", level_db=-30, presence_db=1, treble_db=3, room_seconds=1.4, room_mix=0.28,
            seed=201),
    ),
    Artist(
        "Northgate Philharmonic", "symphony", (108, 144), "D, C, Eb, C minor", HALTING,
        {"*": MAJOR + MINOR[1:2]},
        (
            orchestra("sonata", full="xxxxxxxx"),
            orchestra("classical", wind="clarinet", second="bassoon", full="xxxxxxxx", brass="x-..x-x-"),
            orchestra("running", wind="oboe", second="bassoon", beat="x-x-x-x-", full="xxxxxxxx"),
        ),
        drift=0.05, swell=0.72,
        recording=on("hall", level_db=-21, bass_db=-4, presence_db=4, treble_db=5, seed=205),
    ),
    Artist(
        "Quartetto Velluto", "string quartet", (88, 126), "D, G, E minor, A", FORM, {"*": MAJOR + MINOR[:1]},
        (
            quartet("classical", "x---x---"),
            quartet("sonata", "x-x-x-x-", moving="xxxxxxxx"),
            quartet("classical", "x---x---", tremolo=True),
        ),
        drift=0.07, swell=0.65,
        recording=on("chamber", level_db=-27, bass_db=-5, presence_db=2, treble_db=5, seed=203),
    ),
    Artist(
        "Camerata Solstizio", "baroque violin concerto", (92, 132), "E minor, G minor, F minor, E, D minor",
        SOLO_AND_TUTTI, {"*": (SEQUENCE, *MINOR)},
        (
            baroque(sung("violin", ("brilliant", "running"), 62, 88, where="theme answer", ornaments=0.06,
                gain=5)),
            baroque(
                sung("violin", "cantabile", 64, 86, where="theme soft", ornaments=0.2, gain=5),
                pattern="x---x---", bass="1---1---",
            ),
        ),
        drift=0.04, swell=0.65,
        recording=on("chamber", level_db=-24, high_hz=10500, bass_db=-4, presence_db=6, treble_db=9,
            room_seconds=1.4, room_mix=0.35, seed=211),
    ),
    Artist(
        "Odile Marchand", "impressionist piano", (66, 96), "Db, E, Ab, F#", FORM, {"*": PARALLEL},
        (
            piano(RIPPLES, "cantabile", voicing="close", pedal=3.0, scale="lydian", low=65),
            piano(CHORDS, ("modal", "cantabile"), voicing="open", pedal=2.5, scale="pentatonic", inner=True),
        ),
        drift=0.15, swell=0.85,
        recording=on("hall", level_db=-33, bass_db=1, treble_db=2, room_seconds=1.6, room_mix=0.35,
            seed=212),
    ),
    Artist(
        "Orchestra of the Ferrymen", "romantic symphony", (58, 84), "E minor, B minor, G, Db", LARGE,
        {"*": MINOR[:1] + SLOW_MAJOR + LATE},
        (
            orchestra("adagio", wind="english horn", second="clarinet", brass="x---x---"),
            orchestra("cantabile", wind="flute", harp="1-2-3-4-5-4-3-2-", brass="x-------"),
            orchestra("cantabile", tune="cello", wind="clarinet", second="bassoon", full="xxxxxxxxxxxxxxxx",
                brass="x---x-x-"),
        ),
        drift=0.12, swell=0.85,
        recording=on("hall", level_db=-32, bass_db=-1, presence_db=-1, treble_db=2, room_seconds=2.4,
            seed=206),
    ),
    Artist(
        "Pavel Ostrakov", "piano sonata", (104, 140), "C, G, A minor, D minor", FORM, {"*": MAJOR + MINOR},
        (
            piano(ALBERTI, "sonata", ornaments=0.18, pedal=1.1),
            piano(ALBERTI[1:], "brilliant", ornaments=0.0, pedal=1.2),
            piano(ALBERTI[:1], "classical", ornaments=0.2, pedal=1.0),
        ),
        drift=0.06, swell=0.72,
        recording=on("chamber", level_db=-24, bass_db=-3, presence_db=4, treble_db=7, room_mix=0.2,
            seed=202),
    ),
    Artist(
        "Academy of Saint Brannoc", "trumpet and oboe concertos", (84, 124), "D, C, G minor, Bb",
        SOLO_AND_TUTTI, {"*": (*MAJOR, SEQUENCE)},
        (
            baroque(sung("trumpet", "sonata", 62, 84, where="theme answer", ornaments=0.25, gain=5,
                vibrato=0.05)),
            baroque(
                sung("oboe", ("cantabile", "classical"), 62, 82, where="theme soft", ornaments=0.25, gain=5),
                pattern="x---x---", manner="classical",
            ),
            baroque(sung("recorder", "brilliant", 70, 91, where="theme answer", gain=4, ornaments=0.15),
                keys="harpsichord"),
        ),
        drift=0.04, swell=0.58,
        recording=on("chamber", level_db=-24.5, bass_db=-3, presence_db=5, treble_db=6, room="hall",
            room_seconds=1.8, room_mix=0.4, seed=213),
    ),
    Artist(
        "Leonid Varga", "piano concerto", (66, 120), "C minor, Bb minor, A minor, G", SOLO_AND_TUTTI,
        {"*": MINOR + LATE + MAJOR[:1]},
        (
            concerto("piano", "cantabile", 62, 88, bend_share=0, vibrato=0, gain=5) + at_the_piano(),
            concerto("piano", "brilliant", 62, 93, bend_share=0, vibrato=0,
                gain=5) + at_the_piano("B---x---x---x---"),
        ),
        drift=0.09, swell=0.72,
        recording=on("hall", level_db=-26, bass_db=-2, presence_db=1, treble_db=2, seed=214),
    ),
    Artist(
        "The Linden Quartet", "romantic chamber music", (50, 80), "C minor, F minor, Ab, Eb", FORM,
        {"*": MINOR + SLOW_MAJOR + LATE},
        (
            quartet("adagio", "x-------", moving="x---x---", high=82),
            quartet("cantabile", "x---x---", moving="..x---x-", solo="cello", high=76),
            (sung("cello", "cantabile", 43, 72, vibrato=0.3, bend_share=0.2, gain=4), *at_the_piano(WIDE)),
        ),
        drift=0.12, swell=0.85,
        recording=on("chamber", level_db=-31, presence_db=-1, treble_db=-1, room_seconds=1.5, room_mix=0.35,
            seed=204),
    ),
    Artist(
        "Orchestre de la Presqu'ile", "orchestral impressionism", (56, 88), "D, E, Db, A", LARGE,
        {"*": PARALLEL},
        (
            orchestra(
                ("cantabile", "modal"), wind="flute", second="english horn", harp="1-23456543-21-21",
                beat="x-------", full="xxxxxxxxxxxxxxxx", brass="x-------",
            ),
            orchestra(
                "modal", tune="tremolo strings", wind="clarinet", second="flute", harp="B-123456",
                beat="x-------",
                brass="x---x---",
                extra=(Comp("celesta", "..1-3-2-", register=79, gate=1.5, gain_db=-4, where="soft"),),
            ),
        ),
        drift=0.12, swell=0.85,
        recording=on("hall", level_db=-34, bass_db=-4, treble_db=3, room_seconds=2.2, room_mix=0.45,
            seed=215),
    ),
    Artist(
        "Marguerite Vail", "harpsichord", (84, 112), "D minor, G minor, C, F", FORM, {"*": MAJOR + MINOR},
        (
            harpsichord(Bass("cello", ("1-5-3-5-", "1-2-3-5-"), low=36, gate=1.02, gain_db=-4, **BOW)),
            harpsichord(),
            harpsichord(sung("flute", "sonata", 65, 86, ornaments=0.25, bend_share=0, vibrato=0.1, gain=3)),
        ),
        drift=0.04, swell=0.29,
        recording=on("chamber", level_db=-27, high_hz=10500, bass_db=-6, presence_db=4, treble_db=8,
            seed=207),
    ),
    Artist(
        "Kvarnby Wind Quintet", "wind quintet", (84, 128), "F, Bb, G minor, C", FORM,
        {"*": MAJOR + MINOR[:2] + ANGULAR[:1]},
        (
            winds("minuet"),
            winds(("minuet", "waltz"), tune="clarinet", pattern="x-x-x-", moving="xxxxxx"),
            winds("waltz", tune="oboe", moving="x---x-", lines="1-----"),
        ),
        metre="3/4", drift=0.07, swell=0.65,
        recording=on("chamber", level_db=-28, bass_db=-6, treble_db=3, seed=216),
    ),
    Artist(
        "Halvard Symphony", "orchestra of the 20th century", (76, 140),
        "C minor, E minor, F# minor, D minor", HALTING, {"*": ANGULAR},
        (
            orchestra(
                ("modal", "cantabile"), wind="bassoon", second="clarinet", beat="xx.xx.x-", full="x.xx.xx.",
                brass="x.x-..x-",
                extra=(Comp("xylophone", "..1.3.2.", register=84, where="climax", gain_db=-8),),
            ),
            orchestra(
                "adagio", tune="tremolo strings", wind="english horn", second="clarinet", beat="x-------",
                full="x-------",
                brass="x---x-x-",
                extra=(Bass("tubular bells", "1-------", low=60, where="soft", gain_db=-6),),
            ),
        ),
        drift=0.06, swell=0.85,
        recording=on("hall", level_db=-22, bass_db=-1, presence_db=4, treble_db=9, seed=217),
    ),
    Artist(
        "Saskia Thorne", "romantic violin concerto", (54, 108), "D, E minor, A minor, B minor",
        SOLO_AND_TUTTI, {"*": MINOR + LATE + SLOW_MAJOR},
        (
            concerto("violin", "cantabile", 60, 88, vibrato=0.35, bend_share=0.25),
            concerto("violin", ("brilliant", "sonata"), 57, 91, vibrato=0.3, pattern="x---....",
                winds="clarinet"),
            concerto("cello", "cantabile", 45, 72, vibrato=0.35, bend_share=0.25, winds="bassoon"),
        ),
        drift=0.1, swell=0.8,
        recording=on("mono tape", level_db=-25, spectrum="classical", bass_db=-3, presence_db=-2,
            treble_db=-2, noise_db=-74, hum_db=-90, room="hall", room_seconds=1.8, room_mix=0.4,
            compression=0, seed=218),
    ),
    Artist(
        "Emil Hartog", "wind concertos", (60, 120), "G, D, A, Bb", SOLO_AND_TUTTI, {"*": MAJOR + SLOW_MAJOR},
        (
            concerto("flute", ("sonata", "brilliant"), 67, 91, ornaments=0.15),
            concerto("clarinet", ("cantabile", "adagio"), 53, 82, vibrato=0.03, winds="bassoon"),
            concerto("french horn", "classical", 50, 72, vibrato=0.05, pattern="x-x-x-x-", winds="oboe"),
        ),
        drift=0.07, swell=0.72,
        recording=on("hall", level_db=-27, bass_db=-6, presence_db=1, treble_db=4, seed=219),
    ),
    Artist(
        "Collegium Amber", "baroque ensemble", (72, 108), "A minor, E minor, D, G", FORM,
        {"*": (*MAJOR, *MINOR, SEQUENCE)},
        (
            baroque(manner="sonata", pattern="x---x---"),
            harpsichord(sung("oboe", "sonata", 62, 82, ornaments=0.3, gain=2),
                held("strings", "at", gain=-7)),
            baroque(
                sung("flute", "cantabile", 65, 86, where="theme soft", ornaments=0.2, gain=4),
                manner="classical", pattern="x-------", bass="1---1---",
            ),
        ),
        drift=0.05, swell=0.58,
        recording=on("hall", level_db=-25, bass_db=-3, presence_db=5, treble_db=6, room_seconds=1.4,
            room_mix=0.3, seed=208),
    ),
    Artist(
        "Choir of Saint Orrin", "choir and organ", (54, 76), "F, G, D minor, A minor",
        ("theme:8 climax:8", "soft:8 theme:8"), {"*": CHURCH + CHURCH_MINOR},
        (
            church(("x---x---", "x-x-x-x-")),
            church(("x---x---", "x---x-x-"), organ=8),
            church("x-------", organ=5, soloist="soprano", manner=("adagio", "cantabile")),
        ),
        drift=0.1, swell=0.8,
        recording=on("hall", level_db=-29, bass_db=-3, presence_db=-4, treble_db=-3, room_seconds=3,
            room_mix=0.5, seed=209),
    ),
    Artist(
        "Anselm Roth", "organ and brass", (62, 104), "C, G minor, Bb, E minor",
        ("theme:8 climax:8", "soft:4 theme:8 climax:4"),
        {"*": CHURCH + CHURCH_MINOR + MINOR[:1]},
        (
            organ(),
            brass_band(("classical", "cantabile")),
            organ("x-x-x-x-", full=False),
            brass_band("sonata", tune="french horn", drums=False),
        ),
        drift=0.06, swell=0.58,
        recording=on("hall", level_db=-19, presence_db=3, treble_db=7, room_seconds=2.5, seed=210),
    ),
    Artist(
        "Tomas Arriaga", "classical guitar", (60, 108), "E minor, A minor, D, A", FORM,
        {"*": MINOR + MAJOR[:1] + SLOW_MAJOR},
        (
            guitar(("B-123-21", "B-1-2-3-2-1-2-3-")),
            guitar(("B-x-x-x-", "B-1-2-1-"), "classical"),
            (*guitar("B-12321-2-123-21", "adagio"), held("strings", "at", gain=-5)),
        ),
        drift=0.1, swell=0.65,
        recording=on("chamber", level_db=-28, bass_db=-1, treble_db=1, room_mix=0.28, seed=220),
    ),
)
