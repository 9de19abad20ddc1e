"""Metal: distorted guitars in fifths, riffs on the low string, double bass drums.

Sub-styles: thrash, doom, power, groove, classic heavy metal, black.
"""

from ..artists import Artist
from ..players import FILLS, Comp, Drums, Melody, Riff, singer
from ..studio import Recording

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Iron, Ashen, Throne of, Black, Hail, Wolf, Storm, Grave, Burning, Last",
    "Winter, Cathedral, Oath, Serpent, Dominion, Harvest, Steel, Prophecy, Chains, Horizon",
)

RIFFS = ("i5 | i5 | i5 | bII5", "i5 | i5 | bVI5 | bVII5", "i5 | bII5 | i5 | bIII5", "i5 | i5 | iv5 | bII5")
ANTHEM = (
    "i5 | bVI5 | bIII5 | bVII5",
    "bVI5 | bVII5 | i5 | i5",
    "i5 | bVII5 | bVI5 | V5",
    "iv5 | bVI5 | bVII5 | i5",
)
DOOM = ("i5 | i5 | bII5 | i5", "i5 | #IV5 | i5 | bIII5", "i5 | bIII5 | bII5 | bVII5")
FORM = (
    "verse:8 chorus:8 solo:8",
    "intro:4 verse:8 chorus:8",
    "solo:8 chorus:8 break:4",
    "verse:8 break:4 chorus:8",
)

THRASH = (
    "BD x.x.x.x.x.x.x.x.\nSD ..X...X...X...X.\nHH X...X...X...X...",
    "BD xxx.xxx.xxx.xxx.\nSD ..X...X...X...X.\nRD X...X...X...X...",
    "BD x.xxx.xxx.xxx.xx\nSD ....X.......X...\nCH X...x...x...x...",
)
DOUBLE = (
    "BD xxxxxxxxxxxxxxxx\nSD ....X.......X...\nRD X.x.X.x.X.x.X.x.",
    "BD xxxxxxxxxxxxxxxx\nSD ........X.......\nCH X...X...X...X...",
    "BD x.xxx.xxx.xxx.xx\nSD ....X.......X...\nHH X.x.X.x.X.x.X.x.",
)
SLOW = (
    "BD X.....x...x.....\nSD ........X.......\nCH X...X...X...X...",
    "BD X.........X...x.\nSD ....X.......X...\nRD x...x...x...x...",
    "BD X..x......X.....\nSD ........X......g\nOH X...X...X...X...",
)
GROOVE = (
    "BD X..x..x.X.xx..x.\nSD ....X.......X...\nCH X...X...X...X...",
    "BD x.xx..x.xx.x..xx\nSD ....X.......X...\nHH X.x.X.x.X.x.X.x.",
    "BD X.xx.xx...X.x.x.\nSD ........X.......\nCH X...X...X...X...",
)
HEAVY = (
    "BD X...x.x.X...x...\nSD ....X.......X...\nHH x.x.x.x.x.x.x.x.",
    "BD X.x...x.X.x...x.\nSD ....X.......X...\nOH X...X...X...X...",
)
BLAST = (
    "BD xxxxxxxxxxxxxxxx\nSD .x.x.x.x.x.x.x.x\nRD x.x.x.x.x.x.x.x.",
    "BD x.x.x.x.x.x.x.x.\nSD x.x.x.x.x.x.x.x.\nCH x.......x.......",
)
METAL_FILLS = ("SD xxxxxxxx\nBD x.x.x.x.", "T1 xxx.....\nT3 ...xxx..\nT5 ......xx\nBD xxxxxxxx", *FILLS[1:3])

CHUG = (
    "1111111111s-m-4-",
    "111.111.111.m-s-",
    "1.111.111.11d-4-",
    "11m-11s-11d-4-m-",
    "1111m-1111s-1111",
    "1..11..11.b.m-s-",
)
GALLOP = ("1.111.111.111.11", "1.111.11m-m.4-s-", "1.111.111.11s-m-")
LONG = ("1-------m---s---", "1-----1-d---4---", "1---------b-1---", "1-----m-----1-s-")
BOUNCE = ("1..1..1.s.1...m.", "11.1..m.1.1.d.4.", "1.1.x.1..xm.1.x.", "1...s-1...m-d...")
OPEN = ("1-------1---1---", "1---1-1---1-1-1-", "1---------1-1-1-")
TREMOLO = ("1111111111111111", "1111111188888888", "11111111mmmmmmmm")


