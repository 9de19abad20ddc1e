"""Reggae: the skank on the off-beats, the drop on three, a bass that sings and leaves holes.

Sub-styles: ska, rock steady, early reggae, roots one-drop, rockers, steppers, dub, lovers rock, pop reggae,
dancehall, raggamuffin, nyabinghi.
"""

from ..artists import Artist
from ..media import on
from ..players import Bass, Comp, Drums, Melody, Speech, singer

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Zion Gate, River, Trenchcoat, Sufferer, Gully, Mango, Rainy Market, Brethren, Lion, Sunrise",
    "Rock, Skank, Version, Chant, Stepping, Dub, Song, Love, Warning, Road",
)

MINOR = ("i | i | iv | iv", "i | bVII | i | bVII", "i | iv | i | v", "i | bVII | bVI | bVII")
MAJOR = ("I | I | IV | IV", "I | IV | V | IV", "I | vi | ii | V", "I | V | vi | IV")
SWEET = ("Imaj7 | vi7 | ii7 | V7", "I | iii | IV | V", "Imaj7 | ii7 | Imaj7 | ii7", "I | vi7 | IV | V7")
SKA = ("I | vi | IV | V", "I | I | IV | V", "I7 | IV7 | I7 | V7")
ONE_CHORD = ("i", "i | i | i | bVII", "i | bII | i | i")
FORM = ("verse:8 chorus:8", "intro:2 verse:8 chorus:8", "chorus:8 verse:8", "verse:8 solo:4 chorus:8")
DROPS = ("dub:4 verse:8 break:2 chorus:4", "verse:8 dub:4 break:2", "chorus:4 dub:8 verse:4")

# Kick, stick and snare; the cymbals are a part of their own, so that they can lie as softly as they do.
ONE_DROP = (
    "BD ........X.......\nRS ........X.......",
    "BD ........X.......\nSD ........X......g\nRS ...?............",
    "BD ........X.......\nRS ....?...X..x....",
)
ROCKERS = (
    "BD X.......X.......\nRS ........X.......\nSD ..............gg",
    "BD X.......X.x.....\nSD ....x.......X...",
    "BD x.....x.X.......\nSD ....X.......X..g",
)
STEPPERS = (
    "BD X...X...X...X...\nRS ........X.......",
    "BD X...X...X...X...\nSD ........X.....g.",
)
SKA_DRUMS = ("SD ..X...X.\nBD ..x...x.", "RS ..X...X.\nBD x...x...", "SD ..X...Xg\nBD x.x.x.x.")
EARLY = ("BD ....X.......X...\nSD ....X..g....X...", "BD X.......X..x....\nSD ....X.......X..x")
DANCEHALL = (
    "BD X.....X.....X...\nSD ...X..X....X..X.",
    "BD X..x..X.X..x....\nRS ...x..x....x..x.\nCL ......x.......x.",
    "BD X..X..x.X..X..x.\nSD ...x..X....x..X.\nT3 .............x.x",
)
HEARTBEAT = (
    "B2 X.x.....X.x.....\nHB x.ogx.g.x.oxg.xg\nLB ..x...xo..x..x..\nSH x.o.x.o.x.o.x.o.",
    "B2 X.x.....X.x...x.\nHC xg.xgx.gx.gx.xg.\nLC ....x..x....x..x\nTM ..x...x...x...x.\nSH xoxoxoxoxoxoxoxo",
)
HATS = (
    "HH x.o.x.o.x.o.x.oo\nSH xoxoxoxoxoxoxoxo", "HH o.xxo.xxo.xxo.xx\nOH ..............o.",
    "HH xoxoxoxoxoxoxoxo\nOH ......o.......o.",
)
RIDE = ("RD x.o.x.o.x.o.x.o.\nHH ..x...x...x...x.", "HH x.x.x.x.x.x.x.x.\nTM ..o...o...o...o.")
SHAKE = ("HH xoxoxoxoxoxoxoxo\nSH XoxoXoxoXoxoXoxo\nTM ..o...o...o...o.",)
FILL = ("SD xx.xx.x.", "T1 x.x.....\nT3 ....xx..\nSD ......xX", "RS xxx.x.x.", "TI x.xxx.xx")

