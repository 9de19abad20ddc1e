"""Rock: guitars, a back-beat and somebody who sings through most of the song; the widest of the genres.

Sub-styles: garage, rhythm and blues rock, hard rock, glam, art rock, folk rock, progressive, stadium rock,
new wave, jangle, baggy, low rock, acoustic songwriters, jazz rock, radio rock, soulful pop, alternative.
"""

from ..artists import Artist
from ..media import on
from ..players import FILLS, SOFT_FILLS, Bass, Chorale, Comp, Drums, Melody, Riff, singer

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Broken Amp, Freeway, Wild, Basement, Thunder, Motor, Lonely, Static, Red Dress, Runaway",
    "Nights, Fire, Kid, Blues, Machine, Generation, Sun, Line, Parade, Baby",
)

POWER = ("I5 | bVII5 | IV5 | I5", "I5 | I5 | bIII5 IV5 | I5", "I5 | IV5 | bVII5 | IV5",
    "I5 | bIII5 | IV5 | bVII5")
CLASSIC = ("I | bVII | IV | I", "I | IV | V | IV", "I | V | IV | IV", "vi | IV | I | V", "I | vi | IV | V")
BLUESY = (
    "I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7",
    "I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7",
)
MINOR = ("i | bVII | bVI | bVII", "i | bIII | bVII | IV", "i | bVI | bIII | bVII", "i | i | iv | V7")
SOFT = (
    "Imaj7 | IVmaj7 | Imaj7 | IVmaj7", "I | V/3 | vi | IV | ii7 | IV | V7sus4 | V",
    "Imaj7 | iii7 | IVmaj7 | V7sus4",
    "I | iii | vi | IV | I/5 | V | IV | V7",
)
GLAM = (
    "I | V/3 | vi | III7 | IV | iv | I | V7", "I | I7 | IV | iv | I | II7 | V | V7",
    "vi | II7 | V | I | IV | I | V | III7",
)
FOLK = ("i | bVII | i | IV", "I | bVII | I | v", "i | iv | bVII | bIII | bVI | IV | V | i",
    "I | ii | bVII | I")
DRONE = ("I | Isus4 | I | bVII", "I | I | IV | IV", "I | IVmaj7 | I | IVmaj7", "I | IV | vi | V")
BIG = ("I | I | IV | IV", "vi | IV | I | V", "I | V | IV | V", "IV | I | V | vi")
LOW = ("i | i | bVII | i", "i7 | i7 | iv7 | i7", "i | bVI | i | V", "I7 | I7 | IV7 | I7")
OPENED = ("Isus2 | IVadd9 | Isus2 | Vsus4", "i | bVIIadd9 | IVadd9 | i", "vi | IVadd9 | Iadd9 | Vsus4",
    "I | bVII | IVadd9 | I")
JAZZY = ("i9 | IV9 | i9 | IV9", "vi | ii7 | Vsus4 | Imaj7", "Imaj9 | iii7 | IVmaj9 | Vsus4",
    "i7 | bVImaj7 | iv7 | V7sus4")
FORM = ("verse:8 chorus:8", "intro:4 verse:8 chorus:8", "chorus:8 solo:8 verse:8", "verse:8 chorus:8 solo:4")
GROWING = ("soft:8 verse:8 chorus:8", "verse:8 chorus:8 soft:4", "soft:8 chorus:8 solo:8")

# What the feet and the snare drum play; hats, cymbals and shakers are a track of their own, so that a record
# can have its drums far back and still shimmer.
STRAIGHT = ("BD X.....x.X.......\nSD ....X.......X...", "BD X..x....X.x.....\nSD ....X..g....X..g",
            "BD X.x...x.X.......\nSD ....X.g.....X.g.")
ROCKING = ("BD X..x..x.X.x.....\nSD ....X.......X..g", "BD X.x....xX.x..x..\nSD ....X.......X...",
           "BD X...x.x...x.x...\nSD ....X..g....X...")
DRIVING = ("BD X...x...X...x...\nSD ....X.......X...", "BD X.x.x.x.X.x.x.x.\nSD ....X.......X...")
HALFTIME = ("BD X.....x......x..\nSD ........X.......", "BD X..x..x...x.....\nSD ........X......g")
GENTLE = ("BD x......xx.......\nRS ....x.......x...", "BD x.....x.x.......\nSD ....o..g....o..g",
    "BD x.......x.....x.\nSD ....o.......o...")
SHUFFLED = ("BD X..g.xx...x..x..\nSD ....X..g.g..X..g", "BD X.x....x..x..x..\nSD ....X..g.g.gX.g.")
TOMS = ("BD X.....x.X.....x.\nT5 ..x...x...x...x.\nSD ....X.......X...",
    "BD X...X...X...X...\nT6 ..x.x...x.x.x...\nSD ............X...")
LATIN = ("BD x..x....x..x....\nRS ...x..x.....x..x\nLC ......x.......xx",
    "BD x..x..x.x..x..x.\nRS ....x.....x.x...\nHC ..x...x...x...x.")
PUNK_DRUMS = ("BD X...X.x.X...X.x.\nSD ..X...X...X...X.", "BD X.x...x.X.x...x.\nSD ....X.......X.x.")

