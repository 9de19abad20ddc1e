"""Blues: twelve bars, I IV V, blue notes that bend, and call and response.

Sub-styles: Delta and Piedmont (one guitar, one voice, one foot), solo electric boogie, Chicago, Texas trio,
slow 12/8, jump, acoustic slide and acoustic trio of the 1990s, and zydeco (accordion and rubboard:
shuffle, two-step, waltz, slow blues).
"""

from ..artists import Artist
from ..media import on
from ..players import TRIPLET_FILLS, Bass, Comp, Drums, Melody, Riff, singer

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
RAG = "I | VI7 | II7 | V7 | I | VI7 | II7 V7 | I"
ONE = "I7 | I7 | I7 | I7 | I7 | I7 | IV7 | I7"  # a boogie hardly leaves its chord
TWO = ("I | I | V7 | V7 | V7 | V7 | I | I", "I | I | IV | I | I | V7 | I | I")  # Cajun two-step
RAW = {"*": (DELTA, TWELVE)}
# In stop-time the band strikes once a bar, for the first line, and leaves the singer alone in between.
VERSES = {"*": (TWELVE, QUICK), "stop": "I7 | I7 | I7 | I7",
          "tail": "IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7"}

FORM = ("verse:12 solo:12", "verse:12", "verse:12 soft:4")
SLOW_FORM = ("verse:12", "verse:8 solo:4", "solo:12")  # twelve bars of 12/8 last longer than a clip
STOPS = ("verse:12 solo:12", "stop:4 tail:8 solo:12", "verse:12 stop:4 tail:8")
STOP = "BD X...........\nSD o...........\nRD o..........."
ALONE = ("verse:12", "verse:12 soft:4", "verse:12 solo:12", "verse:12 soft:2 verse2:12")

# Drummers of the blues play the cymbal softly and all the time; the foot of a singer is a drum too.
SHUFFLE = (
    "HH x.ox.ox.ox.o\nSD g.gX.gg.gX.g\nBD x..o..x..o..",
    "RD x.ox.ox.ox.o\nSD ..gx.g..gx.g\nBD x..o..x..o..\nHP ...x.....x..",
    "HH x.ox.ox.ox.o\nSD o.gx.go.gx.g\nBD x.....x....?",
)
SLOW = (
    "HH xooxooxooxoo\nRS ...x.....x..\nBD x....?x.....",
    "RD xooxooxooxoo\nSD ..gx.g..gx.g\nBD x....xx....?\nHP ...x.....x..",
)
STOMP = ("BD x..x..x..x..", "BD x..o..x..o..\nRS ...g.....g..", "BD o..x..o..x..")
SWING = ("RD x..x.xx..x.x\nHP ...x.....x..\nSD g..x.gg..x.g\nBD o..o..o..o..",)
BRUSHES = ("SD x.gxogx.gxog\nHP ...x.....x..\nBD o.....o.....",)
RUB_SHUFFLE = (  # the rubboard (cabasa and guiro) never rests
    "CA x.ox.ox.ox.o\nGU ...o.....o..\nHH x.ox.ox.ox.o\nSD ...x..g..x..\nBD x..o..x..o..",
    "CA X.ox.oX.ox.o\nRD x.ox.ox.ox.o\nSD g..x.gg..x.g\nBD x.....x..?..",
)
TWO_STEP = (
    "CA xoxoxoxoxoxoxoxo\nGU ..o...o...o...o.\nHH x.o.x.o.x.o.x.o.\nSD ....x..g....x.g.\nBD x..xo...x..xo...",
    "CA XoxoXoxoXoxoXoxo\nRD x...x...x...x...\nSD ..g.x..x..g.x..o\nBD x.....x.x.....x.",
)
BAYOU_FUNK = (
    "CA xoxoxoxoxoxoxoxo\nHH x.x.x.x.x.x.x.x.\nSD ....X..g.g..X..g\nBD x.x...x..xx...o.",
    "CA xoxoxoxoxoxoxoxo\nOH ..x...x...x...x.\nSD ....X.......X..x\nBD x..xx..xx..xx..x",
)
WALTZ = ("CA x.oxoox.oxoo\nSD g...x.g.x.g.\nBD x...........\nHH x...o.o.o.o.",)