# The first beat is often left free; the line sings, and holds its last note until the next turn.
BASS = (
    "1--1..3-5---....|1--1..5-3-1---..",
    "..1-1-3-5---....|..1-1-7-5-----..",
    "1---..1-3-5-..3-|1-----......5-3-",
    "1-1-3-----......|5-5-3-1---......",
    "........1-3-5-3-|1-------........",
)
MELODIC = ("1-..1-5-6-5-3-..|1---3-5-8---....", "1-1-5-..6-5-3-..|1-1-5-8-5-3-1-..")
WALKING = ("1.3.5.6.", "1.1.3.5.8.5.3.5.", "walk")
DRIVE = ("1-.1..5-1-.1..3-", "1-1-....1-1-3-5-", "1--1--1-....5-3-")
DIGITAL = ("1--1--1-....3-5-", "1---..3-....1-s-", "1--..1--1-...5b-")

SKANK = "..X...X...X...X."  # the off-beats: what makes it reggae
DOUBLE_SKANK = "..Xx..Xx..Xx..Xx"
BUBBLE = (".xX-.xX-.xX-.xX-", ".x-x.x-x.x-x.x-x", "xoX-xoX-xoX-xoX-")
HOLD = ("x---------------", "x-------x-------")
ECHO = "..X..x..o..o...."  # what an echo of three sixteenths makes of one chord

#: Phrases of singers, two bars each: they come late, crowd together, and hold the end.
LYRIC = (
    "..x.x.x-x.x.x---|..x.x-x-x-----..", ".xx-x.x-..x.x-x-|x-x.x-----......",
    "x.x.x-x-..x.x.x-|x---x-x---------", "..x-x.xxx.x-x---|....x.x.x-x---..",
    "x-x-x.x.x-x---..|..x.x.x.x-------",
)
LONG = (
    "x-----x-x---....|..x-x---x-------", "....x---x-x-x---|x-------x---....",
    "x---x-----x-x---|x-----------....",
)


def skank(instrument="clean guitar", pattern=SKANK, *, gain=0.5, gate=0.42, register=66, where=""):
    """A guitar that says `chk` on every off-beat."""
    return Comp(
        instrument, pattern, voicing="triad", register=register, gate=gate, strum_ms=7, gain_db=gain,
        where=where, name="skank " + instrument,
    )


def bubble(instrument="percussive organ", pattern=BUBBLE, *, gain=-6, register=58, where=""):
    """An organ that fills the holes around the skank."""
    return Comp(
        instrument, pattern, voicing="triad", register=register, gate=0.55, gain_db=gain, where=where,
        name="organ bubble",
    )


def bed(instrument="drawbar organ", gain=-16, *, register=62, where=""):
    """Something that lies under all of it."""
    return Comp(
        instrument, HOLD, register=register, gate=1.0, gain_db=gain, where=where, name=f"bed {instrument}",
    )


def voice(kind="reggae tenor", manner=LYRIC, **how):
    """A singer, through verse and chorus."""
    how = {"bend": -2.0, "bend_share": 0.35, "vibrato": 0.35, "plan": "ABAC", "gain_db": 8.5, **how}
    return singer(kind, manner=manner, **{"where": "verse chorus break dub", **how})


def answer(kind="backing vocals", manner="chant", *, gain=1.0, plan="AABA", where="chorus", **how):
    """Harmony voices that answer the singer, or go along."""
    return Melody(
        kind, manner, low=57, high=75, parallel=(2,), plan=plan, where=where, tune="answer", gain_db=gain,
        vibrato=0.15, name=f"harmony {kind}", **how,
    )


def horns(*section, manner="chant", gain=-3, where="intro solo chorus", tune="horns", plan="AABA"):
    """Trumpet, saxophone, trombone: one tune, a third apart."""
    return tuple(
        Melody(
            horn, manner, low=58, high=77, plan=plan, tune=tune, where=where, gain_db=gain - i, gate=0.85,
            transpose=-12 if horn == "trombone" else 0, parallel=(-2,) if i == 1 else (), bend_share=0.1,
        )
        for i, horn in enumerate(section or ("trumpet", "tenor sax", "trombone"))
    )


