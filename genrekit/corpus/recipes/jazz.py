"""Jazz: swung eighths, seventh chords in fifths, a walking bass, soloists who make lines of eighths.

Sub-styles: swing combo, big band, bossa, ballad, stride piano.
"""

from ..artists import Artist
from ..players import SOFT_FILLS, Bass, Comp, Drums, Melody, singer
from ..studio import Recording

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
BLUES = "I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | VI7b9 | ii7 | V7 | I7 VI7 | ii7 V7"
BALLAD = "Imaj9 | vi7 | ii9 | V7b9 | iii7 VI7 | ii9 V13 | Imaj9 | ii7 V7"
BOSSA = "Imaj9 | Imaj9 | II7 | II7 | ii9 | V13 | Imaj9 | bII7"
MINOR_BOSSA = "i9 | i9 | iim7b5 | V7b9 | i9 | iv9 | bVI7 V7 | i9"
RAG = "I | I | VI7 | VI7 | II7 | V7 | I | V7"

TUNES = {"*": (RHYTHM, AUTUMN, TURN, BLUES), "bridge": BRIDGE}
FORM = ("head:8 solo:16", "solo:16 head:8", "solo:8 bridge:8 solo:8", "head:16 solo:16")

RIDE = (
    "RD x.xxx.xx\nHP ..x...x.\nSD ...g...?\nBD o.o.o.o.",
    "RD X.xoX.xo\nHP ..x...x.\nSD .?.g.?.x\nBD g.g.g.gx",
    "RD x.xxx.xx|x.xxx.xx\nHP ..x...x.|..x...x.\nSD .....?..|..?..x.?\nBD o..?o...|o...o..x",
)
BIG = (
    "HH x.xox.xo\nOH ..x...x.\nSD ..x...X.\nBD x.o.x.o.",
    "RD X.xxX.xx\nHP ..x...x.\nSD ..g...X?\nBD x...x..x",
)
BRUSH = ("SD oggoog.g\nHP ..x...x.\nBD o...o...", "SD xgogxgog\nHP ..x...x.")
SWISH = ("SD o.g.o.g.\nHP ..x...x.\nRD g...g...", "RD o...o..o\nHP ..o...o.")
BOSSA_DRUMS = (
    "HH oxoxoxoxoxoxoxox\nRS x..x..x...x..x..\nBD x..xx..xx..xx..x",
    "SH xoxoxoxoxoxoxoxo\nRS ..x..x..x..x..x.\nBD x..xx..xx..xx..x",
)
COMPING = ("..x....x|...x..x.", ".x.....x|..x..x..", "x..x....|....x..x", "...x...x|x..x....")
FREDDIE = "x.x.x.x."  # four in the bar, short, as in a big band's rhythm guitar
STRIDE = ("B.x.L.x.", "B.x.B.x.", "B.x.L.xx")


def horn(instrument, where="head solo bridge", *, manner=None, low=55, high=77, plan="ABAC", **how):
    """A soloist: plays the head, then improvises."""
    manner = manner or {"head": ("head", "cool"), "solo": ("bebop", "cool"), "*": ("bebop", "cool")}
    how = {
        "bend_share": 0.14,
        "bend": -0.7,
        "vibrato": 0.22,
        "ornaments": 0.05,
        "push_ms": 12,
        "gain_db": 2,
        **how,
    }
    return Melody(instrument, manner, low=low, high=high, scale="bebop", plan=plan, where=where, **how)


def combo(*leads, piano="piano", drums=RIDE, kit="jazz kit", guitar=""):
    """Piano (or guitar, or vibraphone), bass, drums and whoever leads."""
    comp = Comp(piano, COMPING, voicing="shell", register=61, gate=0.45, gain_db=-5, timing_ms=10)
    seats = [
        Drums(kit, drums, SOFT_FILLS, crash=False, gain_db=-1.5, phrase=8),
        Bass("acoustic bass", "walk", gain_db=2),
        comp,
    ]
    if guitar:
        seats.append(Comp(guitar, FREDDIE, voicing="shell", register=57, gate=0.4, gain_db=-9))
    return (*seats, *leads)


def bigband(solo, *, manner="shout", drums=BIG, tempo_guitar=True):
    """Brass and reeds answer each other; a soloist steps forward."""
    section = {"plan": "ABAC", "gate": 0.75, "scale": "major", "vibrato": 0.1, "bend_share": 0.08}
    return (
        Drums(
            "jazz kit", drums,
            ("SD x.xxx.xX\nBD x...x..X", "SD ..xxxxxX\nT2 xx......\nBD x..x...x"),
            gain_db=1,
        ),
        Bass("acoustic bass", "walk", gain_db=2),
        Comp("jazz guitar", FREDDIE, voicing="shell", register=57, gate=0.4, gain_db=-8),
        Comp("piano", COMPING, voicing="shell", register=64, gate=0.4, gain_db=-8),
        Melody(
            "trumpet", manner, low=67, high=84, tune="brass", blocks=2, where="-solo", gain_db=-1,
            name="trumpets",
            **section,
        ),
        Melody(
            "trombone", manner, low=67, high=84, tune="brass", transpose=-12, blocks=2, where="-solo",
            gain_db=-2, name="trombones",
            **section,
        ),
        Melody(
            "alto sax", ("cool", "head"), low=58, high=76, tune="reeds", blocks=3, gain_db=-2,
            name="saxophones",
            **{**section, "plan": ".A.B"},
        ),
        horn(solo, where="solo"),
    )


