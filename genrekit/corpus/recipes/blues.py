"""Blues: twelve bars, I IV V, blue notes that bend, and call and response.

Sub-styles: Delta (one guitar, one voice, one foot), Chicago shuffle (harmonica, electric guitars), slow 12/8,
boogie (piano left hand or a guitar on one chord), jump (horns, walking bass).
"""

from ..artists import Artist
from ..players import TRIPLET_FILLS, Bass, Comp, Drums, Melody, Riff, singer
from ..studio import Recording

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Cold Kettle, Mill Town, Two Dollar, Muddy Lane, Lantern, Nine Mile, Rooster, Gravel, "
    "Empty Chair, Midnight Ferry",
    "Blues, Woman, Shuffle, Moan, Boogie, Road, Stomp, Morning, Letter, Rag",
)

TWELVE = "I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7"
QUICK = "I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 IV7 | I7 V7"
JUMP = "I6 | I6 | I6 | I7 | IV9 | IV9 | I6 | VI7 | ii7 | V9 | I6 VI7 | ii7 V7"
MINOR = "i7 | iv7 | i7 | i7 | iv7 | iv7 | i7 | i7 | bVI7 | V7#9 | i7 iv7 | i7 V7#9"
DELTA = "I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | I7"

FORM = ("verse:12 solo:12", "solo:12 verse:12", "verse:12 break:4 verse:8")

SHUFFLE = (
    "HH x.xx.xx.xx.x\nSD ...X..g..X.g\nBD x.....x..?..",
    "RD x.xx.xx.xx.x\nSD ...X.....X.g\nBD x..o..x..o..\nHP ...x.....x..",
    "HH x.ox.ox.ox.o\nSD o.gX.go.gX.g\nBD x.....x....?",
)
SLOW = (
    "HH xxoxxoxxoxxo\nRS ...X.....X..\nBD x....?x.....",
    "RD xooxooxooxoo\nSD ...X.....X.g\nBD x....xx....?\nHP ...x.....x..",
)
STOMP = ("BD x..x..x..x..", "BD x.....x.....\nTM ...x.....x..", "BD x..x..x..x..\nCL ...o.....o..")
SWING_DRUMS = ("RD x..x.xx..x.x\nHP ...x.....x..\nSD ...X.....X..\nBD o..o..o..o..",)

BOOGIE_BASS = ("1.3.5.6.7.6.5.3.", "1.1.3.3.5.5.6.6.", "1.1.5.5.6.6.5.5.", "1.8.1.8.7.8.6.8.")
SHUFFLE_BASS = ("1.3.5.6.|8.7.5.3.", "1-1.5-5.", "1.3.5.6.8.6.5.3.", "walk")
SLOW_BASS = ("1-----5--5-b", "1-----1-----|5-----5---bb", "1--3--5--6--")
CHOPS = ("..X...X.", "..x.x.x.", ".x.x.x.x")
FINGERS = ("B.2.L.3.B.4.L.2.", "B.3.L.2.B.34L.2.", "B.x.L.x.B.x.L.4.")
RIPPLE = ("X-x-..x-..x-", "......x-xx--", "x--x-xx--x-x")


def guitar_solo(
    instrument="clean guitar", *, manner="blues", low=57, high=79, drive=0.0, where="solo", **how
):
    """A lead guitar: blue notes bent up by a whole tone, quick vibrato."""
    how = {"bend": -1.6, "bend_share": 0.38, "vibrato": 0.45, "plan": "A.B.C.", "gain_db": 1.0, **how}
    return Melody(
        instrument, manner, low=low, high=high, scale="blues", drive=drive, where=where, tune="guitar", **how
    )


def blues_voice(*vowels, where="verse", low=50, high=67, manner="blues", **how):
    """A singer: AAB, each line answered by two bars of something else."""
    how = {"bend": -1.5, "bend_share": 0.5, "vibrato": 0.4, "plan": "A.A.B.", "gain_db": 4.0, **how}
    return singer(*vowels, manner=manner, low=low, high=high, scale="blues", where=where, **how)


