"""Country: three chords and a story; bass on one and three, snare on the off-beat, steel strings everywhere.

Sub-styles: country radio of the 1990s (dance, ballad, rock, harmony group), neo-traditional, Bakersfield,
honky-tonk, Nashville sound and countrypolitan, train beat, outlaw, waltz, bluegrass.
"""

from ..artists import Artist
from ..media import on
from ..players import FILLS, SOFT_FILLS, Bass, Comp, Drums, Melody, singer

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Gravel Road, Her Old Porch, Whiskey, Tin Cup, County Line, Barbed Wire, Sunday Boots, "
    "Diesel, Dry Creek, Screen Door",
    "Heart, Goodbye, Waltz, Breakdown, in the Rain, Prayer, and Me, Memory, Highway, Special",
)

THREE = (
    "I | I | IV | I | I | I | V | V | I | I7 | IV | IV | I | V | I | I",
    "I | IV | V | I | I | IV | V | I",
    "I | I | IV | IV | V | V | I | I",
    "I | V | V | I | I7 | IV | V | I",
)
GRASS = (
    "I | I | I | V | I | I | V | I | IV | I | IV | V | I | I | V | I",
    "I | IV | I | V | I | IV | V | I",
    "I | I | bVII | bVII | I | I | V | I",
)
RADIO = (
    "I | V/3 | vi | IV | I | V | IV | V", "vi | IV | I | V", "I | IV | vi | V | I | IV | V | V",
    "I | I/3 | IV | V | I | I/3 | ii7 | V",
)
TENDER = (
    "I | V/3 | vi7 | IV | ii7 | V7sus4 | I | V", "Imaj7 | I7 | IV | iv | I | V7 | I | V7",
    "I | iii | IV | V | vi | IV | ii7 | V7sus4", "I | I7 | IV | I | II7 | II7 | V7sus4 | V7",
)
CHORDS = {"*": THREE}
FORM = ("verse:8 chorus:8", "intro:4 verse:8 chorus:8", "chorus:8 verse:8", "verse:8 solo:4 chorus:8")
SHORT = ("verse:4 chorus:8", "verse:8 chorus:8", "intro:2 verse:8", "chorus:8 verse:4")

TRAIN = (
    "SD xogoXogoxogoXoxo\nBD x.......x.......\nHP ....x.......x...",
    "SD ogogxgogogogxgog\nBD x...o...x...o...\nTM ..o...o...o...o.",
    "SD goxoxogogoxoxooo\nBD x.......x.......\nHP ....x.......x...",
)
TWOSTEP = (
    "HH x.oxx.oxx.oxx.ox\nRS ....x.......x...\nBD x.......x.......",
    "HH xoxoxoxoxoxoxoxo\nSD g...x..gg...x..g\nBD x.......x.......\nTM ....o.......o...",
    "RD x.o.x.o.x.o.x.oo\nSD ....x..g....x..g\nBD x.......x.....?.",
)
BACKBEAT = (
    "HH xoxoxoxoxoxoxoxo\nSD .g..X..g.g..X..g\nBD x.....x.x.......\nTM ..o...o...o...o.",
    "RD x.o.x.o.x.o.x.o.\nSD ....X..g....X.g.\nBD x..x....x.x.....\nTM o.o.o.o.o.o.o.o.",
    "HH x.oox.oox.oox.oo\nSD ....X.......X..g\nBD x.x.....x.x...x.\nSH oooooooooooooooo",
)
ROCKING = (
    "OH x...x...x...x...\nHH ..o...o...o...o.\nSD ....X..g....X.g.\nBD x..x..x.x..x....",
    "RD x.o.x.o.x.o.x.o.\nSD ....X.......X.xx\nBD x.x...x.x.x.....\nCB o...o...o...o...",
)
SHUFFLE = ("HH x.ox.ox.ox.o\nSD ..gx.g..gx.g\nBD x.....x.....",
           "RD x.ox.ox.ox.o\nRS ...x.....x..\nBD x..o..x..o..")
