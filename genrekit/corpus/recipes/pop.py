"""Pop: a voice in front, four chords, and a chorus that is bigger than the verse.

Sub-styles: ballad, synth-pop, guitar pop, dance-pop, sixties pop, teen R&B.
"""

from ..artists import Artist
from ..players import FILLS, SOFT_FILLS, Bass, Comp, Drums, Melody, singer
from ..studio import Recording

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Paper Plane, Only You, Summer, Starlight, Secret, Butterfly, Heartbeat, Tomorrow, Hello, Every Colour",
    "Love, Again, Eyes, Tonight, Dreaming, Forever, Letters, (Oh Oh), Avenue, Without You",
)

FOURS = ("I | V | vi | IV", "vi | IV | I | V", "I | vi | IV | V", "IV | I | V | vi", "I | iii | IV | V")
VERSES = ("I | I | vi | vi | IV | IV | V | V", "I | V/3 | vi | IV", "vi | vi | IV | IV", "I | IV | I | IV")
BALLADS = (
    "I | V/3 | vi | I/5 | IV | I/3 | ii7 | V7sus4",
    "Imaj7 | iii7 | IVmaj7 | iv6 | I/5 | vi7 | ii7 | V7",
    "I | V/3 | bVII | IV | iv | I | ii7 | V",
)
MINOR = ("i | bVI | bIII | bVII", "i | bVII | bVI | bVII", "i | iv | bVII | bIII")
SIXTIES = ("I | vi | IV | V", "I | I | IV | V", "I | iii | IV | V7 | I | vi | ii7 | V7")
RNB = ("IVmaj7 | iii7 | ii7 | Imaj7", "i9 | iv9 | bVII9 | bIIImaj7", "ii9 | V13 | Imaj9 | vi7")
FORM = (
    "verse:8 chorus:8",
    "intro:4 verse:8 chorus:8",
    "prechorus:4 chorus:8 verse:4",
    "chorus:8 bridge:4 chorus:8",
)

STRAIGHT = (
    "HH x.o.x.o.x.o.x.o.\nSD ....X.......X...\nBD X.....x.x.......",
    "HH xoxoxoxoxoxoxoxo\nSD ....X.......X...\nBD X..x..x.x.......",
    "HH x.o.x.o.x.o.x.oo\nSD ....X.......X..g\nBD X......xX.x.....\nTM ....x.......x...",
    "RD x.o.x.o.x.o.x.o.\nSD ....X.......X...\nBD X...x...X.x.x...\nTM x.oxx.oxx.oxx.ox",
)
SOFT = (
    "HH o.o.o.o.o.o.o.o.\nRS ....x.......x...\nBD x.......x.x.....",
    "SH oooooooooooooooo\nRS ....x.......x...\nBD x.........x.....",
    "",
)
MACHINE = (
    "BD X...X...X...X...\nCL ....X.......X...\nHH ..x...x...x...x.\nSH xoxoxoxoxoxoxoxo",
    "BD X.....x.X.......\nSD ....X.......X...\nCL ....X.......X...\nHH xxoxxxoxxxoxxxox",
    "BD X..x..x...x.....\nCL ....X.......X...\nHH x.x.x.x.x.x.x.xx\nOH ..............x.",
)
DANCE = (
    "BD X...X...X...X...\nCL ....X.......X...\nOH ..X...X...X...X.\nHH xxoxxxoxxxoxxxox",
    "BD X...X...X...X...\nSD ....X.......X...\nCL ....X.......X..x\nOH ..x...x...x...x.\nTM xoxoxoxoxoxoxoxo",
)
SWUNG = (
    "BD X..x..x..x......\nCL ....X.......X...\nHH x.xxx.xxx.xxx.xx\nRS ...........x....",
    "BD X.....xx..x.....\nSD ....X.......X...\nHH xoxxxoxoxoxxxoxo",
)
BEAT = (
    "RD x.x.x.x.x.x.x.x.\nSD ....X.......X.x.\nBD X.....x.X.......\nTM ....X.......X...",
    "HH x.x.x.x.x.x.x.x.\nSD ....X..x....X...\nBD X...x...X...x...\nTM ..x...x...x...x.",
)

