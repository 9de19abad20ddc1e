"""Country: three chords and a story; bass on one and three, snare on the offbeat, steel strings everywhere.

Sub-styles: honky-tonk, bluegrass, train beat, ballad, waltz, country-rock of the radio.
"""

from ..artists import Artist
from ..players import FILLS, SOFT_FILLS, Bass, Comp, Drums, Melody, singer
from ..studio import Recording

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
RADIO = ("I | V/3 | vi | IV | I | V | IV | IV", "vi | IV | I | V", "I | IV | vi | V | I | IV | V | V")
FORM = ("verse:8 chorus:8", "intro:4 verse:8 chorus:8", "chorus:8 solo:8", "verse:8 solo:8 chorus:8")

TRAIN = (
    "SD xoxoXoxoxoxoXoxo\nBD x.......x.......\nHP ....x.......x...",
    "SD ogogXgogogogXgog\nBD x...o...x...o...\nTM ..o...o...o...o.",
    "SD goxoXogogoxoXooo\nBD x.......x.......\nHP ....x.......x...",
)
TWOSTEP = (
    "HH x.oxx.oxx.oxx.ox\nRS ....x.......x...\nBD x.......x.......",
    "HH xoxoxoxoxoxoxoxo\nSD ....X.......X...\nBD x.......x.......\nTM ....o.......o...",
    "RD x.o.x.o.x.o.x.oo\nSD ....X.......X..g\nBD x.......x.....?.",
)
BACKBEAT = (
    "HH xoxoxoxoxoxoxoxo\nSD ....X.......X...\nBD x.....x.x.......\nTM ..o...o...o...o.",
    "RD x.o.x.o.x.o.x.o.\nSD ....X..g....X.g.\nBD x..x....x.x.....\nTM o.x.o.x.o.x.o.x.",
)
WALTZ = (
    "HH x.oxo.xoxo.o\nRS ....x...x...\nBD x...........",
    "SD o.g.x.g.x.gg\nBD x...........\nTM ....o...o...",
)
BALLAD = (
    "HH o.o.o.o.o.o.o.o.\nRS ....x.......x...\nBD x.......x.x.....",
    "SH oooooooooooooooo\nSD ....x.......x...\nBD x......xx.......",
)

ROOT_FIFTH = ("1...l...", "1...5...", "1...l.2b", "1...5.3.|1...l...")
STRUM = ("D.DUD.DU", "B.D.L.DU", "D.d.D.dUD.dUD.dU", "B.DUL.DUB.dUL.DU")
CHOP = ("..X...X.", "..Xm..Xm")  # the mandolin is bluegrass's snare drum
SIXTEENTHS = ("DuduDuduDuduDudu", "D.duD.duDudud.du")
ROLLS = ("3215321532153215", "1352135213521352", "2513251325132513", "3135213531352135")
TRAVIS = ("B.3.L24.B.3.L24.", "B.2.L.3.B.42L.3.", "B3.2L3.4B3.2L3.2")


def voice(*vowels, low=52, high=69, manner="song", **how):
    """A country singer: tunes in the major scale, with a catch in the throat."""
    how = {"bend": -2.0, "bend_share": 0.5, "vibrato": 0.4, "scale": "major", "gain_db": 4, **how}
    return singer(*vowels, manner=manner, low=low, high=high, where=how.pop("where", "verse chorus"), **how)


def steel(where="", *, manner="ballad", **how):
    """Pedal steel: everything slides."""
    return Melody(
        "steel guitar", manner, low=62, high=82, scale="major", plan=".A.B", bend=-2.0, bend_share=0.6,
        vibrato=0.3, parallel=(2,), tune="steel", where=where, name="pedal steel",
        **{"gain_db": -1, **how},
    )


def fiddle(where="solo intro", *, manner="twang", plan="AABC", **how):
    """A fiddle: slides, double stops, long bows or quick ones."""
    return Melody(
        "fiddle", manner, low=64, high=86, scale="pentatonic", plan=plan, bend=-1.0, bend_share=0.3,
        vibrato=0.2, ornaments=0.1, tune="fiddle", where=where,
        **{"gain_db": 0, **how},
    )


