"""Jazz: swung eighths, seventh chords in fifths, a walking bass, a horn that breathes in front of it all.

Sub-styles: swing ballad, hard bop, saxophone and piano trios, cool and modal jazz, big bands old and new, New
Orleans, stride, torch songs, bossa and samba, organ trio, chamber jazz, free jazz, hot club.
"""

from ..artists import Artist
from ..media import on
from ..players import SOFT_FILLS, Bass, Comp, Drums, Melody, singer

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Blue Umbrella, Corner, Velvet, Lady Marzipan, Three O'Clock, Paper Moonlight, Uptown, "
    "Nutmeg, Almost, Fog on the Quay",
    "Stroll, Blues, in G, Waltz, Again, Serenade, Tonight, Bounce, Song, Mood",
)

RHYTHM = "I6 vi7 | ii7 V7 | iii7 VI7 | ii7 V7 | I7 | IV7 | iii7 VI7 | ii7 V7"
BRIDGE = "III7 | III7 | VI7 | VI7 | II7 | II7 | V7 | V7"
AUTUMN = "ii7 | V7 | Imaj7 | IVmaj7 | viim7b5 | III7 | vi7 | vi7"
TURN = "Imaj7 | VI7b9 | ii7 | V13 | iii7 | VI7b9 | ii7 | V13"
LADY = "Imaj7 | II7 | ii7 | V7 | Imaj7 iv7 | iii7 VI7 | ii7 | V7"
MODAL = "i7 | i7 | i7 | i7 | bii7 | bii7 | i7 | i7"
SUSPENDED = "i9 | i9 | bVIImaj7 | bVIImaj7 | bVImaj7 | bVImaj7 | iv9 | V7sus4"
BLUES = "I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | VI7b9 | ii7 | V7 | I7 VI7 | ii7 V7"
MINOR_BLUES = "i7 | i7 | i7 | i7 | iv7 | iv7 | i7 | i7 | bVI7 | V7b9 | i7 | V7b9"
BALLAD = "Imaj9 | vi7 | ii9 | V7b9 | iii7 VI7 | ii9 V13 | Imaj9 | ii7 V7"
MINOR_BALLAD = "i9 | iim7b5 V7b9 | i9 | iv9 bVII7 | bIIImaj7 | bVImaj7 | iim7b5 | V7b9"
BOSSA = "Imaj9 | Imaj9 | II7 | II7 | ii9 | V13 | Imaj9 | bII7"
MINOR_BOSSA = "i9 | i9 | iim7b5 | V7b9 | i9 | iv9 | bVI7 V7 | i9"
RAG = "I | I | VI7 | VI7 | II7 | V7 | I | V7"
SPIRITUAL = "I | I | IV | I | I | V7 | I IV | I V7"
GYPSY = "i6 | i6 | iv6 | i6 | V7 | V7 | i6 | V7"
FREE = "i9 | i9 | bIImaj7 | i9 | bV7#9 | iv9 | bIImaj7 | i9"

TUNES = {"*": (RHYTHM, AUTUMN, TURN, BLUES), "bridge": BRIDGE}
FORM = ("head:8 solo:16", "solo:16 head:8", "solo:8 bridge:8 solo:8", "head:16 solo:16")
SONG = ("head:8 solo:8", "solo:8 head:8", "head:8 soft:4 solo:8")

