"""Hip-hop: a loop of drums that hits hard, a deep bass, a sample or two, and somebody who talks in rhythm.

Sub-styles: boom-bap, trap, G-funk, old school (drum machine), crunk, jazz-rap.
"""

from ..artists import Artist
from ..players import Bass, Comp, Drums, Hiss, Melody, Speech
from ..studio import Recording

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Stoop, Concrete, Gold Rope, Corner Store, Cipher, Night Shift, Paper, Blackout, Subway, Real",
    "Story, Talk, Season, Tape, Anthem, Interlude, Science, Money, Freestyle, Memories",
)

LOOPS = (
    "i9 | i9 | iv9 | bVImaj7",
    "i7 | bVII | i7 | v7",
    "i7 | i7 | i7 | bIImaj7",
    "i9 | iv9 | i9 | iv9",
    "iim7b5 | V7 | i7 | i7",
)
DARK = ("i | i | bVI | V", "i | i | bII | i", "i | bVI | iv | V", "i | bIII | bVI | bII")
FUNK = ("i7 | i7 | IV9 | IV9", "i9 | iv9 | bVII | i9", "i7 | bVII | bVI | V7")
FORM = ("intro:2 verse:8 chorus:4", "verse:8 chorus:4", "chorus:4 verse:8", "verse:8 break:2 verse:8")

BOOMBAP = (
    "BD X.....x...X.....|X..x..x...X....x\nSD ....X.......X...|....X..g....X..g\nHH x.x.x.x.x.x.x.x.",
    "BD X.x....x..X.....|X.x.......Xx....\nSD ....X..g.g..X...\nHH xoxoxoxoxoxoxo.o\nOH ..............x.",
    "BD X......x.xX.....\nSD ....X.......X.g.\nHH x.x.x.xxx.x.x.x.\nRS ..........?.....\nTM ....o.......o...",
    "BD X..x......X.x...|X..x.....xX.....\nSD ....X.......X...\nRD x.x.x.x.x.x.x.x.\nHH ..o...o...o...oo",
)
TRAP = (
    "BD X.....x.........|X..x......x.....\nCL ........X.......\n"
    "SD ........x.......\nHH xxxxxxxxxxrrxxxx|xxxxxxrrxxxxrrrr",
    "BD X......x..x.....\nCL ........X.......\nHH x.x.xxx.x.x.rrrr|xxx.x.xxrrx.x.xx\n"
    "OH ......x.........\nRS ...........x....",
    "BD X...........x..x|..x.......x.....\nCL ........X.....?.\nHH xxrxxxrxxxrxxxrr\nCV ..x.....x..x....",
)
GFUNK = (
    "BD X.....x.X.x.....\nSD ....X.......X...\nCL ....X.......X...\nHH xoxoxoxoxoxoxoxo\nTM ..x...x...x...x.",
    "BD X..x....X..x..x.\nCL ....X.......X..g\nHH x.xox.xox.xox.xo\nSH xoxoxoxoxoxoxoxo",
)
OLD = (
    "BD X..x..x...X.....\nCL ....X.......X...\nHH xxxxxxxxxxxxxxxx\nCB ..x..x....x.x...",
    "BD X.....X.X.....x.\nSD ....X.......X...\nCL ....X.......X.x.\nOH ..x...x...x...x.\nT5 .............x.x",
)
CRUNK = (
    "BD X..x..x.X..x..x.\nCL ....X.......X...\nSD ....X.......X.xx\nHH x.x.x.x.x.x.x.x.\nOH ..............x.",
)

SUB = (
    "1--...1---......|1--1......1-----",
    "1-------..1-....",
    "1-----1---5-....|1--1----s-----..",
    "1------1--m-....",
)
LONG808 = ("1-----1---------|1--1------1-----", "1------1--1-----", "1-----------1--1|--1-------1-----")
FUNK_BASS = ("1..1....1..87.5.", "1.....8.1.s.1...", "1..8..1..5.7..b.")
JAZZ_BASS = ("1--..5.1--......|1--1..7.5-..b...", "walk")

LOOP_KEYS = ("x--x--.x--......|....x--x--......", "x---....x--x....", "..x-..x-..x-..x-", "X-------........")
PLUCK = ("1.3.2.4.1.3.2.1.", "3..2..1.3..2..1.", "123.123.12.12.1.", "4.3.2.1.4..3..2.")