def guitars(riff, *, low=40, drive=0.75, chorus=OPEN, solo=None, gain=1.0, second=True):
    """One guitar each side: the same riff played twice is never quite the same,
    which makes the wall of sound."""
    text = {"*": riff, "chorus": chorus, "solo": solo or riff, "break": riff}
    seats = [
        Riff(
            "distortion guitar", text, low=low, voicing="fifth", gate=0.97, drive=drive, gain_db=gain,
            name="guitar left", slide=0.02,
        )
    ]
    if second:
        seats.append(
            Riff(
                "distortion guitar", text, low=low, voicing="power", gate=0.95, drive=drive * 0.8,
                gain_db=gain - 1, where="-break", name="guitar right", slide=0.02,
            )
        )
    return tuple(seats), text


def band(
    riff,
    drums,
    *leads,
    low=40, drive=0.75, chorus=OPEN, kit="power kit", bass_gain=0.0, solo_drums=None, gate=0.7,
):
    """Two guitars, a bass that doubles them an octave below, drums."""
    wall, text = guitars(riff, low=low, drive=drive, chorus=chorus)
    return (
        Drums(
            kit, {"*": drums, "break": SLOW[:2], "solo": solo_drums or drums}, METAL_FILLS, gain_db=0,
            timing_ms=4,
        ),
        Riff(
            "pick bass", text, low=max(low - 12, 26), voicing="single", gate=gate, gain_db=bass_gain,
            drive=0.35, name="bass",
        ),
        *wall,
        *leads,
    )


def lead(where="solo", manner="shred", *, low=60, high=88, scale="harmonic minor", parallel=(), **how):
    """A guitar hero: runs of sixteenths, wide vibrato, bends of a whole tone."""
    how = {
        "bend": -2.0,
        "bend_share": 0.18,
        "vibrato": 0.6,
        "plan": "ABAC",
        "drive": 0.5,
        "gain_db": 1,
        "tune": "solo",
        **how,
    }
    return Melody(
        "overdriven guitar", manner, low=low, high=high, scale=scale, where=where, parallel=parallel,
        name="lead guitar",
        **how,
    )


def shout(*voices, low=52, high=62, manner="chant", drive=0.6, **how):
    """A voice that shouts more than it sings."""
    how = {
        "bend": -2.5,
        "bend_share": 0.7,
        "vibrato": 0.15,
        "plan": "AAAB",
        "gain_db": 3,
        "where": "verse chorus",
        **how,
    }
    return singer(*voices, manner=manner, low=low, high=high, scale="minor pentatonic", drive=drive, **how)


def tenor(*voices, low=62, high=81, manner="soar", **how):
    """A high voice with much vibrato."""
    how = {
        "bend": -1.5,
        "bend_share": 0.4,
        "vibrato": 0.5,
        "plan": "ABAC",
        "gain_db": 2,
        "where": "verse chorus",
        **how,
    }
    return singer(*voices, manner=manner, low=low, high=high, **how)


