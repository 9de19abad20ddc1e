"""Rock: electric guitars, a back-beat, riffs that stop and start.

Sub-styles: garage, hard rock, soft rock, punk, classic rock, alternative.
"""

from ..artists import Artist
from ..players import FILLS, Bass, Comp, Drums, Melody, Riff, singer
from ..studio import Recording

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Broken Amp, Freeway, Wild, Basement, Thunder, Motor, Lonely, Static, Red Dress, Runaway",
    "Nights, Fire, Kid, Blues, Machine, Generation, Sun, Line, Parade, Baby",
)

POWER = ("I5 | I5 | IV5 | V5", "I5 | bVII5 | IV5 | I5", "I5 | IV5 | I5 | V5", "I5 | bIII5 | IV5 | bVII5")
CLASSIC = ("I | bVII | IV | I", "I | IV | V | IV", "I | V | IV | IV", "vi | IV | I | V", "I | vi | IV | V")
BLUESY = (
    "I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7",
    "I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7",
)
MINOR = (
    "i5 | bVII5 | bVI5 | bVII5",
    "i5 | bIII5 | bVII5 | IV5",
    "i | bVI | bIII | bVII",
    "i5 | i5 | bVI5 | V5",
)
SOFT = (
    "Imaj7 | IVmaj7 | Imaj7 | IVmaj7",
    "I | V/3 | vi | IV | ii7 | IV | V7sus4 | V",
    "vi | V | IV | I",
    "Imaj7 | iii7 | IVmaj7 | V7sus4",
)
PUNK = ("I5 | IV5 | V5 | V5", "I5 | V5 | vi5 | IV5", "I5 | I5 | IV5 | V5", "I5 | bIII5 | IV5 | I5")
FORM = (
    "verse:8 chorus:8",
    "intro:4 verse:8 chorus:8",
    "chorus:8 solo:8 chorus:8",
    "verse:8 break:2 chorus:8 solo:4",
)

BACKBEAT = (
    "HH x.o.x.o.x.o.x.o.\nSD ....X.......X...\nBD X.....x.X.......",
    "HH x.x.x.x.x.x.x.x.\nSD ....X..g....X...\nBD X..x....X.x.....",
    "RD x.o.x.o.x.o.x.o.\nSD ....X.......X..g\nBD X.x...x.X.x.....",
    "OH X...x...X...x...\nSD ....X.......X...\nBD X.....xxX.....x.",
)
GARAGE = (
    "HH X...X...X...X...\nSD ....X.x.....X...\nBD X.......X.x.....\nTM ..x...x...x...x.",
    "RD X.x.X.x.X.x.X.x.\nSD X...X...X...X...\nBD X.....x.X.....x.",
    "OH X.x.X.x.X.x.X.x.\nSD ....X.......X.xx\nBD X..x..x.X..x....",
)
PUNK_DRUMS = (
    "HH X.x.X.x.X.x.X.x.\nSD ..X...X...X...X.\nBD X...X.x.X...X.x.",
    "OH X...X...X...X...\nSD ....X.......X...\nBD X.x...x.X.x...x.",
    "CY X.x.X.x.X.x.X.x.\nSD ....X.......X.x.\nBD X.x.x.x.X.x.x.x.",
)
HARD = (
    "OH X...X...X...X...\nSD ....X.......X...\nBD X..x..x.X.x.....",
    "HH X.x.X.x.X.x.X.x.\nSD ....X.......X...\nBD X.x....xX.x..x..",
    "CB X...X...X...X...\nSD ....X.......X...\nBD X...x.x...x.x...",
)
GENTLE = (
    "HH o.o.o.o.o.o.o.o.\nSD ....x.......x...\nBD x......xx.......",
    "HH xoooxoooxoooxooo\nRS ....x.......x...\nBD x.....x.x.......\nSH ..o...o...o...o.",
)
HALFTIME = (
    "HH x.o.x.o.x.o.x.oo\nSD ........X.......\nBD X.....x......x..",
    "RD x.o.x.o.x.o.x.o.\nSD ........X......g\nBD X..x..x...x.....",
)