# Cymbals that ring, feathered bass drum, a snare that chatters: hardly a stroke stands out.
RIDE = (
    "RD x.oxx.ox\nHP ..o...o.\nSD ...g...?\nBD g.g.g.g.",
    "RD x.ooxgoo\nHP ..o...o.\nSD .g.g.g.o\nBD g...g..?",
    "RD x.oxxgox|xgoxx.ox\nHP ..o...o.|..o...o.\nSD .....g..|..g..g.o\nBD g..?g...|g...g..o",
)
WASH = (  # rolling cymbals, as behind modal and free players
    "RD xooxoxox\nCR g...g...\nSD .g.g.gg.\nT4 ....?..g\nHP ..o...o.",
    "RD xogxxoox\nCY g..g..g.\nSD g..g.?.g\nT2 ..?...g.\nBD g..g..g.",
)
BIG = (
    "HH o.oxo.ox\nOH ..o...o.\nSD ..o...x.\nBD o.g.o.g.",
    "RD x.oxx.ox\nHP ..o...o.\nSD ..g...o?\nBD o.g.o..g",
)
BRUSH = ("SD ogggog.g\nS2 g.o.g.o.\nHP ..g...g.", "SD ogggoggg\nS2 o.g.o.g.\nRD g..gg..g")
SWISH = ("SD g.gggggg\nS2 g.o.g.o.\nHP ..g...g.", "SD g..ggggg\nS2 ggo.ggo.\nRD g...g..g")
BOSSA_DRUMS = (
    "HH ogogogogogogogog\nRS o..o..o...o..o..\nBD o..go..go..go..g",
    "SH ogogogogogogogog\nRS ..o..o..o..o..o.\nBD o..go..go..go..g",
)
PARADE = ("SD xgoxogxo\nBD x...x...\nCY ..o...o.", "WH x.o.x.o.\nSD ..g.o.gg\nBD o...o...")
MALLETS = ("CR g.......\nT4 g.gg..g.\nT6 ..g...gg\nRD ..o..g.o",
    "CY g...g...\nT5 .g.ggg.g\nS2 ..o..g..\nRD o..g..o.")
COMPING = ("x-x----x|---x-xx-", "-x-----x|--x--x--", "x--x----|x---x--x", "x--x---x|x--x----")
FREDDIE = "x-x-x-x-"  # four in the bar, as a big band's rhythm guitar
STRIDE = ("B-x-L-x-", "B-x-B-x-", "B-x-L-xx")
TWO, SLOW_WALK = ("1---5---", "1--15--b", "1---5-3-"), ("1-3-5-b-", "1-2-3-b-", "1-5-3-a-")


def horn(instrument, where="head solo bridge soft", *, manner=None, low=55, high=77, gain=8, **how):
    """A soloist: plays the head, then improvises; slides into notes and ties them."""
    manner = manner or {"head": ("head", "blow"), "*": ("blow", "bebop", "blow")}
    how = {
        "bend_share": 0.3, "bend": -1.2, "vibrato": 0.18, "ornaments": 0.1, "push_ms": 15, "gate": 1.06,
        "plan": ("ABAC", "AAB.", "AB.C"), "dynamics": 0.16, "scale": "bebop", **how,
    }
    return (Melody(instrument, manner, low=low, high=high, where=where, gain_db=gain, **how),)


def tenor(manner="lingering", *, low=45, high=67, air=-6, gain=9, name="tenor sax", **how):
    """The big horn of the ballads; the air that passes the reed is heard beside the tone."""
    how = {"manner": manner, "low": low, "high": high, "bend": -1.5, "bend_share": 0.45, "vibrato": 0.3,
        **how}
    tone = horn(name, gain=gain, **how)
    breath = {**how, "name": "breath", "vibrato": 0, "bend": 0}
    return tone if air is None else tone + horn("bottle", gain=gain + air, **breath)


def pianist(**how):
    """A right hand that improvises."""
    line = {"low": 62, "high": 86, "bend_share": 0, "vibrato": 0, "name": "piano solo", "gain": 3,
        "gate": 1.1}
    return horn("piano", **{**line, **how})


def stirred(gain=-13, register=64):
    """Brushes that stir the skin round and round; nothing in General MIDI comes as near as surf."""
    return (Comp("seashore", "1---1---", register=register, gate=1.5, gain_db=gain, name="stirring brushes"),)


def brushes(*more, grooves=SWISH, gain=-1, stir=-13):
    """A drummer with brushes."""
    return (Drums("brush kit", grooves, (), crash=False, gain_db=gain), *stirred(stir), *more)