def twang(where="solo intro", instrument="clean guitar", *, plan="ABAC", **how):
    """A telecaster near the bridge."""
    return Melody(
        instrument, "twang", low=48, high=74, scale="major blues", plan=plan, bend=-1.5, bend_share=0.25,
        vibrato=0.1, gate=0.7, tune="twang", where=where,
        **{"gain_db": 0, "drive": 0.1, **how},
    )


def honkytonk(*more, groove=TWOSTEP, strum=STRUM, bass="acoustic bass", piano=True):
    """Bass on one and three, guitar and snare on two and four, a piano out of tune."""
    seats = [
        Drums("standard kit", groove, SOFT_FILLS + FILLS[:1], gain_db=-1.5),
        Bass(bass, ROOT_FIFTH, gate=0.6),
        Comp("steel guitar", strum, voicing="guitar", register=43, gate=1.5, strum_ms=22, gain_db=1),
    ]
    if piano:
        seats.append(
            Comp("honky-tonk piano", ("..x...x.", "..x.x.x.", ".xx..xx."), register=69, gate=0.4, gain_db=-5)
        )
    return (*seats, *more)


def bluegrass(*more, mandolin=CHOP, banjo=True, guitar="steel guitar"):
    """No drums: bass, guitar and the mandolin's chop share the work; the banjo rolls on."""
    seats = [
        Bass("acoustic bass", ROOT_FIFTH[:2], gate=0.6, gain_db=1),
        Comp(guitar, STRUM[1::2], voicing="guitar", register=43, gate=1.5, strum_ms=18, gain_db=0),
        Comp(
            "banjo", mandolin, voicing="triad", register=72, gate=0.15, strum_ms=10, gain_db=-1,
            name="mandolin chop",
        ),
    ]
    if banjo:
        seats.append(
            Comp(
                "banjo", ROLLS, voicing="open", register=67, gate=0.8, gain_db=1, name="banjo roll",
                dynamics=0.18,
            )
        )
    return (*seats, *more)


def train(*more, groove=TRAIN, lead="clean guitar"):
    """The snare is the train; a muted guitar picks the bass notes."""
    return (
        Drums("standard kit", groove, SOFT_FILLS, crash=False, gain_db=-1),
        Bass("acoustic bass", ROOT_FIFTH[:2], gate=0.5, gain_db=1),
        Comp("steel guitar", STRUM[2:], voicing="guitar", register=43, gate=1.5, strum_ms=18, gain_db=0),
        Bass(
            "muted guitar", ("1.3.5.3.", "1.1.l.5.", "1.s.1.3."), low=40, gate=0.6, gain_db=0,
            name="boom-chicka guitar",
        ),
        *more,
    )


def softer(*more, groove=BALLAD, picking=TRAVIS, guitar="steel guitar", pad="strings"):
    """Finger-picking, brushes or a soft snare, strings behind the chorus."""
    return (
        Drums("brush kit", groove, SOFT_FILLS, gain_db=-1),
        Bass("finger bass", ("1---5---", "1--11-5-"), gate=0.9),
        Comp(guitar, picking, voicing="guitar", register=43, gate=1.1, gain_db=2),
        Comp("steel guitar", STRUM[2:], voicing="guitar", register=48, gate=1.3, where="chorus", gain_db=-3),
        Comp(pad, "x-------", register=67, gain_db=-9, where="chorus solo"),
        *more,
    )


def modern(*more, groove=BACKBEAT, drive=0.3):
    """Country for the radio: a rock rhythm section, acoustic sixteenths, steel and fiddle on top."""
    return (
        Drums("room kit", groove, FILLS, gain_db=-1),
        Bass("pick bass", ("1.1.1.1.", "1..11.5.", "1.111.1b"), gate=0.8),
        Comp("steel guitar", SIXTEENTHS, voicing="guitar", register=45, gate=1.6, strum_ms=12, gain_db=2),
        Comp(
            "overdriven guitar", {"*": ("x---x---", "x-x-..x-"), "chorus": "x-x-x-x-"}, voicing="power",
            register=40, gate=0.8, drive=drive, gain_db=-6, where="chorus solo",
        ),
        *more,
    )


CHORDS = {"*": THREE}

