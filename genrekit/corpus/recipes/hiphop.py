"""Hip-hop: a loop of drums that hits hard, a deep bass, a sample or two, and somebody who talks in rhythm.

Sub-styles: boom-bap, jazz-rap, noise collage, rap rock, live-band rap, G-funk, old school, electro, Southern.
"""

from ..artists import Artist
from ..media import on
from ..players import Bass, Comp, Drums, Melody, Riff, Speech, Turntable

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
VAMP = ("i7", "i9 | i9 | i9 | bVII", "i7 | i7 | IV9 | i7")
DARK = ("i | i | bVI | V", "i | i | bII | i", "i | bVI | iv | V", "i | bIII | bVI | bII")
FUNK = ("i7 | i7 | IV9 | IV9", "i9 | iv9 | bVII | i9", "i7 | bVII | bVI | V7")
BRIGHT = ("I9 | I9 | IV9 | IV9", "Imaj7 | vi9 | ii9 | V9", "I7 | I7 | bVII | IV9")
FORM = (
    "intro:1 verse:8 chorus:4", "verse:8 chorus:4", "chorus:4 verse:8", "verse:8 break:1 verse:7 chorus:4",
)
#: Two rappers hand the word to each other.
TURNS = (
    "verse:4 verse2:4 chorus:4", "chorus:4 verse:4 verse2:4", "verse2:2 verse:2 verse2:2 verse:2 chorus:4",
)
CREW = (
    "verse:4 verse2:4 verse3:4 chorus:4", "verse2:2 verse3:2 verse:2 chorus:4", "chorus:4 verse:4 verse3:4",
)

# Kick and snare; the cymbals are a part of their own, so that the texture at the top lies beside them.
BOOMBAP = (
    "BD X.....x...X.....|X..x..x...X....x\nSD ....X..g.g..X...|....X..g.g..X..g",
    "BD X.x....x..X.....|X.x.......Xx....\nSD ....X..g.g..X..g",
    "BD X......x.xX.....\nSD ....X.g..g..X.g.",
    "BD X..x......X.x...|X..x.....xX.....\nSD ....X..g.g.gX...",
)
BREAK = (
    "BD X.X.......xx....|X.X.......x.....\nSD ....X..x.x..X..x|....X..x.x....X.",
    "BD X.x...x.x.x.....\nSD g...X.gx.g..X.gx",
    "BD X..x..x.x.x..x..\nSD ..g.X..x.gxgX..g",
)
GFUNK = (
    "BD X.....x.X.x.....\nSD ....X.......X...\nCL ....x.......x...",
    "BD X..x....X..x..x.\nSD ....X..g....X..g\nCL ....x.......x...",
)
MACHINE = (
    "BD X..x..x...X.....\nCL ....X.......X...\nSD ....x.......x...",
    "BD X.....X.X.....x.\nSD ....X.......X...\nT5 .............x.x",
    "BD X..X...X..X..X..\nSD ....X.......X..x",
)
ELECTRO = (
    "BD X..x..x...X..x..\nCL ....X.......X...\nSD ....x.......x.xx\nCB ..x..x....x.x...",
    "BD X..X..X.........|X..X..X...x.x...\nSD ....X.......X...\nCB x.x..x.x..x.x.x.",
)
SOUTH = (
    "BD X..x..x.X..x..x.\nCL ....X.......X...\nSD ....x.......x.xx",
    "BD X.....x..x......|X..x......x.x...\nSD ....X.......X...\nRS ......x....x..x.",
    "BD X......x..x..X.x\nCL ....X..x....X...\nT1 ..........x..x..",
)
TRAP = (
    "BD X.....x.........|X..x......x.....\nCL ........X.......\nSD ........x.......",
    "BD X......x..x.....\nCL ........X.......\nRS ...........x....",
)
HATS = (
    "HH XoxoXoxoXoxoXoxo\nOH ..............x.", "HH X.xoX.xoX.xoX.xo\nSH xoxoxoxoxoxoxoxo",
    "HH x.x.x.x.x.x.x.xx\nRD x.o.x.o.x.o.x.o.",
)
WASH = (
    "RD X.x.X.x.X.x.X.x.\nHH ..x...x...x...x.",
    "OH x...x...x...x...\nHH ..x...x...x...x.\nTM xoxoxoxoxoxoxoxo",
)
ROLLS = ("HH xxxxxxxxxxrrxxxx|xxxxxxrrxxxxrrrr", "HH xxrxxxrxxxrxxxrr\nSH xoxoxoxoxoxoxoxo")
SHAKE = (
    "HH xoxoxoxoxoxoxoxo\nTM ..x...x...x...x.\nSH XoxoXoxoXoxoXoxo",
    "HH x.xox.xox.xox.xo\nSH xoxoxoxoxoxoxoxo",
)

