"""Metal: a wall of distorted guitars in fifths, riffs on the low string, cymbals that wash over it.

Sub-styles: early and classic heavy metal, thrash, doom, stoner, power, black, melodic death, gothic, groove,
glam, hard rock, punk and roll, hardcore punk, rap metal, funk metal, alternative.
"""

from ..artists import Artist
from ..media import on
from ..players import FILLS, Comp, Drums, Melody, Riff, Speech, singer

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Iron, Ashen, Throne of, Black, Hail, Wolf, Storm, Grave, Burning, Last",
    "Winter, Cathedral, Oath, Serpent, Dominion, Harvest, Steel, Prophecy, Chains, Horizon",
)

RIFFS = ("i5 | i5 | i5 | bII5", "i5 | i5 | bVI5 | bVII5", "i5 | bII5 | i5 | bIII5", "i5 | i5 | iv5 | bII5")
ANTHEM = (
    "i5 | bVI5 | bIII5 | bVII5", "bVI5 | bVII5 | i5 | i5", "i5 | bVII5 | bVI5 | V5",
    "iv5 | bVI5 | bVII5 | i5",
)
DOOM = ("i5 | i5 | bII5 | i5", "i5 | #IV5 | i5 | bIII5", "i5 | bIII5 | bII5 | bVII5")
BLACK = ("i5 | bVI5 | i5 | bIII5", "i5 | iv5 | bVI5 | V5", "i5 | bII5 | bIII5 | bII5")
PUNK = ("I5 | IV5 | V5 | IV5", "I5 | V5 | vi5 | IV5", "I5 | I5 | IV5 | V5", "I5 | bIII5 | IV5 | I5")
STRUT = ("I5 | I5 | bVII5 | IV5", "I5 | IV5 | I5 | bVII5 IV5", "i5 | bIII5 | IV5 | i5",
    "I5 | bIII5 | IV5 | V5")
HOOK = ("vi5 | IV5 | I5 | V5", "I5 | V5 | IV5 | IV5", "IV5 | V5 | vi5 | I5")
BALLAD = ("i | bVI | bIII | bVII", "i | bVII | bVI | V", "i | iv | bVI | V")
FORM = (
    "verse:8 chorus:8 solo:8",
    "intro:4 verse:8 chorus:8",
    "solo:8 chorus:8 verse:8",
    "verse:8 break:4 chorus:8",
)
SHORT = ("verse:4 chorus:4", "chorus:4 solo:4", "verse:8")  # for tempos at which four bars are a section

# What the feet and the snare drum play, and, on two microphones of their own above the kit, the cymbals: an
# engineer keeps drums low under such guitars, but wants the wash of the cymbals.
THRASH = (
    "BD x.x.x.x.x.x.x.x.\nSD ..X...X...X...X.",
    "BD xxx.xxx.xxx.xxx.\nSD ..X...X...X...X.",
    "BD x.xxx.xxx.xxx.xx\nSD ....X.......X...",
)
DOUBLE = (
    "BD xxxxxxxxxxxxxxxx\nSD ....X.......X...",
    "BD xxxxxxxxxxxxxxxx\nSD ........X.......",
    "BD x.xxx.xxx.xxx.xx\nSD ....X.......X...",
)
SLOW = (
    "BD X.....x...x.....\nSD ........X.......",
    "BD X.........X...x.\nSD ....X.......X...",
    "BD X..x......X.....\nSD ........X......g",
)
GROOVE = (
    "BD X..x..x.X.xx..x.\nSD ....X.......X...",
    "BD x.xx..x.xx.x..xx\nSD ....X.......X..g",
    "BD X.xx.xx...X.x.x.\nSD ....X.....g.X...",
)
HEAVY = (
    "BD X...x.x.X...x...\nSD ....X.......X...",
    "BD X.x...x.X.x...x.\nSD ....X.......X...",
    "BD X..x..x.X..x....\nSD ....X.......X..g",
)
FUNK = (
    "BD X..x..x...X..x..\nSD ....X..g.g..X..g",
    "BD X.x....x..xx....\nSD ....X..g....X.g.",
)
BLAST = (
    "BD xxxxxxxxxxxxxxxx\nSD .x.x.x.x.x.x.x.x",
    "BD x.x.x.x.x.x.x.x.\nSD x.x.x.x.x.x.x.x.",
)
D_BEAT = (
    "BD X...X.x.X...X.x.\nSD ..X...X...X...X.",
    "BD X.x.x.x.X.x.x.x.\nSD ....X.......X.x.",
    "BD X...X...X...X...\nSD ..X...X...X...X.",
)
WASH = ("CR x...o...x...o...\nOH ..x...x...x...x.", "CR X...x...X...x...",
    "CY x...x...x...x...\nOH ..o...o...o...o.")
