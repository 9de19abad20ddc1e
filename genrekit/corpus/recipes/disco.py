"""Disco: bass drum on every beat, open hi-hat between, octave bass, strings, and a guitar in sixteenths.

Sub-styles: Philadelphia strings, instrumental, bedroom soul, disco-funk, Miami, vocal group, falsetto group,
men's chorus, Latin, Euro (Munich machines, Caribbean-German, French), pop disco, rock disco, space disco,
Hi-NRG, boogie, novelty.
"""

from ..artists import Artist
from ..media import on
from ..players import Bass, Comp, Drums, Melody, singer

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
CIRCLE = ("i | iv7 | bVII7 | bIIImaj7 | bVImaj7 | iv7 | V7sus4 | V7",)
MAJOR = ("Imaj7 | vi7 | ii7 | V7sus4", "IVmaj7 | iii7 | ii7 | Imaj7", "I | iii7 | IVmaj7 | V7sus4")
SUNNY = ("I | V/3 | vi | IV", "I | IV | V | IV", "I | I | IV | V")
EURO = ("i | bVI | bVII | i", "i | i | bVI | bVII", "i | bIII | bVII | iv")
ONE = ("I7 | I7 | I7 | IV9", "i7 | i7 | i7 | bVII9", "I9 | I9 | IV9 | IV9")
MINOR_SONG = {"*": VAMPS, "chorus": CHORUS}
MAJOR_SONG = {"*": MAJOR, "chorus": MAJOR + SUNNY[:1]}
FORM = (
    "intro:4 verse:8 chorus:8",
    "verse:8 prechorus:4 chorus:8",
    "chorus:8 break:4 verse:8",
    "verse:8 chorus:8 break:2 solo:8",
)

# The floor is even and never stops. Hi-hats speak in eighths, open between the beats; what fills the
# sixteenths (tambourine, shaker) is a shade softer.
FOUR = (
    "BD X...X...X...X...\nSD ....X.......X...\nHH x...x...x...x...\nOH ..X...X...X...X.\nTM ..o...o...o...oo",
    "BD X...X...X...X...\nSD ....X.......X..g\nHH xoxoxoxoxoxoxoxo\nOH ..x...x...x...x.\nCL ....x.......x...",
    "BD X...X...X...X...\nSD ....X..g.g..X...\nHH xgXgxgXgxgXgxgXg\nOH ..X...........X.",
    "BD X...X...X...X...\nCL ....X.......X...\nHH x.xxx.xxx.xxx.xx\nOH ..x...x...x...x.\nTM ..x...x...x...x.",
)
RIDING = (
    "BD X...X...X...X...\nSD ....X.......X...\nHH x...x...x...x...\nOH ..x...x...x...x.\nTM xoXoxoXoxoXoxoXo",
    "BD X...X...X...X...\nSD x...X...x...X...\nHH xgxgxgxgxgxgxgxg\nOH ..X...X...X...X.",
)
MACHINE = (
    "BD X...X...X...X...\nCL ....X.......X...\nHH xoxoxoxoxoxoxoxo\nOH ..X...X...X...X.",
    "BD X...X...X...X...\nSD ....X.......X...\nHH x.xox.xox.xox.xo\nOH ..X...X...X...X.\nT3 .............oo.",
    "BD X...X...X...X...\nSD ....X.......X...\nCB ..o...o...o...oo\nHH xoXoxoXoxoXoxoXo",
)
FUNK = (
    "BD X...X..xX...X...\nSD ....X..g.g..X..g\nHH xgxgxgxgxgxgxgXg\nOH ..x...x...x.....",
    "BD X...X...X...X.x.\nSD ....X.......X...\nHH xoxxxoxxxoxxxoxx\nOH ......x.......x.\nCB o...o...o...o...",
)
LATIN = (
    "BD X...X...X...X...\nSD ....X.......X...\nHH xgxgxgxgxgxgxgxg\nOH ..X...X...X...X.\n"
    "LC ...o..o....o..oo\nCB o.og.oo.og.oo.og",
    "BD X...X...X...X...\nCL ....X.......X...\nOH ..X...X...X...X.\nSH xoxoxoxoxoxoxoxo\n"
    "HB o..oo..o.o..o.o.\nLB ..o...o...o..o.o\nAG o..o..o...o.o...",
)
THIN = "BD X...X...X...X...\nHH x.o.x.o.x.o.x.o.\nTM ..x...x...x...x.\nCL ....x.......x..."  # for breaks
CONGAS = (
    "HC o.xg.oo.o.xg.oo.\nLC ......x.......xx\nMC .g..g...g...g...",
    "HC .oo..x.o.oo..x.o\nLC o......oo.....o.",
)
# The bass drum never stops, nor does the tambourine.
DISCO_FILLS = (
    "BD X...X...\nTM ..o...o.\nSD o.ooo.xx",
    "BD X...X...\nTM ..o...o.\nSD oxox....\nT2 ....xx..\nT5 ......xx",
    "BD X...X...\nHH o.o.o.o.\nSD ....x.ox",
    "BD X...X...\nHH ogogo.o.\nOH ......x.\nCL ....x.xx",
)

