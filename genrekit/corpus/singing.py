"""How words are sung: what throat and mouth do over a line of melody, before it sounds.

A `Plan` turns notes and syllables into curves (pitch, level, formants, vibrato, brightness) and noises.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from . import phonetics
from .phonetics import CONSONANTS
from .tones import GLIDE_SECONDS, VIBRATO_AFTER, VIBRATO_RISE

LEGATO = 0.06  # s; notes nearer than that are joined
PHRASE = 0.35  # s; a rest of that length is used to breathe


class Track:
    """A value over time, in straight lines between points."""

    def __init__(self):
        self.times, self.values = [], []

    def to(self, time, value):
        self.times.append(time)
        self.values.append(value)

    def at(self, times):
        return np.interp(times, np.maximum.accumulate(self.times), self.values)


class Plan:
    """What throat and mouth do over a line: pitch, level, formants, brightness, and which noises when."""

    def __init__(self, line, voice, words, chance):
        self.voice = voice
        self.pitch, self.level, self.vibrato, self.bright = (Track() for _ in range(4))
        self.row, self.column = Track(), Track()
        self.held = []  # consonants with tables of their own: start, end, name
        self.noises = []  # start, seconds, kind, level, variant
        self.places = phonetics.places(voice.speaker, voice.tract)
        count = len(line)
        words = phonetics.syllables(count, words)
        moves = chance.random((count, 3)).tolist()
        shortest = [0.0] + [b[0] - a[0] for a, b in pairwise(line)]
        onsets = [self._onset(w, line, i, shortest[i], moves[i]) for i, w in enumerate(words)]
        phrase = line[0][0]
        for i, (note, word) in enumerate(zip(line, words, strict=True)):
            rest = note[0] - line[i - 1][1] if i else 10.0
            if rest >= PHRASE:
                phrase = note[0]
            after = line[i + 1][0] - note[1] if i + 1 < count else 10.0
            following = (line[i + 1][0], *onsets[i + 1]) if after < LEGATO else None
            before = line[i - 1] if rest < LEGATO else None
            self._note(note, word, *onsets[i], before, following, after, note[0] - phrase, moves[i])
            if rest >= PHRASE:
                length = min(0.32, rest - 0.1)
                self._noise(note[0] - onsets[i][1] - length - 0.03, length, "breath", 1.0, word.variant)

    def _onset(self, word, line, i, since, moves):
        """Consonant before a note and its length; none where several notes share a syllable."""
        joined = i and line[i][0] - line[i - 1][1] < LEGATO
        if joined and (line[i][1] - line[i][0] < 0.12 or moves[2] < 0.12) and self.voice.style == "sung":
            return "", 0.0
        seconds = CONSONANTS[word.onset].seconds
        if i:
            seconds = min(seconds, 0.42 * since)
        return (word.onset, seconds) if seconds >= 0.025 else ("", 0.0)

    def _note(self, note, word, onset, lead, before, following, after, phrase, moves):
        """One syllable, from its consonant to what comes next."""
        start, end, pitch, force, bend, vibrato = note
        spoken = self.voice.style == "rapped"
        loud = force**1.5 * (0.92 + 0.16 * moves[0])
        consonant = CONSONANTS[onset]
        begin = start - lead
        # Voice stops where the next consonant starts, or rings out into the rest.
        stop = following[0] - following[2] if following else end
        stop = max(stop, start + 0.03)
        length = stop - start
        self._mouth(consonant, onset, word, begin, start, length, stop, moves)
        self._force(consonant, loud, lead, begin, start, stop, length, before, following, spoken)
        self.bright.to(start - 0.01, force)
        self.bright.to(stop, force)
        if spoken or self.voice.style == "shouted":
            self._spoken_pitch(pitch, bend, start, stop, phrase, moves)
        else:
            self._sung_pitch(pitch, bend, start, stop, before, moves)
        self.vibrato.to(start, 0.0)
        self.vibrato.to(start + VIBRATO_AFTER, 0.0)
        if length > VIBRATO_AFTER:
            self.vibrato.to(start + VIBRATO_AFTER + VIBRATO_RISE, vibrato)
            self.vibrato.to(stop, vibrato)
        if consonant.noise:
            wait = lead * consonant.closed
            self._noise(begin + wait, lead - wait + 0.015, consonant.noise, loud, word.variant)
        coda = CONSONANTS[word.coda]
        if coda.noise and after > coda.seconds + 0.08:
            wait = coda.seconds * coda.closed
            self._noise(stop + 0.01 + wait, coda.seconds - wait, coda.noise, loud * 0.8, word.variant)

    def _mouth(self, consonant, onset, word, begin, start, length, stop, moves):
        """Formants: from the consonant to the vowel, and on to the vowel that it becomes."""
        rows, columns = self.row, self.column
        vowel, glide = self.places[word.vowel], self.places[word.glide]
        if onset:
            locus = self.places["/" + onset]
            if onset == "h":
                locus = vowel
            rows.to(begin, locus[0])
            columns.to(begin, locus[1])
            rows.to(start - 0.01, 0.75 * locus[0] + 0.25 * vowel[0])
            columns.to(start - 0.01, 0.7 * locus[1] + 0.3 * vowel[1])
            if consonant.table:
                self.held.append((begin, start, consonant.table))
        arrive = min(0.06, 0.4 * length)
        # Short vowels are not reached, long ones become another, and none stays quite where it is.
        share = min(max((length - 0.1) / 0.3, 0.12), 1.0) * (0.55 + 0.45 * moves[1])
        last = [v + share * (g - v) for v, g in zip(vowel, glide, strict=True)]
        reach = 0.8 if length < 0.1 else 0.95
        for track, v, g in ((rows, vowel[0], last[0]), (columns, vowel[1], last[1])):
            track.to(start + arrive, reach * v + (1 - reach) * 5)
            track.to(start + 0.45 * length, v + 0.12 * (g - v))
            track.to(start + 0.85 * length, g)
            track.to(stop, g)
        if word.coda in ("m", "n") and length > 0.25:
            self.held.append((stop - 0.07, stop + 0.1, word.coda))

    def _force(self, consonant, loud, lead, begin, start, stop, length, before, following, spoken):
        """Level: consonants are softer than vowels, notes swell and fade."""
        level = self.level
        if lead:
            if consonant.voiced:
                if not before:
                    level.to(begin - 0.015, 0.0)
                level.to(begin + 0.012, loud * consonant.voiced)
                level.to(start - 0.012, loud * consonant.voiced)
            else:
                level.to(start - 0.012, 0.0)
        elif not before:
            level.to(start - 0.02, 0.0)
        level.to(start + min(0.02, 0.3 * length), loud * 0.9)
        level.to(start + 0.35 * length, loud)
        level.to(stop - min(0.05, 0.3 * length), loud * (0.6 if spoken else 0.82))
        if following and (not following[2] or CONSONANTS[following[1]].voiced):
            return
        release = 0.012 if following else (0.05 if spoken else 0.09)
        level.to(stop - 0.3 * release, loud * 0.5)
        level.to(stop + 0.7 * release, 0.0)

    def _sung_pitch(self, pitch, bend, start, stop, before, moves):
        if before:
            self.pitch.to(start - 0.03 - 0.05 * moves[2], before[2])
            if bend:
                self.pitch.to(start + 0.01, pitch + bend)
            self.pitch.to(start + (GLIDE_SECONDS if bend else 0.03 + 0.06 * moves[1]), pitch)
        else:
            self.pitch.to(start - 0.12, pitch + (bend or -1.2))
            self.pitch.to(start, pitch + (bend or -1.2 * moves[2]))
            self.pitch.to(start + (GLIDE_SECONDS if bend else 0.06), pitch)
        self.pitch.to(stop - 0.02, pitch)

    def _spoken_pitch(self, pitch, bend, start, stop, phrase, moves):
        """Speech falls over a line; each syllable rises a little and falls more."""
        if self.voice.style == "shouted":
            pitch = self.voice.register + 0.3 * (pitch - np.mean(self.voice.compass))
        pitch = pitch + 2.5 - min(1.6 * phrase, 5.0) + 4.0 * (moves[0] - 0.5)
        self.pitch.to(start - 0.03, pitch + 0.5 * bend)
        self.pitch.to(start + 0.35 * (stop - start), pitch + 1.5 * moves[1])
        self.pitch.to(stop, pitch - 1.0 - 2.5 * moves[2])

    def _noise(self, start, seconds, kind, level, variant):
        self.noises.append((start, seconds, kind, level, variant))

    def noises_into(self, y, sr):
        """Add consonants and breaths to a stem."""
        scale = phonetics.SCALE[self.voice.speaker] * self.voice.tract
        for start, seconds, kind, level, variant in self.noises:
            if seconds < 0.01:
                continue
            snippet = phonetics.noise(kind, scale, seconds, variant, sr)
            first = round(start * sr)
            skip = max(-first, 0)
            here = y[first + skip : max(first + len(snippet), 0)]
            here += snippet[skip : skip + len(here)] * np.float32(self.voice.sibilance * level)