PUMP = ("1.1.1.1.1.1.1.1.", "1.1.1.1.1.1.5.b.", "1..1..1.1..1.5..")
LYRIC = ("1-----1-5---....", "1-----5---1-b...", "1--1----5--5..b.")
DISCO = ("1.8.1.8.1.8.1.8.", "..1...1...1...1.", "1.11.11.1.11.11.")
STRUM = ("D...D.DU..DUD.DU", "D.D.D.DUD.D.DUDU", "D..UD.DU.UDUD.DU")
PICK = ("1.2.3.2.4.2.3.2.", "B.3.2.4.B.3.4.2.", "1.3.2.4.3.5.4.2.")
PIANO8 = ("x.x.x.x.x.x.x.x.", "X--x--x-X--x--x-", "x---x---x---x---")


def voice(*vowels, low=60, high=77, manner="pop", **how):
    """The singer: in front, with glides and vibrato; the chorus lies higher and is doubled."""
    how = {
        "bend": -2.0,
        "bend_share": 0.5,
        "vibrato": 0.5,
        "plan": {"*": "AABC", "chorus": "ABAC"},
        "gain_db": 5,
        **how,
    }
    return singer(
        *vowels,
        manner=manner, low=low, high=high, where=how.pop("where", "verse prechorus chorus bridge"),
        **how,
    )


def backing(instrument="oohs", where="chorus", gain=-2, manner="chant"):
    """Voices behind the voice."""
    return Melody(
        instrument, manner, low=62, high=79, parallel=(2,), plan="AAAB", where=where, tune="backing",
        vibrato=0.15, gain_db=gain, name="backing voices",
    )


def ballad(*more, keys="piano", groove=SOFT, strings=True, picking=None):
    """Piano or guitar alone, then the drums, then the strings."""
    seats = [
        Drums(
            "room kit", {"*": groove, "chorus": STRAIGHT[:1] + STRAIGHT[2:3], "intro": ""},
            SOFT_FILLS + FILLS[1:2], gain_db=1,
        ),
        Bass("finger bass", LYRIC, gate=0.95, gain_db=0, where="-intro"),
        Comp(
            keys, {"*": picking or ("B-2-3-2-1-2-3-2-", "X---x-x-x---x-x-"), "chorus": PIANO8[1:]},
            register=62, gate=1.0, gain_db=1, timing_ms=10,
        ),
    ]
    if strings:
        seats.append(
            Comp(
                "strings", {"*": "x-------", "chorus": "x---x---"}, register=69, where="chorus bridge",
                gain_db=-5,
            )
        )
    return (*seats, *more)


def synthpop(
    *more, groove=MACHINE, bass=PUMP, arp=PICK, pad="warm pad", lead="saw lead", kit="electronic kit"
):
    """A sequencer, a drum machine, a tune on a synthesizer."""
    return (
        Drums(kit, {"*": groove, "intro": groove[:1]}, FILLS[3:5], gain_db=0.5, timing_ms=1.5, dynamics=0.06),
        Bass("synth bass", bass, gate=0.6, gain_db=1, timing_ms=1.5),
        Comp(
            "polysynth", {"*": arp, "chorus": ("x.x.x.x.x.x.x.x.", "x..x..x.x..x..x.")}, register=69,
            gate=0.5, gain_db=-4, timing_ms=2,
        ),
        Comp(pad, "x-------", register=64, gain_db=-8),
        Melody(
            lead, "riff", low=67, high=86, plan="AABA", where="intro chorus", tune="hook", bend_share=0.1,
            vibrato=0.1, gain_db=-4, name="hook",
        ),
        *more,
    )


def guitarpop(*more, groove=STRAIGHT, strum=STRUM, electric="clean guitar", drive=0.1):
    """Strummed acoustic, jangling electric, bass in eighths."""
    return (
        Drums("standard kit", {"*": groove, "intro": groove[:1]}, FILLS, gain_db=0),
        Bass("pick bass", PUMP, gate=0.8, gain_db=0),
        Comp("steel guitar", strum, voicing="guitar", register=45, gate=1.5, strum_ms=12, gain_db=1),
        Comp(
            electric, {"*": PICK, "chorus": STRUM[:1]}, voicing="guitar", register=50, gate=0.7, strum_ms=10,
            drive=drive, gain_db=-2,
        ),
        *more,
    )


def dancepop(
    *more,
    groove=DANCE, bass=DISCO, stabs=("x..x..x...x..x..", "..x...x...x...x."), keys="bright piano",
    kit="808 kit",
):
    """Four on the floor, claps, an off-beat bass, a piano that jumps."""
    return (
        Drums(
            kit,
            {"*": groove, "bridge": MACHINE[2:], "prechorus": "BD X...X...X...X...\nSD x.x.x.x.xxxxxxxx"},
            FILLS[:1],
            gain_db=0.5, timing_ms=1.5,
        ),
        Bass("synth bass", bass, gate=0.6, gain_db=2, timing_ms=1.5, where="-bridge"),
        Comp(keys, stabs, register=67, gate=0.5, gain_db=-1, timing_ms=2),
        Comp("synth strings", "x-------", register=69, where="chorus prechorus", gain_db=-6),
        *more,
    )