HATS = ("HH xgogxgogxgogxgog", "HH XoxoXoxoXoxoXoxo\nOH ..............x.", "HH x.o.x.o.x.o.x.oo")
SIXTEENTHS = ("HH xgogxgogxgogxgog\nSH oxoxoxoxoxoxoxox", "HH xoooxoooxoooxooo\nTM ....x.......x...",
    "RD x.goxgo.x.goxgo.\nSH x.oxx.oxx.oxx.ox")
RIDES = ("RD xgo.xgo.xgo.xgo.\nHP ....o.......o...", "RD x.x.x.x.x.x.x.x.\nCY x...............")
OPEN = ("OH X.x.X.x.X.x.X.x.", "CR x...o...x...o...\nOH ..x...x...x...x.",
    "RD X.x.X.x.X.x.X.x.\nCR x...............")
TAMBOURINE = ("TM o.x.o.X.o.x.o.X.\nHH x.o.x.o.x.o.x.o.", "SH xoxoxoxoxoxoxoxo\nTM ....X.......X...")
WHISPER = ("SH xgogxgogxgogxgog", "HP ....x.......x...\nSH o.xoo.xoo.xoo.xo",
    "TM ....o..o....o..o\nSH xoxoxoxoxoxoxoxo")

RIFFS = (  # some stop and start, some never let go
    "1.1.m-1.4-d.4-..", "1---1.s-1---m.4-", "1-.1-.s-1-.m--4.", "1.1-....4.4.5-..", "1-s-1---m---1-s-",
    "1.1.s-1.m-4---s.",
)
# Palms on the strings, lifted for the chord changes.
CHUGS = ("1.1.1.1.1.1.4-5-", "1..1..1.1---....", "1-..1.1...1-1.4-")
CLANG_RIFFS = ("1-..1-4-..1-....", "1...1-..5-..4---")
# The rock-and-roll shuffle of the right hand.
CHURN = ("1-1-5-5-6-6-5-5-", "1-1-1-1-6-6-6-6-", "1-1-5-5-7-7-6-5-")
EIGHTHS = ("1-1-1-1-1-1-1-1-", "1-1-1-1-1-1-1-b-")
BASS = ("1-1-1-1-1-1-5-b-", "1--1--1-1--1-5--", "1---1-1-5---s---", "1--11-1-5---1-b-")
MELODIC = ("1--1-5-8-7-5--1-", "1---5-8---7-5-b-", "1-1-8-7-5-6-5-b-")
HELD = ("1-------1-----5-", "1-----1-5-----b-", "1---------5---1-")
STRUM = ("D-d-D-DUD-dUD-DU", "D---D-DU--DUD-DU", "D-DUD-DUD-DUD-DU")
RING = ("X---------------", "X-------X-------", "X-----X---X-----")
CLANG = ("X---X.x-..--X.x-", "X--...X-X-..x-..", "..X-..X-X--...X-")
PICK = ("1-2-3-4-3-2-3-2-", "B-3-2-4-B-3-2-3-", "B-2-3-5-4-3-2-3-")
JANGLE = ("1-3-2-4-3-5-2-4-", "4-3-2-3-5-3-4-2-", "B-3-5-4-3-5-4-3-")
# Thumb, nails, and the flat of the hand on the strings.
SLAPPED = ("B.m2.3mUB.m3.2mU", "B-2m3.mUL-2mU.m3", "D.mUB.mDm.DUB.mU", "B.3m2.4mL.3mUDmU")


def voice(kind, *, manner="song", **how):
    """A rock singer: pushes up into notes, shouts the high ones."""
    how = {
        "bend": -1.8, "bend_share": 0.45, "vibrato": 0.4, "plan": "AABC", "gain_db": 11, "gate": 0.9,
        "where": "-intro -solo", **how,
    }
    return singer(kind, manner=manner, **how)


def harmonies(kind="backing men", *, where="chorus", manner="ballad", **how):
    """The others at one microphone, in thirds."""
    return singer(kind, **{
        "manner": manner, "where": where, "parallel": (2,), "tune": "harmony", "gain_db": 7, "gate": 0.95,
        "name": "harmonies", **how,
    })


def choir(where="chorus", *, gain=3.0, pattern=("x-------", "x---x---")):
    """Four parts, sung by the band again and again until it is a choir."""
    return (
        Chorale("backing men", voices="tb", pattern=pattern, where=where, gain_db=gain, name="choir low"),
        Chorale("backing vocals", voices="sa", pattern=pattern, where=where, gain_db=gain, name="choir high"),
    )


def solo(
    instrument="overdriven guitar", manner="wail",
    *,
    low=57, high=84, scale="minor pentatonic", where="solo",
    **how,
):
    """Pentatonic, with bends of a whole tone."""
    how = {
        "bend": -2.0, "bend_share": 0.4, "vibrato": 0.5, "plan": "ABAC", "drive": 0.45, "gate": 1.0,
        "tune": "solo", "name": "lead guitar", **how,
    }
    return Melody(instrument, manner, low=low, high=high, scale=scale, where=where, **how)