WALTZ = (
    "HH x.oxo.xoxo.o\nRS ....x...x...\nBD x...........",
    "SD o.g.x.g.x.gg\nBD x...........\nTM ....o...o...",
)
BALLAD = (
    "HH o.ooo.ooo.ooo.oo\nRS ....x.......x...\nBD x.......x.x.....",
    "SH oooooooooooooooo\nSD ....x.......x...\nBD x......xx.......\nRD o...o...o...o...",
    "HH ogogogogogogogog\nSD ....x.......x..g\nBD x.....x.x.......",
)

ROOT_FIFTH = ("1---l---", "1---5---", "1---l--b", "1---5-3-|1---l---")
LONG_BASS = ("1-----5-", "1--11-5-", "1--1----", "1---1--b")
DRIVING_BASS = ("1-1-1-1-", "1--11-5-", "1-1-5-5b")
STRUM = ("D-dUD-dU", "B-d-L-dU", "B-d-d-dU", "B-dUL-dU")
CHOP = ("..X-..X-", "..Xm..Xm")  # the mandolin is bluegrass's snare drum
SIXTEENTHS = ("DuduDuduDuduDudu", "D-duD-duDudud-du", "dudUdudUdudUdudU")
ROLLS = ("3215321532153215", "1352135213521352", "2513251325132513", "3135213531352135")
TRAVIS = ("B-3-L24-B-3-L24-", "B-2-L-3-B-42L-3-", "B3-2L3-4B3-2L3-2")
ARPEGGIO = ("1-2-3-4-3-2-3-2-", "1-3-4-5-4-3-2-3-", "1234543212345432")
PIANO = ("x-2-3-2-", "X---x-x-", "x-3-x-2-")


def voice(kind, *, manner=("story", "song"), **how):
    """A country singer: tunes in the major scale, with a catch in the throat, hardly a bar of rest."""
    how = {"bend": -2.0, "bend_share": 0.45, "vibrato": 0.4, "scale": "major", "plan": "ABAC", "gate": 1.0,
           "gain_db": 5, **how}
    return singer(kind, manner=manner, **{"where": "verse chorus", **how})


def harmony(kind, other="", *, manner=("story", "song"), **how):
    """A singer for the verses; in the chorus somebody (`other`) joins a third above."""
    lead = voice(kind, manner=manner, where="verse", **how)
    return (*lead, *voice(other or kind, manner=manner, where="chorus", parallel=(2,), **how))


def steel(where="", *, manner="ballad", plan="A.BC", gain_db=-1, **how):
    """Pedal steel: everything slides. The soft bow beside the strings is the volume pedal."""
    how = {"low": 62, "high": 82, "scale": "major", "plan": plan, "bend": -2.0, "bend_share": 0.4,
           "vibrato": 0.3, "gate": 1.1, "parallel": (2,), "tune": "steel", "where": where, **how}
    return (
        Melody("jazz guitar", manner, gain_db=gain_db, name="pedal steel", **how),
        Melody("slow strings", manner, gain_db=gain_db - 6, name="volume pedal",
               **{**how, "bend": 0.0, "vibrato": 0.0, "parallel": ()}),
    )


def fiddle(where="solo intro", *, manner="twang", plan="AABC", gain_db=0, **how):
    """A fiddle: slides, double stops, long bows or quick ones."""
    how = {"low": 64, "high": 86, "scale": "pentatonic", "bend": -1.0, "bend_share": 0.3, "vibrato": 0.2,
           "ornaments": 0.1, "gate": 1.0, **how}
    return Melody("fiddle", manner, plan=plan, tune="fiddle", where=where, gain_db=gain_db, **how)


def twang(where="solo intro", instrument="clean guitar", *, plan="ABAC", **how):
    """A telecaster near the bridge."""
    how = {"low": 48, "high": 74, "scale": "major blues", "bend": -1.5, "bend_share": 0.25, "vibrato": 0.1,
           "gate": 1.0, "drive": 0.0, "gain_db": 0, **how}
    return Melody(instrument, "twang", plan=plan, tune="twang", where=where, **how)


def strings(where="", *, gain_db=-7, register=67, instrument="slow strings", voicing="close"):
    """What fills the room behind a ballad: strings, an organ, a choir."""
    return Comp(instrument, "x-------", voicing=voicing, register=register, gate=1.0, gain_db=gain_db,
                where=where)


