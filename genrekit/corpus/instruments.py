"""General MIDI by name: programs, drum kits and drum keys, as the recipes call them."""

from __future__ import annotations

_NAMES = """
piano, bright piano, electric grand, honky-tonk piano, electric piano, dx piano, harpsichord, clavinet,
celesta, glockenspiel, music box, vibraphone, marimba, xylophone, tubular bells, dulcimer,
drawbar organ, percussive organ, rock organ, church organ, reed organ, accordion, harmonica, bandoneon,
nylon guitar, steel guitar, jazz guitar, clean guitar, muted guitar, overdriven guitar, distortion guitar,
guitar harmonics, acoustic bass, finger bass, pick bass, fretless bass, slap bass, slap bass 2, synth bass,
synth bass 2, violin, viola, cello, contrabass, tremolo strings, pizzicato strings, harp, timpani,
strings, slow strings, synth strings, synth strings 2, choir, oohs, synth voice, orchestra hit,
trumpet, trombone, tuba, muted trumpet, french horn, brass, synth brass, synth brass 2,
soprano sax, alto sax, tenor sax, baritone sax, oboe, english horn, bassoon, clarinet,
piccolo, flute, recorder, pan flute, bottle, shakuhachi, whistle, ocarina,
square lead, saw lead, calliope, chiff lead, charang, voice lead, fifths lead, bass lead,
new age pad, warm pad, polysynth, choir pad, bowed pad, metallic pad, halo pad, sweep pad,
rain, soundtrack, crystal, atmosphere, brightness, goblins, echoes, sci-fi,
sitar, banjo, shamisen, koto, kalimba, bagpipe, fiddle, shanai,
tinkle bell, agogo, steel drums, woodblock, taiko, melodic tom, synth drum, reverse cymbal,
fret noise, breath noise, seashore, birds, telephone, helicopter, applause, gunshot
"""

#: General MIDI program by name (our names: short, and the way a band would say them).
PROGRAMS = {name.strip(): number for number, name in enumerate(_NAMES.replace("\n", " ").split(","))}

#: Drum kits by name.
KITS = {
    "standard kit": 0, "room kit": 8, "power kit": 16, "electronic kit": 24, "808 kit": 25,
    "jazz kit": 32, "brush kit": 40, "orchestra kit": 48,
}  # fmt: skip


class _Drums(dict):
    """Drum keys; who asks for a drum that is not there is told which there are."""

    def __missing__(self, name: str) -> int:
        raise ValueError(f"drum {name!r} of a groove is not one of {', '.join(self)}")


#: Drum keys by the two letters that stand at the head of a line of a groove.
DRUMS = _Drums({
    "BD": 36, "B2": 35, "SD": 38, "S2": 40, "RS": 37, "CL": 39, "HH": 42, "HP": 44, "OH": 46,
    "RD": 51, "RB": 53, "CR": 49, "CY": 57, "CH": 52, "SP": 55,
    "T1": 50, "T2": 48, "T3": 47, "T4": 45, "T5": 43, "T6": 41,
    "TM": 54, "CB": 56, "SH": 70, "CA": 69, "HC": 63, "MC": 62, "LC": 64, "HB": 60, "LB": 61,
    "TI": 65, "TL": 66, "AG": 67, "WH": 76, "WL": 77, "GU": 73, "CV": 75, "TR": 81, "VS": 58,
})  # fmt: skip


#: What stands for a voice in a MIDI file, which has none that speaks: "synth voice".
VOICE_PROGRAM = 54


def program(name: str) -> int:
    """Number of a program or kit.

    Raises
    ------
    ValueError
        If General MIDI has no such instrument; the message names a few (and voices) that are near.
    """
    number = PROGRAMS.get(name, KITS.get(name))
    if number is None:
        from .voice import VOICES

        near = [n for n in (*PROGRAMS, *KITS, *VOICES) if any(word in n for word in name.split())]
        raise ValueError(
            f"instrument {name!r} is neither in General MIDI nor a voice; "
            f"perhaps {', '.join(near) or 'piano'}?"
        )
    return number