def wind(instrument, manner="song", *, low=55, high=79, where="solo intro chorus", **how):
    """A flute, a saxophone or a harmonica: answers the singer and has the solo."""
    how = {
        "bend": -1.0, "bend_share": 0.3, "vibrato": 0.3, "plan": "ABAC", "gain_db": 4, "gate": 0.97,
        "tune": "wind", "ornaments": 0.1, **how,
    }
    return Melody(instrument, manner, low=low, high=high, where=where, **how)


def kit(beat, top, *, name="room kit", gain=5.0, wash=5.0, fills=FILLS, timing=9):
    """A drummer on two pairs of tracks: drums, and what shimmers over them."""
    return (
        Drums(name, beat, fills, gain_db=gain, timing_ms=timing, crash=False, name="drums"),
        Drums("standard kit", top, (), gain_db=wash, timing_ms=timing, name="cymbals"),
    )


def bass(line=BASS, instrument="finger bass"):
    """A bass whose notes last nearly until the next one, back enough to leave the middle to the singer."""
    return Bass(instrument, line, gate=0.92, gain_db=6.5)


def strum(pattern=STRUM, *, gain=-3.0, guitar="steel guitar", register=43, where="", **how):
    """An acoustic guitar whose strings ring on."""
    return Comp(
        guitar, pattern, voicing="guitar", register=register, gate=0.9, strum_ms=14, gain_db=gain,
        dynamics=0.22, where=where, name="strummed guitar", **how,
    )


def picked(pattern=PICK, guitar="clean guitar", *, gain=2.0, register=45, where="", **how):
    """One string after the other, all of them ringing."""
    return Comp(
        guitar, pattern, voicing="guitar", register=register, gate=1.3, gain_db=gain, where=where,
        dynamics=0.2,
        name="picked guitar", **how,
    )


#: Hands of an organist who goes along with the drums; strings hold on.
MOVING = ("x-----x-x---x---", "x---x-x---x-x---", "x-------x--x--x-")


def pad(instrument="drawbar organ", *, register=62, gain=-5.0, where="", pattern=("x-------",), **how):
    """What fills the room between the guitars: an organ, strings, a synthesizer."""
    pattern = MOVING if "organ" in instrument else pattern
    return Comp(instrument, pattern, register=register, gate=1.0, gain_db=gain, where=where, **how)


def keys(instrument="piano", pattern=("x-x-x-x-", "x--x--x-", "x---x-x-"), *, gain=6.0, **how):
    """Chords on a piano."""
    return Comp(instrument, pattern, gate=0.9, gain_db=gain, **{"register": 62, **how})


def electric(
    riff, *, chorus=RING, drive=0.35, guitar="overdriven guitar", low=40, gain=-3.0, where="",
    other="clean guitar",
):
    """Two electric guitars: a riff, and chords that ring through the chorus."""
    return (
        Riff(
            guitar, {"*": riff, "chorus": EIGHTHS[0]}, low=low, voicing="fifth", gate=0.7, drive=drive,
            gain_db=gain, where=where, name="riff guitar", timing_ms=9, dynamics=0.25,
        ),
        Comp(
            other, {"*": CLANG, "chorus": chorus, "solo": RING[1:]}, voicing="power", register=low + 5,
            gate=0.7, strum_ms=9, drive=drive, gain_db=gain, where=where, cents=8, dynamics=0.2,
            name="chord guitar",
        ),
    )


def hard(*more, riff=RIFFS, beat=ROCKING, top=HATS, drive=0.35, line=None, where="", **how):
    """A riff, and a bass that plays it, too (or a line of its own)."""
    line = line or {"*": riff, "chorus": EIGHTHS[0]}
    return (
        *kit(beat, {"*": top, "chorus": OPEN, "soft": WHISPER[:1]}, **how),
        Riff("pick bass", line, low=28, voicing="single", gate=0.85, gain_db=1, drive=0.15),
        *electric(riff, drive=drive, where=where),
        *more,
    )


def band(*more, beat=STRAIGHT, top=HATS, line=BASS, instrument="finger bass", **how):
    """A rhythm section that plays together, and who comes along."""
    return (
        *kit({"*": beat, "soft": GENTLE}, {"*": top, "soft": WHISPER}, **how), bass(line, instrument), *more,
    )


def low_rock(*more, beat=GENTLE[1:] + STRAIGHT[:1], top=RIDES, line=RIFFS[1:], sax="baritone sax"):
    """No guitar: a bass with two strings and a slide, a baritone saxophone, drums."""

    def slide(low, voicing, gain, name):
        return Riff(
            "fretless bass", line, low=low, voicing=voicing, gate=1.0, gain_db=gain, drive=0.25, slide=0.25,
            name=name,
        )

    return (
        *kit(beat, top, gain=4, wash=3, fills=SOFT_FILLS, timing=12),
        slide(28, "single", 9, "bass"), slide(40, "fifth", 1, "upper string"),
        wind(sax, "riff", low=38, high=60, where="", scale="minor pentatonic", plan="AABA", gain_db=4),
        *more,
    )


def songwriter(*more, pattern=SLAPPED, register=40, rhythm=()):
    """One woman, one guitar that is also the drum; its pickup, driven a little, has more nails than wood."""
    return (
        Comp(
            "steel guitar", pattern, voicing="guitar", register=register, gate=2.2, strum_ms=9, gain_db=4,
            drive=0.05, timing_ms=8, dynamics=0.16, name="acoustic guitar",
        ),
        *rhythm, *more,
    )