def rnb(*more, groove=SWUNG, keys="dx piano"):
    """Electric piano, a swung drum machine, a guitar that picks."""
    return (
        Drums("808 kit", groove, SOFT_FILLS[:1], crash=False, gain_db=2, timing_ms=3),
        Bass("synth bass 2", (*LYRIC, "1--..1.1..8.5.b."), gate=0.85, gain_db=2, slide=0.15),
        Comp(
            keys, ("x-..x-..x---....", "x--x--..x---x-..", "X-----x-...x----"), register=64, gate=0.9,
            gain_db=-1,
        ),
        Comp(
            "nylon guitar", ("4.3.2.3.4.3.2.1.", "..4.3.2...4.3..."), voicing="close", register=67, gate=0.6,
            gain_db=-3,
        ),
        *more,
    )


SONG = {
    "*": VERSES,
    "chorus": FOURS,
    "prechorus": ("IV | V | vi | V", "ii | IV | V | V"),
    "bridge": ("vi | IV | ii | V", "bVII | IV | I | V"),
}
MINOR_SONG = {"*": MINOR, "bridge": "iv | bVII | bVI | V"}

ARTISTS = (
    Artist(
        "Celia Fontaine", "ballad", (64, 78), "C, Eb, F, Db", FORM,
        {"*": BALLADS, "chorus": BALLADS[:1] + FOURS},
        (
            ballad(*voice("oohs", "synth voice", manner="ballad")),
            ballad(*voice("oohs", "synth voice", manner="pop"), backing("choir"), keys="electric piano"),
        ),
        recording=Recording(
            level_db=-17, high_hz=10500, noise_db=-78, presence_db=2, bass_db=0, treble_db=2, room_mix=0.16,
            room_seconds=1.4, compression=0.3, seed=901,
        ),
    ),
    Artist(
        "Owen March", "ballad", (72, 90), "G, D, A, E", FORM, SONG,
        (
            ballad(
                *voice("oohs", "tenor sax", low=52, high=69, manner="ballad"),
                keys="steel guitar", picking=PICK,
            ),
            ballad(
                *voice("oohs", "tenor sax", low=52, high=69), keys="piano", groove=STRAIGHT[:1], strings=False
            ),
        ),
        recording=Recording(
            level_db=-19, high_hz=9500, noise_db=-70, presence_db=-2, bass_db=3, treble_db=-2, room_mix=0.08,
            compression=0.2, seed=902,
        ),
    ),
    Artist(
        "Vector Hearts", "synth-pop", (112, 128), "A minor, D minor, F minor, C minor", FORM, MINOR_SONG,
        (
            synthpop(*voice("oohs", "synth voice", low=55, high=72)),
            synthpop(
                *voice("oohs", "synth voice", low=55, high=72),
                backing("choir"),
                groove=MACHINE[1:], lead="synth brass", bass=DISCO[:1],
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-16, high_hz=10000, noise_db=-72, presence_db=3, bass_db=-2, treble_db=1, room_mix=0.12,
            room_seconds=0.9, compression=0.3, seed=903,
        ),
    ),
    Artist(
        "Isla Wren", "synth-pop", (92, 112), "B minor, E, C# minor, G", FORM, {**MINOR_SONG, "*": FOURS[:4]},
        (
            synthpop(
                *voice("synth voice", "voice lead", low=62, high=79),
                pad="halo pad", lead="square lead", groove=MACHINE[2:], kit="808 kit",
            ),
            synthpop(
                *voice("synth voice", "voice lead", low=62, high=79),
                backing(),
                pad="sweep pad", lead="calliope", groove=MACHINE[:1], kit="808 kit",
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-13, high_hz=11000, noise_db=-85, presence_db=-1, bass_db=3, treble_db=4, room_mix=0.15,
            room_seconds=1.2, compression=0.55, seed=904,
        ),
    ),
    Artist(
        "The Marigold Club", "guitar pop", (120, 142), "D, A, E, G", FORM, SONG,
        (
            guitarpop(*voice("oohs", "alto sax", low=57, high=74), backing()),
            guitarpop(
                *voice("oohs", "alto sax", low=57, high=74),
                Comp("drawbar organ", "x---x---", register=64, gain_db=-6),
                groove=STRAIGHT[3:], strum=STRUM[1:],
            ),
        ),
        recording=Recording(
            level_db=-15, high_hz=10500, noise_db=-76, presence_db=1, bass_db=0, treble_db=-2, room_mix=0.06,
            compression=0.4, seed=905,
        ),
    ),
    Artist(
        "Paper Lanterns", "guitar pop", (96, 118), "C, F, Bb, G", FORM, SONG,
        (
            guitarpop(
                *voice("synth voice", "oohs", low=62, high=79, manner="song"),
                Melody(
                    "glockenspiel", "riff", low=76, high=96, plan="AABA", where="intro chorus", tune="bells",
                    bend_share=0, vibrato=0, gain_db=-4,
                ),
                groove=STRAIGHT[1:3],
            ),
            guitarpop(
                *voice("synth voice", "oohs", low=62, high=79, manner="song"),
                backing(),
                Comp("piano", PIANO8[:2], register=66, gain_db=-3),
                electric="jazz guitar",
            ),
        ),
        recording=Recording(
            level_db=-17, high_hz=11000, noise_db=-78, presence_db=4, bass_db=-3, treble_db=3, room_mix=0.1,
            compression=0.25, seed=906,
        ),
    ),
    Artist(
        "Kiki Valor", "dance-pop", (118, 130), "F minor, G minor, C minor, A minor", FORM, MINOR_SONG,
        (
            dancepop(*voice("synth voice", "oohs", low=62, high=79), backing()),
            dancepop(
                *voice("synth voice", "oohs", low=62, high=79),
                Melody(
                    "saw lead", "riff", low=67, high=84, plan="AAAB", where="chorus intro", tune="hook",
                    gain_db=-3,
                ),
                keys="polysynth", bass=DISCO[1:2],
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-12, high_hz=11000, noise_db=-90, presence_db=0, bass_db=4, treble_db=2, room_mix=0.08,
            compression=0.7, spectrum="modern", seed=907,
        ),
    ),
    Artist(
        "Fifth Floor Boys", "dance-pop", (100, 116), "C# minor, E minor, D, B minor", FORM,
        {**MINOR_SONG, "*": MINOR + FOURS[1:2]},
        (
            dancepop(
                *voice("oohs", "tenor sax", low=55, high=72),
                backing("choir", gain=0),
                groove=MACHINE[1:], bass=PUMP[2:] + DISCO[2:], keys="synth brass", kit="electronic kit",
            ),
            dancepop(
                *voice("oohs", "tenor sax", low=55, high=72),
                backing("oohs", gain=0),
                groove=SWUNG[:1], bass=LYRIC, keys="piano", kit="electronic kit",
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-13, high_hz=10500, noise_db=-85, presence_db=3, bass_db=1, treble_db=-1, room_mix=0.1,
            room_seconds=0.6, compression=0.6, spectrum="modern", seed=908,
        ),
    ),
    Artist(
        "The Penny Whistlers", "sixties pop", (116, 138), "A, D, E, C", FORM,
        {"*": SIXTIES, "bridge": "IV | iv | I | V7"},
        (
            guitarpop(
                *voice("oohs", "clarinet", low=57, high=74, manner="song", parallel=(2,)),
                groove=BEAT, drive=0.2,
            ),
            guitarpop(
                *voice("oohs", "clarinet", low=57, high=74, manner="song"),
                Comp("harpsichord", PICK[:1], register=67, gain_db=-3),
                groove=BEAT[:1], strum=STRUM[1:2],
            ),
        ),
        recording=Recording(
            level_db=-16, low_hz=80, high_hz=7500, noise_db=-56, presence_db=2, bass_db=-1, treble_db=-3,
            room_mix=0.12, room_seconds=0.7, compression=0.35, drive=0.2, seed=909,
        ),
    ),
    Artist(
        "Tamsin Joy", "teen R&B", (84, 102), "F, Ab minor, Bb minor, Eb", FORM, {"*": RNB, "bridge": RNB[0]},
        (
            rnb(*voice("synth voice", "oohs", low=60, high=79, vibrato=0.35, bend_share=0.45), backing()),
            rnb(
                *voice("synth voice", "oohs", low=60, high=79, vibrato=0.35, bend_share=0.45),
                backing("choir"),
                keys="electric piano", groove=SWUNG[1:],
            ),
        ),
        swing=1.35, swing_unit=0.25, drift=0.0,
        recording=Recording(
            level_db=-14, high_hz=11000, noise_db=-85, presence_db=-3, bass_db=3, treble_db=0, room_mix=0.07,
            compression=0.45, seed=910,
        ),
    ),
)
