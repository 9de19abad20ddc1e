"""Reggae: the skank on the off-beats, the drop on three, a bass that sings and leaves holes.

Sub-styles: roots one-drop, rockers, steppers, dub, ska and rock steady, dancehall.
"""

from ..artists import Artist
from ..players import Bass, Comp, Drums, Hiss, Melody, Speech, singer
from ..studio import Recording

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Zion Gate, River, Trenchcoat, Sufferer, Gully, Mango, Rainy Market, Brethren, Lion, Sunrise",
    "Rock, Skank, Version, Chant, Stepping, Dub, Song, Love, Warning, Road",
)

MINOR = ("i | i | iv | iv", "i | bVII | i | bVII", "i | iv | i | v", "i | bVII | bVI | bVII")
MAJOR = ("I | I | IV | IV", "I | IV | V | IV", "I | vi | ii | V", "I | V | vi | IV")
SKA = ("I | vi | IV | V", "I | I | IV | V", "I7 | IV7 | I7 | V7")
FORM = ("verse:8 chorus:8", "intro:4 verse:8 chorus:4", "chorus:8 solo:4 verse:4", "verse:8 break:4 chorus:4")

ONE_DROP = (
    "BD ........X.......\nRS ........X.......\nHH x.o.x.o.x.o.x.oo",
    "BD ........X.......\nSD ........X......g\nHH o.xxo.x.o.xxo.x.\nRS ...?............",
    "BD ........X.......\nRS ....?...X..x....\nHH x.x.x.x.x.x.x.xo\nOH ..............x.",
)
ROCKERS = (
    "BD X.......X.......\nRS ........X.......\nHH x.xox.xox.xox.xo\nSD ..............gg",
    "BD X.......X.x.....\nSD ....x.......X...\nHH x.o.x.o.x.o.x.o.\nOH ......x.........",
)
STEPPERS = (
    "BD X...X...X...X...\nRS ........X.......\nHH o.xxo.xxo.xxo.xx",
    "BD X...X...X...X...\nSD ........X.....g.\nHH ..x...x...x...x.\nTM o.o.o.o.o.o.o.o.",
)
SKA_DRUMS = ("HH x.x.x.x.\nSD ..X...X.\nBD ..x...x.", "RD x.xxx.xx\nRS ..X...X.\nBD x...x...")
DANCEHALL = (
    "BD X.....X.....X...\nSD ...X..X....X..X.\nHH x.x.x.x.x.x.x.x.",
    "BD X..x..X.X..x....\nRS ...x..x....x..x.\nCL ......x.......x.\nSH x.xxx.xxx.xxx.xx",
)
DUB_DRUMS = (
    "BD ........X.......\nRS ........X..x....\nHH x.o.x.o.x.o.x.o.",
    "BD ........X.......|........X.......\nSD ........X.......|........X..x..x.\n"
    "HH x.o.x.o.....x.o.|x.o.x...........",
)
FILL = ("SD xx.xx.x.", "T1 x.x.....\nT3 ....xx..\nSD ......xX", "RS xxx.x.x.", "TI x.xxx.xx")

# The first beat is often left free; the line sings and then waits.
BASS = (
    "1--1..3-5-......|1--1..5-3-1-....",
    "..1.1-3-5---....|..1.1-7-5---....",
    "1---..1.3-5-..3-|1-----......5-3-",
    "1-1-3---........|5-5-3-1-........",
    "........1-3-5-3-|1-------........",
)
MELODIC = ("1-..1-5-6-5-3-..|1-..3-5-8---....", "1.1.5-..6.5.3-..|1.1.5-8-5-3-1-..")
WALKING = ("1.3.5.6.", "1.1.3.5.8.5.3.5.", "walk")
DRIVE = ("1..1..5-1..1..3-", "1.1.....1.1.3.5.", "1--1--1-....5-3-")

SKANK = "..X...X...X...X."  # the off-beats: what makes it reggae
DOUBLE_SKANK = "..Xx..Xx..Xx..Xx"
BUBBLE = (".xX..xX..xX..xX.", ".x.x.x.x.x.x.x.x", "xoX.xoX.xoX.xoX.")


def skank(instrument="clean guitar", pattern=SKANK, *, gain=1.0, gate=0.35, register=66):
    """A guitar that says `chk` on every off-beat."""
    return Comp(
        instrument, pattern, voicing="triad", register=register, gate=gate, strum_ms=7, gain_db=gain,
        name="skank " + instrument,
    )


def bubble(pattern=BUBBLE, gain=-3):
    """An organ that fills the holes around the skank."""
    return Comp(
        "percussive organ", pattern, voicing="triad", register=58, gate=0.45, gain_db=gain,
        name="organ bubble",
    )