def rapper(*voices, pitch=50, density=0.62, triplets=False, gain=5.0, where="verse"):
    """Somebody who talks in rhythm: vowels taken by turns, consonants on shakers."""
    how = {
        "pitch": pitch,
        "density": density,
        "triplets": triplets,
        "where": where,
        "timing_ms": 14,
        "push_ms": 10,
    }
    vowels = tuple(
        Speech(voice, part=f"{i + 1}/{len(voices)}", gain_db=gain, drive=0.25, name=f"rap ({voice})", **how)
        for i, voice in enumerate(voices)
    )
    return (*vowels, Hiss(gain_db=gain - 4, name="consonants", **how))


def hook(*, instrument="oohs", low=60, high=77, manner="chant", gain=0.0, **how):
    """What is sung (or played) between the verses."""
    how = {"vibrato": 0.2, "bend_share": 0.3, "where": "chorus intro", "tune": "hook", **how}
    return Melody(instrument, manner, low=low, high=high, plan="AABA", gain_db=gain, **how)


def boombap(
    *more,
    groove=BOOMBAP, keys="electric piano", bass="acoustic bass", line=SUB, register=62, kit="room kit",
    loop=LOOP_KEYS,
):
    """A break, a bass, a chopped sample."""
    return (
        Drums(
            kit,
            {"*": groove, "break": "BD X.......X.......\nHH x.x.x.x.x.x.x.x."},
            ("BD X.x...x.", "SD ..x...xx"),
            crash=False, gain_db=3, timing_ms=5, phrase=8,
        ),
        Bass(bass, line, gate=0.85, gain_db=2, where="-break"),
        Comp(keys, loop, register=register, gate=0.75, gain_db=-4, timing_ms=5),
        *more,
    )


def trap(*more, groove=TRAP, pluck="music box", pad="choir pad", figure=PLUCK):
    """Half time: one clap a bar, hi-hats that roll, a bass drum that is the bass."""
    return (
        Drums(
            "808 kit", {"*": groove, "intro": "HH xxxxxxxxxxrrxxxx", "break": "CL ........X......."}, (),
            crash=False, gain_db=4, timing_ms=2, dynamics=0.07,
        ),
        Bass(
            "synth bass 2", LONG808, low=26, gate=1.0, gain_db=4, slide=0.2, timing_ms=2, drive=0.3,
            where="-intro",
        ),
        Comp(pluck, figure, register=74, gate=0.7, gain_db=-3, timing_ms=3, voicing="triad"),
        Comp(pad, "x-------", register=62, gain_db=-10),
        *more,
    )


def gfunk(*more, groove=GFUNK, keys="electric piano", whistle="square lead", kit="electronic kit"):
    """Slow funk, a synthesizer that whistles and slides high above."""
    return (
        Drums(kit, groove, (), crash=False, gain_db=4, timing_ms=4),
        Bass("synth bass", FUNK_BASS, low=28, gate=0.8, gain_db=3, slide=0.2),
        Comp(keys, ("..x...x...x..x..", "x-..x-..x-..x-.."), register=63, gate=0.5, gain_db=-5),
        Comp(
            "clean guitar", ("..m.X.m...m.X.mm", "......X.......Xm"), register=70, gate=0.3, gain_db=-7,
            strum_ms=6,
        ),
        Melody(
            whistle, ("cool", "soar"), low=76, high=94, plan="AB.C", bend=-3, bend_share=0.5, vibrato=0.25,
            tune="whistle", where="chorus intro break", gain_db=-6, name="whistling synth",
        ),
        *more,
    )


def oldschool(*more, groove=OLD, bass="synth bass", stab="orchestra hit"):
    """A drum machine, handclaps, a cowbell, a stab."""
    return (
        Drums(
            "808 kit", groove,
            ("T1 xx......\nT3 ..xx....\nT5 ....xxxx\nCL x...x...", "CL x.xx.x.x"),
            crash=False, gain_db=5, timing_ms=1.5,
        ),
        Bass(bass, ("1..1..1.1..1..8.", "1.1.8.1.s.1.8.s.", FUNK_BASS[0]), gate=0.6, gain_db=1, timing_ms=2),
        Comp(
            stab, ("X..............." + "|" + "......X.........", "X.....X........."), register=60, gate=0.9,
            gain_db=-3,
        ),
        *more,
    )


CHORDS = {"*": LOOPS}