def sticks(*more, grooves=RIDE, gain=-2, fills=SOFT_FILLS):
    """A drummer with sticks."""
    return (Drums("jazz kit", grooves, fills, crash=False, gain_db=gain, phrase=8), *more)


def walking(line="walk", gain=3, **how):
    """A double bass; its notes last until the next ones."""
    return (Bass("acoustic bass", line, gain_db=gain, gate=1.08, slide=0.1, **how),)


def comp(instrument="piano", pattern=COMPING, *, gain=-4, voicing="shell", register=60, gate=1.1, **how):
    """Whoever plays chords, softly."""
    return (
        Comp(
            instrument, pattern, voicing=voicing, register=register, gate=gate, gain_db=gain, timing_ms=12,
            dynamics=0.15, **how,
        ),
    )


def combo(*leads, piano="piano", drums=None, line="walk", comping=COMPING, gain=-4):
    """Piano (or guitar, or vibraphone), bass, drums and whoever leads."""
    return (*(drums or sticks()), *walking(line), *comp(piano, comping, gain=gain), *leads)


def ballad(*leads, keys="piano", drums=None, line=TWO, bed=""):
    """Brushes, a bass in two, and a horn that takes its time."""
    figures = ("x---x-x-", "X-2-3-4-", "-x--x-x-")
    seats = (*(drums or brushes()), *walking(line), *comp(keys, figures, voicing="close", gate=1.3, gain=-3))
    if bed:
        seats += comp(bed, "x-------", register=64, voicing="close", gate=1.02, gain=-3)
    return (*seats, *leads)


def bigband(*solo, manner="shout", drums=BIG, kit="jazz kit"):
    """Brass and reeds answer each other over a bed of saxophones; a soloist steps forward."""
    section = {"plan": "ABAC", "gate": 1.0, "scale": "major", "vibrato": 0.15, "bend_share": 0.15,
        "bend": -1.0}
    brass = {"tune": "brass", "blocks": 2, "where": "-solo", **section}
    return (
        Drums(kit, drums, SOFT_FILLS, crash=False, gain_db=-2),
        *walking(gain=3),
        *comp("jazz guitar", FREDDIE, gain=-7, gate=0.8),
        *comp("piano", ("--x---x-", "x-------"), gain=-7),
        *comp("alto sax", "x-------", register=59, voicing="close", gate=1.03, gain=-5, where="solo"),
        Melody("trumpet", manner, low=65, high=80, gain_db=0, name="trumpets", **brass),
        Melody("trombone", manner, low=65, high=80, transpose=-12, gain_db=0, name="trombones", **brass),
        Melody(
            "tenor sax", ("blow", "modal"), low=55, high=73, tune="reeds", blocks=2, gain_db=1,
            name="saxophones", where="-solo", **{**section, "plan": ("AB", "BA")},
        ),
        *solo,
    )


def bossa(*leads, guitar="nylon guitar", keys="electric piano"):
    """A nylon guitar's syncopation, rim and shaker, bass on one and three."""
    return (
        Drums("jazz kit", BOSSA_DRUMS, (), crash=False, gain_db=-6),
        *walking(("1--55--5", "1--5l--5", "1-15--5-")),
        *comp(guitar, ("B-x--x-xB--x--x-", "B-xx-x--L-x--x--", "x--x--x---x--x--"), register=58, gain=0),
        *comp(keys, ("x-------", "--x-----"), register=62, gain=-6),
        *leads,
    )


def stride(*more, piano="piano", manner=("twang", "head", "bebop")):
    """Left hand: tenth or octave, chord, tenth, chord. Right hand: everything else."""
    return (
        *comp(piano, STRIDE, voicing="close", register=58, gain=-2, name="left hand"),
        *pianist(
            manner=manner, low=67, high=91, scale="major", ornaments=0.18, parallel=(-2,), gate=1.0,
            name="right hand", gain=0,
        ),
        *more,
    )