RIFFS = (
    "1.1.m.1.4.d.4.1.",
    "1-..1.s.1-..m.4.",
    "1..1..s.1..m..4.",
    "1.1.....4.4.5...",
    "1.s.1.......m.s.",
    "11..s.1...m.4-..",
)
STABS = ("X--.....x.x.....", "X-.X-...X--.....", "X--.X--.X-......", "X-......X-.x.x..")
CHURN = (
    "1.1.5.5.6.6.5.5.",
    "1.1.1.1.6.6.6.6.",
    "1.1.5.5.7.7.6.5.",
)  # the rock-and-roll shuffle of the right hand
EIGHTHS = ("1.1.1.1.1.1.1.1.", "1.1.1.1.1.1.1.b.")
BASS = ("1.1.1.1.1.1.5.b.", "1..1..1.1..1.5..", "1.1...1.1.....s.", "1--.1.1.5.-.1.b.")
STRUM = ("D...D.DU..DUD.DU", "D.d.D.DUD.d.DUDU", "D...D...D.DUD.D.")
PICK = ("1.2.3.4.3.2.3.2.", "B.3.2.4.B.3.2.3.")


def voice(*vowels, low=55, high=74, manner="song", **how):
    """A rock singer: pushes up into notes, shouts the high ones."""
    how = {
        "bend": -1.8,
        "bend_share": 0.45,
        "vibrato": 0.4,
        "plan": "AABC",
        "gain_db": 4,
        "drive": 0.2,
        "gate": 0.8,
        **how,
    }
    return singer(*vowels, manner=manner, low=low, high=high, where=how.pop("where", "verse chorus"), **how)


def solo(
    instrument="overdriven guitar", manner="wail",
    *,
    low=57, high=84, scale="minor pentatonic", where="solo",
    **how,
):
    """Pentatonic, with bends of a whole tone."""
    how = {
        "bend": -2.0,
        "bend_share": 0.4,
        "vibrato": 0.5,
        "plan": "ABAC",
        "drive": 0.4,
        "gain_db": 1,
        "tune": "solo",
        **how,
    }
    return Melody(instrument, manner, low=low, high=high, scale=scale, where=where, name="lead guitar", **how)


def garage(*more, riff=RIFFS, drums=GARAGE, organ="", drive=0.45, guitar="overdriven guitar"):
    """Three people in a garage, an organ if somebody has one."""
    seats = [
        Drums(
            "standard kit", {"*": drums, "break": "BD X...X...X...X..."}, FILLS, gain_db=0.5, timing_ms=12,
            dynamics=0.16,
        ),
        Riff("pick bass", {"*": riff, "chorus": EIGHTHS}, low=28, voicing="single", gate=0.7, gain_db=1),
        Riff(
            guitar, {"*": riff, "chorus": EIGHTHS}, low=40, voicing="fifth", gate=0.5, drive=drive, gain_db=0,
            timing_ms=12,
        ),
        Comp(
            guitar, {"*": STABS, "chorus": STRUM[2:]}, voicing="power", register=45, gate=0.5, drive=drive,
            gain_db=-3, where="-break",
        ),
    ]
    if organ:
        seats.append(
            Comp(
                organ, ("x.x.x.x.", "x--x--x-", "..x...x."), voicing="triad", register=67, gate=0.6,
                gain_db=-3,
            )
        )
    return (*seats, *more)


def hard(*more, riff=RIFFS, drums=HARD, drive=0.55, kit="power kit", chorus=STABS):
    """A riff, silence, the riff again; the chorus opens up."""
    return (
        Drums(kit, {"*": drums, "intro": drums[:1]}, FILLS, gain_db=0.5),
        Riff("finger bass", {"*": riff, "chorus": EIGHTHS}, low=28, voicing="single", gate=0.75, gain_db=1),
        Riff(
            "distortion guitar", riff, low=40, voicing="fifth", gate=0.6, drive=drive, gain_db=0,
            where="-chorus", name="riff guitar",
        ),
        Comp(
            "distortion guitar", chorus, voicing="power", register=42, gate=0.95, drive=drive, gain_db=0,
            where="chorus solo", name="chord guitar",
        ),
        *more,
    )