SUB = (
    "1-----1---------|1--1------1-----",
    "1-------1-1-----",
    "1-----1---5-----|1--1----s-------",
    "1------1--m-----",
)
LONG808 = ("1-----1---------|1--1------1-----", "1------1--1-----", "1-----------1--1|--1-------1-----")
FUNK_BASS = ("1--1--1-..8-7-5-", "1-----8-1-s-1---", "1--8--1--5-7--b-", "11.1--s-1..17-5-")
JAZZ_BASS = ("1--1--5-1-------|1--1--7-5--b----", "walk")
OCTAVES = ("1..1..1.1..1..8.", "1.1.8.1.s.1.8.s.", "1-..1-8...1-s-8-")

CHOP = ("x--x---x--------|----x--x--------", "x-----------x---", "--x---x---x---x-", "X---------------")
HELD = ("x---------------", "x-------x-------")
STAB = ("X--.....x.......|......x.X--.....", "....X--.....X.x.", "X.......x--x--..")
PLUCK = ("1-3-2-4-1-3-2-1-", "3--2--1-3--2--1-", "123-123-12-12-1-", "4-3-2-1-4--3--2-")
WAH = ("x.Xm.mX.x.mX..Xm", "X..Xm.X.X.mX..Xm", "..Xm..X.Xm....Xm")
SCRATCH = ("x.o.xoxo..x.o...|..x.o.x.xoxox.o.", "..x-o-..xoxo....|x-o-x.o.xo..x-o-")


def rapper(kind="rapper", pitch=49, *, density=0.8, gain=7.5, where="-intro", **how):
    """Somebody who talks in rhythm, nearly without a pause."""
    return (
        Speech(
            kind, pitch=pitch, density=density, gain_db=gain, where=where, timing_ms=14, push_ms=10,
            name=f"{kind} {where.strip('-')}".strip(), **how
        ),
    )


def duo(one=("rapper", 50), other=("deep rapper", 45), **how):
    """Two who take turns, and say the chorus together."""
    return (
        *rapper(*one, where="verse chorus verse3", **how), *rapper(*other, where="verse2 chorus", **how),
        *hype(one[0], where="verse2"), *hype(other[0], where="verse"),
    )


def hype(kind="rapper", manner="............x-x-|..........x-x-x-", *, gain=4.0, where="verse chorus", **how):
    """The friend who joins in at the ends of the lines."""
    low, high = (52, 66) if kind == "woman rapper" else (46, 60)
    how = {"bend_share": 0.3, "tune": "hype", **how}
    return (
        Melody(
            kind, manner, low=low, high=high, plan="AABA", gain_db=gain, where=where, vibrato=0,
            name=f"hype {kind} {where}", **how
        ),
    )


def hook(instrument="soul diva", manner="pop", *, low=58, high=75, gain=5.0, where="chorus intro", **how):
    """What is sung (or played) between the verses."""
    how = {"vibrato": 0.25, "bend_share": 0.3, "tune": "hook", "plan": "AABA", **how}
    return (Melody(instrument, manner, low=low, high=high, gain_db=gain, where=where, **how),)


def sample(
    instrument, pattern=CHOP, register=62, *, gain=-5.0, gate=0.85, where="", voicing="triad", **how
):
    """A few notes of somebody else's record, over and over."""
    return (
        Comp(
            instrument, pattern, register=register, gate=gate, gain_db=gain, timing_ms=4, where=where,
            voicing=voicing, name=f"sample {instrument}", **how
        ),
    )


def dj(pattern=SCRATCH, gain=-6.0, where="chorus intro break"):
    """Scratching instead of a chorus."""
    return (Turntable(pattern=pattern, where=where, gain_db=gain, timing_ms=6),)


def beat(
    *more,
    groove=BOOMBAP, kit="room kit", hats=HATS, drums=-1.5, top=2.0, bass="finger bass", line=SUB, deep=2.5,
    human=5.0, slide=0.05,
):
    """Drums and bass of a loop; what is sampled and who raps comes on top."""
    return (
        Drums(
            kit, {"*": groove, "break": "BD X.......X......."}, ("BD X.x...x.\nSD ..x...xx", "SD ..x...xx"),
            crash=False, gain_db=drums, timing_ms=human, phrase=8,
        ),
        Drums(kit, hats, (), crash=False, gain_db=top, timing_ms=human, dynamics=0.15, name="cymbals"),
        Bass(bass, line, gate=1.0, gain_db=deep, slide=slide, timing_ms=human, where="-break"),
        *more,
    )