ARTISTS = (
    Artist(
        "MC Sandstone", "boom-bap", (86, 96), "C minor, F minor, G minor, A minor", FORM, CHORDS,
        (
            boombap(*rapper("synth voice", "oohs"), hook()),
            boombap(
                *rapper("synth voice", "oohs"),
                hook(instrument="muted trumpet", manner="riff"),
                keys="piano", groove=BOOMBAP[1:],
            ),
        ),
        swing=1.3, swing_unit=0.25, drift=0.004,
        recording=Recording(
            level_db=-16, high_hz=8500, noise_db=-58, crackle=3, bass_db=3, presence_db=0, treble_db=-2,
            room_mix=0.03, compression=0.4, drive=0.3, spectrum="modern", seed=601,
        ),
    ),
    Artist(
        "Twin Turnstiles", "boom-bap", (90, 102), "E minor, D minor, B minor", FORM,
        {"*": LOOPS[1:] + FUNK[:1]},
        (
            boombap(
                *rapper("synth voice", "alto sax", pitch=53, density=0.7),
                hook(instrument="brass", manner="stabs", bend_share=0),
                keys="vibraphone", groove=BOOMBAP[2:],
            ),
            boombap(
                *rapper("synth voice", "alto sax", pitch=53, density=0.7),
                keys="strings", groove=BOOMBAP[:1], bass="finger bass",
            ),
        ),
        swing=1.45, swing_unit=0.25, drift=0.004,
        recording=Recording(
            level_db=-14, high_hz=10500, noise_db=-70, bass_db=1, presence_db=4, treble_db=1, room_mix=0.04,
            compression=0.55, drive=0.2, spectrum="modern", seed=602,
        ),
    ),
    Artist(
        "Quill and Ledger", "jazz-rap", (88, 104), "F minor, Bb minor, Eb minor, C minor", FORM,
        {"*": LOOPS[:1] + LOOPS[3:]},
        (
            boombap(
                *rapper("synth voice", "bassoon", pitch=47, density=0.55),
                Melody(
                    "tenor sax", "cool", low=50, high=72, plan=".A.B", tune="sax", where="chorus break intro",
                    bend_share=0.2,
                ),
                line=JAZZ_BASS, groove=BOOMBAP[3:],
            ),
            boombap(
                *rapper("synth voice", "bassoon", pitch=47, density=0.55),
                Melody("flute", "cool", low=67, high=86, plan=".A.B", tune="flute"),
                keys="jazz guitar", line=JAZZ_BASS[:1], groove=BOOMBAP[1:2],
            ),
        ),
        swing=1.4, swing_unit=0.25, drift=0.006,
        recording=Recording(
            level_db=-18, high_hz=8000, noise_db=-56, crackle=5, bass_db=2, presence_db=-3, treble_db=-3,
            room_mix=0.06, compression=0.3, drive=0.2, spectrum="modern", seed=603,
        ),
    ),
    Artist(
        "Lil Meridian", "trap", (132, 148), "C minor, F# minor, D minor, G minor", FORM, {"*": DARK},
        (
            trap(
                *rapper("synth voice", "oohs", pitch=55, density=0.5, triplets=True),
                hook(instrument="synth voice", bend_share=0.5),
            ),
            trap(
                *rapper("synth voice", "oohs", pitch=55, density=0.5, triplets=True),
                pluck="kalimba", pad="warm pad", groove=TRAP[1:],
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-13, high_hz=11000, noise_db=-85, bass_db=5, presence_db=0, treble_db=3, room_mix=0.05,
            room_seconds=0.6, compression=0.6, drive=0.2, spectrum="modern", seed=604,
        ),
    ),
    Artist(
        "Zone Six Choir", "trap", (124, 140), "A minor, E minor, B minor", FORM, {"*": DARK[1:]},
        (
            trap(
                *rapper("synth voice", "baritone sax", pitch=45, density=0.45, triplets=True),
                hook(instrument="choir", vibrato=0.1),
                pluck="pizzicato strings", pad="choir", groove=TRAP[2:],
            ),
            trap(
                *rapper("synth voice", "baritone sax", pitch=45, density=0.45, triplets=True),
                hook(instrument="brass", manner="stabs"),
                pluck="tubular bells", pad="slow strings", groove=TRAP[:1],
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-14, high_hz=10500, noise_db=-85, bass_db=2, presence_db=3, treble_db=-2, room_mix=0.1,
            room_seconds=1.0, compression=0.5, drive=0.35, spectrum="modern", seed=605,
        ),
    ),
    Artist(
        "Slow Cadillac", "G-funk", (88, 98), "F minor, B minor, E minor, A minor", FORM, {"*": FUNK},
        (
            gfunk(*rapper("synth voice", "oohs", pitch=48), hook(low=57, high=74, parallel=(2,))),
            gfunk(
                *rapper("synth voice", "oohs", pitch=48),
                whistle="saw lead", keys="clavinet", groove=GFUNK[1:],
            ),
        ),
        swing=1.15, swing_unit=0.25,
        recording=Recording(
            level_db=-16, high_hz=10500, noise_db=-72, bass_db=3, presence_db=-1, treble_db=2, room_mix=0.06,
            compression=0.35, spectrum="modern", seed=606,
        ),
    ),
    Artist(
        "Palm and Pistachio", "G-funk", (94, 106), "D minor, G minor, C minor", FORM,
        {"*": FUNK[1:] + LOOPS[:1]},
        (
            gfunk(
                *rapper("synth voice", "clarinet", pitch=52, density=0.55),
                hook(instrument="synth voice", manner="pop"),
                keys="dx piano",
            ),
            gfunk(
                *rapper("synth voice", "clarinet", pitch=52, density=0.55),
                Melody(
                    "clean guitar", "cool", low=60, high=79, plan="A.B.", tune="guitar", gain_db=-2,
                    bend_share=0.2,
                ),
                whistle="calliope", kit="808 kit", groove=GFUNK[:1],
            ),
        ),
        swing=1.2, swing_unit=0.25,
        recording=Recording(
            level_db=-15, high_hz=9500, noise_db=-66, bass_db=0, presence_db=2, treble_db=-2, room_mix=0.09,
            room_seconds=0.5, compression=0.4, spectrum="modern", seed=607,
        ),
    ),
    Artist(
        "Grandmaster Tabor", "old school", (104, 116), "E minor, A minor, D minor", FORM,
        {"*": FUNK[:1] + LOOPS[1:2]},
        (
            oldschool(*rapper("synth voice", "oohs", pitch=52, density=0.66, where="verse chorus")),
            oldschool(
                *rapper("synth voice", "oohs", pitch=52, density=0.66),
                hook(instrument="saw lead", manner="riff", bend_share=0.1),
                groove=OLD[1:],
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-18, low_hz=60, high_hz=9000, noise_db=-58, bass_db=-2, presence_db=4, treble_db=3,
            room_mix=0.12, room_seconds=0.7, compression=0.2, spectrum="modern", seed=608,
        ),
    ),
    Artist(
        "Block Party Union", "old school", (98, 110), "C minor, G minor, F minor", FORM, {"*": FUNK[:2]},
        (
            boombap(
                *rapper("synth voice", "tenor sax", pitch=50, density=0.6, where="verse chorus"),
                Comp(
                    "clean guitar", ("..Xm..XmXm.m.mXm", "X.mXm.XmX.mXm.Xm"), register=69, gate=0.4,
                    strum_ms=7, gain_db=-4,
                ),
                bass="finger bass", line=FUNK_BASS, groove=BOOMBAP[2:3], keys="brass", loop=LOOP_KEYS[:2],
            ),
            oldschool(
                *rapper("synth voice", "tenor sax", pitch=50, density=0.6, where="verse chorus"),
                bass="slap bass", stab="brass",
            ),
        ),
        swing=1.1, swing_unit=0.25,
        recording=Recording(
            level_db=-15, low_hz=45, high_hz=10000, noise_db=-64, crackle=1.5, bass_db=0, presence_db=1,
            treble_db=0, room_mix=0.05, compression=0.4, drive=0.15, spectrum="modern", seed=609,
        ),
    ),
    Artist(
        "Hammer Lane", "crunk", (142, 156), "E minor, F minor, G minor, C minor",
        ("chorus:4 verse:8", "verse:8 chorus:8"), {"*": DARK},
        (
            trap(
                *rapper("synth voice", "trombone", pitch=50, density=0.4, where=""),
                Melody(
                    "brass", "stabs", low=50, high=67, plan="AAAA", tune="brass", where="chorus", blocks=1
                ),
                groove=CRUNK, pluck="saw lead", pad="synth strings",
            ),
            trap(
                *rapper("synth voice", "trombone", pitch=50, density=0.4, where=""),
                groove=CRUNK + TRAP[:1], pluck="square lead", figure=PLUCK[1:3],
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-12, high_hz=10000, noise_db=-85, bass_db=4, presence_db=-3, treble_db=1, room_mix=0.03,
            compression=0.75, drive=0.45, spectrum="modern", seed=610,
        ),
    ),
)