def punk(*more, drums=PUNK_DRUMS, drive=0.7, strum=("DDDDDDDD", "DDDDDDDD", "D.DDD.DD")):
    """Down-strokes in eighths, as fast as they go."""
    return (
        Drums(
            "standard kit",
            {"*": drums, "break": "T5 x.x.x.x.x.x.x.x.\nBD X...X...X...X..."},
            FILLS,
            gain_db=0.5, timing_ms=9,
        ),
        Bass("pick bass", EIGHTHS, gate=0.8, gain_db=1, drive=0.2),
        Comp(
            "distortion guitar", {"*": strum, "break": "D......."}, voicing="power", register=40, gate=0.9,
            strum_ms=4, drive=drive, gain_db=0,
        ),
        Comp(
            "overdriven guitar", {"*": strum, "chorus": STABS[:2]}, voicing="power", register=45, gate=0.5,
            strum_ms=4, drive=drive, gain_db=-4, where="chorus",
        ),
        *more,
    )


def classic(
    *more,
    drums=BACKBEAT, keys="rock organ", guitar="overdriven guitar", bass=BASS, churn=CHURN, acoustic=False,
    drive=0.3,
):
    """Two guitars, an organ or a piano, a rhythm section that plays together."""
    seats = [
        Drums("room kit", {"*": drums, "intro": drums[:1]}, FILLS, gain_db=0, timing_ms=9),
        Bass("finger bass", bass, gate=0.75, gain_db=1),
        Riff(
            guitar, {"*": churn, "chorus": RIFFS[3:5]}, low=40, voicing="fifth", gate=0.5, drive=drive,
            gain_db=-1, name="rhythm guitar",
        ),
        Comp(
            guitar, {"*": ("....X.......X.x.", "X-.X-.....X-....", "..X...X...X-...."), "chorus": STABS},
            voicing="guitar", register=45, gate=0.5, strum_ms=10, drive=drive * 0.7, gain_db=-2,
            name="chord guitar",
        ),
    ]
    if keys:
        seats.append(
            Comp(keys, ("x--x--x-", "..x.x.x.", "x-..x-.."), register=64, gate=0.6, gain_db=-5, drive=0.1)
        )
    if acoustic:
        seats.append(
            Comp("steel guitar", STRUM, voicing="guitar", register=43, gate=1.5, strum_ms=14, gain_db=1)
        )
    return (*seats, *more)


def soft(*more, drums=GENTLE, keys="electric piano", strum=STRUM, electric=True):
    """An acoustic guitar, an electric piano, harmony voices."""
    seats = [
        Drums("room kit", {"*": drums, "chorus": BACKBEAT[:2]}, FILLS[2:], gain_db=1),
        Bass(
            "finger bass", ("1--.1.1.5-..1.b.", "1-----1.5---..b.", "1..1..5.1..1.5.."), gate=0.85, gain_db=1
        ),
        Comp("steel guitar", strum, voicing="guitar", register=45, gate=1.5, strum_ms=14, gain_db=1),
        Comp(keys, ("x---..x-x---....", "..x-..x-..x-..x-"), register=64, gate=0.8, gain_db=-4),
        Melody(
            "oohs", "chant", low=60, high=77, parallel=(2,), plan=".A.B", where="chorus", tune="harmony",
            gain_db=-2, name="harmony voices",
        ),
    ]
    if electric:
        seats.append(solo("clean guitar", "cool", where="solo intro", scale="pentatonic", drive=0.1))
    return (*seats, *more)


def alternative(*more, drums=BACKBEAT + HALFTIME, drive=0.65):
    """Quiet verses with a picked guitar, loud choruses with all pedals down."""
    return (
        Drums(
            "room kit",
            {"*": drums[-2:] + GENTLE[:1], "chorus": BACKBEAT[3:] + HARD[:1], "solo": BACKBEAT[3:]}, FILLS,
            gain_db=0.5,
        ),
        Bass("pick bass", {"*": EIGHTHS + BASS[2:3], "chorus": EIGHTHS}, gate=0.8, gain_db=1),
        Comp(
            "clean guitar", PICK, voicing="guitar", register=45, gate=0.9, gain_db=-1, where="-chorus -solo"
        ),
        Comp(
            "distortion guitar", ("D.DDD.DUD.DDD.DU", "D-..D-DU..DUD-DU", "D-D-D.DU"), voicing="power",
            register=40, gate=0.95, strum_ms=8, drive=drive, where="chorus solo", gain_db=0,
        ),
        *more,
    )