OCTAVES = ("1-8-1-8-1-8-1-8-", "1-8-1-8-5-8-7-8-", "1--81-8-1--85-7-", "1-81-81-1-81-8b-")
FUNK_BASS = ("1---8--7-5-1--s-", "1-x1--8-s-1x-75-", "1--11-x8--7-5x1-", "1-x8-x1-s1--5x7-")
SONG_BASS = ("1-----1-5---3-b-", "1---5---8---5-b-", "1--1--5-1--1-5b-")
PUMP = ("1-1-1-1-1-1-1-1-", "1-8-1-8-1-8-1-8-", "1118111811181118", "1-111-111-111-11")
SCRATCH = ("..xm..xmxm.m.mxm", "x-mxm.xmx-mxm.xm", "x---..x-..m.x.m.", "x-m.x-mux.m.x-mu")
STABS = ("x---..x---..x---", "x-----x-----x---", "x-------..x-----")
RIPPLE = ("1-2-3-4-3-2-3-2-", "x--1-23-x--3-21-")

# Sung without holes: a phrase fills a bar and more, then comes a breath.
PHRASES = (
    "..x-x-x-x---x-x-|x---x-x-x-----..", "x-x-x-xxx---x-x-|x-----x-x-------",
    "..xxx-x-x-x---x-|x---x---x-----..",
    "x---x-x-x-x-x---|x-x-x-----------", "..x-x---x-x-x-x-|x-x---xxx-----..",
)
LONG = (
    "x-------x---x---|x-----x-x-------", "..x-x---x-------|x---x---x-----..",
    "x-----x-x-------|--x-x---x-------",
)
HOOKS = (
    "x-x-x-x-x---..x-|x-x-x-x-x---....", "x--x--x-x-x-x---|x--x--x-x---....",
    "x-xxx-x-x---x---|x-xxx-x-x-----..",
)
ANSWERS = (
    "....x---x-------|....x---x-------", "x---....x-x-x---|x---....x-------",
    "x-----x-x-------|x---------------",
)
# Violins: held notes with a run into the next.
SWEEPS = (
    "x-------x---xxxx|x-------x-x-xxxx", "x-----------xxxx|x---x---x-------",
    "x---x---x-x-xxxx|x-------xxxxxxxx",
)
RIFFS = ("x--x--x-....x-x-|x--x--x-........", "....x-x-x---....|....x-x-x-x-x---")


def voice(kind, manner=PHRASES, *, chorus=None, where="verse prechorus chorus solo", gain=6, **how):
    """Whoever is in front; in the chorus the tune of `chorus`."""
    how = {"bend": -2.0, "bend_share": 0.35, "vibrato": 0.4, "plan": {"*": "AABC", "chorus": "ABAC"}, **how}
    lines = {"*": manner, "chorus": chorus or LONG + HOOKS, "solo": LONG}
    return singer(kind, manner=lines, where=where, gain_db=gain, gate=1.0, **how)


def choir(
    kind="backing vocals", manner=ANSWERS, *, where="chorus prechorus", gain=3, parallel=(2,), plan="AB",
    **how,
):
    """Who answers, or sings oohs behind."""
    return singer(
        kind, manner=manner, parallel=parallel, plan=plan, where=where, tune="choir", vibrato=0.2, gate=1.0,
        gain_db=gain, name="backing voices", **how,
    )


