"""What is wrong with a collection, from what was measured of its files: rules, without reading a file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from genrekit import collection

from .matching import matches

#: What may be found, and what it means.
KINDS = {
    "missing": "a numbering or a list promises a file that is not there",
    "unused": "a line of a list that fits no file, files without a genre, or a folder that is closed",
    "unreadable": "the file cannot be used as sound",
    "cut": "the file breaks off before its end",
    "ending": "the name promises another format than the file has",
    "rate": "another sampling rate than nearly all others",
    "channels": "another number of channels than nearly all others",
    "length": "another length than nearly all others, or hardly any",
    "silence": "nothing to hear, or a long silence within",
    "clipping": "the loudest places are cut flat",
    "offset": "the samples do not swing around zero (DC)",
    "duplicate": "the same samples as another file",
    "near-duplicate": "the same recording as another file: louder, shifted, or encoded again",
}

#: A value is expected of all files if so many share it.
_NEARLY_ALL = 0.8
#: Seconds by which lengths may differ where nearly all are the same; a shorter file is none to learn from.
_SAME_LENGTH, _SHORTEST = 1.0, 1.0
#: Records have pauses; such a silence, in seconds, is none.
_SILENCE = 3.0
#: Share of samples on flat tops: of twenty songs of GTZAN and the thousand embedded clips, none has a tenth.
_CLIPPED = 0.001
#: Share of full scale.
_OFFSET = 0.01
#: A gap in a numbering means something if nearly all other numbers are there.
_NUMBERED = 0.9

_ENDINGS = {
    "wav": {"WAV", "WAVEX", "RF64", "W64"},
    "au": {"AU"},
    "snd": {"AU"},
    "flac": {"FLAC"},
    "ogg": {"OGG"},
    "oga": {"OGG"},
    "opus": {"OGG"},
    "mp3": {"MP3"},
    "aif": {"AIFF"},
    "aiff": {"AIFF"},
    "aifc": {"AIFF"},
}


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with a file.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    clip : str
        The clip, or the place in a list.
    detail : str
        What exactly, in a few words.
    """

    kind: str
    clip: str
    detail: str


def of_each(facts, suffixes):
    """What is wrong with files, each by itself or against most others.

    Parameters
    ----------
    facts : dict of str to Facts
        What was measured of each clip.
    suffixes : dict of str to str
        The ending of its file's name, such as ".wav".

    Yields
    ------
    Finding
    """
    usable = [fact for fact in facts.values() if not fact.problem]
    rate, channels = (_shared([getattr(fact, name) for fact in usable]) for name in ("rate", "channels"))
    seconds = _shared_length([fact.seconds for fact in usable])
    for clip, fact in facts.items():
        for kind, detail in _of_one(fact, suffixes[clip].lower().lstrip("."), rate, channels, seconds):
            yield Finding(kind, clip, detail)


def _of_one(fact, ending, rate, channels, seconds):
    silent = fact.silent_seconds >= fact.seconds
    if fact.problem and not silent:
        yield "unreadable", fact.problem
        return
    if fact.cut:
        yield "cut", fact.cut
    if fact.format not in _ENDINGS.get(ending, {fact.format}):
        yield "ending", f"the name ends in .{ending}, the file is {fact.format}"
    if rate and fact.rate != rate:
        yield "rate", f"{fact.rate:,} Hz, not {rate:,}"
    if channels and fact.channels != channels:
        yield "channels", f"{fact.channels}, not {channels}"
    if seconds and abs(fact.seconds - seconds) > _SAME_LENGTH and not fact.cut:
        yield "length", f"{fact.seconds:.1f} s, not {seconds:.1f}"
    elif not seconds and fact.seconds < _SHORTEST:
        yield "length", f"{fact.seconds:.2f} s"
    if silent:
        yield "silence", "the whole file"
    elif fact.silent_seconds >= _SILENCE:
        yield "silence", f"{fact.silent_seconds:.1f} s without a sound"
    if fact.clipped >= _CLIPPED and not silent:
        yield "clipping", f"{100 * fact.clipped:.1f} % of the samples lie on flat tops"
    if fact.offset >= _OFFSET and fact.seconds >= _SHORTEST:
        yield "offset", f"the mean is {100 * fact.offset:.1f} % of full scale"


