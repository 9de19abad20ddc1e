"""Pop: a voice in front, four chords, and a chorus that is bigger than the verse.

Sub-styles: power ballad, film ballad, duet, piano ballad, acoustic ballad, slow jam, R&B, girl-group R&B,
teen pop, boy band, girl group, alternative, folk pop, Latin pop, eighties dance-pop, jangle pop, club pop,
adult contemporary.
"""

from ..artists import Artist
from ..media import on
from ..players import SOFT_FILLS, Bass, Comp, Drums, Melody, singer

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
SWEDISH = ("i | V | bVI | V", "i | bVI | iv | V", "i | bIII | iv | V")
RNB = ("IVmaj7 | iii7 | ii7 | Imaj7", "i9 | iv9 | bVII9 | bIIImaj7", "ii9 | V13 | Imaj9 | vi7")
SLOW12 = ("Imaj7 | vi7 | ii7 | V7sus4", "I | iii7 | vi7 | IVmaj7 | ii7 | I/3 | IVmaj7 | V7sus4")
SALSA = ("i | iv | V7 | i", "i | bVII | bVI | V7")
SONG = {
    "*": VERSES, "chorus": FOURS, "prechorus": ("IV | V | vi | V", "ii | IV | V | V"),
    "bridge": "vi | IV | ii | V",
}
MINOR_SONG = {"*": MINOR, "bridge": "iv | bVII | bVI | V"}
BALLAD_SONG = {"*": BALLADS, "chorus": BALLADS[:1] + FOURS, "bridge": "bVI | bVII | I | V"}
# Stop: the band is silent for a bar, and the voice goes on alone.
FORM = (
    "verse:8 chorus:8",
    "intro:4 verse:7 stop:1 chorus:8",
    "prechorus:3 stop:1 chorus:8 verse:8",
    "chorus:8 bridge:4 stop:1 chorus:8",
)
SLOW_FORM = (
    "verse:4 prechorus:2 chorus:6 stop:1",
    "verse:8 stop:1 chorus:4",
    "intro:2 verse:4 chorus:8",
    "bridge:2 stop:1 chorus:8 verse:4",
)

# Slow songs: the drums come with the chorus.
SOFT = (
    "HH o.g.o.g.o.g.o.g.\nRS ....x.......x...\nBD x.......o.x.....",
    "SH ogogogogogogogog\nRS ....x.......x...\nBD x.........o.....",
)
FULL = (
    "HH x.o.x.o.x.o.x.o.\nSD ....X.......X...\nBD X.....o.x.......",
    "RD o.o.o.o.o.o.o.o.\nSD ....X.......X..g\nBD X......ox.o.....\nTM ....o.......o...",
)
SOFT12 = ("HH o.go.go.go.g\nRS ...x.....x..\nBD x.....x..o..",)
FULL12 = ("HH x.ox.ox.ox.o\nSD ...X.....X..\nBD X....ox..o..",)
STRAIGHT = (
    "HH x.o.x.o.x.o.x.o.\nSD ....X.......X...\nBD X.....x.x.......",
    "HH xgogxgogxgogxgog\nSD ....X.......X...\nBD X..x..x.x.......",
    "HH x.o.x.o.x.o.x.oo\nSD ....X.......X..g\nBD X......xX.x.....\nTM ..o...o...o...o.",
    "OH x...x...x...x...\nSD ....X.......X...\nBD X...o...X.x.o...\nTM x.oox.oox.oox.oo",
)
MACHINE = (
    "BD X...X...X...X...\nCL ....X.......X...\nHH ..x...x...x...x.\nSH xgogxgogxgogxgog",
    "BD X.....x.X.......\nSD ....X.......X...\nCL ....x.......x...\nHH o...o...o...o.o.",
    "BD X..x..x...x.....\nCL ....X.......X...\nHH x.g.x.g.x.g.x.go\nOH ..............o.",
    "BD X..x....X.x.....\nSD ....X.......X...\nCB ......o.........\nHH ..o...o...o...o.",
)
DANCE = (
    "BD X...X...X...X...\nCL ....X.......X...\nOH ..x...x...x...x.\nHH xoogxoogxoogxoog",
    "BD X...X...X...X...\nSD ....X.......X...\nCL ....x.......x..o\nOH ..x...x...x...x.",
)
SWUNG = (
    "BD X..o..x..x......\nCL ....X.......X...\nHH o.ggo.ggo.ggo.gg\nRS ...........o....",
    "BD X.....xo..x.....\nSD ....X.......X...\nHH o.o.o.o.ogo.o.oo",
    "BD X..x......x.x...\nSD ....X..o....X...\nHH o...g...o...ggoo",
)
SLOW = (
    "BD X.......o.x.....\nRS ....x.......x...\nHH o...g...o...g.g.",
    "BD X..o......x.....\nCL ....x.......x...\nTR x.......x.......",
)
LATIN = (
    "BD X...X...X...X...\nSD ...x..x....x..x.\nHH xgogxgogxgogxgog\nCB o...o...o...o...\n"
    "HC ..oo..xx..oo..xx\nLC ......o.......oo",
    "BD X..x..x.X..x..x.\nSD ....x.......x...\nTI ..x..x..x...x.x.\nSH xgogxgogxgogxgog\nCL ....x.......x...",
)
FILLS = (
    "SD o.ooo.xx\nBD X...x...", "SD xoxo....\nT2 ....xo..\nT5 ......xx\nBD X...x...",
    "SD ....ooxX\nBD X.x.....\nHH x.o.....",
)