def voice(*vowels, low=55, high=72, manner="chant", **how):
    """A singer who leaves room; two others answer in thirds."""
    how = {"bend": -2.0, "bend_share": 0.5, "vibrato": 0.4, "plan": "AA.B", "gain_db": 3, **how}
    return singer(*vowels, manner=manner, low=low, high=high, where=how.pop("where", "verse chorus"), **how)


def answer(instrument="oohs", gain=-2):
    """Harmony voices at the ends of lines."""
    return Melody(
        instrument, "chant", low=60, high=77, parallel=(2,), plan=".A.A", where="chorus", tune="answer",
        gain_db=gain, vibrato=0.15, name="harmony voices",
    )


def riddim(
    *more,
    groove=ONE_DROP, bass=BASS, bass_instrument="finger bass", kit="room kit", piano=True, organ=True,
    guitar="clean guitar",
):
    """Drum and bass first, then the skank, the organ, a muted guitar that doubles the bass."""
    seats = [
        Drums(kit, {"*": groove, "break": DUB_DRUMS}, FILL, gain_db=1, crash=True, push_ms=6),
        Bass(bass_instrument, bass, low=28, gate=0.8, gain_db=4, push_ms=10, slide=0.08),
        skank(guitar),
        Bass(
            "muted guitar", bass if bass is not WALKING else WALKING[:2], low=40, gate=0.4, gain_db=-7,
            where="-break", name="bubbling guitar",
        ),
    ]
    if piano:
        seats.append(skank("piano", gain=-3, register=62))
    if organ:
        seats.append(bubble())
    return (*seats, *more)


def dub(*more, groove=DUB_DRUMS, bass=BASS, lead="bandoneon"):
    """The mixer plays: parts drop out and leave drum and bass alone; echoes fall in sixteenths."""
    echo = "..X..x..o...g...".replace("g", "o")
    return (
        Drums("room kit", groove, FILL, gain_db=4, push_ms=6),
        Bass("finger bass", bass, low=28, gate=0.9, gain_db=6, push_ms=10),
        skank(
            pattern={
                "*": echo + "|................",
                "chorus": SKANK,
                "break": "................|..X..x..o.......",
            },
            gain=0,
        ),
        Comp(
            "piano", {"*": "................|..X..x..o.......", "chorus": SKANK}, voicing="triad",
            register=62, gate=0.4, gain_db=-3,
        ),
        Comp(
            "percussive organ", BUBBLE, voicing="triad", register=58, gate=0.4, where="chorus dub", gain_db=-4
        ),
        Melody(
            lead, ("cool", "chant"), low=64, high=84, plan=".A.B", tune="dub", vibrato=0.2, bend_share=0.2,
            where="verse dub chorus", gain_db=0,
        ),
        *more,
    )


def ska(*more, piano=True, horns=("trumpet", "tenor sax", "trombone")):
    """Faster; horns play the tune."""
    section = tuple(
        Melody(
            horn, "head", low=60, high=79, scale="major", plan="AABA", tune="horns",
            transpose=-12 if horn == "trombone" else 0, gate=0.65, where="chorus intro solo", gain_db=-1 - i,
            bend_share=0.1, parallel=(-2,) if i == 1 else (),
        )
        for i, horn in enumerate(horns)
    )
    return (
        Drums("standard kit", SKA_DRUMS, ("SD x.xxx.xx\nBD x...x...", "RS xxx.x.x."), gain_db=2),
        Bass("acoustic bass", WALKING, gain_db=3, gate=0.75),
        skank("clean guitar", ".X.X.X.X", gate=0.3),
        Comp("piano", ".x.x.x.x", voicing="close", register=64, gate=0.35, gain_db=-3) if piano else bubble(),
        *section,
        *more,
    )


def toaster(pitch=52):
    """A deejay who talks over the riddim."""
    how = {"pitch": pitch, "density": 0.5, "where": "verse"}
    return (
        Speech("synth voice", part="1/2", gain_db=3, name="toaster (ah)", **how),
        Speech("oohs", part="2/2", gain_db=3, name="toaster (oh)", **how),
        Hiss(gain_db=-1, name="consonants", **how),
    )


