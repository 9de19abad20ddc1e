"""Disco: bass drum on every beat, open hi-hat between, octave bass, strings, and a guitar in sixteenths.

Sub-styles: Philadelphia strings, funk-leaning, Euro (machines), Latin-leaning, boogie of the early eighties.
"""

from ..artists import Artist
from ..players import Bass, Comp, Drums, Melody, singer
from ..studio import Recording

# Several columns a line: tables are easier to read, and to compare, this way.
# fmt: off
TITLES = (
    "Saturday, Mirror, Satin, Get On, Night Train, Fever Dream, Rhythm, Neon, Keep It, Boulevard",
    "Lights, Lover, Tonight, Machine, Moving, Fantasy, Up, Express, Higher, People",
)

VAMPS = ("i7 | i7 | IV9 | IV9", "i7 | bVII | iv7 | v7", "i9 | i9 | iv9 | iv9", "i7 | iv7 | bVII9 | bIIImaj7")
CHORUS = (
    "bVImaj7 | bVII | i7 | i7",
    "iv7 | bVII9 | bIIImaj7 | bVImaj7 | iv7 | V7 | i7 | i7",
    "i | bVII | bVI | V7",
)
MAJOR = ("Imaj7 | vi7 | ii7 | V7sus4", "IVmaj7 | iii7 | ii7 | Imaj7", "I | iii7 | IVmaj7 | V7sus4")
EURO = ("i | bVI | bVII | i", "i | i | bVI | bVII", "i | bIII | bVII | iv")
FORM = (
    "intro:4 verse:8 chorus:8",
    "verse:8 chorus:8",
    "chorus:8 break:4 chorus:8",
    "verse:8 chorus:8 break:8",
)

FOUR = (
    "BD X...X...X...X...\nSD ....X.......X...\nHH x.o.x.o.x.o.x.o.\nOH ..x...x...x...x.\nTM x.oxx.oxx.oxx.ox",
    "BD X...X...X...X...\nSD ....X.......X..g\nHH xoxoxoxoxoxoxoxo\nOH ..x...x...x...x.\nCL ....x.......x...",
    "BD X...X...X...X...\nSD ....X..g.g..X...\nHH xxoxxxoxxxoxxxox\nOH ..x...x...x...x.\nCB x...x...x...x...",
    "BD X...X...X...X...\nCL ....X.......X...\nHH x.xox.xox.xox.xo\nOH ..X...X...X...X.\nTM xoXoxoXoxoXoxoXo",
)
MACHINE = (
    "BD X...X...X...X...\nCL ....X.......X...\nHH xxxxxxxxxxxxxxxx\nOH ..x...x...x...x.",
    "BD X...X...X...X...\nSD ....X.......X...\nHH x.xxx.xxx.xxx.xx\nOH ..X...X...X...X.\nT3 .............xx.",
)
LATIN = (
    "BD X...X...X...X...\nSD ....X.......X...\nHH xoxoxoxoxoxoxoxo\nOH ..x...x...x...x.\n"
    "HC x.xx.x.xx.xx.x.x\nLC ...x..x....x..xx\nCB x.x.xx.xx.x.xx.x",
    "BD X...X...X...X...\nCL ....x.......x...\nOH ..x...x...x...x.\nSH xxxxxxxxxxxxxxxx\n"
    "HB x..xx..x.x..x.x.\nLB ..x...x...x..x.x\nAG x..x..x...x.x...",
)
THIN = "BD X...X...X...X...\nHH x.o.x.o.x.o.x.o.\nTM ..x...x...x...x."  # for breaks
CONGAS = (
    "HC x.xo.xx.x.xo.xx.\nLC ......x.......xx\nMC .g..g...g...g...",
    "HC .xx..x.x.xx..x.x\nLC x......xx.....x.",
)

# The bass drum never stops, nor does the tambourine.
DISCO_FILLS = (
    "BD X...X...\nTM x.oxx.ox\nSD x.xxx.xx",
    "BD X...X...\nTM x.oxx.ox\nSD xxxx....\nT2 ....xx..\nT5 ......xx",
    "BD X...X...\nHH x.o.x.o.\nSD ....X.xX",
    "BD X...X...\nHH xoxox.x.\nOH ......X.\nCL ....X.xX",
)