def harp(where="verse", *, drive=0.25, manner="blues", **how):
    """A harmonica through a cheap amplifier."""
    return Melody(
        "harmonica", manner, low=60, high=81, scale="blues", plan="A.B.A.C.", bend=-1.4, bend_share=0.45,
        vibrato=0.3, drive=drive, where=where, tune="harp",
        **{"gain_db": 1.0, **how},
    )


def delta(voice, picking, *, slide=True, foot=0, guitar="steel guitar"):
    """One person: thumb and fingers, a voice, a foot on the floor."""
    band = [
        Comp(
            guitar, picking, voicing="guitar", register=40, gate=0.75, strum_ms=28, gain_db=1.0, timing_ms=14
        ),
        Drums(groove=STOMP[foot], fills=(), crash=False, gain_db=-6, timing_ms=14, name="foot"),
        *voice,
    ]
    if slide:
        band.append(
            guitar_solo(guitar, low=60, high=79, where="", plan=".A.A.B", bend=-2.5, name="slide guitar")
        )
    return tuple(band)


def chicago(*leads, groove=SHUFFLE, bass=SHUFFLE_BASS, comp="clean guitar", piano="piano"):
    """Bass, drums, a guitar that chugs fifth and sixth, a piano in the cracks."""
    return (
        Drums("standard kit", groove, TRIPLET_FILLS, gain_db=-1),
        Bass("acoustic bass" if piano == "piano" else "finger bass", bass, gate=0.75),
        Riff(
            comp, ("1.1.6.6.1.1.6.6.", "1.1.6.6.7.7.6.6."), low=40, voicing="fifth", gate=0.6, gain_db=-4,
            drive=0.1,
        ),
        Comp(piano, CHOPS, register=64, gate=0.4, gain_db=-5),
        *leads,
    )


def slow(*leads, comp="drawbar organ", kit="standard kit", guitar="jazz guitar"):
    """12/8, three beats in each beat."""
    return (
        Drums(kit, SLOW, TRIPLET_FILLS, gain_db=0),
        Bass("finger bass", SLOW_BASS, gate=0.92, slide=0.1),
        Comp(comp, ("x-----------", "x-----x-----", RIPPLE[0]), register=60, gain_db=-7, vibrato=0.05),
        Comp(guitar, ("...x.....x..", "..xx....xx.."), voicing="shell", register=62, gate=0.35, gain_db=-5),
        *leads,
    )


def boogie(*leads, piano="piano", drums=SHUFFLE, low=33):
    """The left hand walks in eighths, the right hand rolls."""
    return (
        Drums("standard kit", drums, TRIPLET_FILLS, gain_db=-1),
        Bass(piano, BOOGIE_BASS, low=low, gate=0.7, name="left hand", gain_db=1),
        Comp(
            piano, ("..x.x..x..x.x...", "x..x..x.x..x..x.", ".xx.xx.x.xx.x..."), register=67, gate=0.5,
            name="right hand",
        ),
        Bass("acoustic bass", "walk", gain_db=-3),
        *leads,
    )


def jump(*leads, horns=("tenor sax", "trumpet"), kit="jazz kit"):
    """A small band that wants people to dance: riffing horns over a walking bass."""
    section = tuple(
        Melody(
            horn, "riff", low=57, high=74, scale="major blues", plan="AAAB", tune="riff", gate=0.6,
            blocks=1 - i, where="-solo", gain_db=-2, transpose=0, bend_share=0.15,
        )
        for i, horn in enumerate(horns)
    )
    return (
        Drums(kit, SWING_DRUMS, TRIPLET_FILLS, gain_db=0),
        Bass("acoustic bass", "walk", gain_db=1),
        Comp("jazz guitar", "x.x.x.x.", voicing="shell", register=58, gate=0.45, gain_db=-8),
        Comp("piano", CHOPS, register=65, gate=0.4, gain_db=-5),
        *section,
        *leads,
    )


VERSES = {"*": (TWELVE, QUICK)}
RAW = {"*": (DELTA, TWELVE)}

