"""Checks of notebook 05, the experiment."""

from __future__ import annotations

import math

import numpy as np

from genrekit.checks import checker, number, right, wrong
from genrekit.genres import GENRES


@checker("first share out the 100 songs between learning and test, then take a tenth of those for learning.")
def dealt(answer):
    """How many of a genre's 100 songs are for training, validation and test: 60% and a tenth of these."""
    if isinstance(answer, (str, bytes, dict, set)) or np.size(answer) != 3:
        return wrong("Give three numbers in brackets: (training, validation, test).")
    parts = [number(part) for part in answer]
    if parts == [54, 6, 40]:
        return right("54 to learn from, 6 to watch, 40 for the exam, of every genre alike.")
    if sorted(parts) == [6, 40, 54]:
        return wrong("These are the numbers, but not in the order training, validation, test.")
    if np.allclose(parts, [0.54, 0.06, 0.4]):
        return wrong("In shares, yes. Of 100 songs, how many are that?")
    if parts == [540, 60, 400]:
        return wrong("That is for all ten genres together. How many of one genre with its 100 songs?")
    if parts == [50, 10, 40]:
        return wrong("You took a tenth of all songs for validation. It is a tenth of those for learning.")
    if parts == [60, 0, 40]:
        return wrong("A tenth of the songs for learning is set aside for validation. How many are these?")
    if parts == [60, 36, 4]:
        return wrong(
            "You took the tenth from the test songs. Validation songs come out of those for learning."
        )
    if parts in ([60, 6, 34], [60, 10, 30], [54, 10, 36]):
        return wrong("Your test part is not 40. The validation songs come out of the 60 songs for learning.")
    if sum(parts) != 100:
        return wrong(
            f"Your parts have {sum(parts):g} songs together, and there are 100. "
            "The validation songs are set aside: they are no longer in the training part."
        )
    return wrong("Take 60 of 100 for learning, set a tenth of these 60 aside, and test with the rest.")