def bossa(*leads, guitar="nylon guitar", keys="electric piano"):
    """A nylon guitar's syncopation, rim and shaker, bass on one and three."""
    return (
        Drums("jazz kit", BOSSA_DRUMS, (), crash=False, gain_db=-5),
        Bass("acoustic bass", ("1--55--5", "1--5l--5", "1-.15-.5"), gain_db=1, gate=0.8),
        Comp(
            guitar, ("B.x..x..B..x..x.", "B.xx.x..L.x..x..", "x..x..x...x..x.."), voicing="shell",
            register=58, gate=0.6,
        ),
        Comp(keys, ("x-------", "..x-----"), register=62, gain_db=-10, where="-head"),
        *leads,
    )


def ballad(lead, *, keys="piano", strings=False):
    """Brushes, a bass in two, and a horn that takes its time."""
    seats = [
        Drums("brush kit", SWISH, (), crash=False, gain_db=0),
        Bass("acoustic bass", ("1---5---", "1--15--b", "1---5-3-"), gain_db=2, slide=0.12),
        Comp(
            keys, ("x---..x-", "X-2-3-4-", ".xx-..x-"), voicing="close", register=60, gate=1.0, gain_db=-4,
            timing_ms=16,
        ),
        lead,
    ]
    if strings:
        seats.append(backdrop("slow strings"))
    return tuple(seats)


def backdrop(instrument):
    """Strings behind a ballad."""
    return Comp(instrument, "x-------", register=66, gate=1.0, gain_db=-9)


def stride(*more, piano="piano", manner=("twang", "head", "bebop")):
    """Left hand: tenth or octave, chord, tenth, chord. Right hand: everything else."""
    return (
        Comp(
            piano, STRIDE, voicing="close", register=58, gate=0.6, gain_db=-2, name="left hand", timing_ms=10
        ),
        Melody(
            piano, manner, low=67, high=91, scale="major", plan="AABC", bend_share=0, vibrato=0,
            ornaments=0.18, parallel=(-2,), gate=0.7, name="right hand", timing_ms=9,
        ),
        *more,
    )