def strings(manner=SWEEPS, *, kind="strings", where="", gain=0, bed=True):
    """Violins in octaves with violas below, and a bed of held chords."""
    line = {
        "low": 69, "high": 88, "plan": "AABC", "tune": "strings", "vibrato": 0, "where": where, "gate": 1.0,
    }
    seats = (
        Melody(kind, manner, **line, bend_share=0.05, name="violins", gain_db=gain),
        Melody(kind, manner, **line, bend_share=0, transpose=-12, name="violas", gain_db=gain - 3),
    )
    if bed:
        seats += (
            Comp(kind, "x-------", voicing="triad", register=67, gate=1.03, where="-break", gain_db=gain - 6),
        )
    return seats


def horns(gain=2, manner=("stabs", *RIFFS), where="-break", plan=".A.B"):
    """Trumpets and saxophones, short and together."""
    return (
        Melody(
            "brass", manner, low=60, high=76, plan=plan, blocks=2, gate=0.9, bend_share=0.1, vibrato=0,
            tune="horns", gain_db=gain, where=where,
        ),
    )


def tune(instrument, manner=PHRASES, *, where="intro break", low=67, high=88, gain=3, plan="AABC", **how):
    """An instrument that has the tune."""
    how = {"bend_share": 0.2, "vibrato": 0.2, "tune": "hook", **how}
    return (Melody(instrument, manner, low=low, high=high, where=where, plan=plan, gain_db=gain, **how),)


def congas(gain=-3):
    """Hands on skins."""
    return (Drums("standard kit", CONGAS, (), crash=False, gain_db=gain, name="congas"),)


def held(instrument="drawbar organ", gain=-5, register=62, where="", pattern="x-------"):
    """Chords that lie under everything."""
    return (
        Comp(instrument, pattern, voicing="triad", register=register, gate=1.02, where=where, gain_db=gain),
    )


def club(
    *more, groove=FOUR, bass=OCTAVES, guitar=SCRATCH, kit="standard kit", bass_kind="finger bass",
    keys="electric piano", keys_pattern=STABS, drums=4.5, low=3, guitar_gain=-1, thin=THIN,
):
    """The floor: drums, bass, a scratching guitar, keys."""
    return (
        Drums(kit, {"*": groove, "break": thin}, DISCO_FILLS, gain_db=drums, timing_ms=5),
        Bass(bass_kind, bass, gate=1.0, gain_db=low, timing_ms=5),
        Comp(
            "clean guitar", guitar, voicing="shell", register=69, gate=0.9, strum_ms=8, gain_db=guitar_gain,
            timing_ms=5, where="-break",
        ),
        Comp(
            keys, keys_pattern, voicing="shell" if keys == "clavinet" else "close", register=62, gate=1.1,
            gain_db=-4, where="-break",
        ),
        *more,
    )


def euro(
    *more, bass=PUMP, groove=MACHINE, kit="electronic kit", lead="saw lead", arp=RIPPLE, bed="synth strings",
    drums=4.5,
):
    """Machines: a sequencer for the bass, synthesizers for everything else."""
    return (
        Drums(kit, {"*": groove, "break": THIN}, DISCO_FILLS, gain_db=drums, timing_ms=1.5, dynamics=0.06),
        Bass("synth bass", bass, gate=0.97, gain_db=3, timing_ms=1.5),
        Comp(bed, "x-------", register=67, gate=1.03, gain_db=0),
        Comp("polysynth", arp, register=69, gate=1.2, gain_db=-3, timing_ms=2, voicing="triad"),
        *tune(lead, HOOKS, where="chorus intro", gain=0, plan="AABA"), *more,
    )


def disc(medium="multitrack", seed=0, **how):
    """Seventies records of this kind were cut bright and dense."""
    return on(
        medium,
        **{
            "spectrum": "modern", "bass_db": 2, "treble_db": 3, "room_mix": 0.08, "room_seconds": 0.8,
            "high_hz": 14000, "seed": 500 + seed, **how,
        },
    )