SHUFFLE_BASS = ("1-3-5-6-|8-7-5-3-", "1-1-5-5-", "1-3-5-6-8-6-5-3-", "walk")
BOOGIE_BASS = ("1-3-5-6-7-6-5-3-", "1-1-3-3-5-5-6-6-", "1-8-1-8-7-8-6-8-")
SLOW_BASS = ("1-----5--5-b", "1-----1-----|5-----5---bb", "1--3--5--6--")
THUMB = ("1.1.1.1.", "1-5-1-5-", "1-8-1-8-", "1.1.5.5.")
FINGERS = ("..4..5..6.54", ".45.64.5.4..", "4.56.5.4.65.", "5..45.6..54.")
RAGTIME = ("B.4.L.5.B45.L.64", "B.54L.6.B.45L.4.", "B46.L.5.B.5.L64.")
CHOPS = ("..X-..X-", "..x-x-x-", ".x-x.x-x")
WASH = ("x-----------", "x-----x-----", "x--------x--")
ACCORDION = ("x-ox-ox-ox-o", "x--x-xx--x-x", "X-oX-oX-oX-o")
TWO_STEP_BOX = ("x-x-xox-x-x-xox-", "x-o-x-x-x-o-x-x-", "x--x--x-x--x-xx-")


def turned(line):
    """A line of one bar for eleven bars, and a turnaround that falls from the octave to the fifth."""
    return "|".join([line] * 10 + ["8-7-6-5-", "1---5-5-"])


def lead(instrument="clean guitar", *, manner="blues", low=57, high=79, drive=0.0, where="solo", **how):
    """A lead instrument: blue notes bent up by a whole tone, quick vibrato."""
    how = {"bend": -1.6, "bend_share": 0.35, "vibrato": 0.4, "plan": "AABC", "gate": 1.0, "gain_db": 0,
           "scale": "blues", **how}
    return Melody(
        instrument, manner, low=low, high=high, drive=drive, where=where, tune="lead", **how
    )


def answer(instrument="clean guitar", **how):
    """Who fills the two bars between the lines of a verse, and plays the solo."""
    return lead(instrument, **{"where": "", "plan": {"solo": "ABAC", "*": (".A.A.B", "...A.B")}, **how})


def sung(kind, *, where="-solo -soft", manner=("blues", "holler", "talk"), **how):
    """A singer: AAB, each line answered by two bars of something else."""
    how = {"bend": -1.5, "bend_share": 0.45, "vibrato": 0.4, "plan": ("AABAC.", "A.A.B.", "AAABC."),
           "gain_db": 5, "gate": 1,
           "scale": "blues", **how}
    if "stop" not in how["plan"]:
        how["plan"] = {"stop": "AB", "*": how["plan"]}
    return singer(kind, manner=manner, where=where, **how)


def harp(*, drive=0.25, **how):
    """A harmonica through a cheap amplifier: hands that open, notes drawn down."""
    return answer(
        "harmonica", low=60, high=81, drive=drive, bend=-1.4, bend_share=0.4, name="harp", **how
    )


def chug(instrument="clean guitar", *, low=40, **how):
    """Two strings: the root stays, the fifth goes to the sixth and back."""
    how = {"voicing": "single", "low": low, "gate": 0.85, "gain_db": -4, "drive": 0.1, "name": "chug", **how}
    moving = ("5.5.6.6.5.5.6.6.", "5.5.6.6.7.7.6.6.")
    return (Riff(instrument, "1.1.1.1.1.1.1.1.", **how), Riff(instrument, moving, **how))


def foot(groove=STOMP[:1], *, gain_db=-7):
    """A shoe on a wooden floor."""
    return Drums("room kit", groove, (), crash=False, gain_db=gain_db, timing_ms=14, name="foot")


def alone(*voice, guitar="steel guitar", thumb=THUMB, fingers=FINGERS, slide=True, stomp=STOMP[:1], ring=1.0,
          gain_db=0):
    """One person: thumb on the low strings, fingers (or a bottleneck) on the high ones, voice and foot."""
    strings = (
        Bass(guitar, thumb, low=40, gate=ring / 2, gain_db=gain_db, timing_ms=12, slide=0, name="thumb"),
        Comp(guitar, fingers, voicing="guitar", register=40, gate=ring, gain_db=gain_db + 1, timing_ms=14,
             dynamics=0.28),
    )
    top = answer(guitar, low=60, high=79, bend=-2.5, bend_share=0.6, gain_db=gain_db + 1, name="slide")
    return (*strings, *voice, *((top,) if slide else ()), *((foot(stomp),) if stomp else ()))