ARTISTS = (
    Artist(
        "The Gus Renfield Quintet", "swing combo", (168, 216), "F, Bb, Eb", FORM, TUNES,
        (
            combo(horn("trumpet", low=58, high=80), horn("alto sax", "head", transpose=-5, gain_db=0)),
            combo(horn("alto sax", low=56, high=79), horn("trumpet", "head", gain_db=0)),
        ),
        swing=1.55, drift=0.02,
        recording=Recording(
            level_db=-19, low_hz=60, high_hz=8500, noise_db=-58, room_mix=0.1, room_seconds=0.5,
            presence_db=2, bass_db=-1, compression=0.1, spectrum="early", seed=301,
        ),
    ),
    Artist(
        "Nora Lindqvist Trio", "swing combo", (116, 150), "C, G, F, D minor", FORM,
        {**TUNES, "*": (AUTUMN, TURN, BLUES, MODAL)},
        (
            combo(
                horn("piano", low=62, high=86, bend_share=0, vibrato=0, name="piano solo"),
                drums=BRUSH, kit="brush kit",
            ),
            combo(horn("piano", low=62, high=86, bend_share=0, vibrato=0, name="piano solo"), drums=RIDE[:2]),
        ),
        swing=1.75, drift=0.03,
        recording=Recording(
            level_db=-21, high_hz=10500, noise_db=-72, room_mix=0.08, room_seconds=0.4, bass_db=2,
            treble_db=1, compression=0.05, seed=302,
        ),
    ),
    Artist(
        "Cal Whitlow", "swing combo", (132, 172), "Bb, Ab, F minor, C minor", FORM,
        {**TUNES, "*": (MODAL, BLUES, AUTUMN)},
        (
            combo(horn("vibraphone", low=60, high=84, bend_share=0), piano="jazz guitar", guitar=""),
            combo(horn("jazz guitar", low=52, high=76, vibrato=0.08), piano="vibraphone"),
            combo(horn("jazz guitar", low=52, high=76), piano="drawbar organ", drums=RIDE[1:]),
        ),
        swing=1.6,
        recording=Recording(
            level_db=-20, high_hz=9500, noise_db=-64, room_mix=0.12, room_seconds=0.6, bass_db=3,
            presence_db=-3, treble_db=-3, seed=303,
        ),
    ),
    Artist(
        "Harlan Tate and His Orchestra", "big band", (156, 198), "Bb, Eb, F",
        ("head:8 shout:8 solo:8", "shout:8 solo:8 head:8"), {**TUNES, "*": (RHYTHM, BLUES)},
        (bigband("tenor sax"), bigband("clarinet", manner=("shout", "head")), bigband("trumpet")), swing=1.85,
        recording=Recording(
            level_db=-18, low_hz=110, high_hz=5200, noise_db=-44, crackle=6, room_mix=0.12, room_seconds=0.8,
            presence_db=4, bass_db=-2, drive=0.15, spectrum="early", seed=304,
        ),
    ),
    Artist(
        "Savoy Street Big Band", "big band", (118, 146), "C, F, Ab",
        ("head:8 solo:8 shout:8", "solo:8 shout:8"), {**TUNES, "*": (TURN, LADY, BLUES)},
        (bigband("trombone", manner="head", drums=BIG[1:]), bigband("alto sax", manner=("cool", "shout"))),
        swing=1.7,
        recording=Recording(
            level_db=-17, low_hz=45, high_hz=10000, noise_db=-68, room_mix=0.15, room_seconds=1.1,
            presence_db=0, treble_db=2, bass_db=1, compression=0.15, seed=305,
        ),
    ),
    Artist(
        "Joana Cardim", "bossa", (122, 148), "C, F, A minor, D minor",
        ("head:8 solo:8", "head:16", "solo:8 head:8"), {"*": (BOSSA, AUTUMN, TURN)},
        (
            bossa(*singer("oohs", "synth voice", manner="bossa", low=57, high=74, vibrato=0.06, gain_db=1)),
            bossa(Melody("flute", "bossa", low=67, high=86, vibrato=0.15, ornaments=0.08, gain_db=1)),
        ),
        recording=Recording(
            level_db=-22, high_hz=9000, noise_db=-62, room_mix=0.06, room_seconds=0.3, bass_db=1,
            presence_db=-2, treble_db=-2, seed=306,
        ),
    ),
    Artist(
        "Tavares Quatro", "bossa", (140, 172), "G minor, E minor, B minor",
        ("head:8 solo:8", "solo:8 head:8"), {"*": (MINOR_BOSSA,)},
        (
            bossa(horn("tenor sax", manner="bossa", low=50, high=72), keys="piano"),
            bossa(
                horn(
                    "piano", manner={"*": "bossa", "solo": "bebop"}, low=64, high=86, bend_share=0, vibrato=0
                ),
                keys="vibraphone",
            ),
        ),
        recording=Recording(
            level_db=-18, high_hz=11000, noise_db=-72, room_mix=0.1, room_seconds=0.5, presence_db=3,
            treble_db=3, bass_db=-2, compression=0.15, seed=307,
        ),
    ),
    Artist(
        "Vivian Roe", "ballad", (56, 70), "Eb, Db, Ab, Bb", ("head:8 solo:8", "head:8"),
        {"*": (BALLAD, LADY)},
        (
            ballad(
                horn("tenor sax", manner="ballad", low=48, high=68, vibrato=0.35, bend_share=0.3),
                strings=True,
            ),
            ballad(horn("oohs", manner="ballad", low=57, high=74, vibrato=0.3, bend_share=0.35)),
        ),
        swing=1.7, drift=0.06,
        recording=Recording(
            level_db=-22, low_hz=50, high_hz=8000, noise_db=-58, room_mix=0.16, room_seconds=1.0,
            presence_db=-2, bass_db=2, treble_db=-3, spectrum="early", seed=308,
        ),
    ),
    Artist(
        "Emmett Sayre", "ballad", (62, 78), "F, C minor, G minor, Bb", ("head:8 solo:8", "solo:8"),
        {"*": (BALLAD, AUTUMN)},
        (
            ballad(
                horn("muted trumpet", manner=("ballad", "cool"), low=58, high=78, vibrato=0.1),
                keys="electric piano",
            ),
            ballad(horn("muted trumpet", manner=("ballad", "cool"), low=58, high=78), keys="jazz guitar"),
        ),
        swing=1.6, drift=0.04,
        recording=Recording(
            level_db=-20, high_hz=10500, noise_db=-68, room_mix=0.14, room_seconds=1.4, presence_db=3,
            bass_db=-3, treble_db=0, seed=309,
        ),
    ),
    Artist(
        "Chester 'Thumbs' Pell", "stride", (164, 208), "C, F, G, Bb", ("head:16", "head:8 bridge:8"),
        {"*": (RAG, RHYTHM), "bridge": BRIDGE},
        (
            stride(),
            stride(
                horn("clarinet", "", manner=("head", "bebop"), low=60, high=84, vibrato=0.3),
                Drums("standard kit", "WH x.o.x.o.\nSD ..g...gg\nBD o...o...", (), crash=False, gain_db=-5),
                manner="twang",
            ),
            stride(
                Bass("tuba", "1...5...", low=31, gain_db=0),
                horn("trumpet", "", manner="head", low=60, high=79),
                Comp("banjo", "X.x.X.x.", voicing="triad", register=64, gate=0.5, gain_db=-5),
            ),
        ),
        swing=1.4, drift=0.03,
        recording=Recording(
            level_db=-20, low_hz=140, high_hz=4500, noise_db=-40, crackle=12, room_mix=0.05, presence_db=3,
            bass_db=-3, drive=0.2, spectrum="early", seed=310,
        ),
    ),
)