def machine(*more, kit="808 kit", groove=MACHINE, hats=SHAKE, **how):
    """A drum machine: nobody is late."""
    how = {"human": 1.5, "top": -5.0, "drums": -0.5, "bass": "synth bass", **how}
    return beat(*more, kit=kit, groove=groove, hats=hats, **how)


def gfunk(*more, whistle="square lead", keys="electric piano", groove=GFUNK, kit="electronic kit", **how):
    """Slow funk under a synthesizer that whistles and slides high above."""
    how = {"top": -4.0, "line": FUNK_BASS, "bass": "synth bass", "slide": 0.2, "hats": SHAKE, **how}
    return beat(
        *sample(keys, HELD, 63, gain=-4),
        *sample("clean guitar", WAH, 70, gain=-8, gate=0.4, strum_ms=6),
        *sample("synth strings", HELD, 66, gain=-10),
        *hook(
            whistle, ("cool", "soar"), low=76, high=94, plan="AB.C", bend=-3, bend_share=0.5, gain=-8,
            where="chorus intro break verse", name="whistling synth",
        ),
        *more,
        groove=groove, kit=kit, **how,
    )


def rock(*more, guitar="distortion guitar", riff="1--1--s-1---m---", drive=0.6, **how):
    """A riff off a hard rock record, big drums, open hi-hats."""
    riffs = riff if isinstance(riff, tuple) else (riff,)
    return beat(
        Riff(guitar, riffs, low=40, gate=1.0, gain_db=-6, drive=drive, name="riff"),
        Riff(guitar, riffs, low=40, gate=1.0, gain_db=-8, drive=drive, voicing="fifth", push_ms=12,
             where="chorus intro verse2", name="second guitar"),
        *more,
        **{"hats": WASH, "groove": BREAK[1:], "line": riffs, "kit": "power kit", **how},
    )