def electric(*voice, riff=(), chords=("..x.....", "......x."), drive=0.25, stomp=STOMP, low=40):
    """One person with an amplifier that is too small, on a board that carries the foot."""
    return (
        Riff("clean guitar", riff, low=low, voicing="single", gate=0.55, drive=drive, gain_db=2, timing_ms=12,
             dynamics=0.25, name="low strings"),
        Comp("clean guitar", chords, voicing="guitar", register=low, gate=0.5, strum_ms=30, drive=drive,
             gain_db=-4, timing_ms=16, dynamics=0.3),
        answer("clean guitar", drive=drive, low=52, high=72, gain_db=1, gate=0.7, plan="...A.B",
               name="high strings"),
        foot(stomp, gain_db=-5.5),
        *voice,
    )


def chicago(*leads, groove=SHUFFLE, bass=SHUFFLE_BASS, keys="piano", kit="standard kit", drums_db=-5.5,
            drive=0.1):
    """Bass, drums, a guitar that chugs fifth and sixth, keys (or a second guitar) behind."""
    held = "organ" in keys or "electric" in keys
    return (
        Drums(kit, {"*": groove, "stop": STOP}, TRIPLET_FILLS, gain_db=drums_db),
        Bass("acoustic bass" if keys == "piano" else "finger bass", {"*": bass, "stop": "1-......"}, gate=1.0,
             gain_db=1),
        *chug(where="-stop", drive=drive),
        Comp(keys, {"*": WASH if held else CHOPS, "stop": "X-......"}, register=62, gate=1.0,
             gain_db=-8 if held else -5, drive=drive if "guitar" in keys else 0.0),
        *leads,
    )


def slow(*leads, kit="standard kit", guitar="clean guitar"):
    """12/8, three beats in each beat: the slower, the fuller the chords."""
    return (
        Drums(kit, SLOW, TRIPLET_FILLS, gain_db=-3.5),
        Bass("finger bass", SLOW_BASS, gate=1.0, slide=0.1, gain_db=1),
        Comp("drawbar organ", WASH, register=60, gate=1.0, gain_db=-11, vibrato=0.05),
        Comp(guitar, ("...x--...x--", "..xx-...xx--"), voicing="shell", register=62, gate=1.2, gain_db=-4),
        *leads,
    )


def texas(*leads, drive=0.3, groove=SHUFFLE, keys=(), bass=("walk", *SHUFFLE_BASS[:3])):
    """A trio: thick strings, a guitar that never stops between the lines."""
    return (
        Drums("room kit", {"*": groove, "stop": STOP}, TRIPLET_FILLS, gain_db=-5.5),
        Bass("finger bass", {"*": bass, "stop": "1-......"}, gate=1.0, gain_db=2),
        *chug("clean guitar", drive=drive, gain_db=-3, gate=1.0, where="-stop"),
        Comp("clean guitar", {"*": ("..x-....", "x-....x-"), "stop": "X-......"}, voicing="guitar",
             register=45, gate=1.4, drive=drive, gain_db=-6, where="-solo"),
        *keys, *leads,
    )


def horns(*kinds, **how):
    """Horns in block chords that riff behind the singer."""
    how = {"manner": "riff", "plan": "AAAB", "tune": "riff", "gate": 0.95, "where": "-solo", "gain_db": -5,
           "bend_share": 0.1, "vibrato": 0.15, "scale": "major blues", **how}
    return tuple(Melody(horn, low=55, high=72, blocks=1 - i, **how) for i, horn in enumerate(kinds))


def jump(*leads, section=("tenor sax", "trumpet"), kit="jazz kit"):
    """A small band that wants people to dance: riffing horns over a walking bass."""
    return (
        Drums(kit, SWING, TRIPLET_FILLS, gain_db=-7),
        Bass("acoustic bass", "walk", gate=1.0, gain_db=2),
        Comp("jazz guitar", "x-x-x-x-", voicing="shell", register=58, gate=0.8, gain_db=-8),
        Comp("piano", CHOPS, register=65, gate=0.9, gain_db=-5),
        *horns(*section), *leads,
    )