OPEN_HATS = ("OH X.x.X.x.X.x.X.x.", "OH x...x...x...x...\nHH ..x...x...x...x.")
RIDE = ("RD X.x.X.x.X.x.X.x.\nCY x...............", "RD XoxoXoxoXoxoXoxo",
    "RB x...x...x...x...\nRD x.x.x.x.x.x.x.x.")
HATS = ("HH XoxoXoxoXoxoXoxo\nOH ..............x.", "HH X.x.X.x.X.x.X.x.\nOH ......x.......x.")
METAL_FILLS = ("SD xxxxxxxx\nBD x.x.x.x.", "T1 xxx.....\nT3 ...xxx..\nT5 ......xx\nBD xxxxxxxx", *FILLS[1:3])

CHUG = (
    "1111111111s-m-4-", "111.111.111.m-s-", "1.111.111.11d-4-", "11m-11s-11d-4-m-", "1111m-1111s-1111",
    "1-11-111-1b-m-s-",
)
GALLOP = ("1-111-111-111-11", "1-111-11m-m-4-s-", "1-111-111-11s-m-")
LONG = ("1-------m---s---", "1-----1-d---4---", "1---------b-1---", "1-----m-----1-s-")
BOUNCE = ("1-.1-.1-s-1---m-", "11-1-.m-1-1-d-4-", "1-1.x.1-.xm-1-x.", "1---s-1---m-d---")
OPEN = ("1-------1---1---", "1---1-1---1-1-1-", "1---------1-1-1-")
EIGHTHS = ("1-1-1-1-1-1-1-1-", "1-1-1-1-1-1-m-s-", "1-1-1-1-1-1-1-b-")
TREMOLO = ("1111111111111111", "1111111188888888", "11111111mmmmmmmm")
BOOGIE = ("1-..1-s-1-..m-4-", "1--1--m-4--m-s--", "1-.1-.m-1-.1-.4-", "1-1-..4-1-1-..s-")
SLAP = ("1-.18.1-..m-.418", "1..81-.1s-.8m-4-")
PICKED = ("1.2.3.2.4.3.2.3.", "B.3.2.4.3.2.3.4.")


def kit(beat, top, *, name="power kit", gain=-2.5, wash=-1.0):
    """A drummer on two pairs of tracks: drums, and cymbals over them."""
    return (
        Drums(
            name, {"*": beat, "break": SLOW[:2]}, METAL_FILLS, gain_db=gain, timing_ms=5, crash=False,
            name="drums",
        ),
        Drums("standard kit", {"*": top, "chorus": WASH}, (), gain_db=wash, timing_ms=6, name="cymbals"),
    )


def wall(riff, *, low=40, drive=0.75, chorus=OPEN, gain=4.0, gate=0.98):
    """The same riff three times: no two takes are quite the same, which makes it wide and even."""
    text = {"*": riff, "chorus": chorus}

    def take(name, guitar, voicing, where="", amp=1.0, **how):
        return Riff(
            guitar, text, low=low, voicing=voicing, gate=gate, drive=drive * amp, gain_db=gain, slide=0.02,
            where=where, timing_ms=9, name=name, **how,
        )

    return (
        take("guitar left", "distortion guitar", "fifth"),
        take("guitar right", "overdriven guitar", "fifth", amp=1.1, cents=10),
        take("guitar middle", "distortion guitar", "power", "chorus solo", 0.9),
    )


