"""Checks of notebook 11, scaling out."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import numpy as np

from genrekit.checks import checker, number, right, wrong


@checker('one of "seconds", "minutes", "hours", "days", "weeks". A guess will do.')
def how_long(answer, *, songs, seconds_a_song):
    """In which unit one worker counts for a whole collection."""
    limits = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400, "weeks": 604_800}
    total = songs * seconds_a_song
    if not isinstance(answer, str):
        if number(answer) == round(total):
            return wrong(f"Right so far: {total:,.0f} seconds. What would you call that? Answer with a word.")
        return wrong('Answer with a word: "seconds", "minutes", "hours", "days" or "weeks".')
    told = [word.rstrip("s") for word in re.findall("[a-z]+", answer.lower())]
    words = [word for word in limits if any(one and word.startswith(one) for one in told)]
    if len(words) != 1:
        return wrong('Answer with one of "seconds", "minutes", "hours", "days" or "weeks".')
    truth = max((word for word in limits if limits[word] <= total), key=limits.get)
    if words[0] == truth:
        return right(f"{total:,.0f} seconds are {total / limits[truth]:.1f} {truth}.")
    if limits[words[0]] < limits[truth]:
        return wrong("Longer. A tenth of a second is short, but there are very many of them.")
    return wrong("Shorter. Multiply, then divide by 60, and by 60 again.")


@checker("one number: tasks that the scheduler can hand out in the time that a worker needs for one.")
def most_workers(answer, *, task_ms, song_ms, songs):
    """How many workers one scheduler keeps busy."""
    value = number(answer)
    truth = songs * song_ms / task_ms

    def near(target):
        return abs(value - target) <= 0.02 * target

    if near(truth):
        return right(
            f"Each is busy for {songs * song_ms:g} ms with a task: time enough to serve {truth:,.0f}."
        )
    if songs > 1 and near(song_ms / task_ms):
        return wrong(f"That is with one song a task. Here a task holds {songs}.")
    if near(song_ms / task_ms / songs):
        return wrong("The wrong way round: a worker with more songs comes back *less* often.")
    if near(songs / task_ms) or near(1000 / task_ms):
        return wrong("So many tasks, or songs, go out in a time. But how soon does each worker ask again?")
    if near(songs * song_ms):
        return wrong("So many milliseconds a worker is busy. How many others are served meanwhile?")
    if near(1 / truth) or (0 < value < 1):
        return wrong("Upside down: divide the time of the worker by that of the scheduler.")
    return wrong(
        "How long is a worker busy with one task, and how many tasks does the scheduler hand out in it?"
    )


@checker("a function of two arrays, songs and seconds, that returns one number: the slope.")
def exponent(answer):
    """A function that fits the exponent of a law of growth."""
    if not callable(answer):
        return wrong("Give the function itself, without calling it: exponent, not exponent(...).")
    songs = np.array([10.0, 100.0, 1000.0, 10_000.0])
    laws = [(1.0, 0.002), (2.0, 3.0), (0.5, 7.0)]
    found = []
    for power, factor in laws:
        given = songs.copy(), factor * songs**power
        value = answer(*given)
        if value is ... or value is None:
            return wrong("The function should return a number; it returns nothing yet.")
        if np.size(value) == 2:
            return wrong("That is slope *and* offset. `np.polyfit(x, y, 1)[0]` is the slope alone.")
        found.append(number(value))
    truth = np.array([power for power, _ in laws])
    found = np.array(found)
    logs = np.log10(songs)
    if np.allclose(found, truth, atol=0.01):
        noisy = 0.002 * songs * np.array([1.0, 3.0, 1.0, 1.0])
        fitted = np.polyfit(logs, np.log10(noisy), 1)[0]
        if abs(number(answer(songs, noisy)) - fitted) < 0.02:
            return right("With exponent 1, twice the songs take twice the time; with exponent 2, four times.")
        return wrong("Right for a smooth law. With some noise it differs from the fit: use *all* points.")
    if np.allclose(found, 1 / truth, atol=0.01):
        return wrong("The axes are turned: seconds belong on the upright one. `np.polyfit(x, y, 1)`.")
    factors = np.array([factor for _, factor in laws])
    if any(np.allclose(found, log(factors), atol=0.02) for log in (np.log, np.log10, np.log2)):
        return wrong("That is where the line crosses, `[1]`. The slope is `[0]`.")
    seconds = [factor * songs**power for power, factor in laws]
    if np.allclose(found, [np.polyfit(songs, y, 1)[0] for y in seconds], rtol=0.02):
        return wrong("That is the slope on plain axes, seconds a song. Take the logarithm of both first.")
    for log in (np.log, np.log10):
        if np.allclose(found, [np.polyfit(songs, log(y), 1)[0] for y in seconds], rtol=0.02) or np.allclose(
            found, [np.polyfit(log(songs), y, 1)[0] for y in seconds], rtol=0.02
        ):
            return wrong("Only one of the two is a logarithm. Take it of songs *and* seconds.")
    if np.allclose(found, truth * np.log(10), rtol=0.02) or np.allclose(found, truth / np.log(10), rtol=0.02):
        return wrong("Two kinds of logarithms are mixed: `np.log` for one, `np.log10` for the other.")
    return wrong(
        "Fit a straight line through the logarithms of songs and of seconds; its slope is asked for."
    )


@checker("one number of seconds. What does one more song cost? What is left if you take off all songs?")
def fixed_part(answer, *, songs, seconds):
    """What a job costs before its first song, from two measurements."""
    value = number(answer)
    (few, many), (short, long) = songs, seconds
    each = (long - short) / (many - few)
    truth = short - few * each

    def near(target):
        return abs(value - target) <= 0.02 * abs(target)

    if near(truth):
        return right(f"{truth:g} s, however many songs; and {1000 * each:g} ms for each of them.")
    if near(each) or near(1000 * each):
        return wrong("That is what one more song costs. How much of the small job is left without its songs?")
    if near(short - few * long / many):
        return wrong("You took long / many for a song. But that holds a part of the fixed cost already.")
    if near(short):
        return wrong("That is the whole small job. Its songs cost something, too.")
    if near(long - short):
        return wrong(
            "The difference of the two jobs: in it the fixed part is gone. What do its songs cost each?"
        )
    if near(few * each) or near(many * each):
        return wrong("That is the part that grows, all songs together. What is left of the job beside it?")
    return wrong("Two jobs, two unknowns: seconds = fixed + songs × seconds a song.")


@checker('one of "half", "the same", "twice": the time of four workers, against that of two.')
def four_on_two(answer, *, cores):
    """How long four workers need where there are fewer cores."""
    if not isinstance(answer, str):
        return wrong('Answer with words: "half", "the same" or "twice".')
    told = re.findall("[a-z]+", answer.lower())
    word = " ".join(one for one in told if one not in ("about", "the", "time", "a", "as", "it", "stays"))
    if word in ("same", "equal", "equally long", "long", "unchanged", "no change", "no difference"):
        return right(f"About the same: {cores} cores can do no more than {cores} things at a time.")
    if word in ("half", "quarter", "less"):
        return wrong(f"Twice as many workers, but who carries them? Count the cores: {cores}.")
    if word in ("twice", "twice long", "double", "more"):
        return wrong("They do take turns, but taking turns costs little. No work is done twice.")
    return wrong('Answer with one of "half", "the same" or "twice".')


@checker("a collection: `collection.simulated(..., seconds=0.5)` with another number of songs.")
def new_songs(answer, new, *, known, wanted):
    """A larger collection of which only so many songs were computed."""
    total = len(answer.table)
    new = int(number(new))
    if total == known:
        return wrong(f"Still {known:,} songs. Change their number.")
    if total == new == wanted:
        return wrong(
            f"{wanted:,} were computed, but the old {known:,} are no longer asked for. The collection "
            "should *grow*."
        )
    if total == wanted:
        return wrong(f"{wanted:,} is how many should be *new*. Those that are there already count, too.")
    if total < known:
        return wrong(f"{total:,} songs are fewer than the {known:,} that are there: none of them is new.")
    if total != known + wanted:
        return wrong(f"{total:,} songs would make {total - known:,} new ones, not {wanted:,}.")
    if new == 0:
        return wrong("Nothing was computed. Did the first job get `thousand`, and the second `more`?")
    if new != wanted:
        return wrong(
            f"The number of songs is right, but {new:,} were computed. Are they other songs? "
            "Length and seed must stay as they are."
        )
    return right(f"{total:,} songs asked for, {known:,} found, {wanted:,} computed.")


@checker("a function of a list of keys and a folder that returns the keys not found in any `.json`.")
def to_do(answer):
    """A function that tells which songs are missing in a folder of shards."""
    if not callable(answer):
        return wrong("Give the function itself, without calling it: to_do, not to_do(...).")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if found := _judged(answer, folder, {}, ["b", "a"], "With an empty folder all songs are to do."):
            return found
        shards = {"one": ["d", "b"], "two": ["a", "x"]}
        # Many are missing, in an order that nobody sorts: the keys of a set never come in it by luck.
        wanted = list("qdmkwbcazhtgy")
        # A shard whose index was not written any more: the worker died.
        for stem, keys in {**shards, "three": ["c"]}.items():
            np.save(folder / f"{stem}.npy", np.zeros((2 * len(keys), 3), np.float32), allow_pickle=False)
        for stem, keys in shards.items():
            (folder / f"{stem}.json").write_text(json.dumps({"keys": keys, "rows": [2] * len(keys)}))
        if found := _judged(answer, folder, shards, wanted, ""):
            return found
    return right("Whoever can say what is missing can go on after anything.")


def _judged(answer, folder, shards, wanted, hint):
    """What is wrong with the missing songs that a function finds in a folder; None if nothing is."""
    given = list(wanted)
    found = answer(given, folder)
    if given != wanted:
        return wrong("The given list was changed. Make a new one: the caller may still need the old.")
    if found is ... or found is None:
        return wrong("The function should return a list of keys; it returns nothing yet.")
    if isinstance(found, (int, np.integer)):
        return wrong("That is how many there are. Which ones?")
    if isinstance(found, (set, frozenset)):
        return wrong("A set has no order. Go through `wanted` one by one.")
    found = list(found)
    there = {key for keys in shards.values() for key in keys}
    truth = [key for key in wanted if key not in there]
    if found == truth:
        return None
    if not shards and not found:
        return wrong(hint)
    if sorted(found) == sorted(truth):
        return wrong(
            "The right songs in another order. Keep that of the list: neighbours cost less together."
        )
    if sorted(found) == sorted(key for key in wanted if key in there):
        return wrong("Those are the songs that are there. Asked for are the others.")
    if set(found) == set(truth) | (there - set(wanted)):
        return wrong("There are songs in the folder that nobody asked for. They are not to do.")
    if found == wanted and shards:
        return wrong("All of them? Some are in the folder: open each `.json`, and look under `keys`.")
    for keys in shards.values():
        if sorted(found) == sorted(key for key in wanted if key not in keys):
            return wrong("Only one shard was looked at. Collect the keys of *all* of them before you answer.")
    if set(truth) - set(found):
        return wrong("A song is missing that is not in any `.json`. (A `.npy` without one is nobody's.)")
    return wrong(hint or "Read `keys` of each `.json`, and return the wanted keys that are in none of them.")


#: Songs, cores, seconds of a core and megabytes a song, megabytes a second: what `plan` is tried on.
_PLANS = ((1_000, 4, 2.0, 5.0, 100.0), (50_000, 64, 0.1, 10.0, 20.0), (3_600, 1, 1.0, 0.001, 1.0))


@checker("a function of songs, cores, core_seconds, mb and mb_a_second that returns hours; then a number.")
def plan(answer, enough, *, core_seconds, mb, mb_a_second):
    """A function that tells the hours of a job, and from how many cores on the network decides."""
    if not callable(answer):
        return wrong("Give the function itself, without calling it: hours, not hours(...).")
    found = [answer(*given) for given in _PLANS]
    if any(value is ... or value is None for value in found):
        return wrong("The function should return a number of hours; it returns nothing yet.")
    found = np.array([number(value) for value in found])
    work = np.array([songs * each / cores for songs, cores, each, _, _ in _PLANS]) / 3600
    alone = np.array([songs * each for songs, _, each, _, _ in _PLANS]) / 3600
    way = np.array([songs * size / rate for songs, _, _, size, rate in _PLANS]) / 3600
    own_way = way / np.array([cores for _, cores, _, _, _ in _PLANS])
    truth = np.maximum(work, way)
    reasons = (
        (3600 * truth, "That is in seconds. An hour has 3,600 of them."),
        (60 * truth, "That is in minutes."),
        (
            work + way,
            "You added them. While some songs are computed, the next ones are on their way already.",
        ),
        (
            np.minimum(work, way),
            "The faster of the two has to wait for the slower one, not the other way round.",
        ),
        (work, "That is the computing. What if the songs do not arrive as fast?"),
        (way, "That is the network alone. What if the workers are slower?"),
        (np.maximum(alone, way), "More cores should help: they share the computing."),
        (np.maximum(work, own_way), "All cores share *one* network: its time is not divided by them."),
    )
    for wrongly, why in reasons:
        if np.allclose(found, wrongly, rtol=0.01) and not np.allclose(wrongly, truth, rtol=0.01):
            return wrong(why)
    if not np.allclose(found, truth, rtol=0.01):
        return wrong(
            "Computing takes songs × core_seconds / cores, the way songs × mb / mb_a_second, in "
            "seconds; they go on side by side."
        )
    if enough is ...:
        return wrong("The function is right. Now `enough`: at how many cores do both take the same time?")
    value, knee = number(enough), core_seconds * mb_a_second / mb
    if abs(value - knee) <= 0.03 * knee + 0.5:
        return right(f"{knee:.0f} cores: beyond that, each waits for its songs.")
    if abs(value - 1 / knee) <= 0.05 / knee:
        return wrong(
            "The function is right, `enough` is upside down: how many seconds of computing are there "
            "in each second of the network?"
        )
    if value < knee:
        return wrong("The function is right. With so few cores the network still waits for *them*.")
    return wrong("The function is right. With so many cores some wait for songs; fewer are enough.")