@checker("where may the first crop begin, and where the last? Count both ends.")
def different_crops(answer, song_frames, crop_frames):
    """How many crops of `crop_frames` frames a song of `song_frames` frames holds."""
    value, last = number(answer), song_frames - crop_frames
    if value == last + 1:
        return right(
            f"{last + 1:,} different pictures from one song, though neighbours share most of their frames."
        )
    if value == last:
        return wrong(
            "Nearly: one is missing. From 0 to 3 there are four numbers, not three. Which start is left out?"
        )
    if value in (song_frames // crop_frames, song_frames / crop_frames, -(-song_frames // crop_frames)):
        return wrong(
            "That is how many fit side by side. Crops may overlap: each frame may be the start of one."
        )
    if value == song_frames:
        return wrong("A crop that begins at the very last frame would end beyond the song.")
    if value == last + 2:
        return wrong("One too many: would the last of these crops still end within the song?")
    return wrong(
        "Count the frames at which a crop may begin: from the first to the last that leaves it room."
    )


@checker("how many batches make an epoch? The last one may be smaller, but it counts.")
def training_steps(answer, songs, batch_size, epochs, watched=0):
    """How many times the weights are changed in a whole training; `watched` songs are for validation."""
    value = number(answer)
    batches = math.ceil(songs / batch_size)
    if value == batches * epochs:
        return right(f"{batches} batches an epoch, {value:,.0f} nudges in all.")
    if value == batches:
        return wrong("That is one epoch. How many epochs are there?")
    if value == songs * epochs:
        return wrong("That would be one nudge a crop. There is one a batch.")
    if value == songs // batch_size * epochs:
        return wrong("You left out the last, smaller batch of every epoch. It nudges too: round up.")
    if math.isclose(value, songs / batch_size * epochs, rel_tol=1e-3) or value == math.ceil(
        songs / batch_size * epochs
    ):
        return wrong(
            "Round up within each epoch, before you multiply: an epoch ends with a batch of its own."
        )
    if watched and value in (
        math.ceil((songs + watched) / batch_size) * epochs,
        (songs + watched) / batch_size * epochs,
    ):
        return wrong(
            "You counted the validation songs, too. They are looked at, and nothing is learnt from them."
        )
    return wrong("Divide the training songs into batches, round up, and do it again for every epoch.")


@checker("take minus the natural logarithm (np.log) of each probability, then the mean.")
def cross_entropy(answer, probabilities):
    """Mean cross-entropy of the probabilities that were given to the truth."""
    value, p = number(answer), np.asarray(probabilities, float)
    losses = -np.log(p)
    truth = losses.mean()

    def near(other):
        return abs(value - other) <= 0.006 * max(1, abs(other))

    if near(truth):
        return right(
            f"{truth:.2f}, while giving the truth 0.5 every time costs {math.log(2):.2f}: "
            "one mistake made with full confidence outweighs nine good answers."
        )
    if near(-truth):
        return wrong("The size is right, the sign is not: the logarithm of a number below 1 is negative.")
    if near(losses.sum()):
        return wrong(
            "That is the sum over the songs. Take the mean, so that it does not grow with their number."
        )
    if near(-math.log(p.mean())):
        return wrong(
            "You took the mean of the probabilities first. Take the logarithm of each, and then the mean: "
            "only so does the one bad answer show."
        )
    if near(truth / math.log(10)):
        return wrong("That is with the logarithm to base 10. Cross-entropy uses the natural one, np.log.")
    if near(truth / math.log(2)):
        return wrong("That is with the logarithm to base 2. Cross-entropy as Keras counts it uses np.log.")
    if near(math.log(2)):
        return wrong("That is what the modest network pays. What does the bold one pay?")
    if near(1 - p.mean()):
        return wrong(
            "That is how much probability missed the truth on average. Cross-entropy takes logarithms."
        )
    return wrong("Take -np.log of the ten probabilities, and then the mean of the ten prices.")


def _songs_to_judge():
    """Probabilities of crops and the genres' names: songs that tell averaging from other ways to decide."""
    three = ("blues", "jazz", "rock")
    # Whoever averages over genres finds crop 4 the largest: there is no such genre, and the clue comes.
    torn = [[0.5, 0.49, 0.01], [0.5, 0.49, 0.01], [0.34, 0.33, 0.33], [0.0, 0.9, 0.1], [0.0, 0.90001, 0.1]]
    many = np.random.default_rng(5).dirichlet(np.full(10, 0.4), size=8).astype(np.float32)
    return [
        (np.array(torn), three),
        (np.array([[0.5, 0.4, 0.1], [0.5, 0.4, 0.1], [0.0, 0.9, 0.1]]), three),
        (np.array([[0.02, 0.03, 0.95], [0.1, 0.8, 0.1], [0.1, 0.6, 0.3], [0.2, 0.5, 0.3]]), three),
        (np.array([[0.7, 0.2, 0.1], [0.6, 0.3, 0.1], [0.1, 0.25, 0.65]]), list(three)),
        (np.array([[0.45, 0.4, 0.15], [0.02, 0.4, 0.58], [0.5, 0.4, 0.1]]), three),
        (np.array([[0.3, 0.7]]), ["polka", "waltz"]),
        (many, GENRES),
    ]


#: Other ways than the mean to come from crops to one column, and what to say to each of them.
_OTHER_WAYS = (
    (
        lambda each: np.bincount(each.argmax(axis=1), minlength=each.shape[1]).argmax(),
        "Your function lets every crop cast one vote. A crop that is torn then counts as much as one that is "
        "sure. Average the probabilities first, and choose afterwards.",
    ),
    (
        lambda each: np.unravel_index(each.argmax(), each.shape)[1],
        "Your function believes the one crop that is surest. Average over all crops, and choose afterwards.",
    ),
    (lambda each: each[0].argmax(), "Your function looks at the first crop only. Average over all of them."),
    (lambda each: each[-1].argmax(), "Your function looks at the last crop only. Average over all of them."),
    (
        lambda each: each[len(each) // 2].argmax(),
        "Your function looks at the crop in the middle only. Average over all of them.",
    ),
    (lambda each: each.mean(axis=0).argmin(), "Your function chooses the least probable genre."),
    (
        lambda each: np.median(each, axis=0).argmax(),
        "Your function takes the median of the crops. The page takes the mean.",
    ),
    (
        lambda each: np.log(each + 1e-12).mean(axis=0).argmax(),
        "Your function multiplies the probabilities, or averages their logarithms: one crop near 0 can then "
        "outweigh all others. Average the probabilities themselves.",
    ),
    (
        lambda each: 0,
        "Your function names the first genre whatever it gets. Does it average over the whole table at once? "
        "axis=0 goes down the columns.",
    ),
)


@checker("average each column over the crops (axis=0), find the largest, and return its name.")
def song_judge(answer):
    """A function that names the genre of a song from the probabilities of its crops."""
    if not callable(answer):
        return wrong("Give the function itself, without brackets behind its name: judge_song.")
    songs, said = _songs_to_judge(), []
    for each, names in songs:
        try:
            name = answer(each.copy(), names)
        except Exception as error:
            clue = "each has a row for each crop and a column for each genre: axis=0 goes down the columns."
            return wrong(f"Your function stops ({type(error).__name__}: {error}). Remember: {clue}")
        if name is ...:
            return wrong("Replace the three dots. Hint: average over the crops, then find the largest.")
        if name is None:
            return wrong("Your function gives nothing back. It must end with return; print only shows.")
        if isinstance(name, (int, np.integer)):
            return wrong(f"Your function gives {name}. If that is the place of the genre, return its name.")
        if not isinstance(name, str):
            return wrong(f"Your function gives {name!r}. One name is asked for, such as 'jazz'.")
        if name not in names:
            return wrong(
                f"Asked about the genres {', '.join(names)}, your function says {name!r}. Does it use its "
                "own two parameters, or something else of the page?"
            )
        said.append(name)
    if said == [names[each.mean(axis=0).argmax()] for each, names in songs]:
        return right("It averages first and chooses afterwards, with any number of crops and genres.")
    for way, message in _OTHER_WAYS:
        if said == [names[way(each)] for each, names in songs]:
            return wrong(message)
    each, truth, name = next(
        (each, names[each.mean(axis=0).argmax()], name)
        for (each, names), name in zip(songs, said, strict=True)
        if name != names[each.mean(axis=0).argmax()]
    )
    return wrong(
        f"For a song of {len(each)} crops with the highest mean at {truth}, your function says {name}."
    )


@checker("the number of songs stands under a root. How does a root grow?")
def half_as_wide(answer, half):
    """How many songs make the interval of 61% half as wide as 400 songs do."""
    songs = number(answer)
    if songs <= 0:
        return wrong("An exam has at least one song.")
    if not math.isclose(float(half), 1.96 * math.sqrt(0.61 * 0.39 / songs), rel_tol=1e-6):
        return wrong("Change the number of songs only, and run the cell: the rest of it stays.")
    if 1523 <= songs <= 1655:
        return right(
            f"With {songs:,.0f} songs 2.4 points to either side: "
            f"{'' if songs == 1600 else 'about '}four times the songs for half the width."
        )
    if songs == 400:
        return wrong("This is as it was: 4.8 points to either side. Change the first line, and run the cell.")
    if songs == 800:
        return wrong("Twice the songs gives 3.4 points, not 2.4. The number of songs stands under a root.")
    if songs < 400:
        return wrong("Fewer songs make a wider interval: luck counts for more. Go the other way.")
    if songs < 1523:
        return wrong(f"{100 * half:.1f} points to either side: narrower than before, but not half as wide.")
    return wrong(f"{100 * half:.1f} points to either side: narrower than asked. Fewer songs will do.")


@checker("which artists have a training song? Then count the test songs by one of them.")
def leaked_songs(answer, artists, parts):
    """How many test songs are by an artist with a song in the training part."""
    value = number(answer)
    artists = np.asarray(artists)
    learnt, tested = artists[parts.train], artists[parts.test]
    met = np.isin(tested, learnt[learnt != ""])
    if value == met.sum():
        if (artists == "").all():
            return right("Of this collection no artist is known, so no leak can be shown, nor ruled out.")
        return right(f"{met.sum()} of {len(tested)} test songs are by an artist whom the network has met.")
    if value == np.isin(tested, learnt).sum():
        return wrong('You counted songs without a known artist as if "" were one. Leave these out.')
    if value == len(set(tested[met])):
        return wrong("That is how many artists are in both parts. Count their test songs.")
    learnt_or_watched = np.concatenate([learnt, artists[parts.valid]])
    if value == np.isin(tested, learnt_or_watched[learnt_or_watched != ""]).sum():
        return wrong("You took the validation songs for training songs. Nothing is learnt from them.")
    if value == np.isin(learnt, tested[tested != ""]).sum():
        return wrong("The other way round: you counted training songs. Count the test songs.")
    if len(tested) and (
        math.isclose(value, met.mean(), abs_tol=0.005) or math.isclose(value, 100 * met.mean(), abs_tol=0.5)
    ):
        return wrong("That is the share of the test songs. Give their number.")
    if value == 0:
        return wrong("No *song* is in both parts, true. Count the test songs whose *artist* is in both.")
    if value == len(tested) - met.sum():
        return wrong("These are the test songs by artists the network has *not* met. Count the others.")
    return wrong("Use np.isin(artists of the test songs, artists of the training songs) and count the True.")


def _made_up():
    """Artists and genres of a collection in no order, with one to nine songs an artist."""
    rng = np.random.default_rng(3)
    rows = [
        (f"{name} {letter}", name)
        for name, count in (("ska", 8), ("fado", 12), ("polka", 10))
        for letter in "abcdefghijkl"[:count]
        for _ in range(rng.integers(1, 10))
    ]
    artists, genres = np.array([rows[i] for i in rng.permutation(len(rows))]).T
    return artists, genres


def _rows(part, songs):
    """The row numbers that a student's part holds; ValueError says what is wrong with them."""
    if isinstance(part, tuple) and len(part) == 1 and np.ndim(part[0]) == 1:
        raise ValueError("np.where gives a tuple with the rows inside: take its entry [0].")
    part = np.asarray(part)
    if part.dtype == bool:
        raise ValueError("You give True and False. np.flatnonzero makes row numbers of them.")
    if part.dtype.kind in "US" or (part.dtype == object and all(isinstance(row, str) for row in part.flat)):
        raise ValueError(
            "You give names. Row numbers are asked for: np.flatnonzero tells where something is."
        )
    if part.ndim != 1 or (part.size and part.dtype.kind not in "iu"):
        raise ValueError("Each part must be one row of whole numbers, the row numbers of its songs.")
    if part.size == 0:
        raise ValueError("One of the two parts is empty.")
    if part.min() < 0 or part.max() >= songs:
        raise ValueError(f"There are {songs} songs, with the row numbers 0 to {songs - 1}.")
    return part


def _fault_of_deal(deal, artist, genre, share):
    """What is wrong with one deal of the songs to training and test; None if nothing is."""
    if deal is None:
        return "Your function gives nothing back: end it with return."
    if not isinstance(deal, (tuple, list)) or len(deal) != 2:
        return "Return two things, the rows to learn from and the rows to test with: return learn, test"
    learn, test = (_rows(part, len(artist)) for part in deal)
    rows = np.concatenate([learn, test])
    if len(rows) > len(np.unique(rows)):
        return "At least one song is dealt twice."
    if both := set(artist[learn]) & set(artist[test]):
        return f"{min(both)} has songs in both parts. Deal whole artists: then look where their songs are."
    if len(rows) < len(artist):
        return f"{len(artist) - len(rows)} of {len(artist)} songs are in neither part."
    counts = []
    for name in np.unique(genre):
        artists = len(set(artist[genre == name]))
        counts.append((name, artists, len(set(artist[learn][genre[learn] == name]))))
    # Rounded up or down: less than 1 away. (12 of 20 at a share of 0.6, and 13 is wrong.)
    if all(abs(learnt - share * artists) < 1 - 1e-9 for _, artists, learnt in counts):
        return None
    if all(abs(learnt - (1 - share) * artists) <= 1 for _, artists, learnt in counts):
        return "The two parts seem to be swapped: first the rows to learn from, then those to test with."
    name, artists, learnt = max(counts, key=lambda count: abs(count[2] - share * count[1]))
    return (
        f"With share={share}, about {share * artists:.0f} of the {artists} artists of {name} are to be "
        f"learnt from. Your function takes {learnt}. Deal within each genre, by the share that is given."
    )


def _fault_of_dealer(answer, artists, genres, share):
    """What is wrong with a student's function on one collection; None if nothing is."""
    deals = []
    for seed in (0, 1, 2, 0):
        try:
            deal = answer(artists.copy(), genres.copy(), share, seed)
        except Exception as error:
            if "inhomogeneous" in str(error):  # NumPy's word for a list of arrays of several lengths
                return (
                    "Your function stops, since a list of yours holds whole arrays, of several lengths. "
                    "append puts in an array as one thing, extend its names one by one."
                )
            return f"Your function stops ({type(error).__name__}: {error})."
        if deal is ...:
            return "Replace the three dots. Hint: begin with the artists of one genre."
        try:
            fault = _fault_of_deal(deal, artists, genres, share)
        except ValueError as error:
            return str(error)
        if fault:
            return fault
        deals.append(set(np.asarray(deal[0]).tolist()))
    if deals[0] != deals[3]:
        return "The same seed must deal the same way: draw with rng, which is made from the seed."
    if deals[0] == deals[1] == deals[2]:
        return "Every seed deals the same way. Shuffle each genre's artists: rng.permutation(...)."
    return None


@checker("for each genre: list its artists once each, shuffle them, cut the list, and look for their songs.")
def artist_dealer(answer, artist, genre):
    """A function that deals whole artists to a training and a test part, genre by genre."""
    if not callable(answer):
        return wrong("Give the function itself, without brackets behind its name: deal_artists.")
    if fault := _fault_of_dealer(answer, artist, genre, 0.6):
        return wrong(fault)
    for share in (0.6, 0.75):
        if fault := _fault_of_dealer(answer, *_made_up(), share):
            return wrong(
                "Your function deals the page's songs well, but not those of another collection (three "
                f"genres with 8 to 12 artists each). There: {fault}"
            )
    return right(
        "Every artist is in one part only, every genre is in both, and the seed decides who goes where."
    )