def acoustic(pattern, *, gain_db=-3, guitar="steel guitar", register=43, gate=1.6, voicing="guitar", **how):
    """A flat-top guitar, strummed or picked, whose strings ring on."""
    return Comp(guitar, pattern, voicing=voicing, register=register, gate=gate, strum_ms=18, gain_db=gain_db,
                **how)


def nashville(pattern, **how):
    """A guitar in Nashville tuning: thin strings, an octave up; a shimmer rather than chords."""
    return acoustic(pattern, voicing="triad", register=66, **how)


def honkytonk(*more, groove=TWOSTEP, strum=STRUM, bass="acoustic bass", line=ROOT_FIFTH, piano=True):
    """Bass on one and three, guitar and snare on two and four, a piano out of tune."""
    seats = [
        Drums("standard kit", groove, SOFT_FILLS + FILLS[:1], gain_db=-8),
        Bass(bass, line, gate=1.0, gain_db=2),
        acoustic(strum, gain_db=-2),
    ]
    if piano:
        seats.append(
            Comp("honky-tonk piano", ("..x-..x-", "x-x-x-x-", "xx-xx-x-"), register=69, gate=1.0, gain_db=-5)
        )
    return (*seats, *more)


def bluegrass(*more, mandolin=CHOP, banjo=True, guitar="steel guitar"):
    """No drums: bass, guitar and the mandolin's chop share the work; the banjo rolls on."""
    seats = [
        Bass("acoustic bass", ROOT_FIFTH[:2], gate=1.0, gain_db=3),
        acoustic(STRUM[1::2], guitar=guitar),
        Comp("banjo", mandolin, voicing="triad", register=72, gate=0.5, strum_ms=10, gain_db=-4,
             name="mandolin chop"),
    ]
    if banjo:
        seats.append(
            Comp("banjo", ROLLS, voicing="open", register=67, gate=2.0, gain_db=-1, name="banjo roll",
                 dynamics=0.18)
        )
    return (*seats, *more)


def train(*more, groove=TRAIN):
    """The snare is the train; a muted guitar picks the bass notes."""
    return (
        Drums("brush kit", groove, SOFT_FILLS, crash=False, gain_db=-6),
        Bass("acoustic bass", ROOT_FIFTH[:2], gate=1.0, gain_db=3),
        acoustic(STRUM[2:], gain_db=-2),
        Bass("muted guitar", ("1-3-5-3-", "1-1-l-5-", "1-s-1-3-"), low=40, gate=0.9,
             name="boom-chicka guitar"),
        *more,
    )


def softer(*more, groove=BALLAD, picking=TRAVIS, guitar="steel guitar", pad="slow strings",
           kit="standard kit", drums=True):
    """Finger-picking, brushes or a soft snare, strings behind it."""
    return (
        *((Drums(kit, groove, SOFT_FILLS, gain_db=-9),) if drums else ()),
        Bass("fretless bass", LONG_BASS, gate=1.0, gain_db=2),
        acoustic(picking, guitar=guitar, gate=1.8, gain_db=-1),
        nashville(SIXTEENTHS[2:], where="chorus", gain_db=-4),
        *((strings("chorus solo", instrument=pad),) if pad else ()),
        *more,
    )


def radio(
    *more, groove=BACKBEAT, bass=LONG_BASS, strum=SIXTEENTHS, bed="drawbar organ", keys="piano",
    picked="clean guitar", drive=0.0, kit="room kit", drums_db=-8.5,
):
    """Country for the radio: a rock rhythm section, acoustic sixteenths, steel and fiddle on top."""
    seats = [
        Drums(kit, groove, FILLS, gain_db=drums_db),
        Bass("pick bass", bass, gate=1.0, gain_db=2),
        nashville({"*": strum, "verse": STRUM[::2]}, gain_db=-2, gate=2.0),
    ]
    if drive:
        seats.append(
            Comp("overdriven guitar", ("x-------", "x---x---"), voicing="power", register=40, gate=1.0,
                 drive=drive, gain_db=-9, where="chorus solo")
        )
    if picked:
        seats.append(Comp(picked, ARPEGGIO, voicing="guitar", register=48, gate=2.0, gain_db=-4,
                          where="verse intro"))
    if bed:
        seats.append(strings(instrument=bed, gain_db=-8, voicing="triad"))
    if keys:
        seats.append(Comp(keys, PIANO, register=60, gate=1.3, gain_db=-5, where="chorus solo"))
    return (*seats, *more)