def lead(instrument, low, high, manner="cool", *, gain=-2, where="intro solo", plan="AB.C", **how):
    """An instrument that takes over where nobody sings."""
    how = {"bend_share": 0.2, "tune": f"lead {instrument}", **how}
    return (Melody(instrument, manner, low=low, high=high, plan=plan, gain_db=gain, where=where, **how),)


def toaster(pitch=50, kind="toaster", *, density=0.72, gain=6, where="verse break dub"):
    """A deejay who talks over the riddim."""
    return (Speech(kind, pitch=pitch, density=density, gain_db=gain, where=where, push_ms=10, timing_ms=12),)


def riddim(
    *more,
    groove=ONE_DROP, hats=HATS, bass=BASS, bass_instrument="finger bass", kit="room kit", drums=-3.0, top=3.0,
    deep=2.0, guitar="clean guitar", chop=SKANK, piano="piano", organ="percussive organ", muted=True,
    under=None,
):
    """Drum and bass first, then the skank, the organ, a muted guitar that doubles the bass."""
    seats = [
        Drums(kit, {"*": groove, "break": "RS ........X......."}, FILL, gain_db=drums, crash=True, push_ms=6),
        Drums(kit, hats, (), gain_db=top, crash=False, push_ms=4, dynamics=0.18, name="cymbals"),
        Bass(bass_instrument, bass, low=28, gate=0.72, gain_db=deep, push_ms=10, slide=0.08),
        skank(guitar, chop),
    ]
    if muted:
        double = WALKING[:2] if bass is WALKING else bass
        seats.append(
            Bass("muted guitar", double, low=40, gate=0.5, gain_db=-8, where="-break", name="bubbling guitar")
        )
    if piano:
        seats.append(skank(piano, gain=-4, register=62))
    if organ:
        seats.append(bubble(organ))
    if under:
        seats.append(bed(under))
    return (*seats, *more)


def ska(*more, piano="piano", bass="acoustic bass", section=("trumpet", "tenor sax", "trombone"), **how):
    """Faster; the bass walks, horns play the tune."""
    how = {
        "groove": SKA_DRUMS, "hats": ("HH x.x.x.x.\nRD o.o.o.o.", "RD x.xxx.xx\nHH ..x...x."), "top": 4.0,
        **how,
    }
    tune = {"manner": "head", "where": "chorus intro solo", "gain": -1}
    return (
        *riddim(
            *horns(*section, **tune), bass=WALKING, bass_instrument=bass, chop=".X.X.X.X", piano=None,
            organ=None, muted=False, under=None, kit="standard kit", **how,
        ),
        Comp(piano, ".x.x.x.x", register=64, gate=0.6, gain_db=-4, name=f"off-beats {piano}"),
        *more,
    )


def dub(*more, groove=ONE_DROP, bass=BASS, hats=HATS):
    """The mixer plays: parts drop out and come back as echoes; drum and bass go on."""
    cut = ECHO + "|................"
    return (
        Drums("room kit", {"*": groove, "break": "RS ..X..x..o..o...."}, FILL, gain_db=-1, push_ms=6),
        Drums(
            "room kit", {"*": hats, "break": "HH x..x..o..o..g..g"}, (), gain_db=4, crash=False,
            name="cymbals",
        ),
        Bass("finger bass", bass, low=28, gate=0.85, gain_db=4, push_ms=10),
        skank(pattern={"*": cut, "chorus": SKANK, "break": "X..x..o..o..g..." + "|" + ECHO, "verse": SKANK}),
        Comp(
            "piano", {"*": "................|..X..x..o..o....", "chorus": SKANK}, voicing="triad",
            register=62, gate=0.6, gain_db=-3,
        ),
        bubble(where="chorus verse"), bed("drawbar organ", -15), *more,
    )