def unplugged(*leads, strum=("x-X-x-X-", "x-Xxx-X-"), drums=()):
    """Two wooden guitars and a double bass around a few microphones."""
    return (
        Bass("acoustic bass", ("walk", "1-5-1-5-", "1---5-5-"), gate=1.0, gain_db=2),
        Comp("steel guitar", strum, voicing="guitar", register=43, gate=0.9, strum_ms=18, gain_db=-2,
             timing_ms=10, dynamics=0.25),
        *drums, *leads,
    )


def zydeco(
    *more, groove=RUB_SHUFFLE, box=ACCORDION, bass=SHUFFLE_BASS, accordion="accordion", fills=TRIPLET_FILLS,
    drums_db=-6.5, guitar="..x-..x-", manner=("blues", "wail"), scale="blues",
):
    """An accordion that breathes through the whole song, a rubboard, bass and drums."""
    return (
        Drums("standard kit", {"*": groove, "stop": STOP}, fills, gain_db=drums_db),
        Bass("finger bass", {"*": bass, "stop": "1-......"}, gate=1.0, gain_db=2),
        Comp(accordion, {"*": box, "stop": "X-......"}, voicing="triad", register=62, gate=1.05, gain_db=-3,
             dynamics=0.15),
        answer(accordion, low=60, high=81, manner=manner, scale=scale, bend_share=0.1, vibrato=0.1, blocks=1,
               plan={"solo": "AABC", "*": ".A.B"}, gain_db=0, name="right hand"),
        Comp("clean guitar", guitar, voicing="shell", register=60, gate=0.9, gain_db=-7, where="-stop"),
        *more,
    )