PUMP = ("1-1-1-1-1-1-1-1-", "1-1-1-1-1-1-5-b-", "1--1--1-1--1-5--")
LYRIC = ("1-----1-5-------", "1-----5---1---b-", "1-------5---3-b-")
DISCO = ("1-8-1-8-1-8-1-8-", "..1-..1-..1-..1-", "1-11-11-1-11-11-")
SLOWBASS = ("1-------....1-5-", "1-----1-----8-5-", "1--1----5---..b-")
STRUM = ("D---D-DU--DUD-DU", "D-D-D-D-D-D-D-DU", "D--UD-DU-UDUD-DU")
PICK = ("1-2-3-2-4-2-3-2-", "B-3-2-4-B-3-4-2-", "B-4-3-2-5-4-3-2-")
ARPEGGIO = ("B-2-3-4-5-4-3-2-", "B---3-4-2---3-4-")
ARPEGGIO12 = ("B-2-3-4-3-2-", "B-3-4-5-4-3-")
PIANO = ("x-------x---x---", "x---x---x---x---", "x-----x---x-x---")

# How people sing here. Speech set to music, legato, with a breath after each line.
LYRICS = (
    "..x-x-x-xxx-x---|x-x-x-----......", "x-x-x-x-x---x-x-|x---x-----......",
    "..xxx-x-x-x-x---|..x-x-x-x-----..",
    "x---x-xxx---....|x-x-x-x-x-----..",
)
BALLAD = (
    "..x-x-x-x---x-x-|x-----x-x-------", "x-----x-x-x-x---|x-----------....",
    "..x-xxx-x-----x-|x---x---------..",
    "x---x-x-x-------|..xxx-x-x-----..",
)
SOAR = (
    "x-------x---x-x-|x-----x---------", "x---x---x-------|..x-x-x-x-------",
    "x-----x-x-------|x---x---x-------",
)
RUNS = (
    "..x-xxx-x-xxxx--|x-----x-xxxxx---", "x---xxx-x---..x-|xxx-xxxxx-------",
    "..xxx-x-x-----xx|xxx-x-------..x-",
)
RAPID = (
    "x-xxx-x-xxx-x---|x-xxx-x-x---....", "..xxxxx-x-xxx---|..xxxxx-x-x-x---",
    "xxx-xxx-x-x-x-..|xxx-xxx-x-----..",
)
HOOKS = (
    "x-x-x-xxx---....|x-x-x-xxx---....", "x---x-x-x-x-x---|x---x-x-x-------",
    "xxx-x---xxx-x---|x-x-x-x-x-----..",
)
ANSWERS = (
    "....x---x-------|....x---x-------", "x-------x-------|x-----x-x-------",
    "....x-x-x---....|....x-x-x-------",
)
LONG12 = ("x-----x--x--|x--x--------", "..xx-xx-----|x-----x-x---", "x--x-xx-----|...x-xx-----")