ARTISTS = (
    Artist(
        "MC Sandstone", "boom-bap", (86, 96), "C minor, F minor, G minor, A minor", FORM, {"*": LOOPS},
        (
            beat(
                *rapper("rapper", 48), *hype(), *sample("electric piano", voicing="close"),
                *sample("strings", CHOP, 67, gain=-9), *dj(),
            ),
            beat(
                *rapper("rapper", 48), *hype("deep rapper"), *sample("piano", CHOP, 60),
                *hook("muted trumpet", "riff", gain=-3), groove=BOOMBAP[1:], bass="acoustic bass",
            ),
        ),
        swing=1.3, swing_unit=0.25, drift=0.004,
        recording=on(
            "multitrack", level_db=-15.5, high_hz=9000, noise_db=-64, crackle=1, bass_db=2, presence_db=2,
            treble_db=5, room="room", room_seconds=0.4, room_mix=0.14, compression=0.45, drive=0.3,
            seed=601,
        ),
    ),
    Artist(
        "Twin Turnstiles", "boom-bap", (90, 102), "E minor, D minor, B minor", TURNS,
        {"*": LOOPS[1:] + FUNK[:1]},
        (
            beat(
                *duo(("rapper", 52), ("deep rapper", 45)), *sample("vibraphone", CHOP, 67, voicing="close"),
                *sample("brass", STAB, 62), *dj(), groove=BREAK,
            ),
            beat(
                *duo(("rapper", 52), ("toaster", 47)), *sample("strings", HELD, 64, gain=-9),
                *sample("muted guitar", PLUCK, 60), *dj(), groove=BOOMBAP[2:], line=FUNK_BASS,
            ),
        ),
        swing=1.4, swing_unit=0.25, drift=0.004,
        recording=on("loud disc", presence_db=4, treble_db=2, room_mix=0.12, level_db=-13, seed=602),
    ),
    Artist(
        "Temple Ledger", "boom-bap", (84, 94), "C# minor, E minor, G minor, F minor", CREW,
        {"*": DARK + LOOPS[4:]},
        (
            beat(
                *duo(("toaster", 50), ("rapper", 47), density=0.85),
                *rapper("deep rapper", 43, where="verse3"), *sample("piano", PLUCK[2:], 55, gain=-2),
                *sample("slow strings", HELD, 67, gain=-13), bass="fretless bass",
            ),
            beat(
                *duo(("toaster", 50), ("deep rapper", 44), density=0.85),
                *rapper("rapper", 53, where="verse3"), *sample("koto", PLUCK, 62, gain=-2),
                *hype("backing men", "x---x---|x---x-..", where="chorus"), groove=BOOMBAP[3:],
                kit="standard kit",
            ),
        ),
        swing=1.35, swing_unit=0.25, drift=0.006,
        recording=on(
            "stereo tape", level_db=-16, high_hz=8500, noise_db=-60, crackle=3, bass_db=0, presence_db=5,
            treble_db=5, room_seconds=0.3, room_mix=0.1, compression=0.5, drive=0.5, seed=603,
        ),
    ),
    Artist(
        "Quill and Ladder", "jazz-rap", (88, 104), "F minor, Bb minor, Eb minor, C minor", TURNS,
        {"*": LOOPS[:1] + LOOPS[3:]},
        (
            beat(
                *duo(("rapper", 53), ("deep rapper", 45), density=0.72),
                *sample("electric piano", HELD, 62, gain=-6, voicing="close"),
                *hook(
                    "tenor sax", "cool", low=50, high=72, plan=".A.B", gain=-4,
                    where="chorus break intro verse2",
                ),
                bass="acoustic bass", line=JAZZ_BASS, groove=BOOMBAP[3:], hats=WASH[:1], deep=3,
            ),
            beat(
                *duo(("rapper", 53), ("toaster", 46), density=0.72),
                *sample("jazz guitar", HELD, 60, voicing="close"),
                *hook("flute", "cool", low=67, high=86, plan=".A.B", gain=-6, where=""), bass="acoustic bass",
                line=JAZZ_BASS[:1], groove=BOOMBAP[1:2], deep=3,
            ),
        ),
        swing=1.4, swing_unit=0.25, drift=0.006,
        recording=on(
            "stereo tape", high_hz=9500, bass_db=3, presence_db=3, treble_db=4, room_mix=0.14,
            compression=0.35, crackle=1, level_db=-18.5, seed=604,
        ),
    ),
    Artist(
        "Low Note Library", "jazz-rap", (92, 108), "D minor, G minor, C dorian, A dorian", TURNS, {"*": VAMP},
        (
            beat(
                *duo(("rapper", 54), ("rapper", 50), density=0.75), *sample("brass", STAB, 64),
                *sample("drawbar organ", CHOP, 60, gain=-6), *hook("backing vocals", "chant", gain=0),
                bass="acoustic bass", line=JAZZ_BASS[:1], groove=BREAK[1:], hats=WASH,
            ),
            beat(
                *duo(("rapper", 54), ("deep rapper", 48), density=0.75),
                *sample("vibraphone", PLUCK, 65, voicing="close"),
                *hook("trumpet", "riff", gain=-4, blocks=2), *dj(where="chorus"), bass="acoustic bass",
                line=SUB, groove=BOOMBAP,
            ),
        ),
        swing=1.3, swing_unit=0.25, drift=0.005,
        recording=on(
            "digital", level_db=-16.5, bass_db=4, presence_db=2, treble_db=4, room="room",
            room_seconds=0.35, room_mix=0.15, compression=0.4, seed=605,
        ),
    ),
    Artist(
        "The Marmalade Tribe", "daisy-age", (98, 114), "C, F, G, Bb", CREW, {"*": BRIGHT},
        (
            beat(
                *duo(("rapper", 55), ("rapper", 51), density=0.78),
                *rapper("woman rapper", 58, where="verse3"),
                *sample("clean guitar", WAH, 68, gate=0.5, strum_ms=7), *sample("piano", CHOP, 62),
                *hook("backing men", "chant", low=52, high=67), groove=BREAK, line=FUNK_BASS, hats=SHAKE,
            ),
            beat(
                *duo(("rapper", 55), ("toaster", 50), density=0.78), *sample("flute", CHOP, 74, gain=-6),
                *sample("rock organ", HELD, 60, gain=-10),
                *sample("applause", "1---------------", 60, gain=-14), *hook("falsetto", "song"), *dj(),
                groove=BOOMBAP[2:], line=OCTAVES[2:] + FUNK_BASS[:2],
            ),
        ),
        swing=1.25, swing_unit=0.25, drift=0.004,
        recording=on(
            "multitrack", level_db=-17.5, bass_db=-1, presence_db=2, treble_db=3, room_seconds=0.6,
            room_mix=0.15, seed=606,
        ),
    ),
    Artist(
        "Siren Committee", "noise collage", (96, 116), "E minor, F minor, C minor, G minor", CREW,
        {"*": ("i7", "i7 | i7 | bII7 | i7")},
        (
            beat(
                *rapper("deep rapper", 50, where="verse chorus verse3", density=0.75, gain=9),
                *hype("toaster", where=""), *rapper("toaster", 56, where="verse2", density=0.7),
                *sample("soprano sax", "x-x-x-x-x-x-x-x-", 80, gain=-12, voicing="triad"),
                *sample("brass", STAB, 60, gain=-6), *dj(where="", gain=-9), groove=BREAK, hats=WASH,
                line=FUNK_BASS, top=5,
            ),
            beat(
                *rapper("deep rapper", 50, where="verse chorus verse3", density=0.75, gain=9),
                *hype("rapper", where=""), *rapper("toaster", 56, where="verse2", density=0.7),
                *sample("distortion guitar", STAB, 52, gain=-8, voicing="power"),
                *sample("sci-fi", HELD, 72, gain=-12), *dj(where="chorus verse2", gain=-8),
                *hype("backing men", "x.x.x---|x.x.x---", where="chorus"), groove=BREAK[1:], hats=WASH,
                line=OCTAVES[2:], top=5,
            ),
        ),
        drift=0.003,
        recording=on(
            "loud disc", level_db=-13, bass_db=-2, presence_db=3, treble_db=1, room_mix=0.25, drive=0.35,
            seed=607,
        ),
    ),
    Artist(
        "Redline Assembly", "noise collage", (86, 108), "D minor, A minor, B minor", FORM,
        {"*": ("i7", "i | i | bIII | bII")},
        (
            rock(
                *rapper("deep rapper", 48, density=0.75, gain=9), *hype("toaster", where=""),
                *dj(where="chorus intro verse2"), *sample("orchestra hit", STAB, 60, gain=-5), drive=0.4,
                riff=("1-----s-1---m---", "1--1--1---s-1-d-"),
            ),
            beat(
                *rapper("deep rapper", 48, density=0.75, gain=9), *hype("toaster", where=""),
                *sample("saw lead", "3---2---3---1---", 79, gain=-14),
                *sample("clavinet", WAH, 62, gain=-6, gate=0.5),
                *sample("seashore", "1---------------", 60, gain=-20), *dj(where=""), groove=BREAK[:1],
                hats=WASH,
            ),
        ),
        drift=0.003,
        recording=on(
            "multitrack", level_db=-15, spectrum="modern", bass_db=-1, presence_db=1, treble_db=-1,
            room_seconds=0.7, room_mix=0.2, compression=0.55, drive=0.3, seed=608,
        ),
    ),
    Artist(
        "The Skateboard Three", "rap rock", (94, 114), "E, A, D, G", CREW,
        {"*": ("I5 | I5 | I5 | bVII5", "I5 | bIII5 | IV5 | I5")},
        (
            rock(
                *duo(("rapper", 59), ("rapper", 56), density=0.7), *rapper("toaster", 55, where="verse3"),
                *hype("rapper", "x.x.x.x.|....x-x-", where="chorus"), drive=0.75,
                riff=("1--1--s-1---m---", "1-..1-..1-s-1-m-", "1--..1--m-..s-1-"),
            ),
            rock(
                *duo(("rapper", 59), ("rapper", 56), density=0.7), *rapper("toaster", 55, where="verse3"),
                *dj(), guitar="overdriven guitar", riff=("1-8-..s-1-..m-s-", "1---..8-s-..1-1-"),
                kit="electronic kit",
            ),
        ),
        drift=0.003,
        recording=on(
            "multitrack", level_db=-17, spectrum="scooped", bass_db=-4, presence_db=1, treble_db=-1,
            room_seconds=0.9, room_mix=0.25, compression=0.4, seed=609,
        ),
    ),
    Artist(
        "Cellar Door Trio", "live-band rap", (92, 110), "E dorian, A dorian, G dorian, D dorian", CREW,
        {"*": (*VAMP, "i7 | i7 | IV9 | IV9")},
        (
            beat(
                *duo(("toaster", 58), ("rapper", 56), density=0.75), *rapper("rapper", 60, where="verse3"),
                *sample("rock organ", CHOP, 60, gain=-6),
                *sample("clean guitar", WAH, 69, gain=-5, gate=0.6, strum_ms=6),
                Bass(
                    "overdriven guitar", "1--1--s-1---m-s-", low=40, gate=1.0, gain_db=-10, drive=0.6,
                    name="fuzz bass",
                ),
                groove=BREAK, hats=WASH, line=FUNK_BASS, kit="standard kit", human=9,
            ),
            beat(
                *duo(("toaster", 58), ("rapper", 56), density=0.75),
                *sample("electric piano", HELD, 60, gain=-6, voicing="close"),
                *sample("flute", "..x-x---........|................", 72, gain=-8), *dj(), groove=BREAK[2:],
                line=FUNK_BASS[1:], hats=HATS[2:], kit="standard kit", human=9,
            ),
        ),
        swing=1.1, swing_unit=0.25, drift=0.012,
        recording=on(
            "stereo tape", level_db=-15.5, spectrum="popular", high_hz=8500, bass_db=0, presence_db=5,
            treble_db=-6, room_seconds=0.5, room_mix=0.2, compression=0.6, drive=0.6, seed=610,
        ),
    ),
    Artist(
        "Green Corduroy", "boom-bap, blues loops", (84, 98), "E minor, A minor, D minor", TURNS,
        {"*": ("i7 | i7 | iv7 | i7", "i", "i | bIII | i | iv")},
        (
            beat(
                *rapper("rapper", 61, where="verse chorus", density=0.72),
                *rapper("deep rapper", 46, where="verse2 chorus"),
                *hook(
                    "clean guitar", "blues", low=55, high=74, scale="minor pentatonic", bend=-2,
                    bend_share=0.4, gain=-4, where="",
                ),
                *hook("whistle", "riff", low=84, high=96, gain=-12), bass="acoustic bass", deep=4,
                hats=HATS[:1],
            ),
            beat(
                *rapper("rapper", 61, where="verse chorus", density=0.72),
                *rapper("deep rapper", 46, where="verse2 chorus"),
                *sample("overdriven guitar", STAB, 55, gain=-7, voicing="triad"),
                *hook("backing men", "chant", low=48, high=64), *dj(), groove=BREAK[1:2],
                bass="acoustic bass", deep=4,
            ),
        ),
        swing=1.3, swing_unit=0.25, drift=0.005,
        recording=on(
            "digital", level_db=-15, bass_db=4, presence_db=0, treble_db=-2, high_hz=9500, room="room",
            room_seconds=0.5, room_mix=0.1, compression=0.5, drive=0.2, seed=611,
        ),
    ),
    Artist(
        "Slow Cadillac", "G-funk", (88, 98), "F minor, B minor, E minor, A minor", FORM, {"*": FUNK},
        (
            gfunk(
                *rapper("rapper", 47, density=0.72), *hook("falsetto", parallel=(2,)), *hype("deep rapper"),
            ),
            gfunk(
                *rapper("rapper", 47, density=0.72), *hook("soul man", low=50, high=68), whistle="saw lead",
                keys="clavinet", groove=GFUNK[1:],
            ),
        ),
        swing=1.15, swing_unit=0.25,
        recording=on(
            "digital", level_db=-15.5, bass_db=3, presence_db=1, treble_db=8, room_seconds=0.9,
            room_mix=0.14, compression=0.4, seed=612,
        ),
    ),
    Artist(
        "Palm and Pistachio", "G-funk", (94, 106), "D minor, G minor, C minor", TURNS,
        {"*": FUNK[1:] + LOOPS[:1]},
        (
            gfunk(
                *duo(("woman rapper", 57), ("rapper", 49), density=0.75), *hook("soul diva"), keys="dx piano",
            ),
            gfunk(
                *duo(("woman rapper", 57), ("deep rapper", 45), density=0.75),
                *hook("soul man", low=50, high=68), whistle="calliope", kit="808 kit", groove=GFUNK[:1],
            ),
        ),
        swing=1.2, swing_unit=0.25,
        recording=on(
            "loud disc", level_db=-14, bass_db=2, presence_db=3, treble_db=5, room="plate",
            room_seconds=0.7, room_mix=0.12, compression=0.5, seed=613,
        ),
    ),
    Artist(
        "Grandmaster Tabor", "old school, electro", (106, 124), "E minor, A minor, D minor", CREW,
        {"*": (*FUNK[:1], "i", "i | i | bVII | i")},
        (
            machine(
                *duo(("rapper", 52), ("toaster", 49), density=0.7),
                *sample("orchestra hit", STAB, 60, gain=-3), *sample("synth strings", STAB, 67, gain=-7),
                *hype("backing men", "x.x.x.x.|x-x-x-..", where="chorus verse3"),
                *rapper("toaster", 49, where="verse3"), groove=ELECTRO, line=OCTAVES,
            ),
            machine(
                *rapper("rapper", 52, where="verse verse2 verse3", density=0.7),
                *hook("voice lead", "riff", low=57, high=72, gain=-2),
                *sample("synth strings 2", HELD, 62, gain=-8), *sample("polysynth", STAB, 64),
                groove=ELECTRO[1:], line=OCTAVES[1:],
            ),
        ),
        drift=0.0,
        recording=on(
            "multitrack", level_db=-18.5, bass_db=-2, presence_db=4, treble_db=8, room_mix=0.22, seed=614,
        ),
    ),
    Artist(
        "Block Party Union", "old school, disco-rap", (100, 114), "C minor, G minor, F minor, D minor", CREW,
        {"*": FUNK[:2]},
        (
            beat(
                *duo(("toaster", 50), ("rapper", 54), density=0.68), *rapper("rapper", 49, where="verse3"),
                *sample("clean guitar", WAH, 69, gate=0.5, strum_ms=7),
                *sample("strings", HELD, 72, gain=-10), *sample("applause", "1---------------", 60, gain=-12),
                *hype("backing men", "x.x.x-..|....x-x-", where=""),
                groove=("BD X...X...X...X...\nSD ....X.......X...\nCL ....X.......X...", *BREAK[:1]),
                hats=("OH ..x...x...x...x.\nHH x.o.x.o.x.o.x.o.\nTM x.x.x.x.x.x.x.x.",), line=FUNK_BASS,
                kit="standard kit", human=8,
            ),
            beat(
                *duo(("toaster", 50), ("rapper", 54), density=0.68),
                *sample("electric piano", CHOP, 62, voicing="close"), *sample("brass", STAB, 64),
                *hype("backing men", "x.x.x-..|....x-x-", where=""),
                *sample("applause", "1---------------", 60, gain=-14), groove=BREAK[1:], hats=SHAKE,
                bass="slap bass", line=FUNK_BASS[:2], kit="standard kit", human=8,
            ),
        ),
        swing=1.1, swing_unit=0.25, drift=0.01,
        recording=on(
            "stereo tape", level_db=-19, high_hz=10000, spectrum="popular", noise_db=-70, bass_db=-2,
            presence_db=2, treble_db=1, room_mix=0.2, seed=615,
        ),
    ),
    Artist(
        "Echo Drum Yard", "drum-machine rap", (88, 102), "E minor, A minor, C minor", TURNS,
        {"*": ("i", "i7 | i7 | bVII | i7")},
        (
            machine(
                *duo(("rapper", 54), ("toaster", 50), density=0.7),
                *sample("orchestra hit", STAB[1:], 62, gain=-3), *dj(where=""), kit="electronic kit",
                hats=("HH x.x.x.x.x.x.x.x.\nTM xoxoxoxoxoxoxoxo", "HH xxxxxxxxxxxxxxxx\nOH ......x.......x."),
                line=SUB[:2], deep=0,
            ),
            machine(
                *duo(("rapper", 54), ("deep rapper", 48), density=0.7),
                *sample("distortion guitar", STAB, 52, gain=-6, voicing="power"),
                *hype("backing men", "x.x.x.x.|x-......", where="chorus"), *dj(where="chorus intro verse2"),
                kit="electronic kit", hats=HATS[1:2], line=OCTAVES[2:], deep=0,
            ),
        ),
        drift=0.0,
        recording=on(
            "multitrack", level_db=-17, spectrum="modern", bass_db=0, presence_db=0, treble_db=1,
            room="hall", room_seconds=0.8, room_mix=0.28, compression=0.35, seed=616,
        ),
    ),
    Artist(
        "Velvet Rope Committee", "pop rap", (94, 108), "Ab, F minor, Db, Bb minor", TURNS,
        {"*": ("I | V | vi | IV", "vi9 | ii9 | V7 | Imaj7", *FUNK[1:2])},
        (
            machine(
                *duo(("rapper", 50), ("woman rapper", 56), density=0.72), *hook("soul diva", "pop"),
                *hook("backing vocals", "chant", gain=-3, tune="answer", where="verse2 chorus"),
                *sample("dx piano", HELD, 62, gain=-5, voicing="close"),
                *sample("synth strings", HELD, 69, gain=-9), kit="electronic kit", groove=GFUNK,
                line=FUNK_BASS,
            ),
            machine(
                *duo(("rapper", 50), ("deep rapper", 46), density=0.72), *hook("breathy pop", "pop"),
                *sample("nylon guitar", PLUCK, 60, gain=-2), *sample("warm pad", HELD, 64, gain=-8),
                groove=SOUTH[1:2] + GFUNK, line=SUB,
            ),
        ),
        swing=1.15, swing_unit=0.25, drift=0.0,
        recording=on(
            "loud disc", level_db=-13, presence_db=3, treble_db=8, bass_db=2, room="plate",
            room_seconds=0.9, room_mix=0.15, seed=617,
        ),
    ),
    Artist(
        "Doc Saltpeter", "studio rap, late nineties", (90, 108), "C minor, F minor, B minor, Ab minor", FORM,
        {"*": DARK},
        (
            machine(
                *rapper("rapper", 55, density=0.9, gain=6),
                *rapper("rapper", 62, where="chorus", density=0.6, gain=0),
                *sample("harpsichord", PLUCK, 62, gain=-3),
                *sample("pizzicato strings", PLUCK[2:], 67, gain=-4),
                *sample("cello", HELD, 50, gain=-8, voicing="triad"), kit="electronic kit", groove=SOUTH[1:],
                bass="finger bass", line=FUNK_BASS[:2] + OCTAVES[2:],
            ),
            machine(
                *rapper("rapper", 55, density=0.9, gain=6), *hook("breathy pop", "song"),
                *sample("steel guitar", PLUCK, 57, gain=-2), *sample("choir", HELD, 62, gain=-11),
                groove=BOOMBAP[1:2], bass="finger bass", line=SUB,
            ),
        ),
        drift=0.0,
        recording=on(
            "loud disc", bass_db=1, presence_db=1, treble_db=5, room_mix=0.05, room_seconds=0.3,
            compression=0.65, level_db=-12.5, seed=618,
        ),
    ),
    Artist(
        "Miss Metronome", "Southern", (84, 104), "F# minor, C minor, G minor, D minor", TURNS,
        {"*": (*DARK, "i")},
        (
            machine(
                *duo(("woman rapper", 56), ("rapper", 48), density=0.68),
                *hype("woman rapper", "..x.x...|..x.x-..", where="chorus verse2"),
                *sample("synth brass", STAB, 60, gain=-4), *sample("polysynth", PLUCK, 72, gain=-5),
                groove=SOUTH, hats=ROLLS[1:], line=LONG808, bass="synth bass 2",
            ),
            machine(
                *duo(("woman rapper", 56), ("toaster", 50), density=0.68), *hook("soul diva", "chant"),
                *sample("marimba", PLUCK, 70, gain=-1), *sample("synth strings 2", HELD, 64, gain=-10),
                groove=SOUTH[2:], line=SUB, bass="synth bass 2", kit="electronic kit",
            ),
        ),
        drift=0.0,
        recording=on(
            "loud disc", level_db=-11.5, bass_db=3, presence_db=0, treble_db=6, room="plate",
            room_seconds=0.5, room_mix=0.08, seed=619,
        ),
    ),
    Artist(
        "Hammer Lane", "Southern", (70, 82), "E minor, F minor, G minor, C minor", CREW, {"*": DARK},
        (
            machine(
                *duo(("toaster", 48), ("deep rapper", 43), density=0.8, triplets=True),
                *rapper("rapper", 50, where="verse3", triplets=True),
                *hype("backing men", "x.x.x-..|x.x.x-..", where="chorus"),
                *sample("brass", STAB, 57, gain=-4), *sample("tubular bells", PLUCK, 67, gain=-4),
                *sample("choir", HELD, 60, gain=-10), groove=TRAP, hats=ROLLS, bass="synth bass 2",
                line=LONG808, slide=0.2, deep=2,
            ),
            machine(
                *duo(("toaster", 48), ("deep rapper", 43), density=0.8, triplets=True),
                *hook("gospel choir", "chant", gain=0), *sample("music box", PLUCK, 74, gain=-2),
                *sample("slow strings", HELD, 62, gain=-9), groove=TRAP[1:], hats=ROLLS[:1],
                bass="synth bass 2", line=LONG808, slide=0.2, deep=2,
            ),
        ),
        drift=0.0,
        recording=on(
            "loud disc", level_db=-11, spectrum="modern", bass_db=2, presence_db=1, treble_db=4,
            room_mix=0.08, compression=0.7, drive=0.4, seed=620,
        ),
    ),
)