def band(
    riff, beat, top, *more,
    low=40, drive=0.75, chorus=OPEN, drums="power kit", gain=4.0, gate=0.98, bass="pick bass", drum_gain=-2.5,
    wash=-1.0, bass_gain=2.0,
):
    """Guitars on both sides and in the middle, a bass that doubles them an octave below, drums.

    With a `gate` below 0.8 sixteenths are palm-muted single notes (see `Riff`).
    """
    return (
        *kit(beat, top, name=drums, gain=drum_gain, wash=wash),
        Riff(
            bass, {"*": riff, "chorus": chorus}, low=max(low - 12, 26), voicing="single", gate=0.97,
            gain_db=bass_gain, drive=0.35, name="bass",
        ),
        *wall(riff, low=low, drive=drive, chorus=chorus, gain=gain, gate=gate),
        *more,
    )


def ballad(*more, top=HATS, beat=SLOW[1:2] + HEAVY[:1], keys=""):
    """Clean guitars that ring; in the chorus everybody turns up."""
    seats = [
        *kit(beat, top, gain=-2.5),
        Riff("pick bass", {"*": LONG[2:3] + OPEN[:1], "chorus": OPEN}, voicing="single", gate=1.0, gain_db=3,
            name="bass"),
        Comp(
            "clean guitar", PICKED, voicing="guitar", register=45, gate=2.5, gain_db=4, where="-chorus -solo",
            name="clean guitar",
        ),
        Comp(
            "steel guitar", "D---..D-D---D-DU", voicing="guitar", register=40, gate=1.2, gain_db=1,
            strum_ms=14,
        ),
        *(
            Comp(
                guitar, ("X-------X-------", "X-------X---X---"), voicing="power", register=40, gate=1.0,
                drive=0.7, gain_db=4, where="chorus solo", name=f"{side} guitar",
            )
            for side, guitar in (("left", "distortion guitar"), ("right", "overdriven guitar"))
        ),
    ]
    if keys:
        seats.append(Comp(keys, "x-------", register=64, gate=1.0, gain_db=-2))
    return (*seats, *more)


def lead(where="solo", manner="shred", *, low=60, high=88, scale="harmonic minor", parallel=(), **how):
    """A guitar hero: runs of sixteenths, wide vibrato, bends of a whole tone."""
    how = {
        "bend": -2.0, "bend_share": 0.18, "vibrato": 0.6, "plan": "ABAC", "drive": 0.6, "gain_db": 4,
        "gate": 1.0, "tune": "solo", **how,
    }
    return Melody(
        "overdriven guitar", manner, low=low, high=high, scale=scale, where=where, parallel=parallel,
        name="lead guitar", **how,
    )


def shout(kind, *, manner="chant", **how):
    """A voice that shouts more than it sings."""
    how = {
        "bend": -2.5, "bend_share": 0.7, "vibrato": 0.15, "plan": "AAAB", "gain_db": 8.5, "gate": 0.95,
        "where": "verse chorus", **how,
    }
    return singer(kind, manner=manner, scale="minor pentatonic", **how)


def tenor(kind="metal tenor", *, manner="soar", **how):
    """A high voice with much vibrato."""
    how = {
        "bend": -1.5, "bend_share": 0.4, "vibrato": 0.5, "plan": "ABAC", "gain_db": 8.5, "gate": 0.97,
        "where": "verse chorus break", **how,
    }
    return singer(kind, manner=manner, **how)


def gang(kind="backing men", *, manner="chant", where="chorus", **how):
    """The band and its friends, shouting the chorus along."""
    return singer(kind, manner=manner, where=where, tune="gang", gain_db=3, parallel=(2,), name="gang", **how)


def rap(kind="rapper", pitch=55, density=0.6, **how):
    """A rapper, loud, on one pitch."""
    return Speech(kind, pitch=pitch, density=density, **{"gain_db": 8, "where": "-solo -break", **how})