def digital(
    *more, groove=DANCEHALL, hats=SHAKE, kit="electronic kit", bass=DIGITAL, stab="polysynth",
    pad="synth strings", top=-4.0,
):
    """A riddim made on a keyboard and a drum machine."""
    return (
        Drums(kit, groove, FILL[:3], gain_db=0, timing_ms=2, crash=False),
        Drums(kit, hats, (), gain_db=top, timing_ms=2, crash=False, name="cymbals"),
        Bass("synth bass", bass, low=28, gate=0.97, gain_db=3, timing_ms=2),
        skank(stab, gain=-3, gate=0.7), skank("piano", gain=-5, register=60), bed(pad, -16, register=67),
        *more,
    )


ARTISTS = (
    Artist(
        "Ras Elder and the Uplands", "roots one-drop", (68, 80), "A minor, D minor, E minor, G minor", FORM,
        {"*": MINOR + MAJOR[:1]},
        (
            riddim(
                *voice(), answer(gain=2), answer("backing vocals", LONG, gain=-3, where="verse", plan=".A.A"),
                *lead("overdriven guitar", 57, 79, "blues", bend=-2),
            ),
            riddim(
                *voice(), answer(gain=2, plan="A.AB"), *lead("clean guitar", 57, 79, "blues"),
                piano="electric piano", groove=ONE_DROP[1:], hats=HATS[1:],
            ),
        ),
        swing=1.2, swing_unit=0.25,
        recording=on(
            "multitrack", level_db=-19, bass_db=1, presence_db=1.5, treble_db=5, high_hz=9500, room_mix=0.07,
            compression=0.15, seed=801,
        ),
    ),
    Artist(
        "Sister Marva", "roots one-drop", (72, 86), "C, G, F, A", FORM, {"*": MAJOR},
        (
            riddim(*voice("alto", "pop"), answer(), bass=MELODIC),
            riddim(
                *voice("alto", "pop"), *lead("flute", 67, 86, where="solo intro chorus"), bass=MELODIC[:1],
                groove=ONE_DROP[1:],
            ),
        ),
        swing=1.35, swing_unit=0.25,
        recording=on(
            "stereo tape", level_db=-17.5, spectrum="popular", bass_db=1, presence_db=2.5, treble_db=5.5,
            room_mix=0.08, compression=0.15, seed=802,
        ),
    ),
    Artist(
        "The Cedar Yard Three", "roots one-drop", (66, 78), "G, D, E minor, B minor", FORM,
        {"*": MAJOR + MINOR[:2]},
        (
            riddim(
                *voice("reggae tenor", LYRIC),
                answer("backing men", LYRIC, gain=2, where="chorus verse", plan=".A.B"), groove=ONE_DROP[2:],
            ),
            riddim(
                *voice("falsetto", LYRIC, gain_db=4),
                answer("backing men", "chant", gain=2, where="chorus verse"),
                *lead("harmonica", 60, 79, where="intro solo verse", plan="A..."), organ="reed organ",
                groove=ONE_DROP[:1],
            ),
        ),
        swing=1.3, swing_unit=0.25, drift=0.02,
        recording=on(
            "stereo tape", level_db=-22, high_hz=9500, bass_db=2, presence_db=-1, treble_db=-7, room_mix=0.1,
            compression=0.15, spectrum="popular", seed=803,
        ),
    ),
    Artist(
        "The Harbour Lights", "rockers", (74, 88), "D minor, B minor, A minor", FORM,
        {"*": MINOR + MAJOR[3:]},
        (
            riddim(*voice(), answer(), groove=ROCKERS, bass=DRIVE, hats=HATS[2:]),
            riddim(
                *voice("soul man"),
                *lead(
                    "clean guitar", 57, 79, "blues", scale="minor pentatonic", where="intro solo verse",
                    plan="...A", gain=-3,
                ),
                groove=ROCKERS[1:], bass=DRIVE[:2], guitar="muted guitar", under="rock organ",
            ),
        ),
        swing=1.1, swing_unit=0.25,
        recording=on(
            "multitrack", level_db=-19, bass_db=3, presence_db=0.5, treble_db=4.5, room_mix=0.1,
            compression=0.15, seed=804,
        ),
    ),
    Artist(
        "Winston Farley", "rockers", (78, 92), "E minor, G minor, C minor", FORM, {"*": MINOR[1:]},
        (
            riddim(*voice("soul man"), *horns(), groove=ROCKERS[:1], bass=DRIVE[1:], kit="standard kit"),
            riddim(
                *toaster(), *horns("tenor sax", "trombone", where="chorus intro solo verse", plan="A..."),
                answer(), groove=ROCKERS, bass=BASS[2:], kit="standard kit",
            ),
        ),
        recording=on(
            "stereo tape", level_db=-15.5, spectrum="popular", high_hz=8500, noise_db=-66, crackle=1,
            bass_db=-1, presence_db=2.5, treble_db=5.5, room_mix=0.08, drive=0.3, compression=0.15, seed=805,
        ),
    ),
    Artist(
        "Burning Cane", "roots, horns and chant", (70, 84), "F# minor, A minor, C minor, D", FORM,
        {"*": ONE_CHORD + MINOR[:2]},
        (
            riddim(
                *voice("toaster", LYRIC, low=50, high=66, bend_share=0.5),
                *horns(manner=LONG, where="", plan="A.B.", gain=-4), groove=ONE_DROP[:2] + STEPPERS[:1],
                hats=SHAKE,
            ),
            riddim(
                *voice("baritone", LONG, bend_share=0.5),
                *horns("trombone", "trumpet", where="intro solo chorus"),
                answer("backing men", "chant", where="chorus verse", plan=".A.A"), bass=BASS[2:], hats=SHAKE,
                piano=None,
            ),
        ),
        swing=1.2, swing_unit=0.25, drift=0.02,
        recording=on(
            "stereo tape", spectrum="popular", level_db=-21.5, bass_db=3, presence_db=0.5, treble_db=2.5,
            high_hz=9500, room_mix=0.12, room_seconds=0.8, compression=0.15, seed=806,
        ),
    ),
    Artist(
        "Jonah Mapp", "roots one-drop", (72, 84), "D, A, E, B minor", FORM, {"*": MAJOR + SWEET[3:]},
        (
            riddim(
                *voice("reggae tenor", "pop"), answer("backing vocals", LONG, gain=-1, where="verse chorus"),
                *lead("synth strings", 67, 84, "adagio", where="chorus", gain=-8), piano="electric piano",
                hats=HATS[2:], kit="standard kit",
            ),
            riddim(
                *voice("tenor", LYRIC),
                *lead("overdriven guitar", 60, 82, "wail", scale="pentatonic", bend=-2, gain=-5), answer(),
                organ="rock organ", groove=ONE_DROP[1:] + ROCKERS[2:], kit="standard kit",
            ),
        ),
        swing=1.2, swing_unit=0.25,
        recording=on(
            "digital", level_db=-20, bass_db=2, treble_db=-0.5, high_hz=11000, room_mix=0.12,
            room_seconds=1.2, compression=0.15, spectrum="modern", seed=807,
        ),
    ),
    Artist(
        "Zion Footsteps", "steppers", (70, 82), "F minor, C minor, G minor, B minor", FORM, {"*": MINOR},
        (
            riddim(*voice("backing men"), answer(), groove=STEPPERS, bass=BASS[2:]),
            riddim(
                *voice("reggae tenor"), *lead("bandoneon", 64, 81, where="intro solo verse", plan="A..."),
                groove=STEPPERS[:1], bass=DRIVE[2:],
            ),
        ),
        recording=on(
            "multitrack", level_db=-15, spectrum="heavy", bass_db=1, presence_db=2.5, treble_db=5,
            room_seconds=0.8, room_mix=0.13, compression=0.15, seed=808,
        ),
    ),
    Artist(
        "Desmond Lark", "rock steady", (84, 100), "G, C, D, F", FORM, {"*": SKA + MAJOR + SWEET[1:2]},
        (
            riddim(
                *voice("falsetto", "song"), answer("backing men", LONG, gain=0, where="verse chorus"),
                bass=MELODIC, groove=EARLY + ONE_DROP[2:], kit="standard kit",
            ),
            riddim(
                *voice("tenor", "song"), *horns("alto sax", "tenor sax", where="solo intro"),
                answer("backing men", "chant", where="chorus verse", plan=".A.A"), bass=WALKING[:2],
                groove=ONE_DROP[:1], kit="standard kit", organ=None,
            ),
        ),
        swing=1.3, swing_unit=0.25,
        recording=on(
            "mono tape", level_db=-18.5, high_hz=9000, bass_db=4, presence_db=2.5, treble_db=4.5,
            room_mix=0.12, seed=809,
        ),
    ),
    Artist(
        "The Gullybank Allstars", "ska", (116, 138), "Bb, F, C, G",
        ("intro:4 verse:8 chorus:8", "chorus:8 solo:8", "verse:8 chorus:8"), {"*": SKA},
        (
            ska(*voice("tenor", "song"), answer("backing men", "chant", where="verse", plan=".A.A")),
            ska(
                *lead("trombone", 48, 67, scale="major blues", where="verse", plan="ABAC", gain=1),
                piano="percussive organ",
            ),
        ),
        swing=1.4,
        recording=on(
            "mono tape", level_db=-16.5, high_hz=7500, bass_db=0, presence_db=3, treble_db=6.5, noise_db=-60,
            crackle=2, room_mix=0.13, seed=810,
        ),
    ),
    Artist(
        "Prince Almond", "early reggae", (98, 128), "C, A, D, Bb", FORM,
        {"*": (*SKA, "I | bVII | I | bVII", "I7")},
        (
            riddim(
                *voice("soul man", "shout", gain_db=4),
                *lead("percussive organ", 62, 86, "riff", where="intro solo chorus", plan="AABA", gain=0),
                groove=EARLY, bass=DRIVE, kit="standard kit", piano=None, muted=False, hats=RIDE[1:],
                chop=DOUBLE_SKANK,
            ),
            ska(
                *voice("toaster", "chant", low=48, high=62), section=("tenor sax", "trombone"),
                bass="finger bass", piano="percussive organ",
            ),
        ),
        swing=1.2, swing_unit=0.25,
        recording=on(
            "mono tape", level_db=-15, spectrum="popular", low_hz=70, high_hz=7000, noise_db=-58, crackle=2,
            presence_db=2, treble_db=3.5, room_mix=0.1, drive=0.4, seed=811,
        ),
    ),
    Artist(
        "Professor Echo", "dub", (68, 78), "E minor, A minor, D minor, G minor", DROPS, {"*": MINOR},
        (
            dub(*voice("reggae tenor", "..x-x.x..x..x...|................", plan="A.B.", where="")),
            dub(
                *lead("muted trumpet", 60, 79, where="", plan="A.B."),
                *horns("tenor sax", "trombone", where="chorus"), bass=BASS[1:4],
            ),
            dub(
                *voice("falsetto", "x--x--x--x......|................", plan="A.AB", where=""),
                *lead("flute", 67, 86, where="chorus"),
            ),
        ),
        swing=1.2, swing_unit=0.25,
        recording=on(
            "stereo tape", spectrum="popular", level_db=-23, bass_db=4, presence_db=-1, treble_db=3,
            room="spring", room_seconds=2.2, room_mix=0.3, seed=812,
        ),
    ),
    Artist(
        "Orange Street Melodica", "dub", (72, 84), "C minor, F minor, A minor, B minor", DROPS,
        {"*": MINOR + ONE_CHORD[1:]},
        (
            dub(*lead("bandoneon", 64, 84, LONG, where="", plan="ABAC", gain=0), hats=SHAKE),
            dub(
                *lead("harmonica", 64, 84, "chant", where="", plan="ABA.", gain=0),
                *voice("backing men", LONG, plan=".A..", where="", gain_db=1), groove=ROCKERS,
            ),
        ),
        swing=1.2, swing_unit=0.25,
        recording=on(
            "multitrack", level_db=-22, bass_db=2, presence_db=-1, treble_db=4, high_hz=9000, room="spring",
            room_seconds=1.6, room_mix=0.25, seed=813,
        ),
    ),
    Artist(
        "Velma Rose", "lovers rock", (70, 84), "F, Bb, Eb, C", FORM, {"*": SWEET},
        (
            riddim(
                *voice("breathy pop", "pop", vibrato=0.3),
                answer("backing vocals", LONG, gain=-1, where="verse chorus"), piano="electric piano",
                under="synth strings", bass=MELODIC, kit="standard kit",
            ),
            riddim(
                *voice("soprano", "ballad", gain_db=4), answer(),
                *lead("alto sax", 60, 79, where="solo intro chorus", plan=".A.B"), piano="dx piano",
                under="strings", bass=MELODIC + BASS[:1], kit="standard kit", hats=RIDE[1:],
            ),
        ),
        swing=1.15, swing_unit=0.25, swell=0.12,
        recording=on(
            "multitrack", level_db=-20, bass_db=1, treble_db=-2.5, room_mix=0.14, compression=0.15,
            spectrum="modern", seed=814,
        ),
    ),
    Artist(
        "Cool Breeze Carlton", "lovers rock", (64, 80), "Ab, D, G, Bb minor", FORM, {"*": SWEET + MINOR[2:3]},
        (
            riddim(
                *voice("reggae tenor", "pop", vibrato=0.5),
                answer("backing men", LONG, gain=0, where="verse chorus"), piano="electric piano",
                under="strings", hats=HATS[:1],
            ),
            riddim(
                *voice("crooner", "pop", vibrato=0.5), answer(),
                *horns("trumpet", "alto sax", where="intro solo chorus", gain=-5), organ="drawbar organ",
                under="slow strings", bass=MELODIC[1:] + BASS[:2],
            ),
        ),
        swing=1.25, swing_unit=0.25, swell=0.12,
        recording=on(
            "stereo tape", level_db=-22, bass_db=2, treble_db=-3.5, room_mix=0.1, room_seconds=0.8,
            compression=0.15, spectrum="popular", seed=815,
        ),
    ),
    Artist(
        "Island Lanterns", "pop reggae", (76, 94), "C, G, D, A minor", FORM, {"*": MAJOR + SWEET},
        (
            riddim(
                *voice("tenor", "pop"), answer(), *horns("trumpet", "alto sax", "trombone"),
                kit="electronic kit", top=2, bass_instrument="synth bass", bass=DRIVE, groove=ROCKERS[1:],
                under="warm pad", hats=SHAKE,
            ),
            riddim(
                *voice("soul diva", "pop"), answer(),
                *lead("steel drums", 64, 84, where="intro solo chorus", gain=-5), kit="electronic kit",
                top=2, bass=MELODIC, groove=ONE_DROP[1:] + ROCKERS[2:], under="polysynth", hats=HATS[2:],
            ),
        ),
        drift=0.005,
        recording=on(
            "digital", level_db=-16, bass_db=0, presence_db=1.5, treble_db=1.5, room_mix=0.13,
            compression=0.15, spectrum="modern", seed=816,
        ),
    ),
    Artist(
        "General Tamarind", "dancehall", (88, 104), "C minor, F minor, A minor",
        ("verse:8 chorus:4", "chorus:4 verse:8"), {"*": ONE_CHORD},
        (
            digital(
                *toaster(51, where="verse"), *voice("tenor", where="chorus"),
                Comp(
                    "brass", "....X--.........|X--x--x---......", register=64, gate=0.8, where="chorus",
                    gain_db=-4,
                ),
                kit="808 kit",
            ),
            digital(
                *toaster(51, where="verse"), *voice("alto", "pop", where="chorus"),
                *toaster(53, density=0.4, where="chorus", gain=2), stab="clean guitar", pad="synth strings 2",
            ),
        ),
        drift=0.0,
        recording=on(
            "digital", level_db=-13, spectrum="modern", bass_db=2, presence_db=2, treble_db=6,
            room_seconds=0.8, room_mix=0.08, compression=0.4, seed=817,
        ),
    ),
    Artist(
        "Lady Ackee and Bull Bay", "raggamuffin", (92, 108), "E minor, G minor, D minor, B minor",
        ("verse:4 break:4 chorus:4", "chorus:4 verse:4 break:4", "break:8 chorus:4"), {"*": ONE_CHORD},
        (
            digital(
                *toaster(46, "deep rapper", where="verse"), *toaster(57, "woman rapper", where="break"),
                *voice("soul diva", "chant", where="chorus"),
                *toaster(46, "deep rapper", density=0.4, where="chorus", gain=3), groove=DANCEHALL[2:],
                bass=("1--..1--1-------", DIGITAL[2]), pad="choir pad",
            ),
            digital(
                *toaster(44, "toaster", where="verse"), *toaster(57, "woman rapper", where="break"),
                answer("backing men", "x.x.x-..|x.x.x-..", gain=3), groove=DANCEHALL[1:], stab="synth brass",
                kit="808 kit", pad="sweep pad",
            ),
        ),
        drift=0.0,
        recording=on(
            "loud disc", level_db=-13, bass_db=3, presence_db=2.5, treble_db=4.5, room_mix=0.07, seed=818,
        ),
    ),
    Artist(
        "Hillside Congregation", "nyabinghi", (66, 84), "D minor, A minor, G, E minor", FORM,
        {"*": MINOR[:2] + MAJOR[:1] + ONE_CHORD},
        (
            (
                Drums("standard kit", HEARTBEAT, (), gain_db=4, crash=False, timing_ms=10, dynamics=0.2),
                Bass("acoustic bass", BASS[2:], gate=1.0, gain_db=0), skank("steel guitar", gain=0, gate=0.9),
                bed("slow strings", -14), *voice("baritone", LYRIC, gain_db=4),
                answer("backing men", "chant", gain=3, where="chorus verse", plan="ABA."),
                answer("backing vocals", "chant", gain=0, where="chorus"),
                *lead("flute", 67, 86, where="solo intro", plan="ABAC"),
            ),
            (
                Drums("standard kit", HEARTBEAT[:1], (), gain_db=1, crash=False, timing_ms=10, dynamics=0.2),
                Comp(
                    "nylon guitar", ("B-x-L-xxB-x-L-x-", "B-3-x-3-L-3-x-3-"), voicing="guitar", register=40,
                    gate=1.0, gain_db=1, strum_ms=20,
                ),
                skank("steel guitar", gain=-3, gate=0.9),
                Bass("acoustic bass", BASS[:2], gate=1.0, gain_db=-2, where="chorus"),
                *voice("reggae tenor", "song", gain_db=5),
            ),
        ),
        swing=1.2, swing_unit=0.25, drift=0.025, swell=0.15,
        recording=on(
            "stereo tape", level_db=-23, bass_db=-2, presence_db=2.5, treble_db=5, room_seconds=0.8,
            room_mix=0.13, compression=0.1, seed=819,
        ),
    ),
    Artist(
        "Mass Generator", "steppers, digital", (126, 142), "A minor, E minor, D minor",
        ("dub:8 verse:8", "verse:8 chorus:8"), {"*": MINOR[:2]},
        (
            digital(
                *lead("bandoneon", 64, 84, "chant", where="dub chorus", plan="AABA"),
                *toaster(49, where="verse"), groove="BD X...X...\nRS ....X...",
                hats="OH ..x...x.\nHH .ox.ox.o", top=1, bass=("1-1-3-5-", "1---1-3-|5---3-1-"),
            ),
            digital(
                *lead("flute", 67, 84, "chant", where="dub", plan="AABA"), *voice("reggae tenor", "song"),
                groove="BD X...X...\nSD ....X...", hats="HH .xox.xox\nSH xoxoxoxo", top=1,
                bass=("1-1-3-5-", "1---1-3-|5---3-1-"), stab="synth strings",
            ),
        ),
        drift=0.0,
        recording=on(
            "loud disc", level_db=-14, spectrum="modern", bass_db=1, presence_db=2.5, treble_db=4.5,
            room_seconds=1.0, room_mix=0.13, compression=0.5, seed=820,
        ),
    ),
)