ARTISTS = (
    Artist(
        "Hexenschlag", "thrash", (176, 208), "E phrygian, F# phrygian, E minor", FORM,
        {"*": RIFFS, "chorus": ANTHEM[:2]},
        (
            band(CHUG, THRASH, *shout("synth voice", "charang"), lead()),
            band(
                CHUG[3:],
                THRASH[1:],
                *shout("synth voice", "charang"),
                lead(scale="phrygian dominant"),
                chorus=CHUG[:2],
            ),
        ),
        recording=Recording(
            level_db=-14, low_hz=50, high_hz=10500, presence_db=3, bass_db=-3, treble_db=1, compression=0.5,
            drive=0.2, room_mix=0.05, spectrum="modern", seed=701,
        ),
    ),
    Artist(
        "Scrapyard Gospel", "thrash", (160, 188), "E minor, D minor, E phrygian", FORM,
        {"*": RIFFS[1:], "chorus": RIFFS[:1]},
        (
            band(
                GALLOP,
                THRASH[2:] + DOUBLE[2:],
                *shout("oohs", "overdriven guitar", low=50, high=60),
                lead(),
                drive=0.6,
            ),
            band(
                CHUG[:3],
                THRASH[:1],
                *shout("oohs", "overdriven guitar", low=50, high=60),
                lead(parallel=(2,)),
                drive=0.6, chorus=GALLOP,
            ),
        ),
        recording=Recording(
            level_db=-16, low_hz=60, high_hz=9000, noise_db=-64, presence_db=0, bass_db=0, treble_db=-2,
            compression=0.3, drive=0.1, room_mix=0.12, room_seconds=0.6, spectrum="modern", seed=702,
        ),
    ),
    Artist(
        "Monolith Vigil", "doom", (56, 72), "C minor, D minor, C# phrygian, B minor",
        ("verse:4 chorus:4", "chorus:4 solo:4", "verse:8"), {"*": DOOM},
        (
            band(
                LONG,
                SLOW,
                *tenor("choir", "oohs", low=57, high=72, manner="ballad"),
                lead("solo", "wail"),
                low=36, drive=0.9, chorus=OPEN[:1], gate=0.9,
            ),
            band(
                LONG[1:],
                SLOW[1:],
                *shout("synth voice", "oohs", low=45, high=57, manner="ballad"),
                Comp("church organ", "x-------", register=55, gain_db=-8),
                low=36, drive=0.9, chorus=LONG, gate=0.9,
            ),
        ),
        drift=0.03,
        recording=Recording(
            level_db=-15, low_hz=35, high_hz=8500, noise_db=-60, presence_db=-3, bass_db=4, treble_db=-3,
            compression=0.35, drive=0.4, room_mix=0.16, room_seconds=1.2, spectrum="modern", seed=703,
        ),
    ),
    Artist(
        "Tarpit Saints", "doom", (76, 96), "D minor, E minor, C minor", FORM,
        {"*": DOOM, "chorus": ANTHEM[:1]},
        (
            band(
                LONG[1:] + BOUNCE[3:],
                SLOW[1:2] + HEAVY[:1],
                *shout("oohs", "tenor sax", low=52, high=67, manner="blues", drive=0.3),
                lead("solo", "wail", scale="blues", low=52, high=76),
                low=38, drive=0.65,
            ),
            band(
                BOUNCE[3:],
                HEAVY[:1],
                *shout("oohs", "tenor sax", low=52, high=67, manner="song", drive=0.3),
                lead("solo", "wail", scale="blues", low=52, high=76),
                low=38, drive=0.65, chorus=LONG[:1],
            ),
        ),
        drift=0.02,
        recording=Recording(
            level_db=-16, low_hz=45, high_hz=9500, noise_db=-62, presence_db=1, bass_db=2, treble_db=-4,
            compression=0.25, drive=0.3, room_mix=0.08, spectrum="modern", seed=704,
        ),
    ),
    Artist(
        "Argentum Knights", "power", (150, 178), "E minor, A minor, D minor, B minor", FORM,
        {"*": ANTHEM, "chorus": ANTHEM},
        (
            band(
                GALLOP,
                DOUBLE,
                *tenor("oohs", "voice lead"),
                lead(parallel=(2,)),
                Comp("synth strings", "x-------", register=66, gain_db=-6),
            ),
            band(
                GALLOP[:2] + OPEN[1:2],
                DOUBLE[:1],
                *tenor("oohs", "voice lead"),
                lead(),
                Comp("choir", "x---x---", register=65, where="chorus", gain_db=-2),
                Melody(
                    "harpsichord", "running", low=67, high=91, scale="harmonic minor", where="intro solo",
                    bend_share=0, gain_db=-4,
                ),
            ),
        ),
        drift=0.005,
        recording=Recording(
            level_db=-13, high_hz=11000, noise_db=-82, presence_db=2, bass_db=1, treble_db=4,
            compression=0.55, room_mix=0.12, room_seconds=0.9, spectrum="modern", seed=705,
        ),
    ),
    Artist(
        "Winterhorn", "black", (168, 196), "D minor, A minor, F# minor, E minor",
        ("verse:8 chorus:8", "intro:4 verse:8 break:4", "chorus:8 verse:8"),
        {"*": ("i5 | bVI5 | i5 | bIII5", "i5 | iv5 | bVI5 | V5", "i5 | bII5 | bIII5 | bII5")},
        (
            band(
                TREMOLO,
                BLAST,
                *shout("synth voice", "breath noise", low=57, high=69, drive=0.9),
                chorus=TREMOLO, drive=0.9, kit="standard kit",
            ),
            band(
                TREMOLO[1:],
                BLAST + DOUBLE[:1],
                *shout("synth voice", "breath noise", low=57, high=69, drive=0.9),
                Comp("choir", "x-------", register=64, gain_db=-3),
                chorus=OPEN[:1], drive=0.9, kit="standard kit",
            ),
        ),
        recording=Recording(
            level_db=-15, low_hz=130, high_hz=8000, noise_db=-52, presence_db=4, bass_db=-5, treble_db=2,
            compression=0.3, drive=0.5, room_mix=0.2, room_seconds=1.3, spectrum="modern", seed=706,
        ),
    ),
    Artist(
        "Ninth Crowbar", "groove", (92, 116), "D minor, C# phrygian, C minor, D phrygian", FORM,
        {"*": RIFFS, "chorus": RIFFS[1:2]},
        (
            band(
                BOUNCE,
                GROOVE,
                *shout("synth voice", "distortion guitar", low=48, high=57),
                lead("solo", "wail"),
                low=36, drive=0.8, chorus=BOUNCE[:2],
            ),
            band(
                BOUNCE[1:] + CHUG[5:],
                GROOVE[1:],
                *shout("synth voice", "distortion guitar", low=48, high=57),
                low=36, drive=0.8, chorus=LONG[1:2],
            ),
        ),
        recording=Recording(
            level_db=-12, high_hz=10500, noise_db=-84, presence_db=-2, bass_db=4, treble_db=2,
            compression=0.7, drive=0.25, room_mix=0.04, spectrum="modern", seed=707,
        ),
    ),
    Artist(
        "Pit Viper Theory", "groove", (108, 132), "B minor, C minor, A phrygian", FORM,
        {"*": RIFFS + DOOM[1:2], "chorus": ANTHEM[1:]},
        (
            band(
                BOUNCE[2:] + CHUG[1:2],
                GROOVE + DOUBLE[1:2],
                *shout("choir", "charang", low=50, high=64),
                low=35, drive=0.7, chorus=OPEN[1:],
            ),
            band(
                CHUG[3:],
                DOUBLE[1:],
                *tenor("oohs", "choir", low=57, high=74, manner="pop", where="chorus"),
                Comp("sweep pad", "x-------", register=62, gain_db=-8),
                low=35, drive=0.7, chorus=OPEN[:1],
            ),
        ),
        drift=0.004,
        recording=Recording(
            level_db=-13, high_hz=11000, noise_db=-84, presence_db=0, bass_db=0, treble_db=-1,
            compression=0.65, drive=0.15, room_mix=0.08, room_seconds=0.5, spectrum="modern", seed=708,
        ),
    ),
    Artist(
        "Roadhammer", "classic heavy metal", (124, 152), "A minor, E minor, G minor, F# minor", FORM,
        {"*": ANTHEM, "verse": ANTHEM[1:3] + RIFFS[1:2]},
        (
            band(
                GALLOP + OPEN[1:2],
                HEAVY,
                *tenor("oohs", "alto sax", manner="song"),
                lead(parallel=(2,), scale="minor"),
                drive=0.45, kit="standard kit",
            ),
            band(
                CHUG[1:3],
                HEAVY[1:],
                *tenor("oohs", "alto sax", manner="song"),
                lead("solo", "wail", scale="minor pentatonic"),
                drive=0.45, kit="standard kit",
            ),
        ),
        recording=Recording(
            level_db=-17, low_hz=60, high_hz=9500, noise_db=-62, presence_db=2, bass_db=-2, treble_db=-1,
            compression=0.25, room_mix=0.1, room_seconds=0.6, spectrum="modern", seed=709,
        ),
    ),
    Artist(
        "Velvet Executioner", "classic heavy metal", (104, 128), "D minor, C minor, E minor, B minor", FORM,
        {"*": ANTHEM[1:], "break": ANTHEM[:1]},
        (
            band(
                OPEN[1:] + LONG[3:],
                HEAVY,
                *tenor("oohs", "synth voice", manner="pop", low=59, high=78),
                lead("solo", ("wail", "shred"), scale="minor"),
                Comp(
                    "clean guitar", "1.2.3.2.4.3.2.3.", voicing="guitar", register=45, gate=1.2,
                    where="break intro", gain_db=2,
                ),
                drive=0.5,
            ),
            band(
                GALLOP[1:],
                HEAVY[:1],
                *tenor("oohs", "synth voice", manner="pop", low=59, high=78),
                lead(),
                Comp("rock organ", ("x-------", "x---x---"), register=60, gain_db=-5, drive=0.3),
                drive=0.5,
            ),
        ),
        recording=Recording(
            level_db=-15, high_hz=10500, noise_db=-70, presence_db=-1, bass_db=2, treble_db=3,
            compression=0.4, room_mix=0.15, room_seconds=1.0, spectrum="modern", seed=710,
        ),
    ),
)