ARTISTS = (
    Artist(
        "Hexenschlag", "thrash", (176, 208), "E phrygian, F# phrygian, E minor", FORM,
        {"*": RIFFS, "chorus": ANTHEM[:2]},
        (
            band(CHUG, THRASH, OPEN_HATS, *shout("thrash shouter"), *gang(), lead()),
            band(
                CHUG[3:], THRASH[1:], RIDE, *shout("thrash shouter"), lead(scale="phrygian dominant"),
                chorus=CHUG[4:5],
            ),
        ),
        recording=on(
            "loud disc", level_db=-17.5, presence_db=4, bass_db=-3, treble_db=-2, compression=0.5,
            room_mix=0.15, seed=701,
        ),
    ),
    Artist(
        "Scrapyard Gospel", "thrash", (152, 184), "E minor, D minor, E phrygian", FORM,
        {"*": RIFFS[1:], "chorus": RIFFS[:1]},
        (
            band(GALLOP, THRASH[2:] + HEAVY[:1], HATS, *shout("thrash shouter"), lead(), drive=0.65),
            band(
                CHUG[:3], THRASH[:1] + HEAVY[1:2], OPEN_HATS, *shout("thrash shouter"), lead(parallel=(2,)),
                drive=0.65, chorus=GALLOP,
            ),
        ),
        recording=on(
            "multitrack", level_db=-19, high_hz=9500, presence_db=5, bass_db=-5, treble_db=5, room_mix=0.28,
            room_seconds=0.9, seed=702,
        ),
    ),
    Artist(
        "Monolith Vigil", "doom", (58, 76), "C minor, D minor, C# phrygian, B minor", SHORT, {"*": DOOM},
        (
            band(
                LONG, SLOW, WASH, *tenor(manner="ballad"), lead("solo", "wail"),
                low=36, drive=0.9, chorus=OPEN[:1], gate=1.0,
            ),
            band(
                LONG[1:], SLOW[1:], RIDE[2:], *shout("growler", manner="ballad"),
                Comp("church organ", "x-------", register=55, gain_db=-4),
                low=36, drive=0.9, chorus=LONG, gate=1.0,
            ),
        ),
        drift=0.03,
        recording=on(
            "loud disc", level_db=-18.5, spectrum="warm", high_hz=9000, presence_db=3, bass_db=1,
            room_mix=0.3, room_seconds=1.3, treble_db=5, seed=703,
        ),
    ),
    Artist(
        "Tarpit Saints", "stoner", (78, 104), "D minor, E minor, C minor", FORM,
        {"*": DOOM, "chorus": ANTHEM[:1] + STRUT[2:3]},
        (
            band(
                LONG[1:] + BOOGIE[:2], SLOW[1:2] + HEAVY[:1], WASH, *tenor("blues shouter", manner="blues"),
                lead("solo", "wail", scale="blues", low=52, high=76),
                low=38, drive=0.65, drums="room kit", gate=1.0,
            ),
            band(
                BOOGIE, HEAVY[:1], RIDE, *tenor("rock singer", manner="song"),
                lead("solo", "wail", scale="blues", low=52, high=76),
                low=38, drive=0.65, chorus=LONG[:1], drums="room kit",
            ),
        ),
        drift=0.02,
        recording=on(
            "stereo tape", level_db=-17, spectrum="heavy", high_hz=9500, presence_db=3, bass_db=-1,
            treble_db=0, compression=0.3, room_mix=0.25, drive=0.2, seed=704,
        ),
    ),
    Artist(
        "Argentum Knights", "power", (146, 174), "E minor, A minor, D minor, B minor", FORM, {"*": ANTHEM},
        (
            band(
                GALLOP, DOUBLE, RIDE, *tenor(), *gang(manner="soar"), lead(parallel=(2,)),
                Comp("synth strings", "x-------", register=66, gain_db=0, gate=1.0), drum_gain=-5,
            ),
            band(
                GALLOP[:2] + OPEN[1:2], DOUBLE[:1], OPEN_HATS, *tenor(), lead(),
                Comp("choir", "x---x---", register=65, where="chorus", gain_db=2, gate=1.0),
                Melody(
                    "harpsichord", "running", low=67, high=91, scale="harmonic minor", where="intro solo",
                    bend_share=0, gain_db=-2,
                ),
                drum_gain=-5,
            ),
        ),
        drift=0.005,
        recording=on(
            "loud disc", level_db=-15.5, presence_db=5, bass_db=-1, treble_db=6, room_mix=0.25,
            room_seconds=1.2, room="plate", seed=705,
        ),
    ),
    Artist(
        "Winterhorn", "black", (160, 190), "D minor, A minor, F# minor, E minor",
        ("verse:8 chorus:8", "intro:4 verse:8 break:4", "chorus:8 verse:8"), {"*": BLACK},
        (
            band(
                TREMOLO, BLAST, RIDE, *shout("metal screamer", manner="ballad"), chorus=TREMOLO, gate=0.79,
                drive=0.95, drums="standard kit", drum_gain=-6,
            ),
            band(
                TREMOLO[1:], BLAST[1:] + DOUBLE[:1], WASH, *shout("metal screamer", manner="ballad"),
                Comp("choir", "x-------", register=64, gain_db=1, gate=1.0),
                chorus=OPEN[:1], gate=0.79, drive=0.95, drums="standard kit", drum_gain=-6,
            ),
        ),
        recording=on(
            "mono tape", level_db=-20, spectrum="modern", low_hz=90, high_hz=8000, presence_db=3,
            bass_db=-5, room_mix=0.3, room_seconds=1.5, drive=0.4, treble_db=-4, seed=706,
        ),
    ),
    Artist(
        "Ninth Crowbar", "groove", (92, 116), "D minor, C# phrygian, C minor, D phrygian", FORM,
        {"*": RIFFS, "chorus": RIFFS[1:2]},
        (
            band(
                BOUNCE, GROOVE, WASH, *shout("thrash shouter"), lead("solo", "wail"),
                low=36, drive=0.85, chorus=LONG[1:2],
            ),
            band(
                BOUNCE[3:] + CHUG[5:], GROOVE[1:], OPEN_HATS, *shout("growler"), lead("solo", "wail"),
                low=36, drive=0.85, chorus=BOUNCE[3:],
            ),
        ),
        recording=on(
            "loud disc", level_db=-13, spectrum="scooped", presence_db=3, bass_db=-1, treble_db=-3,
            compression=0.7, room_mix=0.12, seed=707,
        ),
    ),
    Artist(
        "Pit Viper Theory", "alternative", (96, 122), "B minor, C minor, A phrygian", FORM,
        {"*": RIFFS + DOOM[1:2], "chorus": ANTHEM[1:]},
        (
            band(
                BOUNCE[2:] + CHUG[5:], GROOVE, WASH, *shout("metal screamer", where="chorus"),
                *tenor("rock singer", manner="song", where="verse break", gain_db=6),
                low=35, drive=0.8, chorus=OPEN[1:],
            ),
            band(
                CHUG[3:], FUNK + GROOVE[:1], HATS, *tenor("rock singer", manner="pop"),
                Comp("sweep pad", "x-------", register=62, gain_db=-3), rap("rapper", where="verse"),
                low=35, drive=0.8, chorus=OPEN[:1],
            ),
        ),
        drift=0.004,
        recording=on(
            "loud disc", level_db=-12.5, spectrum="heavy", presence_db=2, bass_db=1, treble_db=-6,
            compression=0.65, room_mix=0.15, seed=708,
        ),
    ),
    Artist(
        "Roadhammer", "classic heavy metal", (132, 164), "A minor, E minor, G minor, F# minor", FORM,
        {"*": ANTHEM, "verse": ANTHEM[1:3] + RIFFS[1:2]},
        (
            band(
                GALLOP + OPEN[1:2], HEAVY, RIDE, *tenor(manner="song"), *gang(manner="soar"),
                lead("solo intro", parallel=(2,), scale="minor"),
                drive=0.55, drums="standard kit", bass_gain=5, gain=2, drum_gain=-0.5,
            ),
            band(
                EIGHTHS[1:2] + GALLOP[1:], HEAVY[1:], HATS, *tenor(),
                lead("solo", "wail", scale="minor pentatonic"),
                drive=0.55, drums="standard kit", bass_gain=5, gain=2, drum_gain=-0.5,
            ),
        ),
        recording=on(
            "multitrack", level_db=-21.5, high_hz=9500, presence_db=5, bass_db=-4, treble_db=2,
            room_mix=0.25, room_seconds=0.8, seed=709,
        ),
    ),
    Artist(
        "Velvet Executioner", "classic heavy metal", (98, 124), "D minor, C minor, E minor, B minor", FORM,
        {"*": ANTHEM[1:], "break": ANTHEM[:1]},
        (
            band(
                OPEN[1:] + LONG[3:], HEAVY, OPEN_HATS, *tenor(manner="pop"),
                *gang("gospel choir", manner="soar"),
                lead("solo", ("wail", "shred"), scale="minor"), drive=0.6,
            ),
            ballad(*tenor(manner="ballad"), lead("solo", "wail", scale="minor"), keys="slow strings"),
        ),
        recording=on(
            "digital", level_db=-18.5, spectrum="modern", presence_db=0, bass_db=0, treble_db=-3,
            room_mix=0.3, compression=0.4, seed=710,
        ),
    ),
    Artist(
        "Riot Pantry", "punk and roll", (176, 208), "A, E, D, G", FORM, {"*": PUNK},
        (
            band(
                EIGHTHS, D_BEAT, WASH, *shout("punk", manner="song"),
                lead("solo", "wail", scale="pentatonic"),
                drive=0.7, drums="standard kit", chorus=EIGHTHS, gate=1.0,
            ),
            band(
                EIGHTHS[1:], D_BEAT[1:], OPEN_HATS, *shout("punk"), *gang(),
                lead("solo", "riff", scale="pentatonic"),
                drive=0.7, drums="standard kit", chorus=OPEN[1:2], gate=1.0,
            ),
        ),
        drift=0.025,
        recording=on(
            "mono tape", level_db=-18.5, spectrum="popular", high_hz=9500, presence_db=4, bass_db=-4,
            treble_db=-4, compression=0.45, room_mix=0.2, drive=0.3, seed=711,
        ),
    ),
    Artist(
        "Gutter Sirens", "hardcore punk", (184, 216), "E, F#, B, A", FORM, {"*": PUNK[2:] + RIFFS[1:2]},
        (
            band(
                EIGHTHS, D_BEAT[2:], OPEN_HATS, *shout("rock woman", manner="chant"), *gang("backing vocals"),
                drive=0.8, drums="room kit", chorus=OPEN[1:2], gate=1.0,
            ),
            band(
                EIGHTHS[1:2] + OPEN[1:2], D_BEAT[:1] + THRASH[:1], RIDE, *shout("punk"), *gang(),
                lead("solo", "wail", scale="blues"),
                drive=0.8, drums="room kit", chorus=EIGHTHS[2:], gate=1.0,
            ),
        ),
        drift=0.025,
        recording=on(
            "digital", level_db=-15.5, spectrum="modern", presence_db=2, bass_db=-2, treble_db=-1,
            compression=0.5, drive=0.25, room="room", room_seconds=0.6, seed=712,
        ),
    ),
    Artist(
        "Loudspeaker Union", "rap metal", (84, 108), "D minor, E minor, F# minor", FORM,
        {"*": DOOM[2:] + STRUT[2:3], "chorus": STRUT[2:3] + RIFFS[1:2]},
        (
            band(
                BOOGIE[:3], FUNK, HATS, rap(), *gang(), lead("solo", "riff", scale="blues", low=48, high=72),
                low=38, drive=0.55, chorus=LONG[1:2], gain=1, gate=0.85, drum_gain=1.5,
            ),
            band(
                BOUNCE[3:] + BOOGIE[1:2], GROOVE[:1] + FUNK[:1], WASH, rap("toaster", density=0.7),
                *shout("thrash shouter", where="chorus"), low=38, drive=0.6, chorus=BOOGIE[1:2],
                gain=1, gate=0.85, drum_gain=1.5,
            ),
        ),
        recording=on(
            "loud disc", level_db=-18.5, spectrum="popular", presence_db=4, bass_db=1, treble_db=5,
            compression=0.4, room_mix=0.2, seed=713,
        ),
    ),
    Artist(
        "Frostvein Elegy", "melodic death", (150, 186), "D minor, C minor, A minor, B minor", FORM,
        {"*": ANTHEM + BLACK[1:2]},
        (
            band(
                TREMOLO[1:] + GALLOP[1:2], DOUBLE, RIDE, *shout("growler", manner="song"),
                lead("chorus solo", "running", scale="minor", parallel=(2,), gain_db=1),
                low=36, drive=0.9, drum_gain=-5, gate=0.79,
            ),
            band(
                CHUG[4:] + TREMOLO[:1], THRASH + DOUBLE[2:], OPEN_HATS, *shout("growler", manner="song"),
                lead(scale="minor"), low=36, drive=0.9, drum_gain=-5, gate=0.79, chorus=TREMOLO[2:],
            ),
        ),
        drift=0.006,
        recording=on(
            "loud disc", level_db=-13.5, spectrum="scooped", presence_db=6, bass_db=-1, treble_db=8,
            room_mix=0.15, seed=714,
        ),
    ),
    Artist(
        "Pale Procession", "gothic", (100, 136), "C# minor, B minor, E minor, G minor", FORM,
        {"*": ANTHEM[:1] + BALLAD[:1], "chorus": ANTHEM},
        (
            band(
                OPEN + LONG[:1], HEAVY + SLOW[1:2], WASH, *shout("growler", manner="ballad", where="verse"),
                *tenor("soprano", where="chorus break"),
                Comp("synth strings", "x-------", register=64, gate=1.0), low=37, drive=0.85,
            ),
            band(
                EIGHTHS + GALLOP[:1], HEAVY[:1] + DOUBLE[2:], RIDE, *tenor("baritone", manner="song"),
                Comp("piano", PICKED, register=66, gate=2.0, gain_db=-2), low=37, drive=0.8,
            ),
        ),
        recording=on(
            "digital", level_db=-16.5, spectrum="modern", presence_db=5, bass_db=1, treble_db=6,
            room="hall", room_mix=0.3, compression=0.5, seed=715,
        ),
    ),
    Artist(
        "Lipstick Calibre", "glam metal", (112, 138), "E, A, D, G", FORM, {"*": STRUT, "chorus": HOOK},
        (
            band(
                EIGHTHS[1:] + BOOGIE[3:], HEAVY[:2], OPEN_HATS, *tenor("rock singer", manner="pop"),
                *gang(manner="pop"), lead("solo", ("shred", "wail"), scale="pentatonic"),
                Comp("polysynth", "x-------", register=64, where="chorus", gain_db=-1), drive=0.55, gate=1.0,
            ),
            ballad(
                *tenor("rock singer", manner="ballad"), *gang("backing vocals", manner="ballad"),
                lead("solo", "wail", scale="major"), keys="warm pad",
            ),
        ),
        recording=on(
            "digital", level_db=-19, spectrum="modern", presence_db=4, bass_db=0, treble_db=8, room_mix=0.3,
            compression=0.4, seed=716,
        ),
    ),
    Artist(
        "Whiskey Tariff", "hard rock", (104, 136), "A, E, D, G", FORM,
        {"*": STRUT, "chorus": STRUT + HOOK[1:2]},
        (
            band(
                BOOGIE + EIGHTHS[1:2], HEAVY, HATS, *tenor("rock singer", manner="blues", low=55, high=74),
                *gang(), lead("solo", "wail", scale="blues"), drive=0.45, drums="room kit", gate=0.9, gain=0,
                drum_gain=3,
            ),
            band(
                OPEN[1:2] + BOOGIE[:1], HEAVY[1:], OPEN_HATS,
                *tenor("blues shouter", manner="song", low=52, high=70), *gang(manner="song"),
                lead("solo", ("wail", "shred"), scale="blues"), drive=0.5, drums="room kit", gate=0.9, gain=0,
                drum_gain=3,
            ),
        ),
        drift=0.025,
        recording=on(
            "multitrack", level_db=-21, presence_db=2, bass_db=-2, treble_db=-4, room="room", room_mix=0.25,
            room_seconds=0.7, seed=717,
        ),
    ),
    Artist(
        "Ballast", "alternative", (76, 112), "D minor, C minor, E minor, B minor", FORM,
        {"*": DOOM[1:] + STRUT[2:3], "chorus": ANTHEM[:1] + STRUT[2:3]},
        (
            band(
                LONG + BOOGIE[1:2], SLOW[1:] + HEAVY[2:], WASH, *tenor("rock singer", low=52, high=72),
                lead("solo", "wail", scale="blues"), low=38, drive=0.7, drums="room kit", gate=1.0,
            ),
            ballad(
                *tenor("rock singer", manner="song"),
                *shout("punk", manner="soar", where="chorus", tune="voice"), beat=HEAVY[2:],
            ),
        ),
        drift=0.02,
        recording=on(
            "loud disc", level_db=-16, spectrum="heavy", presence_db=0, bass_db=0, treble_db=-5,
            compression=0.5, room_mix=0.2, room_seconds=0.7, seed=718,
        ),
    ),
    Artist(
        "Iron Rectory", "early heavy metal", (108, 148), "G minor, A minor, E minor, D minor", FORM,
        {"*": DOOM[2:] + STRUT[2:3] + ANTHEM[2:3]},
        (
            band(
                BOOGIE, HEAVY[2:] + FUNK[:1], RIDE, *tenor("rock singer", manner="song", low=57, high=76),
                lead("solo", "wail", scale="blues"),
                Comp("rock organ", ("x-------", "x---x---"), register=60, gain_db=3, drive=0.5, gate=1.0),
                drive=0.4, drums="standard kit", gate=0.9, gain=0, drum_gain=0, wash=1, bass_gain=5,
            ),
            band(
                LONG[1:], HEAVY, WASH, *tenor("rock singer", manner="blues", low=52, high=70),
                lead("solo", ("wail", "shred"), scale="minor pentatonic"),
                drive=0.55, drums="standard kit", gate=1.0, bass_gain=5,
            ),
        ),
        drift=0.03,
        recording=on(
            "stereo tape", level_db=-22.5, spectrum="popular", presence_db=1, bass_db=-2, treble_db=-5,
            room_mix=0.3, drive=0.25, seed=719,
        ),
    ),
    Artist(
        "Kinetic Mosaic", "funk metal", (98, 124), "E minor, A minor, D dorian", FORM,
        {"*": STRUT[2:] + DOOM[2:], "chorus": ANTHEM[:1]},
        (
            band(
                SLAP + BOUNCE[1:2], FUNK, HATS, *tenor("soul man", manner="song", low=55, high=72),
                lead("solo", "shred", scale="blues"), bass="slap bass", drive=0.55, gain=1, gate=0.85,
                drum_gain=1,
            ),
            band(
                BOUNCE[3:] + BOOGIE[1:2], FUNK + GROOVE[:1], RIDE,
                *tenor("soul man", manner="pop", low=55, high=72),
                *gang("backing men", manner="pop"), lead("solo", ("wail", "shred")),
                Comp("clean guitar", "m.x.mmx.m.x.mx.x", voicing="triad", register=62, gain_db=3,
                    where="verse"),
                drive=0.6, gain=1, gate=0.85, drum_gain=1,
            ),
        ),
        recording=on(
            "digital", level_db=-17, spectrum="modern", presence_db=5, bass_db=1, treble_db=7, room="room",
            room_seconds=0.5, compression=0.4, seed=720,
        ),
    ),
)