ARTISTS = (
    Artist(
        "The Broad Street Ensemble", "instrumental", (108, 122), "C minor, D minor, F minor", FORM,
        MINOR_SONG,
        (
            club(
                *strings(gain=2), *horns(), *congas(), *choir(manner=HOOKS, where="chorus", gain=3),
                *tune("flute", low=74, high=91, where="verse intro"),
            ),
            club(
                *strings(gain=1), *choir(manner=LONG, where="chorus verse", gain=5), *held("vibraphone", -4),
                *tune("tenor sax", low=52, high=74, where="verse solo", gain=4), kit="room kit",
                groove=RIDING, bass=SONG_BASS,
            ),
        ),
        recording=disc(
            "stereo tape", 1, spectrum="warm", bass_db=0, room_mix=0.15, room="hall", room_seconds=1.3,
            level_db=-20, presence_db=1, treble_db=3,
        ),
    ),
    Artist(
        "Vera Monroe", "Philadelphia strings", (114, 124), "G minor, A minor, E minor", FORM,
        {"*": CIRCLE + VAMPS[3:], "chorus": CIRCLE + CHORUS[1:]},
        (
            club(*strings(), *voice("soul diva"), *choir(), keys="piano", groove=FOUR[:2]),
            club(
                *strings(), *voice("soul diva"), *horns(), *held(), keys="piano", bass=SONG_BASS,
                groove=RIDING[:1],
            ),
        ),
        recording=disc(
            seed=2, presence_db=2, bass_db=1, room_mix=0.14, room_seconds=1.2, level_db=-17.5,
            spectrum="popular",
        ),
    ),
    Artist(
        "Chrome Velvet", "disco-funk", (104, 116), "E minor, A minor, B minor", FORM,
        {"*": VAMPS[:2], "chorus": CHORUS[:1] + VAMPS[2:3]},
        (
            club(
                *voice("alto", HOOKS, parallel=(2,)), *choir("backing vocals", HOOKS, where="chorus"),
                *strings(bed=False, where="chorus intro", gain=2), bass=FUNK_BASS, drums=6, groove=FOUR[1:3],
                low=6, guitar_gain=0,
            ),
            club(
                *voice("alto", HOOKS), *choir("backing vocals", HOOKS, where="chorus verse"),
                *strings(LONG, gain=2), bass=FUNK_BASS[1:], drums=6, groove=FOUR[2:3], low=6, guitar_gain=0,
                keys="clavinet",
            ),
        ),
        swing=1.12, swing_unit=0.25,
        recording=disc(
            seed=3, spectrum="scooped", treble_db=-4, room_mix=0.05, level_db=-16.5, presence_db=-3,
        ),
    ),
    Artist(
        "Sweet Dynamo", "Miami", (106, 118), "F, Bb, C, D", FORM,
        {"*": ONE, "chorus": (*ONE, "I7 | IV9 | I7 | V9")},
        (
            club(
                *horns(4), *voice("tenor", HOOKS, chorus=HOOKS), *choir(manner=HOOKS), *congas(-2),
                bass=FUNK_BASS, keys="clavinet", keys_pattern=SCRATCH[:2], drums=6, groove=FUNK + FOUR[2:3],
            ),
            club(
                *voice("soul man", HOOKS, chorus=HOOKS), *choir("backing men", HOOKS), *congas(-2), *horns(2),
                bass=PUMP[:1] + FUNK_BASS[2:], drums=6, groove=FOUR[:2],
            ),
        ),
        swing=1.15, swing_unit=0.25,
        recording=disc(
            "stereo tape", 4, spectrum="popular", bass_db=1, treble_db=4, drive=0.2, room_mix=0.06,
            level_db=-19, presence_db=0,
        ),
    ),
    Artist(
        "Monika Kessler", "Euro, Munich machines", (120, 130), "A minor, D minor, G minor", FORM, {"*": EURO},
        (
            euro(*voice("breathy pop", LONG), *choir(manner=LONG), bass=PUMP[2:]),
            euro(
                *voice("breathy pop"), *strings(kind="synth strings", gain=2, bed=False), *choir(),
                bass=PUMP[1:3],
            ),
        ),
        drift=0.0,
        recording=disc(seed=5, presence_db=0, treble_db=8, room_mix=0.13, room_seconds=1.4),
    ),
    Artist(
        "Automat Nord", "space disco", (116, 132), "C minor, E minor, B minor",
        ("intro:8 chorus:8", "chorus:8 break:8", "verse:8 chorus:8"), {"*": EURO},
        (
            euro(
                *tune(
                    "voice lead", HOOKS, low=50, high=66, plan="A.A.", tune="robot", where="", bend_share=0.4,
                    bend=2,
                ),
                *held("sweep pad", 0), bass=PUMP[2:],
            ),
            euro(
                *tune(
                    "square lead", "running", low=60, high=84, plan="AAAB", tune="sequence", where="",
                    gain=-3,
                ),
                *held("halo pad", 0), *choir(manner=LONG, where="chorus break"), bass=PUMP[:1],
                lead="calliope",
            ),
        ),
        drift=0.0,
        recording=disc(
            seed=6, presence_db=1, bass_db=1, treble_db=-1, room_mix=0.12, room_seconds=1.6, level_db=-18.5,
        ),
    ),
    Artist(
        "La Noche Orchestra", "Latin", (114, 126), "D minor, G minor, A minor", FORM,
        {"*": CHORUS[2:] + VAMPS[:1], "chorus": CHORUS},
        (
            club(
                *horns(3), *voice("tenor"), *choir("backing men"), *strings(LONG), groove=LATIN, keys="piano",
            ),
            club(
                *strings(), *tune("trumpet", where="verse solo intro", low=62, high=82), *choir(manner=HOOKS),
                Comp(
                    "nylon guitar", ("x--ux-x-x--ux-x-",), voicing="triad", register=60, gain_db=-3, gate=1.2,
                ),
                groove=LATIN[:1], guitar=SCRATCH[2:3], bass=SONG_BASS, keys="piano",
            ),
        ),
        recording=disc(seed=7, bass_db=0, presence_db=0, treble_db=-1, room_mix=0.14, level_db=-17.5),
    ),
    Artist(
        "Gloria Santelmo", "Latin", (118, 130), "F minor, C minor, Eb minor", FORM,
        {"*": VAMPS[1:], "chorus": CHORUS},
        (
            club(
                *strings(), *voice("soul diva"), *congas(), *choir("gospel choir"), groove=FOUR[:2],
                keys="piano",
            ),
            club(
                *voice("blues woman"), *horns(), *congas(), *choir(), *held("strings", -2, 69),
                groove=LATIN[1:],
            ),
        ),
        recording=disc(
            "loud disc", 8, level_db=-12.5, compression=0.4, treble_db=-4, presence_db=-3, room_seconds=0.7,
        ),
    ),
    Artist(
        "Midnight Arcade", "boogie", (104, 118), "B minor, F# minor, E minor", FORM, MINOR_SONG,
        (
            euro(
                *voice("alto"), *choir(), bass=FUNK_BASS, groove=FUNK + FOUR[3:], kit="808 kit",
                lead="synth brass", arp=SCRATCH[2:3],
            ),
            club(
                *voice("soul man"), *choir(), *held("warm pad", 0), bass=FUNK_BASS, bass_kind="synth bass 2",
                kit="808 kit", keys="dx piano", groove=FOUR[3:],
            ),
        ),
        drift=0.005, swing=1.1, swing_unit=0.25,
        recording=disc(
            "digital", 9, level_db=-15, spectrum="scooped", bass_db=3, treble_db=-1, room_mix=0.1,
            presence_db=-2,
        ),
    ),
    Artist(
        "The Glitter Parade", "pop disco", (112, 132), "C, G, A, F", FORM,
        {"*": MAJOR + SUNNY[:1], "chorus": SUNNY},
        (
            club(
                *strings(), *voice("soprano", parallel=(-2,)), *choir(),
                *held("piano", 0, 64, pattern="x---x---"), keys="piano", groove=FOUR[:1], bass=SONG_BASS,
            ),
            club(
                *voice("soprano"), *voice("alto", parallel=(), where="chorus", low=57, high=76),
                *strings(LONG), keys="bright piano", groove=FOUR[1:2] + RIDING[:1], bass=OCTAVES[2:],
            ),
        ),
        recording=disc(
            seed=10, spectrum="popular", presence_db=2, treble_db=3, bass_db=0, room_mix=0.16,
            room_seconds=1.4, level_db=-18.5,
        ),
    ),
    Artist(
        "The Harlan Brothers", "falsetto group", (98, 114), "Eb, F minor, C minor, Ab", FORM,
        {"*": VAMPS[1:] + CHORUS[:1], "chorus": CHORUS[:2] + MAJOR[1:2]},
        (
            club(
                *voice("falsetto", parallel=(2,)), *choir("falsetto", LONG, gain=3), *strings(LONG),
                bass=SONG_BASS + FUNK_BASS[:1], groove=FUNK[:1] + FOUR[2:3],
            ),
            club(
                *voice("falsetto"), *choir("falsetto", gain=4), *held("synth strings", 1, 67), *horns(1),
                bass=OCTAVES[2:3], groove=FOUR[2:3], keys="clavinet",
            ),
        ),
        recording=disc(seed=11, spectrum="popular", presence_db=2, treble_db=8, room_mix=0.1),
    ),
    Artist(
        "Parade Ground", "men's chorus", (118, 132), "C, D, F, G", FORM,
        {"*": SUNNY, "chorus": SUNNY + MAJOR[:1]},
        (
            club(
                *voice("blues shouter", HOOKS), *choir("backing men", HOOKS, where="chorus verse", gain=4),
                *horns(4, RIFFS), *strings(gain=3), kit="power kit", groove=RIDING[1:] + FOUR[:1],
                bass=PUMP[:2],
            ),
            club(
                *voice("rock singer"), *choir("backing men", HOOKS, gain=4), *horns(4), *strings(LONG),
                kit="power kit", groove=FOUR[1:2], bass=PUMP[:2], keys="piano",
            ),
        ),
        recording=disc(
            seed=12, spectrum="scooped", presence_db=1, bass_db=0, treble_db=5, room_mix=0.12, level_db=-16,
        ),
    ),
    Artist(
        "Cabana Four", "Euro, Caribbean-German", (108, 126), "A minor, D minor, C, G", FORM,
        {"*": EURO + SUNNY[1:], "chorus": SUNNY[1:] + EURO[:1]},
        (
            club(
                *voice("bass singer", HOOKS, where="verse"), *choir("backing vocals", HOOKS, gain=6),
                *strings(), kit="power kit", groove=RIDING[1:], bass=PUMP[:2], guitar=SCRATCH[2:],
            ),
            club(
                *voice("alto", parallel=(2,)), *choir("backing men", HOOKS, where="verse chorus", gain=3),
                *tune("steel drums", HOOKS, where="intro solo"), *strings(LONG), kit="power kit",
                groove=RIDING[1:] + FOUR[1:2], bass=SONG_BASS, guitar=SCRATCH[3:],
            ),
        ),
        recording=disc(
            seed=13, presence_db=1, bass_db=1, treble_db=1, room_mix=0.15, room_seconds=1.1, level_db=-19,
        ),
    ),
    Artist(
        "Otis Larkin", "bedroom soul", (90, 106), "F minor, C minor, D, Ab", FORM,
        {"*": MAJOR[1:] + VAMPS[2:3], "chorus": MAJOR},
        (
            club(
                *voice("bass singer", LONG, gain=4), *strings(gain=2), *choir(manner=LONG),
                *tune("french horn", LONG, low=50, high=67, where="intro chorus"), kit="room kit",
                groove=FUNK[:1] + FOUR[2:3], drums=0, bass=SONG_BASS, guitar=SCRATCH[2:3],
            ),
            club(
                *voice("baritone", LONG, gain=4), *strings(LONG, gain=2), *choir(), *held("vibraphone", -5),
                drums=0, kit="room kit", groove=FOUR[2:3], bass=SONG_BASS, keys="piano",
            ),
        ),
        swell=0.15,
        recording=disc(
            "stereo tape", 14, spectrum="popular", presence_db=-1, bass_db=3, treble_db=-1, room_mix=0.16,
            room="hall", room_seconds=1.6, level_db=-22.5,
        ),
    ),
    Artist(
        "Backseat Chrome", "rock disco", (108, 122), "E, A, D minor, G", FORM,
        {"*": SUNNY + EURO[:1], "chorus": SUNNY},
        (
            club(
                *voice("soprano"), *choir(), *held("polysynth", -2), groove=FOUR[1:2] + MACHINE[1:2],
                bass_kind="pick bass", bass=PUMP[:2], guitar=("x-------x---x-x-",), guitar_gain=0,
            ),
            club(
                *voice("rock singer"), *choir("backing men"),
                Comp(
                    "overdriven guitar", "x-----x-x-------", voicing="power", register=40, gain_db=-2,
                    drive=0.3, gate=1.0,
                ),
                *held("synth strings", 0, 69), groove=FOUR[1:2], bass_kind="pick bass", bass=PUMP[:2],
            ),
        ),
        recording=disc(seed=15, presence_db=1, bass_db=0, treble_db=2, compression=0.4, level_db=-15.5),
    ),
    Artist(
        "Delphine Noir", "Euro, French", (116, 128), "F# minor, C minor, G minor", FORM,
        {"*": EURO + VAMPS[:1], "chorus": CHORUS},
        (
            club(
                *strings(gain=2), *voice("breathy pop", LONG), *choir(manner=HOOKS, gain=3), *congas(-1),
                groove=RIDING, bass=OCTAVES[:1],
            ),
            euro(
                *voice("breathy pop", HOOKS), *strings(gain=4, bed=False), *choir(), *congas(-2),
                bass=PUMP[1:3],
            ),
        ),
        recording=disc(seed=16, presence_db=-2, bass_db=3, treble_db=3, room_mix=0.18, room_seconds=1.6),
    ),
    Artist(
        "The Lowrider Union", "disco-funk", (100, 114), "Bb, G minor, C minor, F", FORM,
        {"*": ONE, "chorus": ONE + VAMPS[:1]},
        (
            club(
                *horns(5, plan="ABAC"), *voice("soul man", HOOKS, chorus=HOOKS),
                *choir("backing men", HOOKS, gain=5), *congas(-2), drums=6, kit="room kit", groove=FUNK,
                bass=FUNK_BASS, bass_kind="slap bass", keys="clavinet", keys_pattern=SCRATCH[:2],
            ),
            club(
                *voice("soul man", HOOKS), *choir("gospel choir", HOOKS), *horns(3), drums=6, kit="room kit",
                groove=FUNK, bass=FUNK_BASS[2:], bass_kind="slap bass", guitar=SCRATCH[1:2],
            ),
        ),
        swing=1.18, swing_unit=0.25,
        recording=disc(
            "stereo tape", 17, spectrum="popular", presence_db=-1, bass_db=3, treble_db=5, drive=0.2,
            room_mix=0.07, level_db=-19,
        ),
    ),
    Artist(
        "Roxie Flame", "Hi-NRG", (124, 138), "D minor, F minor, A minor", FORM,
        {"*": EURO, "chorus": EURO + CHORUS[2:]},
        (
            euro(*voice("soul diva"), *choir(), bass=PUMP[1:2], groove=MACHINE[1:], lead="synth brass"),
            euro(
                *voice("rock woman"), *choir(), *held("polysynth", 0), bass=PUMP[1:3], groove=MACHINE[:2],
                lead="synth brass 2", kit="808 kit",
            ),
        ),
        drift=0.0,
        recording=disc(
            "digital", 18, level_db=-12, spectrum="scooped", presence_db=1, treble_db=6, bass_db=1,
            compression=0.45, room_mix=0.12,
        ),
    ),
    Artist(
        "Five on the Floor", "vocal group", (110, 124), "Ab, F, Bb minor, D minor", FORM,
        {"*": MAJOR + VAMPS[1:2], "chorus": MAJOR[:1] + CHORUS[:1]},
        (
            club(
                *voice("soul man"), *choir("backing men", ANSWERS, where="verse chorus prechorus", gain=4),
                *strings(), *held(), groove=FOUR[:1] + RIDING[:1], bass=SONG_BASS + OCTAVES[2:3],
                keys="piano",
            ),
            club(
                *voice("reggae tenor"), *choir("falsetto", ANSWERS, where="verse chorus prechorus", gain=5),
                *horns(3), *strings(LONG), groove=FOUR[:1], bass=SONG_BASS, keys="piano",
            ),
        ),
        recording=disc(
            "stereo tape", 19, spectrum="popular", presence_db=-1, bass_db=0, treble_db=-6, room_mix=0.14,
            level_db=-21,
        ),
    ),
    Artist(
        "Doctor Bump", "novelty", (112, 126), "G, C, E minor, A", FORM,
        {"*": ONE[1:] + SUNNY[1:], "chorus": SUNNY[1:]},
        (
            club(
                *voice("child", HOOKS, chorus=HOOKS), *choir("backing vocals", HOOKS, gain=5),
                *tune("whistle", HOOKS),
                *tune(
                    "synth drum", RIFFS, where="chorus verse", low=60, high=80, gain=0, tune="zap", bend=9,
                    bend_share=1,
                ),
                drums=6, groove=FOUR[3:], bass=PUMP[1:2], bass_kind="synth bass", keys="clavinet",
            ),
            club(
                *voice("toaster", HOOKS, where="verse"),
                *choir("gospel choir", HOOKS, where="chorus verse", gain=5), *horns(3),
                *held("percussive organ", -2),
                *tune("kalimba", RIFFS, where="", low=72, high=91, plan="AA.B"), drums=6,
                groove=FOUR[3:] + LATIN[1:], bass=FUNK_BASS[:2],
            ),
        ),
        recording=disc(seed=20, presence_db=-1, bass_db=2, compression=0.4, level_db=-15, treble_db=1),
    ),
)