def parade(*leads, low="tuba"):
    """Everybody plays the tune in their own way, at once, over tuba and banjo."""
    return (
        Drums("standard kit", PARADE, (), crash=False, gain_db=-8),
        Bass(low, ("1-------", "1---5---"), low=34, gate=1.0, gain_db=1),
        *comp("banjo", "x-x-x-x-", voicing="triad", register=62, gain=-7),
        *comp("piano", STRIDE, voicing="triad", register=58, gain=-6),
        *leads,
    )


def hot(*leads):
    """Two guitars that pump in four, and a double bass: no drums."""
    return (
        *walking(("1---5---", "1---3---")),
        *comp("steel guitar", ("o-X-o-X-", "x-X-x-Xo"), voicing="close", register=54, gate=0.85, gain=-3),
        *comp("nylon guitar", ("o-x-o-x-", "x-x-x-x-"), voicing="shell", register=47, gate=0.8, gain=-4),
        *leads,
    )


def open_form(*leads, low="contrabass", figure=("1-------", "1---5---"), drums=MALLETS, chords=()):
    """Nobody keeps time: long bowed notes, mallets on cymbals and toms, whoever has something to say."""
    return (
        Drums("jazz kit", drums, (), crash=False, gain_db=-1, timing_ms=40),
        *stirred(-10, 60),
        Bass(low, figure, low=31, gate=1.1, gain_db=2, slide=0.3, timing_ms=30),
        *chords,
        *leads,
    )


TAKES_TIME = {"manner": ("lingering", "modal"), "vibrato": 0.25, "bend_share": 0.4}
MUTED = {"manner": ("lingering", "cool"), "low": 60, "high": 79, "vibrato": 0.12, "bend_share": 0.35}
MINOR = {"scale": "dorian"}
SUNG = {"manner": "lingering", "bend": -1.5, "bend_share": 0.4, "vibrato": 0.35, "gate": 1.0, "gain_db": 10}

def live(medium, **how):
    """One take of people in a room: nobody plays a thing twice."""
    return on(medium, **{"doubling": 0.0, **how})