# Where a voice of the nineties is put: forward at 2 kHz, a hollow at 5 (the de-esser's), breath above.
# Third-octave bands from 31 Hz to 10 kHz, as `genrekit.corpus.studio.BANDS`.
VOCAL = (
    0, 7, 12, 15, 15, 14, 12, 10, 9, 9, 9, 8, 7, 6, 5, 4, 4, 3, 2, 0, -4, -9, -15, -18, -17, -17,
)


def voice(kind, manner=LYRICS, *, chorus=SOAR, where="-intro", gain=8, double="", **how):
    """The singer: in front, with glides and vibrato; the chorus has longer notes; `double` sings along."""
    how = {
        "bend": -2.0, "bend_share": 0.45, "vibrato": 0.4, "plan": {"*": "AABC", "chorus": "ABAC"},
        "gate": 1.0,
        "manner": {"*": manner, "chorus": chorus, "bridge": SOAR}, "where": where, **how,
    }
    seats = singer(kind, gain_db=gain, **how)
    if double:
        how = {"low": seats[0].low, "high": seats[0].high, **how, "parallel": ()}
        seats += singer(double, **{**how, "bend_share": 0.2}, gain_db=gain - 4, name="double")
    return seats


def choir(kind="backing vocals", manner=ANSWERS, *, where="chorus bridge", gain=3, parallel=(2,), plan="AB"):
    """Voices behind the voice."""
    return singer(
        kind, manner=manner, parallel=parallel, plan=plan, where=where, tune="choir", vibrato=0.2, gate=1.0,
        gain_db=gain, name="backing voices",
    )


def held(instrument="warm pad", gain=-2, register=64, where="-stop", pattern="x-------", **how):
    """Chords that lie under everything."""
    return (
        Comp(
            instrument, pattern, voicing="triad", register=register, gate=1.03, where=where, gain_db=gain,
            **how,
        ),
    )


def orchestra(gain=-1, where="chorus bridge prechorus", lead=True):
    """Strings: held chords and, above, a line against the voice."""
    seats = held("strings", gain - 2, 67, where)
    if lead:
        seats += (
            Melody(
                "strings", ("soar", *SOAR), low=72, high=91, plan="ABAC", tune="strings", name="violins",
                gate=1.0, where=where, gain_db=gain, vibrato=0, bend_share=0,
            ),
        )
    return seats


def tune(instrument, manner=HOOKS, *, where="intro", low=67, high=88, gain=2, plan="AABA", **how):
    """An instrument that has the tune."""
    how = {"bend_share": 0.15, "vibrato": 0.2, "tune": "hook", **how}
    return (Melody(instrument, manner, low=low, high=high, where=where, plan=plan, gain_db=gain, **how),)


def _without(sections):
    """All sections but these, for `where`."""
    return " ".join("-" + section for section in sections.split())


def ballad(
    *more, keys="piano", soft=SOFT, full=FULL, pattern=ARPEGGIO, chorus=PIANO, bass=LYRIC, kit="room kit",
    drums=0.5, bare="intro verse stop", pad="", keys_gain=-1,
):
    """Keys alone under the voice; bass and drums come in with the chorus, or softly before."""
    seats = (
        Drums(
            kit, {"*": soft, "chorus": full, "bridge": full}, SOFT_FILLS + FILLS[:1], gain_db=drums,
            where=_without(bare),
        ),
        Bass("finger bass", bass, gate=1.0, gain_db=4, where="-intro -stop"),
        Comp(
            keys, {"*": pattern, "chorus": chorus}, register=62, gate=1.6, gain_db=keys_gain, timing_ms=10,
            where="-stop",
        ),
    )
    if pad:
        seats += held(pad, -3)
    return (*seats, *more)


def guitars(
    *more, groove=STRAIGHT, soft=STRAIGHT, strum=STRUM, electric="clean guitar", drive=0.1, drums=2,
    bass=PUMP, loud=PIANO[:2], kit="standard kit", bare="intro stop",
):
    """Strummed acoustic, an electric that picks and in the chorus rings, bass in eighths."""
    return (
        Drums(kit, {"*": soft, "chorus": groove, "intro": ""}, FILLS, gain_db=drums, where=_without(bare)),
        Bass("pick bass", bass, gate=1.0, gain_db=3, where=_without(bare)),
        Comp(
            "steel guitar", strum, voicing="guitar", register=45, gate=1.2, strum_ms=12, gain_db=-6,
            where="-stop",
        ),
        Comp(
            electric, {"*": PICK, "chorus": loud}, voicing="power" if drive > 0.2 else "guitar", register=45,
            gate=1.2, strum_ms=10, drive=drive, gain_db=-4, where="-stop",
        ),
        *more,
    )