ARTISTS = (
    Artist(
        "Dale Hutchins", "honky-tonk", (112, 138), "G, C, D, A", FORM, CHORDS,
        (
            honkytonk(*voice("oohs", "bandoneon"), steel("verse chorus"), fiddle(), piano=False),
            honkytonk(*voice("oohs", "bandoneon"), twang(), steel("chorus solo")),
        ),
        swing=1.3,
        recording=Recording(
            level_db=-18, low_hz=90, high_hz=7000, noise_db=-54, crackle=1.5, presence_db=4, bass_db=-2,
            room_mix=0.08, compression=0.2, seed=401,
        ),
    ),
    Artist(
        "Loretta Finch", "honky-tonk", (96, 120), "C, F, Bb, G", FORM, CHORDS,
        (
            honkytonk(
                *voice("synth voice", "oohs", low=57, high=74),
                steel("verse chorus"),
                fiddle("solo"),
                strum=STRUM[1:2], groove=TWOSTEP[1:],
            ),
            honkytonk(
                *voice("synth voice", "oohs", low=57, high=74),
                Melody(
                    "honky-tonk piano", "twang", low=66, high=86, scale="major blues", where="solo",
                    bend_share=0, vibrato=0, tune="p",
                ),
                steel("chorus"),
            ),
        ),
        swing=1.6,
        recording=Recording(
            level_db=-17, low_hz=60, high_hz=9000, noise_db=-60, presence_db=1, bass_db=2, treble_db=-1,
            room_mix=0.14, room_seconds=0.9, compression=0.25, seed=402,
        ),
    ),
    Artist(
        "Sawmill Creek Boys", "bluegrass", (132, 160), "G, A, D", FORM, {"*": GRASS},
        (
            bluegrass(
                fiddle("solo intro verse", manner="fiddle"), *voice("oohs", "harmonica", where="chorus")
            ),
            bluegrass(*voice("oohs", "harmonica", low=57, high=74, parallel=(2,)), fiddle(manner="fiddle")),
        ),
        drift=0.03,
        recording=Recording(
            level_db=-19, low_hz=100, high_hz=7500, noise_db=-54, presence_db=3, bass_db=-3, treble_db=0,
            room_mix=0.07, seed=403,
        ),
    ),
    Artist(
        "Clementine Hollow", "bluegrass", (104, 132), "E, B, C, G", FORM, {"*": GRASS + THREE[1:2]},
        (
            bluegrass(
                *voice("oohs", "fiddle", low=60, high=77, parallel=(2,)),
                Melody(
                    "dulcimer", "fiddle", low=64, high=84, scale="pentatonic", where="solo intro",
                    bend_share=0, vibrato=0, tune="d",
                ),
                banjo=False, mandolin=("DuduDuduDuduDudu", "..Xm..XmDuduDudu"),
            ),
            bluegrass(
                fiddle(""),
                *voice("oohs", "fiddle", low=60, high=77),
                mandolin=("..X...X."), guitar="nylon guitar",
            ),
        ),
        recording=Recording(
            level_db=-20, low_hz=50, high_hz=11000, noise_db=-72, presence_db=0, bass_db=0, treble_db=4,
            room_mix=0.1, room_seconds=0.5, seed=404,
        ),
    ),
    Artist(
        "Jack Brandywine", "train beat", (104, 124), "E, A, G", FORM, CHORDS,
        (
            train(*voice("baritone sax", "oohs", low=43, high=58), twang("solo intro")),
            train(
                *voice("baritone sax", "oohs", low=43, high=58),
                Melody(
                    "trumpet", "chant", low=60, high=76, scale="major", where="intro solo", parallel=(-2,),
                    tune="t",
                ),
                groove=TRAIN[1:],
            ),
        ),
        recording=Recording(
            level_db=-18, low_hz=80, high_hz=6500, noise_db=-56, presence_db=-1, bass_db=4, treble_db=-3,
            room_mix=0.06, drive=0.15, seed=405,
        ),
    ),
    Artist(
        "The Bakersfield Comets", "train beat", (122, 148), "E, D, A, B", FORM, {"*": THREE[1:]},
        (
            train(
                *voice("oohs", "alto sax", parallel=(2,)),
                twang("solo intro chorus", plan=".A.B", drive=0.25),
                steel("verse"),
            ),
            train(twang("", plan="ABAC", drive=0.3), steel("solo"), groove=TWOSTEP[1:2]),
        ),
        recording=Recording(
            level_db=-16, low_hz=60, high_hz=10000, noise_db=-64, presence_db=4, bass_db=-3, treble_db=3,
            room_mix=0.12, room_seconds=0.5, compression=0.3, seed=406,
        ),
    ),
    Artist(
        "Wade Ellison", "ballad", (66, 82), "D, G, Bb, C", ("verse:8 chorus:8", "chorus:8 solo:4", "verse:8"),
        {"*": THREE[1:] + RADIO[:1]},
        (
            softer(*voice("oohs", "tenor sax", manner="ballad"), steel("")),
            softer(
                *voice("oohs", "tenor sax", manner="song"),
                fiddle("solo", manner="ballad"),
                pad="slow strings", guitar="nylon guitar",
            ),
            softer(
                *voice("oohs", "tenor sax", manner="ballad"),
                Comp("piano", ("x-2-3-2-", "X---x-x-"), register=64, gain_db=-3),
            ),
        ),
        recording=Recording(
            level_db=-19, high_hz=10000, noise_db=-66, presence_db=-2, bass_db=1, treble_db=0, room_mix=0.16,
            room_seconds=1.2, compression=0.2, seed=407,
        ),
    ),
    Artist(
        "June Abernathy", "waltz", (92, 118), "F, C, G, Eb", ("verse:16 chorus:16", "chorus:16 verse:8"),
        {"*": THREE[:1] + THREE[2:]},
        (
            (
                Drums("brush kit", WALTZ, (), gain_db=0),
                Bass("acoustic bass", ("1.....", "1.5.5."), gate=0.8),
                Comp(
                    "steel guitar", ("..D.DU", "B.DuDu"), voicing="guitar", register=43, gate=0.5, gain_db=2
                ),
                *voice("synth voice", "oohs", low=57, high=76, manner="waltz"),
                steel("", manner="waltz"),
            ),
            (
                Drums("brush kit", WALTZ, (), gain_db=0),
                Bass("acoustic bass", ("1.....", "1...5."), gate=0.8),
                Comp(
                    "nylon guitar", ("B.x.x.", "B.23.4"), voicing="guitar", register=43, gate=0.6, gain_db=1
                ),
                Comp("accordion", ("..x.x.", "x-----"), register=66, gain_db=-6),
                *voice("synth voice", "oohs", low=57, high=76, manner="waltz"),
                fiddle("", manner="waltz", plan=".A.B"),
            ),
        ),
        metre="3/4",
        recording=Recording(
            level_db=-20, low_hz=70, high_hz=8500, noise_db=-58, presence_db=2, bass_db=0, treble_db=-2,
            room_mix=0.12, room_seconds=0.7, seed=408,
        ),
    ),
    Artist(
        "Cody Rourke", "country radio", (118, 142), "A, E, D, G", FORM,
        {"*": RADIO, "verse": RADIO[:1] + THREE[2:3]},
        (
            modern(
                *voice("oohs", "tenor sax", low=52, high=69, manner="pop"),
                fiddle("intro solo"),
                steel("chorus"),
            ),
            modern(
                *voice("oohs", "tenor sax", low=52, high=69, manner="pop"),
                twang("solo intro", "overdriven guitar"),
                Comp("banjo", ROLLS[:2], voicing="open", register=67, gain_db=-2, where="verse intro"),
            ),
        ),
        recording=Recording(
            level_db=-14, high_hz=11000, noise_db=-80, presence_db=0, bass_db=2, treble_db=2, compression=0.5,
            drive=0.15, room_mix=0.08, seed=409,
        ),
    ),
    Artist(
        "Starla Vance", "country radio", (88, 112), "B, F#, E, C#", FORM, {"*": RADIO},
        (
            modern(
                *voice("synth voice", "oohs", low=60, high=77, manner="pop", parallel=()),
                steel(""),
                groove=BACKBEAT[:1],
            ),
            softer(
                *voice("synth voice", "oohs", low=60, high=77, manner="pop"),
                steel(""),
                groove=BACKBEAT[1:], picking=SIXTEENTHS[:1],
            ),
        ),
        recording=Recording(
            level_db=-15, high_hz=11000, noise_db=-80, presence_db=3, bass_db=-1, treble_db=0,
            compression=0.4, room_mix=0.12, room_seconds=0.8, seed=410,
        ),
    ),
)