OCTAVES = ("1.8.1.8.1.8.1.8.", "1.81.81.1.81.8.8", "1.8.1.8.5.8.7.8.", "1..81.8.1..85.7.")
FUNK_BASS = ("1..1.8..7.5.1...", "1.x1..8.s.1x.75.", "1..11.x8..7.5x1.", "11.x8.x1.s1..5x7")
PUMP = ("1.1.1.1.1.1.1.1.", "..1...1...1...1.", "1118111811181118", "1.111.111.111.11")
SCRATCH = ("..Xm..XmXm.m.mXm", "X.mXm.XmX.mXm.Xm", "mmXmmmXmmXmmmXmm", "D.mU.mDU.mDUm.DU")
STABS = ("..x...x...x...x.", "x..x..x...x..x..", "....x..x....x.x.")


def voice(*vowels, low=57, high=74, manner="pop", **how):
    """A singer and, in the chorus, two more a third apart."""
    how = {"scale": "", "bend": -2.0, "bend_share": 0.4, "vibrato": 0.4, "gain_db": 4, **how}
    return (
        *singer(*vowels, manner=manner, low=low, high=high, where="verse chorus", **how),
        Melody(
            "oohs", "chant", low=62, high=79, parallel=(2,), where="chorus", tune="choir", plan=".A.A",
            gain_db=-3, name="backing voices", vibrato=0.15,
        ),
    )


def strings(manner="stabs", *, sustain=True, instrument="strings", gain=0.0):
    """Violins: runs and stabs, with a held line in the chorus."""
    seats = [
        Melody(
            instrument, {"*": manner, "intro": "shred", "chorus": ("soar", manner)}, low=67, high=88,
            scale="", plan="AABC", bend=-1, bend_share=0.15, vibrato=0.12, tune="strings", name="violins",
            gain_db=gain, ornaments=0.05,
        ),
        Melody(
            instrument, {"*": manner, "intro": "shred", "chorus": ("soar", manner)}, low=67, high=88,
            scale="", plan="AABC", vibrato=0.12, bend_share=0, tune="strings", transpose=-12, name="violas",
            gain_db=gain - 5,
        ),
    ]
    if sustain:
        seats.append(Comp("tremolo strings", "x-------", register=74, where="chorus", gain_db=-8 + gain))
    return tuple(seats)


def horns(gain=-3):
    """Trumpets and saxophones, short."""
    return (
        Melody(
            "brass", "stabs", low=60, high=76, plan=".A.B", blocks=2, gate=0.6, bend_share=0.1, vibrato=0,
            tune="horns", gain_db=gain,
        ),
    )


def club(
    *more,
    groove=FOUR, bass=OCTAVES, guitar=SCRATCH, kit="standard kit", bass_instrument="finger bass",
    keys="electric piano",
):
    """The floor: drums, bass, a scratching guitar, electric piano."""
    return (
        Drums(kit, {"*": groove, "break": THIN}, DISCO_FILLS, gain_db=1, timing_ms=4),
        Bass(
            bass_instrument, bass, gate=0.7, gain_db=1, where="-break" if len(groove) % 2 else "", timing_ms=5
        ),
        Comp(
            "clean guitar", guitar, voicing="close", register=69, gate=0.5, strum_ms=8, gain_db=-2,
            timing_ms=5,
        ),
        Comp(keys, STABS, register=62, gate=1.2, gain_db=-5),
        *more,
    )


def euro(*more, bass=PUMP, groove=MACHINE, kit="electronic kit", lead="saw lead"):
    """Machines: a sequencer for the bass, synthesizers for everything else."""
    return (
        Drums(kit, {"*": groove, "break": THIN}, DISCO_FILLS, gain_db=1, timing_ms=1.5, dynamics=0.05),
        Bass("synth bass", bass, gate=0.55, gain_db=1, timing_ms=1.5),
        Comp("synth strings", ("x-------", "x---x---"), register=67, gain_db=-6),
        Comp(
            "polysynth", ("x.12x.12x.32x.12", "1232123212321232"), register=69, gate=0.5, gain_db=-5,
            timing_ms=2,
        ),
        Melody(
            lead, "chant", low=64, high=84, plan="AABA", bend_share=0.2, vibrato=0.2, where="chorus intro",
            tune="hook", gain_db=-2,
        ),
        *more,
    )