def machines(
    *more, groove=DANCE, bass=DISCO, keys="bright piano", stabs=("x--x--x-..x--x--", "..x-..x-..x-..x-"),
    kit="808 kit", pad="synth strings", soft=MACHINE, drums=3, bass_kind="synth bass", keys_gain=-2,
    pad_where="chorus prechorus bridge",
):
    """Programmed drums, a synthesizer for the bass, stabs, and a pad that comes with the chorus."""
    return (
        Drums(
            kit, {"*": groove, "bridge": soft, "verse": soft, "intro": soft}, FILLS[:1], gain_db=drums,
            timing_ms=1.5, dynamics=0.06, where="-stop",
        ),
        Bass(bass_kind, bass, gate=0.98, gain_db=4, timing_ms=1.5, where="-bridge -stop"),
        Comp(keys, stabs, register=67, gate=1.0, gain_db=keys_gain, timing_ms=2, where="-stop"),
        *held(pad, -3, 66, pad_where), *more,
    )


def rnb(*more, groove=SWUNG, keys="dx piano", picking="nylon guitar", drums=3, pad="warm pad", bass=SLOWBASS):
    """Electric piano, a swung drum machine, a guitar that picks, a deep bass."""
    return (
        Drums(
            "808 kit", groove, SOFT_FILLS[:1], crash=False, gain_db=drums, timing_ms=3, where="-stop",
        ),
        Bass("synth bass 2", bass, gate=1.0, gain_db=4, slide=0.15, where="-stop"),
        Comp(
            keys, ("x-----x-----x---", "x--x----x-------", "x-------x--x----"), register=64, gate=1.1,
            gain_db=-2, where="-stop",
        ),
        Comp(
            picking, ("4-3-2-3-4-3-2-1-", "..4-3-2-..4-3---"), register=67, gate=1.4, gain_db=-4,
            where="-stop",
        ),
        *held(pad, -4, 64, "chorus prechorus intro"), *more,
    )


def disc(medium="digital", seed=0, **how):
    """Records of the nineties: clean, wide in level, polished on top."""
    return on(medium, **{"spectrum": VOCAL, "high_hz": 15000, "room_mix": 0.14, "seed": 900 + seed, **how})