ARTISTS = (
    Artist(
        "Tobias Reedwater", "Delta", (84, 104), "E, A, G", ALONE, RAW,
        (
            alone(*sung("blues shouter", manner="holler")),
            alone(*sung("tenor", manner="holler", low=52, high=69), fingers=FINGERS[:2], stomp=()),
        ),
        swing=1.7, drift=0.06, swell=0.3,
        recording=on("78", bass_db=3, presence_db=-1, treble_db=-6, noise_db=-56, crackle=4, room_mix=0.08,
                     seed=101),
    ),
    Artist(
        "Odessa Crane", "Delta", (66, 88), "D, A, E", ALONE, RAW,
        (
            alone(*sung("blues woman", manner="holler"), slide=False, fingers=FINGERS[1:], stomp=STOMP[2:]),
            alone(*sung("blues woman", plan="A.AB.C"), guitar="clean guitar"),
        ),
        swing=1.5, drift=0.08, swell=0.3,
        recording=on("mono tape", level_db=-22, spectrum="warm", high_hz=6000, bass_db=2, presence_db=-3,
                     treble_db=-6, room_mix=0.1, seed=102),
    ),
    Artist(
        "Silas Pettway", "Delta", (96, 126), "A, E, B", ALONE, {"*": (DELTA, QUICK)},
        (
            alone(*chug("steel guitar", gain_db=-2), *sung("tenor", low=50, high=67), slide=False,
                  thumb=turned("1.1.1.1."), stomp=STOMP[:2]),
            alone(*sung("tenor", plan="AAB.C."), thumb=turned("1-5-1-5-"), fingers=FINGERS[2:]),
        ),
        swing=1.9, drift=0.05, swell=0.25,
        recording=on("78", level_db=-17, high_hz=5600, bass_db=5, presence_db=-4, treble_db=-4, noise_db=-62,
                     crackle=2, room_mix=0.08, seed=103),
    ),
    Artist(
        "Amos Fairlee", "Piedmont", (92, 124), "C, G, D, A", ("verse:8", "verse:8 solo:8"),
        {"*": (RAG, TWELVE)},
        (
            alone(*sung("baritone", plan="AABC", scale="major blues"), thumb=("1-5-1-5-", "1-8-1-8-"),
                  fingers=RAGTIME, slide=False, stomp=()),
            alone(*sung("baritone", plan="A.AB", scale="major blues"), harp(drive=0.0), fingers=RAGTIME,
                  slide=False),
        ),
        swing=1.4, drift=0.04, swell=0.2,
        recording=on("mono tape", level_db=-21, spectrum="warm", high_hz=9500, presence_db=2, room_mix=0.08,
                     seed=104),
    ),
    Artist(
        "Big Lew Tanner", "Chicago", (104, 128), "E, A, G, C", STOPS, VERSES,
        (
            chicago(harp(where="", plan="ABAC"), *sung("blues shouter")),
            chicago(*sung("blues shouter", low=43, high=60), harp(), keys="bright piano"),
        ),
        swing=1.9, swell=0.2,
        recording=on("mono tape", level_db=-17, spectrum="warm", high_hz=8500, bass_db=1, presence_db=2,
                     treble_db=-2, drive=0.3, seed=105),
    ),
    Artist(
        "Ferris Boone", "solo boogie", (96, 150), "E, A",
        ("verse:8 soft:2", "verse:8 soft:4 verse2:8", "verse:8 solo:8"),
        {"*": (ONE, TWELVE)},
        (
            electric(*sung("bass singer", plan="AAB.", manner="talk", low=43, high=58),
                     riff=("1-1-m-3-1-1-5-6-", "1.1.1.m.3.1.5.6.")),
            electric(*sung("baritone", plan="A.AB"), riff=("1-1-1-1-m-3-1-s-", "1-1-7-1-1-5-7-1-"),
                     drive=0.4, stomp=STOMP[:1]),
        ),
        swing=2.0, drift=0.04, swell=0.35,
        recording=on("mono tape", level_db=-19.5, spectrum="popular", high_hz=8500, bass_db=7, treble_db=3,
                     room_mix=0.06, compression=0.1, seed=106),
    ),
    Artist(
        "The Halsted Six", "Chicago", (108, 136), "A, D, Bb", STOPS, VERSES,
        (
            chicago(*sung("soul man"), answer("overdriven guitar", drive=0.2), keys="drawbar organ"),
            chicago(lead(where="", plan="ABAC", manner="wail", drive=0.3),
                    *sung("blues shouter", plan=".A.B.A"), groove=SHUFFLE[1:], keys="clean guitar",
                    drive=0.25, kit="room kit", drums_db=-4),
        ),
        swing=1.75, swell=0.18,
        recording=on("stereo tape", level_db=-15, spectrum="popular", bass_db=2, treble_db=-3, room_mix=0.25,
                     seed=107),
    ),
    Artist(
        "Ezra Quill", "solo boogie", (58, 84), "E, A, D", ALONE, {"*": (DELTA, ONE)},
        (
            electric(*sung("bass singer", manner=("talk", "holler"), plan="A.AB.C", low=41, high=57),
                     riff=("1-------m-3-1---", "1---5-----7-1---"), chords=("x---....", "....x---"),
                     drive=0.2, stomp=STOMP[1:]),
            electric(*sung("baritone", manner="holler"), riff=("1-----1-m-3-1-s-",),
                     chords=("X-------", "x---x---"), drive=0.4, stomp=STOMP[:1]),
        ),
        swing=1.8, drift=0.1, swell=0.4,
        recording=on("mono tape", level_db=-22, spectrum="warm", high_hz=6000, bass_db=3, presence_db=-2,
                     treble_db=-3, room_mix=0.1, compression=0.1, seed=108),
    ),
    Artist(
        "Alcide Fontaine", "zydeco", (112, 144), "G, C, D, F", STOPS, VERSES,
        (
            zydeco(*sung("soul man")),
            zydeco(*sung("blues shouter"), *horns("tenor sax"),
                   Comp("piano", CHOPS, register=67, gain_db=-6)),
        ),
        swing=1.9, swell=0.15,
        recording=on("stereo tape", level_db=-17, spectrum="popular", bass_db=3, treble_db=-3, seed=109),
    ),
    Artist(
        "Eddie Carver and the Night Porters", "jump", (132, 172), "Bb, F, C, Eb", FORM, {"*": (JUMP, QUICK)},
        (
            jump(answer("tenor sax", low=50, high=72, manner="bebop", bend_share=0.2),
                 *sung("crooner", gain_db=6)),
            (
                Drums("standard kit", SHUFFLE, TRIPLET_FILLS, gain_db=-8),
                Bass("piano", BOOGIE_BASS, low=33, gate=1.1, gain_db=1, name="left hand"),
                Comp("piano", ("..x-x-..x-..x-..", "x-.xx-.xx-.xx-.x"), register=67, gate=1.0,
                     name="right hand"),
                Bass("acoustic bass", "walk", gate=1.0, gain_db=-2),
                *sung("tenor"),
            ),
        ),
        swing=1.7, swell=0.2,
        recording=on("78", low_hz=70, high_hz=6500, bass_db=4, presence_db=4, treble_db=9, noise_db=-62,
                     crackle=1.5, room_mix=0.25, seed=110),
    ),
    Artist(
        "Ruthie Mae Colton", "slow 12/8", (54, 74), "C, F, Bb, G", SLOW_FORM, {"*": (QUICK, MINOR)},
        (
            slow(*sung("soul diva", manner="slow12", plan="A.AB.C"),
                 answer(manner=("slow12", "wail"), drive=0.35, low=57, high=82, gain_db=2), kit="room kit"),
            slow(*sung("soul diva", manner="slow12", plan="A.A.B."), answer(manner="slow12", drive=0.2),
                 *horns("trumpet", "tenor sax", manner="rubato12", plan="..AB", gain_db=-8)),
        ),
        metre="12/8", swell=0.3,
        recording=on("stereo tape", spectrum="popular", bass_db=5, presence_db=2, treble_db=7, room_mix=0.3,
                     seed=111),
    ),
    Artist(
        "Wes Langtry and Overpass", "Texas trio", (100, 140), "E, A, B", STOPS, VERSES,
        (
            texas(*sung("soul man", low=48, high=65),
                  answer(drive=0.45, manner=("blues", "wail"), low=52, high=81)),
            texas(lead(where="", plan="ABAC", manner="wail", drive=0.5, low=52), groove=SHUFFLE[1:],
                  drive=0.4),
        ),
        swing=1.9, swell=0.2,
        recording=on("digital", level_db=-13.5, spectrum="modern", bass_db=3, presence_db=-1, treble_db=4,
                     room="room", seed=112),
    ),
    Artist(
        "Cole Winterbourne", "Texas shuffle", (94, 132), "D, F, A", FORM, {"*": (QUICK, TWELVE, MINOR)},
        (
            texas(*sung("blues shouter"), answer(drive=0.25, low=60, high=84, bend=-2),
                  *horns("trumpet", "tenor sax"),
                  keys=(Comp("percussive organ", WASH, register=62, gate=1, gain_db=-7),)),
            texas(lead(where="", plan="ABAC", drive=0.3, low=60, high=84),
                  *sung("blues shouter", plan=".A.B.A"),
                  groove=("HH xoxoxoxoxoxoxoxo\nSD ....x..g.g..x..g\nBD x..x..x...x..x..",),
                  bass=("1--11-5-..1-7-5-", "1-..1-8-..5-7-b-"),
                  keys=(Comp("drawbar organ", WASH, register=64, gate=1, gain_db=-6),)),
        ),
        swing=1.6, swell=0.2,
        recording=on("multitrack", level_db=-15, bass_db=3, presence_db=2, treble_db=2, room="spring",
                     seed=113),
    ),
    Artist(
        "Nathan Ashgrove", "acoustic slide", (66, 100), "D, G, E", ALONE, RAW,
        (
            alone(*sung("crooner", manner="holler"), stomp=(), ring=2),
            alone(*sung("crooner", plan="AABC", manner=("talk", "holler")), fingers=RAGTIME, stomp=STOMP[2:],
                  ring=2),
        ),
        swing=1.5, drift=0.05, swell=0.3,
        recording=on("digital", level_db=-23, spectrum="warm", bass_db=3, treble_db=2, room_mix=0.12,
                     compression=0.1, seed=114),
    ),
    Artist(
        "Hollis Wren", "acoustic slide", (72, 116), "G, C, A", ALONE, {"*": (DELTA, QUICK, RAG)},
        (
            alone(*sung("baritone", plan="A.AB.C"), Bass("acoustic bass", ("1---5---", "1-------"), gate=1.0),
                  fingers=RAGTIME, stomp=(), ring=1.8),
            alone(*sung("alto", manner="holler"), guitar="nylon guitar", ring=1.7, stomp=STOMP[:1]),
        ),
        swing=1.3, drift=0.04, swell=0.35,
        recording=on("digital", level_db=-20, bass_db=6, presence_db=-1, treble_db=-1, room_mix=0.15,
                     seed=115),
    ),
    Artist(
        "Mama Delphine's Gumbo", "zydeco slow blues", (54, 76), "C, G, D", SLOW_FORM, {"*": (TWELVE, QUICK)},
        (
            zydeco(*sung("blues woman", manner="slow12"), groove=SLOW, bass=SLOW_BASS, box=WASH,
                   guitar="...x--...x--", manner="slow12"),
            zydeco(*sung("tenor", manner="slow12"), Comp("piano", "xxxxxxxxxxxx", register=67, gain_db=-7),
                   groove=SLOW[1:], bass=SLOW_BASS, box=WASH, guitar="...x--...x--", manner="slow12"),
        ),
        metre="12/8", swell=0.3, drift=0.03,
        recording=on("mono tape", spectrum="popular", bass_db=2, seed=116),
    ),
    Artist(
        "The Levee Street Ramblers", "zydeco two-step", (96, 126), "D, G, A, C",
        ("verse:8 solo:8", "verse:16 solo:8"),
        {"*": TWO},
        (
            zydeco(*sung("country tenor", plan="AAB.", low=54, high=70, scale="major"), groove=TWO_STEP,
                   box=TWO_STEP_BOX, bass=("1---5---", "1--15--5"), fills=(), guitar=("..x-..x-", "..xx..xx"),
                   scale="major blues"),
            zydeco(*sung("country tenor", plan="A.AB", scale="major"),
                   answer("fiddle", low=62, high=84, plan="AABC", gain_db=-3), groove=TWO_STEP,
                   box=TWO_STEP_BOX, bass=("1---5---",), fills=(), accordion="bandoneon",
                   scale="major blues"),
        ),
        drift=0.03,
        recording=on("stereo tape", level_db=-16, spectrum="popular", bass_db=3, presence_db=2, treble_db=-6,
                     seed=117),
    ),
    Artist(
        "Rooster Broussard", "zydeco two-step", (98, 128), "A, E, D, G", ("verse:8 solo:8", "verse:12"),
        {"*": ("I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | V7", TWELVE, ONE)},
        (
            zydeco(*sung("soul man", plan="AAB.", manner=("chant", "blues")),
                   *sung("backing men", plan=".A.B"),
                   Comp("drawbar organ", WASH, register=64, gate=1.0, gain_db=-6), groove=BAYOU_FUNK,
                   box=TWO_STEP_BOX, bass=("1--11-5-8-7-5-b-", "1-1-..5-1-1-..7-"), fills=()),
            zydeco(*sung("soul man", plan="AABC", manner="chant"), *horns("trumpet", "tenor sax", gain_db=-4),
                   answer("overdriven guitar", drive=0.3, gain_db=-2), groove=BAYOU_FUNK, box=TWO_STEP_BOX,
                   bass=("1--11-5-8-7-5-b-", "1---1-5-1---7-5-"), fills=()),
        ),
        recording=on("digital", level_db=-12.5, spectrum="modern", bass_db=5, treble_db=2, compression=0.45,
                     seed=118),
    ),
    Artist(
        "Les Soeurs Guillory", "zydeco waltz", (92, 132), "C, G, F", ("verse:8 solo:8", "verse:16"),
        {"*": TWO},
        (
            zydeco(*sung("alto", manner="waltz", plan="AABC", scale="major"),
                   answer("fiddle", manner="waltz", low=62, high=84), groove=WALTZ, box=("x-----", "x---x-"),
                   bass=("1---5-", "1-----"), guitar="..x-x-", fills=(), manner="waltz", scale="major"),
            zydeco(*sung("alto", manner="waltz", plan="A.AB", parallel=(2,), scale="major"), groove=WALTZ,
                   box=("x-x-x-", "x-----"), bass=("1-----",), guitar="..xxxx", fills=(), manner="waltz",
                   scale="major", accordion="bandoneon"),
        ),
        metre="3/4", drift=0.04, swell=0.2,
        recording=on("digital", level_db=-17, bass_db=4, treble_db=2, room_seconds=1, seed=119),
    ),
    Artist(
        "The Tin Tub Trio", "acoustic trio", (100, 148), "G, C, E, A", FORM, {"*": (QUICK, RAG, TWELVE)},
        (
            unplugged(*sung("baritone", plan="AAB."), *sung("tenor", plan="..AB", parallel=(2,), gain_db=1),
                      answer("steel guitar", low=57, high=79, gain_db=3, name="second guitar")),
            unplugged(*sung("crooner", plan=("A.AB.C", "AABC")), harp(drive=0.0),
                      *chug("steel guitar", gain_db=-3), strum="..X-..X-",
                      drums=(Drums("brush kit", BRUSHES, (), crash=False, gain_db=-9),)),
        ),
        swing=1.8, swell=0.2,
        recording=on("digital", level_db=-20, bass_db=4, room="room", room_seconds=0.5, seed=120),
    ),
)