def conga_player(gain=-2):
    """Hands on skins."""
    return Drums("standard kit", CONGAS, (), crash=False, gain_db=gain, name="congas")


CHORDS = {"*": VAMPS, "chorus": CHORUS}

ARTISTS = (
    Artist(
        "The Broad Street Ensemble", "Philadelphia strings", (112, 122), "C minor, D minor, F minor", FORM,
        CHORDS,
        (
            club(*strings(), *voice("oohs", "tenor sax"), conga_player()),
            club(
                *strings("chant"),
                *horns(),
                Melody("flute", "pop", low=72, high=91, tune="flute", where="verse"),
                guitar=SCRATCH[1:2],
            ),
        ),
        recording=Recording(
            level_db=-17, high_hz=10000, noise_db=-64, presence_db=1, bass_db=1, treble_db=-1, room_mix=0.1,
            room_seconds=0.7, compression=0.2, spectrum="modern", seed=501,
        ),
    ),
    Artist(
        "Vera Monroe", "Philadelphia strings", (116, 128), "G minor, A minor, E minor", FORM,
        {"*": MAJOR + VAMPS[3:], "chorus": CHORUS[1:]},
        (
            club(
                *strings(gain=1),
                *voice("synth voice", "oohs", low=62, high=79),
                keys="piano", groove=FOUR[1:],
            ),
            club(
                *strings("chant"),
                *voice("synth voice", "oohs", low=62, high=79),
                *horns(),
                keys="piano", bass=OCTAVES[:1],
            ),
        ),
        recording=Recording(
            level_db=-15, high_hz=11000, noise_db=-70, presence_db=4, bass_db=-2, treble_db=3, room_mix=0.12,
            room_seconds=1.0, compression=0.3, spectrum="modern", seed=502,
        ),
    ),
    Artist(
        "Chrome Velvet", "funk-leaning", (104, 116), "E minor, A minor, D minor", FORM,
        {"*": VAMPS[:2], "chorus": CHORUS[:1] + VAMPS[2:3]},
        (
            club(
                *voice("oohs", "clavinet", manner="chant"),
                *strings(sustain=False, gain=-3),
                bass=FUNK_BASS, groove=FOUR[2:],
            ),
            club(
                *voice("oohs", "clavinet", manner="chant"),
                *horns(0),
                bass=FUNK_BASS[1:], groove=FOUR[2:3], keys="clavinet",
            ),
        ),
        swing=1.12, swing_unit=0.25,
        recording=Recording(
            level_db=-16, high_hz=11000, noise_db=-72, presence_db=2, bass_db=4, treble_db=2, room_mix=0.04,
            compression=0.25, spectrum="modern", seed=503,
        ),
    ),
    Artist(
        "Sweet Dynamo", "funk-leaning", (108, 120), "F minor, Bb minor, C minor", FORM, CHORDS,
        (
            club(
                *horns(1),
                *voice("alto sax", "oohs", low=52, high=69),
                conga_player(0),
                bass=FUNK_BASS[2:], bass_instrument="slap bass",
            ),
            club(
                *voice("alto sax", "oohs", low=52, high=69),
                conga_player(),
                bass=FUNK_BASS[:2], bass_instrument="slap bass", guitar=SCRATCH[2:], keys="clavinet",
                groove=FOUR[:2],
            ),
        ),
        swing=1.15, swing_unit=0.25,
        recording=Recording(
            level_db=-18, high_hz=9000, noise_db=-60, presence_db=-2, bass_db=3, treble_db=-3, room_mix=0.08,
            compression=0.2, drive=0.15, spectrum="modern", seed=504,
        ),
    ),
    Artist(
        "Monika Kessler", "Euro", (122, 132), "A minor, D minor, G minor", FORM, {"*": EURO, "chorus": EURO},
        (
            euro(*voice("voice lead", "oohs", low=62, high=79)),
            euro(
                *voice("voice lead", "oohs", low=62, high=79),
                *strings(instrument="synth strings", gain=-2),
                bass=PUMP[2:3],
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-15, high_hz=10500, noise_db=-74, presence_db=-1, bass_db=2, treble_db=4, room_mix=0.1,
            room_seconds=0.8, compression=0.3, spectrum="modern", seed=505,
        ),
    ),
    Artist(
        "Automat Nord", "Euro", (124, 138), "C minor, E minor, B minor",
        ("intro:8 chorus:8", "chorus:8 break:8", "verse:8 chorus:8"), {"*": EURO},
        (
            euro(
                Melody(
                    "voice lead", "chant", low=50, high=66, plan="A.A.", tune="robot", bend_share=0.4, bend=2,
                    gain_db=0,
                ),
                bass=PUMP[2:],
            ),
            euro(
                Melody(
                    "square lead", "running", low=60, high=84, plan="AAAB", tune="sequence", bend_share=0,
                    gain_db=-4,
                ),
                bass=PUMP[:1], lead="calliope",
            ),
        ),
        drift=0.0,
        recording=Recording(
            level_db=-17, high_hz=9500, noise_db=-70, presence_db=3, bass_db=-3, treble_db=0, room_mix=0.06,
            compression=0.2, spectrum="modern", seed=506,
        ),
    ),
    Artist(
        "La Noche Orchestra", "Latin-leaning", (114, 126), "D minor, G minor, A minor", FORM, CHORDS,
        (
            club(
                *horns(1),
                *voice("oohs", "muted trumpet"),
                groove=LATIN, bass=OCTAVES[3:] + FUNK_BASS[:1], keys="piano",
            ),
            club(
                *strings(),
                Melody("flute", "pop", low=72, high=93, tune="flute", ornaments=0.1),
                groove=LATIN[:1], keys="piano",
            ),
        ),
        recording=Recording(
            level_db=-16, high_hz=10000, noise_db=-64, presence_db=0, bass_db=-3, treble_db=-1, room_mix=0.12,
            room_seconds=0.6, compression=0.2, spectrum="modern", seed=507,
        ),
    ),
    Artist(
        "Gloria Santelmo", "Latin-leaning", (118, 130), "F minor, C minor, Eb", FORM,
        {"*": VAMPS[1:] + MAJOR[:1], "chorus": CHORUS},
        (
            club(
                *strings(gain=-1),
                *voice("oohs", "synth voice", low=60, high=77),
                conga_player(1),
                groove=FOUR[:2],
            ),
            club(
                *voice("oohs", "synth voice", low=60, high=77),
                *horns(),
                conga_player(1),
                groove=LATIN[1:], bass=OCTAVES[1:2],
            ),
        ),
        recording=Recording(
            level_db=-14, high_hz=11000, noise_db=-76, presence_db=-3, bass_db=2, treble_db=3, room_mix=0.08,
            compression=0.4, spectrum="modern", seed=508,
        ),
    ),
    Artist(
        "Midnight Arcade", "boogie", (106, 118), "B minor, F# minor, E minor", FORM, CHORDS,
        (
            euro(
                *voice("synth voice", "oohs", manner="pop"),
                bass=FUNK_BASS, groove=FOUR[3:], kit="808 kit", lead="synth brass",
            ),
            club(
                *voice("synth voice", "oohs"),
                bass=FUNK_BASS, bass_instrument="synth bass 2", kit="808 kit", keys="dx piano",
                groove=FOUR[3:],
            ),
        ),
        drift=0.005, swing=1.1, swing_unit=0.25,
        recording=Recording(
            level_db=-15, high_hz=10500, noise_db=-76, presence_db=2, bass_db=3, treble_db=-2, room_mix=0.07,
            compression=0.35, spectrum="modern", seed=509,
        ),
    ),
    Artist(
        "The Glitter Parade", "pop disco", (120, 134), "C, G, A, F", FORM, {"*": MAJOR, "chorus": MAJOR},
        (
            club(
                *strings("soar", gain=0),
                *voice("oohs", "alto sax", low=60, high=77, manner="song"),
                *horns(-4),
                keys="piano", groove=FOUR[:1],
            ),
            club(
                *voice("oohs", "alto sax", low=60, high=77, manner="song"),
                *strings("soar", gain=-3),
                keys="piano", groove=FOUR[1:2], bass=OCTAVES[2:],
            ),
        ),
        recording=Recording(
            level_db=-17, low_hz=60, high_hz=8500, noise_db=-58, presence_db=3, bass_db=-1, treble_db=-3,
            room_mix=0.14, room_seconds=0.9, compression=0.2, spectrum="modern", seed=510,
        ),
    ),
)