ARTISTS = (
    Artist(
        "The Coal Chute", "garage", (128, 152), "E, A, G, D", FORM, {"*": POWER, "chorus": CLASSIC[:2]},
        (
            garage(*voice("oohs", "harmonica", manner="blues"), solo(drive=0.6), organ=""),
            garage(
                *voice("oohs", "harmonica", manner="chant"),
                organ="percussive organ", guitar="clean guitar", drive=0.5,
            ),
        ),
        drift=0.03,
        recording=Recording(
            level_db=-15, low_hz=90, high_hz=7000, noise_db=-52, crackle=1, presence_db=4, bass_db=-1,
            treble_db=-3, room_mix=0.14, room_seconds=0.5, compression=0.4, drive=0.5, seed=1001,
        ),
    ),
    Artist(
        "Zip Gun Sally", "garage", (144, 168), "A, B, E, F#", FORM,
        {"*": POWER[1:] + MINOR[1:2], "chorus": POWER},
        (
            garage(
                *voice("synth voice", "alto sax", low=60, high=77, manner="chant"),
                solo(manner="riff"),
                drums=GARAGE[1:],
            ),
            garage(
                *voice("synth voice", "alto sax", low=60, high=77, manner="song"),
                organ="reed organ", drums=GARAGE[:1], riff=RIFFS[2:],
            ),
        ),
        drift=0.03,
        recording=Recording(
            level_db=-14, high_hz=10000, noise_db=-62, presence_db=1, bass_db=1, treble_db=2, room_mix=0.08,
            compression=0.5, drive=0.35, seed=1002,
        ),
    ),
    Artist(
        "Black Orchard", "hard rock", (104, 128), "A, E, D minor, G", FORM,
        {"*": POWER[1:], "chorus": POWER + CLASSIC[:1]},
        (
            hard(*voice("oohs", "alto sax", low=60, high=79, manner="blues"), solo(manner=("wail", "shred"))),
            hard(
                *voice("oohs", "alto sax", low=60, high=79, manner="song"),
                solo(),
                Comp("rock organ", "x---x---", register=62, gain_db=-4, drive=0.4),
                drums=HARD[:2],
            ),
        ),
        recording=Recording(
            level_db=-16, high_hz=9500, noise_db=-64, presence_db=2, bass_db=2, treble_db=-1, room_mix=0.12,
            room_seconds=0.7, compression=0.3, seed=1003,
        ),
    ),
    Artist(
        "Steel Canary", "hard rock", (118, 142), "E, B minor, C#, A", FORM,
        {"*": MINOR[:2] + POWER[3:], "chorus": CLASSIC[2:4]},
        (
            hard(
                *voice("synth voice", "oohs", low=62, high=81, manner="pop"),
                solo(parallel=(2,)),
                drive=0.45, kit="room kit",
            ),
            hard(
                *voice("synth voice", "oohs", low=62, high=81, manner="song"),
                solo(),
                Comp("synth strings", "x-------", register=66, where="chorus", gain_db=-7),
                riff=RIFFS[:3], kit="room kit",
            ),
        ),
        recording=Recording(
            level_db=-14, high_hz=11000, noise_db=-78, presence_db=-1, bass_db=-2, treble_db=4, room_mix=0.16,
            room_seconds=1.0, compression=0.45, seed=1004,
        ),
    ),
    Artist(
        "Hollis and Wray", "soft rock", (84, 104), "C, G, D, A", FORM, {"*": SOFT, "chorus": CLASSIC[3:]},
        (
            soft(*voice("oohs", "clarinet", low=57, high=74, drive=0.0)),
            soft(*voice("oohs", "clarinet", low=57, high=74, drive=0.0), keys="piano", drums=GENTLE[1:]),
            soft(
                *voice("oohs", "clarinet", low=57, high=74, drive=0.0),
                Melody("tenor sax", "cool", low=52, high=74, where="solo intro", tune="sax", bend_share=0.3),
                electric=False,
            ),
        ),
        recording=Recording(
            level_db=-18, high_hz=9500, noise_db=-66, presence_db=-2, bass_db=2, treble_db=0, room_mix=0.08,
            compression=0.2, seed=1005,
        ),
    ),
    Artist(
        "Lake Country Line", "soft rock", (100, 122), "E, A, B, F#", FORM,
        {"*": CLASSIC, "chorus": CLASSIC[1:]},
        (
            classic(
                *voice("oohs", "alto sax", low=57, high=74, parallel=(2,), drive=0.0),
                solo("clean guitar", "twang"),
                guitar="clean guitar", keys="piano", acoustic=True, drive=0.15,
            ),
            soft(
                *voice("oohs", "alto sax", low=57, high=74, drive=0.0),
                drums=BACKBEAT[:1], strum=STRUM[1:], keys="drawbar organ",
            ),
        ),
        recording=Recording(
            level_db=-17, high_hz=10500, noise_db=-70, presence_db=3, bass_db=-1, treble_db=2, room_mix=0.06,
            compression=0.2, seed=1006,
        ),
    ),
    Artist(
        "Riot Pantry", "punk", (176, 204), "A, E, D, G", FORM, {"*": PUNK},
        (
            punk(*voice("synth voice", "oohs", low=57, high=69, manner="chant", vibrato=0.0, drive=0.4)),
            punk(
                *voice("synth voice", "oohs", low=57, high=69, manner="song", vibrato=0.0, drive=0.4),
                solo(manner="riff"),
                drums=PUNK_DRUMS[1:], strum=("DDDDDDDD", "D.DDD.DD"),
            ),
        ),
        drift=0.025,
        recording=Recording(
            level_db=-14, low_hz=70, high_hz=8500, noise_db=-58, presence_db=3, bass_db=-3, treble_db=-2,
            room_mix=0.1, compression=0.45, drive=0.3, seed=1007,
        ),
    ),
    Artist(
        "Denim Parliament", "classic rock", (108, 134), "A, E, G, D", FORM,
        {"*": BLUESY + CLASSIC[:2], "chorus": CLASSIC},
        (
            classic(*voice("oohs", "tenor sax", manner="blues"), solo(scale="blues"), keys="piano"),
            classic(
                *voice("oohs", "tenor sax", manner="song"),
                solo("clean guitar", drive=0.4, scale="blues"),
                keys="honky-tonk piano", bass=BASS[1:], drums=BACKBEAT[2:],
            ),
        ),
        swing=1.25, drift=0.025,
        recording=Recording(
            level_db=-18, low_hz=55, high_hz=8500, noise_db=-58, presence_db=0, bass_db=3, treble_db=-3,
            room_mix=0.1, room_seconds=0.4, compression=0.2, drive=0.15, seed=1008,
        ),
    ),
    Artist(
        "The Amber Fuse", "classic rock", (92, 116), "D, C, F, E minor", FORM,
        {"*": CLASSIC + MINOR[2:3], "chorus": CLASSIC[2:]},
        (
            classic(
                *voice("oohs", "synth voice", low=60, high=77),
                solo(scale="pentatonic"),
                acoustic=True, drums=BACKBEAT[1:],
            ),
            classic(
                *voice("oohs", "synth voice", low=60, high=77),
                solo(scale="pentatonic"),
                guitar="clean guitar", drums=BACKBEAT[:2], churn=RIFFS[3:],
            ),
        ),
        recording=Recording(
            level_db=-16, high_hz=10500, noise_db=-68, presence_db=-3, bass_db=0, treble_db=3, room_mix=0.14,
            room_seconds=0.9, compression=0.3, seed=1009,
        ),
    ),
    Artist(
        "Glasswell", "alternative", (112, 138), "E minor, B minor, F# minor, G", FORM,
        {"*": MINOR, "chorus": MINOR[2:] + CLASSIC[3:4]},
        (
            alternative(*voice("oohs", "synth voice", low=52, high=71, manner="pop")),
            alternative(
                *voice("oohs", "synth voice", low=52, high=71, manner="song"),
                solo(manner="riff", drive=0.6),
                drive=0.8,
            ),
        ),
        recording=Recording(
            level_db=-13, high_hz=10500, noise_db=-80, presence_db=1, bass_db=3, treble_db=0, room_mix=0.07,
            compression=0.6, drive=0.2, seed=1010,
        ),
    ),
)