def _shared(values):
    """The value that nearly all have; None if there is none."""
    value, count = Counter(values).most_common(1)[0] if values else (None, 0)
    return value if count >= _NEARLY_ALL * len(values) else None


def _shared_length(seconds):
    if not seconds:
        return None
    middle = sorted(seconds)[len(seconds) // 2]
    near = sum(abs(value - middle) <= _SAME_LENGTH for value in seconds)
    return middle if near >= _NEARLY_ALL * len(seconds) else None


def of_pairs(facts, prints, genres):
    """Files that hold the same recording.

    Parameters
    ----------
    facts : dict of str to Facts
        What was measured of each clip.
    prints : mapping of str to Fingerprint
        Theirs.
    genres : dict of str to str
        Theirs.

    Yields
    ------
    Finding
        Of the later one of two. Of several copies of the same samples only the first is compared further.
    """
    copies = defaultdict(list)
    for clip, fact in facts.items():
        if not fact.problem:
            copies[fact.digest].append(clip)
    for first, *others in copies.values():
        for clip in others:
            yield Finding("duplicate", clip, f"the same as {first}{_contradiction(genres, clip, first)}")
    clips = [group[0] for group in copies.values()]
    told = set()
    for match in matches(_Listed(prints, clips)):
        first, second = clips[match.first], clips[match.second]
        if second in told:  # of many copies, each is told once
            continue
        told.add(second)
        begins = (
            "beginning with it"
            if abs(match.seconds) < 0.1
            else (f"beginning {abs(match.seconds):.1f} s {'later' if match.seconds > 0 else 'earlier'}")
        )
        yield Finding(
            "near-duplicate",
            second,
            f"the same recording as {first}, {begins}{_contradiction(genres, second, first)} "
            f"({100 * match.share:.0f} % of the fingerprint agrees)",
        )


@dataclass(frozen=True)
class _Listed(Sequence):
    """What a mapping holds, in the order of a list."""

    of: Mapping
    keys: list[str]

    def __getitem__(self, number):
        return self.of[self.keys[number]]

    def __len__(self):
        return len(self.keys)


def _contradiction(genres, clip, first):
    return "" if genres[clip] == genres[first] else f", which is called {genres[first]}"


def of_numbers(clips):
    """Gaps in a numbering such as GTZAN's, where nearly all other numbers are there.

    Parameters
    ----------
    clips : iterable of str
        Ids, of unreadable files too. `blues.00003` is the fourth of blues.

    Yields
    ------
    Finding
    """
    numbers = defaultdict(set)
    for clip in clips:
        if match := re.fullmatch(r"(.+)\.(\d{5})", clip):
            numbers[match[1]].add(int(match[2]))
    if not numbers:
        return
    # Where nearly all genres have as many, the last songs of one are missed, too.
    first = _shared([min(there) for there in numbers.values()])
    last = _shared([max(there) for there in numbers.values()])
    for genre, there in sorted(numbers.items()):
        begin = min(there) if first is None else min(first, *there)
        end = max(there) if last is None else max(last, *there)
        if len(there) >= _NUMBERED * (end - begin + 1):
            for number in sorted(set(range(begin, end + 1)) - there):
                yield Finding("missing", f"{genre}.{number:05d}", f"{len(there)} others of {genre} are there")


def of_promises(promised, there):
    """Files that a list of artists or an export promises, and that are not there.

    Parameters
    ----------
    promised : dict of str to str
        Their names, by what `there` may hold of them.
    there : set of str
        What the files that are there may be called, without endings.

    Yields
    ------
    Finding
        None if most are missing: then the list is that of another, larger collection.
    """
    absent = {place: name for place, name in promised.items() if place not in there}
    if 2 * len(absent) <= len(promised):
        for place, name in absent.items():
            clip = collection.as_id(PurePosixPath(place))
            yield Finding("missing", clip, f"{name} is listed, and not there")