ARTISTS = (
    Artist(
        "Tobias Reedwater", "Delta", (84, 104), "E, A, G", FORM, RAW,
        (
            delta(blues_voice("oohs", "alto sax"), FINGERS),
            delta(blues_voice("oohs", "english horn"), FINGERS[:2], foot=1, guitar="nylon guitar"),
            delta((harp(where="", drive=0.1),), FINGERS, slide=False),
        ),
        swing=1.7, drift=0.06,
        recording=Recording(
            level_db=-20, low_hz=130, high_hz=4600, noise_db=-42, crackle=9, room_seconds=0.2, room_mix=0.05,
            presence_db=3, treble_db=-4, compression=0.1, drive=0.3, spectrum="early", seed=101,
        ),
    ),
    Artist(
        "Odessa Crane", "Delta", (66, 88), "D, A, E", FORM, RAW,
        (
            delta(blues_voice("synth voice", "clarinet", low=55, high=72), FINGERS, slide=True, foot=0),
            delta(blues_voice("oohs", "clarinet", low=55, high=72), FINGERS[1:], slide=False, foot=2),
        ),
        swing=1.5, drift=0.08,
        recording=Recording(
            level_db=-22, low_hz=90, high_hz=6000, noise_db=-48, crackle=3, room_seconds=0.35, room_mix=0.1,
            bass_db=-3, presence_db=1, compression=0.05, drive=0.15, spectrum="early", seed=102,
        ),
    ),
    Artist(
        "Big Lew Tanner", "Chicago shuffle", (104, 128), "E, A, G, C", FORM, VERSES,
        (
            chicago(harp(), guitar_solo(drive=0.3)),
            chicago(*blues_voice("oohs", "baritone sax"), harp(where="solo")),
        ),
        swing=1.9,
        recording=Recording(
            level_db=-17, low_hz=60, high_hz=8000, noise_db=-58, room_mix=0.12, room_seconds=0.5, bass_db=2,
            presence_db=2, treble_db=-2, compression=0.25, drive=0.3, spectrum="early", seed=103,
        ),
    ),
    Artist(
        "The Halsted Six", "Chicago shuffle", (118, 140), "A, D, Bb", FORM, VERSES,
        (
            chicago(
                *blues_voice("alto sax", "oohs"),
                guitar_solo("overdriven guitar", drive=0.2),
                piano="drawbar organ",
            ),
            chicago(
                guitar_solo(where="", plan="AB.C", manner="wail"), groove=SHUFFLE[1:], piano="drawbar organ"
            ),
        ),
        swing=1.75,
        recording=Recording(
            level_db=-15, low_hz=45, high_hz=9500, noise_db=-66, room_mix=0.07, bass_db=1, presence_db=-1,
            treble_db=2, compression=0.35, drive=0.2, seed=104,
        ),
    ),
    Artist(
        "Marcus Dell", "slow 12/8", (54, 66), "B minor, C minor, A minor", ("verse:12 solo:12", "solo:12"),
        {"*": MINOR},
        (
            slow(
                guitar_solo("clean guitar", manner="slow12", where="", plan="ABAC", vibrato=0.5, drive=0.15)
            ),
            slow(
                *blues_voice("oohs", "tenor sax", manner="slow12"),
                guitar_solo(manner="slow12"),
                comp="electric piano",
            ),
        ),
        metre="12/8",
        recording=Recording(
            level_db=-18, high_hz=10000, noise_db=-70, room_seconds=0.9, room_mix=0.16, bass_db=2,
            presence_db=-3, treble_db=-1, compression=0.2, seed=105,
        ),
    ),
    Artist(
        "Ruthie Mae Colton", "slow 12/8", (60, 76), "C, F, Bb", FORM, {"*": (QUICK,)},
        (
            slow(
                *blues_voice("oohs", "synth voice", low=57, high=74, manner="slow12"),
                Melody(
                    "tenor sax", "slow12", low=52, high=72, scale="blues", plan="A.B.", where="solo",
                    bend_share=0.3,
                ),
                comp="piano", kit="brush kit",
            ),
            slow(
                *blues_voice("oohs", "alto sax", low=57, high=74, manner="slow12"),
                harp(where="solo", manner="slow12"),
                comp="percussive organ",
            ),
        ),
        metre="12/8",
        recording=Recording(
            level_db=-19, low_hz=70, high_hz=7000, noise_db=-56, room_seconds=0.6, room_mix=0.1,
            presence_db=3, bass_db=-1, compression=0.15, drive=0.15, spectrum="early", seed=106,
        ),
    ),
    Artist(
        "Pinebox Slim", "boogie", (138, 168), "C, G, F", FORM, VERSES,
        (
            boogie(*blues_voice("oohs", "clarinet")),
            boogie(
                Melody(
                    "piano", "wail", low=67, high=88, scale="major blues", plan="AABC", bend_share=0,
                    vibrato=0,
                )
            ),
        ),
        swing=1.8,
        recording=Recording(
            level_db=-19, low_hz=100, high_hz=5500, noise_db=-46, crackle=5, hum_db=-62, bass_db=-2,
            presence_db=4, room_mix=0.06, drive=0.25, spectrum="early", seed=107,
        ),
    ),
    Artist(
        "Ferris Boone", "boogie", (112, 136), "E, A", ("verse:12 solo:12", "verse:8 solo:8"),
        {"*": ("I7 | I7 | I7 | I7 | I7 | I7 | IV7 | I7", TWELVE)},
        (
            (
                Riff(
                    "clean guitar", ("1.1.m.3.1.1.5.6.", "11.1s.1.11.1m.3."), low=40, voicing="single",
                    gate=0.5, drive=0.35, gain_db=2, name="boogie guitar",
                ),
                Drums("standard kit", STOMP + SHUFFLE[:1], (), crash=False, gain_db=-2, name="foot"),
                *blues_voice("oohs", "baritone sax", low=45, high=60, plan="AA.B"),
            ),
            (
                Riff(
                    "clean guitar", ("1.1.m.3.1.1.5.6.", "11.1s.1.11.1m.3."), low=40, voicing="fifth",
                    gate=0.5, drive=0.4, gain_db=1,
                ),
                Drums("standard kit", SHUFFLE, TRIPLET_FILLS),
                Bass("finger bass", SHUFFLE_BASS[:2], gate=0.6),
                guitar_solo("overdriven guitar", where="", plan="A.B.", manner="wail", drive=0.2),
            ),
        ),
        swing=2.0, drift=0.04,
        recording=Recording(
            level_db=-18, low_hz=70, high_hz=7500, noise_db=-54, bass_db=3, presence_db=1, treble_db=-4,
            room_mix=0.09, room_seconds=0.4, compression=0.2, drive=0.45, spectrum="early", seed=108,
        ),
    ),
    Artist(
        "Eddie Carver and the Night Porters", "jump", (146, 178), "Bb, F, C, Eb", FORM, {"*": (JUMP, QUICK)},
        (
            jump(
                Melody(
                    "tenor sax", "bebop", low=50, high=72, scale="major blues", plan="ABAC", where="solo",
                    bend_share=0.2,
                ),
                *blues_voice("oohs", "muted trumpet", manner="cool"),
            ),
            jump(guitar_solo("jazz guitar", manner="wail", plan="ABAC"), horns=("alto sax", "trombone")),
        ),
        swing=1.7,
        recording=Recording(
            level_db=-18, low_hz=90, high_hz=6500, noise_db=-52, crackle=2, presence_db=2, bass_db=-1,
            room_seconds=0.4, room_mix=0.1, drive=0.15, compression=0.15, spectrum="early", seed=109,
        ),
    ),
    Artist(
        "Lorna Pike", "jump", (120, 146), "G, C, D", FORM, {"*": (QUICK, JUMP)},
        (
            jump(
                *blues_voice("synth voice", "oohs", low=57, high=74, manner="cool"),
                Melody(
                    "piano", "bebop", low=65, high=86, scale="blues", plan="AABC", where="solo", bend_share=0,
                    vibrato=0,
                ),
                horns=("tenor sax", "baritone sax"), kit="standard kit",
            ),
            jump(
                *blues_voice("synth voice", "oohs", low=57, high=74),
                guitar_solo(where="solo", drive=0.15),
                horns=("trumpet", "tenor sax"), kit="standard kit",
            ),
        ),
        swing=1.85,
        recording=Recording(
            level_db=-16, low_hz=45, high_hz=10500, noise_db=-70, presence_db=-2, treble_db=3, bass_db=0,
            room_mix=0.08, compression=0.3, seed=110,
        ),
    ),
)