ARTISTS = (
    Artist(
        "Celia Fontaine", "power ballad", (62, 76), "C, Eb, F, Db", SLOW_FORM, BALLAD_SONG,
        (
            ballad(
                *voice("soul diva", RUNS, gain=7), *orchestra(), *choir("gospel choir"), keys="dx piano",
                pad="warm pad",
            ),
            ballad(
                *voice("soul diva", BALLAD, gain=7), *orchestra(), kit="electronic kit", drums=3,
                bare="intro stop",
            ),
        ),
        swell=0.15,
        recording=disc(
            seed=1, room="hall", room_mix=0.2, room_seconds=2.0, level_db=-16.5, presence_db=-1,
            treble_db=-4,
        ),
    ),
    Artist(
        "Marisol Devane", "slow jam", (56, 68), "F, Ab, Bb, G", SLOW_FORM, {"*": SLOW12, "chorus": SLOW12},
        (
            ballad(
                *voice("soul diva", LONG12, chorus=LONG12, ornaments=0.2),
                *choir("gospel choir", LONG12, gain=4), *held("drawbar organ", -4), soft=SOFT12, full=FULL12,
                pattern=ARPEGGIO12, chorus=("x--x--x--x--",), bass=("1-----5--b--", "1--1--5-----"),
                bare="intro stop",
            ),
            ballad(
                *voice("alto", LONG12, chorus=LONG12, ornaments=0.2), *choir(manner=LONG12),
                *orchestra(-1, lead=False), keys="electric piano", soft=SOFT12, full=FULL12,
                pattern=ARPEGGIO12, chorus=("x-----x--x--",), bass=("1-----5--b--",),
            ),
        ),
        metre="12/8", swell=0.15,
        recording=disc(seed=2, room_mix=0.14, bass_db=2, treble_db=-5, level_db=-17.5, presence_db=-1),
    ),
    Artist(
        "Claire Beaumont", "film ballad", (58, 72), "Db, E, Bb, D", SLOW_FORM, BALLAD_SONG,
        (
            ballad(
                *voice("soprano", BALLAD, gain=7), *orchestra(1, where="verse prechorus chorus bridge"),
                *held("choir", -4, 66, "chorus"),
                *tune("recorder", "adagio", low=74, high=93, where="intro verse", gain=0), drums=0,
            ),
            ballad(
                *voice("soprano", SOAR, gain=7), *orchestra(0), *tune("oboe", "adagio", where="intro verse"),
                keys="harp", kit="power kit",
            ),
        ),
        swell=0.25, drift=0.03,
        recording=disc(
            seed=3, room="hall", room_mix=0.3, room_seconds=2.4, bass_db=-1, treble_db=-4, level_db=-20,
        ),
    ),
    Artist(
        "Owen March", "acoustic ballad", (68, 88), "G, D, A, E", FORM, SONG,
        (
            ballad(
                *voice("tenor", BALLAD), keys="steel guitar", pattern=PICK[1:], chorus=STRUM[:1],
                keys_gain=-3, drums=0,
            ),
            ballad(
                *voice("tenor"), *choir("backing men"), *held("drawbar organ", -5, where="chorus"),
                full=FULL[:1], bare="intro stop",
            ),
        ),
        recording=disc(
            "multitrack", 4, room_mix=0.1, bass_db=2, treble_db=6, level_db=-17, presence_db=2,
            spectrum="modern",
        ),
    ),
    Artist(
        "Rhea Lindqvist", "piano ballad", (60, 76), "A, C, F# minor, E", SLOW_FORM, SONG,
        (
            (
                Comp(
                    "piano", {"*": ARPEGGIO, "chorus": PIANO}, register=62, gate=1.8, gain_db=0, timing_ms=14,
                ),
                *voice("alto", BALLAD, gain=9), *orchestra(-2, "chorus", lead=False),
            ),
            (
                Comp(
                    "piano", {"*": ("x-------x-----x-",), "chorus": ARPEGGIO[:1]}, register=62, gate=1.8,
                    gain_db=0, timing_ms=14,
                ),
                *voice("soprano", BALLAD, gain=9),
                *tune("cello", "adagio", low=43, high=62, where="chorus intro", gain=1),
            ),
        ),
        swell=0.3, drift=0.06,
        recording=disc(
            seed=5, room="hall", room_mix=0.16, bass_db=2, presence_db=-2, treble_db=-7, level_db=-21,
            compression=0.15, spectrum="popular",
        ),
    ),
    Artist(
        "Dean & Lorelei", "duet", (64, 80), "D, F, Ab, Bb", SLOW_FORM, BALLAD_SONG,
        (
            ballad(
                *voice("tenor", BALLAD, where="verse chorus bridge stop"),
                *voice("soprano", BALLAD, where="prechorus chorus", tune="her"), *orchestra(),
                keys="dx piano", bare="intro stop", kit="electronic kit", drums=3,
            ),
            ballad(
                *voice("soul man", BALLAD, where="verse chorus"),
                *voice("soul diva", where="prechorus chorus bridge stop", tune="her"), *held("halo pad", -2),
                *tune("alto sax", "wail", low=58, high=80, where="intro bridge"), keys="electric piano",
            ),
        ),
        recording=disc(
            "multitrack", 6, spectrum="popular", room_mix=0.2, presence_db=3, treble_db=5, bass_db=1,
            room_seconds=1.9, level_db=-16,
        ),
    ),
    Artist(
        "Nadia Rowe", "R&B ballad", (60, 76), "Eb minor, Bb minor, Ab, Db", SLOW_FORM,
        {"*": RNB, "bridge": RNB[0]},
        (
            rnb(*voice("alto", RUNS, ornaments=0.2), *choir(manner=SOAR), groove=SLOW, picking="harp"),
            rnb(
                *voice("soul diva", RUNS, ornaments=0.2, gain=7), *choir(), groove=SLOW[1:],
                keys="electric piano", drums=1,
            ),
        ),
        swing=1.2, swing_unit=0.25, drift=0.0,
        recording=disc(
            seed=7, bass_db=2, treble_db=-2, room_mix=0.12, room_seconds=1.2, level_db=-17,
            spectrum="modern", presence_db=-1,
        ),
    ),
    Artist(
        "Tamsin Joy", "R&B", (84, 102), "F, Ab minor, Bb minor, Eb", FORM, {"*": RNB, "bridge": RNB[0]},
        (
            rnb(*voice("breathy pop", RAPID, double="backing vocals"), *choir()),
            rnb(*voice("soprano", RAPID), *choir(manner=HOOKS), keys="electric piano", groove=SWUNG[1:]),
        ),
        swing=1.35, swing_unit=0.25, drift=0.0,
        recording=disc(
            "loud disc", 8, level_db=-14, bass_db=2, treble_db=3, room_mix=0.08, compression=0.45,
            spectrum="modern", presence_db=1,
        ),
    ),
    Artist(
        "Velvet Three", "girl-group R&B", (90, 108), "B minor, E minor, F# minor", FORM,
        {"*": SWEDISH[:2] + MINOR[1:2]},
        (
            machines(
                *voice("alto", RAPID, chorus=HOOKS, double="backing vocals"), *choir(manner=HOOKS),
                groove=SWUNG[2:], soft=SWUNG[:1], keys="harpsichord", stabs=("x-x-..x-x-x-....",),
                bass=SLOWBASS, pad="slow strings",
            ),
            machines(
                *voice("soul diva", RAPID, chorus=HOOKS), *choir(manner=HOOKS), groove=SWUNG[1:],
                soft=SWUNG[1:2], keys="pizzicato strings", stabs=("1-3-2-3-..4-3-2-",), bass=SLOWBASS,
                keys_gain=1,
            ),
        ),
        drift=0.0,
        recording=disc(
            "loud disc", 9, level_db=-11.5, bass_db=1, presence_db=2, treble_db=4, room_mix=0.05,
            spectrum="modern",
        ),
    ),
    Artist(
        "Kiki Valor", "teen pop", (92, 112), "F minor, G minor, C minor, A minor", FORM,
        {"*": SWEDISH, "bridge": "bVI | bVII | i | V"},
        (
            machines(
                *voice("breathy pop", RAPID, chorus=HOOKS + SOAR, double="alto"), *choir(manner=HOOKS),
                groove=MACHINE[1:], soft=MACHINE[1:2], bass=PUMP[1:] + DISCO[2:], keys="synth brass",
                kit="power kit",
            ),
            machines(
                *voice("breathy pop", chorus=HOOKS, double="backing vocals"), *choir(),
                *tune("saw lead", where="chorus intro", gain=-2), soft=MACHINE[2:], keys="clavinet",
                bass=PUMP[:2], kit="electronic kit",
            ),
        ),
        drift=0.0,
        recording=disc(
            "loud disc", 10, level_db=-11, spectrum="modern", bass_db=1, presence_db=2, treble_db=7,
            room_mix=0.08, compression=0.7,
        ),
    ),
    Artist(
        "Fifth Floor Boys", "boy band", (88, 112), "C# minor, E minor, D, B minor", FORM,
        {**MINOR_SONG, "*": SWEDISH + FOURS[1:2]},
        (
            machines(
                *voice("tenor", chorus=HOOKS), *choir("backing men", HOOKS, gain=6), groove=MACHINE[1:],
                soft=SWUNG[:1], bass=PUMP[2:] + DISCO[2:], keys="synth brass", kit="electronic kit",
                keys_gain=-4,
            ),
            ballad(
                *voice("falsetto", BALLAD), *choir("backing men", SOAR, gain=5), *orchestra(0, lead=False),
                keys="nylon guitar", pattern=PICK[1:], chorus=PICK[2:], kit="electronic kit", drums=3,
                bare="intro stop",
            ),
        ),
        drift=0.0,
        recording=disc(
            "loud disc", 11, level_db=-12, spectrum="modern", presence_db=2, treble_db=6, room_mix=0.12,
            room_seconds=0.8,
        ),
    ),
    Artist(
        "Sunny Side Five", "girl group", (98, 122), "A, E, D, F", FORM,
        {"*": VERSES[1:] + FOURS[:2], "chorus": FOURS},
        (
            machines(
                *voice("soprano", RAPID, chorus=HOOKS, parallel=(2,)), *choir(manner=HOOKS, gain=5),
                *tune("brass", blocks=2, where="chorus intro"), soft=STRAIGHT[1:2], keys="piano", stabs=PIANO,
                kit="standard kit", bass_kind="finger bass", bass=DISCO[:1] + PUMP[1:2],
            ),
            machines(
                *voice("country alto", chorus=HOOKS, double="backing vocals"), *choir(gain=5),
                groove=SWUNG[1:2] + STRAIGHT[1:2], soft=SWUNG[:2], keys="electric piano", stabs=PIANO,
                bass=LYRIC, pad="strings",
            ),
        ),
        drift=0.005,
        recording=disc(
            seed=12, level_db=-13, spectrum="modern", presence_db=1, treble_db=5, room_mix=0.12,
            compression=0.45,
        ),
    ),
    Artist(
        "June Harrow", "alternative", (82, 104), "E, D, A, B minor", FORM,
        {"*": ("i | bVII | IV | IV", *VERSES[2:]), "chorus": FOURS[:4]},
        (
            guitars(
                *voice("rock woman", RAPID + LYRICS[:2]), *choir("rock woman", SOAR, gain=2, parallel=()),
                soft=SWUNG[1:2], drive=0.45, electric="overdriven guitar", loud=("x-------x---x-x-",),
                groove=STRAIGHT[3:], bass=PUMP[2:] + LYRIC[:1],
            ),
            guitars(
                *voice("rock woman"), *tune("harmonica", "wail", where="intro bridge", low=60, high=81),
                drive=0.3, electric="overdriven guitar", loud=PIANO[1:2], soft=SOFT, bass=LYRIC,
            ),
        ),
        recording=disc(
            "loud disc", 13, level_db=-14, spectrum="modern", presence_db=2, treble_db=3, bass_db=1,
            room_mix=0.1, drive=0.3,
        ),
    ),
    Artist(
        "Paper Lanterns", "folk pop", (74, 100), "C, G, D, F", FORM, SONG,
        (
            (
                Comp(
                    "steel guitar", {"*": PICK[1:], "chorus": STRUM[1:]}, voicing="guitar", register=45,
                    gate=1.4, strum_ms=14, gain_db=-2,
                ),
                *voice("country alto", gain=9), *held("slow strings", -6, 66, "chorus"),
                Bass("fretless bass", LYRIC, gate=1.0, gain_db=3, where="chorus bridge"),
            ),
            guitars(
                *voice("alto", gain=9), *choir(gain=1), soft=SOFT[1:], groove=FULL[:1],
                electric="nylon guitar", drums=-1, bare="intro stop", bass=LYRIC,
            ),
        ),
        drift=0.025,
        recording=disc(
            "multitrack", 14, room_mix=0.1, bass_db=0, presence_db=3, treble_db=4, level_db=-18.5,
            compression=0.2,
        ),
    ),
    Artist(
        "Rafael Luz", "Latin pop", (112, 134), "A minor, E minor, D minor, C minor", FORM,
        {"*": SALSA, "chorus": SALSA + MINOR[:1]},
        (
            machines(
                *voice("tenor", chorus=HOOKS), *choir("backing men", HOOKS, gain=5),
                *tune("brass", HOOKS, blocks=2, where="chorus intro bridge"), groove=LATIN, soft=LATIN[:1],
                keys="piano", stabs=("x-xx-x-x-xx-x-x-",), bass=(*DISCO[2:], "1--5--8-1--5--8-"),
                pad="drawbar organ", kit="standard kit", bass_kind="finger bass",
            ),
            machines(
                *voice("tenor"), *choir(), *tune("flute", where="intro chorus", low=72), groove=DANCE,
                soft=LATIN[1:], keys="nylon guitar", stabs=("x-xx-xx-x-xx-xx-", "1-2-3-4-3-2-3-4-"),
                keys_gain=0,
            ),
        ),
        recording=disc(
            "loud disc", 15, level_db=-12, spectrum="modern", presence_db=3, treble_db=5, bass_db=0,
            room_mix=0.1,
        ),
    ),
    Artist(
        "Isabela Roa", "Latin pop", (86, 104), "D minor, G minor, B minor, E minor", FORM,
        {"*": SALSA + MINOR, "bridge": "iv | i | V7 | i"},
        (
            rnb(
                *voice("alto", chorus=HOOKS), *choir(), *tune("pan flute", where="intro chorus", low=69),
                groove=LATIN[1:], keys="nylon guitar", pad="strings", bass=LYRIC, drums=2,
            ),
            rnb(
                *voice("breathy pop", double="backing vocals"), *choir(manner=SOAR), groove=SWUNG[:1],
                picking="nylon guitar", pad="slow strings",
            ),
        ),
        recording=disc(
            seed=16, level_db=-15.5, bass_db=0, treble_db=5, room_mix=0.16, room_seconds=1.3,
            spectrum="modern", presence_db=2,
        ),
    ),
    Artist(
        "Isla Wren", "eighties dance-pop", (104, 126), "B minor, E, C# minor, G", FORM,
        {**MINOR_SONG, "*": FOURS[:4]},
        (
            machines(
                *voice("breathy pop"), *choir(), *tune("calliope", where="intro chorus", gain=-1),
                groove=MACHINE[:2], soft=MACHINE[:1], keys="polysynth", stabs=("1-2-3-2-4-2-3-2-",),
                kit="electronic kit", pad="sweep pad", bass=PUMP[:1] + DISCO[:1],
            ),
            machines(
                *voice("alto", chorus=HOOKS), *choir(), *tune("synth brass", where="intro chorus"),
                groove=MACHINE[1:2], soft=MACHINE[1:2], keys="dx piano", kit="electronic kit", bass=PUMP,
                pad="warm pad",
            ),
        ),
        drift=0.0,
        recording=disc(
            "multitrack", 17, spectrum="modern", presence_db=2, bass_db=0, treble_db=5, room_mix=0.18,
            room_seconds=1.4, level_db=-15.5,
        ),
    ),
    Artist(
        "The Marigold Club", "jangle pop", (112, 136), "D, A, E, G", FORM, SONG,
        (
            guitars(
                *voice("soprano", double="backing vocals"), *choir(gain=4), groove=STRAIGHT[2:], bare="stop",
            ),
            guitars(
                *voice("alto", parallel=(2,)), *choir(gain=4), *held("drawbar organ", -6),
                *tune("sitar", where="intro", gain=0), groove=STRAIGHT[3:], strum=STRUM[1:],
            ),
        ),
        recording=disc(
            "multitrack", 18, spectrum="modern", presence_db=0, treble_db=2, bass_db=0, room_mix=0.15,
            compression=0.4, level_db=-16,
        ),
    ),
    Artist(
        "Nova Saint", "club pop", (124, 134), "F# minor, B minor, A minor, D minor", FORM,
        {**MINOR_SONG, "*": MINOR + FOURS[1:2]},
        (
            machines(
                *voice("alto", chorus=HOOKS + SOAR), *choir(),
                *held("polysynth", -1, 69, "chorus", "x--x--x-x--x--x-"), soft=DANCE[:1], keys="piano",
                bass=DISCO, kit="electronic kit",
            ),
            machines(
                *voice("soul diva"), *choir("gospel choir"),
                *tune("saw lead", "running", where="intro chorus", gain=-3), soft=MACHINE[:1],
                bass=DISCO[1:2], pad="halo pad",
            ),
        ),
        drift=0.0,
        recording=disc(
            "loud disc", 19, level_db=-11.5, spectrum="modern", bass_db=1, presence_db=3, room_mix=0.14,
            room_seconds=1.0, treble_db=7,
        ),
    ),
    Artist(
        "Rosalind Grey", "adult contemporary", (84, 116), "C, F, Bb, G", FORM, SONG,
        (
            guitars(
                *voice("alto"), *choir(), *held("drawbar organ", -4),
                *tune("overdriven guitar", "wail", where="intro bridge", low=57, high=79, drive=0.3),
            ),
            ballad(
                *voice("rock woman", BALLAD), *held("synth strings", -2),
                Comp(
                    "overdriven guitar", "x-------x-------", voicing="power", register=40, drive=0.4,
                    gate=1.0, gain_db=-5, where="chorus",
                ),
                full=STRAIGHT[:1], kit="power kit", drums=2, bare="intro stop", bass=PUMP[:1],
            ),
        ),
        recording=disc(
            "multitrack", 20, spectrum="popular", presence_db=5, treble_db=8, bass_db=0, room_mix=0.12,
            level_db=-16,
        ),
    ),
)