ARTISTS = (
    Artist(
        "Ras Elder and the Uplands", "roots one-drop", (68, 80), "A minor, D minor, E minor, G minor", FORM,
        {"*": MINOR},
        (
            riddim(*voice("oohs", "synth voice"), answer()),
            riddim(
                *voice("oohs", "synth voice"),
                Melody("trombone", "cool", low=48, high=67, plan="A.B.", where="solo intro break", tune="t"),
                piano=False,
            ),
        ),
        swing=1.2, swing_unit=0.25,
        recording=Recording(
            level_db=-18, low_hz=40, high_hz=8500, noise_db=-60, presence_db=-1, bass_db=4, treble_db=-2,
            room_mix=0.08, compression=0.25, drive=0.15, seed=801,
        ),
    ),
    Artist(
        "Sister Marva", "roots one-drop", (72, 86), "C, G, F, A", FORM, {"*": MAJOR},
        (
            riddim(
                *voice("synth voice", "oohs", low=60, high=77, manner="pop", plan="ABAC"),
                answer(),
                bass=MELODIC,
            ),
            riddim(
                *voice("synth voice", "oohs", low=60, high=77, manner="pop", plan="ABAC"),
                Melody("flute", "cool", low=67, high=86, plan=".A.B", tune="f"),
                bass=MELODIC[:1], groove=ONE_DROP[1:],
            ),
        ),
        swing=1.35, swing_unit=0.25,
        recording=Recording(
            level_db=-17, high_hz=10500, noise_db=-70, presence_db=3, bass_db=1, treble_db=2, room_mix=0.1,
            room_seconds=0.5, compression=0.3, seed=802,
        ),
    ),
    Artist(
        "The Harbour Lights", "rockers", (74, 88), "D minor, B minor, A minor", FORM,
        {"*": MINOR + MAJOR[3:]},
        (
            riddim(*voice("oohs", "alto sax", low=52, high=69), answer(), groove=ROCKERS, bass=DRIVE),
            riddim(
                *voice("oohs", "alto sax", low=52, high=69),
                Melody(
                    "clean guitar", "blues", low=57, high=79, scale="minor pentatonic", plan=".A.B",
                    bend=-1.5, bend_share=0.3, vibrato=0.3, tune="g",
                ),
                groove=ROCKERS[1:], bass=DRIVE[:2], guitar="muted guitar",
            ),
        ),
        swing=1.1, swing_unit=0.25,
        recording=Recording(
            level_db=-16, high_hz=10000, noise_db=-66, presence_db=1, bass_db=2, treble_db=0, room_mix=0.06,
            compression=0.35, seed=803,
        ),
    ),
    Artist(
        "Winston Farley", "rockers", (80, 94), "E minor, G minor, C minor", FORM, {"*": MINOR[1:]},
        (
            riddim(
                *voice("tenor sax", "oohs", low=50, high=67),
                Melody(
                    "trumpet", "chant", low=60, high=77, parallel=(-2,), plan="A.A.", tune="h",
                    where="intro solo chorus",
                ),
                groove=ROCKERS[:1], bass=DRIVE[1:], kit="standard kit",
            ),
            riddim(*toaster(), answer(), groove=ROCKERS, bass=BASS[2:], kit="standard kit"),
        ),
        recording=Recording(
            level_db=-18, low_hz=55, high_hz=7500, noise_db=-56, crackle=2, presence_db=3, bass_db=0,
            treble_db=-3, room_mix=0.05, compression=0.2, drive=0.2, seed=804,
        ),
    ),
    Artist(
        "Zion Footsteps", "steppers", (70, 82), "F minor, C minor, G minor, B minor", FORM, {"*": MINOR},
        (
            riddim(*voice("choir", "oohs"), answer(), groove=STEPPERS, bass=BASS[2:]),
            riddim(
                *voice("choir", "oohs"),
                Melody("bandoneon", "cool", low=64, high=81, plan="A.B.", tune="m"),
                groove=STEPPERS[:1], bass=DRIVE[2:],
            ),
        ),
        recording=Recording(
            level_db=-15, high_hz=10500, noise_db=-74, presence_db=-2, bass_db=5, treble_db=0, room_mix=0.12,
            room_seconds=0.8, compression=0.4, seed=805,
        ),
    ),
    Artist(
        "Mass Generator", "steppers", (126, 140), "A minor, E minor, D minor",
        ("dub:8 verse:8", "verse:8 chorus:8"), {"*": MINOR[:2]},
        (
            (
                Drums(
                    "electronic kit",
                    "BD X...X...\nRS ....X...\nOH ..x...x.\nHH .ox.ox.o",
                    FILL[:2],
                    gain_db=4, timing_ms=2,
                ),
                Bass(
                    "synth bass", ("1-1-3-5-", "1-..1-3-|5---3-1-", "11..3.5."), low=28, gate=0.8, gain_db=5,
                    timing_ms=2,
                ),
                skank("synth strings", ".X.X.X.X", gate=0.3),
                skank("piano", ".X.X.X.X", gate=0.3, gain=-2),
                Melody("bandoneon", "chant", low=64, high=84, plan="AA.B", tune="m", gain_db=1),
                *toaster(50),
            ),
            (
                Drums(
                    "electronic kit",
                    "BD X...X...\nSD ....X...\nHH .xox.xox",
                    FILL[:2],
                    gain_db=4, timing_ms=2,
                ),
                Bass(
                    "synth bass", ("1-1-3-5-", "1-..1-3-|5---3-1-"), low=28, gate=0.8, gain_db=5, timing_ms=2
                ),
                skank("polysynth", ".X.X.X.X", gate=0.3),
                Melody("flute", "chant", low=67, high=84, plan="AA.B", tune="m", gain_db=1),
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-14, low_hz=35, high_hz=10500, noise_db=-80, presence_db=1, bass_db=4, treble_db=-2,
            room_mix=0.15, room_seconds=1.0, compression=0.5, seed=806,
        ),
    ),
    Artist(
        "Professor Echo", "dub", (68, 78), "E minor, A minor, D minor, G minor",
        ("dub:8 chorus:4 verse:8", "verse:8 dub:8", "chorus:4 dub:8"), {"*": MINOR},
        (
            dub(),
            dub(lead="muted trumpet", bass=BASS[1:4]),
            dub(*voice("oohs", "synth voice", plan="A..."), lead="flute"),
        ),
        swing=1.2, swing_unit=0.25,
        recording=Recording(
            level_db=-18, low_hz=35, high_hz=8000, noise_db=-54, presence_db=-3, bass_db=5, treble_db=-4,
            room_mix=0.25, room_seconds=1.8, compression=0.25, drive=0.2, seed=807,
        ),
    ),
    Artist(
        "The Gullybank Allstars", "ska", (122, 142), "Bb, F, C, G",
        ("intro:4 verse:8 chorus:8", "chorus:8 solo:8", "verse:8 chorus:8"), {"*": SKA},
        (
            ska(*voice("oohs", "alto sax", manner="song", where="verse")),
            ska(
                Melody(
                    "trombone", "cool", low=48, high=67, scale="major blues", plan="ABAC", where="verse",
                    tune="solo",
                ),
                piano=False,
            ),
        ),
        swing=1.4,
        recording=Recording(
            level_db=-17, low_hz=100, high_hz=6500, noise_db=-50, crackle=4, presence_db=3, bass_db=1,
            treble_db=-2, room_mix=0.12, room_seconds=0.6, drive=0.2, seed=808,
        ),
    ),
    Artist(
        "Desmond Lark", "rock steady", (88, 104), "G, C, D, F", FORM, {"*": SKA + MAJOR},
        (
            riddim(
                *voice("oohs", "clarinet", manner="song", plan="ABAC"),
                answer(),
                bass=MELODIC, groove=ONE_DROP[2:] + ROCKERS[1:], kit="standard kit",
            ),
            riddim(
                *voice("oohs", "clarinet", manner="song", plan="ABAC"),
                Melody("alto sax", "cool", low=60, high=77, plan="A.B.", where="solo intro", tune="s"),
                bass=WALKING[:2], groove=ONE_DROP[:1], kit="standard kit", organ=False,
            ),
        ),
        swing=1.3, swing_unit=0.25,
        recording=Recording(
            level_db=-20, low_hz=80, high_hz=7000, noise_db=-54, crackle=1.5, presence_db=0, bass_db=3,
            treble_db=-4, room_mix=0.1, seed=809,
        ),
    ),
    Artist(
        "General Tamarind", "dancehall", (88, 102), "C minor, F minor, A minor",
        ("verse:8 chorus:4", "chorus:4 verse:8"), {"*": MINOR[:2]},
        (
            (
                Drums("808 kit", DANCEHALL, FILL[:3], gain_db=4, timing_ms=2),
                Bass("synth bass 2", ("1..1..1.....3.5.", "1-----3-....1-s-"), low=28, gain_db=4),
                skank("polysynth", SKANK),
                Comp(
                    "brass", "....X..........." + "|" + "X..x..x.........", register=64, gate=0.5,
                    where="chorus", gain_db=-3,
                ),
                *toaster(54),
                *voice("oohs", where="chorus"),
            ),
            (
                Drums("electronic kit", DANCEHALL, FILL[:3], gain_db=4, timing_ms=2),
                Bass("synth bass", DRIVE, low=28, gain_db=4),
                skank("clean guitar", DOUBLE_SKANK),
                skank("piano", SKANK, gain=-3),
                *toaster(54),
                *voice("synth voice", where="chorus", low=60, high=77),
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-14, high_hz=11000, noise_db=-80, presence_db=4, bass_db=2, treble_db=3, room_mix=0.04,
            compression=0.5, seed=810,
        ),
    ),
)