ARTISTS = (
    Artist(
        "The Gus Renfield Quintet", "hard bop", (150, 200), "F, Bb, Eb", FORM, TUNES,
        (
            combo(
                *tenor({"head": "head", "*": ("blow", "bebop")}, air=None, low=48, high=72,
                    where="head solo"),
                *horn("trumpet", "head bridge", low=58, high=77, gain=1),
            ),
            combo(*horn("alto sax", low=56, high=80, gain=10),
                *horn("trumpet", "head", low=55, high=75, gain=0)),
        ),
        swing=1.6, drift=0.02, swell=0.32,
        recording=live("mono tape", level_db=-20, high_hz=9000, bass_db=-2, presence_db=-3, treble_db=6,
            seed=301),
    ),
    Artist(
        "Lyle Bascombe", "swing ballad", (62, 86), "Db, Ab, Eb, F", SONG, {"*": (BALLAD, LADY, TURN)},
        (
            ballad(*tenor(("lingering", "cool"))),
            ballad(*tenor("ballad", high=65), bed="slow strings"),
            ballad(*tenor(low=53, high=74, air=None), line=SLOW_WALK),
        ),
        swing=1.7, drift=0.05, swell=0.56,
        recording=live("mono tape", level_db=-24, high_hz=6500, bass_db=-1, presence_db=-8, treble_db=-6,
            room_mix=0.3, seed=302),
    ),
    Artist(
        "Nora Lindqvist Trio", "piano trio", (108, 146), "C, G, F, D", FORM,
        {**TUNES, "*": (AUTUMN, TURN, BLUES, LADY)},
        (
            combo(*pianist(manner=("cool", "blow")), drums=brushes(grooves=BRUSH, gain=-2)),
            combo(*pianist(manner="blow", parallel=(-2,)), drums=sticks(grooves=RIDE[:2], gain=0)),
            ballad(*pianist(manner=("lingering", "cool")), drums=brushes(grooves=BRUSH), line=SLOW_WALK),
        ),
        swing=1.7, drift=0.03, swell=0.4,
        recording=live("stereo tape", level_db=-25, spectrum="popular", bass_db=-1, presence_db=-4,
            treble_db=-5, room_seconds=0.8, room_mix=0.28, seed=303),
    ),
    Artist(
        "Odell Marsh Trio", "saxophone trio", (104, 172), "Bb, F, Eb, C",
        ("solo:16 head:8", "solo:12 soft:4 solo:12"), {"*": (BLUES, RHYTHM, AUTUMN)},
        (
            (*sticks(gain=2), *walking(gain=3), *tenor("blow", low=50, high=76, gain=11, air=None,
                plan=("AB.C", "A.BC"))),
            (
                *sticks(grooves=WASH, gain=0), *walking((*SLOW_WALK, "walk"), gain=3),
                *tenor(("blow", "lingering"), low=44, high=68, gain=12, plan=("AB.C", "A.B.")),
            ),
        ),
        swing=1.6, drift=0.03, swell=0.56,
        recording=live("digital", level_db=-24, bass_db=-2, presence_db=-2, treble_db=1, room="room",
            room_seconds=0.8, room_mix=0.18, compression=0.05, seed=304),
    ),
    Artist(
        "Cal Whitlow", "cool jazz", (112, 152), "Bb, Ab, F, C", FORM, {**TUNES, "*": (TURN, BLUES, AUTUMN)},
        (
            combo(*horn("vibraphone", low=57, high=81, bend_share=0, gate=1.4), piano="jazz guitar"),
            combo(
                *horn("jazz guitar", low=50, high=74, vibrato=0.08, gate=1.1), piano="vibraphone",
                drums=brushes(grooves=BRUSH),
            ),
            combo(
                *horn("alto sax", manner=("cool", "lingering"), low=54, high=75, vibrato=0.15),
                *horn("trombone", "head soft", manner="cool", low=48, high=67, gain=2), piano="jazz guitar",
            ),
        ),
        swing=1.6, swell=0.32,
        recording=live("stereo tape", level_db=-24, high_hz=8500, presence_db=-4, treble_db=6, seed=305),
    ),
    Artist(
        "Harlan Tate and His Orchestra", "swing big band", (140, 184), "Bb, Eb, F",
        ("head:8 shout:8 solo:8", "shout:8 solo:8 head:8"), {**TUNES, "*": (RHYTHM, BLUES)},
        (
            bigband(*tenor("blow", where="solo", air=None)),
            bigband(*horn("clarinet", "solo", manner="blow", low=58, high=82), manner=("shout", "head")),
            bigband(*horn("trumpet", "solo", low=58, high=79)),
        ),
        swing=1.8, swell=0.32,
        recording=live("78", level_db=-17, high_hz=6500, presence_db=-2, treble_db=4, noise_db=-62, crackle=2,
            room_mix=0.3, seed=306),
    ),
    Artist(
        "Savoy Street Big Band", "modern big band", (104, 138), "C, F, Ab",
        ("head:8 solo:8 shout:8", "solo:8 shout:8"), {**TUNES, "*": (TURN, LADY, BLUES)},
        (
            bigband(*horn("trombone", "solo", manner="lingering", low=46, high=68), manner=("head", "modal"),
                drums=BIG[1:]),
            bigband(*tenor(("lingering", "blow"), where="solo"), manner=("modal", "shout")),
        ),
        swing=1.7, swell=0.48,
        recording=live("stereo tape", level_db=-15.5, spectrum="popular", bass_db=-1, presence_db=3,
            treble_db=6, room="hall", room_seconds=1.2, room_mix=0.3, seed=307),
    ),
    Artist(
        "Vivian Roe", "torch song", (60, 92), "Eb, Db, Ab, Bb", SONG, {"*": (BALLAD, LADY)},
        (
            ballad(*singer("alto", where="head soft", **SUNG), *tenor(where="solo")),
            ballad(*singer("alto", **SUNG), bed="slow strings", line=SLOW_WALK),
            ballad(*singer("alto", where="-solo", **SUNG), *horn("muted trumpet", "solo", **MUTED)),
        ),
        swing=1.7, drift=0.05, swell=0.48,
        recording=live("mono tape", level_db=-20, high_hz=7000, presence_db=-4, treble_db=-2, room_mix=0.28,
            seed=308),
    ),
    Artist(
        "Emmett Sayre", "muted trumpet quintet", (62, 112), "F, C, G, Bb", SONG,
        {"*": (BALLAD, AUTUMN, LADY)},
        (
            ballad(*horn("muted trumpet", **MUTED), line=SLOW_WALK),
            combo(
                *horn("muted trumpet", "head soft", **MUTED), *tenor("blow", air=None, where="solo"),
                drums=brushes(grooves=BRUSH), line=SLOW_WALK,
            ),
        ),
        swing=1.6, drift=0.04, swell=0.48,
        recording=live("stereo tape", level_db=-26, high_hz=10000, bass_db=-2, presence_db=1, treble_db=7,
            room_seconds=1.2, room_mix=0.35, seed=309),
    ),
    Artist(
        "Chester 'Thumbs' Pell", "stride piano", (150, 196), "C, F, G, Bb", ("head:16", "head:8 bridge:8"),
        {"*": (RAG, RHYTHM), "bridge": BRIDGE},
        (
            stride(),
            stride(*horn("clarinet", "", manner=("head", "blow"), low=57, high=79), manner="twang"),
            stride(*walking(TWO), *comp("steel guitar", FREDDIE, gain=-8, gate=0.9)),
        ),
        swing=1.4, drift=0.03, swell=0.4,
        recording=live("78", bass_db=4, presence_db=-1, treble_db=6, noise_db=-60, crackle=3, room_mix=0.25,
            seed=310),
    ),
    Artist(
        "Joana Cardim", "bossa nova", (118, 142), "C, F, D, G", ("head:8 solo:8", "head:16", "solo:8 head:8"),
        {"*": (BOSSA, AUTUMN, TURN)},
        (
            bossa(*singer("breathy pop", **{**SUNG, "manner": "bossa", "low": 53, "high": 70,
                "vibrato": 0.1})),
            bossa(*tenor("bossa", low=48, high=69)),
            bossa(*horn("flute", manner="bossa", low=62, high=81, vibrato=0.2), keys="slow strings"),
        ),
        swell=0.32,
        recording=live("stereo tape", level_db=-23, spectrum="popular", high_hz=8500, bass_db=-1,
            presence_db=-7, treble_db=-6, seed=311),
    ),
    Artist(
        "Tavares Quatro", "samba jazz", (132, 160), "G minor, E minor, B minor",
        ("head:8 solo:8", "solo:8 head:8"),
        {"*": (MINOR_BOSSA,)},
        (
            bossa(*horn("alto sax", manner=("bossa", "blow"), low=52, high=74, **MINOR), keys="piano"),
            bossa(*pianist(manner={"*": "bossa", "solo": "blow"}, **MINOR), keys="vibraphone"),
        ),
        swell=0.32,
        recording=live("multitrack", level_db=-16, presence_db=4, treble_db=3, room="room", seed=312),
    ),
    Artist(
        "Reuben Achterberg", "bass clarinet and soprano", (92, 150), "F, C, Bb, G",
        ("solo:16 head:8", "soft:4 solo:12 head:8"), {"*": (BLUES, TURN, AUTUMN)},
        (
            combo(*tenor("blow", name="clarinet", low=40, high=64, air=-9, gain=10),
                drums=sticks(grooves=WASH, gain=1)),
            (*sticks(gain=1), *walking(gain=5), *horn("soprano sax", manner=("blow", "lingering"), low=60,
                high=84, gain=12)),
            ballad(*tenor(("lingering", "blow"), name="baritone sax", low=40, high=62, gain=10)),
        ),
        swing=1.5, drift=0.03, swell=0.56,
        recording=live("digital", level_db=-24, bass_db=-1, presence_db=-4, treble_db=1, room="room",
            room_seconds=0.7, room_mix=0.18, seed=313),
    ),
    Artist(
        "Silas Crane Quartet", "modal jazz", (120, 172), "D minor, G minor, C minor, F minor", FORM,
        {"*": (MODAL, MINOR_BLUES, SUSPENDED)},
        (
            combo(
                *tenor(("modal", "blow"), low=46, high=72, air=None, **MINOR),
                drums=sticks(grooves=WASH, gain=0),
                comping=("x-----x-", "x--x----"),
            ),
            combo(
                *horn("soprano sax", manner=("modal", "shred"), low=60, high=84, gain=10, **MINOR),
                drums=sticks(grooves=WASH, gain=0), comping=("x--x--x-", "x-----x-"),
                line=("1---5---", "1--15---"),
            ),
        ),
        swing=1.5, drift=0.03, swell=0.56,
        recording=live("stereo tape", level_db=-20.5, spectrum="popular", bass_db=-1, presence_db=-2,
            room_seconds=0.9, room_mix=0.35, seed=314),
    ),
    Artist(
        "Mabel Orr and the Tonewheels", "organ trio", (92, 140), "F, C, Bb, G", FORM,
        {**TUNES, "*": (BLUES, BLUES, RHYTHM)},
        (
            (
                *sticks(gain=-3), Bass("drawbar organ", "walk", low=33, gate=1.05, gain_db=3, name="pedals"),
                *comp("drawbar organ", ("x-------", "x--x----"), gain=-3), *tenor("blow", air=None),
            ),
            (
                *sticks(gain=-3), Bass("drawbar organ", "walk", low=33, gate=1.05, gain_db=3, name="pedals"),
                *horn("percussive organ", manner=("blow", "head"), low=58, high=80, blocks=2, vibrato=0,
                    gain=2),
                *comp("jazz guitar", gain=-2),
            ),
        ),
        swing=1.7, swell=0.32,
        recording=live("mono tape", level_db=-16, spectrum="popular", presence_db=-4, treble_db=-3, seed=315),
    ),
    Artist(
        "The Dockside Ramblers", "New Orleans", (120, 190), "Bb, F, Eb, Ab", ("head:16", "head:8 solo:8"),
        {"*": (RAG, SPIRITUAL, BLUES)},
        (
            parade(
                *horn("trumpet", "", manner="head", low=56, high=75, tune="a", scale="major", gain=5),
                *horn("clarinet", "", manner="blow", low=65, high=86, tune="b", scale="major", gain=3),
                *horn("trombone", "", manner="modal", low=44, high=62, tune="c", scale="major", gain=3,
                    bend=-3),
            ),
            parade(
                *horn("clarinet", "", manner=("blow", "lingering"), low=55, high=82, vibrato=0.5, gain=6),
                *horn("trombone", "", manner="modal", low=44, high=60, tune="c", gain=2), low="acoustic bass",
            ),
            parade(
                *singer("blues shouter", where="head", **SUNG), *horn("trumpet", "solo", low=56, high=75),
                *horn("clarinet", "head", manner="modal", low=65, high=82, gain=0),
            ),
        ),
        swing=1.6, drift=0.03, swell=0.32,
        recording=live("78", level_db=-18, high_hz=7500, treble_db=6, noise_db=-60, crackle=2, room_mix=0.28,
            seed=316),
    ),
    Artist(
        "Anton Fjell", "chamber jazz", (54, 82), "D minor, A minor, E minor, C",
        ("soft:4 head:8", "head:8 solo:8"),
        {"*": (SUSPENDED, MINOR_BALLAD)},
        (
            open_form(
                *horn("soprano sax", "", scale="minor", low=60, high=81, **TAKES_TIME), low="fretless bass",
                chords=comp("piano", ("B-1-2-3-", "B-2-1-3-"), voicing="close", gate=2.5, gain=-1),
            ),
            (
                *stirred(-13, 58), *walking(TWO, gain=2),
                *comp("piano", ("B-1-2-3-", "x-------"), gate=2.0, gain=0),
                *tenor("modal", scale="minor", where="", low=46, high=65),
            ),
            open_form(
                *horn("trumpet", "", scale="minor", low=54, high=72, **TAKES_TIME),
                chords=comp("warm pad", "x-------", voicing="close", gate=1.05, gain=-6),
            ),
        ),
        drift=0.12, swell=0.7,
        recording=live("hall", level_db=-29, spectrum="popular", high_hz=10500, bass_db=-1, presence_db=1,
            treble_db=6, room_mix=0.45, seed=317),
    ),
    Artist(
        "Lucius Vane", "free jazz", (80, 150), "C minor, F minor, G minor", ("solo:8", "solo:4 soft:4"),
        {"*": FREE},
        (
            open_form(*tenor(("shred", "lingering", "blow"), where="", low=44, high=74, leap=0.35, **MINOR),
                drums=WASH),
            open_form(
                *horn("alto sax", "", manner=("blow", "shred"), low=55, high=81, leap=0.4, tune="a",
                    bend=-2.5, **MINOR),
                *horn("trumpet", "", manner=("modal", "blow"), low=54, high=76, leap=0.4, tune="b", gain=3,
                    **MINOR),
                figure=("1-3-5-b-", "1--5--b-"),
            ),
        ),
        drift=0.2, swell=0.7,
        recording=live("stereo tape", level_db=-22, spectrum="popular", bass_db=-2, presence_db=4,
            treble_db=7, room_seconds=0.9, room_mix=0.3, seed=318),
    ),
    Artist(
        "Bascombe and Lund", "duo", (66, 116), "F, Bb, C, Eb", SONG, {"*": (BALLAD, LADY, TURN, BLUES)},
        (
            (*tenor(("blow", "lingering"), where="", air=-12, low=50, high=74, plan=("ABAC", "AB.C")),
                *walking(SLOW_WALK, gain=2)),
            (*tenor(("lingering", "blow"), where=""), *comp("piano", ("X-2-3-4-", "B-x-L-x-"),
                voicing="open", gate=1.5, gain=0)),
            (
                *tenor(where="", low=46, high=66),
                *comp("jazz guitar", ("B-x-L-x-", "x---x---"), voicing="close", gate=1.2, gain=0),
            ),
        ),
        swing=1.6, drift=0.1, swell=0.45,
        recording=live("chamber", level_db=-27, spectrum="warm", bass_db=-2, presence_db=-6, treble_db=-1,
            room_mix=0.2, seed=319),
    ),
    Artist(
        "Quintette du Canal", "hot club", (150, 208), "G minor, D minor, A minor, E minor",
        ("head:8 solo:16", "solo:16"),
        {"*": (GYPSY, MINOR_BALLAD)},
        (
            hot(*horn("violin", "", manner=("blow", "lingering"), low=60, high=84, scale="harmonic minor",
                vibrato=0.35)),
            hot(
                *horn("steel guitar", "solo", manner=("blow", "shred"), low=52, high=79,
                    scale="harmonic minor", vibrato=0.3),
                *horn("clarinet", "head", manner="head", low=57, high=79, scale="harmonic minor"),
            ),
        ),
        swing=1.4, drift=0.02, swell=0.4,
        recording=live("radio", level_db=-20, high_hz=7500, bass_db=3, presence_db=2, treble_db=9,
            noise_db=-68, hum_db=-80, room_mix=0.25, compression=0.2, seed=320),
    ),
)