#: Fingers on the wood of the guitar, a shaker under the foot.
TAPS = (
    Drums(
        "standard kit",
        ("LC ....o.......o..g\nSH ogxgogxgogxgogxg", "SH xgogxgogxgogxgog\nRS ....g.......g..."),
        (), gain_db=-1, crash=False, name="taps",
    ),
)
SMALL = (
    *kit(GENTLE[1:], WHISPER, name="brush kit", gain=-2, wash=-4, fills=SOFT_FILLS),
    bass(HELD + MELODIC[:1], "fretless bass"),
)


ARTISTS = (
    Artist(
        "The Coal Chute", "garage", (132, 160), "E, A, G, D", FORM, {"*": POWER, "chorus": CLASSIC[:2]},
        (
            hard(
                *voice("punk"), solo(drive=0.6), pad("percussive organ", gain=-6), beat=DRIVING, top=OPEN,
                riff=CLANG_RIFFS + CHUGS[2:], drive=0.4, name="standard kit", gain=2,
            ),
            hard(
                *voice("rock woman", manner="chant"), *harmonies("backing vocals", manner="chant"),
                solo(manner="riff"), riff=EIGHTHS[1:] + CHUGS[:1], beat=PUNK_DRUMS, top=HATS[1:], drive=0.55,
                name="standard kit", gain=2,
            ),
        ),
        drift=0.03, swell=0.2,
        recording=on(
            "mono tape", level_db=-14.5, spectrum="modern", high_hz=9500, bass_db=2, drive=0.3, treble_db=-3,
            seed=1001,
        ),
    ),
    Artist(
        "Denim Parliament", "rhythm and blues rock", (104, 134), "A, E, G, D", FORM,
        {"*": BLUESY[:1] + CLASSIC[:2], "chorus": CLASSIC[:3]},
        (
            band(
                *electric(CHURN, chorus=CLANG, drive=0.25, guitar="clean guitar", other="overdriven guitar"),
                *voice("blues shouter", low=52, high=69), solo(scale="blues"), keys("honky-tonk piano"),
                *harmonies("gospel choir", manner="pop"), top=TAMBOURINE + HATS[1:2],
            ),
            band(
                *electric(RIFFS[3:], chorus=CLANG, drive=0.3), strum(STRUM[1:]),
                *voice("punk", manner="blues"),
                wind("harmonica", "blues", low=60, high=82, scale="blues"), pad("rock organ", gain=-7),
                beat=STRAIGHT[1:] + DRIVING[:1], top=TAMBOURINE,
            ),
        ),
        drift=0.025, swell=0.2,
        recording=on(
            "stereo tape", level_db=-18.5, spectrum="popular", high_hz=9000, bass_db=2, room_mix=0.11,
            presence_db=-1.5, seed=1002,
        ),
    ),
    Artist(
        "Black Orchard", "hard rock", (88, 124), "A, E, D minor, G", FORM,
        {"*": POWER, "chorus": POWER + CLASSIC[:1]},
        (
            hard(*voice("rock singer", low=55, high=76, manner="blues"), solo(manner=("wail", "shred"))),
            hard(
                *voice("rock singer", low=55, high=76), solo(),
                wind("harmonica", "blues", low=60, high=82, where="intro chorus"),
                pad("rock organ", drive=0.3), riff=RIFFS[:3], beat=ROCKING[:1] + HALFTIME,
                top=OPEN[:1] + RIDES,
            ),
        ),
        drift=0.025, swell=0.2,
        recording=on(
            "stereo tape", level_db=-19, spectrum="popular", bass_db=2, room_mix=0.11, room_seconds=0.9,
            high_hz=10500, seed=1003,
        ),
    ),
    Artist(
        "Mother Tallow", "heavy folk rock", (72, 104), "A minor, D, E minor, C", GROWING,
        {"*": MINOR + FOLK[3:], "chorus": MINOR[:3] + POWER[:1]},
        (
            hard(
                strum(where="-solo", gain=-4), *voice("metal tenor", manner="ballad", low=57, high=76),
                solo(), pad("strings", where="chorus solo", gain=-4),
                picked(guitar="steel guitar", where="soft verse"),
                riff=RIFFS[1:4], where="chorus solo", top=RIDES, beat=HALFTIME + STRAIGHT[:1], line=HELD,
            ),
            hard(
                *voice("rock singer", manner="blues", low=55, high=76),
                solo(scale="blues", where="solo intro"),
                pad("drawbar organ", gain=-3), picked(guitar="clean guitar", where="soft verse"),
                where="chorus solo", beat=HALFTIME, top=RIDES + OPEN[2:], line=HELD, riff=RIFFS[1:3],
            ),
        ),
        drift=0.03, swell=0.25,
        recording=on(
            "stereo tape", level_db=-22.5, treble_db=3, presence_db=1, bass_db=3, high_hz=10500,
            room_mix=0.15, room_seconds=1.2, seed=1004,
        ),
    ),
    Artist(
        "Regency Peacock", "glam rock", (92, 138), "Bb, F, Eb, C", FORM,
        {"*": GLAM, "chorus": GLAM[1:] + BIG[2:3]},
        (
            band(
                keys("bright piano", gain=7), *electric(EIGHTHS, drive=0.5, where="chorus solo"), *choir(),
                *voice("rock singer", manner="pop"),
                solo(scale="major", parallel=(2, 4), plan="AABA"), name="standard kit", gain=2,
            ),
            band(
                keys("bright piano", ("x-x-x-x-",), gain=7), *electric(RIFFS[3:4] + CHURN[:1], drive=0.5),
                *choir("chorus verse", gain=2),
                *voice("tenor", manner="song"), solo(scale="major", parallel=(2,)),
                beat=DRIVING + STRAIGHT[:1], top=OPEN, name="standard kit", gain=2,
            ),
        ),
        drift=0.02, swell=0.2,
        recording=on(
            "multitrack", level_db=-17.5, presence_db=0.5, bass_db=3, treble_db=3.5, room_mix=0.098,
            seed=1005,
        ),
    ),
    Artist(
        "The Velvet Chancellors", "art rock", (66, 92), "C, G, F minor, Eb", GROWING,
        {"*": GLAM + SOFT[1:2], "chorus": GLAM[:1] + BIG[1:]},
        (
            band(
                keys(pattern=("B-1-2-3-2-3-1-3-",), gain=5), *voice("tenor", manner="ballad"), *choir(),
                solo(scale="major", where="solo chorus"), *electric(EIGHTHS, drive=0.5, where="chorus solo"),
                pad("strings", where="verse chorus"), line=HELD, beat=STRAIGHT[:1] + HALFTIME[:1],
                top=RIDES + HATS[:1],
            ),
            band(
                picked(guitar="steel guitar", gain=3), *voice("falsetto", manner="ballad"),
                *choir("verse chorus", gain=1),
                pad("harp", pattern="1-2-3-4-5-6-5-4-", where="verse"), keys(gain=1, where="chorus solo"),
                solo(scale="major", parallel=(2,)), line=HELD, beat=STRAIGHT[:1], top=WHISPER + HATS[:1],
            ),
        ),
        drift=0.04, swell=0.25,
        recording=on(
            "stereo tape", level_db=-23, spectrum="popular", presence_db=-3.5, treble_db=-6, room="plate",
            room_mix=0.11, room_seconds=1.5, bass_db=3, seed=1006,
        ),
    ),
    Artist(
        "Heron and the Ploughmen", "folk rock", (96, 138), "D dorian, A minor, G, E dorian", FORM,
        {"*": FOLK},
        (
            band(
                strum(STRUM[2:], gain=-3), picked(guitar="nylon guitar", gain=2),
                *voice("baritone", manner="song", gain_db=11),
                wind("flute", ("fiddle", "song"), low=62, high=86, ornaments=0.35, gain_db=6),
                Melody("steel guitar", "twang", low=62, high=86, where="intro chorus", tune="wind", gain_db=2,
                    gate=1.0),
                line=MELODIC, beat=GENTLE[1:] + TOMS[:1], top=TAMBOURINE, wash=2,
            ),
            band(
                *electric(RIFFS[3:], drive=0.4, where="chorus solo"), strum(STRUM[:2], gain=-4),
                *voice("baritone", manner="chant"),
                wind("flute", ("running", "fiddle"), low=62, high=88, ornaments=0.3, gain_db=6,
                    scale="dorian"),
                pad("drawbar organ"), line=MELODIC, beat=STRAIGHT[1:],
            ),
        ),
        drift=0.03, swell=0.15,
        recording=on(
            "stereo tape", level_db=-22, spectrum="popular", treble_db=-2.5, presence_db=-2.5, bass_db=4,
            room_mix=0.098, seed=1007,
        ),
    ),
    Artist(
        "Tinker's Almanac", "progressive rock", (104, 144), "E minor, D dorian, A minor, G minor",
        ("verse:8 theme:4 solo:8", "theme:4 soft:8 chorus:8", "solo:8 theme:4 verse:8"),
        {"*": FOLK[2:3] + MINOR, "theme": POWER[3:]},
        (
            hard(
                *voice("tenor", where="verse soft chorus"),
                wind("flute", "running", low=62, high=88, where="theme solo", gain_db=6),
                pad("rock organ", gain=-3, drive=0.2), picked(guitar="nylon guitar", where="soft verse"),
                pad("strings", where="soft chorus", register=67), where="-soft", beat=ROCKING + STRAIGHT[2:],
                top=RIDES,
            ),
            hard(
                *voice("baritone", where="verse soft chorus"),
                solo(manner="running", scale="minor", where="theme solo"),
                Melody("saw lead", "running", low=64, high=88, where="solo theme", tune="solo", gain_db=2),
                keys("bright piano", ("1-2-3-4-3-2-4-3-",)), pad("choir", where="chorus soft", gain=-4),
                strum(where="soft verse"), where="-soft", beat=ROCKING, top=HATS,
            ),
        ),
        drift=0.02, swell=0.25,
        recording=on(
            "multitrack", level_db=-21.5, spectrum="popular", treble_db=-3, presence_db=-2, bass_db=1,
            room_mix=0.11, seed=1008,
        ),
    ),
    Artist(
        "Cathedral Radio", "stadium rock", (104, 132), "E, A, B, F#", FORM, {"*": DRONE + BIG, "chorus": BIG},
        (
            band(
                picked(JANGLE, gain=3), pad("warm pad", gain=-2),
                pad("synth strings", register=69, gain=-4, where="chorus solo"),
                *voice("baritone", manner="soar", low=50, high=69),
                *harmonies("backing vocals", manner="soar"),
                Comp("overdriven guitar", RING, voicing="power", register=45, gate=1.0, drive=0.4,
                    where="chorus solo"),
                line=EIGHTHS, name="power kit", gain=1.5, instrument="pick bass", beat=STRAIGHT + DRIVING[:1],
                top=HATS[:2],
            ),
            band(
                pad("polysynth", gain=-3), keys("piano", ("x--x--x-",), register=67),
                pad("bowed pad", gain=-2),
                picked(JANGLE[1:], gain=2, where="verse intro"),
                *voice("rock singer", manner="ballad", low=52, high=71),
                solo("overdriven guitar", "soar", scale="major", where="intro solo chorus", drive=0.4,
                    gain_db=2),
                line=EIGHTHS, name="power kit", gain=1.5, instrument="synth bass", beat=TOMS + STRAIGHT[:1],
                top=SIXTEENTHS[1:],
            ),
        ),
        drift=0.005, swell=0.12,
        recording=on(
            "digital", level_db=-18.5, room_mix=0.15, room_seconds=1.6, presence_db=-1, treble_db=1,
            bass_db=3, spectrum="modern", seed=1009,
        ),
    ),
    Artist(
        "Northern Signal", "new wave", (112, 146), "A minor, C, D, F# minor", FORM,
        {"*": MINOR[:3] + DRONE[3:], "chorus": BIG},
        (
            band(
                pad("synth strings", gain=-2), Comp("saw lead", "1-1-2-1-3-1-2-1-", register=55, gate=0.9,
                    gain_db=-2),
                picked(JANGLE, gain=1), *voice("baritone", manner="pop"),
                *harmonies("backing men", manner="soar"),
                line=("1-1-1-1-1-1-1-1-", "1-8-1-8-1-8-1-8-"), instrument="synth bass", name="electronic kit",
                gain=-4, beat=DRIVING, top=HATS,
            ),
            band(
                *electric(EIGHTHS, drive=0.3, guitar="clean guitar", other="clean guitar", chorus=STRUM[1:]),
                pad("sweep pad", gain=-2), *voice("tenor", manner="song", bend_share=0.2),
                wind("alto sax", "cool", where="solo intro", low=58, high=80),
                line=EIGHTHS[1:] + MELODIC[1:2], instrument="pick bass", name="power kit", gain=1.5,
                beat=DRIVING, top=TAMBOURINE[:1] + HATS[:1],
            ),
        ),
        drift=0.003, swell=0.12,
        recording=on(
            "digital", level_db=-19, presence_db=0.5, treble_db=3, bass_db=1, room_mix=0.11,
            room_seconds=1.2, spectrum="modern", seed=1010,
        ),
    ),
    Artist(
        "Marmalade Canal", "jangle", (108, 140), "D, A, E, G", FORM,
        {"*": DRONE + CLASSIC[:1], "chorus": DRONE[2:] + CLASSIC[3:4]},
        (
            band(
                picked(JANGLE, gain=3), strum(STRUM[2:], guitar="steel guitar", gain=-4),
                *voice("crooner", manner="pop", low=52, high=69, gain_db=11),
                *harmonies(manner="song"), solo("clean guitar", "twang", scale="pentatonic", drive=0.3),
                line=MELODIC, top=TAMBOURINE, name="standard kit", gain=2,
            ),
            band(
                picked(JANGLE[1:], "overdriven guitar", drive=0.2, gain=-1), strum(gain=-4),
                *voice("tenor", manner="ballad", gain_db=11),
                *harmonies(where="chorus verse"), solo("overdriven guitar", "wail", scale="major",
                    where="solo intro"),
                line=MELODIC, top=OPEN[:1] + RIDES[1:], beat=STRAIGHT + DRIVING[:1], name="standard kit",
                gain=2,
            ),
        ),
        drift=0.015, swell=0.2,
        recording=on(
            "digital", level_db=-21, spectrum="popular", room_mix=0.15, presence_db=0.5, treble_db=3,
            bass_db=2, seed=1011,
        ),
    ),
    Artist(
        "Saffron Arcade", "baggy", (92, 112), "E dorian, A dorian, B minor, D",
        ("verse:8 chorus:8", "verse:8 solo:8", "chorus:8 solo:8"),
        {"*": DRONE[1:3] + FOLK[:1], "chorus": DRONE + MINOR[1:2]},
        (
            band(
                Comp("muted guitar", ("m.x-mxm-x-mxm.x-", "x-mxm-x-mxx-m-x-"), voicing="triad", register=62,
                    gate=1.0, gain_db=6, drive=0.3, name="wah guitar"),
                picked(JANGLE[:2], gain=2), *voice("crooner", manner="song", low=52, high=69, gain_db=11),
                pad("percussive organ", gain=-4),
                solo(manner="wail", drive=0.5), beat=SHUFFLED, top=SIXTEENTHS, line=MELODIC + BASS[3:],
                name="standard kit", gain=2,
            ),
            band(
                *electric(RIFFS[1:5], drive=0.4, chorus=RING),
                *voice("crooner", manner="blues", low=50, high=67, gain_db=11),
                solo(manner="wail", scale="blues", where="solo intro"), pad("rock organ", gain=-4),
                Drums("standard kit", "HC x.ox..xo.xox..xo\nLC ...o..x...o...x.", (), gain_db=-4, crash=False,
                    name="congas"),
                beat=SHUFFLED, top=SIXTEENTHS, line=RIFFS[4:] + MELODIC[2:], name="standard kit", gain=2,
            ),
        ),
        swing=1.12, swing_unit=0.25, drift=0.008,
        recording=on(
            "digital", level_db=-17, spectrum="popular", room="room", room_mix=0.075, bass_db=2,
            presence_db=1.5, treble_db=5, seed=1012,
        ),
    ),
    Artist(
        "Slow Vermouth", "low rock", (84, 118), "E minor, A minor, D minor, G", FORM, {"*": LOW},
        (
            low_rock(*voice("crooner", manner="blues", gain_db=11),
                wind("tenor sax", "cool", low=50, high=72, scale="blues")),
            low_rock(*voice("baritone", manner="song", gain_db=11),
                pad("electric piano", register=55, gain=-6), beat=STRAIGHT[1:], top=HATS),
        ),
        drift=0.02, swell=0.2,
        recording=on(
            "loud disc", level_db=-15.5, spectrum="heavy", bass_db=5, presence_db=-1, compression=0.3,
            seed=1013,
        ),
    ),
    Artist(
        "The Night Dispatch", "low rock", (108, 150), "C minor, F minor, D minor, A", FORM,
        {"*": LOW[:1] + LOW[2:] + BLUESY[:1]},
        (
            low_rock(
                *voice("baritone", manner="chant", gain_db=11),
                wind("tenor sax", "riff", low=45, high=64, where="", tune="riffs", gain_db=3),
                beat=ROCKING, top=RIDES[1:] + HATS[1:2], line=RIFFS[:3],
            ),
            low_rock(
                *voice("crooner", manner="song", gain_db=11),
                wind("baritone sax", "shout", low=45, high=67, drive=0.3),
                pad("drawbar organ", register=57, gain=-4), beat=SHUFFLED, top=HATS, sax="tenor sax",
            ),
        ),
        drift=0.02, swell=0.2,
        recording=on(
            "digital", level_db=-20, spectrum="heavy", room="room", room_seconds=0.6, bass_db=7,
            presence_db=0.5, treble_db=0.5, seed=1014,
        ),
    ),
    Artist(
        "Nell Harrow", "acoustic songwriter", (88, 124), "D, G, E minor, A", FORM, {"*": OPENED},
        (
            songwriter(*voice("rock woman", manner=("pop", "song"), gain_db=7, vibrato=0.25), rhythm=TAPS),
            songwriter(
                *voice("alto", manner="song", gain_db=7, vibrato=0.25),
                bass(HELD + RIFFS[4:], "fretless bass"), pattern=SLAPPED[1:],
                rhythm=kit(LATIN[:1] + SHUFFLED[:1], WHISPER, name="standard kit", gain=-2, wash=0,
                    fills=SOFT_FILLS),
            ),
        ),
        drift=0.03, swell=0.25,
        recording=on(
            "digital", level_db=-16, spectrum="popular", room="room", room_seconds=0.4, room_mix=0.063,
            presence_db=1, bass_db=2, seed=1015,
        ),
    ),
    Artist(
        "Juno Pike", "acoustic songwriter", (78, 112), "C, F, A minor, D", FORM, {"*": OPENED[1:] + SOFT[3:]},
        (
            songwriter(
                *voice("breathy pop", manner="song", gain_db=8),
                *harmonies("alto", parallel=(-2,), manner="song", tune="voice", gain_db=1),
                pattern=PICK + SLAPPED[1:2], rhythm=SMALL,
            ),
            songwriter(*voice("alto", manner="ballad", gain_db=7),
                Melody("cello", "adagio", low=40, high=64, gain_db=2, vibrato=0.2),
                       pattern=SLAPPED[1:2] + PICK[1:], rhythm=TAPS),
        ),
        drift=0.035, swell=0.25,
        recording=on(
            "digital", level_db=-23, spectrum="popular", room_mix=0.098, presence_db=-1.5, bass_db=2,
            seed=1016,
        ),
    ),
    Artist(
        "Alder Quay", "jazz rock", (86, 124), "D, B minor, G, E minor", FORM, {"*": JAZZY},
        (
            band(
                picked(PICK[1:], gain=2), pad("warm pad", gain=-3),
                keys("electric piano", ("x--x--x-",), gain=2),
                *voice("tenor", manner="song", low=55, high=72),
                wind("soprano sax", "cool", low=62, high=84), line=HELD + MELODIC[:1],
                instrument="fretless bass",
                beat=GENTLE + LATIN[:1], top=SIXTEENTHS[::2], name="standard kit", gain=-2,
            ),
            band(
                Comp("clean guitar", ("..x-..x-..x-..x-", "..x---x-..x---x-"), voicing="triad", register=62,
                    gate=0.8, gain_db=6, dynamics=0.2), pad("slow strings", gain=-3),
                *voice("tenor", manner="pop", low=55, high=72), *harmonies("backing vocals", manner="pop"),
                wind("muted trumpet", "cool", low=58, high=79, where="solo"), keys("piano", gain=1),
                line=HELD[1:] + RIFFS[4:5], instrument="fretless bass", beat=STRAIGHT[1:] + GENTLE[:1],
                top=HATS[:1] + SIXTEENTHS[2:], name="standard kit", gain=-2,
            ),
        ),
        drift=0.006, swell=0.12,
        recording=on(
            "digital", level_db=-22.5, treble_db=1.5, bass_db=4, spectrum="modern", seed=1017,
        ),
    ),
    Artist(
        "Steel Canary", "radio rock", (108, 140), "E, B minor, C#, A", FORM,
        {"*": MINOR[:3] + BIG[1:2], "chorus": BIG[1:]},
        (
            hard(
                *voice("rock singer", manner="pop", low=55, high=74), *harmonies(manner="pop"),
                solo(parallel=(2,)), pad("polysynth", gain=-3),
                keys("bright piano", ("x--x--x-",), where="chorus"), riff=CHUGS, beat=STRAIGHT, drive=0.45,
                name="power kit", gain=1.5,
            ),
            hard(
                *voice("rock woman", manner="pop"), *harmonies("backing vocals", manner="pop"), solo(),
                pad("synth strings", gain=-3),
                picked(where="verse", gain=1), riff=CHUGS, where="chorus solo", beat=STRAIGHT,
                drive=0.45, name="power kit", gain=1.5, line=EIGHTHS,
            ),
        ),
        drift=0.004, swell=0.12,
        recording=on(
            "digital", level_db=-13.5, spectrum="modern", presence_db=-0.5, treble_db=3, compression=0.45,
            bass_db=3, seed=1018,
        ),
    ),
    Artist(
        "Lake Country Line", "soulful pop rock", (92, 132), "F, Bb, C, G", FORM,
        {"*": CLASSIC[1:] + JAZZY[1:3], "chorus": CLASSIC[2:] + SOFT[3:]},
        (
            band(
                keys("electric piano", ("x--x..x-x..x..x-", "x-..x..x-.x-x...")),
                Comp("clean guitar", ("m.x-mxm.x.mxm.x-", "..x-..xx..x-.xx."), voicing="triad", register=64,
                    gate=0.8, gain_db=5, dynamics=0.2, name="rhythm guitar"),
                Comp("brass", ("X-..............|......x.X-......", "..X-..x.........|........x-x-X-.."),
                    register=64, gate=0.8, gain_db=-1, where="chorus intro solo"),
                *voice("soul man", manner="pop"), *harmonies("backing vocals", manner="pop"),
                wind("tenor sax", "song", low=52, high=74),
                beat=STRAIGHT[1:], top=SIXTEENTHS[:2], name="standard kit", gain=1, line=BASS,
            ),
            band(
                *electric(CLANG_RIFFS, drive=0.2, guitar="clean guitar", chorus=CLANG,
                    other="overdriven guitar"),
                keys("bright piano", ("x-x-x-x-", "..x-..x-"), where="chorus intro"),
                *voice("tenor", manner="song"), *harmonies(where="chorus verse", manner="song"),
                solo("clean guitar", "twang", drive=0.3, scale="pentatonic"),
                beat=DRIVING[:1] + STRAIGHT[:2], top=TAMBOURINE + HATS[1:2], name="standard kit", gain=2,
                line=BASS[:1] + MELODIC,
            ),
        ),
        drift=0.01, swell=0.15,
        recording=on(
            "digital", level_db=-17.5, room="plate", room_seconds=0.9, room_mix=0.1, presence_db=-1.5,
            treble_db=-5.5, spectrum="modern", seed=1019,
        ),
    ),
    Artist(
        "Glasswell", "alternative", (84, 124), "E minor, B minor, F# minor, G", GROWING,
        {"*": MINOR + CLASSIC[:1], "chorus": MINOR[1:] + CLASSIC[3:4]},
        (
            hard(
                *voice("tenor", manner="pop"), picked(where="soft verse intro", gain=3),
                solo(manner="riff", drive=0.6),
                where="chorus solo", drive=0.6, riff=EIGHTHS, beat=STRAIGHT[1:] + HALFTIME, top=HATS[1:],
                gain=-1, line=EIGHTHS[1:] + HELD[:1],
            ),
            hard(
                *voice("rock woman", manner="song", low=55, high=72),
                strum(where="soft verse intro", gain=-2), pad("cello", register=50, where="-solo", gain=-4),
                where="chorus solo", drive=0.65, riff=RIFFS[1:3], beat=STRAIGHT, top=RIDES, gain=4, line=HELD,
            ),
        ),
        swell=0.15,
        recording=on(
            "loud disc", level_db=-13, spectrum="modern", presence_db=1, bass_db=1, compression=0.5,
            room_mix=0.075, treble_db=0.5, seed=1020,
        ),
    ),
)