def three(*more, groove=WALTZ, strum=("B-DuDu", "B-d-dU"), guitar="steel guitar", pad="slow strings"):
    """A waltz."""
    return (
        Drums("standard kit", groove, (), gain_db=-9),
        Bass("acoustic bass", ("1-----", "1---5-"), gate=1.0, gain_db=2),
        acoustic(strum, guitar=guitar, gain_db=-1),
        strings("", instrument=pad, gain_db=-8),
        *more,
    )


def piano_solo(**how):
    """A piano that answers in blue thirds."""
    return Melody("piano", "twang", low=66, high=86, scale="major blues", bend_share=0, vibrato=0, gate=1.1,
                  tune="p", **{"where": "solo intro", **how})


def live(medium, **how):
    """Little is doubled: one singer, one guitar, one steel."""
    return on(medium, **{"doubling": 0.2, **how})


ARTISTS = (
    Artist(
        "Cody Rourke", "country radio", (116, 142), "A, E, D, G", FORM,
        {"*": RADIO, "verse": RADIO[:1] + THREE[2:3]},
        (
            radio(*harmony("country tenor"), fiddle("", plan=".A.B"), *steel("chorus")),
            radio(*voice("tenor"), twang("solo intro chorus", drive=0.3, plan=".A.B"),
                  Comp("banjo", ROLLS[:2], voicing="open", register=67, gate=1.5, gain_db=-4),
                  bass=DRIVING_BASS, drive=0.25, bed="", picked="", strum=STRUM),
        ),
        recording=live("digital", level_db=-14.5, spectrum="modern", compression=0.5, bass_db=2,
                     presence_db=-3, room_mix=0.12, treble_db=-4, seed=401),
    ),
    Artist(
        "Starla Vance", "country radio", (88, 116), "B, F#, E, C", FORM, {"*": RADIO},
        (
            radio(*harmony("country alto", low=57, high=74), *steel("", plan=".A.B"), groove=BACKBEAT[:1]),
            radio(*voice("soprano", low=60, high=76),
                  *voice("backing vocals", where="chorus", manner="croon"), *steel(""), groove=BACKBEAT[2:],
                  bed="slow strings"),
        ),
        recording=live("digital", level_db=-16, spectrum="modern", compression=0.4, bass_db=-2, treble_db=2,
                     presence_db=0, seed=402),
    ),
    Artist(
        "Garrett Lane", "radio ballad", (62, 80), "C, D, G, Bb", SHORT, {"*": TENDER},
        (
            softer(*voice("country tenor", gain_db=7.5, manner="croon"),
                   Comp("piano", PIANO, register=64, gate=1.2, gain_db=-2), *steel("", plan=".A.B"),
                   strings(gain_db=-8), groove=BALLAD[2:], picking=ARPEGGIO),
            radio(*harmony("country tenor", gain_db=7.5, manner="croon"), *steel("chorus intro"),
                  groove=BALLAD[2:], bed="slow strings"),
        ),
        swell=0.2,
        recording=live("digital", level_db=-19, presence_db=-2, treble_db=5, room_seconds=2.4, room_mix=0.32,
                     seed=403),
    ),
    Artist(
        "Royce Tillman", "neo-traditional", (108, 140), "A, D, G, F", FORM, CHORDS,
        (
            honkytonk(*voice("tenor"), *steel("verse chorus", plan=".A.B"), fiddle("solo intro chorus"),
                      groove=SHUFFLE, bass="finger bass", line=("walk", *ROOT_FIFTH[:2])),
            honkytonk(*harmony("tenor"), fiddle("", plan=".A.B"), *steel("solo chorus", plan="ABAC"),
                      groove=TWOSTEP[1:], bass="finger bass"),
        ),
        swing=1.7,
        recording=live("digital", level_db=-18.5, bass_db=2, presence_db=-3, treble_db=-3, room_mix=0.2,
                     seed=404),
    ),
    Artist(
        "Dusty McRae and Longbed", "country rock", (112, 150), "E, A, G, D", FORM,
        {"*": ("I | I | bVII | IV", *THREE[1:3]), "chorus": RADIO[:2]},
        (
            radio(*harmony("rock singer", "country tenor"),
                  twang("", "overdriven guitar", drive=0.35, plan=".A.B"), groove=ROCKING, bass=DRIVING_BASS,
                  drive=0.5, bed="", keys="", kit="power kit", strum=STRUM),
            radio(*voice("soul man"), *voice("backing men", where="chorus", manner="chant"),
                  piano_solo(where=""), fiddle("solo chorus"), groove=ROCKING, bass=DRIVING_BASS, drive=0.4,
                  bed="rock organ", strum=STRUM),
        ),
        swing=1.2,
        recording=live("loud disc", level_db=-13, presence_db=-4, treble_db=-4, room_mix=0.1, seed=405),
    ),
    Artist(
        "Shelby Ann Rowe", "country radio", (78, 108), "G, D, Eb, A", SHORT, {"*": RADIO, "verse": TENDER},
        (
            softer(*harmony("alto", gain_db=7.5), fiddle("", manner="ballad", plan=".A.B", gain_db=-3),
                   strings(gain_db=-10), picking=STRUM[:2], groove=BALLAD[1:]),
            radio(*voice("breathy pop", gain_db=7.5),
                  *voice("backing vocals", where="chorus", manner="croon"), *steel("", plan=".A.B"),
                  groove=BALLAD[2:], bed="accordion", picked="nylon guitar"),
        ),
        swell=0.15,
        recording=live("digital", level_db=-17, spectrum="popular", bass_db=-2, presence_db=-1, treble_db=-4,
                     seed=406),
    ),
    Artist(
        "Lyle Kessler", "radio ballad", (66, 92), "D, E, Ab, G", SHORT, {"*": TENDER + RADIO[3:]},
        (
            radio(*harmony("country tenor", gain_db=7.5, manner=("croon", "story"), low=53, high=70),
                  *steel("", plan=".A.B"), groove=BALLAD, strum=STRUM[2:], bed="slow strings",
                  keys="electric piano", picked="", kit="standard kit"),
            softer(*harmony("country tenor", "backing men", gain_db=7.5, manner="croon", low=53, high=70),
                   twang("solo intro chorus", plan=".A.B", gain_db=-2), strings(gain_db=-9)),
        ),
        swell=0.18,
        recording=live("digital", level_db=-20, bass_db=3, presence_db=3, treble_db=4, room_seconds=2.0,
                     room_mix=0.3, spectrum="warm", seed=407),
    ),
    Artist(
        "The Tull County Band", "harmony group", (96, 128), "F, C, D, A", FORM, {"*": RADIO + THREE[1:3]},
        (
            radio(*voice("tenor", parallel=(2,), plan="ABAC"), fiddle("solo intro"), *steel("", plan=".A.B"),
                  groove=BACKBEAT[1:], bed="", keys=""),
            radio(*voice("baritone", where="verse"), *voice("backing men", where="chorus", parallel=(2, 4)),
                  twang("", plan=".A.B", drive=0.2), groove=BACKBEAT[:2], drive=0.3, bed="synth strings",
                  keys="dx piano", picked="", kit="power kit"),
        ),
        recording=live("multitrack", level_db=-15.5, spectrum="popular", compression=0.45, bass_db=-3,
                     presence_db=3, room_mix=0.3, treble_db=2, seed=408),
    ),
    Artist(
        "Boone Castle", "neo-traditional", (76, 124), "E, A, C, D", FORM, {"*": THREE + RADIO[2:3]},
        (
            radio(*voice("bass singer", low=43, high=59), fiddle("", plan=".A.B", manner="ballad"),
                  *steel("chorus solo"), groove=BACKBEAT[2:], drive=0.2, bed="", picked="muted guitar"),
            honkytonk(*voice("baritone"), *steel("", plan=".A.B"), fiddle("solo intro chorus", plan=".A.B"),
                      twang("solo"), groove=TWOSTEP[2:], bass="pick bass"),
        ),
        recording=live("digital", level_db=-16.5, bass_db=4, presence_db=-5, treble_db=-1, compression=0.4,
                     seed=409),
    ),
    Artist(
        "The Bakersfield Comets", "Bakersfield", (122, 152), "E, D, A, B", FORM, {"*": THREE[1:]},
        (
            train(*voice("country tenor", parallel=(2,)), twang("", plan=".A.B", drive=0.25),
                  *steel("chorus")),
            honkytonk(*voice("country tenor"), twang("", plan=".A.B", drive=0.3),
                      *steel("solo chorus", plan="ABAC"), groove=TWOSTEP[1:], bass="pick bass",
                      line=DRIVING_BASS, piano=False),
        ),
        recording=live("multitrack", level_db=-17, bass_db=-4, presence_db=2, treble_db=1, room="spring",
                     seed=410),
    ),
    Artist(
        "Jack Brandywine", "train beat", (98, 124), "E, A, G, F", FORM, CHORDS,
        (
            train(*voice("bass singer", manner="song"), twang("solo intro")),
            train(*voice("bass singer", manner="story"),
                  *voice("backing men", where="chorus", manner="croon", gain_db=0),
                  Melody("trumpet", "chant", low=60, high=76, scale="major", where="intro solo",
                         parallel=(-2,)), groove=TRAIN[1:]),
        ),
        recording=live("mono tape", spectrum="warm", bass_db=3, treble_db=3, presence_db=2, room_mix=0.25,
                     level_db=-19, seed=411),
    ),
    Artist(
        "Dale Hutchins", "honky-tonk", (104, 138), "G, C, D, A", FORM, CHORDS,
        (
            honkytonk(*voice("country tenor"), *steel("verse chorus", plan=".A.B"), fiddle(), piano=False),
            honkytonk(*voice("country tenor"), fiddle("", plan=".A.B"), *steel("chorus solo"), groove=SHUFFLE,
                      line=("walk", "1---5---")),
        ),
        swing=1.5,
        recording=live("mono tape", spectrum="warm", presence_db=1, treble_db=0, bass_db=-1, level_db=-18.5,
                     seed=412),
    ),
    Artist(
        "Loretta Finch", "Nashville sound", (84, 116), "C, F, Bb, G", FORM, CHORDS,
        (
            honkytonk(*voice("country alto"), *steel("verse chorus", plan=".A.B"),
                      strings("", instrument="oohs"), strum=STRUM[1:2], groove=TWOSTEP[:1]),
            honkytonk(*voice("country alto", manner="croon"), piano_solo(),
                      strings("chorus solo", gain_db=-5),
                      *voice("backing vocals", where="chorus", manner="croon", plan=".A.B", gain_db=1),
                      groove=SHUFFLE[1:], piano=False),
        ),
        swing=1.6, swell=0.12,
        recording=live("stereo tape", treble_db=3, presence_db=2, bass_db=1, room="plate", room_seconds=1.4,
                     room_mix=0.3, level_db=-21, seed=413),
    ),
    Artist(
        "Wade Ellison", "outlaw", (64, 104), "D, G, E, C", SHORT, {"*": THREE[1:] + TENDER[3:]},
        (
            softer(*voice("tenor", gain_db=7.5, manner=("croon", "song")),
                   Melody("nylon guitar", "song", low=55, high=79, gate=1.2, scale="major blues", plan=".A.B",
                          where=""), guitar="nylon guitar", pad="", drums=False),
            softer(*voice("baritone", gain_db=7.5, manner="song"),
                   Melody("harmonica", "ballad", low=62, high=81, plan=".A.B", where=""),
                   guitar="nylon guitar", pad="", kit="brush kit"),
        ),
        drift=0.04, swell=0.25,
        recording=live("stereo tape", level_db=-22, spectrum="popular", bass_db=2, presence_db=0,
                     treble_db=-3, room_mix=0.1, seed=414),
    ),
    Artist(
        "June Abernathy", "waltz", (92, 118), "F, C, G, Eb", ("verse:16 chorus:16", "chorus:16 verse:8"),
        {"*": THREE[:1] + THREE[2:]},
        (
            three(*voice("country alto", manner="waltz story"), *steel("", manner="waltz", plan=".A.B"),
                  pad="oohs"),
            three(*voice("country alto", manner="waltz"), fiddle("", manner="waltz", plan=".A.B"),
                  Comp("accordion", ("..x-x-", "x-----"), register=66, gate=1.0, gain_db=-6),
                  guitar="nylon guitar"),
        ),
        metre="3/4", swell=0.12,
        recording=live("mono tape", spectrum="early", high_hz=9000, presence_db=1, room="plate",
                     room_seconds=1.5, room_mix=0.3, level_db=-19, treble_db=0, seed=415),
    ),
    Artist(
        "Hoyt and Marlene Sandifer", "waltz", (84, 112), "D, A, C, G",
        ("verse:8 chorus:16", "chorus:16 solo:8"),
        {"*": THREE[1:] + TENDER[3:]},
        (
            three(*voice("baritone", manner="waltz story", where="verse"),
                  *steel("", manner="waltz", plan=".A.B"),
                  *voice("country alto", manner="waltz story", where="chorus", parallel=(-2,)),
                  fiddle("solo", manner="waltz"), pad="drawbar organ"),
            three(*voice("country tenor", manner="waltz story", parallel=(2,)),
                  fiddle("", manner="waltz", plan="A.B."), *steel("solo", manner="waltz", plan="ABAC"),
                  strum=("B-3-45", "B23-4-")),
        ),
        metre="3/4", swell=0.15,
        recording=live("digital", level_db=-18.5, compression=0.35, presence_db=-1, treble_db=-2, seed=416),
    ),
    Artist(
        "Sawmill Creek Boys", "bluegrass", (126, 160), "G, A, D", FORM, {"*": GRASS},
        (
            bluegrass(fiddle("", manner="fiddle", plan=".A.B"), *voice("country tenor", parallel=(2,))),
            bluegrass(*harmony("country tenor", low=54, high=72), fiddle(manner="fiddle")),
        ),
        drift=0.03,
        recording=live("mono tape", spectrum="popular", bass_db=-3, presence_db=1, high_hz=9500,
                     room_mix=0.25, level_db=-20, treble_db=-2, seed=417),
    ),
    Artist(
        "Clementine Hollow", "bluegrass", (96, 136), "E, B, C, G", FORM, {"*": GRASS + RADIO[:1]},
        (
            bluegrass(*harmony("alto"), fiddle("", manner="ballad", plan=".A.B", gain_db=-2),
                      mandolin=SIXTEENTHS[0], banjo=False),
            bluegrass(fiddle("", plan=".A.B"), *voice("alto"),
                      Comp("steel guitar", TRAVIS, voicing="guitar", register=48, gate=1.8, gain_db=-2),
                      guitar="nylon guitar"),
        ),
        recording=live("digital", level_db=-20, compression=0.3, bass_db=1, treble_db=0, room="room",
                     room_seconds=0.8, seed=418),
    ),
    Artist(
        "Rafe Calloway", "outlaw", (88, 126), "E, A, D", FORM,
        {"*": ("I | I | IV | I", "I | bVII | IV | I", *THREE[2:])},
        (
            radio(*voice("baritone"), twang("", plan=".A.B", drive=0.3),
                  Melody("harmonica", "ballad", low=60, high=79, plan="..AB", where="", gain_db=-2),
                  groove=BACKBEAT[1:2], bass=("1---1---", "1---l---"), bed="", keys="", picked=""),
            honkytonk(*voice("blues shouter", low=47, high=63), *steel("", plan=".A.B"),
                      twang("solo chorus", drive=0.3), groove=ROCKING[1:], bass="finger bass", piano=False),
        ),
        recording=live("multitrack", spectrum="warm", bass_db=2, presence_db=2, treble_db=1, room_mix=0.1,
                     level_db=-15.5, seed=419),
    ),
    Artist(
        "Hattie Sloane", "countrypolitan", (68, 98), "Eb, Bb, F, C", SHORT, {"*": TENDER},
        (
            softer(*voice("blues woman", gain_db=7.5, manner="croon", low=55, high=72),
                   strings("", gain_db=-4), Comp("piano", PIANO, register=64, gate=1.2, gain_db=-2),
                   *steel("", plan=".A.B"), kit="brush kit"),
            softer(*voice("country alto", gain_db=7.5, manner="croon"),
                   strings("", instrument="strings", gain_db=-4),
                   *voice("gospel choir", where="chorus", manner="croon", gain_db=-1), picking=ARPEGGIO,
                   guitar="nylon guitar"),
        ),
        swell=0.25,
        recording=live("multitrack", spectrum="warm", presence_db=2, treble_db=6, room_seconds=2.0,
                     room_mix=0.3, level_db=-21, seed=420),
    ),
)
